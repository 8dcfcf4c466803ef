"""A bent, folded or slanted code laid flat: analysis by synthesis.

The code is drawn as it would look if the modules measured so far were right, and laid over what the
picture shows there; where the edges do not meet, the place that a module was looked for is moved.
Places are H(u + d(u)): H a homography, d a cubic B-spline with a knot every few modules, u in
modules from the outer corner of the code. A crease is one more function beside the spline: a jump
that fades on both sides. Everything separates into rows and columns, which keeps it cheap.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

import cv2
import numpy as np

from core.files.qr.finders import Triple
from core.files.qr.pictures import Floats, Grey, blurred, smooth
from core.files.qr.symbol import known_modules, side_of

MARGIN: Final = 4
_PIXELS: Final = 6
"""A module's side in the picture that is laid flat."""
_SPACING: Final = 5.0
_STIFF, _SUPPLE = 10.0, 1.0
"""How much the spline resists bending, in the first round and in the last."""
_REACH: Final = 8.0
"""A fold's shift fades over so many modules."""

_ASIDE: Final = 5
"""So many modules off, an alignment mark is still looked for."""
_ALIKE: Final = 0.7
_AROUND: Final = np.array([[0, 0.25, 0], [0.25, 0, 0.25], [0, 0.25, 0]])
_SPILL: Final = 0.5
"""How much of what a module has from its four neighbours, by blur, is taken away."""
_HIDDEN: Final = -0.5
"""Modules: a fold always hides some paper."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The functions that a displacement is made of: their values in the middle of each module."""

    rows: Floats
    columns: Floats
    penalty: Floats

    def weighed(self, weight: Floats) -> Floats:
        """Give the matrix of the normal equations."""
        high, wide = self.rows.shape[1], self.columns.shape[1]
        pairs = (self.columns[:, :, None] * self.columns[:, None, :]).reshape(len(weight), -1)
        others = (self.rows[:, :, None] * self.rows[:, None, :]).reshape(len(weight), -1)
        matrix: Floats = (others.T @ (weight @ pairs)).reshape(high, high, wide, wide)
        return matrix.transpose(0, 2, 1, 3).reshape(high * wide, high * wide)


@cache
def basis(side: int, rows: tuple[float, ...] = (), columns: tuple[float, ...] = ()) -> Basis:
    """Make the functions for a code of so many modules, with creases at rows and columns."""
    spacing = _SPACING if not rows and not columns else 7.0
    down, bend_down, slope_down = _along(side, spacing, rows)
    across, bend_across, slope_across = _along(side, spacing, columns)
    penalty = (
        np.kron(bend_down, np.eye(len(bend_across)))
        + np.kron(np.eye(len(bend_down)), bend_across)
        + 2 * np.kron(slope_down, slope_across)
    )
    return Basis(down, across, penalty)


def _along(side: int, spacing: float, creases: tuple[float, ...]) -> tuple[Floats, Floats, Floats]:
    at = np.arange(side + 2 * MARGIN) + 0.5
    count = int(np.ceil(at[-1] / spacing)) + 3
    away = np.abs(at[:, None] / spacing - (np.arange(count) - 1))
    inner = 2 / 3 - away**2 + away**3 / 2
    outer = np.maximum(2 - away, 0) ** 3 / 6
    values = [np.where(away < 1, inner, outer)]
    for crease in creases:
        off = at - MARGIN - crease
        values.append((np.sign(off) * np.exp(-np.abs(off) / _REACH))[:, None])
    bend, slope = (np.diff(np.eye(count), times, axis=0) for times in (2, 1))
    grown = count + len(creases)
    bending, sloping = np.zeros((grown, grown)), np.zeros((grown, grown))
    bending[:count, :count], sloping[:count, :count] = bend.T @ bend, slope.T @ slope
    bending[range(count, grown), range(count, grown)] = 0.02
    return np.hstack(values), bending, sloping


