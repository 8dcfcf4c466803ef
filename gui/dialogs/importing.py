"""What an import says of rows, and the button that leads to it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from gui.buttons import Button, Kind
from gui.states import Mark, State
from gui.tables import Cell, Column
from words.figures import NOTHING
from words.problems import problem
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imports import Row

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


def _refused() -> State:
    return State(Mark.WRONG, tr("Not imported"))


def _look() -> State:
    return State(Mark.LOOK, tr("Need a look"))


def import_button(kind: Kind) -> Button:
    """Make a button that says 导入台账; Ctrl+O is its key while it is in sight."""
    key = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_O)
    return Button(tr("Import a ledger…"), kind, icon="upload-simple", key=key)
