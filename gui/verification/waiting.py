"""What waits for its verification (待查验): the queue in its order, and what holds it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QStackedLayout, QVBoxLayout

from core.domain.waiting import PASSING, Hold, Waiting
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import EmptyState
from gui.states import state_of_waiting, words_of_waiting
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.verification.batch import BatchButton
from gui.views import TableView
from words import figures
from words.translate import counted, filled, tr
from words.verifying import verifying_word
from words.vocabulary import field

MOST = 500
"""How many of the queue are shown: those that are asked about next."""

Action = Callable[[Sequence[str]], int]


class WaitingView(QFrame):
    """The queue as a table; what is done to a row stands in its menu and under the table."""

    site_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self._rows: Sequence[Waiting] = ()
        self._total = 0
        self.model = ValueTable(_columns())
        self.table = TableView(self.model, tr("Waiting for verification"))
        self.table.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.activated.connect(self._open)
        self.count = named(QLabel(), "quiet")
        self.site = Button(tr("Check on the official site…"), Kind.QUIET, icon="globe")
        self.more = Button(tr("More"), Kind.QUIET, icon="caret-down")
        self.batch = BatchButton(desk)
        self.site.clicked.connect(self._want_site)
        self.more.clicked.connect(
            lambda: self._open_menu_at(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self._empty = EmptyState("checks")
        self._lay_out()
        self._on_chosen()

    def show_queue(self, rows: Sequence[Waiting], total: int) -> None:
        """Show what waits; what was chosen stays chosen while it waits."""
        kept = {row.key for row in self.chosen()}
        self._rows, self._total = rows, total
        self.model.show(rows)
        for at, row in enumerate(rows):
            if row.key in kept:
                self.table.selectRow(at)
        shown = counted(total, tr("{n} invoice waits"), tr("{n} invoices wait"))
        first = filled(tr("the first {n} are shown"), {"n": len(rows)})
        self.count.setText(shown if total <= len(rows) else f"{shown} · {first}")
        self._pages.setCurrentIndex(0 if rows else 1)
        self._on_chosen()

    def say_nothing_waits(self, sentence: str, line: str) -> None:
        """Say why the queue is empty."""
        self._empty.say(sentence, line)

    def chosen(self) -> list[Waiting]:
        """Give the rows that are chosen, in their order."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self._rows[row] for row in rows if row < len(self._rows)]

    def _on_chosen(self) -> None:
        chosen = self.chosen()
        self.site.setEnabled(len(chosen) == 1)
        self.more.setEnabled(bool(chosen))
        self.batch.names = [row.key for row in chosen] or None

    def _open(self, index: QModelIndex) -> None:
        if index.row() < len(self._rows):
            self.site_wanted.emit(self._rows[index.row()].invoice)

    def _want_site(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.site_wanted.emit(chosen[0].invoice)

    def _open_menu(self, at: QPoint) -> None:
        self._open_menu_at(self.table.viewport().mapToGlobal(at))

    def _open_menu_at(self, at: QPoint) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys, holds = [row.key for row in chosen], {row.hold for row in chosen}
        service = self._desk.core.verification
        self._add(menu, tr("To the front"), service.to_front, keys)
        self._add(menu, tr("To the end"), service.to_back, keys)
        if Hold.PAUSED in holds:
            self._add(menu, tr("Resume"), service.resume, keys)
        if holds - {Hold.PAUSED}:
            self._add(menu, tr("Pause"), service.pause, keys)
        if holds & {Hold.MAYBE_CHARGED, Hold.REFUSED}:
            self._add(menu, tr("Ask once more, it may be charged again"), service.ask_again, keys)
        menu.addSeparator()
        self._add(menu, tr("Take out of the queue"), service.cancel, keys)
        menu.popup(at)

    def _add(self, menu: QMenu, word: str, action: Action, keys: Sequence[str]) -> None:
        menu.addAction(word).triggered.connect(
            lambda: self._desk.jobs.run(self, lambda _: action(keys), lambda _: None)
        )

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), 0, px(8), 0)
        foot.addWidget(self.count)
        foot.addStretch()
        foot.addWidget(self.batch)
        foot.addWidget(self.site)
        foot.addWidget(self.more)
        box = QVBoxLayout(self)
        self._pages = QStackedLayout()
        box.setContentsMargins(1, 1, 1, px(4))
        box.setSpacing(px(4))
        box.addLayout(self._pages, 1)
        self._pages.addWidget(self.table)  # first in its place: alone it would be a window
        self._pages.addWidget(self._empty)
        box.addLayout(foot)


def reason_of(row: Waiting) -> str:
    """Say what holds it and until when, or why it waits."""
    hold = row.hold or (Hold.MISSING if row.missing else None)
    if hold is None:
        return verifying_word(row.why)
    words = verifying_word(hold)
    if hold is Hold.MISSING:
        return f"{words}: {' · '.join(field(name) for name in row.missing)}"
    if row.until is not None and row.hold in PASSING:
        return filled(tr("{why} ({until})"), {"why": words, "until": _clock(row.until)})
    return words


def _clock(at: datetime) -> str:
    return figures.moment(at)[5:]


def _columns() -> list[Column[Waiting]]:
    return [
        Column(tr("State"), state_of_waiting, Cell.STATE, 100, words_of_waiting()),
        Column(tr("Since"), lambda x: _clock(x.since), Cell.TEXT, 100),
        Column(tr("Invoice number"), lambda x: x.invoice.number or x.key, Cell.NUMBER, 206),
        Column(tr("Seller"), lambda x: x.invoice.seller.name),
        Column(tr("Total"), lambda x: x.invoice.total, Cell.MONEY, 116),
        Column(tr("Why"), reason_of),
    ]
