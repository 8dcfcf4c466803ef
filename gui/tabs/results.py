"""What a search found: the table, what it adds up to, or why there is nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from core.domain.invoice import Invoice
from core.domain.query import Query
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.dialogs.importing import import_button
from gui.jobs import Job
from gui.lookup.columns import Layout, chosen
from gui.lookup.conditions import joined
from gui.lookup.place import Anchor, Answer, answered
from gui.lookup.table import InvoiceTable
from gui.lookup.totals import TotalsLine
from gui.notices import SHOWN_AFTER, EmptyState
from gui.tables import PAGE, Fetch, Give, ValueTable
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.lookup import Totals

TYPING = 25
"""Milliseconds without a key before the search runs; a scanner gun types faster."""

ADDING_UP = 200
"""Milliseconds in which rows stand before they are added up: the next key must not wait for it."""


class Results(QWidget):
    """Searches for what stands in the field and in the chips, and shows the answer page by page.

    `asked` holds the chips. `emptied` says after each answer whether the ledger is empty,
    `chosen` gives the current invoice (None while none is) and how many are chosen.
    """

    emptied = Signal(bool)
    chosen = Signal(object, int)
    searched = Signal()

    def __init__(self, desk: Desk, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._field = field
        self._job: Job[Answer] | None = None
        self._sum_job: Job[Totals] | None = None
        self._names: tuple[str, ...] = ()
        self._names_job: Job[tuple[str, ...]] | None = None
        self._shown: Query | None = None
        self.asked = Query()
        self.layout_chosen = Layout()
        self.model: ValueTable[Invoice] = ValueTable(chosen(self.layout_chosen))
        self.table = InvoiceTable(self.model, self.layout_chosen)
        self.count = TotalsLine(self.table, self.model)
        self.empty = _empty_ledger()
        self.first_import = self.empty.add(import_button(Kind.PRIMARY))
        self.samples = self.empty.add(Button(tr("Look around with sample data"), Kind.QUIET))
        self.no_hit = EmptyState("magnifying-glass")
        self.clear_search = self.no_hit.add(Button(tr("Clear the search"), Kind.SECONDARY))
        self._hits = _with_count(self.table, self.count)
        self._body = QStackedLayout(self)
        for body in (self._hits, self.empty, self.no_hit):
            self._body.addWidget(body)
        self._typing = make_timer(self, TYPING)
        self._slow = make_timer(self, SHOWN_AFTER)
        self._adding_up = make_timer(self, ADDING_UP)
        field.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._search_if_ready)
        self._adding_up.timeout.connect(self._add_up)
        self._slow.timeout.connect(lambda: self.count.setText(tr("Searching…")))
        self.clear_search.clicked.connect(field.clear)
        self.samples.clicked.connect(desk.samples_wanted)
        self.table.chosen_changed.connect(self._on_chosen)

    @property
    def query(self) -> Query:
        """What is asked for: the chips and the text."""
        return joined(self.asked, self._field.text().strip())

    @property
    def total(self) -> int:
        """How many were found."""
        return self.model.rowCount()

    def current(self) -> Invoice | None:
        """The invoice of the current row, where it is here and chosen."""
        index = self.table.currentIndex()
        if not index.isValid() or not self.table.count_chosen():
            return None
        return self.model.known(index.row())

    def arrange(self, layout: Layout) -> None:
        """Show other columns, rows of another height or another order."""
        again = layout.order != self.layout_chosen.order
        self.layout_chosen = layout
        self.table.arrange(layout)
        if again and self._desk.ready:
            self._shown = None
            self.search()

    def ask(self, asked: Query) -> None:
        """Ask for other chips."""
        self.asked = asked
        self._search_if_ready()

    def search(self) -> None:
        """Search; the same question as before keeps its place and its choice in the table."""
        if self._job is not None:
            self._job.cancel()  # an older answer must not overtake this one
        query, order = self.query, self.layout_chosen.order
        lookup = self._desk.core.lookup
        anchor = self._anchor() if query == self._shown else None
        self._slow.start()
        self._adding_up.stop()
        if self._sum_job is not None:
            self._sum_job.cancel()
        self._job = self._desk.jobs.run(
            self,
            lambda _: answered(lookup, query, order, anchor),
            lambda answer: self._show(query, answer),
        )

    def _search_if_ready(self) -> None:
        if self._desk.ready:
            self.search()

    def _anchor(self) -> Anchor | None:
        current, row = self.current(), self.table.currentIndex().row()
        if current is None:
            return None
        return Anchor(current.key.name, row, self.total, self._names)

    def _show(self, query: Query, answer: Answer) -> None:
        self._slow.stop()
        found, fetch = answer.found, self._pages_of(query)
        if query == self._shown:
            was = self.table.currentIndex().row()
            self.model.renew_pages(found.total, found.invoices, fetch)
            self._keep_choice(was, answer)
        else:
            self.model.show_pages(found.total, found.invoices, fetch)
            self.table.scrollToTop()
        self.table.fit(found.invoices)
        self._shown = query
        self.count.show_count(found.total)
        self._choose_body(query, found.total)
        self._adding_up.start()
        self.searched.emit()

    def _keep_choice(self, was: int, answer: Answer) -> None:
        """Choose the same invoices where they stand now, without a jump of what is seen."""
        if not self.table.count_chosen():
            return
        self.table.choose_rows(answer.rows, answer.row)
        bar = self.table.verticalScrollBar()
        if answer.row is not None and bar.value():
            bar.setValue(bar.value() + (answer.row - was) * self.table.row_height())
        self._on_chosen()  # the same choice, but what is chosen may have changed

    def _add_up(self) -> None:
        """Sum what is shown, after its rows are there."""
        if self._sum_job is not None:
            self._sum_job.cancel()
        query = self._shown or Query()
        totals = self._desk.core.lookup.totals
        self._sum_job = self._desk.jobs.run(self, lambda _: totals(query), self.count.show_totals)

    def _pages_of(self, query: Query) -> Fetch[Invoice]:
        """Say how the table gets the further pages of this question."""
        find, order = self._desk.core.lookup.find, self.layout_chosen.order

        def fetch(offset: int, limit: int, give: Give[Invoice]) -> None:
            def take(invoices: tuple[Invoice, ...]) -> None:
                give(invoices)
                self.table.fit(invoices)
                self._on_chosen()  # the current row may have been on its way

            self._desk.jobs.run(self, lambda _: find(query, limit, offset, order).invoices, take)

        return fetch

    def _on_chosen(self) -> None:
        count = self.table.count_chosen()
        if self._names_job is not None:
            self._names_job.cancel()
            self._names_job = None
        self._names = ()
        if count > 1:
            self._remember_names()
        self.chosen.emit(self.current(), count)

    def _remember_names(self) -> None:
        """Note which invoices are chosen, so that news cannot put others in their place."""
        rows = self.table.rows()
        known = [self.model.known(n) for a, b in rows if b - a < PAGE for n in range(a, b + 1)]
        if len(known) == self.table.count_chosen() and None not in known:
            self._names = tuple(x.key.name for x in known if x is not None)
            return
        keys, query, order = self._desk.core.lookup.keys, self.query, self.layout_chosen.order

        def work(_: object) -> tuple[str, ...]:
            names = keys(query, order)
            return tuple(name for first, last in rows for name in names[first : last + 1])

        def take(names: tuple[str, ...]) -> None:
            self._names = names
            self.chosen.emit(self.current(), self.table.count_chosen())

        self._names_job = self._desk.jobs.run(self, work, take)

    def names_chosen(self) -> tuple[str, ...]:
        """Name what is chosen; empty while it is still being found out."""
        current = self.current()
        if self.table.count_chosen() == 1 and current is not None:
            return (current.key.name,)
        return self._names

    def _choose_body(self, query: Query, total: int) -> None:
        empty = not total and query == Query()
        if total:
            self._body.setCurrentWidget(self._hits)
        elif empty:
            self._body.setCurrentWidget(self.empty)
        else:
            self._say_nothing(query)
            self._body.setCurrentWidget(self.no_hit)
        self.emptied.emit(empty)
        if empty and self._field.hasFocus() and not self._field.text():
            self.first_import.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_nothing(self, query: Query) -> None:
        if query == Query(binned=True):
            self.no_hit.say(tr("The recycle bin is empty"), "", "trash")
            return
        text = self._field.text().strip()
        said = filled(tr("Nothing found for “{text}”"), {"text": text})
        hint = tr("All words must occur; try fewer of them, or a part of the number.")
        if self.asked != Query():
            hint = tr("All words and conditions must hold; take some of them away.")
        sentence = said if text else tr("Nothing meets these conditions")
        self.no_hit.say(sentence, hint, "magnifying-glass")


def _empty_ledger() -> EmptyState:
    state = EmptyState("receipt")
    state.say(
        tr("The invoices of your ledger will stand here"),
        tr("Begin with the workbook you have kept so far: every row becomes an invoice."),
    )
    return state


def _with_count(table: InvoiceTable, count: TotalsLine) -> QWidget:
    hits = QWidget()
    box = QVBoxLayout(hits)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(table, 1)
    box.addWidget(count)
    return hits


def make_timer(owner: QWidget, milliseconds: int) -> QTimer:
    """Make a timer that runs out once."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
