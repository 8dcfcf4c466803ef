"""The one door to the data: one commit or nothing, an audit line for each change, the news."""

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text, update

from core.app import Core
from core.domain.invoice import EntryMethod, Invoice, InvoiceKey
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import AlreadyEntered, DiskFull, FolderInUse, FolderUnwritable, LedgerDamaged
from core.secrets import MemoryKeys
from core.store import tables
from core.store.connection import translated
from core.store.database import Store
from tests.invoices import draft, invoices
from tests.ledgers import now


def store_of(core: Core) -> Store:
    return core._ledger.store


def test_a_block_that_raises_leaves_nothing(core: Core) -> None:
    invoice = core.entry.add(draft(1), EntryMethod.MANUAL)

    def fail() -> None:
        with store_of(core).writing() as work:
            work.invoices.add([draft(2, entered=invoice.entered).complete()])
            work.record("add", invoice.key, Topic.INVOICES)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert core.lookup.find(Query()).invoices == (invoice,)
    with store_of(core).reading() as work:
        assert [line.action for line in work.trail.lines()] == ["create", "add"]


def test_a_change_without_its_audit_line_is_refused(core: Core) -> None:
    with pytest.raises(RuntimeError, match="audit"), store_of(core).writing() as work:
        work.connection.execute(update(tables.company).values(name="x"))


def test_nothing_written_while_reading_is_kept(core: Core) -> None:
    invoice = core.entry.add(draft(1), EntryMethod.MANUAL)
    with store_of(core).reading() as work:
        work.connection.execute(update(tables.invoices).values(remark="x"))
    assert core.lookup.find(Query()).invoices == (invoice,)


def test_every_change_stands_in_the_trail_with_who_and_when(core: Core) -> None:
    invoice = core.entry.add(draft(1), EntryMethod.SCAN)
    with store_of(core).reading() as work:
        (line,) = work.trail.lines(invoice.key.name)
    assert (line.action, line.by, line.at) == ("add", "tester", "2026-11-24T09:30:00+08:00")
    assert line.details == '{"how": "scan"}'


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit SET by = 'x' WHERE seq = 3",
        "UPDATE audit SET details = '{}' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 5",
        "DELETE FROM audit WHERE seq > 1",
        "UPDATE audit SET seq = 99 WHERE seq = 5",
        "UPDATE audit_head SET seq = 4",
        "DELETE FROM audit_head",
    ],
)
def test_a_changed_missing_or_cut_trail_is_noticed(core: Core, tamper: str) -> None:
    for n in range(4):
        core.entry.add(draft(n), EntryMethod.MANUAL)
    with store_of(core)._changing() as connection:
        from core.store.audit import Trail

        assert Trail(connection, now(), "t").broken_at() is None
        connection.execute(text(tamper))
        assert Trail(connection, now(), "t").broken_at() is not None


def test_listeners_hear_what_changed_after_the_commit(core: Core) -> None:
    heard: list[tuple[frozenset[Topic], int]] = []
    core.listen(lambda topics: heard.append((topics, core.lookup.find(Query()).total)))
    core.entry.add(draft(1), EntryMethod.MANUAL)
    with pytest.raises(AlreadyEntered):
        core.entry.add(draft(1), EntryMethod.MANUAL)
    assert heard == [(frozenset({Topic.INVOICES}), 1)]


def test_another_program_is_noticed_and_ones_own_change_is_not(
    folder: Path, keys: MemoryKeys
) -> None:
    one = Core.open(folder, keys, now=now, by="one")
    two = Core.open(folder, keys, now=now, by="two")
    one.entry.add(draft(1), EntryMethod.MANUAL)
    assert one.poll() == frozenset()
    assert Topic.INVOICES in two.poll()
    assert two.poll() == frozenset()
    one.entry.add(draft(2), EntryMethod.MANUAL)
    two.entry.add(draft(3), EntryMethod.MANUAL)
    assert Topic.INVOICES in two.poll()
    assert Topic.INVOICES in one.poll()
    assert one.poll() == two.poll() == frozenset()
    one.close()
    two.close()


