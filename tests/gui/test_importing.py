"""Rows of an import and the words along the way."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.problem import Problem, ProblemCode
from core.progress import Progress
from core.services.imports import Row
from gui.dialogs.importing import row_columns
from gui.importing.wanted import name_of
from gui.notices import ProgressStrip
from gui.states import Mark, State
from gui.tables import ValueTable, in_words
from tests.gui.conftest import ENOUGH


def cells(row: Row) -> list[str]:
    model = ValueTable(row_columns())
    model.show([(State(Mark.WRONG, "Not imported"), row)])
    return [in_words(column.of(model.value(0))) for column in model.columns]  # type: ignore[arg-type]


def test_a_row_is_named_by_its_place_with_its_reason() -> None:
    problem = Problem(ProblemCode.AMOUNT_UNREADABLE, {"text": "abc"}, "total")
    assert cells(Row("books/台账.xlsx", "发票", 9, "价税合计", problem)) == [
        "Not imported",
        "台账.xlsx",
        "发票 · row 9 · 价税合计",
        "“abc” is no amount.",
    ]


def test_a_file_without_a_place_shows_a_dash() -> None:
    row = Row("notes.txt", None, None, None, Problem(ProblemCode.UNKNOWN_FORMAT))
    assert cells(row)[2] == "—"


def test_quick_work_is_not_spoken_of_and_slow_work_is(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Importing a.xlsx", "")
    strip.end()
    strip.begin("Importing b.xlsx", "Cancel keeps what is in so far.")
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible, timeout=ENOUGH)
    strip.tell(Progress("export", 500, 2_000))
    assert strip._far.text().startswith("Exporting 500 of 2,000")
    assert (strip._bar.value(), strip._bar.maximum()) == (500, 2_000)
    strip.tell(Progress("import", 700))
    assert strip._far.text().startswith("Importing 700,")
    assert strip._bar.maximum() == 0
    with qtbot.waitSignal(strip.cancelled, timeout=ENOUGH):
        qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)


def test_one_file_is_named_and_many_are_counted() -> None:
    assert name_of([Path("books/a.xlsx")]) == "a.xlsx"
    assert name_of([Path("a"), Path("b")]) == "a and 1 more"
    assert name_of([Path("a"), Path("b"), Path("c")]) == "a and 2 more"
