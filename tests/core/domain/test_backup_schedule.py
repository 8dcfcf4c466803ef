"""When a backup is made by itself."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.app import BEIJING
from core.domain.backup_schedule import Moment, Occasion, Rules, Standing, due, next_time

NOON = datetime(2026, 11, 24, 12, 30, tzinfo=BEIJING)
RULES = Rules(at=time(12, 30), after_changes=100)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

moments = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - the zone comes with the strategy
    datetime(2032, 1, 1),  # noqa: DTZ001
    timezones=st.just(BEIJING),
)


def standing(ago: timedelta | None, changes: int = 1, tried: timedelta | None = None) -> Standing:
    return Standing(
        None if ago is None else NOON - ago, None if tried is None else NOON - tried, changes
    )


@pytest.mark.parametrize(
    ("found", "moment", "expected"),
    [
        (standing(None, 0), Moment.TICK, Occasion.DAILY),
        (standing(HOUR), Moment.TICK, Occasion.DAILY),
        (standing(HOUR), Moment.START, Occasion.MISSED),
        (standing(HOUR, 0), Moment.TICK, None),
        (standing(7 * DAY, 0), Moment.TICK, Occasion.DAILY),
        (standing(-HOUR / 60, 99), Moment.CLOSING, Occasion.CLOSING),
        (standing(HOUR, 0), Moment.CLOSING, None),
        (standing(timedelta(), 100), Moment.TICK, Occasion.CHANGES),
        (standing(timedelta(), 99), Moment.TICK, None),
        (standing(3 * DAY, 1, tried=HOUR / 2), Moment.TICK, None),
        (standing(3 * DAY, 1, tried=HOUR), Moment.TICK, Occasion.DAILY),
    ],
)
def test_each_case_of_a_backup_that_is_due_or_is_not(
    found: Standing, moment: Moment, expected: Occasion | None
) -> None:
    assert due(RULES, found, NOON, moment) is expected


def test_what_is_switched_off_is_never_due() -> None:
    off = Rules(daily=False, on_closing=False, after_changes=0)
    assert all(due(off, standing(None, 10**6), NOON, moment) is None for moment in Moment)
    assert next_time(off, [standing(None)], NOON) is None


def test_the_next_time_is_todays_or_tomorrows_hour_and_now_where_one_was_missed() -> None:
    assert next_time(RULES, [standing(timedelta())], NOON) == NOON + DAY
    assert next_time(RULES, [standing(HOUR)], NOON - HOUR) == NOON
    assert next_time(RULES, [standing(timedelta()), standing(3 * DAY)], NOON) == NOON
    assert next_time(RULES, [], NOON) is None


@given(last=moments, now=moments)
def test_a_clock_that_was_set_back_never_stops_the_daily_backup_of_what_was_changed(
    last: datetime, now: datetime
) -> None:
    if last > now:
        assert due(RULES, Standing(last, last, 1), now, Moment.TICK) is Occasion.DAILY


@given(last=moments, now=moments)
def test_no_more_than_a_day_passes_without_a_backup_of_what_was_changed(
    last: datetime, now: datetime
) -> None:
    if now - last >= DAY:
        assert due(RULES, Standing(last, None, 1), now, Moment.TICK) is Occasion.DAILY


@given(now=moments)
def test_what_was_just_made_is_not_made_again(now: datetime) -> None:
    assert due(RULES, Standing(now, None, 5), now, Moment.START) is None
