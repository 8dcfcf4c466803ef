"""A restored ledger knows what services were asked since its backup, and asks none of it again."""

from decimal import Decimal
from pathlib import Path

from core.app import Core
from core.domain.answer import Charged, State
from core.domain.invoice import EntryMethod
from core.domain.waiting import Hold
from core.secrets import MemoryKeys
from core.services.restoring import restore, undo
from core.store.generations import ledger_file
from tests.invoices import draft
from tests.keeping import broken
from tests.verifying import MATCHES, Clock, Service, error, opened, set_up

DOWN = error("ResourceUnavailable.TaxNetworkError")


def enter(core: Core, n: int) -> str:
    return core.entry.add(draft(n), EntryMethod.MANUAL).key.name


def test_what_was_answered_since_the_backup_is_not_asked_again(
    folder: Path, keys: MemoryKeys, service: Service, tmp_path: Path
) -> None:
    clock = Clock()
    with opened(folder, keys, clock, clock.wait) as core:
        names = [enter(core, n) for n in range(5)]
        set_up(core, service)
        file = core.backups.make(tmp_path).file
        service.answers = {names[1]: None, names[2]: DOWN, names[3]: error("NobodyKnows")}
        core.verification.work_off()
        core.corrections.correct(names[4], {"total": Decimal("8.00")}, "a reason")
        core.verification.work_off(anew=True)
    times = service.times()
    restore(file, folder, keys, now=clock, by="t")
    with opened(folder, keys, clock, clock.wait) as core:
        set_up(core, service)
        waiting = {x.key: (x.hold, x.tries_today) for x in core.verification.waiting()}
        assert waiting == {
            names[1]: (Hold.MAYBE_CHARGED, 1),
            names[2]: (None, times[names[2]]),
            names[3]: (Hold.MAYBE_CHARGED, 1),
            names[4]: (None, 1),  # it was asked about with another total
        }
        assert core.verification.verified(names)[names[0]].state is State.MATCH
        assert core.providers.spent()[0].questions == sum(times.values())
        service.answers = {names[4]: MATCHES}
        service.usual = MATCHES
        assert core.verification.work_off(anew=True).done == 2
        assert service.times() - times == {names[2]: 1, names[4]: 1}
        assert broken(core) == []


def test_a_question_that_was_cut_off_since_the_backup_may_be_charged(
    folder: Path, keys: MemoryKeys, service: Service, tmp_path: Path
) -> None:
    clock = Clock()
    with opened(folder, keys, clock, clock.wait) as core:
        name = enter(core, 1)
        set_up(core, service)
        file = core.backups.make(tmp_path).file
        with core._ledger.store.asking() as work:
            (row,) = work.invoices.ids_of([name]).values()
            work.verifications.ask(row, "tencent")
    restore(file, folder, keys, now=clock, by="t")
    with opened(folder, keys, clock, clock.wait) as core:
        set_up(core, service)
        core.verification.work_off()
        assert service.asked == []
        (asked,) = core.verification.history(name)
        assert (asked.state, asked.charged) == (State.UNKNOWN, Charged.UNKNOWN)


def test_undoing_a_restore_carries_on_what_was_asked_behind_it(
    folder: Path, keys: MemoryKeys, service: Service, tmp_path: Path
) -> None:
    clock = Clock()
    with opened(folder, keys, clock, clock.wait) as core:
        names = [enter(core, n) for n in range(2)]
        file = core.backups.make(tmp_path).file
        enter(core, 2)
    restore(file, folder, keys, now=clock, by="t")
    with opened(folder, keys, clock, clock.wait) as core:
        set_up(core, service)
        core.verification.work_off()
    undo(folder, keys, now=clock, by="t")
    with opened(folder, keys, clock, clock.wait) as core:
        assert [x.key for x in core.verification.waiting()] == [draft(2).number]
        assert [x.key for x in core.verification.history()] == names[::-1]
        assert broken(core) == []


def test_a_damaged_ledger_is_replaced_all_the_same(
    folder: Path, keys: MemoryKeys, service: Service, tmp_path: Path
) -> None:
    clock = Clock()
    with opened(folder, keys, clock, clock.wait) as core:
        name = enter(core, 1)
        file = core.backups.make(tmp_path).file
        set_up(core, service)
        core.verification.work_off()
    living = ledger_file(folder, 1)
    whole = living.read_bytes()
    living.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))
    restore(file, folder, keys, now=clock, by="t")
    with opened(folder, keys, clock, clock.wait) as core:
        assert core.lookup.by_name(name).number == name
        assert broken(core) == []
