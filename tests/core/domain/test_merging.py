"""What a further record says: the same, more, or otherwise; and which numbers are nearly alike."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.invoice import (
    FACE_FIELDS,
    NOBODY,
    Draft,
    Invoice,
    InvoiceKind,
    Party,
    Source,
    Status,
)
from core.domain.merging import merge
from core.domain.nearness import SERIES, near
from tests.invoices import draft, invoices


@given(invoices)
def test_an_invoice_merged_with_itself_is_itself(invoice: Invoice) -> None:
    merged = merge(invoice, invoice)
    assert merged.invoice == invoice
    assert merged.contradictions == ()


@given(invoices, st.sets(st.sampled_from(("net", "tax", "check_code", "remark", "lines", "kind"))))
def test_what_is_known_less_of_says_nothing_new(invoice: Invoice, forgotten: set[str]) -> None:
    fields = {name: getattr(invoice, name) for name in FACE_FIELDS}
    less = Draft(**(fields | {name: Draft().__getattribute__(name) for name in forgotten}))
    assert merge(invoice, less, {"status": Source.WORKBOOK}).invoice == invoice


@given(invoices, invoices)
def test_nothing_that_is_known_is_ever_replaced(ours: Invoice, theirs: Invoice) -> None:
    merged = merge(ours, theirs)
    for name in ("issued_on", "net", "tax", "total", "remark", "drawer", "status", "category"):
        if getattr(ours, name) is not None:
            assert getattr(merged.invoice, name) == getattr(ours, name)
    for side in ("seller", "buyer"):
        for name in ("name", "tax_id", "address_phone", "bank_account"):
            known = getattr(getattr(ours, side), name)
            if known is not None:
                assert getattr(getattr(merged.invoice, side), name) == known


@given(invoices, invoices)
def test_merging_twice_is_merging_once(ours: Invoice, theirs: Invoice) -> None:
    once = merge(ours, theirs)
    if not once.contradictions:
        assert merge(once.invoice, theirs).invoice == once.invoice


def kept(**changes: object) -> Invoice:
    return draft(1, **changes).complete()


@pytest.mark.parametrize(
    ("ours", "theirs", "field", "values"),
    [
        ({"total": Decimal("1.00")}, {"total": Decimal("2.00")}, "total", ("1.00", "2.00")),
        ({"seller": Party("甲")}, {"seller": Party("乙")}, "seller.name", ("甲", "乙")),
        ({"kind": InvoiceKind.RAIL}, {"kind": InvoiceKind.AIR}, "kind", ("51", "61")),
        ({"status": Status.NORMAL}, {"status": Status.RED_FULL}, "status", ("normal", "red_full")),
        ({"code": "1" * 12}, {"code": "2" * 12}, "code", ("1" * 12, "2" * 12)),
    ],
)
def test_what_differs_is_named_with_both_values(
    ours: dict[str, object], theirs: dict[str, object], field: str, values: tuple[str, str]
) -> None:
    found = merge(kept(**ours), kept(**theirs)).contradictions
    named = {x.field: (x.values["ours"], x.values["theirs"]) for x in found}
    assert named[field] == values


def test_a_status_that_nobody_stated_is_no_fact() -> None:
    voided = kept(status=Status.VOIDED)
    assert merge(voided, kept(), {}).contradictions == ()
    assert merge(voided, kept(), {"status": Source.WORKBOOK}).contradictions != ()


def test_a_toll_invoice_does_not_contradict_its_qr_code() -> None:
    toll = kept(kind=InvoiceKind.DIGITAL_TOLL)
    assert merge(toll, kept(kind=InvoiceKind.DIGITAL_ORDINARY)).contradictions == ()


def test_an_empty_party_takes_all_of_the_other_one() -> None:
    whole = Party("甲", "1", "2", "3")
    assert merge(kept(seller=NOBODY), kept(seller=whole)).invoice.seller == whole
    assert merge(kept(seller=Party("甲")), kept(seller=whole)).invoice.seller == whole


def test_the_second_name_of_a_paper_invoice_is_learnt_from_either_side() -> None:
    both = kept(code="011002600104", paper_number="12345678")
    digital = replace(both, code=None, paper_number=None)
    paper = replace(both, number="12345678", paper_number=None)
    for ours, theirs in ((digital, both), (paper, both), (both, digital), (both, paper)):
        assert merge(ours, theirs).invoice.key.names == both.key.names


def test_a_split_number_becomes_whole() -> None:
    whole = kept()
    split = replace(whole, code=whole.number[:12], number=whole.number[12:])
    assert merge(split, whole).invoice.key == whole.key
    assert merge(whole, split).invoice == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("26112000009876543210", "26112000009876453210"),  # transposed
        ("26112000009876543210", "2611200000987654321"),  # the last one lost
        ("26112000009876543210", "261120000098765543210"),  # one doubled
        ("26112000009876543210", "26112000001876543910"),  # two wrong
        ("044031800104411085A7", "044031800104411085B7"),
    ],
)
def test_a_slip_of_the_hand_makes_near_numbers(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@given(st.text("0123456789", min_size=20, max_size=20), st.integers(0, SERIES))
def test_the_numbers_of_a_series_are_not_near(number: str, step: int) -> None:
    assert not near(number, f"{int(number) + step:020d}")


@given(st.text("0123456789", min_size=8, max_size=20), st.integers(0, 19))
def test_one_lost_digit_is_always_near(number: str, place: int) -> None:
    shorter = number[: place % len(number)] + number[place % len(number) + 1 :]
    assert near(number, shorter)


@given(st.text("0123456789", min_size=1), st.text("0123456789", min_size=1))
def test_nearness_goes_both_ways(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)
