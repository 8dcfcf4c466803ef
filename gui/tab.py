"""What all screens have in common: they are given the desk, and refresh themselves on news."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.topic import Topic
from gui.desk import Desk


class Tab(QWidget):
    """A screen: it names the topics it shows and refreshes when one changed, if it is in sight.

    `field` is what the window showed at once to be typed into; the first screen takes it over.
    `badge` tells how many things on it need a person.
    """

    badge = Signal(int)

    topics: ClassVar[frozenset[Topic]] = frozenset()

    icon: ClassVar[str]

    takes_copies: ClassVar[bool] = False
    """Whether an invoice can be entered here once more (`Desk.copy_wanted`)."""

    takes_queries: ClassVar[bool] = False
    """Whether a query can be shown here (`Desk.look_up_wanted`)."""

    takes_imports: ClassVar[bool] = False
    """Whether files are imported here (`Desk.import_wanted`, `Desk.files_wanted`)."""

    settles: ClassVar[Topic | None] = None
    """What open work is settled here (`Desk.work_wanted`)."""

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.field = field or QLineEdit()
        self._stale = True
        desk.changed.connect(self._on_changed)
        desk.when_opened(self.refresh_in_sight)

    @staticmethod
    def word() -> str:
        """The word of the screen in the rail."""
        raise NotImplementedError

    @staticmethod
    def warm_up(desk: Desk) -> None:
        """Do behind the opening what would make the first look at this screen slow."""

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
