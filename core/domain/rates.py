"""Which rates (税率, 征收率) an invoice may carry, the likeliest first.

They are offered, never demanded: any other can be typed. Sources: domain facts 5.2 and 5.4;
财政部 税务总局公告2020年第17号 (used vehicles).
"""

from datetime import date

from core.domain.company import Taxpayer
from core.domain.invoice import InvoiceKind as Kind
from core.domain.tax import rate_known

_GENERAL = ("0.13", "0.16", "0.17", "0.09", "0.10", "0.11", "0.06")
_LEVIES = ("0.01", "0.03", "0.05")
_WORDS = ("0.00", "免税", "不征税", "***")
_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.RAIL: ("0.09", "0.06", "不征税"),
    Kind.AIR: ("0.09", "0.06", "免税"),
    Kind.TOLL: ("0.03", "0.05", "0.09", "不征税"),
    Kind.DIGITAL_TOLL: ("0.03", "0.05", "0.09", "不征税"),
    Kind.USED_VEHICLE: ("0.005", "0.02", "0.03", "免税"),
    Kind.DIGITAL_USED_VEHICLE: ("0.005", "0.02", "0.03", "免税"),
    Kind.DIGITAL_USED_VEHICLE_PAPER: ("0.005", "0.02", "0.03", "免税"),
    Kind.CUSTOMS: ("0.13", "0.16", "0.17", "0.09", "0.10", "0.11", "0.03"),
    Kind.FISCAL: ("不征税",),
}
_VEHICLES = frozenset((Kind.VEHICLE, Kind.DIGITAL_VEHICLE, Kind.DIGITAL_VEHICLE_PAPER))
_SPECIAL = frozenset(
    (Kind.SPECIAL_PAPER, Kind.SPECIAL_ELECTRONIC, Kind.DIGITAL_SPECIAL, Kind.DIGITAL_SPECIAL_PAPER)
)


def rates_offered(
    kind: Kind | None, day: date | None, seller: Taxpayer | None = None
) -> tuple[str, ...]:
    """Give the rates of a kind that were in force on the day, in the form of `tax.rate`.

    `seller` is what the seller is, where that is known: one of small scale has the levies only.
    """
    rates = _rates(kind, seller)
    return tuple(rate for rate in rates if rate_known(rate, day))


def _rates(kind: Kind | None, seller: Taxpayer | None) -> tuple[str, ...]:
    if kind is not None and kind in _OF_KIND:
        return _OF_KIND[kind]
    if kind in _VEHICLES:
        return ("0.13", "0.16", "0.17", "0.01", "0.03")
    rates = _LEVIES if seller is Taxpayer.SMALL else _GENERAL + _LEVIES
    # An exempt sale must not go on a special invoice; the margin may be taxed on one (***).
    return (*rates, "0.00", "***") if kind in _SPECIAL else rates + _WORDS
