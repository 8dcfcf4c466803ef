"""What needs a look (需看): accounts of invoices that a person has to settle, and how it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.engine import Connection

from core.domain.invoice import Draft
from core.domain.plain import draft_from, plain, problems_from
from core.domain.problem import Problem
from core.store.bulk import insert_rows
from core.store.tables import names, reviews


@dataclass(frozen=True, slots=True)
class Settled:
    """How a review was settled: `how` is "add", "attach", "take" or "discard"; `at` is ISO."""

    how: str
    by: str
    at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """An account of an invoice in a file that needs a look.

    `file` is how the file was named, `place` which of its invoices it is, from 0; `original` the
    kept file. `name` is the key's name, where it has one, and `written` that of the invoice if
    it stands in the ledger as it was read. `at` is ISO.
    """

    id: int
    file: str
    place: int
    original: int
    name: str | None
    written: str | None
    draft: Draft
    problems: tuple[Problem, ...]
    by: str
    at: str
    settled: Settled | None


class ReviewTable:
    """The reviews as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime, by: str) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at.isoformat(timespec="seconds")
        self._by = by

    def add(
        self,
        original: int,
        place: int,
        file: str,
        draft: Draft,
        problems: Sequence[Problem],
        name: str | None,
        invoice: int | None,
    ) -> int:
        """Put one into the queue and give its number; that of the same account must be free."""
        newest = self._connection.execute(select(func.max(reviews.c.id))).scalar() or 0
        said = _json(plain(draft)), _json([plain(problem) for problem in problems])
        unsettled = (None,) * 5
        row = (newest + 1, original, place, file, name, invoice, *said, self._by, self._at)
        insert_rows(self._connection, reviews, [(*row, *unsettled)])
        return int(newest) + 1

    def find(self, original: int, place: int) -> Review | None:
        """Give the review of an account that was met before."""
        where = (reviews.c.original == original) & (reviews.c.place == place)
        row = self._connection.execute(_REVIEWS.where(where)).first()
        return self._review(row) if row else None

    def get(self, number: int) -> Review | None:
        """Give a review by its number."""
        row = self._connection.execute(_REVIEWS.where(reviews.c.id == number)).first()
        return self._review(row) if row else None

    def count(self) -> int:
        """Count those that are open."""
        query = select(func.count()).where(reviews.c.settled_as.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def list(self, limit: int, offset: int = 0, *, settled: bool = False) -> list[Review]:
        """Give those that are open, oldest first, or those that are settled, newest first."""
        if settled:
            query = _REVIEWS.where(reviews.c.settled_as.is_not(None))
            query = query.order_by(reviews.c.settled_at.desc(), reviews.c.id.desc())
        else:
            query = _REVIEWS.where(reviews.c.settled_as.is_(None)).order_by(reviews.c.id)
        rows = self._connection.execute(query.limit(limit).offset(offset))
        return [self._review(row) for row in rows]

    def invoice_of(self, number: int) -> int | None:
        """Give the row of the invoice that was written as it was read."""
        query = select(reviews.c.invoice).where(reviews.c.id == number)
        return self._connection.execute(query).scalar()

    def settle(
        self,
        number: int,
        how: str,
        changes: Mapping[str, Any],
        reason: str | None,
        invoice: int | None,
    ) -> None:
        """Note how one was settled, by which invoice, and what reopening puts back."""
        self._write(
            number,
            settled_as=how,
            settled_by=self._by,
            settled_at=self._at,
            reason=reason,
            changes=_json(changes),
            invoice=invoice,
        )

    def changes(self, number: int) -> dict[str, Any]:
        """Give what reopening puts back."""
        query = select(reviews.c.changes).where(reviews.c.id == number)
        found = self._connection.execute(query).scalar()
        return dict(json.loads(found)) if found else {}

    def remove(self, number: int) -> None:
        """Take one out as if it had never been there."""
        self._connection.execute(delete(reviews).where(reviews.c.id == number))

    def reopen(self, number: int, invoice: int | None) -> None:
        """Open one again."""
        gone = dict.fromkeys(("settled_as", "settled_by", "settled_at", "reason", "changes"))
        self._write(number, **gone, invoice=invoice)

    def _write(self, number: int, **values: Any) -> None:
        self._connection.execute(update(reviews).where(reviews.c.id == number).values(values))

    def _review(self, row: Row[Any]) -> Review:
        settled = None
        if row.settled_as is not None:
            settled = Settled(row.settled_as, row.settled_by, row.settled_at, row.reason)
        return Review(
            row.id,
            row.file,
            row.place,
            row.original,
            row.name,
            row.written,
            draft_from(json.loads(row.draft)),
            problems_from(json.loads(row.problems)),
            row.by,
            row.at,
            settled,
        )


_WRITTEN = (
    # a key of 20 digits comes before one of code and number
    select(names.c.name)
    .where(names.c.invoice == reviews.c.invoice)
    .order_by(func.length(names.c.name).desc(), names.c.name)
    .limit(1)
    .correlate(reviews)
    .scalar_subquery()
    .label("written")
)
_REVIEWS = select(reviews, _WRITTEN)
_json = json.JSONEncoder(ensure_ascii=False).encode
