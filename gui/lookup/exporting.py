"""Exporting what is shown (导出): Excel or CSV, with progress where the eye is."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.domain.query import Order, Query
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.notices import ProgressStrip, Toast
from gui.saving_places import begin_in_documents
from gui.states import Mark, State
from words.translate import filled, tr


class Exporting(QObject):
    """One export at a time; the screen gives `strip` its place. `running`: begin and end."""

    running = Signal(bool)

    def __init__(self, desk: Desk, screen: QWidget, toast: Toast) -> None:
        super().__init__(screen)
        self._desk, self._screen, self._toast = desk, screen, toast
        self._job: Job[int] | None = None
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop)

    def ask(self, query: Query, order: Order) -> None:
        """Ask where to; the dialog is the system's own."""
        if self._job is not None:
            return
        excel, csv = tr("Excel workbook (*.xlsx)"), tr("CSV file (*.csv)")
        dialog = QFileDialog(self._screen, tr("Export what is shown"))
        begin_in_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([excel, csv])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("csv" if chosen == csv else "xlsx")
        )
        dialog.selectFile(tr("Invoices") + ".xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.start(Path(file), query, order))
        dialog.open()

    def start(self, file: Path, query: Query, order: Order) -> None:
        """Export into a file."""
        run = self._desk.core.exports.run
        text = tr("Exporting CSV") if file.suffix.lower() == ".csv" else tr("Exporting to Excel")
        self.strip.begin(text, tr("Cancel leaves no half file."))
        self.running.emit(True)
        self._job = self._desk.jobs.run(
            self,
            lambda report: run(file, query, report, order),
            lambda count: self._end(file, count),
            failed=self._fail,
            progress=self.strip.tell,
        )

    def stop(self) -> None:
        """Stop; what stood at the place stays as it was."""
        if self._job is not None:
            self._job.cancel()
            self._close()
            self._toast.say(State(Mark.WAITING, tr("Export stopped; no file was left behind")))

    def _end(self, file: Path, count: int) -> None:
        self._close()
        values = {"n": f"{count:,}", "file": file.name}
        self._toast.say(State(Mark.AGREES, filled(tr("{n} invoices in {file}"), values)))

    def _fail(self, error: Exception) -> None:
        self._close()
        show_error(self._screen, error)

    def _close(self) -> None:
        self._job = None
        self.strip.end()
        self.running.emit(False)
