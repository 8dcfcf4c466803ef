"""The QR codes of a PDF's pages, cheaply: pictures as they are embedded, else the page drawn.

All here needs barcode.PDFIUM held.
"""

import ctypes
from collections.abc import Iterable
from statistics import median
from typing import Any, Final, NamedTuple

import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from core.files.barcode import texts_of
from core.files.pdf_objects import Drawn

_FEWEST_PIXELS: Final = 21
_MOST_PIXELS: Final = 1_500
_MOST_PICTURES: Final = 8
_BORDER: Final = 12
_SMALL_PART: Final = 15.0
"""Points: no module of a code is larger."""
_LARGE_PART: Final = 30.0
_FEWEST_PARTS: Final = 60
_REACH: Final = 90.0
_NEARLY_ALL: Final = 0.8
_CODE_SIDE: Final = 240
_MARGIN: Final = 16
_PAGE_SIDE: Final = 1_200
_MOST_SCALED: Final = 20_000
_LARGEST_PAGE: Final = 20_000.0


class _Part(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


class Told(NamedTuple):
    """The texts of the codes of a page; where none was read, how many were met."""

    texts: list[str]
    unread: int


def texts_on(page: Any, drawn: Iterable[Drawn]) -> Told:
    """Read the QR codes of a loaded page; what costs more only where the cheaper found none."""
    squares, modules, bare = _looked_over(drawn)
    embedded = [texts_of(x) for x in map(_embedded, squares[:_MOST_PICTURES]) if x]
    told = Told([text for texts, _ in embedded for text in texts], sum(n for _, n in embedded))
    if not told.texts and len(modules) >= _FEWEST_PARTS:
        told = _first_read(told, (_drawn(page, part) for part in (_cluster(modules), None)))
    elif not told.texts and bare:
        told = _first_read(told, [_drawn(page, None)])
    return told


def _first_read(told: Told, pictures: Iterable[Image.Image | None]) -> Told:
    """Read the first picture that holds codes; of those that none reads, the most count."""
    for picture in pictures:
        if picture:
            texts, unread = texts_of(picture)
            told = Told(texts, max(told.unread, unread))
        if told.texts:
            break
    return told


def _looked_over(drawn: Iterable[Drawn]) -> tuple[list[Any], list[_Part], bool]:
    """Sort what is drawn: square pictures, small parts, and whether there are other pictures."""
    squares: list[Any] = []
    modules: list[_Part] = []
    others = False
    for each in drawn:
        width, height = each.right - each.left, each.top - each.bottom
        if each.kind == raw.FPDF_PAGEOBJ_IMAGE:
            if height > 0 and 0.8 <= width / height <= 1.25:
                squares.append(each.object)
            others = others or height > _LARGE_PART
        elif 0 < width < _SMALL_PART and 0 < height < _SMALL_PART:
            modules.append(_Part(*each[2:]))
        elif each.kind == raw.FPDF_PAGEOBJ_FORM or _has_many_segments(each):
            modules += [_Part(*each[2:])] * _FEWEST_PARTS  # all modules in one
    return squares, modules, others and not squares


def _has_many_segments(drawn: Drawn) -> bool:
    return (
        drawn.kind == raw.FPDF_PAGEOBJ_PATH
        and int(raw.FPDFPath_CountSegments(drawn.object)) > 4 * _FEWEST_PARTS
    )


def _embedded(drawn: Any) -> Image.Image | None:
    """Decode a picture as it is embedded, with the border that some codes lack."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(drawn, ctypes.byref(width), ctypes.byref(height)):
        return None
    sides = width.value, height.value
    if not _FEWEST_PIXELS <= min(sides) <= max(sides) <= _MOST_PIXELS:
        return None
    bitmap = raw.FPDFImageObj_GetBitmap(drawn)
    grey = _grey(bitmap) if bitmap else None
    return ImageOps.expand(grey, _BORDER, 255) if grey else None


def _grey(bitmap: Any) -> Image.Image | None:
    """Copy a bitmap of PDFium as grey and free it."""
    try:
        wrapped = pypdfium2.PdfBitmap.from_raw(bitmap)
        picture: Image.Image = wrapped.to_pil().convert("L")
    except (ValueError, KeyError, RuntimeError, MemoryError):
        return None
    return picture


def _cluster(modules: list[_Part]) -> _Part | None:
    """The place where most small parts lie, if it is about square as a code is."""
    x = median([(part.left + part.right) / 2 for part in modules])
    y = median([(part.bottom + part.top) / 2 for part in modules])
    near = [
        part for part in modules if abs(part.left - x) < _REACH and abs(part.bottom - y) < _REACH
    ]
    if len(near) < max(_FEWEST_PARTS, _NEARLY_ALL * len(modules)):
        return None  # there may be several codes
    box = _Part(
        min(part.left for part in near),
        min(part.bottom for part in near),
        max(part.right for part in near),
        max(part.top for part in near),
    )
    width, height = box.right - box.left, box.top - box.bottom
    square = 0.7 * height < width < 1.4 * height
    return box if square and max(width, height) > _SMALL_PART else None


def _drawn(page: Any, part: _Part | None) -> Image.Image | None:
    """Draw a part of a page, or all of it where there is none, no larger than needed."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    if not 0 < min(width, height) <= max(width, height) < _LARGEST_PAGE:
        return None
    if part is None:
        scale = _PAGE_SIDE / max(width, height)
        sides = max(1, round(width * scale)), max(1, round(height * scale))
        return _render(page, (0, 0), sides, sides)
    scale = _CODE_SIDE / max(part.right - part.left, part.top - part.bottom)
    whole = round(width * scale), round(height * scale)
    if max(whole) > _MOST_SCALED:
        return None
    corners = [_placed(page, whole, x, y) for x in (part.left, part.right) for y in part[1::2]]
    left, top = (min(sides) - _MARGIN for sides in zip(*corners, strict=True))
    right, bottom = (max(sides) + _MARGIN for sides in zip(*corners, strict=True))
    return _render(page, (-left, -top), whole, (right - left, bottom - top))


def _placed(page: Any, whole: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *whole, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def _render(
    page: Any, start: tuple[int, int], whole: tuple[int, int], sides: tuple[int, int]
) -> Image.Image | None:
    bitmap = raw.FPDFBitmap_CreateEx(*sides, raw.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, *sides, 0xFFFFFFFF)
    raw.FPDF_RenderPageBitmap(bitmap, page, *start, *whole, 0, raw.FPDF_GRAYSCALE)
    return _grey(bitmap)
