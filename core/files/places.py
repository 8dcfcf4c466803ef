"""Where on the pages of an original (原件) a value stands, so that it can be marked there.

What is drawn is searched, by the same characters that the readers place; a value that is not
found, or stands at several places of which none is certain, has none: nothing is guessed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pypdfium2 import raw

from core.domain.text import comparable
from core.files.barcode import PDFIUM, is_pdf
from core.files.format import Refused
from core.files.ofd import OFD
from core.files.ofd_package import Package, documents
from core.files.ofd_text import placed, sheets
from core.files.page_glyphs import Char, Row, unturned
from core.files.page_labels import Sheet, key_of
from core.files.page_text import Page, sheets_of
from core.files.pdf_glyphs import page_of
from core.files.pdf_limits import refuse_bombs
from core.files.pdf_objects import drawn_on

MOST_PAGES: Final = 40
"""How many pages are searched; an invoice with its list has a few."""

Value = tuple[str, str]
"""The path of a field, and a value as the JSON contract writes it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box around a value: the page from 0, edges as parts of its shown width and height."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def places_of(data: bytes, values: Sequence[Value], number: str | None = None) -> list[list[Place]]:
    """Give for each value where it stands; () where that is not known, as on a scan.

    `number` names the invoice that is meant where a file holds several. May take as long as
    reading does; raises nothing.
    """
    found: list[list[_Found]] = [[] for _ in values]
    try:
        for leaf in _leaves(data):
            for sheet in leaf.sheets():
                if _is_about(sheet, number):
                    for told, value in zip(found, values, strict=True):
                        told.extend(_in_sheet(sheet, leaf, value))
    except Refused:
        return [[] for _ in values]
    return [_certain(told, path) for told, (path, _) in zip(found, values, strict=True)]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page: its text, and by how many quarters it is turned to be shown."""

    number: int
    page: Page
    quarters: int = 0

    def sheets(self) -> Iterator[Sheet]:
        try:
            for sheet, _ in sheets_of(self.page):
                yield sheet
        except Refused:
            return

    def place(self, chars: Sequence[Char], turn: str) -> Place:
        """Give the box of characters as the page is shown."""
        left, right = chars[0].x0, max(char.x1 for char in chars)
        top = min(char.y - char.h / 2 for char in chars)
        bottom = max(char.y + char.h / 2 for char in chars)
        x, y, w, h = unturned(left, top, right - left, bottom - top, turn)
        width, height = max(self.page.width, 1), max(self.page.height, 1)
        x0, y0, x1, y1 = x / width, y / height, (x + w) / width, (y + h) / height
        for _ in range(self.quarters):
            x0, y0, x1, y1 = 1 - y1, x0, 1 - y0, x1
        return Place(self.number, x0, y0, x1, y1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A value on a sheet; `labelled`: it stands beside the name of its field."""

    place: Place
    labelled: bool


def _leaves(data: bytes) -> Iterator[_Leaf]:
    if OFD.matches(data):
        package = Package.open(data)
        pages = (page for each in documents(package) for page in placed(sheets(package, each)))
        yield from (_Leaf(at, page) for at, page in zip(range(MOST_PAGES), pages, strict=False))
    elif is_pdf(data):
        refuse_bombs(data)
        with PDFIUM:
            document = raw.FPDF_LoadMemDocument64(data, len(data), None)
            if not document:
                return
            try:
                leaves = [*_loaded(document)]
            finally:
                raw.FPDF_CloseDocument(document)
        yield from leaves


def _loaded(document: Any) -> Iterator[_Leaf]:
    for at in range(min(raw.FPDF_GetPageCount(document), MOST_PAGES)):
        page = raw.FPDF_LoadPage(document, at)
        if not page:
            continue
        try:
            text = page_of(page, drawn_on(page))
            if text is not None:
                yield _Leaf(at, text, raw.FPDFPage_GetRotation(page) % 4)
        finally:
            raw.FPDF_ClosePage(page)


def _is_about(sheet: Sheet, number: str | None) -> bool:
    """Say whether a sheet is of the invoice of this number, or names none."""
    said = [key_of(sheet.value(x)) for x in sheet.labels if x.name == "number"]
    if number is None or not any(map(_has_number, said)):
        return True
    return any(number in row.key for row in sheet.rows)


