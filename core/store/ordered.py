"""Pages of hits in the order of a figure, without fetching or sorting them all.

What lies in the postings is ordered by its bits; what waits is few, and so is fetched: a page
of both together lies in the window of the one that reaches back by as many as there are of the
other.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from pyroaring import BitMap
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from core.store import tables
from core.store.chunks import chunks
from core.store.figures import figure, number_of
from core.store.folding import Row
from core.store.postings import Postings

PARTIES: Final = ("seller", "buyer")

_KEPT: Final = 3
_MANY: Final = 5_000
_DOCUMENTS = tables.search_documents
_BY_DOC = select(_DOCUMENTS).where(_DOCUMENTS.c.doc.in_(bindparam("docs", expanding=True)))


class Orders:
    """Hits that were put in the order of their parties' names, kept for the next page.

    Which parties a numbered document has, and what they are called, never changes: what was
    ordered once is right as long as the hits are the same.
    """

    def __init__(self) -> None:
        """Keep none yet."""
        self._kept: list[tuple[str, BitMap, array[int]]] = []

    def get(self, name: str, docs: BitMap) -> "array[int] | None":
        """Give what was kept of these hits."""
        return next((o for n, d, o in list(self._kept) if n == name and d == docs), None)

    def keep(self, name: str, docs: BitMap, order: "array[int]") -> None:
        """Keep it, and forget what was kept long ago."""
        self._kept = [(name, docs, order), *self._kept[: _KEPT - 1]]


def ordered(
    connection: Connection,
    postings: Postings,
    orders: Orders,
    name: str,
    docs: BitMap,
    rows: Sequence[Row],
    limit: int,
    offset: int,
) -> list[int]:
    """Give a page of invoices in the rising order of a figure: `docs` and `rows` together."""
    start = max(0, offset - len(rows))
    window: Iterable[int] = ()
    if docs and name in PARTIES:
        window = _by_party(connection, postings, orders, name, docs)[start : offset + limit]
    elif docs:
        slices = postings.slices(name)
        window = slices.lowest(docs, offset + limit) - slices.lowest(docs, start)
    found = [*rows, *rows_of(connection, window)]
    if name in PARTIES:
        keys = _name_keys(connection, {number_of(row.figures, name) for row in found})
        found.sort(key=lambda row: (keys[number_of(row.figures, name)], row.doc))
    else:
        found.sort(key=lambda row: (figure(row.figures, name), row.doc))
    return [row.invoice for row in found[offset - start : offset - start + limit]]


def rows_of(connection: Connection, docs: Iterable[int]) -> list[Row]:
    """Fetch documents."""
    return [
        Row._make(row)
        for chunk in chunks([*docs])
        for row in connection.execute(_BY_DOC, {"docs": chunk})
    ]


def _by_party(
    connection: Connection, postings: Postings, orders: Orders, name: str, docs: BitMap
) -> "array[int]":
    kept = orders.get(name, docs)
    if kept is None:
        groups = postings.slices(name).groups(docs)
        keys = _name_keys(connection, groups)
        by_name: dict[bytes, BitMap] = {}
        for party, members in groups.items():  # one name may stand with several addresses
            known = by_name.get(keys[party])
            by_name[keys[party]] = members if known is None else known | members
        kept = array("I")
        for key in sorted(by_name):
            kept.extend(by_name[key])
        orders.keep(name, docs, kept)
    return kept


def _name_keys(connection: Connection, ids: Collection[int]) -> Mapping[int, bytes]:
    """Give what parties are sorted by: GB 18030 has the common characters by their sound."""
    table = tables.parties
    query = select(table.c.id, table.c.name)
    asked = [query]
    if len(ids) <= _MANY:
        asked = [query.where(table.c.id.in_(chunk)) for chunk in chunks(sorted(ids))]
    found = {i: text for one in asked for i, text in connection.execute(one)}
    return {i: found.get(i, "").encode("gb18030", "replace") for i in ids}
