"""Lists of the tax bureau: the newest word counts, whatever the order in which they come."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from core.app import BEIJING, Core
from core.domain.invoice import Direction, Status
from core.domain.record import BureauList, Coverage
from core.domain.topic import Topic
from core.files.bureau_rows import BureauRow
from core.store import tables
from core.store.record_import import FACTS, FIELDS, LINES, NAMES, Counts
from core.store.records import HistoryLine, Kept
from tests.data.bureau_records import record_of

MADE = datetime(2026, 2, 1, 9, tzinfo=BEIJING)
JANUARY = Coverage(Direction.IN, date(2026, 1, 1), date(2026, 1, 31), MADE.date())


def row(n: int, **changes: Any) -> BureauRow:
    """A purchase of January, the n-th."""
    plain = BureauRow(
        *("发票基础信息", n + 2, (f"26112000000000{n:06d}",), "81", None, None),
        *(f"26112000000000{n:06d}", None, f"2026-01-{n % 28 + 1:02d}", 10000, 1300, 11300),
        *("北京青榆纸业有限公司", "91110105MA00ABCD38"),
        *("北京松果文具有限公司", "91110105MA01F1CT48", "in", "normal", None),
        *("电子发票服务平台", "正常", "林小满", None, None, None, None, None),
        (),
    )
    return plain._replace(**changes)


@dataclass(frozen=True)
class List:
    """One file: its rows, the day of its making, and whether it covers January."""

    rows: tuple[BureauRow, ...]
    day: int = 0
    covers: bool = True
    sha256: str = ""

    @property
    def made(self) -> datetime:
        return MADE + timedelta(days=self.day)


def bring_in(core: Core, *lists: List) -> list[Counts]:
    counts = []
    for each in lists:
        with core._ledger.store.writing() as work:
            digest = each.sha256 or repr((each.rows, each.day))
            taken = work.bring_in("一月.xlsx", digest, BureauList.EXPORT, each.made)
            taken.take(each.rows)
            if taken.finish((JANUARY,) if each.covers else ()):
                work.record("bureau", None, Topic.RECORDS)
        counts.append(taken.counts)
    return counts


def kept(core: Core) -> dict[str, Kept]:
    with core._ledger.store.reading() as work:
        found = work.records.load(range(1, 200))
    return {x.record.invoice.key.name: x for x in found}


def history(core: Core) -> list[HistoryLine]:
    with core._ledger.store.reading() as work:
        return list(work.records.history())


def counted(counts: Counts) -> tuple[int, int, int, int]:
    return counts.added, counts.updated, counts.unchanged, counts.lacking


def test_the_places_are_those_of_the_rows_that_are_read() -> None:
    names = BureauRow._fields
    parties = {"seller_name", "seller_id", "buyer_name", "buyer_id"}
    assert (*names[FACTS], names[LINES]) == FIELDS
    assert names[NAMES] == "names"
    assert names[12:16] == ("seller_name", "seller_id", "buyer_name", "buyer_id")
    assert (names[3], names[16], names[19]) == ("kind", "direction", "source")
    columns = [c.name for c in tables.records.c]
    assert columns[1:10] == list(names[3:12])
    assert columns[12:24] == list(names[16:28])
    assert set(FIELDS) - parties <= set(columns)


def test_what_is_kept_is_what_the_list_said(core: Core) -> None:
    lines = (("*纸制品*复印纸", "A4", "包", "2.50", "18.5", 4625, "0.13", 601, "1060105"),)
    said = row(
        1,
        lines=lines,
        selected=True,
        deductible=1300,
        selected_at="2026-02-03T10:00:00",
        period="202601",
        remark="合同",
    )
    assert counted(bring_in(core, List((said,)))[0]) == (1, 0, 0, 0)
    (found,) = kept(core).values()
    assert found.record == record_of(said)
    assert found.status_told
    assert not found.gone


def test_the_same_file_once_more_changes_nothing(core: Core) -> None:
    first = List((row(1), row(2)))
    bring_in(core, first)
    before = kept(core), history(core)
    with core._ledger.store.reading() as work:
        head, imports = work.trail.head(), work.records.imports()
    assert counted(bring_in(core, first)[0]) == (0, 0, 2, 0)
    with core._ledger.store.reading() as work:
        assert (work.trail.head(), work.records.imports()) == (head, imports)
    assert (kept(core), history(core)) == before


def test_a_newer_list_s_changes_and_gaps_are_news_with_their_history(core: Core) -> None:
    newer = List((row(1, status="red_full"), row(3)), day=5)
    counts = bring_in(core, List((row(1), row(2))), newer)
    assert counted(counts[1]) == (1, 1, 0, 1)
    found = kept(core)
    assert found[row(1).number].record.invoice.status is Status.RED_FULL
    assert [x.gone for x in found.values()] == [False, True, False]
    told = {(x.what, *x.changes.items()) for x in history(core)}
    assert told == {("changed", ("status", ("normal", "red_full"))), ("lacking",)}


def test_what_comes_back_is_told(core: Core) -> None:
    whole, without = List((row(1), row(2))), List((row(1),), day=1)
    bring_in(core, whole, without, List((row(1), row(2)), day=2))
    assert not kept(core)[row(2).number].gone
    assert [x.what for x in history(core)] == ["lacking", "back"]


def test_a_partial_list_s_gaps_say_nothing(core: Core) -> None:
    bring_in(core, List((row(1), row(2))), List((row(1),), day=3, covers=False))
    assert not any(x.gone for x in kept(core).values())


def test_an_older_list_overwrites_nothing_and_fills_what_was_open(core: Core) -> None:
    newer = List((row(1, status="red_full", remark=None),), day=5)
    older = List((row(1, remark="合同"), row(2)))
    counts = bring_in(core, newer, older)
    assert counted(counts[1]) == (1, 1, 0, 1)
    found = kept(core)
    invoice = found[row(1).number].record.invoice
    assert (invoice.status, invoice.remark) == (Status.RED_FULL, "合同")
    assert found[row(2).number].gone
    assert [x.what for x in history(core)] == ["lacking"]


def test_what_a_later_list_does_not_speak_of_stays(core: Core) -> None:
    listed = row(1, status=None, buyer_name=None, total=None, selected=True)
    bring_in(core, List((row(1),)), List((listed,), day=2, covers=False))
    record = kept(core)[row(1).number].record
    assert record.invoice == record_of(row(1)).invoice
    assert record.selection
    assert record.selection.selected is True


def test_a_list_that_never_spoke_of_a_status_told_none(core: Core) -> None:
    bring_in(core, List((row(1, status=None),), covers=False))
    assert not kept(core)[row(1).number].status_told


PAPER = {"code": "011002600104", "number": "00000001", "names": ("01100260010400000001",)}
BOTH = {
    "code": "011002600104",
    "paper_number": "00000001",
    "names": (row(1).number, "01100260010400000001"),
}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_row_of_both_names_joins_two_records(core: Core, order: Sequence[int]) -> None:
    lists = (
        List((row(1, remark="一"),)),
        List((row(1, **PAPER, remark="二"),), day=1, covers=False),
        List((row(1, **BOTH, remark=None),), day=2, covers=False),
    )
    bring_in(core, *(lists[n] for n in order))
    (found,) = kept(core).values()
    assert found.record.invoice.key.names == BOTH["names"]
    assert found.record.invoice.remark == "二"


def test_covering_otherwise_than_first_said_is_corrected(core: Core) -> None:
    newer = List((row(1),), day=1)
    bring_in(core, List((row(1), row(2))), newer)
    assert kept(core)[row(2).number].gone
    bring_in(core, List(newer.rows, newer.day, covers=False))
    assert not kept(core)[row(2).number].gone
    assert history(core) == []


facts = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["normal", "red_full", "voided", None]),
        "total": st.sampled_from([11300, 11400, None]),
        "net": st.sampled_from([10000, None]),
        "remark": st.sampled_from(["合同", "补", None]),
        "seller_id": st.sampled_from(["91110105MA00ABCD38", None]),
        "selected": st.sampled_from([True, False, None]),
    },
)
lists = st.builds(
    lambda rows, covers: List(tuple(row(n, **x) for n, x in rows.items()), covers=covers),
    st.dictionaries(st.integers(0, 3), facts, max_size=4),
    st.booleans(),
)


def state(core: Core) -> list[tuple[object, ...]]:
    """What is kept, without the rows that it happens to stand in."""
    names = [f.name for f in fields(Kept) if f.name not in ("id", "stated_by")]
    return sorted(
        (tuple(getattr(x, name) for name in names) for x in kept(core).values()), key=repr
    )


def cleared(core: Core) -> None:
    with core._ledger.store._changing() as connection:
        for table in ("record_history", "record_names", "records", "coverages", "bureau_imports"):
            connection.execute(delete(tables.metadata.tables[table]))


@settings(max_examples=40)
@given(st.lists(lists, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_does_not_matter(core: Core, made: list[List], chance: Any) -> None:
    dated = [List(x.rows, day, x.covers) for day, x in enumerate(made)]
    cleared(core)
    bring_in(core, *dated)
    expected = state(core)
    for _ in range(2):
        shuffled = list(dated)
        chance.shuffle(shuffled)
        cleared(core)
        bring_in(core, *shuffled)
        assert state(core) == expected
        bring_in(core, *shuffled[:1])
        assert state(core) == expected