_has_number: Final = re.compile(r"\d{8}").search


def _in_sheet(sheet: Sheet, leaf: _Leaf, value: Value) -> Iterator[_Found]:
    pattern = _pattern(*value)
    if pattern is None:
        return
    beside = _beside(sheet, value[0])
    for row in sheet.rows:
        text = "".join([_one(char.key) for char in row.chars])
        for match in pattern.finditer(text):
            chars = row.chars[match.start() : match.end()]
            if _is_whole(row, match.start(), match.end()):
                labelled = bool(beside & {*map(id, chars)}) or _in_sums(row, value[0])
                yield _Found(leaf.place(chars, sheet.turn), labelled)


def _one(key: str) -> str:
    """Bring a character into the form that is compared; it stays one."""
    text = comparable(key)
    return text if len(text) == 1 else key


def _is_whole(row: Row, start: int, end: int) -> bool:
    """Say whether no figure or letter continues a value at either end, and nothing tears it."""
    chars = row.chars
    h = max(char.h for char in chars[start:end])
    torn = any(b.x0 - a.x1 > 6 * h for a, b in zip(chars[start:end], chars[start + 1 : end],
                                                   strict=False))  # fmt: skip
    return not (torn or _joins(chars, start, h) or _joins(chars, end, h))


def _joins(chars: Sequence[Char], at: int, h: float) -> bool:
    """Say whether the signs before and at a place are parts of one figure or word."""
    if not 0 < at < len(chars):
        return False
    a, b = chars[at - 1], chars[at]
    return b.x0 - a.x1 < 0.45 * h and bool(_PARTS(a.key) and _PARTS(b.key))


_PARTS: Final = re.compile(r"[0-9A-Za-z.,-]").match
_MONEY: Final = frozenset(("net", "tax", "total", "other_charges"))
_AS_LABELS: Final = {
    "total": ("figures", "fare"),
    "seller.tax_id": ("seller_id", "tax_id"),
    "buyer.tax_id": ("buyer_id", "tax_id"),
}
"""Names of labels, where they are not that of the field."""


def _beside(sheet: Sheet, path: str) -> set[int]:
    """Name the characters that stand beside the label of a field."""
    names = _AS_LABELS.get(path, (path,))
    labels = (label for label in sheet.labels if label.name in names)
    return {id(char) for label in labels for char in sheet.value(label, beneath=True)}


_SUMS: Final = re.compile(r"(?<!税)合计")


def _in_sums(row: Row, path: str) -> bool:
    return path in ("net", "tax") and bool(_SUMS.search(row.key))


def _certain(found: Sequence[_Found], path: str) -> list[Place]:
    """Choose what stands beside its name; an amount that stands twice elsewhere is uncertain."""
    places = [each.place for each in found if each.labelled] or [each.place for each in found]
    is_amount = path.rpartition(".")[2] in _MONEY
    sure = not is_amount or len(places) == 1 or any(each.labelled for each in found)
    return places if sure else []


def _pattern(path: str, value: str) -> re.Pattern[str] | None:
    """Give what to look for; None where the face has other words for a value."""
    if path in _UNSPELLED or not value:
        return None
    spell = _amount if path.rpartition(".")[2] in _MONEY else _SPELLED.get(path, _text)
    text = spell(value)
    return re.compile(text) if text else None


_UNSPELLED: Final = frozenset(("kind", "status", "lines", "direction", "tags"))


def _amount(value: str) -> str:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return ""
    whole, _, cents = f"{abs(amount):.2f}".partition(".")
    digits = ",?".join(whole)
    rest = rf"(?:\.{cents}|\.0)?" if cents == "00" else rf"\.{cents}"
    if cents[1] == "0" and cents != "00":
        rest = rf"\.{cents[0]}0?"
    return f"{'-¥?' if amount < 0 else ''}{digits}{rest}"


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return ""
    apart = rf"{day.year}[年./-]0?{day.month}[月./-]0?{day.day}日?"
    return rf"{apart}|{day:%Y}年?{day:%m}月?{day:%d}日?"


def _text(value: str) -> str:
    text = comparable(value)
    return re.escape(text) if len(text) > 1 else ""


_SPELLED: Final[dict[str, Callable[[str], str]]] = {"issued_on": _day}
