"""How long a key takes in the entry form, from its event to the painted letter.

`ours`: the whole entry screen, with its checks, its lists of parties, its looks into the ledger and
its keeping of what is typed under way on threads. `floor`: a bare QLineEdit in a bare window, the
same keys in the same run. Without a screen; what a compositor adds is the same for both.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from core.app import Core
from core.secrets import MemoryKeys
from core.settings import Settings
from gui.app import application, furnish
from gui.desk import Desk
from gui.entry.form import EntryForm
from gui.jobs import Jobs
from gui.tabs.entry import EntryTab
from tests.bench.ledgers import ledger

LIMIT = 16
ROUNDS = 4
PAUSES = (30, 60, 90, 120, 250)
"""Milliseconds between two keys, as hands have them: answers come in between and under a key."""

TYPED = {
    "number": "26312000000148273905",
    "issued_on": "0301",
    "seller.name": "北京云杉科技",
    "seller.tax_id": "91110108000000000X",
    "net": "120*3+5.5",
    "rate": "13",
    "total": "1234.56",
    "remark": "合同00042号",
}


def run(sizes: Sequence[int]) -> None:
    """Print the figures on ledgers of these sizes."""
    settings = Settings(language="zh_CN", theme="light")
    app = application(settings)
    furnish(app, settings)
    for size in sizes:
        folder, key = ledger(size)
        core, jobs = Core.open(folder, MemoryKeys(any_id=key)), Jobs()
        tab = EntryTab(Desk(core, jobs), QLineEdit())
        (form,) = tab.findChildren(EntryForm)
        window, bare = _shown(tab), QLineEdit()
        other = _shown(bare)
        print(f"keys on {size:,} invoices, ms a key (limit {LIMIT})")
        for path, text in TYPED.items():
            keys = list(islice(cycle(text), max(len(text), 8) * ROUNDS))
            floor = _typed(bare, keys, len(text), bare.clear)
            ours = _typed(form.face.fields[path], keys, len(text), form.clear)
            _say(path, ours, floor)
        for each in (window, other):
            each.close()
        jobs.finish()
        core.close()


def _shown(inside: QWidget) -> QMainWindow:
    window, middle = QMainWindow(), QWidget()
    box = QVBoxLayout(middle)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(inside)
    window.setCentralWidget(middle)
    window.resize(1366, 720)
    window.show()
    return window


def _typed(
    field: QLineEdit, keys: list[str], length: int, clear: Callable[[], None]
) -> list[float]:
    """Type the keys, emptying all after every `length`; give what each took in ms."""
    field.window().activateWindow()
    took = []
    for at, sign in enumerate(keys):
        if at % length == 0:
            clear()
            field.setFocus()
            QTest.qWait(150)
        began = time.perf_counter_ns()
        _press(field, sign)
        QApplication.processEvents()
        took.append((time.perf_counter_ns() - began) / 1e6)
        QTest.qWait(PAUSES[at % len(PAUSES)])
    return took


def _press(field: QLineEdit, sign: str) -> None:
    if not sign.isascii():
        event = QInputMethodEvent()
        event.setCommitString(sign)
        QApplication.sendEvent(field, event)
        return
    target = QApplication.activePopupWidget() or field
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        modifiers = QApplication.keyboardModifiers()
        QApplication.sendEvent(target, QKeyEvent(kind, ord(sign.upper()), modifiers, sign))


def _say(path: str, ours: list[float], floor: list[float]) -> None:
    middle, late = _percentiles(ours)
    bare, bare_late = _percentiles(floor)
    over = "" if max(ours) <= LIMIT else "  OVER"
    print(
        f"  {path:<14} p50 {middle:5.2f}  p95 {late:5.2f}  max {max(ours):5.2f}"
        f"   floor {bare:5.2f} {bare_late:5.2f} {max(floor):5.2f}{over}",
        flush=True,
    )


def _percentiles(took: list[float]) -> tuple[float, float]:
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


if __name__ == "__main__":
    run([100_000])
