"""Verification (查验): what waits for it, what was asked and answered, and what that adds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from core.domain.answer import Answer, Charged, State
from core.domain.history import Asked, How, OfferedField, compared, offered, supplemented
from core.domain.invoice import Face, Invoice, Status
from core.domain.merging import same_kind
from core.domain.site_values import site_values
from core.domain.topic import Topic
from core.domain.waiting import (
    Hold,
    Waiting,
    Why,
    years_before,
)
from core.errors import NotEntered
from core.progress import Report, ignore
from core.services.answered import keep_answer
from core.services.prospect import NEWEST, Prospect, prospect
from core.services.providers import Providers
from core.services.working_off import Worked, WorkingOff
from core.store.askers import Plan
from core.store.database import Store, Transaction
from core.store.originals import Original
from core.store.verifications import Where

OF_A_PERSON: Final = "inv-veri"
"""The provider of what a person saw on the official page."""
OF_THE_BUREAU: Final = "bureau"
"""The provider of what a list of the tax bureau confirms."""
AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Queued:
    """How many invoices came into the queue, and how many waited there already."""

    added: int
    already: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers to watch.

    `ready` may be asked about now, `held` counts the others by what holds them; `confirmed`,
    `failed` count invoices by their newest definite answer, `unknown` those that may have been
    charged; `milliseconds` is the median of the newest answers; `alarms` nobody has seen yet.
    """

    waiting: int
    ready: int
    held: Mapping[Hold, int]
    confirmed: int
    failed: int
    unknown: int
    asked_today: int
    milliseconds: int | None
    alarms: int


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that holds what ours lacks (可补充)."""

    asked: Asked
    invoice: Invoice
    fields: tuple[OfferedField, ...]


class Verification:
    """The queue and the history of one store."""

    def __init__(self, store: Store, providers: Providers, working: WorkingOff) -> None:
        """Ask through these providers."""
        self._store = store
        self._providers = providers
        self._working = working

    def queue(self, names: Sequence[str], *, first: bool = False) -> Queued:
        """Let these invoices wait, at the end or the front; unknown names are left out."""
        with self._store.writing() as work:
            rows = _rows(work, names)
            return _queued(work, rows, Why.REQUESTED, first=first)

    def waiting(
        self, limit: int = 200, offset: int = 0, *, last_first: bool = False
    ) -> tuple[Waiting, ...]:
        """Give a page of the queue, in the order in which it is asked about, or from its end."""
        with self._store.reading() as work:
            places = work.waiting.in_order(limit, offset, last_first=last_first)
            ids = [place.invoice for place in places]
            invoices = work.invoices.by_row(ids)
            tries = work.verifications.tries(ids, work.at.date())
            return tuple(
                Waiting(
                    place.invoice,
                    invoices[place.invoice].key.name,
                    invoices[place.invoice],
                    place.why,
                    place.since,
                    None if place.may_go_on(work.at) else place.hold,
                    place.until,
                    tries.get(place.invoice, 0),
                    site_values(invoices[place.invoice]).missing,
                    place.outage,
                )
                for place in places
            )

    def figures(self) -> Figures:
        """Count what waits and what was answered."""
        with self._store.reading() as work:
            holds, counts = work.waiting.holds(), work.verifications.counts()
            today, took = work.at.date(), work.verifications.milliseconds(NEWEST)
            held = {hold: count for hold, count in holds.items() if hold is not None}
            return Figures(
                sum(holds.values()),
                holds.get(None, 0),
                held,
                counts.get(State.MATCH, 0),
                counts.get(State.MISMATCH, 0) + counts.get(State.NOT_FOUND, 0),
                held.get(Hold.MAYBE_CHARGED, 0),
                work.verifications.count(Where(since=today)),
                round(median(took)) if took else None,
                work.verifications.count(Where(alarms=True, unseen=True)),
            )

    def count(self) -> int:
        """Count what waits."""
        with self._store.reading() as work:
            return work.waiting.count()

    def prospect(self) -> Prospect:
        """Say what will become of what waits."""
        with self._store.reading() as work:
            return prospect(work)

    def pause(self, names: Sequence[str] | None = None) -> int:
        """Hold back these or all that would go on by themselves; give how many."""
        going = (None, Hold.SAME_DAY, Hold.LIMIT, Hold.BACK_OFF)
        return self._hold("pause", Hold.PAUSED, going, names)

    def resume(self, names: Sequence[str] | None = None) -> int:
        """Let go on what was paused."""
        return self._hold("resume", None, (Hold.PAUSED,), names)

    def ask_again(self, names: Sequence[str]) -> int:
        """Let be asked once more what may have been charged, or was refused: a person says so."""
        stuck = (Hold.MAYBE_CHARGED, Hold.REFUSED, Hold.MISSING, Hold.UNFIT, Hold.TOO_OLD)
        return self._hold("ask_again", None, stuck, names)

    def cancel(self, names: Sequence[str] | None = None) -> int:
        """Take these or all out of the queue."""
        with self._store.writing() as work:
            rows = work.waiting.all() if names is None else _rows(work, names)
            count = work.waiting.drop(rows)
            work.record("cancel_verification", None, Topic.VERIFICATION, count=count)
            return count

    def to_front(self, names: Sequence[str]) -> int:
        """Ask about these first, in this order."""
        return self._move(names, front=True)

    def to_back(self, names: Sequence[str]) -> int:
        """Ask about these last, in this order."""
        return self._move(names, front=False)

    def work_off(
        self,
        report: Report = ignore,
        *,
        limit: int | None = None,
        into: Worked | None = None,
        anew: bool = False,
    ) -> Worked:
        """Work the queue off with the services that were chosen; `anew` tries those that rest.

        What the tax bureau's lists confirm is not asked. Raises NoProvider, AlreadyVerifying.
        """
        services = self._providers.services()
        self.confirm_by_records()
        return self._working.run(services, report, limit=limit, into=into, anew=anew)

    def history(
        self,
        name: str | None = None,
        *,
        text: str = "",
        since: date | None = None,
        until: date | None = None,
        states: Collection[State] = (),
        limit: int = 200,
        offset: int = 0,
    ) -> tuple[Asked, ...]:
        """Give questions and answers, newest first: of one invoice or all; each word of `text`.

        Words are looked for in numbers, the services' own texts, notes and raw answers.
        """
        with self._store.reading() as work:
            where = Where(_ids(work, name), text, since, until, states)
            return tuple(work.verifications.find(where, limit, offset))

    def history_count(
        self,
        name: str | None = None,
        *,
        text: str = "",
        since: date | None = None,
        until: date | None = None,
        states: Collection[State] = (),
    ) -> int:
        """Count what `history` gives."""
        with self._store.reading() as work:
            where = Where(_ids(work, name), text, since, until, states)
            return work.verifications.count(where)

    def verified(self, names: Collection[str]) -> Mapping[str, Asked]:
        """Give of each key's name the newest answer that settled the question."""
        with self._store.reading() as work:
            rows = work.invoices.ids_of(names)
            found = work.verifications.newest_definite(set(rows.values()))
            return {name: found[row] for name, row in rows.items() if row in found}

    def alarms(self, *, seen: bool = False) -> tuple[Asked, ...]:
        """Give the answers that told of a voided, reversed or suspect invoice, newest first."""
        with self._store.reading() as work:
            where = Where(alarms=True, unseen=not seen)
            return tuple(work.verifications.find(where, 1_000, 0))

    def mark_seen(self, ids: Collection[int]) -> int:
        """Note that somebody has seen these alarms; give how many were new."""
        with self._store.writing() as work:
            count = work.verifications.mark_seen(ids)
            work.record("seen", None, Topic.VERIFICATION, count=count)
            return count

    def offers(self, limit: int = 200, offset: int = 0) -> tuple[Offer, ...]:
        """Give the answers that hold what ours still lacks, newest first."""
        with self._store.reading() as work:
            found = work.verifications.offering(limit, offset)
            invoices = work.invoices.by_row([row for row, _, _ in found])
            return tuple(
                Offer(asked, invoices[row], fields)
                for row, asked, face in found
                if face is not None and row in invoices
                if (fields := offered(invoices[row], face))
            )

    def supplement(self, ids: Collection[int], fields: Collection[str] | None = None) -> int:
        """Fill ours from these answers (补充到现有系统), all that is offered or these fields.

        Nothing that stands in ours is changed. Gives how many invoices were filled.
        """
        wanted = None if fields is None else frozenset(fields)
        with self._store.writing() as work:
            return sum(
                _supplement(work, row, asked, face, wanted)
                for row, asked, face in work.verifications.of(ids)
                if face is not None and asked.fills
            )

    def record(
        self,
        name: str,
        state: State,
        *,
        status: Status | None = None,
        at: datetime | None = None,
        note: str = "",
        screenshot: tuple[str, bytes] | None = None,
        provider: str = OF_A_PERSON,
        how: How = How.SITE,
    ) -> Asked:
        """Keep what a person saw on the official page, with a screenshot's name and bytes.

        Raises NotEntered.
        """
        answer = Answer(provider=provider, state=state, charged=Charged.NO, status=status)
        with self._store.writing() as work:
            row = work.invoices.ids_of([name]).get(name)
            if row is None:
                raise NotEntered()
            return keep_told(work, row, answer, how, at or work.at, note, screenshot)

    def plan(self) -> Plan:
        """Give what is queued by itself, and when it is worked off."""
        with self._store.reading() as work:
            return work.askers.plan()

    def set_plan(self, plan: Plan) -> None:
        """Keep a plan."""
        with self._store.writing() as work:
            work.askers.set_plan(plan)
            hours = ",".join(map(str, plan.hours))
            work.record("plan", None, Topic.VERIFICATION, hours=hours, again=plan.again_days)

    def due_run(self) -> bool:
        """Say whether this is a chosen hour in which nothing was worked off yet, and note it."""
        with self._store.asking() as work:
            last, now = work.askers.last_run(), work.at
            hour = now.replace(minute=0, second=0, microsecond=0)
            done = last is not None and hour <= last <= now  # later ones are of a wrong clock
            if now.hour not in work.askers.plan().hours or done:
                return False
            work.askers.note_run()
            return True

    def look_again(self) -> int:
        """Queue what was found in order and is due for another look; give how many.

        The ledger does not hold which invoices are booked: all that match are looked at.
        """
        with self._store.writing() as work:
            plan = work.askers.plan()
            if plan.again_days is None:
                return 0
            before = work.at - timedelta(days=plan.again_days)
            oldest = _months_before(work.at.date(), plan.again_months)
            rows = work.verifications.matched_before(before, oldest)
            return _queued(work, rows, Why.AGAIN).added

    def confirm_by_records(self) -> int:
        """Confirm what waits and stands in the tax bureau's newest lists as it stands with us.

        It counts as confirmed on the day of the list. Gives how many.
        """
        with self._store.reading() as work:
            found = _confirmed(work)
        if not found:
            return 0
        answer = Answer(provider=OF_THE_BUREAU, state=State.MATCH, charged=Charged.NO)
        with self._store.writing() as work:
            waiting = {x.invoice for x in work.waiting.places([row for row, _, _ in found])}
            rows = [each for each in found if each[0] in waiting]
            for row, at, status in rows:
                told = replace(answer, status=status)
                work.verifications.add(row, How.BUREAU, told, at, counted=False)
            work.waiting.drop([row for row, _, _ in rows])
            work.invoices.answered([row for row, _, _ in rows])
            names = [x.key.name for x in work.invoices.load([row for row, _, _ in rows])]
            work.record_all("verify", names, Topic.VERIFICATION, how=How.BUREAU, state=State.MATCH)
            return len(rows)

    def _hold(
        self,
        action: str,
        hold: Hold | None,
        only: Collection[Hold | None],
        names: Sequence[str] | None,
    ) -> int:
        with self._store.writing() as work:
            rows = None if names is None else _rows(work, names)
            count = work.waiting.set_holds(hold, only, rows)
            work.record(f"{action}_verification", None, Topic.VERIFICATION, count=count)
            return count

    def _move(self, names: Sequence[str], *, front: bool) -> int:
        with self._store.writing() as work:
            count = work.waiting.move(_rows(work, names), front=front)
            work.record("move_verification", None, Topic.VERIFICATION, count=count, front=front)
            return count


