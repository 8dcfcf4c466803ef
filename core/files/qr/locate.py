"""Where in a picture a code may be, by what a code looks like from afar.

Two maps, for each finds what the other loses: local variance evened out by brightness (sharp
codes), and dark texture against the paper (blurred or shaded ones). A code is a square of a size
that is not known in which the map is high everywhere: erosion with a square of each size.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import cv2
import numpy as np

from core.files.qr.pictures import Floats, Grey, blurred, shrunk, smooth

_SIDE: Final = 560
_SIZES: Final = (11, 19, 33, 60, 110)
_LARGE: Final = 30
_MOST: Final = 3


class Box(NamedTuple):
    """A square in which a code may be: its middle and its side, in pixels."""

    x: float
    y: float
    side: float


_Peak = tuple[float, Box]


def boxes(grey: Grey, side: int = _SIDE) -> list[Box]:
    """Give the likeliest places of codes, likeliest first."""
    small, scale = shrunk(grey, side)
    if min(small.shape) < 24:
        return []
    picture = small.astype(np.float32)
    dark = _darkness(picture)
    by_edges, by_darkness = _by_edges(picture)[:5], _by_darkness(dark)[:4]
    found: list[tuple[int, Box]] = []
    for rank in range(5):
        for peak in by_edges[rank : rank + 1] + by_darkness[rank : rank + 1]:
            box = _grown(dark, peak)
            again = next((at for at, (_, old) in enumerate(found) if _same(old, box)), None)
            if again is None:
                found.append((rank, box))
            else:
                found[again] = (found[again][0] - 2, found[again][1])
    found.sort(key=lambda each: each[0])
    return [Box(*(value / scale for value in box)) for _, box in found[:_MOST]]


def _same(one: Box, other: Box) -> bool:
    near = 0.35 * max(one.side, other.side)
    return (
        abs(one.x - other.x) < near
        and abs(one.y - other.y) < near
        and (0.6 < one.side / other.side < 1.67)
    )


def _by_edges(picture: Floats) -> list[_Peak]:
    edges = _edges(np.log(blurred(picture, 0.7) + 8))

    def score(k: int, by: int) -> Floats:
        return _crossed(edges, k, by)

    return _peaks(score, _SIZES, 0.55)


def _by_darkness(dark: Floats) -> list[_Peak]:
    edges = _edges(dark)

    def score(k: int, by: int) -> Floats:
        even = smooth(_halved(dark, by), max(3, k // 3 // by))
        texture = _crossed(edges, k, by) / (even**2 + 0.01)
        return even * texture / (texture + 0.01)

    return _peaks(score, _SIZES[1:], 0.67)


def _edges(picture: Floats) -> tuple[Floats, Floats, Floats]:
    """Give the products of the slopes, of which the structure tensor is made."""
    x, y = (cv2.filter2D(picture, -1, kernel) for kernel in (_SLOPE, _SLOPE.T))
    return x * x, y * y, x * y


def _crossed(edges: tuple[Floats, Floats, Floats], k: int, by: int) -> Floats:
    """Give how strong edges are in the direction that has fewer: nothing beside one long edge."""
    xx, yy, xy = (smooth(_halved(each, by), max(3, k // 4 // by)) for each in edges)
    weaker: Floats = (xx + yy) / 2 - cv2.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    return weaker


def _halved(values: Floats, by: int) -> Floats:
    height, width = values.shape
    if by == 1:
        return values
    return cv2.resize(values, (width // by, height // by), interpolation=cv2.INTER_LINEAR)


_SLOPE: Final = np.array([[-0.5, 0, 0.5]], np.float32)


def _darkness(picture: Floats) -> Floats:
    """Give how dark each pixel is against the paper round it; 1.5 at most."""
    quarter = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = smooth(cv2.dilate(quarter, np.ones((15, 15), np.uint8)), 9)
    paper = cv2.resize(paper, picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    dark = np.maximum(1 - blurred(picture, 0.8) / np.maximum(paper, 1), 0)
    return np.minimum(dark / max(float(np.percentile(dark, 97)), 0.02), 1.5)


def _peaks(score: Callable[[int, int], Floats], sizes: Sequence[int], share: float) -> list[_Peak]:
    """Give where a map is high all over a square; `share` of it, for a code may be turned."""
    found = []
    for k in sizes:
        by = 1 if k < _LARGE else 2
        high, reach, near = score(k, by), max(3, int(share * k / by)), k // by // 2
        if min(high.shape) < reach:
            continue
        full = cv2.erode(high, np.ones((reach, reach), np.uint8))
        for _ in range(2):
            _, value, _, (x, y) = cv2.minMaxLoc(full)
            found.append((value * k**0.7, Box(x * by, y * by, k)))
            full[max(0, y - near) : y + near, max(0, x - near) : x + near] = 0
    found.sort(reverse=True)
    return [each for each in found if each[0] > 0.15 * found[0][0]]


def _grown(dark: Floats, peak: _Peak) -> Box:
    """Grow a peak over the dark patch that it lies in, unless the patch leaks away."""
    x, y, k = int(peak[1].x), int(peak[1].y), int(peak[1].side)
    reach = int(1.7 * k)
    left, top = max(0, x - reach), max(0, y - reach)
    part = smooth(dark[top : y + reach, left : x + reach], max(3, k // 5))
    near = part[
        max(0, y - top - k // 3) : y - top + k // 3, max(0, x - left - k // 3) : x - left + k // 3
    ]
    mask: Floats = (part > 0.45 * float(np.median(near))).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((max(3, k // 3),) * 2, np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    label = labels[min(y - top, part.shape[0] - 1), min(x - left, part.shape[1] - 1)]
    if label:
        left_in, top_in, width, height = (int(v) for v in stats[label][:4])
        longer, shorter = max(width, height), min(width, height)
        if longer <= 2.7 * k and longer <= 1.5 * shorter and longer > 0.5 * k:
            return Box(left + left_in + width / 2, top + top_in + height / 2, longer)
    return Box(x, y, k)
