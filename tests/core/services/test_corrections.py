"""Changes of one invoice and of many, and taking them back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.app import Core
from core.domain.change import (
    Categorise,
    Change,
    Correct,
    Tag,
    TakeOut,
    ThrowAway,
    Untag,
    differences,
    with_values,
)
from core.domain.invoice import EntryMethod, Invoice, Party
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import (
    AlreadyEntered,
    ChangedSince,
    InvalidInvoice,
    NotEntered,
    NothingChanged,
    ReasonMissing,
)
from core.progress import Cancelled, Progress
from core.secrets import MemoryKeys
from core.services import corrections
from tests.invoices import draft, invoices
from tests.ledgers import now

NAMES = tuple(draft(n).complete().key.name for n in range(6))


def fill(core: Core, count: int = 6) -> dict[str, Invoice]:
    return {(x := core.entry.add(draft(n), EntryMethod.SCAN)).key.name: x for n in range(count)}


def held(core: Core, query: Query = Query()) -> dict[str, Invoice]:
    return {x.key.name: x for x in core.lookup.find(query, 1000).invoices}


@given(invoices, invoices)
def test_the_differences_of_two_versions_lead_from_one_to_the_other(
    before: Invoice, other: Invoice
) -> None:
    after = replace(other, entered=before.entered)
    found = differences(before, after)
    assert with_values(before, {path: new for path, (_, new) in found.items()}) == after
    assert with_values(after, {path: old for path, (old, _) in found.items()}) == before


CHANGES = st.one_of(
    st.builds(Tag, st.sampled_from((("甲",), ("乙", "甲")))),
    st.builds(Untag, st.just(("甲",))),
    st.builds(Categorise, st.sampled_from((None, "差旅"))),
    st.builds(
        Correct,
        st.sampled_from(
            (
                {"remark": "改过"},
                {"seller": Party("另一家", "X")},
                {"tax": Decimal("1.00"), "lines": ()},
                {"number": "26112000009999999999"},
            )
        ),
        st.just("抄错"),
    ),
    st.builds(ThrowAway),
    st.builds(TakeOut),
)


@settings(max_examples=40)
@given(steps=st.lists(st.tuples(CHANGES, st.sets(st.sampled_from(NAMES))), max_size=6))
def test_undoing_everything_leaves_the_ledger_as_it_was(
    core: Core, steps: list[tuple[Change, set[str]]]
) -> None:
    if not held(core):
        fill(core)
    before, trail = held(core), lines(core)
    for change, names in steps:
        seen = core.corrections.preview(sorted(names), change)
        done = core.corrections.apply(sorted(names), change)
        assert (seen.changes, seen.same) == (done.changed, done.same)
        assert [x.name for x in seen.refused] == [x.name for x in done.refused]
        assert done.changed + done.same + len(done.refused) == len(names)
    while core.corrections.last():
        core.corrections.undo()
    assert held(core) == before
    assert held(core, Query(binned=True)) == {}
    assert lines(core)[: len(trail)] == trail
    with core._ledger.store.reading() as work:
        assert work.trail.broken_at() is None
        assert work.search.verify() == ()


def lines(core: Core) -> list[str]:
    with core._ledger.store.reading() as work:
        return [line.hash for line in work.trail.lines()]


def test_a_correction_keeps_the_old_version_in_the_trail(core: Core) -> None:
    fill(core, 1)
    after = core.corrections.correct(NAMES[0], {"remark": "合同7"}, "漏了备注")
    assert held(core) == {NAMES[0]: after}
    assert after.remark == "合同7"
    with core._ledger.store.reading() as work:
        (line,) = [x for x in work.trail.lines(NAMES[0]) if x.action == "correct"]
    assert '"remark": [null, "合同7"]' in line.details
    assert "漏了备注" in line.details
    assert core.lookup.find(Query("合同7")).total == 1


def test_what_cannot_be_corrected_is_said_and_nothing_is_written(core: Core) -> None:
    before = fill(core, 2)
    correct = core.corrections.correct
    with pytest.raises(ReasonMissing):
        correct(NAMES[0], {"remark": "x"}, " ")
    with pytest.raises(NotEntered):
        correct("1" * 20, {"remark": "x"}, "因")
    with pytest.raises(AlreadyEntered):
        correct(NAMES[0], {"number": NAMES[1]}, "因")
    with pytest.raises(InvalidInvoice):
        correct(NAMES[0], {"net": None, "total": None}, "因")
    assert held(core) == before
    with pytest.raises(NothingChanged):
        core.corrections.undo()


def test_two_invoices_do_not_get_one_number_by_one_change(core: Core) -> None:
    fill(core, 2)
    done = core.corrections.apply(NAMES[:2], Correct({"number": "9" * 20}, "因"))
    assert (done.changed, [type(x.error) for x in done.refused]) == (1, [AlreadyEntered])


def test_a_party_that_nothing_names_any_more_is_not_offered(core: Core) -> None:
    fill(core, 1)
    core.corrections.correct(NAMES[0], {"seller": Party("暂时的一家", "T1")}, "因")
    assert core.entry.parties("暂时")
    core.corrections.undo()
    assert not core.entry.parties("暂时")


def test_what_was_changed_since_is_not_taken_back(core: Core) -> None:
    fill(core, 2)
    core.corrections.apply(NAMES[:2], Correct({"remark": "一"}, "因"))
    with core._ledger.store.writing() as work:  # another act, that is no step of ours
        (row,) = work.invoices.ids_of([NAMES[1]]).values()
        work.invoices.replace(row, replace(work.invoices.load([row])[0], remark="二"))
        work.record("fill", None, Topic.INVOICES)
    before = held(core)
    with pytest.raises(ChangedSince):
        core.corrections.undo()
    assert held(core) == before


def test_undo_survives_a_restart(core: Core, keys: MemoryKeys) -> None:
    before = fill(core, 3)
    core.corrections.apply(NAMES[:3], Tag(("甲",)))
    core.close()
    again = Core.open(core.folder, keys, now=now, by="t")
    assert again.corrections.undo().count == 3
    assert held(again) == before
    again.close()


def test_a_cancelled_change_is_kept_so_far_and_taken_back_whole(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(core)
    monkeypatch.setattr(corrections, "AT_ONCE", 2)

    def stop(progress: Progress) -> None:
        if progress.done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        core.corrections.apply(NAMES, Tag(("甲",)), stop)
    assert core.lookup.find(Query(tags=("甲",))).total == 4
    assert core.corrections.undo().count == 4
    assert held(core) == before


def test_the_recycle_bin_is_looked_into_alone(core: Core) -> None:
    fill(core, 3)
    core.corrections.apply(NAMES[:2], ThrowAway())
    assert {*held(core)} == {NAMES[2]}
    assert {*held(core, Query(binned=True))} == {*NAMES[:2]}
    assert core.lookup.totals(Query(binned=True)).every.count == 2
    core.corrections.apply(NAMES[:1], TakeOut())
    assert {*held(core)} == {NAMES[0], NAMES[2]}


def test_the_history_tells_what_stood_before_why_and_who_newest_first(core: Core) -> None:
    (name,) = fill(core, 1)
    before = core.lookup.by_name(name)
    core.corrections.apply([name], Correct({"remark": "改"}, "看错了"))
    core.corrections.undo()
    undone, corrected, entered = core.corrections.history(name)
    assert (undone.action, entered.action, entered.by) == ("undo", "add", "tester")
    assert (corrected.action, corrected.reason) == ("correct", "看错了")
    assert corrected.changes == {"remark": (before.remark, "改")}
    assert undone.changes == {"remark": ("改", before.remark)}


def test_the_history_of_what_lies_in_the_bin_is_there_and_of_others_is_not(core: Core) -> None:
    first, _ = fill(core, 2)
    core.corrections.apply([first], ThrowAway())
    assert [x.action for x in core.corrections.history(first)] == ["delete", "add"]


def test_the_history_goes_on_before_a_corrected_number_without_who_has_it_since(core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    wrong, right = draft(1).number or "", draft(7).number or ""
    core.corrections.apply([wrong], Tag(("差旅",)))
    core.corrections.correct(wrong, {"number": right}, "看错一位")
    core.entry.add(draft(1), EntryMethod.SCAN)  # the number that it had by mistake
    assert [x.action for x in core.corrections.history(right)] == ["correct", "tag", "add"]
