"""The headers of ledger workbooks: ours, and what users write in their place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.text import clean

LEDGER_SHEET: Final = "发票"
LINES_SHEET: Final = "明细"

LEDGER_HEADERS: Final[Mapping[str, str]] = {
    "direction": "方向",
    "code": "发票代码",
    "number": "发票号码",
    "digital": "数电发票号码",
    "issued_on": "开票日期",
    "kind": "发票票种",
    "status": "发票状态",
    "seller.tax_id": "销方识别号",
    "seller.name": "销方名称",
    "seller.address_phone": "销方地址电话",
    "seller.bank_account": "销方银行账号",
    "buyer.tax_id": "购方识别号",
    "buyer.name": "购买方名称",
    "buyer.address_phone": "购方地址电话",
    "buyer.bank_account": "购方银行账号",
    "net": "金额",
    "tax": "税额",
    "other_charges": "其他费用",
    "total": "价税合计",
    "check_code": "校验码",
    "red_of": "红冲蓝票",
    "drawer": "开票人",
    "payee": "收款人",
    "reviewer": "复核人",
    "remark": "备注",
    "category": "分类",
    "tags": "标签",
    "how": "录入方式",
    "offline": "离线",
    "late": "补录",
}
"""Place in the invoice JSON -> header, in the order of the sheet 发票; `digital` has 20 digits."""

LINE_HEADERS: Final[Mapping[str, str]] = {
    "key": "发票",
    "name": "货物或应税劳务名称",
    "spec": "规格型号",
    "unit": "单位",
    "quantity": "数量",
    "unit_price": "单价",
    "net": "金额",
    "rate": "税率",
    "tax": "税额",
    "tax_code": "税收分类编码",
}
"""Field of a line -> header, in the order of the sheet 明细; `key` is a name of the invoice."""

_SYNONYMS: Final[Mapping[str, str]] = {
    "direction": "进销项 进项/销项 进项销项 进销方向 发票方向",
    "code": "代码 票据代码",
    "number": "发票号 票号 号码 票据号码 票据号 发票编号",
    "digital": "数电票号码 全电发票号码 全电票号码 数电发票号 数电票号 数电号码 全电号码"
    " 数电发票号码(20位) 电子发票号码 全电发票号",
    "issued_on": "开票时间 日期 发票日期 填开日期 开具日期 开具时间 票据日期",
    "kind": "票种 发票类型 发票种类 票据种类 票据类型",
    "status": "状态 票面状态",
    "net": "合计金额 不含税金额 未税金额 税前金额 开具金额 金额(不含税) 不含税价 金额合计",
    "tax": "合计税额 税额合计 税金 票面税额",
    "other_charges": "其它费用 民航发展基金",
    "total": "价税合计金额 含税金额 总金额 金额(含税) 含税总额 价税总额 含税合计 价税合计(小写)",
    "check_code": "发票校验码",
    "red_of": "蓝票号码 对应蓝票 蓝字发票号码 对应蓝字发票号码 被红冲蓝字发票号码"
    " 被红冲蓝字数电发票号码 被红冲蓝字数电票号码",
    "reviewer": "复核",
    "payee": "收款",
    "remark": "备注说明 说明",
    "category": "类别 费用类别 费用类型",
    "how": "录入途径",
    "offline": "离线录入 是否离线",
    "late": "是否补录",
}
_SIDES: Final[Mapping[str, str]] = {
    "seller": "销方 销售方 销货方 销货单位 销售单位 开票方 供应商 卖方",
    "buyer": "购方 购买方 购货方 购货单位 购买单位 受票方 客户 买方",
}
_PARTY: Final[Mapping[str, Sequence[str]]] = {
    "name": ("", "名称", "纳税人名称", "单位名称", "企业名称", "全称"),
    "tax_id": (
        *("识别号", "税号", "纳税人识别号", "统一社会信用代码", "社会信用代码", "信用代码"),
        *("统一社会信用代码/纳税人识别号", "纳税人识别号/统一社会信用代码", "纳税识别号"),
    ),
    "address_phone": ("地址电话", "地址、电话", "地址及电话", "地址,电话", "地址和电话"),
    "bank_account": (
        *("银行账号", "开户行及账号", "开户行账号", "开户银行及账号", "银行账户", "开户行及帐号"),
        *("开户行和账号", "银行及账号"),
    ),
}
_LINE_SYNONYMS: Final[Mapping[str, str]] = {
    "key": "发票号码 数电发票号码 发票键",
    "name": "货物名称 项目名称 商品名称 货物或应税劳务、服务名称",
    "spec": "规格",
    "unit": "计量单位",
    "rate": "税率/征收率",
    "tax_code": "商品编码 税收编码",
}

_BUREAU: Final = frozenset(("发票来源", "是否正数发票", "发票风险等级", "是否勾选", "有效抵扣税额"))
"""Any of these is a header of the tax bureau: of its export, or of a list of deductions."""
_ENOUGH: Final = ("issued_on",), ("number", "digital"), ("net", "total")
"""One of each is needed: a date, a number, an amount."""


def bare(header: object) -> str:
    """Give a header without `*`, blanks, full width and the bracket that only explains it."""
    if not isinstance(header, str):
        return ""
    text = clean(header[:80]).replace("*", "").rstrip(":")
    # 金额(含税) and 金额(不含税) are two things, 金额(元) is the same as 金额
    return text if text in LEDGER_PLACES else re.sub(r"\([^()税]*\)$", "", text)


def _names(
    headers: Mapping[str, str], synonyms: Mapping[str, str], sides: bool
) -> Iterator[tuple[str, str]]:
    for field, header in headers.items():
        yield header, field
    for field, words in synonyms.items():
        yield from ((clean(word), field) for word in words.split())
    if sides:
        for side, words in _SIDES.items():
            for attribute, endings in _PARTY.items():
                for word in words.split():
                    yield from ((clean(word + end), f"{side}.{attribute}") for end in endings)


LEDGER_PLACES: Final = dict(reversed(list(_names(LEDGER_HEADERS, _SYNONYMS, sides=True))))
"""Header -> place in the invoice JSON, with all that users write in place of our headers."""
_LINES: Final = dict(reversed(list(_names(LINE_HEADERS, _LINE_SYNONYMS, sides=False))))


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: `row` from 1, `places` from field to column (from 0), `titles` as written."""

    row: int
    places: Mapping[str, int]
    titles: Mapping[str, str]

    @property
    def complete(self) -> bool:
        """Say whether a number, a date and an amount stand among the columns."""
        return all(any(name in self.places for name in names) for names in _ENOUGH)


