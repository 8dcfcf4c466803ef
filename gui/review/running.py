"""Reconciling off the thread: one run at a time, an older one never overtakes a newer."""

import time
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import NothingToReconcile
from core.progress import Report
from gui.desk import Desk
from gui.garbage import Garbage
from gui.jobs import Job
from gui.review.findings import Findings, Order, findings

SETTLES = 250
"""Milliseconds in which further news join: a pile of decisions makes one run."""

FREED_AT_ONCE, BREATH = 50, 0.001

Days = tuple[date, date]


class Running(QObject):
    """Runs the reconciliation; `found` gives Findings, or None where no export is there yet."""

    found = Signal(object)
    begun = Signal()
    failed = Signal(object)

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._job: Job[Findings | None] | None = None
        self.period: Days | None = None
        self.order = Order.SUREST
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLES)
        self._soon.timeout.connect(self.now)

    def soon(self) -> None:
        """Run in a moment."""
        self._soon.start()

    def now(self) -> None:
        """Run at once; a run under way is no longer wanted."""
        self._soon.stop()
        if not self._desk.ready:
            return
        if self._job is not None:
            self._job.cancel()
        core, period, order = self._desk.core, self.period, self.order
        since, until = period or (None, None)

        def work(report: Report) -> Findings | None:
            try:
                run = core.reconciliation.run(since, until, report)
            except NothingToReconcile:
                return None
            signed = core.reviewing.signed(run.period)
            return replace(
                findings(run, core.reviewing.today(), order),
                imports=core.reconciliation.imports(),
                news=core.reconciliation.news(),
                signed=signed,
                changed=core.reviewing.changed(run) if signed else None,
            )

        self.begun.emit()
        if (garbage := _garbage()) is not None:
            garbage.hold()
        self._job = self._desk.jobs.run(self._screen, work, self._end, failed=self._fail)

    def again(self) -> None:
        """Run anew if a run is under way: it may have looked before what was decided just now."""
        if self._job is not None:
            self.now()

    def forget(self, old: list[Findings]) -> None:
        """Let go of an older run, a little at a time on a thread; the list is emptied.

        Twenty thousand cases freed at once would stop the window.
        """

        def work(_: Report) -> None:
            cases = list(old.pop().run.cases)
            while cases:
                del cases[-FREED_AT_ONCE:]
                time.sleep(BREATH)  # the window's thread goes first

        self._desk.jobs.run(self._screen, work, lambda _: None)

    def _end(self, found: Findings | None) -> None:
        self._job = None
        _keep()
        if found is not None and found.order is not self.order:
            found = found.sorted_by(self.order)
        self.found.emit(found)

    def _fail(self, error: Exception) -> None:
        self._job = None
        _keep()
        self.failed.emit(error)


def _garbage() -> Garbage | None:
    app = QApplication.instance()
    return app.findChild(Garbage) if app is not None else None


def _keep() -> None:
    if (garbage := _garbage()) is not None:
        garbage.keep()
