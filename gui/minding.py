"""What goes on by itself while the window is open: outages, the hours of verification.

A timer that starts a job; nothing is done on the window's thread.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.outage import Outage
from core.domain.topic import Topic
from core.errors import AppError
from core.progress import Report
from gui.desk import Desk
from gui.jobs import Job

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.app import Core
    from core.services.working_off import Worked

EVERY = 60_000
"""Milliseconds between two looks."""


class Minding(QObject):
    """Tends outages, and works the queue off in its hours and after an outage.

    Where a service failed it is looked whether the way out is free; that may begin an outage, and
    ends the one it began. `back` carries the report of an outage that ended, `worked` what a run
    came to.
    """

    back = Signal(object)
    worked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._on: Outage | None = None
        self._again = False
        self._job: Job[Tended] | None = None
        self._run: Job[Worked | None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        desk.opened.connect(self._begin)
        desk.changed.connect(self._on_changed)

    def look(self) -> None:
        """See what is due; asked while a look is under way, look once more behind it."""
        self._again = self._job is not None
        if self._job is None and self._desk.ready:
            core, was_on = self._desk.core, self._on
            self._job = self._desk.jobs.run(
                self,
                lambda report: _tended(core, was_on, report),
                self._on_tended,
                failed=self._on_failed,
            )

    def _begin(self) -> None:
        self._job = self._run = self._on = None
        self._timer.start()
        self.look()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if Topic.OUTAGES in topics:
            self.look()

    def _on_tended(self, tended: "Tended") -> None:
        self._job = None
        self._on = tended.on
        self._work_off(tended.ended)
        if self._again:
            self.look()

    def _work_off(self, ended: Outage | None) -> None:
        if self._run is not None and ended is None:
            return
        core = self._desk.core

        def work(report: Report) -> "Worked | None":
            service = core.verification
            if not (service.due_run() or ended) or core.outages.current() is not None:
                return None
            service.look_again()
            if not any(each.on and each.agreed_at for each in core.providers.choices()):
                return None  # what waits is for the official site
            return service.work_off(report)

        def then(worked: "Worked | None") -> None:
            self._run = None
            if worked is not None:
                self.worked.emit(worked)
            self._tell(ended)

        def failed(error: Exception) -> None:
            self._tell(ended)
            self._on_failed(error)

        self._run = self._desk.jobs.run(self, work, then, failed=failed)

    def _tell(self, ended: Outage | None) -> None:
        """Say what became of what was entered, once the queue has worked itself off."""
        if ended is not None:
            outages = self._desk.core.outages
            self._desk.jobs.run(self, lambda _: outages.report(ended.id), self.back.emit)

    def _on_failed(self, error: Exception) -> None:
        """Try again at the next look; the queue says itself what holds it."""
        self._job = self._run = None
        if not isinstance(error, AppError):
            raise error


@dataclass(frozen=True, slots=True)
class Tended:
    """The outage that is on, and one that ended since the last look."""

    on: Outage | None
    ended: Outage | None


def _tended(core: "Core", was_on: Outage | None, report: Report) -> Tended:
    ended = core.outages.tend(report)
    core.outages.look(core.providers)
    on = core.outages.current()
    if ended is None and was_on is not None and (on is None or on.id != was_on.id):
        ended = next((x for x in core.outages.all() if x.id == was_on.id and x.ended_at), None)
    return Tended(on, ended)
