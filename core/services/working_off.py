"""Working off the verification queue: asks, keeps each answer, and stops where nobody answers.

A question is committed before it is sent and its answer after it came. What a killed program
asked stands there without an answer, and is asked again only when a person says so.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from core.domain.answer import Answer, Charged, Failure, State
from core.domain.history import Asked, compared, offered
from core.domain.invoice import Draft, Face, Invoice, Source
from core.domain.plain import plain
from core.domain.problem import Problem, ProblemCode
from core.domain.topic import Topic
from core.domain.waiting import (
    Held,
    Hold,
    after,
    counts,
    held,
    is_alarm,
    needs_person,
    pause_after,
    service_failed,
)
from core.errors import AlreadyVerifying, AppError, FolderNeedsRest
from core.progress import Cancelled, Progress, Report, ignore
from core.store.database import Store, Transaction
from core.store.generations import FolderLock
from core.store.ledger import Clock
from core.store.originals import Original

LOCK: Final = "verifying.lock"
"""The queue is worked off by one program at a time."""
AT_ONCE: Final = 200
"""How many places are fetched at once."""
PATIENCE: Final = timedelta(minutes=1)
"""A service that rests for no longer is waited for."""
SLICE: Final = 0.25
"""Seconds in which cancelling is heard."""
UNTIL_A_PERSON: Final = timedelta(hours=1)
"""How long a service rests whose account or keys are at fault, if nobody mends them."""


@dataclass(frozen=True, slots=True)
class Service:
    """A verification service that may be asked; `ask` blocks.

    `unfit` says why it cannot be asked about an invoice, None where it can. `ask` raises an
    AppError or Cancelled only where nothing was sent.
    """

    provider: str
    ask: Callable[[Face], Answer]
    unfit: Callable[[Face], str | None]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a service is asked no more for now: what it said, or an error before it was asked."""

    provider: str
    state: State | None
    failure: Failure | None
    code: str
    error: AppError | None = None


