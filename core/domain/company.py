"""The company that a ledger belongs to."""

from dataclasses import dataclass
from enum import StrEnum


class Taxpayer(StrEnum):
    """纳税人类型: 一般纳税人 or 小规模纳税人."""

    GENERAL = "general"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Company:
    """A data folder belongs to one company; `tax_id` stands as typed."""

    name: str
    tax_id: str
    taxpayer: Taxpayer = Taxpayer.GENERAL
