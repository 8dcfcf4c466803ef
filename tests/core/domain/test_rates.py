"""The rates that are offered are those that the kind could carry on that day."""

from datetime import date

import pytest

from core.domain.company import Taxpayer
from core.domain.invoice import InvoiceKind
from core.domain.rates import rates_offered
from core.domain.tax import rate, rate_known

NOW = date(2026, 11, 24)


def test_the_usual_rates_come_first() -> None:
    assert rates_offered(InvoiceKind.DIGITAL_ORDINARY, NOW)[:3] == ("0.13", "0.09", "0.06")


def test_rates_are_those_of_the_day() -> None:
    old = rates_offered(InvoiceKind.SPECIAL_PAPER, date(2018, 6, 1))
    assert old[0] == "0.16"
    assert "0.13" not in old
    assert "0.01" not in old  # the levy of 1 % came in 2020


def test_a_small_scale_seller_has_levies_only() -> None:
    offered = rates_offered(InvoiceKind.DIGITAL_SPECIAL, NOW, Taxpayer.SMALL)
    assert offered[:2] == ("0.01", "0.03")
    assert "0.13" not in offered


def test_no_special_invoice_is_exempt() -> None:
    assert "免税" not in rates_offered(InvoiceKind.DIGITAL_SPECIAL, NOW)
    assert "免税" in rates_offered(InvoiceKind.DIGITAL_ORDINARY, NOW)


def test_tickets_begin_with_nine_percent() -> None:
    assert rates_offered(InvoiceKind.RAIL, NOW)[0] == "0.09"
    assert rates_offered(InvoiceKind.AIR, NOW)[0] == "0.09"


@pytest.mark.parametrize("kind", [None, *InvoiceKind])
def test_what_is_offered_can_be_read_and_was_in_force(kind: InvoiceKind | None) -> None:
    for day in (None, NOW, date(2017, 1, 1)):
        offered = rates_offered(kind, day)
        assert offered
        assert len(set(offered)) == len(offered)
        assert all(rate(each) == each and rate_known(each, day) for each in offered)
