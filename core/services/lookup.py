"""Looking invoices up (查询)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.domain.invoice import ZERO, Direction, Invoice, Status
from core.domain.periods import Understood, understood
from core.domain.query import NEWEST, Order, Query
from core.domain.topic import Topic
from core.errors import NotEntered
from core.store.database import Store, Transaction
from core.store.documents import LATE, ODD, OFFLINE, PRINT_ONLY
from core.store.figures import Sums
from core.store.ledger import Clock
from core.store.search import Search, words_of

PAGE = 10_000
"""How many invoices are ordered at a time where all are wanted."""

_ALL = 2**31
_RED, _VOIDED = (f"status:{status.value}" for status in (Status.RED, Status.VOIDED))


@dataclass(frozen=True, slots=True)
class Found:
    """How many invoices a query finds in all, and those of the page asked for."""

    total: int
    invoices: tuple[Invoice, ...]


@dataclass(frozen=True, slots=True)
class Amounts:
    """What some invoices add up to, in yuan; an amount that is not known counts as none."""

    count: int
    net: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """What a query finds adds up to: all, by direction (None: not known), the red, the voided.

    Red and voided invoices are among the others too: it is what stands on the faces.
    """

    every: Amounts
    by_direction: Mapping[Direction | None, Amounts]
    red: Amounts
    voided: Amounts


@dataclass(frozen=True, slots=True)
class Saved:
    """A filter with a name."""

    name: str
    query: Query


class Lookup:
    """Finds invoices; each method is one consistent view."""

    def __init__(self, store: Store, now: Clock) -> None:
        """Look into this store."""
        self._store = store
        self._now = now

    def understood(self, text: str) -> Understood:
        """Say which words of a text are periods, today: pure, for every key.

        `find` does the same: a window that shows the periods as chips asks with `rest` and days.
        """
        return understood(text, self.today())

    def find(self, query: Query, limit: int = 50, offset: int = 0, order: Order = NEWEST) -> Found:
        """Give a page of what the query finds and how many there are in all.

        The recycle bin is always shown newest first.
        """
        with self._store.reading() as work:
            total, ids = self._ids(work, query, limit, offset, order)
            return Found(total, tuple(work.invoices.load(ids)))

    def totals(self, query: Query) -> Totals:
        """Add up what the query finds, all of it."""
        sides = {side: f"direction:{side.value}" for side in Direction}
        with self._store.reading() as work:
            if query.binned:
                _, ids = self._ids(work, query, _ALL, 0, NEWEST)
                return _totals_of(work.invoices.load(ids))
            labels = [_RED, _VOIDED, *sides.values()]
            sums = work.search.sums(search_of(work, query, self.today()), labels)
        unknown = sums[""]
        for label in sides.values():
            unknown = unknown.less(sums[label])
        by_side = {side: sums[label] for side, label in sides.items()} | {None: unknown}
        known = {side: _yuan(added) for side, added in by_side.items() if added.count}
        return Totals(_yuan(sums[""]), known, _yuan(sums[_RED]), _yuan(sums[_VOIDED]))

    def keys(self, query: Query, order: Order = NEWEST) -> tuple[str, ...]:
        """Give the names of all that the query finds: what a change of all of them is given."""
        with self._store.reading() as work:
            return tuple(
                name
                for ids in ids_of(work, query, order, self.today())
                for name in work.invoices.key_names(ids)
            )

    def by_name(self, name: str) -> Invoice:
        """Give the invoice of a key's name; raises NotEntered."""
        with self._store.reading() as work:
            found = work.invoices.load(list(work.invoices.ids_of([name]).values()))
        if not found:
            raise NotEntered()
        return found[0]

    def tags(self) -> tuple[str, ...]:
        """Give every tag that an invoice has, sorted."""
        return self._following("tag:")

    def categories(self) -> tuple[str, ...]:
        """Give every category that an invoice is in, sorted."""
        return tuple(filter(None, self._following("category:")))

    def verifications(self) -> tuple[str, ...]:
        """Give every state of verification that an invoice has."""
        return self._following("verification:")

    def saved(self) -> tuple[Saved, ...]:
        """Give the saved filters, in the order in which they were saved last."""
        with self._store.reading() as work:
            return tuple(Saved(*pair) for pair in _saved(work))

    def save(self, name: str, query: Query) -> None:
        """Keep a query under a name, in the place of another of this name."""
        text = json.dumps(query.plain(), ensure_ascii=False)
        with self._store.writing() as work:
            work.filters.put(name, text)
            work.record("save_filter", None, Topic.FILTERS, filter=name)

    def remove(self, name: str) -> None:
        """Remove a saved filter; nothing happens where there is none."""
        with self._store.writing() as work:
            if work.filters.remove(name):
                work.record("remove_filter", None, Topic.FILTERS, filter=name)

    def counts(self) -> dict[str, int]:
        """Say how many invoices each saved filter finds now."""
        with self._store.reading() as work:
            return {name: self._ids(work, query, 0, 0, NEWEST)[0] for name, query in _saved(work)}

    def today(self) -> date:
        """Give the day in Beijing, from which periods are reckoned."""
        return self._now().date()

    def _ids(
        self, work: Transaction, query: Query, limit: int, offset: int, order: Order
    ) -> tuple[int, list[int]]:
        search = search_of(work, query, self.today())
        if query.binned:
            ids = work.invoices.binned(search)
            return len(ids), ids[offset : offset + limit]
        hits = work.search.find(search, limit, offset, order)
        return hits.total, list(hits.invoices)

    def _following(self, beginning: str) -> tuple[str, ...]:
        with self._store.reading() as work:
            return tuple(work.search.labels(beginning))


