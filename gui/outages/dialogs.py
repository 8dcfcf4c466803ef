"""What is asked about an outage: noting it, changing when it is or was, telling others."""

from datetime import datetime, timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from core.domain.outage import Outage, OutageReport
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.outages.moments import Times
from gui.outages.record import OutageRecord
from gui.theme import named
from words import outage as words
from words.translate import tr

USUAL = timedelta(hours=4)
"""How long one is that is about to be noted, until something else is typed."""


def show_record(owner: QWidget, desk: Desk, number: int) -> None:
    """Fetch the record of an outage and show it; its times are changed from there."""
    outages = desk.core.outages

    def show(report: OutageReport, unmarked: int) -> None:
        record = OutageRecord(owner.window(), desk, report, unmarked)
        record.change_wanted.connect(
            lambda: OutageChanged(owner.window(), desk, report.outage).open()
        )
        record.open()

    desk.jobs.run(
        owner,
        lambda _: (outages.report(number), outages.unmarked(number)),
        lambda found: show(*found),
    )


class OutageAsked(Asking):
    """Asks from when to when, and who said so; without an end nobody knows it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        word = tr("Note the outage")
        super().__init__(parent, tr("Service is down, or will be"), "", word)
        self._desk = desk
        now = desk.core.now()
        self.times = Times(now, now + USUAL)
        self.source = _source("")
        self.follows = named(QLabel(), "quiet")
        self.follows.setWordWrap(True)
        self.body.addWidget(self.times)
        self.add(tr("Who says so"), self.source)
        self.body.addWidget(self.follows)
        self.times.changed.connect(self._check)
        self.accepted.connect(self._keep)
        self.times.setFocus()
        self._check()

    def _check(self) -> None:
        self.go.setEnabled(self.times.ordered)
        since, until = self.times.given()
        now = self._desk.core.now()
        if not self.times.ordered:
            text = tr("It ends before it begins.")
        elif until is not None and until <= now:
            text = tr(
                "It is noted as over. What was entered in that time is not marked offline "
                "afterwards, and is verified like everything else."
            )
        elif since > now:
            text = tr(
                "It begins by itself. From then on what is entered is marked offline, to be "
                "verified afterwards."
            )
        else:
            text = tr(
                "Entry goes on meanwhile: what is entered is marked offline, to be verified "
                "afterwards."
            )
        self.follows.setText(text)

    def _keep(self) -> None:
        outages, source = self._desk.core.outages, self.source.text().strip()
        since, until = self.times.given()
        self._desk.jobs.run(
            self._desk, lambda _: outages.announce(since, until, source), lambda _: None
        )


class OutageChanged(Asking):
    """What can be done about one: its times, its end, telling others while it is on or to come."""

    def __init__(self, parent: QWidget, desk: Desk, outage: Outage) -> None:
        now = desk.core.now()
        super().__init__(parent, tr("Outage"), _line(outage, now), tr("Keep the times"))
        self._desk, self._outage, self._owner = desk, outage, parent
        self._until = outage.ended_at or outage.until
        over = not (outage.on(now) or outage.ahead(now))
        until = self._until or max(now, outage.since) + USUAL
        self.times = Times(outage.since, until, knows_end=self._until is not None)
        self.source = _source(outage.source)
        self.body.addWidget(self.times)
        self.add(tr("Who says so"), self.source)
        self.end = _beside(_ends(outage, now), "check", Kind.SECONDARY)
        self.colleagues = _beside(tr("Copy a text for colleagues"), "copy")
        self.customers = _beside(tr("Copy a text for customers"), "copy")
        self.record = _beside(tr("Record…"), "file-text")
        self._add_row(self.end, *(() if over else (self.record,)))
        if not over:
            self._add_row(self.colleagues, self.customers)
        self.times.changed.connect(lambda: self.go.setEnabled(self.times.ordered))
        self.end.clicked.connect(self._end)
        self.record.clicked.connect(self._show_record)
        for button, customers in ((self.colleagues, False), (self.customers, True)):
            button.clicked.connect(
                lambda _, button=button, customers=customers: self._copy(button, customers)
            )
        self.accepted.connect(self._keep)
        (self.times.until if self.times.until.isEnabled() else self.times).setFocus()

    def _add_row(self, *buttons: Button) -> None:
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)

    def _copy(self, button: Button, customers: bool) -> None:
        core = self._desk.core
        text = words.notice(self._outage, core.company.name, core.now(), for_customers=customers)
        QGuiApplication.clipboard().setText(text)
        button.say(tr("Copied"), "check")

    def _end(self) -> None:
        outages, outage = self._desk.core.outages, self._outage
        on = outage.on(self._desk.core.now())
        act = outages.end if on else outages.withdraw
        self._desk.jobs.run(self._desk, lambda _: act(outage.id), lambda _: None)
        self.reject()

    def _show_record(self) -> None:
        show_record(self._owner, self._desk, self._outage.id)
        self.reject()

    def _keep(self) -> None:
        outages, outage, source = self._desk.core.outages, self._outage, self.source.text().strip()
        since, until = self.times.given()
        since = outage.since if since == _minute(outage.since) else since
        until = self._until if until == _minute(self._until) else until
        if (since, until, source) != (outage.since, self._until, outage.source):
            self._desk.jobs.run(
                self._desk,
                lambda _: outages.correct(outage.id, since, until, source),
                lambda _: None,
            )


def _line(outage: Outage, now: datetime) -> str:
    if outage.on(now):
        return words.banner(outage)
    if outage.ahead(now):
        return words.coming(outage)
    return tr("What was entered in that time keeps the mark that it has.")


def _ends(outage: Outage, now: datetime) -> str:
    if outage.on(now):
        return tr("Service is back")
    return tr("It does not come") if outage.ahead(now) else tr("There was no outage")


def _source(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(tr("Notice of the tax bureau, a call, noticed here"))
    return field


def _beside(word: str, icon: str, kind: Kind = Kind.QUIET) -> Button:
    """Give a button that Enter does not press."""
    button = Button(word, kind, icon=icon)
    button.setAutoDefault(False)
    return button


def _minute(at: datetime | None) -> datetime | None:
    return at.replace(second=0, microsecond=0) if at else None
