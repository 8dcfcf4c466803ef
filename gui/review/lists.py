"""Lists beside the cases: what agrees, page by page, and what newer lists say otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from core.domain.invoice import Direction, Invoice
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.review.findings import Findings
from gui.states import Mark, State
from gui.tables import PAGE, Cell, Column, Give, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.review_story import news
from words.translate import counted, tr
from words.vocabulary import word

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.reconciliation import News
    from core.services.reviewing import Agreed

WIDE = 800


class _Card(QFrame):
    """A title with a line, a table under it."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.title, self.line = named(QLabel(), "section"), named(QLabel(), "quiet")
        self.line.setWordWrap(True)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(px(16), px(8), px(10), px(8))
        self.head.setSpacing(px(16))
        self.head.addWidget(self.title)
        self.head.addWidget(self.line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be done without where there is little room."""
        super().resizeEvent(event)
        for at in self._seldom:
            self._table.setColumnHidden(at, self.width() < px(WIDE))

    def lay_out(self, table: TableView, seldom: tuple[int, ...]) -> None:
        """Take the table; `seldom` are columns that a narrow window does without."""
        self._table, self._seldom = table, seldom
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(self.head)
        box.addWidget(table, 1)
        table.setMinimumHeight(px(84))


class AgreeList(_Card):
    """The pairs that agree; pages are fetched as they come into sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = ValueTable(_agreed_columns())
        self.table = TableView(self.model, tr("What agrees"))
        self.lay_out(self.table, (0, 4))

    def show_found(self, found: Findings) -> None:
        """Show what agrees in a run."""
        reviewing = self._desk.core.reviewing
        run = replace(found.run, cases=())  # a page to come must not keep thousands of old cases
        count = len(run.agreeing) // 2
        self.title.setText(counted(count, tr("1 agrees"), tr("{n} agree")))
        self.line.setText(tr("Every fact that both sides hold is the same."))

        def fetch(first: int, many: int, give: "Give[Agreed]") -> None:
            self._desk.jobs.run(self, lambda _: reviewing.agreed(run, first, many), give)

        self._desk.jobs.run(
            self,
            lambda _: reviewing.agreed(run, 0, PAGE),
            lambda first: self.model.show_pages(count, first, fetch),
        )


class NewsList(_Card):
    """What newer lists say of known invoices, the grave first; it stands here until seen."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ValueTable(_news_columns())
        self.table = TableView(self.model, tr("News"))
        self.table.activated.connect(self._open)
        self.seen = Button(tr("All seen"), Kind.PRIMARY)
        self.head.addWidget(self.seen)
        self.lay_out(self.table, (3,))

    def show_news(self, found: "Sequence[News]") -> None:
        """Show what nobody has seen yet."""
        self.title.setText(tr("What newer lists say otherwise"))
        self.line.setText(tr("These were known before. The ones in our ledger stand first."))
        self.model.show(sorted(found, key=lambda x: (not x.stands_out, not x.in_ledger)))
        self.seen.setEnabled(bool(found))

    def _open(self, index: QModelIndex) -> None:
        found = self.model.value(index.row())
        if found is not None:
            self.opened.emit(found.key)


def _agreed_columns() -> "list[Column[Agreed]]":
    return [
        Column(tr("State"), lambda _: State(Mark.AGREES, tr("Same")), Cell.STATE, 100),
        Column(tr("Invoice number"), lambda x: x.ours.key.name, Cell.NUMBER, 206),
        Column(tr("Date"), lambda x: x.ours.issued_on, Cell.DAY, 98),
        Column(tr("Party"), lambda x: _party(x.ours) or _party(x.theirs.invoice)),
        Column(tr("Entered"), lambda x: _entered(x.ours), width=190),
        Column(tr("Ours"), lambda x: x.ours.amount, Cell.MONEY, 116),
        Column(tr("Theirs"), lambda x: x.theirs.invoice.amount, Cell.MONEY, 116),
    ]


def _party(invoice: Invoice) -> str:
    party = invoice.buyer if invoice.direction is Direction.OUT else invoice.seller
    return party.name or party.tax_id or ""


def _entered(invoice: Invoice) -> str:
    if invoice.entered is None:
        return ""
    day = figures.day(invoice.entered.at.date())
    return " ".join((invoice.entered.by, day, word(invoice.entered.how)))


def _news_columns() -> "list[Column[News]]":
    return [
        Column(
            tr("State"),
            _news_state,
            Cell.STATE,
            120,
            (tr("In our ledger"), tr("Not in our ledger")),
        ),
        Column(tr("Invoice number"), lambda x: x.key, Cell.NUMBER, 206),
        Column(tr("What it says now"), news),
        Column(tr("File"), lambda x: x.file_name, width=280),
    ]


def _news_state(found: "News") -> State:
    if found.stands_out:
        return State(Mark.WRONG, _where(found.in_ledger))
    return State(Mark.LOOK if found.in_ledger else Mark.NOT_HELD, _where(found.in_ledger))


def _where(in_ledger: bool) -> str:
    return tr("In our ledger") if in_ledger else tr("Not in our ledger")
