"""Two lists matched: by their names, then by nearness; nothing is guessed, nothing is dropped."""

import random
from array import array
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.invoice import Direction
from core.domain.mistyping import AmountSlip, Slip, amount_slip, slip, slips_between, without_one
from core.domain.pairing import Pair
from core.domain.reconcile import Covered, Differing, Joined, Matching, match
from core.domain.record import Coverage
from core.domain.slim import Slim, normal
from tests.invoices import FEN

DAY = date(2026, 3, 2).toordinal()
PARTIES = {
    0: ("", ""),
    1: ("北京松果文具有限公司", "91110105ma01f1ct48"),
    2: ("上海青禾餐饮有限公司", "91310108000000002x"),
    3: ("上海青禾餐饮有限公司", ""),
    4: ("", "91310108000000002x"),
    5: ("广州木棉物流有限公司", "914401080000000031"),
}
NUMBER = "26112000000012345678"


def slim(n: int, name: str, **changes: object) -> Slim:
    facts = {
        "second": None,
        "direction": "in",
        "kind": "82",
        "status": "normal",
        "day": DAY,
        "net": 10000,
        "tax": 1300,
        "total": 11300,
        "seller": 2,
        "buyer": 1,
    } | changes
    return (n, name, *facts.values())  # type: ignore[return-value]


def _rows(names: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Slim]]:
    facts = st.tuples(
        st.sampled_from(("in", "out", None)),
        st.sampled_from(("82", "86", None)),
        st.sampled_from(("normal", "red", "voided")),
        st.integers(DAY, DAY + 1),
        st.sampled_from((None, 10000, 5000)),
        st.sampled_from((None, 1300)),
        st.sampled_from((None, 11300, -11300)),
        st.sampled_from(tuple(PARTIES)),
        st.sampled_from(tuple(PARTIES)),
    )
    return names.flatmap(
        lambda found: st.tuples(*(facts for _ in found)).map(
            lambda all_facts: [
                (n, *name, *rest)
                for n, (name, rest) in enumerate(zip(found, all_facts, strict=True))
            ]
        )
    )


name = st.integers(0, 12).map(lambda n: f"261120000000{n:02d}345678")
paper = st.integers(0, 12).map(lambda n: f"0110026001{n:02d}12345678")
one_name = st.tuples(name | paper, st.none())
two_names = st.tuples(name, paper)
any_rows = _rows(st.lists(one_name | two_names, max_size=12))


def _unshared(names: Sequence[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    seen: set[str] = set()
    kept = []
    for pair in names:
        if seen.isdisjoint(filter(None, pair)):
            seen.update(filter(None, pair))
            kept.append(pair)
    return kept


unique_rows = _rows(st.lists(one_name | two_names, max_size=12).map(_unshared))


@given(unique_rows)
def test_a_list_agrees_with_itself(rows: list[Slim]) -> None:
    found = match(rows, rows, PARTIES)
    assert found == Matching(array("q"), (), (), (), (), {}, {}, ())
    assert found.agree == len(rows)


@given(any_rows, any_rows, st.randoms(use_true_random=False))
def test_the_order_of_the_lists_says_nothing(
    ours: list[Slim], theirs: list[Slim], chance: random.Random
) -> None:
    found = match(ours, theirs, PARTIES)
    chance.shuffle(ours)
    chance.shuffle(theirs)
    assert match(ours, theirs, PARTIES) == found


@given(any_rows, any_rows)
def test_swapping_the_sides_mirrors_everything(ours: list[Slim], theirs: list[Slim]) -> None:
    forth, back = match(ours, theirs, PARTIES), match(theirs, ours, PARTIES)
    assert back.agree == forth.agree
    assert set(back.differing) == {Differing(d.theirs, d.ours, d.fields) for d in forth.differing}
    assert (back.only_theirs, back.only_ours) == (forth.only_ours, forth.only_theirs)
    assert set(back.pairs) == {Pair(p.theirs, p.ours, p.two_names) for p in forth.pairs}
    assert (back.their_rivals, back.our_rivals) == (forth.our_rivals, forth.their_rivals)
    assert set(back.joined) == {Joined(j.theirs, j.ours) for j in forth.joined}


@given(unique_rows, unique_rows)
def test_every_record_is_told_of_once(ours: list[Slim], theirs: list[Slim]) -> None:
    found = match(ours, theirs, PARTIES)
    both = found.agree + len(found.differing) + len(found.pairs)
    if not found.joined:
        assert both + len(found.only_ours) == len(ours)
        assert both + len(found.only_theirs) == len(theirs)
    for side, rows in (("ours", found.only_ours), ("theirs", found.only_theirs)):
        told = [row[0] for row in rows]
        told += [getattr(each, side) for each in found.pairs]
        assert len(set(told)) == len(told)
        assert set(told).isdisjoint(getattr(each, side) for each in found.differing)


@given(unique_rows, st.data())
def test_a_fact_that_one_side_does_not_hold_is_no_difference(
    rows: list[Slim], data: st.DataObject
) -> None:
    less = []
    for row in rows:
        facts = list(row)
        for place in data.draw(st.sets(st.sampled_from((3, 4, 7, 8, 9, 10, 11)))):
            facts[place] = 0 if place >= 10 else None
        if row[5] == "normal" and (row[9] or 0) < 0:
            facts[5] = "red"  # a negative amount is what tells a red one
        less.append(tuple(facts))
    assert match(rows, less, PARTIES).agree == len(rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"status": "voided"}, ("status",)),
        ({"day": DAY + 1}, ("issued_on",)),
        ({"net": 9999}, ("net",)),
        ({"tax": 1299}, ("tax",)),
        ({"total": 11299}, ("total",)),
        ({"seller": 5}, ("seller.name", "seller.tax_id")),
        ({"buyer": 5}, ("buyer.name", "buyer.tax_id")),
        ({"total": 1, "day": DAY - 9}, ("issued_on", "total")),
    ],
)
def test_what_is_compared_is_told_by_its_field(
    changes: dict[str, object], fields: tuple[str, ...]
) -> None:
    found = match([slim(1, NUMBER)], [slim(2, NUMBER, **changes)], PARTIES)
    assert found.differing == (Differing(1, 2, fields),)
    assert found.agree == 0


