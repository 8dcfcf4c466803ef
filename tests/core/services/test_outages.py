"""Outages: entry goes on, what was entered waits, and afterwards it is told what became of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.app import Core
from core.domain.answer import State
from core.domain.invoice import Entered, EntryMethod
from core.domain.waiting import Hold, Why
from core.errors import NoOutage
from core.files.ledger_writer import write_ledger
from core.secrets import MemoryKeys
from core.services.restoring import show
from core.store.askers import Plan
from tests.invoices import draft
from tests.ledgers import NOW
from tests.verifying import Clock, error, opened, running, set_up
from words.outage import banner, coming, notice, report_lines


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def test_a_maintenance_begins_and_ends_by_itself(core: Core, clock: Clock) -> None:
    since, until = clock.at + timedelta(hours=1), clock.at + timedelta(hours=3)
    planned = core.outages.announce(since, until, "北京税务局公告")
    assert core.outages.ahead() == (planned,)
    assert "北京税务局公告" in coming(planned)
    before = core.entry.add(draft(1), EntryMethod.SCAN)
    clock.at = since
    assert core.outages.current() == planned
    during = core.entry.add(draft(2), EntryMethod.SCAN)
    clock.at = until
    assert core.outages.current() is None
    after = core.entry.add(draft(3), EntryMethod.SCAN)
    marks = [x.entered.offline for x in (before, during, after) if x.entered]
    assert marks == [False, True, False]
    ended = core.outages.tend()
    assert ended is not None
    assert ended.ended_at == until
    assert core.outages.tend() is None


def test_whatever_comes_in_during_an_outage_is_offline_and_waits(
    core: Core, tmp_path: Path
) -> None:
    core.verification.set_plan(Plan(entered=False))
    core.outages.begin("税务局")
    book = tmp_path / "book.xlsx"
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    write_ledger(book, [draft(n, entered=mark).complete() for n in range(10, 13)])
    core.imports.run([book])
    typed = core.entry.add(draft(1), EntryMethod.MANUAL)
    waiting = core.verification.waiting()
    assert len(waiting) == 4
    assert {x.why for x in waiting} == {Why.OFFLINE}
    assert all(x.invoice.entered and x.invoice.entered.offline for x in waiting)
    assert typed.key.name in {x.key for x in waiting}


def test_a_proven_backup_is_made_once_at_the_start(
    core: Core, keys: MemoryKeys, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    core.backups.make(tmp_path / "backups")
    core.outages.begin("税务局", "公告")
    core.outages.tend()
    core.outages.tend()
    current = core.outages.current()
    assert current is not None
    assert current.backup is not None
    assert len(list((tmp_path / "backups").iterdir())) == 2
    assert show(Path(current.backup), keys, core.folder).company == core.company.name


def test_where_no_backup_can_be_made_it_is_said_and_entry_goes_on(core: Core) -> None:
    core.outages.begin("税务局")
    core.outages.tend()
    current = core.outages.current()
    assert current is not None
    assert (current.backup, current.backup_failed) == (None, "no_backup_folder")
    core.entry.add(draft(1), EntryMethod.MANUAL)


def test_what_was_noticed_ends_when_the_way_is_free_and_what_was_declared_does_not(
    core: Core, clock: Clock
) -> None:
    noticed = core.outages.noticed(False, "look")
    assert noticed is not None
    assert core.outages.noticed(False, "look") == noticed
    ended = core.outages.noticed(True, "look")
    assert ended is not None
    assert ended.ended_at == clock.at
    declared = core.outages.begin("税务局")
    assert core.outages.noticed(True, "look") == declared
    core.outages.end(declared.id)
    assert core.outages.current() is None
    with pytest.raises(NoOutage):
        core.outages.end(99)


def test_after_it_the_queue_works_off_and_a_report_says_what_became_of_it(
    core: Core, clock: Clock
) -> None:
    outage = core.outages.begin("税务局")
    names = [core.entry.add(draft(n), EntryMethod.SCAN).key.name for n in range(3)]
    core.entry.add(
        draft(4, kind="01", code="1100261130", number="00000004", issued_on=clock.at.date()),
        EntryMethod.SCAN,
    )
    core.entry.add(draft(5, total=None), EntryMethod.SCAN)
    clock.at += timedelta(minutes=5)
    core.outages.end(outage.id)
    with running() as service:
        set_up(core, service)
        service.answers[names[1]] = error("FailedOperation.InvoiceMismatch")
        service.answers[names[2]] = error("FailedOperation.CountLimitError")
        core.verification.work_off()
    report = core.outages.report(outage.id)
    assert (report.entered, report.confirmed, report.failed) == (5, 1, 1)
    assert (report.waiting, report.tomorrow, report.needs_person) == (0, 2, 1)
    assert report.failed_keys == (names[1],)
    assert len(report_lines(report)) == 5
    assert core.verification.verified(names)[names[1]].state is State.MISMATCH


def test_its_record_holds_cause_effect_measures_and_conclusion(core: Core) -> None:
    outage = core.outages.begin("税务局", "维护")
    core.outages.write_up(outage.id, effect="a", measures="b")
    written = core.outages.write_up(outage.id, conclusion="c")
    assert (written.cause, written.effect, written.measures, written.conclusion) == (
        *("维护", "a", "b", "c"),
    )
    assert core.outages.all() == (written,)


def test_a_withdrawn_maintenance_does_not_come(core: Core, clock: Clock) -> None:
    since = clock.at + timedelta(hours=1)
    planned = core.outages.announce(since, None, "公告")
    core.outages.withdraw(planned.id)
    clock.at = since
    assert core.outages.current() is None
    assert core.outages.ahead() == ()


def test_the_ready_texts_name_times_and_source(core: Core, clock: Clock) -> None:
    until = clock.at + timedelta(hours=2)
    outage = core.outages.announce(clock.at, until, "税务局公告")
    for customers in (False, True):
        text = notice(outage, "北京松果文具有限公司", clock.at, for_customers=customers)
        assert "2026-11-24 09:30" in text
        assert "2026-11-24 11:30" in text
        assert "税务局公告" in text
        assert "北京松果文具有限公司" in text
        assert "{" not in text
    assert "2026-11-24 11:30" in banner(outage)


def test_its_times_are_corrected_while_it_is_on_and_afterwards(core: Core, clock: Clock) -> None:
    noted = core.outages.announce(clock.at, clock.at + timedelta(hours=2), "公告")
    later = clock.at + timedelta(hours=4)
    longer = core.outages.correct(noted.id, noted.since, later, "公告二")
    assert (longer.until, longer.source, longer.ended_at) == (later, "公告二", None)
    clock.at += timedelta(hours=3)
    assert core.outages.current() == longer
    early = clock.at - timedelta(hours=1)
    ended = core.outages.correct(noted.id, noted.since, early, "公告二")
    assert (ended.ended_at, ended.until) == (early, later)
    assert core.outages.current() is None
    again = core.outages.correct(noted.id, noted.since, None, "公告二")
    assert core.outages.current() == again
    with pytest.raises(ValueError, match="before it begins"):
        core.outages.correct(noted.id, noted.since, noted.since, "")
    with pytest.raises(NoOutage):
        core.outages.correct(99, noted.since, None, "")


def test_one_noted_afterwards_is_over_and_marks_nothing(core: Core, clock: Clock) -> None:
    since = clock.at - timedelta(hours=1)
    core.entry.add(draft(1), EntryMethod.SCAN)
    clock.at += timedelta(hours=1)
    noted = core.outages.announce(since, clock.at - timedelta(minutes=10), "电话")
    assert noted.ended_at == clock.at - timedelta(minutes=10)
    assert not noted.planned
    assert core.outages.current() is None
    assert core.outages.tend() is None
    assert core.outages.report(noted.id).entered == 0
    assert core.outages.unmarked(noted.id) == 1
    assert core.outages.over() == ()


def test_a_report_is_to_be_told_until_it_was_seen_even_after_a_new_start(
    folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    with opened(folder, keys, clock, clock.wait) as first:
        outage = first.outages.begin("税务局")
        first.entry.add(draft(1), EntryMethod.SCAN)
        clock.at += timedelta(minutes=5)
        assert first.outages.over() == ()
        first.outages.end(outage.id)
    with opened(folder, keys, clock, clock.wait) as second:
        (report,) = second.outages.over()
        assert (report.outage.id, report.entered, report.still) == (outage.id, 1, 1)
        second.outages.told(report.outage)
    with opened(folder, keys, clock, clock.wait) as third:
        assert third.outages.over() == ()


def test_what_nobody_was_told_of_for_a_week_is_told_no_more(core: Core, clock: Clock) -> None:
    core.outages.end(core.outages.begin("税务局").id)
    clock.at += timedelta(days=8)
    assert core.outages.over() == ()


def test_many_reports_at_once_say_what_each_says_alone(core: Core, clock: Clock) -> None:
    for n in range(4):
        outage = core.outages.begin(f"税务局 {n}")
        for each in range(n):
            made = core.entry.add(draft(10 * n + each), EntryMethod.SCAN)
            said = (State.MATCH, State.NOT_FOUND)[each % 2]
            if each < 2:
                core.verification.record(made.key.name, said, note="")
        clock.at += timedelta(minutes=5)
        if n < 3:
            core.outages.end(outage.id)
        clock.at += timedelta(minutes=5)
    core.outages.withdraw(core.outages.announce(clock.at, None, "x").id)
    reports = core.outages.reports(100)
    assert [x.entered for x in reports] == [0, 3, 2, 1, 0]
    assert [x.confirmed for x in reports] == [0, 1, 1, 1, 0]
    assert [x.failed for x in reports] == [0, 1, 1, 0, 0]
    assert [x.waiting for x in reports] == [0, 1, 0, 0, 0]
    assert reports == tuple(core.outages.report(x.outage.id) for x in reports)
    assert core.outages.count() == 5
    assert core.outages.reports(2, 1) == reports[1:3]


def test_a_report_goes_by_the_last_answer_though_the_clock_was_set_back(
    core: Core, clock: Clock
) -> None:
    outage = core.outages.begin("税务局")
    name = core.entry.add(draft(1), EntryMethod.SCAN).key.name
    clock.at += timedelta(hours=1)
    core.verification.record(name, State.NOT_FOUND, note="")
    clock.at -= timedelta(minutes=30)
    core.verification.record(name, State.MATCH, note="")
    core.outages.end(outage.id)
    report = core.outages.report(outage.id)
    assert (report.entered, report.confirmed, report.failed) == (1, 1, 0)


def test_when_service_is_back_what_it_held_back_goes_on(core: Core, clock: Clock) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    with running() as service:
        set_up(core, service)
    core.verification.work_off()
    (waits,) = core.verification.waiting()
    assert waits.hold is Hold.BACK_OFF
    outage = core.outages.noticed(False, "")
    assert outage is not None
    core.outages.noticed(True, "")
    (waits,) = core.verification.waiting()
    assert waits.hold is None


def test_the_ready_texts_say_so_where_the_end_or_the_source_is_not_known(
    core: Core, clock: Clock
) -> None:
    ahead = core.outages.announce(clock.at + timedelta(hours=1), None, "电话")
    found = core.outages.noticed(False, "")
    assert found is not None
    said = {
        one.id: notice(one, "北京松果文具有限公司", clock.at, for_customers=True)
        for one in (ahead, found)
    }
    assert "will be out of service from 2026-11-24 10:30 on (电话)" in said[ahead.id]
    assert "cannot be reached since 2026-11-24 09:30" in said[found.id]
    assert all("not known yet" in text and "()" not in text for text in said.values())
    assert "its end is not known (电话)" in coming(ahead)
