"""PDFs and ZIP members that ask for a password, opened with the one that was given.

The password is held for the call alone; no error and no repr holds it.
"""

import zipfile
import zlib
from io import BytesIO
from typing import Final

import pypdfium2
from pypdfium2 import raw

from core.domain.problem import Problem, ProblemCode
from core.files.barcode import PDFIUM, is_pdf
from core.files.format import Refused

_AES: Final = 99
"""The method that WinZip's AES writes in place of its own; the standard library knows none."""


def unlocked(data: bytes, password: str) -> bytes:
    """Give a PDF without its password, anything else as it is; raise Refused (WRONG_PASSWORD)."""
    if not is_pdf(data) or _asks_nothing(data):
        return data
    with PDFIUM:
        for spelling in _spellings(password):
            opened = raw.FPDF_LoadMemDocument64(data, len(data), spelling)
            if not opened:
                continue
            document = pypdfium2.PdfDocument(opened)
            try:
                plain = BytesIO()
                document.save(plain, flags=raw.FPDF_REMOVE_SECURITY)
                return plain.getvalue()
            finally:
                document.close()
    raise Refused(ProblemCode.WRONG_PASSWORD)


def member_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: str) -> bytes:
    """Read an encrypted member; raise Refused for a wrong password, or a cipher not known here."""
    if info.compress_type == _AES:
        raise Refused(ProblemCode.ENCRYPTED)
    for spelling in _spellings(password):
        try:
            return archive.read(info, spelling)
        except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError):
            continue  # one wrong password in 256 passes the first check, and fails the sum
    raise Refused(ProblemCode.WRONG_PASSWORD)


def still_locked(problem: Problem | None, password: str) -> Problem | None:
    """Say of what asks for a password though one was given that it is not opened here at all."""
    if password and problem is not None and problem.code is ProblemCode.PASSWORD_PROTECTED:
        return Problem(ProblemCode.ENCRYPTED)
    return problem


def _asks_nothing(data: bytes) -> bool:
    """Say whether PDFium asks for no password; damage is told by who reads it."""
    with PDFIUM:
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if document:
            raw.FPDF_CloseDocument(document)
            return True
        return bool(raw.FPDF_GetLastError() != raw.FPDF_ERR_PASSWORD)


def _spellings(password: str) -> list[bytes]:
    """A Chinese password may have been set by a program that knows no UTF-8."""
    spelled = (password.encode(x, "replace") for x in ("utf-8", "gb18030"))
    return list(dict.fromkeys(spelled))
