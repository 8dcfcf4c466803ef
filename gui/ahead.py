"""Screens are made ahead, one by one, while nobody is at the window."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from gui.jobs import Job, Jobs
from gui.rail import Tabs
from gui.tab import Tab

QUIET = 500
"""Milliseconds without a key or a move of the mouse, before each screen."""


class Ahead(QObject):
    """Makes what nobody has asked for yet: some screens count or watch before anyone looks.

    A screen's module is imported by a job; only the making itself stops the window.
    """

    def __init__(self, window: QWidget, tabs: Tabs, jobs: Jobs) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._jobs = jobs
        self._touched = False
        self._job: Job[type[Tab]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._load)
        window.windowHandle().installEventFilter(self)  # where the user's events come in

    def begin(self) -> None:
        """Begin, or go on."""
        self._timer.start()

    def stop(self) -> None:
        """Make nothing more."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait while somebody types or points."""
        if event.type() in _TOUCHES:
            self._touched = True
            if self._timer.isActive():
                self._timer.start()
        return False

    def _load(self) -> None:
        if unmade := self._tabs.unmade():
            self._touched = False
            load = unmade[0].load
            self._job = self._jobs.run(self, lambda _: load(), self._make)

    def _make(self, kind: type[Tab]) -> None:
        if not self._touched:
            self._tabs.made(kind)
        self._timer.start()


_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchUpdate,
    )
)
