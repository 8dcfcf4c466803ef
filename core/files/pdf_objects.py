"""What a PDF page draws besides text: paths, pictures and forms with their edges.

All here needs barcode.PDFIUM held.
"""

import ctypes
from typing import Any, Final, NamedTuple

from pypdfium2 import raw

_MOST_OBJECTS: Final = 6_000
_FAR: Final = 1e6
"""Points; also what is no number at all lies not within it."""


class Drawn(NamedTuple):
    """A path, picture or form of a page; edges in points, y growing upwards."""

    object: Any
    kind: int
    left: float
    bottom: float
    right: float
    top: float


def drawn_on(page: Any) -> list[Drawn]:
    """Give what a loaded page draws besides text, the first thousands of it."""
    edges = (ctypes.c_float * 4)()
    size = ctypes.sizeof(ctypes.c_float)
    places = [ctypes.byref(edges, at * size) for at in range(4)]
    get, kind_of, text = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT
    found = []
    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = get(page, at)
        kind = kind_of(drawn)
        if kind != text and _bounds(drawn, *places) and all(-_FAR < edge < _FAR for edge in edges):
            found.append(Drawn(drawn, kind, *edges))
    return found


_Float = ctypes.c_void_p
_bounds: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, _Float, _Float, _Float, _Float)(
    ctypes.cast(raw.FPDFPageObj_GetBounds, ctypes.c_void_p).value or 0
)
"""The same function for four places in one array."""
