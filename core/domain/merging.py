"""What a further record says about an invoice that is known: the same, more, or otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.domain.invoice import (
    FACE_FIELDS,
    NOBODY,
    Face,
    Invoice,
    InvoiceKind,
    Party,
    Source,
)
from core.domain.likeness import PARTY_FIELDS, alike, lines_differ
from core.domain.problem import Problem, ProblemCode
from core.domain.text import comparable

_NO_FACTS = frozenset(
    {"kind_name", "code", "number", "paper_number", "seller", "buyer", "status", "entered", "tags"}
)
_FACTS = tuple(name for name in FACE_FIELDS if name not in _NO_FACTS)


@dataclass(frozen=True, slots=True)
class Merged:
    """The invoice with what it lacked filled in, and where the two contradict each other."""

    invoice: Invoice
    contradictions: tuple[Problem, ...]


def merge(
    ours: Invoice,
    theirs: Face,
    stated: Mapping[str, Source] | None = None,
    *,
    loosely: bool = False,
) -> Merged:
    """Fill what `ours` lacks from `theirs`; what both hold and differs is a contradiction.

    `stated` holds the fields that `theirs` speaks of, where that is known: a status that nobody
    stated is no fact. How and by whom an invoice was entered is none either. Tags add up.
    `loosely` is for what was read off a page: texts that one of the two holds in part, and lines
    that only one has in full, do not contradict each other.
    """
    changes: dict[str, object] = {}
    problems: list[Problem] = []
    for name in _FACTS:
        mine, other = getattr(ours, name), getattr(theirs, name)
        if _absent(name, other) or mine == other or same_kind(mine, other):
            continue
        if _absent(name, mine):
            changes[name] = other
        elif not loosely:
            problems.append(_contradiction(name, mine, other))
        elif name == "lines":
            problems += [_contradiction(*found) for found in lines_differ(mine, other)]
        elif not alike(name, mine, other):
            problems.append(_contradiction(name, mine, other))
    for side in ("seller", "buyer"):
        changes.update(_party(side, getattr(ours, side), getattr(theirs, side), problems, loosely))
    changes.update(_numbers(ours, theirs, problems))
    if theirs.status != ours.status and (stated is None or "status" in stated):
        problems.append(_contradiction("status", ours.status, theirs.status))
    if not set(theirs.tags) <= set(ours.tags):
        changes["tags"] = tuple(dict.fromkeys((*ours.tags, *theirs.tags)))
    return Merged(replace(ours, **changes) if changes else ours, tuple(problems))  # type: ignore[arg-type]


_KIND_FAMILIES = (
    {InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_TOLL},
    {InvoiceKind.ORDINARY_ELECTRONIC, InvoiceKind.TOLL, InvoiceKind.BLOCKCHAIN},
)
"""Kinds that one QR code may stand for: a toll invoice shows the code of an ordinary one."""


def same_kind(one: object, other: object) -> bool:
    """Say whether two different kinds may be two names of one invoice's kind."""
    return any(one in family and other in family for family in _KIND_FAMILIES)


def _absent(name: str, value: object) -> bool:
    return value is None or value == () or (name == "other_charges" and not value)


def _party(
    side: str, ours: Party, theirs: Party, problems: list[Problem], loosely: bool
) -> Iterator[tuple[str, Party]]:
    if theirs in (ours, NOBODY):
        return
    filled = {}
    for name in PARTY_FIELDS:
        mine, other = getattr(ours, name), getattr(theirs, name)
        if other is None or mine == other:
            continue
        if mine is None:
            filled[name] = other
        elif comparable(mine) != comparable(other) and not (loosely and alike(name, mine, other)):
            problems.append(_contradiction(f"{side}.{name}", mine, other))
    if filled:
        yield side, replace(ours, **filled)


def _numbers(ours: Invoice, theirs: Face, problems: list[Problem]) -> dict[str, object]:
    """The code and the second number that the other record adds to the key."""
    changes: dict[str, object] = {}
    same_form = (len(ours.number) == 20) == (theirs.number is not None and len(theirs.number) == 20)
    if ours.code and theirs.code and ours.code != theirs.code and same_form:
        problems.append(_contradiction("code", ours.code, theirs.code))
    digital = theirs.number if theirs.number and len(theirs.number) == 20 else None
    if digital and len(ours.number) != 20:
        split = (ours.code or "") + ours.number == digital
        changes["number"] = digital
        changes["paper_number"] = None if split else ours.number
        changes["code"] = None if split else ours.code
    elif theirs.code and not ours.code and theirs.number and len(ours.number) == 20:
        paper = theirs.paper_number or (theirs.number if theirs.number != ours.number else None)
        if paper is None or theirs.code + paper != ours.number:
            changes["code"] = theirs.code
            changes["paper_number"] = paper
    elif theirs.paper_number and not ours.paper_number and theirs.code == ours.code:
        changes["paper_number"] = theirs.paper_number
    return changes


def _contradiction(name: str, ours: object, theirs: object) -> Problem:
    values = {"field": name, "ours": _plain(ours), "theirs": _plain(theirs)}
    return Problem(ProblemCode.CONTRADICTS, values, name)


def _plain(value: object) -> str:
    """A value as the JSON contract writes it; lines by their number."""
    if isinstance(value, tuple):
        return str(len(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
