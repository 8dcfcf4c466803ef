"""One window on a ledger, driven from within: prints what took how many milliseconds.

lookup_child.py FOLDER [soon]; the key of the ledger comes on standard input. `soon` goes to the
lookup and types as soon as a hand can, while other screens are still to be made.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psutil
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.app import Core
from core.domain.query import Query
from core.secrets import Key, MemoryKeys
from core.settings import Settings
from gui.app import application, furnish
from gui.main_window import MainWindow
from gui.rail import Tabs
from gui.tables import PAGE
from gui.tabs import LOOKUP, TABS
from gui.tabs.lookup import LookupTab

WORDS = ("2611", "99", "12.5", "500..600", "2024Q1", "26112000", "30000", "7788")


class Loop:
    """Turns the event loop and notes the longest turn."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.busiest = 0.0

    def until(self, condition: Callable[[], bool]) -> float:
        """Turn until it holds; milliseconds."""
        began = time.perf_counter()
        while not condition():
            turn, busy = time.perf_counter(), time.thread_time()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self.longest = max(self.longest, (time.perf_counter() - turn) * 1000)
            self.busiest = max(self.busiest, (time.thread_time() - busy) * 1000)
            time.sleep(0.0005)
            if time.perf_counter() - began > 60:
                raise TimeoutError
        return (time.perf_counter() - began) * 1000

    def rest(self, seconds: float) -> None:
        """Let it be for a while."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)


def main(folder: Path, *, soon: bool) -> None:
    """Open, go to the lookup, type, jump."""
    key = Key(bytes.fromhex(sys.stdin.readline().strip()))
    settings = Settings(language="zh_CN", theme="light")
    app = application(settings)

    def open_core() -> Core:
        return Core.open(folder, MemoryKeys(any_id=key))

    window = MainWindow(open_core, open_core, lambda: furnish(app, settings))
    window.resize(1366, 768)
    window.show()
    loop = Loop()
    loop.until(lambda: window.inside is not None and window.inside.desk.ready)
    inside = window.inside
    assert inside is not None
    if soon:
        loop.rest(0.3)  # no hand is quicker
        drive_soon(loop, inside.tabs)
        window.close()
        return
    loop.until(lambda: not inside.tabs.unmade())  # one by one, some seconds after the opening
    loop.rest(2.0)
    loop.longest = loop.busiest = 0.0
    tab = inside.tabs.made(LookupTab)
    drive(loop, tab, lambda: inside.tabs.setCurrentWidget(tab))
    say("longest wait", loop.longest)
    say("longest wait, CPU", loop.busiest)
    say("peak MB", psutil.Process().memory_info().rss / 1e6)
    window.close()


def drive_soon(loop: Loop, tabs: Tabs) -> None:
    """Go to the lookup by its key and type at once."""
    at = TABS.index(LOOKUP)
    began = time.perf_counter()
    key = getattr(Qt.Key, f"Key_{at + 1}")
    QTest.keyClick(tabs.window().windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    loop.until(lambda: LOOKUP not in tabs.unmade())
    tab, answers = tabs.made(LookupTab), list[None]()
    tab.results.searched.connect(lambda: answers.append(None))

    def painted() -> bool:
        tab.results.table.viewport().repaint()
        return True

    loop.until(lambda: (bool(answers) or tab.results.total > 0) and painted())
    say("first paint, soon", (time.perf_counter() - began) * 1000)
    for word in WORDS[:4]:
        type_word(loop, tab, word, answers, painted, "keystroke, soon")


def drive(loop: Loop, tab: LookupTab, go: Callable[[], None]) -> None:
    """Measure one after the other."""
    results = tab.results
    lookup = tab.desk.core.lookup
    answers: list[None] = []
    results.searched.connect(lambda: answers.append(None))

    def painted() -> bool:
        results.table.viewport().repaint()
        return True

    began, worked = time.perf_counter(), time.process_time()
    go()
    loop.until(lambda: bool(answers) and painted())
    say("first paint", (time.perf_counter() - began) * 1000)
    say("first paint, CPU", (time.process_time() - worked) * 1000)
    floor = time.perf_counter()
    lookup.find(Query(), PAGE)
    say("the service: first page", (time.perf_counter() - floor) * 1000)
    loop.rest(1.5)
    for word in WORDS:
        type_word(loop, tab, word, answers, painted)
    tab.field.setFocus()
    tab.field.clear()
    loop.rest(1.0)
    results.table.setFocus()
    began, worked = time.perf_counter(), time.process_time()
    QTest.keyClick(results.table, Qt.Key.Key_End)
    last = results.total - 1
    loop.until(lambda: results.model.known(last) is not None and painted())
    say("jump to the end", (time.perf_counter() - began) * 1000)
    say("jump to the end, CPU", (time.process_time() - worked) * 1000)
    loop.rest(1.0)


def type_word(
    loop: Loop,
    tab: LookupTab,
    word: str,
    answers: list[None],
    painted: Callable[[], bool],
    name: str = "keystroke",
) -> None:
    """Type a word key by key, each until its rows are painted."""
    tab.field.clear()
    loop.rest(0.7)
    for char in word:
        answers.clear()
        began, worked = time.perf_counter(), time.process_time()
        key = Qt.Key(ord(char.upper()))
        QTest.keyClick(tab.window().windowHandle(), key)  # as a hand does: all may see it
        loop.until(lambda: bool(answers) and painted())
        say(name, (time.perf_counter() - began) * 1000)
        say(f"{name}, CPU", (time.process_time() - worked) * 1000)
        loop.rest(0.15)


def say(name: str, value: float) -> None:
    """Print a figure at once."""
    print(name, round(value, 1), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), soon="soon" in sys.argv[2:])
