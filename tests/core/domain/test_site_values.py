"""A person types on the official page what a service is sent: the same factors, kind by kind."""

import pytest

from core.domain.invoice import InvoiceKind
from core.domain.site_values import site_values
from core.verify.factors import VAT, factors
from tests.core.verify.asked import DIGITAL_NUMBER, invoice, paper

DIGITAL = (
    *(InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_TOLL),
    *(InvoiceKind.DIGITAL_VEHICLE, InvoiceKind.DIGITAL_USED_VEHICLE),
    *(InvoiceKind.RAIL, InvoiceKind.AIR),
)
"""Kinds without a code, of 20 digits."""


@pytest.mark.parametrize("kind", sorted(VAT))
def test_the_page_asks_what_the_services_ask(kind: InvoiceKind) -> None:
    face = (invoice if kind in DIGITAL else paper)(kind)
    found, shown = factors("x", face, VAT), site_values(face)
    typed = {each.field: each.text for each in shown.values}
    assert (shown.fit, shown.missing) == (True, ())
    assert typed["number"] == found.number
    assert typed.get("code", "") == found.code
    assert typed["issued_on"] == found.issued_on.strftime("%Y%m%d")
    assert typed.get("net", typed.get("total", "")) == found.amount
    assert typed.get("check_code", "") == found.check


@pytest.mark.parametrize("kind", [InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.ORDINARY_ELECTRONIC])
def test_twenty_digits_called_an_electronic_invoice_are_asked_by_their_total(
    kind: InvoiceKind,
) -> None:
    face = invoice(kind, code=None, number=DIGITAL_NUMBER)
    typed = {each.field: each.text for each in site_values(face).values}
    assert set(typed) == {"number", "issued_on", "total"}
    assert typed["total"] == factors("x", face, VAT).amount
