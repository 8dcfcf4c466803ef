"""The result of an import as a page: tiles that filter, one table, one thing to do a row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from gui.buttons import Button, Kind
from gui.icons import Icon
from gui.importing.result import Part, Result, action, name_in, reason, state, unit
from gui.notices import EmptyState
from gui.rail import COMPACT_HEIGHT, COMPACT_WIDTH
from gui.states import State
from gui.status import Elided
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.tiles import Tile, TileRow
from gui.views import TableView
from words import figures
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imported import FileResult

SIDE = 24
ACTION = 5
"""The column of what can be done."""
_FOR_LARGE = (2, 3)
"""Number and total, which a small window leaves out: the reason says more."""


class ResultPage(QWidget):
    """What became of each file; those that need a person stand first.

    `wanted` gives the file whose one action is wanted, `again` that the refused ones shall be
    tried once more.
    """

    wanted = Signal(object)
    again = Signal()
    undo = Signal()
    export = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.result: Result | None = None
        self.part = Part.ALL
        self.title = named(QLabel(tr("Import result")), "title")
        self._about = Elided()
        self.undo_button = Button(
            tr("Undo this import"), Kind.QUIET, icon="arrow-counter-clockwise"
        )
        self.again_button = Button(tr("Try the refused again"), icon="arrow-clockwise")
        self.export_button = Button(
            tr("Export the list…"),
            icon="export",
            key=QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_E),
        )
        self.done_button = Button(tr("Done"), Kind.PRIMARY, key=QKeySequence(Qt.Key.Key_Escape))
        self.tiles = TileRow([Tile(part, state(part).mark, state(part).word) for part in _TILES])
        self.model: ValueTable[FileResult] = ValueTable(self._columns())
        self.table = TableView(self.model, tr("What became of each file"))
        self._none = EmptyState("files")
        self._none.say(tr("No file here"), "")
        self._added = named(QLabel(), "section")
        self._lay_out()
        self._connect()

    def show_result(self, result: Result) -> None:
        """Show a result, or how it stands now."""
        fresh = result is not self.result
        self.result = result
        self._about.setText(about(result))
        for part in _TILES:
            count = result.count(part)
            self.tiles.show_count(part, count, unit(part, count))
        refused = bool(result.refused())
        self.undo_button.setVisible(result.undoable)
        self.again_button.setVisible(refused)
        self._added.setText(figures.money(result.amount))
        row = 0 if fresh else max(self.table.currentIndex().row(), 0)
        self.choose(Part.ALL if fresh else self.part)
        self.table.selectRow(min(row, self.model.rowCount() - 1))

    def offers(self, file: "FileResult") -> bool:
        """Whether there is anything left to do about a file."""
        return self.result is None or bool(action(file, self.result))

    def choose(self, part: Part) -> None:
        """Show the files of one part."""
        self.part = part
        self.tiles.choose(part)
        rows = self.result.rows(part) if self.result is not None else []
        self.model.show(rows)
        self._body.setCurrentIndex(0 if rows else 1)
        if rows:
            self.table.selectRow(0)

    def begin(self) -> None:
        """Put the focus where the work is, or on the way out."""
        rows = self.result.rows() if self.result is not None else []
        parts = (Part.REFUSED, Part.LOOK)
        result = self.result
        needs = bool(rows and result is not None and result.part_of(rows[0]) in parts)
        (self.table if needs else self.done_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make tiles pills where the window is small."""
        super().resizeEvent(event)
        window = self.window()
        small = window.width() < COMPACT_WIDTH or window.height() < COMPACT_HEIGHT
        self.tiles.set_compact(small)
        for column in _FOR_LARGE:
            self.table.setColumnHidden(column, small)
        self._foot.setVisible(not small)
        self._about.setVisible(not small)
        for button in (self.export_button, self.done_button):
            button.write_key(written=not small)
        edge = px(12 if small else SIDE)
        self._page.setContentsMargins(edge, 0, edge, px(6 if small else 12))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == ACTION:
            self._want(index)

    def _want(self, index: QModelIndex) -> None:
        file = self.model.value(index.row())
        if file is not None:
            self.wanted.emit(file)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self.choose)
        self.table.activated.connect(self._want)
        self.table.clicked.connect(self._on_clicked)
        self.again_button.clicked.connect(self.again)
        self.undo_button.clicked.connect(self.undo)
        self.export_button.clicked.connect(self.export)
        self.done_button.clicked.connect(self.closed)

    def _columns(self) -> "list[Column[FileResult]]":
        states = tuple(state(part).word for part in _TILES)
        return [
            Column(tr("Result"), self._state, Cell.STATE, 104, states),
            Column(tr("File"), lambda x: name_in(x.file), Cell.FILE, 216),
            Column(tr("Invoice number"), lambda x: x.key or "", Cell.NUMBER, 206),
            Column(tr("Total"), lambda x: x.amount, Cell.MONEY, 112),
            Column(tr("Reason"), self._reason),
            Column(tr("What can be done"), self._action, Cell.ACTION, 132, _actions()),
        ]

    def _state(self, file: "FileResult") -> State | None:
        return self.result.state_of(file) if self.result is not None else None

    def _action(self, file: "FileResult") -> str:
        return action(file, self.result) if self.result is not None else ""

    def _reason(self, file: "FileResult") -> str:
        return reason(file, self.result) if self.result is not None else ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        head.addWidget(self.title)
        head.addSpacing(px(8))
        head.addWidget(self._about, 1)
        for button in (self.undo_button, self.again_button, self.export_button, self.done_button):
            head.addWidget(button)
        card = named(QFrame(), "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._none)
        box.addWidget(self._body, 1)
        self._foot = self._make_foot()
        box.addWidget(self._foot)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(0)
        self._page.addLayout(head)
        self._page.addWidget(self.tiles)
        self._page.addSpacing(px(12))
        self._page.addWidget(card, 1)

    def _make_foot(self) -> QFrame:
        foot = named(QFrame(), "sum")
        foot.setFixedHeight(px(40))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        promise = Elided()
        promise.setText(
            tr(
                "Files are kept byte for byte. What needs a look stays under “Needs a look” until"
                " it is settled, also when this is closed."
            )
        )
        row.addWidget(Icon("info", 14, "text2"))
        row.addWidget(promise, 1)
        row.addWidget(named(QLabel(tr("Total added")), "small"))
        row.addWidget(self._added)
        return foot


_TILES = (Part.ALL, Part.ADDED, Part.HAD, Part.LOOK, Part.REFUSED)


def about(result: Result) -> str:
    """Say what was imported, when, how long it took, and how it ended."""
    values = {"seconds": f"{result.seconds:.1f}"}
    parts = [result.name, figures.moment(result.at), filled(tr("took {seconds} s"), values)]
    if records := result.records():
        one, many = tr("1 record of the tax bureau"), tr("{n} records of the tax bureau")
        parts.append(counted(records, one, many))
    if result.undone:
        parts.append(tr("Undone"))
    elif result.stopped or result.failed:
        ended = tr("Import stopped.") if result.stopped else tr("Import broke off.")
        kept = tr("What is in so far stays; importing again adds the rest.")
        parts.append(joined(ended, kept))
    return " · ".join(parts)


def _actions() -> tuple[str, ...]:
    """Words that the last column must hold."""
    return (tr("Enter the password…"), tr("Open the folder"))
