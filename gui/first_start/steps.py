"""The steps at the left of the first start: what is done, what comes, what was answered."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import icons
from gui.painting import CENTRE, words
from gui.theme import font, named, px, tokens
from words.translate import filled, tr

WIDTH = 296
PITCH = 56


class Steps(QWidget):
    """One under the other, the current one with its number."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names
        self._answers = [""] * len(names)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give every step its room."""
        return QSize(px(WIDTH - 64), px(PITCH) * len(self._names))

    def show_step(self, at: int, answers: list[str]) -> None:
        """Show how far it is; `at` behind the last one is all done."""
        self._at, self._answers = at, answers
        name = self._names[min(at, len(self._names) - 1)]
        self.setAccessibleName(said(at, len(self._names), name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks, the line between them, names and answers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, name in enumerate(self._names):
            self._paint_mark(painter, at)
            self._paint_words(painter, at, name)

    def _paint_mark(self, painter: QPainter, at: int) -> None:
        look, top = tokens(), at * px(PITCH)
        disc = QRectF(px(1), top + px(1), px(22), px(22))
        if at < len(self._names) - 1:
            painter.setPen(QPen(QColor(look.green_mark if at < self._at else look.line), px(2)))
            x = disc.center().x()
            painter.drawLine(QPointF(x, top + px(27)), QPointF(x, top + px(PITCH) - px(3)))
        if at < self._at:
            icons.paint(painter, disc.adjusted(-1, -1, 1, 1), "check-circle-fill", look.green_mark)
            return
        current = at == self._at
        painter.setPen(Qt.PenStyle.NoPen if current else QPen(QColor(look.edge), 1))
        painter.setBrush(QColor(look.accent) if current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        painter.setFont(font(12, bold=True))
        words(painter, disc, str(at + 1), look.on_accent if current else look.text2, CENTRE)

    def _paint_words(self, painter: QPainter, at: int, name: str) -> None:
        look, top = tokens(), at * px(PITCH)
        left, width = px(36), self.width() - px(36)
        painter.setFont(font(bold=at == self._at))
        colour = look.text if at <= self._at else look.text2
        words(painter, QRectF(left, top, width, px(20)), name, colour)
        small = font(12)
        painter.setFont(small)
        middle = Qt.TextElideMode.ElideMiddle
        answer = QFontMetricsF(small).elidedText(self._answers[at], middle, width)
        words(painter, QRectF(left, top + px(19), width, px(18)), answer, look.text2)


class Side(QFrame):
    """The side of the first start: the program, the steps, and a promise."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(px(WIDTH))
        self.steps = Steps(names)
        promise = named(QLabel(tr("The data stay on this computer, encrypted.")), "small")
        promise.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(40), px(32), px(24))
        column.setSpacing(0)
        column.addWidget(named(QLabel(tr("Piaohe")), "big"))
        column.addSpacing(px(4))
        column.addWidget(named(QLabel(tr("First start · about 3 minutes")), "quiet"))
        column.addSpacing(px(32))
        column.addWidget(self.steps)
        column.addStretch()
        column.addWidget(promise)


def said(at: int, count: int, name: str) -> str:
    """Say in one line how far it is."""
    values = {"n": min(at + 1, count), "count": count, "name": name}
    return filled(tr("Step {n} of {count}: {name}"), values)
