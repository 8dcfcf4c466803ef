"""QR codes in pictures and on the pages of a PDF: pixels -> texts -> drafts.

zxing-cpp first on the picture as it is, then on a few cheap preparations of it, each only where
nothing was read before; zbar at the end where it is installed.
"""

import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps, ImageSequence

from core.domain.invoice import Draft
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import Crc, crc_state, draft_of
from core.files.format import Format, Refused
from core.files.pdf_limits import refuse_bombs

try:
    from pyzbar import pyzbar  # needs libzbar, which not every system has
except (ImportError, OSError):
    pyzbar = None

MAX_PIXELS: Final = 80_000_000
MAX_PAGES: Final = 200
_FEW_PIXELS: Final = 4_000_000
_KINDS: Final = ("PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF")
_DOTS: Final = (200, 300)
PDFIUM: Final = threading.Lock()
"""PDFium is not safe for threads: all that call it hold this."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One QR code, or why there is none.

    `page` from 1, None for a picture; `payload` as it was decoded, None where nothing could be
    read; `guessed`: the text needed a guess and must be confirmed; `crc` None for what is no
    invoice's code. `problem` may stand beside a draft.
    """

    page: int | None
    payload: str | None
    crc: Crc | None
    guessed: bool = False
    draft: Draft | None = None
    problem: Problem | None = None


def scan(data: bytes) -> list[Scanned]:
    """Read the QR codes of a picture or PDF, in the order page, top to bottom.

    The same text counts once a page. Gives at least one entry and raises nothing.
    """
    pages = _pages_of(data)
    try:
        found = [
            _scanned(page, text)
            for page, attempts in pages
            for text in dict.fromkeys(_first_texts(attempts))
        ]
    except Refused as refused:
        return [Scanned(None, None, None, problem=refused.problem)]
    return found or [Scanned(None, None, None, problem=Problem(ProblemCode.NO_CODE))]


def _scanned(page: int | None, payload: str) -> Scanned:
    found = draft_of(payload)
    if isinstance(found, Problem):
        return Scanned(page, payload, None, problem=found)
    problem = found.problems[0] if found.problems else None
    return Scanned(page, payload, crc_state(payload), found.guessed, found, problem)


_Attempts = Iterator[Callable[[], list[str]]]


def _first_texts(attempts: _Attempts) -> list[str]:
    return next(filter(None, (attempt() for attempt in attempts)), [])


def _pages_of(data: bytes) -> Iterator[tuple[int | None, _Attempts]]:
    if is_pdf(data):
        return _pdf_pages(data)
    return _picture_pages(data)


def _attempts(picture: Image.Image) -> _Attempts:
    """The preparations in the order of what they are worth (measured on damaged pictures)."""
    gray, red = picture.convert("L"), picture.getchannel("R")
    yield lambda: texts_of(gray)
    yield lambda: texts_of(red)  # a red seal vanishes
    yield lambda: texts_of(gray.filter(ImageFilter.GaussianBlur(1.5)))
    yield lambda: texts_of(gray.reduce(2))
    if gray.width * gray.height <= _FEW_PIXELS:
        yield lambda: texts_of(_doubled(gray).filter(ImageFilter.UnsharpMask(2)))
        # blue dots of a matrix printer on green paper
        yield lambda: texts_of(_doubled(red).filter(ImageFilter.GaussianBlur(1)))
    if pyzbar is not None:
        yield lambda: _read_zbar(gray)


def _doubled(gray: Image.Image) -> Image.Image:
    wide = ImageOps.expand(gray, 16, 255)  # a code cut out tightly lacks its white border
    return wide.resize((wide.width * 2, wide.height * 2), Image.Resampling.BICUBIC)


def texts_of(picture: Image.Image) -> list[str]:
    """Read the QR codes of a picture as it is, from top to bottom."""
    codes = zxingcpp.read_barcodes(
        picture,
        # QRCode would read Micro QR into noise
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
        text_mode=zxingcpp.TextMode.Plain,
    )
    codes = [code for code in codes if code.valid and code.text]
    return [code.text for code in sorted(codes, key=_place)]


def _place(code: Any) -> tuple[int, int]:
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    return min(corner.y for corner in corners), min(corner.x for corner in corners)


