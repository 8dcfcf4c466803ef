"""A row of an export that could not be read accuses nobody: what it lacks may be that row."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.app import Core
from core.domain.covering import Stated
from core.domain.invoice import Invoice, Party
from core.domain.record import Record, UnreadRow
from core.domain.unread import is_probably
from tests.data.bureau_maker import US
from tests.reconciling import MADE, NAME, bring_in, case_of, enter, january, told

TITLES = ("发票代码", "发票号码", "数电发票号码", "开票日期", "金额", "税额", "价税合计",
          "销方识别号", "销方名称", "购方识别号", "购买方名称")  # fmt: skip
Cells = dict[str, Any]


def bought(count: int = 6) -> list[Invoice]:
    found = [x.invoice for x in january(80)]
    mine = [x for x in found if x.buyer.tax_id == US.tax_id and len(x.number) == 20 and not x.code]
    plain = [x for x in mine if (x.total or 0) > 0 and not x.red_of][:count]
    return [
        replace(x, number=f"2611200000{1_234_567_891 + n * 77_777_777}")
        for n, x in enumerate(plain)
    ]


def cells(x: Invoice, **spoiled: Any) -> Cells:
    return {
        "发票代码": "--",
        "发票号码": "--",
        "数电发票号码": x.number,
        "开票日期": x.issued_on.isoformat(),
        "金额": str(x.net),
        "税额": str(x.tax),
        "价税合计": str(x.total),
        "销方识别号": x.seller.tax_id,
        "销方名称": x.seller.name,
        "购方识别号": x.buyer.tax_id,
        "购买方名称": x.buyer.name,
    } | spoiled


def workbook(rows: Sequence[Cells], sheet: str = "发票基础信息") -> bytes:
    titles = (*TITLES, *(["货物或应税劳务名称"] if sheet != "发票基础信息" else []))
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    written = book.add_worksheet(sheet)
    written.write_row(0, 0, titles)
    for at, row in enumerate(rows, 1):
        for column, title in enumerate(titles):
            cell = row.get(title, "*纸制品*复印纸")
            if isinstance(cell, float):
                written.write_number(at, column, cell)
            elif cell:
                written.write_string(at, column, str(cell))
    book.close()
    return made.getvalue()


def take(core: Core, folder: Path, data: bytes, made: date = MADE, name: str = NAME) -> Any:
    (folder / name).write_bytes(data)
    return core.imports.run([folder / name], stated=Stated(made=made))


def all_but_first(**spoiled: Any) -> list[Cells]:
    first, *rest = bought()
    return [cells(first, **spoiled), *map(cells, rest)]


def rounded(number: str) -> float:
    return float(number)


SPOILED: dict[str, Callable[[Any], dict[str, Any]]] = {
    "rounded by Excel": lambda x: {"数电发票号码": rounded(x.number)},
    "shown short": lambda x: {"数电发票号码": f"{x.number[0]}.{x.number[1:5]}E+19"},
    "rounded, and no day": lambda x: {"数电发票号码": rounded(x.number), "开票日期": "?"},
    "shown short, and no day": lambda x: {
        "数电发票号码": f"{x.number[0]}.{x.number[1:5]}E+19",
        "开票日期": "?",
    },
    "no number": lambda x: {"数电发票号码": "--"},
    "one figure lost": lambda x: {"数电发票号码": x.number[:9] + x.number[10:]},
    "no date": lambda x: {"开票日期": "一月"},
    "no amount": lambda x: {"金额": "#REF!", "价税合计": "?"},
}


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("sheet", ["发票基础信息", "信息汇总表"])
def test_a_row_that_is_probably_ours_is_told_first(
    core: Core, tmp_path: Path, how: str, sheet: str
) -> None:
    first = bought()[0]
    enter(core, bought())
    result = take(core, tmp_path, workbook(all_but_first(**SPOILED[how](first)), sheet))
    assert result.rejected
    case = case_of(core, first.key.name)
    cause = case.causes[0]
    assert cause.cause == "filtered_export"
    assert cause.evidence[0].code == "row_unread_is_this"
    assert cause.evidence[0].values == {"file": NAME, "sheet": sheet, "row": "2"}
    assert cause.evidence[1].values == {"file": NAME, "rows": "1"}
    assert (cause.action.code, cause.action.values["what"]) == ("ask_bureau", "export_again")
    assert core.reconciliation.imports()[0].unread == 1
    assert len([x for x in case.causes if x.cause == "filtered_export"]) == 1


def test_what_else_is_missing_is_no_certain_accusation(core: Core, tmp_path: Path) -> None:
    first, second, *_ = bought()
    enter(core, bought())
    rows = all_but_first(数电发票号码="?", 开票日期="2026-01-30", 金额="1", 价税合计="1")
    take(core, tmp_path, workbook([rows[0], *rows[2:]]))
    for missed in (first, second):
        cause = case_of(core, missed.key.name).causes[0]
        assert (cause.cause, [x.code for x in cause.evidence]) == (
            "filtered_export",
            ["rows_unread"],
        )


def test_a_cause_on_the_face_of_the_invoice_stands_before_a_row_of_another(
    core: Core, tmp_path: Path
) -> None:
    first = bought()[0]
    wrong = replace(first, buyer=Party(US.name, None))
    enter(core, [wrong])
    other = {"数电发票号码": "?", "开票日期": "2026-01-30", "金额": "1", "价税合计": "1"}
    take(core, tmp_path, workbook([cells(first, **other), *map(cells, bought()[1:])]))
    found = [x.cause for x in case_of(core, first.key.name).causes]
    assert found == ["buyer_id_wrong_on_invoice", "filtered_export"]


def test_a_whole_list_of_the_same_days_is_believed(core: Core, tmp_path: Path) -> None:
    first, *rest = bought()
    enter(core, bought())
    take(core, tmp_path, workbook(all_but_first(数电发票号码="--")))
    take(core, tmp_path, workbook(list(map(cells, rest))), date(2026, 2, 24), "2026年1月 (1).xlsx")
    assert case_of(core, first.key.name).causes[0].cause == "unknown"


def test_a_row_of_the_newest_list_says_more_than_a_whole_older_one(
    core: Core, tmp_path: Path
) -> None:
    first, *rest = bought()
    enter(core, bought())
    take(core, tmp_path, workbook(list(map(cells, rest))))
    newer = workbook(all_but_first(数电发票号码=rounded(first.number)))
    take(core, tmp_path, newer, date(2026, 2, 24), "2026年1月 (1).xlsx")
    cause = case_of(core, first.key.name).causes[0]
    assert [x.code for x in cause.evidence] == ["row_unread_is_this", "rows_unread"]


@pytest.mark.parametrize("newer_first", [False, True])
def test_what_such_a_list_lacks_is_no_news(core: Core, tmp_path: Path, newer_first: bool) -> None:
    enter(core, bought())
    lists = [
        lambda: take(core, tmp_path, workbook(list(map(cells, bought())))),
        lambda: take(
            core,
            tmp_path,
            workbook(all_but_first(数电发票号码="--")),
            date(2026, 2, 24),
            "2026年1月 (1).xlsx",
        ),
    ]
    for take_in in reversed(lists) if newer_first else lists:
        take_in()
    assert core.reconciliation.news() == []
    assert told(core.reconciliation.run()) == []


def test_lines_whose_invoice_is_not_in_the_workbook_name_it(core: Core, tmp_path: Path) -> None:
    first, *rest = bought()
    enter(core, bought())
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for name, listed in (("信息汇总表", bought()), ("发票基础信息", rest)):
        titles = (*TITLES, *(["货物或应税劳务名称"] if name == "信息汇总表" else []))
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, titles)
        for at, x in enumerate(listed, 1):
            sheet.write_row(at, 0, [cells(x).get(title, "*纸制品*复印纸") for title in titles])
    book.close()
    take(core, tmp_path, made.getvalue())
    cause = case_of(core, first.key.name).causes[0]
    assert (cause.cause, cause.evidence[0].code) == ("filtered_export", "row_unread_is_this")


def test_the_same_file_once_more_changes_nothing(core: Core, tmp_path: Path) -> None:
    data = workbook(all_but_first(数电发票号码="--"))
    take(core, tmp_path, data)
    take(core, tmp_path, data)
    assert [x.unread for x in core.reconciliation.imports()] == [1]


def test_a_whole_export_has_no_such_rows(core: Core, tmp_path: Path) -> None:
    records: list[Record] = january(60)
    bring_in(core, tmp_path, records)
    assert [x.unread for x in core.reconciliation.imports()] == [0]


def _invoice() -> Invoice:
    return bought()[0]


@pytest.mark.parametrize(
    ("row", "is_it"),
    [
        (lambda x: UnreadRow(None, 2, (x.number,)), True),
        (lambda x: UnreadRow(None, 2, (x.number[:15] + "…",)), True),
        (lambda x: UnreadRow(None, 2, (x.number[:14] + "x…",), x.issued_on, x.net), False),
        (lambda x: UnreadRow(None, 2, (x.number[:5] + "…",)), False),
        (lambda x: UnreadRow(None, 2, (x.number[:5] + "…",), x.issued_on), True),
        (lambda x: UnreadRow(None, 2, (), x.issued_on, x.net), True),
        (lambda x: UnreadRow(None, 2, (), x.issued_on), False),
        (lambda x: UnreadRow(None, 2, (), None, x.net, x.total), False),
        (lambda x: UnreadRow(None, 2, (), x.issued_on, x.net, x.total + 1), False),
        (lambda x: UnreadRow(None, 2, ("99999999999999999999",), x.issued_on, x.net), False),
        (lambda x: UnreadRow(None, 2, (x.number,), date(2020, 1, 1)), False),
        (lambda x: UnreadRow(None, 2), False),
    ],
)
def test_enough_must_agree_and_nothing_contradict(row: Any, is_it: bool) -> None:
    assert is_probably(row(_invoice()), _invoice()) is is_it


@pytest.mark.parametrize(
    ("numbers", "is_it"),
    [
        (("11002200111", "01234567"), True),  # the zero in front of the code was lost
        (("011002200111", "1234567"), True),
        (("011002200111", "7654321"), False),  # the code is that of many invoices
        (("011002200111",), False),
    ],
)
def test_zeros_that_excel_dropped_do_not_hide_it(numbers: tuple[str, ...], is_it: bool) -> None:
    old = replace(_invoice(), code="011002200111", number="01234567")
    row = UnreadRow(None, 2, numbers, None if len(numbers) < 2 else old.issued_on)
    assert is_probably(row, old) is is_it
