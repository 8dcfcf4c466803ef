"""Imports FOLDER/drop as a job beside a running event loop, and prints how long that waited.

Its readers load this module anew, as they load main.py in the program: nothing stands at its top.
"""

import os
import sys
import threading
import time
from pathlib import Path

EVERY = 5
"""Milliseconds between two looks of the timer."""


def bring_in(place: Path) -> None:
    """Import once, and print the longest waits of the window's thread."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from core.app import Core, create_folder
    from core.domain.company import Company
    from core.secrets import MemoryKeys
    from gui.app import SWITCH_EVERY
    from gui.garbage import Garbage
    from gui.jobs import Jobs

    sys.setswitchinterval(SWITCH_EVERY)  # as the window does, and the next
    app = QApplication(["bench", "-platform", "offscreen"])
    garbage = Garbage(app)
    keys, jobs, waits, less = MemoryKeys(), Jobs(), list[float](), list[float]()
    company = Company("北京松果文具有限公司", "91110105MA01F1CT48")
    create_folder(place / "ledger", company, keys)
    core = Core.open(place / "ledger", keys)
    last, before = time.perf_counter(), _queued()

    def look() -> None:
        nonlocal last, before
        now, then = time.perf_counter(), _queued()
        waits.append((now - last) * 1000 - EVERY)
        less.append(waits[-1] - (then - before))
        last, before = now, then

    def end(done: object) -> None:
        app.quit()
        print(f"{len(done.files):,} results in {done.seconds:.1f} s; ", end="")  # type: ignore[attr-defined]

    timer = QTimer(interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(look)
    for name, work in (
        ("nothing", lambda report: time.sleep(5)),
        ("import", lambda report: core.imports.run([place / "drop"], report=report)),
    ):
        waits.clear()
        less.clear()
        last, before = time.perf_counter(), _queued()
        timer.start()
        jobs.run(app, work, end if name == "import" else lambda _: app.quit())
        app.exec()
        timer.stop()
        waits.sort()
        print(
            f"event loop beside {name}: longest wait {waits[-1]:.0f} ms, then "
            f"{waits[-2]:.0f} and {waits[-3]:.0f}, median {waits[len(waits) // 2]:.1f}, "
            f"{sum(x > 50 for x in waits)} above 50 ms of {len(waits):,} looks; "
            f"without the system's own queue {max(less):.0f} ms; load {_load():.1f}",
            flush=True,
        )
    jobs.finish()
    garbage.deleteLater()
    core.close()


def _queued() -> float:
    """For how long (ms) this thread was ready and had no processor; 0 where no one says."""
    told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return int(told.read_text().split()[1]) / 1e6 if told.exists() else 0.0


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


if __name__ == "__main__":
    bring_in(Path(sys.argv[1]))
