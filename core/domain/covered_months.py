"""Which months the exports of the tax bureau cover, and how well: the calendar of coverage."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.domain.invoice import Direction
from core.domain.record import Coverage

SETTLES = 3
"""Days after a month in which its last invoices arrive at the tax bureau (old kinds)."""
GROWS_OLD = 7
"""Days after which a list of the running month is old."""


class Extent(StrEnum):
    """How well a month is covered in one direction."""

    COMPLETE = "complete"
    PARTIAL = "partial"  # some of its days, or those so far
    STALE = "stale"  # all of its days, but by a list that was made too soon
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Month:
    """One month in one direction; `until` is the last day up to which it is whole."""

    first: date
    direction: Direction
    extent: Extent
    until: date | None = None
    made: date | None = None

    @property
    def last(self) -> date:
        """The last day of the month."""
        return last_of(self.first)


def months(coverages: Sequence[Coverage], since: date, today: date) -> Iterator[Month]:
    """Give every month from that of `since` to that of today, the newest first."""
    first = today.replace(day=1)
    while first >= since.replace(day=1):
        for direction in Direction:
            yield _month(first, direction, coverages, today)
        first = (first - timedelta(days=1)).replace(day=1)


def last_of(first: date) -> date:
    """Give the last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def _month(first: date, direction: Direction, coverages: Sequence[Coverage], today: date) -> Month:
    last = last_of(first)
    found = [
        x
        for x in coverages
        if x.direction is direction and x.since <= last and x.until >= first and not x.partial
    ]
    if not found:
        return Month(first, direction, Extent.MISSING)
    until, made = _reaches(first, found), max(x.made for x in found)
    if until is None or until < min(last, made):
        return Month(first, direction, Extent.PARTIAL, until, made)
    running = last >= today
    if running:
        old = (today - made).days > GROWS_OLD
        return Month(first, direction, Extent.STALE if old else Extent.PARTIAL, until, made)
    if until < last or (made - last).days <= SETTLES:
        return Month(first, direction, Extent.STALE, until, made)
    return Month(first, direction, Extent.COMPLETE, last, made)


def _reaches(first: date, found: Sequence[Coverage]) -> date | None:
    """Give the last day up to which no day lacks; None where the first one lacks."""
    reached: date | None = None
    for each in sorted(found, key=lambda x: x.since):
        if each.since > (reached + timedelta(days=1) if reached else first):
            break
        reached = max(each.until, reached or each.until)
    return min(reached, last_of(first)) if reached else None
