"""Which months the exports cover: nothing is called complete of which a day may lack."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.domain.covered_months import Extent, Month, months
from core.domain.invoice import Direction
from core.domain.record import Coverage

TODAY = date(2026, 11, 24)
IN = Direction.IN


def of(first: date, *coverages: Coverage) -> Month:
    found = months(coverages, first, TODAY)
    return next(x for x in found if x.first == first and x.direction is IN)


def cover(since: date, until: date, made: date, *, partial: bool = False) -> Coverage:
    return Coverage(IN, since, until, made, partial)


def test_a_month_of_which_every_day_is_covered_long_after_its_end_is_complete() -> None:
    whole = cover(date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 10))
    assert of(date(2026, 9, 1), whole).extent is Extent.COMPLETE
    halves = (
        cover(date(2026, 9, 16), date(2026, 9, 30), date(2026, 10, 10)),
        cover(date(2026, 9, 1), date(2026, 9, 15), date(2026, 10, 10)),
    )
    assert of(date(2026, 9, 1), *halves).extent is Extent.COMPLETE


def test_a_day_that_lacks_makes_it_partial() -> None:
    lacking = cover(date(2026, 9, 2), date(2026, 9, 30), date(2026, 10, 10))
    assert of(date(2026, 9, 1), lacking).extent is Extent.PARTIAL


def test_a_list_made_at_once_after_the_month_is_stale() -> None:
    soon = cover(date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 2))
    assert of(date(2026, 9, 1), soon).extent is Extent.STALE


def test_a_list_made_within_the_month_is_stale_afterwards() -> None:
    early = cover(date(2026, 9, 1), date(2026, 9, 20), date(2026, 9, 20))
    assert of(date(2026, 9, 1), early).extent is Extent.STALE


def test_the_running_month_is_never_complete() -> None:
    fresh = cover(date(2026, 11, 1), date(2026, 11, 23), date(2026, 11, 23))
    assert of(date(2026, 11, 1), fresh).extent is Extent.PARTIAL
    old = cover(date(2026, 11, 1), date(2026, 11, 10), date(2026, 11, 10))
    assert of(date(2026, 11, 1), old).extent is Extent.STALE


def test_a_partial_list_and_another_direction_cover_nothing() -> None:
    part = cover(date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 10), partial=True)
    sold = Coverage(Direction.OUT, date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 10))
    assert of(date(2026, 9, 1), part, sold).extent is Extent.MISSING


DAYS = st.dates(date(2026, 6, 1), TODAY)


@given(st.lists(st.tuples(DAYS, DAYS, DAYS), max_size=6))
def test_complete_means_that_every_day_stands_in_some_list(
    spans: list[tuple[date, date, date]],
) -> None:
    coverages = [
        Coverage(IN, min(a, b), min(max(a, b), made), made)
        for a, b, made in spans
        if made >= min(a, b)
    ]
    for month in months(coverages, date(2026, 6, 1), TODAY):
        days = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]
        held = all(
            any(x.direction is month.direction and x.since <= day <= x.until for x in coverages)
            for day in days
        )
        if month.extent is Extent.COMPLETE:
            assert held
