"""The prospect of the queue: what is told of it is what happens when it is worked off."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.app import Core
from core.domain.change import ThrowAway
from core.domain.invoice import Draft, EntryMethod, InvoiceKind
from core.domain.topic import Topic
from core.domain.waiting import Hold
from core.secrets import MemoryKeys
from core.services.prospect import LOOKED_AT
from core.store.askers import Plan
from tests.invoices import draft
from tests.verifying import START, Clock, Service, error, opened, running, set_up

TODAY = START.date()
FRESH = count(1_000)
"""Numbers that no example had before."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as made:
        yield made


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def enter(core: Core, *drafts: Draft) -> list[str]:
    return [core.entry.add(each, EntryMethod.MANUAL).key.name for each in drafts]


def paper(n: int, **changes: object) -> Draft:
    numbers = {"code": "1100204130", "number": f"{n:08d}", "kind": InvoiceKind.ORDINARY_PAPER}
    return draft(n, **(numbers | {"check_code": "12345678901234567890"} | changes))


CASES: dict[str, Callable[[int], Draft]] = {
    "digital": draft,
    "paper": paper,
    "paper of today": lambda n: paper(n, issued_on=TODAY),
    "without a check code": lambda n: paper(n, check_code=None),
    "six years old": lambda n: draft(n, issued_on=date(2020, 1, 1)),
    "for the customs": lambda n: draft(n, kind=InvoiceKind.CUSTOMS),
    "of no kind": lambda n: paper(n, kind=None),
}


def test_without_a_service_no_time_is_made_up(core: Core, clock: Clock) -> None:
    core.verification.set_plan(Plan(hours=(14,)))
    enter(core, draft(1), draft(2), paper(3, check_code=None))
    found = core.verification.prospect()
    assert (found.waiting, found.going, found.held) == (3, 2, {Hold.MISSING: 1})
    assert (found.services, found.each, found.seconds, found.begins) == ((), None, None, None)
    core.providers.choose(["tencent"])  # whose terms nobody has read
    assert core.verification.prospect().services == ()
    core.outages.announce(clock.at, clock.at + timedelta(hours=1), "notice")
    assert core.verification.prospect().begins is None


def test_one_service_is_asked_as_fast_as_it_allows_and_answers(
    core: Core, clock: Clock, service: Service
) -> None:
    set_up(core, service)
    enter(core, *(draft(n) for n in range(8)))
    found = core.verification.prospect()
    assert (found.services, found.going, found.measured) == (("tencent",), 8, False)
    assert found.seconds == pytest.approx(8 / 20)
    core.verification.work_off(limit=1)
    with core._ledger.store.writing() as work:
        work.connection.exec_driver_sql("UPDATE verifications SET milliseconds = 6000")
        work.record("verify", None, Topic.VERIFICATION)
    found = core.verification.prospect()
    assert (found.going, found.each, found.measured) == (7, 6.0, True)
    assert found.seconds == 42.0
    core.providers.choose(["baiwang", "tencent"])
    core.providers.agree("baiwang")
    found = core.verification.prospect()  # the first is asked alone, and never answered before
    assert (found.services, found.each, found.measured) == (("baiwang", "tencent"), 1.0, False)


def test_a_service_that_another_version_chose_is_left_out(
    core: Core, clock: Clock, service: Service
) -> None:
    enter(core, draft(1), draft(2))
    choose_later(core, "of_later")
    assert core.verification.prospect().services == ()
    set_up(core, service)
    choose_later(core, "of_later", "tencent")
    found = core.verification.prospect()
    assert (found.services, found.going, found.each) == (("tencent",), 2, 1 / 20)


def choose_later(core: Core, *names: str) -> None:
    """Choose as another version did, which knew more services."""
    with core._ledger.store.writing() as work:
        work.askers.choose(list(names))
        work.askers.change("of_later", agreed_at=work.at.isoformat())
        work.record("choose_providers", None, Topic.VERIFICATION)


def test_of_services_that_rest_the_next_one_gives_the_pace(
    core: Core, clock: Clock, service: Service
) -> None:
    set_up(core, service)
    enter(core, draft(1), draft(2))
    service.usual = error("FailedOperation.ArrearsError")
    core.verification.work_off()
    found = core.verification.prospect()
    (choice,) = core.providers.choices()
    assert choice.resting is not None
    assert found.free == choice.resting
    core.providers.agree("baiwang")
    with core._ledger.store.writing() as work:
        work.askers.change("baiwang", on=True, position=1)
        work.record("choose_providers", None, Topic.VERIFICATION)
    found = core.verification.prospect()
    assert (found.free, found.services, found.each) == (None, ("tencent", "baiwang"), 1.0)


