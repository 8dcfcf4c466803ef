"""Backing up by the button: in a job, with progress, and cancelled without a trace."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.progress import Report
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from words.translate import tr


class Making(QObject):
    """One backup at a time."""

    began = Signal(str, str)
    progress = Signal(object)
    ended = Signal()
    waiting = Signal(bool)
    made = Signal(str)

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._job: Job[object] | None = None

    def start(self, folder: Path | None = None) -> None:
        """Back up now, to this folder or to those that are set."""
        core = self._desk.core

        def work(report: Report) -> object:
            return core.backups.make(folder, report)

        self.waiting.emit(True)
        self.began.emit(tr("Backing up"), tr("Cancelling leaves no half file."))
        self._job = self._desk.jobs.run(
            self, work, self._on_made, failed=self._on_failed, progress=self.progress.emit
        )

    def cancel(self) -> None:
        """Stop; what was begun is removed by the work itself."""
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _on_made(self, _: object) -> None:
        self._end()
        self.made.emit(tr("Backed up and proven."))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self._screen, error)

    def _end(self) -> None:
        self._job = None
        self.ended.emit()
        self.waiting.emit(False)
