"""Workbooks of Excel 97, which some tax programs still write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.problem import Problem, ProblemCode
from core.files.workbook import WorkbookKind, ledger_rows, open_workbook, which_workbook
from tests.core.files.old_xls import cell, compound, error, record, stream, workbook

HEADER = ["数电发票号码", "开票日期", "价税合计", "备注"]
NUMBER = "26112000000123456789"
ROWS: list[list[str | float]] = [
    [*HEADER],
    [NUMBER, "2026-01-05", 113.0, "纸"],
    [NUMBER[:-1] + "0", 46027.0, 5.5, ""],
]


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    data = workbook(ROWS, "一月")
    assert which_workbook(data) is WorkbookKind.LEDGER
    rows = list(ledger_rows(data))
    assert [(row.sheet, row.row, row.problems) for row in rows] == [
        ("一月", 2, ()),
        ("一月", 3, ()),
    ]
    first, second = (row.draft for row in rows)
    assert first is not None
    assert second is not None
    assert (first.number, str(first.total), first.remark) == (NUMBER, "113.00", "纸")
    assert first.issued_on == second.issued_on


def test_a_workbook_as_large_as_excel_97_made_them_is_read() -> None:
    rows: list[list[str | float]] = [[*HEADER]]
    rows += ([f"2611{at:016d}", "2026-01-05", 1.0, "x" * 40] for at in range(300))
    assert sum(row.draft is not None for row in ledger_rows(workbook(rows))) == 300


def test_an_error_cell_is_named_by_its_column() -> None:
    cells = b"".join(cell(0, at, title) for at, title in enumerate(HEADER))
    cells += cell(1, 0, NUMBER) + cell(1, 1, "2026-01-05") + error(1, 2)
    (row,) = ledger_rows(compound(stream(cells)))
    told = [(p.column, p.problem.code, p.problem.values) for p in row.problems]
    assert told == [("价税合计", ProblemCode.MACRO_OR_FORMULA, {"text": "#REF!"})]
    assert row.rejected


def problem_of(data: bytes) -> ProblemCode:
    found = open_workbook(data)
    assert isinstance(found, Problem)
    return found.code


@pytest.mark.parametrize(("row", "column"), [(65535, 65535), (0, 256), (65535, 300)])
def test_a_cell_where_excel_97_has_none_is_damage_and_ends_nothing(row: int, column: int) -> None:
    cells = cell(0, 0, "a") + cell(row, column, 1.0)
    assert problem_of(compound(stream(cells))) is ProblemCode.UNREADABLE


def test_a_password_is_asked_for() -> None:
    book = stream(b"")
    locked = book[:20] + record(0x2F, bytes(54)) + book[20:]
    assert problem_of(compound(locked)) is ProblemCode.PASSWORD_PROTECTED


@pytest.mark.parametrize("name", ["WordDocument", "EncryptedStuff"])
def test_other_documents_of_the_same_container_are_no_workbook(name: str) -> None:
    assert problem_of(compound(stream(b""), name)) is ProblemCode.UNREADABLE


@pytest.mark.parametrize("length", [8, 40, 100, 511, 600, 1200, 3000])
def test_a_truncated_workbook_is_damaged(length: int) -> None:
    reading = ledger_rows(workbook(ROWS)[:length])
    assert reading.problem is not None


def test_a_chain_of_sectors_that_bites_its_tail_ends() -> None:
    raw = bytearray(workbook(ROWS))
    raw[512 + 2 * 4 : 512 + 3 * 4] = (2).to_bytes(4, "little")
    reading = ledger_rows(bytes(raw))
    assert reading.problem is not None or list(reading) is not None


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_any_damage_gives_rows_or_a_problem(data: st.DataObject) -> None:
    raw = bytearray(workbook(ROWS))
    used = 1024 + 256 + 512
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, used))] = data.draw(st.integers(0, 255))
    reading = ledger_rows(bytes(raw))
    for row in reading:
        assert row.draft is not None or row.problems
    assert isinstance(which_workbook(bytes(raw)), (WorkbookKind, Problem))
