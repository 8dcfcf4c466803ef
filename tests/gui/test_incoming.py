"""Files are dropped, imported, shown, and what needs a look waits until it is settled."""

import tempfile
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Draft, EntryMethod, Party
from core.domain.query import Query
from core.files.barcode import is_picture
from core.progress import Progress
from gui.importing.asking import KindAsked, PasswordAsked, RowsAsked, WrongCompany
from gui.importing.page import about
from gui.importing.result import Part, Result
from gui.importing.wanted import of_paths
from gui.review.dialogs import ReasonAsked
from gui.tabs.incoming import IncomingTab
from tests.data.bureau_maker import export
from tests.data.invoice_files import as_picture, as_scan, as_xml
from tests.data.locked_files import locked_zip
from tests.gui.conftest import ENOUGH as ENOUGH_OF_A_JOB
from tests.gui.conftest import Show, Shown
from tests.gui.test_accessibility import nameless, without_words
from tests.invoices import IDS, draft
from tests.reconciling import NAME, january
from words import language

ENOUGH = 4 * ENOUGH_OF_A_JOB
"""An import starts processes, which a machine under load does slowly."""

OTHER = Party("别人有限公司", IDS[1])


@pytest.fixture
def screen(core: Core, entering: Show) -> Shown:
    shown = entering(lambda: core)
    shown.entry.pile.sounds.player = lambda _: None
    return shown


def tab_of(shown: Shown) -> IncomingTab:
    return shown.inside.tabs.made(IncomingTab)


