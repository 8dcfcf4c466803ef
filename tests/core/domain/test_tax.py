"""Amounts are read as people write them, and never change by a fen."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.tax import (
    MOST,
    Unreadable,
    fen,
    in_words,
    money,
    number,
    plain,
    price_agrees,
    rate,
    rate_known,
    sum_of,
    tax_of,
    yuan,
)

AMOUNTS = st.decimals(-MOST, MOST, places=2)


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("526.00", "526.00"),
        ("57", "57.00"),
        ("620", "620.00"),
        ("0.01", "0.01"),
        (".5", "0.50"),
        ("12.", "12.00"),
        ("1,234.50", "1234.50"),
        ("12,345,678.9", "12345678.90"),
        ("１，２３４．５０", "1234.50"),
        ("￥1,234.50", "1234.50"),
        ("¥ 57", "57.00"),
        ("57.00元", "57.00"),
        ("人民币57圆", "57.00"),
        ("CNY 57", "57.00"),
        ("-57", "-57.00"),
        ("－57", "-57.00"),
        ("−57", "-57.00"),
        ("–57", "-57.00"),
        ("+57", "57.00"),
        ("¥-57.1", "-57.10"),
        ("-¥57.1", "-57.10"),
        ("(1,234.50)", "-1234.50"),
        ("（57）", "-57.00"),
        ("（￥57）", "-57.00"),
        ("￥（57）", "-57.00"),
        ("1 234.50", "1234.50"),
        ("1234。50", "1234.50"),
        ("\ufeff1234.50\x00", "1234.50"),
        ("46.620000", "46.62"),
        ("1.5E+3", "1500.00"),
        ("-0.00", "0.00"),
        ("-0", "0.00"),
        ("10000000000000.00", "10000000000000.00"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, yuan: str) -> None:
    assert str(money(written)) == yuan


@pytest.mark.parametrize(
    "written",
    ["", "--", "-", ".", "12a", "1,23", "1,2345.00", "12,34,567", "1.2.3", "(-5)", "()", "((5))",
     "NaN", "nan", "Infinity", "-inf", "sNaN", "1e999", "1e99999999999", "0x10", "½元角", "٥",
     "10000000000000.01", "99999999999999", "0.005", "1.999", "¥", "元", "5-"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(Unreadable) as caught:
        money(written)
    assert caught.value.text == written


def test_a_very_long_row_of_digits_is_refused_quickly() -> None:
    with pytest.raises(Unreadable):
        money("9" * 100_000)


@pytest.mark.parametrize(
    ("written", "yuan"),
    [("0.005", "0.01"), ("0.004", "0.00"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1e-13", "0")],
)
def test_half_a_fen_goes_up_where_rounding_is_asked_for(written: str, yuan: str) -> None:
    assert money(written, rounded=True) == Decimal(yuan)
    with pytest.raises(Unreadable):
        money(written)


@given(AMOUNTS)
def test_an_amount_reads_back_as_it_was_written(amount: Decimal) -> None:
    assert money(plain(amount)) == amount
    assert money(f"{amount:,.2f}") == amount
    assert money(f"￥{amount}") == amount


@given(AMOUNTS)
def test_yuan_and_fen_are_the_same_money(amount: Decimal) -> None:
    assert yuan(fen(amount)) == amount


@given(st.integers(-(10**15), 10**15))
def test_fen_always_come_back_with_two_decimals(amount: int) -> None:
    there = yuan(amount)
    assert there is not None
    assert there.as_tuple().exponent == -2
    assert fen(there) == amount


def test_an_unknown_amount_stays_unknown() -> None:
    assert fen(None) is None
    assert yuan(None) is None


def test_a_part_of_a_fen_is_never_dropped_in_silence() -> None:
    with pytest.raises(Unreadable):
        fen(Decimal("0.005"))


@given(st.text())
def test_any_text_is_an_amount_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert money(text).as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3", "3"),
        ("3.00", "3.00"),
        ("1399.0566666667", "1399.0566666667"),
        ("0.0000001", "0.0000001"),
        ("1e-7", "0.0000001"),
        ("1E+3", "1000"),
        ("１２．５０", "12.50"),
        ("1,000.125", "1000.125"),
        ("-2", "-2"),
        ("-0", "0"),
        ("-0.0", "0.0"),
    ],
)
def test_a_quantity_keeps_all_its_decimals(written: str, kept: str) -> None:
    assert plain(number(written)) == kept


@pytest.mark.parametrize("written", ["", "--", "1e400", "1e-400", "NaN", "台", "3台", "1" * 80])
def test_what_is_no_quantity_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        number(written)


@given(st.decimals(-(10**9), 10**9, places=13))
def test_a_unit_price_reads_back_as_it_was_written(price: Decimal) -> None:
    assert number(plain(price)) == price


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("13%", "0.13"),
        ("13.00%", "0.13"),
        ("１３％", "0.13"),
        ("0.13", "0.13"),
        ("0.130000", "0.13"),
        ("13", "0.13"),
        ("0.1", "0.10"),
        ("10%", "0.10"),
        ("6 %", "0.06"),
        ("1%", "0.01"),
        ("1", "0.01"),
        ("1.5%", "0.015"),
        ("0.015", "0.015"),
        ("5‰", "0.005"),
        ("0.07000000000000001", "0.07"),
        ("0", "0.00"),
        ("0%", "0.00"),
        ("免税", "免税"),
        (" 不征税 ", "不征税"),
        ("普通零税率", "普通零税率"),
        ("***", "***"),
        ("＊＊＊", "***"),
        ("*", "***"),
        ("减免税款", "减免税款"),
    ],
)
def test_a_rate_is_read_in_every_fashion(written: str, meant: str) -> None:
    assert rate(written) == meant


@pytest.mark.parametrize("written", ["", "--", "abc", "-3%", "100%", "13%%", "0.1234567", "1e9"])
def test_what_is_no_rate_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        rate(written)


@given(st.integers(0, 999_999))
def test_a_rate_reads_back_as_it_was_written(millionths: int) -> None:
    read = rate(f"{millionths / 10_000:.4f}%")
    assert rate(read) == read
    assert Decimal(read) * 1_000_000 == millionths


@pytest.mark.parametrize(
    ("found", "first", "last"),
    [
        ("0.17", None, date(2018, 4, 30)),
        ("0.11", None, date(2018, 4, 30)),
        ("0.16", date(2018, 5, 1), date(2019, 3, 31)),
        ("0.10", date(2018, 5, 1), date(2019, 3, 31)),
        ("0.09", date(2019, 4, 1), None),
        ("0.01", date(2020, 3, 1), None),
    ],
)
def test_a_rate_is_known_from_its_first_day_to_its_last(
    found: str, first: date | None, last: date | None
) -> None:
    if first:
        assert rate_known(found, first)
        assert not rate_known(found, first.fromordinal(first.toordinal() - 1))
    if last:
        assert rate_known(found, last)
        assert not rate_known(found, last.fromordinal(last.toordinal() + 1))


def test_thirteen_percent_was_in_force_twice() -> None:
    assert rate_known("0.13", date(2017, 6, 30))
    assert not rate_known("0.13", date(2017, 7, 1))
    assert not rate_known("0.13", date(2019, 3, 31))
    assert rate_known("0.13", date(2019, 4, 1))


@pytest.mark.parametrize(
    "found", ["0.06", "0.05", "0.03", "0.02", "0.015", "0.005", "0.00", "免税", "不征税", "***"]
)
def test_levies_and_words_are_always_known(found: str) -> None:
    assert rate_known(found, date(2016, 1, 1))
    assert rate_known(found, date(2026, 6, 30))


def test_a_rate_that_never_was_is_unknown_on_any_day() -> None:
    assert not rate_known("0.12")
    assert not rate_known("0.12", date(2026, 1, 1))
    assert rate_known("0.17")


def test_the_sum_is_known_only_where_its_parts_are() -> None:
    fund = Decimal("50.00")
    assert sum_of(Decimal("522.93"), Decimal("47.07"), fund) == Decimal("620.00")
    assert sum_of(None, Decimal("47.07"), fund) is None
    assert sum_of(Decimal("522.93"), None, fund) is None


@given(AMOUNTS, AMOUNTS)
def test_adding_up_loses_nothing(net: Decimal, tax: Decimal) -> None:
    total = sum_of(net, tax, Decimal("0.00"))
    assert total is not None
    assert total - tax == net


@pytest.mark.parametrize(
    ("net", "found", "tax"),
    [
        ("39.35", "0.03", "1.18"),
        ("-0.96", "0.03", "-0.03"),
        ("17699.12", "0.13", "2300.89"),
        ("100.00", "免税", "0.00"),
        ("198.04", "***", None),
        ("100.00", "nonsense", None),
    ],
)
def test_the_tax_of_a_line_is_net_times_rate(net: str, found: str, tax: str | None) -> None:
    assert tax_of(Decimal(net), found) == (None if tax is None else Decimal(tax))


@pytest.mark.parametrize(
    ("quantity", "price", "net", "agrees"),
    [
        ("3", "100.00", "300.00", True),
        ("3", "33.33", "100.00", True),
        ("3", "33.33", "100.02", False),
        ("-1", "0.96", "-0.96", True),
        ("1000", "0.123", "123.40", True),
        ("1000", "0.123", "124.00", False),
        ("7", "14.2857142857", "100.00", True),
    ],
)
def test_quantity_times_price_is_the_net_of_a_line(
    quantity: str, price: str, net: str, agrees: bool
) -> None:
    assert price_agrees(Decimal(quantity), Decimal(price), Decimal(net)) is agrees


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("伍佰圆整", "500.00"),
        ("伍佰元正", "500.00"),
        ("（负数）伍佰圆整", "-500.00"),
        ("负伍佰圆整", "-500.00"),
        ("ⓧ贰仟壹佰陆拾玖圆整", "2169.00"),
        ("⊗ 贰仟壹佰陆拾玖圆整", "2169.00"),
        ("壹万柒仟陆佰玖拾玖圆壹角贰分", "17699.12"),
        ("拾圆零伍分", "10.05"),
        ("壹佰零叁圆伍角整", "103.50"),
        ("叁角整", "0.30"),
        ("壹分", "0.01"),
        ("零圆整", "0.00"),
        ("壹亿零伍拾万圆整", "100500000.00"),
        ("叁萬貳仟圓整", "32000.00"),
        ("一千二百三十四元五角六分", "1234.56"),
    ],
)
def test_an_amount_in_capitals_is_read(written: str, yuan: str) -> None:
    assert in_words(written) == Decimal(yuan)


@pytest.mark.parametrize("written", ["", "圆整", "整", "伍佰", "伍X圆整", "500元", "伍角伍角"])
def test_what_is_no_amount_in_capitals_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        in_words(written)


@given(st.integers(-(10**12), 10**12))
def test_every_amount_in_capitals_reads_back(amount: int) -> None:
    assert fen(in_words(_capitals(amount))) == amount


def _capitals(amount: int) -> str:
    yuan, rest = divmod(abs(amount), 100)
    words = f"{_whole(yuan)}圆" + (f"{_CAPITALS[rest // 10]}角" if rest >= 10 else "")
    words += f"{'零' if 0 < rest < 10 else ''}{_CAPITALS[rest % 10]}分" if rest % 10 else "整"
    return ("（负数）" if amount < 0 else "") + words


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def _whole(value: int) -> str:
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾")):
        if value >= size:
            high, low = divmod(value, size)
            gap = "零" if low and low < size // 10 else ""
            return _whole(high) + unit + gap + (_whole(low) if low else "")
    return _CAPITALS[value]


@given(st.text())
def test_any_text_is_an_amount_in_capitals_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert in_words(text).as_tuple().exponent == -2
