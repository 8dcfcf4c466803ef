"""What can be changed about invoices, one or many, and what stood before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from core.domain.invoice import (
    FACE_FIELDS,
    ZERO,
    Direction,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Status,
)
from core.domain.plain import plain

Values: TypeAlias = Mapping[str, tuple[Any, Any]]
"""By path (`seller.name`) what stood before and after, as JSON takes it; None for nothing."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Give tags to invoices (标签)."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Untag:
    """Take tags away."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Categorise:
    """Put invoices into a category (分类); None into none."""

    category: str | None


@dataclass(frozen=True, slots=True)
class Correct:
    """Set fields of the face (更正), by their names in `Face`, and say why.

    A party is set as a whole. How and by whom it was entered is no field.
    """

    fields: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class ThrowAway:
    """Lay invoices into the recycle bin (回收站)."""


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Take invoices out of the recycle bin."""


Change: TypeAlias = Tag | Untag | Categorise | Correct | ThrowAway | TakeOut

ACTIONS: Final[Mapping[type, str]] = {
    Tag: "tag",
    Untag: "untag",
    Categorise: "categorise",
    Correct: "correct",
    ThrowAway: "delete",
    TakeOut: "take_out",
}
"""The word under which a change stands in the audit trail."""


def changed(invoice: Invoice, change: Change) -> Invoice:
    """Give the invoice as it is after a change; the recycle bin is no matter of the invoice."""
    match change:
        case Tag(tags):
            return replace(invoice, tags=tuple(sorted({*invoice.tags, *tags})))
        case Untag(tags):
            return replace(invoice, tags=tuple(x for x in invoice.tags if x not in tags))
        case Categorise(category):
            return replace(invoice, category=category or None)
        case Correct(values):
            return replace(invoice, **values)
        case _:
            return invoice


def differences(before: Invoice, after: Invoice) -> dict[str, tuple[Any, Any]]:
    """Give every fact in which two versions of an invoice differ, by its path."""
    return dict(_differences(before, after))


def with_values(invoice: Invoice, values: Mapping[str, Any]) -> Invoice:
    """Give the invoice with plain values, by path, in the place of its own."""
    found: dict[str, Any] = {}
    parties = {"seller": invoice.seller, "buyer": invoice.buyer}
    for path, value in values.items():
        side, _, name = path.partition(".")
        if name:
            parties[side] = replace(parties[side], **{name: value})
        else:
            found[path] = _read(path, value)
    return replace(invoice, **(found | parties))


def plain_value(invoice: Invoice, path: str) -> Any:
    """Give a fact by its path as JSON takes it."""
    found: Any = invoice
    for name in path.split("."):
        found = getattr(found, name)
    return None if found == () else plain(found)


def _differences(before: Invoice, after: Invoice) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for name in FACE_FIELDS:
        if getattr(before, name) == getattr(after, name):
            continue
        paths = [f"{name}.{f.name}" for f in fields(Party)] if name in _SIDES else [name]
        for path in paths:
            old, new = plain_value(before, path), plain_value(after, path)
            if old != new:
                yield path, (old, new)


_SIDES: Final = ("seller", "buyer")
_MONEY: Final = ("net", "tax", "total", "other_charges")


def _read(path: str, value: Any) -> Any:
    if path == "tags":
        return tuple(value or ())
    if path == "lines":
        return tuple(_line(x) for x in value or ())
    if path == "other_charges":
        return ZERO if value is None else Decimal(value)
    if value is None:
        return None
    if path in _MONEY:
        return Decimal(value)
    if path == "issued_on":
        return date.fromisoformat(value)
    kinds: Mapping[str, Any] = {"kind": InvoiceKind, "direction": Direction, "status": Status}
    return kinds[path](value) if path in kinds else value


def _line(found: Mapping[str, Any]) -> Line:
    numbers = ("quantity", "unit_price", "net", "tax")
    values: dict[str, Any] = {
        name: Decimal(x) if name in numbers else x for name, x in found.items()
    }
    return Line(**values)
