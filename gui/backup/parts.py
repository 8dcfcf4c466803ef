"""What the cards of the backup page are made of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import icons
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.first_start.parts import Scrolled
from gui.notices import StateIcon
from gui.painting import LEFT, RIGHT, words
from gui.states import State
from gui.theme import font, named, px, tokens
from words import backups
from words.translate import tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.automatic import Day


class Line(QLabel):
    """One line that gives way where there is no room; its tooltip has the whole."""

    def __init__(self, name: str, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self.setObjectName(name)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        words(painter, QRectF(self.rect()), text, self.palette().windowText().color().name(), LEFT)


class Card(QFrame):
    """One thing of the page: its title, its state, what it does, one line, one link."""

    pressed = Signal()

    def __init__(self, title: str, word: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.title = Line("small")
        self.title.setText(title)
        self._sign = QHBoxLayout()
        self._sign.setSpacing(px(6))
        self.what = Line("section")
        self.line = Line("small")
        self.link = Button(word, Kind.LINK)
        self.link.clicked.connect(self.pressed)
        self._lay_out()

    def say(self, state: State, what: str, line: str, title: str | None = None) -> None:
        """Say how it stands."""
        if title is not None:
            self.title.setText(title)
        while (old := self._sign.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        word = QLabel(state.word)
        word.setProperty("state", state.mark.name.lower())
        self._sign.addWidget(StateIcon(state.mark, 13))
        self._sign.addWidget(word)
        self.what.setText(what)
        self.line.setText(line)
        self.setAccessibleDescription(f"{state.word}: {what}. {line}")

    def minimumSizeHint(self) -> QSize:
        """Stay legible."""
        return QSize(px(180), self.sizeHint().height())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.title, 1)
        head.addLayout(self._sign)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(11), px(16), px(7))
        box.setSpacing(px(4))
        box.addLayout(head)
        box.addWidget(self.what)
        box.addWidget(self.line)
        box.addWidget(self.link)


class DayStrip(QWidget):
    """Days in a row: filled with a tick, hollow, or crossed; the words above count them."""

    def __init__(self) -> None:
        super().__init__()
        self._days: Sequence[Day] = ()
        self.setFixedHeight(px(24 + 20))
        self.setAccessibleName(tr("The last 30 days"))

    def show_days(self, days: "Sequence[Day]") -> None:
        """Show these days, today last."""
        self._days = days
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Let the days come nearer to each other."""
        return QSize(px(30 * 14), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a box for each day, and the first and the last day's name."""
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = min(px(27), self.width() / len(self._days))
        side = min(px(22), pitch - px(3))
        for place, day in enumerate(self._days):
            _paint_day(painter, QRectF(place * pitch + 0.5, 1, side, side), day.mark)
        painter.setFont(font(11))
        under = QRectF(0, px(26), pitch * (len(self._days) - 1) + side, px(16))
        look = tokens()
        words(
            painter, under, backups.on_day(self._days[0].day, self._days[-1].day), look.text3, LEFT
        )
        words(painter, under, tr("today"), look.text3, RIGHT)


def _paint_day(painter: QPainter, area: QRectF, mark: str) -> None:
    look = tokens()
    fill, edge, icon, ink = {
        "made": (look.green_mark, look.green_mark, "check-bold", look.surface),
        "failed": (look.red_soft, look.red, "x", look.red),
    }.get(mark, (look.surface, look.edge, "", look.text3))
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(area, px(4), px(4))
    if icon:
        gap = area.width() * 0.2
        icons.paint(painter, area.adjusted(gap, gap, -gap, -gap), icon, ink)


class Facts(QWidget):
    """Facts under each other: a quiet word, then what is so."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        self.values: list[Line] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        widest = max(QFontMetrics(font()).horizontalAdvance(label) for label in labels)
        for label in labels:
            head = named(QLabel(label), "quiet")
            head.setFixedWidth(max(px(64), widest + px(2)))
            value = Line("", Qt.TextElideMode.ElideMiddle)
            value.setAccessibleName(label)
            row = QHBoxLayout()
            row.setSpacing(px(16))
            row.addWidget(head)
            row.addWidget(value, 1)
            box.addLayout(row)
            self.values.append(value)

    def say(self, values: list[str]) -> None:
        """Say what is so."""
        for line, text in zip(self.values, values, strict=True):
            line.setText(text)


class Tick(QCheckBox):
    """A box to be ticked, seen in both themes: the style paints none that is."""

    def sizeHint(self) -> QSize:
        """Give the box and the words their room."""
        words_wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(16 + 8 + 2) + words_wide, px(24))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its tick, and the words."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, on = px(16), self.isChecked()
        box = QRectF(1.5, (self.height() - side) / 2, side - 1, side - 1)
        edge = look.accent_text if self.hasFocus() else look.accent if on else look.edge
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(look.accent if on else look.surface))
        painter.drawRoundedRect(box, px(4), px(4))
        if on:
            icons.paint(painter, box.adjusted(2, 2, -2, -2), "check-bold", look.on_accent)
        beside = QRectF(self.rect()).adjusted(side + px(8), 0, 0, 0)
        words(painter, beside, self.text(), look.text if self.isEnabled() else look.disabled)


class Tall(Asking):
    """A question of many parts: they scroll where the window is low, title and buttons stay."""

    def __init__(self, parent: QWidget, title: str, line: str, word: str) -> None:
        super().__init__(parent, title, line, word)
        content, scrolled = named(QWidget(), "clear"), Scrolled()
        outer, self.body = self.body, QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(8))
        scrolled.show_page(content)
        outer.addWidget(scrolled, 1)
        self._scrolled = scrolled

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as there is room for."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the parts need, within the window's."""
        self._scrolled.updateGeometry()
        window = self.parentWidget()
        most = window.window().height() - px(16) if window is not None else self.height()
        self.resize(self.width(), min(self.sizeHint().height(), most))
