"""The headers of the tax bureau's workbooks, and what each of their sheets is.

Sources: the headers that three independent projects publish; docs/CLI.md says which are needed.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from core.domain.text import clean
from core.files.columns import LEDGER_PLACES, Header, bare, headers_in

RECORD_FIELDS: Final = (
    *("digital", "code", "number", "issued_on", "kind", "status", "positive"),
    *("seller.tax_id", "seller.name", "buyer.tax_id", "buyer.name", "net", "tax", "total"),
    *("source", "risk", "drawer", "remark", "selected", "deductible", "selected_at"),
)
"""What is read of a sheet with one invoice a row, in this order."""

KEY_FIELDS: Final = ("digital", "code", "number")
LINE_FIELDS: Final = (
    *("line.name", "line.spec", "line.unit", "line.quantity", "line.unit_price", "net"),
    *("line.rate", "tax", "line.tax_code"),
)
"""What is read of a line, in the order of `Line`."""

_OURS: Final[Mapping[str, str]] = {
    "source": "发票来源",
    "positive": "是否正数发票",
    "risk": "发票风险等级",
    "selected": "是否勾选 勾选状态 是否已勾选",
    "deductible": "有效抵扣税额 有效税额",
    "selected_at": "勾选时间 勾选日期",
    "line.name": "货物或应税劳务名称 货物或应税劳务、服务名称 货物名称 项目名称",
    "line.spec": "规格型号",
    "line.unit": "单位 计量单位",
    "line.quantity": "数量",
    "line.unit_price": "单价",
    "line.rate": "税率 税率/征收率 征收率",
    "line.tax_code": "税收分类编码 商品编码",
    "taxpayer": "纳税人识别号",
    "period": "税款所属期 所属期",
}
_PLACES: Final[Mapping[str, str]] = {**LEDGER_PLACES} | {
    clean(word): field for field, words in _OURS.items() for word in words.split()
}

INVOICES_SHEET: Final = "发票基础信息"
SUMMARY_SHEET: Final = "信息汇总表"
EXPECTED: Final = "数电发票号码 / 发票代码 + 发票号码, 开票日期, 金额 / 价税合计"


class SheetKind(StrEnum):
    """What a sheet of the tax bureau holds."""

    INVOICES = "invoices"  # 发票基础信息: one invoice a row
    SUMMARY = "summary"  # 信息汇总表: one line a row, with all of its invoice
    DEDUCTION = "deduction"  # 抵扣勾选
    USE = "use"  # 用途确认信息
    BUSINESS = "business"  # of one 特定业务: says more of invoices that stand elsewhere
    UNKNOWN = "unknown"


def bureau_header(rows: Sequence[Sequence[object]]) -> Header | None:
    """Find the header in the first rows of a sheet: the first complete one.

    Else the first row with a column of invoice numbers.
    """
    found = list(headers_in(rows, _PLACES, least=1))
    complete = next((header for header in found if header.complete), None)
    keyed = (header for header in found if not header.places.keys().isdisjoint(KEY_FIELDS))
    return complete or next(keyed, None)


def number_places(header: Header) -> list[int]:
    """Give the columns in which the numbers of an invoice stand."""
    return [header.places[field] for field in KEY_FIELDS if field in header.places]


def kind_of_sheet(header: Header | None, rows: Sequence[Sequence[object]]) -> SheetKind:
    """Say what a sheet holds, by its header and the title above it."""
    if header is None:
        return SheetKind.UNKNOWN
    if not header.complete:
        return SheetKind.BUSINESS
    if "selected" in header.places or "deductible" in header.places:
        is_use = bare(header.titles.get("selected")) == "勾选状态" or _is_use_title(rows)
        return SheetKind.USE if is_use else SheetKind.DEDUCTION
    return SheetKind.SUMMARY if "line.name" in header.places else SheetKind.INVOICES


def _is_use_title(rows: Sequence[Sequence[object]]) -> bool:
    title = bare(rows[0][0]) if rows and rows[0] else ""
    return title.startswith("用途确认") or title == "发票清单"


def said_above(header: Header, rows: Sequence[Sequence[object]]) -> dict[str, str]:
    """Give what stands above the header: `taxpayer`, and `period` (税款所属期) as YYYYMM.

    Each has a cell of its own behind its title, or stands behind it after a colon.
    """
    said: dict[str, str] = {}
    for row in rows[: header.row - 1]:
        cells = [_text(cell) for cell in row]
        for title, value in zip(cells, [*cells[1:], ""], strict=True):
            name, _, inside = title.partition(":")
            field = _PLACES.get(name)
            if field in ("taxpayer", "period"):
                said.setdefault(field, inside or value)
    period = re.fullmatch(r"(20\d\d)[-年./]?(0?[1-9]|1[0-2])月?", said.pop("period", ""))
    if period:
        said["period"] = f"{period[1]}{int(period[2]):02d}"
    return said


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(cell[:200]) if isinstance(cell, str) else ""
