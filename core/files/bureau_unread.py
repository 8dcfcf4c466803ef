"""What can be read of a row of which no record can be made: it may be the one that is missed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from core.domain.record import UnreadRow
from core.domain.tax import yuan
from core.domain.text import clean
from core.files.bureau_columns import RECORD_FIELDS
from core.files.cells import text_of

_GOOD: Final = 15
"""Figures that Excel keeps of a long number."""
_SCIENTIFIC: Final = re.compile(r"(\d)(?:\.(\d+))?E\+?\d+").fullmatch
_LEAST: Final = 4
_PLACES: Final = tuple(RECORD_FIELDS.index(field) for field in ("issued_on", "net", "total"))


def unread_row(
    sheet: str | None, at: int, row: Sequence[Any], places: Sequence[int], values: Sequence[Any]
) -> UnreadRow:
    """Keep what could be read: `places` are the columns of the numbers in `row`.

    `values` begins with the values of RECORD_FIELDS; what could not be read is None there.
    """
    numbers = (_figures(row[place]) for place in places if place < len(row))
    day, net, total = (values[place] for place in _PLACES)
    issued_on = None if day is None else date.fromisoformat(day)
    return UnreadRow(sheet, at, tuple(filter(None, numbers)), issued_on, yuan(net), yuan(total))


def _figures(cell: Any) -> str | None:
    """Give the figures of a number; those that Excel has rounded away are "…"."""
    text = clean(text_of(cell)) if isinstance(cell, (str, float)) else ""
    short = _SCIENTIFIC(text.upper())
    if short:
        return f"{short[1]}{short[2] or ''}…"
    if not (text.isdigit() and text.isascii() and len(text) >= _LEAST):
        return None
    is_rounded = len(text) > _GOOD and (isinstance(cell, float) or text.endswith("00000"))
    return f"{text[:_GOOD]}…" if is_rounded else text
