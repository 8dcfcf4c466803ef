"""What follows from the amounts that are given: the third of two, and all of one and the rate."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from core.domain.invoice import ZERO
from core.domain.tax import CENT, MOST, UNTAXED, tax_of

NAMES = ("net", "tax", "total")


def completed(
    given: Mapping[str, Decimal], rate: str | None, other_charges: Decimal = ZERO
) -> dict[str, Decimal]:
    """Give those of net, tax and total that follow from the given ones and the rate.

    What is given is never touched. Two given make the third; net or total alone need a rate as
    `tax.rate` reads it. Tax alone gives nothing, for its fen cannot tell the fen of the net.
    What would be no amount that can be kept is left out.
    """
    found = _from_two(given, other_charges) if len(given) == 2 else {}
    if len(given) == 1 and rate:
        found = _from_one(given, rate, other_charges)
    return found if all(abs(amount) <= MOST for amount in found.values()) else {}


def _from_two(given: Mapping[str, Decimal], charges: Decimal) -> dict[str, Decimal]:
    if "total" not in given:
        return {"total": given["net"] + given["tax"] + charges}
    if "tax" not in given:
        return {"tax": given["total"] - given["net"] - charges}
    return {"net": given["total"] - given["tax"] - charges}


def _from_one(given: Mapping[str, Decimal], rate: str, charges: Decimal) -> dict[str, Decimal]:
    if "net" in given:
        tax = tax_of(given["net"], rate)
        return {} if tax is None else {"tax": tax, "total": given["net"] + tax + charges}
    if "total" in given:
        net = net_of(given["total"] - charges, rate)
        return {} if net is None else {"net": net, "tax": given["total"] - charges - net}
    return {}


def net_of(with_tax: Decimal, rate: str) -> Decimal | None:
    """Give the net part of an amount with tax, to the fen; None for *** and what is no rate."""
    if rate in UNTAXED:
        return None if rate == "***" else with_tax
    try:
        return (with_tax / (1 + Decimal(rate))).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return None
