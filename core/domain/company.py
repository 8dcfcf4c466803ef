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
class Former:
    """An earlier name or tax id of the company (曾用名), with the days on which it was used."""

    name: str
    tax_id: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CompanyEntry:
    """What the company was called from one day to another; `id` 0 is what holds now."""

    name: str
    tax_id: str
    address_phone: str | None = None
    bank_account: str | None = None
    since: date | None = None
    until: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Company:
    """A data folder belongs to one company; `tax_id` stands as typed.

    `former` is what it was called before: invoices to that are still ours.
    """

    name: str
    tax_id: str
    taxpayer: Taxpayer = Taxpayer.GENERAL
    former: tuple[Former, ...] = ()

    def direction_of(self, seller: Party, buyer: Party) -> Direction | None:
        """Say whether we sell (销项) or buy (进项) here: by tax id, else by name, else unknown.

        What we are called now goes before what we were called.

        Spellings that differ in width, brackets, blanks or case are the same.
        """
        for who in self._ever:
            for ours, sold, bought in (
                (who.tax_id, seller.tax_id, buyer.tax_id),
                (who.name, seller.name, buyer.name),
            ):
                if _same(ours, sold):
                    return Direction.OUT
                if _same(ours, bought):
                    return Direction.IN
        return None

    def is_or_was(self, party: Party) -> bool:
        """Say whether a party bears a name or tax id that is ours, or was."""
        return any(
            _same(who.tax_id, party.tax_id) or _same(who.name, party.name) for who in self._ever
        )

    @property
    def _ever(self) -> "tuple[Company | Former, ...]":
        return self, *self.former


def _same(ours: str, theirs: str | None) -> bool:
    if not ours or not theirs:
        return False
    return ours == theirs or comparable(ours) == comparable(theirs)
