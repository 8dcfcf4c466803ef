"""The one way off the window's thread, and the only file where threads meet.

Work runs on a thread of a pool; what it brings home comes to the window's thread. Nothing is
called once its owner is gone, nor after `cancel()`.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from core.errors import AppError
from core.logs import log
from core.progress import Cancelled, Progress, Report
from gui.errors import show_error

T = TypeVar("T")

THREADS = 4
"""Reading goes on beside a long import; the store lets one write at a time."""

PROGRESS_EVERY = 0.05
"""Seconds between two notices of progress; work may report as often as it likes."""

LINGER = 1000
"""Milliseconds for which a job that ended is kept, so that its thread never has the last hold.

Whoever lets go last of a widget destroys it, and that must be the window's thread.
"""

Failed = Callable[[Exception], None]


class Job(Generic[T]):
    """Work under way: what it is, whom it is for, and whether it is still wanted."""

    def __init__(
        self,
        owner: QObject,
        work: Callable[[Report], T],
        then: Callable[[T], None],
        failed: Failed | None,
        progress: Report | None,
    ) -> None:
        self.owner = owner
        self.work = work
        self.then = then
        self.failed = failed
        self.progress = progress
        self.cancelled = False
        self.told_at = 0.0

    def cancel(self) -> None:
        """Want it no more: work not begun is left out, work under way stops at its next report."""
        self.cancelled = True

    @property
    def wanted(self) -> bool:
        """Whether its end may still be told; to be asked on the window's thread."""
        return not self.cancelled and isValid(self.owner)


class Jobs(QObject):
    """Runs work off the window's thread and brings its results back to it."""

    _ended = Signal(object, object, object)
    _progressed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closing = False
        self._under_way = 0
        self._begun_at = time.monotonic()
        self._at_rest: Callable[[], None] | None = None
        self._kept: set[Job[Any]] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[Report], T],
        then: Callable[[T], None],
        *,
        failed: Failed | None = None,
        progress: Report | None = None,
    ) -> Job[T]:
        """Run `work(report)` on a thread, then `then(result)` on the window's thread.

        `failed` takes any error in place of showing it; bugs are logged either way. `progress`
        is called on the window's thread, at most some twenty times a second.
        """
        job = Job(owner, work, then, failed, progress)
        if self._at_rest is not None:
            job.cancel()
            return job
        self._under_way += 1
        self._begun_at = time.monotonic()
        self._kept.add(job)
        self._pool.start(lambda: self._work(job))
        return job

    def begun_within(self, milliseconds: int) -> bool:
        """Say whether work was begun just now: who types begins some with each key."""
        return time.monotonic() - self._begun_at < milliseconds / 1000

    def rest(self, then: Callable[[], None]) -> None:
        """Take no work from now on, and say when none is under way any more.

        What is asked for meanwhile is left out: its ledger is about to be another.
        """
        self._at_rest = then
        self._tell_rest()

    def resume(self) -> None:
        """Take work again."""
        self._at_rest = None

    def finish(self) -> None:
        """Wait for all work, that which reports being stopped; nothing is told any more."""
        self._closing = True
        self._pool.waitForDone()

    def _work(self, job: Job[Any]) -> None:
        """Do the work; on a thread of the pool."""

        def report(progress: Progress) -> None:
            if job.cancelled or self._closing or not isValid(self):
                raise Cancelled
            if time.monotonic() - job.told_at >= PROGRESS_EVERY:
                job.told_at = time.monotonic()
                self._progressed.emit(job, progress)

        try:
            result = None if job.cancelled else job.work(report)
        except Cancelled:
            job.cancelled = True
            self._tell_home(job, None, None)
        except Exception as error:  # noqa: BLE001 - one of three: an error on a thread must come home
            if not isinstance(error, AppError):
                log.error("a job failed", exc_info=error)
            self._tell_home(job, None, error)
        else:
            self._tell_home(job, result, None)

    def _tell_home(self, job: Job[Any], result: object, error: Exception | None) -> None:
        """Tell the window's thread; a dialog with jobs of its own may be gone by now."""
        with suppress(RuntimeError):
            self._ended.emit(job, result, error)

    def _take(self, job: Job[Any], result: object, error: Exception | None) -> None:
        """Tell the end; on the window's thread."""
        QTimer.singleShot(LINGER, self, lambda: self._kept.discard(job))
        self._under_way -= 1
        try:
            self._tell_end(job, result, error)
        finally:
            self._tell_rest()

    def _tell_end(self, job: Job[Any], result: object, error: Exception | None) -> None:
        if self._closing or not job.wanted:
            return
        if error is None:
            job.then(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            show_error(job.owner, error)

    def _tell_rest(self) -> None:
        """Say once that nothing is under way, behind what the last end still does."""
        if self._at_rest is not None and self._under_way == 0:
            QTimer.singleShot(0, self, self._at_rest)
            self._at_rest = _nothing

    def _tell(self, job: Job[Any], progress: Progress) -> None:
        """Tell the progress; on the window's thread."""
        if not isValid(job.owner):
            job.cancel()
        elif job.wanted and job.progress is not None:
            job.progress(progress)


def _nothing() -> None:
    """What is left to say when the rest was told."""
