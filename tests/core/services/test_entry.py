"""Entering: looked at before it is saved, never twice, marked where it makes no sense."""

import multiprocessing
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from core.app import Core
from core.domain.invoice import Direction, Draft, Entered, EntryMethod, InvoiceKind, Party, Status
from core.domain.problem import ProblemCode
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import AlreadyEntered, InvalidInvoice, NotEntered
from core.files.ledger_writer import write_ledger
from core.secrets import Key, MemoryKeys
from core.store import tables
from core.store.generations import read_current
from core.store.originals import Original
from tests.invoices import IDS, NAMES, draft
from tests.keeping import actions, broken
from tests.ledgers import COMPANY, NOW, now
from tests.survival.entering import enter_all

US = Party(COMPANY.name, COMPANY.tax_id)
PICTURE = Original("扫描.png", bytes(range(256)) * 9, None)


def into_recycle_bin(core: Core) -> None:
    with core._ledger.store.writing() as work:
        work.connection.execute(update(tables.invoices).values(deleted_at="2026-11-24"))
        work.record("delete", None, Topic.INVOICES)


def codes(problems: object) -> list[ProblemCode]:
    return [x.code for x in problems]  # type: ignore[attr-defined]


def test_a_red_letter_that_is_typed_knows_the_invoice_that_its_remark_names(core: Core) -> None:
    blue = core.entry.add(draft(1), EntryMethod.MANUAL)
    minus = {name: -getattr(blue, name) for name in ("net", "tax", "total")}
    remark = f"被红冲蓝字数电发票号码：{blue.number}"
    red = core.entry.add(draft(2, remark=remark, **minus), EntryMethod.MANUAL)
    assert (red.status, red.red_of) == (Status.RED, blue.number)
    assert core.lookup.by_name(red.key.name).red_of == blue.number
    assert core.entry.add(draft(3, remark=remark), EntryMethod.MANUAL).red_of is None


# looking before saving


def test_the_first_one_is_shown_with_who_and_when(core: Core) -> None:
    first = core.entry.add(draft(1), EntryMethod.SCAN)
    found = core.entry.look(draft(1)).first
    assert found is not None
    assert found.invoice == first
    assert found.invoice.entered == Entered(EntryMethod.SCAN, "tester", NOW)
    assert (found.in_recycle_bin, found.fills, found.differs, found.originals) == (False, (), (), 0)


def test_the_first_one_is_found_by_either_name_of_an_invoice_with_two(core: Core) -> None:
    core.entry.add(draft(1, code="011002600104", paper_number="12345678"), EntryMethod.SCAN)
    assert core.entry.look(draft(1)).first
    assert core.entry.look(Draft(code="011002600104", number="12345678")).first
    assert core.entry.look(Draft(code="011002600104", number="1234567")).first is None
    assert core.entry.look(Draft(number="12345678")).first is None


def test_what_a_second_look_adds_or_contradicts_is_named(core: Core) -> None:
    core.entry.add(draft(1, seller=Party(NAMES[1])), EntryMethod.SCAN, original=PICTURE)
    found = core.entry.look(draft(1, remark="合同", net=Decimal("1.00"))).first
    assert found is not None
    assert found.fills == ("seller", "remark")
    assert [x.field for x in found.differs] == ["net"]
    assert found.originals == 1


