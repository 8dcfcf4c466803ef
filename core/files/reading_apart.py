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

from core.domain.company import Company
from core.domain.problem import Problem, ProblemCode
from core.files.bureau import BureauFacts, bureau_rows
from core.files.bureau_rows import BureauRow, BureauRows
from core.files.ledger_sheet import RowDraft
from core.files.workbook import WorkbookKind, ledger_rows, open_workbook
from core.files.workbook import which_workbook as which

LARGE = 2 * 2**20
"""Bytes from which a process of its own is worth the half second that it takes to start."""
ROWS = 2_000
"""How many rows are handed over at once."""


class WorkbookReading:
    """A workbook that is being read: what it is, and its rows.

    `kind` is a Problem where it cannot be read at all; `total` is good for progress only;
    `problem` stands when the rows are read. With a company a workbook of the tax bureau is read
    as such, and one that `known_as` says to be; its `facts` stand from the start, or `problem`.
    """

    def __init__(
        self, data: bytes, company: Company | None = None, known_as: WorkbookKind | None = None
    ) -> None:
        """Begin to read, here or apart."""
        self.problem: Problem | None = None
        self.total = 0
        self.facts: BureauFacts | None = None
        self.spans: dict[str | None, tuple[str, str]] = {}
        """By direction the first and last day (ISO) on which an invoice so far was issued."""
        order = data, company, known_as
        self._parts = _apart(order) if len(data) >= LARGE else _parts(*order)
        first = next(self._parts)
        assert first is None or isinstance(first, WorkbookKind | Problem)
        self.kind = first
        if company and (known_as or first) is WorkbookKind.BUREAU:
            self._begin_bureau()

    def _begin_bureau(self) -> None:
        second = next(self._parts, self.kind)
        if isinstance(second, BureauFacts):
            self.facts, self.total = second, second.total
        elif isinstance(second, Problem):
            self.problem = second

    def rows(self) -> Iterator[RowDraft]:
        """Give the rows, once."""
        for part in self._parts:
            if isinstance(part, list):
                yield from part
            elif isinstance(part, Problem):
                self.problem = part
            elif isinstance(part, int):
                self.total = part

    def records(self) -> Iterator[BureauRows]:
        """Give the invoices of the tax bureau, some at a time, once.

        A `problem` that stands afterwards is one of the whole file: nothing of it is to be kept.
        """
        for part in self._parts:
            if isinstance(part, BureauRows):
                self._span(part.rows)
                yield part
            elif isinstance(part, Problem):
                self.problem = part

    def _span(self, rows: list[BureauRow]) -> None:
        for direction in {row.direction for row in rows}:
            days = [row.issued_on for row in rows if row.direction == direction]
            days += self.spans.get(direction, ())
            self.spans[direction] = min(days), max(days)

    def close(self) -> None:
        """Stop reading."""
        self._parts.close()


Part = WorkbookKind | Problem | int | list[RowDraft] | BureauFacts | BureauRows | None
Order = tuple[bytes, Company | None, WorkbookKind | None]


def _parts(
    data: bytes, company: Company | None, known_as: WorkbookKind | None
) -> Generator[Part, None, None]:
    """Say what it is, how many rows are to come, the rows, and the problem if there is one."""
    book = open_workbook(data)
    if isinstance(book, Problem):
        yield book
        return
    kind = which(book)
    yield kind
    if company and (known_as or kind) is WorkbookKind.BUREAU:
        records = bureau_rows(book, company)
        yield records.facts or records.problem
        yield from records
        return
    reading = ledger_rows(book)
    yield reading.total
    rows = iter(reading)
    while some := list(islice(rows, ROWS)):
        yield some
    yield reading.problem


def _apart(order: Order) -> Generator[Part, None, None]:
    """The same from a child process; one that dies gives a problem."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send(order[1:])
        ours.send_bytes(order[0])
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
        company, known_as = pipe.recv()
        for part in _parts(pipe.recv_bytes(), company, known_as):
            pipe.send(part)
    except Exception as error:  # noqa: BLE001 - a bug: told to the parent, without its text
        pipe.send(_End(type(error).__name__))
    else:
        pipe.send(_End())
