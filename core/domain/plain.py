"""A value as JSON takes it: what the audit trail keeps of an invoice that was taken back."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.domain.tax import plain as digits


def plain(value: object) -> Any:
    """Write a value with its amounts as text, days and moments as ISO; leave out what is absent.

    Everything that an invoice holds can be read back from it.
    """
    if is_dataclass(value):
        found = {f.name: getattr(value, f.name) for f in fields(value)}
        return {name: plain(x) for name, x in found.items() if x not in (None, ())}
    if isinstance(value, tuple):
        return [plain(x) for x in value]
    if isinstance(value, Decimal):
        return digits(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
