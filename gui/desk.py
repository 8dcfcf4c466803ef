"""What every screen is given: the program, the way off the thread, and the news."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from gui.jobs import Jobs

if TYPE_CHECKING:  # the first job imports it: SQLAlchemy must not stand before the first paint
    from core.app import Core


class Desk(QObject):
    """The open ledger and the jobs on it.

    `changed` carries the topics of a write that was committed, here or by another program;
    `opened` comes when a ledger is there, `samples_wanted` when the user wants to look around.

    No screen knows another: `copy_wanted` carries an invoice to be entered once more,
    `look_up_wanted` a query, to whichever screen can take it; the window brings it to the front.
    """

    changed = Signal(frozenset)
    copy_wanted = Signal(object)
    look_up_wanted = Signal(object)
    opened = Signal()
    samples_wanted = Signal()
    _news = Signal(frozenset)

    def __init__(self, core: "Core | None", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._core: Core | None = None
        self._news.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        if core is not None:
            self.open(core)

    @property
    def ready(self) -> bool:
        """Whether the ledger is open."""
        return self._core is not None

    @property
    def core(self) -> "Core":
        """The program itself; its services are for jobs, never for the window's thread."""
        assert self._core is not None, "asked for before the ledger is open"
        return self._core

    def open(self, core: "Core") -> None:
        """Take the open ledger, and listen to it."""
        self._core = core
        core.listen(self._news.emit)  # on the thread that wrote; the signal brings it here
        self.opened.emit()

    def tell(self, topics: frozenset[object]) -> None:
        """Pass on what another program may have changed."""
        if topics:
            self.changed.emit(topics)
