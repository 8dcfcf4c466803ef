"""Widgets die on the window's thread, whoever held them last."""

import gc
import threading
import weakref
from functools import partial

from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.progress import Report
from gui.garbage import Garbage, collect
from gui.jobs import Jobs


def test_what_a_thread_makes_is_never_collected_there(qapp: QApplication) -> None:
    home, died_on = threading.get_ident(), []

    class Ring:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            died_on.append(threading.get_ident())

    parent = QObject()
    Garbage(parent)
    Ring()
    thread = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    thread.start()
    thread.join()
    assert died_on == []
    gc.collect()
    assert died_on == [home]
    gc.unfreeze()


def test_collecting_follows_pythons_own_thresholds() -> None:
    gc.collect()
    held: list[list[int]] = [[] for _ in range(gc.get_threshold()[0] + 100)]
    collect()
    assert gc.get_count()[0] < len(held)


def test_the_thread_of_a_job_never_has_the_last_hold_of_its_owner(qtbot: QtBot, jobs: Jobs) -> None:
    died_on: list[QThread] = []

    def work(_: Report) -> None:
        return None

    def take(held: QWidget, result: None) -> None:
        del held, result

    for _ in range(200):
        owner = QWidget()
        owner.destroyed.connect(lambda: died_on.append(QThread.currentThread()))
        jobs.run(owner, work, partial(take, owner))
        del owner
    jobs._pool.waitForDone()
    qtbot.waitUntil(lambda: len(died_on) == 200, timeout=10_000)
    assert {thread is jobs.thread() for thread in died_on} == {True}


def test_a_ring_that_was_kept_with_many_values_goes_when_nobody_is_at_the_window(
    qapp: QApplication,
) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    garbage.hold()
    ring = Ring()
    ring.other = ring
    seen = weakref.ref(ring)
    garbage.keep()
    del ring
    gc.collect()
    assert seen() is not None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert seen() is None
    gc.unfreeze()


class Ring:
    """Holds itself."""

    other: object = None