def keep_told(
    work: Transaction,
    row: int,
    answer: Answer,
    how: How,
    at: datetime,
    note: str = "",
    screenshot: tuple[str, bytes] | None = None,
) -> Asked:
    """Keep an answer that came without a question of ours; a definite one ends the waiting."""
    (ours,) = work.invoices.load([row])
    original = None
    if screenshot is not None:
        kept = Original(screenshot[0], screenshot[1], electronic=False)
        work.attach(row, kept)
        original = work.originals.id_of(kept.sha256)
    number = work.verifications.add(row, how, answer, at, note=note or None, original=original)
    keep_answer(work, number, row, ours, answer, how=how)
    if answer.definite:
        work.waiting.drop([row])
    (found,) = work.verifications.get([number])
    return found


def _rows(work: Transaction, names: Sequence[str]) -> list[int]:
    found = work.invoices.ids_of(names)
    rows = list(dict.fromkeys(found[name] for name in names if name in found))
    binned = work.invoices.in_recycle_bin(rows)
    return [row for row in rows if row not in binned]


def _ids(work: Transaction, name: str | None) -> Collection[int] | None:
    return None if name is None else work.invoices.ids_of([name]).values()


def _queued(work: Transaction, rows: Sequence[int], why: Why, *, first: bool = False) -> Queued:
    added = work.waiting.add(rows, why)
    if first:
        work.waiting.move(rows, front=True)
    work.record("queue_verification", None, Topic.VERIFICATION, why=why, count=added)
    return Queued(added, len(rows) - added)


