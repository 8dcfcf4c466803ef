"""Whatever the bytes are: rows, or a problem for the whole file; never half of it, never an end."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.problem import Problem, ProblemCode
from core.files import xlsx_scan
from core.files.bureau import bureau_rows
from tests.data.bureau_maker import US, Variant, changed, export, records, written

WHOLE = export(list(records(12)))
LONG = export(list(records(400)))
SHEETS = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read_all(data: bytes) -> int:
    """Read to the end; every row is whole, everything said has a code."""
    reading = bureau_rows(data, US)
    count = 0
    for part in reading:
        count += len(part.rows)
        for row in part.rows:
            assert row.names
            assert row.net is not None or row.total is not None
        assert all(isinstance(told.problem, Problem) for told in part.told)
    assert (reading.facts is None) == (reading.problem is not None)
    return count


def problem_of(data: bytes) -> Problem:
    reading = bureau_rows(data, US)
    assert reading.problem is not None
    assert list(reading) == []
    return reading.problem


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ProblemCode.PASSWORD_PROTECTED),
        (OLE + bytes(600), ProblemCode.UNREADABLE),
        (WHOLE[: len(WHOLE) // 2], ProblemCode.UNREADABLE),
        (WHOLE[:-30], ProblemCode.UNREADABLE),
        (b"PK\x03\x04" + bytes(100), ProblemCode.UNREADABLE),
        (b"%PDF-1.4", ProblemCode.UNKNOWN_FORMAT),
        (b"<html><table></table></html>", ProblemCode.UNKNOWN_FORMAT),
        (b"hello", ProblemCode.HEADER_UNKNOWN),
        (bytes(xlsx_scan.MAX_BYTES + 1), ProblemCode.TOO_LARGE),
    ],
    ids=["empty", "password", "no workbook", "half", "no end", "no zip", "pdf", "html", "text",
         "200 MB"],
)  # fmt: skip
def test_what_is_no_workbook_of_the_bureau_is_told_why(data: bytes, code: ProblemCode) -> None:
    assert problem_of(data).code is code


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_sheet_that_ends_in_the_middle_refuses_the_whole(sheet: str, share: float) -> None:
    data = changed(LONG, sheet, lambda text: text[: int(len(text) * share)])
    assert problem_of(data).code is ProblemCode.UNREADABLE


@pytest.mark.parametrize("encoding", ["gbk", "bom"])
def test_a_csv_that_ends_in_the_middle_is_refused(encoding: str) -> None:
    data = export(list(records(9)), Variant(sheets="invoices", form=encoding))
    assert read_all(data) == 9
    assert read_all(data.rstrip()) == 9
    at = data.rstrip().rindex(b"\n")
    problem = problem_of(data[: at + 25])
    assert (problem.code, problem.values) == (ProblemCode.UNREADABLE, {"reason": "truncated"})


@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ1048576"])
def test_two_cells_in_far_corners_are_too_large_and_end_nothing(corner: str) -> None:
    far = f'<row r="1048576"><c r="{corner}"><v>1</v></c></row></sheetData>'.encode()
    data = changed(WHOLE, SHEETS[1], lambda text: text.replace(b"</sheetData>", far))
    assert problem_of(data).code is ProblemCode.TOO_LARGE


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx_scan, "MAX_UNPACKED", 2_000)
    assert problem_of(WHOLE).code is ProblemCode.TOO_LARGE


def with_formula(formula: bytes) -> bytes:
    """The first amount of 发票基础信息 as a formula."""
    amount = re.compile(rb'<c r="J2"[^>]*><v>([^<]*)</v></c>')
    data = changed(WHOLE, SHEETS[1], lambda text: amount.sub(formula, text, count=1))
    assert data != WHOLE
    return data


def test_a_formula_is_read_as_what_it_gave() -> None:
    data = with_formula(rb'<c r="J2"><f>SUM(1,2)</f><v>\1</v></c>')
    assert read_all(data) == 12


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (rb'<c r="J2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (rb'<c r="J2"><f>SUM(1,2)</f></c>', "=SUM(1,2)"),
    ],
)
def test_a_formula_that_gave_nothing_is_named_and_its_row_left_out(
    formula: bytes, text: str
) -> None:
    parts = list(bureau_rows(with_formula(formula), US))
    said: list[Any] = [told for part in parts for told in part.told]
    at_fault = [(x.row, x.column, x.problem.values) for x in said if x.sheet == "发票基础信息"]
    assert at_fault == [(2, "金额", {"text": text})]
    assert sum(len(part.rows) for part in parts) == 11


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_problem(data: bytes) -> None:
    read_all(data)


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_below_a_header_gives_rows_or_a_problem(text: str) -> None:
    header = "发票来源,数电发票号码,发票代码,发票号码,开票日期,金额,发票状态"
    read_all(f"{header}\n{text}\n".encode())


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_workbook_gives_rows_or_a_problem(data: st.DataObject) -> None:
    raw = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read_all(bytes(raw[: data.draw(st.none() | st.integers(0, len(raw)))]))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(SHEETS), st.integers(0, 2**16), st.binary(min_size=1, max_size=6))
def test_damaged_xml_gives_rows_or_a_problem(sheet: str, at: int, piece: bytes) -> None:
    def edit(text: bytes) -> bytes:
        place = at % len(text)
        return text[:place] + piece + text[place + len(piece) :]

    read_all(changed(WHOLE, sheet, edit))


cells = st.one_of(
    st.just(""),
    st.floats(-1e300, 1e300),
    st.integers(-(10**22), 10**22),
    st.datetimes().filter(lambda moment: moment.year >= 1901),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["--", "***", "是", "否", "正常", "26112000000000000017", "00472703"]),
)
HEADERS = ("数电发票号码", "发票代码", "发票号码", "开票日期", "金额", "税额", "价税合计",
           "发票票种", "发票状态", "是否正数发票", "有效抵扣税额", "勾选时间", "货物名称", "数量",
           "单价", "税率")  # fmt: skip


@settings(deadline=None, max_examples=120)
@given(st.data(), st.sampled_from(["发票基础信息", "信息汇总表", "Sheet1"]))
def test_any_cells_give_rows_or_a_problem(data: st.DataObject, name: str) -> None:
    headers = data.draw(st.lists(st.sampled_from(HEADERS), min_size=5, unique=True))
    rows = [{h: data.draw(cells) for h in headers} for _ in range(data.draw(st.integers(1, 3)))]
    read_all(written({name: rows}))
