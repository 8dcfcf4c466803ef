"""The steps in order of cost; each is there because it reads what those before it do not.

docs/QR.md has the figures.
"""

from collections.abc import Callable, Iterator
from time import thread_time
from typing import Any, Final

import cv2
import numpy as np

from core.files.qr import decoder, soft
from core.files.qr.creases import unfolded
from core.files.qr.deblur import deblurred, unshaken
from core.files.qr.finders import Finder, Triple, completed, finders, triples
from core.files.qr.found import Code, Corners, Found, Seen, middle, side, top_left
from core.files.qr.locate import Box, boxes
from core.files.qr.mesh import Mesh, started
from core.files.qr.pictures import Crop, Grey, blurred, cropped, sharpened

_CROP: Final = 320
_MODULE: Final = _CROP / 1.5 / 35
"""About what a module's side is in a crop."""
_WIDE: Final = 560


def read(
    grey: Grey,
    red: Grey | None = None,
    *,
    seconds: float = 0.7,
    check: Callable[[], None] = lambda: None,
    trace: list[str] | None = None,
) -> Found:
    """Read the codes of a picture, given as grey and where it has colours as its red part.

    No step is begun after so many seconds of computing; `check` is called between steps and may
    raise to stop.
    """
    search = _Search(grey, red, seconds, check, [] if trace is None else trace)
    search.whole()
    search.parts()
    return search.found()


class _Place:
    """A part of the picture where a code may be, and what is known of it so far."""

    def __init__(self, crop: Crop) -> None:
        self.crop = crop
        self.marks: list[Finder] | None = None
        self.best: tuple[float, Triple, Mesh, Mesh] | None = None

    def meshes(self) -> None: ...


class _Search:
    def __init__(
        self, grey: Grey, red: Grey | None, seconds: float, check: Callable[[], None], trace: list[str]
    ) -> None:
        self.grey, self.red = grey, red
        self.end = thread_time() + seconds
        self.check = check
        self.trace = trace
        self.codes: list[Code] = []
        self.unread: list[Corners] = []

    def whole(self) -> None:
        """Read the picture as it is, its red part, and smoothed."""
        pictures: list[tuple[Callable[[], Grey], bool]] = [(lambda: self.grey, True)]
        if self.red is not None:
            red = self.red
            pictures.append((lambda: red, False))  # a red seal vanishes
        pictures.append((lambda: blurred(self.grey, 1.5), False))
        for name, (make, invert) in zip("0r2",pictures):
            codes, unread = decoder.decode(make(), invert=invert)
            self.unread += unread
            for code in codes:
                self._add(code)
            if self.codes:
                self.trace.append(name)
                return
            if self._is_over():
                return

    def parts(self) -> None:
        """Look closer where there may be codes."""
        if self.codes:
            return
        likely = [Box(*middle(each), side(each)) for each in self.unread[:1]] + boxes(self.grey)
        places = [_Place(cropped(self.grey, b.x, b.y, 1.5 * b.side, _CROP)) for b in likely[:4]]
        for step in (_versions, _focused, _meshed, _steadied, _unfolded, _widened):
            if step is _widened:
                places = sorted(places, key=lambda p: -len(p.marks or ()))
            for place in places:
                for text, corners in step(place, self):
                    if text:
                        self.trace.append(step.__name__)
                        self._add(Code(text, corners))
                        return
                    if self._is_over():
                        return

    def found(self) -> Found:
        """Give what was found."""
        return Found(tuple(sorted(self.codes, key=lambda code: top_left(code.corners))))

    def _add(self, code: Code) -> None:
        self.codes.append(code)

    def _is_over(self) -> bool:
        self.check()
        return thread_time() > self.end


_Tries = Iterator[tuple[str | None, Any]]


def _versions(place: _Place, search: _Search) -> _Tries:
    grey = place.crop.grey
    yield _read(place, grey)
    yield _read(place, grey, binarizer=decoder.GLOBAL)
    yield _read(place, sharpened(cv2.createCLAHE(3.0, (8, 8)).apply(grey), 2))
    yield _read(place, sharpened(_scaled(grey, 2, cv2.INTER_CUBIC), 3), 2)
    yield _read(place, blurred(grey, 2))
    yield _read(place, _scaled(grey, 0.5, cv2.INTER_AREA), 0.5)


def _read(place: _Place, grey: Grey, scale: float = 1, **options: Any) -> tuple[str | None, Any]:
    codes, _ = decoder.decode(grey, **options)
    for code in codes:
        return code.text, place.crop.back(np.array(code.corners) / scale)
    return None, None


def _scaled(grey: Grey, scale: float, how: int) -> Grey:
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)


def _focused(place: _Place, search: _Search) -> _Tries:
    for version in deblurred(place.crop.grey, _MODULE):
        yield _read(place, version, downscale=False)


def _steadied(place: _Place, search: _Search) -> _Tries:
    for version in unshaken(place.crop.grey, _MODULE):
        yield _read(place, version, downscale=False)


def _meshed(place: _Place, search: _Search) -> _Tries:
    grey = place.crop.grey
    place.marks = finders(grey)
    yield None, None
    candidates = triples(place.marks)
    if not candidates and place.marks:
        place.marks = place.marks + completed(grey, place.marks)
        candidates = triples(place.marks)
        search.trace.append(f"completed {len(place.marks)} {len(candidates)}")
    for triple in candidates[:2]:
        yield from _laid(place, triple, search)


def _laid(place: _Place, triple: Triple, search: _Search) -> _Tries:
    version = round((triple.modules - 17) / 4)
    for bent in (True, False):
        mesh = started(place.crop.grey, triple, version, bent=bent)
        if mesh is None:
            continue
        yield _text(place, mesh)
        for _ in range(2):
            mesh.refined(4)
            agreement = soft.agreement(mesh.values, version)
            if place.best is None or agreement > place.best[0]:
                place.best = agreement, triple, mesh, bent
            if agreement < 0.75:
                break
            yield _text(place, mesh)
        search.trace.append(f"agr {soft.agreement(mesh.values, version):.2f}")


def _text(place: _Place, mesh: Mesh) -> tuple[str | None, Any]:
    return soft.text_of(mesh.values, mesh.version), place.crop.back(mesh.corners())


def _unfolded(place: _Place, search: _Search) -> _Tries:
    if place.best is None or place.best[0] < 0.88:
        return
    agreement, triple, mesh, bent = place.best
    start = started(place.crop.grey, triple, mesh.version, bent=bent)
    assert start is not None
    for text in unfolded(start, mesh.values):
        yield text, place.crop.back(mesh.corners())
    search.trace.append("folds")


def _widened(place: _Place, search: _Search) -> _Tries:
    if not place.marks or len(place.marks)>6: return
    crop = place.crop
    x=np.mean([m.x for m in place.marks]); y=np.mean([m.y for m in place.marks]); module=np.median([m.module for m in place.marks])
    x=x/crop.scale+crop.x; y=y/crop.scale+crop.y; module/=crop.scale
    wide=_Place(cropped(search.grey, x,y,104*module,_WIDE))
    search.trace.append("wide")
    yield _read(wide, wide.crop.grey)
    yield from _meshed(wide, search)