@dataclass(slots=True)
class Worked:
    """What came of it: `done` invoices wait no longer, `waiting` ones still do."""

    done: int = 0
    waiting: int = 0
    answers: list[Asked] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A question that is kept and about to be sent."""

    number: int
    row: int
    invoice: Invoice
    tries: int


class WorkingOff:
    """Works off the queue of one store."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        now: Clock,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        """`wait` takes seconds; one that does not sleep goes with a clock that it moves."""
        self._store = store
        self._folder = folder
        self._now = now
        self._wait = wait

    def run(
        self,
        services: Sequence[Service],
        report: Report = ignore,
        *,
        limit: int | None = None,
        into: Worked | None = None,
        anew: bool = False,
    ) -> Worked:
        """Ask about what may be asked, in the order of the queue, until nothing or nobody is left.

        The next service is asked where the one before gave no answer and certainly charged
        nothing. `anew` asks those too that rest. After Cancelled the ledger is as consistent as
        after the end. Raises AlreadyVerifying where this is going on already.
        """
        worked = into if into is not None else Worked()
        with self._alone():
            self.recover()
            run = _Run(self._store, self._now, self._wait, services, report, worked, anew)
            try:
                run.work(limit)
            finally:
                with self._store.reading() as work:
                    worked.waiting = work.waiting.count()
        return worked

    def recover(self) -> int:
        """Hold what a killed program asked without keeping an answer; give how many there were."""
        with self._store.writing() as work:
            found = work.verifications.unanswered()
            for number, row in found:
                lost = Answer(provider="", state=State.UNKNOWN, charged=Charged.UNKNOWN)
                work.verifications.answer(number, lost)
                work.waiting.hold(row, Held(Hold.MAYBE_CHARGED))
            invoices = work.invoices.by_row([row for _, row in found])
            names = [x.key.name for x in invoices.values()]
            work.record_all(
                "verify", names, Topic.VERIFICATION, state=State.UNKNOWN, why="broken_off"
            )
            return len(found)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            lock = FolderLock.alone(self._folder, LOCK)
        except FolderNeedsRest:
            raise AlreadyVerifying() from None
        try:
            yield
        finally:
            lock.release()


class _Run:
    """One working off."""

    def __init__(
        self,
        store: Store,
        now: Clock,
        wait: Callable[[float], object],
        services: Sequence[Service],
        report: Report,
        worked: Worked,
        anew: bool,
    ) -> None:
        self._store = store
        self._now = now
        self._wait = wait
        self._services = list(services)
        self._report = report
        self._worked = worked
        with store.reading() as work:
            choices = {x.provider: x for x in work.askers.all()}
            self._total = work.waiting.holds().get(None, 0)
        self._rests = {
            name: choice.resting
            for name, choice in choices.items()
            if choice.resting is not None and not anew
        }
        self._passed: set[int] = set()

    def work(self, limit: int | None) -> None:
        """Go on until the queue, the limit or the services end."""
        asked = 0
        while self._someone_answers():
            with self._store.reading() as work:
                places = work.waiting.ready(AT_ONCE, self._passed)
            if not places:
                return
            for place in places:
                if limit is not None and asked >= limit:
                    return
                self._report(Progress("verify", self._worked.done, self._total))
                if not self._someone_answers():
                    return
                asked += self._one(place.invoice)

    def _one(self, row: int) -> bool:
        """Ask about one invoice; say whether anybody was asked."""
        with self._store.reading() as work:
            invoice = work.invoices.by_row([row]).get(row)
        if invoice is None:
            self._passed.add(row)
            return False
        able = [each for each in self._services if each.unfit(invoice) is None]
        if not able:
            self._hold(row, Held(Hold.UNFIT))
            return False
        asked = False
        for service in able:
            if self._resting(service):
                continue
            begun = self._begin(row, service, another=asked)
            if begun is None:
                return asked
            answer = self._ask(service, begun)
            asked = asked or answer is not None
            if answer is not None and not answer.may_ask_another:
                return True
        if not asked:
            self._passed.add(row)  # those that could be asked about it all rest
        return asked

    def _begin(self, row: int, service: Service, *, another: bool) -> _Begun | None:
        """Keep the question; None where it may not be asked now.

        `another`: a service before gave no answer and charged nothing, which holds nobody back.
        """
        with self._store.asking() as work:
            place = next(iter(work.waiting.places([row])), None)
            failed = another and place is not None and place.hold is Hold.BACK_OFF
            if not failed and not work.waiting.is_ready(row):
                return None
            (invoice,) = work.invoices.load([row])
            tries = work.verifications.tries([row], work.at.date()).get(row, 0)
            holding = held(invoice, tries, work.at)
            if holding is not None:
                work.waiting.hold(row, holding)
                return None
            number = work.verifications.ask(row, service.provider)
            return _Begun(number, row, invoice, tries)

    def _ask(self, service: Service, begun: _Begun) -> Answer | None:
        """Ask, and keep what came; None where nothing was sent."""
        started = time.monotonic()
        try:
            answer = service.ask(begun.invoice)
        except (AppError, Cancelled) as error:
            with self._store.asking() as work:
                work.verifications.withdraw(begun.number)
            if isinstance(error, Cancelled):
                raise
            self._out(service, Stopped(service.provider, None, None, error.code, error))
            return None
        self._keep(service, begun, answer, round((time.monotonic() - started) * 1000))
        return answer

    def _keep(self, service: Service, begun: _Begun, answer: Answer, took: int) -> None:
        with self._store.writing() as work:
            ours = work.invoices.by_row([begun.row]).get(begun.row, begun.invoice)
            settles = keep_answer(work, begun.number, begun.row, ours, answer, milliseconds=took)
            holding = after(answer, ours, begun.tries + 1, work.at)
            place = next(iter(work.waiting.places([begun.row])), None)
            if holding is None and settles:
                self._worked.done += work.waiting.drop([begun.row])
            elif place and (place.hold is not Hold.PAUSED or holding == Held(Hold.MAYBE_CHARGED)):
                work.waiting.hold(begun.row, holding)
            if service_failed(answer):
                self._rest(work, service, answer)
            else:
                work.askers.answered(service.provider)
            found = work.verifications.get(begun.number)
        if found is not None:
            self._worked.answers.append(found)

    def _rest(self, work: Transaction, service: Service, answer: Answer) -> None:
        failures = work.askers.failures(service.provider) + 1
        pause = UNTIL_A_PERSON if needs_person(answer) else pause_after(failures, answer.wait)
        if answer.wait is not None and not needs_person(answer) and failures == 1:
            pause = timedelta(seconds=answer.wait)  # it said itself how long
        until = work.at + pause
        work.askers.rest(service.provider, until, answer.state, answer.code)
        self._rests[service.provider] = until
        self._note(Stopped(service.provider, answer.state, answer.failure, answer.code))

    def _out(self, service: Service, why: Stopped) -> None:
        """Ask a service no more in this run."""
        self._services.remove(service)
        self._note(why)

    def _note(self, why: Stopped) -> None:
        others = [x for x in self._worked.stopped if x.provider != why.provider]
        self._worked.stopped[:] = [*others, why]

    def _hold(self, row: int, holding: Held) -> None:
        with self._store.asking() as work:
            work.waiting.hold(row, holding)

    def _resting(self, service: Service) -> bool:
        until = self._rests.get(service.provider)
        return until is not None and until > self._now()

    def _someone_answers(self) -> bool:
        """Say whether a service can be asked, after a short rest if need be."""
        if not self._services:
            return False
        if any(not self._resting(x) for x in self._services):
            return True
        until = min(self._rests[x.provider] for x in self._services)
        if until - self._now() > PATIENCE:
            return False
        self._sleep(until)
        return True

    def _sleep(self, until: datetime) -> None:
        while (left := (until - self._now()).total_seconds()) > 0:
            self._report(Progress("verify", self._worked.done, self._total))
            self._wait(min(left, SLICE))
        self._passed.clear()


def keep_answer(
    work: Transaction,
    number: int,
    row: int,
    ours: Invoice,
    answer: Answer,
    *,
    milliseconds: int | None = None,
    how: str = "provider",
) -> bool:
    """Keep an answer with what it adds and contradicts; say whether it settles the question.

    What contradicts ours waits for a look, with the answer as its document.
    """
    face = answer.face
    merged = compared(ours, face) if face is not None else None
    differs = list(merged.contradictions) if merged else []
    alarm = is_alarm(ours.status, answer.status)
    if alarm and answer.status is not None:
        values = {"field": "status", "ours": ours.status.value, "theirs": answer.status.value}
        differs.append(Problem(ProblemCode.CONTRADICTS, values, "status"))
    fills = tuple(x.field for x in offered(ours, face)) if face is not None else ()
    work.verifications.answer(
        number,
        answer,
        fills=fills,
        differs=differs,
        counted=counts(answer),
        alarm=alarm,
        milliseconds=milliseconds,
    )
    facts = {"provider": answer.provider, "state": answer.state, "status": answer.status}
    work.record("verify", ours.key, Topic.VERIFICATION, how=how, charged=answer.charged, **facts)
    if answer.definite:
        work.invoices.index_anew([row])  # it is found by what was said of it
    if differs:
        _let_look(work, row, ours, answer, differs)
    return answer.definite


def _let_look(
    work: Transaction, row: int, ours: Invoice, answer: Answer, differs: Sequence[Problem]
) -> None:
    """Put the answer into the queue of what needs a look, once."""
    name = ours.key.name
    draft = _account(ours, answer)
    data = (answer.raw or json.dumps(plain(draft), ensure_ascii=False)).encode()
    label = f"{answer.provider} {name}.json"
    original = work.originals.keep(Original(label, data, None, electronic=False))
    if work.reviews.find(original, 0) is None:
        work.reviews.add(original, 0, label, draft, differs, name, row)
        work.record("review", ours.key, Topic.REVIEWS, file=label)


def _account(ours: Invoice, answer: Answer) -> Draft:
    """What the answer says of the invoice, under the numbers that were asked about."""
    face = answer.face or Face()
    values = {name: getattr(face, name) for name in Face.__dataclass_fields__}
    numbers = {"code": ours.code, "number": ours.number, "paper_number": ours.paper_number}
    draft = Draft(**(values | numbers | {"issued_on": face.issued_on or ours.issued_on}))
    if answer.status is None:
        return draft
    return replace(draft, status=answer.status, sources={"status": Source.ANSWER})
