"""The title of a document: which kind of invoice it is, or what it is instead."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from core.domain.invoice import InvoiceKind, is_digital_number
from core.domain.numbers import kind_of_code, kind_of_name
from core.files.page_glyphs import Row

_TITLE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,14}电子发票\((?:[\u4e00-\u9fff]{0,6}(?:发票|客票|行程单)|[\u4e00-\u9fff]{2,12})\)"
    r"|[\u4e00-\u9fff()]{0,16}(?:专用|普通|统一|定额|机打|通用|电子|纸质|卷式)[\u4e00-\u9fff]{0,6}发票"
    r"(?:\([\u4e00-\u9fff]{1,12}\))?"
    r"|[\u4e00-\u9fff()]{2,30}票据(?:\([\u4e00-\u9fff]{2}\))?"
    r"|[\u4e00-\u9fff()]{0,20}(?:行程单|客票)\)?"
    r"|[\u4e00-\u9fff]{0,6}发票)"
)
_FISCAL: Final = re.compile(r"票据(?:\(电子\))?$").search
_NO_TITLE: Final = re.compile(
    r"^(?:原|被|本|该|此|请|凭|查验|开具|开|红字发票|收到|增值税发票$|发票$)|信息表|确认单"
)

_OTHERS: Final = (
    (r"回单|交易明细|对账单|收付款凭证|业务凭证|转账凭证|客户存款", "bank_receipt"),
    (r"开票信息|开票资料|发票抬头|抬头信息", "buyer_header"),
    (r"信息确认单|红字.{0,12}信息表|红字信息", "red_letter_form"),
    (r"销货清单|应税劳务清单|货物清单|费用清单|明细清单", "list_of_goods"),
    (r"完税证明|缴款书|完税凭证", "tax_receipt"),
    (r"出库单|送货单|订单|合同|报价单|结算单", "business_paper"),
)


def title_of(rows: Sequence[Row], em: float) -> str | None:
    """Find the title: a text that stands alone and names an invoice; None where there is none.

    A mark like 发票 inside a sentence or a label is no title.
    """
    best: tuple[float, str] | None = None
    for row in rows:
        if "票" not in row.key and "行程单" not in row.key:
            continue
        for key, height in _alone(row, em):
            match = _TITLE.fullmatch(key)
            if match and not _NO_TITLE.search(key):
                rank = height + (em if "发票" in key or "票据" in key else 0)
                if best is None or rank > best[0] + 0.2 * em:
                    best = rank, key
    return best[1] if best else None


def _alone(row: Row, em: float) -> Iterator[tuple[str, float]]:
    """Parts of a row that stand alone: between letter-spacing and a gap there is no doubt."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(row.chars))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    start = 0
    for at, (a, b) in enumerate(pairwise(row.chars), 1):
        if b.x0 - a.x1 > max(1.5 * em, 2.5 * usual) or abs(b.h - a.h) > 0.25 * max(a.h, b.h):
            yield row.key[start:at], row.chars[start].h
            start = at
    yield row.key[start:], row.chars[start].h


def is_fiscal(title: str) -> bool:
    """Say whether a title names a 财政票据."""
    return bool(_FISCAL(title))


def kind_of(title: str, code: str | None, number: str | None, *, toll: bool) -> InvoiceKind | None:
    """Give the kind that title, code and number say together; `toll`: it has plates in columns."""
    if is_fiscal(title):
        return InvoiceKind.FISCAL
    kind = kind_of_name(title) or _by_words(title)
    if number and is_digital_number(number) and not code:
        if kind is InvoiceKind.DIGITAL_ORDINARY and (toll or number[4:6] == "79"):
            return InvoiceKind.DIGITAL_TOLL
        return _DIGITAL.get(kind, kind) if kind else None
    by_code = kind_of_code(code or "")
    if by_code is not None and (kind is None or by_code in _FINER):
        return by_code
    return kind


_FINER: Final = frozenset((
    InvoiceKind.TOLL, InvoiceKind.BLOCKCHAIN, InvoiceKind.ORDINARY_ELECTRONIC,
    InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.ROLL,
))  # fmt: skip
_DIGITAL: Final = {
    InvoiceKind.SPECIAL_PAPER: InvoiceKind.DIGITAL_SPECIAL,
    InvoiceKind.ORDINARY_PAPER: InvoiceKind.DIGITAL_ORDINARY,
    InvoiceKind.SPECIAL_ELECTRONIC: InvoiceKind.DIGITAL_SPECIAL,
    InvoiceKind.ORDINARY_ELECTRONIC: InvoiceKind.DIGITAL_ORDINARY,
    InvoiceKind.VEHICLE: InvoiceKind.DIGITAL_VEHICLE,
    InvoiceKind.USED_VEHICLE: InvoiceKind.DIGITAL_USED_VEHICLE,
}
_WORDS: Final = (
    ("铁路电子客票", InvoiceKind.RAIL),
    ("行程单", InvoiceKind.AIR),
    ("机动车", InvoiceKind.VEHICLE),
    ("二手车", InvoiceKind.USED_VEHICLE),
    ("区块链", InvoiceKind.BLOCKCHAIN),
    ("电子专用发票", InvoiceKind.SPECIAL_ELECTRONIC),
    ("电子普通发票", InvoiceKind.ORDINARY_ELECTRONIC),
    ("专用发票", InvoiceKind.SPECIAL_PAPER),
    ("普通发票", InvoiceKind.ORDINARY_PAPER),
    ("定额发票", InvoiceKind.OTHER),
    ("通用", InvoiceKind.OTHER),
    ("出租", InvoiceKind.OTHER),
    ("客运", InvoiceKind.OTHER),
)


def _by_words(title: str) -> InvoiceKind | None:
    return next((kind for word, kind in _WORDS if word in title), None)


def instead_of_an_invoice(rows: Sequence[Row]) -> str:
    """Say what a text without an invoice's title is: a word for NOT_AN_INVOICE (what)."""
    text = "\n".join(row.key for row in rows)
    for pattern, what in _OTHERS:
        if re.search(pattern, text):
            return what
    return "text"
