"""Looking up, driven as a bookkeeper does, on a real ledger."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Entered, EntryMethod, Party
from core.domain.query import Query
from core.domain.topic import Topic
from core.secrets import MemoryKeys
from gui.importing.result import Part
from gui.tables import PAGE
from gui.tabs.incoming import IncomingTab
from gui.tabs.results import Results
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.invoices import draft
from tests.ledgers import NOW


def fill(core: Core, count: int, begin: int = 0) -> None:
    """Enter so many invoices in one step."""
    drafts = [draft(n).complete() for n in range(begin, begin + count)]
    with core._ledger.store.writing() as work:
        entered = Entered(EntryMethod.SCAN, "tester", NOW)
        work.invoices.add([replace(each, entered=entered) for each in drafts])
        work.record("import", None, Topic.INVOICES, count=count)


def type_in(shown: Shown, text: str) -> None:
    """Commit a text as an input method does: a test's keys know no Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(shown.field, event)


def row(results: Results, number: int) -> list[str]:
    model = results.model
    return [model.index(number, at).data() for at in range(model.columnCount())]


def said(qtbot: QtBot, shown: Shown, text: str) -> None:
    qtbot.waitUntil(lambda: shown.results.count.text() == text, timeout=ENOUGH)


def test_all_invoices_stand_there_at_once_newest_first(core: Core, ready: Show) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    assert shown.results.count.text() == "12 invoices"
    first = row(shown.results, 0)
    assert first[0] == "Entered"
    assert first[1] == "2026-01-12"
    assert first[2] == "26112000000000000011"
    assert first[5] == "125.43"


def test_typing_finds_without_pressing_anything(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 30)
    shown = ready(lambda: core)
    type_in(shown, "青禾")
    said(qtbot, shown, "10 invoices")
    assert {row(shown.results, n)[3] for n in range(10)} == {"上海青禾餐饮有限公司"}
    qtbot.keyClick(shown.field, Qt.Key.Key_Escape)
    assert shown.field.text() == ""
    said(qtbot, shown, "30 invoices")


