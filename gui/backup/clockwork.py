"""Backups by themselves: at the start, every few minutes, and before the window closes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.backup_schedule import Moment
from core.domain.topic import Topic
from core.logs import log
from core.progress import Report
from gui.desk import Desk
from gui.jobs import Job

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.app import Core

EVERY = 300_000
"""Milliseconds between two looks whether a backup is due."""

AFTER_START = 5_000
"""Milliseconds that the first look leaves to the one who has just opened the window."""


class Clockwork(QObject):
    """Asks the core whether something is due; what becomes of it stands on the backup page."""

    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._first = True
        self._last: Job[object] | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)

    @property
    def closing(self) -> bool:
        """Whether the last one is under way."""
        return self._last is not None

    def begin(self) -> None:
        """A ledger of the user's own is open: missed ones are made up for first."""
        self._first = True
        self.timer.start(AFTER_START)

    def stop(self) -> None:
        """Ask no more."""
        self.timer.stop()

    def look(self) -> None:
        """Make what is due now, then ask again in a while."""
        core, first = self._desk.core, self._first
        self._first = False
        self._desk.jobs.run(
            self, lambda report: _run_due(core, first, report), self._go_on, failed=self._on_failed
        )

    def close(self) -> None:
        """Make what is due on closing; `ended` comes in any case."""
        self.timer.stop()
        core = self._desk.core

        def work(report: Report) -> object:
            return core.automatic.run_due(Moment.CLOSING, report)

        self._last = self._desk.jobs.run(
            self, work, lambda _: self.ended.emit(), failed=lambda _: self.ended.emit()
        )

    def skip(self) -> None:
        """Do without the one on closing; it is made up for at the next start."""
        if self._last is not None:
            self._last.cancel()
        self.ended.emit()

    def _go_on(self, anything: bool) -> None:
        """Tell the page; what failed writes no line, and so makes no news itself."""
        self.timer.start(EVERY)
        if anything:
            self._desk.tell(frozenset({Topic.BACKUPS}))

    def _on_failed(self, error: Exception) -> None:
        """Ask again later; what the user must know stands on the page."""
        log.warning("a backup by itself did not come about: %s", type(error).__name__)
        self._go_on(True)


def _run_due(core: "Core", first: bool, report: Report) -> bool:
    """Make what is due; says whether anything was tried."""
    runs = core.automatic.run_due(Moment.START if first else Moment.TICK, report)
    rehearsal = core.rehearsals.run_due(report)
    return bool(runs) or rehearsal is not None
