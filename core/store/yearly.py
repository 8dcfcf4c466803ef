"""What the lines of a year's invoices add up to: straight from the rows, for no index has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.engine import Connection

from core.domain.invoice import Direction
from core.store.tables import invoices, lines

PORTION = 50_000
"""So many invoices at a time: none takes longer than a blink, and between two it can be stopped."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as lines have it: on how many invoices, and the tax of its lines (fen)."""

    rate: str
    count: int
    tax: int


def rates(
    connection: Connection, since: date, until: date, direction: Direction
) -> Iterator[tuple[int, int, list[Rate]]]:
    """Add up by the rates of lines: how far, of how many, and what this portion adds.

    Only invoices of these days (inclusive) outside the recycle bin; each is in one portion.
    """
    last = connection.execute(select(func.max(invoices.c.id))).scalar() or 0
    for first in range(1, last + 1, PORTION):
        of_portion = _within(since, until, direction, first, first + PORTION - 1)
        rows = connection.execute(_by_rate(of_portion))
        yield (
            min(first + PORTION - 1, last),
            last,
            [Rate(rate or "", count, tax) for rate, count, tax in rows],
        )


def _by_rate(of_invoices: list[ColumnElement[bool]]) -> Select[str | None, int, int]:
    line = lines.c
    return (
        select(
            line.rate,
            func.count(line.invoice.distinct()),
            func.coalesce(func.sum(line.tax), 0),
        )
        .join(invoices, invoices.c.id == line.invoice)
        .where(*of_invoices, line.rate.is_not(None))
        .group_by(line.rate)
    )


def _within(
    since: date, until: date, direction: Direction, first: int, last: int
) -> list[ColumnElement[bool]]:
    # Not by the index of days: to fetch a year's rows one by one takes five times a whole reading.
    day = func.coalesce(invoices.c.issued_on, invoices.c.issued_on)
    return [
        invoices.c.id.between(first, last),
        day.between(since, until),
        invoices.c.deleted_at.is_(None),
        invoices.c.direction == direction.value,
    ]
