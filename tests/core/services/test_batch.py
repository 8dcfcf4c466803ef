"""The tax bureau's batch check: what goes out, and what comes back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.app import Core
from core.domain.answer import State
from core.domain.batch_shape import (
    DEFAULT,
    FIELDS,
    BatchColumn,
    Left,
    Shape,
    answer_of,
    kept_shape,
    read_former,
    read_shape,
)
from core.domain.history import How
from core.domain.invoice import EntryMethod, InvoiceKind, Status
from core.errors import BatchUnreadable
from tests.invoices import draft


def rows_of(file: Path) -> list[Any]:
    return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def book(file: Path, *rows: tuple[str, ...]) -> Path:
    made = xlsxwriter.Workbook(str(file))
    sheet = made.add_worksheet()
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    made.close()
    return file


PAPER = {
    "kind": InvoiceKind.ORDINARY_PAPER,
    "code": "1100261130",
    "number": "00000002",
    "check_code": "12345678901234567890",
    "issued_on": date(2026, 3, 5),
}


def test_each_kind_goes_out_with_what_it_is_asked_by_and_what_lacks_it_is_named(
    core: Core, tmp_path: Path
) -> None:
    digital = core.entry.add(draft(1), EntryMethod.MANUAL)
    core.entry.add(draft(2, **PAPER), EntryMethod.MANUAL)
    lacking = core.entry.add(draft(3, total=None), EntryMethod.MANUAL)
    written = core.batch.write(tmp_path)
    assert (written.invoices, written.left_out) == (2, (lacking.key.name,))
    (file,) = written.files
    assert rows_of(file)[1:] == [
        ["", digital.number, "20260102", str(digital.total), ""],
        ["1100261130", "00000002", "20260305", "", "567890"],
    ]


def test_what_is_more_than_a_file_may_hold_goes_into_several(core: Core, tmp_path: Path) -> None:
    names = [core.entry.add(draft(n), EntryMethod.MANUAL).key.name for n in range(5)]
    shape = Shape((BatchColumn("number", "号码"), BatchColumn("total", "金额")), rows=2)
    written = core.batch.write(tmp_path, None, shape)
    assert [len(rows_of(file)) - 1 for file in written.files] == [2, 2, 1]
    assert [row[0] for file in written.files for row in rows_of(file)[1:]] == names
    small = core.batch.write(tmp_path, names, Shape(shape.columns, rows=5, bytes=1))
    assert [len(rows_of(file)) - 1 for file in small.files] == [1] * 5


def test_what_lies_in_the_folder_is_never_replaced(core: Core, tmp_path: Path) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    given_back = tmp_path / "批量查验-1.xlsx"
    given_back.write_bytes(b"the answer")
    (file,) = core.batch.write(tmp_path).files
    assert file.name == "批量查验-2.xlsx"
    assert given_back.read_bytes() == b"the answer"


def test_its_answers_are_read_back_and_settle_what_waits(core: Core, tmp_path: Path) -> None:
    names = [core.entry.add(draft(n), EntryMethod.MANUAL).key.name for n in range(4)]
    paper = core.entry.add(draft(5, **PAPER), EntryMethod.MANUAL)
    file = book(
        tmp_path / "back.xlsx",
        ("批量查验结果", "", "", ""),
        ("发票代码", "发票号码", "查验结果", "发票状态"),
        ("", names[0], "查验成功,一致", "正常"),
        ("", names[1], "不一致", ""),
        ("", names[2], "一致", "已红冲-全额"),
        ("", names[3], "超过该张发票当日查验次数", ""),
        ("1100261130", "00000002", "查无此票", ""),
        ("", "26990000000000000001", "一致", "正常"),
        ("", names[3], "神秘", ""),
    )
    found = core.batch.read(file)
    assert (found.rows, found.recorded, found.again) == (7, 5, 0)
    assert [(x.row, x.left) for x in found.left] == [(8, Left.STRANGE), (9, Left.WORDS)]
    told = core.verification.verified([*names, paper.key.name])
    assert {name: x.state for name, x in told.items()} == {
        names[0]: State.MATCH,
        names[1]: State.MISMATCH,
        names[2]: State.MATCH,
        paper.key.name: State.NOT_FOUND,
    }
    assert told[names[0]].how is How.BATCH
    assert [x.key for x in core.verification.waiting()] == [names[3]]
    assert [x.key for x in core.verification.alarms()] == [names[2]]


def test_a_file_without_answers_is_refused(core: Core, tmp_path: Path) -> None:
    with pytest.raises(BatchUnreadable):
        core.batch.read(book(tmp_path / "a.xlsx", ("发票号码", "金额")))
    nothing = tmp_path / "b.xlsx"
    nothing.write_bytes(b"no workbook\x00\x01")
    with pytest.raises(BatchUnreadable):
        core.batch.read(nothing)


@pytest.mark.parametrize(
    ("text", "status", "state", "became"),
    [
        ("不一致", "", State.MISMATCH, None),
        ("查验一致", "作废", State.MATCH, Status.VOIDED),
        ("一致", "已红冲-部分", State.MATCH, Status.RED_PARTIAL),
        ("", "失控", State.MATCH, Status.OUT_OF_CONTROL),
        ("当日开具发票可于次日进行查验", "", State.TOO_EARLY, None),
        ("查验失败", "", State.UNINTERPRETED, None),
        ("查验不成功", "", State.UNINTERPRETED, None),
        ("比对不通过", "", State.UNINTERPRETED, None),
        ("超过该张发票当日查验次数(请于次日再次查验)!", "", State.LIMITED, None),
        ("一致", "已红冲（部分）", State.MATCH, Status.RED_PARTIAL),
        ("一致", "未作废", State.MATCH, None),
    ],
)
def test_what_denies_is_never_read_as_what_affirms(
    text: str, status: str, state: State, became: Status | None
) -> None:
    found = answer_of(text, status)
    assert found is not None
    assert (found.state, found.status) == (state, became)


@pytest.mark.parametrize(
    "text",
    [
        "网络异常",
        "查验异常",
        "状态不正常",
        "疑似一致",
        "待查验成功",
        "一致：否",
        "未查到",
        "",
        "无",
    ],
)
def test_what_is_no_plain_yes_is_none(text: str) -> None:
    found = answer_of(text)
    assert found is None or found.state is not State.MATCH


@given(
    st.lists(
        st.builds(BatchColumn, st.sampled_from(FIELDS), st.text(min_size=1, max_size=60)),
        min_size=1,
        unique_by=lambda each: each.field,
    ),
    st.integers(1, 100_000),
    st.integers(1, 100 * 1024 * 1024),
)
def test_a_shape_is_read_as_it_was_written(
    columns: list[BatchColumn], rows: int, size: int
) -> None:
    shape = Shape(tuple(columns), rows, size)
    assert read_shape(shape.written()) == shape


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "{", "[]", "7", '{"columns": [], "rows": 5, "bytes": 5}'),
        *('{"columns": [["number", "a"]], "rows": 0, "bytes": 5}', '{"columns": 3, "rows": 1}'),
        '{"columns": [["number", "a"]], "rows": true, "bytes": 5}',
        '{"columns": [["no such", "a"]], "rows": 5, "bytes": 5}',
        '{"columns": [["number", "a", "b"]], "rows": 5, "bytes": 5}',
    ],
)
def test_a_shape_that_cannot_be_understood_is_the_standard(text: str | None) -> None:
    assert read_shape(text) == DEFAULT


def test_a_preview_shows_the_first_rows_and_passes_over_what_lacks_a_value(core: Core) -> None:
    core.entry.add(draft(1, total=None), EntryMethod.MANUAL)
    names = [core.entry.add(draft(n), EntryMethod.MANUAL).number for n in range(2, 7)]
    shape = Shape((BatchColumn("number", "号码"),))
    found = core.batch.preview(None, shape)
    assert found.rows == tuple((name,) for name in names[:3])
    assert found.invoices == 6


def test_titles_of_before_are_remembered_and_the_standard_ones_need_not_be() -> None:
    first, second = (Shape((BatchColumn("number", name),)) for name in ("票号", "号"))
    kept = kept_shape(None, first)
    assert read_shape(kept) == first
    assert read_former(kept) == ()
    kept = kept_shape(kept, second)
    assert read_shape(kept) == second
    assert read_former(kept) == first.columns
    kept = kept_shape(kept, DEFAULT)
    assert read_shape(kept) == DEFAULT
    assert read_former(kept) == (*first.columns, *second.columns)
    assert kept_shape(None, DEFAULT) is None
