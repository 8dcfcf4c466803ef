"""Which backups may go: the newest of 7 days, 4 weeks and 12 months stay, and always the last."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


@dataclass(frozen=True, slots=True)
class Aged:
    """A proven backup of one folder: `number` grows in the order in which they were made.

    `reach` is the newest line of the audit trail that it holds; `by_hand` ones never go.
    """

    number: int
    made_at: datetime
    reach: int
    by_hand: bool = False


def needless(backups: Iterable[Aged]) -> tuple[Aged, ...]:
    """Give those that may go, oldest first.

    Days, weeks and months are counted of those that have a backup, not of the calendar: after a
    long holiday nothing goes that had nothing in its place. They are counted by the clock and in
    the order of making: a clock that was in the future for a while must not fill their places.
    """
    found = sorted(backups, key=lambda x: (x.made_at, x.number))
    if not found:
        return ()
    kept = {
        *(x.number for x in found if x.by_hand),
        max(found, key=lambda x: (x.reach, x.number)).number,
        *_stay(found),
        *_stay(sorted(found, key=lambda x: x.number)),
    }
    return tuple(x for x in found if x.number not in kept)


def _stay(found: Sequence[Aged]) -> Iterator[int]:
    """The last one of the last days, weeks and months, in the order given."""
    yield from _newest(found, lambda x: x.made_at.date(), DAYS)
    yield from _newest(found, lambda x: x.made_at.isocalendar()[:2], WEEKS)
    yield from _newest(found, lambda x: (x.made_at.year, x.made_at.month), MONTHS)


def _newest(found: Sequence[Aged], of: Callable[[Aged], Hashable], count: int) -> list[int]:
    """The last backup of each of the last so many days, weeks or months."""
    last: dict[Hashable, int] = {}
    for each in found:
        last.pop(of(each), None)  # it moves to the end
        last[of(each)] = each.number
    return list(last.values())[-count:]
