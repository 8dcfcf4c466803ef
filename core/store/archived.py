"""What is kept of the invoices of one year: files, answers, decisions, lines of the trail."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, func, select
from sqlalchemy.engine import Connection

from core.store.audit import AuditLine
from core.store.chunks import chunks
from core.store.tables import audit, invoice_originals, invoices, names, originals, verifications


@dataclass(frozen=True, slots=True)
class ArchivedVerification:
    """An answer of 查验 about the invoice of a key's name; the texts are those that were kept."""

    name: str
    state: str
    status: str | None
    provider: str
    at: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of an invoice: its row, its hash, and the name with which it came."""

    id: int
    sha256: str
    file_name: str
    size: int
    arrived_at: str


class Archived:
    """The invoices of a year as one transaction sees them; what is in the recycle bin is not."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def years(self) -> list[int]:
        """Give the years of which there are invoices, newest first."""
        year = extract("year", invoices.c.issued_on)
        query = select(year).where(invoices.c.deleted_at.is_(None)).distinct()
        return sorted((int(x) for x in self._connection.execute(query).scalars()), reverse=True)

    def ids_of(self, year: int) -> list[int]:
        """Give the rows of a year's invoices, by day and number."""
        day = invoices.c.issued_on
        query = select(invoices.c.id).where(
            day >= date(year, 1, 1), day <= date(year, 12, 31), invoices.c.deleted_at.is_(None)
        )
        return list(self._connection.execute(query.order_by(day, invoices.c.number)).scalars())

    def names_of(self, ids: Collection[int]) -> set[str]:
        """Give every name of the keys of invoices."""
        return {
            str(name)
            for chunk in chunks(sorted(ids))
            for name in self._connection.execute(
                select(names.c.name).where(names.c.invoice.in_(chunk))
            ).scalars()
        }

    def files_of(self, ids: Collection[int]) -> Mapping[int, list[KeptFile]]:
        """Give the files of invoices, in the order of their arrival."""
        links, found = invoice_originals, defaultdict[int, list[KeptFile]](list)
        for chunk in chunks(sorted(ids)):
            query = _FILES.join(links, links.c.original == originals.c.id)
            query = query.where(links.c.invoice.in_(chunk)).order_by(originals.c.id)
            for row in self._connection.execute(query.add_columns(links.c.invoice)):
                *file, invoice = row
                found[invoice].append(KeptFile(*file))
        return found

    def verifications_of(self, ids: Mapping[int, str]) -> Iterator[ArchivedVerification]:
        """Give the answers about invoices, whose names stand by their rows."""
        for chunk in chunks(sorted(ids)):
            query = select(verifications).where(verifications.c.invoice.in_(chunk))
            for row in self._connection.execute(query.order_by(verifications.c.id)):
                yield ArchivedVerification(
                    ids[row.invoice], row.state, row.status, row.provider, row.at
                )

    def lines_of(self, keys: Collection[str]) -> list[AuditLine]:
        """Give the lines of the trail about keys' names, in their order."""
        found = [
            AuditLine(*row)
            for chunk in chunks(sorted(keys))
            for row in self._connection.execute(select(audit).where(audit.c.name.in_(chunk)))
        ]
        return sorted(found, key=lambda line: line.seq)


_FILES = select(
    originals.c.id,
    originals.c.sha256,
    originals.c.file_name,
    func.length(originals.c.bytes),
    originals.c.arrived_at,
)
