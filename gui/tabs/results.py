"""What a search found: the table, its count, or why there is nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import Invoice
from core.domain.query import Query
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.dialogs.importing import import_button
from gui.jobs import Job
from gui.notices import SHOWN_AFTER, EmptyState
from gui.states import state_of, words_of_states
from gui.tables import PAGE, Cell, Column, Fetch, Give, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words.translate import counted, filled, tr
from words.vocabulary import kinds_in_short

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.lookup import Found

TYPING = 40
"""Milliseconds without a key before the search runs; a scanner gun types faster."""


class Results(QWidget):
    """Searches for what stands in the field and shows the answer, page by page.

    `emptied` says after each answer whether the ledger is empty.
    """

    emptied = Signal(bool)

    def __init__(self, desk: Desk, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._field = field
        self._job: Job[Found] | None = None
        self._shown: Query | None = None
        self.model = ValueTable(_columns())
        self.table = TableView(self.model, tr("Invoices"))
        self.count = named(QLabel(), "count")
        self.empty = _empty_ledger()
        self.first_import = self.empty.add(import_button(Kind.PRIMARY))
        self.samples = self.empty.add(Button(tr("Look around with sample data"), Kind.QUIET))
        self.no_hit = EmptyState("magnifying-glass")
        self.clear_search = self.no_hit.add(Button(tr("Clear the search"), Kind.SECONDARY))
        self._hits = _with_count(self.table, self.count)
        self._body = QStackedLayout(self)
        for body in (self._hits, self.empty, self.no_hit):
            self._body.addWidget(body)
        self._typing = _timer(self, TYPING)
        self._slow = _timer(self, SHOWN_AFTER)
        field.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._search_if_ready)
        self._slow.timeout.connect(lambda: self.count.setText(tr("Searching…")))
        self.clear_search.clicked.connect(field.clear)
        self.samples.clicked.connect(desk.samples_wanted)

    def search(self) -> None:
        """Search; the same question as before keeps its place in the table."""
        if self._job is not None:
            self._job.cancel()  # an older answer must not overtake this one
        query = Query(text=self._field.text().strip())
        find = self._desk.core.lookup.find
        self._slow.start()
        self._job = self._desk.jobs.run(
            self, lambda _: find(query, PAGE), lambda found: self._show(query, found)
        )

    def _search_if_ready(self) -> None:
        if self._desk.ready:
            self.search()

    def _show(self, query: Query, found: "Found") -> None:
        self._slow.stop()
        fetch = self._pages_of(query)
        if query == self._shown:
            self.model.renew_pages(found.total, found.invoices, fetch)
        else:
            self.model.show_pages(found.total, found.invoices, fetch)
            self.table.scrollToTop()
        self._shown = query
        self.count.setText(counted(found.total, tr("1 invoice"), tr("{n} invoices")))
        self._choose_body(query, found.total)

    def _pages_of(self, query: Query) -> Fetch[Invoice]:
        """Say how the table gets the further pages of this question."""
        find = self._desk.core.lookup.find

        def fetch(offset: int, limit: int, give: Give[Invoice]) -> None:
            self._desk.jobs.run(self, lambda _: find(query, limit, offset).invoices, give)

        return fetch

    def _choose_body(self, query: Query, total: int) -> None:
        empty = not total and not query.text
        if total:
            self._body.setCurrentWidget(self._hits)
        elif empty:
            self._body.setCurrentWidget(self.empty)
        else:
            text = filled(tr("Nothing found for “{text}”"), {"text": query.text})
            hint = tr("All words must occur; try fewer of them, or a part of the number.")
            self.no_hit.say(text, hint)
            self._body.setCurrentWidget(self.no_hit)
        self.emptied.emit(empty)
        if empty and self._field.hasFocus() and not self._field.text():
            self.first_import.setFocus(Qt.FocusReason.OtherFocusReason)


def _columns() -> Sequence[Column[Invoice]]:
    short = kinds_in_short()
    return [
        Column(tr("State"), state_of, Cell.STATE, 100, words_of_states()),
        Column(tr("Date") + "  ↓", lambda invoice: invoice.issued_on, Cell.DAY, 94),
        Column(
            tr("Kind"),
            lambda i: i.kind_name if i.kind is None else short[i.kind],
            width=112,
        ),
        Column(tr("Invoice number"), lambda invoice: invoice.key.name, Cell.NUMBER, 190),
        Column(tr("Seller"), lambda invoice: invoice.seller.name),
        Column(tr("Buyer"), lambda invoice: invoice.buyer.name),
        Column(tr("Net"), lambda invoice: invoice.net, Cell.MONEY, 108),
        Column(tr("Tax"), lambda invoice: invoice.tax, Cell.MONEY, 96),
        Column(tr("Total"), lambda invoice: invoice.total, Cell.MONEY, 116),
    ]


def _empty_ledger() -> EmptyState:
    state = EmptyState("receipt")
    state.say(
        tr("The invoices of your ledger will stand here"),
        tr("Begin with the workbook you have kept so far: every row becomes an invoice."),
    )
    return state


def _with_count(table: TableView, count: QLabel) -> QWidget:
    hits = QWidget()
    line = named(QFrame(), "sum")
    line.setFixedHeight(px(40))
    row = QHBoxLayout(line)
    row.setContentsMargins(px(16), 0, px(16), 0)
    row.addWidget(count)
    box = QVBoxLayout(hits)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(table, 1)
    box.addWidget(line)
    return hits


def _timer(owner: QWidget, milliseconds: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
