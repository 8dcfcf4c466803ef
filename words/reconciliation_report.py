"""The reports of a reconciliation: for the boss, for the counterpart, for the monthly check."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from core.domain.company import Company
from core.domain.decision import Case
from core.domain.invoice import Direction, Invoice, Party
from core.domain.record import Coverage
from core.files.report_writer import ReportSheet, Value
from core.services.reconciliation import Reconciled
from core.store.decisions import KeptDecision
from core.store.records import BureauImport
from words.causes import action, cause, discrepancy, evidence
from words.figures import moment
from words.reconciling import covers, said
from words.translate import filled, joined, tr
from words.vocabulary import field, word

Row = Sequence[Value]


def full_report(
    found: Reconciled,
    company: Company,
    imports: Sequence[BureauImport],
    decisions: Iterable[KeptDecision],
    by: str,
    at: datetime,
) -> list[ReportSheet]:
    """The whole: summary and files, every discrepancy with its causes, what was decided by whom."""
    return [
        ReportSheet(tr("Summary"), (), _summary(found, company, by, at)),
        ReportSheet(tr("Discrepancies"), _case_titles(), [_case(x) for x in found.cases]),
        ReportSheet(tr("Files"), _file_titles(), [x for each in imports for x in _file(each)]),
        ReportSheet(tr("Decisions"), _decision_titles(), [_decision(x) for x in decisions]),
    ]


def counterpart_report(
    cases: Iterable[Case], party: Party, company: Company, on: date
) -> list[ReportSheet]:
    """What one counterpart should look at: its own invoices, and nothing of anybody else's."""
    rows = [_theirs(x) for x in cases if _counterpart(x.invoice) == _ident(party)]
    head = filled(
        tr("{company} ({tax_id}) to {party}, {day}"),
        {
            "company": company.name,
            "tax_id": company.tax_id,
            "party": party.name or party.tax_id or "",
            "day": on.isoformat(),
        },
    )
    please = tr("Please check these invoices and tell us which side is right.")
    return [
        ReportSheet(tr("Invoices to check"), _their_titles(), rows),
        ReportSheet(tr("From"), (), [[head], [please]]),
    ]


def counterparts(cases: Iterable[Case]) -> list[tuple[Party, int]]:
    """Give the counterparts of the cases with how many each has, most first."""
    known: dict[tuple[str, str], Party] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for case in cases:
        ident = _counterpart(case.invoice)
        known.setdefault(ident, _other_side(case.invoice))
        counts[ident] += 1
    return [(known[ident], n) for ident, n in counts.most_common() if ident != ("", "")]


def _other_side(invoice: Invoice) -> Party:
    return invoice.buyer if invoice.direction is Direction.OUT else invoice.seller


def _counterpart(invoice: Invoice) -> tuple[str, str]:
    return _ident(_other_side(invoice))


def _ident(party: Party) -> tuple[str, str]:
    """A company is its tax id, whatever the spelling of its name; else its name."""
    return ("", party.tax_id) if party.tax_id else (party.name or "", "")


def _summary(found: Reconciled, company: Company, by: str, at: datetime) -> list[Row]:
    kinds = Counter(case.type for case in found.cases)
    causes = Counter(case.causes[0].cause for case in found.cases)
    undecided = sum(case.is_open(at.date()) for case in found.cases)
    rows: list[Row] = [
        [tr("Company"), f"{company.name} {company.tax_id}"],
        [tr("Period"), covers(*found.period)],
        [tr("Compared by"), by],
        [tr("Compared at"), moment(at)],
        [tr("Invoices of ours"), found.ours],
        [tr("Records of the tax bureau"), found.theirs],
        [tr("Agree"), found.matched],
        [tr("Not exported, not judged"), found.not_covered],
        [tr("Do not agree"), len(found.cases)],
        [tr("of these undecided"), undecided],
    ]
    for counted in (
        [(discrepancy(kind), count) for kind, count in kinds.most_common()],
        [(cause(code), count) for code, count in causes.most_common()],
    ):
        rows += [[], *counted]
    return rows


