"""A picture is read whole, then in parts; what costs more only where the cheaper found nothing.

docs/QR.md says what each step is for, and what it reads.
"""

from collections.abc import Callable
from itertools import product
from time import thread_time
from typing import Any, Final

import numpy as np
from PIL import Image

from core.files.qr import decoder
from core.files.qr.finders import marked
from core.files.qr.found import Code, Corners, Found, Seen, middle, side, top_left
from core.files.qr.locate import Box, boxes
from core.files.qr.pictures import Grey, blurred
from core.files.qr.steps import STEPS, Place, Tries, place_at

_MOST_PARTS: Final = 4
_MOST_UNREAD: Final = 8


def planes(picture: Image.Image) -> tuple[Grey, Grey | None]:
    """Give an RGB picture as grey, and its red part where it has colours."""
    grey, red = np.asarray(picture.convert("L")), np.asarray(picture.getchannel("R"))
    return grey, red if np.any(grey[::8, ::8] != red[::8, ::8]) else None


def plane(buffer: Any, width: int, height: int, stride: int) -> Grey:
    """Give a buffer as a picture; raise ValueError where it is too small."""
    if width < 1 or height < 1 or stride < width:
        raise ValueError("a frame without pixels")
    flat = np.frombuffer(buffer, np.uint8)
    if flat.size < stride * (height - 1) + width:
        raise ValueError("a frame cut short")
    if flat.size < stride * height:  # the last row may lack its padding
        flat = np.pad(flat, (0, stride * height - flat.size))
    return np.ascontiguousarray(flat[: stride * height].reshape(height, stride)[:, :width])


def read(
    grey: Grey,
    red: Grey | None = None,
    *,
    seconds: float,
    check: Callable[[], None],
) -> Found:
    """Read the codes of a grey picture; `red` is its red part, where it has colours.

    No further step is begun after so many seconds of computing; `check` is called between steps
    and may raise to stop.
    """
    search = _Search(grey, red, thread_time() + seconds, check)
    search.whole()
    if not search.codes and not search.is_over():
        search.parts([*search.met()[:1], *boxes(grey)][:_MOST_PARTS])
    if not search.codes and not search.is_over() and _is_dark(grey):
        search.grey = 255 - grey
        search.parts(boxes(search.grey))
    if search.codes and not search.is_over():
        search.parts([*search.met(), *search.marked()][:_MOST_PARTS])
    return search.found()


class _Search:
    def __init__(self, grey: Grey, red: Grey | None, end: float, check: Callable[[], None]) -> None:
        self.grey, self.red = grey, red
        self.codes: list[Code] = []
        self._end, self._check = end, check
        self._unread: list[Corners] = []

    def whole(self) -> None:
        """Read the picture as it is, its red part, and smoothed."""
        self._decode(self.grey)
        if not self.codes and self.red is not None and not self.is_over():
            self._decode(self.red)  # a red seal vanishes
        if not self.codes and not self.is_over():
            self._decode(blurred(self.grey, 1.5), invert=True)  # noise is smoothed away

    def met(self) -> list[Box]:
        """Give where zxing met a code and could not read it."""
        return [Box(*middle(each), side(each)) for each in self._open(self._unread)]

    def marked(self) -> list[Box]:
        """Give where there are the corner marks of further codes."""
        picture = self.grey if self.red is None else self.red
        there = marked(picture, [(middle(c.corners), side(c.corners)) for c in self.codes])
        return [Box(*middle(each), side(each)) for each in self._open(there)]

    def parts(self, likely: list[Box]) -> None:
        """Look closer at parts of the picture, at all of them with one step before the next."""
        places = [place_at(self.grey, box) for box in likely]
        is_first = not self.codes
        seen: list[Corners] = []
        for step, place in product(STEPS, places):
            mine = place.seen()
            if self._is_known(place.around()) or (mine is None and _is_in(place.around(), seen)):
                continue
            self._try(step, place)
            if mine is None and (mine := place.seen()):
                seen.append(mine)
            if self.is_over() or (self.codes and is_first):
                break
        self._unread += seen

    def _try(self, step: Callable[[Place], Tries], place: Place) -> None:
        for code in step(place):
            if code is not None and not self._is_known(code.corners):
                self.codes.append(code)
            if code is not None or self.is_over():
                break

    def is_over(self) -> bool:
        """Say whether no further step may begin; here a caller may stop the search."""
        self._check()
        return thread_time() > self._end

    def found(self) -> Found:
        """Give all codes, and those that were seen and not read."""
        codes = sorted(self.codes, key=lambda code: top_left(code.corners))
        unread = sorted(self._open(self._unread), key=top_left)[:_MOST_UNREAD]
        return Found(tuple(codes), tuple(Seen(corners) for corners in unread))

    def _decode(self, picture: Grey, *, invert: bool = False) -> None:
        codes, unread = decoder.decode(picture, invert=invert)
        self.codes += codes
        self._unread += unread

    def _open(self, places: list[Corners]) -> list[Corners]:
        """Leave out where a code was read, and what lies in one place."""
        left: list[Corners] = []
        for place in places:
            if not self._is_known(place) and not _is_in(place, left):
                left.append(place)
        return left

    def _is_known(self, place: Corners) -> bool:
        return _is_in(place, [code.corners for code in self.codes])


def _is_in(place: Corners, others: list[Corners]) -> bool:
    """Say whether one of the others lies about where a place is."""
    x, y = middle(place)
    return any(
        max(abs(x - u), abs(y - v)) < 0.5 * side(other)
        for other in others
        for u, v in [middle(other)]
    )


def _is_dark(grey: Grey) -> bool:
    low, half, high = np.percentile(grey[::8, ::8], (2, 50, 98))
    return bool(half - low < 0.35 * (high - low))
