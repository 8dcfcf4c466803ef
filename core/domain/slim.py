"""One invoice of either side as a plain tuple: what a million of them are matched as."""

from collections.abc import Mapping
from typing import Final

from core.domain.text import comparable

Slim = tuple[
    int,  # 0 id, unique on its side
    str,  # 1 name: the 20-digit number where there is one, else code and number joined
    str | None,  # 2 the second name (数电纸质), else None
    str | None,  # 3 direction: "in", "out", None
    str | None,  # 4 kind: the value of an InvoiceKind, None
    str,  # 5 status: the value of a Status
    int,  # 6 issued_on: date.toordinal()
    int | None,  # 7 net, fen
    int | None,  # 8 tax, fen
    int | None,  # 9 total, fen
    int,  # 10 seller: a key of `Parties`
    int,  # 11 buyer: a key of `Parties`
]

Parties = Mapping[int, tuple[str, str]]
"""(name, tax id) of every party of both sides, each through `normal`; "" is not known.

Two keys may name equal parties; one key never names two.
"""

FACTS: Final = 5
"""From this place on a Slim holds what is compared."""


def normal(text: str | None) -> str:
    """Give a name or a tax id as it is compared: NFKC, brackets, white space, case; "" for None."""
    return comparable(text) if text else ""