def _supplement(
    work: Transaction, row: int, asked: Asked, face: Face, fields: frozenset[str] | None
) -> bool:
    (ours,) = work.invoices.load([row])
    after = supplemented(ours, face, fields)
    left = tuple(x.field for x in offered(after, face))
    taken = work.invoices.ids_of(after.key.names)
    if any(other != row for other in taken.values()):
        return False  # the answer would make two invoices one: a person must say so
    work.verifications.settle(asked.id, left, asked.differs)
    if after == ours:
        return False
    work.invoices.replace(row, after)
    filled = sorted({x.field for x in offered(ours, face)} - set(left))
    work.record(
        "supplement",
        after.key,
        Topic.INVOICES,
        source=asked.provider,
        verification=asked.id,
        fields=filled,
    )
    work.topics.add(Topic.VERIFICATION)
    return True


def _confirmed(work: Transaction) -> list[tuple[int, datetime, Status]]:
    """Give what waits and agrees in everything with a record that the newest lists hold."""
    found: list[tuple[int, datetime, Status]] = []
    by_record = work.waiting.in_records()
    made = {x.id: datetime.fromisoformat(x.made) for x in work.records.imports()}
    records = sorted(by_record)
    for start in range(0, len(records), AT_ONCE):
        some = records[start : start + AT_ONCE]
        invoices = work.invoices.by_row([by_record[i] for i in some])
        for kept in work.records.load(some):
            row, theirs, at = by_record[kept.id], kept.record.invoice, made[kept.stated_by]
            if kept.gone or not kept.status_told or not _agree(invoices[row], theirs):
                continue
            moment = at if at.tzinfo else at.replace(tzinfo=work.at.tzinfo)
            found.append((row, moment, theirs.status))
    return found


def _agree(ours: Invoice, theirs: Invoice) -> bool:
    """Whether a record holds what is asked for at the official page, as we do."""
    same_status = ours.status == theirs.status
    known = theirs.total is not None and ours.total == theirs.total
    kinds = ours.kind == theirs.kind or same_kind(ours.kind, theirs.kind) or not theirs.kind
    return same_status and known and kinds and not compared(ours, theirs).contradictions


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 - months, 12)
    return years_before(day.replace(day=1, month=month + 1), -years)
