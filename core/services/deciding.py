"""Deciding (处理差异) about cases, and taking decisions back.

What was decided stands as long as the facts of its case; each step is one commit with its lines
in the audit trail, for one case or many.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.domain import compared
from core.domain.company import Company
from core.domain.decision import Case, Decision, DecisionKind
from core.domain.discrepancy import DiscrepancyType
from core.domain.invoice import Entered, EntryMethod, Invoice
from core.domain.topic import Topic
from core.errors import (
    ChangedSince,
    DecisionIncomplete,
    DecisionUnfit,
    DiscrepancyChanged,
    NoDiscrepancy,
    NothingDecided,
)
from core.services.cases import Cases, facts_of
from core.store.database import Store, Transaction
from core.store.decisions import OPINIONS, Changes, KeptDecision

FITS: Mapping[DecisionKind, frozenset[DiscrepancyType]] = {
    DecisionKind.CORRECT: frozenset((DiscrepancyType.DIFFERS, DiscrepancyType.MISSING_IN_EXPORT)),
    DecisionKind.LINK: frozenset(
        (DiscrepancyType.MISSING_IN_EXPORT, DiscrepancyType.MISSING_IN_LEDGER)
    ),
    DecisionKind.ACCEPT: frozenset((DiscrepancyType.MISSING_IN_LEDGER,)),
} | {kind: frozenset(DiscrepancyType) for kind in OPINIONS}


class Deciding:
    """Settles cases that a reconciliation found."""

    def __init__(self, store: Store, company: Company) -> None:
        """Decide in this store."""
        self._store = store
        self._company = company

    def decide(
        self,
        cases: Sequence[Case],
        kind: DecisionKind,
        *,
        to: str | None = None,
        until: date | None = None,
        note: str | None = None,
    ) -> list[Case | None]:
        """Decide the same about all cases, or about none; give each as it is then, None if gone.

        `to` is the key that a case is linked to, `until` the last day to wait, `note` a reason.
        Raises DecisionIncomplete, DecisionUnfit, DiscrepancyChanged, NoDiscrepancy.
        """
        if kind is DecisionKind.REOPEN:
            return self.reopen([case.key for case in cases])
        _require(kind, cases, to, until, note)
        with self._store.writing() as work:
            view = Cases(work, self._company)
            if not view.unchanged(cases):
                raise DiscrepancyChanged()
            step = _Step(work, view, kind, until, note)
            if kind is DecisionKind.CORRECT:
                return step.correct(cases)
            if kind is DecisionKind.ACCEPT:
                return step.accept(cases)
            return step.link(cases, to) if kind is DecisionKind.LINK else step.think(cases)

    def reopen(self, keys: Sequence[str]) -> list[Case | None]:
        """Take back the newest decision about each key; give the cases that are there again.

        Raises NothingDecided where there is none, ChangedSince where an invoice was changed since
        it was corrected or entered.
        """
        with self._store.writing() as work:
            found = [_newest(work.decisions.standing([key])) for key in keys]
            cases = self._taken_back(work, found)
            return [cases.get(key) for key in keys]

    def undo(self) -> list[Case | None]:
        """Take back what was decided last in one step; raises as `reopen` does."""
        with self._store.writing() as work:
            found = work.decisions.newest_batch()
            if not found:
                raise NothingDecided()
            cases = self._taken_back(work, found)
            return [cases.get(kept.name) for kept in found]

    def all(self) -> Sequence[KeptDecision]:
        """Give every decision, also those that were taken back, in their order."""
        with self._store.reading() as work:
            return work.decisions.all()

    def _taken_back(self, work: Transaction, found: Sequence[KeptDecision]) -> dict[str, Case]:
        """Take decisions back and give the cases that are there again, by both their keys."""
        unique = {kept.id: kept for kept in found}
        for kept in unique.values():
            _take_back(work, kept)
        work.decisions.undo(unique)
        work.record_all("reopen", [kept.name for kept in unique.values()], Topic.DECISIONS)
        names = {name for kept in found for name in (kept.name, kept.pair) if name}
        ours = set(work.invoices.ids_of(names).values())
        theirs = set(work.records.ids_of(names).values())
        cases = Cases(work, self._company).of_rows(ours, theirs)
        return {name: case for case in cases for name in (case.pair, case.key) if name}


class _Step:
    """One decision about some cases, in one transaction."""

    def __init__(
        self,
        work: Transaction,
        view: Cases,
        kind: DecisionKind,
        until: date | None,
        note: str | None,
    ) -> None:
        self._work = work
        self._view = view
        self._kind = kind
        self._until = until
        self._note = note
        self._batch = work.decisions.next_batch()

    def think(self, cases: Sequence[Case]) -> list[Case | None]:
        """Ask, wait or ignore: nothing is changed but the case's decision."""
        decided: list[Case | None] = [
            replace(case, decision=self._keep(case, case.pair)) for case in cases
        ]
        self._record(case.key for case in cases)
        return decided

    def correct(self, cases: Sequence[Case]) -> list[Case | None]:
        """Let ours say what theirs says in the fields that differ."""
        for case in cases:
            ours, row = case.found.ours, case.our_row
            if ours is None or row is None or not case.fields:
                raise DecisionUnfit(decision=self._kind, type=case.type)
            changes = {x.field: (x.ours, x.theirs) for x in case.fields}
            after = compared.changed(ours, {field: new for field, (_, new) in changes.items()})
            _replace(self._work, row, after, changes, self._note or "bureau")
            self._keep(case, case.pair, changes)
        self._record(case.key for case in cases)
        return [None] * len(cases)

    def accept(self, cases: Sequence[Case]) -> list[Case | None]:
        """Enter theirs as a late entry (补录)."""
        mark = Entered(EntryMethod.WORKBOOK, self._work.by, self._work.at, late=True)
        entries = [replace(case.invoice, entered=mark) for case in cases]
        present = self._work.invoices.ids_of(name for x in entries for name in x.key.names)
        fresh: list[Invoice] = []
        for entry in entries:
            rows = {present[name] for name in entry.key.names if name in present}
            if rows:  # it was in the ledger before, and lies in the recycle bin
                self._work.invoices.take_out(min(rows), entry)
            else:
                fresh.append(entry)
        self._work.invoices.add(fresh)
        names = [entry.key.name for entry in entries]
        self._work.record_all(
            "add", names, Topic.INVOICES, how=EntryMethod.WORKBOOK, late=True, reason="bureau"
        )
        for case in cases:
            self._keep(case, None, {})
        self._record(names)
        return [None] * len(cases)

    def link(self, cases: Sequence[Case], to: str | None) -> list[Case | None]:
        """Note that two keys are one invoice; what else differs is a case of its own."""
        linked = [self._link(case, to or case.pair or "") for case in cases]
        self._record(case.key for case in cases)
        found = self._view.of_rows({a for a, _ in linked}, {b for _, b in linked})
        by_row = {case.our_row: case for case in found}
        return [by_row.get(ours) for ours, _ in linked]

    def _link(self, case: Case, to: str) -> tuple[int, int]:
        work, ours, theirs = self._work, case.our_row, case.their_row
        if ours is None:
            ours = work.invoices.ids_of([to]).get(to)
        else:
            theirs = work.records.ids_of([to]).get(to)
        mine, its = work.sides.ours([ours or 0]), work.sides.theirs([theirs or 0])
        if ours is None or theirs is None or not mine or not its:
            raise NoDiscrepancy()
        if work.records.ids_of(_names(mine[0])) or work.invoices.ids_of(_names(its[0])):
            raise DecisionUnfit(decision=self._kind, type=case.type)  # one of them has its own
        work.decisions.add(
            self._batch, self._kind, mine[0][1], its[0][1], facts_of(case), note=self._note
        )
        return ours, theirs

    def _keep(self, case: Case, pair: str | None, changes: Changes | None = None) -> Decision:
        return self._work.decisions.add(
            self._batch,
            self._kind,
            case.key,
            pair,
            facts_of(case),
            until=self._until,
            note=self._note,
            changes=changes,
        )

    def _record(self, names: Iterable[str]) -> None:
        self._work.record_all(
            "decide",
            names,
            Topic.DECISIONS,
            kind=self._kind,
            until=self._until.isoformat() if self._until else None,
            note=self._note,
        )


