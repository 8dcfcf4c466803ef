"""What an OFD says about itself: custom tags, which name the text of a field, and custom data.

Source: domain facts 3.1 and 3.2. Tags are often malformed, or refer to what is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from core.domain.invoice import Draft, InvoiceKind, Source, Status
from core.domain.numbers import kind_of_code, kind_of_name
from core.domain.text import clean
from core.files.facts import Facts
from core.files.ofd_original import FIELDS, LINE_FIELDS
from core.files.safe_xml import local


def tags_account(
    roots: Iterable[etree._Element], texts: Mapping[tuple[str, str], str]
) -> Draft | None:
    """Read tags; `texts` holds the text objects by the ids of page and object.

    Lines are read where each has its own element (GoodsInfo); flat lists of cells say nothing of
    which cell belongs to which line.
    """
    facts = Facts(Source.TAGS)
    for root in roots:
        _take(root, texts, facts)
    code = facts.values.get("code")
    return facts.draft(kind=kind_of_code(code) if code else None)


_MOST_DEPTH: Final = 8


def _take(
    element: etree._Element, texts: Mapping[tuple[str, str], str], facts: Facts, depth: int = 0
) -> None:
    for child in element:
        name = local(child)
        if name == "GoodsInfo":
            facts.line(**_cells(child, texts))
        elif name in FIELDS:
            facts.take(FIELDS[name], _told(child, texts))
        elif name not in _LEAVES and depth < _MOST_DEPTH:
            _take(child, texts, facts, depth + 1)


_LEAVES: Final = frozenset(("ObjectRef", "ObjectData"))


def _cells(line: etree._Element, texts: Mapping[tuple[str, str], str]) -> dict[str, str]:
    return {
        LINE_FIELDS[n]: _told(cell, texts) for cell in line if (n := local(cell)) in LINE_FIELDS
    }


def _told(element: etree._Element, texts: Mapping[tuple[str, str], str]) -> str:
    """Join what the references of an element stand for; some hold the text itself."""
    parts = []
    for leaf in element:
        kind = local(leaf)
        if kind == "ObjectRef":
            page, name = leaf.get("PageRef", ""), (leaf.text or "").strip()
            parts.append(texts.get((page, name)) or texts.get(("", name), ""))
        elif kind == "ObjectData":
            parts.append((leaf.text or "").strip())
    if len(parts) == 1:
        return parts[0]
    if sum(map(len, parts)) > _LONGEST:
        return ""
    return "".join(parts) if parts or len(element) else (element.text or "")


_LONGEST: Final = 10_000
"""No field is longer, but many references may point to one long text."""


_SIDES: Final = (("购买方", "buyer"), ("购方", "buyer"), ("销售方", "seller"), ("销方", "seller"))
_PARTS: Final = {
    "名称": "name",
    "纳税人识别号": "tax_id",
    "识别号": "tax_id",
    "税号": "tax_id",
    "统一社会信用代码": "tax_id",
    "统一社会信用代码/纳税人识别号": "tax_id",
    "地址电话": "address_phone",
    "开户行及账号": "bank_account",
    "开户行账号": "bank_account",
}
_DATA: Final = {
    "发票代码": "code",
    "发票号码": "number",
    "数电票号码": "number",
    "数电发票号码": "number",
    "全电发票号码": "number",
    "开票日期": "issued_on",
    "校验码": "check_code",
    "合计金额": "net",
    "合计税额": "tax",
    "价税合计": "total",
    "价税合计金额": "total",
    "价税合计(小写)": "total",
    "开票人": "drawer",
    "收款人": "payee",
    "复核": "reviewer",
    "复核人": "reviewer",
    "备注": "remark",
    **{side + part: f"{name}.{field}" for side, name in _SIDES for part, field in _PARTS.items()},
}
_KIND_NAMES: Final = ("发票类型", "发票种类", "票种", "发票票种", "模板编号", "发票名称")


def data_account(custom_data: Iterable[tuple[str, str]]) -> Draft | None:
    """Read the custom data of OFD.xml; names come with stray blanks and signs."""
    facts = Facts(Source.TAGS)
    told = dict(_named(custom_data))
    for name, field in _DATA.items():
        facts.take(field, told.get(name))
    code = facts.values.get("code")
    return facts.draft(
        kind=(kind_of_code(code) if code else None) or _kind(told),
        status=Status.RED if "红字" in told.get("开票类型", "") else None,
    )


def _named(custom_data: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, text in custom_data:
        if text.strip():
            yield clean(name).replace("、", "").rstrip(":"), text


def _kind(told: Mapping[str, str]) -> InvoiceKind | None:
    return next((kind for n in _KIND_NAMES if n in told and (kind := kind_of_name(told[n]))), None)
