"""What a year adds up to and what waits for a person (概览), each with the query of its list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from core.domain.invoice import Direction, Party
from core.domain.query import Query
from core.progress import Progress, Report, ignore
from core.services.lookup import search_of
from core.store.database import Store
from core.store.figures import Sums
from core.store.ledger import Clock
from core.store.yearly import rates

TOP = 8
"""So many of a kind are named; the rest is one."""

_BOTH_AND_ALL = (("direction:in",), ("direction:out",), ())


@dataclass(frozen=True, slots=True)
class Share:
    """An amount (yuan) of so many invoices, and the query that finds them, None where none does.

    `name` is a category, a counterpart or a rate; "" is what has none, None the rest.
    """

    name: str | None
    amount: Decimal
    count: int
    query: Query | None


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and went out in a month (1 to 12), in yuan; `count` is of all."""

    month: int
    purchases: Decimal
    sales: Decimal
    count: int
    query: Query


@dataclass(frozen=True, slots=True)
class Year:
    """A year: its months in both directions, the shares of one direction."""

    months: Sequence[Month]
    categories: Sequence[Share]
    parties: Sequence[Share]


class Overview:
    """Adds up; each method is one consistent view."""

    def __init__(self, store: Store, now: Clock) -> None:
        """Look into this store."""
        self._store = store
        self._now = now

    def this_year(self) -> int:
        """Give the year in Beijing."""
        return self._now().year

    def year(self, year: int, direction: Direction) -> Year:
        """Add a year up."""
        asked = _asked(year, direction)
        side = "seller" if direction is Direction.IN else "buyer"
        with self._store.reading() as work:
            search = search_of(work, asked, self._now().date())
            months = [
                work.search.sums_by_month(replace(search, labels=labels))
                for labels in _BOTH_AND_ALL
            ]
            categories = work.search.sums_by(search, "category:")
            parties = work.search.sums_by_party(search, side)
            named = work.parties.named(parties)
        return Year(
            [_month(year, month, *months) for month in range(1, 13)],
            _categories(categories, asked),
            _parties([(*named[row], sums) for row, sums in parties.items()], asked, side),
        )

    def rates(self, year: int, direction: Direction, report: Report = ignore) -> Sequence[Share]:
        """Add up the taxes of a year's lines by their rates, the highest first.

        An invoice with lines of several rates counts in each. Takes most of a second at a
        million invoices: each report can stop it.
        """
        asked = _asked(year, direction)
        added: dict[str, tuple[int, int]] = {}
        first, last = _days(year)
        with self._store.reading() as work:
            for done, of, found in rates(work.connection, first, last, direction):
                for each in found:
                    count, tax = added.get(each.rate, (0, 0))
                    added[each.rate] = count + each.count, tax + each.tax
                report(Progress("read", done, of))
        ranked = sorted(added.items(), key=lambda item: -abs(item[1][1]))
        return [
            Share(rate, _yuan(tax), count, replace(asked, rate=rate))
            for rate, (count, tax) in ranked
        ]

    def counts(self, queries: Iterable[Query]) -> list[int]:
        """Say how many each query finds."""
        today = self._now().date()
        with self._store.reading() as work:
            return [
                len(work.invoices.binned(search_of(work, query, today)))
                if query.binned
                else work.search.find(search_of(work, query, today), 0).total
                for query in queries
            ]


def _days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _asked(year: int, direction: Direction) -> Query:
    since, until = _days(year)
    return Query(since=since, until=until, direction=direction)


def _month(
    year: int,
    month: int,
    purchases: Mapping[int, Sums],
    sales: Mapping[int, Sums],
    every: Mapping[int, Sums],
) -> Month:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    at, none = year * 100 + month, Sums()
    return Month(
        month,
        _yuan(purchases.get(at, none).total),
        _yuan(sales.get(at, none).total),
        every.get(at, none).count,
        Query(since=first, until=last),
    )


def _categories(found: Mapping[str, Sums], asked: Query) -> list[Share]:
    named = {name: sums for name, sums in found.items() if name}
    shares = [_share(name, sums, replace(asked, category=name)) for name, sums in named.items()]
    without = [_share("", found[""], replace(asked, category=""))] if "" in found else []
    return [*_longest(shares), *without]


def _parties(found: Iterable[tuple[str, str, Sums]], asked: Query, side: str) -> list[Share]:
    """Join what has one tax id under its commonest name; parties without one by their names."""
    joined: dict[tuple[str, str], Sums] = {}
    names: dict[tuple[str, str], tuple[int, str]] = {}
    for name, tax_id, sums in found:
        key = ("" if tax_id else name, tax_id)
        joined[key] = joined.get(key, Sums()).plus(sums)
        names[key] = max(names.get(key, (0, "")), (sums.count, name or tax_id))
    return _longest(
        [
            _share(
                names[key][1], sums, _with_party(asked, side, Party(names[key][1], key[1] or None))
            )
            for key, sums in joined.items()
            if any(key)
        ]
    )


def _with_party(asked: Query, side: str, party: Party) -> Query:
    return replace(asked, seller=party) if side == "seller" else replace(asked, buyer=party)


def _longest(shares: Sequence[Share]) -> list[Share]:
    """Give those with the largest amounts; the others together have no list."""
    ranked = sorted(shares, key=lambda share: (-abs(share.amount), share.name or ""))
    rest = ranked[TOP:]
    if not rest:
        return ranked
    amount, count = sum((x.amount for x in rest), Decimal()), sum(x.count for x in rest)
    return [*ranked[:TOP], Share(None, amount, count, None)]


def _share(name: str, sums: Sums, query: Query) -> Share:
    return Share(name, _yuan(sums.total), sums.count, query)


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
