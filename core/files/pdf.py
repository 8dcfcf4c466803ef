"""PDF invoices: embedded XML or XBRL, the QR codes and the text of the pages.

In this order of trust: a text layer can lie, for what is drawn and what it says are two things.
Methods and measurements: documents.md 3.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, Final

from pypdfium2 import raw

from core.domain.invoice import Draft
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import draft_of
from core.files.attached import attached
from core.files.barcode import MAX_PAGES, PDFIUM, is_pdf, read_codes, with_unread
from core.files.crosscheck import settle
from core.files.format import Format, Refused
from core.files.page_glyphs import Page
from core.files.page_text import drafts_of
from core.files.pdf_codes import texts_on
from core.files.pdf_glyphs import page_of
from core.files.pdf_limits import refuse_bombs
from core.files.pdf_objects import drawn_on

MAX_BYTES: Final = 64 * 2**20
MAX_OBJECTS: Final = 100_000
"""On one page; each costs memory, and time to draw."""
_MAX_ATTACHED: Final = 8 * 2**20
_MOST_ATTACHED: Final = 20
_FEWEST_GLYPHS: Final = 40
_MOST_SECONDS: Final = 3.0
"""Longer than any invoice takes; drawing its pages besides would take many times as long."""


def _read(data: bytes) -> list[Draft]:
    if len(data) > MAX_BYTES:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_BYTES // 2**20} MiB")
    refuse_bombs(data)
    content = _content(data)
    told = [draft for each in content.attached for draft in attached(each)]
    codes = _codes(content.codes)
    if sum(len(page.glyphs) for page in content.pages) < _FEWEST_GLYPHS:
        return [settle(told)] if told else read_codes(data)
    try:
        texts = drafts_of(content.pages)
    except Refused as refused:
        if not told and not (codes and _may_be_one(refused.problem)):
            raise
        drafts = _settled(told, codes, [])
        return [replace(d, problems=(*d.problems, refused.problem)) for d in drafts]
    seen = len(content.codes) + content.unread
    return with_unread(_settled(told, codes, texts), seen, content.unread)


def _may_be_one(problem: Problem) -> bool:
    """Say whether a page whose text was refused may yet be an invoice, by its code."""
    return problem.values.get("what") in (None, "text")


@dataclass(slots=True)
class _Content:
    """What a PDF holds that can be read without PDFium."""

    pages: list[Page] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    unread: int = 0
    """Codes on pages without text, which tell nothing else of their invoices."""
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
    started = monotonic()
    content = _Content(attached=list(_attachments(document)))
    for number in range(count):
        page = raw.FPDF_LoadPage(document, number)
        if page:
            try:
                if raw.FPDFPage_CountObjects(page) > MAX_OBJECTS:
                    raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_OBJECTS} objects")
                drawn = drawn_on(page)
                text = page_of(page, drawn)
                content.pages += [text] if text else []
                told = texts_on(page, drawn)
                content.codes += told.texts
                content.unread += 0 if text and text.glyphs else told.unread
            finally:
                raw.FPDF_ClosePage(page)
        if monotonic() - started > _MOST_SECONDS:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{_MOST_SECONDS:.0f} s")
    return content


def _attachments(document: Any) -> Iterator[bytes]:
    for number in range(min(raw.FPDFDoc_GetAttachmentCount(document), _MOST_ATTACHED)):
        file = raw.FPDFDoc_GetAttachment(document, number)
        size = ctypes.c_ulong()
        place = ctypes.byref(size)
        if not file or not raw.FPDFAttachment_GetFile(file, None, 0, place):
            continue
        if 0 < size.value <= _MAX_ATTACHED:
            buffer = ctypes.create_string_buffer(size.value)
            if raw.FPDFAttachment_GetFile(file, buffer, size.value, place):
                yield buffer.raw


def _codes(texts: Sequence[str]) -> list[Draft]:
    """Read the texts of QR codes; the same one may stand on every page."""
    drafts: dict[tuple[str | None, str | None], Draft] = {}
    for text in texts:
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
