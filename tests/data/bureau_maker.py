"""Workbooks as the tax bureau's portal gives them out, of fictional invoices, in every variant.

`records` makes invoices, `export`, `deduction_list` and `use_list` the workbooks that hold them,
`as_read` what a reader can know of a record from such a workbook. Published headers only; every
company is fictional.
"""

import random
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from core.domain.company import Company
from core.domain.invoice import Direction, Invoice, InvoiceKind, Line, Party, Status
from core.domain.numbers import name_of_kind
from core.domain.record import Record, Selection
from tests.core.files.old_xls import workbook as old_workbook

US = Company("北京松果文具有限公司", "91110105MA01F1CT48")
OURS = Party(US.name, US.tax_id)
OTHERS = (
    Party("北京青榆纸业有限公司", "91110105MA00ABCD38"),
    Party("虚构（天津）贸易有限公司", "91120101MA05XKP27Q"),
    Party("白杨餐饮管理有限公司", "91110108MA0089WX5T"),
    Party("云杉信息技术有限公司", "91310115MA1K3YTP0L"),
)
TABLE = Mapping[str, Any]
_DIMENSION = re.compile(rb'(?<=<dimension )ref="[^"]*"/>')


@dataclass(frozen=True, slots=True)
class Variant:
    """How a workbook is written; the default is what the portal gives out now."""

    sheets: str = "both"  # both, summary, split (信息汇总表1, 2), invoices
    digital: str = "数电发票号码"  # 数电票号码, 全电发票号码; "" puts all into 发票号码
    kinds: str = "数电发票（）"  # also 数电票, 全电发票, and half brackets
    empty: str = ""  # or --
    amounts: str = "number"  # text, thousands
    days: str = "moment"  # day, slashes, excel, serial
    total: bool = True  # older exports have no 价税合计
    positive: bool = True  # … and no 是否正数发票
    titles: int = 0  # merged rows above the header
    stars: bool = False  # 开票日期*
    shuffled: int = 0  # a seed for the order of the columns
    form: str = "xlsx"  # xls, gbk, bom (CSV)
    dimension: str = ""  # a wrong dimension record in place of the right one
    hidden: bool = False  # every second row is hidden


NOW = Variant()


def records(count: int, seed: int = 1, since: date = date(2026, 1, 1)) -> Iterator[Record]:
    """Give invoices of a month, bought and sold, of all sorts."""
    chance = random.Random(seed)
    for at in range(count):
        yield _record(chance, at, seed, since + timedelta(days=at % 28))


_KINDS = (
    (InvoiceKind.DIGITAL_SPECIAL, "0.13"),
    (InvoiceKind.DIGITAL_ORDINARY, "0.06"),
    (InvoiceKind.DIGITAL_ORDINARY, "免税"),
    (InvoiceKind.SPECIAL_PAPER, "0.13"),
    (InvoiceKind.ORDINARY_PAPER, "0.03"),
    (InvoiceKind.DIGITAL_ORDINARY, "***"),
    (InvoiceKind.DIGITAL_SPECIAL_PAPER, "0.13"),
    (InvoiceKind.RAIL, "0.09"),
)


def _record(chance: random.Random, at: int, seed: int, day: date) -> Record:
    kind, rate = _KINDS[at % len(_KINDS)]
    red = at % 11 == 10
    lines = tuple(_line(chance, rate, -1 if red else 1) for _ in range(1 + at % 3))
    net = sum((line.net or Decimal(0) for line in lines), Decimal(0))
    tax = sum((line.tax or Decimal(0) for line in lines), Decimal(0))
    other, sold = chance.choice(OTHERS), at % 5 == 4
    number = f"26{11 + seed % 40}2{10 * at + 7:015d}"
    blue = f"26{11 + seed % 40}2{9 * 10**14 + 10 * at + 7:015d}"
    status = chance.choice((Status.NORMAL,) * 6 + (Status.RED_PARTIAL, Status.VOIDED))
    invoice = Invoice(
        kind=kind,
        **_numbers(kind, number, at),
        issued_on=day,
        net=net,
        tax=tax,
        total=net + tax,
        seller=OURS if sold else other,
        buyer=other if sold else OURS,
        lines=lines,
        remark=f"被红冲蓝字数电发票号码：{blue}" if red else chance.choice((None, "合同 HT-1")),
        drawer=chance.choice(("林小满", "周知秋", None)),
        direction=Direction.OUT if sold else Direction.IN,
        status=Status.RED if red else status,
        red_of=blue if red else None,
    )
    source = "增值税发票管理系统" if len(invoice.number) == 8 else "电子发票服务平台"
    return Record(invoice, source, "正常")


