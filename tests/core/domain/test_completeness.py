"""What a half-filled invoice still lacks: by kind, in the order of a form, and never too much."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.completeness import ORDER, missing_of, needed_of
from core.domain.invoice import Draft, InvoiceKind, Line, Party
from core.domain.qr import draft_of
from tests.invoices import draft, invoices


def scanned(payload: str) -> Draft:
    found = draft_of(payload)
    assert isinstance(found, Draft)
    return found


def test_the_code_of_a_digital_invoice_leaves_parties_and_tax_to_be_asked_for() -> None:
    assert missing_of(scanned("01,31,,24322000000489101796,20000.00,20241205,,BBBB")) == (
        *("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id"),
        *("net", "tax"),
    )


def test_the_code_of_an_old_ordinary_invoice_has_its_check_code_and_its_net_amount() -> None:
    payload = "01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257"
    assert missing_of(scanned(payload)) == (
        *("seller.name", "seller.tax_id", "buyer.name", "tax", "total"),
    )


def test_a_fiscal_receipt_needs_no_tax_and_no_buyer() -> None:
    payload = "CZ-EI-00,1.1.0,00010126,0010925600,b05e2a,20260609,90.00"
    assert missing_of(scanned(payload)) == ("seller.name",)


@pytest.mark.parametrize("kind", InvoiceKind)
def test_every_kind_says_what_it_needs(kind: InvoiceKind) -> None:
    assert needed_of(kind)
    assert set(needed_of(kind)) <= set(ORDER)


def test_a_whole_invoice_lacks_nothing() -> None:
    assert missing_of(draft(1)) == ()


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"number": None}, ("number",)),
        ({"number": "2611"}, ("number",)),  # the beginning of 20 digits
        ({"number": "12345678", "kind": InvoiceKind.ORDINARY_PAPER, "check_code": "1"}, ("code",)),
        ({"number": "0010925600", "kind": InvoiceKind.FISCAL}, ("code",)),
        ({"issued_on": None}, ("issued_on",)),
        ({"kind": None}, ("kind",)),
        ({"kind": None, "net": None, "total": None}, ("kind", "total")),
        ({"seller": Party()}, ("seller.name", "seller.tax_id")),
        ({"buyer": Party("个人"), "kind": InvoiceKind.DIGITAL_ORDINARY}, ()),
        ({"buyer": Party("个人")}, ("buyer.tax_id",)),
        ({"tax": None, "lines": (Line(rate="***"),)}, ()),
        ({"tax": None}, ("tax",)),
        ({"kind": InvoiceKind.RAIL, "seller": Party()}, ()),
        ({"kind": InvoiceKind.CUSTOMS, "net": None, "total": None}, ("total",)),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, object], lacking: tuple[str, ...]) -> None:
    assert missing_of(draft(1, **changes)) == lacking


@given(invoices)
def test_what_was_filled_in_is_missing_no_longer(invoice: Draft) -> None:
    filled = replace(
        invoice,
        kind=invoice.kind or InvoiceKind.OTHER,
        net=Decimal("1.00"),
        tax=Decimal("0.10"),
        check_code="1" * 20,
        seller=Party("甲", "乙"),
        buyer=Party("丙", "丁"),
    )
    assert missing_of(filled) == ()


@given(
    st.builds(Draft, number=st.text("0123456789", max_size=24), kind=st.sampled_from(InvoiceKind))
)
def test_any_beginning_of_a_number_is_answered(face: Draft) -> None:
    assert set(missing_of(face)) <= set(ORDER)
