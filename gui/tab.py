"""What all screens have in common: they are given the desk, and refresh themselves on news."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.topic import Topic
from gui.desk import Desk
from gui.later import Place


class Tab(QWidget):
    """A screen: it names the topics it shows and refreshes when one changed, if it is in sight.

    `field` is what the window showed at once to be typed into; the first screen takes it over.
    `badge` tells how many things on it need a person.
    """

    badge = Signal(int)

    place: ClassVar[Place]
    """Its place in the rail, as TABS names it."""

    topics: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.field = field or QLineEdit()
        self._stale = True
        desk.changed.connect(self._on_changed)
        desk.when_opened(self.refresh_in_sight)

    def refresh(self) -> None:
        """Show what the ledger holds now; comes only when the ledger is open."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while the screen was out of sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh_in_sight()

    def refresh_in_sight(self) -> None:
        """Refresh, or remember to do so when the screen is in sight."""
        self._stale = not (self.desk.ready and self.isVisible())
        if not self._stale:
            self.refresh()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if not self.topics.isdisjoint(topics):
            self.refresh_in_sight()
