"""Decisions stand as long as their facts, change what they say, and can be taken back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.app import Core
from core.domain.decision import Case, DecisionKind
from core.domain.invoice import Direction, Invoice, InvoiceKind, Status
from core.domain.record import Record
from core.domain.topic import Topic
from core.errors import (
    AppError,
    ChangedSince,
    DecisionIncomplete,
    DecisionUnfit,
    DiscrepancyChanged,
    NoDiscrepancy,
    NothingDecided,
)
from core.services.checks import Severity
from tests.ledgers import NOW
from tests.reconciling import bring_in, by_key, case_of, enter, january, told, with_fields

K = DecisionKind


def records() -> list[Record]:
    """Plain digital purchases and sales."""
    found = [x for x in january(90) if not x.invoice.red_of and len(x.invoice.number) == 20]
    return [with_fields(x, status=Status.NORMAL) for x in found if not x.invoice.code][:12]


def mistyped(invoice: Invoice) -> Invoice:
    number = invoice.number[:12] + str((int(invoice.number[12]) + 5) % 10) + invoice.number[13:]
    return replace(invoice, number=number)


@pytest.fixture
def spoiled(core: Core, tmp_path: Path) -> Core:
    """Ours: the 1st with another total, the 2nd's number mistyped, the 3rd missing, one more."""
    base = records()
    first = replace(base[0].invoice, total=(base[0].invoice.total or Decimal(0)) + 900)
    more = replace(base[3].invoice, number="26992000000000000001", net=Decimal("7.00"), tax=None,
                   total=Decimal("7.00"), lines=())  # fmt: skip
    enter(core, [first, mistyped(base[1].invoice), more, *(x.invoice for x in base[3:])])
    bring_in(core, tmp_path, base)
    return core


FIRST, SECOND, THIRD = (x.invoice.key.name for x in records()[:3])
TYPED = mistyped(records()[1].invoice).number
MORE = "26992000000000000001"


def state(core: Core) -> tuple[object, ...]:
    """All that a decision may change and reopening must put back."""
    found = core.reconciliation.run()
    return (found.cases, found.matched, by_key(core))


def whole(core: Core) -> bool:
    return not [x for x in core.checks.run() if x.severity is Severity.BROKEN]


def test_the_spoiled_ledger_shows_each_of_them(spoiled: Core) -> None:
    assert {x[:3] for x in told(spoiled.reconciliation.run())} == {
        ("differs", FIRST, None),
        ("missing_in_export", TYPED, SECOND),
        ("missing_in_export", MORE, None),
        ("missing_in_ledger", THIRD, None),
    }


def test_correcting_takes_over_what_they_say_and_keeps_the_old_version(spoiled: Core) -> None:
    before = by_key(spoiled)[FIRST]
    assert spoiled.deciding.decide([case_of(spoiled, FIRST)], K.CORRECT, note="录入有误") == [None]
    after = by_key(spoiled)[FIRST]
    assert after == replace(before, total=records()[0].invoice.total)
    with spoiled._ledger.store.reading() as work:
        (line,) = [x for x in work.trail.lines(FIRST) if x.action == "correct"]
    details = json.loads(line.details)
    assert details["changes"] == {"total": [f"{before.total}", f"{after.total}"]}
    assert details["reason"] == "录入有误"
    assert FIRST not in {x.key for x in spoiled.reconciliation.run().cases}
    assert whole(spoiled)


def test_correcting_a_pair_takes_over_their_number(spoiled: Core) -> None:
    assert spoiled.deciding.decide([case_of(spoiled, TYPED)], K.CORRECT) == [None]
    found = by_key(spoiled)
    assert (TYPED in found, SECOND in found) == (False, True)
    assert spoiled.lookup.by_name(SECOND).number == SECOND


def test_linking_makes_two_keys_one_invoice_and_leaves_the_ledger_as_it_is(spoiled: Core) -> None:
    before = by_key(spoiled)
    assert spoiled.deciding.decide([case_of(spoiled, TYPED)], K.LINK, to=SECOND) == [None]
    assert by_key(spoiled) == before
    assert spoiled.reconciliation.run().matched == 10
    spoiled.deciding.reopen([TYPED])
    assert case_of(spoiled, TYPED).pair == SECOND


def test_linked_invoices_that_differ_are_still_told(spoiled: Core) -> None:
    (case,) = spoiled.deciding.decide([case_of(spoiled, THIRD)], K.LINK, to=MORE)
    assert case is not None
    assert (case.type, case.key, case.pair) == ("differs", MORE, THIRD)
    assert "total" in {x.field for x in case.fields}


def test_accepting_enters_theirs_as_a_late_entry(spoiled: Core) -> None:
    assert spoiled.deciding.decide([case_of(spoiled, THIRD)], K.ACCEPT) == [None]
    entry = by_key(spoiled)[THIRD]
    assert entry.entered
    assert (entry.entered.late, entry.entered.by, entry.entered.at) == (True, "tester", NOW)
    assert entry.lines == records()[2].invoice.lines
    assert entry.direction == records()[2].invoice.direction
    assert THIRD not in {x.key for x in spoiled.reconciliation.run().cases}


