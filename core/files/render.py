"""The pages of an original (原件) as pictures: PDF, OFD and pictures.

All drawing goes through PDFium or Pillow; both are bounded. An XML has no pages of its own.
"""

import math
from dataclasses import dataclass
from typing import Any, Final, Self

import pypdfium2
from PIL import Image

from core.domain.problem import ProblemCode
from core.files.barcode import MAX_PAGES, PDFIUM, is_pdf, is_picture, opened_pdf, pictures_of
from core.files.format import Refused
from core.files.locked import unlocked
from core.files.ofd import OFD
from core.files.ofd_pdf import as_pdf
from core.files.pdf_limits import refuse_bombs

_MOST_PIXELS: Final = 40_000_000
_PAPER: Final = 96
"""Dots an inch at which a picture without a paper size is taken to lie."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: `rgb` holds `height` rows of `width` pixels, three bytes each, without gaps."""

    width: int
    height: int
    rgb: bytes


class Pages:
    """The pages of one original, drawn one by one. Use it as a context; one thread at a time."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        """Open an original; raises Refused for what has no pages, is damaged, locked or too large.

        PASSWORD_PROTECTED says that a PDF asks for a password, WRONG_PASSWORD that it is another.
        """
        data = unlocked(data, password) if password else data
        self._document: Any = None
        self._pictures: list[Image.Image] = []
        if OFD.matches(data):
            data = as_pdf(data)
        elif is_pdf(data):
            refuse_bombs(data)
        elif is_picture(data):
            self._pictures = pictures_of(data)
            return
        else:
            raise Refused(ProblemCode.UNKNOWN_FORMAT if data else ProblemCode.EMPTY)
        with PDFIUM:
            self._document = opened_pdf(data)
            self._count = len(self._document)
        if self._count > MAX_PAGES:
            self.close()
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PAGES} pages")

    def __enter__(self) -> Self:
        """Give the pages."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the original."""
        self.close()

    def __len__(self) -> int:
        """Count the pages."""
        return len(self._pictures) or self._count

    def size(self, page: int) -> tuple[float, float]:
        """Give width and height of a page, from 0, in points (1/72 inch)."""
        if self._pictures:
            picture = self._pictures[page]
            return picture.width * 72 / _PAPER, picture.height * 72 / _PAPER
        with PDFIUM:
            return self._document.get_page_size(page)  # type: ignore[no-any-return]

    def picture(self, page: int, dots: float) -> PagePicture:
        """Draw a page, from 0, at so many dots an inch, fewer where it would be too large.

        Raises Refused where it cannot be drawn.
        """
        drawn = self._scaled(page, dots) if self._pictures else self._rendered(page, dots)
        return PagePicture(drawn.width, drawn.height, drawn.tobytes())

    def close(self) -> None:
        """Let go of the original."""
        if self._document is not None:
            with PDFIUM:
                self._document.close()
            self._document = None

    def _scaled(self, page: int, dots: float) -> Image.Image:
        picture = self._pictures[page]
        scale = _bounded(dots / _PAPER, picture.width * picture.height)
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)

    def _rendered(self, number: int, dots: float) -> Image.Image:
        with PDFIUM:
            try:
                page = self._document[number]
                width, height = page.get_size()
                scale = _bounded(dots / 72, width * height)
                drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
                page.close()
            except (pypdfium2.PdfiumError, ValueError, MemoryError, OSError):
                raise Refused(ProblemCode.UNREADABLE, reason="damaged") from None
        return drawn


def _bounded(scale: float, area: float) -> float:
    return min(scale, math.sqrt(_MOST_PIXELS / max(area, 1)))
