"""What the invoices of some days add up to, by what stands on them: straight from the rows.

Plain SQL, for it lets go of the interpreter's lock: a window goes on while a million are added up.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.engine import Connection

from core.domain.invoice import Direction
from core.store.figures import Sums
from core.store.tables import invoices, lines, parties

_AMOUNTS = (
    func.count(),
    *(func.coalesce(func.sum(invoices.c[name]), 0) for name in ("net", "tax", "total")),
)


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which (inclusive), and in which direction, None for both."""

    since: date
    until: date
    direction: Direction | None = None


class Yearly:
    """Sums over the invoices outside the recycle bin, as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection

    def by_month(self, days: Days) -> dict[tuple[int, Direction | None], Sums]:
        """Add up by month (1 to 12) and direction."""
        month = extract("month", invoices.c.issued_on)
        query = select(month, invoices.c.direction, *_AMOUNTS).where(*_within(days))
        rows = self._connection.execute(query.group_by(month, invoices.c.direction))
        return {(int(m), Direction(side) if side else None): Sums(*s) for m, side, *s in rows}

    def by_category(self, days: Days) -> dict[str, Sums]:
        """Add up by category, "" for those without one."""
        category = func.coalesce(invoices.c.category, "")
        query = select(category, *_AMOUNTS).where(*_within(days)).group_by(category)
        return {name: Sums(*sums) for name, *sums in self._connection.execute(query)}

    def by_party(self, days: Days, side: str) -> dict[tuple[str, str], Sums]:
        """Add up by name and tax id of the seller or the buyer; addresses make no difference."""
        party = invoices.c[side]
        per_row = select(party, *_AMOUNTS).where(*_within(days)).group_by(party)
        found: dict[tuple[str, str], Sums] = {}
        known = select(parties.c.id, parties.c.name, parties.c.tax_id)
        names = {row: (name, tax_id) for row, name, tax_id in self._connection.execute(known)}
        for row, *sums in self._connection.execute(per_row):
            found[names[row]] = found.get(names[row], Sums()).plus(Sums(*sums))
        return found

    def by_rate(self, days: Days) -> list[tuple[str, int, int, int]]:
        """Give each rate that lines have: how many invoices, net and tax of the lines (fen)."""
        line = lines.c
        query = (
            select(
                line.rate,
                func.count(line.invoice.distinct()),
                func.coalesce(func.sum(line.net), 0),
                func.coalesce(func.sum(line.tax), 0),
            )
            .join(invoices, invoices.c.id == line.invoice)
            .where(*_within(days), line.rate.is_not(None))
            .group_by(line.rate)
        )
        return [(rate, *sums) for rate, *sums in self._connection.execute(query)]


def _within(days: Days) -> list[ColumnElement[bool]]:
    # Not by the index of days: to fetch a year's rows one by one takes five times a whole reading.
    day = func.coalesce(invoices.c.issued_on, invoices.c.issued_on)
    asked: list[ColumnElement[bool]] = [
        day.between(days.since, days.until),
        invoices.c.deleted_at.is_(None),
    ]
    if days.direction is not None:
        asked.append(invoices.c.direction == days.direction.value)
    return asked
