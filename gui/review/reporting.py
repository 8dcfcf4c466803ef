"""Excel reports of the review: for the boss, for one counterpart, and the signed monthly check."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from core.domain.decision import Case
from core.domain.invoice import Party
from core.progress import Report
from gui.desk import Desk
from gui.review.around import SignAsked
from gui.review.findings import Findings
from gui.saving_places import begin_in_documents
from words.review import counterpart
from words.review_story import signed as signed_by
from words.review_story import since as changed_since
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with xlsxwriter, when a report is written
    from core.files.report_writer import ReportSheet

MOST = 12
"""How many counterparts the menu names; the one in sight stands first."""


class Reporting(QObject):
    """Asks what and where, writes off the thread, tells the file's name."""

    written = Signal(str)
    signed = Signal()

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk

    def menu(self, found: Findings, case: Case | None) -> QMenu:
        """Make the menu of reports."""
        menu = QMenu(self._screen)
        menu.addAction(tr("Everything, for the boss…"), lambda: self._ask_full(found))
        some = menu.addMenu(tr("For a counterpart"))
        for party, count in _parties(found, case):
            words = filled(tr("{party} ({n})…"), {"party": party.name or party.tax_id, "n": count})
            some.addAction(words, partial(self._ask_for, found, party))
        some.setEnabled(bool(found.run.cases))
        menu.addSeparator()
        menu.addAction(tr("Monthly check…"), lambda: self.sign(found))
        return menu

    def sign(self, found: Findings) -> None:
        """Ask for the name that the monthly check is signed with."""
        asked = SignAsked(self._screen, found, changes_of(found))
        asked.given.connect(lambda name: self._sign(found, name))
        asked.open()

    def write_full(self, found: Findings, file: str, name: str = "") -> None:
        """Write everything; with a name it is the monthly check that was signed by it."""
        core, changes = self._desk.core, changes_of(found)

        def sheets() -> "list[ReportSheet]":
            from core.app import user_name
            from core.files.report_writer import ReportSheet
            from words.reconciliation_report import full_report

            imports, decisions = core.reconciliation.imports(), core.deciding.all()
            by = name or user_name()
            made = full_report(found.run, core.company, imports, decisions, by, core.now())
            newest = core.reviewing.signed(found.run.period) if name else None
            if newest is not None:
                lines = [[signed_by(newest)], [changes]]
                made.append(ReportSheet(tr("Signed"), (), lines))
            return made

        self._write(file, sheets)

    def write_for(self, found: Findings, party: Party, file: str) -> None:
        """Write what one counterpart should look at."""
        core = self._desk.core

        def sheets() -> "list[ReportSheet]":
            from words.reconciliation_report import counterpart_report

            return counterpart_report(found.run.cases, party, core.company, found.today)

        self._write(file, sheets)

    def _sign(self, found: Findings, name: str) -> None:
        reviewing = self._desk.core.reviewing

        def then(_: object) -> None:
            self.signed.emit()
            title = filled(tr("Monthly check {month}"), {"month": _month(found)})
            self._where(title, lambda file: self.write_full(found, file, name))

        self._desk.jobs.run(self._screen, lambda _: reviewing.sign(found.run, name), then)

    def _ask_full(self, found: Findings) -> None:
        title = filled(tr("Reconciliation {month}"), {"month": _month(found)})
        self._where(title, lambda file: self.write_full(found, file))

    def _ask_for(self, found: Findings, party: Party) -> None:
        title = filled(tr("Invoices to check {party}"), {"party": party.name or party.tax_id})
        self._where(title, lambda file: self.write_for(found, party, file))

    def _where(self, name: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._screen, tr("Save the report"))
        begin_in_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.setNameFilters([tr("Excel workbooks (*.xlsx)")])
        dialog.selectFile(f"{name}.xlsx")
        dialog.fileSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, file: str, sheets: "Callable[[], list[ReportSheet]]") -> None:
        def work(_: Report) -> str:
            from core.files.report_writer import write_report

            write_report(Path(file), sheets())
            return Path(file).name

        self._desk.jobs.run(self._screen, work, self.written.emit)


def changes_of(found: Findings) -> str:
    """Say what has changed since the check was signed; "" where nobody has signed it."""
    return changed_since(found.changed) if found.changed is not None else ""


def _parties(found: Findings, case: Case | None) -> list[tuple[Party, int]]:
    from words.reconciliation_report import counterparts  # needs the store, which is open by now

    known = counterparts(found.run.cases)
    first = counterpart(case) if case is not None else None
    known.sort(
        key=lambda x: first is None or (x[0].tax_id, x[0].name) != (first.tax_id, first.name)
    )
    return known[:MOST]


def _month(found: Findings) -> str:
    since, until = found.run.period
    if (since.year, since.month) == (until.year, until.month):
        return since.strftime("%Y-%m")
    return f"{since:%Y-%m}…{until:%Y-%m}"
