"""What needs a look, as a list until each is settled; what was settled can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.first_start.parts import Segments
from gui.importing.result import name_in
from gui.jobs import Job
from gui.notices import EmptyState
from gui.rail import COMPACT_WIDTH
from gui.states import Mark, State
from gui.tables import PAGE, Cell, Column, Fetch, Give, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.problems import problem
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.reviews import Review

MOST_SETTLED = 500
ACTION = 6
_FOR_LARGE = (1, 3, 4)


class QueueList(QWidget):
    """The table of those that wait, or of those that were settled.

    `opened` gives the number of one to be settled, `reopened` of one to be taken back; `told` says
    how many wait.
    """

    opened = Signal(int)
    reopened = Signal(int)
    told = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job[tuple[int, tuple[Review, ...]]] | None = None
        self.count = 0
        self.waiting: tuple[int, ...] = ()
        self.segments = Segments([tr("Needs a look"), tr("Settled")], tr("Shown"))
        self.how_many = named(QLabel(), "count")
        self.model: ValueTable[Review] = ValueTable(_columns())
        self.table = TableView(self.model, tr("What needs a look"))
        self.empty = EmptyState("tray")
        self.open_files = self.empty.add(Button(tr("Open files…"), Kind.PRIMARY, icon="files"))
        self._body = QStackedWidget()
        self._lay_out()
        self.segments.chosen.connect(self.refresh)
        self.table.activated.connect(self._want)
        self.table.clicked.connect(self._on_clicked)

    @property
    def settled(self) -> bool:
        """Whether the settled ones are shown."""
        return self.segments.at == 1

    def refresh(self) -> None:
        """Read the list again."""
        if self._job is not None:
            self._job.cancel()
        reviews, settled = self._desk.core.reviews, self.settled
        limit = MOST_SETTLED if settled else PAGE
        self._job = self._desk.jobs.run(
            self, lambda _: (reviews.count(), reviews.list(limit, settled=settled)), self._show
        )

    def after(self, number: int) -> int | None:
        """Give the one that waits behind this one, else the first."""
        others = [each for each in self.waiting if each != number]
        return next((each for each in others if each > number), others[0] if others else None)

    def forget(self, number: int) -> None:
        """Count one no longer, and read the list again."""
        self.waiting = tuple(each for each in self.waiting if each != number)
        self.refresh()

    def far(self, number: int) -> str:
        """Say which of how many one is."""
        if number not in self.waiting:
            return ""
        values = {"n": f"{self.waiting.index(number) + 1:,}", "of": f"{self.count:,}"}
        return filled(tr("{n} of {of}"), values)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where the window is small: the reason says more."""
        super().resizeEvent(event)
        small = self.window().width() < px(COMPACT_WIDTH)
        for column in _FOR_LARGE:
            self.table.setColumnHidden(column, small)

    def _show(self, found: "tuple[int, tuple[Review, ...]]") -> None:
        self.count, rows = found
        self.told.emit(self.count)
        if self.settled:
            self.model.show(rows)
        else:
            self.waiting = tuple(row.id for row in rows)
            self.model.show_pages(self.count, rows, self._pages())
        one, many = tr("1 waits"), tr("{n} wait")
        self.how_many.setText(counted(self.count, one, many) if self.count else "")
        self._say_empty()
        self._body.setCurrentIndex(0 if rows else 1)
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _say_empty(self) -> None:
        if self.settled:
            self.empty.say(tr("Nothing was settled yet"), "", "tray")
        else:
            self.empty.say(
                tr("Drop files anywhere on this window"),
                tr(
                    "Invoices, pictures, folders, ZIP, ledgers, lists of the tax bureau. What needs"
                    " a look waits here until it is settled; nothing waits now."
                ),
                "tray",
            )
        self.open_files.setVisible(not self.settled)

    def _pages(self) -> "Fetch[Review]":
        reviews = self._desk.core.reviews

        def fetch(offset: int, limit: int, give: "Give[Review]") -> None:
            self._desk.jobs.run(self, lambda _: reviews.list(limit, offset), give)

        return fetch

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == ACTION:
            self._want(index)

    def _want(self, index: QModelIndex) -> None:
        review = self.model.value(index.row())
        if review is not None:
            (self.reopened if review.settled else self.opened).emit(review.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(16), px(10))
        head.addWidget(self.segments)
        head.addStretch()
        head.addWidget(self.how_many)
        card = named(QFrame(), "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        box.addWidget(self._body, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        self.setFocusProxy(self.table)


def _columns() -> "list[Column[Review]]":
    look = tr("Needs a look")
    return [
        Column(tr("State"), _state, Cell.STATE, 104, (look, tr("Settled"))),
        Column(tr("Arrived"), lambda x: _day(x.at), width=100),
        Column(tr("File"), lambda x: name_in(x.file), Cell.FILE, 200),
        Column(tr("Invoice number"), lambda x: x.name or "", Cell.NUMBER, 206),
        Column(tr("Total"), lambda x: x.draft.total, Cell.MONEY, 108),
        Column(tr("Reason"), _reason),
        Column(tr("What can be done"), _action, Cell.ACTION, 120, (tr("Take back"),)),
    ]


def _state(review: "Review") -> State:
    if review.settled is not None:
        return State(Mark.AGREES, tr("Settled"))
    return State(Mark.LOOK, tr("Needs a look"))


def _action(review: "Review") -> str:
    return tr("Settle…") if review.settled is None else tr("Take back")


def _reason(review: "Review") -> str:
    settled = review.settled
    if settled is None:
        return problem(review.problems[0]) if review.problems else figures.NOTHING
    how = {
        "add": tr("Entered"),
        "attach": tr("Attached"),
        "take": tr("Taken from the file"),
        "discard": tr("Discarded"),
    }.get(settled.how, settled.how)
    parts: Sequence[str] = (how, settled.reason or "", settled.by, _day(settled.at))
    return " · ".join(filter(None, parts))


def _day(at: str) -> str:
    return figures.day(datetime.fromisoformat(at).date())
