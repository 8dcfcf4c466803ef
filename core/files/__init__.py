"""Bytes -> drafts or rows: e-invoice files, pictures with QR codes, workbooks, archives."""

from core.domain.problem import Problem, ProblemCode
from core.files.archive import Found, one, walk
from core.files.barcode import PICTURE, Scanned, scan
from core.files.einvoice_xml import XML
from core.files.format import Format, Reading, Refused
from core.files.ofd import OFD
from core.files.pdf import PDF
from core.files.xbrl import XBRL

FORMATS: tuple[Format, ...] = (XML, XBRL, OFD, PDF, PICTURE)
"""Every e-invoice format; a new one is one file and one name here."""

__all__ = ["FORMATS", "Format", "Found", "Reading", "Scanned", "one", "read", "scan", "walk"]


def read(data: bytes) -> Reading:
    """Read an e-invoice file by its content, never by its name; raises nothing."""
    if not data:
        return Reading(None, (), Problem(ProblemCode.EMPTY))
    for kind in FORMATS:
        if kind.matches(data):
            return _reading(kind, data)
    return Reading(None, (), Problem(ProblemCode.UNKNOWN_FORMAT))


def _reading(kind: Format, data: bytes) -> Reading:
    try:
        drafts = tuple(kind.read(data))
    except Refused as refused:
        return Reading(kind.name, (), refused.problem)
    problem = next((found for draft in drafts for found in draft.problems), None)
    return Reading(kind.name, drafts, problem)