def _numbers(kind: InvoiceKind, number: str, at: int) -> dict[str, Any]:
    if kind in (InvoiceKind.SPECIAL_PAPER, InvoiceKind.ORDINARY_PAPER):
        return {"code": "011002600104", "number": f"{at:08d}"}
    if kind is InvoiceKind.DIGITAL_SPECIAL_PAPER:
        return {"code": "011002600113", "number": number, "paper_number": f"{at:08d}"}
    return {"number": number}


def _line(chance: random.Random, rate: str, sign: int) -> Line:
    net = Decimal(sign * chance.randrange(1, 10**7)).scaleb(-2)
    share = Decimal(rate) if rate[0] == "0" else Decimal(0)
    return Line(
        name=chance.choice(("*纸制品*复印纸", "*文具*签字笔", "*餐饮服务*餐费")),
        spec=chance.choice((None, "A4")),
        unit=chance.choice((None, "包")),
        quantity=Decimal(sign * 2),
        unit_price=abs(net) / 2,
        net=net,
        rate=rate,
        tax=(net * share).quantize(Decimal("0.01")),
        tax_code="1060105010000000000",
    )


def as_read(record: Record, variant: Variant = NOW, *, lists: bool = False) -> Record:
    """Give what a reader can know of the record; `lists`: a list of deductions or uses."""
    invoice = record.invoice
    keeps_lines = not lists and variant.sheets != "invoices"
    changes: dict[str, Any] = {} if keeps_lines else {"lines": ()}
    if lists:
        changes |= {"total": None, "drawer": None, "remark": None, "red_of": None}
        changes["buyer"] = Party(None, invoice.buyer.tax_id)
    if not variant.total:
        changes["total"] = None
    return replace(record, invoice=replace(invoice, **changes))


def export(found: Iterable[Record], variant: Variant = NOW) -> bytes:
    """Make an export of all invoices (全量发票查询导出结果)."""
    known = list(found)
    return written(export_sheets(known, variant), variant)


def export_sheets(found: Sequence[Record], variant: Variant = NOW) -> dict[str, list[TABLE]]:
    """Give the rows of an export by sheet, each by header."""
    lines = [row for record in found for row in _summary_rows(record, variant)]
    half = len(lines) // 2
    return {
        "both": {"信息汇总表": lines, "发票基础信息": _invoice_rows(found, variant)},
        "summary": {"信息汇总表": lines},
        "split": {"信息汇总表1": lines[:half], "信息汇总表2": lines[half:]},
        "invoices": {"发票基础信息": _invoice_rows(found, variant)},
    }[variant.sheets]


def _invoice_rows(found: Sequence[Record], variant: Variant) -> list[TABLE]:
    return [
        _before(record, variant)
        | _amounts(record.invoice, variant)
        | _after(record, variant)
        for record in found
    ]  # fmt: skip


def _summary_rows(record: Record, variant: Variant) -> Iterator[TABLE]:
    for line in record.invoice.lines:
        total = (line.net or Decimal(0)) + (line.tax or Decimal(0))
        alone = replace(record.invoice, net=line.net, tax=line.tax, total=total)
        amounts = _amounts(alone, variant)
        yield _before(record, variant) | {
            "税收分类编码": line.tax_code,
            "特定业务类型": None,
            "货物或应税劳务名称": line.name,
            "规格型号": line.spec,
            "单位": line.unit,
            "数量": line.quantity,
            "单价": line.unit_price,
            "金额": amounts.pop("金额"),
            "税率": line.rate,
        } | amounts | _after(record, variant)  # fmt: skip


def _before(record: Record, variant: Variant) -> dict[str, Any]:
    invoice = record.invoice
    return _key(invoice, variant) | {
        "销方识别号": invoice.seller.tax_id,
        "销方名称": invoice.seller.name,
        "购方识别号": invoice.buyer.tax_id,
        "购买方名称": invoice.buyer.name,
        "开票日期": day(invoice.issued_on, variant),
    }


def _key(invoice: Invoice, variant: Variant) -> dict[str, Any]:
    is_digital = len(invoice.number) == 20
    paper = invoice.paper_number if is_digital else invoice.number
    digital = invoice.number if is_digital else None
    if not variant.digital and not paper:
        return {"发票代码": invoice.code, "发票号码": digital}
    return {"发票代码": invoice.code, "发票号码": paper, variant.digital or "数电票号码": digital}


