"""Sums typed into a money field: exact, forgiving, and never run as a program."""

from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.arithmetic import LONGEST, DividedByZero, amount_of, is_sum
from core.domain.tax import Unreadable

FEN = st.integers(-(10**9), 10**9).map(lambda fen: Decimal(fen).scaleb(-2))


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("120*3+5.5", "365.50"),
        ("１２０×３＋５．５", "365.50"),
        ("120x3", "360.00"),
        ("2+3*4", "14.00"),
        ("(2+3)*4", "20.00"),
        ("（1＋2）÷4", "0.75"),
        ("10/4/5", "0.50"),
        ("10-4-3", "3.00"),
        ("10/3*3", "10.00"),
        ("1,234.50+5", "1239.50"),
        ("¥1,234.50 - ￥34.50", "1200.00"),
        ("5元+3元", "8.00"),
        ("100*13%", "13.00"),
        ("-(5)", "-5.00"),
        ("2*-3", "-6.00"),
        ("=3+4", "7.00"),
        ("3+4=", "7.00"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("1.005*1", "1.01"),
        ("1,234.50", "1234.50"),
        ("(57)", "-57.00"),  # brackets alone are a bookkeeper's minus
        ("0.01-0.01", "0.00"),
    ],
)
def test_sums_are_worked_out_and_rounded_to_the_fen_half_up(typed: str, yuan: str) -> None:
    found = amount_of(typed)
    assert str(found) == yuan


@pytest.mark.parametrize(
    "typed",
    ["", "+", "1+", "*2", "((", "(1+2", "1+2)", "1..2", "12,34+1", "2**3", "1 + x", "__import__",
     "9" * 90, "9999999999999*9999", "1e3+1", "+".join(["1"] * LONGEST)],
)  # fmt: skip
def test_what_is_no_sum_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Unreadable):
        amount_of(typed)


@pytest.mark.parametrize("typed", ["1/0", "5/(2-2)", "0/0", "１÷０"])
def test_a_division_by_zero_is_told_from_a_slip_of_the_finger(typed: str) -> None:
    with pytest.raises(DividedByZero):
        amount_of(typed)


@given(FEN, FEN, st.integers(1, 999))
def test_sums_agree_with_exact_fractions(a: Decimal, b: Decimal, n: int) -> None:
    exact = Fraction(a) * n + Fraction(b) / n
    fen = Decimal((exact * 100).numerator) / Decimal((exact * 100).denominator)
    expected = fen.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)
    assert amount_of(f"({a})*{n}+({b})/{n}") == expected


@given(st.text("0123456789.+-*/()%,×÷（）＋ ¥元", max_size=40))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    with suppress(Unreadable):
        assert amount_of(text).as_tuple().exponent == -2


def test_only_what_is_more_than_one_figure_is_a_sum() -> None:
    assert is_sum("120*3")
    assert not is_sum("1,234.50")
