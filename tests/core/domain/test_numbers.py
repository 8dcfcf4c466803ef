"""Codes, numbers and ids say what they are, and never stand in the way."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.invoice import InvoiceKind
from core.domain.numbers import (
    REGIONS,
    UNSURE_CITY,
    kind_of_code,
    kind_of_name,
    kind_of_number,
    name_of_kind,
    region_of_code,
    region_of_number,
    tax_id_check_digit,
    tax_id_plausible,
    tax_id_problem,
    year_of_code,
    year_of_number,
)
from core.domain.problem import ProblemCode

DIGITS = st.text(st.sampled_from(string.digits), max_size=24)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("052002100113", "08"),
        ("033002000211", "10"),
        ("032001600511", "10"),
        ("031001900511", "10"),
        ("044032100111", "10"),
        ("050001700111", "10"),
        ("144031539110", "10"),
        ("131001570151", "10"),
        ("133011501118", "10"),
        ("111001571071", "10"),
        ("045002100112", "14"),
        ("044031800104", "04"),
        ("044031800105", "04"),
        ("031001900106", "11"),
        ("031001900107", "11"),
        ("044001900117", "15"),
        ("144001920660", "03"),
        ("153002209100", "blockchain"),
        ("144031909110", "blockchain"),
        ("1100181130", "01"),
        ("5100191160", "01"),
        ("1200154130", "01"),
        ("4200161350", "04"),
        ("4400161560", "01"),
        ("3100161620", "04"),
        ("1100161220", "02"),
        ("1100161720", "02"),
    ],
)
def test_a_code_says_its_kind(code: str, kind: str) -> None:
    assert kind_of_code(code) == InvoiceKind(kind)


@pytest.mark.parametrize(
    "code", ["011002680026", "1100181930", "", "12345678", "00010126", "x" * 12, "０" * 12]
)
def test_a_code_that_says_nothing_is_no_kind(code: str) -> None:
    assert kind_of_code(code) is None


@pytest.mark.parametrize(
    ("code", "region", "year"),
    [
        ("033002000211", "浙江", 2020),
        ("044031800104", "深圳", 2018),
        ("044002000111", "广东", 2020),
        ("033021800104", "宁波", 2018),
        ("021021800104", "大连", 2018),
        ("035021800104", "厦门", 2018),
        ("037021800104", "青岛", 2018),
        ("044011800104", "广东", 2018),
        ("153002209100", "云南", 2022),
        ("1100181130", "北京", 2018),
        ("4403181130", "深圳", 2018),
        ("4401181130", "广东", 2018),
        ("6500181130", "新疆", 2018),
        ("9900181130", None, 2018),
        ("099001800104", None, 2018),
        ("123", None, None),
        ("", None, None),
        ("abcdefghijkl", None, None),
    ],
)
def test_a_code_says_its_region_and_the_year_of_its_stock(
    code: str, region: str | None, year: int | None
) -> None:
    assert region_of_code(code) == region
    assert year_of_code(code) == year


@pytest.mark.parametrize(
    ("number", "region", "year"),
    [
        ("24112000000048542163", "北京", 2024),
        ("24322000000489101796", "江苏", 2024),
        ("25442000000127444519", "广东", 2025),
        ("25924000000001260164", "青岛", 2025),
        ("25914000000001260164", UNSURE_CITY, 2025),
        ("25954000000001260164", UNSURE_CITY, 2025),
        ("26377000000217799580", "山东", 2026),
        ("26339132621000219582", "浙江", 2026),
        ("25004000000001260164", None, 2025),
        ("25724000000001260164", None, 2025),
        ("9223372036854775807", None, None),
        ("12345678", None, None),
    ],
)
def test_a_digital_number_says_its_region_and_its_year(
    number: str, region: str | None, year: int | None
) -> None:
    assert region_of_number(number) == region
    assert year_of_number(number) == year


@given(st.sampled_from(string.digits), st.integers(0, 10**15 - 1))
def test_the_channel_digit_never_matters(channel: str, serial: int) -> None:
    number = f"2511{channel}{serial:015}"
    assert (region_of_number(number), year_of_number(number)) == ("北京", 2025)


@given(st.one_of(DIGITS, st.text()))
def test_any_text_may_stand_for_a_code_or_number(text: str) -> None:
    assert kind_of_code(text) is None or len(text) in (10, 12)
    assert region_of_code(text) in {*REGIONS.values(), None}
    assert region_of_number(text) in {*REGIONS.values(), UNSURE_CITY, None}
    year_of_code(text)
    year_of_number(text)


@pytest.mark.parametrize("kind", InvoiceKind)
def test_a_kind_that_was_written_is_read_back(kind: InvoiceKind) -> None:
    assert kind_of_name(name_of_kind(kind)) is kind
    assert kind_of_name(kind.value) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("数电发票（增值税专用发票）", "81"),
        ("数电票（增值税专用发票）", "81"),
        ("数电票(增值税专用发票)", "81"),
        ("全电发票（增值税专用发票）", "81"),
        ("电子发票（增值税专用发票）", "81"),
        ("数电专票", "81"),
        ("数电发票（普通发票）", "82"),
        ("全电发票(普通发票)", "82"),
        ("电子发票（普通发票）", "82"),
        (" 数电票 （普通发票）\n", "82"),
        ("数电普票", "82"),
        ("数电发票（机动车销售统一发票）", "83"),
        ("数电票（二手车销售统一发票）", "84"),
        ("数电纸质发票（增值税专用发票）", "85"),
        ("数电发票（纸质）（普通发票）", "86"),
        ("数电纸质票(普通发票)", "86"),
        ("数电纸质发票（机动车销售统一发票）", "87"),
        ("数电纸质发票（二手车销售统一发票）", "88"),
        ("数电票（铁路电子客票）", "51"),
        ("电子发票（铁路电子客票）", "51"),
        ("数电发票（航空运输电子客票行程单）", "61"),
        ("数电票（通行费发票）", "59"),
        ("增值税专用发票", "01"),
        ("专票", "01"),
        ("增值税普通发票", "04"),
        ("北京增值税普通发票", "04"),
        ("增值税电子专用发票", "08"),
        ("增值税电子普通发票", "10"),
        ("浙江增值税电子普通发票", "10"),
        ("江苏省增值税电子普通发票", "10"),
        ("增值税普通发票（卷票）", "11"),
        ("增值税普通发票(卷式)", "11"),
        ("道路通行费电子普通发票", "14"),
        ("机动车销售统一发票", "03"),
        ("二手车销售统一发票", "15"),
        ("货运专票", "02"),
        ("深圳电子普通发票", "blockchain"),
        ("海关缴款书", "customs"),
        ("海关进口增值税专用缴款书", "customs"),
        ("财政票据", "fiscal"),
        ("医疗收费电子票据", "fiscal"),
        ("中央非税收入统一票据", "fiscal"),
        ("定额发票", "other"),
    ],
)
def test_a_kind_is_known_by_all_its_names(name: str, kind: str) -> None:
    assert kind_of_name(name) == InvoiceKind(kind)


@pytest.mark.parametrize(
    "name", ["", "发票", "数电票", "收据", "银行回单", "99", "数电发票（其他）"]
)
def test_an_unknown_name_is_no_kind(name: str) -> None:
    assert kind_of_name(name) is None


@given(st.text())
def test_any_text_may_stand_for_a_kind(name: str) -> None:
    kind_of_name(name)


@pytest.mark.parametrize(
    "tax_id",
    [
        "91110000MA0000001L",
        "91110000ma0000001l",
        " 91110000 MA0000001L ",
        "９１１１００００ＭＡ００００００１Ｌ",
        "110101199003070134",  # 个体户 with the number of an identity card
        "51019800DK01187",
        "110108123456789",
        "11010819900307013",
        "11010119900307013400",
    ],
)
def test_a_tax_id_of_any_time_is_plausible(tax_id: str) -> None:
    assert tax_id_problem(tax_id) is None


@pytest.mark.parametrize(
    "tax_id",
    [
        "91110000MA0000002L",  # one digit mistyped
        "91110000AM0000001L",  # two digits exchanged
        "91110000MA000000IL",  # I for 1
        "91110000MA000000OL",
        "110101199003070135",
        "1",
        "个人",
        "9111000007311****3",
        "91110000MA000000",
    ],
)
def test_a_tax_id_that_cannot_be_right_is_named_with_its_place(tax_id: str) -> None:
    problem = tax_id_problem(tax_id, "buyer.tax_id")
    assert problem is not None
    assert problem.code is ProblemCode.TAX_ID_ODD
    assert problem.field == "buyer.tax_id"
    assert problem.values == {"text": tax_id}


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_tax_id_is_no_problem(nothing: str | None) -> None:
    assert tax_id_problem(nothing) is None


@given(st.text(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"), min_size=17, max_size=17))
def test_the_check_character_is_that_of_gb_32100(seventeen: str) -> None:
    characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weighed = sum(characters.index(c) * pow(3, n, 31) for n, c in enumerate(seventeen))
    expected = characters[-weighed % 31]
    for character in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if character == expected:
            assert tax_id_plausible(seventeen + character)
        elif not seventeen.isdigit():  # else an identity card may say otherwise
            assert not tax_id_plausible(seventeen + character)


@given(st.text())
def test_any_text_may_stand_for_a_tax_id(text: str) -> None:
    tax_id_problem(text)


def test_the_channel_of_a_number_hints_at_a_ticket_or_a_toll() -> None:
    assert kind_of_number("26339132621000219582") is InvoiceKind.RAIL
    assert kind_of_number("22119130671000000049") is InvoiceKind.RAIL
    assert kind_of_number("25924000000001260164") is None
    assert kind_of_number("26337904450900255091") is InvoiceKind.DIGITAL_TOLL
    assert kind_of_number("26318000000000000049") is InvoiceKind.AIR
    assert kind_of_number("12345678") is None


def test_the_check_digit_that_an_id_should_have() -> None:
    assert tax_id_check_digit("91310120MA1HM5Q418") == "B"
    assert tax_id_check_digit("９１310120ma1hm5q418") == "B"
    assert tax_id_check_digit("9131") is None