def _amounts(invoice: Invoice, variant: Variant) -> dict[str, Any]:
    amounts = {"金额": invoice.net, "税额": invoice.tax, "价税合计": invoice.total}
    if not variant.total:
        del amounts["价税合计"]
    return {name: amount(value, variant) for name, value in amounts.items()}


def _after(record: Record, variant: Variant) -> dict[str, Any]:
    invoice = record.invoice
    cells = {
        "发票来源": record.source,
        "发票票种": kind_name(invoice.kind, variant),
        "发票状态": STATUS_WORDS[invoice.status],
        "是否正数发票": "否" if invoice.status is Status.RED else "是",
        "发票风险等级": record.risk,
        "开票人": invoice.drawer,
        "备注": invoice.remark,
    }
    if not variant.positive:
        del cells["是否正数发票"]
    return cells


STATUS_WORDS = {
    Status.NORMAL: "正常",
    Status.RED: "正常",
    Status.VOIDED: "已作废",
    Status.RED_FULL: "已红冲-全额",
    Status.RED_PARTIAL: "已红冲-部分",
}


def kind_name(kind: InvoiceKind | None, variant: Variant) -> str | None:
    """Give the 发票票种 in the fashion of the variant."""
    name = name_of_kind(kind) if kind else None
    if name and name.startswith("数电发票"):
        name = name.replace("数电发票", variant.kinds[:-2])
    return name.replace("（", variant.kinds[-2]).replace("）", variant.kinds[-1]) if name else None


def amount(value: Decimal | None, variant: Variant) -> object:
    """Give an amount as the cell holds it."""
    if value is None or variant.amounts == "number":
        return None if value is None else float(value)
    return f"{value:,.2f}" if variant.amounts == "thousands" else f"{value:.2f}"


def day(value: date, variant: Variant) -> object:
    """Give a day as the cell holds it."""
    ways: dict[str, Callable[[], object]] = {
        "moment": lambda: f"{value.isoformat()} 21:38:{value.day:02d}",
        "day": value.isoformat,
        "slashes": lambda: f"{value.year}/{value.month}/{value.day}",
        "excel": lambda: datetime(value.year, value.month, value.day, 10, 30),  # noqa: DTZ001
        "serial": lambda: (value - date(1899, 12, 30)).days + 0.5,
    }
    return ways[variant.days]()


def chosen(record: Record, at: int) -> Record:
    """Give the record of a purchase with a choice (勾选) for deduction."""
    moment = datetime(2026, 2, 10, 10, at % 60)  # noqa: DTZ001 - cells have no zone
    selected = at % 3 != 0
    choice = Selection(selected, record.invoice.tax, moment if selected else None)
    return replace(record, selection=choice)


def _list_cells(record: Record, variant: Variant) -> dict[str, Any]:
    invoice, choice = record.invoice, record.selection or Selection()
    return {
        "key": _key(invoice, variant),
        "day": day(invoice.issued_on, variant),
        "net": amount(invoice.net, variant),
        "tax": amount(invoice.tax, variant),
        "deductible": amount(choice.deductible, variant),
        "at": choice.selected_at.isoformat(" ") if choice.selected_at else None,
        "kind": kind_name(invoice.kind, variant),
        "status": STATUS_WORDS[invoice.status],
    }


def deduction_list(found: Iterable[Record], variant: Variant = NOW) -> bytes:
    """Make a list of invoices to choose from for deduction (抵扣勾选)."""
    rows = []
    for record in found:
        cells, choice = _list_cells(record, variant), record.selection
        rows.append(
            {"是否勾选*": "是" if choice and choice.selected else "否"}
            | cells["key"]
            | {
                "开票日期*": cells["day"],
                "金额*": cells["net"],
                "票面税额*": cells["tax"],
                "有效抵扣税额*": cells["deductible"],
                "购买方识别号*": record.invoice.buyer.tax_id,
                "销售方纳税人名称": record.invoice.seller.name,
                "销售方纳税人识别号": record.invoice.seller.tax_id,
                "发票来源": record.source,
                "票种*": cells["kind"],
                "发票状态": cells["status"],
                "红字锁定标志": "未锁定",
                "勾选时间": cells["at"],
                "发票风险等级": record.risk,
                "风险状态": "无风险",
            }
        )
    return written({"sheet1": rows}, variant)