def test_ctrl_k_leads_to_the_field_from_the_table(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    shown.results.table.setFocus()
    qtbot.keyClick(shown.results.table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shown.field.hasFocus)


def test_a_word_that_nothing_holds_says_so_and_offers_to_go_back(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    type_in(shown, "银河")
    qtbot.waitUntil(shown.results.no_hit.isVisible, timeout=ENOUGH)
    assert "银河" in shown.results.no_hit.sentence.text()
    qtbot.mouseClick(shown.results.clear_search, Qt.MouseButton.LeftButton)
    said(qtbot, shown, "3 invoices")
    assert shown.results.table.isVisible()


def test_an_older_answer_never_overtakes_a_newer_one(
    core: Core, ready: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(core, 30)
    shown = ready(lambda: core)
    find, begun, go = core.lookup.find, threading.Event(), threading.Event()

    def slow_for_one(query: Query, *rest: Any) -> object:
        if query.text == "云杉":
            begun.set()
            go.wait(60)
        return find(query, *rest)

    monkeypatch.setattr(core.lookup, "find", slow_for_one)
    shown.field.setText("云杉")
    qtbot.waitUntil(begun.is_set, timeout=ENOUGH)
    shown.field.setText("木棉 铅笔2")
    said(qtbot, shown, "2 invoices")
    go.set()
    shown.inside.jobs._pool.waitForDone()
    QApplication.processEvents()
    assert shown.results.count.text() == "2 invoices"


def test_what_is_entered_elsewhere_appears_by_itself(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 5)
    shown = ready(lambda: core)
    threading.Thread(target=lambda: core.entry.add(draft(400), EntryMethod.SCAN)).start()
    said(qtbot, shown, "6 invoices")


def test_what_another_program_wrote_appears_too(
    core: Core, folder: Path, keys: MemoryKeys, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 5)
    shown = ready(lambda: core)
    other = Core.open(folder, keys)
    other.entry.add(draft(400), EntryMethod.SCAN)
    other.close()
    said(qtbot, shown, "6 invoices")


def test_scrolling_far_down_fetches_what_is_in_sight(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3 * PAGE)
    shown = ready(lambda: core)
    shown.results.table.scrollToBottom()
    last = 3 * PAGE - 1
    qtbot.waitUntil(lambda: shown.results.model.value(last) is not None, timeout=ENOUGH)
    assert row(shown.results, last)[1] == "2026-01-01"


def test_news_leave_the_place_in_the_table(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 2 * PAGE)
    shown = ready(lambda: core)
    table = shown.results.table
    table.scrollToBottom()
    place = table.verticalScrollBar().value()
    core.entry.add(draft(400), EntryMethod.SCAN)
    said(qtbot, shown, f"{2 * PAGE + 1} invoices")
    assert table.verticalScrollBar().value() == place


def test_a_copied_row_holds_its_number_whole(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 2)
    shown = ready(lambda: core)
    table = shown.results.table
    spot = table.visualRect(shown.results.model.index(1, 3)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "26112000000000000000\t" in QGuiApplication.clipboard().text()


def test_an_empty_ledger_says_what_will_stand_there_and_offers_one_thing(
    core: Core, ready: Show
) -> None:
    shown = ready(lambda: core)
    assert shown.results.empty.isVisible()
    assert shown.results.first_import.isVisible()
    assert not shown.tab.import_button.isVisible()
    assert shown.results.first_import.hasFocus()


def test_what_was_typed_before_the_ledger_was_open_is_searched_for(
    core: Core, show: Show, qtbot: QtBot
) -> None:
    fill(core, 30)
    go = threading.Event()

    def slowly() -> Core:
        go.wait(60)
        return core

    shown = show(slowly)
    shown.go_to(shown.tab)
    shown.field.setFocus()
    type_in(shown, "木棉 铅笔2")
    go.set()
    said(qtbot, shown, "2 invoices")
    assert shown.field.hasFocus()


def choose(qtbot: QtBot, tab: QWidget, file: Path) -> None:
    """Choose a file in the dialog that is open."""

    def dialogs() -> list[QFileDialog]:
        return [d for d in tab.findChildren(QFileDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=ENOUGH)
    dialog = dialogs()[0]
    dialog.setDirectory(str(file.parent))
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(file.name)
    dialog.accept()


@pytest.fixture
def exported(core: Core, folder: Path, keys: MemoryKeys, tmp_path: Path) -> Callable[[int], Path]:
    """Write a workbook through a second ledger, so that this one stays empty."""

    def write(count: int) -> Path:
        other_folder = Path(shutil.copytree(folder, tmp_path / "other"))
        other = Core.open(other_folder, keys)
        fill(other, count)
        file = tmp_path / "台账.xlsx"
        other.exports.run(file, Query())
        other.close()
        return file

    return write


def test_an_empty_ledger_leads_to_the_import_and_its_invoices_are_there(
    core: Core, ready: Show, qtbot: QtBot, exported: Callable[[int], Path]
) -> None:
    file = exported(25)
    shown = ready(lambda: core)
    tab = shown.inside.tabs.made(IncomingTab)
    qtbot.mouseClick(shown.results.first_import, Qt.MouseButton.LeftButton)
    choose(qtbot, tab, file)
    qtbot.waitUntil(tab.result.isVisible, timeout=ENOUGH)
    assert tab.result.tiles.tile(Part.ADDED).accessibleName() == "Added 25"
    shown.go_to(shown.tab)
    said(qtbot, shown, "25 invoices")


def test_an_invoice_without_parties_shows_dashes(core: Core, ready: Show) -> None:
    core.entry.add(draft(1, seller=Party(), tax=None, total=None), EntryMethod.MANUAL)
    shown = ready(lambda: core)
    cells = row(shown.results, 0)
    assert cells[3] == "—"
    assert cells[4:6] == ["—", "—"]
