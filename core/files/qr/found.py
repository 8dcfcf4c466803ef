"""What a search for codes gives."""

from dataclasses import dataclass

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right, bottom left of the code as it is printed, in pixels."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was read; `guessed`: the text rests on what such a text is known to be like."""

    text: str
    corners: Corners
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A code that is there, and that could not be read."""

    corners: Corners


@dataclass(frozen=True, slots=True)
class Found:
    """All codes of a picture, each kind from top to bottom."""

    codes: tuple[Code, ...]
    unread: tuple[Seen, ...] = ()


def middle(corners: Corners) -> Point:
    """Give the middle of a code."""
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def side(corners: Corners) -> float:
    """Give the longer side of the box round a code."""
    return max(max(along) - min(along) for along in zip(*corners, strict=True))


def top_left(corners: Corners) -> tuple[float, float]:
    """Give what codes are sorted by."""
    return min(y for _, y in corners), min(x for x, _ in corners)
