"""A value as JSON takes it, and back: what the trail and the queue keep of an invoice."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from core.domain.invoice import (
    FACE_FIELDS,
    Direction,
    Draft,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Source,
    Status,
)
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import plain as digits


def plain(value: object) -> Any:
    """Write a value with its amounts as text, days and moments as ISO; leave out what is absent.

    Everything that an invoice holds can be read back from it.
    """
    if is_dataclass(value):
        found = {f.name: getattr(value, f.name) for f in fields(value)}
        return {name: plain(x) for name, x in found.items() if x not in (None, ())}
    if isinstance(value, tuple):
        return [plain(x) for x in value]
    if isinstance(value, Decimal):
        return digits(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def draft_from(found: Mapping[str, Any]) -> Draft:
    """Read a draft back from what `plain` wrote."""
    rest: dict[str, Any] = {
        "sources": {name: Source(value) for name, value in found.get("sources", {}).items()},
        "problems": problems_from(found.get("problems", ())),
        "guessed": bool(found.get("guessed")),
    }
    return Draft(**_face(found), **rest)


def invoice_from(found: Mapping[str, Any]) -> Invoice:
    """Read an invoice back from what `plain` wrote."""
    return Invoice(**_face(found))


def problems_from(found: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Read problems back from what `plain` wrote."""
    return tuple(
        Problem(ProblemCode(each["code"]), each.get("values", {}), each.get("field"))
        for each in found
    )


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "kind": InvoiceKind,
    "issued_on": date.fromisoformat,
    "direction": Direction,
    "status": Status,
    "seller": lambda found: Party(**found),
    "buyer": lambda found: Party(**found),
    "lines": lambda found: tuple(map(_line, found)),
    "tags": tuple,
    "entered": lambda found: _entered(found),  # noqa: PLW0108 - stands below
    "net": Decimal,
    "tax": Decimal,
    "total": Decimal,
    "other_charges": Decimal,
}


def _face(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _READ[name](found[name]) if name in _READ else found[name]
        for name in FACE_FIELDS
        if name in found
    }


def _line(found: Mapping[str, Any]) -> Line:
    figures = ("quantity", "unit_price", "net", "tax")
    cells: dict[str, Any] = {k: Decimal(v) if k in figures else v for k, v in found.items()}
    return Line(**cells)


def _entered(found: Mapping[str, Any]) -> Entered:
    how, at = EntryMethod(found["how"]), datetime.fromisoformat(found["at"])
    return Entered(how, found["by"], at, found["offline"], found["late"])
