"""What services were asked since a backup, carried into the ledger that is restored from it.

A restored ledger does not know of it: it would ask again what was answered, and pay again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from core.domain.answer import DEFINITE, State
from core.domain.waiting import Held, Hold, asked_otherwise
from core.store.chunks import chunks
from core.store.database import Transaction
from core.store.verifications import ASKED, state_of


def carry_questions(since: Transaction, into: Transaction) -> int:
    """Give `into` the questions that `since` alone holds, of what both hold; give how many.

    What they settled waits no longer, and what may have been charged waits for a person.
    """
    lacking = _lacking(since, into)
    rows = into.invoices.ids_of({name for names in lacking.values() for name in names})
    owners = {
        number: owner
        for number, names in sorted(lacking.items())
        if (owner := next((rows[name] for name in names if name in rows), None)) is not None
    }
    last: dict[int, Mapping[str, Any]] = {}
    for some in chunks(list(owners)):
        for question in since.verifications.rows(some):
            owner = owners[question["id"]]
            into.verifications.take(owner, question)
            last[owner] = question
    _settle(since, into, last)
    into.invoices.answered(sorted(last))
    return len(owners)


def _lacking(since: Transaction, into: Transaction) -> dict[int, list[str]]:
    """Give the questions that are not known, with the names of their invoices."""
    known = {mark for _, mark in into.verifications.marks()}
    lacking: dict[int, list[str]] = {}
    found: set[int] = set()
    for number, mark in since.verifications.marks():
        lacking.setdefault(number, []).append(mark[0])
        if mark in known:
            found.add(number)
    return {number: names for number, names in lacking.items() if number not in found}


def _settle(since: Transaction, into: Transaction, last: Mapping[int, Mapping[str, Any]]) -> None:
    """Do to the places in the queue what the last answer did; a question cut off is held later."""
    waiting = [place.invoice for place in into.waiting.places(sorted(last))]
    settled = [row for row in waiting if state_of(last[row]["state"]) in DEFINITE]
    same = _asked_alike(since, into, {row: last[row]["invoice"] for row in settled})
    into.waiting.drop(same)
    for row in waiting:
        state, charged = last[row]["state"], last[row]["charged"]
        open_ = state != ASKED and row not in settled
        if open_ and (charged is not False or state == State.UNINTERPRETED):
            into.waiting.hold(row, Held(Hold.MAYBE_CHARGED), paused=True)


def _asked_alike(since: Transaction, into: Transaction, theirs: Mapping[int, int]) -> Sequence[int]:
    """Give those of which the answered question is the one that would be asked."""
    before = since.invoices.by_row(sorted(theirs.values()))
    ours = into.invoices.by_row(sorted(theirs))
    return [
        row
        for row, other in theirs.items()
        if other in before and row in ours and not asked_otherwise(before[other], ours[row])
    ]
