"""A draft becomes an invoice only when it has a key, a day and an amount."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.invoice import (
    Draft,
    Invoice,
    InvoiceKey,
    InvoiceKind,
    Party,
    is_digital_number,
)
from core.domain.problem import ProblemCode
from core.errors import InvalidInvoice, InvalidKey

DIGITAL = "24112000000048542163"
PAPER = ("033002000211", "83089647")
TWENTY = st.integers(0, 10**20 - 1).map("{:020}".format)
EIGHT = st.integers(0, 10**8 - 1).map("{:08}".format)
TWELVE = st.integers(0, 10**12 - 1).map("{:012}".format)


def complete_draft(**changes: object) -> Draft:
    values: dict[str, object] = {
        "kind": InvoiceKind.DIGITAL_SPECIAL,
        "number": DIGITAL,
        "issued_on": date(2024, 5, 28),
        "total": Decimal("4449.00"),
        "seller": Party("示例信息技术有限公司"),
    }
    return Draft(**(values | changes))  # type: ignore[arg-type]


@given(TWENTY)
def test_a_digital_number_is_a_key_by_itself(number: str) -> None:
    assert InvoiceKey.of(None, number).names == (number,)
    assert str(InvoiceKey.of(None, number)) == number


@given(TWELVE, EIGHT)
def test_code_and_number_are_one_name(code: str, number: str) -> None:
    assert InvoiceKey.of(code, number).name == code + number


@given(TWELVE, EIGHT)
def test_twenty_digits_parted_into_code_and_number_are_the_same_invoice(
    code: str, number: str
) -> None:
    assert InvoiceKey.of(code, number) == InvoiceKey.of(None, code + number)


@given(TWENTY, TWELVE, EIGHT)
def test_a_digital_invoice_on_paper_is_known_by_both_names(
    number: str, code: str, paper_number: str
) -> None:
    both = InvoiceKey.of(code, number, paper_number)
    assert both.name == number
    assert both.same_as(InvoiceKey.of(None, number))
    assert both.same_as(InvoiceKey.of(code, paper_number))
    assert InvoiceKey.of(code, paper_number).same_as(both)


def test_other_numbers_are_another_invoice() -> None:
    assert not InvoiceKey.of(*PAPER).same_as(InvoiceKey.of(None, DIGITAL))


def test_the_code_of_a_fiscal_ticket_goes_with_its_longer_number() -> None:
    assert InvoiceKey.of("00010126", "0010925600").name == "000101260010925600"


def test_a_customs_payment_is_known_by_its_long_number_alone() -> None:
    assert InvoiceKey.of(None, "020120261234567890A123").name == "020120261234567890A123"


@pytest.mark.parametrize(
    ("code", "number"),
    [(None, None), (None, "83089647"), ("033002000211", None), ("", ""), (None, "")],
)
def test_less_than_that_is_no_key(code: str | None, number: str | None) -> None:
    with pytest.raises(InvalidKey):
        InvoiceKey.of(code, number)


@pytest.mark.parametrize("text", ["", "1" * 19, "1" * 21, "２" * 20, "1" * 19 + "x", "٢" * 20])
def test_only_twenty_plain_digits_are_a_digital_number(text: str) -> None:
    assert not is_digital_number(text)


def test_a_draft_with_key_day_and_amount_becomes_an_invoice() -> None:
    invoice = complete_draft().complete()
    assert isinstance(invoice, Invoice)
    assert invoice.key.name == DIGITAL
    assert invoice.seller.name == "示例信息技术有限公司"
    assert invoice.amount == Decimal("4449.00")


def test_one_amount_is_enough_and_none_is_invented() -> None:
    invoice = complete_draft(total=None, net=Decimal("4197.17")).complete()
    assert (invoice.net, invoice.tax, invoice.total) == (Decimal("4197.17"), None, None)
    assert invoice.amount == Decimal("4197.17")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"number": None}, ProblemCode.NUMBER_MISSING, "number"),
        ({"number": "83089647"}, ProblemCode.NUMBER_UNUSABLE, "number"),
        ({"issued_on": None}, ProblemCode.DATE_MISSING, "issued_on"),
        ({"total": None}, ProblemCode.AMOUNT_MISSING, "total"),
    ],
)
def test_what_is_missing_is_named(
    changes: dict[str, object], code: ProblemCode, field: str
) -> None:
    with pytest.raises(InvalidInvoice) as caught:
        complete_draft(**changes).complete()
    assert [(p.code, p.field) for p in caught.value.problems] == [(code, field)]


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(InvalidInvoice) as caught:
        Draft().complete()
    assert [p.field for p in caught.value.problems] == ["number", "issued_on", "total"]
