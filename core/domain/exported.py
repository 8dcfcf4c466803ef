"""Why an export may not hold an invoice: made too soon, cut off, filtered, of another period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.domain.absence import NEVER_EXPORTED
from core.domain.discrepancy import (
    Action,
    ActionCode,
    Cause,
    CauseCode,
    Circumstances,
    Evidence,
    EvidenceCode,
    ExportFacts,
)
from core.domain.invoice import Direction, Invoice, InvoiceKind, is_digital_number
from core.domain.merging import same_kind
from core.domain.slim import normal
from core.domain.unread import is_probably

_OLD_KINDS = frozenset((
    InvoiceKind.SPECIAL_PAPER, InvoiceKind.FREIGHT, InvoiceKind.VEHICLE,
    InvoiceKind.ORDINARY_PAPER, InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.ORDINARY_ELECTRONIC,
    InvoiceKind.ROLL, InvoiceKind.TOLL, InvoiceKind.USED_VEHICLE, InvoiceKind.BLOCKCHAIN,
))  # fmt: skip
_DIGITAL_SOURCES = ("电子发票服务平台", "2")
_OLD_SOURCES = ("增值税发票管理系统", "1")
_ENOUGH = 2
"""So many other exports must hold something before its absence is odd."""
_LIMITS = frozenset((500, 65_535, 65_536, 1_048_575, 1_048_576))
"""Numbers of rows at which lists end, besides whole thousands: a page, a sheet."""


def export_causes(ours: Invoice, around: Circumstances) -> Iterator[Cause]:
    """Give the causes that lie in the exports, in the order in which they are told."""
    exports = [each for each in around.exports if not each.coverage.partial]
    covering = [each for each in exports if _covers(each, ours)]
    if ours.kind not in NEVER_EXPORTED:
        yield from _too_recent(ours, covering, around)
        yield from _filtered(ours, covering, exports)
    if around.asked and not covering:
        yield _outside(ours, around)


def covering_files(ours: Invoice, around: Circumstances) -> tuple[str, ...]:
    """Give the files that cover the invoice's day and direction."""
    found = [x for x in around.exports if not x.coverage.partial and _covers(x, ours)]
    return tuple(dict.fromkeys(each.file for each in found))


def _covers(export: ExportFacts, ours: Invoice) -> bool:
    coverage = export.coverage
    if ours.direction is not None and coverage.direction is not ours.direction:
        return False
    return coverage.since <= ours.issued_on <= min(coverage.until, coverage.made)


def is_digital(invoice: Invoice) -> bool:
    """Whether it is a 数电票, by its kind or, where that is not known, by its number."""
    if invoice.kind is None:
        return is_digital_number(invoice.number)
    return invoice.kind not in _OLD_KINDS


def _too_recent(
    ours: Invoice, covering: Sequence[ExportFacts], around: Circumstances
) -> Iterator[Cause]:
    days = around.days_digital if is_digital(ours) else around.days_old
    soon = [x for x in _newest(covering) if (x.coverage.made - ours.issued_on).days <= days]
    if not soon:
        return
    values = {
        "issued_on": ours.issued_on.isoformat(),
        "made": soon[0].coverage.made.isoformat(),
        "file": soon[0].file,
        "days": str(days),
    }
    until = ours.issued_on + timedelta(days=days + 1)
    wait = Action(ActionCode.WAIT, {"until": until.isoformat()})
    evidence = (Evidence(EvidenceCode.MADE_TOO_SOON, values),)
    yield Cause(CauseCode.TOO_RECENT, 0.8, evidence, wait)


def _newest(covering: Sequence[ExportFacts]) -> Iterator[ExportFacts]:
    """Give the newest export of each direction: what is in neither may be in either."""
    for direction in Direction:
        found = [each for each in covering if each.coverage.direction is direction]
        if found:
            yield max(found, key=lambda each: each.coverage.made)


def _filtered(
    ours: Invoice, covering: Sequence[ExportFacts], exports: Sequence[ExportFacts]
) -> Iterator[Cause]:
    if not covering:
        return
    unread = all(each.unread for each in covering)
    evidence = [
        *(_unread(covering) if unread else ()),
        *_round(covering),
        *_lacking(ours, covering, exports),
    ]
    if evidence:
        values = {"what": "export_again", "file": evidence[0].values["file"]}
        ask = Action(ActionCode.ASK_BUREAU, values)
        yield Cause(CauseCode.FILTERED_EXPORT, 0.7, tuple(evidence), ask)


