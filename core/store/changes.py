"""What was changed in one step: spans of the audit trail, so that it can be taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from core.store.tables import changes


@dataclass(frozen=True, slots=True)
class Span:
    """Audit lines of one commit, both ends inclusive, and the step that they belong to."""

    first: int
    last: int
    batch: int
    action: str
    by: str
    at: str


class ChangeTable:
    """The steps as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime, by: str) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at.isoformat(timespec="seconds")
        self._by = by

    def next_batch(self) -> int:
        """Give the number of a new step."""
        newest = self._connection.execute(select(func.max(changes.c.batch))).scalar()
        return int(newest or 0) + 1

    def add(self, batch: int, action: str, first: int, last: int) -> None:
        """Note which lines a commit of a step wrote."""
        mark = {"batch": batch, "action": action, "by": self._by, "at": self._at}
        self._connection.execute(insert(changes).values(first=first, last=last, **mark))

    def newest(self) -> list[Span]:
        """Give what of the newest step was not taken back, the last commit first."""
        standing = changes.c.undone_at.is_(None)
        batch = select(func.max(changes.c.batch)).where(standing).scalar_subquery()
        query = select(changes).where(changes.c.batch == batch, standing)
        rows = self._connection.execute(query.order_by(changes.c.first.desc()))
        return [Span(x.first, x.last, x.batch, x.action, x.by, x.at) for x in rows]

    def undo(self, span: Span) -> bool:
        """Note that a commit was taken back; False if somebody else was quicker."""
        row = (changes.c.first == span.first) & changes.c.undone_at.is_(None)
        done = self._connection.execute(update(changes).where(row).values(undone_at=self._at))
        return bool(done.rowcount)
