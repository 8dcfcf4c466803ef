"""Ranked amounts, each with its bar, that lead to their lists; what all bars have in common.

Each bar is a button, so that the keyboard and a screen reader find it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.domain.query import Query
from gui.painting import LEFT, RIGHT, plate, words
from gui.theme import font, named, px, tokens
from words import figures
from words.translate import tr

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount with its name, in words for a tooltip, and the list behind it."""

    name: str
    amount: Decimal
    said: str
    query: Query | None


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and what went out in a month."""

    name: str
    purchases: Decimal
    sales: Decimal
    said: str
    query: Query


class Part(QAbstractButton):
    """What all bars have in common: a name to be read out, a ground under mouse and focus."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what shows that it can be pressed."""
        look = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            plate(painter, area, px(4), look.hover)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent_text), 2))
            painter.drawRoundedRect(area, px(4), px(4))


class RankBar(Part):
    """A name, a bar under it as long as its share, and the amount."""

    def __init__(self, bar: Bar, most: Decimal) -> None:
        super().__init__(bar.said)
        self.bar = bar
        self.setEnabled(bar.query is not None)
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the words a line, and the bar its room under it."""
        return QSize(px(200), px(36))

    def minimumSizeHint(self) -> QSize:
        """Let the name give way."""
        return QSize(px(140), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        painter, look = QPainter(self), tokens()
        self.paint_ground(painter)
        inner = QRectF(self.rect()).adjusted(px(8), px(4), -px(8), -px(5))
        line = QRectF(inner.x(), inner.y(), inner.width(), px(18))
        painter.setFont(font(bold=True))
        amount = figures.money(self.bar.amount)
        wide = painter.fontMetrics().horizontalAdvance(amount)
        colour = look.red if self.bar.amount < ZERO else look.text
        words(painter, line, amount, colour, RIGHT)
        painter.setFont(font())
        room = round(line.width()) - wide - px(12)
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.bar.name, elide, room)
        words(painter, line, shown, look.text, LEFT)
        track = QRectF(inner.x(), inner.bottom() - px(5), inner.width(), px(5))
        plate(painter, track, px(2.5), look.hover)
        share = float(abs(self.bar.amount) / self._most) if self._most else 0.0
        if share:
            filled = QRectF(track.x(), track.y(), max(px(5), track.width() * share), track.height())
            plate(painter, filled, px(2.5), look.red if self.bar.amount < ZERO else look.accent)


class Ranking(QWidget):
    """Bars under each other, the longest first; `pressed` gives the query of one."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[RankBar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.nothing = named(QLabel(tr("Nothing in this year")), "quiet")
        self._column.addWidget(self.nothing)
        self._column.addStretch()

    def await_bars(self) -> None:
        """Show none: they are being added up."""
        self.show_bars(())
        self.nothing.hide()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        most = max((abs(bar.amount) for bar in bars), default=ZERO)
        for part in self.parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.parts = [RankBar(bar, most) for bar in bars]
        for part in self.parts:
            part.clicked.connect(lambda _=False, query=part.bar.query: self.pressed.emit(query))
            self._column.insertWidget(self._column.count() - 1, part)
        self.nothing.setVisible(not bars)
