"""Which backups may go."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.app import BEIJING
from core.domain.retention import Aged, needless

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=BEIJING)


@st.composite
def histories(draw: st.DrawFn) -> list[Aged]:
    """Backups in the order of their making, with any clock and any reach."""
    hours = draw(st.lists(st.integers(0, 24 * 800), max_size=120))
    hours = sorted(hours, reverse=True) if draw(st.booleans()) else hours
    return [
        Aged(
            place,
            NOW - timedelta(hours=hour),
            draw(st.integers(0, 50)),
            by_hand=draw(st.integers(0, 9)) == 0,
        )
        for place, hour in enumerate(hours)
    ]


@given(histories())
def test_the_last_proven_one_never_goes_whatever_the_clock_said(history: list[Aged]) -> None:
    gone = needless(history)
    if history:
        assert history[-1] not in gone
        assert max(history, key=lambda x: (x.reach, x.number)) not in gone
        assert max(history, key=lambda x: (x.made_at, x.number)) not in gone
    assert not any(x.by_hand for x in gone)


@given(histories())
def test_each_of_the_last_seven_days_four_weeks_and_twelve_months_keeps_one(
    history: list[Aged],
) -> None:
    left = set(history) - set(needless(history))
    for of, count in (
        (lambda x: x.made_at.date(), 7),
        (lambda x: x.made_at.isocalendar()[:2], 4),
        (lambda x: (x.made_at.year, x.made_at.month), 12),
    ):
        wanted = sorted({of(x) for x in history})[-count:]
        assert set(wanted) <= {of(x) for x in left}


@given(histories())
def test_what_was_let_go_once_asks_for_nothing_more(history: list[Aged]) -> None:
    left = [x for x in history if x not in needless(history)]
    assert needless(left) == ()


def test_a_year_of_daily_backups_comes_down_to_seven_days_four_weeks_and_twelve_months() -> None:
    year = [Aged(n, NOW - timedelta(days=365 - n), n) for n in range(366)]
    left = [x for x in year if x not in needless(year)]
    assert 18 <= len(left) <= 7 + 4 + 12
    assert [x.number for x in left[-7:]] == list(range(359, 366))


def test_a_clock_that_was_in_the_future_takes_no_places() -> None:
    future = [Aged(n, NOW + timedelta(days=3000 + n), n) for n in range(40)]
    since = [Aged(40 + n, NOW + timedelta(days=n), 40 + n) for n in range(30)]
    gone = needless([*future, *since])
    assert not set(since[-7:]) & set(gone)
    assert len({x.made_at.isocalendar()[:2] for x in since if x not in gone}) >= 4
