"""The story of a case, its notes, and the monthly check that somebody signed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.app import Core
from core.domain.change import ThrowAway
from core.domain.covered_months import Extent
from core.domain.decision import DecisionKind
from core.domain.invoice import Direction, Status
from core.domain.record import Record
from core.errors import DecisionIncomplete
from core.services.checks import Severity
from tests.reconciling import NAME, bring_in, case_of, enter, january, with_fields


def records() -> list[Record]:
    found = [x for x in january(90) if not x.invoice.red_of and len(x.invoice.number) == 20]
    return [with_fields(x, status=Status.NORMAL) for x in found if not x.invoice.code][:6]


KEY = records()[0].invoice.key.name


@pytest.fixture
def spoiled(core: Core, tmp_path: Path) -> Core:
    base = records()
    first = replace(base[0].invoice, total=(base[0].invoice.total or Decimal(0)) + 900)
    enter(core, [first, *(x.invoice for x in base[1:-1])])
    bring_in(core, tmp_path, base)
    return core


def whole(core: Core) -> bool:
    return not [x for x in core.checks.run() if x.severity is Severity.BROKEN]


def test_the_story_tells_entry_note_decision_and_what_lists_said(
    spoiled: Core, tmp_path: Path
) -> None:
    case = case_of(spoiled, KEY)
    spoiled.reviewing.note(case, "  电话问过  ")
    spoiled.deciding.decide([case], DecisionKind.IGNORE, note="已知")
    base = records()
    base[0] = with_fields(base[0], status=Status.RED_FULL)
    bring_in(spoiled, tmp_path, base, name=f"2-{NAME}", made=date(2026, 3, 1))
    told = {x.what: x.details for x in spoiled.reviewing.story(case_of(spoiled, KEY))}
    assert {"add", "note", "decide", "changed"} <= told.keys()
    assert told["note"] == {"text": "电话问过"}
    assert told["decide"]["note"] == "已知"
    assert list(told["changed"]["changes"]["status"]) == ["normal", "red_full"]
    assert whole(spoiled)


def test_a_note_must_say_something(spoiled: Core) -> None:
    with pytest.raises(DecisionIncomplete):
        spoiled.reviewing.note(case_of(spoiled, KEY), " ")


def test_a_signed_check_says_who_and_what_has_changed_since(spoiled: Core, tmp_path: Path) -> None:
    run = spoiled.reconciliation.run()
    assert spoiled.reviewing.signed(run.period) is None
    assert spoiled.reviewing.changed(run) is None
    spoiled.reviewing.sign(run, "王小满")
    signed = spoiled.reviewing.signed(run.period)
    assert signed is not None
    assert (signed.by, signed.undecided, signed.matched) == ("王小满", 2, run.matched)
    assert not spoiled.reviewing.changed(run)
    spoiled.deciding.decide([case_of(spoiled, KEY)], DecisionKind.IGNORE, note="已知")
    enter(spoiled, [records()[-1].invoice])
    changed = spoiled.reviewing.changed(spoiled.reconciliation.run())
    assert changed is not None
    assert changed.changed == (KEY,)
    assert changed.gone == (records()[-1].invoice.key.name,)
    assert changed.fresh == ()
    assert changed.matched == 1
    assert whole(spoiled)


def test_nobody_signs_without_a_name(spoiled: Core) -> None:
    with pytest.raises(DecisionIncomplete):
        spoiled.reviewing.sign(spoiled.reconciliation.run(), "")


def test_the_calendar_reaches_back_a_year_and_knows_january(spoiled: Core) -> None:
    found = {(x.first, x.direction): x.extent for x in spoiled.reviewing.calendar()}
    assert found[date(2026, 1, 1), Direction.IN] is Extent.COMPLETE
    assert found[date(2025, 11, 1), Direction.IN] is Extent.MISSING


def test_what_agrees_is_given_in_pages(spoiled: Core) -> None:
    found = spoiled.reconciliation.run()
    whole_list = spoiled.reviewing.agreed(found, 0, 10)
    assert len(whole_list) == found.matched == 4
    assert all(x.ours.key.same_as(x.theirs.invoice.key) for x in whole_list)
    assert spoiled.reviewing.agreed(found, 1, 2) == whole_list[1:3]


def test_what_agreed_and_was_deleted_since_is_left_out(spoiled: Core) -> None:
    found = spoiled.reconciliation.run()
    key = spoiled.reviewing.agreed(found, 0, 1)[0].ours.key.name
    spoiled.corrections.apply([key], ThrowAway())
    assert key not in {x.ours.key.name for x in spoiled.reviewing.agreed(found, 0, 10)}


def test_many_rows_are_told_from_few(spoiled: Core) -> None:
    with spoiled._ledger.store.reading() as work:
        assert not work.sides.at_most(10)
        assert work.sides.at_most(11)
    assert spoiled.reviewing.small()
