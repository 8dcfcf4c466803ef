"""The QR codes of a PDF's pages, cheaply: pictures as they are embedded, else the page drawn.

All here but the decoding needs barcode.PDFIUM held.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

_MOST_OBJECTS: Final = 6_000
_FEWEST_PIXELS: Final = 21
_MOST_PIXELS: Final = 1_500
_MOST_PICTURES: Final = 8
_BORDER: Final = 12
_SMALL_PART: Final = 15.0
_FEWEST_PARTS: Final = 60
_DRAWN_SIDE: Final = 360
_DRAWN_PAGE: Final = 1_400


class _Part(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def pictures_of(page: Any) -> list[Image.Image]:
    """Give what may be a QR code on a loaded page: square pictures, and drawn modules."""
    squares, modules, count = _looked_over(page)
    pictures = [made for made in map(_embedded, squares[:_MOST_PICTURES]) if made]
    if len(modules) >= _FEWEST_PARTS or (not squares and 0 < count < _FEWEST_PARTS // 10):
        pictures += _drawn(page, modules)
    return pictures


def _looked_over(page: Any) -> tuple[list[Any], list[_Part], int]:
    """Sort the objects of a page: square pictures, small filled parts, and how many are neither."""
    squares: list[Any] = []
    modules: list[_Part] = []
    others = 0
    for drawn, kind, box in _objects(page):
        width, height = box.right - box.left, box.top - box.bottom
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            if height > 0 and 0.8 <= width / height <= 1.25:
                squares.append(drawn)
            else:
                others += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            if 0 < width < _SMALL_PART and 0 < height < _SMALL_PART:
                modules.append(box)
            elif raw.FPDFPath_CountSegments(drawn) > 4 * _FEWEST_PARTS:
                modules += [box] * _FEWEST_PARTS  # all modules in one path
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            modules += [box] * _FEWEST_PARTS
    return squares, modules, others


def _objects(page: Any) -> Iterator[tuple[Any, int, _Part]]:
    edges = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]
    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, at)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind != raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(drawn, *places):
            yield drawn, kind, _Part(*(edge.value for edge in edges))


def _embedded(drawn: Any) -> Image.Image | None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(drawn, ctypes.byref(width), ctypes.byref(height)):
        return None
    sides = width.value, height.value
    if not _FEWEST_PIXELS <= min(sides) <= max(sides) <= _MOST_PIXELS:
        return None
    bitmap = raw.FPDFImageObj_GetBitmap(drawn)
    return _picture(bitmap) if bitmap else None


def _picture(bitmap: Any) -> Image.Image | None:
    """Copy a bitmap of PDFium as grey, with the border that some codes lack, and free it."""
    try:
        wrapped = pypdfium2.PdfBitmap.from_raw(bitmap)
        grey: Image.Image = wrapped.to_pil().convert("L")
        return ImageOps.expand(grey, _BORDER, 255)
    except (ValueError, KeyError, RuntimeError, MemoryError):
        return None


def _drawn(page: Any, parts: list[_Part]) -> Iterator[Image.Image]:
    """Draw the place where most small parts lie, then the page, neither larger than needed."""
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return
    yield from _render(page, box, _Part(box.left, box.bottom, box.right, box.top))


def _render(page: Any, box: Any, part: _Part) -> Iterator[Image.Image]:
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    if not 0 < max(width, height) < 1e5:
        return
    scale = _DRAWN_PAGE / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(*size, raw.FPDFBitmap_Gray, None, 0)
    if bitmap:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, raw.FPDF_GRAYSCALE)
        made = _picture(bitmap)
        if made:
            yield made
