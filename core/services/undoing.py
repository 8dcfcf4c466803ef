"""Undoing a whole import: line by line of the trail, backwards, and never over a later change."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from json import loads
from typing import Any, Final

from core.domain.invoice import InvoiceKey
from core.domain.plain import invoice_from
from core.domain.topic import Topic
from core.progress import Progress, Report, ignore
from core.services.imported import Imported
from core.store.audit import AuditLine, Told
from core.store.database import Store, Transaction

LINES_A_COMMIT: Final = 500
"""How many lines of the trail one commit undoes; what is cancelled keeps what came before."""


class Stays(StrEnum):
    """Why something that an import did is not undone."""

    CHANGED = "changed"  # a person or another import did something to the invoice since
    SETTLED = "settled"  # what needed a look was settled
    JOINED = "joined"  # two invoices were found to be one
    RECORDS = "records"  # a list of the tax bureau


@dataclass(frozen=True, slots=True)
class Remaining:
    """What was not undone: an invoice by its key's name, or what needs a look by its number.

    `by` and `at` (ISO) tell of the last change, "" where they are not known.
    """

    why: Stays
    key: str | None = None
    review: int | None = None
    by: str = ""
    at: str = ""


@dataclass(slots=True)
class Undone:
    """What undoing an import did.

    `binned`: invoices that it added, now in the recycle bin with their files. `detached`: files
    taken from invoices that were there before. `restored`: invoices that are again as they were
    before something was filled. `reviews`: taken out of the queue.
    """

    binned: int = 0
    detached: int = 0
    restored: int = 0
    reviews: int = 0
    remaining: list[Remaining] = field(default_factory=list)

    def join(self, part: "Undone") -> None:
        """Add what a part of the work did."""
        self.binned += part.binned
        self.detached += part.detached
        self.restored += part.restored
        self.reviews += part.reviews
        self.remaining += [x for x in part.remaining if x not in self.remaining[-50:]]


def undo(store: Store, done: Imported, report: Report = ignore) -> Undone:
    """Undo what an import did and is not undone yet, some lines of the trail at a time."""
    undone, total = Undone(), sum(map(len, done.lines))
    while done.lines:
        last = done.lines[-1]
        some = last[-LINES_A_COMMIT:]
        part = Undone()
        with store.writing() as work:
            before = work.trail.reached()
            lines = work.trail.between(some[0], some[-1])
            _Step(work, done.has_line, part).undo(lines)
            wrote = range(before + 1, work.trail.reached() + 1)
        done.undid(some, wrote)
        undone.join(part)
        left = sum(map(len, done.lines))
        report(Progress("undo", total - left, total))
    store.housekeeping()
    return undone


class _Step:
    """Undoing some lines in a transaction."""

    def __init__(self, work: Transaction, is_ours: Callable[[int], bool], part: Undone) -> None:
        self._work = work
        self._is_ours = is_ours
        self._part = part
        self._rows: dict[str, int] = {}
        self._since: dict[int, list[Told]] = defaultdict(list)
        self._binned: set[int] = set()
        self._going: dict[int, str] = {}

    def undo(self, lines: Sequence[AuditLine]) -> None:
        """Undo these lines, the last one first."""
        self._learn({line.name for line in lines if line.name is not None})
        ways: dict[str, Callable[[AuditLine, dict[str, Any]], None]] = {
            "add": self._add,
            "attach": self._attach,
            "fill": self._fill,
            "join": self._join,
            "review": self._review,
            "bureau": self._bureau,
        }
        for line in reversed(lines):
            if line.action in ways:
                ways[line.action](line, loads(line.details))
        if self._going:
            self._work.invoices.throw_away(list(self._going), self._work.at)
            names = self._going.values()
            self._work.record_all("throw_away", names, Topic.INVOICES, reason="undo")
            self._part.binned += len(self._going)

    def _learn(self, names: set[str]) -> None:
        """Fetch the invoices of these names, and all that was done to them."""
        invoices = self._work.invoices
        self._rows = invoices.ids_of(names)
        found = invoices.by_row(sorted(set(self._rows.values())))
        self._rows |= {name: row for row, x in found.items() for name in x.key.names}
        self._binned = invoices.in_recycle_bin(found)
        for told in self._work.trail.about(sorted(self._rows)):
            self._since[self._rows[told.name]].append(told)

    def _add(self, line: AuditLine, _: dict[str, Any]) -> None:
        row = self._rows.get(line.name or "")
        if row is None or self._joined(row, line.seq):
            self._stays(Stays.CHANGED if row is None else Stays.JOINED, line)
        elif row in self._binned:
            return  # where it would be put
        elif not self._changed(row, line):
            self._going[row] = line.name or ""

    def _attach(self, line: AuditLine, facts: dict[str, Any]) -> None:
        row = self._rows.get(line.name or "")
        if row is None:
            self._stays(Stays.CHANGED, line)
        elif not self._goes(row) and not self._changed(row, line):
            self._take_from(row, facts["sha256"])
            self._record("detach", line, sha256=facts["sha256"])

    def _fill(self, line: AuditLine, facts: dict[str, Any]) -> None:
        row = self._rows.get(line.name or "")
        if row is None or "before" not in facts:  # of an older version of the program
            self._stays(Stays.CHANGED, line)
        elif not self._goes(row) and not self._changed(row, line):
            self._work.invoices.replace(row, invoice_from(facts["before"]))
            if "sha256" in facts:
                self._take_from(row, facts["sha256"])
            self._record("unfill", line, fields=facts["fields"])
            self._part.restored += 1

    def _join(self, line: AuditLine, _: dict[str, Any]) -> None:
        self._stays(Stays.JOINED, line)

    def _bureau(self, line: AuditLine, _: dict[str, Any]) -> None:
        self._stays(Stays.RECORDS, line)

    def _review(self, line: AuditLine, facts: dict[str, Any]) -> None:
        review = self._work.reviews.get(facts["review"])
        if review is None:
            return
        if review.settled is not None:
            settled = review.settled
            said = Remaining(Stays.SETTLED, line.name, review.id, settled.by, settled.at)
            self._part.remaining.append(said)
            return
        row = self._rows.get(line.name or "")
        if row is not None and self._changed(row, line, review.id):
            return
        self._work.reviews.remove(review.id)
        self._work.originals.forget([review.original])
        key = InvoiceKey((line.name,)) if line.name else None
        self._work.record("unreview", key, Topic.REVIEWS, review=review.id, of=line.seq)
        self._part.reviews += 1

    def _take_from(self, row: int, sha256: str) -> None:
        """Take a file from an invoice, and keep it no longer where nothing else has it."""
        original = self._work.originals.id_of(sha256)
        if original is None:
            return
        self._work.originals.unlink(row, original)
        self._work.originals.forget([original])
        self._work.invoices.index_anew([row])
        self._part.detached += 1

    def _goes(self, row: int) -> bool:
        """Say whether the invoice goes to the recycle bin with all that came to it since."""
        added = [x.seq for x in self._since[row] if x.action == "add" and self._is_ours(x.seq)]
        if not added or self._joined(row, added[-1]):
            return False
        return self._foreign(row, added[-1]) is None

    def _joined(self, row: int, seq: int) -> bool:
        return any(x.action == "join" and x.seq > seq for x in self._since[row])

    def _changed(self, row: int, line: AuditLine, review: int | None = None) -> bool:
        """Say whether somebody else did something to an invoice since, and note that it stays."""
        last = self._foreign(row, line.seq)
        if last is not None:
            said = Remaining(Stays.CHANGED, line.name, review, last.by, last.at)
            self._part.remaining.append(said)
        return last is not None

    def _foreign(self, row: int, seq: int) -> Told | None:
        since = self._since[row]
        return next((x for x in reversed(since) if x.seq > seq and not self._is_ours(x.seq)), None)

    def _stays(self, why: Stays, line: AuditLine) -> None:
        self._part.remaining.append(Remaining(why, line.name))

    def _record(self, action: str, line: AuditLine, **facts: object) -> None:
        key = InvoiceKey((line.name,)) if line.name else None
        self._work.record(action, key, Topic.INVOICES, of=line.seq, **facts)
