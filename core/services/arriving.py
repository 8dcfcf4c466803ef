"""Taking what was read of e-invoice files in: written, attached, or put into the queue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Final

from core.domain.anomalies import problems_of
from core.domain.company import Company
from core.domain.completeness import missing_of
from core.domain.invoice import (
    FACE_FIELDS,
    Draft,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKey,
)
from core.domain.keeping import is_scan
from core.domain.merging import Merged, merge
from core.domain.nearness import Nearby
from core.domain.plain import plain
from core.domain.problem import Problem, ProblemCode
from core.domain.topic import Topic
from core.errors import InvalidInvoice, InvalidKey
from core.files import Found, Reading
from core.services.imported import Became, FileResult, Imported, NextStep
from core.store.database import Transaction
from core.store.originals import Original
from core.store.reviews import Review

_DECISIVE: Final = frozenset(
    (
        *("number", "code", "paper_number", "issued_on", "net", "tax", "total", "status"),
        *("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id"),
    )
)
"""Facts on which a file must agree with itself before it is believed."""


@dataclass(frozen=True, slots=True)
class _Account:
    """One invoice as a file tells it; `original` is the row of the kept file."""

    file: str
    original: int
    sha256: str
    place: int
    draft: Draft
    key: InvoiceKey | None


class Arriving:
    """The files that one transaction takes in; what happens is added to `result`."""

    def __init__(self, work: Transaction, company: Company, today: date, result: Imported) -> None:
        """Take them into the ledger of this company."""
        self._work = work
        self._company = company
        self._today = today
        self._result = result

    def take(self, found: Found, reading: Reading, message_id: str | None = None) -> None:
        """Take in what was read of a file; a refused one leaves nothing."""
        if not reading.drafts:
            problem = reading.problem or Problem(ProblemCode.UNKNOWN_FORMAT)
            self._result.refuse(found.label, problem)
            return
        name = PurePath(found.label.replace("!", "/")).name
        electronic = not is_scan(reading.drafts)
        original = Original(name, found.data, reading.format, electronic, message_id)
        row, sha256 = self._work.originals.keep(original), original.sha256
        for place, draft in enumerate(reading.drafts):
            key = _key_of(draft)
            result = self._one(_Account(found.label, row, sha256, place, draft, key))
            self._result.files.append(result)

    def _one(self, account: _Account) -> FileResult:
        met = self._work.reviews.find(account.original, account.place)
        if met is not None:
            return self._met_again(account, met)
        ids = self._rows(account.key)
        if ids:
            return self._compare(account, ids)
        return self._new(account)

    def _met_again(self, account: _Account, review: Review) -> FileResult:
        """An account that was looked at, or waits for it, is neither doubled nor reopened."""
        key = review.written or (account.key.name if account.key else None)
        first = next(iter(review.problems), None)
        amount = account.draft.total
        if review.settled is None:
            self._result.look(account.file, review.problems)
            self._result.unchanged += review.written is not None
            self._result.waiting += review.written is not None
            look = (Became.LOOK, NextStep.REVIEW)
            return FileResult(account.file, *look, key, amount, first, review.id)
        self._result.unchanged += 1
        step = NextStep.VIEW if review.written else NextStep.REVIEW
        return FileResult(account.file, Became.UNCHANGED, step, key, amount, None, review.id)

    def _new(self, account: _Account) -> FileResult:
        draft = account.draft
        try:
            invoice = draft.complete(
                direction=self._company.direction_of(draft.seller, draft.buyer),
                entered=Entered(EntryMethod.FILE, self._work.by, self._work.at, self._work.offline),
            )
        except InvalidInvoice as invalid:
            return self._look(account, _together(invalid.problems, draft.problems))
        doubts = [*_doubts(draft)]
        if doubts:
            return self._look(account, _together(doubts, draft.problems))
        return self._add(account, invoice)

    def _add(self, account: _Account, invoice: Invoice) -> FileResult:
        odd = problems_of(invoice, self._company, self._today)
        near = [*self._near(invoice)]
        (row,) = self._work.invoices.add([invoice], [bool(odd)])
        self._work.await_verification([row])
        self._give(row, account)
        how = {"how": EntryMethod.FILE, "sha256": account.sha256}
        self._work.record("add", invoice.key, Topic.INVOICES, **how)
        self._result.added += 1
        problems = _together(odd, near, account.draft.problems, _lacking(invoice))
        if problems:
            return replace(self._look(account, problems, row, invoice), added=True)
        return replace(_result(account, Became.ADDED, invoice), added=True)

    def _compare(self, account: _Account, ids: Sequence[int]) -> FileResult:
        """Fill and attach, or put into the queue what says otherwise than the ledger."""
        work, draft = self._work, account.draft
        if work.invoices.in_recycle_bin(ids):
            binned = Problem(ProblemCode.IN_RECYCLE_BIN)
            return self._look(account, _together([binned], draft.problems))
        before, *others = work.invoices.load(ids)
        merged, contradictions = joined(before, draft, others)
        doubts = [x for x in _doubts(draft) if x.code is not ProblemCode.GUESSED]
        if contradictions or doubts:
            return self._look(account, _together(contradictions, doubts))
        given = self._give(ids[0], account)
        if merged != before or others:
            self._fill(ids, before, merged, account.sha256 if given else None)
        elif given:
            work.record("attach", merged.key, Topic.INVOICES, sha256=account.sha256)
        self._result.attached += given
        self._result.both += given and (merged != before or bool(others))
        self._result.unchanged += merged == before and not others and not given
        known = problems_of(before, self._company, self._today)
        odd = [x for x in problems_of(merged, self._company, self._today) if x not in known]
        odd += [x for x in draft.problems if x.code is ProblemCode.CODE_UNREAD]
        if odd:
            return self._look(account, odd, ids[0], merged)
        became = Became.UNCHANGED if merged == before and not given else Became.ATTACHED
        return _result(account, became, merged, before.entered)

    def _fill(self, ids: Sequence[int], before: Invoice, after: Invoice, given: str | None) -> None:
        """Write what was filled; `given` is the hash of a file that the invoice did not have."""
        work = self._work
        for other in ids[1:]:
            work.invoices.absorb(ids[0], other)
        work.invoices.replace(ids[0], after)
        changed = [name for name in FACE_FIELDS if getattr(before, name) != getattr(after, name)]
        action = "join" if len(ids) > 1 else "fill"
        files = {"sha256": given} if given else {}
        work.record(
            action, after.key, Topic.INVOICES, fields=changed, before=plain(before), **files
        )
        self._result.updated += 1

    def _look(
        self,
        account: _Account,
        problems: Sequence[Problem],
        row: int | None = None,
        invoice: Invoice | None = None,
    ) -> FileResult:
        """Put an account into the queue; `row` is its invoice where that was written."""
        work, name = self._work, account.key.name if account.key else None
        number = work.reviews.add(
            account.original, account.place, account.file, account.draft, problems, name, row
        )
        codes = sorted({problem.code for problem in problems})
        work.record("review", account.key, Topic.REVIEWS, review=number, problems=codes)
        self._result.look(account.file, problems)
        key = invoice.key.name if invoice else name
        first = next(iter(problems), None)
        amount = (invoice or account.draft).total
        look = (Became.LOOK, NextStep.REVIEW)
        return FileResult(account.file, *look, key, amount, first, number)

    def _give(self, row: int, account: _Account) -> bool:
        return self._work.give(row, account.original)

    def _rows(self, key: InvoiceKey | None) -> list[int]:
        if key is None:
            return []
        return sorted({*self._work.invoices.ids_of(key.names).values()})

    def _near(self, invoice: Invoice) -> Iterator[Problem]:
        nearby = Nearby()
        for similar in self._work.invoices.similar([invoice]):
            nearby.learn(similar.issued_on, similar.total, similar.seller_id, similar.name)
        return nearby(invoice, invoice.key.name)


def joined(
    ours: Invoice, draft: Draft, others: Sequence[Invoice] = ()
) -> tuple[Invoice, list[Problem]]:
    """Fill an invoice from a file, and from `others` that the file says are the same one.

    The second is where they contradict each other.
    """
    merged: Merged = merge(ours, draft, draft.sources, loosely=True)
    contradictions = [*merged.contradictions]
    for other in others:
        merged = merge(merged.invoice, other)
        contradictions += merged.contradictions
    return merged.invoice, contradictions


def _doubts(draft: Draft) -> Iterator[Problem]:
    """What keeps an account from being believed."""
    if draft.guessed:
        yield Problem(ProblemCode.GUESSED)
    for problem in draft.problems:
        if problem.code is ProblemCode.SOURCES_DISAGREE and problem.field in _DECISIVE:
            yield problem


def _lacking(invoice: Invoice) -> list[Problem]:
    lacking = missing_of(invoice)
    if not lacking:
        return []
    return [Problem(ProblemCode.FIELDS_MISSING, {"fields": ",".join(lacking)}, lacking[0])]


def _together(*lists: Sequence[Problem]) -> list[Problem]:
    """Put problems together, each once."""
    found: list[Problem] = []
    for problem in (x for some in lists for x in some):
        if problem not in found:
            found.append(problem)
    return found


def _key_of(draft: Draft) -> InvoiceKey | None:
    try:
        return InvoiceKey.of(draft.code, draft.number, draft.paper_number)
    except InvalidKey:
        return None


def _result(
    account: _Account, became: Became, invoice: Invoice, entered: Entered | None = None
) -> FileResult:
    amount = invoice.total
    return FileResult(
        account.file, became, NextStep.VIEW, invoice.key.name, amount, entered=entered
    )
