"""What the official page (全国增值税发票查验平台) asks of each kind, as a person types it.

Sources: domain facts 5.1, provider facts 0.1 and 6. There is no other way in: a person types,
reads the captcha and sees the result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from core.domain.invoice import Face, InvoiceKind, is_digital_number

SITE: Final = "https://inv-veri.chinatax.gov.cn/"
"""The address of the page; no account is needed."""

CHECK_DIGITS: Final = 6
"""So many digits of the check code (校验码) are asked, its last ones."""

SHORT: Final = 5
"""Blockchain invoices (区块链发票) may have a check code of so many characters, asked whole."""

_BY_NET = (
    *(InvoiceKind.SPECIAL_PAPER, InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.FREIGHT),
    *(InvoiceKind.VEHICLE, InvoiceKind.DIGITAL_SPECIAL_PAPER, InvoiceKind.DIGITAL_VEHICLE_PAPER),
)
_BY_CHECK_CODE = (
    *(InvoiceKind.ORDINARY_PAPER, InvoiceKind.ORDINARY_ELECTRONIC, InvoiceKind.ROLL),
    *(InvoiceKind.TOLL, InvoiceKind.DIGITAL_ORDINARY_PAPER),
)
_BY_TOTAL = (
    *(InvoiceKind.USED_VEHICLE, InvoiceKind.DIGITAL_USED_VEHICLE),
    *(InvoiceKind.DIGITAL_USED_VEHICLE_PAPER, InvoiceKind.DIGITAL_SPECIAL),
    *(InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_VEHICLE, InvoiceKind.DIGITAL_TOLL),
    *(InvoiceKind.RAIL, InvoiceKind.AIR),
)
FACTORS: Final[Mapping[InvoiceKind, tuple[str, ...]]] = {
    **dict.fromkeys(_BY_NET, ("net",)),
    **dict.fromkeys(_BY_CHECK_CODE, ("check_code",)),
    **dict.fromkeys(_BY_TOTAL, ("total",)),
    InvoiceKind.BLOCKCHAIN: ("net", "check_code"),
}
"""What is asked beside code, number and day; a kind that does not stand here is not verified."""

_CALLED_ELECTRONIC: Final = (InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.ORDINARY_ELECTRONIC)
"""What many lists call a 数电票: with 20 digits it is one."""


@dataclass(frozen=True, slots=True)
class SiteValue:
    """One value as it is typed: `field` is code, number, issued_on, net, total or check_code."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class SiteValues:
    """All values in the order of the page; `missing` names what the invoice lacks of them.

    `fit` is False for a kind that nobody verifies there (海关缴款书, 财政票据, taxi slips).
    """

    values: tuple[SiteValue, ...]
    missing: tuple[str, ...]
    fit: bool


def site_values(invoice: Face) -> SiteValues:
    """Give what the page asks for this invoice."""
    factors = factors_of(invoice)
    if factors is None:
        return SiteValues((), ("kind",) if invoice.kind is None else (), invoice.kind is None)
    fields = (*_named_by(invoice), "issued_on", *factors)
    found = {field: _text(invoice, field) for field in fields}
    return SiteValues(
        tuple(SiteValue(field, text) for field, text in found.items() if text),
        tuple(field for field, text in found.items() if not text),
        True,
    )


def factors_of(invoice: Face) -> tuple[str, ...] | None:
    """Name what is asked beside code, number and day; None where the kind does not tell it.

    A 20-digit number of no known kind is asked about by its total, as all that are born digital.
    """
    if invoice.kind is None:
        return ("total",) if is_digital_number(invoice.number or "") else None
    digital = is_digital_number(invoice.number or "") and not invoice.paper_number
    if digital and invoice.kind in _CALLED_ELECTRONIC:
        return ("total",)
    return FACTORS.get(invoice.kind)


def _named_by(invoice: Face) -> Iterator[str]:
    if not is_digital_number(invoice.number or "") or (invoice.code and invoice.paper_number):
        yield "code"
    yield "number"


def _text(invoice: Face, field: str) -> str | None:
    if field == "number":
        paper = invoice.paper_number if invoice.code else None
        return paper or invoice.number
    if field == "check_code":
        return _check_digits(invoice)
    value = getattr(invoice, field)
    if isinstance(value, Decimal):
        return format(value, ".2f")
    return value.strftime("%Y%m%d") if isinstance(value, date) else value


def _check_digits(invoice: Face) -> str | None:
    """The last digits of the check code; 数电纸质普票 without one have those of their number."""
    code = invoice.check_code
    if code is None and is_digital_number(invoice.number or ""):
        code = invoice.number
    short = invoice.kind is InvoiceKind.BLOCKCHAIN and code is not None and len(code) == SHORT
    return code[-CHECK_DIGITS:] if code and (len(code) >= CHECK_DIGITS or short) else None
