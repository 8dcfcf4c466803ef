"""The backup page: what it says can be believed, and what it does can be undone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import keyring
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.query import Query
from core.home import Home
from core.secrets import Keyring, MemoryKeys
from gui import theme
from gui.app import furnish
from gui.errors import NAME
from gui.inside import Inside
from gui.main_window import MainWindow
from gui.tabs.backup import BackupTab
from tests.gui.conftest import ENOUGH
from tests.gui.test_first_start import Held
from tests.invoices import draft
from words import language

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
        return self.inside.tabs.findChildren(BackupTab)[0]

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
    key_id = Core.open(folder, keys).key_id
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
    assert tab.history.model.index(0, 0).data() == "Out of sight"


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
    assert "is proven" in tab.headline.sentence.text()


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


def test_days_without_a_backup_are_counted_and_ask_for_a_person(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    own = begin()
    tab = ready(qtbot, own)
    backed_up(qtbot, tab, tmp_path / "usb")
    assert tab.view is not None
    from dataclasses import replace

    late = replace(tab.view, state=replace(tab.view.state, days=9))
    tab._show(late)
    assert tab.headline.sentence.text() == "9 days without a proven backup"
    assert own.inside.tabs.rail.badge(own.inside.tabs.indexOf(tab)) == 1


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
    from gui.backup.rules import RulesDialog

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
    for button in (tab.headline.make, tab.headline.restore, tab.headline.more):
        right = button.mapTo(tab, button.rect().topRight()).x()
        assert right < tab.width()
    assert all(label.text() for label in tab.cards.findChildren(QLabel))
