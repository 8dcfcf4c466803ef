"""What is asked and said about an outage: noting it, changing it, its report and its record."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from core.domain.outage import Outage, OutageReport
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.theme import named, px
from words import outage as words
from words.translate import tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.outages import Outages

SHOWN = "yyyy-MM-dd HH:mm"


class OutageAsked(Asking):
    """Asks from when to when, and who said so; without an end nobody knows it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        line = tr(
            "Entry goes on meanwhile: what is entered is marked offline and verified afterwards."
        )
        super().__init__(parent, tr("Service is down, or will be"), line, tr("Note the outage"))
        self._desk = desk
        now = QDateTime.currentDateTime()
        self.since, self.until = _moment_field(now), _moment_field(now.addSecs(4 * 3600))
        self.knows_end = QCheckBox(tr("The end is known"))
        self.knows_end.setChecked(True)
        self.knows_end.toggled.connect(self.until.setEnabled)
        self.source = QLineEdit()
        self.source.setPlaceholderText(tr("Notice of the tax bureau, a call, noticed here"))
        self._add_moment(tr("Begins"), self.since)
        self.body.addWidget(self.knows_end)
        self._add_moment(tr("Ends"), self.until)
        self.add(tr("Who says so"), self.source)
        self.since.dateTimeChanged.connect(self._check)
        self.until.dateTimeChanged.connect(self._check)
        self.knows_end.toggled.connect(self._check)
        self.accepted.connect(self._keep)

    def _add_moment(self, label: str, part: QDateTimeEdit) -> None:
        part.setAccessibleName(label)
        self.body.addWidget(named(QLabel(label), "small"))
        self.body.addWidget(part)

    def _check(self) -> None:
        ordered = self.since.dateTime() < self.until.dateTime()
        self.go.setEnabled(ordered or not self.knows_end.isChecked())

    def _keep(self) -> None:
        outages, source = self._desk.core.outages, self.source.text().strip()
        zone = self._desk.core.now().tzinfo
        since = _written(self.since).replace(tzinfo=zone)
        until = _written(self.until).replace(tzinfo=zone) if self.knows_end.isChecked() else None

        def work(_: object) -> Outage:
            return outages.announce(since, until, source)

        self._desk.jobs.run(self._desk, work, lambda _: None)


class OutageChanged(Asking):
    """What can be done about the outage that is on or to come: end it, tell others, write it up."""

    def __init__(self, parent: QWidget, desk: Desk, outage: Outage) -> None:
        on = outage.on(desk.core.now())
        line = words.banner(outage) if on else words.coming(outage)
        super().__init__(parent, tr("Outage"), line, tr("Keep what is written"))
        self._desk, self._outage = desk, outage
        ends = tr("Service is back") if on else tr("It does not come")
        self.end = Button(ends, Kind.SECONDARY, icon="check")
        self.colleagues = Button(tr("Copy a text for colleagues"), Kind.QUIET, icon="copy")
        self.customers = Button(tr("Copy a text for customers"), Kind.QUIET, icon="copy")
        row = QHBoxLayout()
        for button in (self.end, self.colleagues, self.customers):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.end.clicked.connect(self._end)
        for button, customers in ((self.colleagues, False), (self.customers, True)):
            button.clicked.connect(
                lambda _, button=button, customers=customers: self._copy(button, customers)
            )
        self.texts = write_up_fields(self, outage)
        self.accepted.connect(self._keep)

    def _copy(self, button: Button, customers: bool) -> None:
        company = self._desk.core.company.name
        text = words.notice(self._outage, company, for_customers=customers)
        QGuiApplication.clipboard().setText(text)
        button.say(tr("Copied"), "check")

    def _end(self) -> None:
        outages, outage = self._desk.core.outages, self._outage
        on = outage.on(self._desk.core.now())
        act = outages.end if on else outages.withdraw
        self._desk.jobs.run(self._desk, lambda _: act(outage.id), lambda _: None)
        self.reject()

    def _keep(self) -> None:
        keep_write_up(self._desk, self._outage, self.texts)


class ReportShown(Asking):
    """What became of what was entered during an outage, and its record."""

    def __init__(self, parent: QWidget, desk: Desk, report: OutageReport) -> None:
        lines = "\n".join(words.report_lines(report))
        super().__init__(parent, tr("Service is back"), lines, tr("Keep what is written"))
        self.texts = write_up_fields(self, report.outage)
        self.accepted.connect(lambda: keep_write_up(desk, report.outage, self.texts))


def write_up_fields(dialog: Asking, outage: Outage) -> dict[str, QPlainTextEdit]:
    """Give the record of an outage its fields: cause, effect, measures, conclusion."""
    made: dict[str, QPlainTextEdit] = {}
    grid = QGridLayout()  # two by two: a small screen has no room for four in a column
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    for at, (name, label, text) in enumerate(
        (
            ("cause", tr("Cause"), outage.cause),
            ("effect", tr("Effect"), outage.effect),
            ("measures", tr("Measures"), outage.measures),
            ("conclusion", tr("Conclusion"), outage.conclusion),
        )
    ):
        made[name] = QPlainTextEdit(text)
        made[name].setFixedHeight(px(52))
        made[name].setTabChangesFocus(True)
        made[name].setAccessibleName(label)
        grid.addWidget(named(QLabel(label), "small"), at // 2 * 2, at % 2)
        grid.addWidget(made[name], at // 2 * 2 + 1, at % 2)
    dialog.body.addLayout(grid)
    return made


def keep_write_up(desk: Desk, outage: Outage, texts: dict[str, QPlainTextEdit]) -> None:
    """Write the record down."""
    outages: Outages = desk.core.outages
    given = {name: part.toPlainText().strip() for name, part in texts.items()}
    desk.jobs.run(desk, lambda _: outages.write_up(outage.id, **given), lambda _: None)


def _moment_field(at: QDateTime) -> QDateTimeEdit:
    field = QDateTimeEdit(at)
    field.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
    field.setDisplayFormat(SHOWN)
    field.setFixedHeight(px(32))
    field.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return field


def _written(field: QDateTimeEdit) -> datetime:
    moment = field.dateTime()
    day, time = moment.date(), moment.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001  a Beijing moment
