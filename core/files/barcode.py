"""QR codes in pictures and on the pages of a PDF: pixels -> texts -> drafts."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from time import thread_time
from typing import Any, Final, NamedTuple

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from core.domain.invoice import Draft
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import Crc, crc_state, draft_of
from core.files.format import Format, Refused
from core.files.pdf_limits import refuse_bombs
from core.files.qr import SECONDS, Code, Corners, Found, Seen, read_picture
from core.files.qr.decoder import decode
from core.files.qr.found import top_left
from core.progress import Progress, Report, ignore

MAX_PIXELS: Final = 80_000_000
MAX_PAGES: Final = 200
_MANY_PIXELS: Final = 24_000_000
_REDUCIBLE: Final = ("RGB", "RGBA", "L", "LA", "CMYK", "YCbCr")
_MOST_SECONDS: Final = 60.0
"""Of computing for a file; what pages come later are read by the cheapest step alone."""
_KINDS: Final = ("PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF")
PDFIUM: Final = threading.Lock()
"""PDFium is not safe for threads: all that call it hold this."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One QR code, or why there is none.

    `page` from 1, None for a picture; `payload` as it was decoded, None where nothing could be
    read; `guessed`: the text needed a guess and must be confirmed; `crc` None for what is no
    invoice's code. `problem` may stand beside a draft. `corners`, in pixels of the page as it was
    read, tell where the code is, also of one that is there and cannot be read.
    """

    page: int | None
    payload: str | None
    crc: Crc | None
    guessed: bool = False
    draft: Draft | None = None
    problem: Problem | None = None
    corners: Corners | None = None


def scan(data: bytes, report: Report = ignore) -> list[Scanned]:
    """Read the QR codes of a picture or PDF, in the order page, top to bottom.

    The same text counts once a page. Gives at least one entry and raises nothing but what `report`
    raises, which is called with the pages done and within each.
    """
    found: list[Scanned] = []
    end = thread_time() + _MOST_SECONDS
    try:
        for page in _pages_of(data):
            found += _scanned(page, end, report)
    except Refused as refused:
        return [Scanned(None, None, None, problem=refused.problem)]
    return found or [Scanned(None, None, None, problem=Problem(ProblemCode.NO_CODE))]


_Shots = Iterator[tuple[Image.Image, float]]


class _Page(NamedTuple):
    """`number` from 1, None for a picture; `shots`: pictures of it, and seconds for each.

    A later one is only looked at where an earlier one shows no code.
    """

    number: int | None
    total: int
    shots: _Shots


def _scanned(page: _Page, end: float, report: Report) -> list[Scanned]:
    progress = Progress("read", (page.number or 1) - 1, page.total)
    found = Found(())
    for picture, seconds in page.shots:
        left = max(0.0, min(seconds, end - thread_time()))
        found = read_picture(picture, seconds=left, check=partial(report, progress))
        if found.codes:
            break
    first = {code.text: code for code in reversed(found.codes)}
    met: list[Code | Seen] = [*first.values(), *found.unread]
    met.sort(key=lambda each: top_left(each.corners))
    return [_entry(page.number, each) for each in met]


def _entry(page: int | None, met: Code | Seen) -> Scanned:
    if isinstance(met, Seen):
        unread = Problem(ProblemCode.CODE_UNREAD)
        return Scanned(page, None, None, problem=unread, corners=met.corners)
    draft = draft_of(met.text)
    if isinstance(draft, Problem):
        return Scanned(page, met.text, None, met.guessed, None, draft, met.corners)
    draft = replace(draft, guessed=draft.guessed or met.guessed)
    problem = draft.problems[0] if draft.problems else None
    crc = crc_state(met.text)
    return Scanned(page, met.text, crc, draft.guessed, draft, problem, met.corners)


def _pages_of(data: bytes) -> Iterator[_Page]:
    if is_pdf(data):
        return _pdf_pages(data)
    return _picture_pages(data)


def texts_of(picture: Image.Image) -> tuple[list[str], int]:
    """Read the QR codes of a picture as it is, from top to bottom; and count those unread."""
    codes, unread = decode(picture)
    codes.sort(key=lambda code: top_left(code.corners))
    return [code.text for code in codes], len(unread)


def with_unread(drafts: list[Draft], codes: int, unread: int) -> list[Draft]:
    """Say with the first draft of a file that some of its codes could not be read."""
    if not unread or not drafts:
        return drafts
    said = Problem(ProblemCode.CODE_UNREAD, {"codes": str(codes), "unread": str(unread)})
    return [replace(drafts[0], problems=(*drafts[0].problems, said)), *drafts[1:]]


_SIGNATURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8")


def is_picture(data: bytes) -> bool:
    """Say whether the bytes begin as a picture that can be read."""
    return data.startswith(_SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _picture_pages(data: bytes) -> Iterator[_Page]:
    if not is_picture(data):
        raise Refused(ProblemCode.UNKNOWN_FORMAT if data else ProblemCode.EMPTY)
    for page, count, picture in _pictures(data):
        yield _Page(page, count, iter([(picture, SECONDS)]))


def _pictures(data: bytes) -> Iterator[tuple[int | None, int, Image.Image]]:
    """Decode a picture, or the pages of a TIFF."""
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as opened:
            frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            if opened.width * opened.height > MAX_PIXELS or frames > MAX_PAGES:
                raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PIXELS // 10**6} megapixels")
            for page, frame in enumerate(ImageSequence.Iterator(opened), 1):
                if frame.width * frame.height > MAX_PIXELS:
                    raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PIXELS // 10**6} megapixels")
                yield (page if frames > 1 else None), frames, _plain(frame)
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
    if picture.width * picture.height > _MANY_PIXELS and picture.mode in _REDUCIBLE:
        picture = picture.reduce(2)  # what is left is finer than print
    if picture.mode.startswith("I;16"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def pictures_of(data: bytes) -> list[Image.Image]:
    """Decode a picture, or the pages of a TIFF: RGB on white, upright; raises Refused."""
    return [picture for *_, picture in _pictures(data)]


def is_pdf(data: bytes) -> bool:
    """Say whether the bytes are a PDF; some begin with a few bytes of something else."""
    return b"%PDF-" in data[:1024]


def _pdf_pages(data: bytes) -> Iterator[_Page]:
    refuse_bombs(data)
    with PDFIUM:
        document = opened_pdf(data)
        count = len(document)
    try:
        if count > MAX_PAGES:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PAGES} pages")
        for page in range(count):
            yield _Page(page + 1, count, _shots(document, page))
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


def _shots(document: Any, page: int) -> _Shots:
    for dots, seconds in ((200, 0.0), (300, SECONDS)):
        picture = _rendered(document, page, dots)
        if picture is not None:
            yield picture, seconds


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
    """Read the invoices of a picture or PDF by their QR codes alone; raise Refused for none.

    That others are there and cannot be read is said with the first.
    """
    found = scan(data)
    unread = sum(code.payload is None and code.corners is not None for code in found)
    drafts: dict[tuple[str | None, str | None], Draft] = {}
    for code in found:
        if code.draft is not None:  # the code may stand on every page
            drafts.setdefault((code.draft.code, code.draft.number), code.draft)
    if not drafts:
        problem = found[0].problem or Problem(ProblemCode.NO_CODE)
        raise Refused(problem.code, **problem.values)
    return with_unread(list(drafts.values()), len(found), unread)


PICTURE = Format(
    "PICTURE",
    (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif"),
    is_picture,
    read_codes,
)
