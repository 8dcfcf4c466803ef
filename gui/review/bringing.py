"""Bringing exports of the tax bureau in: chosen or dropped, watched, said what became of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.progress import Progress, Report
from gui.asking import Asking
from gui.desk import Desk
from gui.dialogs.importing import row_columns
from gui.errors import show_error
from gui.jobs import Job
from gui.notices import ProgressStrip
from gui.states import Mark, State
from gui.tables import ValueTable
from gui.theme import px
from gui.views import TableView
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imports import Imported

WORKBOOKS = frozenset((".xlsx", ".xls", ".csv"))
"""What a list of the tax bureau may come in; by name, for the window waits for no disk."""


class Bringing(QObject):
    """One import at a time; `done` gives what it did.

    `passed_on` gives what turns out to be no list of this company: it is for the import, which has
    a result for each file, and asks where it must.
    """

    running = Signal(bool)
    done = Signal(object)
    passed_on = Signal(list)

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._job: Job[Imported | None] | None = None
        self._paths: Sequence[Path] = ()
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop)

    def ask(self) -> None:
        """Ask for exports; the dialog is the system's own."""
        dialog = QFileDialog(self._screen, tr("Import files of the tax bureau"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [tr("Workbooks of the tax bureau (*.xlsx *.xls *.csv *.zip)"), tr("All files (*)")]
        )
        dialog.filesSelected.connect(lambda files: self.start([Path(file) for file in files]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Import what was dropped: here what may be lists, in the import all else."""
        lists = [] if self._job else [x for x in paths if x.suffix.lower() in WORKBOOKS]
        rest = [x for x in paths if x not in lists]
        self.start(lists)
        self._pass_on(rest)

    def start(self, paths: Sequence[Path]) -> None:
        """Import these files."""
        if not paths or self._job is not None or not self._desk.ready:
            return
        imports = self._desk.core.imports

        def work(report: Report) -> "Imported | None":
            if imports.look(paths).wrong_company:
                return None
            return imports.run(paths, report=report)

        self._paths = paths
        self.strip.begin(_what(paths), tr("A file is kept whole or not at all."))
        self._job = self._desk.jobs.run(
            self._screen,
            work,
            self._end,
            failed=self._fail,
            progress=self._tell,
        )
        self.running.emit(True)

    def stop(self) -> None:
        """Stop; the file under way leaves nothing."""
        if self._job is not None:
            self._job.cancel()
            self._close()

    def _tell(self, progress: Progress) -> None:
        self.strip.tell(progress)

    def _end(self, imported: "Imported | None") -> None:
        self._close()
        if imported is None:
            self._pass_on(self._paths)
            return
        self.done.emit(imported)
        refused = {x.file for x in imported.files if x.became.value == "refused"}
        self._pass_on([path for path in self._paths if str(path) in refused])

    def _pass_on(self, paths: Sequence[Path]) -> None:
        if paths:
            self.passed_on.emit(list(paths))

    def _fail(self, error: Exception) -> None:
        self._close()
        show_error(self._screen, error)

    def _close(self) -> None:
        self._job = None
        self.strip.end()
        self.running.emit(False)


class RowsShown(Asking):
    """The rows of an import that were refused or need a look, each with its reason."""

    def __init__(self, parent: QWidget, imported: "Imported") -> None:
        super().__init__(parent, tr("Rows that need a look"), "", tr("Done"))
        refused = State(Mark.WRONG, tr("Not imported"))
        look = State(Mark.LOOK, tr("Need a look"))
        rows = [(refused, row) for row in imported.rejected]
        rows += [(look, row) for row in imported.review]
        model = ValueTable(row_columns())
        model.show(rows)
        table = TableView(model, tr("Rows that need a look"))
        table.setMinimumHeight(px(220))
        self.setMinimumWidth(min(px(820), parent.window().width() - px(48)))
        self.body.addWidget(table)


def came_of(imported: "Imported") -> tuple[Mark, str, str]:
    """Say what became of an import: its mark, the figures, and what was refused."""
    records = imported.records
    total = records.added + records.updated + records.unchanged
    values = {
        "added": f"{records.added:,}",
        "updated": f"{records.updated:,}",
        "unchanged": f"{records.unchanged:,}",
    }
    ledger = imported.added + imported.updated
    mine = counted(ledger, tr("1 invoice into our ledger."), tr("{n} invoices into our ledger."))
    refused, look = len(imported.rejected), len(imported.review)
    rest = joined(
        filled(tr("{added} new, {updated} changed, {unchanged} as before."), values),
        mine if ledger else "",
        counted(refused, tr("1 row was refused."), tr("{n} rows were refused.")) if refused else "",
        counted(look, tr("1 row needs a look."), tr("{n} rows need a look.")) if look else "",
    )
    if not total and not ledger and not imported.unchanged:
        return Mark.WRONG, tr("Nothing was imported"), rest
    mark = Mark.LOOK if refused or look else Mark.AGREES
    return mark, counted(total, tr("1 record is in"), tr("{n} records are in")), rest


def _what(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        return filled(tr("Importing {file}"), {"file": paths[0].name})
    return counted(len(paths), tr("Importing a file"), tr("Importing {n} files"))