@dataclass(slots=True)
class Mesh:
    """Where the modules of a code lie in a picture, and what was measured there."""

    grey: Grey
    version: int
    homography: Floats
    basis: Basis
    shifts: tuple[Floats, Floats]
    """The coefficients of d, across and down."""
    values: Floats = field(init=False)
    """Dark is positive, about 1; n x n."""
    _flat: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._measure()

    @property
    def side(self) -> int:
        """Give the modules along a side."""
        return side_of(self.version)

    def corners(self) -> Floats:
        """Give the outer corners of the code in the picture."""
        n = self.side
        return projected(np.array([[0.0, 0.0], [n, 0], [n, n], [0, n]]), self.homography)

    def refined(self, rounds: int) -> None:
        """Move the places until the edges meet."""
        for stiffness in np.geomspace(_STIFF, _SUPPLE, rounds):
            self._move(float(stiffness))
            self._measure()

    def creased(self, rows: tuple[int, ...], columns: tuple[int, ...]) -> "Mesh":
        """Lay it anew with creases through some rows and columns of modules."""
        made = basis(self.side, rows, columns)
        down, across = (np.linalg.pinv(each) for each in (made.rows, made.columns))
        shifts = [
            down @ (self.basis.rows @ old @ self.basis.columns.T) @ across.T for old in self.shifts
        ]
        high, wide = (len(each) for each in (down, across))
        if columns:
            shifts[0][: high - len(rows), wide - len(columns) :] = _HIDDEN
        if rows:
            shifts[1][high - len(rows) :, : wide - len(columns)] = _HIDDEN
        return Mesh(self.grey, self.version, self.homography, made, (shifts[0], shifts[1]))

    def alignment_moved(self) -> Floats | None:
        """Give how far from its place the last alignment mark lies, in modules, if it is seen."""
        if self.version == 1:
            return None
        ring = np.maximum(*np.abs(np.mgrid[-2:3, -2:3]))
        drawn = np.where(ring == 1, -1, 1).astype(np.float32)
        pattern = blurred(np.repeat(np.repeat(drawn, _PIXELS, 0), _PIXELS, 1), 1.6)
        first = int((self.side - 9 + MARGIN - _ASIDE) * _PIXELS)
        size = int((5 + 2 * _ASIDE) * _PIXELS)
        part = self._flat[first : first + size, first : first + size].astype(np.float32)
        likeness = cv2.matchTemplate(part, pattern, cv2.TM_CCOEFF_NORMED)
        _, value, _, place = cv2.minMaxLoc(likeness)
        return np.array(place) / _PIXELS - _ASIDE if value > _ALIKE else None

    def flattened(self, picture: Grey) -> Floats:
        """Lay another picture of the same size flat."""
        x, y = self._maps()
        return cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def _maps(self) -> tuple[Floats, Floats]:
        at = np.arange(self.side + 2 * MARGIN) + 0.5 - MARGIN
        across, down = (self.basis.rows @ c @ self.basis.columns.T for c in self.shifts)
        u, v = at[None, :] + across, at[:, None] + down
        h = self.homography
        depth = h[2, 0] * u + h[2, 1] * v + h[2, 2]
        depth = np.where(np.abs(depth) < 1e-6, 1e-6, depth)
        places = (h[0, 0] * u + h[0, 1] * v + h[0, 2], h[1, 0] * u + h[1, 1] * v + h[1, 2])
        size = (len(at) * _PIXELS,) * 2
        x, y = (
            cv2.resize((p / depth).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
            for p in places
        )
        return x, y

    def _measure(self) -> None:
        flat = self.flattened(self.grey).astype(np.float32)
        window = np.ones((27, 27), np.uint8)
        light, dark = (smooth(how(flat, window), 27) for how in (cv2.dilate, cv2.erode))
        contrast = light - dark
        contrast = np.maximum(contrast, max(0.3 * float(np.median(contrast)), 1.0))
        self._flat = np.clip(((light + dark) / 2 - flat) * 2 / contrast, -1.3, 1.3)
        cells = self._cells(self._flat)
        inside = slice(MARGIN, MARGIN + self.side)
        whole = cells[inside, 1:5, inside, 1:5].mean(axis=(1, 3))
        means = 0.4 * whole + 0.6 * cells[inside, 2:4, inside, 2:4].mean(axis=(1, 3))
        around = cv2.filter2D(means, -1, _AROUND, borderType=cv2.BORDER_REPLICATE)
        self.values = means + _SPILL * (means - around)

    def _cells(self, flat: Floats) -> Floats:
        count = self.side + 2 * MARGIN
        return flat.reshape(count, _PIXELS, count, _PIXELS)

    def _move(self, stiffness: float) -> None:
        ideal, weight = self._drawn()
        slopes = [cv2.filter2D(ideal, -1, kernel) * _PIXELS for kernel in (_SLOPE, _SLOPE.T)]
        missing = ideal - self._flat
        moved = []
        for slope, old in zip(slopes, self.shifts, strict=True):
            grip = self._cells(slope * slope).sum(axis=(1, 3)) * weight
            pull = self._cells(slope * missing).sum(axis=(1, 3)) * weight
            before = self.basis.rows @ old @ self.basis.columns.T
            matrix = self.basis.weighed(grip) + stiffness * 36 * self.basis.penalty
            matrix[np.diag_indices(len(matrix))] += 1e-2
            wanted = self.basis.rows.T @ (grip * before + pull) @ self.basis.columns
            solved = np.linalg.solve(matrix, (wanted + 1e-2 * old).ravel())
            moved.append(solved.reshape(old.shape))
        self.shifts = moved[0], moved[1]

    def _drawn(self) -> tuple[Floats, Floats]:
        """Draw the code as it seems to be; with it, how far each module is to be believed."""
        known = np.array(known_modules(self.version))
        fixed = np.abs(known) == 1
        signs = np.where(fixed, known, np.where(self.values > 0, 1, -1))
        sure = smooth(np.abs(self.values), 5)
        weight = np.clip((sure - 0.35) / 0.35, 0.02, 1)
        weight = np.where(fixed, np.maximum(weight, 0.5), weight)
        drawn = np.pad(signs, MARGIN, constant_values=-1).astype(np.float32)
        large = np.repeat(np.repeat(drawn, _PIXELS, axis=0), _PIXELS, axis=1)
        ringed = np.pad(np.pad(weight, 2, constant_values=0.5), MARGIN - 2)
        return blurred(large, 1.6), ringed


_SLOPE: Final = np.array([[-0.5, 0, 0.5]], np.float32)


def projected(points: Floats, homography: Floats) -> Floats:
    """Give where a homography carries points."""
    carried: Floats = cv2.perspectiveTransform(points[None].astype(float), homography)[0]
    return carried


def started(grey: Grey, triple: Triple, *, bent: bool) -> Mesh | None:
    """Lay a first mesh through three marks.

    `bent`: an affine plane bent so that the outer corners of the marks lie right; else the
    homography through them, None where it does not fit.
    """
    plane, source, target = _anchors(triple)
    flat = basis(side_of(triple.version))
    if bent:
        return _bent(grey, triple.version, plane, source, target)
    homography: Floats | None = cv2.findHomography(source, target, 0)[0]
    if homography is None:
        return None
    off = np.hypot(*(projected(source, homography) - target).T).mean()
    if not off <= 0.5 * triple.marks[0].module:
        return None
    still = np.zeros((flat.rows.shape[1], flat.columns.shape[1]))
    return Mesh(grey, triple.version, homography, flat, (still, still))


def _anchors(triple: Triple) -> tuple[Floats, Floats, Floats]:
    """Give the affine plane through the middles of the marks, and points with where they lie."""
    n = side_of(triple.version)
    centres = np.array([[3.5, 3.5], [n - 3.5, 3.5], [3.5, n - 3.5]])
    seen = np.array([[mark.x, mark.y] for mark in triple.marks])
    affine = cv2.getAffineTransform(centres.astype(np.float32), seen.astype(np.float32))
    plane = np.vstack([affine, [0, 0, 1]])
    points, targets = [centres, centres], [seen, seen]  # twice, for they are the surest
    for mark, centre in zip(triple.marks, centres, strict=True):
        square = centre + 3.5 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        points.append(square)
        targets.append(_in_order(mark.quad, projected(square, plane)))
    return plane, np.vstack(points), np.vstack(targets)


def _bent(grey: Grey, version: int, plane: Floats, source: Floats, target: Floats) -> Mesh:
    """Bend a plane through the points, then through the last alignment mark where it is seen.

    That mark, far from the others, is what a spline needs most.
    """
    flat = basis(side_of(version))
    shifts = projected(target, np.linalg.inv(plane)) - source
    mesh = Mesh(grey, version, plane, flat, _through(flat, source, shifts))
    moved = mesh.alignment_moved()
    if moved is None:
        return mesh
    fourth = np.full((1, 2), mesh.side - 6.5)
    x, y = np.clip((fourth + moved + MARGIN - 0.5).round().astype(int), 0, len(flat.rows) - 1)[0]
    moved = moved + [float(flat.rows[y] @ old @ flat.columns[x]) for old in mesh.shifts]
    source, shifts = np.vstack([source, fourth, fourth]), np.vstack([shifts, moved, moved])
    return Mesh(grey, version, plane, flat, _through(flat, source, shifts))


def _in_order(quad: Floats, expected: Floats) -> Floats:
    """Turn the corners of a mark so that each stands for its own."""
    middle = quad.mean(axis=0)
    quad = quad[np.argsort(np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0]))]
    turned = [np.roll(quad, turn, axis=0) for turn in range(4)]
    return min(turned, key=lambda each: float(np.abs(each - expected).sum()))


def _through(flat: Basis, points: Floats, shifts: Floats) -> tuple[Floats, Floats]:
    """Give the smoothest spline that carries points where they belong."""
    at = np.clip((points + MARGIN - 0.5).round().astype(int), 0, len(flat.rows) - 1)
    values = (flat.rows[at[:, 1], :, None] * flat.columns[at[:, 0], None, :]).reshape(len(at), -1)
    matrix = values.T @ values + 0.01 * flat.penalty + 1e-6 * np.eye(values.shape[1])
    solved = np.linalg.solve(matrix, values.T @ shifts).T
    shape = flat.rows.shape[1], flat.columns.shape[1]
    return solved[0].reshape(shape), solved[1].reshape(shape)
