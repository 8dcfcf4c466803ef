"""Taking the rows of a ledger workbook in, some thousand at a time."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from core.domain.anomalies import problems_of
from core.domain.company import Company
from core.domain.invoice import (
    FACE_FIELDS,
    ZERO,
    Entered,
    EntryMethod,
    Invoice,
    is_digital_number,
)
from core.domain.merging import merge
from core.domain.nearness import Nearby
from core.domain.plain import plain
from core.domain.problem import Problem, ProblemCode
from core.domain.topic import Topic
from core.files.ledger_sheet import RowDraft, RowProblem, about
from core.services.imported import Imported, Row
from core.store.database import Transaction


class Candidate(NamedTuple):
    """A row that can be kept, with the invoice it makes."""

    row: RowDraft
    invoice: Invoice
    names: tuple[str, ...]


class _Marks(dict[Entered | None, Entered]):
    """How it was entered as the workbook says, by whom and when as it is imported."""

    def __init__(self, work: Transaction) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, stated: Entered | None) -> Entered:
        how = stated.how if stated else EntryMethod.WORKBOOK
        offline, late = (stated.offline, stated.late) if stated else (False, False)
        offline = offline or self._work.offline
        mark = Entered(how, self._work.by, self._work.at, offline, late)
        self[stated] = mark
        return mark


class Batch:
    """The rows that one transaction takes in."""

    def __init__(
        self, work: Transaction, company: Company, today: date, file: str, result: Imported
    ) -> None:
        """Add what happens to `result`."""
        self._work = work
        self._company = company
        self._today = today
        self._file = file
        self._result = result
        self._marks = _Marks(work)
        self._rows_of: dict[str, int] = {}
        self._present: dict[int, Invoice] = {}
        self._binned: set[int] = set()
        self._fresh: dict[str, Candidate] = {}

    def take(self, rows: Sequence[RowDraft]) -> None:
        """Take the rows in."""
        candidates = [found for row in rows if (found := self._candidate(row))]
        self._learn(name for candidate in candidates for name in candidate.names)
        for candidate in candidates:
            if any(name in self._fresh for name in candidate.names):
                self._add_fresh()  # the workbook names it twice
            ids = {self._rows_of[name] for name in candidate.names if name in self._rows_of}
            if ids:
                self._compare(candidate, sorted(ids))
            else:
                self._fresh.update(dict.fromkeys(candidate.names, candidate))
        self._add_fresh()

    def _candidate(self, row: RowDraft) -> Candidate | None:
        """Give the invoice of a row, or note why there is none."""
        fields = row.fields
        if fields is None:
            self._note(row, row.problems, rejected=row.rejected)
            return None
        direction = fields["direction"] or self._company.direction_of(
            fields["seller"], fields["buyer"]
        )
        marked = {"direction": direction, "entered": self._marks[fields["entered"]]}
        invoice = Invoice(**(fields | marked))
        return Candidate(row, invoice, invoice.key.names)

    def _learn(self, names: Iterable[str]) -> None:
        """Fetch what the ledger holds under these names."""
        self._rows_of.update(self._work.invoices.ids_of(names))
        ids = sorted(set(self._rows_of.values()) - self._present.keys())
        self._present.update(zip(ids, self._work.invoices.load(ids), strict=True))
        self._binned |= self._work.invoices.in_recycle_bin(ids)

    def _add_fresh(self) -> None:
        """Write the invoices that are new so far, with what is odd about them."""
        fresh = list({id(x): x for x in self._fresh.values()}.values())
        if not fresh:
            return
        invoices = [candidate.invoice for candidate in fresh]
        nearby = self._nearby(invoices)
        odd = []
        for row, invoice, names in fresh:
            found = problems_of(invoice, self._company, self._today)
            odd.append(bool(found))
            problems = (*found, *nearby(invoice, names[0]))
            if problems or row.problems:
                self._note(row, (*row.problems, *_about_all(row, problems)))
        ids = self._work.invoices.add(invoices, odd)
        self._work.await_verification(ids, always=False)
        self._work.record_all(
            "add",
            [candidate.names[0] for candidate in fresh],
            Topic.INVOICES,
            how=EntryMethod.WORKBOOK,
        )
        self._result.added += len(fresh)
        self._result.added_in_rows += sum((x.total or ZERO for x in invoices), ZERO)
        for row_id, candidate in zip(ids, fresh, strict=True):
            self._rows_of.update(dict.fromkeys(candidate.names, row_id))
            self._present[row_id] = candidate.invoice
        self._fresh = {}

    def _compare(self, candidate: Candidate, ids: list[int]) -> None:
        """Compare with what the ledger holds; a row that names two invoices joins them."""
        row, invoice, _ = candidate
        if self._binned.intersection(ids):
            self._note(row, about(Problem(ProblemCode.IN_RECYCLE_BIN)))
            return
        before = self._present[ids[0]]
        merged = merge(before, invoice, row.sources)
        contradictions = list(merged.contradictions)
        for other in ids[1:]:
            merged = merge(merged.invoice, self._present[other])
            contradictions += merged.contradictions
        self._note(row, (*row.problems, *_about_all(row, contradictions)))
        if contradictions:
            return
        if merged.invoice == before and len(ids) == 1:
            self._result.unchanged += 1
        else:
            self._note(row, _about_all(row, self._newly_odd(before, merged.invoice)))
            self._update(ids, before, merged.invoice)

    def _newly_odd(self, before: Invoice, after: Invoice) -> list[Problem]:
        """What was filled may make no sense beside what was there: a net of another total."""
        known = problems_of(before, self._company, self._today)
        return [x for x in problems_of(after, self._company, self._today) if x not in known]

    def _update(self, ids: list[int], before: Invoice, after: Invoice) -> None:
        for other in ids[1:]:
            self._work.invoices.absorb(ids[0], other)
        self._work.invoices.replace(ids[0], after)
        changed = [name for name in FACE_FIELDS if getattr(before, name) != getattr(after, name)]
        action = "join" if len(ids) > 1 else "fill"
        said = {"fields": changed, "before": plain(before)}
        self._work.record(action, after.key, Topic.INVOICES, **said)
        self._result.updated += 1
        self._rows_of.update(dict.fromkeys(after.key.names, ids[0]))
        self._present[ids[0]] = after

    def _nearby(self, invoices: list[Invoice]) -> Nearby:
        nearby = Nearby()
        for similar in self._work.invoices.similar(invoices):
            nearby.learn(similar.issued_on, similar.total, similar.seller_id, similar.name)
        for x in invoices:
            nearby.learn(x.issued_on, x.total, x.seller.tax_id, x.key.name)
        return nearby

    def _note(
        self, row: RowDraft, problems: Sequence[RowProblem], *, rejected: bool = False
    ) -> None:
        noted = self._result.rejected if rejected else self._result.review
        noted.extend(Row(self._file, row.sheet, row.row, x.column, x.problem) for x in problems)


def _about_all(row: RowDraft, problems: Iterable[Problem]) -> list[RowProblem]:
    """Give each problem the column that its field stands in, as the sheet titles it."""
    return [RowProblem(_column(row, problem.field or ""), problem) for problem in problems]


def _column(row: RowDraft, field: str) -> str | None:
    places = [field]
    if field == "number":
        is_digital = row.fields is not None and is_digital_number(row.fields["number"])
        places = ["digital", "number"] if is_digital else ["number", "digital"]
    return next((row.titles[place] for place in places if place in row.titles), None)
