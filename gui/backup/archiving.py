"""The archive of a year for the firm's own keeping: readable without this program, by anyone."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget

from core.progress import Report
from gui.asking import Asking
from gui.backup.archive_pdf import NAME, write_index
from gui.backup.parts import Tick
from gui.desk import Desk
from gui.errors import show_error
from gui.first_start.parts import Message
from gui.icons import paint_caret
from gui.jobs import Job
from gui.notices import ProgressStrip
from gui.states import Mark, State
from gui.theme import named
from words.archive import write_papers
from words.figures import size
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.archiving import Archive, ArchiveIndex


class ArchiveDialog(Asking):
    """Which year and whereto; stays until it is written, and says what it holds."""

    said = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent,
            tr("Archive of a year"),
            tr(
                "The originals as they arrived, with an index as workbook and PDF, verifications"
                " and decisions: readable without this program, and without a key."
            ),
            tr("Choose where and write…"),
        )
        self._desk = desk
        self._job: Job[Archive] | None = None
        self.year = YearBox()
        self.year.setAccessibleName(tr("Year"))
        self.zipped = Tick(tr("As one ZIP file"))
        self.open_word = Message(2)
        self.open_word.say(
            State(
                Mark.LOOK,
                tr("The archive is not encrypted: whoever has it can read it. Keep it locked up."),
            )
        )
        self.holds = named(QLabel(), "small")
        self.progress = ProgressStrip()
        self.progress.cancelled.connect(self._cancel)
        for part in (self.year, self.zipped, self.open_word, self.holds, self.progress):
            self.body.addWidget(part)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self._ask_where)
        self.go.setEnabled(False)
        self.year.currentIndexChanged.connect(self._preview)
        archiving = desk.core.archiving
        desk.jobs.run(self, lambda _: archiving.years(), self._show_years)

    def write(self, target: Path) -> None:
        """Write the archive of the chosen year to a place where nothing stands."""
        archiving, year, zipped = self._desk.core.archiving, self._year(), self.zipped.isChecked()

        def papers(index: "ArchiveIndex", folder: Path) -> None:
            write_papers(index, folder)
            write_index(index, folder / NAME)

        def work(report: Report) -> "Archive":
            return archiving.run(year, target, papers=papers, zipped=zipped, report=report)

        self._wait(True)
        self.progress.begin(tr("Writing the archive"), tr("Cancelling leaves nothing behind."))
        self._job = self._desk.jobs.run(
            self, work, self._on_written, failed=self._on_failed, progress=self.progress.tell
        )

    def reject(self) -> None:
        """Close; what is under way is stopped and leaves nothing."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _show_years(self, years: tuple[int, ...]) -> None:
        self.year.addItems([str(year) for year in years])
        if not years:
            self.holds.setText(tr("There are no invoices yet."))

    def _preview(self) -> None:
        archiving, year = self._desk.core.archiving, self._year()
        self.go.setEnabled(False)
        self._desk.jobs.run(self, lambda _: archiving.index(year), self._show_index)

    def _show_index(self, index: "ArchiveIndex") -> None:
        if index.year != self._year():
            return
        files = len({file.path for each in index.invoices for file in each.files})
        text = counted(len(index.invoices), tr("{n} invoice"), tr("{n} invoices"))
        values = {"invoices": text, "files": files, "without": index.without_original}
        line = filled(tr("{invoices}, {files} originals; {without} without an original"), values)
        self.holds.setText(line)
        self.go.setEnabled(True)

    def _year(self) -> int:
        return int(self.year.currentText() or 0)

    def _ask_where(self) -> None:
        name = filled(tr("Invoice archive {year}"), {"year": self._year()})
        suffix = ".zip" if self.zipped.isChecked() else ""
        dialog = QFileDialog(self, tr("New archive"), str(Path.home() / f"{name}{suffix}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # the core refuses to
        dialog.fileSelected.connect(lambda found: self.write(Path(found)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _on_written(self, made: "Archive") -> None:
        self._end()
        text = tr("Archive written and read again: {n} invoices, {m} originals, {size}.")
        values = {
            "n": f"{made.invoices:,}",
            "m": f"{made.originals:,}",
            "size": size(made.bytes),
        }
        self.said.emit(State(Mark.AGREES, filled(text, values)))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self, error)

    def _end(self) -> None:
        self._job = None
        self.progress.end()
        self._wait(False)

    def _wait(self, waiting: bool) -> None:
        for part in (self.year, self.zipped, self.go):
            part.setEnabled(not waiting)


class YearBox(QComboBox):
    """The choice of a year, with the caret of the theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret over the field."""
        super().paintEvent(event)
        paint_caret(self)
