"""What a list of the tax bureau covers: of which direction, which days, as of when."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.invoice import Direction
from core.domain.record import Coverage

Days = tuple[date, date]
"""The first day and the last, both included."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What whoever imports says of a list (--from --to --made --partial); None: not said."""

    since: date | None = None
    until: date | None = None
    made: date | None = None
    partial: bool = False


UNSTATED = Stated()


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a file says: the direction (取得, 开具) and the period, where it does."""

    direction: Direction | None = None
    period: Days | None = None


def covered(
    stated: Stated, named: Named, spans: Mapping[Direction | None, Days], made: datetime
) -> tuple[Coverage, ...]:
    """Say what an export covers; `spans` are the days of its rows by direction.

    The period is the stated one, else the name's, else the whole months that the rows touch, and
    never goes past the making. The directions are those of the rows; where the name tells one of
    them, that one alone, for a stray row covers nothing.
    """
    found = []
    for direction in _directions(named.direction, spans):
        days = _period(stated, named, spans.get(direction))
        if days is not None:
            since, until = days[0], min(days[1], made.date())
            if since <= until:
                found.append(Coverage(direction, since, until, made.date(), stated.partial))
    return tuple(found)


def _directions(
    named: Direction | None, spans: Mapping[Direction | None, Days]
) -> Iterator[Direction]:
    told = [direction for direction in Direction if direction in spans]
    if named is not None and (not told or named in told):
        yield named
    else:
        yield from told


def _period(stated: Stated, named: Named, span: Days | None) -> Days | None:
    rest = named.period or (span and (span[0].replace(day=1), _last_of_month(span[1])))
    since = stated.since or (rest and rest[0])
    until = stated.until or (rest and rest[1])
    return (since, until) if since and until else None


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
