"""The tax bureau's batch check (批量查验): files of many invoices out, its answers back in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.domain.answer import Answer, Charged
from core.domain.batch_shape import DEFAULT, Shape, row_of
from core.domain.history import How
from core.domain.invoice import InvoiceKey
from core.errors import BatchUnreadable, FileUnreadable, InvalidKey
from core.files.batch_answers import AnsweredRow, read_answers
from core.files.report_writer import ReportSheet, write_report
from core.services.verification import OF_THE_BUREAU, keep_told
from core.store.database import Store, Transaction

STEM = "批量查验"
"""How the files are called, before their number."""
LOOKED_AT = 200
"""From so many invoices the rows of a preview are taken."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files, how many invoices they hold, and the keys of those that lack a value."""

    files: tuple[Path, ...]
    invoices: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchRead:
    """How many answers were kept, and the rows that are about no invoice of ours, or unclear."""

    recorded: int
    unknown: tuple[AnsweredRow, ...]
    unread: tuple[AnsweredRow, ...]


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

        Files of the same name are replaced. Raises FileNotWritten, DiskFull.
        """
        with self._store.reading() as work:
            ids = work.waiting.all() if names is None else _rows(work, names)
            invoices = work.invoices.load(ids)
        rows = [(invoice.key.name, row_of(invoice, shape)) for invoice in invoices]
        cells = [row for _, row in rows if row is not None]
        parts = [cells[n : n + shape.rows] for n in range(0, len(cells), shape.rows)]
        files: list[Path] = []
        while parts:
            part = parts.pop(0)
            file = folder / f"{STEM}-{len(files) + 1}.xlsx"
            write_report(file, [ReportSheet(STEM, [x.title for x in shape.columns], part)])
            if file.stat().st_size > shape.bytes and len(part) > 1:
                parts[:0] = [part[: len(part) // 2], part[len(part) // 2 :]]
                continue
            files.append(file)
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

    def read(self, file: Path) -> BatchRead:
        """Keep what the tax bureau answered; what it does not settle goes on waiting.

        Raises BatchUnreadable, FileUnreadable.
        """
        try:
            found = read_answers(file.read_bytes())
        except OSError as error:
            reason = error.strerror or "unreadable"
            raise FileUnreadable(file=str(file), reason=reason) from error
        if isinstance(found, str):
            raise BatchUnreadable(file=file.name, reason=found)
        unread = tuple(row for row in found if row.answer is None)
        unknown: list[AnsweredRow] = []
        recorded = 0
        with self._store.writing() as work:
            for row in found:
                if row.answer is None:
                    continue
                if _keep(work, row, file.name):
                    recorded += 1
                else:
                    unknown.append(row)
        return BatchRead(recorded, tuple(unknown), unread)


def _keep(work: Transaction, row: AnsweredRow, file: str) -> bool:
    ids = work.invoices.ids_of(_names(row)).values()
    invoice = next(iter(ids), None)
    if invoice is None or row.answer is None:
        return False
    told = Answer(
        provider=OF_THE_BUREAU,
        state=row.answer.state,
        charged=Charged.NO,
        status=row.answer.status,
        message=row.text,
    )
    keep_told(work, invoice, told, How.BATCH, work.at, note=file)
    return True


def _names(row: AnsweredRow) -> tuple[str, ...]:
    try:
        return InvoiceKey.of(row.code, row.number).names
    except InvalidKey:
        return ()


def _rows(work: Transaction, names: Sequence[str]) -> list[int]:
    found = work.invoices.ids_of(names)
    return list(dict.fromkeys(found[name] for name in names if name in found))
