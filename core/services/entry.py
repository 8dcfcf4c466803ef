"""Entering invoices one by one (录入)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from core.domain.anomalies import problems_of
from core.domain.company import Company
from core.domain.completeness import missing_of
from core.domain.invoice import (
    FACE_FIELDS,
    Direction,
    Draft,
    Entered,
    EntryMethod,
    Face,
    Invoice,
    InvoiceKey,
    Party,
)
from core.domain.merging import merge
from core.domain.nearness import Nearby
from core.domain.plain import plain
from core.domain.problem import Problem
from core.domain.text import clean
from core.domain.topic import Topic
from core.errors import AlreadyEntered, ChangedSince, InvalidKey, NotEntered
from core.store.database import Store, Transaction
from core.store.ledger import Clock
from core.store.originals import Original
from core.store.verifications import Where


@dataclass(frozen=True, slots=True)
class First:
    """The invoice that stands in the ledger under a draft's key.

    `invoice.entered` says how, by whom and when it came in, `invoice.key.name` what `attach` is
    called with. `fills`: fields that it lacks and the draft has; `differs`: CONTRADICTS problems,
    one for each field in which the two disagree (values: field, ours, theirs). `originals`: how
    many files it has.
    """

    invoice: Invoice
    in_recycle_bin: bool
    fills: tuple[str, ...]
    differs: tuple[Problem, ...]
    originals: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What can be said of a draft before it is saved.

    `first`: the invoice of the same key, if there is one; then `add` would raise AlreadyEntered.
    `problems`: what makes no sense so far, near-duplicates included (NEAR_DUPLICATE, values: key);
    each names its field, but OTHER_TAXPAYER and SIGNS_DIFFER where they are about the whole.
    `missing`: what the kind still needs, see `completeness.missing_of`; () is a complete one.
    `direction`: as the draft says, else as the parties tell.
    """

    first: First | None
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class _Done:
    """An entry of this program, and the number of its audit line."""

    invoice: Invoice
    seq: int


class Entry:
    """Adds invoices; an invoice that is returned is on the disk."""

    def __init__(self, store: Store, company: Company, now: Clock) -> None:
        """Enter into this store."""
        self._store = store
        self._company = company
        self._now = now
        self._done: list[_Done] = []
        self._guard = Lock()

    def problems(self, face: Face) -> tuple[Problem, ...]:
        """Give what makes no sense so far: pure, some ten microseconds, also for every key.

        Of an invoice that was entered it is what made no sense on that day, which is why
        `Query(odd=True)` finds it.
        """
        return problems_of(face, self._company, self._day(face))

    def missing(self, face: Face) -> tuple[str, ...]:
        """Name what the kind still needs, in the order of a form: pure, some microseconds."""
        return missing_of(face)

    def direction(self, face: Face) -> Direction | None:
        """Say whether we sell or buy here: as the face says, else as its parties tell: pure."""
        return face.direction or self._company.direction_of(face.seller, face.buyer)

    def look(self, draft: Draft) -> Looked:
        """Say what the ledger knows about a half-typed or scanned draft; writes nothing."""
        first: First | None = None
        near: tuple[Problem, ...] = ()
        key = _key_of(draft)
        if key is not None:
            with self._store.reading() as work:
                first = _first(work, key, draft)
                near = tuple(_near(work, key, draft))
        problems = (*self.problems(draft), *near)
        return Looked(first, problems, missing_of(draft), self.direction(draft))

    def add(
        self,
        draft: Draft,
        how: EntryMethod,
        *,
        offline: bool = False,
        late: bool = False,
        original: Original | None = None,
    ) -> Invoice:
        """Keep a draft as an invoice, with its file; raises InvalidInvoice or AlreadyEntered.

        Its direction is told from the parties where the draft has none. What makes no sense is
        kept like everything else, and found again by `Query(odd=True)`.
        """
        with self._store.writing() as work:
            at = work.at.replace(microsecond=0)  # as the ledger keeps it
            mark = Entered(how, work.by, at, offline or work.offline, late)
            invoice = draft.complete(direction=self.direction(draft), entered=mark)
            present = work.invoices.ids_of(invoice.key.names)
            if present:
                raise _already(work, present)
            (row,) = work.invoices.add([invoice])
            work.invoices.note_entry(row)
            work.await_verification([row])
            files = {"sha256": original.sha256} if original else {}
            if original:
                work.attach(row, original)
            work.record("add", invoice.key, Topic.INVOICES, how=how, **files)
            seq = work.trail.reached()
        with self._guard:
            self._done.append(_Done(invoice, seq))
        return invoice

    def attach(self, name: str, file_name: str, data: bytes, format: str | None = None) -> bool:
        """Keep a file, byte for byte, with the invoice of a key's name.

        False, and nothing is written, if it was there already. `format` is the name of the Format
        that read it. Raises NotEntered.
        """
        original = Original(file_name, data, format)
        with self._store.writing() as work:
            row = work.invoices.ids_of([name]).get(name)
            if row is None:
                raise NotEntered()
            if not work.attach(row, original):
                return False
            (invoice,) = work.invoices.load([row])
            work.record("attach", invoice.key, Topic.INVOICES, sha256=original.sha256)
        return True

    def recent(self, limit: int = 100) -> tuple[Invoice, ...]:
        """Give what was entered one by one, by anybody, the newest first.

        What an import of a workbook brought is not among it, nor what is in the recycle bin.
        """
        with self._store.reading() as work:
            return tuple(work.invoices.load(work.invoices.newest_entries(limit)))

    def undo(self) -> Invoice | None:
        """Take the last entry of this program back and give it; None if there is none left.

        It is removed wholly, with the file that came with it if nothing else has that, and can
        be entered again; the trail keeps all that stood on it. A further call takes back the
        entry before. Raises ChangedSince where anything was done to it since (filled by an
        import, a file attached): then nothing is removed.
        """
        with self._guard:
            if not self._done:
                return None
            last = max(self._done, key=lambda done: done.seq)
            with self._store.writing() as work:
                row = _unchanged(work, last)
                files = work.originals.detach_all(row)
                work.invoices.remove(row)
                facts = {"invoice": plain(last.invoice), "originals": files}
                work.record("undo", last.invoice.key, Topic.INVOICES, of=last.seq, **facts)
            self._done.remove(last)
            return last.invoice

    def parties(self, text: str, *, limit: int = 8) -> tuple[Party, ...]:
        """Give the parties seen before whose name holds a text, or whose tax id begins with it.

        The last used come first; each has a name or a tax id, or both, and nothing more: ask
        `last_party` for the rest. "" gives those used last.
        """
        with self._store.reading() as work:
            return tuple(work.parties.like(text, limit))

    def last_party(self, tax_id: str) -> Party | None:
        """Give the party of a tax id as it was last used; None if it was never seen.

        Address and account are the last that were given, though the last invoice had none.
        """
        spellings = {tax_id, clean(tax_id).upper()} - {""}
        with self._store.reading() as work:
            found = list(work.parties.newest_of(sorted(spellings)))
        if not found:
            return None
        return Party(
            **{
                field: next((x for party in found if (x := getattr(party, field))), None)
                for field in ("name", "tax_id", "address_phone", "bank_account")
            }
        )

    def keep(self, text: str) -> None:
        """Keep what is being typed, as the window writes it, in place of what was kept.

        It survives the death of the program; it is encrypted like all else, makes no audit line
        and no news, and costs a few milliseconds. A ledger keeps one such text.
        """
        with self._store.typing() as typed:
            typed.keep(text)

    def kept(self) -> str | None:
        """Give what was kept and not forgotten."""
        with self._store.reading() as work:
            return work.typed.get()

    def forget(self) -> None:
        """Keep no longer what was being typed."""
        with self._store.typing() as typed:
            typed.forget()

    def today(self) -> date:
        """Give the day in Beijing: pure, for what is typed is completed from it."""
        return self._now().date()

    def _day(self, face: Face) -> date:
        return face.entered.at.date() if face.entered else self._now().date()


