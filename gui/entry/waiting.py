"""What waits for its verification (待查验), the newest first, over what will become of it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from core.domain.waiting import Waiting
from gui.buttons import Button, Kind
from gui.delegates import ROW
from gui.entry.recent import NARROW, TIME, TIME_WIDTH, party_of
from gui.icons import Icon
from gui.notices import EmptyState
from gui.states import state_of_waiting, words_of_waiting
from gui.status import Elided
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import prospect as words
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.prospect import Prospect

MOST = 200
"""So many are shown; all of them stand in the verification."""

LOW, LOWEST = 230, 110
"""Heights below which the figures say what goes on in one line, and give their room to the rows."""


class WaitingList(QWidget):
    """The table over its figures; `opened` gives the invoice that was asked for."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Waiting] = ()
        self._today = date.min
        self.model = ValueTable(self._columns())
        self.table = TableView(self.model, tr("Waiting for verification"))
        self.table.activated.connect(self._open)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(px(TIME_WIDTH))
        header.resizeSection(TIME, px(TIME_WIDTH))
        self.plan = Plan()
        self._empty = EmptyState("checks")
        self._empty.say(tr("Nothing waits for verification"), "")
        self._lay_out()

    def show_queue(self, rows: Sequence[Waiting], found: "Prospect") -> None:
        """Show what waits now; what was chosen stays chosen, what was looked at stays in sight."""
        self._today = found.at.date()
        if rows != self._rows:
            self._renew(rows)
        self.plan.show_prospect(found, len(rows))
        self._body.setCurrentIndex(0 if rows else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self.table.setColumnHidden(TIME, self.width() < px(NARROW))
        self.plan.fold(folded=self.height() < px(LOW))
        self.plan.allow(allowed=self.height() >= px(LOWEST))

    def _renew(self, rows: Sequence[Waiting]) -> None:
        bar, before = self.table.verticalScrollBar(), self._rows
        at, top = bar.value(), self.table.rowAt(0)
        chosen = self.table.selectionModel().currentIndex().row()
        self._rows = rows
        self.model.show(rows)
        places = {row.key: place for place, row in enumerate(rows)}
        if 0 <= chosen < len(before):
            self._choose(places.get(before[chosen].key))
        moved = places.get(before[top].key, top) - top if 0 <= top < len(before) else 0
        bar.setValue(at + moved * px(ROW) if at else 0)

    def _choose(self, place: int | None) -> None:
        """Choose a row again, without rolling to it."""
        if place is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.table.setAutoScroll(False)
        self.table.selectionModel().setCurrentIndex(
            self.model.index(place, 0), flags.ClearAndSelect | flags.Rows
        )
        self.table.setAutoScroll(True)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.value(index.row())
        if row is not None:
            self.opened.emit(row.invoice)

    def _columns(self) -> list[Column[Waiting]]:
        return [
            Column(tr("State"), state_of_waiting, Cell.STATE, 100, words_of_waiting()),
            Column(tr("Time"), self._time, width=TIME_WIDTH),
            Column(tr("Invoice number"), lambda row: row.key, Cell.NUMBER, 194),
            Column(tr("Seller"), lambda row: party_of(row.invoice)),
            Column(tr("Total"), lambda row: row.invoice.amount, Cell.MONEY, 108),
        ]

    def _time(self, row: Waiting) -> str:
        """Write when it came into the queue: the time of today, the day of any other."""
        return f"{row.since:%H:%M}" if row.since.date() == self._today else f"{row.since:%m-%d}"

    def _lay_out(self) -> None:
        self._body = QStackedLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._body, 1)
        self._body.addWidget(self.table)  # it has its parent by now, else it shows as a window
        self._body.addWidget(self._empty)
        box.addWidget(self.plan)


class Plan(QFrame):
    """What goes on by itself, how long that takes, and what is held; gone where nothing waits."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "sum")
        self._allowed, self._says = True, False
        self.title = named(QLabel(), "bold")
        self.short, self.shown = Elided(), Elided()
        self.words = named(QLabel(), "small")
        self.words.setWordWrap(True)
        self.set_up = Button(tr("Set up a service…"), Kind.LINK)
        self.open = Button(tr("Open verification"), Kind.LINK)
        for button in (self.set_up, self.open):
            button.setFixedHeight(px(24))
        self._lay_out()
        self.hide()

    def show_prospect(self, found: "Prospect", shown: int) -> None:
        """Say how it stands, and how many of those that wait are shown."""
        lines = words.lines(found)
        self.title.setText(words.title(found))
        self.short.setText(" ".join(lines))
        self.words.setText("\n".join(lines))
        newest = filled(tr("the newest {n} are shown"), {"n": f"{shown:,}"})
        self.shown.setText(newest if shown < found.waiting else "")
        self.set_up.setVisible(not found.services)
        self._says = bool(lines)
        self.setVisible(self._says and self._allowed)

    def allow(self, *, allowed: bool) -> None:
        """Be seen at all."""
        self._allowed = allowed
        self.setVisible(self._says and self._allowed)

    def fold(self, *, folded: bool) -> None:
        """Say it in one line, or leave it its room."""
        self.title.setVisible(not folded)
        self.words.setVisible(not folded)
        self.shown.setVisible(not folded)
        self.short.setVisible(folded)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Icon("hourglass-medium", 16, "text2"))
        head.addWidget(self.title)
        head.addWidget(self.short, 1)
        head.addWidget(self.shown, 1)
        head.addWidget(self.set_up)
        head.addSpacing(px(8))
        head.addWidget(self.open)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(6), px(16), px(8))
        box.setSpacing(px(2))
        box.addLayout(head)
        box.addWidget(self.words)
        self.fold(folded=False)
