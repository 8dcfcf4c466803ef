"""The list of a group: two lines a case, the surest first, the sum under it."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
)

from core.domain.decision import Case
from gui.buttons import Button, Kind
from gui.notices import EmptyState
from gui.review.case_rows import CaseRows
from gui.review.findings import (
    Bucket,
    Findings,
    Group,
    Order,
    difference,
    order_name,
)
from gui.tables import Column, ValueTable
from gui.theme import named, px, tokens
from gui.views import TableView
from words import figures
from words.review import brief, party_name
from words.translate import counted, tr

ROW, COMPACT_ROW = 60, 52
WIDTH = 388


class CaseView(TableView):
    """The rows; many can be chosen, Ctrl+C copies their numbers, one a line."""

    entered_case = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        self.cases: ValueTable[Case] = ValueTable([Column(tr("Case"), _spoken)])
        super().__init__(self.cases, tr("Discrepancies"))
        self.rows = CaseRows(self)
        self.setItemDelegate(self.rows)
        self.horizontalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.set_compact(False)
        self.selectionModel().selectionChanged.connect(self._tell)

    def mark_row(self, index: QModelIndex) -> None:
        """Show which row is under the mouse."""
        if hasattr(self, "rows"):  # the first row may be told while the view is made
            self.rows.hovered = index.row()
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Give the rows the height of a small window."""
        self.verticalHeader().setDefaultSectionSize(px(COMPACT_ROW if compact else ROW))

    def selected(self) -> list[int]:
        """Give the rows that are chosen, in their order; by ranges, for there may be many."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(at) for at in range(chosen.count())]
        return sorted({row for x in ranges for row in range(x.top(), x.bottom() + 1)})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the numbers; say that Enter was pressed."""
        if event.matches(QKeySequence.StandardKey.Copy):
            found = [self.cases.value(row) for row in self.selected()]
            text = "\n".join(case.key for case in found if case is not None)
            QGuiApplication.clipboard().setText(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_case.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.chosen.emit()


class CaseList(QFrame):
    """The card: its title and order, the rows or why there are none, the sum."""

    ordered = Signal(Order)

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.group = Group.DIFFER
        self.bucket = Bucket()
        self.title = named(QLabel(), "section")
        self._sort_word = named(QLabel(tr("Sort")), "small")
        self.sort = Button(order_name(Order.SUREST), Kind.QUIET, icon="caret-down")
        self._menu = QMenu(self)
        self._orders = QActionGroup(self)
        self._fill_menu()
        self.sort.clicked.connect(self._open_menu)
        self.view = CaseView()
        self.none = EmptyState("scales")
        self.sum_word, self.sum = named(QLabel(), "quiet"), named(QLabel(), "count")
        self._head, self._foot = named(QFrame(), "clear"), named(QFrame(), "sum")
        self._body = QStackedLayout()
        self._lay_out()

    @property
    def values(self) -> Sequence[Case]:
        """What the list holds."""
        return self.bucket.cases

    def show_group(self, group: Group, found: Findings) -> None:
        """Show the cases of a group."""
        self.group, self.bucket = group, found.bucket(group)
        self.view.rows.today = found.today
        self.view.cases.show(self.bucket.cases)
        self.title.setText(title_of(group, found.count(group)))
        self.sort.say(order_name(found.order))
        total = self.bucket.total
        self.sum.setText(figures.money(total))
        self.sum.setStyleSheet(f"color: {tokens().red}" if total < Decimal(0) else "")
        self.sum_word.setText(_sum_word(group))
        if not self.bucket.cases:
            self.none.say(*_nothing(group, found))
        self._body.setCurrentIndex(0 if self.bucket.cases else 1)
        self._foot.setVisible(bool(self.bucket.cases) and not self._head.isHidden())

    def selected(self) -> list[Case]:
        """Give the chosen cases."""
        cases = self.bucket.cases
        return [cases[row] for row in self.view.selected()]

    def row_of(self, key: str) -> int | None:
        """Find a case by its key."""
        return self.bucket.keys.index(key) if key in self.bucket.keys else None

    def choose(self, row: int) -> None:
        """Choose one row, the last where there are fewer."""
        if self.bucket.cases:
            row = max(0, min(row, len(self.bucket.cases) - 1))
            flags = QItemSelectionModel.SelectionFlag
            # Not by the view, which asks whether Ctrl is held: it is while Ctrl+Z is pressed.
            self.view.selectionModel().setCurrentIndex(
                self.view.cases.index(row, 0), flags.ClearAndSelect | flags.Rows
            )

    def choose_all(self, rows: Sequence[int]) -> None:
        """Choose many rows."""
        selection = QItemSelection()
        model = self.view.cases
        for first, last in _ranges(rows):
            selection.select(model.index(first, 0), model.index(last, 0))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().select(selection, flag)

    def set_compact(self, compact: bool) -> None:
        """Leave out the head and the sum where the window is small."""
        self._head.setHidden(compact)
        self._foot.setHidden(compact or not self.bucket.cases)
        self.view.set_compact(compact)

    def _fill_menu(self) -> None:
        for order in Order:
            action = QAction(order_name(order), self)
            action.setCheckable(True)
            action.triggered.connect(lambda _, chosen=order: self.ordered.emit(chosen))
            self._orders.addAction(action)
            self._menu.addAction(action)

    def _open_menu(self) -> None:
        self._menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(px(16), px(6), px(4), px(6))
        head.setSpacing(px(4))
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self._sort_word)
        head.addWidget(self.sort)
        self._foot.setFixedHeight(px(40))
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(px(16), 0, px(16), 0)
        foot.addWidget(self.sum_word)
        foot.addStretch()
        foot.addWidget(self.sum)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addLayout(self._body, 1)
        self._body.addWidget(self.view)  # it has its parent by now, else it shows as a window
        self._body.addWidget(self.none)
        box.addWidget(self._foot)


def _spoken(case: Case) -> str:
    """Say a row, as a screen reader reads it."""
    amount = figures.money(difference(case))
    return f"{party_name(case)}, {brief(case)}, {amount}, {case.invoice.issued_on}, {case.key}"


def title_of(group: Group, count: int) -> str:
    """Say how many a group holds."""
    one, many = {
        Group.AGREE: (tr("1 agrees"), tr("{n} agree")),
        Group.DIFFER: (tr("1 differs"), tr("{n} differ")),
        Group.OURS: (tr("1 only in ours"), tr("{n} only in ours")),
        Group.THEIRS: (tr("1 only in theirs"), tr("{n} only in theirs")),
        Group.WAITING: (tr("1 put off"), tr("{n} put off")),
        Group.DECIDED: (tr("1 decided"), tr("{n} decided")),
    }[group]
    return counted(count, one, many)


def _sum_word(group: Group) -> str:
    if group is Group.DIFFER:
        return tr("Sum of differences (without red letters)")
    return tr("Sum")


def _nothing(group: Group, found: Findings) -> tuple[str, str]:
    if group is Group.AGREE:
        agree = counted(found.run.matched, tr("1 invoice agrees"), tr("{n} invoices agree"))
        return agree, tr("Every fact that both sides hold is the same. Nothing needs to be done.")
    if group in (Group.WAITING, Group.DECIDED):
        return (
            tr("Nothing here yet"),
            tr("What you decide to wait for, ask or ignore is kept here."),
        )
    return tr("Nothing here"), tr("No discrepancy of this kind is open.")


def _ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
