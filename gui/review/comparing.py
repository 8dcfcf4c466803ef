"""The two sides of a case next to each other, field by field, with the characters that differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum

from core.domain.decision import Case
from core.domain.invoice import Direction, Invoice, InvoiceKind, Status
from core.domain.slim import normal
from gui.review.findings import theirs_of
from gui.states import Mark, State
from words import figures
from words.translate import filled, tr
from words.vocabulary import field, word

Ranges = tuple[tuple[int, int], ...]
MOST_APART = 0.5
"""Texts less alike than this differ as a whole: single characters would tell nothing."""


class Look(Enum):
    """How a side is painted."""

    TEXT = "text"
    NUMBER = "number"
    TAX_ID = "tax_id"


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says of a field; `marked` are the places in `text` that differ."""

    text: str | None
    look: Look = Look.TEXT
    marked: Ranges = ()

    def __str__(self) -> str:
        """Give the whole of it, for the clipboard and screen readers."""
        return self.text or figures.NOTHING


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: its name, both sides, and what comes of it (None: there is but one side)."""

    path: str
    name: str
    ours: Side
    theirs: Side
    result: State | None

    @property
    def differs(self) -> bool:
        """Whether the two sides contradict each other."""
        return self.result is not None and self.result.mark is Mark.LOOK

    @property
    def agrees(self) -> bool:
        """Whether both sides say the same."""
        return self.result is not None and self.result.mark is Mark.AGREES


def compare(case: Case) -> tuple[Compared, ...]:
    """Give the fields in their fixed order; the own side of an invoice only where it differs."""
    ours, theirs = case.found.ours, theirs_of(case)
    differing = {x.field for x in case.fields}
    other = "buyer" if case.invoice.direction is Direction.OUT else "seller"
    own = "seller" if other == "buyer" else "buyer"
    paths = ["number", "kind", "issued_on", f"{other}.name", f"{other}.tax_id"]
    told = _is_about_us(case)
    paths += [path for path in (f"{own}.name", f"{own}.tax_id") if told or path in differing]
    paths += ["net", "tax", "total", "status", "remark"]
    return tuple(_compared(path, ours, theirs, path in differing) for path in paths)


def differing_ranges(one: str, other: str) -> tuple[Ranges, Ranges]:
    """Give the places of both texts that are not the same."""
    if SequenceMatcher(None, one, other, autojunk=False).ratio() < MOST_APART:
        return ((0, len(one)),), ((0, len(other)),)
    if len(one) == len(other):
        apart = _joined([i for i in range(len(one)) if one[i] != other[i]])
        return apart, apart
    ours: list[int] = []
    theirs: list[int] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            ours += range(a, b)
            theirs += range(c, d)
    return _joined(ours), _joined(theirs)


def _joined(places: Sequence[int]) -> Ranges:
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(found)


def _compared(path: str, ours: Invoice | None, theirs: Invoice | None, differs: bool) -> Compared:
    mine = _said(path, ours) if ours else None
    its = _said(path, theirs) if theirs else None
    if path == "number":
        differs = ours is not None and theirs is not None and not ours.key.same_as(theirs.key)
    marks: tuple[Ranges, Ranges] = ((), ())
    if differs and mine and its:
        marks = differing_ranges(mine, its)
    look = _LOOKS.get(path.rpartition(".")[2], Look.TEXT)
    result = None
    if ours is not None and theirs is not None:
        result = _result(path, mine, its, differs, ours, theirs)
    return Compared(
        path, field(path), Side(mine, look, marks[0]), Side(its, look, marks[1]), result
    )


def _result(
    path: str, mine: str | None, its: str | None, differs: bool, ours: Invoice, theirs: Invoice
) -> State:
    if mine is None and its is None:
        return State(Mark.NOT_HELD, tr("Not held"))
    if differs and not (mine and its):
        return State(Mark.LOOK, tr("Differs"))
    if mine is None:
        return State(Mark.NOT_HELD, tr("Not in ours"))
    if its is None:
        return State(Mark.NOT_HELD, tr("Not in theirs"))
    if differs:
        return State(Mark.LOOK, _how_much(path, ours, theirs))
    if path in _NOT_JUDGED and normal(mine) != normal(its):
        return State(Mark.NOT_HELD, tr("Not compared"))
    return State(Mark.AGREES, tr("Same"))


def _how_much(path: str, ours: Invoice, theirs: Invoice) -> str:
    one, other = getattr(ours, path, None), getattr(theirs, path, None)
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return filled(tr("Differs {amount}"), {"amount": figures.money(one - other)})
    if isinstance(one, date) and isinstance(other, date):
        days = f"{(one - other).days:+d}".replace("-", figures.MINUS)
        return filled(tr("Differs {days} d"), {"days": days})
    return tr("Differs")


def _said(path: str, invoice: Invoice) -> str | None:
    if path == "number":
        return invoice.key.name
    found: object = invoice
    for name in path.split("."):
        found = getattr(found, name)
    match found:
        case Decimal():
            return figures.money(found)
        case InvoiceKind() | Status():
            return word(found)
        case date():
            return figures.day(found)
        case None:
            return invoice.kind_name if path == "kind" else None
        case _:
            return str(found) or None


def _is_about_us(case: Case) -> bool:
    """Say whether a cause lies in how we stand on the invoice."""
    codes = (each.code.value for cause in case.causes for each in cause.evidence)
    return any(code.startswith(("buyer_", "former_")) or code == "not_a_party" for code in codes)


_LOOKS = {"number": Look.NUMBER, "tax_id": Look.TAX_ID}
_NOT_JUDGED = frozenset(("kind", "remark"))
