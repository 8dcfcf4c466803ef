"""What the tests of verification share: invoices to ask about, a moment, a reply."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from core.domain.invoice import Draft, InvoiceKind, Party
from core.verify.provider import Access, Moment
from core.verify.wire import Reply

SELLER = Party("北京云杉科技有限公司", "91110108000000001J")
DIGITAL_NUMBER = "24000000000000000001"
DIGITAL = {
    *(InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_TOLL),
    *(InvoiceKind.DIGITAL_VEHICLE, InvoiceKind.DIGITAL_USED_VEHICLE),
    *(InvoiceKind.RAIL, InvoiceKind.AIR),
}
"""They have no code, a number of 20 digits, and are asked by their total."""


def moment(seconds: int = 1_700_000_000, nonce: str = "0123456789abcdef0123456789abcdef") -> Moment:
    return Moment(datetime.fromtimestamp(seconds, UTC), nonce)


def access(**credentials: str) -> Access:
    return Access(credentials)


def reply(body: str | bytes, status: int = 200, **headers: str) -> Reply:
    data = body if isinstance(body, bytes) else body.encode()
    return Reply(status, {name.replace("_", "-"): text for name, text in headers.items()}, data)


def invoice(kind: InvoiceKind | None = InvoiceKind.DIGITAL_SPECIAL, **changes: Any) -> Draft:
    """An invoice of a kind, with all that any kind is asked by."""
    fields: dict[str, Any] = {
        "kind": kind,
        "number": DIGITAL_NUMBER,
        "issued_on": date(2025, 3, 15),
        "net": Decimal("12035.40"),
        "tax": Decimal("1564.60"),
        "total": Decimal("13600.00"),
        "seller": SELLER,
    }
    return Draft(**(fields | changes))


def paper(kind: InvoiceKind, **changes: Any) -> Draft:
    """An invoice with a code and 8 digits."""
    fields: dict[str, Any] = {
        "code": "1300000000",
        "number": "04000000",
        "issued_on": date(2019, 12, 11),
        "check_code": "00000000000000921630",
    }
    return invoice(kind, **(fields | changes))
