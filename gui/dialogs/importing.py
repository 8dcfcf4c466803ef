"""Importing (导入): choose files, watch, see what became of each row."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.progress import Progress
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.notices import EmptyState, ProgressStrip, StateIcon, Toast
from gui.states import Mark, State
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words.figures import NOTHING
from words.problems import problem
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imports import Imported, Row


class Importing(QObject):
    """One import at a time: asks for files, runs the job, shows how far it is and what it did.

    The screen gives `strip` and `page` their places. `running` tells begin and end, `done` that
    the page has a result to show.
    """

    running = Signal(bool)
    done = Signal()

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._job: Job[Imported] | None = None
        self._far: Progress | None = None
        self._toast = Toast(screen)
        self.page = ImportedPage()
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop)

    def ask(self) -> None:
        """Ask for ledger workbooks; the dialog is the system's own."""
        dialog = QFileDialog(self._screen, tr("Import a ledger"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tr("Ledger workbooks (*.xlsx *.xls)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.start([Path(file) for file in files]))
        dialog.open()

    def start(self, paths: Sequence[Path]) -> None:
        """Import these files."""
        if not paths or self._job is not None:
            return
        run = self._desk.core.imports.run
        self._far = None
        self.strip.begin(_what(paths), tr("Cancel keeps what is in so far."))
        self._job = self._desk.jobs.run(
            self._screen,
            lambda report: run(paths, report=report),
            self._end,
            failed=self._fail,
            progress=self._tell,
        )
        self.running.emit(True)

    def stop(self) -> None:
        """Stop the import; what is in so far stays."""
        if self._job is not None:
            self._job.cancel()
            self._close()
            self._toast.say(how_far(self._far))

    def _tell(self, progress: Progress) -> None:
        self._far = progress
        self.strip.tell(progress)

    def _end(self, imported: "Imported") -> None:
        self._close()
        self.done.emit()
        self.page.show_result(imported)

    def _fail(self, error: Exception) -> None:
        self._close()
        show_error(self._screen, error)

    def _close(self) -> None:
        self._job = None
        self.strip.end()
        self.running.emit(False)


class ImportedPage(QWidget):
    """What became of an import: five figures, and the rows that need a person, each with why."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = named(QLabel(tr("Import result")), "title")
        self._took = named(QLabel(), "small")
        self.close_button = Button(tr("Done"), Kind.PRIMARY, key=QKeySequence(Qt.Key.Key_Escape))
        self.close_button.clicked.connect(self.closed)
        self._tiles = {name: Tile(mark, word, unit) for name, mark, word, unit in _tiles()}
        self._rows = ValueTable(row_columns())
        self._table = TableView(self._rows, tr("Rows that need a look"))
        self._nothing = EmptyState("check-circle")
        self._nothing.say(tr("Every row is in"), tr("There is nothing that needs a look."))
        self._card = named(QFrame(), "card")
        self._body = QStackedLayout(self._card)  # without a parent it would show a window
        self._lay_out()

    def show_result(self, imported: "Imported") -> None:
        """Show the figures and the rows, refused ones first."""
        self._took.setText(filled(tr("took {seconds} s"), {"seconds": f"{imported.seconds:.1f}"}))
        for name, tile in self._tiles.items():
            found = getattr(imported, name)
            tile.show_figure(found if isinstance(found, int) else len(found))
        refused = [(_refused(), row) for row in imported.rejected]
        look = [(_look(), row) for row in imported.review]
        self._rows.show([*refused, *look])
        self._body.setCurrentIndex(0 if refused or look else 1)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(12))
        for part in (self._title, self._took):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.close_button)
        tiles = QHBoxLayout()
        tiles.setSpacing(px(8))
        for tile in self._tiles.values():
            tiles.addWidget(tile)
        self._body.setContentsMargins(1, 1, 1, 1)
        self._body.addWidget(self._table)
        self._body.addWidget(self._nothing)
        page = QVBoxLayout(self)
        page.setContentsMargins(px(24), 0, px(24), px(12))
        page.setSpacing(0)
        page.addLayout(head)
        page.addLayout(tiles)
        page.addSpacing(px(12))
        page.addWidget(self._card, 1)


class Tile(QFrame):
    """One figure of a result, with its mark and word."""

    def __init__(self, mark: Mark, word: str, unit: str) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setFixedHeight(px(72))
        self._word = word
        self._figure = named(QLabel(), "figure")
        self._unit = named(QLabel(unit), "small")
        above = QHBoxLayout()
        above.setSpacing(px(6))
        for part in (StateIcon(mark), QLabel(word)):
            above.addWidget(part)
        above.addStretch()
        below = QHBoxLayout()
        below.setSpacing(px(8))
        self._unit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        below.addWidget(self._figure, alignment=Qt.AlignmentFlag.AlignBottom)
        below.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(10), px(8), px(10), px(8))
        box.setSpacing(0)
        box.addLayout(above)
        box.addLayout(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the unit out where it would be cut."""
        super().resizeEvent(event)
        room = self.width() - self._figure.sizeHint().width() - px(10 + 8 + 10)
        self._unit.setVisible(self._unit.sizeHint().width() <= room)

    def show_figure(self, figure: int) -> None:
        """Show the figure, and name the tile by it for a screen reader."""
        self._figure.setText(f"{figure:,}")
        self.setAccessibleName(f"{self._word} {figure}")


Entry = tuple[State, "Row"]


def row_columns() -> list[Column[Entry]]:
    """Describe the rows of an import that need a person."""
    return [
        Column(
            tr("Result"), lambda entry: entry[0], Cell.STATE, 100, (_refused().word, _look().word)
        ),
        Column(tr("File"), lambda entry: Path(entry[1].file).name, width=150),
        Column(tr("Place"), lambda entry: _place(entry[1]), width=130),
        Column(tr("Reason"), lambda entry: problem(entry[1].problem)),
    ]


def _place(row: "Row") -> str:
    parts = [row.sheet] if row.sheet else []
    if row.row is not None:
        parts.append(filled(tr("row {row}"), {"row": row.row}))
    if row.column:
        parts.append(str(row.column))
    return " · ".join(parts) or NOTHING


def _tiles() -> list[tuple[str, Mark, str, str]]:
    invoices, rows = tr("invoices"), tr("rows")
    return [
        ("added", Mark.AGREES, tr("Added"), invoices),
        ("updated", Mark.AGREES, tr("Filled in"), invoices),
        ("unchanged", Mark.AGREES, tr("Unchanged"), invoices),
        ("review", Mark.LOOK, tr("Need a look"), rows),
        ("rejected", Mark.WRONG, tr("Not imported"), rows),
    ]


def _refused() -> State:
    return State(Mark.WRONG, tr("Not imported"))


def _look() -> State:
    return State(Mark.LOOK, tr("Need a look"))


def _what(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        return filled(tr("Importing {file}"), {"file": paths[0].name})
    return counted(len(paths), tr("Importing a file"), tr("Importing {n} files"))


def how_far(progress: Progress | None) -> State:
    """Say how far a cancelled import got, and what that leaves."""
    done = progress.done if progress is not None else 0
    far = counted(done, tr("1 row was read."), tr("{n} rows were read.")) if done else ""
    kept = tr("What is in so far stays; importing again adds the rest.")
    return State(Mark.WAITING, joined(tr("Import stopped."), far, kept))


def import_button(kind: Kind) -> Button:
    """Make a button that says 导入台账; Ctrl+O is its key while it is in sight."""
    key = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_O)
    return Button(tr("Import a ledger…"), kind, icon="upload-simple", key=key)
