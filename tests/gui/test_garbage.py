"""Widgets die on the window's thread, whoever held them last."""

import gc
import threading
import weakref
from functools import partial

from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.progress import Report
from gui.garbage import YOUNG, Garbage
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


def test_a_look_is_small_and_the_next_one_comes_soon(qtbot: QtBot) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    sizes = list[int]()

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "stop":
            sizes.append(told["collected"])

    gc.collect()
    gc.callbacks.append(note)
    for _ in range(10):
        before = len(sizes)
        for _ in range(YOUNG + 100):
            ring: list[object] = []
            ring.append(ring)
        qtbot.waitUntil(partial(_grew, sizes, before), timeout=30_000)
    gc.callbacks.remove(note)
    assert sum(sizes) >= 10 * YOUNG
    assert max(sizes) < 2 * YOUNG
    assert not garbage.collect()  # little is new
    gc.unfreeze()


def test_what_stayed_is_looked_at_again_when_it_has_grown(qapp: QApplication) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    died = list[int]()

    class Ring:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            died.append(1)

    old = Ring()
    for _ in range(2):
        gc.collect(1)  # it is among what stayed
    del old
    held: list[list[int]] = []
    for _ in range(200):
        held += [[] for _ in range(YOUNG + 100)]
        assert garbage.collect()
        if died:
            break
    assert died
    gc.unfreeze()


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
    qtbot.waitUntil(lambda: len(died_on) == 200, timeout=30_000)
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


def _grew(sizes: list[int], before: int) -> bool:
    return len(sizes) > before
