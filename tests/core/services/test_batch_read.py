"""A file of the tax bureau's batch check that comes back: with own titles, spoilt, or edited."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.app import Core
from core.domain.answer import State
from core.domain.batch_shape import BatchColumn, Left, Shape
from core.domain.history import How
from core.domain.invoice import EntryMethod, Invoice
from core.errors import BatchUnreadable
from tests.core.services.test_batch import PAPER, rows_of
from tests.invoices import draft

OWN = Shape(
    (
        BatchColumn("issued_on", "哪天开的"),
        BatchColumn("number", "票的号"),
        BatchColumn("code", "票的代码"),
        BatchColumn("check_code", "校验"),
        BatchColumn("amount", "钱"),
    )
)


def enter(core: Core, *ns: int) -> list[Invoice]:
    return [core.entry.add(draft(n), EntryMethod.MANUAL) for n in ns]


def paper(core: Core) -> Invoice:
    return core.entry.add(draft(50, **PAPER), EntryMethod.MANUAL)


def book(file: Path, *rows: tuple[Any, ...]) -> Path:
    """A workbook with texts as texts and numbers as numbers."""
    made = xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"})
    sheet = made.add_worksheet()
    for n, row in enumerate(rows):
        for at, cell in enumerate(row):
            write = sheet.write_string if isinstance(cell, str) else sheet.write
            write(n, at, cell)
    made.close()
    return file


def filled_in(core: Core, folder: Path, shape: Shape, *results: str) -> Path:
    """What was written with a shape, with a result in one more column."""
    (file,) = core.batch.write(folder, None, shape).files
    titles, *rows = rows_of(file)
    pairs = zip(rows, results, strict=True)
    return book(
        folder / "back.xlsx",
        (*titles, "查验结果"),
        *((*row, result) for row, result in pairs),
    )


def state_of(core: Core, invoice: Invoice) -> State | None:
    found = core.verification.verified([invoice.key.name])
    return found[invoice.key.name].state if found else None


def lefts(core: Core, file: Path, shape: Shape = OWN, *former: BatchColumn) -> list[Any]:
    return [(x.row, x.left) for x in core.batch.read(file, shape, former).left]


def test_what_was_written_with_own_titles_is_read_back(core: Core, tmp_path: Path) -> None:
    first, second = enter(core, 1, 2)
    third = paper(core)
    back = filled_in(core, tmp_path, OWN, "一致", "不一致", "查无此票")
    found = core.batch.read(back, OWN)
    assert (found.rows, found.recorded, found.left) == (3, 3, ())
    states = [state_of(core, each) for each in (first, second, third)]
    assert states == [State.MATCH, State.MISMATCH, State.NOT_FOUND]
    assert core.verification.waiting() == ()
    (asked,) = core.verification.history(first.key.name)
    assert (asked.how, asked.note, asked.message) == (How.BATCH, "back.xlsx", "一致")
    assert first.number is not None
    assert first.number in asked.raw


def test_titles_that_were_changed_since_are_still_known(core: Core, tmp_path: Path) -> None:
    (invoice,) = enter(core, 1)
    back = filled_in(core, tmp_path, OWN, "一致")
    now = Shape((BatchColumn("number", "另一个题"), BatchColumn("total", "钱")))
    with pytest.raises(BatchUnreadable) as refused:
        core.batch.read(back, now)
    assert refused.value.facts["reason"] == "no_numbers"
    assert core.batch.read(back, now, OWN.columns).recorded == 1
    assert state_of(core, invoice) is State.MATCH


def test_a_standard_file_is_read_whatever_titles_are_chosen_now(core: Core, tmp_path: Path) -> None:
    (invoice,) = enter(core, 1)
    file = book(tmp_path / "a.xlsx", ("发票号码", "查验结果"), (invoice.number, "一致"))
    twisted = Shape((BatchColumn("check_code", "发票号码"), BatchColumn("number", "别的")))
    assert core.batch.read(file, twisted).recorded == 1
    assert state_of(core, invoice) is State.MATCH


@pytest.mark.parametrize("other", ["code", "total", "check_code", "issued_on"])
def test_two_columns_of_one_title_are_refused_and_never_guessed(
    core: Core, tmp_path: Path, other: str
) -> None:
    (invoice,) = enter(core, 1)
    doubled = Shape((BatchColumn("number", "题"), BatchColumn(other, "题")))
    file = book(tmp_path / "a.xlsx", ("题", "题", "查验结果"), (invoice.number, "", "一致"))
    with pytest.raises(BatchUnreadable) as refused:
        core.batch.read(file, doubled)
    assert refused.value.facts["reason"] == "two_titles"


def test_two_columns_of_numbers_that_name_two_invoices_name_none(
    core: Core, tmp_path: Path
) -> None:
    one, two = enter(core, 1, 2)
    file = book(
        tmp_path / "a.xlsx",
        ("票的号", "发票号码", "查验结果"),
        (one.number, two.number, "一致"),
        (two.number, two.number, "一致"),
    )
    assert lefts(core, file) == [(2, Left.TWO)]
    assert (state_of(core, one), state_of(core, two)) == (None, State.MATCH)


def test_a_file_without_a_column_of_results_says_so(core: Core, tmp_path: Path) -> None:
    (invoice,) = enter(core, 1)
    file = book(tmp_path / "a.xlsx", ("票的号", "是否一致"), (invoice.number, "一致"))
    with pytest.raises(BatchUnreadable) as refused:
        core.batch.read(file, OWN)
    assert refused.value.facts["reason"] == "no_result"


def test_two_columns_of_results_that_contradict_each_other_are_no_yes(
    core: Core, tmp_path: Path
) -> None:
    one, two, three = enter(core, 1, 2, 3)
    file = book(
        tmp_path / "a.xlsx",
        ("票的号", "查验结果", "查验状态", "结果"),
        (one.number, "一致", "查验失败", ""),
        (two.number, "不一致", "查验成功", ""),
        (three.number, "一致", "已查", "一致"),
    )
    assert lefts(core, file) == [(2, Left.CONTRADICTS)]
    states = [state_of(core, each) for each in (one, two, three)]
    assert states == [None, State.MISMATCH, State.MATCH]


def test_the_same_file_twice_is_kept_once(core: Core, tmp_path: Path) -> None:
    (invoice,) = enter(core, 1)
    back = filled_in(core, tmp_path, OWN, "一致")
    core.batch.read(back, OWN)
    again = back.rename(tmp_path / "renamed.xlsx")
    found = core.batch.read(again, OWN)
    assert (found.recorded, found.again, found.left) == (0, 1, ())
    assert core.verification.history_count(invoice.key.name) == 1


def test_a_file_of_another_company_keeps_nothing(core: Core, tmp_path: Path) -> None:
    enter(core, 1)
    rows = [(f"269900000000000000{n:02}", "一致") for n in range(3)]
    file = book(tmp_path / "a.xlsx", ("票的号", "查验结果"), *rows)
    found = core.batch.read(file, OWN)
    assert found.recorded == 0
    assert [x.left for x in found.left] == [Left.STRANGE] * found.rows


def test_an_answer_about_other_values_is_not_kept(core: Core, tmp_path: Path) -> None:
    one, two, three = enter(core, 1, 2, 3)
    four = paper(core)
    titles = ("票的号", "票的代码", "哪天开的", "钱", "校验", "查验结果")
    file = book(
        tmp_path / "a.xlsx",
        titles,
        (one.number, "", "20250101", "", "", "一致"),
        (two.number, "", "", "0.01", "", "一致"),
        (three.number, "", f"{three.issued_on:%Y-%m-%d}", str(three.total), "", "一致"),
        ("00000002", "1100261130", "", "", "999999", "一致"),
    )
    found = core.batch.read(file, OWN)
    assert [(x.row, x.left, x.column) for x in found.left] == [
        (2, Left.DIFFERS, "issued_on"),
        (3, Left.DIFFERS, "amount"),
        (5, Left.DIFFERS, "check_code"),
    ]
    states = [state_of(core, each) for each in (one, two, three, four)]
    assert states == [None, None, State.MATCH, None]


@pytest.mark.parametrize(
    "day",
    [date(2026, 3, 5), 46086, 46086.5, "46086", "20260305", 20260305, "2026/3/5", "2026年03月05日"],
)
def test_a_day_is_understood_as_text_as_a_date_and_as_a_count(
    core: Core, tmp_path: Path, day: object
) -> None:
    paper(core)
    titles = ("票的号", "票的代码", "哪天开的", "查验结果")
    file = book(tmp_path / "a.xlsx", titles, ("00000002", "1100261130", day, "一致"))
    assert core.batch.read(file, OWN).recorded == 1


def test_a_day_or_an_amount_that_cannot_be_read_is_said(core: Core, tmp_path: Path) -> None:
    one, two = enter(core, 1, 2)
    file = book(
        tmp_path / "a.xlsx",
        ("票的号", "哪天开的", "钱", "查验结果"),
        (one.number, "昨天", "", "一致"),
        (two.number, "", "很多", "一致"),
    )
    assert lefts(core, file) == [(2, Left.DAY), (3, Left.AMOUNT)]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("031001900511", "00000002"),
        (31001900511, 2),  # as Excel has them
        ("31001900511", "2"),  # as a CSV file has them then
        ("031001900511.0", "00000002"),
    ],
)
def test_zeros_that_were_dropped_are_put_back(
    core: Core, tmp_path: Path, code: object, number: object
) -> None:
    values = PAPER | {"code": "031001900511"}
    invoice = core.entry.add(draft(50, **values), EntryMethod.MANUAL)
    file = book(tmp_path / "a.xlsx", ("发票代码", "发票号码", "查验结果"), (code, number, "一致"))
    assert core.batch.read(file).recorded == 1
    assert state_of(core, invoice) is State.MATCH


def test_numbers_that_are_spoilt_are_named_row_by_row(core: Core, tmp_path: Path) -> None:
    one, two = enter(core, 1, 2)
    assert one.number is not None
    file = book(
        tmp_path / "a.xlsx",
        ("票的代码", "票的号", "数电发票号码", "查验结果"),
        ("", float(one.number), "", "一致"),
        ("", "2.61120E+19", "", "一致"),
        ("", "00000002", "", "一致"),
        ("", "", "", "一致"),
        ("", one.number, two.number, "一致"),
        ("", "号码", "", "一致"),
        ("", one.number[:-1], "", "一致"),
        ("", one.number, "", ""),
    )
    found = core.batch.read(file, OWN)
    assert found.recorded == 0
    assert [(x.row, x.left, x.column) for x in found.left] == [
        (2, Left.ROUNDED, "number"),
        (3, Left.ROUNDED, "number"),
        (4, Left.NUMBER, "code"),
        (5, Left.NUMBER, "number"),
        (6, Left.TWO, "number"),
        (7, Left.NUMBER, "number"),
        (8, Left.NUMBER, "code"),
        (9, Left.EMPTY, ""),
    ]


def test_one_invoice_with_two_answers_has_none_and_a_repeated_row_counts_once(
    core: Core, tmp_path: Path
) -> None:
    one, two, three = enter(core, 1, 2, 3)
    file = book(
        tmp_path / "a.xlsx",
        ("票的号", "查验结果"),
        (one.number, "一致"),
        (one.number, "不一致"),
        (two.number, "一致"),
        (two.number, "一致"),
        (three.number, "超过该张发票当日查验次数"),
        (three.number, "一致"),
    )
    assert lefts(core, file) == [
        (2, Left.CONTRADICTS),
        (3, Left.CONTRADICTS),
        (5, Left.KEPT),
    ]
    states = [state_of(core, each) for each in (one, two, three)]
    assert states == [None, State.MATCH, State.MATCH]
    assert core.verification.history_count(three.key.name) == 2


def test_a_csv_file_in_the_encoding_of_the_bureau_is_read(core: Core, tmp_path: Path) -> None:
    (invoice,) = enter(core, 1)
    file = tmp_path / "a.csv"
    file.write_bytes(f"票的号,查验结果\n\t{invoice.number},一致\n".encode("gb18030"))
    assert core.batch.read(file, OWN).recorded == 1
