"""What an invoice of each kind (票种) has on its face, and a half-filled one still lacks.

Nothing of this blocks: an invoice can be kept with its key, a day and an amount.
"""

from collections.abc import Mapping

from core.domain.anomalies import ELECTRONIC_DIGITAL
from core.domain.invoice import Face, InvoiceKey, InvoiceKind
from core.errors import InvalidKey

_SELLER = ("seller.name", "seller.tax_id")
_AMOUNTS = ("net", "tax", "total")
_SPECIAL = (*_SELLER, "buyer.name", "buyer.tax_id", *_AMOUNTS)
_ORDINARY = (*_SELLER, "buyer.name", *_AMOUNTS)  # a person who buys has no tax id
_SOLD = ("seller.name", "buyer.name", "total")  # 二手车: 车价合计 alone; either may be a person
_TICKET = ("buyer.name", *_AMOUNTS)  # the carrier is seldom named
_OLD_ORDINARY = (*_ORDINARY, "check_code")
_NEEDED: Mapping[InvoiceKind, tuple[str, ...]] = {
    InvoiceKind.SPECIAL_PAPER: _SPECIAL,
    InvoiceKind.FREIGHT: _SPECIAL,
    InvoiceKind.VEHICLE: _ORDINARY,
    InvoiceKind.ORDINARY_PAPER: _OLD_ORDINARY,
    InvoiceKind.SPECIAL_ELECTRONIC: _SPECIAL,
    InvoiceKind.ORDINARY_ELECTRONIC: _OLD_ORDINARY,
    InvoiceKind.ROLL: (*_SELLER, "total", "check_code"),  # prints amounts with tax in them
    InvoiceKind.TOLL: _OLD_ORDINARY,
    InvoiceKind.USED_VEHICLE: _SOLD,
    InvoiceKind.RAIL: _TICKET,
    InvoiceKind.DIGITAL_TOLL: _ORDINARY,
    InvoiceKind.AIR: _TICKET,
    InvoiceKind.DIGITAL_SPECIAL: _SPECIAL,
    InvoiceKind.DIGITAL_ORDINARY: _ORDINARY,
    InvoiceKind.DIGITAL_VEHICLE: _ORDINARY,
    InvoiceKind.DIGITAL_USED_VEHICLE: _SOLD,
    InvoiceKind.DIGITAL_SPECIAL_PAPER: _SPECIAL,
    InvoiceKind.DIGITAL_ORDINARY_PAPER: _ORDINARY,
    InvoiceKind.DIGITAL_VEHICLE_PAPER: _ORDINARY,
    InvoiceKind.DIGITAL_USED_VEHICLE_PAPER: _SOLD,
    InvoiceKind.BLOCKCHAIN: _ORDINARY,
    InvoiceKind.FISCAL: ("seller.name", "total"),
    InvoiceKind.CUSTOMS: ("tax",),  # the customs are the seller; the value is no amount to pay
    InvoiceKind.OTHER: ("total",),
}


def needed_of(kind: InvoiceKind | None) -> tuple[str, ...]:
    """Name what every invoice of a kind has beside its number and day; of none, the kind."""
    return ("kind",) if kind is None else _NEEDED[kind]


def missing_of(face: Face) -> tuple[str, ...]:
    """Name what the kind has and this face has not, in the order of a form.

    Names are those of the invoice JSON: "number", "code" (where the number alone names nothing),
    "issued_on", "seller.name", "tax" …; () is a complete one. The tax is not missing where a line
    says *** in place of its rate, for then the face says so too.
    """
    lacking = [*_unnamed(face)]
    if face.issued_on is None:
        lacking.append("issued_on")
    if face.kind is None and face.total is None and face.net is None:
        lacking.append("total")
    lacking += [field for field in needed_of(face.kind) if _value(face, field) is None]
    if "tax" in lacking and any(line.rate == "***" for line in face.lines):
        lacking.remove("tax")
    if face.kind is InvoiceKind.CUSTOMS and face.net is None and face.total is None:
        lacking.append("total")
    return tuple(sorted(dict.fromkeys(lacking), key=ORDER.index))


ORDER = (
    "kind", "code", "number", "issued_on", "seller.name", "seller.tax_id", "buyer.name",
    "buyer.tax_id", "net", "tax", "total", "check_code",
)  # fmt: skip
"""Everything that can be missing, in the order of a form."""


_CODED = 10
"""A number of so many digits at most goes with a code: 8, and 10 of 财政票据."""


def _unnamed(face: Face) -> tuple[str, ...]:
    try:
        InvoiceKey.of(face.code, face.number, face.paper_number)
    except InvalidKey:
        short = face.number and len(face.number) <= _CODED and not face.code
        return ("code",) if short and face.kind not in ELECTRONIC_DIGITAL else ("number",)
    return ()


def _value(face: Face, field: str) -> object:
    side, _, name = field.partition(".")
    value = getattr(face, side)
    return getattr(value, name) if name else value
