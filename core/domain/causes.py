"""Why a discrepancy is one: causes with evidence that can be checked, and one action each."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.domain.absence import (
    absence_causes,
    near_rivals,
    not_a_party,
    two_names_of_several,
)
from core.domain.differing import differing_causes, values_of, written
from core.domain.discrepancy import (
    Action,
    ActionCode,
    Cause,
    CauseCode,
    Circumstances,
    Discrepancy,
    DiscrepancyType,
    Evidence,
    EvidenceCode,
)
from core.domain.exported import covering_files, export_causes, is_digital, unread_cause
from core.domain.invoice import ZERO, Direction, Invoice, Status


def explain(found: Discrepancy, around: Circumstances) -> tuple[Cause, ...]:
    """Give every cause that holds, likeliest first; UNKNOWN where none does."""
    causes = tuple(_causes(found, around)) or (_unknown(found, around),)
    return tuple(_never_rising(causes))


def _never_rising(causes: Iterable[Cause]) -> Iterator[Cause]:
    most = 1.0
    for cause in causes:
        most = min(most, cause.score)
        yield cause if cause.score == most else replace(cause, score=most)


def _causes(found: Discrepancy, around: Circumstances) -> Iterator[Cause]:
    ours, theirs = found.ours, found.theirs.invoice if found.theirs else None
    if found.type is DiscrepancyType.DIFFERS and ours and theirs:
        yield from differing_causes(ours, theirs, found.fields)
    elif found.type is DiscrepancyType.MISSING_IN_EXPORT and ours:
        unread = list(unread_cause(ours, around)) if theirs is None else []
        yield from unread
        yield from absence_causes(found, ours, around)
        if theirs is None:
            known = {cause.cause for cause in unread}
            yield from (x for x in export_causes(ours, around) if x.cause not in known)
            yield from two_names_of_several(ours, found)
    elif theirs:
        yield from _surplus_causes(found, theirs, around)


def _surplus_causes(found: Discrepancy, theirs: Invoice, around: Circumstances) -> Iterator[Cause]:
    """Why a record of theirs is not in our ledger."""
    red = theirs.status is Status.RED or theirs.amount < ZERO
    if red and found.blue is not None:
        yield _red_letter(theirs, found.blue)
    yield from two_names_of_several(theirs, found)
    direction = theirs.direction or around.company.direction_of(theirs.seller, theirs.buyer)
    if direction is not None:
        yield _not_here(theirs, direction, near_rivals(theirs, found))


def _red_letter(theirs: Invoice, blue: Invoice) -> Cause:
    values = {
        "blue": blue.key.name,
        "issued_on": blue.issued_on.isoformat(),
        "ours": written(blue.amount),
        "theirs": written(theirs.amount),
    }
    evidence = (Evidence(EvidenceCode.REVERSES_OURS, values),)
    return Cause(CauseCode.RED_LETTER_OF_OURS, 0.98, evidence, _accept(theirs))


def _not_here(theirs: Invoice, direction: Direction, near: list[str]) -> Cause:
    bought = direction is Direction.IN
    other = theirs.seller if bought else theirs.buyer
    values = {
        "party": other.name or other.tax_id or "",
        "amount": written(theirs.amount),
        "issued_on": theirs.issued_on.isoformat(),
    }
    code = EvidenceCode.ISSUED_TO_US if bought else EvidenceCode.ISSUED_BY_US
    evidence = [Evidence(code, values)]
    if theirs.status not in (Status.NORMAL, Status.RED):
        evidence.append(Evidence(EvidenceCode.THEIR_STATUS, {"status": theirs.status.value}))
    if near:
        keys = {"ours": theirs.key.name, "keys": ",".join(near)}
        evidence.append(Evidence(EvidenceCode.EQUALLY_NEAR, keys))
    cause = CauseCode.NOT_RECEIVED if bought else CauseCode.NOT_RECORDED
    return Cause(cause, 0.9, tuple(evidence), _action(theirs, bought, near))


def _action(theirs: Invoice, bought: bool, near: list[str]) -> Action:
    if near:
        return Action(ActionCode.LINK, {"keys": ",".join(near)})
    if theirs.status in (Status.VOIDED, Status.RED_FULL) and bought:
        return Action(ActionCode.IGNORE)
    if bought and not is_digital(theirs):
        # An old paper or electronic invoice is had from its seller alone.
        return Action(ActionCode.ASK_SELLER, {"party": theirs.seller.name or "", "what": "send"})
    return _accept(theirs)


def _accept(theirs: Invoice) -> Action:
    return Action(ActionCode.ACCEPT, {"key": theirs.key.name})


def _unknown(found: Discrepancy, around: Circumstances) -> Cause:
    ours, theirs = found.ours, found.theirs.invoice if found.theirs else None
    evidence: list[Evidence] = []
    action = Action(ActionCode.VERIFY)
    if ours and theirs:
        for path in found.fields:
            both = {"ours": values_of(ours, path), "theirs": values_of(theirs, path)}
            evidence.append(Evidence(EvidenceCode.UNEXPLAINED, {"field": path} | both))
    elif ours:
        files = covering_files(ours, around)
        values = {"issued_on": ours.issued_on.isoformat(), "files": ", ".join(files)}
        evidence.append(Evidence(EvidenceCode.NOT_IN_FILES, values))
    elif theirs:
        evidence.append(not_a_party(theirs, around.company))
        action = Action(ActionCode.ASK_BUREAU, {"what": "explain"})
    return Cause(CauseCode.UNKNOWN, 0.0, tuple(evidence), action)