@pytest.mark.parametrize("changes", [{"direction": "out"}, {"kind": "81"}, {"seller": 3}])
def test_nothing_else_is_compared(changes: dict[str, object]) -> None:
    assert match([slim(1, NUMBER)], [slim(2, NUMBER, **changes)], PARTIES).agree == 1


def test_a_red_invoice_agrees_with_a_normal_one_of_negative_amounts() -> None:
    amounts = {"net": -10000, "tax": -1300, "total": -11300}
    ours, theirs = slim(1, NUMBER, status="red", **amounts), slim(2, NUMBER, **amounts)
    assert match([ours], [theirs], PARTIES).agree == 1


def test_names_and_ids_are_compared_without_width_brackets_white_space_and_case() -> None:
    assert normal(" 成都锦里（集团）\u3000有限公司") == normal("成都锦里(集团)有限公司")
    assert normal("91110105ma01f1ct48") == normal("９１110105MA01F1CT48 ")
    assert normal(None) == ""


def test_a_record_with_both_names_joins_two() -> None:
    ours = [slim(1, NUMBER), slim(2, "01100260011587654321", kind="86")]
    theirs = [slim(7, NUMBER, second="01100260011587654321", kind="86")]
    found = match(ours, theirs, PARTIES)
    assert (found.agree, found.differing) == (1, ())
    assert found.joined == (Joined((1, 2), (7,)),)
    assert match([slim(1, "01100260011587654321")], theirs, PARTIES).agree == 1
    assert match([slim(1, "x", second=NUMBER)], theirs, PARTIES).agree == 1


def test_what_one_side_holds_twice_is_told_and_compared() -> None:
    ours = [slim(1, NUMBER), slim(2, NUMBER, total=5)]
    found = match(ours, [slim(3, NUMBER)], PARTIES)
    assert found.differing == (Differing(2, 3, ("total",)),)
    assert found.joined == (Joined((1, 2), (3,)),)
    alone = match(ours, [], PARTIES)
    assert [row[0] for row in alone.only_ours] == [1, 2]
    assert alone.joined == (Joined((1, 2), ()),)


