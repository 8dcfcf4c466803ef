"""Originals (原件): files kept byte for byte, each once, and the invoices that they belong to."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from core.store.tables import invoice_originals as links
from core.store.tables import originals


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it arrived; `format` is the name of the Format that read it, None if none did."""

    file_name: str
    data: bytes = field(repr=False)
    format: str | None = None

    @property
    def sha256(self) -> str:
        """The hash by which a file is known."""
        return hashlib.sha256(self.data).hexdigest()


class OriginalTable:
    """The originals as one transaction sees them."""

    def __init__(
        self, connection: Connection, at: datetime, attached: Callable[[Sequence[int]], None]
    ) -> None:
        """Work on the connection of a transaction; `attached` hears which invoices have more."""
        self._connection = connection
        self._attached = attached
        self._at = at

    def attach(self, invoice: int, original: Original) -> bool:
        """Keep a file with an invoice; False if it was there already."""
        row = self._id_of(original.sha256) or self._keep(original)
        link = (links.c.invoice == invoice) & (links.c.original == row)
        if self._connection.execute(select(links).where(link)).first():
            return False
        self._connection.execute(insert(links).values(invoice=invoice, original=row))
        self._attached([invoice])
        return True

    def count(self, invoice: int) -> int:
        """Say how many files an invoice has."""
        query = select(func.count()).where(links.c.invoice == invoice)
        return int(self._connection.execute(query).scalar_one())

    def detach_all(self, invoice: int) -> list[dict[str, object]]:
        """Take an invoice's files from it, and say what they were; remove what nothing else has."""
        gone = self._of(invoice)
        self._connection.execute(delete(links).where(links.c.invoice == invoice))
        ids = [row.id for row in gone]
        still = select(links.c.original).where(links.c.original.in_(ids))
        self._connection.execute(
            delete(originals).where(originals.c.id.in_(ids), originals.c.id.not_in(still))
        )
        return [
            {"sha256": row.sha256, "file_name": row.file_name, "format": row.format} for row in gone
        ]

    def _of(self, invoice: int) -> Sequence[Any]:
        table = originals.c
        query = select(table.id, table.sha256, table.file_name, table.format)
        query = query.join(links, links.c.original == table.id)
        return self._connection.execute(query.where(links.c.invoice == invoice)).all()

    def _id_of(self, sha256: str) -> int | None:
        query = select(originals.c.id).where(originals.c.sha256 == sha256)
        return self._connection.execute(query).scalar()

    def _keep(self, original: Original) -> int:
        newest = self._connection.execute(select(func.max(originals.c.id))).scalar() or 0
        self._connection.execute(
            insert(originals).values(
                id=newest + 1,
                sha256=original.sha256,
                format=original.format,
                file_name=original.file_name,
                arrived_at=self._at.isoformat(timespec="seconds"),
                bytes=original.data,
            )
        )
        return int(newest) + 1
