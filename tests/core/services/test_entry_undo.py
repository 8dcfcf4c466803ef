"""Taking the last entry back: wholly, in the trail for good, and never over another's change."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from core.app import Core
from core.domain.invoice import Entered, EntryMethod, Invoice, Party
from core.domain.plain import plain
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import AlreadyEntered, AppError, ChangedSince
from core.files.ledger_writer import write_ledger
from core.secrets import MemoryKeys
from core.store import tables
from core.store.audit import AuditLine
from core.store.connection import connect
from core.store.digests import Digest, digests
from core.store.originals import Original
from core.store.search import WAITING
from tests.invoices import NAMES, draft, invoices
from tests.keeping import BOOKKEEPING, actions, broken
from tests.ledgers import NOW, now

PICTURE = Original("照片.jpg", b"\x00\xff" * 400, None)
FILES = st.none() | st.builds(Original, st.sampled_from(("a.png", "b")), st.binary(max_size=3))


def everything(core: Core) -> dict[str, Digest]:
    """Every table but those that say what happened."""
    with closing(connect(core._ledger.file, core._ledger.key)) as db:
        return {name: x for name, x in digests(db).items() if name not in BOOKKEEPING}


def trail(core: Core) -> list[AuditLine]:
    with core._ledger.store.reading() as work:
        return list(work.trail.lines())


@settings(max_examples=40)
@given(data=st.data())
def test_what_is_entered_and_taken_back_leaves_all_as_before_but_the_trail(
    core: Core, data: st.DataObject
) -> None:
    while core.entry.undo():
        pass  # what the example before has left
    for invoice, file in data.draw(st.lists(st.tuples(invoices, FILES), max_size=3)):
        entered(core, invoice, file)
    states, lines = [everything(core)], len(trail(core))
    drawn = data.draw(st.lists(st.tuples(invoices, FILES), min_size=1, max_size=3))
    kept = [x for invoice, file in drawn for x in entered(core, invoice, file, states)]
    for invoice in reversed(kept):
        states.pop()
        assert core.entry.undo() == invoice
        assert everything(core) == states[-1]
    assert len(trail(core)) == lines + 2 * len(kept)
    assert broken(core) == []


def entered(
    core: Core,
    invoice: Invoice,
    file: Original | None,
    states: list[dict[str, Digest]] | None = None,
) -> Iterator[Invoice]:
    """Enter an invoice whose names are free, and never twice."""
    from core.domain.invoice import FACE_FIELDS, Draft

    face = Draft(**{name: getattr(invoice, name) for name in FACE_FIELDS})
    found: list[Invoice] = []
    for _ in range(2):
        try:
            found.append(core.entry.add(face, EntryMethod.MANUAL, original=file))
        except AlreadyEntered:
            continue
        if states is not None:
            states.append(everything(core))
    assert len(found) <= 1
    return iter(found)


def test_the_trail_keeps_all_that_stood_on_it(core: Core) -> None:
    invoice = core.entry.add(draft(1, remark="合同"), EntryMethod.SCAN, original=PICTURE)
    assert core.entry.undo() == invoice
    *_, add, undo = trail(core)
    assert (undo.action, undo.name) == ("undo", invoice.key.name)
    told = json.loads(undo.details)
    assert told["of"] == add.seq
    assert told["invoice"] == plain(invoice)
    assert told["invoice"]["seller"] == {"name": NAMES[1], "tax_id": invoice.seller.tax_id}
    assert (told["invoice"]["total"], told["invoice"]["remark"]) == ("114.13", "合同")
    assert told["invoice"]["issued_on"] == date(2026, 1, 2).isoformat()
    assert told["originals"] == [
        {"sha256": PICTURE.sha256, "file_name": PICTURE.file_name, "format": None}
    ]
    assert actions(core) == ["create", "add", "undo"]


def test_there_is_nothing_to_take_back_at_first_and_at_the_end(core: Core) -> None:
    assert core.entry.undo() is None
    first, second = (core.entry.add(draft(n), EntryMethod.SCAN) for n in (1, 2))
    assert [core.entry.undo() for _ in range(3)] == [second, first, None]
    assert core.entry.recent() == core.lookup.find(Query()).invoices == ()


def test_it_can_be_entered_again(core: Core) -> None:
    first = core.entry.add(draft(1), EntryMethod.SCAN)
    core.entry.undo()
    assert core.entry.look(draft(1)).first is None
    assert core.entry.add(draft(1), EntryMethod.SCAN) == first
    assert core.lookup.find(Query()).invoices == core.entry.recent() == (first,)
    assert core.entry.undo() == first


def test_a_party_that_was_on_it_alone_is_offered_no_longer(core: Core) -> None:
    core.entry.add(draft(0), EntryMethod.SCAN)
    before = core.entry.parties("")
    core.entry.add(draft(1, seller=Party("打错的名", "9")), EntryMethod.SCAN)
    assert len(core.entry.parties("")) == len(before) + 1
    core.entry.undo()
    assert core.entry.parties("") == before


def test_a_file_that_another_invoice_has_stays(core: Core) -> None:
    first = core.entry.add(draft(1), EntryMethod.SCAN, original=PICTURE)
    core.entry.add(draft(2), EntryMethod.SCAN, original=PICTURE)
    core.entry.undo()
    found = core.entry.look(draft(1)).first
    assert found is not None
    assert (found.invoice, found.originals) == (first, 1)


def test_what_another_program_entered_is_its_own_to_take_back(
    folder: Path, keys: MemoryKeys
) -> None:
    ours, theirs = (Core.open(folder, keys, now=now, by=by) for by in ("one", "two"))
    mine = ours.entry.add(draft(1), EntryMethod.SCAN)
    hers = theirs.entry.add(draft(2), EntryMethod.SCAN)
    assert ours.entry.undo() == mine
    assert ours.entry.undo() is None
    assert theirs.entry.recent() == (hers,)
    ours.close()
    theirs.close()


def test_after_a_new_start_nothing_old_is_taken_back(folder: Path, keys: MemoryKeys) -> None:
    core = Core.open(folder, keys, now=now, by="t")
    invoice = core.entry.add(draft(1), EntryMethod.SCAN)
    core.close()
    core = Core.open(folder, keys, now=now, by="t")
    assert core.entry.undo() is None
    assert core.entry.recent() == (invoice,)
    core.close()


@contextmanager
def refused(core: Core) -> Iterator[None]:
    """Nothing is taken back, today or later, and nothing changes."""
    before, lines = everything(core), trail(core)
    for _ in range(2):
        with pytest.raises(ChangedSince):
            core.entry.undo()
    assert (everything(core), trail(core)) == (before, lines)
    yield


def test_a_file_attached_since_is_not_lost(core: Core) -> None:
    core.entry.add(draft(0), EntryMethod.SCAN)
    invoice = core.entry.add(draft(1), EntryMethod.SCAN)
    core.entry.attach(invoice.key.name, "a.pdf", b"x")
    with pytest.raises(ChangedSince) as caught:
        core.entry.undo()
    assert caught.value.facts == {"by": "tester", "at": NOW.isoformat(timespec="seconds")}
    with refused(core):
        assert core.lookup.find(Query()).total == 2


def test_what_an_import_filled_since_is_not_lost(core: Core, tmp_path: Path) -> None:
    core.entry.add(draft(1, remark=None), EntryMethod.SCAN)
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    write_ledger(tmp_path / "a.xlsx", [draft(1, remark="合同", entered=mark).complete()])
    assert core.imports.run([tmp_path / "a.xlsx"]).updated == 1
    with refused(core):
        assert core.lookup.find(Query("合同")).total == 1


def test_what_an_import_gave_its_digital_number_since_is_not_lost(
    core: Core, tmp_path: Path
) -> None:
    paper = {"code": "011002600104", "kind": None}
    core.entry.add(draft(1, number="12345678", **paper), EntryMethod.SCAN)
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    both = draft(1, paper_number="12345678", entered=mark, **paper).complete()
    write_ledger(tmp_path / "a.xlsx", [both])
    assert core.imports.run([tmp_path / "a.xlsx"]).updated == 1
    with refused(core):
        assert core.entry.recent()[0].key == both.key


def test_what_lies_in_the_recycle_bin_is_left_there(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    with core._ledger.store.writing() as work:
        work.connection.execute(update(tables.invoices).values(deleted_at="2026-11-24"))
        work.record("delete", None, Topic.INVOICES)
    with refused(core):
        pass


def test_it_is_taken_out_of_the_index_after_a_fold_too(core: Core) -> None:
    with core._ledger.store.writing() as work:
        mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
        many = [draft(n, entered=mark).complete() for n in range(10, WAITING + 20)]
        work.invoices.add(many)
        work.record("add", None, Topic.INVOICES)
    last = core.entry.add(draft(1, remark="找得到"), EntryMethod.SCAN)
    core._ledger.store.housekeeping()
    assert core.lookup.find(Query("找得到")).invoices == (last,)
    assert core.entry.undo() == last
    assert core.lookup.find(Query("找得到")).total == 0
    assert core.lookup.find(Query()).total == len(many)
    assert broken(core) == []


def test_an_undo_that_fails_leaves_the_entry_to_be_taken_back_later(
    core: Core, tmp_path: Path
) -> None:
    invoice = core.entry.add(draft(1), EntryMethod.SCAN)
    store = core._ledger.store
    store.refuse_writing("integrity_check")
    with pytest.raises(AppError):
        core.entry.undo()
    store._damage = None
    assert core.entry.undo() == invoice


@given(invoices)
def test_an_invoice_is_written_down_with_everything(invoice: Invoice) -> None:
    told = json.loads(json.dumps(plain(invoice)))
    assert plain(invoice) == told
    whole = replace(invoice, total=invoice.total or Decimal("0.00"))
    assert plain(whole)["total"] == f"{whole.total:f}"
    assert len(told.get("lines", ())) == len(invoice.lines)
