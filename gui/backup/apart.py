"""Work for which the ledger is closed: it rests, the work runs, it is opened again."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.progress import Cancelled, Progress, Report
from gui.backup.headline import Progressing
from gui.buttons import Button, Kind
from gui.desk import Alone
from gui.jobs import Jobs
from gui.notices import EmptyState
from gui.theme import named, px
from words.translate import tr

if TYPE_CHECKING:  # the first job imports it
    from core.app import Core


class Apart(QWidget):
    """Stands in place of the screens meanwhile, and says what is done and how far it is.

    `done` comes with the wish and what its work gave (None: cancelled), or its error.
    """

    done = Signal(object, object, object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page")
        self._jobs = jobs
        self._own = Jobs(self)
        self._unwanted = Event()
        self.state = EmptyState("clock-counter-clockwise")
        self.progress = Progressing()
        self.progress.cancelled.connect(self._unwanted.set)
        card = named(QFrame(), "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(px(16), px(16), px(16), px(16))
        inner.addWidget(self.state, 1)
        inner.addWidget(self.progress)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(12))
        box.addWidget(card)

    def begin(self, wish: Alone, core: "Core | None") -> None:
        """Wait for other work, close the ledger if one is open, and do this alone."""
        self.state.say(wish.what, tr("The ledger is closed meanwhile, and opened again behind it."))
        self.progress.begin(wish.what, wish.leaves)
        self.progress.cancel.setVisible(bool(wish.leaves))

        self._unwanted.clear()

        def work(report: Report) -> object:
            def told(progress: Progress) -> None:
                if self._unwanted.is_set():
                    raise Cancelled
                report(progress)

            if core is not None:
                core.close()
            try:
                return wish.work(told)
            except Cancelled:
                if self._unwanted.is_set():
                    return None  # the ledger is to be opened again
                raise

        self._jobs.rest(lambda: self._run(wish, work))

    def finish(self) -> None:
        """Wait for the work under way; the window is closing."""
        self._own.finish()

    def _run(self, wish: Alone, work: Callable[[Report], object]) -> None:
        self._own.run(
            self,
            work,
            lambda result: self._end(wish, result, None),
            failed=lambda error: self._end(wish, None, error),
            progress=self.progress.tell,
        )

    def _end(self, wish: Alone, result: object, error: Exception | None) -> None:
        self.progress.end()
        self._jobs.resume()
        self.done.emit(wish, result, error)


class Leaving(QWidget):
    """Stands in place of the screens while the last backup is made; it can be skipped."""

    skipped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.state = EmptyState("shield-check")
        self.skip = self.state.add(Button(tr("Close without it"), Kind.SECONDARY))
        self.skip.clicked.connect(self.skipped)
        box = QVBoxLayout(self)
        box.addWidget(self.state)

    def begin(self) -> None:
        """Say what is done."""
        self.state.say(
            tr("One more backup, then the window closes"),
            tr("Without it the next start makes it up."),
        )
        self.skip.setFocus(Qt.FocusReason.OtherFocusReason)
