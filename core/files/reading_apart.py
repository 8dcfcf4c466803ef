"""Reading a large workbook in a process of its own.

It reads while this process writes, gives its memory back when it ends, and a workbook that
brings the reader down takes nothing else with it.
"""

import multiprocessing
import signal
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection

from core.domain.problem import Problem, ProblemCode
from core.files.ledger_sheet import RowDraft
from core.files.workbook import WorkbookKind, ledger_rows, open_workbook
from core.files.workbook import which_workbook as which

LARGE = 2 * 2**20
"""Bytes from which a process of its own is worth the half second that it takes to start."""
ROWS = 2_000
"""How many rows are handed over at once."""


class WorkbookReading:
    """A workbook that is being read: what it is, and its rows as a ledger.

    `kind` is a Problem where it cannot be read at all; `total` is good for progress only;
    `problem` stands when the rows are read.
    """

    def __init__(self, data: bytes) -> None:
        """Begin to read, here or apart."""
        self.problem: Problem | None = None
        self.total = 0
        self._parts = _apart(data) if len(data) >= LARGE else _parts(data)
        first = next(self._parts)
        assert first is None or isinstance(first, WorkbookKind | Problem)
        self.kind = first

    def rows(self) -> Iterator[RowDraft]:
        """Give the rows, once."""
        for part in self._parts:
            if isinstance(part, list):
                yield from part
            elif isinstance(part, Problem):
                self.problem = part
            elif isinstance(part, int):
                self.total = part

    def close(self) -> None:
        """Stop reading."""
        self._parts.close()


Part = WorkbookKind | Problem | int | list[RowDraft] | None


def _parts(data: bytes) -> Generator[Part, None, None]:
    """Say what it is, how many rows are to come, the rows, and the problem if there is one."""
    book = open_workbook(data)
    if isinstance(book, Problem):
        yield book
        return
    yield which(book)
    reading = ledger_rows(book)
    yield reading.total
    rows = iter(reading)
    while some := list(islice(rows, ROWS)):
        yield some
    yield reading.problem


def _apart(data: bytes) -> Generator[Part, None, None]:
    """The same from a child process; one that dies gives a problem."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        while not isinstance(part := ours.recv(), _End):
            yield part
        if part.failed:
            raise RuntimeError(f"the reader failed: {part.failed}")
    except (EOFError, OSError):
        yield Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})
    finally:
        child.kill()  # before the pipe is closed, which it would complain about
        ours.close()
        child.join()


@dataclass(frozen=True, slots=True)
class _End:
    """The reader has come to its end, or failed with an error of this class."""

    failed: str = ""


def _serve(pipe: Connection) -> None:
    # Ctrl+C reaches the child as well; the parent ends it, and says so in one sentence.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for part in _parts(pipe.recv_bytes()):
            pipe.send(part)
    except Exception as error:  # noqa: BLE001 - a bug: told to the parent, without its text
        pipe.send(_End(type(error).__name__))
    else:
        pipe.send(_End())