def test_two_threads_and_two_programs_may_enter_at_once(folder: Path, keys: MemoryKeys) -> None:
    cores = [Core.open(folder, keys, now=now, by=f"p{n}") for n in range(2)]

    def enter(start: int) -> None:
        for n in range(start, start + 15):
            cores[start // 100 % 2].entry.add(draft(n), EntryMethod.MANUAL)

    threads = [threading.Thread(target=enter, args=(start,)) for start in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [core.lookup.find(Query()).total for core in cores] == [60, 60]
    with store_of(cores[0]).reading() as work:
        assert work.trail.broken_at() is None
        assert work.trail.head()[0] == 61
    for core in cores:
        core.close()


@settings(max_examples=25)
@given(st.data())
def test_what_is_kept_comes_back_as_it_was(core: Core, data: st.DataObject) -> None:
    batch = data.draw(st.lists(invoices, max_size=4, unique_by=lambda x: x.key.names))
    with store_of(core)._changing() as connection:
        from core.store.database import Transaction

        work = Transaction(connection, now(), "t")
        taken = work.invoices.ids_of(name for x in batch for name in x.key.names)
        fresh: dict[str, Invoice] = {}
        for x in batch:
            if not any(name in taken or name in fresh for name in x.key.names):
                fresh.update(dict.fromkeys(x.key.names, x))
        wanted = list(dict.fromkeys(fresh.values()))
        assert work.invoices.load(work.invoices.add(wanted)) == wanted


def test_a_name_is_taken_by_one_invoice_alone(core: Core) -> None:
    both = draft(1, code="011002600104", paper_number="12345678")
    core.entry.add(both, EntryMethod.MANUAL)
    assert core.lookup.by_name("01100260010412345678").key == both.complete().key
    paper = draft(2, code="011002600104", number="12345678")
    with pytest.raises(AlreadyEntered) as caught:
        core.entry.add(paper, EntryMethod.MANUAL)
    assert caught.value.facts == {
        "by": "tester",
        "at": "2026-11-24T09:30:00+08:00",
        "in_recycle_bin": 0,
    }


def test_an_invoice_in_the_recycle_bin_keeps_its_name(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    with store_of(core)._changing() as connection:
        connection.execute(update(tables.invoices).values(deleted_at="2026-11-24"))
    with pytest.raises(AlreadyEntered) as caught:
        core.entry.add(draft(1), EntryMethod.MANUAL)
    assert caught.value.facts["in_recycle_bin"] == 1


def test_absorbing_leaves_one_invoice_with_all_that_hung_on_both(core: Core) -> None:
    first = core.entry.add(draft(1), EntryMethod.MANUAL)
    second = core.entry.add(draft(2), EntryMethod.MANUAL)
    with store_of(core).writing() as work:
        one, two = (work.invoices.ids_of([x.key.name])[x.key.name] for x in (first, second))
        for n, owner in ((1, one), (2, two)):
            original = {"sha256": str(n), "file_name": "a", "arrived_at": "", "bytes": b"x"}
            work.connection.execute(insert(tables.originals).values(id=n, **original))
            work.connection.execute(
                insert(tables.invoice_originals).values(invoice=owner, original=n)
            )
        work.connection.execute(insert(tables.invoice_originals).values(invoice=one, original=2))
        work.invoices.absorb(one, two)
        work.record("join", first.key, Topic.INVOICES)
        rows = work.connection.execute(tables.invoice_originals.select()).all()
        assert sorted(map(tuple, rows)) == [(one, 1), (one, 2)]
    assert core.lookup.find(Query()).invoices == (first,)
    assert core.checks.run()[:-1] == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_BUSY_SNAPSHOT", FolderInUse),
        ("SQLITE_IOERR_WRITE", FolderUnwritable),
        ("SQLITE_READONLY_DBMOVED", FolderUnwritable),
        ("SQLITE_CORRUPT", LedgerDamaged),
        ("SQLITE_NOTADB", LedgerDamaged),
        ("SQLITE_CONSTRAINT_UNIQUE", RuntimeError),
    ],
)
def test_a_driver_error_says_what_it_means_and_hides_its_text(
    name: str, expected: type[Exception]
) -> None:
    error = sqlite3.DatabaseError("UNIQUE constraint failed: 北京云杉科技有限公司")
    error.sqlite_errorname = name
    told = translated(error, Path("/data/generations/1/ledger.db"))
    assert isinstance(told, expected)
    assert "云杉" not in repr(told)


def test_the_key_of_an_invoice_refuses_what_names_nothing() -> None:
    from core.errors import InvalidKey

    for code, number in ((None, "12345678"), ("", ""), (None, None), ("0110", None)):
        with pytest.raises(InvalidKey):
            InvoiceKey.of(code, number)
