"""Working off the verification queue: asks, keeps each answer, and stops where nobody answers.

A question is committed before it is sent and its answer after it came. What a killed program
asked stands there without an answer, and is asked again only when a person says so.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from core.domain.answer import Answer, Charged, Failure, State
from core.domain.history import Asked
from core.domain.invoice import Face, Invoice
from core.domain.topic import Topic
from core.domain.waiting import (
    PASSES,
    TRIES,
    Held,
    Hold,
    after,
    asked_otherwise,
    held,
    is_over,
    needs_person,
    pause_after,
    service_failed,
)
from core.errors import AlreadyVerifying, AppError, FolderNeedsRest
from core.progress import Cancelled, Progress, Report, Wait, ignore
from core.services.answered import keep_answer, keep_before
from core.store.database import Store, Transaction
from core.store.generations import FolderLock
from core.store.ledger import Clock
from core.store.waiting import Place

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
    """A verification service that may be asked; `ask` blocks, and repeats up to so many times.

    `unfit` says why it cannot be asked about an invoice, None where it can. `ask` waits between
    its tries with what it is given, and raises an AppError or Cancelled only where nothing that
    may be charged was sent.
    """

    provider: str
    ask: Callable[[Face, int, Wait], Answer]
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
class _Read:
    """What was read of an invoice in the queue."""

    place: Place
    invoice: Invoice
    tries: int


@dataclass(frozen=True, slots=True)
class _Begun:
    """A question that is kept and about to be sent."""

    number: int
    row: int
    invoice: Invoice
    tries: int
    service: Service


class WorkingOff:
    """Works off the queue of one store."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        now: Clock,
        wait: Wait = time.sleep,
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
                run.end()
        return worked

    def recover(self) -> int:
        """Hold what a killed program asked without keeping an answer; give how many there were."""
        with self._store.writing() as work:
            found = work.verifications.unanswered()
            for number, row in found:
                lost = Answer(provider="", state=State.UNKNOWN, charged=Charged.UNKNOWN)
                work.verifications.answer(number, lost)
                work.waiting.hold(row, Held(Hold.MAYBE_CHARGED), paused=True)
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
        wait: Wait,
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
        self._failed = {name for name, choice in choices.items() if choice.failures}
        self._passed: set[int] = set()
        self._read: dict[int, _Read] = {}
        self._as_of: tuple[int, date] | None = None
        self._answered: list[int] = []
        self._stop: Cancelled | None = None
        self._next: int | None = None
        self._begun: _Begun | None = None

    def work(self, limit: int | None) -> None:
        """Go on until the queue, the limit or the services end."""
        asked = 0
        while (limit is None or asked < limit) and self._someone_answers():
            with self._store.reading() as work:
                self._forget_others(work)
                places = work.waiting.ready(AT_ONCE, self._passed)
                self._read = _read(work, places)
            if not places:
                return
            rows = [place.invoice for place in places]
            asked += self._some(rows, None if limit is None else limit - asked)

    def end(self) -> None:
        """Forget the question that was kept ahead and not sent, and sum up."""
        if self._begun is not None:
            with self._store.asking() as work:
                work.verifications.withdraw(self._begun.number)
        with self._store.reading() as work:
            self._worked.answers += work.verifications.get(self._answered)
            self._worked.waiting = work.waiting.count()

    def _some(self, rows: Sequence[int], most: int | None) -> int:
        """Ask about these, one after the other; say about how many somebody was asked."""
        asked = 0
        for place, row in enumerate(rows):
            if asked == most:
                break
            if not self._someone_answers():
                break
            last = most is not None and asked + 1 >= most
            self._next = None if last else next(iter(rows[place + 1 : place + 2]), None)
            asked += self._one(row)
        return asked

    def _one(self, row: int) -> bool:
        """Ask about one invoice; say whether anybody was asked."""
        asked: list[str] = []
        while True:
            begun = self._begun_for(row, asked)
            if begun is None:
                return bool(asked)
            answer = self._ask(begun)
            asked.append(begun.service.provider)
            if answer is not None and not answer.may_ask_another:
                return True

    def _begun_for(self, row: int, asked: Sequence[str]) -> _Begun | None:
        """Give the question that is kept for this invoice, or keep one."""
        begun, self._begun = self._begun, None
        if begun is not None and begun.row == row and not asked:
            return begun
        with self._store.asking() as work:
            self._forget_others(work)
            if begun is not None:
                work.verifications.withdraw(begun.number)
            return self._begin(work, row, asked)

    def _forget_others(self, work: Transaction) -> None:
        """Read anew where another has written since, of which there is a line, or a day began.

        A service that a person chooses no longer is asked no more.
        """
        now = (work.trail.head()[0], work.at.date())
        if now != self._as_of:
            self._read.clear()
            self._as_of = now
            off = {each.provider for each in work.askers.all() if not each.on}
            self._services = [x for x in self._services if x.provider not in off]

    def _begin(self, work: Transaction, row: int, asked: Sequence[str] = ()) -> _Begun | None:
        """Keep a question; None where it may not be asked now.

        A service that was asked before gave no answer and charged nothing: it holds nobody back.
        """
        if row not in self._read:
            self._read |= _read(work, filter(None, [work.waiting.place(row)]))
        read = self._read.get(row)
        if read is None or not (read.place.may_go_on(work.at) or (asked and read.place.backs_off)):
            return None
        invoice, tries = read.invoice, read.tries
        holding = held(invoice, tries, work.at)
        able = [each for each in self._services if each.unfit(invoice) is None]
        if holding is None and not able and self._services:
            holding = Held(Hold.UNFIT)
        if holding is not None:
            work.waiting.hold(row, holding)
            return None
        free = [x for x in able if x.provider not in asked and not self._resting(x)]
        if not free:
            self._passed.add(row)  # those that could be asked about it all rest
            return None
        number = work.verifications.ask(row, free[0].provider)
        return _Begun(number, row, invoice, tries, free[0])

    def _ask(self, begun: _Begun) -> Answer | None:
        """Ask, and keep what came; None where nothing was sent."""
        started = time.monotonic()
        try:
            self._report(Progress("verify", self._worked.done, self._total))
            answer = begun.service.ask(begun.invoice, TRIES - begun.tries, self._pause)
        except (AppError, Cancelled) as error:
            with self._store.asking() as work:
                work.verifications.withdraw(begun.number)
            if isinstance(error, Cancelled):
                raise
            why = Stopped(begun.service.provider, None, None, error.code, error)
            self._out(begun.service, why)
            return None
        self._keep(begun, answer, round((time.monotonic() - started) * 1000))
        if self._stop is not None:
            raise self._stop
        return answer

    def _pause(self, seconds: float) -> None:
        """Wait between two tries; a stop is kept, for it waits until the first try is kept."""
        try:
            self._sleep(self._now() + timedelta(seconds=seconds))
        except Cancelled as stop:
            self._stop = stop
            raise

    def _keep(self, begun: _Begun, answer: Answer, took: int) -> None:
        """Keep the answer, and with the same commit the question that comes next."""
        service = begun.service
        with self._store.writing() as work:
            self._forget_others(work)
            row, ours = self._now_standing(work, begun)
            number = keep_before(work, begun.number, row, answer)
            keep_answer(work, number, row, ours, answer, milliseconds=took)
            holding = after(answer, ours, begun.tries + 1, work.at)
            if holding is None and asked_otherwise(begun.invoice, ours):
                pass  # it was corrected meanwhile and goes on waiting
            elif holding is None:
                self._worked.done += work.waiting.drop([row])
            else:
                work.waiting.hold(row, holding, paused=holding.hold is Hold.MAYBE_CHARGED)
            if service_failed(answer):
                self._rest(work, service, answer)
            elif service.provider in self._failed:
                self._failed.discard(service.provider)
                work.askers.answered(service.provider)
            self._read.pop(begun.row, None)
            if self._next is not None and answer.definite:
                self._begun = self._begin(work, self._next)
            self._as_of = (work.trail.reached(), work.at.date())
        self._answered.append(number)

    def _now_standing(self, work: Transaction, begun: _Begun) -> tuple[int, Invoice]:
        """Give the invoice as it stands now: corrected since, or become one with another."""
        if begun.row in self._read:
            return begun.row, self._read[begun.row].invoice
        row = work.verifications.invoice_of(begun.number) or begun.row
        return row, work.invoices.by_row([row]).get(row, begun.invoice)

    def _rest(self, work: Transaction, service: Service, answer: Answer) -> None:
        failures = work.askers.failures(service.provider) + 1
        pause = UNTIL_A_PERSON if needs_person(answer) else pause_after(failures, answer.wait)
        if answer.wait is not None and not needs_person(answer) and failures == 1:
            pause = min(timedelta(seconds=answer.wait), PASSES)  # it said itself how long
        until = work.at + pause
        self._failed.add(service.provider)
        work.askers.rest(service.provider, until, answer.state, answer.code)
        self._rests[service.provider] = until
        self._note(Stopped(service.provider, answer.state, answer.failure, answer.code))

    def _out(self, service: Service, why: Stopped) -> None:
        """Ask a service no more in this run."""
        if service in self._services:
            self._services.remove(service)
        self._note(why)

    def _note(self, why: Stopped) -> None:
        others = [x for x in self._worked.stopped if x.provider != why.provider]
        self._worked.stopped[:] = [*others, why]

    def _resting(self, service: Service) -> bool:
        until = self._rests.get(service.provider)
        return until is not None and not is_over(until, self._now())

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
        self._passed.clear()
        return True

    def _sleep(self, until: datetime) -> None:
        while (left := (until - self._now()).total_seconds()) > 0:
            self._report(Progress("verify", self._worked.done, self._total))
            self._wait(min(left, SLICE))


def _read(work: Transaction, places: Iterable[Place]) -> dict[int, _Read]:
    """Read what a question needs of these."""
    by_row = {place.invoice: place for place in places}
    invoices = work.invoices.by_row(list(by_row))
    tries = work.verifications.tries(list(by_row), work.at.date())
    return {
        row: _Read(by_row[row], invoice, tries.get(row, 0)) for row, invoice in invoices.items()
    }
