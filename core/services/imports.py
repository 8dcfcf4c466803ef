"""Importing (导入): whatever holds invoices, ledgers, or lists of the tax bureau.

One bad file or row never stops the others.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from core.domain.company import Company
from core.domain.problem import Problem
from core.errors import NothingToRead
from core.files.archive import Found, count_files, expand, walk
from core.files.format import Reading
from core.files.ledger_sheet import RowDraft
from core.files.locked import still_locked
from core.files.readers import Readers
from core.files.reading_apart import WorkbookReading
from core.files.workbook import WorkbookKind
from core.progress import Progress, Report, ignore
from core.services.arriving import Arriving
from core.services.bureau import UNSTATED, BureauFile, Stated
from core.services.collecting import collecting_seldom
from core.services.imported import (
    Became,
    FileResult,
    Held,
    Holding,
    Imported,
    NextStep,
    Row,
    holder,
)
from core.services.ledger_rows import Batch
from core.services.previewing import Preview, previewed
from core.services.undoing import Undone, undo
from core.store.database import Store
from core.store.ledger import Clock

__all__ = ["Held", "Imported", "Imports", "Preview", "Row", "Stated", "Undone"]

ROWS_A_COMMIT = 5_000
"""How many rows one commit writes: what is cancelled or killed keeps what came before."""
FILES_A_COMMIT: Final = 32
BYTES_A_COMMIT: Final = 16 * 2**20
NOTHING_HELD: Final[Holding] = MappingProxyType({})


class Imports:
    """Brings files into the ledger; importing the same again changes nothing."""

    def __init__(self, store: Store, company: Company, now: Clock) -> None:
        """Import into this store."""
        self._store = store
        self._company = company
        self._now = now

    def look(self, paths: Sequence[str | Path]) -> Preview:
        """Look at some of the files before anything is written: whose invoices are they?"""
        with self._store.reading() as work:
            former = work.former()
        return previewed(walk(paths), self._company, former)

    def run(
        self,
        paths: Sequence[str | Path],
        *,
        kind: WorkbookKind | None = None,
        stated: Stated = UNSTATED,
        report: Report = ignore,
        into: Imported | None = None,
    ) -> Imported:
        """Import files, folders and archives; `kind` settles a doubt about a workbook.

        E-invoice files are committed some dozens at a time, rows of a ledger by the thousand:
        after Cancelled, or a kill, what came before is kept whole and importing again goes on
        where it ended. A workbook of the tax bureau is kept whole or not at all; `stated` says of
        it what it does not say itself. `into` is filled while it goes on, so that it says how far
        the import came when it was cancelled. Raises NothingToRead where the paths hold no file.
        """
        return self._import(walk(paths), count_files(paths), kind, stated, report, into)

    def again(
        self,
        files: Collection[str],
        *,
        held: Holding = NOTHING_HELD,
        report: Report = ignore,
        into: Imported | None = None,
    ) -> Imported:
        """Import files of an earlier result once more, by what `FileResult.file` calls them.

        `held` is what that result holds of those that lie on no disk.
        """
        return self._once_more(files, "", held, report, into)

    def unlock(
        self,
        files: Collection[str],
        password: str,
        *,
        held: Holding = NOTHING_HELD,
        report: Report = ignore,
        into: Imported | None = None,
    ) -> Imported:
        """Import files of an earlier result that ask for a password, with this one for them all.

        It is held for this call alone. What it does not open is refused with WRONG_PASSWORD; what
        is kept is the file as it arrived. `held` as in `again`.
        """
        return self._once_more(files, password, held, report, into)

    def undo(self, done: Imported, *, report: Report = ignore) -> Undone:
        """Undo an import, also one that was cancelled: what is there of it, and not changed since.

        What it added goes to the recycle bin, what it attached or filled is taken back, what waits
        for a look waits no more; `Undone.remaining` says what stays and why. After Cancelled, what
        came before is undone and calling again goes on.
        """
        return undo(self._store, done, report)

    def take(
        self,
        found: Iterable[Found],
        *,
        held: Holding = NOTHING_HELD,
        report: Report = ignore,
        into: Imported | None = None,
    ) -> Imported:
        """Import what did not come from the disk; of `held` the result holds what is refused."""
        return self._import(found, 0, None, UNSTATED, report, into, held)

    def _once_more(
        self,
        files: Collection[str],
        password: str,
        held: Holding,
        report: Report,
        into: Imported | None,
    ) -> Imported:
        wanted, holders = set(files), {file: holder(held, file) for file in files}
        lying = [_on_disk(file) for file in files if holders[file] is None]
        sources = [walk(list(dict.fromkeys(lying)), password)]
        inside = dict.fromkeys(label for label in holders.values() if label is not None)
        sources += [expand(label, held[label].data, password=password) for label in inside]
        found = (each for each in chain.from_iterable(sources) if each.label in wanted)
        return self._import(found, len(wanted), None, UNSTATED, report, into, held)

    def _import(
        self,
        found: Iterable[Found],
        total: int,
        kind: WorkbookKind | None,
        stated: Stated,
        report: Report,
        into: Imported | None,
        held: Holding = NOTHING_HELD,
    ) -> Imported:
        started, result = time.monotonic(), into or Imported()
        run = _Run(self, result, total, report, held)
        try:
            with collecting_seldom(), Readers() as readers:
                for file, reading in readers.read(found):
                    if reading is None:
                        run.flush()
                        self._workbook(file, kind, stated, result, report)
                        run.done += 1
                    else:
                        run.add(file, reading)
                run.flush()
        finally:
            result.hold(held)
            result.seconds = time.monotonic() - started
        if not run.done:
            raise NothingToRead()
        if result.added or result.updated or result.attached:
            self._store.housekeeping()
        result.seconds = time.monotonic() - started
        return result

    def _files(
        self,
        files: Sequence[tuple[Found, Reading]],
        held: Holding,
        result: Imported,
    ) -> None:
        """Write what was read of some files by one commit; a result is told when it is kept."""
        part = Imported()
        with self._store.writing() as work:
            before = work.trail.reached()
            arriving = Arriving(work, self._company, self._now().date(), part)
            for found, reading in files:
                label = holder(held, found.label)
                arriving.take(found, reading, held[label].message_id if label else None)
            part.wrote(before, work.trail.reached())
        result.join(part)

    def _workbook(
        self,
        found: Found,
        kind: WorkbookKind | None,
        stated: Stated,
        result: Imported,
        report: Report,
    ) -> None:
        before = result.figures()
        problem = still_locked(self._rows(found, kind, stated, result, report), found.password)
        if problem is not None:
            result.refuse(found.label, problem)
        else:
            result.files.append(_book(found.label, before, result))

    def _rows(
        self,
        found: Found,
        kind: WorkbookKind | None,
        stated: Stated,
        result: Imported,
        report: Report,
    ) -> Problem | None:
        """Take a workbook in, or say why not."""
        reading = WorkbookReading(found.data, self._company, kind)
        try:
            if isinstance(reading.kind, Problem) and kind is None:
                return reading.kind
            if (kind or reading.kind) is WorkbookKind.BUREAU:
                return BureauFile(self._store, found, stated).take_in(reading, result, report)
            done = 0
            for rows in _batches(reading.rows()):
                with self._store.writing() as work:
                    before = work.trail.reached()
                    Batch(work, self._company, self._now().date(), found.label, result).take(rows)
                    reached = work.trail.reached()
                result.wrote(before, reached)
                done += len(rows)
                report(Progress("import", done, max(done, reading.total)))
        finally:
            reading.close()
        return reading.problem


class _Run:
    """What was read and waits to be written; `done` files are settled."""

    def __init__(
        self,
        imports: Imports,
        result: Imported,
        total: int,
        report: Report,
        held: Holding,
    ) -> None:
        self.done = 0
        self._imports = imports
        self._result = result
        self._total = total
        self._report = report
        self._held = held
        self._waiting: list[tuple[Found, Reading]] = []
        self._bytes = 0

    def add(self, found: Found, reading: Reading) -> None:
        self._waiting.append((found, reading))
        self._bytes += len(found.data)
        if len(self._waiting) >= FILES_A_COMMIT or self._bytes >= BYTES_A_COMMIT:
            self.flush()
        else:
            self._tell()  # so that cancelling is heard at once

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        files, self._waiting, self._bytes = self._waiting, [], 0
        self._imports._files(files, self._held, self._result)
        self.done += len(files)
        self._tell()

    def _tell(self) -> None:
        self._report(Progress("files", self.done, max(self._total, self.done) or None))


def _book(file: str, before: tuple[int, ...], result: Imported) -> FileResult:
    """Say what became of a workbook that was read."""
    written, noted = result.figures()[:-1] != before[:-1], result.figures()[-1] > before[-1]
    became = Became.LOOK if noted else Became.ADDED if written else Became.UNCHANGED
    stays = result.figures()[3:5] != before[3:5]
    return FileResult(file, became, NextStep.SHOW_ROWS, stays=stays)


def _on_disk(file: str) -> str:
    """The file itself, or the archive that holds it; a name may have a ! of its own."""
    path = file
    while "!" in path and not Path(path).exists():
        path = path.rpartition("!")[0]
    return path


def _batches(rows: Iterable[RowDraft]) -> Iterator[list[RowDraft]]:
    batch: list[RowDraft] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS_A_COMMIT:
            yield batch
            batch = []
    if batch:
        yield batch
