"""What every screen is given: the program, the way off the thread, and the news."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from core.progress import Report
from gui.jobs import Jobs

if TYPE_CHECKING:  # the first job imports it: SQLAlchemy must not stand before the first paint
    from core.app import Core
    from core.home import Home


@dataclass(frozen=True, slots=True)
class Alone:
    """Work for which the ledger is closed, and opened again behind it: restore, undo, re-keying.

    `then` is called with what the work gave, when the ledger is open again; `what` says what is
    done and `leaves` what cancelling leaves, "" where it cannot be cancelled.
    """

    what: str
    leaves: str
    work: Callable[[Report], object]
    then: Callable[[object], None]


class Desk(QObject):
    """The open ledger and the jobs on it.

    `changed` carries the topics of a write that was committed, here or by another program;
    `opened` comes when a ledger is there, `samples_wanted` when the user wants to look around,
    `alone_wanted` carries an `Alone`. `home` is where the ledger lives; None beside the samples.

    No screen knows another: `copy_wanted` carries an invoice to be entered once more,
    `look_up_wanted` a query, `work_wanted` the topic of open work, to whichever screen can take
    it; the window brings it to the front.
    `import_wanted` carries what is to be imported (`gui.importing.wanted`), `files_wanted` asks
    the user for files to import, `enter_wanted` names one that is to be entered by hand with
    its page beside, with those that lie on no disk, `mail_wanted` asks for a look at the mailbox,
    `settings_wanted` to a page of the settings by the name of its class, and `set_up` carries
    the settings that were just changed.
    """

    changed = Signal(frozenset)
    copy_wanted = Signal(object)
    look_up_wanted = Signal(object)
    import_wanted = Signal(object)
    files_wanted = Signal()
    enter_wanted = Signal(str, object)
    mail_wanted = Signal()
    settings_wanted = Signal(str)
    set_up = Signal(object)
    work_wanted = Signal(object)
    opened = Signal()
    samples_wanted = Signal()
    alone_wanted = Signal(object)
    _news = Signal(frozenset)

    def __init__(self, core: "Core | None", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.home: Home | None = None
        self._core: Core | None = None
        self._late: list[Callable[[], object]] | None = None
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

    def when_opened(self, do: Callable[[], object]) -> None:
        """Do this whenever a ledger was opened."""
        self.opened.connect(do)
        if self._late is not None:
            self._late.append(do)

    @contextmanager
    def catching_up(self) -> Iterator[None]:
        """Let what is made meanwhile do in the end what it does when a ledger was opened."""
        late = self._late = []
        yield
        self._late = None
        for do in late if self.ready else ():
            do()

    def tell(self, topics: frozenset[object]) -> None:
        """Pass on what another program may have changed."""
        if topics:
            self.changed.emit(topics)