def test_what_is_told_to_go_is_asked_and_the_rest_is_held_as_told(
    core: Core, clock: Clock, service: Service
) -> None:
    set_up(core, service)

    @settings(max_examples=12)
    @given(st.lists(st.sampled_from(sorted(CASES)), min_size=1, max_size=8))
    def told_and_done(names: list[str]) -> None:
        core.verification.cancel()
        service.asked.clear()
        keys = enter(core, *(CASES[name](next(FRESH)) for name in names))
        core.verification.pause(keys[:1])
        told = core.verification.prospect()
        assert told.waiting == len(names) == told.going + sum(told.held.values())
        worked = core.verification.work_off()
        assert (worked.done, len(service.asked)) == (told.going, told.going)
        assert core.verification.figures().held == told.held
        after = core.verification.prospect()
        assert (after.waiting, after.going, after.held) == (worked.waiting, 0, told.held)

    told_and_done()


def test_during_an_outage_it_is_told_what_goes_on_at_its_end(
    core: Core, clock: Clock, service: Service
) -> None:
    set_up(core, service)
    clock.at = START.replace(hour=20)
    enter(core, draft(1), paper(2, issued_on=TODAY))
    core.verification.work_off()
    enter(core, draft(3))
    known = core.outages.announce(clock.at, clock.at + timedelta(hours=2), "notice")
    found = core.verification.prospect()
    assert (found.outage, found.begins) == (known, known.until)
    assert (found.going, found.held) == (1, {Hold.SAME_DAY: 1})
    core.outages.withdraw(known.id)
    longer = core.outages.announce(clock.at, clock.at + timedelta(hours=9), "notice")
    found = core.verification.prospect()  # it ends tomorrow, when what waits for that goes too
    assert (found.begins, found.going, found.held) == (longer.until, 2, {})
    core.outages.withdraw(longer.id)
    endless = core.outages.begin("noticed")
    found = core.verification.prospect()
    assert (found.outage, found.begins, found.going) == (endless, None, 1)


def test_the_next_hour_of_the_plan_is_told(core: Core, clock: Clock, service: Service) -> None:
    set_up(core, service)
    assert core.verification.prospect().begins is None
    core.verification.set_plan(Plan(hours=(9, 14)))
    assert core.verification.prospect().begins == START.replace(minute=0)  # it is that hour
    assert core.verification.due_run()
    assert core.verification.prospect().begins == START.replace(hour=14, minute=0)
    clock.at = START.replace(hour=20)
    tomorrow = START.replace(hour=9, minute=0) + timedelta(days=1)
    assert core.verification.prospect().begins == tomorrow


def test_what_lies_in_the_recycle_bin_is_not_counted(core: Core) -> None:
    keys = enter(core, *(draft(n) for n in range(4)))
    core.verification.pause(keys[:2])
    core.corrections.apply([keys[0], keys[3]], ThrowAway())
    found = core.verification.prospect()
    assert (found.waiting, found.going, found.held) == (2, 1, {Hold.PAUSED: 1})
    assert core.verification.count() == 2


def test_of_very_many_only_what_is_known_so_far_is_told(core: Core) -> None:
    enter(core, paper(1, check_code=None), *(draft(n) for n in range(2, LOOKED_AT + 2)))
    found = core.verification.prospect()
    assert (found.exact, found.going) == (False, LOOKED_AT + 1)
    core.corrections.apply([draft(2).complete().key.name], ThrowAway())
    found = core.verification.prospect()
    assert (found.exact, found.going, found.held) == (True, LOOKED_AT - 1, {Hold.MISSING: 1})
    assert found.waiting == LOOKED_AT


def test_what_no_chosen_service_is_asked_about_does_not_go(core: Core, service: Service) -> None:
    enter(core, paper(1, kind=InvoiceKind.FREIGHT))
    set_up(core, service)
    assert core.verification.prospect().going == 1
    core.providers.choose(["baiwang"])
    core.providers.agree("baiwang")
    found = core.verification.prospect()
    assert (found.going, found.held) == (0, {Hold.UNFIT: 1})
