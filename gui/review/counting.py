"""How many things need a person, said in the rail before the review was looked at."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.domain.topic import Topic
from core.progress import Report
from gui.desk import Desk
from gui.jobs import Job

AFTER_OPENING, AFTER_NEWS = 1500, 3000
"""Milliseconds: the window comes first, and a pile that is scanned is counted at its end."""

Told = tuple[bool, int]


class Counting(QObject):
    """Counts while the screen is out of sight.

    A small ledger is compared in full: `compare` is called. In a large one that would take the
    machine from whoever is scanning; `news` alone are told until the screen is opened.
    """

    compare = Signal()
    news = Signal(int)

    def __init__(self, screen: QWidget, desk: Desk, topics: frozenset[Topic]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._topics = topics
        self._job: Job[Told] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        desk.when_opened(lambda: self._timer.start(AFTER_OPENING))
        desk.changed.connect(self._on_changed)

    def _on_changed(self, topics: frozenset[object]) -> None:
        if not self._topics.isdisjoint(topics) and not self._screen.isVisible():
            self._timer.start(AFTER_NEWS)

    def _look(self) -> None:
        if not self._desk.ready or self._screen.isVisible():
            return
        core = self._desk.core

        def look(_: Report) -> Told:
            small = core.reviewing.small()
            return small, 0 if small else sum(x.in_ledger for x in core.reconciliation.news())

        self._job = self._desk.jobs.run(self, look, self._tell, failed=_pass_over)

    def _tell(self, told: Told) -> None:
        if self._screen.isVisible():
            return
        if told[0]:
            self.compare.emit()
        else:
            self.news.emit(told[1])


def _pass_over(error: Exception) -> None:
    """Say nothing: nobody asked, and whoever opens the screen is told."""
