"""zxing-cpp, and what must be held against it.

It also reads mirrored codes: the back of thin paper that shines through is another invoice. The
format bits of a code tell, for mirrored they are at least three bits from any legal word.
"""

from math import dist
from typing import Any, Final

import zxingcpp

from core.files.qr.found import Code, Corners
from core.files.qr.symbol import format_distance

_SEARCHED: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
"""QRCode would read Micro QR into noise."""
_PURE: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""QRCodeModel2 finds nothing in a pure picture."""
_SMALLEST: Final = 20
LOCAL: Final = zxingcpp.Binarizer.LocalAverage
GLOBAL: Final = zxingcpp.Binarizer.GlobalHistogram


def decode(
    picture: Any, *, invert: bool = False, downscale: bool = True, binarizer: Any = LOCAL
) -> tuple[list[Code], list[Corners]]:
    """Read the codes of a grey picture as it is; also give where codes were met and not read."""
    codes, unread = [], []
    for found in zxingcpp.read_barcodes(
        picture,
        formats=_SEARCHED,
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=invert,
        try_downscale=downscale,
        binarizer=binarizer,
        return_errors=True,
    ):
        corners = _corners(found.position)
        if not found.valid or not found.text or _is_mirrored(found):
            if _is_plausible(found, corners):
                unread.append(corners)
        else:
            codes.append(Code(found.text, corners))
    return codes, unread


def decode_pure(matrix: Any) -> str | None:
    """Read a code drawn without damage, one byte a pixel."""
    for found in zxingcpp.read_barcodes(
        matrix, formats=_PURE, text_mode=zxingcpp.TextMode.Plain, is_pure=True, try_invert=False
    ):
        if found.valid and found.text and found.symbology_identifier[:2] == "]Q":
            return str(found.text)
    return None


def _corners(place: Any) -> Corners:
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    first, second, third, fourth = ((float(p.x), float(p.y)) for p in points)
    return first, second, third, fourth


def _is_mirrored(found: Any) -> bool:
    matrix: Any = memoryview(found.to_image(scale=1, add_quiet_zones=False)).tolist()
    return format_distance(list(zip(*matrix, strict=True))) < format_distance(matrix)


def _is_plausible(found: Any, corners: Corners) -> bool:
    sides = [dist(corners[at - 1], corners[at]) for at in range(4)]
    return (
        found.symbology_identifier == "]Q1"
        and min(sides) >= _SMALLEST
        and max(sides) < 2 * min(sides)
    )
