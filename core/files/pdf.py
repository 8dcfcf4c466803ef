"""PDF invoices: embedded XML or XBRL, the QR codes and the text of the pages.

In this order of trust: a text layer can lie, for what is drawn and what it says are two things.
Methods and measurements: documents.md 3.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from PIL import Image
from pypdfium2 import raw

from core.domain.invoice import Draft
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import draft_of
from core.files.attached import attached
from core.files.barcode import MAX_PAGES, PDFIUM, is_pdf, read_codes, texts_of
from core.files.crosscheck import settle
from core.files.format import Format, Refused
from core.files.page_glyphs import Page
from core.files.page_text import drafts_of
from core.files.pdf_codes import pictures_of
from core.files.pdf_glyphs import page_of

MAX_BYTES: Final = 64 * 2**20
_MAX_ATTACHED: Final = 8 * 2**20
_MOST_ATTACHED: Final = 20
_FEWEST_GLYPHS: Final = 40


def _read(data: bytes) -> list[Draft]:
    if len(data) > MAX_BYTES:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_BYTES // 2**20} MiB")
    content = _content(data)
    told = [draft for each in content.attached for draft in attached(each)]
    codes = _codes(content.pictures)
    if sum(len(page.glyphs) for page in content.pages) < _FEWEST_GLYPHS:
        return [settle(told)] if told else read_codes(data)
    try:
        texts = drafts_of(content.pages)
    except Refused as refused:
        if not told and not (codes and _may_be_one(refused.problem)):
            raise
        drafts = _settled(told, codes, [])
        return [replace(d, problems=(*d.problems, refused.problem)) for d in drafts]
    return _settled(told, codes, texts)


def _may_be_one(problem: Problem) -> bool:
    """Say whether a page whose text was refused may yet be an invoice, by its code."""
    return problem.values.get("what") in (None, "text")


@dataclass(slots=True)
class _Content:
    """What a PDF holds that can be read without PDFium."""

    pages: list[Page] = field(default_factory=list)
    pictures: list[Image.Image] = field(default_factory=list)
    attached: list[bytes] = field(default_factory=list)


def _content(data: bytes) -> _Content:
    with PDFIUM:
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
                raise Refused(ProblemCode.PASSWORD_PROTECTED)
            raise Refused(ProblemCode.UNREADABLE, reason="damaged")
        try:
            return _opened(document)
        finally:
            raw.FPDF_CloseDocument(document)


def _opened(document: Any) -> _Content:
    count = raw.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PAGES} pages")
    content = _Content(attached=list(_attachments(document)))
    for number in range(count):
        page = raw.FPDF_LoadPage(document, number)
        if page:
            try:
                text = page_of(page)
                content.pages += [text] if text else []
                content.pictures += pictures_of(page)
            finally:
                raw.FPDF_ClosePage(page)
    return content


def _attachments(document: Any) -> Iterator[bytes]:
    for number in range(min(raw.FPDFDoc_GetAttachmentCount(document), _MOST_ATTACHED)):
        file = raw.FPDFDoc_GetAttachment(document, number)
        size = ctypes.c_ulong()
        if file and raw.FPDFAttachment_GetFile(file, None, 0, ctypes.byref(size)):
            if 0 < size.value <= _MAX_ATTACHED:
                buffer = ctypes.create_string_buffer(size.value)
                if raw.FPDFAttachment_GetFile(file, buffer, size.value, ctypes.byref(size)):
                    yield buffer.raw


def _codes(pictures: Sequence[Image.Image]) -> list[Draft]:
    """Read the QR codes; the same one may stand on every page."""
    drafts: dict[tuple[str | None, str | None], Draft] = {}
    for picture in pictures:
        for text in texts_of(picture):
            draft = draft_of(text)
            if isinstance(draft, Draft):
                drafts.setdefault((draft.code, draft.number), draft)
    return list(drafts.values())


def _settled(told: list[Draft], codes: list[Draft], texts: list[Draft]) -> list[Draft]:
    """Bring together what is said of the same invoice, by number; one alone is the same one."""
    confirmed = {draft.number for draft in (*told, *texts)}
    codes = [_without_doubt(code) if code.number in confirmed else code for code in codes]
    if len(texts) <= 1 and len(codes) <= 1 and len({draft.number for draft in told}) <= 1:
        return [settle([*told, *codes, *texts])]
    groups: dict[str | None, list[Draft]] = {}
    for draft in (*told, *codes, *texts):
        groups.setdefault(draft.number, []).append(draft)
    return [settle(group) for group in groups.values()]


def _without_doubt(code: Draft) -> Draft:
    """Leave out that the number looks odd, where the page prints the same one."""
    problems = tuple(p for p in code.problems if p.code is not ProblemCode.NUMBER_UNUSABLE)
    return replace(code, problems=problems)


PDF = Format("PDF", (".pdf",), is_pdf, _read)
