"""How amounts, days and counts are written, the same in every language."""

from datetime import date, datetime
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
NOTHING = "—"
MONEY = frozenset(("net", "tax", "other_charges", "total"))
"""Fields that hold an amount."""


def money(amount: Decimal | None) -> str:
    """Write yuan as 1,234.50 or −1,234.50; what is not known is a dash."""
    if amount is None:
        return NOTHING
    return f"{amount:,.2f}".replace("-", MINUS)


def day(on: date | None) -> str:
    """Write a day as 2026-10-28."""
    return NOTHING if on is None else on.isoformat()


def moment(at: datetime) -> str:
    """Write a moment as 2026-10-28 14:32."""
    return at.strftime("%Y-%m-%d %H:%M")


def size(count: int) -> str:
    """Write a number of bytes as 4.0 GB, 512 KB."""
    for unit, worth in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= worth:
            return f"{count / worth:,.1f} {unit}"
    return f"{count} B"


def text(value: str | None) -> str:
    """Write a text, or a dash for one that is not there."""
    return value or NOTHING


def of_field(path: str, value: str) -> str:
    """Write a value of a problem as its field is written; `path` as problems name fields."""
    if path.rpartition(".")[2] in MONEY:
        try:
            return money(Decimal(value))
        except ArithmeticError:
            return text(value)
    return text(value)
