"""Whether a row that could not be read is probably this very invoice."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from core.domain.invoice import Invoice
from core.domain.mistyping import slips_between
from core.domain.record import UnreadRow

_CERTAIN: Final = 12
"""So many figures of a number that agree say enough by themselves."""


def is_probably(row: UnreadRow, invoice: Invoice) -> bool:
    """Say whether nothing of a row contradicts the invoice and enough of it agrees.

    Enough is most of its number, or two of number, day and amount.
    """
    said = [_day(row.issued_on, invoice), _amount(row, invoice)]
    if False in said:  # told at once for nearly every row of another invoice
        return False
    said += _numbers(row, invoice)
    if False in said:
        return False
    names = [_same(figures, name) for figures in row.numbers for name in invoice.key.names]
    return max([*names, 0]) >= _CERTAIN or sum(map(bool, said)) >= 2


def _numbers(row: UnreadRow, invoice: Invoice) -> Iterator[bool]:
    """One answer for all numbers of the row: a code alone is that of many invoices."""
    if row.numbers:
        yield all(_is_part(figures, invoice) for figures in row.numbers)


def _is_part(figures: str, invoice: Invoice) -> bool:
    parts = (*invoice.key.names, invoice.code, invoice.number, invoice.paper_number)
    return any(_same(figures, part) for part in parts if part)


def _same(figures: str, part: str) -> int:
    """Count the figures that agree: zeros in front may be lost, and the end where it says so."""
    known = figures.rstrip("…").lstrip("0")
    whole = part.lstrip("0")
    if figures.endswith("…"):
        return len(known) if whole.startswith(known) else 0
    near = whole == known or (len(known) >= _CERTAIN and slips_between(known, whole) is not None)
    return len(known) if near else 0


def _day(day: date | None, invoice: Invoice) -> bool | None:
    return None if day is None else day == invoice.issued_on


def _amount(row: UnreadRow, invoice: Invoice) -> bool | None:
    both: list[tuple[Decimal, Decimal]] = [
        (theirs, ours)
        for theirs, ours in ((row.net, invoice.net), (row.total, invoice.total))
        if theirs is not None and ours is not None
    ]
    return all(theirs == ours for theirs, ours in both) if both else None
