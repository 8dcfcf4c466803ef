"""The tax bureau's export (全量发票查询导出结果) of the demo's fictional invoices.

It agrees with the ledger workbook but for what a bookkeeper meets every month: an invoice that
was reversed since, a mistyped amount, a mistyped number, one that never arrived.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import xlsxwriter

from core.domain.invoice import Direction, Invoice, InvoiceKind, Line, Status
from core.domain.numbers import name_of_kind

NAME: Final = "全量发票查询导出结果-2026年1-3月.xlsx"
PERIOD: Final = date(2026, 1, 1), date(2026, 3, 31)

_HEAD: Final = (
    *("序号", "发票代码", "发票号码", "数电发票号码", "销方识别号", "销方名称"),
    *("购方识别号", "购买方名称", "开票日期"),
)
_LINE_HEAD: Final = (
    "税收分类编码",
    "特定业务类型",
    "货物或应税劳务名称",
    "规格型号",
    "单位",
    "数量",
    "单价",
)
_REST: Final = (
    "发票来源",
    "发票票种",
    "发票状态",
    "是否正数发票",
    "发票风险等级",
    "开票人",
    "备注",
)
_STATES: Final = {
    Status.VOIDED: "已作废",
    Status.RED_FULL: "已红冲-全额",
    Status.RED_PARTIAL: "已红冲-部分",
}


def theirs(ours: Sequence[Invoice], other: Invoice) -> list[Invoice]:
    """Give what the tax bureau has; `other` is an invoice to us that the ledger lacks."""
    found = [x for x in ours if _is_exported(x)]
    plain = [
        at
        for at, x in enumerate(found)
        if (x.status, x.direction) == (Status.NORMAL, Direction.IN)
        and x.kind is not InvoiceKind.RAIL
    ]
    reversed_since, mistyped, misnumbered = plain[2], plain[5], plain[8]
    found[reversed_since] = replace(found[reversed_since], status=Status.RED_FULL)
    found[mistyped] = _with_net(found[mistyped])
    found[misnumbered] = replace(found[misnumbered], number=_transposed(found[misnumbered].number))
    return sorted([*found, other], key=lambda x: (x.issued_on, x.number))


def _is_exported(x: Invoice) -> bool:
    return PERIOD[0] <= x.issued_on <= PERIOD[1] and x.kind is not InvoiceKind.FISCAL


def _with_net(x: Invoice) -> Invoice:
    """The same invoice with two figures of its first line the other way round."""
    first = x.lines[0]
    quantity = (first.quantity or Decimal(1)) + 9
    net = (quantity * (first.unit_price or Decimal(1))).quantize(Decimal("0.01"))
    tax = (net * Decimal(first.rate or "0")).quantize(Decimal("0.01"))
    lines = (replace(first, quantity=quantity, net=net, tax=tax), *x.lines[1:])
    total_net = sum((line.net or Decimal() for line in lines), Decimal("0.00"))
    total_tax = sum((line.tax or Decimal() for line in lines), Decimal("0.00"))
    return replace(x, lines=lines, net=total_net, tax=total_tax, total=total_net + total_tax)


def _transposed(number: str) -> str:
    """Two neighbouring digits that differ change places."""
    at = next(n for n in range(12, 19) if number[n] != number[n + 1])
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def write_export(file: Path, found: Sequence[Invoice]) -> None:
    """Write the two sheets as the portal does: the lines first, then one row an invoice."""
    book = xlsxwriter.Workbook(str(file))
    lines, invoices = book.add_worksheet("信息汇总表"), book.add_worksheet("发票基础信息")
    amounts = ("金额", "税率", "税额", "价税合计")
    lines.write_row(0, 0, (*_HEAD, *_LINE_HEAD, *amounts, *_REST))
    invoices.write_row(0, 0, (*_HEAD, "金额", "税额", "价税合计", *_REST))
    for row, cells in enumerate((c for x in found for c in _line_rows(x)), 1):
        lines.write_row(row, 0, (str(row), *cells))
    for row, x in enumerate(found, 1):
        invoices.write_row(row, 0, (str(row), *_face(x), *_sums(x), *_state(x)))
    book.close()


def _face(x: Invoice) -> tuple[str, ...]:
    digital = len(x.number) == 20
    day = datetime(x.issued_on.year, x.issued_on.month, x.issued_on.day, 10, 8)  # noqa: DTZ001
    return (
        *(x.code or "", "" if digital else x.number, x.number if digital else ""),
        *(x.seller.tax_id or "", x.seller.name or "", x.buyer.tax_id or "", x.buyer.name or ""),
        f"{day:%Y-%m-%d %H:%M:%S}",
    )


def _sums(x: Invoice) -> tuple[float, ...]:
    return tuple(float(amount or 0) for amount in (x.net, x.tax, x.total))


def _state(x: Invoice) -> tuple[str, ...]:
    source = "电子发票服务平台" if len(x.number) == 20 else "增值税发票管理系统"
    kind = name_of_kind(x.kind) if x.kind else ""
    is_red = x.status is Status.RED
    state = _STATES.get(x.status, "正常")
    return (source, kind, state, "否" if is_red else "是", "正常", x.drawer or "", x.remark or "")


def _line_rows(x: Invoice) -> Iterator[tuple[object, ...]]:
    for line in x.lines or (Line(net=x.net, tax=x.tax, name="*运输服务*客运服务费", rate="0.09"),):
        both = (line.net or Decimal()) + (line.tax or Decimal())
        yield (
            *_face(x),
            *(line.tax_code or "", "", line.name or "", line.spec or "", line.unit or ""),
            *(float(line.quantity or 0) or "", float(line.unit_price or 0) or ""),
            *(float(line.net or 0), _rate(line.rate), float(line.tax or 0), float(both)),
            *_state(x),
        )


def _rate(rate: str | None) -> str:
    return f"{Decimal(rate or '0') * 100:f}".split(".")[0] + "%"
