"""Tickets: 航空运输电子客票行程单 with headed amounts, 铁路电子客票 with labelled ones."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from core.domain.invoice import ZERO
from core.domain.tax import Unreadable, money
from core.files.page_glyphs import Row
from core.files.page_labels import Sheet, key_of

_HEADINGS: Final = re.compile(
    r"(?P<fare>票价)|(?P<fuel>燃油附加费)|(?P<rate>增值税税率|税率)|(?P<tax>增值税税额|税额)"
    r"|(?P<fund>民航发展基金)|(?P<other>其他税费)|(?P<total>合计)"
)
_AMOUNT: Final = re.compile(r"(?:CNY|CN|¥)?(-?\d[\d,]*\.\d\d)")


def air_amounts(sheet: Sheet) -> dict[str, Any]:
    """Read the amounts of an itinerary: net is fare and fuel surcharge, the fund is no VAT."""
    for row in sheet.rows:
        heads = list(_HEADINGS.finditer(row.key))
        if len(heads) >= 3 and {"fare", "total"} <= {head.lastgroup for head in heads}:
            return dict(_amounts(dict(_cells(sheet, row, heads))))
    return {}


def _cells(sheet: Sheet, row: Row, heads: list[re.Match[str]]) -> Iterator[tuple[str, Decimal]]:
    """A cell runs from the left edge of its heading to that of the next, a little beneath it."""
    lefts = [row.chars[head.start()].x0 for head in heads]
    for below in sheet.near(row.y + 0.6 * sheet.em, row.y + 2.4 * sheet.em):
        for match in _AMOUNT.finditer(below.key):
            middle = (below.chars[match.start()].x0 + below.chars[match.end() - 1].x1) / 2
            place = bisect_right(lefts, middle) - 1
            name = heads[max(place, 0)].lastgroup
            if name:
                yield name, money(match[1])


def _amounts(cells: dict[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    if "fare" in cells:
        yield "net", cells["fare"] + cells.get("fuel", ZERO)
    if "tax" in cells:
        yield "tax", cells["tax"]
    other = cells.get("fund", ZERO) + cells.get("other", ZERO)
    if other:
        yield "other_charges", other
    if "total" in cells:
        yield "total", cells["total"]


def labelled_amounts(sheet: Sheet) -> dict[str, Decimal]:
    """Read 票价, 金额, 税额 of a rail ticket or a slip; the fare is the total."""
    found: dict[str, Decimal] = {}
    for label in sheet.labels:
        name = {"fare": "total", "net": "net", "tax": "tax"}.get(label.name)
        if name and name not in found:
            match = _AMOUNT.search(key_of(sheet.value(label, beneath=True)))
            if match:
                try:
                    found[name] = money(match[1])
                except Unreadable:
                    continue
    if "tax" not in found and "total" not in found and "net" in found:
        found["total"] = found.pop("net")  # 金额 of a taxi or other slip
    return found