@pytest.mark.parametrize(
    ("ours", "how"),
    [
        ("26112000000012345679", Slip.WRONG),
        ("26112000000012345687", Slip.TRANSPOSED),
        ("26112000000092345679", Slip.SEVERAL),
        ("2611200000012345678", Slip.MISSING),
        ("261120000000012345678", Slip.DOUBLED),
        ("261120000000123456789", Slip.EXTRA),
        ("6112000000012345678", Slip.MISSING),
        ("61120000000123456781", Slip.SEVERAL),
    ],
)
def test_a_number_with_a_slip_is_a_pair(ours: str, how: Slip) -> None:
    assert slip(ours, NUMBER) is how
    found = match([slim(1, ours)], [slim(2, NUMBER)], PARTIES)
    assert found.pairs == (Pair(1, 2),)
    assert (found.only_ours, found.only_theirs) == ((), ())


def test_a_slip_in_either_of_two_names_is_a_pair() -> None:
    both = slim(2, NUMBER, second="01100260011587654321", kind="86")
    found = match([slim(1, "01100260011587654312", kind="86")], [both], PARTIES)
    assert found.pairs == (Pair(1, 2),)


NEAR = NUMBER[:10] + "9" + NUMBER[11:]


@pytest.mark.parametrize(
    ("changes", "paired"),
    [
        ({}, True),
        ({"day": DAY + 5}, True),  # the seller agrees
        ({"seller": 0}, True),  # the day agrees
        ({"seller": 3, "day": DAY + 5}, True),  # its name agrees
        ({"seller": 4, "day": DAY + 5}, True),  # its id agrees
        ({"total": None}, True),  # the net agrees
        ({"net": None, "tax": None}, True),
        ({"direction": None}, True),
        ({"seller": 0, "day": DAY + 5}, False),
        ({"total": 11301}, False),
        ({"total": None, "net": None}, False),
        ({"direction": "out"}, False),
        ({"buyer": 5}, False),  # issued to somebody else
    ],
)
def test_a_pair_agrees_in_amount_and_in_date_or_party_of_what_both_hold(
    changes: dict[str, object], paired: bool
) -> None:
    found = match([slim(1, NEAR, **changes)], [slim(2, NUMBER)], PARTIES)
    assert bool(found.pairs) is paired
    assert bool(found.only_ours) is not paired


def test_of_two_equally_near_ones_none_is_taken_and_both_are_told() -> None:
    theirs = [slim(7, NUMBER[:-1] + "1"), slim(8, NUMBER[:-1] + "2")]
    found = match([slim(1, NUMBER)], theirs, PARTIES)
    assert found.pairs == ()
    assert found.our_rivals == {1: (7, 8)}
    assert found.their_rivals == {7: (1,), 8: (1,)}
    assert len(found.only_ours) + len(found.only_theirs) == 3


def test_the_nearer_one_is_taken() -> None:
    theirs = [slim(7, NUMBER[:-1] + "1"), slim(8, NUMBER[:-2] + "00")]
    found = match([slim(1, NUMBER)], theirs, PARTIES)
    assert found.pairs == (Pair(1, 7),)
    assert found.our_rivals == found.their_rivals == {}


def test_an_exact_name_is_never_given_away_to_a_near_one() -> None:
    found = match([slim(1, NUMBER), slim(2, NEAR)], [slim(3, NUMBER)], PARTIES)
    assert (found.agree, found.pairs) == (1, ())


PAPER_NAME = "01100260011587654321"


@pytest.mark.parametrize(
    ("ours", "theirs", "paired"),
    [
        ({"kind": "86"}, {"kind": "86"}, True),
        ({"kind": None}, {"kind": "86"}, True),
        ({"kind": "04"}, {"kind": "86"}, True),
        ({"kind": "85"}, {"kind": "86"}, False),
        ({"kind": "82"}, {"kind": "82"}, False),
        ({"kind": "86", "seller": 0}, {"kind": "86"}, True),
        ({"kind": "86", "seller": 5}, {"kind": "86"}, False),
        ({"kind": "86", "day": DAY + 1}, {"kind": "86"}, False),
        ({"kind": "86", "total": 1}, {"kind": "86"}, False),
    ],
)
def test_paper_with_two_numbers_may_stand_under_another_one_on_each_side(
    ours: dict[str, object], theirs: dict[str, object], paired: bool
) -> None:
    found = match([slim(1, PAPER_NAME, **ours)], [slim(2, NUMBER, **theirs)], PARTIES)
    assert found.pairs == ((Pair(1, 2, two_names=True),) if paired else ())


def test_of_several_that_may_be_the_same_paper_none_is_taken() -> None:
    theirs = [slim(7, NUMBER, kind="86"), slim(8, "26442000000087654321", kind="86")]
    found = match([slim(1, PAPER_NAME, kind="86")], theirs, PARTIES)
    assert found.pairs == ()
    assert found.our_rivals == {1: (7, 8)}


