"""When two accounts of one invoice say the same in other words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from core.domain.invoice import ZERO, Line, Party
from core.domain.text import comparable

PARTY_FIELDS: Final = tuple(f.name for f in fields(Party))
_SOFT: Final = frozenset(("address_phone", "bank_account", "remark", "drawer", "payee", "reviewer"))
"""Texts that one account may hold in part: less is no contradiction."""
_LINE_FACTS: Final = ("net", "tax", "rate", "quantity", "unit_price", "name")
_LIST_ELSEWHERE: Final = re.compile(r"详见.{0,8}清单").search
_SIGNS: Final = re.compile(r"[\W_]+")


def alike(name: str, ours: object, theirs: object) -> bool:
    """Say whether two different texts of a field are the same fact."""
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return False
    mine, other = comparable(ours), comparable(theirs)
    if mine == other:
        return True
    if name == "check_code":  # some accounts hold its end only
        return mine.endswith(other) or other.endswith(mine)
    if name not in _SOFT:
        return False
    mine, other = _SIGNS.sub("", mine), _SIGNS.sub("", other)
    return mine in other or other in mine


Difference = tuple[str, object, object]
"""A field, and what each account says of it."""


def lines_differ(ours: Sequence[Line], theirs: Sequence[Line]) -> Iterator[Difference]:
    """Name the facts in which two lists of lines differ, where both hold them."""
    if is_pointer(ours) != is_pointer(theirs):
        if sum_of_lines(ours) != sum_of_lines(theirs):
            yield "lines", sum_of_lines(ours), sum_of_lines(theirs)
    elif len(ours) != len(theirs):
        yield "lines", len(ours), len(theirs)
    else:
        for place, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _line_differs(f"lines.{place}", mine, other)


def is_pointer(lines: Sequence[Line]) -> bool:
    """Say whether the lines only say that the list itself stands elsewhere (详见销货清单)."""
    return any(line.name and _LIST_ELSEWHERE(line.name) for line in lines[:3])


def sum_of_lines(lines: Iterable[Line]) -> Decimal:
    """Add up what is known of the lines' net."""
    return sum((line.net for line in lines if line.net is not None), ZERO)


def _line_differs(place: str, ours: Line, theirs: Line) -> Iterator[Difference]:
    if ours == theirs:
        return
    for name in _LINE_FACTS:
        mine, other = getattr(ours, name), getattr(theirs, name)
        if mine is None or other is None or mine == other or _alike_in_line(name, mine, other):
            continue
        yield f"{place}.{name}", mine, other


def _alike_in_line(name: str, ours: Any, theirs: Any) -> bool:
    if name == "name":
        return comparable(ours) == comparable(theirs)
    if name in ("quantity", "unit_price"):  # one account may round what the other divides out
        places = min(-ours.as_tuple().exponent, -theirs.as_tuple().exponent)
        return bool(abs(ours - theirs) <= Decimal(1).scaleb(-places))
    return False
