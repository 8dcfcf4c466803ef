"""What was asked about invoices (查验), what came back, and what it adds to the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from core.domain.answer import Charged, State
from core.domain.invoice import FACE_FIELDS, Face, Invoice, Status
from core.domain.likeness import PARTY_FIELDS
from core.domain.merging import Merged, merge
from core.domain.problem import Problem
from core.domain.tax import plain as digits


class How(StrEnum):
    """Who was asked, and on which way."""

    PROVIDER = "provider"
    SITE = "site"  # a person, on the official page
    BATCH = "batch"  # a file of many, read back
    BUREAU = "bureau"  # a list of the tax bureau holds it as we do


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer.

    `state` None: it was asked and no answer is kept. `fills` names the fields that the answer
    holds and ours lacked, `differs` are CONTRADICTS problems, `original` the row of a screenshot.
    `alarm`: it told of an invoice that was voided, reversed or suspect, which we did not know.
    """

    id: int
    key: str
    how: How
    provider: str
    by: str
    at: datetime
    answered_at: datetime | None
    state: State | None
    status: Status | None
    charged: Charged
    code: str = ""
    message: str = ""
    request_id: str = ""
    raw: str = field(default="", repr=False)
    fills: tuple[str, ...] = ()
    differs: tuple[Problem, ...] = ()
    original: int | None = None
    note: str = ""
    milliseconds: int | None = None
    alarm: bool = False
    seen: bool = False


@dataclass(frozen=True, slots=True)
class OfferedField:
    """A value that an answer holds and ours lacks; `field` is a path of the invoice JSON."""

    field: str
    value: str


def compared(ours: Invoice, face: Face) -> Merged:
    """Hold an answer's face against ours; a status is no fact of a face and is told otherwise.

    Names and ids of the parties must be the same; other texts may be written shorter or longer.
    """
    loose = merge(ours, face, {}, loosely=True)
    known = {problem.field for problem in loose.contradictions}
    strict = [
        problem
        for problem in merge(ours, face, {}).contradictions
        if problem.field in _NAMES and problem.field not in known
    ]
    return Merged(loose.invoice, (*loose.contradictions, *strict))


def offered(ours: Invoice, face: Face) -> tuple[OfferedField, ...]:
    """Give what the face holds and ours lacks, field by field; lines by their number."""
    return tuple(_filled(ours, compared(ours, face).invoice))


def supplemented(ours: Invoice, face: Face, fields: frozenset[str] | None) -> Invoice:
    """Give ours with what it lacks, of these fields or all."""
    whole = compared(ours, face).invoice
    found = {x.field for x in _filled(ours, whole)}
    changes: dict[str, Any] = {}
    for path in found if fields is None else found & fields:
        side, _, name = path.partition(".")
        if not name:
            changes[side] = getattr(whole, side)
            continue
        party: Any = changes.get(side, getattr(ours, side))
        changes[side] = replace(party, **{name: getattr(getattr(whole, side), name)})
    return replace(ours, **changes)


_NAMES: Final = ("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id")


def _filled(ours: Invoice, whole: Invoice) -> Iterator[OfferedField]:
    for name in FACE_FIELDS:
        before, now = getattr(ours, name), getattr(whole, name)
        if before == now:
            continue
        if name in ("seller", "buyer"):
            for part in PARTY_FIELDS:
                if getattr(before, part) != getattr(now, part):
                    yield OfferedField(f"{name}.{part}", str(getattr(now, part)))
        else:
            yield OfferedField(name, _text(now))


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return str(len(value))
    if isinstance(value, Decimal):
        return digits(value)
    return value.isoformat() if isinstance(value, date) else str(value)
