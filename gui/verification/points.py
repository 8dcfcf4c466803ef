"""Open points (待处理): alarms first, then what answers hold and ours lacks (可补充)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.domain.history import Asked
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import EmptyState
from gui.states import Mark, State
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.translate import counted, filled, tr
from words.verifying import asked_of
from words.vocabulary import field, word

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.verification import Offer

MOST = 500
WIDE = 860


class PointsView(QFrame):
    """Two tables, each with its one action; either is gone where it has nothing."""

    look_up_wanted = Signal(str)
    supplemented = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self._alarms: Sequence[Asked] = ()
        self._offers: Sequence[Offer] = ()
        self.alarm_model = ValueTable(_alarm_columns())
        self.alarm_table = TableView(self.alarm_model, tr("Alarms"))
        self.offer_model = ValueTable(_offer_columns())
        self.offer_table = TableView(self.offer_model, tr("Can be supplemented"))
        self.offer_table.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
        self.seen = Button(tr("Seen"), Kind.SECONDARY, icon="check")
        self.take = Button(tr("Take over…"), Kind.SECONDARY, icon="plus")
        self.seen.clicked.connect(self._mark_seen)
        self.take.clicked.connect(self._ask)
        self.alarm_table.activated.connect(
            lambda index: self.look_up_wanted.emit(self._alarms[index.row()].key)
        )
        self.offer_table.activated.connect(lambda _: self._ask())
        self._alarm_title, self._offer_title = QLabel(), QLabel()
        self._empty = EmptyState("check-circle")
        self._empty.say(
            tr("There is nothing to look at here"),
            tr("Voided and reversed invoices, and what answers could add, will stand here."),
        )
        self._lay_out()

    def show_points(self, alarms: Sequence[Asked], offers: "Sequence[Offer]") -> None:
        """Show what needs a look."""
        self._alarms, self._offers = alarms, offers
        self.alarm_model.show(alarms)
        self.offer_model.show(offers)
        self._alarm_title.setText(
            counted(len(alarms), tr("{n} invoice has changed"), tr("{n} invoices have changed"))
        )
        self._offer_title.setText(
            counted(len(offers), tr("{n} answer holds more"), tr("{n} answers hold more"))
        )
        self._top.setVisible(bool(alarms))
        self._bottom.setVisible(bool(offers))
        self._pages.setCurrentIndex(0 if alarms or offers else 1)

    def chosen_offers(self) -> "list[Offer]":
        """Give the offers that are chosen, or all where none is."""
        rows = sorted({x.row() for x in self.offer_table.selectionModel().selectedRows()})
        return [self._offers[row] for row in rows if row < len(self._offers)] or [*self._offers]

    def _mark_seen(self) -> None:
        service = self._desk.core.verification
        rows = {x.row() for x in self.alarm_table.selectionModel().selectedRows()}
        ids = [each.id for at, each in enumerate(self._alarms) if not rows or at in rows]
        self._desk.jobs.run(self, lambda _: service.mark_seen(ids), lambda _: None)

    def _ask(self) -> None:
        offers = self.chosen_offers()
        if offers:
            asking = OfferAsked(self.window(), offers)
            asking.accepted.connect(lambda: self._take_over(asking.wanted()))
            asking.open()

    def _take_over(self, wanted: dict[frozenset[str], list[int]]) -> None:
        service = self._desk.core.verification

        def work(_: object) -> int:
            return sum(service.supplement(ids, fields) for fields, ids in wanted.items())

        self._desk.jobs.run(self, work, self.supplemented.emit)

    def _lay_out(self) -> None:
        self._top = _part(self._alarm_title, self.seen, self.alarm_table)
        self._bottom = _part(self._offer_title, self.take, self.offer_table)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._top, 1)
        column.addWidget(self._bottom, 1)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(both)
        self._pages.addWidget(self._empty)


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A value of an answer beside ours; one that contradicts ours is never taken over."""

    id: int
    number: str
    field: str
    ours: str
    theirs: str
    source: str
    differs: bool


