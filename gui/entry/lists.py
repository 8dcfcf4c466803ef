"""The lists beside the form: 刚录入 | 待查验. During an outage the second comes to the front."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from core.domain.outage import Outage
from core.domain.topic import Topic
from core.domain.waiting import Waiting
from gui.desk import Desk
from gui.entry.recent import RecentList
from gui.entry.waiting import MOST, WaitingList
from gui.first_start.parts import Segments
from gui.jobs import Job
from gui.status import Elided
from gui.theme import named, px
from words import prospect as words
from words.translate import tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.app import Core
    from core.services.prospect import Prospect

RECENT, WAITING = range(2)

FRESH = 500
"""Milliseconds that news may wait: a pile makes news with every invoice."""

MINUTE = 60_000
TOPICS = frozenset((Topic.INVOICES, Topic.VERIFICATION, Topic.OUTAGES))


@dataclass(frozen=True, slots=True)
class Found:
    """How it stands: the count alone, and more where the list of what waits is in sight."""

    count: int
    outage: Outage | None
    prospect: "Prospect | None" = None
    rows: tuple[Waiting, ...] = ()


class Lists(QFrame):
    """Shows one of two lists under their counts; what waits is fetched only while it is in sight.

    The one that a person chose stays; an outage changes it once, and changes it back. `turned`
    says that another is in front.
    """

    turned = Signal()

    def __init__(self, desk: Desk, recent: RecentList) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self._job: Job[Found] | None = None
        self._during: int | None = None
        self._chosen = False
        self.recent, self.waiting = recent, WaitingList()
        self.segments = Segments(_names(), tr("Lists"))
        self.begins = Elided()
        self.pages, self._head = QStackedWidget(), QHBoxLayout()
        key = QKeySequence(QKeySequence.StandardKey.Undo)
        self._undo_key = QShortcut(key, self, recent.undo.click)  # beside the list it undoes too
        self._news, self._clock = QTimer(self), QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(FRESH)
        self._clock.setInterval(MINUTE)
        self._lay_out()
        self._connect()
        self._turn(RECENT)

    @property
    def at(self) -> int:
        """Which list is in front."""
        return self.segments.at

    def word(self) -> str:
        """Name the list that is in front."""
        return _names()[self.at]

    def start_anew(self) -> None:
        """Forget the ledger that was open."""
        if self._job is not None:
            self._job.cancel()
        self._during, self._chosen = None, False
        self._turn(RECENT)
        self.look()

    def look(self) -> None:
        """See how many wait, whether there is an outage, and what its list is to show."""
        if not (self._desk.ready and self.isVisible()):
            return  # it looks when it is shown
        if self._job is not None:
            self._job.cancel()
        core, wanted, during = self._desk.core, self.at == WAITING, self._during
        self._job = self._desk.jobs.run(
            self, lambda _: _found(core, during, wanted=wanted), self._show
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what happened out of sight."""
        super().showEvent(event)
        self._clock.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        super().hideEvent(event)
        self._clock.stop()

    def _show(self, found: Found) -> None:
        self._say(WAITING, found.count)
        if found.prospect is not None:
            self.begins.setText(words.begins(found.prospect))
            self.waiting.show_queue(found.rows, found.prospect)
        self._follow(found.outage)

    def _follow(self, outage: Outage | None) -> None:
        """Bring what waits to the front as an outage begins, and put it back as it ends."""
        number = outage.id if outage is not None else None
        if number == self._during:
            return
        self._during = number
        if number is None and not self._chosen:
            self._turn(RECENT)
        elif number is not None and self.at != WAITING:
            self._chosen = False
            self._turn(WAITING)

    def _say(self, at: int, count: int) -> None:
        word = _names()[at]
        said = f"{word} {count:,}" if count else word
        if self.segments.button(at).text() != said:
            self.segments.say(at, said)

    def _choose(self) -> None:
        self._chosen = True
        self._turn(self.at)
        self.look()

    def _turn(self, at: int) -> None:
        self.segments.choose(at)
        self.pages.setCurrentIndex(at)
        self.recent.undo.setVisible(at == RECENT)
        self.begins.setVisible(at == WAITING)
        self._undo_key.setEnabled(at == WAITING)
        edge = 8 if at == RECENT else 16  # a quiet button has room of its own
        self._head.setContentsMargins(px(16), px(8), px(edge), px(8))
        self.turned.emit()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if not TOPICS.isdisjoint(topics) and not self._news.isActive():
            self._news.start()

    def _connect(self) -> None:
        self.segments.chosen.connect(self._choose)
        self.recent.counted.connect(lambda n: self._say(RECENT, n))
        self.waiting.plan.open.clicked.connect(
            lambda: self._desk.work_wanted.emit(Topic.VERIFICATION)
        )
        self.waiting.plan.set_up.clicked.connect(
            lambda: self._desk.settings_wanted.emit("ServicesPage")
        )
        self._news.timeout.connect(self.look)
        self._clock.timeout.connect(self.look)
        self._desk.changed.connect(self._on_changed)
        self._desk.when_opened(self.look)

    def _lay_out(self) -> None:
        head = self._head
        head.setSpacing(px(10))
        head.addWidget(self.segments)
        head.addStretch()
        head.addWidget(self.begins)
        head.addWidget(self.recent.undo)
        for at, page in enumerate((self.recent, self.waiting)):
            self.segments.button(at).setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves it
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.pages, 1)


def _names() -> list[str]:
    return [tr("Just entered"), tr("To verify")]


def _found(core: "Core", during: int | None, *, wanted: bool) -> Found:
    """Look at the ledger; an outage that has just begun brings its list along."""
    verification, outage = core.verification, core.outages.current()
    begun = outage is not None and outage.id != during
    if not (wanted or begun):
        return Found(verification.count(), outage)
    prospect = verification.prospect()
    rows = verification.waiting(MOST, last_first=True)
    return Found(prospect.waiting, prospect.outage, prospect, rows)