def test_one_in_the_recycle_bin_is_said_to_be_there(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    into_recycle_bin(core)
    found = core.entry.look(draft(1)).first
    assert found is not None
    assert found.in_recycle_bin
    with pytest.raises(AlreadyEntered) as caught:
        core.entry.add(draft(1), EntryMethod.SCAN)
    assert caught.value.facts["in_recycle_bin"] == 1


def test_a_number_nearly_alike_of_the_same_day_and_total_is_a_near_duplicate(core: Core) -> None:
    first = core.entry.add(draft(1), EntryMethod.SCAN)
    mistyped = draft(1, number="26112900000000000001", seller=Party())
    (problem,) = core.entry.look(mistyped).problems
    assert (problem.code, problem.field) == (ProblemCode.NEAR_DUPLICATE, "number")
    assert problem.values == {"key": first.key.name}
    assert core.entry.look(replace(mistyped, total=Decimal("9.00"), net=None)).problems == ()
    assert core.entry.look(draft(1)).problems == ()  # it is no near-duplicate of itself


def test_the_code_alone_says_what_is_to_be_asked_for(core: Core) -> None:
    scanned = Draft(
        kind=InvoiceKind.DIGITAL_SPECIAL,
        number="26112000000000000001",
        issued_on=date(2026, 1, 2),
        total=Decimal("113.00"),
    )
    looked = core.entry.look(scanned)
    assert (looked.first, looked.problems, looked.direction) == (None, (), None)
    parties = ("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id")
    assert looked.missing == (*parties, "net", "tax")
    whole = core.entry.look(replace(draft(1), seller=US, buyer=Party(NAMES[0], IDS[0])))
    assert (whole.missing, whole.direction) == ((), Direction.OUT)


def test_looking_writes_nothing_and_makes_no_news(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    heard: list[frozenset[Topic]] = []
    core.listen(heard.append)
    core.entry.look(draft(1))
    core.entry.look(Draft())
    assert heard == []
    assert actions(core) == ["create", "add"]


@given(
    number=st.none() | st.text(max_size=24) | st.text("0123456789", max_size=24),
    code=st.none() | st.text(max_size=12) | st.text("0123456789", max_size=12),
    total=st.none() | st.decimals(-(10**13), 10**13, places=2),
    issued_on=st.none() | st.dates(),
    kind=st.none() | st.sampled_from(InvoiceKind),
    seller=st.builds(Party, st.none() | st.text(), st.none() | st.text()),
)
def test_whatever_is_typed_is_looked_at(core: Core, **typed: object) -> None:
    looked = core.entry.look(Draft(**typed))  # type: ignore[arg-type]
    assert looked.first is None


# saving


ODD: dict[str, tuple[dict[str, object], ProblemCode]] = {
    "sum": ({"total": Decimal("5.00")}, ProblemCode.SUM_DIFFERS),
    "day": ({"issued_on": NOW.date() + timedelta(1)}, ProblemCode.DATE_IN_FUTURE),
    "taxpayer": ({"buyer": Party(NAMES[0], IDS[0])}, ProblemCode.OTHER_TAXPAYER),
    "region": ({"number": "26012000000000000001"}, ProblemCode.NUMBER_ODD),
    "kind": ({"kind": InvoiceKind.SPECIAL_PAPER}, ProblemCode.NUMBER_ODD),
    "tax id": ({"seller": Party("甲", "91110108000000001B")}, ProblemCode.TAX_ID_ODD),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_makes_no_sense_is_marked_may_be_saved_and_is_found_again(
    core: Core, odd: str
) -> None:
    changes, code = ODD[odd]
    strange = draft(1, **changes)
    assert codes(core.entry.look(strange).problems) == [code]
    kept = core.entry.add(strange, EntryMethod.MANUAL)
    core.entry.add(draft(2), EntryMethod.MANUAL)
    assert core.lookup.find(Query(odd=True)).invoices == (kept,)
    assert codes(core.entry.problems(kept)) == [code]
    assert core.lookup.find(Query()).total == 2


def test_a_day_that_was_in_the_future_is_still_found_when_it_has_come(
    folder: Path, keys: MemoryKeys
) -> None:
    core = Core.open(folder, keys, now=now, by="t")
    core.entry.add(draft(1, issued_on=NOW.date() + timedelta(30)), EntryMethod.MANUAL)
    core.close()
    core = Core.open(folder, keys, now=lambda: NOW + timedelta(60), by="t")
    (found,) = core.lookup.find(Query(odd=True)).invoices
    assert codes(core.entry.problems(found)) == [ProblemCode.DATE_IN_FUTURE]
    assert core.entry.problems(replace(found, entered=None)) == ()
    core.close()


def test_what_an_import_brings_is_found_again_too(core: Core, tmp_path: Path) -> None:
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    odd = draft(1, total=Decimal("5.00"), entered=mark).complete()
    write_ledger(tmp_path / "1.xlsx", [odd, draft(2, entered=mark).complete()])
    core.imports.run([tmp_path / "1.xlsx"])
    assert [x.number for x in core.lookup.find(Query(odd=True)).invoices] == [odd.number]
    core.entry.add(draft(3, total=None), EntryMethod.SCAN)
    fitting_ill = draft(3, total=Decimal("8.00"), entered=mark).complete()
    write_ledger(tmp_path / "3.xlsx", [fitting_ill])
    core.imports.run([tmp_path / "3.xlsx"])
    names = {x.number for x in core.lookup.find(Query(odd=True)).invoices}
    assert names == {odd.number, fitting_ill.number}
    assert broken(core) == []


def test_an_incomplete_one_is_refused_with_every_field_at_fault(core: Core) -> None:
    with pytest.raises(InvalidInvoice) as caught:
        core.entry.add(Draft(), EntryMethod.MANUAL)
    assert [x.field for x in caught.value.problems] == ["number", "issued_on", "total"]
    assert actions(core) == ["create"]


def test_a_duplicate_says_nothing_of_what_stands_on_it(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    with pytest.raises(AlreadyEntered) as caught:
        core.entry.add(draft(1, total=Decimal("5.00")), EntryMethod.MANUAL)
    facts = {"by": "tester", "at": NOW.isoformat(timespec="seconds"), "in_recycle_bin": 0}
    assert caught.value.facts == facts
    assert core.lookup.find(Query()).total == 1


def test_two_programs_that_enter_the_same_at_once_enter_it_once(
    folder: Path, keys: MemoryKeys
) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.survival.entering"])
    key: Key = keys.get(read_current(folder).key_id)
    start, numbers = context.Barrier(3), list(range(40))
    pipes = [context.Pipe(duplex=False) for _ in range(3)]
    children = [
        context.Process(target=enter_all, args=(str(folder), key.bytes, numbers, start, theirs))
        for _, theirs in pipes
    ]
    for child in children:
        child.start()
    said = [ours.recv() for ours, _ in pipes]
    for child in children:
        child.join()
    for entered, already in said:
        assert sorted(entered + already) == numbers
    assert sorted(n for entered, _ in said for n in entered) == numbers
    core = Core.open(folder, keys, now=now, by="t")
    assert core.lookup.find(Query()).total == 40
    assert broken(core) == []
    core.close()


def test_two_threads_that_enter_the_same_at_once_enter_it_once(core: Core) -> None:
    said: list[str] = []
    start = threading.Barrier(4)

    def enter() -> None:
        start.wait()
        try:
            core.entry.add(draft(1), EntryMethod.SCAN)
            said.append("entered")
        except AlreadyEntered:
            said.append("already")

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["already", "already", "already", "entered"]


# originals


def test_a_file_is_kept_byte_for_byte_and_once(core: Core) -> None:
    first = core.entry.add(draft(1), EntryMethod.SCAN, original=PICTURE)
    second = core.entry.add(draft(2), EntryMethod.SCAN)
    assert core.entry.attach(first.key.name, "again.png", PICTURE.data) is False
    assert core.entry.attach(second.key.name, "other.png", PICTURE.data, "PNG") is True
    assert core.entry.attach(second.key.name, "two.pdf", b"", "PDF") is True
    with core._ledger.store.reading() as work:
        rows = work.connection.execute(tables.originals.select()).all()
        assert [(x.file_name, x.bytes) for x in rows] == [
            (PICTURE.file_name, PICTURE.data),
            ("two.pdf", b""),
        ]
        assert len(work.connection.execute(tables.invoice_originals.select()).all()) == 3
    assert actions(core) == ["create", "add", "add", "attach", "attach"]


def test_a_file_of_an_unknown_invoice_is_refused(core: Core) -> None:
    with pytest.raises(NotEntered):
        core.entry.attach("26112000000000000001", "a.pdf", b"x")
    assert actions(core) == ["create"]


def test_a_duplicate_keeps_no_file(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    with pytest.raises(AlreadyEntered):
        core.entry.add(draft(1), EntryMethod.SCAN, original=PICTURE)
    with core._ledger.store.reading() as work:
        assert work.connection.execute(tables.originals.select()).all() == []


# just entered


def test_what_was_entered_last_comes_first_and_imports_are_not_among_it(
    core: Core, tmp_path: Path
) -> None:
    mark = Entered(EntryMethod.SCAN, "t", NOW)  # scanned, says the workbook
    write_ledger(tmp_path / "in.xlsx", [draft(9, entered=mark).complete()])
    for n in (3, 1, 2):
        core.entry.add(draft(n), EntryMethod.MANUAL)
    core.imports.run([tmp_path / "in.xlsx"])
    assert [x.number for x in core.entry.recent()] == [draft(n).number for n in (2, 1, 3)]
    assert [x.number for x in core.entry.recent(1)] == [draft(2).number]
    into_recycle_bin(core)
    assert core.entry.recent() == ()


def test_an_entry_that_is_joined_with_an_import_stays_among_the_entered(
    core: Core, tmp_path: Path
) -> None:
    paper = {"code": "011002600104", "number": "12345678", "kind": None}
    both = {"code": "011002600104", "paper_number": "12345678", "kind": None}
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    write_ledger(tmp_path / "1.xlsx", [draft(1, kind=None, entered=mark).complete()])
    write_ledger(tmp_path / "2.xlsx", [draft(1, entered=mark, **both).complete()])
    core.imports.run([tmp_path / "1.xlsx"])
    core.entry.add(draft(1, **paper), EntryMethod.SCAN)
    done = core.imports.run([tmp_path / "2.xlsx"])
    assert (done.updated, core.lookup.find(Query()).total) == (1, 1)
    assert [x.number for x in core.entry.recent()] == [draft(1).number]
    assert broken(core) == []


# parties


def names(found: tuple[Party, ...]) -> list[str | None]:
    return [party.name for party in found]


def test_parties_are_completed_by_a_part_of_the_name_or_the_beginning_of_the_id(
    core: Core,
) -> None:
    for n, name in enumerate(("上海（集团）有限公司", "100%纯_羊毛店", "Acme Trading")):
        core.entry.add(draft(n, seller=Party(name, IDS[n])), EntryMethod.MANUAL)
    ask = core.entry.parties
    assert (
        names(ask("(集团"))
        == names(ask("（集团）"))
        == names(ask("集团"))
        == ["上海（集团）有限公司"]
    )
    assert names(ask("acme t")) == ["Acme Trading"]
    assert ask(IDS[1][:6]) == ask(IDS[1].lower()) == (Party("100%纯_羊毛店", IDS[1]),)
    assert names(ask("%")) == names(ask("_")) == ["100%纯_羊毛店"]
    assert ask("没有的") == ask("0000") == ()


def test_the_parties_used_last_come_first_and_each_once(core: Core) -> None:
    for n, seller in enumerate((0, 1, 2, 1, 0)):
        party = Party(NAMES[seller], IDS[seller], f"地址{n}")
        core.entry.add(draft(n, seller=party), EntryMethod.MANUAL)
    wanted = [NAMES[0], NAMES[1], NAMES[2]]
    assert [x for x in names(core.entry.parties("")) if x != COMPANY.name] == wanted
    assert names(core.entry.parties("有限公司", limit=3))[:1] != [NAMES[2]]
    assert len(core.entry.parties("有限公司", limit=2)) == 2


def test_a_name_without_id_is_left_out_where_its_id_is_known(core: Core) -> None:
    core.entry.add(draft(0, seller=Party(NAMES[0])), EntryMethod.MANUAL)
    assert core.entry.parties(NAMES[0]) == (Party(NAMES[0]),)
    core.entry.add(draft(1, seller=Party(NAMES[0], IDS[0])), EntryMethod.MANUAL)
    assert core.entry.parties(NAMES[0]) == (Party(NAMES[0], IDS[0]),)


def test_the_last_seller_of_an_id_is_offered_with_the_address_given_last(core: Core) -> None:
    for n, party in enumerate((
        Party("旧名", IDS[0], "旧地址", "旧账号"),
        Party("新名", IDS[0], "新地址"),
        Party("新名", IDS[0]),
    )):  # fmt: skip
        core.entry.add(draft(n, seller=party), EntryMethod.MANUAL)
    expected = Party("新名", IDS[0], "新地址", "旧账号")
    assert core.entry.last_party(IDS[0]) == expected
    assert core.entry.last_party(f" {IDS[0].lower()}\n") == expected
    assert core.entry.last_party(IDS[1]) is core.entry.last_party("") is None


# what was typed


def test_what_was_typed_is_there_again_and_is_no_fact_of_the_ledger(
    folder: Path, keys: MemoryKeys
) -> None:
    core = Core.open(folder, keys, now=now, by="t")
    heard: list[frozenset[Topic]] = []
    core.listen(heard.append)
    assert core.entry.kept() is None
    core.entry.keep('{"number": "2611"}')
    core.entry.keep('{"number": "26112", "remark": "秘密的备注"}')
    core.close()
    core = Core.open(folder, keys, now=now, by="t")
    assert core.entry.kept() == '{"number": "26112", "remark": "秘密的备注"}'
    core.entry.forget()
    core.entry.forget()
    assert core.entry.kept() is None
    assert (heard, actions(core), core.poll()) == ([], ["create"], frozenset())
    core.close()


def test_what_was_typed_is_encrypted(folder: Path, keys: MemoryKeys) -> None:
    core = Core.open(folder, keys, now=now, by="t")
    core.entry.keep("NOBODY-READS-THIS" * 100)
    for file in folder.rglob("*"):
        assert not file.is_file() or b"NOBODY-READS" not in file.read_bytes()
    core.close()


def test_the_moment_of_an_entry_is_the_clock_s(folder: Path, keys: MemoryKeys) -> None:
    later = datetime(2027, 1, 2, 3, 4, 5, tzinfo=NOW.tzinfo)
    core = Core.open(folder, keys, now=lambda: later, by="t")
    entered = core.entry.add(draft(1), EntryMethod.MANUAL, offline=True, late=True).entered
    assert entered == Entered(EntryMethod.MANUAL, "t", later, offline=True, late=True)
    core.close()


def test_a_negative_amount_makes_it_a_red_one(core: Core) -> None:
    red = draft(1, net=Decimal("-1.00"), tax=Decimal("-0.13"), total=Decimal("-1.13"), lines=())
    assert core.entry.add(red, EntryMethod.SCAN).status is Status.RED
    assert core.lookup.find(Query(odd=True)).total == 0
