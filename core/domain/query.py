"""What is looked for in the ledger, and in which order it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from core.domain.invoice import Direction, EntryMethod, InvoiceKind, Party, Status


class Originals(StrEnum):
    """Which files (原件) an invoice has.

    PRINT: some, but none of them could be read as an invoice, such as a picture of a print.
    """

    NONE = "none"
    PRINT = "print"
    FILE = "file"


UNVERIFIED = "none"
"""The verification state of what was never verified."""


@dataclass(frozen=True, slots=True)
class Query:
    """All conditions must hold; days are inclusive, None, "" and () ask for nothing.

    Each word of `text` is looked for in number, code, parties, goods, remark and tags; "526",
    "500..600", ">1000" and "≤300" also in the amounts; 上月 and 2026Q1 are periods
    (`periods.understood`), reckoned anew on the day of asking. Of `kinds`, `statuses`, `sources`,
    `verifications` and `originals` one must hold, of `tags` all. `category` "" asks for those
    without one, `rate` for a line of this rate, as `tax.rate` gives it. `verifications` are states
    of the newest answer, or UNVERIFIED. `odd` asks for what made no sense when it was entered,
    `print_only` for what has an electronic original and is kept as a print or scan alone. A
    `seller` or `buyer` is met by its tax id, whatever its name; without one by its name, of those
    that have no tax id. `binned` looks into the recycle bin and nowhere else.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    kinds: tuple[InvoiceKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    direction: Direction | None = None
    seller: Party | None = None
    buyer: Party | None = None
    tags: tuple[str, ...] = ()
    category: str | None = None
    rate: str | None = None
    sources: tuple[EntryMethod, ...] = ()
    verifications: tuple[str, ...] = ()
    originals: tuple[Originals, ...] = ()
    offline: bool | None = None
    late: bool | None = None
    odd: bool = False
    print_only: bool = False
    binned: bool = False

    def plain(self) -> dict[str, Any]:
        """Give what differs from an empty query as JSON takes it; `read` gives the query back."""
        found = {f.name: (getattr(self, f.name), f.default) for f in fields(self)}
        return {name: _plain(value) for name, (value, default) in found.items() if value != default}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `plain` gave; raises ValueError, TypeError or KeyError for anything else."""
        return cls(**{name: _READ.get(name, _as_it_is)(value) for name, value in plain.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Party):
        return {"name": value.name, "tax_id": value.tax_id}
    return value.isoformat() if isinstance(value, date) else value


def _party(plain: Mapping[str, Any]) -> Party:
    return Party(plain["name"], plain["tax_id"])


def _as_it_is(value: Any) -> Any:
    return value


def _members(kind: Any) -> Any:
    return lambda values: tuple(kind(value) for value in values)


_READ: Mapping[str, Any] = {
    "since": date.fromisoformat,
    "until": date.fromisoformat,
    "kinds": _members(InvoiceKind),
    "statuses": _members(Status),
    "direction": Direction,
    "seller": _party,
    "buyer": _party,
    "tags": tuple,
    "sources": _members(EntryMethod),
    "verifications": tuple,
    "originals": _members(Originals),
}


class Column(StrEnum):
    """What invoices can be sorted by; parties by their names, as GB 18030 orders them."""

    DATE = "date"
    NUMBER = "number"
    SELLER = "seller"
    BUYER = "buyer"
    NET = "net"
    TAX = "tax"
    TOTAL = "total"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and whether the last or largest comes first."""

    by: Column = Column.DATE
    descending: bool = True


NEWEST = Order()
