"""Which fields an invoice of a kind has on its form."""

from core.domain.invoice import InvoiceKind as Kind

CODED = frozenset(
    (
        Kind.SPECIAL_PAPER, Kind.FREIGHT, Kind.VEHICLE, Kind.ORDINARY_PAPER,
        Kind.SPECIAL_ELECTRONIC, Kind.ORDINARY_ELECTRONIC, Kind.ROLL, Kind.TOLL,
        Kind.USED_VEHICLE, Kind.BLOCKCHAIN, Kind.FISCAL, Kind.OTHER,
    )
)  # fmt: skip
"""Those whose number goes with a code (发票代码)."""

ON_PAPER = frozenset(
    (
        Kind.DIGITAL_SPECIAL_PAPER, Kind.DIGITAL_ORDINARY_PAPER, Kind.DIGITAL_VEHICLE_PAPER,
        Kind.DIGITAL_USED_VEHICLE_PAPER,
    )
)  # fmt: skip
"""数电纸质发票: a 20-digit number, and a code with a number of 8 digits besides."""

CHECKED = frozenset(
    (
        Kind.ORDINARY_PAPER, Kind.ORDINARY_ELECTRONIC, Kind.SPECIAL_ELECTRONIC, Kind.ROLL,
        Kind.TOLL, Kind.BLOCKCHAIN, Kind.FISCAL,
    )
)  # fmt: skip
"""Those with a check code (校验码)."""

CHARGED = frozenset((Kind.AIR, Kind.RAIL, Kind.OTHER))
"""Those that may charge what stands outside VAT, such as 民航发展基金."""

NUMBER_LENGTH = {Kind.FISCAL: 10, Kind.CUSTOMS: 22, Kind.OTHER: 0}
"""Digits of a number where they are neither 8 nor 20; 0 for any."""


def length_of_number(kind: Kind | None) -> int:
    """Say how many digits the number of a kind has."""
    return 0 if kind is None else NUMBER_LENGTH.get(kind, 8 if kind in CODED else 20)
