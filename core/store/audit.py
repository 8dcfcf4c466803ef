"""The audit trail (审计线索): one line a change, chained by hash, in the change's transaction."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from core.store.bulk import insert_rows
from core.store.chunks import chunks
from core.store.tables import audit, audit_head

GENESIS = "0" * 64
"""The hash before the first line."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change: `action` is a word ("add"), `name` the invoice's key name, `details` facts."""

    seq: int
    at: str
    by: str
    action: str
    name: str | None
    details: str
    hash: str


class Told(NamedTuple):
    """A line without what it tells in particular."""

    seq: int
    at: str
    by: str
    action: str
    name: str


class Trail:
    """Appends lines within one transaction; `flush` writes them and moves the head."""

    def __init__(self, connection: Connection, at: datetime, by: str) -> None:
        """Take the moment and the person of this transaction."""
        self._connection = connection
        self._at = at.isoformat(timespec="seconds")
        self._by = by
        self._rows: list[tuple[object, ...]] = []
        self._kept: tuple[int, str] | None = None
        self._head: tuple[int, str] | None = None

    def append(
        self, action: str, names: Iterable[str | None], details: Mapping[str, object]
    ) -> None:
        """Add a line for each of the names."""
        seq, digest = self._head or self.head()
        text = json.dumps(details, ensure_ascii=False, sort_keys=True)
        for name in names:
            seq += 1
            row = (seq, self._at, self._by, action, name, text)
            digest = _digest(digest, row)
            self._rows.append((*row, digest))
        self._head = (seq, digest)

    def head(self) -> tuple[int, str]:
        """Give the number and hash of the newest kept line; (0, GENESIS) before the first."""
        if self._kept is None:
            row = self._connection.execute(_HEAD).first()
            self._kept = (row.seq, row.hash) if row else (0, GENESIS)
        return self._kept

    def reached(self) -> int:
        """Give the number of the newest line, appended ones included."""
        return (self._head or self.head())[0]

    def flush(self) -> int:
        """Write what was appended and give the number of the newest line."""
        if self._head is None:
            return self.head()[0]
        insert_rows(self._connection, audit, self._rows)
        self._rows = []
        seq, digest = self._kept = self._head
        head = {"seq": seq, "hash": digest}
        if not self._connection.execute(_MOVED, head).rowcount:
            self._connection.execute(insert(audit_head), {"id": 1} | head)
        return seq

    def lines(self, name: str | None = None) -> Iterator[AuditLine]:
        """Give the lines in their order, of one invoice or all."""
        query = select(audit).order_by(audit.c.seq)
        if name is not None:
            query = query.where(audit.c.name == name)
        for row in self._connection.execute(query.execution_options(yield_per=1000)):
            yield AuditLine(*row)

    def count_after(self, seq: int, but: Iterable[str]) -> int:
        """Count the lines after one, without those of some actions."""
        query = select(func.count()).where(audit.c.seq > seq, audit.c.action.not_in(list(but)))
        return int(self._connection.execute(query).scalar_one())

    def values(self, of: str, actions: Iterable[str], after: int) -> set[str]:
        """Give what the lines of some actions after one say under one name of their details."""
        said = audit.c.action.in_(list(actions))
        query = select(audit.c.details).where(audit.c.seq > after, said)
        found = (json.loads(text).get(of) for text in self._connection.execute(query).scalars())
        return {value for value in found if isinstance(value, str)}

    def between(self, first: int, last: int) -> list[AuditLine]:
        """Give the lines of these numbers, in their order."""
        query = select(audit).where(audit.c.seq.between(first, last)).order_by(audit.c.seq)
        return [AuditLine(*row) for row in self._connection.execute(query)]

    def about(self, names: Sequence[str]) -> Iterator[Told]:
        """Say what was done to each of these names, the oldest first."""
        query = select(audit.c.seq, audit.c.at, audit.c.by, audit.c.action, audit.c.name)
        found = [
            Told(*row)
            for some in chunks(names)
            for row in self._connection.execute(query.where(audit.c.name.in_(some)))
        ]
        return iter(sorted(found))

    def broken_at(self) -> int | None:
        """Give the number of the first line that does not follow the one before, or None."""
        before, last = GENESIS, 0
        for line in self.lines():
            row = (line.seq, line.at, line.by, line.action, line.name, line.details)
            if line.seq != last + 1 or line.hash != _digest(before, row):
                return last + 1
            before, last = line.hash, line.seq
        return None if self.head() == (last, before) else last + 1


_HEAD: Final = select(audit_head.c.seq, audit_head.c.hash)
_MOVED: Final = update(audit_head)


def _digest(before: str, row: tuple[int, str, str, str, str | None, str]) -> str:
    """Hash a line; the separator stands in no field, for JSON escapes it and names have none."""
    seq, at, by, action, name, details = row
    text = f"{before}\x1f{seq}\x1f{at}\x1f{by}\x1f{action}\x1f{name or ''}\x1f{details}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
