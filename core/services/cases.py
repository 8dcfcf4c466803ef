"""Cases: what does not agree in one view of the ledger, with causes and decisions."""

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from core.domain import compared
from core.domain.causes import explain
from core.domain.company import Company
from core.domain.decision import Case, DecisionKind, FieldDifference
from core.domain.discrepancy import Circumstances, Discrepancy, DiscrepancyType
from core.domain.invoice import Invoice, Party
from core.domain.nearness import Nearby
from core.domain.reconcile import Covered, Matching, match
from core.domain.record import Record
from core.domain.slim import Parties, Slim
from core.domain.sorting import in_order
from core.progress import Progress, Report, ignore
from core.store.database import Transaction
from core.store.decisions import OPINIONS, KeptDecision
from core.store.records import Kept

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a view was found to hold; `not_covered` of ours no export can have.

    `agreeing` holds the rows of what agrees, ours then theirs, flat.
    """

    ours: int
    theirs: int
    agreeing: "array[int]"
    not_covered: int
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class _Ends:
    """A discrepancy by the rows of its ends, before their values are loaded."""

    type: DiscrepancyType
    ours: int | None = None
    theirs: int | None = None
    fields: tuple[str, ...] | None = None  # None: two keys, everything is compared
    rivals: tuple[int, ...] = ()


class Cases:
    """Finds the cases of one transaction; `asked` is the period that was asked for."""

    def __init__(self, work: Transaction, company: Company, asked: Days | None = None) -> None:
        """Look at what this transaction sees."""
        self._work = work
        self._company = company
        self._asked = asked

    def all(self, report: Report = ignore) -> Outcome:
        """Match everything by key, and judge by what the exports cover what stayed alone."""
        report(Progress("reconcile", 0, 3))
        ours, theirs = self._work.sides.ours(), self._linked(self._work.sides.theirs())
        if self._asked:
            ours, theirs = _within(self._asked, ours, theirs)
        report(Progress("reconcile", 1, 3))
        matching = match(ours, theirs, self._parties)
        report(Progress("reconcile", 2, 3))
        alone = [row for row in matching.only_ours if self._is_missed(row)]
        cases, agreeing = self._cases(matching, alone)
        return Outcome(
            len(ours),
            len(theirs),
            matching.agreeing + agreeing,
            len(matching.only_ours) - len(alone),
            cases,
        )

    def of_rows(self, ours: Collection[int], theirs: Collection[int]) -> tuple[Case, ...]:
        """Give the cases among a few rows of the two sides, covered or not."""
        mine = self._work.sides.ours(sorted(ours))
        its = self._linked(self._work.sides.theirs(sorted(theirs)))
        matching = match(mine, its, self._parties)
        return self._cases(matching, matching.only_ours)[0]

    def of_ours(self, row: int) -> Case | None:
        """Give the case of one of our invoices; None where it agrees or no list could have it."""
        mine = self._work.sides.ours([row])
        names = {n for x in self._work.invoices.load([row]) for n in x.key.names}
        linked = {
            x.pair
            for x in self._work.decisions.standing(names)
            if x.pair and x.name in names and x.decision.kind is DecisionKind.LINK
        }
        theirs = set(self._work.records.ids_of(names | linked).values())
        if not mine or not (theirs or self._covered.holds(mine[0][3], mine[0][6])):
            return None
        return next((x for x in self.of_rows([row], theirs) if x.our_row == row), None)

    def unchanged(self, cases: Sequence[Case]) -> bool:
        """Say whether both ends of the cases are still there and as they were."""
        ours = {x.our_row for x in cases if x.our_row is not None}
        theirs = {x.their_row for x in cases if x.their_row is not None}
        invoices = self._work.invoices.by_row(
            sorted(ours - self._work.invoices.in_recycle_bin(ours))
        )
        records = {x.id: x.record for x in self._work.records.load(sorted(theirs)) if not x.gone}
        if invoices.keys() != ours or records.keys() != theirs:
            return False
        return all(
            facts_of(x)
            == facts_text(x.type, invoices.get(x.our_row or 0), records.get(x.their_row or 0))
            for x in cases
        )

    @cached_property
    def _parties(self) -> Parties:
        return self._work.sides.parties()

    @cached_property
    def _around(self) -> Circumstances:
        former = tuple(
            Party(each.name or None, each.tax_id or None) for each in self._work.former()
        )
        exports = self._work.records.exports(self._parties)
        return Circumstances(self._company, former, exports, self._asked)

    def _linked(self, theirs: list[Slim]) -> list[Slim]:
        """Give a record that was linked the name of our invoice beside its own."""
        links = {
            x.pair: x.name
            for x in self._work.decisions.standing()
            if x.decision.kind is DecisionKind.LINK and x.pair
        }
        return [_with_name(row, links) for row in theirs] if links else theirs

    @cached_property
    def _covered(self) -> Covered:
        return Covered(x for each in self._work.records.imports() for x in each.coverages)

    def _is_missed(self, row: Slim) -> bool:
        """Whether one of ours must be in an export, or was asked for by its day."""
        return self._asked is not None or self._covered.holds(row[3], row[6])

    def _cases(
        self, matching: Matching, alone: Iterable[Slim]
    ) -> tuple[tuple[Case, ...], "array[int]"]:
        """Make the cases; give the rows of those that differ in nothing that a list spoke of."""
        ends = list(_ends(matching, alone))
        loaded = _Loaded(self._work, ends)
        decided = _Decided(self._work, ends)
        cases, agreeing = [], array("q")
        for each in ends:
            found = loaded.discrepancy(each)
            if found is None:
                agreeing.extend((each.ours or 0, each.theirs or 0))
                continue
            causes = explain(found, self._around)
            case = Case(found, tuple(_fields(found)), causes, None, each.ours, each.theirs)
            cases.append(decided.about(case))
        return tuple(in_order(cases, _order)), agreeing


class _Loaded:
    """The values of all ends, loaded in bulk."""

    def __init__(self, work: Transaction, ends: Sequence[_Ends]) -> None:
        ours = [x.ours for x in ends if x.ours is not None]
        theirs = [x.theirs for x in ends if x.theirs is not None]
        near_ours = [i for x in ends if x.ours is None for i in x.rivals]
        near_theirs = [i for x in ends if x.theirs is None for i in x.rivals]
        self._ours = work.invoices.by_row(sorted({*ours, *near_ours}))
        kept = work.records.load(sorted({*theirs, *near_theirs}))
        self._theirs: Mapping[int, Kept] = {x.id: x for x in kept}
        self._answers = work.sides.answers(sorted(set(ours)))
        alone = [x.ours for x in ends if x.ours is not None and x.theirs is None and not x.rivals]
        self._twins = _twins(work, {row: self._ours[row] for row in alone})
        blue = {x.record.invoice.red_of for x in kept if x.record.invoice.red_of}
        rows = work.invoices.ids_of(blue)
        invoices = work.invoices.by_row(sorted(set(rows.values())))
        self._blue = {name: invoices[i] for name, i in rows.items() if i in invoices}

    def discrepancy(self, ends: _Ends) -> Discrepancy | None:
        """Give the discrepancy; None where it is about a status that no list spoke of."""
        ours = self._ours[ends.ours] if ends.ours is not None else None
        kept = self._theirs[ends.theirs] if ends.theirs is not None else None
        fields = ends.fields
        if fields is None:
            fields = compared.differing(ours, kept.record.invoice) if ours and kept else ()
        if kept and not kept.status_told:
            fields = tuple(path for path in fields if path != "status")
        if ends.type is DiscrepancyType.DIFFERS and not fields:
            return None
        return Discrepancy(
            ends.type,
            ours,
            kept.record if kept else None,
            fields,
            tuple(self._rivals(ends)),
            blue=self._blue.get(kept.record.invoice.red_of or "") if kept else None,
            answer=self._answers.get(ends.ours) if ends.ours is not None else None,
            twin=self._twins.get(ends.ours) if ends.ours is not None else None,
        )

    def _rivals(self, ends: _Ends) -> Iterator[str]:
        for row in ends.rivals:
            invoice = self._ours[row] if ends.ours is None else self._theirs[row].record.invoice
            yield invoice.key.name


def _twins(work: Transaction, alone: Mapping[int, Invoice]) -> dict[int, Invoice]:
    """Give for one of ours that no list has another that one has, and that it nearly is."""
    nearby = Nearby()
    for x in work.invoices.similar(alone.values()):
        nearby.learn(x.issued_on, x.total, x.seller_id, x.name)
    near = {
        row: {problem.values["key"] for problem in nearby(invoice, invoice.key.name)}
        for row, invoice in alone.items()
    }
    names = {name for found in near.values() for name in found}
    listed = work.records.ids_of(names)
    rows = {name: row for name, row in work.invoices.ids_of(names).items() if name in listed}
    binned = work.invoices.in_recycle_bin(rows.values())
    twins = work.invoices.by_row(sorted({*rows.values()} - binned))
    found = {
        row: [twins[rows[x]] for x in sorted(n) if rows.get(x) in twins] for row, n in near.items()
    }
    return {row: others[0] for row, others in found.items() if others}


class _Decided:
    """The decisions that stand, by the keys that they are about."""

    def __init__(self, work: Transaction, ends: Sequence[_Ends]) -> None:
        standing = work.decisions.standing() if ends else []
        self._of: dict[str, KeptDecision] = {
            x.name: x for x in standing if x.decision.kind in OPINIONS
        }

    def about(self, case: Case) -> Case:
        """Give the case with its decision, if that was made on the facts as they are."""
        kept = self._of.get(case.key)
        if kept is None or kept.facts != facts_of(case):
            return case
        return Case(
            case.found, case.fields, case.causes, kept.decision, case.our_row, case.their_row
        )


def facts_of(case: Case) -> str:
    """Give the facts on which a decision about a case stands, as JSON; equal if they are."""
    return facts_text(case.type, case.found.ours, case.found.theirs)


def facts_text(kind: DiscrepancyType, ours: Invoice | None, theirs: Record | None) -> str:
    """Write the facts of two ends as JSON."""
    found = {
        "type": kind,
        "ours": compared.facts(ours) if ours else None,
        "theirs": compared.facts(theirs.invoice) if theirs else None,
    }
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def _ends(matching: Matching, alone: Iterable[Slim]) -> Iterator[_Ends]:
    for each in matching.differing:
        yield _Ends(DiscrepancyType.DIFFERS, each.ours, each.theirs, each.fields)
    for pair in matching.pairs:
        yield _Ends(DiscrepancyType.MISSING_IN_EXPORT, pair.ours, pair.theirs)
    for row in alone:
        rivals = matching.our_rivals.get(row[0], ())
        yield _Ends(DiscrepancyType.MISSING_IN_EXPORT, row[0], None, (), rivals)
    for row in matching.only_theirs:
        rivals = matching.their_rivals.get(row[0], ())
        yield _Ends(DiscrepancyType.MISSING_IN_LEDGER, None, row[0], (), rivals)


def _fields(found: Discrepancy) -> Iterator[FieldDifference]:
    if found.ours is None or found.theirs is None:
        return
    for path in found.fields:
        yield FieldDifference(
            path, compared.value(found.ours, path), compared.value(found.theirs.invoice, path)
        )


def _with_name(row: Slim, links: Mapping[str, str]) -> Slim:
    name = links.get(row[1]) or links.get(row[2] or "")
    if name is None or name in row[1:3]:
        return row
    if row[2] is None:
        return (*row[:2], name, *row[3:])
    return (row[0], name, *row[2:])


def _within(asked: Days, ours: list[Slim], theirs: list[Slim]) -> tuple[list[Slim], list[Slim]]:
    """Give both sides of a period, and what shares a name with them outside of it."""
    first, last = asked[0].toordinal(), asked[1].toordinal()
    names = [
        {name for row in rows if first <= row[6] <= last for name in row[1:3] if name}
        for rows in (ours, theirs)
    ]
    wanted = names[0] | names[1]
    kept = [
        [
            row
            for row in rows
            if first <= row[6] <= last or row[1] in wanted or (row[2] and row[2] in wanted)
        ]
        for rows in (ours, theirs)
    ]
    return kept[0], kept[1]


_TYPES: Final = {each: place for place, each in enumerate(DiscrepancyType)}


def _order(case: Case) -> tuple[int, date, str]:
    return _TYPES[case.type], case.invoice.issued_on, case.key
