"""Changing invoices that are in the ledger (更正), one or many, and taking it back."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from core.domain.change import (
    ACTIONS,
    Change,
    Correct,
    TakeOut,
    ThrowAway,
    Values,
    changed,
    differences,
    plain_value,
    with_values,
)
from core.domain.invoice import FACE_FIELDS, Draft, Invoice
from core.domain.topic import Topic
from core.errors import (
    AlreadyEntered,
    AppError,
    ChangedSince,
    InvalidInvoice,
    InvalidKey,
    NotEntered,
    NothingChanged,
    ReasonMissing,
)
from core.progress import Progress, Report, ignore
from core.store.audit import AuditLine
from core.store.changes import Span
from core.store.database import Store, Transaction

AT_ONCE = 2_000
"""How many invoices one commit changes: what is cancelled keeps what came before."""

SAMPLES = 20

_KEY = ("code", "number", "paper_number")


@dataclass(frozen=True, slots=True)
class Refused:
    """An invoice that cannot be changed, and why: NotEntered, AlreadyEntered, InvalidInvoice.

    NotEntered says so too of what lies in the recycle bin where the change is for others, and of
    what does not where it is to be taken out.
    """

    name: str
    error: AppError


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to an invoice: `changes` are old and new plain values by path.

    `action` is the word of the audit trail, or "verify_" and what the newest answer of a
    verification says; `by` is then who was asked.
    """

    at: str
    by: str
    action: str
    changes: Mapping[str, tuple[Any, Any]]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the invoices that would change: as it is, and as it would be."""

    before: Invoice
    after: Invoice


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: to how many, to how many nothing, and what cannot be done."""

    changes: int
    same: int
    refused: tuple[Refused, ...]
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """What a change did."""

    changed: int
    same: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What `undo` would take back: the word of the change, by whom, when, how many invoices."""

    action: str
    by: str
    at: str
    count: int


@dataclass(slots=True)
class _Plan:
    """What a change does to some invoices, by their rows."""

    changes: dict[int, tuple[Invoice, Invoice]]
    refused: list[Refused]
    same: int = 0


class Corrections:
    """Changes invoices; what stood before is in the audit trail, and `undo` puts it back.

    What can be taken back is kept in the ledger: it survives a restart and is the same for
    every program that has the ledger open.
    """

    def __init__(self, store: Store) -> None:
        """Change in this store."""
        self._store = store

    def correct(self, name: str, fields: Mapping[str, Any], reason: str) -> Invoice:
        """Set fields of one invoice and give it; see `change.Correct`.

        Raises ReasonMissing, NotEntered, InvalidInvoice, InvalidKey, and AlreadyEntered where
        its new number is another invoice's.
        """
        change = Correct(fields, reason)
        _require(change)
        with self._store.writing() as work:
            plan = _planned(work, [name], change)
            for refused in plan.refused:
                raise refused.error
            if plan.changes:
                _write(work, plan, change, work.changes.next_batch())
            (row,) = plan.changes or work.invoices.ids_of([name]).values()
            return work.invoices.load([row])[0]

    def preview(self, names: Sequence[str], change: Change, report: Report = ignore) -> Preview:
        """Say what `apply` would do now; writes nothing. Raises ReasonMissing."""
        _require(change)
        count, same = 0, 0
        refused: list[Refused] = []
        samples: list[Sample] = []
        with self._store.reading() as work:
            for done, chunk in _portions(names, report, "preview"):
                plan = _planned(work, chunk, change)
                count, same = count + len(plan.changes), same + plan.same
                refused += plan.refused
                few = islice(plan.changes.values(), SAMPLES - len(samples))
                samples += [Sample(before, after) for before, after in few]
                done()
        return Preview(count, same, tuple(refused), tuple(samples))

    def apply(self, names: Sequence[str], change: Change, report: Report = ignore) -> Applied:
        """Change invoices by the names of their keys.

        Those that cannot be changed are left as they are and named; the others are committed
        by the thousand. After Cancelled, or a kill, what came before is changed, stands in the
        trail, and is taken back by `undo` like the rest. Raises ReasonMissing.
        """
        _require(change)
        batch, count, same = 0, 0, 0
        refused: list[Refused] = []
        for done, chunk in _portions(names, report, ACTIONS[type(change)]):
            with self._store.writing() as work:
                plan = _planned(work, chunk, change)
                if plan.changes:
                    batch = batch or work.changes.next_batch()
                    _write(work, plan, change, batch)
            count, same = count + len(plan.changes), same + plan.same
            refused += plan.refused
            done()
        self._store.housekeeping()
        return Applied(count, same, tuple(refused))

    def last(self) -> Step | None:
        """Say what `undo` would take back; None where there is nothing."""
        with self._store.reading() as work:
            return _step(work.changes.newest())

    def history(self, name: str) -> list[Happened]:
        """Tell what happened to an invoice, the newest first; of the recycle bin too."""
        with self._store.reading() as work:
            rows = list(work.invoices.ids_of([name]).values())
            found = [_happened(line) for x in work.invoices.load(rows) for line in _trail(work, x)]
            answers = work.sides.answers(rows).values()
        for answer in answers:
            at = answer.at.isoformat(timespec="seconds")
            found.append(Happened(at, answer.provider, f"verify_{answer.verdict.value}", {}))
        return sorted(found, key=lambda event: event.at, reverse=True)

    def undo(self, report: Report = ignore) -> Step:
        """Take the last change back, of one or many, and say what it was.

        Whatever else was done to the invoices since stays. Raises NothingChanged, and
        ChangedSince, with nothing written, where one was changed since in what would be put
        back. After Cancelled the rest of it can be taken back by another call.
        """
        with self._store.reading() as work:
            spans = work.changes.newest()
            for span in spans:
                _back(work, span)
        step, done = _step(spans), 0
        if step is None:
            raise NothingChanged()
        for span in spans:
            report(Progress("undo", done, step.count))
            with self._store.writing() as work:
                _undo(work, span)
            done += span.last - span.first + 1
        self._store.housekeeping()
        return step


def _trail(work: Transaction, invoice: Invoice) -> list[AuditLine]:
    """Give an invoice's lines, the newest first; those too that stand under numbers it had.

    A number that it had may be another's since, and one that it got may have been another's.
    """
    found: list[AuditLine] = []
    while True:
        under = {line.seq: line for name in invoice.key.names for line in work.trail.lines(name)}
        before = None
        for seq in sorted(under, reverse=True):
            if found and seq >= found[-1].seq:
                continue
            found.append(under[seq])
            moved = {k: old for k, (old, _) in _happened(under[seq]).changes.items() if k in _KEY}
            if moved:
                before = with_values(invoice, moved)
                break
        if before is None:
            return found
        invoice = before


def _step(spans: Sequence[Span]) -> Step | None:
    if not spans:
        return None
    count = sum(span.last - span.first + 1 for span in spans)
    return Step(spans[-1].action, spans[-1].by, spans[-1].at, count)


def _portions(
    names: Sequence[str], report: Report, step: str
) -> Iterator[tuple[Callable[[], None], list[str]]]:
    unique = list(dict.fromkeys(names))
    for start in range(0, len(unique), AT_ONCE):
        chunk = unique[start : start + AT_ONCE]
        yield partial(report, Progress(step, start + len(chunk), len(unique))), chunk


def _require(change: Change) -> None:
    if isinstance(change, Correct):
        if not change.reason.strip():
            raise ReasonMissing()
        unknown = {*change.fields} - ({*FACE_FIELDS} - {"entered"})
        if unknown:
            raise ValueError(f"no fields to correct: {sorted(unknown)}")


def _planned(work: Transaction, names: Sequence[str], change: Change) -> _Plan:
    plan = _Plan({}, [])
    rows = work.invoices.ids_of(names)
    invoices = work.invoices.by_row([*dict.fromkeys(rows.values())])
    binned = work.invoices.in_recycle_bin(invoices)
    for name in names:
        row = rows.get(name)
        if row is None or (row in binned) is not isinstance(change, TakeOut):
            plan.refused.append(Refused(name, NotEntered()))
        elif row not in plan.changes:
            before = invoices[row]
            try:
                after = _checked(changed(before, change))
            except (InvalidInvoice, InvalidKey) as error:
                plan.refused.append(Refused(name, error))
                continue
            if after == before and not isinstance(change, ThrowAway | TakeOut):
                plan.same += 1
            else:
                plan.changes[row] = before, after
    _refuse_taken(work, plan)
    return plan


def _checked(after: Invoice) -> Invoice:
    """Raise InvalidInvoice where a changed invoice is none any more."""
    Draft(**{name: getattr(after, name) for name in FACE_FIELDS}).complete()
    return after


def _refuse_taken(work: Transaction, plan: _Plan) -> None:
    """Refuse the changes whose new key another invoice has, or gets by the same change."""
    moved = {
        row: after.key.names
        for row, (before, after) in plan.changes.items()
        if before.key != after.key
    }
    present = work.invoices.ids_of(name for names in moved.values() for name in names)
    for row, names in moved.items():
        others = {present.setdefault(name, row) for name in names} - {row}
        if others:
            before, _ = plan.changes.pop(row)
            binned = int(bool(work.invoices.in_recycle_bin(others)))
            error = AlreadyEntered(by="", at="", in_recycle_bin=binned)
            plan.refused.append(Refused(before.key.name, error))


def _write(work: Transaction, plan: _Plan, change: Change, batch: int) -> None:
    first, action = work.trail.reached() + 1, ACTIONS[type(change)]
    if isinstance(change, ThrowAway):
        work.invoices.throw_away([*plan.changes], work.at)
    elif isinstance(change, TakeOut):
        work.invoices.put_back([*plan.changes])
    else:
        work.invoices.replace_all({row: after for row, (_, after) in plan.changes.items()})
    facts: dict[str, object] = {}
    if isinstance(change, Correct):
        facts["reason"] = change.reason
    for before, after in plan.changes.values():
        work.record(action, after.key, Topic.INVOICES, changes=differences(before, after), **facts)
    work.changes.add(batch, action, first, work.trail.reached())


def _undo(work: Transaction, span: Span) -> None:
    back = _back(work, span)
    if not work.changes.undo(span):
        raise NothingChanged()
    rows = [row for row, _, _ in back]
    if span.action == ACTIONS[ThrowAway]:
        work.invoices.put_back(rows)
    elif span.action == ACTIONS[TakeOut]:
        work.invoices.throw_away(rows, work.at)
    else:
        work.invoices.replace_all({row: before for row, before, _ in back})
    for _, before, line in back:
        values = {path: (new, old) for path, (old, new) in _values(line).items()}
        work.record("undo", before.key, Topic.INVOICES, of=line.seq, changes=values)


def _happened(line: AuditLine) -> Happened:
    details = json.loads(line.details)
    changes = details.get("changes")
    pairs = {
        path: (pair[0], pair[1])
        for path, pair in (changes.items() if isinstance(changes, dict) else ())
        if isinstance(pair, list) and len(pair) == 2
    }
    return Happened(line.at, line.by, line.action, pairs, str(details.get("reason") or ""))


def _values(line: AuditLine) -> Values:
    found: Values = json.loads(line.details)["changes"]
    return found


def _back(work: Transaction, span: Span) -> list[tuple[int, Invoice, AuditLine]]:
    """Give the rows of a commit's invoices, as they were before it; raises ChangedSince."""
    lines = work.trail.between(span.first, span.last)
    rows = work.invoices.ids_of(line.name or "" for line in lines)
    invoices = work.invoices.by_row([*rows.values()])
    binned = work.invoices.in_recycle_bin(rows.values())
    found = []
    for line in lines:
        row, values = rows.get(line.name or ""), _values(line)
        if (
            row is None
            or (row in binned) is not (span.action == ACTIONS[ThrowAway])
            or any(plain_value(invoices[row], path) != new for path, (_, new) in values.items())
        ):
            raise _changed_since(work, line.name)
        before = with_values(invoices[row], {path: old for path, (old, _) in values.items()})
        found.append((row, before, line))
    taken = work.invoices.ids_of(x for _, before, _ in found for x in before.key.names)
    for row, before, line in found:
        if any(taken.get(x, row) != row for x in before.key.names):
            raise _changed_since(work, line.name)
    return found


def _changed_since(work: Transaction, name: str | None) -> ChangedSince:
    lines = list(work.trail.lines(name))
    return ChangedSince(by=lines[-1].by, at=lines[-1].at) if lines else ChangedSince(by="", at="")
