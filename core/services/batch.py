"""The tax bureau's batch check (批量查验): files of many invoices out, its answers back in."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from core.domain.answer import DEFINITE, Answer, Charged, State
from core.domain.batch_shape import (
    DEFAULT,
    BatchAnswer,
    BatchColumn,
    Left,
    Shape,
    differing,
    row_of,
)
from core.domain.history import How
from core.domain.invoice import Invoice, Status
from core.errors import BatchUnreadable, FileUnreadable
from core.files.batch_answers import AnsweredRow, read_answers
from core.files.report_writer import ReportSheet, write_report
from core.services.verification import OF_THE_BUREAU, keep_told
from core.store.database import Store, Transaction
from core.store.verifications import Where

STEM = "批量查验"
"""How the files are called, before their number."""
LOOKED_AT = 200
"""From so many invoices the rows of a preview are taken."""
AT_ONCE = 1_000
MOST = 10**9


@dataclass(frozen=True, slots=True)
class Written:
    """The files, how many invoices they hold, and the keys of those that lack a value."""

    files: tuple[Path, ...]
    invoices: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchRead:
    """How many rows the file has, how many answers were kept, and the rows of which none was.

    `again` counts those whose answer an earlier reading of the same file kept.
    """

    rows: int
    recorded: int
    again: int
    left: tuple[AnsweredRow, ...]


@dataclass(frozen=True, slots=True)
class Previewed:
    """The first rows that a file would have, and how many invoices there are to write of."""

    rows: tuple[tuple[str | None, ...], ...]
    invoices: int


class Batch:
    """Writes and reads the files of one ledger."""

    def __init__(self, store: Store) -> None:
        """Work on this store."""
        self._store = store

    def write(
        self, folder: Path, names: Sequence[str] | None = None, shape: Shape = DEFAULT
    ) -> Written:
        """Write these invoices, or all that wait, into as many files as the limits ask for.

        What lies in the folder stays: it may be what the tax bureau gave back. Raises
        FileNotWritten, DiskFull.
        """
        with self._store.reading() as work:
            ids = work.waiting.all() if names is None else _rows(work, names)
            invoices = work.invoices.load(ids)
        rows = [(invoice.key.name, row_of(invoice, shape)) for invoice in invoices]
        cells = [row for _, row in rows if row is not None]
        parts = [cells[n : n + shape.rows] for n in range(0, len(cells), shape.rows)]
        files: list[Path] = []
        free = (x for n in count(1) if not (x := folder / f"{STEM}-{n}.xlsx").exists())
        file = next(free)
        while parts:
            part = parts.pop(0)
            write_report(file, [ReportSheet(STEM, [x.title for x in shape.columns], part)])
            if file.stat().st_size > shape.bytes and len(part) > 1:
                parts[:0] = [part[: len(part) // 2], part[len(part) // 2 :]]
                continue
            files.append(file)
            file = next(free)
        left_out = tuple(name for name, row in rows if row is None)
        return Written(tuple(files), len(cells), left_out)

    def preview(
        self, names: Sequence[str] | None = None, shape: Shape = DEFAULT, most: int = 3
    ) -> Previewed:
        """Give the first rows of what `write` would write; those that lack a value are left out."""
        with self._store.reading() as work:
            ids = work.waiting.all() if names is None else _rows(work, names)
            first = work.invoices.load(ids[:LOOKED_AT])
        found = (row_of(invoice, shape) for invoice in first)
        return Previewed(tuple(islice((x for x in found if x is not None), most)), len(ids))

    def read(
        self, file: Path, shape: Shape = DEFAULT, former: Sequence[BatchColumn] = ()
    ) -> BatchRead:
        """Keep what the tax bureau answered; what it does not settle goes on waiting.

        `shape` and `former` say with which titles files were written. The same file is kept once.
        Raises BatchUnreadable, FileUnreadable.
        """
        try:
            data = file.read_bytes()
        except OSError as error:
            reason = error.strerror or "unreadable"
            raise FileUnreadable(file=str(file), reason=reason) from error
        rows = read_answers(data, shape, former)
        if isinstance(rows, str):
            raise BatchUnreadable(file=file.name, reason=rows)
        with self._store.writing() as work:
            return _Settling(work, file.name, sha256(data).hexdigest()).settle(rows)


class _Settling:
    """Keeps the answers of one file; nothing of it that contradicts itself or ours."""

    def __init__(self, work: Transaction, file: str, digest: str) -> None:
        self._work, self._file, self._digest = work, file, digest
        self._left: list[AnsweredRow] = []
        self._again = self._recorded = 0

    def settle(self, rows: Sequence[AnsweredRow]) -> BatchRead:
        """Keep what can be kept, in the order of the file."""
        ids = self._work.invoices.ids_of({name for row in rows for name in row.names})
        about = {row.row: {ids[name] for name in row.names if name in ids} for row in rows}
        wanted = sorted(set().union(*about.values()))
        ours = self._work.invoices.by_row(wanted)
        known = self._known(wanted)
        said = _said(rows, about)
        done: set[tuple[int, BatchAnswer]] = set()
        for row in rows:
            invoice = min(about[row.row], default=0)
            left, column = _unfit(row, about[row.row], ours.get(invoice))
            if left is None and row.answer is not None:
                left = Left.CONTRADICTS if len(said[invoice]) > 1 else None
                if left is None and ours[invoice].key.name in known:
                    self._again += 1
                elif left is None and (invoice, row.answer) in done:
                    left = Left.KEPT
                elif left is None:
                    self._keep(invoice, row, row.answer)
                    done.add((invoice, row.answer))
            if left is not None:
                self._left.append(replace(row, left=left, column=column, answer=None))
        return BatchRead(len(rows), self._recorded, self._again, tuple(self._left))

    def _known(self, ids: Sequence[int]) -> set[str]:
        """Name the invoices of which an earlier reading of this very file kept an answer."""
        found: set[str] = set()
        for start in range(0, len(ids), AT_ONCE):
            where = Where(ids[start : start + AT_ONCE], self._digest)
            found.update(x.key for x in self._work.verifications.find(where, MOST, 0))
        return found

    def _keep(self, invoice: int, row: AnsweredRow, answer: BatchAnswer) -> None:
        told = Answer(
            provider=OF_THE_BUREAU,
            state=answer.state,
            charged=Charged.NO,
            status=answer.status,
            message=row.text,
            raw=_raw(row, self._digest),
        )
        note = self._file
        keep_told(self._work, invoice, told, How.BATCH, self._work.at, note=note)
        self._recorded += 1


def _said(
    rows: Sequence[AnsweredRow], about: Mapping[int, set[int]]
) -> Mapping[int, set[tuple[State, Status | None]]]:
    """Collect what a file says of each invoice that settles it; more than one is no answer."""
    found: defaultdict[int, set[tuple[State, Status | None]]] = defaultdict(set)
    for row in rows:
        if row.left is None and row.answer is not None and row.answer.state in DEFINITE:
            for invoice in about[row.row]:
                found[invoice].add((row.answer.state, row.answer.status))
    return found


def _unfit(
    row: AnsweredRow, about: Collection[int], ours: Invoice | None
) -> tuple[Left | None, str]:
    """Say why no answer can be kept of a row by itself, and which field is at fault."""
    if row.left is not None:
        return row.left, row.column
    if ours is None:
        return Left.STRANGE, "number"
    if len(about) > 1:
        return Left.TWO, "number"
    differs = differing(row.asked, ours)
    return (Left.DIFFERS, differs[0]) if differs else (None, "")


def _raw(row: AnsweredRow, digest: str) -> str:
    kept = {"sha256": digest, "row": row.row, "cells": dict(row.cells)}
    return json.dumps(kept, ensure_ascii=False)


def _rows(work: Transaction, names: Sequence[str]) -> list[int]:
    found = work.invoices.ids_of(names)
    return list(dict.fromkeys(found[name] for name in names if name in found))
