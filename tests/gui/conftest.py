"""A window with a real ledger behind it, in the language and the theme that a test asks for."""

import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.settings import Settings
from gui import theme
from gui.app import furnish
from gui.desk import Desk
from gui.inside import Inside
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.tab import Tab
from gui.tabs.entry import EntryTab
from gui.tabs.lookup import LookupTab
from gui.tabs.results import Results
from words import language
from words.translate import tr

T = TypeVar("T", bound=Tab)

SAID_ANYWAY = (
    "This plugin does not support",
    "Couldn't (load|resolve)",  # what QtMultimedia looks for and can do without
    "No RHI backend",
)

ENOUGH = 30_000
"""Milliseconds that a slow machine under load may take for anything; nothing waits to its end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what a plugin without a screen says of itself: no size hints, no grabs."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*SAID_ANYWAY))


@dataclass
class Shown:
    """A window as a test looks at it."""

    window: MainWindow

    @property
    def inside(self) -> Inside:
        assert self.window.inside is not None
        return self.window.inside

    @property
    def entry(self) -> EntryTab:
        return self._tab(EntryTab)

    @property
    def tab(self) -> LookupTab:
        return self._tab(LookupTab)

    def go_to(self, tab: QWidget) -> None:
        self.inside.tabs.setCurrentWidget(tab)

    @property
    def results(self) -> Results:
        return self.tab.results

    @property
    def field(self) -> QLineEdit:
        """The search field; the window's own first field is the scan field."""
        return self.tab.field

    def _tab(self, kind: type[T]) -> T:
        return self.inside.tabs.made(kind)


Show = Callable[..., Shown]


class Hand(QtBot):
    """Clicks what a person could hit: a slow window shows a widget before it has given it room.

    It waits as long as a slow machine takes, where a test names no time.
    """

    def waitUntil(self, callback: Any, *, timeout: int = ENOUGH) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = ENOUGH) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitCallback(self, *, timeout: int = ENOUGH, raising: bool | None = None) -> Any:
        return super().waitCallback(timeout=timeout, raising=raising)

    def mouseClick(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        self.waitUntil(lambda: not args[0].rect().isEmpty(), timeout=ENOUGH)
        QTest.mouseClick(*args, **kwargs)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return Hand(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["piaohe", "-style", "fusion"]


@pytest.fixture(autouse=True)
def garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect on this thread alone, as the program does, and leave nothing to other tests."""
    gc.disable()
    yield
    if "qtbot" in request.fixturenames:
        gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def english(garbage: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin in English and in light colours, and leave no hook behind."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    language.install(language.ENGLISH)
    theme.start(qapp, "light")
    yield
    for window in QApplication.topLevelWidgets():
        window.close()


@pytest.fixture
def chinese(english: None) -> None:
    """Speak Chinese."""
    assert language.install(language.CHINESE) == language.CHINESE


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.finish()


@pytest.fixture
def desk(core: Core, jobs: Jobs) -> Desk:
    return Desk(core, jobs)


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Show]:
    """Open windows as the program does, and close them at the end."""
    opened: list[MainWindow] = []

    def open_window(
        open_core: Callable[[], Core],
        open_demo: Callable[[], Core] | None = None,
        *,
        spoken: str = language.ENGLISH,
        look: str = "light",
        size: tuple[int, int] = (1366, 768),
    ) -> Shown:
        settings = Settings(language=spoken, theme=look)
        theme.start(qapp, look)
        window = MainWindow(open_core, open_demo or open_core, lambda: furnish(qapp, settings))
        opened.append(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.inside is not None, timeout=ENOUGH)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)  # keys go to no other
        return Shown(window)

    yield open_window
    for window in opened:
        window.close()
        window.deleteLater()  # else each later change of theme dresses it once more
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def ready(qtbot: QtBot, show: Show) -> Show:
    """Open a window at its search and wait until the first answer is there."""

    def open_and_wait(*args: object, **options: object) -> Shown:
        shown = show(*args, **options)
        shown.go_to(shown.tab)
        shown.field.setFocus()
        said = shown.results.count
        qtbot.waitUntil(lambda: said.text() not in ("", tr("Searching…")), timeout=ENOUGH)
        return shown

    return open_and_wait


@pytest.fixture
def entering(qtbot: QtBot, show: Show) -> Show:
    """Open a window that makes no sound at its first screen, and wait for the entry list."""

    def open_and_wait(*args: object, **options: object) -> Shown:
        shown = show(*args, **options)
        shown.entry.pile.sounds.player = lambda _: None
        qtbot.waitUntil(lambda: shown.entry.pile.recent.loaded, timeout=ENOUGH)
        qtbot.waitUntil(lambda: shown.entry.pile.keeping.ready, timeout=ENOUGH)
        return shown

    return open_and_wait


@pytest.fixture
def screen(core: Core, entering: Show) -> Shown:
    """A window at its entry list."""
    return entering(lambda: core)
