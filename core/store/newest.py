"""The newest of many hits, without fetching or sorting them all.

Bitmaps of months and days count what lies before a page; only the hits of the days on the page
are fetched, so that a page deep inside is nearly as cheap as the first.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

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
_BY_DOC = _PLACES.where(_DOCUMENTS.c.doc.in_(bindparam("docs", expanding=True)))


@dataclass(frozen=True, slots=True)
class _Hits:
    """Hits of some time: those in the postings, and those that still wait."""

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
    hits, before = _around(postings, _Hits(docs, waiting), limit, offset)
    places = sorted(_places(connection, hits.docs) + hits.waiting, reverse=True)
    return places[offset - before : offset - before + limit]


def _around(postings: Postings, hits: _Hits, limit: int, offset: int) -> tuple[_Hits, int]:
    """Give the hits of those days that a page touches, and how many stand before them."""
    page, before = _Hits(BitMap(), []), offset
    for start, of_day in _days(postings, hits, offset):
        before = min(start, before)
        page.docs.update(of_day.docs)
        page.waiting.extend(of_day.waiting)
        if start + len(of_day) >= offset + limit:
            break
    return page, before


def _days(postings: Postings, hits: _Hits, offset: int) -> Iterator[tuple[int, _Hits]]:
    """Give the hits of each day, latest first, with how many stand before; skip to `offset`."""
    start = 0
    for month, of_month in _split(hits, postings.by_month(), 100):
        if start + len(of_month) <= offset:
            start += len(of_month)
            continue
        for _, of_day in _split(of_month, postings.by_day(month), 1):
            if start + len(of_day) > offset:
                yield start, of_day
            start += len(of_day)


def _split(hits: _Hits, by_time: dict[int, BitMap], unit: int) -> Iterator[tuple[int, _Hits]]:
    """Divide hits by months (`unit` 100) or days (1), latest first."""
    waiting = defaultdict[int, list[Place]](list)
    for place in hits.waiting:
        waiting[place[0] // unit].append(place)
    for time in sorted({*by_time, *waiting}, reverse=True):
        yield time, _Hits(hits.docs & by_time.get(time, BitMap()), waiting[time])


def _places(connection: Connection, docs: BitMap) -> list[Place]:
    if not docs:
        return []
    if len(docs) <= _FEW:
        rows = connection.execute(_BY_DOC, {"docs": list(docs)}).tuples()
        return [(day, invoice) for _, day, invoice in rows]
    span = _DOCUMENTS.c.doc.between(docs.min(), docs.max())
    rows = connection.execute(_PLACES.where(span)).tuples()
    return [(day, invoice) for doc, day, invoice in rows if doc in docs]
