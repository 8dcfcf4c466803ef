"""What stands around a review (核对): the story of a case, the calendar, the monthly check."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.domain.covered_months import Month, months
from core.domain.decision import Case
from core.domain.invoice import Invoice
from core.domain.record import Record
from core.domain.topic import Topic
from core.errors import DecisionIncomplete
from core.services.cases import Days, facts_of
from core.services.reconciliation import Reconciled
from core.store.audit import AuditLine
from core.store.database import Store, Transaction
from core.store.ledger import Clock

SMALL = 40_000
"""Rows of both sides together."""

NOTE, SIGN = "note", "sign"
"""Actions in the audit trail, which keeps both: neither is changed or taken back."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the two ends of a case.

    `what` is an action of the audit trail, or `lacking`, `changed`, `back` of a list of the tax
    bureau, for which `by` is the name of the file.
    """

    at: datetime
    by: str
    what: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Agreed:
    """One invoice as both sides have it; each may hold what the other leaves out."""

    ours: Invoice
    theirs: Record


@dataclass(frozen=True, slots=True)
class Signed:
    """A monthly check that somebody signed, and what it was about.

    `cases` holds what was found, a short mark of its facts and decision by key.
    """

    period: Days
    by: str
    at: datetime
    matched: int
    undecided: int
    cases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a check was signed: keys of cases."""

    fresh: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    matched: int

    def __bool__(self) -> bool:
        """Whether anything has."""
        return bool(self.fresh or self.gone or self.changed or self.matched)


class Reviewing:
    """Reads and keeps what stands around the cases of a reconciliation."""

    def __init__(self, store: Store, now: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._now = now

    def today(self) -> date:
        """Tell the day by the ledger's clock."""
        return self._now().date()

    def calendar(self) -> list[Month]:
        """Say of each month, newest first, how well exports cover it; of a year at least."""
        with self._store.reading() as work:
            coverages = [x for each in work.records.imports() for x in each.coverages]
        today = self.today()
        since = min((x.since for x in coverages), default=today)
        return list(months(coverages, min(since, _year_before(today)), today))

    def agreed(self, found: Reconciled, first: int, count: int) -> list[Agreed]:
        """Give a page of what agrees; what was deleted since the run is left out."""
        page = found.agreeing[2 * first : 2 * (first + count)]
        rows = list(zip(page[::2], page[1::2], strict=True))
        with self._store.reading() as work:
            binned = work.invoices.in_recycle_bin({mine for mine, _ in rows})
            ours = work.invoices.by_row(sorted({mine for mine, _ in rows} - set(binned)))
            theirs = {x.id: x.record for x in work.records.load(sorted({its for _, its in rows}))}
        return [Agreed(ours[a], theirs[b]) for a, b in rows if a in ours and b in theirs]

    def small(self) -> bool:
        """Whether both sides hold so little that comparing them is a matter of a moment."""
        with self._store.reading() as work:
            return work.sides.at_most(SMALL)

    def story(self, case: Case) -> list[Event]:
        """Tell what happened to both ends of a case, the newest first."""
        keys = {case.key, *([case.pair] if case.pair else ())}
        with self._store.reading() as work:
            found = [_event(line) for key in sorted(keys) for line in work.trail.lines(key)]
            if case.their_row is not None:
                found += _said_of(work, case.their_row)
        return sorted(found, key=lambda event: event.at, reverse=True)

    def note(self, case: Case, text: str) -> None:
        """Keep a note about a case; raises DecisionIncomplete where it says nothing."""
        if not text.strip():
            raise DecisionIncomplete(decision=NOTE, needs="note")
        with self._store.writing() as work:
            work.record_all(NOTE, [case.key], Topic.DECISIONS, text=text.strip())

    def sign(self, found: Reconciled, name: str) -> Signed:
        """Sign the check of a period by a name; raises DecisionIncomplete without one."""
        if not name.strip():
            raise DecisionIncomplete(decision=SIGN, needs="name")
        today = self.today()
        signed = {
            "name": name.strip(),
            "matched": found.matched,
            "undecided": sum(case.is_open(today) for case in found.cases),
            "cases": _marks(found.cases),
        }
        with self._store.writing() as work:
            work.record_all(SIGN, [_named(found.period)], Topic.DECISIONS, **signed)
            return _signed(found.period, work.at, signed)

    def signed(self, period: Days) -> Signed | None:
        """Give the newest check of a period that was signed."""
        with self._store.reading() as work:
            lines = [x for x in work.trail.lines(_named(period)) if x.action == SIGN]
        if not lines:
            return None
        newest = lines[-1]
        return _signed(period, datetime.fromisoformat(newest.at), json.loads(newest.details))

    def changed(self, found: Reconciled) -> Since | None:
        """Say what has changed since the check of a period was signed; None where it was not."""
        signed = self.signed(found.period)
        if signed is None:
            return None
        before, now = signed.cases, _marks(found.cases)
        return Since(
            tuple(key for key in now if key not in before),
            tuple(key for key in before if key not in now),
            tuple(key for key in now if key in before and now[key] != before[key]),
            found.matched - signed.matched,
        )


def _signed(period: Days, at: datetime, details: Mapping[str, Any]) -> Signed:
    return Signed(
        period, details["name"], at, details["matched"], details["undecided"], details["cases"]
    )


def _named(period: Days) -> str:
    return f"review {period[0].isoformat()} {period[1].isoformat()}"


def _marks(cases: Sequence[Case]) -> dict[str, str]:
    return {case.key: _mark(case) for case in cases}


def _mark(case: Case) -> str:
    decision = case.decision
    until = decision.until.isoformat() if decision and decision.until else ""
    text = f"{facts_of(case)}\x1f{decision.kind if decision else ''}\x1f{until}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _event(line: AuditLine) -> Event:
    details = json.loads(line.details)
    return Event(datetime.fromisoformat(line.at), line.by, line.action, details)


def _said_of(work: Transaction, row: int) -> Iterator[Event]:
    files = {x.id: x for x in work.records.imports()}
    for line in work.records.history([row]):
        came = files[line.by_import]
        yield Event(came.at, came.file_name, line.what, {"changes": line.changes})


def _year_before(today: date) -> date:
    return today.replace(year=today.year - 1, day=1)
