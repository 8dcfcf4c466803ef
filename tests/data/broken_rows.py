"""A ledger workbook in which every row but each second is broken in its own way.

All companies are fictional. `broken_workbook()` gives the bytes; `BROKEN` says what is wrong with
which row. Row 1 is the header; the broken row of BROKEN[i] stands in row 2 + 2 * i of the sheet
发票, a good one in an odd spelling follows each.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

from core.files.columns import LEDGER_HEADERS, LINE_HEADERS


@dataclass(frozen=True, slots=True)
class Broken:
    """What is changed in a good row, by header, and what is to be said about it."""

    what: str
    cells: dict[str, Any]
    column: str
    code: str
    rejected: bool = True
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """An error cell, as Excel stores it."""

    text: str


def _number(row: int) -> str:
    return f"26112000000{row:09d}"


MOMENT = datetime(2026, 1, 5, 10, 30)  # noqa: DTZ001 - cells have no zone
OLD = {"发票代码": "1100204130", "发票号码": "00472703", "数电发票号码": None}
NO_NUMBER = {"发票代码": None, "发票号码": None, "数电发票号码": None}
NO_AMOUNT = {"金额": None, "税额": None, "价税合计": None}

BROKEN: tuple[Broken, ...] = (
    # no usable number
    Broken("no number", NO_NUMBER, "发票号码", "number_missing"),
    Broken("dashes", NO_NUMBER | {"数电发票号码": "--"}, "发票号码", "number_missing"),
    Broken("code alone", NO_NUMBER | {"发票代码": "1100204130"}, "发票号码", "number_missing"),
    Broken("19 digits", {"数电发票号码": "2" * 19}, "数电发票号码", "number_unusable"),
    Broken("21 digits", {"数电发票号码": "2" * 21}, "数电发票号码", "number_unusable"),
    Broken("a letter O", {"数电发票号码": "O" + "2" * 19}, "数电发票号码", "number_unusable"),
    Broken(
        "20 digits as a number",
        {"数电发票号码": 26112000000123456789},
        "数电发票号码",
        "number_rounded",
    ),
    Broken("rounded as text", {"数电发票号码": "2.6112E+19"}, "数电发票号码", "number_rounded"),
    Broken(
        "rounded beside",
        NO_NUMBER | {"发票号码": 26112000000123456789},
        "发票号码",
        "number_rounded",
    ),
    Broken("8 digits alone", NO_NUMBER | {"发票号码": "00472703"}, "发票号码", "number_unusable"),
    Broken(
        "8 digits alone, a number",
        NO_NUMBER | {"发票号码": 10472703},
        "发票号码",
        "number_unusable",
    ),
    Broken("words", OLD | {"发票号码": "见附件"}, "发票号码", "number_unusable"),
    Broken("negative", OLD | {"发票号码": -5}, "发票号码", "number_unusable"),
    Broken("a fraction", OLD | {"发票号码": 472703.5}, "发票号码", "number_unusable"),
    Broken("a truth", OLD | {"发票号码": True}, "发票号码", "number_unusable"),
    Broken("a day", OLD | {"发票号码": MOMENT}, "发票号码", "number_unusable"),
    Broken("an error", {"数电发票号码": Shown("#REF!")}, "数电发票号码", "formula_error"),
    Broken("not computed", {"数电发票号码": "=A1&B1"}, "数电发票号码", "formula_error"),
    Broken("error as text", {"数电发票号码": "#N/A"}, "数电发票号码", "formula_error"),
    Broken("rounded code", OLD | {"发票代码": "1.10020E+09"}, "发票代码", "number_rounded"),
    Broken("two numbers", {"发票号码": "26112000000999999999"}, "数电发票号码", "two_invoices"),
    # no readable date
    Broken("no date", {"开票日期": None}, "开票日期", "date_missing"),
    Broken("month 13", {"开票日期": "2026-13-05"}, "开票日期", "date_unreadable"),
    Broken("30 February", {"开票日期": "2026-02-30"}, "开票日期", "date_unreadable"),
    Broken("yesterday", {"开票日期": "昨天"}, "开票日期", "date_unreadable"),
    Broken("small serial", {"开票日期": 12}, "开票日期", "date_unreadable"),
    Broken("8 digits, no day", {"开票日期": 20261345}, "开票日期", "date_unreadable"),
    Broken("a truth", {"开票日期": True}, "开票日期", "date_unreadable"),
    Broken("American", {"开票日期": "1/5/2026"}, "开票日期", "date_unreadable"),
    Broken("two-digit year", {"开票日期": "26-1-5"}, "开票日期", "date_unreadable"),
    Broken("an error", {"开票日期": Shown("#VALUE!")}, "开票日期", "formula_error"),
    # no readable amount
    Broken("no amount", NO_AMOUNT, "价税合计", "amount_missing"),
    Broken("letters", {"金额": "abc"}, "金额", "amount_unreadable"),
    Broken("words", {"价税合计": "一百元"}, "价税合计", "amount_unreadable"),
    Broken("unknown tax", {"税额": "未知"}, "税额", "amount_unreadable"),
    Broken("unknown charge", {"其他费用": "若干"}, "其他费用", "amount_unreadable"),
    Broken("three decimals", {"金额": "12.345"}, "金额", "amount_unreadable"),
    Broken("beyond all", {"价税合计": 1e20}, "价税合计", "amount_unreadable"),
    Broken("NaN", {"金额": "NaN"}, "金额", "amount_unreadable"),
    Broken("commas astray", {"价税合计": "1,23,4.00"}, "价税合计", "amount_unreadable"),
    Broken("a day", {"金额": MOMENT}, "金额", "amount_unreadable"),
    Broken("a truth", {"价税合计": True}, "价税合计", "amount_unreadable"),
    Broken("an error", {"金额": Shown("#DIV/0!")}, "金额", "formula_error"),
    Broken("not computed", {"价税合计": "=P2+Q2"}, "价税合计", "formula_error"),
    # kept, to be looked at
    Broken("odd direction", {"方向": "转入"}, "方向", "value_unreadable", False),
    Broken("odd status", {"发票状态": "不明"}, "发票状态", "value_unreadable", False),
    Broken("odd way", {"录入方式": "语音"}, "录入方式", "value_unreadable", False),
    Broken("perhaps offline", {"离线": "也许"}, "离线", "value_unreadable", False),
    Broken("late twice", {"补录": "2"}, "补录", "value_unreadable", False),
    Broken("odd blue one", {"红冲蓝票": "某张"}, "红冲蓝票", "number_unusable", False),
    Broken(
        "rounded tax id", {"销方识别号": 911100000000000001}, "销方识别号", "number_rounded", False
    ),
    Broken(
        "rounded check code", {"校验码": 16197833567414507415}, "校验码", "number_rounded", False
    ),
    Broken(
        "rounded account",
        {"购方银行账号": 6222021234567890123},
        "购方银行账号",
        "number_rounded",
        False,
    ),
    Broken("error for a name", {"销方名称": Shown("#NAME?")}, "销方名称", "formula_error", False),
    Broken("error for a word", {"补录": Shown("#N/A")}, "补录", "formula_error", False),
    Broken("odd code", {"发票代码": "代码"}, "发票代码", "number_unusable", False),
    Broken(
        "bad beside good",
        OLD | {"数电发票号码": "123", "发票号码": "00472799"},
        "数电发票号码",
        "number_unusable",
        False,
    ),
)

GOOD: tuple[dict[str, Any], ...] = (
    {},
    {"开票日期": MOMENT},
    {"开票日期": date(2026, 1, 5)},
    {"开票日期": "2026-01-05 10:30:00"},
    {"开票日期": "2026/1/5"},
    {"开票日期": "20260105"},
    {"开票日期": 20260105},
    {"开票日期": "2026年1月5日"},
    {"开票日期": "２０２６．０１．０５"},
    {"开票日期": 46027},
    {"开票日期": "2026-01-05T10:30:00"},
    {"金额": "1,000.00", "价税合计": "￥1,130.00"},
    {"金额": 1000.0000000001},
    {"税额": "***"},
    {"税额": "--"},
    {"金额": None, "税额": None},
    {"价税合计": None},
    {"金额": "1000", "税额": "130.0", "价税合计": "1130元"},
    {"离线": True, "补录": 0},
    {"发票票种": "某种从没见过的票"},
    {"方向": None, "发票状态": None, "录入方式": None, "离线": None, "补录": None},
    {"备注": "=HYPERLINK", "标签": "甲，乙;丙"},
)
"""Spellings that are all read, in turn."""

LINES: tuple[Broken, ...] = (
    Broken("an orphan", {"发票": "2" * 20}, "发票", "orphan_line"),
    Broken("no key", {"发票": None}, "发票", "number_missing"),
    Broken("rounded key", {"发票": 26112000000000000003}, "发票", "number_rounded"),
    Broken("some", {"数量": "若干"}, "数量", "value_unreadable", False),
    Broken("odd rate", {"税率": "150%x"}, "税率", "value_unreadable", False),
    Broken("odd net", {"金额": "??"}, "金额", "amount_unreadable", False),
)
"""Broken rows of the sheet 明细: LINES[i] stands in row 3 + i; row 2 is a good one."""

KEPT = sum(not broken.rejected for broken in BROKEN) + len(BROKEN)
"""Invoices that the workbook gives: the good ones and the odd ones."""


def good_row(row: int) -> dict[str, Any]:
    """Give a good row, by header; its number is that of no other row."""
    return {
        "方向": "进项",
        "数电发票号码": _number(row),
        "开票日期": "2026-01-05",
        "发票票种": "数电发票（普通发票）",
        "发票状态": "正常",
        "销方识别号": "91110108MA01K2QX35",
        "销方名称": "北京青榆纸业有限公司",
        "购方识别号": "91110105MA00ABCD38",
        "购买方名称": "北京松果文具有限公司",
        "金额": 1000,
        "税额": 130,
        "价税合计": 1130,
        "录入方式": "扫码",
        "离线": "否",
        "补录": "否",
    }


def broken_workbook() -> bytes:
    """Give the workbook, with a blank row, a sum and the header again at its end."""
    book = openpyxl.Workbook()
    ledger: Any = book.active
    ledger.title = "发票"
    ledger.append(list(LEDGER_HEADERS.values()))
    for at, broken in enumerate(BROKEN):
        _put(ledger, LEDGER_HEADERS, 2 + 2 * at, good_row(2 + 2 * at) | broken.cells)
        _put(ledger, LEDGER_HEADERS, 3 + 2 * at, good_row(3 + 2 * at) | GOOD[at % len(GOOD)])
    end = 2 + 2 * len(BROKEN)
    _put(ledger, LEDGER_HEADERS, end + 1, {"方向": "合计", "金额": 123456.78})
    _put(ledger, LEDGER_HEADERS, end + 2, {header: header for header in LEDGER_HEADERS.values()})
    lines = book.create_sheet("明细")
    lines.append(list(LINE_HEADERS.values()))
    line = {
        "发票": _number(3),
        "货物或应税劳务名称": "*纸*复印纸",
        "数量": 2,
        "金额": 500,
        "税率": "13%",
    }
    _put(lines, LINE_HEADERS, 2, line)
    for at, broken in enumerate(LINES):
        _put(lines, LINE_HEADERS, 3 + at, line | broken.cells)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _put(sheet: Any, headers: Any, row: int, cells: dict[str, Any]) -> None:
    for column, header in enumerate(headers.values(), 1):
        value = cells.get(header)
        cell = sheet.cell(row, column)
        if isinstance(value, Shown):
            cell.value, cell.data_type = value.text, "e"
        elif value is not None:
            cell.value = value
            if isinstance(value, str) and value.startswith("=H"):
                cell.data_type = "s"
