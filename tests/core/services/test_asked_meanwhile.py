"""What happens to an invoice while a service is asked about it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.app import Core
from core.domain.answer import State
from core.domain.invoice import EntryMethod, InvoiceKind
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import ChangedSince, KeyringLocked
from core.secrets import MemoryKeys, MemoryVault
from tests.core.verify.serving import http, serving
from tests.invoices import draft
from tests.verifying import MATCHES, Clock, Service, opened, set_up


@pytest.fixture
def core(folder: Path, keys: MemoryKeys) -> Iterator[Core]:
    clock = Clock()
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def enter(core: Core, n: int) -> str:
    return core.entry.add(draft(n), EntryMethod.MANUAL).key.name


def doing(service: Service, name: str, what: Callable[[], object]) -> None:
    """Let something be done while this invoice is asked about."""

    def answering(_: str) -> Any:
        what()
        return MATCHES

    service.answers[name] = answering


def test_an_entry_that_is_being_asked_about_is_not_taken_back(core: Core, service: Service) -> None:
    name = enter(core, 1)
    set_up(core, service)
    refused: list[ChangedSince] = []

    def taking_back() -> None:
        with pytest.raises(ChangedSince) as raised:
            core.entry.undo()
        refused.append(raised.value)

    doing(service, name, taking_back)
    assert core.verification.work_off().done == 1
    assert [x.facts["by"] for x in refused] == ["tester"]
    assert core.verification.history(name)[0].state is State.MATCH


def test_a_service_that_is_chosen_no_longer_is_asked_no_more(core: Core, service: Service) -> None:
    first, second = enter(core, 1), enter(core, 2)
    set_up(core, service)
    doing(service, first, lambda: core.providers.choose([]))
    worked = core.verification.work_off()
    assert (service.asked, worked.done, worked.waiting) == ([first], 1, 1)
    assert [x.hold for x in core.verification.waiting()] == [None]
    assert core.verification.history(second) == ()


def test_what_becomes_one_with_another_keeps_its_answer_and_waits_no_longer(
    core: Core, service: Service
) -> None:
    kind = InvoiceKind.DIGITAL_SPECIAL_PAPER
    on_paper = {"code": "011002600104", "number": "12345678", "kind": kind}
    paper = core.entry.add(draft(1, **on_paper), EntryMethod.MANUAL)
    whole = core.entry.add(draft(1, kind=kind), EntryMethod.MANUAL)
    set_up(core, service)
    core.verification.cancel([whole.key.name])

    def joining() -> None:
        with core._ledger.store.writing() as work:
            rows = work.invoices.ids_of([whole.key.name, paper.key.name])
            row = rows[whole.key.name]
            work.invoices.absorb(row, rows[paper.key.name])
            joined = replace(whole, code=paper.code, paper_number=paper.number)
            work.invoices.replace(row, joined)
            work.record("join", joined.key, Topic.INVOICES)

    doing(service, "12345678", joining)
    worked = core.verification.work_off()
    assert (worked.done, core.verification.waiting()) == (1, ())
    assert [x.state for x in core.verification.history(whole.key.name)] == [State.MATCH]
    (found,) = core.lookup.find(Query()).invoices
    assert found.paper_number == "12345678"


class Locked(MemoryVault):
    """A keyring that locks itself once a token is to be kept with its end."""

    def put(self, name: str, text: str) -> None:
        if "TOKEN" in text:
            raise KeyringLocked()
        super().put(name, text)


def test_a_keyring_that_locks_itself_midway_stops_the_run_and_leaves_nothing_in_doubt(
    folder: Path, keys: MemoryKeys
) -> None:
    clock = Clock()
    core = Core.open(folder, keys, now=clock, by="t", vault=Locked(), wait=clock.wait)
    name = enter(core, 1)
    told = {"access_token": "TOKEN", "expires_in": "3600"}
    with closing(core), serving(lambda _: http(told)) as server:
        core.providers.choose(["baidu"])
        core.providers.set_settings("baidu", {"address": server.address})
        core.providers.agree("baidu")
        core.providers.put_credentials("baidu", {"api_key": "a", "secret_key": "b"})
        worked = core.verification.work_off()
        assert [x.code for x in worked.stopped] == ["keyring_locked"]
        assert [got.path for got in server.got] == ["/oauth/2.0/token"]
        assert core.verification.history(name) == ()
        assert [x.hold for x in core.verification.waiting()] == [None]
