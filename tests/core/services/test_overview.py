"""The overview: what it adds up is what the lists behind it hold."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.app import Core
from core.domain.change import ThrowAway
from core.domain.invoice import ZERO, Direction, Entered, EntryMethod, Invoice, Line, Party
from core.domain.query import Query
from core.services.overview import TOP, Share
from tests.core.services.test_lookup import refill
from tests.invoices import draft, entered
from tests.ledgers import NOW

PARTIES = [
    Party(f"{name}贸易有限公司", f"91110105MA01F1C{n:02}X") for n, name in enumerate("甲乙丙丁戊")
] + [Party("己贸易有限公司"), Party("己贸易有限公司上海分公司")]
MARK = Entered(EntryMethod.SCAN, "tester", NOW)
RATES = ("0.13", "0.06", "免税")


@st.composite
def ledgers(draw: st.DrawFn) -> list[Invoice]:
    made = []
    for n in range(draw(st.integers(0, 14))):
        amounts = st.integers(-(10**7), 10**9).map(lambda fen: Decimal(fen).scaleb(-2))
        lines = [
            Line(name="货", net=draw(amounts), rate=rate, tax=draw(st.none() | amounts))
            for rate in draw(st.lists(st.sampled_from(RATES), max_size=3))
        ]
        made.append(
            draft(
                n,
                issued_on=draw(st.dates(date(2025, 11, 1), date(2027, 2, 1))),
                seller=draw(st.sampled_from(PARTIES)),
                buyer=draw(st.sampled_from(PARTIES)),
                total=draw(st.none() | amounts),
                lines=tuple(lines),
            ).complete(
                direction=draw(st.none() | st.sampled_from(Direction)),
                category=draw(st.sampled_from((None, "差旅", "办公"))),
                entered=draw(entered),
            )
        )
    return made


def total(invoices: Sequence[Invoice]) -> Decimal:
    return sum((x.total or ZERO for x in invoices), ZERO)


@settings(max_examples=60)
@given(made=ledgers(), folded=st.integers(0, 14), direction=st.sampled_from(Direction))
def test_what_is_added_up_is_what_the_list_behind_it_holds(
    core: Core, made: list[Invoice], folded: int, direction: Direction
) -> None:
    refill(core, made, folded)
    year = core.overview.year(2026, direction)
    of_year = [x for x in made if x.issued_on.year == 2026]
    for month in year.months:
        listed = core.lookup.find(month.query).invoices
        assert {x.key.name for x in listed} == {
            x.key.name for x in of_year if x.issued_on.month == month.month
        }
        assert month.count == len(listed)
        assert month.purchases == total([x for x in listed if x.direction is Direction.IN])
        assert month.sales == total([x for x in listed if x.direction is Direction.OUT])
    of_side = [x for x in of_year if x.direction is direction]
    for shares in (year.categories, year.parties):
        assert sum((share.amount for share in shares), ZERO) == total(of_side)
        for share in shares:
            assert share.query is not None
            totals = core.lookup.totals(share.query).every
            assert (share.count, share.amount) == (totals.count, totals.total)
    check_rates(core, core.overview.rates(2026, direction), of_side)


def check_rates(core: Core, shares: Sequence[Share], invoices: Sequence[Invoice]) -> None:
    lines = [(x, line) for x in invoices for line in x.lines]
    assert {share.name for share in shares} == {line.rate for _, line in lines}
    for share in shares:
        taxes = [line.tax or ZERO for _, line in lines if line.rate == share.name]
        assert share.amount == sum(taxes, ZERO)
        having = {x.key.name for x, line in lines if line.rate == share.name}
        assert share.query is not None
        assert {*core.lookup.keys(share.query)} == having
        assert share.count == len(having)


def test_of_many_counterparts_the_largest_are_named_and_the_rest_is_one(core: Core) -> None:
    made = [
        draft(n, seller=Party(f"第{n}号商行", None), total=Decimal(n + 1)).complete(
            direction=Direction.IN, entered=MARK
        )
        for n in range(TOP + 3)
    ]
    refill(core, made, 0)
    shares = core.overview.year(2026, Direction.IN).parties
    assert [share.name for share in shares[:2]] == [f"第{TOP + 2}号商行", f"第{TOP + 1}号商行"]
    assert len(shares) == TOP + 1
    assert (shares[-1].name, shares[-1].query) == (None, None)
    assert (shares[-1].count, shares[-1].amount) == (3, Decimal(6))


def test_one_tax_id_is_one_counterpart_under_its_commonest_name(core: Core) -> None:
    names = ("新名商贸有限公司", "旧名商贸有限公司", "新名商贸有限公司")
    made = [
        draft(n, seller=Party(name, PARTIES[0].tax_id)).complete(
            direction=Direction.IN, entered=MARK
        )
        for n, name in enumerate(names)
    ]
    refill(core, made, 0)
    (share,) = core.overview.year(2026, Direction.IN).parties
    assert (share.name, share.count) == ("新名商贸有限公司", 3)


@pytest.mark.parametrize("binned", [False, True])
def test_counts_are_those_of_the_lists(core: Core, binned: bool) -> None:
    made = [draft(n).complete(category="差旅", entered=MARK) for n in range(5)]
    refill(core, made, 3)
    core.corrections.apply([made[0].key.name], ThrowAway())
    asked = Query(binned=True) if binned else Query(category="差旅")
    assert core.overview.counts([asked]) == [1 if binned else 4]
