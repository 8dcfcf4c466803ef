"""Files are dropped and imported, and one table says what became of each."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod, Party
from core.domain.query import Query
from core.progress import Progress
from gui.importing.page import about
from gui.importing.result import Part, Result
from gui.importing.wanted import of_paths
from gui.tabs.review import ReviewTab
from tests.data.bureau_maker import export
from tests.data.invoice_files import as_picture, as_scan, as_xml
from tests.gui.conftest import Shown
from tests.gui.incoming import (
    ENOUGH,
    click,
    contradicting,
    drop,
    folder_of,
    imported,
    tab_of,
    urls,
    words,
)
from tests.invoices import draft
from tests.reconciling import NAME, january


def test_a_dropped_folder_becomes_one_table_those_that_need_a_person_first(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    core.entry.add(draft(3, lines=()), EntryMethod.MANUAL)
    files = {"new": as_xml(draft(2)), "had": as_xml(draft(3)), "odd": contradicting(core)}
    folder = folder_of(tmp_path / "drop", **files, broken=b"%PDF-1.7 broken")
    tab = imported(screen, qtbot, folder)
    assert screen.inside.tabs.currentWidget() is tab
    assert tab.result.isVisible()
    assert [row[:2] for row in words(tab)] == [
        ("Not imported", "broken.pdf"),
        ("Needs a look", "odd.xml"),
        ("Already here", "had.xml"),
        ("Added", "new.xml"),
    ]
    assert [row[3] for row in words(tab)] == ["Open the folder", "Settle…", "View", "View"]
    assert all(row[2] for row in words(tab))
    counts = [tab.result.tiles.tile(part).figure for part in Part]
    assert dict(zip(Part, counts, strict=True)) == {
        Part.ALL: "4",
        Part.REFUSED: "1",
        Part.LOOK: "1",
        Part.HAD: "1",
        Part.ADDED: "1",
    }


def test_a_tile_filters_the_table(core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "drop", a=as_xml(draft(2)), b=contradicting(core))
    tab = imported(screen, qtbot, folder)
    click(qtbot, tab.result.tiles.tile(Part.LOOK))
    assert [row[1] for row in words(tab)] == ["b.xml"]
    click(qtbot, tab.result.tiles.tile(Part.REFUSED))
    assert tab.result.model.rowCount() == 0


def test_several_drops_are_imported_one_after_the_other(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    ended: list[Result] = []
    tab.runs.ended.connect(ended.append)
    for n in range(3):
        assert drop(screen.window, urls(folder_of(tmp_path / f"d{n}", a=as_xml(draft(n + 2)))))
    assert tab.runs.busy
    qtbot.waitUntil(lambda: len(ended) == 3, timeout=ENOUGH)
    assert [result.name for result in ended] == ["d0", "d1", "d2"]
    assert core.lookup.find(Query()).total == 3
    assert not tab.runs.busy


def test_a_cancelled_import_says_so_and_what_is_in_stays(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    files = {f"f{n:03d}": as_xml(draft(n)) for n in range(2, 162)}
    folder = folder_of(tmp_path / "drop", **files)
    tab = tab_of(screen)

    def stop_at_some(far: Progress) -> None:
        if far.done >= 32:
            tab.runs.stop()

    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        told = tab.runs.told.connect(stop_at_some)
        screen.inside.desk.import_wanted.emit(of_paths([folder]))
    result = tab.result.result
    assert result is not None
    total = core.lookup.find(Query()).total
    assert result.count(Part.ADDED) == total
    if result.stopped:  # a fast machine may have been done
        assert total < 160
        assert "Import stopped." in tab.result._about.text()
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        tab.runs.told.disconnect(told)
        screen.inside.desk.import_wanted.emit(of_paths([folder]))
    assert core.lookup.find(Query()).total == 160


def test_what_was_put_right_is_tried_again_into_the_same_table(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "drop", good=as_xml(draft(2)))
    bad = folder / "bad.xml"
    bad.write_bytes(b"<EInvoice>")
    tab = imported(screen, qtbot, folder)
    assert words(tab)[0][:2] == ("Not imported", "bad.xml")
    bad.write_bytes(as_xml(draft(3)))
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        click(qtbot, tab.result.again_button)
    assert sorted(row[:2] for row in words(tab)) == [("Added", "bad.xml"), ("Added", "good.xml")]
    assert not tab.result.again_button.isVisible()
    assert core.lookup.find(Query()).total == 2


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_table_is_exported_as_it_is_filtered(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    folder = folder_of(tmp_path / "drop", a=as_xml(draft(2)), b=b"%PDF-1.7 broken")
    tab = imported(screen, qtbot, folder)
    tab.result.choose(Part.REFUSED)
    file = tmp_path / f"list{suffix}"
    tab.export(file)
    qtbot.waitUntil(file.exists, timeout=ENOUGH)
    if suffix == ".csv":
        lines = file.read_text("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("Not imported,b.pdf,")
    qtbot.waitUntil(tab.toast.isVisible, timeout=ENOUGH)


def test_an_added_invoice_is_shown_in_the_lookup(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = imported(screen, qtbot, folder_of(tmp_path / "drop", a=as_xml(draft(2))))
    tab.result.table.setFocus()
    qtbot.keyClick(tab.result.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.inside.tabs.currentWidget() is screen.tab, timeout=ENOUGH)
    qtbot.waitUntil(lambda: screen.results.total == 1, timeout=ENOUGH)


def test_a_picture_is_pasted_anywhere_and_text_is_left_to_the_fields(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    tab = tab_of(screen)
    screen.go_to(tab)
    image = QImage()
    assert image.loadFromData(as_picture(draft(4)))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        qtbot.keyClick(tab, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(tab.result.result.files) == 1  # type: ignore[union-attr]
    QGuiApplication.clipboard().setText("26312000000000000004")
    qtbot.keyClick(tab, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not tab.runs.busy


def test_no_field_keeps_a_drop_from_the_window(screen: Shown) -> None:
    assert screen.window.acceptDrops()
    assert not [x for x in screen.inside.tabs.findChildren(QLineEdit) if x.acceptDrops()]


def test_a_folder_dropped_on_the_entry_is_imported_and_a_file_fills_the_form(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    file = tmp_path / "one.xml"
    file.write_bytes(as_xml(draft(2)))
    assert drop(screen.entry, urls(file))
    qtbot.waitUntil(lambda: screen.entry.pile.form.kept() != "", timeout=ENOUGH)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        assert drop(screen.entry, urls(folder_of(tmp_path / "drop", a=as_xml(draft(3)))))
    assert screen.inside.tabs.currentWidget() is tab


def test_prints_without_their_electronic_original_are_a_list(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    core.entry.add(draft(4, lines=()), EntryMethod.MANUAL)
    tab = imported(screen, qtbot, folder_of(tmp_path / "drop", scan=as_scan(draft(4))))
    click(qtbot, tab.result.done_button)
    qtbot.waitUntil(tab.print_link.isVisible, timeout=ENOUGH)
    assert tab.print_link.text() == "1 invoice has only a print"
    click(qtbot, tab.print_link)
    qtbot.waitUntil(lambda: screen.inside.tabs.currentWidget() is screen.tab, timeout=ENOUGH)
    qtbot.waitUntil(lambda: screen.results.total == 1, timeout=ENOUGH)
    assert screen.results.asked.print_only


def test_the_window_goes_on_while_files_are_imported(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "drop", **{f"f{n}": as_xml(draft(n)) for n in range(2, 62)})
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(5)
    imported(screen, qtbot, folder)
    assert len(beats) > 10


def test_a_whole_import_is_undone_and_what_stays_is_said(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    files = {"a": as_xml(draft(2)), "b": as_xml(draft(3)), "odd": contradicting(core)}
    tab = imported(screen, qtbot, folder_of(tmp_path / "drop", **files))
    assert tab.result.undo_button.isVisible()
    tab.undo_import()
    qtbot.waitUntil(lambda: not tab.result.undo_button.isVisible(), timeout=ENOUGH)
    assert core.reviews.count() == 0
    assert [x.key.name for x in core.lookup.find(Query()).invoices] == [draft(1).number]
    assert {(row[0], row[3]) for row in words(tab)} == {("Undone", "—")}
    assert "Undone" in about(tab.result.result)  # type: ignore[arg-type]
    assert tab.result.result.count(Part.ADDED) == 0  # type: ignore[union-attr]


def test_what_the_tax_bureau_says_stays_when_an_import_is_undone_and_is_shown_so(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    one, book = tmp_path / "one.xml", tmp_path / NAME
    one.write_bytes(as_xml(draft(2)))
    book.write_bytes(export(january(3)))
    tab = imported(screen, qtbot, one, book)
    tab.undo_import()
    qtbot.waitUntil(lambda: tab.result.result.undone, timeout=ENOUGH)  # type: ignore[union-attr]
    assert {row[1]: row[0] for row in words(tab)}["one.xml"] == "Undone"
    assert {row[1]: row[0] for row in words(tab)}[NAME] != "Undone"


def test_a_tile_shows_as_many_as_it_says_also_those_that_need_a_look(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    number = str(int(draft(2).number or "0") + 10**3)
    files = {"a": as_xml(draft(2)), "near": as_xml(draft(2, number=number)), "b": as_xml(draft(3))}
    tab = imported(screen, qtbot, folder_of(tmp_path / "drop", **files))
    tab.result.choose(Part.ADDED)
    result = tab.result.result
    assert result is not None
    assert result.count(Part.LOOK) == 1
    assert tab.result.model.rowCount() == result.count(Part.ADDED) == 3
    total = sum((x.amount or 0 for x in core.lookup.find(Query()).invoices), Decimal(0))
    assert result.amount == total


def test_what_was_here_is_counted_once_whether_it_got_a_file_or_fields_or_both(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    for n in (11, 12, 13):
        core.entry.add(draft(n, lines=()), EntryMethod.MANUAL)  # a file brings its lines, too
    for n in (14, 15):
        core.entry.add(draft(n, check_code=None), EntryMethod.MANUAL)  # nothing is lacking
    for n in (16, 17):
        core.entry.add(draft(n, lines=(), buyer=Party()), EntryMethod.MANUAL)
    book = tmp_path / "book.csv"
    rows = [f"{x.number},{x.issued_on},{x.total},{x.buyer.name}" for x in map(draft, (16, 17))]
    book.write_text("\n".join(["发票号码,开票日期,价税合计,购方名称", *rows]), "utf-8-sig")
    files = {f"f{n}": as_xml(draft(n)) for n in (11, 12, 13, 14, 15, 18)}
    tab = imported(screen, qtbot, folder_of(tmp_path / "drop", **files), book)
    result = tab.result.result
    assert result is not None
    (part,) = result.parts
    assert (part.attached, part.updated, part.added) == (5, 5, 1), part
    assert result.count(Part.HAD) == 7


def test_a_file_that_waits_twice_is_not_counted_as_had_before(
    screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    odd = as_xml(draft(2, number=str(int(draft(2).number or "0") + 10**3)))
    files = {"a": as_xml(draft(2)), "b": odd, "c": odd}
    tab = imported(screen, qtbot, folder_of(tmp_path / "drop", **files))
    result = tab.result.result
    assert result is not None
    assert (result.count(Part.LOOK), result.count(Part.HAD)) == (1, 0)


def test_a_list_of_the_tax_bureau_leads_to_the_review(
    screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    book = tmp_path / NAME
    book.write_bytes(export(january(3)))
    tab = imported(screen, qtbot, book)
    (row,) = words(tab)
    assert row[-1] == "Review…"
    assert tab.result.result is not None
    tab.do(tab.result.result.rows()[0])
    tabs = screen.inside.tabs
    qtbot.waitUntil(lambda: tabs.currentWidget() is tabs.made(ReviewTab), timeout=ENOUGH)
