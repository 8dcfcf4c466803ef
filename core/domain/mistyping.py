"""How one number became another under somebody's fingers: the slip, and how many there were."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from operator import ne

MOST_SLIPS = 2


class Slip(StrEnum):
    """What makes ours of theirs, seen from ours: MISSING is a digit that ours lacks."""

    WRONG = "wrong"
    MISSING = "missing"
    DOUBLED = "doubled"
    EXTRA = "extra"
    TRANSPOSED = "transposed"
    SEVERAL = "several"  # two slips


def slips_between(ours: str, theirs: str) -> int | None:
    """Count the slips (wrong, missing, extra, two neighbours transposed); None beyond two."""
    if len(ours) == len(theirs):
        wrong = int(sum(map(ne, ours, theirs)))
        if wrong <= 1:
            return wrong
        if wrong > 2 * MOST_SLIPS and not _shifted(ours, theirs):
            return None
    elif abs(len(ours) - len(theirs)) > MOST_SLIPS:
        return None
    return _distance(ours, theirs, MOST_SLIPS)


def slip(ours: str, theirs: str) -> Slip | None:
    """Say what the slip was; None where the two are equal or more than two slips apart."""
    count = slips_between(ours, theirs)
    if not count:
        return None
    if count > 1:
        return Slip.SEVERAL
    if len(ours) == len(theirs):
        return Slip.WRONG if sum(map(ne, ours, theirs)) == 1 else Slip.TRANSPOSED
    if len(ours) < len(theirs):
        return Slip.MISSING
    place = _common(ours, theirs)
    return Slip.DOUBLED if place and ours[place] == ours[place - 1] else Slip.EXTRA


def without_one(number: str) -> Iterator[str]:
    """Give the number itself, and each that is left when one digit is struck out.

    Two numbers that are one slip apart have one of these in common.
    """
    yield number
    for place in range(len(number)):
        yield number[:place] + number[place + 1 :]


def _shifted(one: str, other: str) -> bool:
    """Whether one digit was lost and another put in at some other place."""
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = len(one) - _common(one[::-1], other[::-1])
    one, other = one[:end], other[:end]
    return one[1:] == other[:-1] or one[:-1] == other[1:]


def _common(one: str, other: str) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def _distance(one: str, other: str, budget: int) -> int | None:
    start = _common(one, other)
    one, other = one[start:], other[start:]
    if not one or not other:
        rest = len(one) + len(other)
        return rest if rest <= budget else None
    if not budget:
        return None
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    found = [d for a, b in ways if (d := _distance(a, b, budget - 1)) is not None]
    return 1 + min(found) if found else None


class AmountSlip(StrEnum):
    """What makes our amount of theirs, seen from ours."""

    TRANSPOSED = "transposed"
    MISSING = "missing"
    EXTRA = "extra"
    WRONG = "wrong"
    SHIFTED = "shifted"
    SIGN = "sign"


def amount_slip(ours: Decimal, theirs: Decimal) -> AmountSlip | None:
    """Say how our amount was mistyped; None where no single slip explains it."""
    if ours == theirs or not ours or not theirs:
        return None
    if ours == -theirs:
        return AmountSlip.SIGN
    if (ours < 0) != (theirs < 0):
        return None
    if _shifted_point(ours, theirs):
        return AmountSlip.SHIFTED
    mine, its = f"{abs(ours):.2f}", f"{abs(theirs):.2f}"
    if len(mine) == len(its):
        wrong = [place for place in range(len(its)) if mine[place] != its[place]]
        if len(wrong) == 1:
            return AmountSlip.WRONG
        if len(wrong) == 2 and mine[wrong[0]] == its[wrong[1]] and mine[wrong[1]] == its[wrong[0]]:
            return AmountSlip.TRANSPOSED
    if abs(ours) in _with_one_lost(its):
        return AmountSlip.MISSING
    if abs(theirs) in _with_one_lost(mine):
        return AmountSlip.EXTRA
    return None


def _shifted_point(ours: Decimal, theirs: Decimal) -> bool:
    return any(ours.scaleb(n) == theirs for n in (*range(-4, 0), *range(1, 5)))


def _with_one_lost(text: str) -> Iterator[Decimal]:
    """Give what is left when one digit was not typed, with the point or without it."""
    whole = text.replace(".", "")
    for place in range(len(whole)):
        left = whole[:place] + whole[place + 1 :]
        yield Decimal(left).scaleb(-2)
        yield Decimal(left).scaleb(-2 if place < len(whole) - 2 else -1)
