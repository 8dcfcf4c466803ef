"""How the two sides are painted: 27 pixels a field, the differing characters marked twice."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gui.delegates import EDGE, GROUP_GAP, PAD, paint_state, state_width
from gui.fields import IN_FOURS, LIKE_A_TAX_ID
from gui.review.comparing import Compared, Look, Side
from gui.states import Mark, State
from gui.tables import VALUE, Column, ValueTable
from gui.theme import Tokens, font, px, tokens
from gui.views import TableView
from words.figures import MINUS, NOTHING
from words.translate import tr

Index = QModelIndex | QPersistentModelIndex
ROW = 27
HEAD = 32
NAME_WIDTH = 104
RESULT_WIDTH = 138


class SidesDelegate(QStyledItemDelegate):
    """Paints a field, its two sides and the result."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every row its height."""
        return QSize(0, px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row, look = index.data(VALUE), tokens()
        if row is None:
            return
        area = option.rect
        painter.save()
        if row.differs:
            painter.fillRect(area, QColor(look.amber_soft))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, QColor(look.line))
        _paint_cell(painter, _inner(area, index), row, index.column(), look)
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
        cut = wide > _inner(option.rect, index).width()
        QToolTip.showText(event.globalPos(), words if cut else "", view)
        return True


class SidesView(TableView):
    """The comparison; nothing in it is chosen, its texts are copied whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.rows: ValueTable[Compared] = ValueTable(_columns(tr("Our ledger"), tr("Tax bureau")))
        super().__init__(self.rows, tr("Both sides"), parent)
        self._delegate = SidesDelegate(self)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setMinimumSectionSize(px(ROW))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sides(self, rows: Sequence[Compared], ours: str, theirs: str) -> None:
        """Show the fields under these heads."""
        self.rows.columns = tuple(_columns(ours, theirs))
        self.rows.show(rows)
        metrics = QFontMetrics(font(bold=True))
        names = [metrics.horizontalAdvance(x.name) + px(EDGE + PAD + 4) for x in rows]
        self.setColumnWidth(0, max(px(NAME_WIDTH), *names, 0))
        words = [x.result.word for x in rows if x.result is not None]
        self._share_columns(rows)
        self.setColumnWidth(3, max(px(RESULT_WIDTH), *map(state_width, words), 0) + px(EDGE))

    def _share_columns(self, rows: Sequence[Compared]) -> None:
        """Give a side that holds nothing little room, and no result where there is one side."""
        one_sided = all(x.result is None for x in rows)
        self.setColumnHidden(3, one_sided)
        header = self.horizontalHeader()
        for column, sides in ((1, [x.ours for x in rows]), (2, [x.theirs for x in rows])):
            absent = one_sided and all(side.text is None for side in sides)
            mode = QHeaderView.ResizeMode.Fixed if absent else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if absent:
                title = str(self.rows.columns[column].title)
                room = QFontMetrics(font(12)).horizontalAdvance(title)
                self.setColumnWidth(column, room + px(PAD + EDGE + 4))

    def sizeHint(self) -> QSize:
        """Ask for room for all fields."""
        return QSize(px(400), px(HEAD) + self.rows.rowCount() * px(ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        """Scroll where there is none."""
        return QSize(px(200), px(HEAD + 2 * ROW))


def paint_side(painter: QPainter, area: QRect, side: Side, look: Tokens, *, bold: bool) -> None:
    """Paint a text with the places that differ on their own ground, underlined."""
    if side.text is None:
        painter.setFont(font())
        painter.setPen(QColor(look.text3))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, NOTHING)
        return
    painter.setFont(font(15 if bold and side.look is Look.TEXT else 13, bold=bold))
    metrics = painter.fontMetrics()
    text = side.text
    if metrics.horizontalAdvance(text) > area.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    gaps = _gaps(side)
    if metrics.horizontalAdvance(text) + len(gaps) * px(GROUP_GAP) > area.width():
        gaps = frozenset()
    places = _places(metrics, text, gaps)
    _paint_marks(painter, area, side, places, look)
    painter.setPen(QColor(look.red if text.startswith(MINUS) else look.text))
    line = area.y() + (area.height() + metrics.ascent() - metrics.descent()) // 2
    start = 0
    for end in (*sorted(gaps), len(text)):
        if start < len(text):
            painter.drawText(area.x() + places[start], line, text[start:end])
        start = end


def _paint_marks(
    painter: QPainter, area: QRect, side: Side, places: Sequence[int], look: Tokens
) -> None:
    last = len(places) - 1
    for begin, end in side.marked:
        left = area.x() + places[min(begin, last)]
        right = area.x() + places[min(end, last) - 1] + _width(painter, side, end)
        if right <= left:
            continue
        painter.fillRect(left, area.y() + px(3), right - left, area.height() - px(6), look.diff)
        under = area.bottom() - px(4)
        painter.fillRect(left, under, right - left, 2, QColor(look.amber_mark))


def _width(painter: QPainter, side: Side, end: int) -> int:
    """Measure the last character of a mark, without the room behind a group."""
    text = side.text or ""
    return painter.fontMetrics().horizontalAdvance(text[end - 1 : end])


def _places(metrics: QFontMetrics, text: str, gaps: frozenset[int]) -> list[int]:
    """Give where each character begins, and where the last one ends."""
    places = []
    for at in range(len(text) + 1):
        before = sum(gap <= at for gap in gaps if gap < len(text))
        places.append(metrics.horizontalAdvance(text[:at]) + before * px(GROUP_GAP))
    return places


def _gaps(side: Side) -> frozenset[int]:
    groups = {Look.NUMBER: IN_FOURS, Look.TAX_ID: LIKE_A_TAX_ID}.get(side.look, ())
    text = side.text or ""
    if not groups or not text.isascii() or len(text) != sum(groups):
        return frozenset()
    found, at = [], 0
    for size in groups[:-1]:
        at += size
        found.append(at)
    return frozenset(found)


def _paint_cell(painter: QPainter, area: QRect, row: Compared, column: int, look: Tokens) -> None:
    if column == 0:
        painter.setFont(font(bold=row.differs))
        painter.setPen(QColor(look.text if row.differs else look.text2))
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
    elif column == 3:
        painter.setFont(font())
        if row.result is not None:
            paint_state(painter, area, row.result, look)
    else:
        side = row.ours if column == 1 else row.theirs
        paint_side(painter, area, side, look, bold=row.differs)


def _inner(area: QRect, index: Index) -> QRect:
    first, last = index.column() == 0, index.column() == 3
    return area.adjusted(px(EDGE if first else PAD), 0, -px(EDGE if last else PAD), -1)


def _columns(ours: str, theirs: str) -> list[Column[Compared]]:
    widest = (State(Mark.LOOK, tr("Not compared")).word,)
    return [
        Column(tr("Field"), lambda row: row.name, width=NAME_WIDTH),
        Column(ours, lambda row: row.ours),
        Column(theirs, lambda row: row.theirs),
        Column(tr("Result"), lambda row: row.result or "", width=RESULT_WIDTH, widest=widest),
    ]
