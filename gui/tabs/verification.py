"""Verification (查验): what waits, what was answered, and what needs a look."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout

from core.domain.query import Query
from core.domain.topic import Topic
from core.domain.waiting import PASSING, Hold
from core.progress import Report
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.notices import ProgressStrip, Toast
from gui.outage import OutageBar
from gui.outages.dialogs import OutageAsked
from gui.outages.listing import OutagesView
from gui.states import Mark, State
from gui.tab import Tab
from gui.tabs import VERIFICATION
from gui.theme import named, px
from gui.verification.answers import AnswersView
from gui.verification.figures import Numbers
from gui.verification.points import PointsView
from gui.verification.site import SiteDialog
from gui.verification.waiting import MOST, WaitingView
from words.translate import counted, filled, tr
from words.verifying import stopped

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.domain.invoice import Invoice
    from core.services.verification import Figures
    from core.services.working_off import Worked


class VerificationTab(Tab):
    """Figures over one of four views; the queue is worked off from here."""

    place = VERIFICATION
    topics = frozenset({Topic.INVOICES, Topic.VERIFICATION, Topic.OUTAGES})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self._job: Job[Worked] | None = None
        self.title = named(QLabel(self.place.word()), "title")
        self.services = Button(tr("Services…"), Kind.SECONDARY, icon="gear")
        self.go = Button(tr("Verify now"), Kind.PRIMARY, icon="checks")
        self.down = Button(tr("Service is down…"), Kind.QUIET, icon="pause-circle")
        self.bar = OutageBar(desk)
        self.numbers = Numbers()
        self.lacks = named(QLabel(tr("No service is set up")), "small")
        self.lacks.hide()
        self.strip = ProgressStrip(self)
        self.waiting, self.answers = WaitingView(desk), AnswersView(desk)
        self.points = PointsView(desk)
        self.outages = OutagesView(desk)
        self.views = QStackedWidget()
        self.segments = [_segment(at, name) for at, name in enumerate(_names())]
        self.toast = Toast(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.waiting.table)

    def refresh(self) -> None:
        """Show how it stands."""
        core = self.desk.core

        def look(_: Report) -> tuple[Any, ...]:
            service = core.verification
            can = bool(core.providers.asked())
            return can, service.figures(), service.waiting(MOST), service.alarms(), service.offers()

        self.desk.jobs.run(self, look, lambda found: self._show(*found))
        self.answers.refresh()
        if self.views.currentWidget() is self.outages:
            self.outages.refresh()

    def work_off(self) -> None:
        """Ask about what can be asked about now."""
        if self._job is not None:
            return
        service = self.desk.core.verification
        self.go.setEnabled(False)
        self.strip.begin(tr("Verifying"), tr("what was answered is kept, the rest goes on waiting"))
        self._job = self.desk.jobs.run(
            self,
            service.work_off,
            self._on_worked,
            failed=self._on_failed,
            progress=self.strip.tell,
        )

    def cancel(self) -> None:
        """Stop after the question under way."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def check_on_site(self, invoice: "Invoice") -> None:
        """Show the values that the official page asks for."""
        SiteDialog(self.window(), self.desk, invoice).open()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    def _show(self, can: bool, found: "Figures", waiting: Any, alarms: Any, offers: Any) -> None:
        self.numbers.show_figures(found)
        self.waiting.show_queue(waiting, found.waiting)
        self.waiting.say_nothing_waits(*self._why_empty(found))
        self.points.show_points(alarms, offers)
        needed = sum(n for hold, n in found.held.items() if hold not in (*PASSING, Hold.PAUSED))
        self.badge.emit(found.alarms + needed)
        for at, count in enumerate((found.waiting, 0, len(alarms) + len(offers))):
            name = _names()[at]
            self.segments[at].say(f"{name} {count:,}" if count else name)
        self.go.setEnabled(self._job is None and can and found.ready > 0)
        self.lacks.setVisible(not can)

    def _why_empty(self, found: "Figures") -> tuple[str, str]:
        if found.confirmed or found.failed:
            return tr("Nothing waits"), tr("What is entered from now on waits here for its turn.")
        return (
            tr("No invoice waits for its verification"),
            tr("What is entered waits here: for a service, or for the official site."),
        )

    def _on_worked(self, worked: "Worked") -> None:
        self._end()
        if worked.stopped:
            self.toast.say(State(Mark.LOOK, stopped(worked.stopped[0])))
            return
        done = counted(worked.done, tr("{n} answer came"), tr("{n} answers came"))
        rest = counted(worked.waiting, tr("{n} waits"), tr("{n} wait"))
        self.toast.say(State(Mark.AGREES, f"{done} · {rest}" if worked.waiting else done))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self, error)

    def _end(self) -> None:
        self._job = None
        self.strip.end()
        self.refresh_in_sight()

    def _choose(self, at: int) -> None:
        self.views.setCurrentIndex(at)
        self.segments[at].setChecked(True)
        if self.views.currentWidget() is self.outages and self.desk.ready:
            self.outages.refresh()

    def _connect(self) -> None:
        self.go.clicked.connect(self.work_off)
        self.services.clicked.connect(lambda: self.desk.settings_wanted.emit("ServicesPage"))
        self.down.clicked.connect(lambda: OutageAsked(self.window(), self.desk).open())
        self.bar.changed.connect(lambda: self.down.setVisible(not self.bar.is_on))
        self.strip.cancelled.connect(self.cancel)
        self.waiting.site_wanted.connect(self.check_on_site)
        self.points.look_up_wanted.connect(
            lambda key: self.desk.look_up_wanted.emit(Query(text=key))
        )
        self.waiting.batch.done.connect(self.toast.say)
        self.points.supplemented.connect(self._on_supplemented)
        self.answers.written.connect(self._on_written)
        self.outages.written.connect(self._on_written)
        for at, segment in enumerate(self.segments):
            segment.clicked.connect(lambda _, at=at: self._choose(at))

    def _on_written(self, file: Path) -> None:
        word = filled(tr("Written: {file}"), {"file": file.name})
        self.toast.say(State(Mark.AGREES, word))

    def _on_supplemented(self, count: int) -> None:
        what = counted(count, tr("{n} invoice supplemented"), tr("{n} invoices supplemented"))
        self.toast.say(State(Mark.AGREES, what))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.down)
        head.addWidget(self.lacks)
        head.addWidget(self.services)
        head.addWidget(self.go)
        row = QHBoxLayout()
        row.setSpacing(0)
        for segment in self.segments:
            row.addWidget(segment)
        row.addStretch()
        for view in (self.waiting, self.answers, self.points, self.outages):
            self.views.addWidget(view)
        page = QVBoxLayout(self)
        page.setContentsMargins(px(24), 0, px(24), px(12))
        page.setSpacing(px(12))
        page.addLayout(head)
        page.addWidget(self.bar)
        page.addWidget(self.numbers)
        page.addLayout(row)
        page.addWidget(self.strip)
        page.addWidget(self.views, 1)
        self._choose(0)


def _names() -> tuple[str, str, str, str]:
    return tr("Waiting"), tr("Answers"), tr("Open points"), tr("Outages")


def _segment(at: int, name: str) -> Button:
    button = Button(name, Kind.SECONDARY)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setAutoDefault(False)
    button.setProperty("kind", "segment")
    button.setProperty("end", ("first", "middle", "middle", "last")[at])
    return button