def test_the_same_kind_is_nearer_than_one_that_is_written_for_it() -> None:
    theirs = [slim(7, NUMBER, kind="86"), slim(8, "26442000000087654321", kind="86", seller=0)]
    assert match([slim(1, PAPER_NAME, kind="86")], theirs, PARTIES).pairs[0].theirs == 7
    ours = [slim(1, PAPER_NAME, kind="86"), slim(2, "01100260011500000000", kind="04")]
    assert match(ours, theirs[:1], PARTIES).pairs == (Pair(1, 7, two_names=True),)


def test_in_a_crowd_a_single_slip_is_still_found() -> None:
    theirs = [slim(n, f"2611200{n:04d}000000000") for n in range(200)]
    ours = [slim(n, f"2611200{n:04d}000900000") for n in range(200)]
    found = match(ours, theirs, PARTIES)
    assert found.pairs == tuple(Pair(n, n) for n in range(200))


short = st.text("012", min_size=1, max_size=7)


def _edits(one: str, other: str) -> int:
    """The slow way: optimal string alignment over the whole table."""
    rows = [
        [a + b if not a or not b else 0 for b in range(len(other) + 1)] for a in range(len(one) + 1)
    ]
    for a in range(1, len(one) + 1):
        for b in range(1, len(other) + 1):
            same = one[a - 1] == other[b - 1]
            rows[a][b] = min(
                rows[a - 1][b] + 1, rows[a][b - 1] + 1, rows[a - 1][b - 1] + (not same)
            )
            swapped = a > 1 and b > 1 and one[a - 2 : a] == other[b - 2 : b][::-1]
            if swapped:
                rows[a][b] = min(rows[a][b], rows[a - 2][b - 2] + 1)
    return rows[-1][-1]


@given(short, short)
def test_slips_are_counted_as_the_slow_way_counts_them(one: str, other: str) -> None:
    slow = _edits(one, other)
    assert slips_between(one, other) == (slow if slow <= 2 else None)


@given(short, short)
def test_two_numbers_one_slip_apart_have_something_in_common_without_one(
    one: str, other: str
) -> None:
    if slips_between(one, other) == 1:
        assert not set(without_one(one)).isdisjoint(without_one(other))


@pytest.mark.parametrize(
    ("ours", "theirs", "how"),
    [
        ("562.00", "526.00", AmountSlip.TRANSPOSED),
        ("526.10", "526.01", AmountSlip.TRANSPOSED),
        ("52.00", "526.00", AmountSlip.MISSING),
        ("1234.60", "1234.56", AmountSlip.MISSING),
        ("1234.00", "1234.56", None),
        ("5526.00", "526.00", AmountSlip.EXTRA),
        ("527.00", "526.00", AmountSlip.WRONG),
        ("5260.00", "526.00", AmountSlip.SHIFTED),
        ("5.26", "526.00", AmountSlip.SHIFTED),
        ("-526.00", "526.00", AmountSlip.SIGN),
        ("911.37", "526.00", None),
        ("0.00", "526.00", None),
    ],
)
def test_an_amount_says_how_it_was_mistyped(ours: str, theirs: str, how: AmountSlip | None) -> None:
    assert amount_slip(Decimal(ours), Decimal(theirs)) is how


@given(FEN, FEN)
def test_any_two_amounts_can_be_compared(ours: Decimal, theirs: Decimal) -> None:
    assert (amount_slip(ours, theirs) is None) or ours != theirs


def test_exports_cover_their_days_of_their_direction_up_to_their_making() -> None:
    covered = Covered(
        (
            _coverage(Direction.IN, 1, 31, made=20),
            _coverage(Direction.OUT, 1, 31, made=31, partial=True),
        )
    )
    assert covered.holds("in", _day(20))
    assert covered.holds(None, _day(20))
    assert not covered.holds("in", _day(21))
    assert not covered.holds("out", _day(20))


def _day(n: int) -> int:
    return date(2026, 3, n).toordinal()


def _coverage(
    direction: Direction, since: int, until: int, *, made: int, partial: bool = False
) -> Coverage:
    first, last, made_on = (date(2026, 3, day) for day in (since, until, made))
    return Coverage(direction, first, last, made_on, partial)
