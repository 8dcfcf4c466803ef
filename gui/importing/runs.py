"""Imports, one after another: asked about first where they are another company's, then done."""

from collections import deque
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.progress import Cancelled, Progress, Report
from gui.desk import Desk
from gui.importing.result import Result
from gui.importing.wanted import Wanted

if TYPE_CHECKING:  # come with the store, after the first paint
    from core.services.imports import Imported
    from core.services.previewing import Preview


class Runs(QObject):
    """Does one import at a time; what is wanted meanwhile waits its turn.

    `doubted` asks whether an import shall go on, by `go_on` or `leave_out`, before anything of
    it is written. `ended` gives a result, also of one that was stopped or failed.
    """

    begun = Signal(str)
    told = Signal(object)
    doubted = Signal(object, object)
    ended = Signal(object)
    failed = Signal(object)
    idle = Signal()
    queued = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[Wanted] = deque()
        self._now: Wanted | None = None
        self._stop = Event()
        desk.import_wanted.connect(self.want)
        desk.when_opened(self._start_anew)

    @property
    def busy(self) -> bool:
        """Whether an import is under way or asked about."""
        return self._now is not None

    @property
    def waiting(self) -> int:
        """How many wait their turn."""
        return len(self._waiting)

    def want(self, wanted: Wanted) -> None:
        """Import this, when its turn comes."""
        if self._desk.ready:
            self._waiting.append(wanted)
            self.queued.emit(self.waiting)
            self._next()

    def stop(self) -> None:
        """Stop the one under way; what is in so far stays."""
        self._stop.set()

    def go_on(self) -> None:
        """Import what was asked about."""
        if self._now is not None:
            self._run(self._now)

    def leave_out(self) -> None:
        """Leave what was asked about; nothing of it was written."""
        self._end()

    def _next(self) -> None:
        if self._now is not None or not self._waiting:
            return
        self._now = wanted = self._waiting.popleft()
        self._stop.clear()
        self.begun.emit(wanted.name)
        self.queued.emit(self.waiting)
        if wanted.paths:
            self._look(wanted)
        else:
            self._run(wanted)

    def _look(self, wanted: Wanted) -> None:
        look = self._desk.core.imports.look

        def take(preview: "Preview") -> None:
            if self._stop.is_set():
                self._end()
            elif preview.wrong_company:
                self.doubted.emit(wanted, preview)
            else:
                self._run(wanted)

        self._desk.jobs.run(self, lambda _: look(wanted.paths), take, failed=self._fail)

    def _run(self, wanted: Wanted) -> None:
        from core.services.imports import Imported  # comes with the store

        imports, stop, into = self._desk.core.imports, self._stop, Imported()
        result = wanted.onto or Result(wanted.name, self._desk.core.now())

        def work(report: Report) -> bool:
            """Say whether it was stopped: how far it came is then known, for it has ended."""

            def tell(progress: Progress) -> None:
                if stop.is_set():
                    raise Cancelled
                report(progress)

            try:
                wanted.run(imports, tell, into)
            except Cancelled:
                if not stop.is_set():
                    raise
                return True
            return False

        def take(stopped: bool) -> None:
            result.stopped = stopped
            self._give(result, into)

        def fail(error: Exception) -> None:
            result.failed = True
            if into.files:
                self._give(result, into)
                self.failed.emit(error)
            else:
                self._fail(error)

        self._desk.jobs.run(self, work, take, failed=fail, progress=self.told.emit)

    def _give(self, result: Result, part: "Imported") -> None:
        result.add(part)
        self.ended.emit(result)
        self._end()

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._now = None
        self._next()
        if self._now is None:
            self.idle.emit()

    def _start_anew(self) -> None:
        """What waits was wanted for another ledger."""
        self._waiting.clear()
