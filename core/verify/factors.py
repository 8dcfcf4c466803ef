"""What a kind (票种) is asked by: code, number, day, and the fourth factor (providers.md 0.1).

The services agree in this with the official page, for one tax bureau stands behind them all; they
differ in spelling alone.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from core.domain.invoice import Face, InvoiceKind, is_digital_number
from core.domain.numbers import kind_of_code, kind_of_number
from core.domain.site_values import CHECK_DIGITS, FACTORS
from core.domain.text import clean
from core.errors import NotAskable

VAT: Final = frozenset(FACTORS)
"""What the tax bureau can be asked about."""

_BY_CHECK_CODE_ALONE: Final = ("check_code",)
_SHORT: Final = 5
"""Of a blockchain invoice so many characters of the check code are enough."""
_ELECTRONIC: Final = {
    InvoiceKind.SPECIAL_ELECTRONIC: InvoiceKind.DIGITAL_SPECIAL,
    InvoiceKind.ORDINARY_ELECTRONIC: InvoiceKind.DIGITAL_ORDINARY,
}
"""What many lists call a 数电票: with 20 digits it is one, and asked as one."""


@dataclass(frozen=True, slots=True)
class Factors:
    """What is asked; `kind` None: a digital invoice of a kind that nobody named.

    `amount` is written with two decimals, or "" where none is asked; `check` likewise.
    """

    kind: InvoiceKind | None
    code: str
    number: str
    issued_on: date
    amount: str
    check: str


def factors(provider: str, invoice: Face, kinds: frozenset[InvoiceKind]) -> Factors:
    """Take them from a face; raise NotAskable that names the first that is missing.

    Reasons: kind, number, code, issued_on, amount, check_code.
    """
    kind = _kind(invoice)
    code, number = _numbers(invoice)
    is_digital = is_digital_number(number)
    checks = {
        "kind": kind in kinds or (kind is None and is_digital),
        "number": number.isascii() and number.isdigit(),
        "code": is_digital or bool(code),
        "issued_on": invoice.issued_on is not None,
    }
    for reason, holds in checks.items():
        if not holds:
            raise NotAskable(provider=provider, reason=reason)
    assert invoice.issued_on is not None
    amount, check = _amount(provider, kind, invoice), _check(provider, kind, invoice)
    return Factors(kind, "" if is_digital else code, number, invoice.issued_on, amount, check)


def written(amount: Decimal) -> str:
    """Write an amount as all services want it: two decimals, no separators, with its sign."""
    return f"{amount:.2f}"


def _kind(invoice: Face) -> InvoiceKind | None:
    number = clean(invoice.number or "")
    if invoice.kind is None:
        return kind_of_number(number) or kind_of_code(clean(invoice.code or ""))
    is_digital = is_digital_number(number) and not invoice.paper_number
    return _ELECTRONIC.get(invoice.kind, invoice.kind) if is_digital else invoice.kind


def _numbers(invoice: Face) -> tuple[str, str]:
    """数电纸质发票 have two names: they are asked by that of the paper."""
    code = clean(invoice.code or "")
    if code and invoice.paper_number:
        return code, clean(invoice.paper_number)
    return code, clean(invoice.number or "")


def _amount(provider: str, kind: InvoiceKind | None, invoice: Face) -> str:
    asked = _asked_by(kind)
    if asked == _BY_CHECK_CODE_ALONE:
        return ""
    found = invoice.net if "net" in asked else invoice.total
    if kind is InvoiceKind.FISCAL:
        found = invoice.total if invoice.net is None else invoice.net
    if found is None:
        raise NotAskable(provider=provider, reason="amount")
    return written(found)


def _check(provider: str, kind: InvoiceKind | None, invoice: Face) -> str:
    if "check_code" not in _asked_by(kind):
        return ""
    found = clean(invoice.check_code or "")
    if not found and kind is InvoiceKind.DIGITAL_ORDINARY_PAPER:
        found = next((n for n in (invoice.number or "",) if is_digital_number(n)), "")
    if len(found) < (_SHORT if kind is InvoiceKind.BLOCKCHAIN else CHECK_DIGITS):
        raise NotAskable(provider=provider, reason="check_code")
    return found[-CHECK_DIGITS:]


def _asked_by(kind: InvoiceKind | None) -> tuple[str, ...]:
    """Name the factors; 财政票据, which no page but one service knows, has both."""
    if kind is InvoiceKind.FISCAL:
        return ("total", "check_code")
    return ("total",) if kind is None else FACTORS[kind]
