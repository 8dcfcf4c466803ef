"""The result of an import, and the words along the way."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.problem import Problem, ProblemCode
from core.progress import Progress
from core.services.imports import Imported, Row
from gui.dialogs.importing import ImportedPage, _what, how_far
from gui.notices import ProgressStrip
from gui.states import Mark


def row(number: int, code: ProblemCode, **values: str) -> Row:
    return Row("books/台账.xlsx", "发票", number, "价税合计", Problem(code, values, "total"))


def page_of(qtbot: QtBot, imported: Imported) -> ImportedPage:
    page = ImportedPage()
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.show_result(imported)
    return page


def test_what_was_refused_stands_first_then_what_needs_a_look(qtbot: QtBot) -> None:
    imported = Imported(added=12, unchanged=3, seconds=1.25)
    imported.review.append(row(4, ProblemCode.SUM_DIFFERS, expected="113.00", found="131.00"))
    imported.rejected.append(row(9, ProblemCode.AMOUNT_UNREADABLE, text="abc"))
    page = page_of(qtbot, imported)
    model = page._table.model()
    cells = [[model.index(at, column).data() for column in range(4)] for at in range(2)]
    assert cells == [
        ["Not imported", "台账.xlsx", "发票 · row 9 · 价税合计", "“abc” is no amount."],
        [
            "Need a look",
            "台账.xlsx",
            "发票 · row 4 · 价税合计",
            "Net and tax make 113.00, but the total says 131.00.",
        ],
    ]


def test_every_figure_of_the_import_has_its_tile(qtbot: QtBot) -> None:
    imported = Imported(added=1200, updated=1, unchanged=3)
    imported.review.extend(row(n, ProblemCode.SIGNS_DIFFER) for n in range(4))
    page = page_of(qtbot, imported)
    assert [tile.accessibleName() for tile in page._tiles.values()] == [
        "Added 1200",
        "Filled in 1",
        "Unchanged 3",
        "Need a look 4",
        "Not imported 0",
    ]
    assert page._tiles["added"]._figure.text() == "1,200"


def test_an_import_without_a_doubt_says_so_in_place_of_an_empty_table(qtbot: QtBot) -> None:
    page = page_of(qtbot, Imported(added=3))
    assert page._nothing.isVisible()
    assert not page._table.isVisible()


def test_done_closes_the_page(qtbot: QtBot) -> None:
    page = page_of(qtbot, Imported())
    with qtbot.waitSignal(page.closed):
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)


def test_a_file_without_a_place_shows_a_dash(qtbot: QtBot) -> None:
    imported = Imported()
    problem = Problem(ProblemCode.UNKNOWN_FORMAT)
    imported.rejected.append(Row("notes.txt", None, None, None, problem))
    page = page_of(qtbot, imported)
    model = page._table.model()
    assert model.index(0, 2).data() == "—"


def test_quick_work_is_not_spoken_of_and_slow_work_is(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Importing a.xlsx", "")
    strip.end()
    strip.begin("Importing b.xlsx", "Cancel keeps what is in so far.")
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    strip.tell(Progress("export", 500, 2_000))
    assert strip._far.text().startswith("Exporting 500 of 2,000")
    assert (strip._bar.value(), strip._bar.maximum()) == (500, 2_000)
    strip.tell(Progress("import", 700))
    assert strip._far.text().startswith("Importing 700,")
    assert strip._bar.maximum() == 0
    with qtbot.waitSignal(strip.cancelled):
        qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)


def test_a_stopped_import_says_how_far_it_got_if_that_is_known() -> None:
    assert how_far(None).mark is Mark.WAITING
    assert "read" not in how_far(None).word
    assert "1 row was read." in how_far(Progress("import", 1)).word
    assert "5,000 rows were read." in how_far(Progress("import", 5_000)).word


def test_one_file_is_named_and_many_are_counted() -> None:
    assert _what([Path("books/a.xlsx")]) == "Importing a.xlsx"
    assert _what([Path("a"), Path("b")]) == "Importing 2 files"
