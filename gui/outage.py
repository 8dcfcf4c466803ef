"""Outages (系统停机, 维护) on the screens: one calm line, and behind them too."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from core.domain.outage import Outage, OutageReport
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.icons import Icon
from gui.jobs import Job
from gui.review.parts import Text
from gui.theme import named, px
from words import outage as words
from words.translate import filled, joined, tr

if TYPE_CHECKING:  # the first job imports it
    from core.app import Core

MINUTE = 60_000
SOON = 1000
"""Milliseconds between an answer and a look at the report: others come behind it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The outage that is on or comes next, or else the report of one that nobody has seen yet.

    `asking`: a service is set up, which will be asked. `verifying`: what waits is being asked
    about, so that the report is not at its end.
    """

    now: datetime
    outage: Outage | None = None
    report: OutageReport | None = None
    asking: bool = False
    verifying: bool = False


class OutageBar(QFrame):
    """What is down, from when to when, what happens meanwhile, and how long it lasts.

    When service is back, what became of what was entered meanwhile, until somebody has seen it.
    `outage` is the one that is on or announced. Gone while there is nothing to say.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "banner")
        self.setFixedHeight(px(40))
        self.outage: Outage | None = None
        self.report: OutageReport | None = None
        self.is_on = False
        self._job: Job[Standing] | None = None
        self._desk = desk
        self.icon = Icon("pause-circle-fill", 20, "grey_mark")
        self.what = named(QLabel(), "bold")
        self.rest = Text(role="text2")
        self.left = named(QLabel(), "bold")
        self.change = Button(tr("Change times…"), Kind.QUIET)
        self.seen = Button(tr("Seen"), Kind.QUIET, icon="check")
        self.change.clicked.connect(self._ask)
        self.seen.clicked.connect(self._on_seen)
        self._lay_out()
        self._clock, self._soon = QTimer(self), QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self.look)
        self._soon.setInterval(SOON)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        desk.when_opened(self.look)
        desk.changed.connect(self._on_changed)
        desk.set_up.connect(self.look)  # it was seen on another screen
        self.hide()

    def look(self) -> None:
        """See whether anything is down, announced, or over and not told yet."""
        if self._desk.ready:
            core = self._desk.core
            if self._job is not None:
                self._job.cancel()  # an older answer must not overtake this one
            self._job = self._desk.jobs.run(self, lambda _: _standing(core), self._show)

    def _show(self, standing: Standing) -> None:
        self.outage, self.report = standing.outage, standing.report
        self.is_on = self.outage is not None and not self.outage.ahead(standing.now)
        self.change.setVisible(self.report is None or self.report.entered > 0)
        self.seen.setVisible(self.report is not None and not standing.verifying)
        self.icon.show_as(*_icon(standing))
        if self.outage is not None:
            self.change.say(tr("Change times…"))
            self._say_outage(self.outage, standing.now, asking=standing.asking)
        elif self.report is not None:
            self.change.say(tr("Report…"))
            self._say(tr("Service is back"), _so_far(self.report, standing.verifying), "")
        else:
            self._clock.stop()
            self.hide()
        self.changed.emit()

    def _say_outage(self, outage: Outage, now: datetime, *, asking: bool) -> None:
        ahead = outage.ahead(now)
        rest = words.coming(outage) if ahead else _meanwhile(outage, now, asking=asking)
        end = outage.since if ahead else outage.until
        left = _left(end - now, ahead=ahead) if end else ""
        self._say(_what(outage, ahead=ahead), rest, left)

    def _say(self, what: str, rest: str, left: str) -> None:
        self._clock.start()
        self.what.setText(what)
        self.rest.say(rest)
        self.left.setText(left)
        self.setAccessibleName(f"{what}. {rest} {left}".strip())
        self.show()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if Topic.OUTAGES in topics:
            self.look()
        elif Topic.VERIFICATION in topics and not self.isHidden() and not self._soon.isActive():
            self._soon.start()  # once for a stream, which would else put it off to its end

    def _ask(self) -> None:
        from gui.outages.dialogs import OutageChanged, show_record  # only who asks needs them

        if self.outage is not None:
            OutageChanged(self.window(), self._desk, self.outage).open()
        elif self.report is not None:
            show_record(self, self._desk, self.report.outage.id)
            if self.seen.isVisible():
                self._on_seen()

    def _on_seen(self) -> None:
        if self.report is not None:
            outages, outage = self._desk.core.outages, self.report.outage
            self._desk.jobs.run(self._desk, lambda _: outages.told(outage), self._desk.set_up.emit)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(6), 0)
        row.setSpacing(px(10))
        row.addWidget(self.icon)
        row.addWidget(self.what)
        row.addWidget(self.rest, 1)
        row.addWidget(self.left)
        row.addWidget(self.change)
        row.addWidget(self.seen)


def _standing(core: "Core") -> Standing:
    now, current = core.now(), core.outages.current()
    if current is not None:
        return Standing(now, current, asking=bool(core.providers.asked()))
    untold = [x for x in core.outages.over() if x.entered or not x.outage.noticed]
    if untold:
        report = untold[-1]
        free = any(x.resting is None or x.resting <= now for x in core.providers.asked())
        return Standing(now, None, report, verifying=free and report.waiting > 0)
    return Standing(now, next(iter(core.outages.ahead()), None))


def _icon(standing: Standing) -> tuple[str, str]:
    if standing.report is None:
        return "pause-circle-fill", "grey_mark"
    if standing.verifying:
        return "clock-fill", "grey_mark"
    bad = standing.report.failed or standing.report.needs_person
    return ("warning-fill", "amber_mark") if bad else ("check-circle-fill", "green_mark")


def _what(outage: Outage, *, ahead: bool) -> str:
    if ahead:
        return tr("Maintenance is announced")
    if outage.noticed:
        return tr("The verification cannot be reached, entry goes on")
    return tr("The tax system is down, entry goes on")


def _so_far(report: OutageReport, verifying: bool) -> str:
    if verifying:
        values = {"done": report.entered - report.still, "n": report.entered}
        return filled(tr("{done} of {n} are answered, the rest is being verified."), values)
    return joined(*words.report_lines(report))


def _meanwhile(outage: Outage, now: datetime, *, asking: bool) -> str:
    if outage.until is None:
        when = tr("Since {since} ({source}).")
    else:
        when = tr("{since} to {until} ({source}).")
    if asking:
        then = tr("New invoices are marked offline, verified by themselves afterwards.")
    else:
        then = tr("New invoices are marked offline, to be verified afterwards.")
    values = {
        "since": _when(outage.since, now),
        "until": _when(outage.until, now, outage.since) if outage.until else "",
        "source": words.source(outage),
    }
    return joined(filled(when, values), then)


def _when(at: datetime, now: datetime, begun: datetime | None = None) -> str:
    """Write no day that goes without saying."""
    time = f"{at:%H:%M}"
    if begun is not None and at.date() == begun.date():
        return time
    if begun is None and at.date() == now.date():
        return filled(tr("today {time}"), {"time": time})
    return f"{at:%m-%d} {time}"


def _left(time: timedelta, *, ahead: bool) -> str:
    values = {"time": words.length(time)}
    return filled(tr("in {time}") if ahead else tr("{time} left"), values)
