"""The table of invoices: columns moved, sized and sorted, many rows chosen at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from core.domain.invoice import Invoice
from core.domain.query import Order
from gui.delegates import EDGE, PAD, ROW, number_width, state_width
from gui.lookup.columns import SORTED, Layout, chosen
from gui.tables import Cell, Column, ValueTable
from gui.theme import font, px
from gui.views import LEAST, TableView
from words import figures
from words.translate import tr

DENSE_ROW = 26
COPIED_AT_MOST = 2_000
DIGITS = "8" * 20

Rows = Sequence[tuple[int, int]]
"""Ranges of rows, first and last inclusive."""


class InvoiceTable(TableView):
    """Rows of invoices in the layout that the user chose.

    `laid_out` tells a change of the layout that is to be remembered, `sort_wanted` the column
    whose title was pressed; `opened` Enter or a double click, `left` Up from the first row or
    Esc. `chosen_changed` comes once the choice has come to rest.
    """

    laid_out = Signal()
    sort_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    opened = Signal()
    left = Signal()
    chosen_changed = Signal()

    def __init__(self, model: ValueTable[Invoice], layout: Layout) -> None:
        self._layout = layout
        self._arranging = True
        super().__init__(model, tr("Invoices"))
        self._invoices = model
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self.chosen_changed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.menu_wanted)
        header.sectionMoved.connect(self._note)
        header.sectionResized.connect(self._on_resized)
        header.sectionClicked.connect(self._on_title)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self._watch_choice()
        self.arrange(layout)

    def layout_now(self) -> Layout:
        """Give the layout as the user left it."""
        header, columns = self.horizontalHeader(), self._invoices.columns
        order = [header.logicalIndex(at) for at in range(len(columns))]
        return replace(self._layout, shown=tuple(columns[at].key for at in order))

    def arrange(self, layout: Layout) -> None:
        """Lay the table out; the choice of rows is let go."""
        self._arranging = True
        self._layout = layout
        self._invoices.choose(chosen(layout))
        header = self.horizontalHeader()
        for at in range(header.count()):
            header.moveSection(header.visualIndex(at), at)
        self._size_all()
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._arranging = False

    def row_height(self) -> int:
        """The height of a row."""
        return px(DENSE_ROW if self._layout.dense else ROW)

    def fit(self, invoices: Iterable[Invoice | None]) -> None:
        """Widen the columns whose amounts would be cut: an amount never is."""
        found = [invoice for invoice in invoices if invoice is not None]
        metrics = QFontMetrics(font())
        header = self.horizontalHeader()
        self._arranging = True
        for at, column in enumerate(self._invoices.columns):
            if column.cell is Cell.MONEY:
                amounts = (column.of(invoice) for invoice in found)
                shown = (figures.money(x) for x in amounts if isinstance(x, Decimal))
                longest = max(shown, key=len, default="")
                needed = metrics.horizontalAdvance(longest) + px(EDGE + PAD + 2)
                if needed > header.sectionSize(at):
                    header.resizeSection(at, needed)
        self._arranging = False

    def rows(self) -> Rows:
        """Give the chosen rows, without walking a million of them."""
        found = self.selectionModel().selection()
        ranges = (found.at(n) for n in range(found.count()))
        return sorted({(each.top(), each.bottom()) for each in ranges if not each.isEmpty()})

    def count_chosen(self) -> int:
        """Say how many rows are chosen."""
        return sum(last - first + 1 for first, last in self.rows())

    def choose_rows(self, rows: Rows, current: int | None) -> None:
        """Choose these rows anew, without moving the place in the table."""
        last = len(self._invoices.columns) - 1
        model, selection = self._invoices, QItemSelection()
        for top, bottom in rows:
            selection.select(model.index(top, 0), model.index(bottom, last))
        chosen_rows = self.selectionModel()
        if current is not None:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            chosen_rows.setCurrentIndex(model.index(current, 0), flag)
        chosen_rows.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End lead to the ends; Esc and Up from the top lead back."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Escape or (
            key == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not event.modifiers()
        ):
            self.left.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._invoices.rowCount():
            row = 0 if key == Qt.Key.Key_Home else self._invoices.rowCount() - 1
            self.setCurrentIndex(self._invoices.index(row, 0))
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """Take the chosen rows to the clipboard: numbers whole, cells apart by tabs."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        numbers = [n for first, last in self.rows() for n in range(first, last + 1)]
        lines = [
            "\t".join(str(self._invoices.index(n, at).data() or "") for at in order)
            for n in numbers[:COPIED_AT_MOST]
            if self._invoices.known(n) is not None
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _size_all(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(px(LEAST))
        kept = self._layout.widths or {}
        for at, column in enumerate(self._invoices.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, max(px(kept.get(column.key, 0)), least_width(column)))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _on_resized(self, at: int, _: int, size: int) -> None:
        columns = self._invoices.columns
        if self._arranging or at >= len(columns) or not columns[at].width:
            return
        header, least = self.horizontalHeader(), _narrowest(columns[at])
        if size < least:
            header.resizeSection(at, least)
            return
        scale = px(1_000) / 1_000
        widths = {**(self._layout.widths or {}), columns[at].key: round(size / scale)}
        self._layout = replace(self._layout, widths=widths)
        self._note()

    def _note(self) -> None:
        if not self._arranging:
            self.laid_out.emit()

    def _on_title(self, at: int) -> None:
        key = self._invoices.columns[at].key
        if key in SORTED:
            self.sort_wanted.emit(key)

    def _watch_choice(self) -> None:
        self.selectionModel().selectionChanged.connect(lambda *_: self._rest.start())
        self.selectionModel().currentChanged.connect(lambda *_: self._rest.start())
        self._invoices.modelReset.connect(self._rest.start)


def turned(order: Order, key: str) -> Order:
    """Give the order after a title was pressed: the same again is turned round."""
    by = SORTED[key]
    return Order(by, not order.descending if by is order.by else True)


def least_width(column: Column[Invoice]) -> int:
    """Give the width of a column until the user sets it."""
    if column.cell is Cell.STATE:
        return max(px(column.width), *map(state_width, column.widest))
    title = QFontMetrics(font(12)).horizontalAdvance(column.title) + px(2 * PAD)
    return max(px(column.width), _narrowest(column), title)


def _narrowest(column: Column[Invoice]) -> int:
    """Give the width below which what never elides would be cut."""
    metrics = QFontMetrics(font())
    match column.cell:
        case Cell.STATE:
            return max(map(state_width, column.widest))
        case Cell.NUMBER if column.key == "number":
            return number_width(metrics, DIGITS) + px(2 * PAD)
        case Cell.DAY:
            return metrics.horizontalAdvance("8888-88-88") + px(2 * PAD)
        case _:
            return px(LEAST)
