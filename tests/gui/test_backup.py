"""The backup page: what it says can be believed, and what it does can be undone."""

import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

import keyring
import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core, beijing_now
from core.domain.company import CompanyEntry
from core.domain.invoice import EntryMethod
from core.domain.query import Query
from core.files.qr.found import Code
from core.home import Home
from core.progress import Progress, Report
from core.secrets import Key, Keyring, MemoryKeys, recovery_code
from core.store.generations import read_current
from gui import theme
from gui.app import furnish
from gui.asking import Asking
from gui.backup.archiving import ArchiveDialog
from gui.backup.company import CompanyDialog, EntryDialog
from gui.backup.keeping import SheetAgain, SheetDialog
from gui.backup.restoring import RestoreDialog
from gui.backup.rules import RulesDialog
from gui.camera.panel import CameraPanel
from gui.desk import Alone
from gui.errors import NAME
from gui.inside import Inside
from gui.main_window import MainWindow
from gui.states import Mark
from gui.tabs.backup import BackupTab
from tests.gui.conftest import ENOUGH
from tests.gui.test_first_start import Held
from tests.invoices import draft
from tests.ledgers import COMPANY
from words import language

D = TypeVar("D", bound=QDialog)
BOTH = [language.CHINESE, language.ENGLISH]


class Own(NamedTuple):
    """A window with a ledger of the user's own, as the program opens it."""

    window: MainWindow

    @property
    def inside(self) -> Inside:
        assert self.window.inside is not None
        return self.window.inside

    @property
    def tab(self) -> BackupTab:
        return self.inside.tabs.made(BackupTab)

    @property
    def core(self) -> Core:
        return self.inside.desk.core

    def go(self) -> BackupTab:
        self.inside.tabs.setCurrentWidget(self.tab)
        return self.tab


Begin = Callable[..., Own]


@pytest.fixture
def begin(folder: Path, keys: MemoryKeys, qtbot: QtBot, qapp: QApplication) -> Iterator[Begin]:
    """Open the window at a real home, its key in a keyring of this test."""
    keyring.set_keyring(Held())
    opened: list[MainWindow] = []
    key_id = read_current(folder).key_id
    Keyring().put(key_id, keys.get(key_id))

    def open_window(
        *,
        spoken: str = language.ENGLISH,
        look: str = "light",
        size: tuple[int, int] = (1366, 768),
    ) -> Own:
        kept = settings.Settings(language=spoken, theme=look)
        theme.start(qapp, look)
        home = Home(folder)
        window = MainWindow(home.open, home.open, lambda: furnish(qapp, kept), home)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        opened.append(window)
        own = Own(window)
        qtbot.waitUntil(lambda: window.inside is not None, timeout=ENOUGH)
        return own

    yield open_window
    for window in opened:
        if window.isVisible():
            leave(qtbot, window)
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def leave(qtbot: QtBot, window: MainWindow) -> None:
    """Close the window as its user does, and wait for the last backup."""
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=ENOUGH)


def ready(qtbot: QtBot, own: Own) -> BackupTab:
    """Go to the page and wait until it says something."""
    qtbot.waitUntil(lambda: own.inside.desk.ready, timeout=ENOUGH)
    tab = own.go()
    qtbot.waitUntil(lambda: tab.view is not None, timeout=ENOUGH)
    return tab


def enter(own: Own, *numbers: int) -> None:
    for number in numbers:
        own.core.entry.add(draft(number), EntryMethod.SCAN)


def backed_up(qtbot: QtBot, tab: BackupTab, folder: Path) -> None:
    """Press the one button, to a first folder."""
    folder.mkdir(exist_ok=True)
    before = tab.view
    tab.making.start(folder)
    qtbot.waitUntil(lambda: not tab.making.busy and tab.view is not before, timeout=ENOUGH)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.newest is not None, timeout=ENOUGH)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def error_boxes() -> list[str]:
    return [w.text() for w in QApplication.topLevelWidgets() if w.objectName() == NAME]  # type: ignore[attr-defined]


