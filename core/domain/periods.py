"""Periods in what a user looks for: 上月, 2026Q1, 2026-10, 10月."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from core.domain.text import clean


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both inclusive, and the word that names them as it was typed."""

    word: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Understood:
    """A text without its period words, and these in their order."""

    rest: str
    periods: tuple[Period, ...]

    @property
    def since(self) -> date | None:
        """The first day that all periods have; None without any."""
        return max((period.since for period in self.periods), default=None)

    @property
    def until(self) -> date | None:
        """The last day that all periods have; before `since` where they have none in common."""
        return min((period.until for period in self.periods), default=None)


def understood(text: str, today: date) -> Understood:
    """Find the words that are periods; a word in quotes ("10月", “10月”) is none: pure.

    A month or quarter without a year is the newest one that has begun.
    """
    rest: list[str] = []
    periods: list[Period] = []
    for word in text.split():
        quoted = _QUOTED.fullmatch(word)
        period = None if quoted else _period(word, today)
        if period:
            periods.append(period)
        else:
            rest.append(quoted[1] if quoted else word)
    return Understood(" ".join(rest), tuple(periods))


def _period(word: str, today: date) -> Period | None:
    text = clean(word).casefold()
    try:
        if text in _NAMED:
            return Period(word, *_NAMED[text](today))
        days = next(_matched(text, today), None)
    except ValueError:  # 2026-13, 2026-02-30
        return None
    return Period(word, *days) if days else None


def _matched(text: str, today: date) -> Iterator[tuple[date, date]]:
    for pattern, read in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            yield read(today, *map(_number, found.groups()))


def _number(text: str) -> int:
    return _CHINESE.get(text) or int(text)


def _months(year: int, month: int, count: int = 1) -> tuple[date, date]:
    """Give the days of some months from this one on; a month may lie beyond 1 to 12."""
    return _first(year, month), _first(year, month + count) - timedelta(days=1)


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _month(year: int, month: int) -> tuple[date, date]:
    return _months(date(year, month, 1).year, month)


def _quarter(year: int, quarter: int) -> tuple[date, date]:
    return _months(year, 3 * quarter - 2, 3)


def _begun(today: date, month: int, count: int) -> tuple[date, date]:
    year = today.year if month <= today.month else today.year - 1
    return _months(date(year, month, 1).year, month, count)


def _quarter_of(today: date, before: int) -> tuple[date, date]:
    return _months(today.year, (today.month - 1) // 3 * 3 + 1 - 3 * before, 3)


def _day(day: date) -> tuple[date, date]:
    return day, day


_QUOTED: Final = re.compile(r'["“”](.+)["“”]')
_CHINESE: Final = {word: n for n, word in enumerate("一二三四", 1)}

_NAMED: Final[Mapping[str, Callable[[date], tuple[date, date]]]] = {
    "今天": _day,
    "昨天": lambda today: _day(today - timedelta(days=1)),
    "本月": lambda today: _months(today.year, today.month),
    "上月": lambda today: _months(today.year, today.month - 1),
    "上个月": lambda today: _months(today.year, today.month - 1),
    "本季": lambda today: _quarter_of(today, 0),
    "本季度": lambda today: _quarter_of(today, 0),
    "上季": lambda today: _quarter_of(today, 1),
    "上季度": lambda today: _quarter_of(today, 1),
    "今年": lambda today: _months(today.year, 1, 12),
    "去年": lambda today: _months(today.year - 1, 1, 12),
}

_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., Any]], ...]] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (r"(20\d\d)-?q([1-4])", lambda _, year, quarter: _quarter(year, quarter)),
        (r"(20\d\d)年第?([1-4一二三四])季度?", lambda _, year, quarter: _quarter(year, quarter)),
        (r"q([1-4])", lambda today, quarter: _begun(today, 3 * quarter - 2, 3)),
        (r"(20\d\d)[-/.](\d{1,2})", lambda _, year, month: _month(year, month)),
        (r"(20\d\d)年(\d{1,2})月份?", lambda _, year, month: _month(year, month)),
        (r"(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})", lambda _, *day: _day(date(*day))),
        (r"(20\d\d)年(\d{1,2})月(\d{1,2})日", lambda _, *day: _day(date(*day))),
        (r"(20\d\d)年", lambda _, year: _months(year, 1, 12)),
        (r"(\d{1,2})月份?", lambda today, month: _begun(today, month, 1)),
    )
)
