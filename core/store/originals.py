"""Originals (原件): files kept byte for byte, each once, and the invoices that they belong to."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from core.store.bulk import insert_rows
from core.store.tables import invoice_originals as links
from core.store.tables import originals, reviews


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it arrived; `format` is the name of the Format that read it, None if none did.

    `electronic`: it is no print or scan, None where nobody looked. `message_id` is that of the
    mail that it came with.
    """

    file_name: str
    data: bytes = field(repr=False)
    format: str | None = None
    electronic: bool | None = None
    message_id: str | None = None

    @property
    def sha256(self) -> str:
        """The hash by which a file is known."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file that is kept, without its bytes; `arrived_at` is ISO."""

    id: int
    sha256: str
    file_name: str
    format: str | None
    arrived_at: str
    size: int
    electronic: bool | None = None
    message_id: str | None = None


class OriginalTable:
    """The originals as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at

    def keep(self, original: Original) -> int:
        """Keep a file and give its row; the same bytes are kept once."""
        return self.id_of(original.sha256) or self._keep(original)

    def link(self, invoice: int, row: int) -> bool:
        """Give a kept file to an invoice; False if it had it already."""
        link = (links.c.invoice == invoice) & (links.c.original == row)
        if self._connection.execute(select(links).where(link)).first():
            return False
        self._connection.execute(insert(links).values(invoice=invoice, original=row))
        return True

    def unlink(self, invoice: int, row: int) -> None:
        """Take a file from an invoice; it stays kept."""
        link = (links.c.invoice == invoice) & (links.c.original == row)
        self._connection.execute(delete(links).where(link))

    def of(self, invoice: int) -> list[Kept]:
        """Give what is kept of an invoice, in the order of its arrival."""
        query = _KEPT.join(links, links.c.original == originals.c.id)
        query = query.where(links.c.invoice == invoice).order_by(originals.c.id)
        return [Kept(*row) for row in self._connection.execute(query)]

    def one(self, row: int) -> Kept | None:
        """Give what is known of a kept file."""
        found = self._connection.execute(_KEPT.where(originals.c.id == row)).first()
        return Kept(*found) if found else None

    def data(self, row: int) -> bytes | None:
        """Give the bytes of a kept file."""
        query = select(originals.c.bytes).where(originals.c.id == row)
        return self._connection.execute(query).scalar()

    def count(self, invoice: int) -> int:
        """Say how many files an invoice has."""
        query = select(func.count()).where(links.c.invoice == invoice)
        return int(self._connection.execute(query).scalar_one())

    def detach_all(self, invoice: int) -> list[dict[str, object]]:
        """Take an invoice's files from it, and say what they were; remove what nothing else has."""
        gone = self._of(invoice)
        self._connection.execute(delete(links).where(links.c.invoice == invoice))
        self.forget([row.id for row in gone])
        return [
            {"sha256": row.sha256, "file_name": row.file_name, "format": row.format} for row in gone
        ]

    def forget(self, ids: Sequence[int]) -> None:
        """Remove those of these files that no invoice has and nobody has to look at."""
        still = select(links.c.original).where(links.c.original.in_(ids))
        looked_at = select(reviews.c.original).where(reviews.c.original.in_(ids))
        self._connection.execute(
            delete(originals).where(
                originals.c.id.in_(ids),
                originals.c.id.not_in(still),
                originals.c.id.not_in(looked_at),
            )
        )

    def _of(self, invoice: int) -> Sequence[Any]:
        table = originals.c
        query = select(table.id, table.sha256, table.file_name, table.format)
        query = query.join(links, links.c.original == table.id)
        return self._connection.execute(query.where(links.c.invoice == invoice)).all()

    def id_of(self, sha256: str) -> int | None:
        """Give the row of a file that is kept, by its hash."""
        query = select(originals.c.id).where(originals.c.sha256 == sha256)
        return self._connection.execute(query).scalar()

    def _keep(self, original: Original) -> int:
        newest = self._connection.execute(select(func.max(originals.c.id))).scalar() or 0
        row = (
            *(newest + 1, original.sha256, original.format, original.file_name),
            *(self._at.isoformat(timespec="seconds"), original.data, original.electronic),
            original.message_id,
        )
        insert_rows(self._connection, originals, [row])
        return int(newest) + 1


_KEPT = select(
    originals.c.id,
    originals.c.sha256,
    originals.c.file_name,
    originals.c.format,
    originals.c.arrived_at,
    func.length(originals.c.bytes),
    originals.c.electronic,
    originals.c.message_id,
)
