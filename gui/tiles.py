"""Tiles whose numbers are filters: a mark with its word, a figure, what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui import icons
from gui.painting import words
from gui.states import Mark
from gui.theme import font, px, tokens

PILL, PILL_MARK = 8, 14
"""The room at both ends of a pill, and its mark."""


class Tile(QAbstractButton):
    """One number that filters; a pill where the window is small."""

    def __init__(self, what: object, mark: Mark, word: str) -> None:
        super().__init__()
        self.what = what
        self.compact = self.bare = False
        self._mark = mark
        self.setText(word)
        self._count = 0
        self._unit = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0, "")

    @property
    def figure(self) -> str:
        """The number as it is written."""
        return f"{self._count:,}"

    def show_count(self, count: int, unit: str) -> None:
        """Show another number."""
        self._count, self._unit = count, unit
        self.setAccessibleName(f"{self.text()} {self.figure}")
        self.setToolTip(f"{self.text()} {self.figure}  {unit}")
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Become a pill, or a tile again."""
        self.compact = compact
        wide = QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def set_bare(self, bare: bool) -> None:
        """Leave the mark of a pill out, for the word says the same."""
        if bare is not self.bare:
            self.bare = bare
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the word and the figure their room."""
        if not self.compact:
            return QSize(px(120), px(72))
        bold = font(bold=True)
        text = QFontMetrics(bold).horizontalAdvance(f"{self.text()} {self.figure}")
        return QSize(px(2 * PILL) + text + (0 if self.bare else px(PILL_MARK + 5)), px(28))

    def minimumSizeHint(self) -> QSize:
        """A tile may become narrower: what it counts is left out then."""
        return self.sizeHint() if self.compact else QSize(px(84), px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the theme of now."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, inside = self.isChecked() or self.hasFocus(), 1.0 if self.isChecked() else 0.5
        edge = look.accent_text if chosen else look.line
        painter.setPen(QPen(QColor(edge), 2 if self.isChecked() else 1))
        hovered = look.hover if self.underMouse() else look.surface
        painter.setBrush(QColor(look.accent_soft if self.isChecked() else hovered))
        ground = QRectF(self.rect()).adjusted(inside, inside, -inside, -inside)
        painter.drawRoundedRect(ground, px(8), px(8))
        if self.hasFocus() and self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent_text), 1))
            painter.drawRoundedRect(ground.adjusted(3, 3, -3, -3), px(5), px(5))
        if self.compact:
            self._paint_pill(painter)
        else:
            self._paint_tile(painter)

    def _paint_pill(self, painter: QPainter) -> None:
        look, side, left = tokens(), px(PILL_MARK), px(PILL)
        if not self.bare:
            square = QRectF(left, (self.height() - side) / 2, side, side)
            icons.paint(painter, square, self._mark.value, self._mark.colour(look))
            left += side + px(5)
        painter.setFont(font(bold=self.isChecked()))
        area = QRectF(self.rect()).adjusted(left, 0, 0, 0)
        words(painter, area, f"{self.text()} {self.figure}", look.text)

    def _paint_tile(self, painter: QPainter) -> None:
        look, side, left = tokens(), px(14), px(14)
        square = QRectF(left, px(13), side, side)
        icons.paint(painter, square, self._mark.value, self._mark.colour(look))
        painter.setFont(font(bold=self.isChecked()))
        room = self.width() - left - side - px(16)
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room))
        words(painter, QRectF(left + side + px(8), px(10), room, px(20)), name, look.text)
        painter.setFont(font(22, bold=True))
        end = words(painter, QRectF(left, px(34), self.width(), px(34)), self.figure, look.text)
        painter.setFont(font(12))
        unit = painter.fontMetrics().horizontalAdvance(self._unit)
        if end + px(10) + unit <= self.width() - px(8):
            words(painter, QRectF(end + px(10), px(37), unit, px(31)), self._unit, look.text2)


class TileRow(QWidget):
    """Tiles side by side, one of them chosen; arrows go from one to the next."""

    chosen = Signal(object)

    def __init__(self, tiles: Sequence[Tile]) -> None:
        super().__init__()
        self._tiles = {tile.what: tile for tile in tiles}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._buttons = QButtonGroup(self)
        for tile in self._tiles.values():
            self._buttons.addButton(tile)
            self._row.addWidget(tile)
        self._row.addStretch()
        self._buttons.buttonClicked.connect(lambda tile: self.chosen.emit(tile.what))
        self.set_compact(False)

    def tile(self, what: object) -> Tile:
        """Give the tile of something."""
        return self._tiles[what]

    def choose(self, what: object) -> None:
        """Mark a tile as the chosen one."""
        self._tiles[what].setChecked(True)

    def show_count(self, what: object, count: int, unit: str) -> None:
        """Show the number of a tile."""
        self._tiles[what].show_count(count, unit)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Become a row of pills, or tiles again."""
        self._row.setSpacing(px(5 if compact else 9))
        self._row.setStretch(len(self._tiles), 1 if compact else 0)
        for at, tile in enumerate(self._tiles.values()):
            self._row.setStretch(at, 0 if compact else 1)
            tile.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the marks of pills out where there is no room for all."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Never ask the window for more room."""
        return QSize(px(100), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next tile and choose it."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        focused = next((x for x in self._tiles.values() if x.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        all_there = list(self._tiles)
        at = (all_there.index(focused.what) + step) % len(all_there)
        tile = self._tiles[all_there[at]]
        tile.setFocus(Qt.FocusReason.OtherFocusReason)
        tile.click()

    def _fit(self) -> None:
        pills = list(self._tiles.values())
        marks = sum(px(PILL_MARK + 5) for pill in pills if pill.bare)
        wide = sum(pill.sizeHint().width() for pill in pills) + marks
        room = self.width() - (len(pills)) * self._row.spacing()
        for pill in pills:
            pill.set_bare(pill.compact and wide > room)
