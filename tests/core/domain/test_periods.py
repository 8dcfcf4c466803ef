"""Period words are found, and nothing else is taken for one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.periods import understood

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("word", "since", "until"),
    [
        ("今天", date(2026, 2, 10), date(2026, 2, 10)),
        ("昨天", date(2026, 2, 9), date(2026, 2, 9)),
        ("本月", date(2026, 2, 1), date(2026, 2, 28)),
        ("上月", date(2026, 1, 1), date(2026, 1, 31)),
        ("本季", date(2026, 1, 1), date(2026, 3, 31)),
        ("上季", date(2025, 10, 1), date(2025, 12, 31)),
        ("今年", date(2026, 1, 1), date(2026, 12, 31)),
        ("去年", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026年第四季度", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026年10月", date(2026, 10, 1), date(2026, 10, 31)),
        ("２０２６－１０", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-02-03", date(2026, 2, 3), date(2026, 2, 3)),
        ("10月", date(2025, 10, 1), date(2025, 10, 31)),  # the newest one that has begun
        ("2月", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_period_word_names_its_days(word: str, since: date, until: date) -> None:
    found = understood(f"云杉 {word} 526", TODAY)
    assert (found.rest, found.since, found.until) == ("云杉 526", since, until)
    assert [period.word for period in found.periods] == [word]


@pytest.mark.parametrize("word", ["2026-13", "13月", "0月", "2026-02-30", "500..600", "10月房租"])
def test_what_names_no_days_stays_a_word(word: str) -> None:
    assert understood(word, TODAY) == understood(f'"{word}"', TODAY)
    assert understood(word, TODAY).rest == word


def test_a_word_in_quotes_is_taken_as_it_stands() -> None:
    assert understood("“10月”", TODAY).periods == ()
    assert understood("“10月”", TODAY).rest == "10月"


@given(st.text(), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_any_text_is_understood_somehow(text: str, today: date) -> None:
    for period in understood(text, today).periods:
        assert period.since <= period.until < period.since + timedelta(days=367)
