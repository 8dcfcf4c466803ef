from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from core.domain.invoice import ZERO, EntryMethod, InvoiceKind, Status
from core.domain.problem import ProblemCode
from core.files.cells import (
    METHOD_NAMES,
    STATUS_NAMES,
    Fault,
    Odd,
    converters,
    day_of,
    line_converters,
    tags_text,
    text_of,
)

COLUMNS = converters()
LINES = line_converters()
MOMENT = datetime(2026, 1, 5, 23, 59, 59)  # noqa: DTZ001 - cells have no zone


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (113.0, "113.00"),
        (0.1 + 0.2, "0.30"),
        (78.05000000000001, "78.05"),
        (-0.001 + 0.001, "0.00"),
        (-5.5, "-5.50"),
        (9_999_999_999_999.99, "9999999999999.99"),
        ("1,130.00", "1130.00"),
        ("￥１１３", "113.00"),
        ("(5.00)", "-5.00"),
        ("113元", "113.00"),
    ],
)
def test_amounts_are_read_to_the_fen(cell: object, expected: str) -> None:
    assert str(COLUMNS["total"][cell]) == expected


@pytest.mark.parametrize(
    "cell", [0.005, 12.3456, 1e15, float("inf"), float("nan"), "12.345", True, MOMENT]
)
def test_what_is_no_amount_is_odd(cell: object) -> None:
    with pytest.raises(Odd) as caught:
        COLUMNS["net"][cell]
    assert caught.value.code is ProblemCode.AMOUNT_UNREADABLE


@pytest.mark.parametrize("cell", ["", "-", "--", "—", "/", "无"])
def test_placeholders_are_nothing(cell: str) -> None:
    assert COLUMNS["total"][cell] is None
    assert COLUMNS["issued_on"][cell] is None
    assert COLUMNS["number"][cell] is None
    assert COLUMNS["other_charges"][cell] == ZERO


def test_words_in_the_tax_column_are_no_amount_and_no_fault() -> None:
    assert [COLUMNS["tax"][word] for word in ("***", "免税", "不征税", "*")] == [None] * 4
    with pytest.raises(Odd):
        COLUMNS["net"]["免税"]


@pytest.mark.parametrize(
    "cell",
    [
        *(MOMENT, MOMENT.date(), 46027.0, 46027.999, 20260105.0),
        *("2026-01-05", "2026-1-5", "2026/01/05", "2026.1.5", "20260105", "20260105103000"),
        *(
            "2026年1月5日",
            "2026年01月05日 10:30",
            "2026-01-05 10:30:00",
            "2026-01-05T10:30:00+08:00",
        ),
        *("２０２６－０１－０５", " 2026 - 01 - 05 "),
    ],
)
def test_a_day_is_read_in_every_spelling(cell: object) -> None:
    assert day_of(cell) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-00-05",
        "0026-01-05",
        "2026-01",
        "46027",
        "5 Jan 2026",
        5.0,
        1e9,
        -1.0,
        True,
        time(1),
        timedelta(1),
    ],
)
def test_what_is_no_day_is_odd(cell: object) -> None:
    with pytest.raises(Odd) as caught:
        day_of(cell)
    assert caught.value.code is ProblemCode.DATE_UNREADABLE


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("00472703", "00472703"),
        ("'00472703", "00472703"),
        ("０0472703", "00472703"),
        ("0047 2703", "00472703"),
        ("472703.00", "472703"),
        (472703.0, 472703),
        ("51019800DK01187", "51019800DK01187"),
    ],
)
def test_numbers_stay_text_and_numeric_cells_stay_numbers(cell: object, expected: object) -> None:
    found = COLUMNS["number"][cell]
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2.6e19, ProblemCode.NUMBER_ROUNDED),
        (1e15, ProblemCode.NUMBER_ROUNDED),
        ("2.6112E+19", ProblemCode.NUMBER_ROUNDED),
        ("2E19", ProblemCode.NUMBER_ROUNDED),
        (0.5, ProblemCode.NUMBER_UNUSABLE),
        (-1.0, ProblemCode.NUMBER_UNUSABLE),
        (True, ProblemCode.NUMBER_UNUSABLE),
        ("号码", ProblemCode.NUMBER_UNUSABLE),
        ("ABC", ProblemCode.NUMBER_UNUSABLE),
        ("1" * 41, ProblemCode.NUMBER_UNUSABLE),
        ("#N/A", ProblemCode.MACRO_OR_FORMULA),
        (Fault("#REF!"), ProblemCode.MACRO_OR_FORMULA),
    ],
)
def test_what_is_no_number_says_why(cell: object, code: ProblemCode) -> None:
    with pytest.raises(Odd) as caught:
        COLUMNS["digital"][cell]
    assert caught.value.code is code


def test_every_status_and_way_of_entry_has_a_word_that_is_read_back() -> None:
    assert {COLUMNS["status"][STATUS_NAMES[status]] for status in Status} == set(Status)
    assert {COLUMNS["how"][METHOD_NAMES[how]] for how in EntryMethod} == set(EntryMethod)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("status", "已红冲－全额", Status.RED_FULL),
        ("status", " 作废 ", Status.VOIDED),
        ("offline", True, True),
        ("offline", 0.0, False),
        ("late", "√", True),
        ("late", "N", False),
        ("tags", "甲，乙; 丙、甲", ("甲", "乙", "丙")),
        ("tags", "a,b\nc\n", ("a,b", "c")),
        ("kind", 1.0, (None, "1")),
        ("kind", "数电票(普通发票)", (InvoiceKind.DIGITAL_ORDINARY, None)),
        ("check_code", "16197 83356 74144 07415", "16197833567414407415"),
        ("seller.tax_id", 110105123456789.0, "110105123456789"),
        ("remark", 12.5, "12.5"),
        ("remark", MOMENT, "2026-01-05 23:59:59"),
    ],
)
def test_other_cells_are_understood_as_they_come(
    column: str, cell: object, expected: object
) -> None:
    assert COLUMNS[column][cell] == expected


def test_true_and_one_do_not_share_a_place() -> None:
    names = converters()["drawer"]
    assert [names[cell] for cell in (True, 1.0, True, False, 0.0)] == ["是", "1", "是", "否", "0"]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("quantity", "1.500", Decimal("1.500")),
        ("quantity", 2.0, Decimal(2)),
        ("unit_price", 0.1, Decimal("0.1")),
        ("unit_price", "0.0000001", Decimal("1E-7")),
        ("rate", 0.13, "0.13"),
        ("rate", "13%", "0.13"),
        ("rate", "***", "***"),
        ("rate", "普通零税率", "普通零税率"),
        ("tax", "***", None),
        ("net", -0.96, Decimal("-0.96")),
    ],
)
def test_lines_keep_every_decimal(column: str, cell: object, expected: object) -> None:
    assert str(LINES[column][cell]) == str(expected)


@pytest.mark.parametrize("tags", [(), ("甲",), ("甲", "乙"), ("a,b",), ("甲、乙", "丙"), ("；",)])
def test_tags_come_back_whatever_signs_are_in_them(tags: tuple[str, ...]) -> None:
    assert COLUMNS["tags"][tags_text(tags)] == tags


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("x", "x"), (1.0, "1"), (1e22, "1" + "0" * 22), (0.00001, "0.00001"), (float("inf"), "inf"),
     (date(2026, 1, 5), "2026-01-05"), (time(1, 2), "01:02:00"), (timedelta(1), "1 day, 0:00:00")],
)  # fmt: skip
def test_any_cell_has_a_text(cell: object, expected: str) -> None:
    assert text_of(cell) == expected