def test_asking_waiting_and_ignoring_stand_beside_the_case(spoiled: Core) -> None:
    for kind, key, more in (
        (K.ASK, FIRST, {}),
        (K.WAIT, MORE, {"until": date(2026, 12, 1)}),
        (K.IGNORE, THIRD, {"note": "个人消费"}),
    ):
        (case,) = spoiled.deciding.decide([case_of(spoiled, key)], kind, **more)
        assert case is not None
        assert case == case_of(spoiled, key)
        assert case.decision
        assert (case.decision.kind, case.decision.by, case.decision.at) == (kind, "tester", NOW)
    assert not case_of(spoiled, MORE).is_open(date(2026, 12, 1))
    assert case_of(spoiled, MORE).is_open(date(2026, 12, 2))
    assert case_of(spoiled, THIRD).decision.note == "个人消费"  # type: ignore[union-attr]


def test_a_later_decision_takes_the_place_of_an_earlier(spoiled: Core) -> None:
    spoiled.deciding.decide([case_of(spoiled, MORE)], K.ASK)
    spoiled.deciding.decide([case_of(spoiled, MORE)], K.IGNORE, note="已退票")
    assert case_of(spoiled, MORE).decision.kind is K.IGNORE  # type: ignore[union-attr]
    spoiled.deciding.reopen([MORE])
    assert case_of(spoiled, MORE).decision is None


ALL: tuple[tuple[K, str, dict[str, object]], ...] = (
    (K.CORRECT, FIRST, {}),
    (K.CORRECT, TYPED, {}),
    (K.LINK, TYPED, {}),
    (K.LINK, THIRD, {"to": MORE}),
    (K.ACCEPT, THIRD, {}),
    (K.ASK, FIRST, {}),
    (K.WAIT, MORE, {"until": date(2027, 1, 1)}),
    (K.IGNORE, THIRD, {"note": "x"}),
)


@pytest.mark.parametrize(("kind", "key", "more"), ALL)
def test_reopening_leaves_everything_as_it_was(
    spoiled: Core, kind: K, key: str, more: dict[str, object]
) -> None:
    before = state(spoiled)
    case = case_of(spoiled, key)
    spoiled.deciding.decide([case], kind, **more)  # type: ignore[arg-type]
    assert state(spoiled) != before
    assert spoiled.deciding.reopen([key]) == [case]
    assert state(spoiled) == before
    assert whole(spoiled)
    spoiled.deciding.decide([case], kind, **more)  # type: ignore[arg-type]
    spoiled.deciding.undo()
    assert state(spoiled) == before


@settings(max_examples=8)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=3, unique_by=lambda x: x[1]))
def test_undoing_step_by_step_leads_back(
    core: Core, tmp_path: Path, steps: list[tuple[K, str, dict[str, object]]]
) -> None:
    if not by_key(core):
        spoiled.__wrapped__(core, tmp_path)  # type: ignore[attr-defined]
    states = [state(core)]
    for kind, key, more in steps:
        try:
            core.deciding.decide([case_of(core, key)], kind, **more)  # type: ignore[arg-type]
        except (AppError, ValueError):
            continue  # the step before has settled it
        states.append(state(core))
    for before in reversed(states[:-1]):
        core.deciding.undo()
        assert state(core) == before


def test_many_are_decided_and_taken_back_in_one_step(core: Core, tmp_path: Path) -> None:
    base = records()
    bring_in(core, tmp_path, base)
    before = state(core)
    assert len(core.reconciliation.run().cases) == 12
    core.deciding.decide(core.reconciliation.run().cases[:5], K.ACCEPT)
    core.deciding.decide(core.reconciliation.run().cases, K.IGNORE, note="他人的")
    assert core.reconciliation.run().matched == 5
    assert len(core.deciding.undo()) == 7
    found = core.deciding.undo()
    assert all(found)
    assert state(core) == before
    with pytest.raises(NothingDecided):
        core.deciding.undo()


