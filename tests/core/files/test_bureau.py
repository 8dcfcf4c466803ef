"""What the tax bureau's workbooks say is read in every variant, and nothing is guessed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.company import Company
from core.domain.problem import Problem, ProblemCode
from core.domain.record import BureauList, Record
from core.files.bureau import bureau_rows
from core.files.bureau_rows import BureauRow, RowTold
from core.files.workbook import WorkbookKind, which_workbook
from tests.data.bureau_maker import (
    NOW,
    US,
    Variant,
    as_read,
    chosen,
    deduction_list,
    export,
    export_sheets,
    records,
    use_list,
    written,
)
from tests.data.bureau_records import record_of

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "excel"
NUMBER = "26112000000000000017"
GOOD = {
    "发票代码": "",
    "发票号码": "",
    "数电发票号码": NUMBER,
    "销方识别号": "91110105MA00ABCD38",
    "销方名称": "北京青榆纸业有限公司",
    "购方识别号": US.tax_id,
    "购买方名称": US.name,
    "开票日期": "2026-01-05 10:11:12",
    "金额": 100.0,
    "税额": 13.0,
    "价税合计": 113.0,
    "发票来源": "电子发票服务平台",
    "发票票种": "数电发票（增值税专用发票）",
    "发票状态": "正常",
    "是否正数发票": "是",
    "发票风险等级": "正常",
    "开票人": "林小满",
    "备注": "",
}
OLD: dict[str, Any] = {"数电发票号码": "--", "发票代码": "011002600104", "发票号码": "00472703"}


def read(data: bytes, company: Company = US) -> tuple[list[BureauRow], list[RowTold]]:
    reading = bureau_rows(data, company)
    assert reading.problem is None
    rows, told = [], []
    for part in reading:
        rows += part.rows
        told += part.told
    return rows, told


def records_in(data: bytes) -> list[Record]:
    rows, told = read(data)
    assert told == []
    return [record_of(row) for row in rows]


def refused(data: bytes) -> Problem:
    reading = bureau_rows(data, US)
    assert reading.problem is not None
    assert list(reading) == []
    return reading.problem


def one(variant: Variant = NOW, **cells: Any) -> tuple[list[BureauRow], list[RowTold]]:
    """Read an export of one row, with these cells in place of the good ones."""
    return read(written({"发票基础信息": [GOOD | cells]}, variant))


variants = st.builds(
    Variant,
    sheets=st.sampled_from(["both", "summary", "split", "invoices"]),
    digital=st.sampled_from(["数电发票号码", "数电票号码", "全电发票号码", ""]),
    kinds=st.sampled_from(["数电发票（）", "数电票（）", "全电发票()", "数电票()"]),
    empty=st.sampled_from(["", "--"]),
    amounts=st.sampled_from(["number", "text", "thousands"]),
    days=st.sampled_from(["moment", "day", "slashes", "excel", "serial"]),
    total=st.booleans(),
    positive=st.booleans(),
    titles=st.sampled_from([0, 0, 1, 3, 9]),
    stars=st.booleans(),
    shuffled=st.integers(0, 5),
    form=st.just("xlsx"),
    dimension=st.sampled_from(["", "A1", "A1:XFD1048576"]),
    hidden=st.booleans(),
)
flat = st.sampled_from(["summary", "invoices"])
forms = st.sampled_from(["xls", "gbk", "bom"])


@settings(deadline=None, max_examples=60)
@given(variants, st.integers(0, 25), st.integers(1, 99))
def test_every_variant_of_an_export_says_the_same(variant: Variant, count: int, seed: int) -> None:
    truth = list(records(count, seed))
    data = export(truth, variant)
    assert which_workbook(data) is WorkbookKind.BUREAU
    assert records_in(data) == [as_read(record, variant) for record in truth]


@settings(deadline=None, max_examples=40)
@given(variants, flat, forms, st.integers(1, 12), st.integers(1, 99))
def test_old_workbooks_and_csv_say_the_same(
    variant: Variant, sheets: str, form: str, count: int, seed: int
) -> None:
    days = "moment" if form != "xls" and variant.days == "serial" else variant.days
    variant = replace(variant, sheets=sheets, form=form, days=days)
    truth = list(records(count, seed))
    data = export(truth, variant)
    assert which_workbook(data) is WorkbookKind.BUREAU
    assert records_in(data) == [as_read(record, variant) for record in truth]


@settings(deadline=None, max_examples=40)
@given(variants, st.sampled_from(["xlsx", "xls", "gbk", "bom"]), st.integers(1, 12))
def test_a_list_of_deductions_says_what_was_chosen(variant: Variant, form: str, count: int) -> None:
    variant = replace(variant, form=form, days="moment")
    truth = [chosen(record, at) for at, record in enumerate(bought(count))]
    data = deduction_list(truth, variant)
    assert which_workbook(data) is WorkbookKind.BUREAU
    facts = bureau_rows(data, US).facts
    assert facts is not None
    assert (facts.list, facts.period, facts.total) == (BureauList.DEDUCTION, None, count)
    assert records_in(data) == [as_read(record, variant, lists=True) for record in truth]


@settings(deadline=None, max_examples=40)
@given(
    variants,
    st.sampled_from(["xlsx", "xls", "gbk", "bom"]),
    st.sampled_from(["发票清单", "用途确认信息", "用途确认信息（抵扣）"]),
    st.sampled_from(["202602", "2026年2月", "2026-02"]),
)
def test_a_list_of_confirmed_uses_says_whose_and_of_which_month(
    variant: Variant, form: str, title: str, period: str
) -> None:
    variant = replace(variant, form=form, days="moment", stars=False)
    truth = [chosen(record, at) for at, record in enumerate(bought(7))]
    data = use_list(truth, variant, title=title, period=period)
    assert which_workbook(data) is WorkbookKind.BUREAU
    facts = bureau_rows(data, US).facts
    assert facts is not None
    assert facts == (BureauList.USE, US.tax_id, "202602", 7)
    for found, record in zip(records_in(data), truth, strict=True):
        known = as_read(record, variant, lists=True)
        buyer = replace(known.invoice.buyer, tax_id=None)
        choice = known.selection and replace(known.selection, period="202602")
        invoice = replace(known.invoice, buyer=buyer)
        assert found == replace(known, invoice=invoice, selection=choice)


def bought(count: int) -> list[Record]:
    return [r for r in records(2 * count + 4) if r.invoice.direction == "in"][:count]


def test_the_samples_are_read_row_by_row() -> None:
    if not SAMPLES.exists():
        pytest.skip("3 sample workbooks passed over: the shared folder is absent")
    found = {}
    for file in sorted(SAMPLES.glob("*.xlsx")):
        rows, told = read(file.read_bytes())
        assert {x.problem.code for x in told} <= {ProblemCode.OTHER_TAXPAYER}
        found[file.name] = len(rows), sum(len(row.lines) for row in rows)
    assert found == {
        "certified-list.xlsx": (1, 0),
        "deduction-list.xlsx": (1, 0),
        "tax-export.xlsx": (4, 5),
    }


# what Excel has spoiled


SPOILED: tuple[tuple[str, dict[str, Any], str, ProblemCode, str], ...] = (
    ("rounded", {"数电发票号码": 2.6112e19}, "数电发票号码", ProblemCode.NUMBER_ROUNDED,
     "2.6112e+19"),
    ("rounded as text", {"数电发票号码": "2.6112E+19"}, "数电发票号码",
     ProblemCode.NUMBER_ROUNDED, "2.6112E+19"),
    ("rounded beside", {"数电发票号码": "", "发票号码": 2.6112e19}, "发票号码",
     ProblemCode.NUMBER_ROUNDED, "2.6112e+19"),
    ("a number without its zeros", OLD | {"发票号码": 472703}, "发票号码",
     ProblemCode.ZEROS_LOST, "472703"),
    ("the same as text", OLD | {"发票号码": "472703"}, "发票号码",
     ProblemCode.ZEROS_LOST, "472703"),
    ("a code without its zero", OLD | {"发票代码": 11002600104}, "发票代码",
     ProblemCode.ZEROS_LOST, "11002600104"),
    ("the same as text", OLD | {"发票代码": "11002600104"}, "发票代码",
     ProblemCode.ZEROS_LOST, "11002600104"),
    ("19 digits", {"数电发票号码": NUMBER[:-1]}, "数电发票号码",
     ProblemCode.NUMBER_UNUSABLE, NUMBER[:-1]),
    ("21 digits", {"数电发票号码": NUMBER + "1"}, "数电发票号码",
     ProblemCode.NUMBER_UNUSABLE, NUMBER + "1"),
    ("9 digits beside a code", OLD | {"发票号码": "100472703"}, "发票号码",
     ProblemCode.NUMBER_UNUSABLE, "100472703"),
    ("no code", OLD | {"发票代码": ""}, "发票号码", ProblemCode.NUMBER_UNUSABLE, "00472703"),
    ("a code of 13 digits", OLD | {"发票代码": "0110026001040"}, "发票代码",
     ProblemCode.NUMBER_UNUSABLE, "0110026001040"),
    ("an amount of half a fen", {"金额": 100.005}, "金额",
     ProblemCode.AMOUNT_UNREADABLE, "100.005"),
    ("an amount in words", {"价税合计": "壹佰"}, "价税合计",
     ProblemCode.AMOUNT_UNREADABLE, "壹佰"),
    ("no day", {"开票日期": "2026-02-30 10:00:00"}, "开票日期",
     ProblemCode.DATE_UNREADABLE, "2026-02-30"),
    ("a formula's error", {"价税合计": "#REF!"}, "价税合计", ProblemCode.MACRO_OR_FORMULA,
     "#REF!"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "code", "text"), [s[1:] for s in SPOILED], ids=[s[0] for s in SPOILED]
)
def test_a_spoiled_cell_is_named_with_its_row_and_never_guessed(
    cells: dict[str, Any], column: str, code: ProblemCode, text: str
) -> None:
    good = GOOD | {"数电发票号码": NUMBER[:-1] + "8"}
    rows, told = read(written({"发票基础信息": [GOOD | cells, good]}))
    assert [row.number for row in rows] == [good["数电发票号码"]]
    assert [(x.sheet, x.row, x.column, x.problem.code, x.rejected) for x in told] == [
        ("发票基础信息", 2, column, code, True)
    ]
    assert told[0].problem.values == {"text": text}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"数电发票号码": "--"}, ProblemCode.NUMBER_MISSING),
        ({"开票日期": "--"}, ProblemCode.DATE_MISSING),
        ({"金额": "", "价税合计": "--"}, ProblemCode.AMOUNT_MISSING),
    ],
)
def test_what_is_missing_is_named(cells: dict[str, Any], code: ProblemCode) -> None:
    rows, told = one(**cells)
    assert rows == []
    assert [(x.problem.code, x.rejected) for x in told] == [(code, True)]


def test_twenty_digits_that_end_in_five_zeros_are_rounded_in_a_csv_and_true_in_a_workbook() -> None:
    rounded: dict[str, Any] = {"数电发票号码": "26112000000123400000"}
    rows, told = one(**rounded)
    assert (len(rows), told) == (1, [])
    rows, told = one(Variant(form="bom"), **rounded)
    assert [x.problem.code for x in told] == [ProblemCode.NUMBER_ROUNDED]
    assert rows == []


def test_a_spoiled_paper_number_beside_twenty_digits_is_left_out_and_named() -> None:
    (row,), (told,) = one(发票代码="011002600113", 发票号码=472703)
    assert (row.names, row.code, row.paper_number) == ((NUMBER,), None, None)
    assert (told.problem.code, told.rejected) == (ProblemCode.ZEROS_LOST, False)


def test_numbers_that_certainly_lost_nothing_are_taken_from_numeric_cells() -> None:
    (row,), told = one(**OLD | {"发票代码": 1100204130, "发票号码": 10472703})
    assert (row.code, row.number, told) == ("1100204130", "10472703", [])


@pytest.mark.parametrize(
    ("cell", "fen"),
    [(0.1 + 0.2, 30), (1234.56, 123456), ("1,234.56", 123456), (-0.07, -7), ("￥ 5.5", 550),
     (99999999999.99, 9999999999999), ("-0.05", -5), (0, 0), ("--", None)],
)  # fmt: skip
def test_amounts_are_exact_to_the_fen(cell: object, fen: int | None) -> None:
    (row,), _ = one(税额=cell)
    assert row.tax == fen


@pytest.mark.parametrize("word", ["***", "免税", "不征税"])
def test_a_word_in_place_of_the_tax_is_no_amount_and_no_fault(word: str) -> None:
    (row,), told = one(税额=word)
    assert (row.tax, told) == (None, [])


# what a row says


@pytest.mark.parametrize(
    ("word", "status"),
    [("正常", "normal"), ("已作废", "voided"), ("已红冲-全额", "red_full"),
     ("已红冲－部分", "red_partial"), ("正常(01)", "normal"), ("异常", "abnormal"), ("", None)],
)  # fmt: skip
def test_the_status_is_known_by_its_word(word: str, status: str | None) -> None:
    (row,), told = one(发票状态=word)
    assert (row.status, told) == (status, [])


def test_an_unknown_word_is_named_and_the_row_is_kept_without_it() -> None:
    (row,), (told,) = one(发票状态="待定")
    assert row.status is None
    assert (told.column, told.problem.code, told.rejected) == (
        "发票状态",
        ProblemCode.VALUE_UNREADABLE,
        False,
    )


def test_an_unknown_kind_is_kept_in_its_words() -> None:
    (row,), told = one(发票票种="某种新票")
    assert (row.kind, row.kind_name, told) == (None, "某种新票", [])


RED: dict[str, Any] = {"是否正数发票": "否", "金额": -100, "税额": -13, "价税合计": -113}


@pytest.mark.parametrize(
    ("remark", "blue"),
    [
        ("被红冲蓝字数电发票号码：26112000000000000009", "26112000000000000009"),
        ("被红冲蓝字数电票号码:26112000000000000009 红字发票信息确认单编号：11002601012345678901",
         "26112000000000000009"),
        ("对应正数发票代码:011002600104号码:00472703", "01100260010400472703"),
        ("对应正数发票代码： 1100204130 号码： 00472703", "110020413000472703"),
        ("被红冲蓝字数电发票号码：2611200000000000000", None),
        ("退货", None),
    ],
)  # fmt: skip
def test_a_red_invoice_names_the_blue_one_in_its_remark(remark: str, blue: str | None) -> None:
    (row,), told = one(**RED, 备注=remark)
    assert (row.status, row.red_of, row.total, told) == ("red", blue, -11300, [])


def test_only_a_red_invoice_has_a_blue_one() -> None:
    (row,), _ = one(备注="被红冲蓝字数电发票号码：26112000000000000009")
    assert (row.status, row.red_of) == ("normal", None)


@pytest.mark.parametrize("cells", [RED | {"是否正数发票": "是"}, {"是否正数发票": "否"}])
def test_signs_that_disagree_are_named(cells: dict[str, Any]) -> None:
    (row,), (told,) = one(**cells)
    assert row.status == "red"
    assert (told.column, told.problem.code) == ("是否正数发票", ProblemCode.SIGNS_DIFFER)


@pytest.mark.parametrize(
    ("cells", "direction"),
    [
        ({}, "in"),
        ({"购方识别号": "", "购买方名称": "北京 松果文具 有限公司"}, "in"),
        ({"购方识别号": US.tax_id.lower()}, "in"),
        ({"销方识别号": US.tax_id, "购方识别号": "91110105MA00ABCD38"}, "out"),
        ({"购方识别号": "", "购买方名称": "别家"}, None),
    ],
)
def test_the_direction_is_seen_from_our_id_or_name(
    cells: dict[str, Any], direction: str | None
) -> None:
    (row,), told = one(**cells)
    assert row.direction == direction
    foreign = [ProblemCode.OTHER_TAXPAYER] if direction is None else []
    assert [x.problem.code for x in told] == foreign


def test_brackets_of_either_width_are_the_same_name() -> None:
    company = Company("松果（北京）文具", "")
    data = written({"发票基础信息": [GOOD | {"购方识别号": "", "购买方名称": "松果(北京)文具"}]})
    (row,), _ = read(data, company)
    assert row.direction == "in"


def test_a_list_of_another_taxpayer_gives_no_direction() -> None:
    data = use_list([chosen(bought(1)[0], 1)], taxpayer="91110105MA00ABCD38")
    (row,), (told,) = read(data)
    assert row.direction is None
    assert told.problem.code is ProblemCode.OTHER_TAXPAYER


# several rows, several sheets


def test_a_row_that_stands_twice_counts_once() -> None:
    rows, told = read(written({"发票基础信息": [GOOD, GOOD]}))
    assert (len(rows), told) == (1, [])


def test_two_rows_of_one_invoice_that_disagree_are_named() -> None:
    rows, (told,) = read(written({"发票基础信息": [GOOD, GOOD | {"价税合计": 131.0}]}))
    assert [row.total for row in rows] == [11300]
    assert (told.row, told.problem.code, told.problem.values) == (
        3,
        ProblemCode.ROWS_DISAGREE,
        {"row": "2"},
    )
    assert told.rejected


LINE = GOOD | {"货物或应税劳务名称": "*纸*卡纸", "税率": "13%"}


def test_lines_of_one_invoice_are_joined_and_summed() -> None:
    second = LINE | {"金额": -26.55, "税额": -3.45, "价税合计": -30.0, "开票人": ""}
    (row,), told = read(written({"信息汇总表": [LINE, second]}))
    assert told == []
    assert (row.net, row.tax, row.total, row.drawer) == (7345, 955, 8300, "林小满")
    assert [line[5] for line in row.lines] == [10000, -2655]


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ({"开票日期": "2026-01-06"}, False),
        ({"购买方名称": "别家"}, False),
        ({"发票状态": "已作废"}, False),
        ({"备注": "第二行"}, True),
        ({"开票人": "周知秋"}, True),
    ],
)
def test_lines_that_disagree_about_their_invoice_are_named(
    cells: dict[str, Any], kept: bool
) -> None:
    first = LINE | {"备注": "第一行"}
    rows, (told,) = read(written({"信息汇总表": [first, first | cells]}))
    (column,) = cells
    assert (told.row, told.column, told.problem.code) == (3, column, ProblemCode.ROWS_DISAGREE)
    assert (told.rejected, len(rows)) == (not kept, int(kept))


def test_what_one_line_does_not_say_another_does() -> None:
    silent = LINE | {"开票人": "", "发票票种": "--", "备注": ""}
    for lines in ([silent, LINE], [LINE, silent]):
        (row,), told = read(written({"信息汇总表": lines}))
        assert (row.drawer, row.kind, told) == ("林小满", "81", [])


def test_the_lines_of_a_spoiled_row_are_not_reported_as_strays() -> None:
    spoiled = GOOD | {"价税合计": "?"}
    rows, (told,) = read(written({"信息汇总表": [LINE], "发票基础信息": [spoiled]}))
    assert (rows, told.problem.code) == ([], ProblemCode.AMOUNT_UNREADABLE)


def test_an_unreadable_line_takes_its_whole_invoice_with_it() -> None:
    other = LINE | {"数电发票号码": NUMBER[:-1] + "8"}
    rows, (told,) = read(written({"信息汇总表": [LINE, LINE | {"金额": "?"}, other]}))
    assert [row.number for row in rows] == [other["数电发票号码"]]
    assert (told.row, told.problem.code, told.rejected) == (3, ProblemCode.AMOUNT_UNREADABLE, True)


def test_a_line_of_no_invoice_is_named() -> None:
    stray = LINE | {"数电发票号码": NUMBER[:-1] + "8"}
    rows, (told,) = read(written({"信息汇总表": [LINE, stray], "发票基础信息": [GOOD]}))
    assert [len(row.lines) for row in rows] == [1]
    assert (told.sheet, told.row, told.problem.code) == ("信息汇总表", 3, ProblemCode.ORPHAN_LINE)


BUSINESS: dict[str, list[list[Any]]] = {
    "建筑服务": [["序号", "数电发票号码", "建筑服务发生地", "建筑项目名称"], [1, NUMBER]]
}


def test_a_business_sheet_adds_nothing_that_is_counted_twice() -> None:
    goods: dict[str, list[list[Any]]] = {
        "货物清单": [["数电发票号码", "货物名称", "金额"], [NUMBER, "*纸*宣纸", "100.00"]]
    }
    sheets = {"信息汇总表": [LINE], "发票基础信息": [GOOD]}
    (row,), told = read(written(sheets, more=BUSINESS | goods))
    assert ([line[0] for line in row.lines], told) == (["*纸*卡纸"], [])
    (row,), told = read(written({"发票基础信息": [GOOD]}, more=BUSINESS | goods))
    assert ([line[0] for line in row.lines], told) == (["*纸*宣纸"], [])


def test_a_business_sheet_with_all_columns_is_no_second_list_of_invoices() -> None:
    other = GOOD | {"数电发票号码": NUMBER[:-1] + "8"}
    rows, told = read(written({"旅客运输服务": [other], "发票基础信息": [GOOD]}))
    assert ([row.number for row in rows], told) == ([NUMBER], [])


def test_an_unknown_sheet_is_passed_over_and_named() -> None:
    notes = {"说明": [["填表说明", "请勿修改"], ["一", "二"]]}
    (row,), (told,) = read(written({"发票基础信息": [GOOD]}, more=notes))
    assert row.number == NUMBER
    assert (told.sheet, told.problem.code) == ("说明", ProblemCode.SHEET_PASSED_OVER)
    assert told.problem.values["found"] == "填表说明, 请勿修改"
    assert not told.rejected


@pytest.mark.parametrize("order", [1, -1])
def test_renamed_sheets_are_known_by_their_headers(order: int) -> None:
    truth = list(records(9))
    sheets = list(export_sheets(truth).values())
    renamed = dict(zip(("Sheet1", "Sheet2"), sheets[::order], strict=True))
    assert records_in(written(renamed)) == truth


def test_sums_blank_rows_and_repeated_headers_are_passed_over() -> None:
    header = {name: name for name in GOOD}
    blank = dict.fromkeys(("序号", *GOOD), "")
    total = blank | {"发票代码": "", "销方名称": "合计", "金额": 100.0}
    rows, told = read(written({"发票基础信息": [GOOD, blank, header, total]}))
    assert (len(rows), told) == (1, [])


# the whole file is refused


def without(*headers: str) -> dict[str, Any]:
    return {name: cell for name, cell in GOOD.items() if name not in headers}


@pytest.mark.parametrize(
    "make",
    [
        lambda: written({"发票基础信息": [without("开票日期")]}),
        lambda: written({"发票基础信息": [without("金额", "价税合计")]}),
        lambda: written({"信息汇总表1": [LINE], "信息汇总表2": [without("开票日期")]}),
        lambda: written({"Sheet1": [{"姓名": "林小满", "电话": "010"}]}),
    ],
    ids=["no day", "no amount", "a second sheet without a day", "something else"],
)
def test_unknown_headers_are_refused_with_what_was_expected_and_found(
    make: Callable[[], bytes],
) -> None:
    problem = refused(make())
    assert problem.code is ProblemCode.HEADER_UNKNOWN
    assert "开票日期" in problem.values["expected"]
    assert problem.values["found"]


def test_an_export_without_an_invoice_is_read_and_empty() -> None:
    data = export([])
    assert read(data) == ([], [])
    assert records_in(export([], Variant(sheets="summary"))) == []
