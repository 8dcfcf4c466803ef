"""Days typed in shorthand become the day that was meant."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.dates import day_of, is_day_alone
from core.domain.tax import Unreadable

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "3.1", "3-1", "3/1", "3,1", "３．１", "3。1", "３、１", "3月1日", "3月1号", "0301", "301",
        "20260301", "260301", "2026-3-1", "2026-03-01", "2026.3.1", "2026/03/01", "2026年3月1日",
        " 2026 年 3 月 1 日 ", "26.3.1", "２０２６－０３－０１", "2026−03−01",
    ],
)  # fmt: skip
def test_the_first_of_march_in_every_spelling(typed: str) -> None:
    assert day_of(typed, TODAY) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11.24", date(2026, 11, 24)),
        ("11.25", date(2025, 11, 25)),  # tomorrow is not past: a year ago
        ("1231", date(2025, 12, 31)),
        ("2.29", date(2024, 2, 29)),
        ("24", date(2026, 11, 24)),
        ("25", date(2026, 10, 25)),
        ("31", date(2026, 10, 31)),
        ("5日", date(2026, 11, 5)),
        ("20261125", date(2026, 11, 25)),  # whole days are taken as they stand
        ("今天", TODAY),
        ("t", TODAY),
        ("昨", date(2026, 11, 23)),
    ],
)
def test_what_is_not_typed_makes_the_latest_day_that_is_past(typed: str, day: date) -> None:
    assert day_of(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "0", "32", "13.1", "2.30", "2026-", "2026-3", "3月", "20261301", "abc", "1.2.3.4"]
)
def test_what_is_no_day_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Unreadable):
        day_of(typed, TODAY)


@given(DAYS, DAYS)
def test_a_whole_day_is_itself_on_any_day(day: date, today: date) -> None:
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert day_of(text, today) == day


@given(DAYS, DAYS)
def test_month_and_day_are_never_in_the_future_and_never_long_past(day: date, today: date) -> None:
    found = day_of(f"{day.month}.{day.day}", today)
    assert (found.month, found.day) == (day.month, day.day)
    assert today - timedelta(days=8 * 366) < found <= today
    assert found == day_of(f"{day:%m%d}", today)


@given(st.text(max_size=20), DAYS)
def test_any_text_is_a_day_or_none(text: str, today: date) -> None:
    with suppress(Unreadable):
        assert isinstance(day_of(text, today), date)


def test_of_a_day_alone_more_may_follow() -> None:
    assert is_day_alone("3")
    assert not is_day_alone("3.1")
