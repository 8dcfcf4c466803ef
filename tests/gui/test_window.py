"""The window opens at once, whatever stands behind it."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.query import Query
from core.errors import (
    AppError,
    FolderInUse,
    KeyMissing,
    KeyringLocked,
    KeyWrong,
    LedgerDamaged,
    LedgerNewer,
    NoFolder,
)
from core.home import Home
from core.settings import Settings, save
from gui import theme
from gui.ahead import QUIET
from gui.app import run
from gui.importing.wanted import of_paths
from gui.main_window import MainWindow
from gui.tab import Tab
from gui.tabs import INCOMING, LOOKUP, REVIEW, TABS
from gui.tabs.incoming import IncomingTab
from gui.tabs.lookup import LookupTab
from gui.tabs.review import ReviewTab
from tests.data.invoice_files import as_xml
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.invoices import draft
from tests.ledgers import COMPANY
from words import language

SMALLEST = (1229, 657)
COMPACT = (683, 384)
BOTH = [language.CHINESE, language.ENGLISH]

FAILURES: list[tuple[AppError, str]] = [
    (NoFolder(folder="D:/books"), "no ledger yet"),
    (KeyMissing(key_id="1a2b"), "does not have the key"),
    (KeyringLocked(), "locked"),
    (KeyWrong(folder="D:/books"), "does not open"),
    (LedgerNewer(found="9", known="1"), "newer version"),
    (LedgerDamaged(folder="D:/books", what="header"), "damaged"),
    (FolderInUse(folder="D:/books"), "for itself"),
]


def failing(error: Exception) -> Callable[[], Core]:
    def open_core() -> Core:
        raise error

    return open_core


def test_the_window_bears_the_companys_name_and_has_its_tabs_at_the_side(
    core: Core, ready: Show
) -> None:
    shown = ready(lambda: core)
    assert shown.window.windowTitle() == f"{COMPANY.name} — Piaohe"
    assert shown.inside.status.company.text() == COMPANY.name
    tabs = shown.window.findChild(QTabWidget)
    assert tabs is not None
    assert tabs.tabPosition() == QTabWidget.TabPosition.West
    assert [tabs.tabText(at) for at in range(tabs.count())] == [
        *("Entry", "Import", "Look up", "Review", "Verify", "Overview", "Backup"),
    ]


@pytest.mark.parametrize(("error", "said"), FAILURES, ids=[e.code for e, _ in FAILURES])
def test_without_an_open_ledger_the_window_says_why_and_what_to_do(
    show: Show, qtbot: QtBot, error: AppError, said: str
) -> None:
    shown = show(failing(error))
    not_open = shown.inside.not_open
    qtbot.waitUntil(not_open.isVisible, timeout=ENOUGH)
    assert said in not_open._state.sentence.text()
    assert not_open._state.line.text()
    assert not_open.again_button.isVisible()
    assert not_open.demo_button.isVisible() == isinstance(error, NoFolder)
    assert not shown.inside.tabs.isVisible()


def test_trying_again_opens_what_has_come_right(core: Core, show: Show, qtbot: QtBot) -> None:
    locked = [True]

    def open_core() -> Core:
        if locked[0]:
            raise KeyringLocked()
        return core

    shown = show(open_core)
    qtbot.waitUntil(shown.inside.not_open.isVisible, timeout=ENOUGH)
    locked[0] = False
    qtbot.mouseClick(shown.inside.not_open.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shown.inside.tabs.isVisible, timeout=ENOUGH)
    assert shown.inside.status.company.text() == COMPANY.name


def test_who_has_no_ledger_can_look_around_in_sample_data(
    core: Core, show: Show, qtbot: QtBot
) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    shown = show(failing(NoFolder(folder="D:/books")), lambda: core)
    qtbot.waitUntil(shown.inside.not_open.isVisible, timeout=ENOUGH)
    qtbot.mouseClick(shown.inside.not_open.demo_button, Qt.MouseButton.LeftButton)
    shown.go_to(shown.tab)
    qtbot.waitUntil(lambda: shown.results.count.text() == "1 invoice", timeout=ENOUGH)
    assert shown.inside.status._sample.isVisible()
    assert not shown.window.has_own_ledger


def test_a_bug_while_opening_is_said_calmly_in_place_of_the_tabs(show: Show, qtbot: QtBot) -> None:
    shown = show(failing(RuntimeError("秘密")))
    not_open = shown.inside.not_open
    qtbot.waitUntil(not_open.isVisible, timeout=ENOUGH)
    assert "RuntimeError" in not_open._state.sentence.text()
    assert "秘密" not in not_open._state.sentence.text() + not_open._state.line.text()


def test_a_slow_opening_is_spoken_of(core: Core, show: Show, qtbot: QtBot) -> None:
    go = threading.Event()

    def open_core() -> Core:
        go.wait(60)
        return core

    shown = show(open_core)
    company = shown.inside.status.company
    qtbot.waitUntil(lambda: company.text() == "Opening the ledger…", timeout=ENOUGH)
    go.set()
    qtbot.waitUntil(lambda: company.text() == COMPANY.name, timeout=ENOUGH)


def test_closing_waits_for_what_is_being_saved(core: Core, ready: Show, qtbot: QtBot) -> None:
    shown = ready(lambda: core)
    saved: list[str] = []

    def save() -> None:
        time.sleep(0.1)
        saved.append("saved")

    shown.inside.jobs.run(shown.tab, lambda _: save(), lambda _: saved.append("told"))
    shown.window.close()
    assert saved == ["saved"]


def test_a_poll_that_fails_does_not_come_again_and_again(
    core: Core, ready: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ready(lambda: core)
    calls: list[int] = []

    def fails() -> frozenset[object]:
        calls.append(1)
        raise LedgerDamaged(folder="D:/books", what="header")

    monkeypatch.setattr(core, "poll", fails)
    shown.inside.poll()
    qtbot.waitUntil(lambda: not shown.inside._poll.isActive(), timeout=ENOUGH)
    assert calls == [1]


def test_the_status_line_says_how_old_the_last_proven_backup_is(
    core: Core, ready: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = ready(lambda: core)
    said = shown.inside.status.backup.label
    qtbot.waitUntil(lambda: said.text() == "No backup yet", timeout=ENOUGH)
    (tmp_path / "b").mkdir()
    core.backups.make(tmp_path / "b")
    qtbot.waitUntil(lambda: said.text() == "Last proven backup: today", timeout=ENOUGH)
    for days, words in ((1, "yesterday"), (12, "12 days ago")):
        shown.inside.status.say_backup(days)
        assert said.text() == f"Last proven backup: {words}"


def test_the_status_line_counts_what_waits_and_is_silent_when_nothing_does(
    core: Core, ready: Show
) -> None:
    status = ready(lambda: core).inside.status
    assert not status.waiting.isVisible()
    status.say_waiting(3)
    assert status.waiting.isVisible()
    assert status.waiting.label.text() == "3 wait for verification"
    status.say_waiting(0)
    assert not status.waiting.isVisible()


def end_when_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Close the window as soon as its ledger is open."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def look() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        for window in found:
            if window.isVisible() and window.inside is not None and window.inside.desk.ready:
                window.close()
                return
        QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def test_the_program_opens_its_window_and_keeps_its_place_when_it_ends(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_when_open(monkeypatch)
    save(core.folder, Settings(language="en", theme="light"))
    home, other = Home(core.folder), lambda: core
    backups = str(core.folder.parent / "b")
    QTimer.singleShot(0, lambda: save(core.folder, Settings(language="en", backups=backups)))
    assert run(lambda: core, other, home=home) == 0
    kept = home.settings()
    assert kept.window
    assert (kept.language, kept.backups) == ("en", backups)  # what was set meanwhile stays set


def test_sample_data_keep_no_settings(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    end_when_open(monkeypatch)

    def open_demo() -> Core:
        return core

    assert run(open_demo, open_demo, home=Home(core.folder)) == 0
    assert not (core.folder / "settings.json").exists()


def test_the_window_remembers_its_place(core: Core, ready: Show) -> None:
    shown = ready(lambda: core, size=(710, 555))
    assert shown.window.width() == 710
    place = shown.window.place()
    other = MainWindow(lambda: core, lambda: core, lambda: None)
    other.restore_place(place)
    assert (other.width(), other.height()) == (710, 555)
    other.restore_place("no place at all")
    assert (other.width(), other.height()) == (710, 555)


def shown_in(ready: Show, core: Core, spoken: str, size: tuple[int, int]) -> Shown:
    for n in range(3):
        core.entry.add(draft(n), EntryMethod.SCAN)
    return ready(lambda: core, spoken=spoken, size=size)


@pytest.mark.parametrize("spoken", BOTH)
def test_the_window_fits_a_small_notebook(core: Core, ready: Show, spoken: str) -> None:
    shown = shown_in(ready, core, spoken, SMALLEST)
    least = shown.window.minimumSizeHint()
    assert least.width() <= SMALLEST[0]
    assert least.height() <= SMALLEST[1]


@pytest.mark.parametrize("spoken", BOTH)
def test_the_window_fits_the_notebook_at_twice_the_scale(
    core: Core, ready: Show, spoken: str
) -> None:
    shown = shown_in(ready, core, spoken, COMPACT)
    least = shown.window.minimumSizeHint()
    assert least.width() <= COMPACT[0]
    assert least.height() <= COMPACT[1]
    assert (shown.window.width(), shown.window.height()) == COMPACT
    assert shown.inside.tabs.rail.compact


@pytest.mark.parametrize(("spoken", "size"), list(product(BOTH, (SMALLEST, COMPACT))))
def test_no_text_is_cut(core: Core, ready: Show, spoken: str, size: tuple[int, int]) -> None:
    shown = shown_in(ready, core, spoken, size)
    for widget in shown.window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton) and widget.text():
            needed = widget.minimumSizeHint().width()
            assert widget.width() >= needed, (widget.text(), widget.width(), needed)
    rail = shown.inside.tabs.rail
    for at in range(rail.count()):
        metrics = QFontMetrics(theme.font(12, bold=True))
        assert metrics.horizontalAdvance(rail.tabText(at)) <= rail.tabRect(at).width() - 4
    header = shown.results.table.horizontalHeader()
    for at in range(header.count()):
        title = header.model().headerData(at, Qt.Orientation.Horizontal)
        assert QFontMetrics(header.font()).horizontalAdvance(title) <= header.sectionSize(at) - 16


@pytest.mark.parametrize("spoken", BOTH)
def test_every_control_that_takes_the_keyboard_has_a_name(
    core: Core, ready: Show, spoken: str
) -> None:
    shown = shown_in(ready, core, spoken, SMALLEST)
    own = (QAbstractButton, QLineEdit)
    for widget in shown.window.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and (isinstance(widget, own) or widget is shown.results.table):
            assert widget.accessibleName(), widget
    assert shown.inside.tabs.rail.accessibleName()


def test_tab_leads_through_the_controls_and_back(core: Core, ready: Show, qtbot: QtBot) -> None:
    shown = shown_in(ready, core, language.ENGLISH, SMALLEST)
    shown.field.setFocus()
    seen = []
    for _ in range(30):  # all controls, and round again
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {shown.field, shown.tab.import_button, shown.results.table} <= set(seen)
    assert seen[0] in seen[1:] or QApplication.focusWidget() in seen


@pytest.mark.parametrize(("spoken", "look"), list(product(BOTH, ("light", "dark"))))
def test_the_window_paints_in_its_colours(core: Core, ready: Show, spoken: str, look: str) -> None:
    for n in range(3):
        core.entry.add(draft(n), EntryMethod.SCAN)
    shown = ready(lambda: core, spoken=spoken, look=look)
    worn = theme.DARK if look == "dark" else theme.LIGHT
    picture = shown.window.grab().toImage()
    assert picture.pixelColor(QPoint(40, 500)).name().upper() == worn.rail
    assert picture.pixelColor(QPoint(90, 730)).name().upper() == worn.canvas
    assert picture.pixelColor(QPoint(600, 500)).name().upper() == worn.surface


def test_the_theme_changes_under_an_open_window(
    core: Core, ready: Show, qapp: QApplication
) -> None:
    shown = shown_in(ready, core, language.ENGLISH, (1366, 768))
    theme.wear(qapp, theme.DARK)
    picture = shown.window.grab(QRect(0, 480, 100, 100)).toImage()
    assert picture.pixelColor(40, 20).name().upper() == theme.DARK.rail


def test_a_chosen_row_is_marked_and_a_row_under_the_mouse_too(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    shown = shown_in(ready, core, language.ENGLISH, (1366, 768))
    table = shown.results.table
    spot = table.visualRect(shown.results.model.index(1, 3)).center()
    qtbot.mouseMove(table.viewport(), spot)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert table.currentIndex().row() == 1
    picture = table.viewport().grab().toImage()
    inside = table.visualRect(shown.results.model.index(1, 4))
    colour = picture.pixelColor(inside.right() - 4, inside.top() + 4).name().upper()
    assert colour == theme.LIGHT.accent_soft
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))


def test_ten_thousand_strokes_of_the_brush_lose_no_reference(core: Core, ready: Show) -> None:
    """PySide6 6.12.0 loses one reference to None with every void call and kills Python 3.11."""
    shown = shown_in(ready, core, language.ENGLISH, (1366, 768))
    before = sys.getrefcount(None)
    for _ in range(10_000):
        shown.field.setModified(False)
    assert sys.getrefcount(None) > before - 1_000


def test_the_screens_come_without_what_a_job_brings() -> None:
    heavy = {"sqlalchemy", "xlsxwriter", "pyqtgraph", "requests", "lxml", "PIL", "numpy", "cv2"}
    script = (
        "import sys, gui.inside; [place.load() for place in gui.inside.TABS];"
        f"print(*({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_a_screen_is_made_when_it_is_wanted_and_hears_what_it_was_made_for(
    core: Core, show: Show, qtbot: QtBot
) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    shown = show(lambda: core)
    qtbot.waitUntil(lambda: shown.inside.desk.ready, timeout=ENOUGH)
    tabs = shown.inside.tabs
    assert LOOKUP in tabs.unmade()
    shown.inside.desk.look_up_wanted.emit(Query(text=draft(1).number or ""))
    assert isinstance(tabs.currentWidget(), LookupTab)
    assert tabs.currentIndex() == TABS.index(LOOKUP)
    assert tabs.tabText(tabs.currentIndex()) == "Look up"
    qtbot.waitUntil(lambda: shown.results.count.text() == "1 invoice", timeout=ENOUGH)
    assert shown.window.focusWidget() is shown.field
    tabs.setCurrentIndex(TABS.index(REVIEW))
    assert isinstance(tabs.currentWidget(), ReviewTab)
    qtbot.waitUntil(lambda: not tabs.unmade(), timeout=ENOUGH)
    made = [tabs.widget(at) for at in range(tabs.count())]
    assert [type(tab) for tab in made] == [place.load() for place in TABS]
    assert [tab.place for tab in made if isinstance(tab, Tab)] == list(TABS)
    assert isinstance(tabs.currentWidget(), ReviewTab)


def test_no_screen_is_made_while_somebody_types(core: Core, show: Show, qtbot: QtBot) -> None:
    shown = show(lambda: core)
    qtbot.waitUntil(lambda: shown.inside.desk.ready, timeout=ENOUGH)
    unmade = shown.inside.tabs.unmade
    before = unmade()
    typed = 0

    def type_on() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClick(shown.window.windowHandle(), Qt.Key.Key_Shift)

    typing = QTimer()
    typing.timeout.connect(type_on)
    typing.start(QUIET // 10)
    type_on()
    qtbot.waitUntil(lambda: typed == 30, timeout=ENOUGH)
    assert unmade() == before
    typing.stop()
    qtbot.waitUntil(lambda: not unmade(), timeout=ENOUGH)


def test_a_drop_before_the_import_was_looked_at_is_imported_once(
    core: Core, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "one.xml"
    file.write_bytes(as_xml(draft(1)))
    shown = show(lambda: core)
    qtbot.waitUntil(lambda: shown.inside.desk.ready, timeout=ENOUGH)
    assert INCOMING in shown.inside.tabs.unmade()
    shown.inside.desk.import_wanted.emit(of_paths([file]))
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    tab = shown.inside.tabs.made(IncomingTab)
    qtbot.waitUntil(tab.result.isVisible, timeout=ENOUGH)
    assert tab.result.model.rowCount() == 1
    assert tab.runs.waiting == 0


def test_ctrl_and_its_number_lead_to_each_screen(core: Core, ready: Show, qtbot: QtBot) -> None:
    shown = ready(lambda: core)
    tabs = shown.inside.tabs
    shown.window.activateWindow()
    for at in (*range(1, tabs.count()), 0):
        key = Qt.Key(Qt.Key.Key_1 + at)
        QTest.keyClick(shown.window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda at=at: tabs.currentIndex() == at, timeout=ENOUGH)  # type: ignore[misc]


class Painted(QObject):
    """Notes which parts of a window are painted."""

    def __init__(self, parts: list[QWidget]) -> None:
        super().__init__()
        self.names: list[str] = []
        for part in parts:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.names.append(watched.objectName())
        return False


def test_a_word_that_becomes_longer_paints_its_own_place_alone(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    shown = ready(lambda: core)
    tab = shown.inside.tabs.made(ReviewTab)
    shown.go_to(tab)
    qtbot.waitUntil(lambda: tab.loaded, timeout=ENOUGH)
    far, counts = QWidget(tab.stage.blank), tab.header.counts
    far.setObjectName("far")
    counts.setObjectName("counts")
    far.resize(8, 8)
    far.show()
    painted = Painted([far, counts])

    def alone() -> bool:
        """Say whether only its own place is painted; what else comes in paints, so again."""
        painted.names.clear()
        counts.say(f"{counts.text()} more")
        for _ in range(20):  # one parent after the other is told, each in a turn of its own
            QApplication.processEvents()
        return set(painted.names) == {"counts"}

    qtbot.waitUntil(alone, timeout=ENOUGH)
