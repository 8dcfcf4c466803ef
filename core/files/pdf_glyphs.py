"""The characters and vertical rules of a PDF's pages, by PDFium's raw calls.

Its Python layer costs several times what the calls do. All here needs barcode.PDFIUM held.
"""

import ctypes
from collections.abc import Iterable
from typing import Any, Final

from pypdfium2 import raw

from core.files.page_glyphs import Glyph, Page, Rule
from core.files.pdf_objects import Drawn

MOST_CHARS: Final = 60_000
_FAR: Final = 1e6
_THIN: Final = 3.0
_HIGH: Final = 30.0

_Address = ctypes.c_void_p


def _plain(function: Any, *types: Any) -> Any:
    """Give the same function with addresses as plain integers: half the cost of a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(*types)(address or 0)


_object_of: Final = _plain(raw.FPDFText_GetTextObject, _Address, _Address, ctypes.c_int)
_loose_box: Final = _plain(
    raw.FPDFText_GetLooseCharBox, ctypes.c_int, _Address, ctypes.c_int, _Address
)


def page_of(page: Any, drawn: Iterable[Drawn]) -> Page | None:
    """Give the text of a loaded page and its rules among what is drawn; None without a text."""
    box = raw.FS_RECTF()
    text = raw.FPDFText_LoadPage(page)
    if not text or not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return None
    try:
        glyphs = _glyphs(text, box)
    finally:
        raw.FPDFText_ClosePage(text)
    rules = [
        Rule((left + right) / 2 - box.left, box.top - top, box.top - bottom)
        for _, kind, left, bottom, right, top in drawn
        if kind == raw.FPDF_PAGEOBJ_PATH and right - left < _THIN and top - bottom > _HIGH
    ]
    return Page(box.right - box.left, box.top - box.bottom, glyphs, rules)


def _glyphs(text: Any, page: Any) -> list[Glyph]:
    count = raw.FPDFText_CountChars(text)
    if not 0 < count <= MOST_CHARS:
        return []
    signs = _signs(text, count)
    # generated characters are blanks, too
    places = [at for at, sign in enumerate(signs) if sign > " " and sign not in _BLANKS]
    boxes = (raw.FS_RECTF * len(places))()
    size, start = ctypes.sizeof(raw.FS_RECTF), ctypes.addressof(boxes)
    handle = ctypes.cast(text, ctypes.c_void_p).value
    for index, at in enumerate(places):
        _loose_box(handle, at, start + index * size)
    edges: Any = memoryview(boxes).cast("B").cast("f").tolist()
    found = []
    for index, at in enumerate(places):
        left, top, right, bottom = edges[4 * index : 4 * index + 4]
        if right <= left or top <= bottom:
            left, top, right, bottom = _tight(text, at)
        x, y = left - page.left, page.top - top
        if not (-_FAR < x < _FAR and -_FAR < y < _FAR and right - left + top - bottom < _FAR):
            continue  # also for what is no number
        run = _object_of(handle, at) or 0
        found.append(Glyph(x, y, right - left, top - bottom, signs[at], run))
    return found


def _tight(text: Any, at: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    edges = (ctypes.byref(edge) for edge in (left, right, bottom, top))
    raw.FPDFText_GetCharBox(text, at, *edges)
    return left.value, top.value, right.value, bottom.value


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