def _read_zbar(picture: Image.Image) -> list[str]:
    codes = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
    codes.sort(key=lambda code: (code.rect.top, code.rect.left))
    return [code.data.decode("utf-8", "replace") for code in codes if code.data]


_SIGNATURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8")


def is_picture(data: bytes) -> bool:
    """Say whether the bytes begin as a picture that can be read."""
    return data.startswith(_SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _picture_pages(data: bytes) -> Iterator[tuple[int | None, _Attempts]]:
    if not is_picture(data):
        raise Refused(ProblemCode.UNKNOWN_FORMAT if data else ProblemCode.EMPTY)
    for page, picture in _pictures(data):
        yield page, _attempts(picture)


_BAD_PICTURE: Final = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(EOFError, MemoryError, RuntimeError, AssertionError, BufferError, struct.error, zlib.error),
)
"""What Pillow's plugins raise on bad bytes: they index, unpack and divide without care."""


def _pictures(data: bytes) -> Iterator[tuple[int | None, Image.Image]]:
    """Decode a picture, or the pages of a TIFF."""
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as opened:
            frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            if opened.width * opened.height > MAX_PIXELS or frames > MAX_PAGES:
                raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PIXELS // 10**6} megapixels")
            for page, frame in enumerate(ImageSequence.Iterator(opened), 1):
                if frame.width * frame.height > MAX_PIXELS:
                    raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PIXELS // 10**6} megapixels")
                yield (page if frames > 1 else None), _plain(frame)
                if page >= frames:
                    return
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PIXELS // 10**6} megapixels") from None
    except Refused:
        raise
    except Exception as error:
        raise Refused(ProblemCode.UNREADABLE, reason="damaged") from error


def _plain(picture: Image.Image) -> Image.Image:
    """Give RGB on white, upright."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I;16"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def pictures_of(data: bytes) -> list[Image.Image]:
    """Decode a picture, or the pages of a TIFF: RGB on white, upright; raises Refused."""
    return [picture for _, picture in _pictures(data)]


def is_pdf(data: bytes) -> bool:
    """Say whether the bytes are a PDF; some begin with a few bytes of something else."""
    return b"%PDF-" in data[:1024]


def _pdf_pages(data: bytes) -> Iterator[tuple[int | None, _Attempts]]:
    refuse_bombs(data)
    with PDFIUM:
        document = opened_pdf(data)
        count = len(document)
    try:
        if count > MAX_PAGES:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PAGES} pages")
        for page in range(count):
            yield page + 1, _pdf_attempts(document, page)
    finally:
        with PDFIUM:
            document.close()


def opened_pdf(data: bytes) -> Any:
    """Open a PDF while PDFIUM is held; raise Refused for a password or damage."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(ProblemCode.PASSWORD_PROTECTED) from None
        raise Refused(ProblemCode.UNREADABLE, reason="damaged") from None


def _pdf_attempts(document: Any, page: int) -> _Attempts:
    for dots in _DOTS:
        picture = _rendered(document, page, dots)
        if picture is not None:
            yield lambda shot=picture.convert("L"): texts_of(shot)  # type: ignore[misc]
            yield lambda shot=picture.getchannel("R"): texts_of(shot)  # type: ignore[misc]


def _rendered(document: Any, number: int, dots: int) -> Image.Image | None:
    with PDFIUM:
        try:
            page = document[number]
            width, height = page.get_size()
            scale = min(dots / 72, (MAX_PIXELS / 4 / max(width * height, 1)) ** 0.5)
            picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError, OSError):
            return None  # the other pages may be whole
    return picture


def read_codes(data: bytes) -> list[Draft]:
    """Read the invoices of a picture or PDF by their QR codes alone; raise Refused for none."""
    found = scan(data)
    drafts: dict[tuple[str | None, str | None], Draft] = {}
    for code in found:
        if code.draft is not None:  # the code may stand on every page
            drafts.setdefault((code.draft.code, code.draft.number), code.draft)
    if not drafts:
        problem = found[0].problem or Problem(ProblemCode.NO_CODE)
        raise Refused(problem.code, **problem.values)
    return list(drafts.values())


PICTURE = Format(
    "PICTURE",
    (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif"),
    is_picture,
    read_codes,
)
