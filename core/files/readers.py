"""Reading many e-invoice files in processes of their own.

They use every core, and a file that brings its reader down, or keeps it for too long, is refused
and takes nothing else with it.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Final, Self

from core.domain.problem import Problem, ProblemCode
from core.files import FORMATS, Found, Reading, read
from core.files.format import Refused
from core.files.locked import still_locked, unlocked

READERS: Final = 2
SECONDS: Final = 60.0
"""How long one file may take; the largest photograph takes a third of it."""
_AHEAD: Final = 16
"""How many files are held at once, so that no reader waits for the next."""
_AHEAD_BYTES: Final = 48 * 2**20


def is_invoice_file(data: bytes) -> bool:
    """Say by the content whether a file is of a format that holds invoices, and no workbook."""
    return any(kind.matches(data) for kind in FORMATS)


class Readers:
    """Up to `count` processes, each started when it is needed. Use it as a context."""

    def __init__(self, count: int = READERS, seconds: float = SECONDS) -> None:
        """Start none yet; one file may take so many seconds."""
        self._count = count
        self._seconds = seconds
        self._readers: list[_Reader] = []

    def __enter__(self) -> Self:
        """Give the readers."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, whatever they are doing."""
        for reader in self._readers:
            reader.end()

    def read(self, files: Iterable[Found]) -> Iterator[tuple[Found, Reading | None]]:
        """Give each file in its order with what was read, None for what is no e-invoice file."""
        coming, held = iter(files), deque[_Task]()
        waiting = deque[_Task]()
        more = True
        while True:
            while more and len(held) < _AHEAD and sum(x.size for x in held) < _AHEAD_BYTES:
                found = next(coming, None)
                more = found is not None
                if found is not None:
                    held.append(task := _Task(found))
                    waiting.extend(() if task.done else (task,))
            self._hand_out(waiting)
            while held and held[0].done:
                task = held.popleft()
                yield task.found, task.reading
            if held and not held[0].done:
                waiting.extendleft(self._collect())
            elif not held and not more:
                return

    def _hand_out(self, waiting: "deque[_Task]") -> None:
        while waiting:
            reader = next((x for x in self._readers if x.task is None), None)
            if reader is None and len(self._readers) < self._count:
                self._readers.append(reader := _Reader())
            if reader is None:
                return
            if reader.take(waiting[0], self._seconds):
                waiting.popleft()
            else:
                self._drop(reader)

    def _collect(self) -> "list[_Task]":
        """Wait for an answer; give the tasks that are to be tried once more."""
        busy = {x.pipe: x for x in self._readers if x.task is not None}
        soonest = min(x.until for x in busy.values())
        ready = wait(list(busy), timeout=max(0.0, soonest - monotonic()))
        again = []
        for reader in busy.values():
            task = reader.task
            assert task is not None
            if reader.pipe in ready:
                if not reader.answer():
                    self._drop(reader)
                    if task.failed("damaged"):
                        again.append(task)
            elif reader.until <= monotonic():
                self._drop(reader)
                task.settle(_refused("time"))
        return again

    def _drop(self, reader: "_Reader") -> None:
        self._readers.remove(reader)
        reader.end()


def _refused(reason: str) -> Reading:
    return Reading(None, (), Problem(ProblemCode.UNREADABLE, {"reason": reason}))


@dataclass(slots=True, eq=False)
class _Task:
    """A file, and what was read of it when it is `done`."""

    found: Found
    reading: Reading | None = None
    done: bool = False
    _failures: int = field(default=0)

    def __post_init__(self) -> None:
        if self.found.problem is not None:
            self.settle(Reading(None, (), self.found.problem))
        elif not is_invoice_file(self.found.data):
            self.settle(None)

    @property
    def size(self) -> int:
        return len(self.found.data)

    def settle(self, reading: Reading | None) -> None:
        self.reading, self.done = reading, True

    def failed(self, reason: str) -> bool:
        """Say whether it is worth another try: a reader may also be ended by the system."""
        self._failures += 1
        if self._failures > 1:
            self.settle(_refused(reason))
        return not self.done


class _Reader:
    """One process; `task` is what it reads, `until` when that must be done."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._child = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._child.start()
        theirs.close()
        self.task: _Task | None = None
        self.until = 0.0

    def take(self, task: _Task, seconds: float) -> bool:
        """Begin to read a file; False where the process is gone."""
        try:
            if self.until == 0.0:
                self.pipe.recv()  # it is up: starting counts for no file
            self.pipe.send_bytes(task.found.password.encode("utf-8", "replace"))
            self.pipe.send_bytes(task.found.data)
        except (EOFError, OSError):
            return False
        self.task, self.until = task, monotonic() + seconds
        return True

    def answer(self) -> bool:
        """Take what was read; False where the process died over it."""
        task, self.task = self.task, None
        try:
            reading = self.pipe.recv()
        except (EOFError, OSError):
            return False
        assert task is not None
        task.settle(reading)
        return True

    def end(self) -> None:
        self._child.kill()  # before the pipe is closed, which it would complain about
        self.pipe.close()
        self._child.join()


def _serve(pipe: Connection) -> None:
    # Ctrl+C reaches the child as well; the parent ends it, and says so in one sentence.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe.send("up")
    with suppress(EOFError, OSError):
        while True:
            password = pipe.recv_bytes().decode()
            data = pipe.recv_bytes()
            pipe.send(_unlocked(data, password) if password else read(data))


def _unlocked(data: bytes, password: str) -> Reading:
    try:
        reading = read(unlocked(data, password))
    except Refused as refused:
        return Reading(None, (), refused.problem)
    return replace(reading, problem=still_locked(reading.problem, password))
