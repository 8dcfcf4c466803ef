"""Work leaves the window's thread, and what it brings home comes back to it."""

import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from core.errors import DiskFull
from core.progress import Progress, Report
from gui.jobs import Jobs


def never(result: object) -> None:
    """Take a result that must not come."""
    pytest.fail(f"{result} came")


def boxes() -> list[QMessageBox]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()
    ]


def test_work_runs_beside_the_window_and_its_result_comes_home(qtbot: QtBot, jobs: Jobs) -> None:
    home = threading.get_ident()
    came: list[tuple[int, int, bool]] = []
    owner = QObject()

    def take(worker: int) -> None:
        on_home = QThread.currentThread() is jobs.thread()
        came.append((worker, threading.get_ident(), on_home))

    jobs.run(owner, lambda _: threading.get_ident(), take)
    qtbot.waitUntil(lambda: bool(came))
    worker, told_on, on_home = came[0]
    assert worker != home
    assert told_on == home
    assert on_home


def test_nothing_comes_home_to_an_owner_that_is_gone(qtbot: QtBot, jobs: Jobs) -> None:
    go = threading.Event()
    told: list[object] = []
    owner, other = QObject(), QObject()
    jobs.run(owner, lambda _: go.wait(60), told.append)
    delete(owner)
    go.set()
    with qtbot.waitCallback() as over:
        jobs.run(other, lambda _: "later", over)
    jobs._pool.waitForDone()
    QApplication.processEvents()
    assert told == []


def test_jobs_that_went_with_their_dialog_are_no_failure(qtbot: QtBot) -> None:
    def work(_: Report) -> None:
        while isValid(alone):
            pass

    alone = Jobs()
    with qtbot.captureExceptions() as seen:
        alone.run(QObject(), work, never)
        delete(alone)  # waits for the work
        QApplication.processEvents()
    assert seen == []
    assert boxes() == []


def test_nothing_comes_home_after_cancel_even_if_the_result_is_on_its_way(
    qtbot: QtBot, jobs: Jobs
) -> None:
    told: list[object] = []
    job = jobs.run(QObject(jobs), lambda _: "done", told.append)
    jobs._pool.waitForDone()  # its result waits in the queue of this thread
    job.cancel()
    QApplication.processEvents()
    assert told == []


def test_cancelled_work_stops_at_its_next_report(qtbot: QtBot, jobs: Jobs) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def work(report: Report) -> None:
        try:
            for n in range(100_000):
                begun.set()
                report(Progress("read", n))
                time.sleep(0.001)
        finally:
            stopped.set()

    job = jobs.run(QObject(jobs), work, never)
    assert begun.wait(60)
    job.cancel()
    assert stopped.wait(60)
    QApplication.processEvents()
    assert boxes() == []


def test_work_that_has_not_begun_is_left_out_when_cancelled(jobs: Jobs, qtbot: QtBot) -> None:
    jobs._pool.setMaxThreadCount(1)
    go = threading.Event()
    done: list[str] = []
    owner = QObject()
    jobs.run(owner, lambda _: go.wait(60), lambda _: None)
    second = jobs.run(owner, lambda _: done.append("second"), lambda _: None)
    second.cancel()
    go.set()
    jobs._pool.waitForDone()
    assert done == []


def test_progress_is_told_on_the_windows_thread_and_not_for_every_report(
    qtbot: QtBot, jobs: Jobs
) -> None:
    told: list[tuple[Progress, int]] = []
    ended: list[object] = []

    def work(report: Report) -> None:
        for n in range(20_000):
            report(Progress("read", n, 20_000))

    jobs.run(
        QObject(jobs),
        work,
        ended.append,
        progress=lambda progress: told.append((progress, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(ended))
    assert 1 <= len(told) < 2_000
    assert {thread for _, thread in told} == {threading.get_ident()}


def test_an_error_that_nobody_takes_is_shown_in_words(qtbot: QtBot, jobs: Jobs) -> None:
    def work(_: Report) -> None:
        raise DiskFull(folder="D:/books")

    screen = QWidget()
    qtbot.addWidget(screen)
    jobs.run(screen, work, never)
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    assert "D:/books" in boxes()[0].text()
    assert "unharmed" in boxes()[0].informativeText()


def test_an_error_that_is_taken_is_not_shown(qtbot: QtBot, jobs: Jobs) -> None:
    taken: list[Exception] = []

    def work(_: Report) -> None:
        raise DiskFull(folder="D:/books")

    jobs.run(QObject(jobs), work, never, failed=taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert isinstance(taken[0], DiskFull)
    assert boxes() == []


def test_a_bug_is_shown_without_its_text_for_that_may_hold_a_party(
    qtbot: QtBot, jobs: Jobs
) -> None:
    def work(_: Report) -> None:
        raise ValueError("北京云杉科技有限公司 526.00")

    jobs.run(QObject(jobs), work, never)
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    said = boxes()[0].text() + boxes()[0].informativeText()
    assert "ValueError" in said
    assert "test_jobs.py" in said
    assert "云杉" not in said
    assert "526" not in said


def test_the_same_error_is_shown_once_at_a_time(qtbot: QtBot, jobs: Jobs) -> None:
    def work(_: Report) -> None:
        raise DiskFull(folder="D:/books")

    for _ in range(3):
        jobs.run(QObject(jobs), work, never)
    jobs._pool.waitForDone()
    qtbot.waitUntil(lambda: bool(boxes()))
    QApplication.processEvents()
    assert len(boxes()) == 1


def test_finishing_waits_for_what_is_under_way_and_for_what_has_not_begun(jobs: Jobs) -> None:
    jobs._pool.setMaxThreadCount(1)
    done: list[str] = []

    def save(name: str, _: Report) -> None:
        time.sleep(0.05)
        done.append(name)

    for name in ("first", "second"):
        jobs.run(QObject(jobs), partial(save, name), never)
    jobs.finish()
    assert done == ["first", "second"]
    QApplication.processEvents()


def test_finishing_stops_long_work_at_its_next_report(jobs: Jobs) -> None:
    begun = threading.Event()

    def work(report: Report) -> None:
        while True:
            begun.set()
            report(Progress("read", 0))
            time.sleep(0.001)

    jobs.run(QObject(jobs), work, never)
    assert begun.wait(60)
    jobs.finish()