class OfferAsked(Asking):
    """Shows what would be written, before it is: ticked value by value, field by field, or all."""

    def __init__(self, parent: QWidget, offers: "Sequence[Offer]") -> None:
        line = tr(
            "Only what is empty is filled; each value is noted with its source. What differs is "
            "not taken over: it waits among the invoices that need a look."
        )
        super().__init__(parent, tr("Take over from the answers"), line, tr("Take over"))
        self.setMinimumWidth(min(px(WIDE), parent.width() - px(48)))
        self.lines = [line for offer in offers for line in _lines_of(offer)]
        self.ticked = {at for at, each in enumerate(self.lines) if not each.differs}
        self.model = ValueTable[tuple[int, OfferLine]](self._columns())
        self.model.show([*enumerate(self.lines)])
        self.table = TableView(self.model, tr("What would be written"))
        self.table.setMinimumHeight(px(128))
        self.table.clicked.connect(lambda index: self.turn({index.row()}))
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.turn({self.table.currentIndex().row()}))
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        fields = ["", *dict.fromkeys(x.field for x in self.lines if not x.differs)]
        for at, name in enumerate(fields):
            box = QCheckBox(field(name) if name else tr("All"))
            box.clicked.connect(lambda on, name=name: self._turn_field(name, on=on))
            self.boxes[name] = box
            grid.addWidget(box, at // 4, at % 4)
        self.body.addLayout(grid)
        self.add(tr("A click or the space bar takes a value or leaves it out"), self.table)
        self.whole = named(QLabel(), "small")
        self.whole.setWordWrap(True)
        self.body.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _: self.whole.setText(_whole(self.lines[now.row()]))
        )
        self.table.selectRow(0)
        self.turn(set())

    def wanted(self) -> dict[frozenset[str], list[int]]:
        """Give the answers by the fields that are to be taken over from them."""
        fields: dict[int, set[str]] = {}
        for at in sorted(self.ticked):
            fields.setdefault(self.lines[at].id, set()).add(self.lines[at].field)
        found: dict[frozenset[str], list[int]] = {}
        for number, names in fields.items():
            found.setdefault(frozenset(names), []).append(number)
        return found

    def turn(self, rows: set[int]) -> None:
        """Take these values where they were left out, and the other way round."""
        self.ticked ^= {at for at in rows if at >= 0 and not self.lines[at].differs}
        self.go.setEnabled(bool(self.ticked))
        for name, box in self.boxes.items():
            count = len(self._of(name) & self.ticked)
            some = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
            box.setCheckState(Qt.CheckState.Checked if count == len(self._of(name)) else some)
            box.setTristate(False)
        last = self.model.index(len(self.lines) - 1, len(self.model.columns) - 1)
        self.model.dataChanged.emit(self.model.index(0, 0), last)

    def _turn_field(self, name: str, *, on: bool) -> None:
        rows = self._of(name)
        self.turn(rows - self.ticked if on else rows & self.ticked)

    def _of(self, name: str) -> set[int]:
        return {at for at, x in enumerate(self.lines) if not x.differs and name in ("", x.field)}

    def _columns(self) -> "list[Column[tuple[int, OfferLine]]]":
        words = (tr("Take over"), tr("Leave out"), tr("Differs"))
        return [
            Column(tr("State"), self._state, Cell.STATE, 96, words),
            Column(tr("Invoice number"), lambda x: x[1].number, Cell.NUMBER, 206),
            Column(tr("Field"), lambda x: field(x[1].field), Cell.TEXT, 96),
            Column(tr("The answer"), lambda x: x[1].theirs),
            Column(tr("Ours"), lambda x: x[1].ours or None, Cell.TEXT, 110),
            Column(tr("Source"), lambda x: x[1].source, Cell.TEXT, 110),
        ]

    def _state(self, row: tuple[int, OfferLine]) -> State:
        if row[1].differs:
            return State(Mark.LOOK, tr("Differs"))
        if row[0] in self.ticked:
            return State(Mark.AGREES, tr("Take over"))
        return State(Mark.NOT_HELD, tr("Leave out"))


def _whole(line: OfferLine) -> str:
    """Say a row in one sentence: a cell may be too narrow for a name."""
    values = {
        "field": field(line.field),
        "ours": line.ours or tr("nothing"),
        "theirs": line.theirs,
        "source": line.source,
    }
    return filled(tr("{field}: the answer has {theirs} ({source}), ours {ours}"), values)


def _lines_of(offer: "Offer") -> list[OfferLine]:
    number, source = offer.invoice.number or offer.asked.key, asked_of(offer.asked)
    adds = [
        OfferLine(offer.asked.id, number, each.field, "", each.value, source, False)
        for each in offer.fields
    ]
    differ = [
        OfferLine(
            offer.asked.id,
            number,
            each.field or "",
            each.values.get("ours", ""),
            each.values.get("theirs", ""),
            source,
            True,
        )
        for each in offer.asked.differs
    ]
    return adds + differ


def _part(title: QLabel, button: Button, table: TableView) -> QWidget:
    part = QWidget()
    head = QHBoxLayout()
    head.setContentsMargins(px(16), px(8), px(8), 0)
    head.addWidget(named(title, "section"))
    head.addStretch()
    head.addWidget(button)
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(px(4))
    box.addLayout(head)
    box.addWidget(table, 1)
    return part


def _alarm_columns() -> list[Column[Asked]]:
    return [
        Column(tr("State"), _alarm_state, Cell.STATE, 120),
        Column(tr("Asked at"), lambda x: figures.moment(x.at), Cell.TEXT, 136),
        Column(tr("Invoice number"), lambda x: x.key, Cell.NUMBER, 206),
        Column(tr("By way of"), asked_of),
    ]


def _alarm_state(asked: Asked) -> State:
    return State(Mark.WRONG, word(asked.status) if asked.status else tr("Alarm"))


def _offer_columns() -> "list[Column[Offer]]":
    return [
        Column(tr("Invoice number"), lambda x: x.invoice.number or x.asked.key, Cell.NUMBER, 206),
        Column(tr("Seller"), lambda x: x.invoice.seller.name),
        Column(tr("By way of"), lambda x: asked_of(x.asked), Cell.TEXT, 150),
        Column(tr("What it adds"), _added),
    ]


def _added(offer: "Offer") -> str:
    return " · ".join(
        filled(tr("{field}: {value}"), {"field": field(x.field), "value": x.value})
        for x in offer.fields
    )
