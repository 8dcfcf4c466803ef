"""A picture is read whole, then in parts; what costs more only where the cheaper found nothing.

docs/QR.md says what each step is for, and what it reads.
"""

from collections.abc import Callable
from time import thread_time

import numpy as np

from core.files.qr import decoder
from core.files.qr.finders import marked
from core.files.qr.found import Code, Corners, Found, Seen, middle, side, top_left
from core.files.qr.locate import Box, boxes
from core.files.qr.pictures import Grey, blurred
from core.files.qr.steps import STEPS, Place, Tries, place_at

SECONDS = 0.7
"""What a picture may cost in computing, once zxing alone has not read it."""
_MOST_UNREAD = 2


def read(
    grey: Grey,
    red: Grey | None = None,
    *,
    seconds: float = SECONDS,
    check: Callable[[], None] = lambda: None,
) -> Found:
    """Read the codes of a grey picture; `red` is its red part, where it has colours.

    No further step is begun after so many seconds of computing; `check` is called between steps
    and may raise to stop.
    """
    search = _Search(grey, red, thread_time() + seconds, check)
    search.whole()
    if not search.codes:
        search.parts([*search.met()[:1], *boxes(grey)][:4])
    if not search.codes and _is_dark(grey):
        search.grey = 255 - grey
        search.parts(boxes(search.grey)[:2])
    if search.codes:
        search.parts([*search.met(), *search.marked()][:6])
    return search.found()


class _Search:
    def __init__(
        self, grey: Grey, red: Grey | None, end: float, check: Callable[[], None]
    ) -> None:
        self.grey, self.red = grey, red
        self.codes: list[Code] = []
        self._end, self._check = end, check
        self._unread: list[Corners] = []

    def whole(self) -> None:
        """Read the picture as it is, its red part, and smoothed."""
        self._decode(self.grey, invert=True)
        if not self.codes and self.red is not None and not self._is_over():
            self._decode(self.red)  # a red seal vanishes
        if not self.codes and not self._is_over():
            self._decode(blurred(self.grey, 1.5))  # noise is smoothed away

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
        for step in STEPS:
            for place in list(places):
                if self._reads(step, place):
                    places.remove(place)
                if self._is_over() or (self.codes and is_first):
                    return self._note(places)
        self._note(places)

    def _note(self, places: list[Place]) -> None:
        self._unread += [seen for place in places if (seen := place.seen())]

    def _reads(self, step: Callable[[Place], Tries], place: Place) -> bool:
        for code in step(place):
            if code is not None:
                if not self._is_known(code.corners):
                    self.codes.append(code)
                return True
            if self._is_over():
                break
        return False

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
            if not self._is_known(place) and not any(_is_one_place(place, old) for old in left):
                left.append(place)
        return left

    def _is_known(self, place: Corners) -> bool:
        return any(_is_one_place(place, code.corners) for code in self.codes)

    def _is_over(self) -> bool:
        self._check()
        return thread_time() > self._end


def _is_one_place(one: Corners, other: Corners) -> bool:
    (x, y), (u, v) = middle(one), middle(other)
    return max(abs(x - u), abs(y - v)) < 0.5 * max(side(one), side(other))


def _is_dark(grey: Grey) -> bool:
    low, half, high = np.percentile(grey[::8, ::8], (2, 50, 98))
    return bool(half - low < 0.35 * (high - low))
