"""The numbers of the overview, each with the query of the list behind it; for a job."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from core.domain.invoice import Direction
from core.domain.query import UNVERIFIED, Originals, Query
from gui.overview.charts import Bar, Month
from words import figures
from words.translate import counted, filled, tr

if TYPE_CHECKING:
    from core.services.lookup import Amounts, Lookup, Totals

TOP = 8
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Work:
    """Something that waits for a person: how many, what, and which."""

    name: str
    count: int
    query: Query


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that the overview shows of a year."""

    months: Sequence[Month]
    categories: Sequence[Bar]
    work: Sequence[Work]


def numbers_of(lookup: "Lookup", year: int, direction: Direction | None) -> Numbers:
    """Add the year up; `direction` restricts the rankings."""
    asked = Query(since=date(year, 1, 1), until=date(year, 12, 31), direction=direction)
    return Numbers(
        [_month(lookup, year, month) for month in range(1, 13)],
        _categories(lookup, asked),
        _work(lookup),
    )


def _month(lookup: "Lookup", year: int, month: int) -> Month:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    query = Query(since=first, until=last)
    totals = lookup.totals(query)
    purchases, sales = _total(totals, Direction.IN), _total(totals, Direction.OUT)
    values = {
        "month": f"{year}-{month:02d}",
        "in": figures.money(purchases),
        "out": figures.money(sales),
        "n": f"{totals.every.count:,}",
    }
    said = filled(tr("{month}: purchases {in}, sales {out}, {n} invoices"), values)
    return Month(str(month), purchases, sales, said, query)


def _total(totals: "Totals", direction: Direction) -> Decimal:
    side = totals.by_direction.get(direction)
    return side.total if side is not None else ZERO


def _categories(lookup: "Lookup", asked: Query) -> list[Bar]:
    """Rank the categories; what has none comes last, as the rest."""
    found = []
    rest = lookup.totals(asked).every
    for name in lookup.categories():
        query = replace(asked, category=name)
        sums = lookup.totals(query).every
        rest = replace(rest, count=rest.count - sums.count, total=rest.total - sums.total)
        found.append(bar_of(name, sums, query))
    found = sorted((bar for bar in found if bar.amount), key=lambda bar: -abs(bar.amount))[:TOP]
    if rest.count:
        found.append(bar_of(tr("Without category"), rest, replace(asked, category="")))
    return found


def bar_of(name: str, sums: "Amounts", query: Query) -> Bar:
    """Make a bar of a sum, with its words."""
    count = counted(sums.count, tr("1 invoice"), tr("{n} invoices"))
    return Bar(name, sums.total, f"{name} · {figures.money(sums.total)} · {count}", query)


def _work(lookup: "Lookup") -> list[Work]:
    """Count what waits: what made no sense, what was never verified, what has no original."""
    asked = (
        (tr("Need a look"), Query(odd=True)),
        (tr("Not verified"), Query(verifications=(UNVERIFIED,))),
        (tr("Original missing"), Query(originals=(Originals.NONE,))),
        (tr("Entered offline"), Query(offline=True)),
        (tr("In the recycle bin"), Query(binned=True)),
    )
    return [Work(name, lookup.find(query, 0).total, query) for name, query in asked]
