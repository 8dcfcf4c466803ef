"""Finding the chosen rows again after the ledger changed: by what they are, not by where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.invoice import Invoice
from core.domain.query import Order, Query
from gui.tables import PAGE

if TYPE_CHECKING:
    from core.services.lookup import Found, Lookup


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was chosen when the question was asked: the current invoice and all chosen ones."""

    name: str
    row: int
    total: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A first page, and where what was chosen stands now."""

    found: "Found"
    row: int | None = None
    rows: tuple[tuple[int, int], ...] = ()


def answered(lookup: "Lookup", query: Query, order: Order, anchor: Anchor | None) -> Answer:
    """Ask for the first page and look for what was chosen; for a job."""
    found = lookup.find(query, PAGE, 0, order)
    if anchor is None:
        return Answer(found)
    if len(anchor.names) > 1:
        places = {name: row for row, name in enumerate(lookup.keys(query, order))}
        rows = ranges(sorted(places[name] for name in anchor.names if name in places))
        return Answer(found, places.get(anchor.name), rows)
    row = _row_of(lookup, query, order, anchor, found)
    return Answer(found, row, () if row is None else ((row, row),))


def ranges(rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Join rising rows to ranges."""
    made: list[tuple[int, int]] = []
    for row in rows:
        if made and made[-1][1] == row - 1:
            made[-1] = (made[-1][0], row)
        else:
            made.append((row, row))
    return tuple(made)


def _row_of(
    lookup: "Lookup", query: Query, order: Order, anchor: Anchor, found: "Found"
) -> int | None:
    """Look where it was, and as far on as there are more or fewer now."""
    first = _at(found.invoices, anchor.name)
    if first is not None:
        return first
    for guess in (anchor.row, anchor.row + found.total - anchor.total):
        start = max(0, guess - PAGE // 2)
        place = _at(lookup.find(query, PAGE, start, order).invoices, anchor.name)
        if place is not None:
            return start + place
    return None


def _at(invoices: Sequence[Invoice], name: str) -> int | None:
    return next((n for n, invoice in enumerate(invoices) if name in invoice.key.names), None)