def ledger_header(rows: Sequence[Sequence[object]]) -> Header | None:
    """Find the header of a ledger sheet in its first rows: the first complete one.

    Else the row that holds most of the headers, if it is two or more.
    """
    found = list(headers_in(rows, LEDGER_PLACES))
    complete = next((header for header in found if header.complete), None)
    return complete or max(found, key=lambda header: len(header.places), default=None)


def lines_header(rows: Sequence[Sequence[object]]) -> Header | None:
    """Find the header of a sheet of lines: a key and something about the goods."""
    return next((header for header in headers_in(rows, _LINES) if "key" in header.places), None)


def is_bureau_header(rows: Sequence[Sequence[object]]) -> bool:
    """Say whether the first rows are those of a workbook of the tax bureau (docs/CLI.md)."""
    title = bare(rows[0][0]) if rows and rows[0] else ""
    if title.startswith("用途确认") or title == "发票清单":
        return True
    return any(bare(cell) in _BUREAU for row in rows for cell in row)


def headers_in(
    rows: Sequence[Sequence[object]], names: Mapping[str, str], least: int = 2
) -> Iterator[Header]:
    """Give the rows in which enough of these headers stand; of equal ones the first counts."""
    for number, row in enumerate(rows, 1):
        places: dict[str, int] = {}
        for column, cell in enumerate(row):
            field = names.get(bare(cell))
            if field:
                places.setdefault(field, column)
        if len(places) >= least:
            yield Header(number, places, {f: str(row[at]).strip() for f, at in places.items()})
