"""What goes on by itself while the window is open: outages, the hours of verification.

A timer that starts a job; nothing is done on the window's thread.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

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
    ends the one it began. `worked` carries what a run came to.
    """

    worked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worked_off: set[int] = set()
        self._again = self._behind = False
        self._job: Job[frozenset[int]] | None = None
        self._run: Job[tuple[bool, Worked | None]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        desk.opened.connect(self._begin)
        desk.changed.connect(self._on_changed)

    def look(self) -> None:
        """See what is due; asked while a look is under way, look once more behind it."""
        self._again = self._job is not None
        if self._job is None and self._desk.ready:
            core = self._desk.core
            self._job = self._desk.jobs.run(
                self,
                lambda report: _tended(core, report),
                self._on_tended,
                failed=self._on_not_tended,
            )

    def _begin(self) -> None:
        self._job = self._run = None
        self._worked_off = set()
        self._timer.start()
        self.look()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if Topic.OUTAGES in topics:
            self.look()

    def _on_tended(self, ended: frozenset[int]) -> None:
        self._job = None
        self._behind = self._run is not None
        if self._run is None:
            self._work_off(ended - self._worked_off)
        if self._again:
            self.look()

    def _work_off(self, ended: frozenset[int]) -> None:
        """Work the queue off in its hours, and once behind each outage, also after a new start."""
        core = self._desk.core

        def work(report: Report) -> "tuple[bool, Worked | None]":
            service = core.verification
            if not (service.due_run() or ended) or core.outages.current() is not None:
                return False, None
            service.look_again()
            worked = None
            if core.providers.asked():
                worked = service.work_off(report, anew=bool(ended))
            for each in core.outages.over():
                if each.outage.noticed and not each.entered:
                    core.outages.told(each.outage)  # nobody needs to hear of it
            return True, worked

        def then(found: "tuple[bool, Worked | None]") -> None:
            self._run = None
            done, worked = found
            self._worked_off |= ended if done else frozenset()
            if worked is not None:
                self.worked.emit(worked)
            if self._behind:  # an outage may have ended while this went on
                self.look()

        def failed(error: Exception) -> None:
            self._run = None
            self._on_failed(error)

        self._run = self._desk.jobs.run(self, work, then, failed=failed)

    def _on_not_tended(self, error: Exception) -> None:
        self._job = None
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        """Try again at the next look; the queue says itself what holds it."""
        if not isinstance(error, AppError):
            raise error


def _tended(core: "Core", report: Report) -> frozenset[int]:
    """Do what is due; give the outages behind which the queue is to be worked off."""
    core.outages.tend(report)
    core.outages.look(core.providers)
    if core.outages.current() is not None:
        return frozenset()
    return frozenset(x.outage.id for x in core.outages.over() if x.waiting or not x.entered)
