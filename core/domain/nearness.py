"""Numbers that are nearly alike: how a mistyped one differs from the right one."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from core.domain.invoice import Face
from core.domain.problem import Problem, ProblemCode

SERIES = 20
"""Numbers this close to each other are a series that one seller issued, no typing error."""


def near(one: str, other: str) -> bool:
    """Say whether two different numbers may be one, mistyped.

    One or two digits wrong, one missing or doubled, or two neighbours transposed; but not two
    numbers of a series, which differ by their last digits alone.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        return _one_dropped(one, other) if len(one) > len(other) else _one_dropped(other, one)
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(places) <= 2 and not _series(one, other)


class Nearby:
    """Invoices of one day and total, to find those whose numbers are nearly alike.

    More than a series of one seller are tickets of one price: their numbers are alike without
    anybody's mistake, and comparing each with each would take hours.
    """

    def __init__(self) -> None:
        """Know none."""
        self._names: dict[tuple[date, Decimal], dict[str, list[str]]] = {}

    def learn(self, day: date, total: Decimal | None, seller_id: str | None, name: str) -> None:
        """Remember an invoice."""
        if total is not None:
            by_seller = self._names.setdefault((day, total), {})
            by_seller.setdefault(seller_id or "", []).append(name)

    def __call__(self, face: Face, mine: str) -> Iterator[Problem]:
        """Name the invoices that this one, known as `mine`, may be, mistyped."""
        if face.total is None or face.issued_on is None:
            return
        seller_id = face.seller.tax_id or ""
        by_seller = self._names.get((face.issued_on, face.total), {})
        sellers = (seller_id, "") if seller_id else by_seller  # an unknown one may be any
        for names in [by_seller.get(seller, []) for seller in sellers]:
            for name in names if len(names) <= SERIES else ():
                if near(mine, name):
                    yield Problem(ProblemCode.NEAR_DUPLICATE, {"key": name}, "number")


def _series(one: str, other: str) -> bool:
    if not (one.isdecimal() and other.isdecimal()):
        return False
    return abs(int(one) - int(other)) <= SERIES


def _one_dropped(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
