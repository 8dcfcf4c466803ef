"""What is looked up: filters, orders and sums agree with plain Python over any ledger."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.app import Core
from core.domain.change import ThrowAway
from core.domain.invoice import (
    ZERO,
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Party,
    Status,
)
from core.domain.query import Column, Order, Originals, Query
from core.domain.topic import Topic
from core.store import search
from tests.invoices import draft, entered
from tests.ledgers import NOW

NAMES = (
    "阿里",
    "中国石油天然气股份有限公司北京分公司",
    "中国石油天然气股份有限公司上海分公司",
    None,
)
MARK = Entered(EntryMethod.SCAN, "tester", NOW)
TOTALS = st.integers(-(10**7), 10**13).map(lambda fen: Decimal(fen).scaleb(-2))
AMOUNTS = st.none() | TOTALS


@st.composite
def ledgers(draw: st.DrawFn) -> list[Invoice]:
    made = []
    for n in range(draw(st.integers(0, 12))):
        party = st.builds(Party, st.sampled_from(NAMES), st.none() | st.sampled_from("AB"))
        made.append(
            draft(
                draw(st.integers(0, 40)) * 100 + n,
                kind=draw(st.sampled_from([None, *InvoiceKind][:4])),
                net=draw(AMOUNTS),
                tax=draw(AMOUNTS),
                total=draw(TOTALS),
                seller=draw(party),
                buyer=draw(party),
            ).complete(
                direction=draw(st.none() | st.sampled_from(Direction)),
                status=draw(st.sampled_from(Status)),
                category=draw(st.sampled_from((None, "差旅", "办公"))),
                tags=draw(st.sampled_from(((), ("甲",), ("乙", "甲")))),
                entered=draw(entered),
            )
        )
    return made


ASKED = st.sampled_from((Party("别名", "A"), Party(None, "B"), Party("阿里", None)))

QUERIES = st.builds(
    Query,
    kinds=st.sampled_from(((), (InvoiceKind.SPECIAL_PAPER,), tuple(InvoiceKind)[:2])),
    statuses=st.sampled_from(((), (Status.RED,), (Status.NORMAL, Status.VOIDED))),
    direction=st.none() | st.sampled_from(Direction),
    seller=st.none() | ASKED,
    buyer=st.none() | ASKED,
    tags=st.sampled_from(((), ("甲",), ("甲", "乙"))),
    category=st.sampled_from((None, "", "差旅")),
    sources=st.sampled_from(((), (EntryMethod.SCAN,), tuple(EntryMethod)[:2])),
    offline=st.none() | st.booleans(),
    late=st.none() | st.booleans(),
    originals=st.sampled_from(((), (Originals.NONE,), (Originals.FILE, Originals.PRINT))),
)


def is_met(asked: Party | None, x: Party) -> bool:
    if asked is None:
        return True
    if asked.tax_id:
        return asked.tax_id == x.tax_id
    return x.tax_id is None and asked.name == x.name


def meets(query: Query, x: Invoice) -> bool:
    assert x.entered is not None
    return all(
        (
            not query.kinds or x.kind in query.kinds,
            not query.statuses or x.status in query.statuses,
            query.direction in (None, x.direction),
            is_met(query.seller, x.seller),
            is_met(query.buyer, x.buyer),
            set(query.tags) <= set(x.tags),
            query.category is None or query.category == (x.category or ""),
            not query.sources or x.entered.how in query.sources,
            query.offline in (None, x.entered.offline),
            query.late in (None, x.entered.late),
            not query.originals or Originals.NONE in query.originals,
        )
    )


KEYS: dict[Column, Callable[[Invoice], Any]] = {
    Column.DATE: lambda x: x.issued_on,
    Column.NUMBER: lambda x: x.key.name,
    Column.SELLER: lambda x: (x.seller.name or "").encode("gb18030"),
    Column.BUYER: lambda x: (x.buyer.name or "").encode("gb18030"),
    Column.NET: lambda x: (x.net is not None, x.net or ZERO),
    Column.TAX: lambda x: (x.tax is not None, x.tax or ZERO),
    Column.TOTAL: lambda x: (x.total is not None, x.total or ZERO),
    Column.ENTERED: lambda x: x.entered.at if x.entered else None,
}


def refill(core: Core, invoices: Sequence[Invoice], folded: int) -> None:
    """Put these invoices in the place of all others; the first ones are in the postings."""
    with core._ledger.store.writing() as work:
        for row in work.search.find(search.Search(), 10**6).invoices:
            work.invoices.remove(row)
        work.invoices.add(invoices[:folded])
        work.search._fold()
        work.invoices.add(invoices[folded:])
        work.record("add", None, Topic.INVOICES)


@pytest.mark.parametrize("few", [0, 2000])
@settings(max_examples=60)
@given(made=ledgers(), query=QUERIES, folded=st.integers(0, 12))
def test_filters_orders_and_sums_agree_with_plain_python(
    few: int, core: Core, made: list[Invoice], query: Query, folded: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.store.search.FEW", few)
        refill(core, made, folded)
        expected = [x for x in made if meets(query, x)]
        for column, key in KEYS.items():
            for descending in (True, False):
                order = Order(column, descending)
                found = core.lookup.find(query, 100, 0, order)
                assert found.total == len(expected)
                keys = [key(x) for x in found.invoices]
                assert keys == sorted(map(key, expected), reverse=descending)
                names = [x.key.name for x in found.invoices]
                assert sorted(names) == sorted(x.key.name for x in expected)
                pages = [core.lookup.find(query, 5, at, order).invoices for at in range(0, 15, 5)]
                assert [x.key.name for page in pages for x in page] == names
        totals = core.lookup.totals(query)
        assert totals.every.count == len(expected)
        for name in ("net", "tax", "total"):
            assert getattr(totals.every, name) == sum(getattr(x, name) or ZERO for x in expected)
            for side, amounts in totals.by_direction.items():
                of_side = [getattr(x, name) or ZERO for x in expected if x.direction is side]
                assert (amounts.count, getattr(amounts, name)) == (len(of_side), sum(of_side))
        assert totals.red.count == sum(x.status is Status.RED for x in expected)
        assert {*core.lookup.keys(query)} == {x.key.name for x in expected}


@pytest.mark.parametrize("few", [0, 2000])
@pytest.mark.parametrize("folded", [0, 9, 18])
def test_each_of_many_sellers_is_found(
    few: int, folded: int, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.search.FEW", few)
    made = [
        draft(n, seller=Party(f"第{n % 9}号商行", None)).complete(entered=MARK) for n in range(18)
    ]
    refill(core, made, folded)
    for n in range(9):
        found = core.lookup.keys(Query(seller=made[n].seller))
        assert {*found} == {made[n].key.name, made[n + 9].key.name}
        assert core.lookup.totals(Query(seller=made[n].seller)).every.count == 2


def test_a_seller_is_found_in_the_recycle_bin_too(core: Core) -> None:
    sellers = (Party("阿里", "A"), Party("旧名", "A"), Party("阿里", "B"), Party("阿里", None))
    refill(core, [draft(n, seller=x).complete(entered=MARK) for n, x in enumerate(sellers)], 0)
    names = [draft(n).complete().key.name for n in range(4)]
    core.corrections.apply(names, ThrowAway())
    for asked, rows in ((sellers[0], (0, 1)), (sellers[2], (2,)), (sellers[3], (3,))):
        found = core.lookup.keys(Query(seller=asked, binned=True))
        assert {*found} == {names[n] for n in rows}
        assert not core.lookup.keys(Query(buyer=asked, binned=True))


def test_a_filter_that_was_saved_before_parties_could_be_asked_for_opens() -> None:
    plain = {"text": "上月", "direction": "in", "category": ""}
    assert Query.read(plain) == Query("上月", direction=Direction.IN, category="")


@given(QUERIES)
def test_a_query_is_read_back_from_what_is_kept_of_it(query: Query) -> None:
    assert Query.read(query.plain()) == query


def test_an_original_is_found_as_what_it_is(core: Core) -> None:
    for n in range(3):
        core.entry.add(draft(n), EntryMethod.SCAN)
    names = [draft(n).complete().key.name for n in range(3)]
    core.entry.attach(names[1], "照片.jpg", b"a picture")
    core.entry.attach(names[2], "发票.ofd", b"a file", "OFD")
    for kept, name in zip((Originals.NONE, Originals.PRINT, Originals.FILE), names, strict=True):
        assert core.lookup.keys(Query(originals=(kept,))) == (name,)


def test_amounts_beyond_a_bound_are_found(core: Core) -> None:
    for n, total in enumerate(("299.99", "300.00", "300.01")):
        amount = Decimal(total)
        core.entry.add(draft(n, net=amount, tax=None, total=amount), EntryMethod.SCAN)

    def found(text: str) -> list[str]:
        return sorted(str(x.total) for x in core.lookup.find(Query(text)).invoices)

    assert found(">300") == ["300.01"]
    assert found("≥ 300") == found(">=300") == ["300.00", "300.01"]
    assert found("<300") == ["299.99"]
    assert found("<=300") == found("≤300") == ["299.99", "300.00"]


def test_a_saved_filter_is_kept_with_its_words_and_counts_anew(core: Core) -> None:
    core.lookup.save("上月进项", Query("上月", direction=Direction.IN))
    core.lookup.save("全部", Query())
    assert [saved.name for saved in core.lookup.saved()] == ["上月进项", "全部"]
    assert core.lookup.counts() == {"上月进项": 0, "全部": 0}
    october = draft(0, issued_on=core.now().date().replace(month=10, day=5))
    core.entry.add(replace(october, direction=Direction.IN), EntryMethod.SCAN)
    assert core.lookup.counts() == {"上月进项": 1, "全部": 1}
    core.lookup.remove("全部")
    assert [saved.name for saved in core.lookup.saved()] == ["上月进项"]
