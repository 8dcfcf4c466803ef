"""Our ledger against the tax bureau's records: what agrees, what differs, what stands alone.

A million records a side are matched as plain tuples, `Slim`; values are loaded for what does not
agree. An exact name settles itself, what is near is a pair to be asked about, nothing is guessed.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.invoice import Direction, Status
from core.domain.record import Coverage
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
    int,  # 10 seller: a key of `parties`
    int,  # 11 buyer: a key of `parties`
]
"""One invoice of either side."""

Parties = Mapping[int, tuple[str, str]]
"""(name, tax id) of every party of both sides, each through `normal`; "" is not known."""

FACTS: Final = 5
"""From this place on a Slim holds what is compared."""


def normal(name: str | None) -> str:
    """Give a name or a tax id as it is compared: NFKC, brackets, white space, case; "" for None."""
    return comparable(name) if name else ""


@dataclass(frozen=True, slots=True)
class Differing:
    """Two records of one invoice that contradict each other in these fields (paths)."""

    ours: int
    theirs: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records without a common name that may be one invoice: a person must decide.

    `two_names`: one stands under code and number, the other under the 20 digits (数电纸质);
    else one number is nearly the other.
    """

    ours: int
    theirs: int
    two_names: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Several records of one side that names join to one invoice, with those of the other side."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """What came of two lists; everything is sorted, so that the order of the lists says nothing.

    `agree` counts invoices that agree in every fact that both sides hold. What is in a pair is
    not in `only_ours` and `only_theirs`. `our_rivals` gives for the id of one of ours the ids of
    several of theirs that are equally near, so that no pair was made; `their_rivals` the reverse.
    """

    agree: int
    differing: tuple[Differing, ...]
    only_ours: tuple[Slim, ...]
    only_theirs: tuple[Slim, ...]
    pairs: tuple[Pair, ...]
    our_rivals: Mapping[int, tuple[int, ...]]
    their_rivals: Mapping[int, tuple[int, ...]]
    joined: tuple[Joined, ...]


class Covered:
    """Which days of which direction the exports hold in full; partial ones cover nothing."""

    def __init__(self, coverages: Iterable[Coverage]) -> None:
        """Take the coverages of all exports."""
        self._days: dict[str, set[int]] = {Direction.IN.value: set(), Direction.OUT.value: set()}
        for each in coverages:
            if not each.partial:
                until = min(each.until, each.made)
                days = range(each.since.toordinal(), until.toordinal() + 1)
                self._days[each.direction.value].update(days)

    def holds(self, direction: str | None, day: int) -> bool:
        """Say whether an invoice of that day (ordinal) must be there; None is either direction."""
        if direction is not None:
            return day in self._days[direction]
        return any(day in days for days in self._days.values())


def match(ours: Sequence[Slim], theirs: Sequence[Slim], parties: Parties) -> Matching:
    """Match two lists by their names, then by nearness what stayed alone on both sides."""
    raise NotImplementedError