def urls(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drop as the system does; says whether it was taken."""
    where, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, mime, left, none)
    QCoreApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QCoreApplication.sendEvent(widget, QDropEvent(where, copy, mime, left, none))
    return True


def folder_of(place: Path, **files: bytes) -> Path:
    place.mkdir()
    for name, data in files.items():
        suffix = ".png" if is_picture(data) else ".pdf" if data[:4] == b"%PDF" else ".xml"
        (place / f"{name}{suffix}").write_bytes(data)
    return place


def blank_page() -> bytes:
    document, data = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(595, 842)
    document.save(data)
    return data.getvalue()


def contradicting(core: Core) -> bytes:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    net = Decimal("860.00")
    return as_xml(draft(1, net=net, total=net + (draft(1).tax or 0)))


def without_day(n: int) -> bytes:
    day = str(draft(n).issued_on).encode()
    data = as_xml(draft(n)).replace(b"<RequestTime>" + day + b"</RequestTime>", b"")
    return data.replace(b"<IssueTime>" + day + b"</IssueTime>", b"")


def imported(shown: Shown, qtbot: QtBot, *paths: Path) -> IncomingTab:
    """Drop files on the window and wait for their result."""
    tab = tab_of(shown)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        assert drop(shown.window, urls(*paths))
    return tab


def opened(shown: Shown, qtbot: QtBot, *paths: Path) -> IncomingTab:
    """Import, and open the first that needs a look."""
    tab = imported(shown, qtbot, *paths)
    row = next(x for x in tab.result.result.rows() if x.review)  # type: ignore[union-attr]
    tab.do(row)
    qtbot.waitUntil(lambda: tab.settling.opened is not None, timeout=ENOUGH)
    qtbot.waitUntil(tab.settling.isVisible, timeout=ENOUGH)
    return tab


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def give_reason(tab: IncomingTab, qtbot: QtBot, reason: str | None = None) -> None:
    qtbot.waitUntil(lambda: tab.settling.findChild(ReasonAsked) is not None, timeout=ENOUGH)
    asked = tab.settling.findChild(ReasonAsked)
    assert isinstance(asked, ReasonAsked)
    if reason is not None:
        asked.reason.setText(reason)
    asked.accept()


def words(tab: IncomingTab) -> list[tuple[str, ...]]:
    model = tab.result.model
    return [
        tuple(model.index(row, column).data() for column in (0, 1, 4, 5))
        for row in range(model.rowCount())
    ]


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


def test_what_needs_a_look_waits_until_it_is_settled_and_comes_back_by_undo(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    at = screen.inside.tabs.indexOf(tab)
    qtbot.waitUntil(lambda: screen.inside.tabs.rail.badge(at) == 1, timeout=ENOUGH)
    settling = tab.settling
    assert settling.fields.taken() == ["net", "total"]
    assert settling.go.text() == "Take 2 fields from the file"
    click(qtbot, settling.go)
    give_reason(tab, qtbot)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(draft(1).number or "").net == Decimal("860.00")
    qtbot.waitUntil(lambda: screen.inside.tabs.rail.badge(at) == 0, timeout=ENOUGH)
    assert words(tab)[0][0] == "Settled"
    tab.toast.undo.emit()
    qtbot.waitUntil(lambda: core.reviews.count() == 1, timeout=ENOUGH)
    assert core.lookup.by_name(draft(1).number or "").net == draft(1).net
    qtbot.waitUntil(lambda: screen.inside.tabs.rail.badge(at) == 1, timeout=ENOUGH)


def test_only_the_chosen_fields_are_taken(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    settling = tab.settling
    for row in settling.fields.rows:
        if row.path == "total":
            click(qtbot, row.take)
    assert settling.go.text() == "Take 1 field from the file"
    for row in settling.fields.rows:
        if row.path == "net":
            click(qtbot, row.take)
    assert not settling.go.isEnabled()


def test_ours_is_kept_and_the_file_attached(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    click(qtbot, tab.settling.ours)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(draft(1).number or "").net == draft(1).net
    assert len(core.originals.of(draft(1).number or "")) == 1


def test_what_is_missing_is_typed_and_entered_with_enter(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=without_day(3)))
    settling = tab.settling
    assert not settling.go.isEnabled()
    day = next(row for row in settling.fields.rows if row.path == "issued_on")
    assert day.message.text
    assert screen.window.focusWidget() is day.editor
    qtbot.keyClicks(day.editor, str(draft(3).issued_on))
    qtbot.waitUntil(settling.go.isEnabled, timeout=ENOUGH)
    qtbot.keyClick(day.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(draft(3).number or "").issued_on == draft(3).issued_on


def test_a_text_that_is_no_amount_is_said_and_stops_nothing_else(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=without_day(3)))
    net = next(row for row in tab.settling.fields.rows if row.path == "net")
    net.editor.setText("abc")
    assert not tab.settling.go.isEnabled()
    assert "abc" in tab.settling._said.text


def test_another_companys_invoice_is_discarded_with_a_reason_and_the_next_one_opens(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    ours = {f"ours{n}": as_xml(draft(n)) for n in range(10, 13)}
    files = {"a": as_xml(draft(2, buyer=OTHER)), "b": without_day(3)}
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", **files, **ours))
    qtbot.waitUntil(lambda: len(tab.queue.waiting) == 2, timeout=ENOUGH)
    first = tab.settling.opened.review.id  # type: ignore[union-attr]
    click(qtbot, tab.settling.discard)
    give_reason(tab, qtbot, "不是本公司的")
    qtbot.waitUntil(lambda: core.reviews.count() == 1, timeout=ENOUGH)
    qtbot.waitUntil(
        lambda: tab.settling.opened.review.id != first,  # type: ignore[union-attr]
        timeout=ENOUGH,
    )
    (settled,) = core.reviews.list(settled=True)
    assert settled.settled is not None
    assert (settled.settled.how, settled.settled.reason) == ("discard", "不是本公司的")


def test_a_candidate_is_chosen_and_gets_the_file(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    first = core.entry.add(draft(2, lines=()), EntryMethod.MANUAL)
    wrong = str(int(draft(2).number or "0") + 10**3)  # one digit typed wrongly
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", near=as_xml(draft(2, number=wrong))))
    settling = tab.settling
    assert settling.candidates.isVisible()
    assert not settling.same.isEnabled()
    settling.candidates.selectRow(0)
    qtbot.waitUntil(settling.same.isEnabled, timeout=ENOUGH)
    click(qtbot, settling.same)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert len(core.originals.of(first.key.name)) == 1
    assert core.lookup.find(Query()).total == 1


def test_a_scan_stands_beside_its_fields_as_a_page(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", scan=as_scan(draft(4))))
    paper = tab.settling.paper
    qtbot.waitUntil(lambda: not paper.view._image.isNull(), timeout=ENOUGH)
    assert paper.view.isVisible()
    copy = tmp_path / "copy.pdf"
    tab.settling.save_copy(str(copy))
    qtbot.waitUntil(copy.exists, timeout=ENOUGH)
    assert copy.read_bytes() == as_scan(draft(4))


def test_files_of_another_company_are_said_before_anything_is_written(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    folder = folder_of(tmp_path / "drop", a=as_xml(draft(2, buyer=OTHER)))
    assert drop(screen.window, urls(folder))
    qtbot.waitUntil(lambda: tab.findChild(WrongCompany) is not None, timeout=ENOUGH)
    asked = tab.findChild(WrongCompany)
    assert isinstance(asked, WrongCompany)
    assert (core.lookup.find(Query()).total, core.reviews.count()) == (0, 0)
    asked.reject()
    qtbot.waitUntil(lambda: not tab.runs.busy, timeout=ENOUGH)
    assert (core.lookup.find(Query()).total, core.reviews.count()) == (0, 0)
    assert "nothing was written" in tab.toast._text.text()


def test_they_are_imported_all_the_same_where_that_is_wanted(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    folder = folder_of(tmp_path / "drop", a=as_xml(draft(2, buyer=OTHER)))
    assert drop(screen.window, urls(folder))
    qtbot.waitUntil(lambda: tab.findChild(WrongCompany) is not None, timeout=ENOUGH)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        tab.findChild(WrongCompany).accept()  # type: ignore[union-attr]
    assert core.reviews.count() == 1


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


def test_a_workbook_shows_its_rows_and_one_that_is_unknown_is_asked_about(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    book = tmp_path / "notes.csv"
    book.write_text("甲,乙\n1,2\n", "utf-8")
    tab = imported(screen, qtbot, book)
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    asked = tab.findChild(KindAsked)
    assert isinstance(asked, KindAsked)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        asked.accept()
    assert len(tab.result.result.rows()) == 1  # type: ignore[union-attr]
    ledger = tmp_path / "ledger.xlsx"
    core.entry.add(draft(5), EntryMethod.MANUAL)
    core.exports.run(ledger, Query())
    tab = imported(screen, qtbot, ledger)
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    assert tab.findChild(RowsAsked) is not None


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


def test_what_is_entered_by_hand_has_its_page_beside_and_keeps_the_file(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = blank_page()
    archive = tmp_path / "post.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("in/page.pdf", page)
    tab = imported(screen, qtbot, archive)
    (row,) = tab.result.result.rows()  # type: ignore[union-attr]
    assert row.step.value == "enter"
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setenv("TMPDIR", str(passing))
    tab.do(row)
    entry = screen.entry
    qtbot.waitUntil(entry.beside.isVisible, timeout=ENOUGH)
    qtbot.waitUntil(lambda: not entry.beside.paper.view._image.isNull(), timeout=ENOUGH)
    assert screen.inside.tabs.currentWidget() is entry
    assert entry.beside.name.text() == "page.pdf"
    assert list(passing.iterdir()) == []  # nothing of it is written anywhere
    entry.pile.form.fill(draft(2))
    entry.pile.save()
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    assert not entry.beside.isVisible()
    (kept,) = core.originals.of(draft(2).number or "")
    assert (kept.file_name, core.originals.data(kept.id)) == ("page.pdf", page)


def test_a_page_that_is_put_away_is_not_kept_with_what_is_typed(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(blank_page())
    tab = imported(screen, qtbot, file)
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    entry = screen.entry
    qtbot.waitUntil(entry.beside.isVisible, timeout=ENOUGH)
    entry.pile.form.fill(draft(2))
    click(qtbot, entry.beside.close_button)
    assert not entry.beside.isVisible()
    entry.pile.save()
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    assert core.originals.of(draft(2).number or "") == ()


def test_a_file_that_is_gone_says_so_beside_the_form(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(blank_page())
    tab = imported(screen, qtbot, file)
    file.unlink()
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    qtbot.waitUntil(screen.entry.beside.paper.none.isVisible, timeout=ENOUGH)


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


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_everything_has_a_name_and_fits_into_a_small_window(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path, spoken: str
) -> None:
    shown = entering(lambda: core, spoken=spoken, size=(683, 384))
    tab = opened(shown, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    for part in (tab.settling, tab.result, tab.queue):
        assert nameless(part) == []
        assert without_words(part) == []
    least = shown.window.minimumSizeHint()
    assert (least.width() <= 683, least.height() <= 384) == (True, True), least
    shown.window.resize(1229, 657)
    qtbot.waitUntil(tab.settling.paper.isVisible, timeout=ENOUGH)
    least = shown.window.minimumSizeHint()
    assert (least.width() <= 1229, least.height() <= 657) == (True, True), least


def test_a_draft_keeps_what_nobody_typed_over() -> None:
    from gui.needs_look.fields import with_value

    before: Draft = draft(2)
    after = with_value(before, "buyer.name", "某公司")
    assert after == replace(before, buyer=replace(before.buyer, name="某公司"))


def test_a_locked_file_is_opened_with_its_password_and_a_wrong_one_is_said(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "locked.zip"
    file.write_bytes(locked_zip({"a.xml": as_xml(draft(2)), "b.xml": as_xml(draft(3))}, b"open"))
    tab = imported(screen, qtbot, file)
    for password, added in (("wrong", 0), ("open", 2)):
        first = tab.result.result.rows()[0]  # type: ignore[union-attr]
        assert first.step.value == "unlock"
        tab.do(first)
        asked = tab.findChildren(PasswordAsked)[-1]
        asked.password.setText(password)
        with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
            asked.accept()
        assert core.lookup.find(Query()).total == added
    assert {row[0] for row in words(tab)} == {"Added"}


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


def test_whoever_settles_is_not_led_away_by_an_import_that_ends(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        assert drop(screen.window, urls(folder_of(tmp_path / "more", a=as_xml(draft(3)))))
    assert tab.settling.isVisible()
    tops = [x for x in QApplication.topLevelWidgets() if x.isVisible() and x is not screen.window]
    assert tops == []
    assert "more: 1 new invoice" in tab.toast._text.text()
    qtbot.keyClick(tab.settling, Qt.Key.Key_Escape)
    qtbot.waitUntil(tab.result.isVisible, timeout=ENOUGH)
    assert [row[1] for row in words(tab)] == ["a.xml"]
