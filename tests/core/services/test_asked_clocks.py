"""Clocks that are wrong or pass midnight: nobody is asked too often, nothing waits for years."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.app import BEIJING, Core
from core.domain.answer import State
from core.domain.invoice import EntryMethod
from core.domain.waiting import Hold
from core.secrets import MemoryKeys
from core.store.askers import Plan
from tests.invoices import draft
from tests.verifying import MATCHES, Clock, Service, error, opened, set_up


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def ask(core: Core, name: str, times: int) -> None:
    for _ in range(times):
        core.verification.queue([name])
        core.verification.work_off(anew=True)


def test_five_times_asked_by_a_clock_of_another_year_hold_nothing_back_today(
    core: Core, service: Service, clock: Clock
) -> None:
    name = core.entry.add(draft(1), EntryMethod.MANUAL).key.name
    set_up(core, service)
    right, clock.at = clock.at, clock.at + timedelta(days=400)
    ask(core, name, 6)
    clock.at = right
    core.verification.queue([name])
    assert core.verification.work_off().done == 1
    assert service.times()[name] == 6


def test_a_clock_that_is_set_back_over_midnight_gives_no_sixth_question(
    core: Core, service: Service, clock: Clock
) -> None:
    name = core.entry.add(draft(1), EntryMethod.MANUAL).key.name
    set_up(core, service)
    clock.at = datetime(2026, 11, 25, 0, 10, tzinfo=BEIJING)
    ask(core, name, 6)
    clock.at = datetime(2026, 11, 24, 23, 50, tzinfo=BEIJING)
    ask(core, name, 3)
    clock.at = datetime(2026, 11, 25, 0, 20, tzinfo=BEIJING)
    ask(core, name, 3)
    assert service.times()[name] == 5
    assert core.verification.waiting()[0].hold is Hold.LIMIT


def test_a_question_that_is_answered_after_midnight_is_one_of_the_new_day(
    core: Core, service: Service, clock: Clock
) -> None:
    name = core.entry.add(draft(1), EntryMethod.MANUAL).key.name
    set_up(core, service)
    clock.at = datetime(2026, 11, 24, 23, 59, 59, tzinfo=BEIJING)

    def slowly(_: str) -> Any:
        clock.at = max(clock.at, datetime(2026, 11, 25, 0, 0, 1, tzinfo=BEIJING))
        return error("ResourceUnavailable.TaxNetworkError")

    service.usual = slowly
    for _ in range(8):
        core.verification.work_off(anew=True)
        clock.at += timedelta(hours=2)
    assert service.times()[name] == 5


def test_what_a_clock_of_another_year_found_in_order_is_looked_at_again(
    core: Core, service: Service, clock: Clock
) -> None:
    name = core.entry.add(draft(1), EntryMethod.MANUAL).key.name
    set_up(core, service)
    core.verification.set_plan(Plan(again_days=30))
    right, clock.at = clock.at, clock.at + timedelta(days=400)
    ask(core, name, 1)
    clock.at = right + timedelta(days=1)
    assert core.verification.look_again() == 1
    service.usual = MATCHES
    assert core.verification.work_off().done == 1
    assert core.verification.look_again() == 0


def test_what_is_answered_after_a_clock_of_another_year_counts(
    core: Core, service: Service, clock: Clock
) -> None:
    name = core.entry.add(draft(1), EntryMethod.MANUAL).key.name
    set_up(core, service)
    right, clock.at = clock.at, clock.at + timedelta(days=400)
    ask(core, name, 1)
    clock.at = right
    service.usual = error("FailedOperation.InvoiceMismatch")
    ask(core, name, 1)
    assert core.verification.verified([name])[name].state is State.MISMATCH
    assert core.verification.figures().failed == 1
    assert core.lookup.verifications() == ("mismatch",)


def test_what_was_asked_about_before_midnight_and_is_not_there_yet_waits_another_day(
    core: Core, service: Service, clock: Clock
) -> None:
    clock.at = datetime(2026, 11, 24, 23, 59, 59, tzinfo=BEIJING)
    day = clock.at.date()
    name = core.entry.add(draft(1, issued_on=day), EntryMethod.MANUAL).key.name
    set_up(core, service)

    def after_midnight(_: str) -> Any:
        clock.at += timedelta(seconds=2)
        return error("ResourceNotFound.NoInvoice")

    service.answers[name] = after_midnight
    core.verification.work_off()
    assert [x.hold for x in core.verification.waiting()] == [Hold.SAME_DAY]
    clock.at += timedelta(days=1)
    service.answers.clear()
    assert core.verification.work_off().done == 1