def _key_of(draft: Draft) -> InvoiceKey | None:
    try:
        return InvoiceKey.of(draft.code, draft.number, draft.paper_number)
    except InvalidKey:
        return None


def _first(work: Transaction, key: InvoiceKey, draft: Draft) -> First | None:
    ids = work.invoices.ids_of(key.names)
    row = next((ids[name] for name in key.names if name in ids), None)
    if row is None:
        return None
    (invoice,) = work.invoices.load([row])
    merged = merge(invoice, draft, draft.sources)
    before, after = invoice, merged.invoice
    fills = tuple(name for name in FACE_FIELDS if getattr(before, name) != getattr(after, name))
    binned = bool(work.invoices.in_recycle_bin([row]))
    return First(invoice, binned, fills, merged.contradictions, work.originals.count(row))


def _near(work: Transaction, key: InvoiceKey, draft: Draft) -> Iterator[Problem]:
    nearby = Nearby()
    for similar in work.invoices.similar([draft]):
        nearby.learn(similar.issued_on, similar.total, similar.seller_id, similar.name)
    return nearby(draft, key.name)


def _unchanged(work: Transaction, last: _Done) -> int:
    """Give the row of an entry to which nothing was done since; raise ChangedSince."""
    names = last.invoice.key.names
    since = [line for name in names for line in work.trail.lines(name) if line.seq > last.seq]
    ids = {*work.invoices.ids_of(names).values()}
    same = len(ids) == 1 and work.invoices.load([*ids]) == [last.invoice]
    asked = work.verifications.find(Where(ids), 1, 0)  # one under way has no line yet
    if since or asked or not same or work.invoices.in_recycle_bin(ids):
        by, at = (since[-1].by, since[-1].at) if since else ("", "")
        if asked and not since:
            by, at = asked[0].by, asked[0].at.isoformat(timespec="seconds")
        raise ChangedSince(by=by, at=at)
    return ids.pop()


def _already(work: Transaction, present: dict[str, int]) -> AlreadyEntered:
    ids = list(present.values())
    first = work.invoices.load(ids)[0].entered
    return AlreadyEntered(
        by=first.by if first else "",
        at=first.at.isoformat(timespec="seconds") if first else "",
        in_recycle_bin=int(bool(work.invoices.in_recycle_bin(ids))),
    )
