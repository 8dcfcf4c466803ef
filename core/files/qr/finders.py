"""The three corner marks of a code, by what lies in what: a dark ring, a light one, a core."""

from itertools import permutations
from typing import Final, NamedTuple

import cv2
import numpy as np

from core.files.qr.pictures import Floats, Grey, blurred, smooth

_MOST: Final = 8
_LIKE: Final = 0.42


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


def finders(grey: Grey) -> list[Finder]:
    """Find corner marks on several thresholdings, for none suits all."""
    found: list[Finder] = []
    for binary in _binaries(grey):
        for each in _nested(binary):
            if not any(_same(each, old) for old in found):
                found.append(each)
    return found


def completed(grey: Grey, found: list[Finder]) -> list[Finder]:
    """Find further marks where some are hidden in part: by likeness to a mark turned as these are."""
    even = _evened(grey)
    more: list[Finder] = []
    for known in found[:3]:
        pattern, quad = _drawn(known)
        if min(even.shape) <= len(pattern):
            continue
        likeness = cv2.matchTemplate(even, pattern, cv2.TM_CCOEFF_NORMED)
        for _ in range(8):
            _, value, _, (left, top) = cv2.minMaxLoc(likeness)
            if value < _LIKE:
                break
            reach = int(3 * known.module)
            likeness[max(0, top - reach) : top + reach, max(0, left - reach) : left + reach] = 0
            at = np.array([left, top]) + (len(pattern) - 1) / 2
            mark = Finder(float(at[0]), float(at[1]), known.module, quad + at)
            if not any(_same(mark, old) for old in (*found, *more)):
                more.append(mark)
    return more


def triples(found: list[Finder]) -> list[Triple]:
    """Give the ways in which three marks may make a code, the most regular first."""
    fitting = (_triple(*marks) for marks in permutations(found[:_MOST], 3))
    return sorted(filter(None, fitting), key=lambda triple: triple.fault)


def _evened(grey: Grey) -> Floats:
    picture = grey.astype(np.float32)
    away = picture - smooth(picture, 61)
    return np.clip(away / np.sqrt(smooth(away * away, 61) + 25), -1.5, 1.5)


def _drawn(mark: Finder) -> tuple[Floats, Floats]:
    """Draw a mark with the light ring round it, of the size and turn of one that was found."""
    edges = np.roll(mark.quad, -1, axis=0) - mark.quad
    turns = np.arctan2(edges[:, 1], edges[:, 0]) * 4
    angle = np.arctan2(np.sin(turns).mean(), np.cos(turns).mean()) / 4
    half = int(np.ceil(4.5 * mark.module * 1.42))
    y, x = np.mgrid[-half : half + 1, -half : half + 1] / mark.module
    along, down = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    ring = np.maximum(np.abs(along), np.abs(down))
    drawn = np.where(ring < 1.5, -1, np.where(ring < 2.5, 1, np.where(ring < 3.5, -1, 1)))
    drawn = np.where(ring < 4.5, drawn, 0).astype(np.float32)
    square = 3.5 * mark.module * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    back = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return blurred(drawn, max(0.6, 0.25 * mark.module)), square @ back


def _binaries(grey: Grey) -> list[Grey]:
    mean, inverse = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    window = max(grey.shape) // 5 | 1
    soft = blurred(grey, 1.6)
    wide = cv2.adaptiveThreshold(grey, 255, mean, inverse, window, 6)
    square = np.ones((3, 3), np.uint8)
    return [
        wide,
        cv2.adaptiveThreshold(grey, 255, mean, inverse, window // 2 | 1, 6),
        cv2.threshold(grey, 0, 255, inverse | cv2.THRESH_OTSU)[1],
        cv2.adaptiveThreshold(soft, 255, mean, inverse, window, 3),
        cv2.erode(wide, square),
        cv2.dilate(wide, square),
    ]


def _nested(binary: Grey) -> list[Finder]:
    outlines, tree = cv2.findContours(binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
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
