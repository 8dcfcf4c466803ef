"""What is compared between the two sides: facts of an invoice by their paths, as texts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from core.domain.invoice import Invoice, Status
from core.domain.slim import normal

COMPARED: Final = (
    *("status", "issued_on", "net", "tax", "total"),
    *("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id"),
)
"""Paths in the invoice JSON: the contract of reconciliation."""
KEY_FIELDS: Final = ("code", "number", "paper_number")


def value(invoice: Invoice, path: str) -> str | None:
    """Give a fact as the contract writes it."""
    found: Any = invoice
    for name in path.split("."):
        found = getattr(found, name)
    if isinstance(found, Decimal):
        return format(found, ".2f")
    if isinstance(found, date):
        return found.isoformat()
    return None if found is None else str(found)


def facts(invoice: Invoice) -> dict[str, str | None]:
    """Give everything that is compared, and the numbers."""
    return {path: value(invoice, path) for path in (*KEY_FIELDS, *COMPARED)}


def differing(ours: Invoice, theirs: Invoice) -> tuple[str, ...]:
    """Give the paths in which two invoices without a common name differ, of what both hold."""
    return tuple(
        path
        for path in (*KEY_FIELDS, *COMPARED)
        if _differs(path, value(ours, path), value(theirs, path))
    )


def _differs(path: str, ours: str | None, theirs: str | None) -> bool:
    if ours is None or theirs is None:
        return path in KEY_FIELDS and ours != theirs
    return normal(ours) != normal(theirs) if "." in path else ours != theirs


def changed(invoice: Invoice, values: Mapping[str, str | None]) -> Invoice:
    """Give the invoice with facts in the place of others; values as `value` gives them."""
    plain: dict[str, Any] = {}
    parties = {"seller": invoice.seller, "buyer": invoice.buyer}
    for path, text in values.items():
        side, _, name = path.partition(".")
        if name:
            parties[side] = replace(parties[side], **{name: text})
        else:
            plain[path] = _read(path, text)
    return replace(invoice, **(plain | parties))


def _read(path: str, text: str | None) -> Any:
    if text is None:
        return None
    if path in ("net", "tax", "total"):
        return Decimal(text)
    if path == "issued_on":
        return date.fromisoformat(text)
    return Status(text) if path == "status" else text