def _require(
    kind: DecisionKind,
    cases: Sequence[Case],
    to: str | None,
    until: date | None,
    note: str | None,
) -> None:
    needs = {
        DecisionKind.IGNORE: ("note", note),
        DecisionKind.WAIT: ("until", until),
        DecisionKind.LINK: ("to", to or all(case.pair for case in cases)),
    }.get(kind)
    if needs and not needs[1]:
        raise DecisionIncomplete(decision=kind, needs=needs[0])
    for case in cases:
        if case.type not in FITS[kind]:
            raise DecisionUnfit(decision=kind, type=case.type)


def _newest(standing: Sequence[KeptDecision]) -> KeptDecision:
    if not standing:
        raise NothingDecided()
    return standing[-1]


def _take_back(work: Transaction, kept: KeptDecision) -> None:
    """Undo what a decision changed."""
    kind = kept.decision.kind
    if kind is DecisionKind.CORRECT and kept.changes is not None:
        row, invoice = _entry(work, kept.name, kept.pair)
        if any(compared.value(invoice, path) != new for path, (_, new) in kept.changes.items()):
            raise ChangedSince(by="", at="")
        back = {path: (new, old) for path, (old, new) in kept.changes.items()}
        before = compared.changed(invoice, {path: old for path, (_, old) in back.items()})
        _replace(work, row, before, back, "reopen")
    elif kind is DecisionKind.ACCEPT:
        row, invoice = _entry(work, kept.name, None)
        if compared.facts(invoice) != json.loads(kept.facts)["theirs"]:
            raise ChangedSince(by="", at="")
        work.invoices.throw_away([row], work.at)
        work.record("delete", invoice.key, Topic.INVOICES, reason="reopen")


def _entry(work: Transaction, name: str, other: str | None) -> tuple[int, Invoice]:
    """Find the invoice that a decision changed, under its key or the one it was given."""
    rows = work.invoices.ids_of([x for x in (other, name) if x])
    ids = [rows[x] for x in (other, name) if x and x in rows]
    binned = work.invoices.in_recycle_bin(ids)
    for row, invoice in work.invoices.by_row([i for i in ids if i not in binned]).items():
        return row, invoice
    raise ChangedSince(by="", at="")


def _replace(work: Transaction, row: int, after: Invoice, changes: Changes, reason: str) -> None:
    """Write a corrected invoice; the old version of what changed stands in the trail."""
    taken = work.invoices.ids_of(after.key.names)
    if any(other != row for other in taken.values()):
        raise ChangedSince(by="", at="")
    work.invoices.replace(row, after)
    work.record("correct", after.key, Topic.INVOICES, reason=reason, changes=dict(changes))


def _names(row: tuple[object, ...]) -> list[str]:
    return [str(name) for name in row[1:3] if name]
