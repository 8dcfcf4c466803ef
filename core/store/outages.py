"""Outages: rows to values and back."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from core.domain.outage import Outage
from core.store.tables import invoices, outages


class OutageTable:
    """The outages as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime, by: str) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at
        self._by = by

    def add(
        self,
        since: datetime,
        until: datetime | None,
        source: str,
        *,
        planned: bool = False,
        noticed: bool = False,
        cause: str = "",
    ) -> int:
        """Write a new one and give its number."""
        made = self._connection.execute(
            insert(outages).values(
                since=_moment(since),
                until=_moment(until) if until else None,
                planned=planned,
                noticed=noticed,
                source=source,
                cause=cause,
                effect="",
                measures="",
                conclusion="",
                by=self._by,
                at=_moment(self._at),
            )
        )
        return int((made.inserted_primary_key or (0,))[0])

    def change(self, number: int, **values: Any) -> None:
        """Set something about one; moments are written as they are kept."""
        kept = {k: _moment(v) if isinstance(v, datetime) else v for k, v in values.items()}
        self._connection.execute(update(outages).where(outages.c.id == number).values(kept))

    def get(self, number: int) -> Outage | None:
        """Give one by its number."""
        row = self._connection.execute(select(outages).where(outages.c.id == number)).first()
        return _outage(row) if row else None

    def all(self) -> list[Outage]:
        """Give every one, newest first."""
        return [_outage(row) for row in self._connection.execute(_NEWEST)]

    def count(self) -> int:
        """Count them all."""
        return int(self._connection.execute(select(func.count(outages.c.id))).scalar_one())

    def page(self, limit: int, offset: int) -> list[Outage]:
        """Give some, newest first."""
        return [
            _outage(row) for row in self._connection.execute(_NEWEST.limit(limit).offset(offset))
        ]

    def ended_since(self, moment: datetime) -> list[Outage]:
        """Give those that ended at a moment or later, newest first."""
        query = _NEWEST.where(outages.c.ended_at >= _moment(moment))
        return [_outage(row) for row in self._connection.execute(query)]

    def entered(self, during: Sequence[Outage]) -> dict[int, list[int]]:
        """Give what was entered offline while each was on, the recycle bin excluded."""
        spans = {each.id: self._span(each) for each in during if not each.withdrawn}
        if not spans:
            return {each.id: [] for each in during}
        first, last = min(x for x, _ in spans.values()), max(x for _, x in spans.values())
        query = (
            select(invoices.c.entered_at, invoices.c.id)
            .where(_LIVING, invoices.c.offline, invoices.c.entered_at.between(first, last))
            .order_by(invoices.c.entered_at, invoices.c.id)
        )
        rows = [(row[0], row[1]) for row in self._connection.execute(query)]
        found: dict[int, list[int]] = {each.id: [] for each in during}
        for number, (since, until) in spans.items():
            start, stop = bisect_left(rows, (since, 0)), bisect_right(rows, until, key=_at)
            found[number] = [row for _, row in rows[start:stop]]
        return found

    def unmarked(self, outage: Outage) -> int:
        """Count what was entered while it was on and is not marked offline."""
        span = self._span(outage)
        query = select(func.count(invoices.c.id)).where(
            _LIVING, invoices.c.offline.is_(False), invoices.c.entered_at.between(*span)
        )
        return int(self._connection.execute(query).scalar_one())

    def _span(self, outage: Outage) -> tuple[str, str]:
        return _moment(outage.since), _moment(outage.end(self._at))

    def current(self) -> Outage | None:
        """Give the one that is on now."""
        open_ = select(outages).where(
            outages.c.ended_at.is_(None), outages.c.withdrawn_at.is_(None)
        )
        found = map(_outage, self._connection.execute(open_.order_by(outages.c.id)))
        return next((outage for outage in found if outage.on(self._at)), None)


def _outage(row: Any) -> Outage:
    return Outage(
        row.id,
        datetime.fromisoformat(row.since),
        datetime.fromisoformat(row.until) if row.until else None,
        datetime.fromisoformat(row.ended_at) if row.ended_at else None,
        row.planned,
        row.noticed,
        row.source,
        row.cause,
        row.effect,
        row.measures,
        row.conclusion,
        row.by,
        datetime.fromisoformat(row.at),
        row.backup,
        row.backup_failed,
        row.withdrawn_at is not None,
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _at(row: tuple[str, int]) -> str:
    return row[0]


_NEWEST: Final = select(outages).order_by(outages.c.since.desc(), outages.c.id.desc())
_LIVING: Final = invoices.c.deleted_at.is_(None)
