"""One after the other: what arrived is looked up, what is to be saved is saved, all in jobs."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.invoice import Draft, EntryMethod, Invoice
from core.errors import AlreadyEntered
from core.progress import Report
from gui.desk import Desk
from gui.entry.arriving import Arrival
from gui.errors import show_error

if TYPE_CHECKING:
    from core.services.entry import First, Looked
    from core.store.originals import Original


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be saved: the draft, how it came, its file, and the form that it stood in."""

    draft: Draft
    how: EntryMethod
    text: str
    file: "Original | None" = field(default=None, repr=False)


class Checking(QObject):
    """The queue. `found`: an arrival, and what the ledger says of it (None for no draft).

    `saved`: an entry and its invoice; `twice`: an entry that the ledger has already, with what it
    has; `failed`: an entry and the error. Saving comes before looking, and all in its order.
    """

    found = Signal(object, object)
    saved = Signal(object, object)
    twice = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[Arrival] = deque()
        self._saving: deque[Entry] = deque()
        self._busy = False
        self.ended = 0
        """How many entries were saved or could not be."""

    @property
    def waiting(self) -> Sequence[Arrival]:
        """What was not looked up yet, or is just being looked up."""
        return self._waiting

    @property
    def saving(self) -> Sequence[Entry]:
        """What was not saved yet, or is just being saved."""
        return self._saving

    def start_anew(self) -> None:
        """Forget all that was meant for another ledger; what is being saved there is saved."""
        self._waiting, self._saving, self._busy = deque(), deque(), False

    def take(self, arrivals: Iterable[Arrival]) -> None:
        """Look these up, after those that wait already."""
        self._waiting.extend(arrivals)
        self.go_on()

    def save(self, entry: Entry) -> None:
        """Save this."""
        self._saving.append(entry)
        self.go_on()

    def go_on(self) -> None:
        """Go on with the next one, if the ledger is open and nothing is under way."""
        if self._busy or not self._desk.ready:
            return
        if self._saving:
            self._busy = True
            self._save(self._saving[0])
        elif self._waiting:
            self._busy = True
            self._look(self._waiting[0])

    def _look(self, arrival: Arrival) -> None:
        entry, draft = self._desk.core.entry, arrival.draft
        end = self._ending(self._waiting)

        def then(looked: "Looked | None") -> None:
            end(lambda: self.found.emit(arrival, looked))

        def failed(error: Exception) -> None:
            end(lambda: show_error(self.parent(), error))

        self._desk.jobs.run(
            self, lambda _: None if draft is None else entry.look(draft), then, failed=failed
        )

    def _save(self, entry: Entry) -> None:
        ledger = self._desk.core.entry
        end = self._ending(self._saving)

        def work(_: Report) -> "Invoice | First | None":
            try:
                return ledger.add(entry.draft, entry.how, original=entry.file)
            except AlreadyEntered:
                return ledger.look(entry.draft).first

        def then(became: "Invoice | First | None") -> None:
            self.ended += 1
            told = self.saved if isinstance(became, Invoice) else self.twice
            end(lambda: told.emit(entry, became))

        def failed(error: Exception) -> None:
            self.ended += 1
            end(lambda: self.failed.emit(entry, error))

        self._desk.jobs.run(self, work, then, failed=failed)

    def _ending(
        self, queue: "deque[Arrival] | deque[Entry]"
    ) -> Callable[[Callable[[], None]], None]:
        """Give what takes the first off a queue, tells its end, which may ask for more, goes on."""

        def end(tell: Callable[[], None]) -> None:
            if queue is not self._waiting and queue is not self._saving:
                return  # another ledger is open by now
            queue.popleft()
            self._busy = False
            tell()
            self.go_on()

        return end


DEBOUNCE = 500
"""Milliseconds for which typing must rest before it is kept."""

LATEST = 1000
"""Milliseconds after which it is kept though typing goes on."""


class Keeping(QObject):
    """Keeps what is not saved yet in the ledger, so that it survives the death of the program."""

    def __init__(self, desk: Desk, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = text
        self._last = ""
        self._number = 0
        self._written = 0
        self._guard = threading.Lock()
        self.ready = False
        self._rest, self._latest = _timer(self, DEBOUNCE), _timer(self, LATEST)
        for timer in (self._rest, self._latest):
            timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Keep it when typing rests, but in a second at the latest."""
        self._rest.start()
        if not self._latest.isActive():
            self._latest.start()

    def now(self) -> None:
        """Keep it now, if it is something else than what was kept last."""
        self._rest.stop()
        self._latest.stop()
        if not (self.ready and self._desk.ready):
            return
        text = self._text()
        if text == self._last:
            return
        self._last = text
        self._number += 1
        number, entry = self._number, self._desk.core.entry

        def work(_: Report) -> None:
            with self._guard:
                if number > self._written:  # an older text never overtakes a newer one
                    self._written = number
                    entry.keep(text) if text else entry.forget()

        self._desk.jobs.run(self, work, lambda _: None)

    def restore(self, then: Callable[[str], None]) -> None:
        """Give what an earlier run of the program left; from then on keep."""
        entry = self._desk.core.entry

        def given(text: str | None) -> None:
            self.ready = True
            self._last = text or ""
            if text:
                then(text)
            self.now()

        self._desk.jobs.run(self, lambda _: entry.kept(), given)


def _timer(owner: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
