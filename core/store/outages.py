"""Outages: rows to values and back."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
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
        query = select(outages).order_by(outages.c.since.desc(), outages.c.id.desc())
        return [_outage(row) for row in self._connection.execute(query)]

    def entered(self, outage: Outage) -> list[int]:
        """Give what was entered offline while it was on, the recycle bin excluded."""
        table = invoices
        query = select(table.c.id).where(
            table.c.offline,
            table.c.deleted_at.is_(None),
            table.c.entered_at >= _moment(outage.since),
        )
        if outage.ended_at is not None:
            query = query.where(table.c.entered_at <= _moment(outage.ended_at))
        return list(self._connection.execute(query.order_by(table.c.id)).scalars())

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
