"""The newest of many hits, without fetching or sorting them all.

Bitmaps of months and days count what lies before a page; only the hits of the days on the page
are fetched, so that a page deep inside is nearly as cheap as the first.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from core.store import tables
from core.store.postings import Postings

Place = tuple[int, int]
"""Where a hit stands: its day (20261103) and its invoice."""

_FEW = 2000
_DOCUMENTS = tables.search_documents
_PLACES = select(_DOCUMENTS.c.doc, _DOCUMENTS.c.day, _DOCUMENTS.c.invoice)
_WALK = _PLACES.where(_DOCUMENTS.c.day <= bindparam("latest")).order_by(
    _DOCUMENTS.c.day.desc(), _DOCUMENTS.c.invoice.desc()
)
_BY_DOC = _PLACES.where(_DOCUMENTS.c.doc.in_(bindparam("docs", expanding=True)))


@dataclass(frozen=True, slots=True)
class _Hits:
    """Hits of some days: those in the postings, and those that still wait."""

    docs: BitMap
    waiting: list[Place]

    def __len__(self) -> int:
        return len(self.docs) + len(self.waiting)


def newest(
    connection: Connection,
    postings: Postings,
    docs: BitMap,
    waiting: list[Place],
    limit: int,
    offset: int,
) -> list[Place]:
    """Give a page of hits: latest day first, then the highest invoice."""
    on_page, before, latest = _Hits(BitMap(), []), offset, 0
    for start, day, of_day in _days(postings, _Hits(docs, waiting), offset):
        before, latest = min(before, start), max(latest, day)
        on_page.docs.update(of_day.docs)
        on_page.waiting.extend(of_day.waiting)
        if start + len(of_day) >= offset + limit:
            break
    end = offset - before + limit
    places = _places(connection, on_page.docs, latest, end) + on_page.waiting
    return sorted(places, reverse=True)[offset - before : end]


def _days(postings: Postings, hits: _Hits, offset: int) -> Iterator[tuple[int, int, _Hits]]:
    """Give how many hits are later, each day, and its hits: latest first, from `offset` on."""
    start = 0
    for month, of_month in _split(hits, postings.by_month(), 100):
        if start + len(of_month) <= offset:
            start += len(of_month)
            continue
        for day, of_day in _split(of_month, postings.by_day(month), 1):
            if start + len(of_day) > offset:
                yield start, day, of_day
            start += len(of_day)


def _split(hits: _Hits, by_time: dict[int, BitMap], unit: int) -> Iterator[tuple[int, _Hits]]:
    """Divide hits by months (`unit` 100) or days (1), latest first."""
    waiting = defaultdict[int, list[Place]](list)
    for place in hits.waiting:
        waiting[place[0] // unit].append(place)
    for time in sorted({*by_time, *waiting}, reverse=True):
        yield time, _Hits(hits.docs & by_time.get(time, BitMap()), waiting[time])


def _places(connection: Connection, docs: BitMap, latest: int, most: int) -> list[Place]:
    """Give the places of documents; of very many only as many as are needed, newest first."""
    if len(docs) <= _FEW:
        rows = connection.execute(_BY_DOC, {"docs": list(docs)}) if docs else ()
        return [(day, invoice) for _, day, invoice in rows]
    with connection.execute(_WALK, {"latest": latest}) as walk:
        found = ((day, invoice) for doc, day, invoice in walk if doc in docs)
        return list(islice(found, min(most, len(docs))))