def use_list(
    found: Iterable[Record], variant: Variant = NOW, *, taxpayer: str = US.tax_id,
    period: str = "202602", title: str = "发票清单",
) -> bytes:  # fmt: skip
    """Make a list of confirmed uses (用途确认信息)."""
    rows = []
    for record in found:
        cells, choice = _list_cells(record, variant), record.selection
        rows.append(
            {"勾选状态": "已勾选" if choice and choice.selected else "未勾选"}
            | {"发票来源": record.source, "转内销证明编号": None}
            | cells["key"]
            | {
                "开票日期": cells["day"],
                "销售方纳税人识别号": record.invoice.seller.tax_id,
                "销售方纳税人名称": record.invoice.seller.name,
                "金额": cells["net"],
                "税额": cells["tax"],
                "有效抵扣税额": cells["deductible"],
                "票种": cells["kind"],
                "票种标签": "增值税专用发票",
                "发票状态": cells["status"],
                "勾选时间": cells["at"],
                "发票风险等级": record.risk,
            }
        )
    above = [[title], ["纳税人识别号", taxpayer, "税款所属期", period]]
    return written({"发票": rows}, replace(variant, titles=0), above)


def written(
    sheets: Mapping[str, Sequence[TABLE]],
    variant: Variant = NOW,
    above: Sequence[Sequence[object]] = (),
    more: Mapping[str, Sequence[Any]] | None = None,
) -> bytes:
    """Write rows by header; `above` stands over them, `more` are other sheets, in front."""
    grids = {name: list(map(list, rows)) for name, rows in (more or {}).items()}
    for name, rows in sheets.items():
        title = ["全量发票查询", *["导出说明"] * 9][: variant.titles]
        grids[name] = [
            *([text] for text in title),
            *map(list, above),
            *_grid(rows, variant, _like(name, rows, variant)),
        ]
    if variant.form == "xlsx":
        return _xlsx(grids, variant)
    (grid,) = list(grids.values())[-1:]
    if variant.form == "xls":
        plain = [[_old(cell) for cell in row] for row in grid]
        return old_workbook(plain, list(grids)[-1])
    text = "\r\n".join(",".join(_quoted(cell) for cell in row) for row in grid) + "\r\n"
    return text.encode("gb18030" if variant.form == "gbk" else "utf-8-sig")


def _like(name: str, rows: Sequence[TABLE], variant: Variant) -> Sequence[TABLE]:
    """Give rows that have the headers of a sheet, which an empty one has too."""
    (one,) = records(1)
    if name.startswith("信息汇总表"):
        return rows or list(_summary_rows(one, variant))
    return rows or _invoice_rows([one], variant)


def _grid(rows: Sequence[TABLE], variant: Variant, like: Sequence[TABLE]) -> list[list[object]]:
    headers = list(dict.fromkeys(header for row in like for header in row if header != "序号"))
    if variant.shuffled:
        random.Random(variant.shuffled).shuffle(headers)
    written = [f" {name} *" if variant.stars else name for name in headers]
    grid: list[list[object]] = [["序号", *written]]
    for at, row in enumerate(rows, 1):
        grid.append(
            [row.get("序号", str(at)), *(_cell(row.get(name), variant) for name in headers)]
        )
    return grid


def _cell(value: object, variant: Variant) -> object:
    if value is None:
        return variant.empty
    return str(value) if isinstance(value, Decimal) else value


def _old(cell: object) -> str | float:
    if isinstance(cell, datetime):
        return (cell - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001
    return float(cell) if isinstance(cell, (int, float)) else str(cell)


def _quoted(cell: object) -> str:
    text = str(cell)
    if len(text) >= 8 and text.isdigit():
        return f"\t{text}"  # as the portal keeps Excel from rounding it
    return f'"{text}"' if "," in text else text


def _xlsx(grids: Mapping[str, Sequence[Sequence[object]]], variant: Variant) -> bytes:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 2, 3, 1, 30)})  # noqa: DTZ001 - UTC
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for name, rows in grids.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(at, column, cell, moment)
                elif isinstance(cell, str) and cell:
                    sheet.write_string(at, column, cell)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(at, column, cell)
            if at < variant.titles:
                sheet.merge_range(at, 0, at, 5, row[0])
            elif variant.hidden and at % 2:
                sheet.set_row(at, options={"hidden": True})
    book.close()
    return _with_dimension(made.getvalue(), variant.dimension)


def _with_dimension(data: bytes, wrong: str) -> bytes:
    if not wrong:
        return data
    return changed(
        data, "xl/worksheets/", lambda text: _DIMENSION.sub(f'ref="{wrong}"/>'.encode(), text, 1)
    )


def changed(data: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Give a workbook with the parts that begin with these words edited."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info.filename, edit(text) if info.filename.startswith(part) else text)
    return made.getvalue()
