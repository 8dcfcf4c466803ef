"""The QR code of an invoice among the pictures in its OFD.

Only small, nearly square pictures are looked at, as they are with a white border: a quarter of a
millisecond each. JBIG2 goes through PDFium. Source: documents.md 2.
"""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from core.domain.invoice import Draft
from core.domain.problem import Problem
from core.domain.qr import draft_of
from core.files.barcode import PDFIUM
from core.files.ofd_package import Document, Package
from core.files.pdf_made import MadePdf
from core.files.safe_xml import children

_MOST_PIXELS: Final = 1200
_FEWEST_PIXELS: Final = 21
"""The modules of the smallest QR code."""
_MOST_BYTES: Final = 2**20
_MOST_PICTURES: Final = 12
_BORDER: Final = 12
_LARGER: Final = 4
_SMALL: Final = 400
"""A code no wider than that is read once more, enlarged, where it cannot be read at once."""

_BAD: Final = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError)
_ALSO_BAD: Final = (AttributeError, MemoryError, RuntimeError, AssertionError, struct.error)


def code_account(package: Package, document: Document, *, dear: bool) -> Draft | None:
    """Read the first QR code that is an invoice's; `dear` also decodes JBIG2 and tries harder."""
    jbig: list[bytes] = []
    blurred: list[Image.Image] = []
    for data in _pictures(package, document):
        if data[:8] == _JBIG2:
            jbig.append(data)
        elif picture := _opened(data):
            if draft := _draft_in(picture):
                return draft
            blurred.append(picture)
    if not dear:
        return None
    enlarged = (_enlarged(picture) for picture in blurred if picture.width <= _SMALL)
    decoded = filter(None, map(_decoded, jbig))
    return next(filter(None, map(_draft_in, (*enlarged, *decoded))), None)


def _pictures(package: Package, document: Document) -> Iterator[bytes]:
    count = 0
    for resource in dict.fromkeys(document.resources):
        root = package.xml(resource)
        base = root.get("BaseLoc", "") if root is not None else ""
        for media in children(root, "MultiMedias"):
            for picture in children(media, "MultiMedia"):
                place = next((c.text or "" for c in children(picture, "MediaFile")), "").strip()
                name = package.find(f"{base}/{place}", resource) or package.find(place, resource)
                if name and package.size(name) <= _MOST_BYTES and count < _MOST_PICTURES:
                    count += 1
                    yield package.part(name)


def _opened(data: bytes) -> Image.Image | None:
    """Decode what may be a code; seals and logos are wider than high."""
    try:
        picture: Image.Image = Image.open(BytesIO(data), formats=("PNG", "JPEG", "BMP", "GIF"))
        width, height = picture.size
        if not _FEWEST_PIXELS <= min(width, height) <= max(width, height) <= _MOST_PIXELS:
            return None
        if not 0.8 <= width / height <= 1.25:
            return None
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
        return ImageOps.expand(picture.convert("L"), _BORDER, 255)
    except (*_BAD, *_ALSO_BAD):
        return None


def _enlarged(picture: Image.Image) -> Image.Image:
    size = picture.width * _LARGER, picture.height * _LARGER
    return picture.resize(size, Image.Resampling.NEAREST)


def _draft_in(picture: Image.Image) -> Draft | None:
    codes = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
        text_mode=zxingcpp.TextMode.Plain,
        try_rotate=False,
    )
    found = (draft_of(code.text) for code in codes if code.valid and code.text)
    return next((draft for draft in found if not isinstance(draft, Problem)), None)


_JBIG2: Final = b"\x97JB2\r\n\x1a\n"
_PAGE_SIZE: Final = re.compile(rb"\x00\x00\x00.\x30.\x01\x00\x00\x00\x13(.{4})(.{4})", re.DOTALL)
_UNKNOWN_PAGES: Final = 2


def jbig2(data: bytes) -> tuple[bytes, int, int] | None:
    """Give the stream of a JBIG2 file without its header, and its width and height in pixels.

    None for what is no JBIG2, or does not say how large it is.
    """
    if data[:8] != _JBIG2 or len(data) <= 13:
        return None
    stream = data[9 if data[8] & _UNKNOWN_PAGES else 13 :]
    found = _PAGE_SIZE.search(stream[:200])
    return (stream, *struct.unpack(">II", found[1] + found[2])) if found else None


def _decoded(data: bytes) -> Image.Image | None:
    """Decode JBIG2 as the one picture of a PDF that is made for it."""
    found = jbig2(data)
    if found is None:
        return None
    stream, width, height = found
    if not _FEWEST_PIXELS <= min(width, height) <= max(width, height) <= _MOST_PIXELS:
        return None
    with PDFIUM:
        return _rendered(_pdf(stream, width, height))


def _rendered(pdf: bytes) -> Image.Image | None:
    try:
        document: Any = pypdfium2.PdfDocument(pdf)
        picture: Image.Image = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
        document.close()
    except (pypdfium2.PdfiumError, *_BAD, *_ALSO_BAD):
        return None
    return ImageOps.expand(picture, _BORDER, 255)


def _pdf(stream: bytes, width: int, height: int) -> bytes:
    made = MadePdf()
    catalog, pages = made.reserve(), made.reserve()
    picture = made.stream(jbig2_dictionary(width, height), stream, packed=False)
    drawing = made.stream("", f"{width} 0 0 {height} 0 0 cm /I Do".encode(), packed=False)
    page = made.add(
        f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {width} {height}]"
        f"/Contents {drawing} 0 R/Resources<</XObject<</I {picture} 0 R>>>>>>"
    )
    made.fill(catalog, f"<</Type/Catalog/Pages {pages} 0 R>>")
    made.fill(pages, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
    return made.whole(catalog)


def jbig2_dictionary(width: int, height: int) -> str:
    """Describe a JBIG2 stream as a picture of a PDF."""
    return (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 1"
        "/ColorSpace/DeviceGray/Filter/JBIG2Decode"
    )
