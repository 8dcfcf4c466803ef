"""What goes on by itself while the window is open: outages, the hours of verification.

A timer that starts a job; nothing is done on the window's thread.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.outage import Outage, OutageReport
from core.errors import AppError
from core.progress import Report
from gui.desk import Desk
from gui.jobs import Job

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.working_off import Worked

EVERY = 60_000
"""Milliseconds between two looks."""


class Minding(QObject):
    """Tends outages, and works the queue off in its hours and after an outage.

    `back` carries the report of an outage that just ended, `worked` what a run came to.
    """

    back = Signal(object)
    worked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job[OutageReport | None] | None = None
        self._run: Job[Worked | None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        desk.opened.connect(self._begin)

    def look(self) -> None:
        """See what is due."""
        if self._job is None and self._desk.ready:
            core = self._desk.core

            def work(report: Report) -> OutageReport | None:
                ended: Outage | None = core.outages.tend(report)
                if ended is None:
                    seen: Outage | None = core.outages.look(core.providers)
                    ended = seen if seen is not None and seen.ended_at is not None else None
                return core.outages.report(ended.id) if ended is not None else None

            self._job = self._desk.jobs.run(self, work, self._on_tended, failed=self._on_failed)

    def _begin(self) -> None:
        self._job = self._run = None
        self._timer.start()
        self.look()

    def _on_tended(self, ended: OutageReport | None) -> None:
        self._job = None
        self._work_off(anyway=ended is not None)
        if ended is not None:
            self.back.emit(ended)

    def _work_off(self, *, anyway: bool) -> None:
        if self._run is not None:
            return
        core = self._desk.core

        def work(report: Report) -> "Worked | None":
            service = core.verification
            if not (service.due_run() or anyway) or core.outages.current() is not None:
                return None
            service.look_again()
            if not any(each.on and each.agreed_at for each in core.providers.choices()):
                return None  # what waits is for the official site
            return service.work_off(report)

        self._run = self._desk.jobs.run(self, work, self._on_worked, failed=self._on_failed)

    def _on_worked(self, worked: "Worked | None") -> None:
        self._run = None
        if worked is not None:
            self.worked.emit(worked)

    def _on_failed(self, error: Exception) -> None:
        """Try again at the next look; the queue says itself what holds it."""
        self._job = self._run = None
        if not isinstance(error, AppError):
            raise error
