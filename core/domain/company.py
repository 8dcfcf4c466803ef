"""The company that a ledger belongs to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.invoice import Direction, Party
from core.domain.text import comparable


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

    def direction_of(self, seller: Party, buyer: Party) -> Direction | None:
        """Say whether we sell (销项) or buy (进项) here: by tax id, else by name, else unknown.

        Spellings that differ in width, brackets, blanks or case are the same.
        """
        for ours, sold, bought in (
            (self.tax_id, seller.tax_id, buyer.tax_id),
            (self.name, seller.name, buyer.name),
        ):
            if ours and sold and comparable(ours) == comparable(sold):
                return Direction.OUT
            if ours and bought and comparable(ours) == comparable(bought):
                return Direction.IN
        return None


@dataclass(frozen=True, slots=True)
class Former:
    """An earlier name or tax id of the company (曾用名), with the days on which it was used."""

    name: str
    tax_id: str
    since: date | None = None
    until: date | None = None
