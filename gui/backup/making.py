"""Backing up by the button: in a job, with progress, and cancelled without a trace."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.progress import Report
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.states import Mark, State
from words import backups
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.automatic import Run
    from core.services.rehearsing import Rehearsal


class Making(QObject):
    """One backup or rehearsal at a time; `said` tells how it went."""

    began = Signal(str, str)
    progress = Signal(object)
    ended = Signal()
    waiting = Signal(bool)
    said = Signal(object)
    news = Signal()

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._job: Job[object] | None = None

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._job is not None

    def start(self, folder: Path | None = None) -> None:
        """Back up now in every folder that is there; `folder` is added to them first."""
        automatic = self._desk.core.automatic

        def work(report: Report) -> "tuple[Run, ...]":
            if folder is not None:
                automatic.add_folder(folder)
            return automatic.run_now(report=report)

        self._begin(tr("Backing up"), work, self._on_made)

    def rehearse(self) -> None:
        """Restore the newest backup beside the ledger, compare, and remove it again."""
        rehearsals = self._desk.core.rehearsals
        self._begin(
            tr("Rehearsing a restore"),
            lambda report: rehearsals.run(report=report),
            self._on_rehearsed,
        )

    def cancel(self) -> None:
        """Stop; what was begun is removed by the work itself."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _begin(
        self, what: str, work: Callable[[Report], object], then: Callable[..., None]
    ) -> None:
        if self.busy:
            return
        self.waiting.emit(True)
        self.began.emit(what, tr("Cancelling leaves no half file."))

        def done(result: object) -> None:
            self._end()
            self.news.emit()  # what failed writes no line, and so makes none itself
            then(result)

        self._job = self._desk.jobs.run(
            self, work, done, failed=self._on_failed, progress=self.progress.emit
        )

    def _on_made(self, runs: "tuple[Run, ...]") -> None:
        made = [run for run in runs if run.made is not None]
        errors = [run.error for run in runs if run.error is not None]
        absent = [run for run in runs if run.absent]
        if errors:
            show_error(self._screen, errors[0])
        if made:
            word = counted(
                len(made),
                tr("Backed up and proven."),
                tr("Backed up and proven in {n} places."),
            )
            later = _later(absent[0].folder) if absent else ""
            self.said.emit(State(Mark.AGREES, joined(word, later)))
        elif not errors:
            word = tr("None of the folders is there just now; it is made up for later.")
            self.said.emit(State(Mark.WAITING, word))

    def _on_rehearsed(self, found: "Rehearsal") -> None:
        if found.ok:
            text = tr("Rehearsed: {n} invoices and {m} originals came back the same.")
            values = {"n": f"{found.invoices:,}", "m": f"{found.originals:,}"}
            self.said.emit(State(Mark.AGREES, filled(text, values)))
        else:
            self.said.emit(State(Mark.WRONG, backups.unrehearsed(found.failed or "")))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self._screen, error)

    def _end(self) -> None:
        self._job = None
        self.ended.emit()
        self.waiting.emit(False)


def _later(folder: Path) -> str:
    text = tr("“{name}” is not there just now; it is made up for later.")
    return filled(text, {"name": folder.name})
