"""Days as people type them: 3.1, 0301, 20260301, 2026-3-1, 2026年3月1日."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.domain.tax import Unreadable
from core.domain.text import clean

_TODAY = frozenset(("t", "今", "今天", "今日"))
_YESTERDAY = frozenset(("y", "昨", "昨天", "昨日"))
_PARTS = re.compile(
    r"(?:(\d{2}|\d{4})[-./年,])?(\d{1,2})[-./月,](\d{1,2})[日号]?", re.ASCII
).fullmatch
_DIGITS = re.compile(r"(\d{4}|\d{2})??(\d{1,2})(\d\d)", re.ASCII).fullmatch
_DAY = re.compile(r"(\d{1,2})[日号]?", re.ASCII).fullmatch
_SPELLINGS = str.maketrans("。、·−–—", ".,.---")
_LOOK_BACK = 8
"""Years: in between there is always a 29th of February."""


def day_of(text: str, today: date) -> date:
    """Read a day; what is not typed of it makes the latest such day that is not in the future.

    A day alone (5) is one of this month or the last, month and day (3.1, 0301, 301) one of this
    year or the last; a year of two digits is of this century. Raises Unreadable.
    """
    found = clean(text).translate(_SPELLINGS).lower()
    if found in _TODAY:
        return today
    if found in _YESTERDAY:
        return today - timedelta(days=1)
    try:
        return _read(found, today)
    except (ValueError, OverflowError):
        raise Unreadable(text) from None


def is_day_alone(text: str) -> bool:
    """Say whether a text is a day without its month, of which more may follow."""
    return bool(_DAY(clean(text)))


def _read(text: str, today: date) -> date:
    if match := _DAY(text):
        return next(_days_of_months(int(match[1]), today))
    match = _PARTS(text) or (_DIGITS(text) if len(text) in (3, 4, 6, 8) else None)
    if not match:
        raise Unreadable(text)
    year, month, day = match[1], int(match[2]), int(match[3])
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _latest(month, day, today)


def _latest(month: int, day: int, today: date) -> date:
    date(2000, month, day)  # a day that is in no year is none
    for year in range(today.year, today.year - _LOOK_BACK - 1, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise Unreadable(f"{month}.{day}")


def _days_of_months(day: int, today: date) -> Iterator[date]:
    if not 1 <= day <= 31:
        raise Unreadable(str(day))
    first = today.replace(day=1)
    while True:
        try:
            found = first.replace(day=day)
        except ValueError:
            found = date.max
        if found <= today:
            yield found
        first = (first - timedelta(days=1)).replace(day=1)