@pytest.mark.parametrize(
    ("kind", "key", "more", "error"),
    [
        (K.CORRECT, THIRD, {}, DecisionUnfit),
        (K.CORRECT, MORE, {}, DecisionUnfit),
        (K.ACCEPT, FIRST, {}, DecisionUnfit),
        (K.LINK, FIRST, {"to": THIRD}, DecisionUnfit),
        (K.LINK, MORE, {}, DecisionIncomplete),
        (K.LINK, MORE, {"to": "26992000000000000777"}, NoDiscrepancy),
        (K.LINK, MORE, {"to": FIRST}, DecisionUnfit),
        (K.IGNORE, THIRD, {}, DecisionIncomplete),
        (K.WAIT, THIRD, {}, DecisionIncomplete),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    spoiled: Core, kind: K, key: str, more: dict[str, object], error: type[AppError]
) -> None:
    before = state(spoiled)
    case = case_of(spoiled, key)
    alike = [x for x in spoiled.reconciliation.run().cases if x.type is case.type and x != case]
    with pytest.raises(error):
        spoiled.deciding.decide([*alike, case], kind, **more)  # type: ignore[arg-type]
    assert state(spoiled) == before


def test_what_has_changed_since_it_was_looked_at_is_not_decided(
    spoiled: Core, tmp_path: Path
) -> None:
    seen = case_of(spoiled, FIRST)
    red = with_fields(records()[0], status=Status.RED_FULL)
    bring_in(spoiled, tmp_path, [red, *records()[1:]], made=date(2026, 3, 1))
    with pytest.raises(DiscrepancyChanged):
        spoiled.deciding.decide([seen], K.CORRECT)


def test_a_correction_of_what_was_changed_since_is_not_taken_back(spoiled: Core) -> None:
    spoiled.deciding.decide([case_of(spoiled, FIRST)], K.CORRECT)
    with spoiled._ledger.store.writing() as work:
        (row,) = work.invoices.ids_of([FIRST]).values()
        changed = replace(work.invoices.load([row])[0], total=Decimal("1.00"))
        work.invoices.replace(row, changed)
        work.record("correct", changed.key, Topic.INVOICES)
    with pytest.raises(ChangedSince):
        spoiled.deciding.reopen([FIRST])


def test_nothing_to_take_back_is_said(spoiled: Core) -> None:
    with pytest.raises(NothingDecided):
        spoiled.deciding.reopen([FIRST])


def decided_on_all(core: Core) -> dict[str, object]:
    core.deciding.decide(core.reconciliation.run().cases, K.IGNORE, note="看过")
    return {x.key: x.decision for x in core.reconciliation.run().cases}


def test_an_import_of_the_same_facts_reopens_nothing(spoiled: Core, tmp_path: Path) -> None:
    before = decided_on_all(spoiled)
    bring_in(spoiled, tmp_path, records())
    bring_in(spoiled, tmp_path, records(), made=date(2026, 3, 1))
    february = [
        with_fields(x, number=f"2699{n:016d}", issued_on=date(2026, 2, 3))
        for n, x in enumerate(records())
    ]
    bring_in(spoiled, tmp_path, february, name="2026年2月.xlsx", made=date(2026, 3, 1))
    after = {x.key: x.decision for x in spoiled.reconciliation.run().cases}
    assert {key: after[key] for key in before} == before
    assert all(decision is None for key, decision in after.items() if key not in before)


Change = Callable[[list[Record]], list[Record]]


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (FIRST, lambda x: [with_fields(x[0], total=Decimal("5.00")), *x[1:]]),
        (THIRD, lambda x: [*x[:2], with_fields(x[2], status=Status.VOIDED), *x[3:]]),
        (TYPED, lambda x: [x[0], with_fields(x[1], tax=Decimal("0.01")), *x[2:]]),
    ],
)
def test_an_import_reopens_what_it_changes_and_nothing_else(
    spoiled: Core, tmp_path: Path, key: str, change: Change
) -> None:
    before = decided_on_all(spoiled)
    bring_in(spoiled, tmp_path, change(records()), made=date(2026, 3, 1))
    after = {x.key: x.decision for x in spoiled.reconciliation.run().cases}
    assert after[key] is None
    assert {k: x for k, x in after.items() if k != key} == {
        k: x for k, x in before.items() if k != key
    }


def test_a_link_holds_over_further_imports_and_tells_what_changes(
    spoiled: Core, tmp_path: Path
) -> None:
    spoiled.deciding.decide([case_of(spoiled, TYPED)], K.LINK)
    bring_in(spoiled, tmp_path, records(), made=date(2026, 3, 1))
    assert TYPED not in {x.key for x in spoiled.reconciliation.run().cases}
    red = [records()[0], with_fields(records()[1], status=Status.RED_FULL), *records()[2:]]
    bring_in(spoiled, tmp_path, red, made=date(2026, 3, 2))
    case: Case = case_of(spoiled, TYPED)
    assert (case.type, case.pair, [x.field for x in case.fields]) == ("differs", SECOND, ["status"])


def test_two_papers_of_two_names_can_be_linked(core: Core, tmp_path: Path) -> None:
    base = [
        x
        for x in january(90)
        if x.invoice.kind is InvoiceKind.DIGITAL_SPECIAL_PAPER
        and x.invoice.direction is Direction.IN
    ]
    theirs = [with_fields(base[0], status=Status.NORMAL)]
    ours = replace(base[1].invoice, status=Status.NORMAL, red_of=None)
    enter(core, [ours])
    bring_in(core, tmp_path, theirs)
    key, other = ours.key.name, theirs[0].invoice.key.name
    core.deciding.decide([case_of(core, key)], K.LINK, to=other)
    assert [(x.type.value, x.pair) for x in core.reconciliation.run().cases] == [("differs", other)]