def _round(covering: Sequence[ExportFacts]) -> Iterator[Evidence]:
    for each in _newest(covering):
        rows = each.rows
        whole = rows >= 1000 and rows % 1000 == 0
        if whole or rows in _LIMITS:
            yield Evidence(EvidenceCode.ROUND_ROWS, {"file": each.file, "rows": str(rows)})


def unread_cause(ours: Invoice, around: Circumstances) -> Iterator[Cause]:
    """Give the cause where a row of the newest list that was not read is probably this invoice.

    It is told first: nobody is to be asked about what stands there.
    """
    covering = [x for x in around.exports if not x.coverage.partial and _covers(x, ours)]
    rows = [
        Evidence(
            EvidenceCode.ROW_UNREAD_IS_THIS,
            {"file": each.file, "sheet": row.sheet or "", "row": str(row.row)},
        )
        for each in _newest(covering)
        for row in each.unread_rows
        if is_probably(row, ours)
    ]
    if rows:
        values = {"what": "export_again", "file": rows[0].values["file"]}
        ask = Action(ActionCode.ASK_BUREAU, values)
        evidence = (*rows, *_unread(covering))
        yield Cause(CauseCode.FILTERED_EXPORT, 0.96, evidence, ask)


def _unread(covering: Sequence[ExportFacts]) -> Iterator[Evidence]:
    for each in _newest(covering):
        if each.unread:
            values = {"file": each.file, "rows": str(each.unread)}
            yield Evidence(EvidenceCode.ROWS_UNREAD, values)


@dataclass(frozen=True, slots=True)
class _Trait:
    """What an export must hold to have an invoice like this one."""

    code: EvidenceCode
    name: str
    shown: str
    wanted: frozenset[object]

    def held_by(self, export: ExportFacts) -> bool:
        held: frozenset[object] = getattr(export, f"{self.name}s")
        return not held.isdisjoint(self.wanted)


def _lacking(
    ours: Invoice, covering: Sequence[ExportFacts], exports: Sequence[ExportFacts]
) -> Iterator[Evidence]:
    directions = {each.coverage.direction for each in covering}
    known = set(map(id, covering))  # comparing their sets would take long
    others = [x for x in exports if x.coverage.direction in directions and id(x) not in known]
    if len(others) < _ENOUGH:
        return
    newest = max(covering, key=lambda each: each.coverage.made)
    for trait in _traits(ours):
        if any(map(trait.held_by, covering)) or not all(map(trait.held_by, others)):
            continue
        values = {"file": newest.file, "others": str(len(others))}
        yield Evidence(trait.code, values | {_VALUE[trait.name]: trait.shown})


_VALUE = {"kind": "kind", "source": "source", "counterpart": "party"}


def _traits(ours: Invoice) -> Iterator[_Trait]:
    if ours.kind is not None:
        kinds: frozenset[object] = frozenset(
            kind for kind in InvoiceKind if kind is ours.kind or same_kind(kind, ours.kind)
        )
        yield _Trait(EvidenceCode.KIND_MISSING, "kind", ours.kind.value, kinds)
    sources = _DIGITAL_SOURCES if is_digital(ours) else _OLD_SOURCES
    yield _Trait(EvidenceCode.SOURCE_MISSING, "source", sources[0], frozenset(sources))
    other = ours.buyer if ours.direction is Direction.OUT else ours.seller
    known = frozenset(filter(None, (normal(other.tax_id), normal(other.name))))
    if known and ours.direction is not None:
        shown = other.name or other.tax_id or ""
        yield _Trait(EvidenceCode.COUNTERPART_MISSING, "counterpart", shown, known)


def _outside(ours: Invoice, around: Circumstances) -> Cause:
    assert around.asked is not None
    since, until = (day.isoformat() for day in around.asked)
    values = {"issued_on": ours.issued_on.isoformat(), "since": since, "until": until}
    evidence = (Evidence(EvidenceCode.NOT_COVERED, values),)
    ask = Action(ActionCode.ASK_BUREAU, {"what": "export", "since": since, "until": until})
    return Cause(CauseCode.OUTSIDE_PERIOD, 0.95, evidence, ask)
