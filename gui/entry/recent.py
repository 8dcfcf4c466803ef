"""Just entered (刚录入): what the last scans and entries became, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from core.domain.completeness import missing_of
from core.domain.invoice import Direction, Face, Invoice
from gui.buttons import Button, Kind
from gui.entry.aside import Aside
from gui.notices import EmptyState
from gui.states import Mark, State, state_of
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # a list of what became of arrivals reads none
    from gui.entry.arriving import Arrival

MOST = 500
"""How many entries the list holds; what is older is found by looking up."""

TIME = 1
TIME_WIDTH = 56

NARROW = 530
"""Width below which the time gives its room to the seller."""


class Fate(Enum):
    """What became of something that arrived."""

    ENTERED = "entered"
    DUPLICATE = "duplicate"
    NO_INVOICE = "no_invoice"
    ASIDE = "aside"
    UNREAD = "unread"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; `invoice` is the one entered, or the one entered first.

    `unsure` is what was read with a guess and waits for a person's word.
    """

    fate: Fate
    at: datetime
    number: str
    party: str | None = None
    amount: Decimal | None = None
    invoice: Invoice | None = None
    aside: Aside | None = None
    unsure: "Arrival | None" = None


class RecentList(QWidget):
    """The list over its counts; `opened` gives the row that was asked for.

    `counted` tells how many were entered today. Whoever shows the list gives `undo` its place.
    """

    undo_wanted = Signal()
    opened = Signal(object)
    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._today = date.min
        self.loaded = False
        self.count = named(QLabel(), "small")
        self.undo = Button(
            tr("Undo last"),
            Kind.QUIET,
            icon="arrow-counter-clockwise",
            key=QKeySequence(QKeySequence.StandardKey.Undo),
        )
        self.undo.setEnabled(False)
        self.undo.clicked.connect(self.undo_wanted)
        self.model = ValueTable(_columns())
        self.table = TableView(self.model, tr("Just entered"))
        self.table.activated.connect(self._open)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(px(TIME_WIDTH))
        header.resizeSection(TIME, px(TIME_WIDTH))
        self.besides = named(QLabel(), "small")
        self.besides.setMinimumWidth(0)
        self.total = named(QLabel(), "section")
        self._empty = EmptyState("receipt")
        self._empty.say(
            tr("What you enter will stand here"),
            tr("The newest stands at the top, with its state."),
        )
        self._lay_out()
        self._show()

    @property
    def rows(self) -> Sequence[Row]:
        """What the list shows."""
        return self._rows

    @property
    def newest(self) -> Invoice | None:
        """The invoice that was entered last."""
        return next((row.invoice for row in self._rows if row.fate is Fate.ENTERED), None)

    def show_ledger(self, invoices: Sequence[Invoice], today: date) -> None:
        """Take what the ledger says was entered last, the newest first.

        What stands in the list keeps its place; what was taken back goes.
        """
        current = {invoice.key.name: invoice for invoice in invoices}
        kept = [row for row in self._rows if row.fate is not Fate.ENTERED or _name(row) in current]
        known = {_name(row) for row in kept if row.fate is Fate.ENTERED}
        fresh = [_entered(i) for name, i in current.items() if name not in known]
        self._today = today
        # What was put aside last time needs a person and stands above what the ledger has.
        self._rows = ([*fresh, *kept] if self.loaded else [*kept, *fresh])[:MOST]
        self.loaded = True
        self._show()

    def add(self, row: Row) -> None:
        """Put a row on top."""
        if row.fate is Fate.ENTERED:
            self._rows = [r for r in self._rows if r.fate is not row.fate or _name(r) != _name(row)]
        self._rows = [row, *self._rows][:MOST]
        self._show()
        self.table.scrollToTop()

    def add_entered(self, invoice: Invoice) -> None:
        """Put an invoice on top that is in the ledger now."""
        self._today = max(self._today, _at(invoice).date())
        self.add(_entered(invoice))

    def start_anew(self) -> None:
        """Forget all rows: another ledger is open."""
        self._rows, self.loaded = [], False
        self._show()

    def drop(self, row: Row) -> None:
        """Take a row away."""
        self._rows = [other for other in self._rows if other is not row]
        self._show()

    def asides(self) -> list[Aside]:
        """Give what was put aside and is not entered yet, the newest first."""
        return [row.aside for row in self._rows if row.aside is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the time out where the seller would have no room."""
        super().resizeEvent(event)
        self.table.setColumnHidden(TIME, self.width() < px(NARROW))

    def _open(self, index: QModelIndex) -> None:
        row = self.model.value(index.row())
        if row is not None:
            self.opened.emit(row)

    def _show(self) -> None:
        self.model.show(self._rows)
        entered = [r for r in self._rows if r.fate is Fate.ENTERED and r.at.date() == self._today]
        self.count.setText(counted(len(entered), tr("1 today"), tr("{n} today")))
        self.count.setVisible(self.loaded)
        if self.loaded:
            self.counted.emit(len(entered))
        total = sum((row.amount for row in entered if row.amount is not None), Decimal())
        self.total.setText(figures.money(total))
        self.besides.setText(self._uncounted())
        self._body.setCurrentIndex(0 if self._rows or not self.loaded else 1)

    def _uncounted(self) -> str:
        parts = [
            filled(text, {"n": n})
            for fate, text in (
                (Fate.ASIDE, tr("not saved {n}")),
                (Fate.UNSURE, tr("to be confirmed {n}")),
                (Fate.DUPLICATE, tr("duplicate {n}")),
                (Fate.UNREAD, tr("not read {n}")),
                (Fate.NO_INVOICE, tr("no invoice {n}")),
            )
            if (n := sum(row.fate is fate for row in self._rows))
        ]
        return filled(tr("Besides: {what}; not counted"), {"what": " · ".join(parts)}) * bool(parts)

    def _lay_out(self) -> None:
        foot = named(QFrame(), "sum")
        foot.setFixedHeight(px(40))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(10))
        row.addWidget(self.count)
        row.addWidget(self.besides)
        row.addStretch()
        row.addWidget(named(QLabel(tr("Total")), "small"))
        row.addWidget(self.total)
        self._body = QStackedLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._body, 1)
        self._body.addWidget(self.table)  # it has its parent by now, else it shows as a window
        self._body.addWidget(self._empty)
        box.addWidget(foot)


def party_of(face: Face) -> str | None:
    """Name the other side of an invoice."""
    return (face.buyer if face.direction is Direction.OUT else face.seller).name


def _columns() -> list[Column[Row]]:
    return [
        Column(tr("State"), _state, Cell.STATE, 100, _words()),
        Column(tr("Time"), lambda row: row.at.strftime("%H:%M"), width=TIME_WIDTH),
        Column(tr("Invoice number"), lambda row: row.number, Cell.NUMBER, 194),
        Column(tr("Seller"), lambda row: row.party or figures.NOTHING),
        Column(tr("Total"), lambda row: row.amount, Cell.MONEY, 108),
    ]


def _state(row: Row) -> State:
    if row.fate is not Fate.ENTERED:
        return _states()[row.fate]
    assert row.invoice is not None, "what was entered is an invoice"
    missing = missing_of(row.invoice)
    state = state_of(row.invoice)
    if not missing or state.mark is not Mark.AGREES:
        return state
    return State(Mark.LOOK, _wanting("tax" if "tax" in missing else missing[0]))


def _wanting(field: str) -> str:
    short = {
        "tax": tr("No tax"),
        "net": tr("No net"),
        "total": tr("No total"),
        "seller.name": tr("No seller"),
        "buyer.name": tr("No buyer"),
    }
    return short.get(field, tr("Incomplete"))


def _states() -> dict[Fate, State]:
    return {
        Fate.DUPLICATE: State(Mark.LOOK, tr("Duplicate")),
        Fate.NO_INVOICE: State(Mark.WRONG, tr("No invoice")),
        Fate.ASIDE: State(Mark.LOOK, tr("Not saved")),
        Fate.UNREAD: State(Mark.WRONG, tr("Not read")),
        Fate.UNSURE: State(Mark.LOOK, tr("Confirm")),
    }


def _words() -> tuple[str, ...]:
    return (tr("Incomplete"), tr("Entered"), *(state.word for state in _states().values()))


def _entered(invoice: Invoice) -> Row:
    return Row(
        Fate.ENTERED,
        _at(invoice),
        invoice.key.name,
        party_of(invoice),
        invoice.total,
        invoice,
    )


def _name(row: Row) -> str:
    return row.invoice.key.name if row.invoice is not None else ""


def _at(invoice: Invoice) -> datetime:
    assert invoice.entered is not None, "the ledger knows when it was entered"
    return invoice.entered.at