def test_a_new_ledger_is_told_what_will_stand_here_and_asked_for_one_thing(
    begin: Begin, qtbot: QtBot
) -> None:
    tab = ready(qtbot, begin())
    assert tab.empty.isVisible()
    assert "first proven backup" in tab.empty.sentence.text()
    assert tab.first.isVisible()
    assert not tab.headline.isVisible()


def test_who_named_a_folder_at_the_first_start_needs_one_press(
    begin: Begin, qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "usb").mkdir()
    settings.save(folder, settings.Settings(backups=str(tmp_path / "usb")))
    tab = ready(qtbot, begin())
    assert tab.first.text() == "Back up now"
    tab.first.click()
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.newest is not None, timeout=ENOUGH)
    qtbot.waitUntil(tab.headline.isVisible, timeout=ENOUGH)


def test_one_button_makes_a_proven_backup_and_the_sentence_says_when(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1, 2)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert "is proven: it can be restored" in tab.headline.sentence.text()
    holds, where, _ = [line.text() for line in tab.headline.facts.values]
    assert holds.startswith("2 invoices · 0 originals")
    assert Path(where) == files(tmp_path / "usb")[0]
    assert tab.history.model.rowCount() == 1
    own.window.activateWindow()
    qtbot.waitUntil(own.window.isActiveWindow, timeout=ENOUGH)
    qtbot.keyClick(own.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.history.model.rowCount() == 2, timeout=ENOUGH)
    assert len(files(tmp_path / "usb")) == 2


