"""The characters and vertical rules of a PDF's pages, by PDFium's raw calls.

Its Python layer costs several times what the calls do. All here needs barcode.PDFIUM held.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

from pypdfium2 import raw

from core.files.page_glyphs import Glyph, Page, Rule

MOST_CHARS: Final = 60_000
_MOST_OBJECTS: Final = 6_000
_THIN: Final = 3.0
_HIGH: Final = 30.0

_object_of: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The same function, giving the address itself: that is all a run is known by."""


def page_of(page: Any) -> Page | None:
    """Give the text of a loaded page; None where it has none that can be loaded."""
    box = raw.FS_RECTF()
    text = raw.FPDFText_LoadPage(page)
    if not text or not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return None
    try:
        glyphs = _glyphs(text, box)
    finally:
        raw.FPDFText_ClosePage(text)
    rules = list(_rules(page, box)) if glyphs else []
    return Page(box.right - box.left, box.top - box.bottom, glyphs, rules)


def _glyphs(text: Any, page: Any) -> list[Glyph]:
    count = raw.FPDFText_CountChars(text)
    if not 0 < count <= MOST_CHARS:
        return []
    signs = _signs(text, count)
    box, tight = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    place, loose = ctypes.byref(box), raw.FPDFText_GetLooseCharBox
    edges = [ctypes.byref(edge) for edge in tight]
    address = ctypes.cast(text, ctypes.c_void_p)
    left, top = page.left, page.top
    found = []
    for at, sign in enumerate(signs):
        if sign <= " " or sign in _BLANKS:  # generated characters are blanks, too
            continue
        if not loose(text, at, place) or box.right <= box.left or box.top <= box.bottom:
            raw.FPDFText_GetCharBox(text, at, *edges)
            box.left, box.right, box.bottom, box.top = (edge.value for edge in tight)
        run = _object_of(address, at) or 0
        x, y = box.left, box.top
        found.append(Glyph(x - left, top - y, box.right - x, y - box.bottom, sign, run))
    return found


_BLANKS: Final = "\u00a0\u3000\ufffe\uffff\ufeff\u200b"


def _signs(text: Any, count: int) -> str:
    """Spell all characters in one call; one by one where that gives another number of them."""
    buffer = (ctypes.c_ushort * (count + 2))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    if written == count + 1:
        signs = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(signs) == count:
            return signs
    codes = (raw.FPDFText_GetUnicode(text, at) for at in range(count))
    return "".join([chr(code) if code < 0x110000 else "\ufffe" for code in codes])


def _rules(page: Any, page_box: Any) -> Iterator[Rule]:
    """Give the thin upright paths of a page, those in its form objects left out."""
    count = raw.FPDFPage_CountObjects(page)
    edges = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = edges
    places = [ctypes.byref(edge) for edge in edges]
    for at in range(min(count, _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(drawn, *places):
            width, height = right.value - left.value, top.value - bottom.value
            if width < _THIN and height > _HIGH:
                x = (left.value + right.value) / 2 - page_box.left
                yield Rule(x, page_box.top - top.value, page_box.top - bottom.value)
