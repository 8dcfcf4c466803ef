"""Outages (系统停机, 维护) on the screens: one calm line."""

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from core.domain.outage import Outage
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.icons import Icon
from gui.review.parts import Text
from gui.theme import named, px
from words import outage as words
from words.translate import filled, tr

MINUTE = 60_000


class OutageBar(QFrame):
    """What is down, from when to when, what happens meanwhile, and how long it lasts.

    Gone while nothing is down and nothing announced.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "banner")
        self.setFixedHeight(px(40))
        self.outage: Outage | None = None
        self._desk = desk
        self.what = named(QLabel(), "bold")
        self.rest = Text(role="text2")
        self.left = named(QLabel(), "bold")
        self.change = Button(tr("Change…"), Kind.QUIET)
        self.change.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(6), 0)
        row.setSpacing(px(10))
        row.addWidget(Icon("pause-circle-fill", 20, "grey_mark"))
        row.addWidget(self.what)
        row.addWidget(self.rest, 1)
        row.addWidget(self.left)
        row.addWidget(self.change)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self.look)
        desk.when_opened(self.look)
        desk.changed.connect(self._on_changed)
        self.hide()

    def look(self) -> None:
        """See whether anything is down or announced."""
        outages = self._desk.core.outages
        now = self._desk.core.now

        def find(_: object) -> tuple[Outage | None, datetime]:
            current = outages.current()
            return current or next(iter(outages.ahead()), None), now()

        self._desk.jobs.run(self, find, lambda found: self._show(*found))

    def _show(self, outage: Outage | None, now: datetime) -> None:
        self.outage = outage
        if outage is None:
            self._clock.stop()
            self.hide()
            self.changed.emit()
            return
        self._clock.start()
        ahead = outage.ahead(now)
        what = (
            tr("Maintenance is announced") if ahead else tr("The tax system is down, entry goes on")
        )
        self.what.setText(what)
        rest = words.coming(outage) if ahead else _meanwhile(outage, now)
        self.rest.say(rest)
        end = outage.since if ahead else outage.until
        self.left.setText(_left(end - now, ahead=ahead) if end else "")
        self.setAccessibleName(f"{what}. {rest} {self.left.text()}")
        self.show()
        self.changed.emit()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if Topic.OUTAGES in topics:
            self.look()

    def _ask(self) -> None:
        if self.outage is not None:
            from gui.outages.dialogs import OutageChanged  # only who asks for it needs it

            OutageChanged(self.window(), self._desk, self.outage).open()


def _meanwhile(outage: Outage, now: datetime) -> str:
    if outage.until is None:
        text = tr("Since {since} ({source}). New invoices are marked offline, verified afterwards.")
    else:
        text = tr(
            "{since} to {until} ({source}). New invoices are marked offline, verified afterwards."
        )
    values = {
        "since": _when(outage.since, now),
        "until": _when(outage.until, now, outage.since) if outage.until else "",
        "source": outage.source or tr("noticed here"),
    }
    return filled(text, values)


def _when(at: datetime, now: datetime, begun: datetime | None = None) -> str:
    """Write no day that goes without saying."""
    time = f"{at:%H:%M}"
    if begun is not None and at.date() == begun.date():
        return time
    if begun is None and at.date() == now.date():
        return filled(tr("today {time}"), {"time": time})
    return f"{at:%m-%d} {time}"


def _left(time: timedelta, *, ahead: bool) -> str:
    minutes = max(0, int(time.total_seconds() // 60))
    values = {"hours": minutes // 60, "minutes": minutes % 60}
    if ahead:
        return filled(tr("in {hours} h {minutes} min"), values)
    return filled(tr("{hours} h {minutes} min left"), values)