def test_what_was_entered_since_is_counted(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert "Nothing was entered" in tab.headline.line.text()
    enter(own, 1, 2, 3)
    qtbot.waitUntil(lambda: "3 steps since then" in tab.headline.line.text(), timeout=ENOUGH)


def test_a_folder_that_vanished_is_said_calmly_and_nothing_is_lost(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    shutil.move(tmp_path / "usb", tmp_path / "pulled out")
    tab.make()
    qtbot.waitUntil(lambda: "None of the folders" in tab.toast._text.text(), timeout=ENOUGH)
    qtbot.waitUntil(lambda: "cannot be seen" in tab.headline.sentence.text(), timeout=ENOUGH)
    assert not error_boxes()
    assert [tab.history.model.index(0, at).data() for at in (0, 2)] == ["Out of sight", "By hand"]
    sign = own.inside.status.backup
    qtbot.waitUntil(lambda: "not there now" in sign.label.text(), timeout=ENOUGH)
    assert sign.mark is Mark.WAITING


def test_of_two_places_the_one_that_is_there_gets_its_backup(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "first")
    backed_up(qtbot, tab, tmp_path / "stick")
    shutil.move(tmp_path / "stick", tmp_path / "pulled out")
    enter(own, 1)
    tab.make()
    qtbot.waitUntil(lambda: "made up for later" in tab.toast._text.text(), timeout=ENOUGH)
    qtbot.waitUntil(lambda: tab.cards.second.what.text().startswith("Newest"), timeout=ENOUGH)
    assert "stick" in tab.cards.second.title.text()
    assert "Not plugged in" in tab.cards.second.accessibleDescription()
    qtbot.waitUntil(lambda: "is proven" in tab.headline.sentence.text(), timeout=ENOUGH)


def test_a_full_disk_is_said_with_what_to_do_and_leaves_nothing(
    begin: Begin, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    before, usage = files(tmp_path / "usb"), shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    tab.make()
    qtbot.waitUntil(lambda: bool(error_boxes()), timeout=ENOUGH)
    assert files(tmp_path / "usb") == before
    qtbot.waitUntil(lambda: "enough room" in tab.cards.automatic.line.text(), timeout=ENOUGH)
    assert own.inside.tabs.rail.badge(own.inside.tabs.indexOf(tab)) == 1
    assert "is proven" in tab.headline.sentence.text()


def test_a_cancelled_backup_leaves_no_half_file(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    before = files(tmp_path / "usb")
    tab.make()
    assert not tab.headline.make.isEnabled()
    tab.headline.progress.cancelled.emit()
    assert tab.headline.make.isEnabled()
    qtbot.waitUntil(lambda: own.inside.jobs._under_way == 0, timeout=ENOUGH)
    assert files(tmp_path / "usb") == before


def test_a_day_on_which_all_failed_stands_among_the_backups_with_its_reason(
    begin: Begin,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    keys: MemoryKeys,
) -> None:
    (tmp_path / "usb").mkdir()
    earlier = beijing_now() - timedelta(days=3)
    with closing(Core.open(folder, keys, now=lambda: earlier)) as core:
        core.automatic.add_folder(tmp_path / "usb")
        core.automatic.run_now()
    own = begin()
    tab = ready(qtbot, own)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    tab.make()
    qtbot.waitUntil(lambda: tab.history.model.rowCount() == 2, timeout=ENOUGH)
    cells = [tab.history.model.index(0, at).data() for at in (0, 1, 3, 6)]
    assert cells == ["Failed", "today", "—", "There was not enough room; nothing was begun"]
    assert "1 day failed" in tab.history.counted.text()


def test_days_without_a_backup_are_counted_and_ask_for_a_person(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert tab.view is not None
    late = replace(tab.view, state=replace(tab.view.state, days=9))
    tab._show(late)
    assert tab.headline.sentence.text() == "9 days without a proven backup"
    assert own.inside.tabs.rail.badge(own.inside.tabs.indexOf(tab)) == 1
    marks = []
    for days in (None, 7, 8):  # the line at the bottom says the same as the page
        own.inside.status.say_backup(days)
        marks.append(own.inside.status.backup.mark)
    assert marks == [Mark.WAITING, Mark.AGREES, Mark.LOOK]


def test_a_rehearsal_by_button_compares_every_record_and_leaves_nothing(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1, 2)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert tab.cards.rehearsal.what.text() == "Never rehearsed"
    tab.cards.rehearsal.link.click()
    qtbot.waitUntil(lambda: "passed" in tab.cards.rehearsal.what.text(), timeout=ENOUGH)
    assert "2 invoices" in tab.cards.rehearsal.line.text()
    assert own.core.lookup.find(Query(), 1).total == 2


def test_closing_the_window_backs_up_what_is_new(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    enter(own, 1)
    leave(qtbot, own.window)
    assert len(files(tmp_path / "usb")) == 2
    again = begin()
    tab = ready(qtbot, again)
    assert tab.view is not None
    assert tab.view.state.changes == 0
    leave(qtbot, again.window)
    assert len(files(tmp_path / "usb")) == 2


def test_the_rules_are_kept_and_their_folders_shown(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    tab.cards.automatic.link.click()
    (dialog,) = tab.findChildren(RulesDialog)
    dialog.at.setText("25:00")
    assert not dialog.go.isEnabled()
    dialog.at.setText("18：05")
    dialog.closing.setChecked(False)
    (tmp_path / "second").mkdir()
    dialog.add_folder(tmp_path / "second")
    qtbot.waitUntil(lambda: dialog.places.count() == 2, timeout=ENOUGH)
    dialog.add_folder(own.core.folder / "inside")
    qtbot.waitUntil(lambda: bool(dialog.message.text), timeout=ENOUGH)
    dialog.go.click()
    qtbot.waitUntil(lambda: tab.cards.automatic.what.text() == "Daily at 18:05", timeout=ENOUGH)
    assert "No backup there yet" in tab.cards.second.what.text()


@pytest.mark.parametrize("spoken", BOTH)
@pytest.mark.parametrize("size", [(1366, 688), (1229, 657), (683, 384)])
def test_the_page_fits_small_windows_in_both_languages(
    begin: Begin, qtbot: QtBot, tmp_path: Path, spoken: str, size: tuple[int, int]
) -> None:
    own = begin(spoken=spoken, size=size)
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert own.window.minimumSizeHint().width() <= 683
    assert own.window.minimumSizeHint().height() <= 384
    assert own.window.width() == size[0]
    tab.headline.undo.show()  # the widest that the row of buttons can become
    qtbot.waitUntil(lambda: tab.headline.width() <= tab.width() - 48, timeout=ENOUGH)
    assert all(label.text() for label in tab.cards.findChildren(QLabel))


def dialog_of(parent: QWidget, kind: type[D], qtbot: QtBot) -> D:
    """Wait for a dialog of this kind that is in sight."""

    def found() -> list[D]:
        return [each for each in parent.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=ENOUGH)
    return found()[0]


def look_at(qtbot: QtBot, own: Own, file: Path) -> RestoreDialog:
    """Choose a backup on the page and wait for what it holds."""
    own.tab.restoring.ask(file)
    dialog = dialog_of(own.tab, RestoreDialog, qtbot)
    qtbot.waitUntil(lambda: dialog.go.isEnabled() or dialog.code_row.isVisible(), timeout=ENOUGH)
    return dialog


def invoices(own: Own) -> int:
    return own.core.lookup.find(Query(), 1).total


def restored(qtbot: QtBot, own: Own, press: Callable[[], object]) -> BackupTab:
    """Press what closes the ledger, and wait until another one is open."""
    before = own.core
    press()
    qtbot.waitUntil(lambda: own.core is not before, timeout=ENOUGH)
    qtbot.waitUntil(own.inside.tabs.isVisible, timeout=ENOUGH)
    old = own.tab.view
    qtbot.waitUntil(lambda: own.tab.view is not old, timeout=ENOUGH)
    return own.tab


def test_a_backup_is_looked_at_before_anything_happens(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1)
    backed_up(qtbot, tab, tmp_path / "usb")
    enter(own, 2, 3)
    dialog = look_at(qtbot, own, files(tmp_path / "usb")[0])
    company, _, holds, *_ = [line.text() for line in dialog.facts.values]
    assert company.startswith(COMPANY.name)
    assert holds == "1 invoice · 0 originals"
    assert "2 invoices of now would be gone" in dialog.gone.text()
    dialog.reject()
    assert invoices(own) == 3


def test_a_restore_takes_the_ledger_back_and_one_button_undoes_it(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1)
    backed_up(qtbot, tab, tmp_path / "usb")
    file = files(tmp_path / "usb")[0]
    enter(own, 2, 3)
    dialog = look_at(qtbot, own, file)
    tab = restored(qtbot, own, dialog.go.click)
    assert invoices(own) == 1
    qtbot.waitUntil(tab.headline.undo.isVisible, timeout=ENOUGH)
    tab = restored(qtbot, own, tab.headline.undo.click)
    assert invoices(own) == 3
    qtbot.waitUntil(lambda: not tab.headline.undo.isVisible(), timeout=ENOUGH)
    enter(own, 4)  # the ledger is in use as before
    assert invoices(own) == 4


def test_a_backup_without_its_key_asks_for_the_code_and_says_what_is_wrong_with_one(
    begin: Begin, qtbot: QtBot, tmp_path: Path, core: Core, keys: MemoryKeys
) -> None:
    code = recovery_code(keys.get(core.key_id))
    core.close()
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1)
    backed_up(qtbot, tab, tmp_path / "usb")
    file = files(tmp_path / "usb")[0]
    keyring.set_keyring(Held())  # as on a new computer
    dialog = look_at(qtbot, own, file)
    assert not dialog.go.isEnabled()
    assert "does not have its key" in dialog.trouble.text()
    dialog.code_row.given.emit(recovery_code(Key.new()))
    qtbot.waitUntil(lambda: "belongs to another" in dialog.code_row.message.text(), timeout=ENOUGH)
    dialog.code_row.given.emit("0" * 56)
    qtbot.waitUntil(lambda: "not as on the sheet" in dialog.code_row.message.text(), timeout=ENOUGH)
    dialog.code_row.given.emit(code)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=ENOUGH)
    assert "1 invoice" in dialog.facts.values[2].text()


def test_a_file_that_is_no_backup_is_said_in_the_dialog(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    ready(qtbot, own)
    (tmp_path / "picture.piaohe").write_bytes(b"no backup" * 99)
    own.tab.restoring.ask(tmp_path / "picture.piaohe")
    dialog = dialog_of(own.tab, RestoreDialog, qtbot)
    qtbot.waitUntil(lambda: "Reading" not in dialog.trouble.text(), timeout=ENOUGH)
    assert not dialog.go.isEnabled()
    assert not error_boxes()


def test_a_damaged_ledger_leads_to_its_backup_and_is_whole_again(
    begin: Begin, qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1, 2)
    backed_up(qtbot, tab, tmp_path / "usb")
    leave(qtbot, own.window)
    (ledger,) = folder.glob("generations/*/ledger.db")
    ledger.write_bytes(ledger.read_bytes()[: ledger.stat().st_size // 3])
    again = begin()
    inside = again.inside
    qtbot.waitUntil(lambda: "damaged" in inside.__dict__, timeout=ENOUGH)
    damaged = inside.damaged
    qtbot.waitUntil(damaged.restore_button.isVisible, timeout=ENOUGH)
    assert "holds 2 invoices" in damaged.state.line.text()
    assert not error_boxes()
    damaged.restore_button.click()
    dialog = dialog_of(inside, RestoreDialog, qtbot)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=ENOUGH)
    dialog.go.click()
    qtbot.waitUntil(lambda: inside.desk.ready and inside.tabs.isVisible(), timeout=ENOUGH)
    assert invoices(again) == 2


def test_who_has_only_a_backup_begins_with_it(
    begin: Begin, qtbot: QtBot, tmp_path: Path, folder: Path, core: Core, keys: MemoryKeys
) -> None:
    code = recovery_code(keys.get(core.key_id))
    core.close()
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1, 2)
    backed_up(qtbot, tab, tmp_path / "usb")
    leave(qtbot, own.window)
    file = files(tmp_path / "usb")[-1]
    shutil.rmtree(folder)
    keyring.set_keyring(Held())
    again = begin()
    qtbot.waitUntil(lambda: again.inside.first_start is not None, timeout=ENOUGH)
    again.inside.restoring.ask(file)
    dialog = dialog_of(again.inside, RestoreDialog, qtbot)
    qtbot.waitUntil(dialog.code_row.isVisible, timeout=ENOUGH)
    dialog.code_row.given.emit(code)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=ENOUGH)
    dialog.go.click()
    qtbot.waitUntil(lambda: again.inside.desk.ready, timeout=ENOUGH)
    assert invoices(again) == 2


def test_the_sheet_is_proven_by_its_code_alone(
    begin: Begin, qtbot: QtBot, tmp_path: Path, core: Core, keys: MemoryKeys
) -> None:
    code = recovery_code(keys.get(core.key_id))
    core.close()
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert "Not yet proven" in tab.cards.sheet.what.text()
    tab.cards.sheet.link.click()
    dialog = dialog_of(tab, SheetDialog, qtbot)
    dialog.code_row.given.emit(recovery_code(Key.new()))
    qtbot.waitUntil(lambda: "belongs to another" in dialog.code_row.message.text(), timeout=ENOUGH)
    dialog.code_row.given.emit(code)
    qtbot.waitUntil(lambda: "with this code alone 1" in dialog.outcome.text, timeout=ENOUGH)
    assert not dialog.code_row.field.text()
    dialog.reject()
    qtbot.waitUntil(lambda: "Proven today" in tab.cards.sheet.what.text(), timeout=ENOUGH)


def test_the_sheet_comes_again_after_asking_who_is_there_and_is_asked_back(
    begin: Begin, qtbot: QtBot, core: Core, keys: MemoryKeys
) -> None:
    code = recovery_code(keys.get(core.key_id))
    core.close()
    own = begin()
    tab = ready(qtbot, own)
    tab.keeping.ask_who()
    dialog_of(tab, Asking, qtbot).go.click()
    dialog = dialog_of(tab, SheetAgain, qtbot)
    assert not dialog.go.isEnabled()
    groups = code.split("-")
    for number, field in zip(dialog.page._asked, dialog.page.fields, strict=True):
        field.setText(groups[number - 1])
    assert dialog.go.isEnabled()


@pytest.mark.parametrize("kept", [True, False])
def test_a_new_key_holds_once_its_sheet_is_kept_and_not_before(
    begin: Begin, qtbot: QtBot, tmp_path: Path, kept: bool
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, 1)
    backed_up(qtbot, tab, tmp_path / "usb")
    old = own.core.key_id
    tab.keeping.make_key()
    dialog = dialog_of(own.window, SheetAgain, qtbot)
    sheet = dialog.page._sheet
    assert sheet is not None
    if kept:
        for number, field in zip(dialog.page._asked, dialog.page.fields, strict=True):
            field.setText(sheet.groups[number - 1])
    before = own.core
    (dialog.go.click if kept else dialog.reject)()
    qtbot.waitUntil(lambda: own.core is not before, timeout=ENOUGH)
    assert (own.core.key_id != old) == kept
    assert invoices(own) == 1


def test_closing_the_window_over_a_new_sheet_leaves_the_old_key(begin: Begin, qtbot: QtBot) -> None:
    own = begin()
    tab = ready(qtbot, own)
    old = own.core.key_id
    tab.keeping.make_key()
    dialog_of(own.window, SheetAgain, qtbot)
    leave(qtbot, own.window)
    again = begin()
    ready(qtbot, again)
    assert again.core.key_id == old


@pytest.mark.parametrize("zipped", [False, True])
def test_an_archive_is_written_with_its_index_on_paper_and_says_that_it_is_open(
    begin: Begin, qtbot: QtBot, tmp_path: Path, zipped: bool
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    enter(own, *range(1, 60))
    tab.ask_archive()
    dialog = dialog_of(tab, ArchiveDialog, qtbot)
    assert "not encrypted" in dialog.open_word.text
    qtbot.waitUntil(dialog.go.isEnabled, timeout=ENOUGH)
    assert "59 invoices" in dialog.holds.text()
    dialog.zipped.setChecked(zipped)
    target = tmp_path / ("archive.zip" if zipped else "archive")
    dialog.write(target)
    qtbot.waitUntil(lambda: "59 invoices" in tab.toast._text.text(), timeout=ENOUGH)
    if zipped:
        with zipfile.ZipFile(target) as packed:
            (name,) = [x for x in packed.namelist() if x.endswith("index.pdf")]
            data = packed.read(name)
    else:
        data = (target / "index.pdf").read_bytes()
    pdf = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert COMPANY.name in text
    assert f"{draft(59).number}" in text.replace(" ", "")


def test_company_data_change_from_a_day_on_and_what_was_stays(begin: Begin, qtbot: QtBot) -> None:
    own = begin()
    tab = ready(qtbot, own)
    tab.ask_company()
    dialog = dialog_of(tab, CompanyDialog, qtbot)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=ENOUGH)
    dialog.go.click()
    entry = dialog_of(dialog, EntryDialog, qtbot)
    entry.name.setText("北京松果办公用品有限公司")
    entry.go.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2, timeout=ENOUGH)
    assert [dialog.model.index(row, 2).data() for row in (0, 1)] == [
        "北京松果办公用品有限公司",
        COMPANY.name,
    ]
    dialog.go.click()  # a second change on the same day has no day of its own
    entry = dialog_of(dialog, EntryDialog, qtbot)
    entry.since.setText("2020-01-01")
    entry.go.click()
    qtbot.waitUntil(lambda: bool(dialog.message.text), timeout=ENOUGH)
    assert dialog.model.rowCount() == 2


def test_a_missed_backup_is_made_at_the_next_start(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    ready(qtbot, own)
    (tmp_path / "usb").mkdir()
    own.core.automatic.add_folder(tmp_path / "usb")
    own.core.automatic.set_rules(replace(own.core.automatic.rules(), on_closing=False))
    leave(qtbot, own.window)
    assert not files(tmp_path / "usb")
    again = begin()
    tab = ready(qtbot, again)
    again.inside.clockwork.timer.timeout.emit()
    qtbot.waitUntil(lambda: len(files(tmp_path / "usb")) == 1, timeout=ENOUGH)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.newest is not None, timeout=ENOUGH)


def test_a_backup_by_itself_that_failed_shows_on_the_rail_from_any_screen(
    begin: Begin, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    rules = replace(own.core.automatic.rules(), after_changes=1)
    own.core.automatic.set_rules(rules)
    enter(own, 1)
    own.inside.tabs.setCurrentIndex(0)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    own.inside.clockwork.look()
    place = own.inside.tabs.indexOf(tab)
    qtbot.waitUntil(lambda: own.inside.tabs.rail.badge(place) == 1, timeout=ENOUGH)
    assert not error_boxes()


def test_the_backup_on_closing_can_be_skipped(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    enter(own, 1)
    own.window.close()
    own.inside.leaving.skip.click()
    assert not own.window.isVisible()
    assert all(file.suffix == ".piaohe" for file in files(tmp_path / "usb"))


def test_the_sheets_code_may_be_held_before_the_camera(
    begin: Begin, qtbot: QtBot, tmp_path: Path, core: Core, keys: MemoryKeys
) -> None:
    code = recovery_code(keys.get(core.key_id))
    core.close()
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    tab.keeping.open()
    dialog = dialog_of(tab, SheetDialog, qtbot)
    dialog.camera_button.click()
    (panel,) = dialog.findChildren(CameraPanel)
    panel.read.emit([Code(code, ((0, 0), (1, 0), (1, 1), (0, 1)))])
    qtbot.waitUntil(lambda: "with this code alone" in dialog.outcome.text, timeout=ENOUGH)
    assert not panel.isVisible()


@pytest.mark.parametrize("spoken", BOTH)
def test_what_stands_there_meanwhile_fits_the_smallest_window_and_can_be_cancelled(
    begin: Begin, qtbot: QtBot, spoken: str
) -> None:
    own = begin(spoken=spoken, size=(683, 384))
    ready(qtbot, own)
    enter(own, 1)
    before, stopped = own.core, threading.Event()

    def work(report: Report) -> object:
        try:
            while True:
                report(Progress("copy", 4_000, 12_000))
        finally:
            stopped.set()

    taken: list[object] = []
    own.inside.desk.alone_wanted.emit(Alone("x" * 20, "y" * 40, work, taken.append))
    apart = own.inside.apart
    qtbot.waitUntil(apart.progress.isVisible, timeout=ENOUGH)
    assert own.window.minimumSizeHint().width() <= 683
    apart.progress.cancel.click()
    qtbot.waitUntil(lambda: own.core is not before, timeout=ENOUGH)
    assert stopped.is_set()
    assert not taken
    assert invoices(own) == 1


@pytest.mark.parametrize("spoken", BOTH)
def test_every_question_fits_the_smallest_window(
    begin: Begin, qtbot: QtBot, tmp_path: Path, spoken: str
) -> None:
    own = begin(spoken=spoken, size=(683, 384))
    tab = ready(qtbot, own)
    enter(own, 1)
    backed_up(qtbot, tab, tmp_path / "usb")
    look_at(qtbot, own, files(tmp_path / "usb")[0])
    for open_one in (
        tab.ask_rules,
        tab.keeping.open,
        tab.keeping.ask_for_key,
        tab.keeping.print_again,
        tab.ask_archive,
        tab.ask_company,
    ):
        open_one()
    dialog_of(tab, SheetAgain, qtbot)
    EntryDialog(tab, "x", "x", CompanyEntry("x", "y"), date(2026, 1, 1), ends=True).open()
    questions = [each for each in tab.findChildren(Asking) if each.isVisible()]
    assert len(questions) == 8
    for each in questions:
        assert each.width() <= 683, each
        assert each.height() <= 384, each
        assert each.minimumSizeHint().height() <= 384, each
