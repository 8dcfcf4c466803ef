"""The list of outages (停机记录), newest first: opened, noted afterwards, written to a workbook."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout

from core.domain.outage import Outage, OutageReport
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import EmptyState
from gui.outages.dialogs import OutageAsked, show_record
from gui.states import Mark, State
from gui.tables import Cell, Column, Give, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import outage as words
from words.figures import moment
from words.translate import counted, tr

PAGE = 100
ALL = 100_000


class OutagesView(QFrame):
    """A table of outages and what came of each; Enter opens the record of one."""

    written = Signal(Path)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self.count = named(QLabel(), "quiet")
        self.add = Button(tr("Note an outage…"), Kind.QUIET, icon="plus")
        self.open = Button(tr("Record…"), Kind.QUIET, icon="file-text")
        self.export = Button(tr("Export…"), Kind.QUIET, icon="export")
        self.model = ValueTable(_columns(desk))
        self.table = TableView(self.model, tr("Outages"))
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.add.clicked.connect(lambda: OutageAsked(self.window(), desk).open())
        self.open.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.export.clicked.connect(self._ask_where)
        self._empty = EmptyState("pause-circle")
        self._empty.say(
            tr("No outage was noted yet"),
            tr("A maintenance, or a failed way to the verification, stands here with its report."),
        )
        self._lay_out()
        self._on_chosen()

    def refresh(self) -> None:
        """Show how it stands."""
        outages = self._desk.core.outages

        def find(_: object) -> tuple[int, Sequence[OutageReport]]:
            return outages.count(), outages.reports(PAGE)

        self._desk.jobs.run(self, find, lambda found: self._show(*found))

    def write(self, file: Path) -> None:
        """Write all of them into a workbook."""
        core = self._desk.core

        def work(_: object) -> Path:
            from core.files.report_writer import write_report  # brings xlsxwriter
            from words.outage_report import outages_report  # brings it too

            write_report(file, outages_report(core.outages.reports(ALL), core.now()))
            return file

        self._desk.jobs.run(self, work, self.written.emit)

    def _show(self, total: int, first: Sequence[OutageReport]) -> None:
        outages, jobs = self._desk.core.outages, self._desk.jobs

        def fetch(offset: int, limit: int, give: Give[OutageReport]) -> None:
            jobs.run(self, lambda _: outages.reports(limit, offset), give)

        chosen = self.model.known(self.table.currentIndex().row())
        self.model.show_pages(total, first, fetch)
        at = next((n for n, x in enumerate(first) if chosen and _same(x, chosen)), None)
        if at is not None:
            self.table.selectRow(at)
        self.count.setText(counted(total, tr("{n} outage"), tr("{n} outages")))
        self.export.setEnabled(total > 0)
        self._pages.setCurrentIndex(0 if total else 1)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.open.setEnabled(self.table.selectionModel().hasSelection())

    def _open(self, index: QModelIndex) -> None:
        report = self.model.known(index.row())
        if report is not None:
            show_record(self, self._desk, report.outage.id)

    def _ask_where(self) -> None:
        name = tr("Outages.xlsx")
        path, _ = QFileDialog.getSaveFileName(self, tr("Export"), name, tr("Excel (*.xlsx)"))
        if path:
            self.write(Path(path))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), 0, px(8), 0)
        foot.addWidget(self.count)
        foot.addStretch()
        foot.addWidget(self.add)
        foot.addWidget(self.open)
        foot.addWidget(self.export)
        box = QVBoxLayout(self)
        self._pages = QStackedLayout()
        box.setContentsMargins(1, 1, 1, px(4))
        box.setSpacing(px(4))
        box.addLayout(self._pages, 1)
        self._pages.addWidget(self.table)  # first in its place: alone it would be a window
        self._pages.addWidget(self._empty)
        box.addLayout(foot)


def state_of_outage(report: OutageReport, now: datetime) -> State:
    """Say by mark and word how it stands; what is not confirmed wants a look."""
    outage = report.outage
    word = words.state(outage, now)
    if outage.withdrawn:
        return State(Mark.NOT_HELD, word)
    if outage.ahead(now) or outage.on(now):
        return State(Mark.WAITING, word)
    return State(Mark.LOOK if report.failed or report.needs_person else Mark.AGREES, word)


def _columns(desk: Desk) -> list[Column[OutageReport]]:
    states = (tr("Going on"), tr("Announced"), tr("Ended"), tr("Withdrawn"))
    return [
        Column(tr("State"), lambda x: state_of_outage(x, desk.core.now()), Cell.STATE, 90, states),
        Column(tr("Begins"), lambda x: moment(x.outage.since), Cell.TEXT, 146),
        Column(tr("Ends"), lambda x: words.ended(x.outage, desk.core.now()), Cell.TEXT, 236),
        Column(tr("Who says so"), lambda x: words.source(x.outage)),
        Column(tr("Entered offline"), lambda x: f"{x.entered:,}", Cell.MONEY, 102),
        Column(tr("Confirmed"), lambda x: f"{x.confirmed:,}", Cell.MONEY, 76),
        Column(tr("Not confirmed"), lambda x: f"{x.failed:,}", Cell.MONEY, 96),
        Column(tr("Waiting"), lambda x: f"{x.still:,}", Cell.MONEY, 64),
        Column(tr("Backup"), lambda x: words.backup(x.outage, desk.core.now()), Cell.TEXT, 172),
        Column(tr("Written up"), lambda x: _written_up(x.outage), Cell.TEXT, 84),
    ]


def _written_up(outage: Outage) -> str:
    done = sum(bool(text) for _, text in words.write_up(outage))
    return f"{done} / 4" if done else tr("no")


def _same(one: OutageReport, other: OutageReport) -> bool:
    return one.outage.id == other.outage.id
