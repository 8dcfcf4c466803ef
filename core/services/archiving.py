"""The archive of a year (会计档案): what is kept of its invoices, for whoever has no Piaohe.

It is not encrypted: whoever holds it can read it, in thirty years too.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.domain.company import CompanyEntry
from core.domain.invoice import Invoice
from core.domain.plain import plain
from core.domain.topic import Topic
from core.errors import FileNotWritten, LedgerDamaged, NoOriginal
from core.files.sealed import pack, seal
from core.files.written import making_new
from core.progress import Progress, Report, ignore
from core.store.archived import ArchivedVerification, KeptFile
from core.store.audit import AuditLine
from core.store.database import Store, Transaction
from core.store.decisions import KeptDecision
from core.store.ledger import Clock

DATA = "invoices.json"
"""Everything that the archive says, for machines."""
PAGE = 1_000


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """An original: `path` inside the archive, `file_name` as it came; `arrived_at` is ISO."""

    path: str
    file_name: str
    sha256: str
    size: int
    arrived_at: str


@dataclass(frozen=True, slots=True)
class ArchivedInvoice:
    """An invoice with its originals."""

    invoice: Invoice
    files: tuple[ArchivedFile, ...]


@dataclass(frozen=True, slots=True)
class ArchivedDecision:
    """What was decided about the invoice of a key's name; `undone_at` where it was taken back."""

    name: str
    pair: str | None
    kind: str
    by: str
    at: str
    note: str | None
    undone_at: str | None


@dataclass(frozen=True, slots=True)
class ArchiveIndex:
    """All that an archive holds; what its papers are made from."""

    year: int
    company: CompanyEntry
    made_at: datetime
    invoices: tuple[ArchivedInvoice, ...]
    verifications: tuple[ArchivedVerification, ...]
    decisions: tuple[ArchivedDecision, ...]
    lines: tuple[AuditLine, ...]

    @property
    def without_original(self) -> int:
        """How many invoices have no original."""
        return sum(not each.files for each in self.invoices)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was written and proven."""

    target: Path
    invoices: int
    originals: int
    without_original: int
    bytes: int
    seconds: float


Papers = Callable[[ArchiveIndex, Path], None]
"""Writes the papers for people (workbook, PDF) into a folder."""


class Archiving:
    """Writes archives."""

    def __init__(self, store: Store, folder: Path, now: Clock) -> None:
        self._store = store
        self._folder = folder
        self._now = now

    def years(self) -> tuple[int, ...]:
        """The years of which there are invoices, newest first."""
        with self._store.reading() as work:
            return tuple(work.archived.years())

    def index(self, year: int) -> ArchiveIndex:
        """Say what an archive of the year would hold."""
        with self._store.reading() as work:
            return _index(work, year, self._now())[0]

    def run(
        self,
        year: int,
        target: Path,
        *,
        papers: Papers,
        zipped: bool = False,
        report: Report = ignore,
    ) -> Archive:
        """Write a year's archive to a new folder or ZIP, and prove it by reading it again.

        Raises FileNotWritten (also where something stands there: reason "exists", and within the
        data folder, where nothing lies open: "data_folder"), DiskFull, LedgerDamaged (an original
        is not what arrived) and Cancelled; nothing then remains.
        """
        started = time.monotonic()
        if self._folder.resolve() in target.resolve().parents:
            raise FileNotWritten(file=str(target), reason="data_folder")
        with making_new(target) as made:
            folder = made.parent / "unpacked" / target.stem if zipped else made
            folder.mkdir(parents=True)
            with self._store.reading() as work:
                index, rows = _index(work, year, self._now())
                known = self._originals(work, rows, folder, report)
            (folder / DATA).write_bytes(_data(index))
            papers(index, folder)
            sums = seal(folder, known, report)
            if zipped:
                pack(folder, made, sums, report)
            size = sum(path.stat().st_size for path in (made, *made.rglob("*")) if path.is_file())
        self._note(year, index, zipped)
        seconds = time.monotonic() - started
        counts = len(index.invoices), len(known), index.without_original
        return Archive(target, *counts, size, seconds)

    def _originals(
        self, work: Transaction, rows: dict[str, int], folder: Path, report: Report
    ) -> dict[str, str]:
        """Write the originals as they arrived; gives their hashes by their paths."""
        known: dict[str, str] = {}
        for place, (path, row) in enumerate(rows.items()):
            report(Progress("archive", place, len(rows)))
            kept, data = work.originals.one(row), work.originals.data(row)
            if kept is None or data is None:
                raise NoOriginal()
            if hashlib.sha256(data).hexdigest() != kept.sha256:
                raise LedgerDamaged(folder=str(self._folder), what="originals")
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            known[path] = kept.sha256
        return known

    def _note(self, year: int, index: ArchiveIndex, zipped: bool) -> None:
        with self._store.writing() as work:
            count = len(index.invoices)
            work.record("archive", None, Topic.BACKUPS, year=year, invoices=count, zipped=zipped)


def _index(work: Transaction, year: int, now: datetime) -> tuple[ArchiveIndex, dict[str, int]]:
    """The index, and the rows of the originals by their paths in the archive."""
    ids = work.archived.ids_of(year)
    files = work.archived.files_of(ids)
    paths = _Paths()
    found = []
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        for row, invoice in zip(page, work.invoices.load(page), strict=True):
            kept = [paths.of(file, invoice) for file in files.get(row, ())]
            found.append(ArchivedInvoice(invoice, tuple(kept)))
    names = work.archived.names_of(ids)
    by_row = dict(zip(ids, (x.invoice.key.name for x in found), strict=True))
    index = ArchiveIndex(
        year,
        work.company_entries()[0],
        now,
        tuple(found),
        tuple(work.archived.verifications_of(by_row)),
        tuple(_decision(x) for x in work.decisions.all() if {x.name, x.pair} & names),
        tuple(work.archived.lines_of(names)),
    )
    return index, paths.rows


class _Paths:
    """Names the originals in the archive: each file once, by the first invoice that has it."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self._known: dict[int, str] = {}

    def of(self, file: KeptFile, invoice: Invoice) -> ArchivedFile:
        path = self._known.get(file.id) or self._new(file, invoice)
        return ArchivedFile(path, file.file_name, file.sha256, file.size, file.arrived_at)

    def _new(self, file: KeptFile, invoice: Invoice) -> str:
        day, name = invoice.issued_on, invoice.key.name
        stem = f"originals/{day:%m}/{day.isoformat()} {re.sub('[^0-9A-Za-z]', '_', name)}"
        suffix = Path(file.file_name).suffix.lower()
        suffix = suffix if re.fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ".bin"
        number, path = 1, f"{stem}{suffix}"
        while path in self.rows:
            number += 1
            path = f"{stem} ({number}){suffix}"
        self.rows[path] = file.id
        self._known[file.id] = path
        return path


def _decision(kept: KeptDecision) -> ArchivedDecision:
    made = kept.decision
    at = made.at.isoformat(timespec="seconds")
    return ArchivedDecision(
        kept.name, kept.pair, made.kind.value, made.by, at, made.note, kept.undone_at
    )


def _data(index: ArchiveIndex) -> bytes:
    return json.dumps(plain(index), ensure_ascii=False, indent=1).encode("utf-8", "replace")