def _case_titles() -> tuple[str, ...]:
    return (
        *(tr("Discrepancy"), tr("Number"), tr("Other number"), tr("Issued on")),
        *(tr("Seller"), tr("Seller's tax ID"), tr("Buyer"), tr("Buyer's tax ID")),
        *(tr("Total, ours"), tr("Total, theirs"), tr("What differs")),
        *(tr("Why"), tr("What shows it"), tr("Other causes"), tr("What to do")),
        *(tr("Decision"), tr("Until"), tr("Decided by"), tr("Decided at"), tr("Reason given")),
    )


def _case(x: Case) -> Row:
    invoice, first, decision = x.invoice, x.causes[0], x.decision
    ours, theirs = x.found.ours, x.found.theirs
    return [
        *(discrepancy(x.type), x.key, x.pair, invoice.issued_on),
        *(invoice.seller.name, invoice.seller.tax_id, invoice.buyer.name, invoice.buyer.tax_id),
        ours.amount if ours else None,
        theirs.invoice.amount if theirs else None,
        _what_differs(x),
        cause(first.cause),
        joined(*(evidence(each) for each in first.evidence)),
        tr(", ").join(cause(each.cause) for each in x.causes[1:]),
        action(first.action),
        *((word(decision.kind), decision.until, decision.by, decision.at, decision.note)
          if decision else (None,) * 5),
    ]  # fmt: skip


def _what_differs(x: Case) -> str:
    return "\n".join(
        f"{field(each.field)}: {said(each.field, each.ours)} ≠ {said(each.field, each.theirs)}"
        for each in x.fields
    )


def _their_titles() -> tuple[str, ...]:
    return (
        *(tr("Number"), tr("Other number"), tr("Issued on"), tr("Seller"), tr("Buyer")),
        *(tr("Total, ours"), tr("Total, tax bureau"), tr("Discrepancy"), tr("What differs")),
    )


def _theirs(x: Case) -> Row:
    invoice, ours, theirs = x.invoice, x.found.ours, x.found.theirs
    return [
        *(x.key, x.pair, invoice.issued_on, invoice.seller.name, invoice.buyer.name),
        ours.amount if ours else None,
        theirs.invoice.amount if theirs else None,
        *(discrepancy(x.type), _what_differs(x)),
    ]


def _file_titles() -> tuple[str, ...]:
    return (
        *(tr("File"), tr("List"), tr("Direction"), tr("Covers"), tr("Made at")),
        *(tr("Rows"), tr("Imported by"), tr("Imported at")),
    )


def _file(each: BureauImport) -> list[Row]:
    made = each.made[:16].replace("T", " ")
    rest = (made, each.rows, each.by, each.at)
    return [
        [each.file_name, word(each.list), *covered, *rest] for covered in _covered(each.coverages)
    ]


def _covered(coverages: Sequence[Coverage]) -> list[tuple[str | None, str | None]]:
    found: list[tuple[str | None, str | None]] = []
    for x in coverages:
        days = tr("partial, covers nothing") if x.partial else covers(x.since, x.until)
        found.append((word(x.direction), days))
    return found or [(None, None)]


def _decision_titles() -> tuple[str, ...]:
    return (
        *(tr("Number"), tr("Other number"), tr("Decision"), tr("Until"), tr("Reason given")),
        *(tr("Decided by"), tr("Decided at"), tr("Taken back at")),
    )


def _decision(x: KeptDecision) -> Row:
    said_of = x.decision
    undone = datetime.fromisoformat(x.undone_at) if x.undone_at else None
    return [
        *(x.name, x.pair, word(said_of.kind), said_of.until, said_of.note),
        *(said_of.by, said_of.at, undone),
    ]
