"""A program that is killed between a question and its answer loses nothing and repeats nothing."""

import multiprocessing
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from core.app import Core
from core.domain.answer import Charged, State
from core.domain.invoice import EntryMethod
from core.domain.waiting import Hold
from core.secrets import MemoryKeys
from core.store.generations import read_current
from tests.invoices import draft
from tests.keeping import broken
from tests.ledgers import now
from tests.survival.verifying import work_off_and_die, work_off_until_killed
from tests.verifying import MATCHES, Clock, Service, opened, running, set_up

KILLS = 8
INVOICES = 4 * KILLS


def test_what_was_asked_when_it_was_killed_is_unknown_and_is_never_asked_again(
    folder: Path, keys: MemoryKeys
) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.survival.verifying"])
    key = keys.get(read_current(folder).key_id)
    core = Core.open(folder, keys, now=now, by="t")
    names = [core.entry.add(draft(n), EntryMethod.MANUAL).key.name for n in range(INVOICES)]
    core.close()
    cut: list[str] = []
    with running() as service:
        for kill in range(KILLS):
            asked, dead = Event(), Event()
            answered = len(service.asked)

            service.usual = partial(_answer, service, answered + kill % 3, cut, asked, dead)
            child = context.Process(
                target=work_off_until_killed, args=(str(folder), key.bytes, service.address)
            )
            child.start()
            assert asked.wait(60)
            child.kill()
            child.join()
            dead.set()
        service.usual = MATCHES
        clock = Clock(now())
        with opened(folder, keys, clock, clock.wait) as after:
            set_up(after, service)
            after.verification.work_off()
            after.verification.work_off()
            assert set(service.times().values()) == {1}
            assert set(service.asked) == set(names)
            waiting = after.verification.waiting()
            assert {x.key: x.hold for x in waiting} == dict.fromkeys(cut, Hold.MAYBE_CHARGED)
            told = {x.key: (x.state, x.charged) for x in after.verification.history(limit=1000)}
            for name in names:
                lost = (State.UNKNOWN, Charged.UNKNOWN)
                assert told[name] == (lost if name in cut else (State.MATCH, Charged.YES))
            assert broken(after) == []
    assert len(cut) == KILLS


@pytest.mark.parametrize(
    ("point", "nth", "doubtful"),
    [
        ("unfit", 1, 0),  # before anything was noted
        ("ask", 1, 1),
        ("answered", 1, 1),
        ("unfit", 2, 1),  # while the answer is kept, and the next question with it
        ("kept", 2, 1),  # the first news are those of what the kill before cut off
    ],
)
def test_whenever_it_is_killed_none_is_asked_twice_and_none_is_lost(
    folder: Path, keys: MemoryKeys, point: str, nth: int, doubtful: int
) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.survival.verifying"])
    key = keys.get(read_current(folder).key_id)
    clock = Clock(now())
    with opened(folder, keys, clock, clock.wait) as core:
        names = [core.entry.add(draft(n), EntryMethod.MANUAL).key.name for n in range(8)]
    with running() as service:
        for _ in range(2):
            child = context.Process(
                target=work_off_and_die,
                args=(str(folder), key.bytes, service.address, point, nth),
            )
            child.start()
            child.join(60)
            assert child.exitcode not in (0, None)
        with opened(folder, keys, clock, clock.wait) as after:
            set_up(after, service)
            after.verification.work_off()
            after.verification.work_off()
            waiting = {x.key: x.hold for x in after.verification.waiting()}
            assert list(waiting.values()) == [Hold.MAYBE_CHARGED] * 2 * doubtful
            assert max(service.times().values()) == 1
            verified = after.verification.verified(names)
            assert {*verified, *waiting} == set(names)
            assert not {*verified} & {*waiting}
            assert {x for x in names if x not in service.asked} <= {*waiting}
            assert broken(after) == []


def _answer(
    service: Service, first: int, cut: list[str], asked: Event, dead: Event, number: str
) -> Any:
    """Answer the first; the next one is kept waiting until who asked is dead."""
    if len(service.asked) > first:
        cut.append(number)
        asked.set()
        dead.wait(60)
    return MATCHES
