"""The three corner marks of a code, by what lies in what: a dark ring, a light one, a core."""

import math
from collections.abc import Sequence
from itertools import permutations
from typing import Final, NamedTuple

import cv2
import numpy as np

from core.files.qr.found import Corners, Point
from core.files.qr.pictures import Floats, Grey, blurred, shrunk, smooth

_MOST: Final = 8
_PAGE: Final = 1_200
_LIKE: Final = 0.55
_ANGLES: Final = tuple(math.radians(turn) for turn in range(0, 90, 18))


class Finder(NamedTuple):
    """A corner mark: its middle, the side of a module, its four outer corners."""

    x: float
    y: float
    module: float
    quad: Floats


class Triple(NamedTuple):
    """Three marks that fit together: top left, top right, bottom left; modules along a side."""

    marks: tuple[Finder, Finder, Finder]
    modules: float
    fault: float

    @property
    def version(self) -> int:
        """Give the version of the code, as the number of modules has it."""
        return min(40, max(1, round((self.modules - 17) / 4)))

    def corners(self) -> Corners:
        """Give about where the corners of the code are."""
        corner, right, below = (np.array([mark.x, mark.y]) for mark in self.marks)
        along, down = (right - corner) / (self.modules - 7), (below - corner) / (self.modules - 7)
        first = corner - 3.5 * (along + down)
        n = self.modules
        ends = first, first + n * along, first + n * (along + down), first + n * down
        one, two, three, four = ((float(x), float(y)) for x, y in ends)
        return one, two, three, four


def finders(grey: Grey) -> list[Finder]:
    """Find corner marks on several thresholdings, for none suits all."""
    found: list[Finder] = []
    for binary in _binaries(grey):
        for each in _nested(binary):
            if not any(_same(each, old) for old in found):
                found.append(each)
    return found


def marked(grey: Grey, known: Sequence[tuple[Point, float]]) -> list[Corners]:
    """Give where in a whole picture three marks make a code; not within those known."""
    small, scale = shrunk(grey, _PAGE)
    even = smooth(small, 3)  # or noise would be outlined
    binary = cv2.adaptiveThreshold(
        even, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 61, 10
    )
    found = [
        mark
        for mark in _nested(binary)
        if not any(
            max(abs(mark.x / scale - x), abs(mark.y / scale - y)) < 0.6 * side
            for (x, y), side in known
        )
    ]
    corners = [each.corners() for each in triples(found)]
    return [tuple((x / scale, y / scale) for x, y in each) for each in corners]  # type: ignore[misc]


