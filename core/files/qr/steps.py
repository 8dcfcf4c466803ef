"""What is tried on a part of a picture where a code may be, each as tries that can be stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import cv2
import numpy as np

from core.files.qr import decoder, soft
from core.files.qr.creases import unfolded
from core.files.qr.deblur import deblurred, unshaken
from core.files.qr.finders import Finder, Triple, completed, finders, guessed_triples, triples
from core.files.qr.found import Code, Corners
from core.files.qr.locate import Box
from core.files.qr.mesh import Mesh, started
from core.files.qr.pictures import Crop, Grey, blurred, cropped, sharpened

_ROUND_IT: Final = 1.5
"""A part is so many times as wide as the code is thought to be."""
_SIZE: Final = 320
_MODULE: Final = _SIZE / _ROUND_IT / 35
_MODULES: Final = (4.0, 4.6, 5.2, 5.9, 6.6, 7.4)
"""What a module's side may be in a part, in pixels."""
_WRONG, _RIGHT = 0.75, 0.88
"""Share of the known modules: below the one a mesh lies wrong, from the other on it lies right."""
_HARDLY: Final = 0.62
_WIDE: Final = 560
_REACH: Final = 104
"""Modules of the largest code round one of its marks."""


@dataclass(slots=True, eq=False)
class Place:
    """A part of a picture, and what has been found out about it."""

    picture: Grey
    crop: Crop
    marks: list[Finder] = field(default_factory=list)
    best: "_Laid | None" = None

    def around(self) -> Corners:
        """Give the corners of the part."""
        height, width = self.crop.grey.shape
        return self.crop.back(((0, 0), (width, 0), (width, height), (0, height)))

    def seen(self) -> Corners | None:
        """Give where a code lies for certain, read or not."""
        if self.best is None or self.best.agreement < _RIGHT:
            return None
        return self.crop.back(self.best.mesh.corners())


@dataclass(frozen=True, slots=True)
class _Laid:
    agreement: float
    triple: Triple
    bent: bool
    mesh: Mesh


def place_at(picture: Grey, box: Box) -> Place:
    """Cut out the part round a box."""
    return Place(picture, cropped(picture, box.x, box.y, _ROUND_IT * box.side, _SIZE))


Tries = Iterator[Code | None]


def versions(place: Place) -> Tries:
    """Try zxing on the part, evened out, sharpened, smoothed, larger, smaller."""
    grey = place.crop.grey
    yield _read(place, grey)
    yield _read(place, grey, binarizer=decoder.GLOBAL)
    yield _read(place, sharpened(cv2.createCLAHE(3.0, (8, 8)).apply(grey), 2))
    yield _read(place, sharpened(_scaled(grey, 2, cv2.INTER_CUBIC), 3), 2)
    yield _read(place, blurred(grey, 2))
    yield _read(place, _scaled(grey, 0.5, cv2.INTER_AREA), 0.5)


def _read(place: Place, grey: Grey, scale: float = 1, **options: Any) -> Code | None:
    for code in decoder.decode(grey, **options)[0]:
        return Code(code.text, place.crop.back(np.array(code.corners) / scale))
    return None


def _scaled(grey: Grey, scale: float, how: int) -> Grey:
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)


def focused(place: Place) -> Tries:
    """Undo the blur of a lens out of focus."""
    for version in deblurred(place.crop.grey, _MODULE):
        yield _read(place, version, downscale=False)


def steadied(place: Place) -> Tries:
    """Undo the blur of a hand that moved."""
    for version in unshaken(place.crop.grey, _MODULE):
        yield _read(place, version, downscale=False)


def laid_flat(place: Place) -> Tries:
    """Lay a mesh over the code by its corner marks; look for hidden ones, then do with two."""
    grey = place.crop.grey
    place.marks = finders(grey)
    yield None
    yield from _laid(place, triples(place.marks))
    if place.best is None or place.best.agreement < _WRONG:
        more = completed(grey, place.marks, _MODULES)
        yield None
        yield from _laid(place, triples(place.marks + more) if more else [])
        if place.best is None or place.best.agreement < _WRONG:
            yield from _laid(place, _likely(grey, guessed_triples(place.marks + more)))


def _laid(place: Place, candidates: list[Triple]) -> Tries:
    for triple in candidates[:2]:
        for bent in (True, False):
            mesh = started(place.crop.grey, triple, bent=bent)
            if mesh is None or soft.agreement(mesh.values, mesh.version) < _HARDLY:
                continue
            yield _text(place, mesh)
            for _ in range(2):
                mesh.refined(4)
                agreement = soft.agreement(mesh.values, mesh.version)
                if place.best is None or agreement > place.best.agreement:
                    place.best = _Laid(agreement, triple, bent, mesh)
                if agreement < _WRONG:
                    break
                yield _text(place, mesh)


def _likely(grey: Grey, guesses: list[Triple]) -> list[Triple]:
    meshes = [(started(grey, triple, bent=False), triple) for triple in guesses]
    scores = [(soft.agreement(mesh.values, mesh.version), t) for mesh, t in meshes if mesh]
    return [triple for _, triple in sorted(scores, key=lambda each: -each[0])]


def _text(place: Place, mesh: Mesh) -> Code | None:
    text = soft.text_of(mesh.values, mesh.version)
    return Code(text.text, place.crop.back(mesh.corners()), text.guessed) if text else None


def creased(place: Place) -> Tries:
    """Lay the mesh with creases, where it lies right and the text cannot be read all the same."""
    if place.best is None or place.best.agreement < _RIGHT:
        return
    start = started(place.crop.grey, place.best.triple, bent=place.best.bent)
    corners = place.crop.back(place.best.mesh.corners())
    for text in unfolded(start, place.best.mesh.values) if start else ():
        yield Code(text.text, corners, text.guessed) if text else None


def widened(place: Place) -> Tries:
    """Take a wider part round the marks, for the first may have cut the code."""
    if not 1 <= len(place.marks) <= 6:
        return
    x, y, module = np.median([mark[:3] for mark in place.marks], axis=0) / place.crop.scale
    x, y = x + place.crop.x, y + place.crop.y
    wide = Place(place.picture, cropped(place.picture, x, y, _REACH * module, _WIDE))
    yield _read(wide, wide.crop.grey)
    yield from laid_flat(wide)
    if wide.seen():
        place.crop, place.marks, place.best = wide.crop, wide.marks, wide.best
        yield from creased(place)


STEPS: Final[tuple[Callable[[Place], Tries], ...]] = (
    versions,
    focused,
    steadied,
    laid_flat,
    creased,
    widened,
)
"""In the order of cost."""
