"""Tiles for open work: the number is the button."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.overview.charts import Part
from gui.overview.numbers import Work
from gui.painting import LEFT, plate, words
from gui.theme import font, px, tokens

LEAST = 150


class WorkTiles(QWidget):
    """A tile for each kind of open work, as many in a row as there is room for.

    `pressed` gives the query of a list, or the topic of a screen.
    """

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[WorkTile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(8))

    def show_work(self, work: Sequence[Work]) -> None:
        """Show these; the focus stays on the tile that had it."""
        focused = next((part.work.name for part in self.parts if part.hasFocus()), "")
        for part in self.parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.parts = [WorkTile(each) for each in work]
        for part in self.parts:
            part.clicked.connect(lambda _=False, where=part.work.where: self.pressed.emit(where))
        self.arrange()
        for part in self.parts:
            if part.work.name == focused:
                part.setFocus()

    def arrange(self) -> None:
        """Divide the tiles into rows."""
        across = max(1, min(len(self.parts), self.width() // px(LEAST)))
        for n, part in enumerate(self.parts):
            self._grid.addWidget(part, n // across, n % across)
        for n in range(self._grid.columnCount()):
            self._grid.setColumnStretch(n, 1 if n < across else 0)


class WorkTile(Part):
    """A figure with its word."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.figure = "…" if work.count is None else f"{work.count:,}"
        super().__init__(f"{work.name} {self.figure}")

    def sizeHint(self) -> QSize:
        """A tile."""
        return QSize(px(LEAST), px(72))

    def minimumSizeHint(self) -> QSize:
        """Let the word give way before the figure."""
        return QSize(px(120), px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint border, figure and word."""
        painter, look = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().toRectF()
        edge = 2 if self.hasFocus() else 1
        plate(painter, area, px(8), look.accent_text if self.hasFocus() else look.line)
        ground = look.hover if self.underMouse() else look.surface
        plate(painter, area.adjusted(edge, edge, -edge, -edge), px(7), ground)
        inner = area.adjusted(px(12), px(8), -px(12), -px(8))
        painter.setFont(font())
        elided = painter.fontMetrics().elidedText(
            self.work.name, Qt.TextElideMode.ElideRight, round(inner.width())
        )
        words(painter, inner.adjusted(0, 0, 0, -px(32)), elided, look.text2, LEFT)
        painter.setFont(font(22, bold=True))
        colour = look.text if self.work.count else look.text3
        words(painter, inner.adjusted(0, px(22), 0, 0), self.figure, colour, LEFT)
