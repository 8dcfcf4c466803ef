"""How cells are painted: one delegate for all tables. It reads the theme as it paints."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from gui import icons
from gui.painting import plate
from gui.states import State
from gui.tables import CELL, VALUE, Cell, ValueTable, in_words
from gui.theme import Tokens, font, px, tokens

Index = QModelIndex | QPersistentModelIndex

ROW = 32
EDGE = 16
"""Room before the first column and behind the last; the header's style sheet has the same."""

PAD = 8
GROUP = 4
GROUP_GAP = 5


class Cells(QStyledItemDelegate):
    """Paints rows with a hairline, and each cell by its kind."""

    hovered = -1
    """The row under the mouse; the view sets it."""

    def __init__(self, model: "ValueTable[object]", parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every row its height."""
        return QSize(0, px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row's ground and what the cell holds."""
        look = tokens()
        painter.save()
        self._paint_ground(painter, option, index, look)
        value = index.data(CELL)
        painter.setFont(font())
        area = self._inner(option.rect, index)
        if value is None:
            if index.data(VALUE) is not None:
                self._paint_text(painter, area, in_words(None), look.text3, index)
            else:  # on the way
                height = px(8)
                bar = QRectF(area.x(), area.center().y() - height / 2, area.width() * 0.6, height)
                plate(painter, bar, height / 2, look.hover)
        else:
            self._paint_value(painter, area, value, look, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole of a text that does not fit."""
        words = index.data(Qt.ItemDataRole.DisplayRole) or ""
        wide = QFontMetrics(font()).horizontalAdvance(words)
        cut = (self._kind(index) is Cell.TEXT or not is_number(words)) and wide > self._inner(
            option.rect, index
        ).width()
        QToolTip.showText(event.globalPos(), words if cut else "", view)
        return True

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Tokens
    ) -> None:
        area = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, QColor(look.accent_soft))
        elif index.row() == self.hovered:
            painter.fillRect(area, QColor(look.hover))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, QColor(look.line))
        if selected and self._is_end(index, 0):
            focused = option.state & QStyle.StateFlag.State_Active and option.widget.hasFocus()
            bar = look.accent_text if focused else look.grey_mark
            painter.fillRect(area.x(), area.y(), px(3), area.height() - 1, QColor(bar))

    def _paint_value(
        self, painter: QPainter, area: QRect, value: object, look: Tokens, index: Index
    ) -> None:
        if isinstance(value, State):
            paint_state(painter, area, value, look)
        elif isinstance(value, tuple):
            paint_tags(painter, area, value, look)
        elif self._kind(index) is Cell.NUMBER and is_number(str(value)):
            paint_number(painter, area, str(value), look.text)
        else:
            negative = isinstance(value, Decimal) and value < 0
            self._paint_text(
                painter, area, in_words(value), look.red if negative else look.text, index
            )

    def _paint_text(
        self, painter: QPainter, area: QRect, words: str, colour: str, index: Index
    ) -> None:
        painter.setPen(QColor(colour))
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole), elided)

    def _kind(self, index: Index) -> Cell:
        return self._model.columns[index.column()].cell

    def _is_end(self, index: Index, at: int) -> bool:
        """Say whether this column stands at a place; columns may have been moved."""
        view = self.parent()
        if isinstance(view, QTableView):
            return view.horizontalHeader().visualIndex(index.column()) == at
        return index.column() == at

    def _inner(self, area: QRect, index: Index) -> QRect:
        first, last = self._is_end(index, 0), self._is_end(index, len(self._model.columns) - 1)
        return area.adjusted(px(EDGE if first else PAD), 0, -px(EDGE if last else PAD), -1)


def paint_state(painter: QPainter, area: QRect, state: State, look: Tokens) -> None:
    """Paint a mark with its word; the word never elides."""
    side = px(17)
    mark = QRect(area.x(), area.center().y() - side // 2, side, side)
    icons.paint(painter, mark, state.mark.value, state.mark.colour(look))
    painter.setPen(QColor(state.mark.word_colour(look)))
    words = area.adjusted(side + px(5), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, state.word)


def paint_tags(painter: QPainter, area: QRect, tags: Sequence[str], look: Tokens) -> None:
    """Paint tags as small plates, as many as there is room for."""
    painter.save()
    painter.setFont(font(12))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics, x, high = painter.fontMetrics(), area.x(), px(20)
    for tag in tags:
        wide = metrics.horizontalAdvance(tag) + px(12)
        room = area.right() - x
        if wide > room and x > area.x():
            break
        box = QRectF(x, area.center().y() - high / 2, min(wide, room), high)
        plate(painter, box, px(4), look.grey_soft)
        painter.setPen(QColor(look.grey))
        shown = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, round(box.width()) - px(10))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        x += round(box.width()) + px(4)
    painter.restore()


def is_number(text: str) -> bool:
    """Say whether this is to be read as a number; words may stand in its place."""
    return text.isascii() and text.isalnum()


def state_width(word: str) -> int:
    """Measure a state at the edge of a table, with its mark."""
    return px(EDGE + 17 + 5 + PAD + 2) + QFontMetrics(font()).horizontalAdvance(word)


def number_width(metrics: QFontMetrics, number: str) -> int:
    """Measure a number as it is painted, with the room between its groups."""
    gaps = max(0, (len(number) - 1) // GROUP)
    return metrics.horizontalAdvance(number) + gaps * px(GROUP_GAP)


def paint_number(painter: QPainter, area: QRect, number: str, colour: str) -> None:
    """Paint a number in fours, apart by room and not by blanks; the text itself stays whole."""
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    if number_width(metrics, number) > area.width():
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, number)
        return
    x = area.x()
    for at in range(0, len(number), GROUP):
        group = number[at : at + GROUP]
        painter.drawText(
            QRect(x, area.y(), area.width(), area.height()), Qt.AlignmentFlag.AlignVCenter, group
        )
        x += metrics.horizontalAdvance(group) + px(GROUP_GAP)