def ids_of(work: Transaction, query: Query, order: Order, today: date) -> Iterator[list[int]]:
    """Give the rows of all that a query finds, some thousands at a time."""
    search = search_of(work, query, today)
    if query.binned:
        yield work.invoices.binned(search)
        return
    offset = 0
    while ids := work.search.find(search, PAGE, offset, order).invoices:
        yield list(ids)
        offset += PAGE


def search_of(work: Transaction, query: Query, today: date) -> Search:
    """Say a query in the words of the search index."""
    asked = understood(query.text, today)
    since = [day for day in (query.since, asked.since) if day]
    until = [day for day in (query.until, asked.until) if day]
    labels = [f"tag:{tag}" for tag in query.tags]
    if query.direction is not None:
        labels.append(f"direction:{query.direction.value}")
    if query.category is not None:
        labels.append(f"category:{query.category}")
    labels += [f"rate:{query.rate}"] if query.rate is not None else []
    labels += [OFFLINE[query.offline]] if query.offline is not None else []
    labels += [LATE[query.late]] if query.late is not None else []
    labels += [ODD] if query.odd else []
    labels += [PRINT_ONLY] if query.print_only else []
    either = (
        tuple(f"kind:{kind.value}" for kind in query.kinds),
        tuple(f"status:{status.value}" for status in query.statuses),
        tuple(f"how:{source.value}" for source in query.sources),
        tuple(f"verification:{state}" for state in query.verifications),
        tuple(f"original:{kept.value}" for kept in query.originals),
    )
    sides = (("seller", query.seller), ("buyer", query.buyer))
    return Search(
        words_of(asked.rest),
        tuple(labels),
        max(since, default=None),
        min(until, default=None),
        tuple(filter(None, either)),
        tuple((side, work.parties.rows_of(party)) for side, party in sides if party),
    )


def _saved(work: Transaction) -> list[tuple[str, Query]]:
    """Give the saved filters; one that a later version wrote and this cannot read is left out."""
    found = []
    for name, text in work.filters.all().items():
        try:
            found.append((name, Query.read(json.loads(text))))
        except (ValueError, TypeError, KeyError):
            continue
    return found


def _yuan(sums: Sums) -> Amounts:
    net, tax, total = (Decimal(fen).scaleb(-2) for fen in (sums.net, sums.tax, sums.total))
    return Amounts(sums.count, net, tax, total)


def _totals_of(invoices: Sequence[Invoice]) -> Totals:
    sides = dict.fromkeys(x.direction for x in invoices)
    return Totals(
        _amounts_of(invoices),
        {side: _amounts_of([x for x in invoices if x.direction is side]) for side in sides},
        _amounts_of([x for x in invoices if x.status is Status.RED]),
        _amounts_of([x for x in invoices if x.status is Status.VOIDED]),
    )


def _amounts_of(invoices: Sequence[Invoice]) -> Amounts:
    return Amounts(
        len(invoices),
        sum((x.net or ZERO for x in invoices), ZERO),
        sum((x.tax or ZERO for x in invoices), ZERO),
        sum((x.total or ZERO for x in invoices), ZERO),
    )