def completed(grey: Grey, found: list[Finder], modules: Sequence[float]) -> list[Finder]:
    """Find further marks where some are hidden in part or drowned: by likeness to one drawn.

    Their size is that of the marks found, or else one of `modules`.
    """
    even = _evened(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    near = float(np.median([mark.module for mark in found])) if found else 0.0
    sizes = [near * factor for factor in (0.89, 1, 1.12)] if found else modules
    patterns = [_drawn(size / 2, angle) for size in sizes for angle in _ANGLES]
    best = np.zeros_like(even)
    which = np.zeros(even.shape, int)
    for at, (pattern, _) in enumerate(patterns):
        reach = len(pattern) // 2
        if min(even.shape) <= len(pattern):
            continue
        likeness = cv2.matchTemplate(even, pattern, cv2.TM_CCOEFF_NORMED)
        part = slice(reach, reach + likeness.shape[0]), slice(reach, reach + likeness.shape[1])
        which[part][likeness > best[part]] = at
        np.maximum(best[part], likeness, out=best[part])
    more: list[Finder] = []
    for _ in range(2 * _MOST):
        _, value, _, (x, y) = cv2.minMaxLoc(best)
        if value < _LIKE:
            break
        size, quad = sizes[which[y, x] // len(_ANGLES)], patterns[which[y, x]][1]
        reach = int(1.5 * size)
        best[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach] = 0
        mark = Finder(2 * x + 0.5, 2 * y + 0.5, size, 2 * quad + np.array([2 * x, 2 * y]))
        if not any(_same(mark, old) for old in found):
            more.append(mark)
    return more


def guessed_triples(found: list[Finder]) -> list[Triple]:
    """Give the codes of which two marks may be, the third being hidden."""
    guesses = []
    for one, other in permutations(found[:3], 2):
        along = np.array([other.x - one.x, other.y - one.y])
        turned = np.array([-along[1], along[0]])
        below, corner = _moved(one, turned), _moved(one, (along - turned) / 2)
        guesses += [
            _triple(one, other, below),
            _triple(one, _moved(one, -turned), other),
            _triple(corner, one, other),
        ]
    return [guess for guess in guesses if guess]


def triples(found: list[Finder]) -> list[Triple]:
    """Give the ways in which three marks may make a code, the most regular first."""
    fitting = (_triple(*marks) for marks in permutations(found[:_MOST], 3))
    return sorted(filter(None, fitting), key=lambda triple: triple.fault)


def _evened(grey: Grey) -> Floats:
    picture = grey.astype(np.float32)
    away = picture - smooth(picture, 31)
    even: Floats = np.clip(away / np.sqrt(smooth(away * away, 31) + 25), -1.5, 1.5)
    return even


def _drawn(module: float, angle: float) -> tuple[Floats, Floats]:
    """Draw a mark with the light ring round it; with it, its corners from its middle."""
    half = int(np.ceil(4 * module))
    y, x = np.mgrid[-half : half + 1, -half : half + 1] / module
    along, down = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    ring = np.maximum(np.abs(along), np.abs(down))
    drawn = np.where(ring < 1.5, -1, np.where(ring < 2.5, 1, np.where(ring < 3.5, -1, 1)))
    drawn = np.where(ring < 4.5, drawn, 0).astype(np.float32)
    square = 3.5 * module * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    back = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return blurred(drawn, 0.5 * module), square @ back


def _moved(mark: Finder, way: Floats) -> Finder:
    return Finder(mark.x + way[0], mark.y + way[1], mark.module, mark.quad + way)


def _binaries(grey: Grey) -> list[Grey]:
    mean, inverse = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    window = max(grey.shape) // 5 | 1
    soft = blurred(grey, 1.6)
    wide = cv2.adaptiveThreshold(grey, 255, mean, inverse, window, 6)
    softer = blurred(grey, 3)
    square = np.ones((3, 3), np.uint8)
    return [
        wide,
        cv2.adaptiveThreshold(grey, 255, mean, inverse, window // 2 | 1, 6),
        cv2.threshold(grey, 0, 255, inverse | cv2.THRESH_OTSU)[1],
        cv2.adaptiveThreshold(soft, 255, mean, inverse, window, 3),
        cv2.adaptiveThreshold(softer, 255, mean, inverse, window, 3),
        cv2.erode(wide, square),
        cv2.dilate(wide, square),
    ]


def _nested(binary: Grey) -> list[Finder]:
    outlines, tree = cv2.findContours(binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return []
    children = tree[0, :, 2]
    holes = np.where(children >= 0, children, -1)
    cores = np.where(holes >= 0, children[holes], -1)
    found = []
    for ring in np.flatnonzero(cores >= 0)[:400]:
        mark = _mark(outlines[ring], outlines[holes[ring]], outlines[cores[ring]])
        if mark is not None:
            found.append(mark)
    return found


def _mark(ring: Floats, hole: Floats, core: Floats) -> Finder | None:
    area, inner, least = cv2.contourArea(ring), cv2.contourArea(hole), cv2.contourArea(core)
    if area < 40 or not 2.6 < (area + 1) / (least + 1) < 13 or inner < 0.25 * area:
        return None
    (x, y), (width, height), _ = box = cv2.minAreaRect(ring)
    (core_x, core_y), _, _ = cv2.minAreaRect(core)
    longer, shorter = max(width, height), min(width, height)
    if shorter < 0.45 * longer or area < 0.72 * width * height:
        return None
    if np.hypot(core_x - x, core_y - y) > 0.18 * longer:
        return None
    hull = cv2.convexHull(ring)
    quad = cv2.approxPolyDP(hull, 0.1 * cv2.arcLength(hull, True), True)
    corners = quad[:, 0] if len(quad) == 4 else cv2.boxPoints(box)
    return Finder(x, y, (area**0.5 + 1) / 7, corners.astype(float))


def _same(one: Finder, other: Finder) -> bool:
    return bool(np.hypot(one.x - other.x, one.y - other.y) < 2 * max(one.module, other.module))


def _triple(corner: Finder, right: Finder, below: Finder) -> Triple | None:
    modules = corner.module, right.module, below.module
    along = np.array([right.x - corner.x, right.y - corner.y])
    down = np.array([below.x - corner.x, below.y - corner.y])
    width, height = float(np.hypot(*along)), float(np.hypot(*down))
    spread, legs = max(modules) / min(modules), width / max(height, 1e-6)
    cosine = float(along @ down) / max(width * height, 1e-6)
    if spread > 1.7 or not 0.6 < legs < 1.67 or abs(cosine) > 0.55:
        return None
    if along[0] * down[1] - along[1] * down[0] <= 0:
        return None
    count = (width + height) / 2 / (sum(modules) / 3) + 7
    if not 19 < count < 120:
        return None
    fault = np.log(spread) + abs(np.log(legs)) + abs(cosine)
    return Triple((corner, right, below), count, float(fault))
