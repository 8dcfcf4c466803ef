"""What needs a look (需看): a queue that stays until each entry is settled by a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from core.domain.company import Company
from core.domain.invoice import FACE_FIELDS, Draft, Entered, EntryMethod, Invoice, InvoiceKey
from core.domain.plain import invoice_from, plain
from core.domain.problem import Problem, ProblemCode
from core.domain.topic import Topic
from core.errors import AlreadyEntered, ChangedSince, InvalidKey, NotEntered, NotWaiting
from core.services.arriving import joined
from core.store.database import Store, Transaction
from core.store.originals import Kept
from core.store.reviews import Review, Settled
from core.store.verifications import Where

__all__ = ["Opened", "Review", "Reviews", "Settled"]

_FEW = 20
"""How many candidates are shown."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A review with what is needed to settle it.

    `original` is the kept file, `ours` the invoice in the ledger of the same key, or as which it
    was written. `candidates` are others that it may be: nearly the same number, the same day and
    total. `differs`: CONTRADICTS problems between `ours` and the draft. `lies_in_bin`: `ours` is
    in the recycle bin.
    """

    review: Review
    original: Kept
    ours: Invoice | None
    candidates: tuple[Invoice, ...]
    differs: tuple[Problem, ...]
    lies_in_bin: bool


class Reviews:
    """Settles what needs a look; every step is in the audit trail and can be taken back."""

    def __init__(self, store: Store, company: Company) -> None:
        """Settle in this store."""
        self._store = store
        self._company = company
        self._done: list[int] = []
        self._guard = Lock()

    def count(self) -> int:
        """Say how many wait."""
        with self._store.reading() as work:
            return work.reviews.count()

    def list(
        self, limit: int = 200, offset: int = 0, *, settled: bool = False
    ) -> tuple[Review, ...]:
        """Give those that wait, oldest first, or those that are settled, newest first."""
        with self._store.reading() as work:
            return tuple(work.reviews.list(limit, offset, settled=settled))

    def open(self, number: int) -> Opened:
        """Give one with its original, the invoice that it is about, and candidates.

        Raises NotWaiting where there is none of this number; a settled one is given.
        """
        with self._store.reading() as work:
            review = work.reviews.get(number)
            original = work.originals.one(review.original) if review else None
            if review is None or original is None:
                raise NotWaiting(by="", at="")
            row = _row_of(work, review)
            ours = work.invoices.load([row])[0] if row else None
            differs = joined(ours, review.draft)[1] if ours else []
            binned = bool(row and work.invoices.in_recycle_bin([row]))
            found = tuple(_candidates(work, review, ours))
            return Opened(review, original, ours, found, tuple(differs), binned)

    def add(self, number: int, draft: Draft | None = None, *, reason: str | None = None) -> Invoice:
        """Keep it as it was typed, or as it was read; one that is written already is corrected.

        Raises InvalidInvoice, AlreadyEntered (an invoice of this key is there), NotWaiting.
        """
        with self._store.writing() as work:
            step = _Step(work, self._company, number, reason)
            invoice = step.add(draft or step.review.draft)
        return self._settled(number, invoice)

    def attach(self, number: int, name: str, *, reason: str | None = None) -> Invoice:
        """Give the file to the invoice of this name, and fill what that lacks; nothing else.

        One that was written as an invoice of its own goes to the recycle bin; one that lies there
        under this name is taken out. Raises NotEntered, NotWaiting.
        """
        with self._store.writing() as work:
            step = _Step(work, self._company, number, reason)
            invoice = step.attach(name)
        return self._settled(number, invoice)

    def take(self, number: int, fields: Collection[str], reason: str) -> Invoice:
        """Correct the invoice of the same key: of these fields what the file says.

        Fields are paths of the invoice JSON, as problems name them ("total", "seller.tax_id",
        "lines.0.net" for all lines). Raises NotEntered, AlreadyEntered, NotWaiting.
        """
        with self._store.writing() as work:
            step = _Step(work, self._company, number, reason)
            invoice = step.take(fields)
        return self._settled(number, invoice)

    def discard(self, number: int, reason: str) -> None:
        """Settle it without an invoice; one that was written goes to the recycle bin."""
        with self._store.writing() as work:
            _Step(work, self._company, number, reason).discard()
        with self._guard:
            self._done.append(number)

    def reopen(self, number: int) -> Review:
        """Take back how one was settled, and give it as it waits again.

        Raises ChangedSince where the invoice was changed since, NotWaiting where it is open.
        """
        with self._store.writing() as work:
            review = _Reopening(work, number).run()
        with self._guard:
            self._done = [x for x in self._done if x != number]
        return review

    def undo(self) -> Review | None:
        """Take back what this program settled last; None where nothing is left."""
        with self._guard:
            last = self._done[-1] if self._done else None
        return None if last is None else self.reopen(last)

    def _settled(self, number: int, invoice: Invoice) -> Invoice:
        with self._guard:
            self._done.append(number)
        return invoice


class _Step:
    """Settling one review in a transaction."""

    def __init__(
        self, work: Transaction, company: Company, number: int, reason: str | None
    ) -> None:
        review = work.reviews.get(number)
        if review is None or review.settled is not None:
            settled = review.settled if review else None
            raise NotWaiting(by=settled.by if settled else "", at=settled.at if settled else "")
        self.review = review
        self._work = work
        self._company = company
        self._reason = reason
        self._changes: dict[str, Any] = {"written": review.written}

    def add(self, draft: Draft) -> Invoice:
        work, row = self._work, self._work.reviews.invoice_of(self.review.id)
        direction = draft.direction or self._company.direction_of(draft.seller, draft.buyer)
        mark = Entered(EntryMethod.FILE, work.by, work.at, work.offline)
        if row is not None:
            (before,) = work.invoices.load([row])
            kept = {"entered": before.entered, "category": before.category, "tags": before.tags}
            after = draft.complete(direction=direction, **kept)
            self._require_free(after.key, row)
            self._correct(row, before, after)
            return self._ended("add", row, after)
        invoice = draft.complete(direction=direction, entered=mark)
        self._require_free(invoice.key)
        (row,) = work.invoices.add([invoice])
        work.await_verification([row])
        work.give(row, self.review.original)
        self._changes["added"] = plain(invoice)
        work.record("add", invoice.key, Topic.INVOICES, how=EntryMethod.FILE)
        return self._ended("add", row, invoice)

    def attach(self, name: str) -> Invoice:
        work = self._work
        row = work.invoices.ids_of([name]).get(name)
        if row is None:
            raise NotEntered()
        (before,) = work.invoices.load([row])
        after, _ = joined(before, self.review.draft)
        written = work.reviews.invoice_of(self.review.id)
        if work.invoices.in_recycle_bin([row]):
            work.invoices.take_out(row, before)
            self._changes["out_of_bin"] = True
        if written is not None and written != row:
            self._throw_away(written)
            after = before  # it is another number: nothing that it says is taken over
        self._give(row)
        self._correct(row, before, after, "attach")
        return self._ended("attach", row, after)

    def take(self, fields: Collection[str]) -> Invoice:
        work, row = self._work, _row_of(self._work, self.review)
        if row is None:
            raise NotEntered()
        (before,) = work.invoices.load([row])
        taken = with_fields(before, self.review.draft, fields)
        after, _ = joined(taken, self.review.draft)
        self._require_free(after.key, row)
        if work.invoices.in_recycle_bin([row]):
            work.invoices.take_out(row, before)
            self._changes["out_of_bin"] = True
        self._give(row)
        self._correct(row, before, after)
        return self._ended("take", row, after)

    def discard(self) -> None:
        row = self._work.reviews.invoice_of(self.review.id)
        if row is not None:
            self._throw_away(row)
        self._end("discard", row)

    def _require_free(self, key: InvoiceKey, row: int | None = None) -> None:
        present = {i for i in self._work.invoices.ids_of(key.names).values() if i != row}
        if present:
            binned = int(bool(self._work.invoices.in_recycle_bin(present)))
            first = self._work.invoices.load(sorted(present))[0].entered
            at = first.at.isoformat(timespec="seconds") if first else ""
            raise AlreadyEntered(by=first.by if first else "", at=at, in_recycle_bin=binned)

    def _correct(self, row: int, before: Invoice, after: Invoice, action: str = "correct") -> None:
        changed = [x for x in FACE_FIELDS if getattr(before, x) != getattr(after, x)]
        self._changes |= {"before": plain(before), "after": plain(after)}
        if changed:
            self._work.invoices.replace(row, after)
            said = {"fields": changed, "before": plain(before), "reason": self._reason}
            self._work.record(action, after.key, Topic.INVOICES, **said)

    def _give(self, row: int) -> None:
        if self._work.give(row, self.review.original):
            self._changes["given"] = True

    def _throw_away(self, row: int) -> None:
        work = self._work
        (invoice,) = work.invoices.load([row])
        work.invoices.throw_away([row], work.at)
        self._changes["thrown_away"] = invoice.key.name
        work.record("throw_away", invoice.key, Topic.INVOICES, reason=self._reason)

    def _ended(self, how: str, row: int, invoice: Invoice) -> Invoice:
        self._changes["name"] = invoice.key.name
        self._work.topics.add(Topic.INVOICES)
        self._end(how, row, invoice.key)
        return invoice

    def _end(self, how: str, row: int | None, key: InvoiceKey | None = None) -> None:
        work, review = self._work, self.review
        work.reviews.settle(review.id, how, self._changes, self._reason, row)
        facts = {"review": review.id, "how": how, "reason": self._reason}
        work.record("settle", key, Topic.REVIEWS, **facts)


class _Reopening:
    """Putting back what settling one review changed."""

    def __init__(self, work: Transaction, number: int) -> None:
        review = work.reviews.get(number)
        if review is None or review.settled is None:
            raise NotWaiting(by="", at="")
        self._work = work
        self._review = review
        self._changes = work.reviews.changes(number)

    def run(self) -> Review:
        work, changes, review = self._work, self._changes, self._review
        if "name" in changes:
            self._put_back(self._unchanged())
        if "thrown_away" in changes:
            row = work.invoices.ids_of([changes["thrown_away"]]).get(changes["thrown_away"])
            if row is None or not work.invoices.in_recycle_bin([row]):
                raise self._changed()
            (invoice,) = work.invoices.load([row])
            work.invoices.take_out(row, invoice)
            work.topics.add(Topic.INVOICES)
        written = changes.get("written")
        row = work.invoices.ids_of([written]).get(written) if written else None
        work.reviews.reopen(review.id, row)
        key = InvoiceKey((changes["name"],)) if "name" in changes else None
        work.record("reopen", key, Topic.REVIEWS, review=review.id, was=plain(review.settled))
        reopened = work.reviews.get(review.id)
        assert reopened is not None, "it was there a moment ago"
        return reopened

    def _unchanged(self) -> int:
        """Give the row of the invoice that it was settled by; raise ChangedSince."""
        work, changes = self._work, self._changes
        row = work.invoices.ids_of([changes["name"]]).get(changes["name"])
        if row is None or work.invoices.in_recycle_bin([row]):
            raise self._changed()
        (now,) = work.invoices.load([row])
        if now != invoice_from(changes.get("added") or changes["after"]):
            raise self._changed()
        return row

    def _put_back(self, row: int) -> None:
        work, changes, original = self._work, self._changes, self._review.original
        work.topics.add(Topic.INVOICES)
        if "added" in changes:
            asked = work.verifications.count(Where([row]))
            if asked or [kept.id for kept in work.originals.of(row)] != [original]:
                raise self._changed()
            work.originals.detach_all(row)
            work.reviews.reopen(self._review.id, None)
            work.invoices.remove(row)
            return
        if changes.get("given"):
            work.originals.unlink(row, original)
        work.invoices.replace(row, invoice_from(changes["before"]))
        if changes.get("out_of_bin"):
            work.invoices.throw_away([row], work.at)

    def _changed(self) -> ChangedSince:
        lines = list(self._work.trail.lines(self._changes.get("name")))
        by, at = (lines[-1].by, lines[-1].at) if lines else ("", "")
        return ChangedSince(by=by, at=at)


def with_fields(ours: Invoice, theirs: Draft, fields: Iterable[str]) -> Invoice:
    """Give our invoice with what theirs says of these fields."""
    changes: dict[str, Any] = {}
    for path in fields:
        name, _, part = path.partition(".")
        value = getattr(theirs, name)
        if name in ("seller", "buyer") and part:
            party = changes.get(name, getattr(ours, name))
            value = replace(party, **{part: getattr(value, part)})
        changes[name] = value
    return replace(ours, **changes)


def _row_of(work: Transaction, review: Review) -> int | None:
    """The invoice that a review is about: as which it was written, else that of its key."""
    row = work.reviews.invoice_of(review.id)
    if row is not None:
        return row
    draft = review.draft
    try:
        names = InvoiceKey.of(draft.code, draft.number, draft.paper_number).names
    except InvalidKey:
        return None
    found = work.invoices.ids_of(names)
    return next((found[name] for name in names if name in found), None)


def _candidates(work: Transaction, review: Review, ours: Invoice | None) -> Sequence[Invoice]:
    named = [x.values["key"] for x in review.problems if x.code is ProblemCode.NEAR_DUPLICATE]
    similar = [x.name for x in work.invoices.similar([review.draft])]
    rows: Mapping[str, int] = work.invoices.ids_of([*named, *similar][:_FEW])
    found = work.invoices.load(list(dict.fromkeys(rows.values())))
    return [x for x in found if ours is None or not x.key.same_as(ours.key)]
