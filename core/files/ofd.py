"""OFD invoices: attached XML or XBRL, tags, custom data, the text of the pages, the QR code.

The order is that of trust; all that is there is compared (`crosscheck`). Where the pages confirm
what an attachment says, their text need not be read by its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from core.domain.invoice import Draft, InvoiceKind, Source
from core.domain.numbers import kind_of_name
from core.domain.problem import ProblemCode
from core.domain.text import clean, comparable
from core.files.attached import attached, speaks_of_vouchers
from core.files.crosscheck import settle
from core.files.format import Format, Refused
from core.files.ofd_images import code_account
from core.files.ofd_package import Document, Package, documents
from core.files.ofd_tags import data_account, tags_account
from core.files.ofd_text import Sheet, placed, sheets
from core.files.page_text import drafts_of

_END: Final = b"PK\x05\x06"
_LONGEST_END: Final = 22 + 2**16
_ENTRY: Final = re.compile(rb"(?:^|[^\w.-])ofd\.xml", re.IGNORECASE).search


def _matches(data: bytes) -> bool:
    """Look for OFD.xml in the directory of the ZIP; where that is cut off, at its beginning."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    end = data.rfind(_END, max(0, len(data) - _LONGEST_END))
    if end < 0:
        return b"OFD.xml" in data or b"Doc_0/Document.xml" in data
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    return bool(_ENTRY(data[start:end] if start < end else data[:end]))


def _read(data: bytes) -> list[Draft]:
    package = Package.open(data)
    drafts: list[Draft] = []
    refusals: list[Refused] = []
    for document in documents(package):
        try:
            drafts += _Reader(package, document).drafts()
        except Refused as refused:
            refusals.append(refused)
    if not drafts:
        raise refusals[0]
    return drafts


class _Reader:
    """All accounts of the invoice in one document."""

    def __init__(self, package: Package, document: Document) -> None:
        self.package = package
        self.document = document
        self.sheets: list[Sheet] = []

    def drafts(self) -> list[Draft]:
        """Give the invoices of the document; raise Refused where there is none."""
        own = self._attached()
        self.sheets = sheets(self.package, self.document)
        codes = [draft for draft in own if _from_code(draft)]
        own = [draft for draft in own if not _from_code(draft)]
        told = [draft for draft in (self._tags(), data_account(self.document.custom_data)) if draft]
        trusted = [*own, *told]
        if not any(map(_names_an_invoice, trusted)):
            self._hint()
        if draft := code_account(self.package, self.document, dear=not codes):
            codes.append(draft)
        if own and _is_whole(own[0]) and _confirmed(own[0], self.sheets):
            return [settle([*trusted, *self._title(), *codes])]
        texts = self._texts(trusted, codes)
        if len(texts) > 1 and not own:
            return [settle([*_about(text, told), text, *_about(text, codes)]) for text in texts]
        text = (_about(trusted[0], texts) if trusted else []) or texts
        return [_sensible(settle([*trusted, *self._title(), *text[:1], *codes]))]

    def _attached(self) -> list[Draft]:
        found = self._read(self.document.attachments)
        return found or self._read(self._unlisted())

    def _unlisted(self) -> Iterator[str]:
        """Some producers attach the XML without listing it."""
        for name in self.package.names:
            if name.endswith(".xml") and "attach" in name and name not in self.document.attachments:
                yield name

    def _read(self, names: Iterable[str]) -> list[Draft]:
        found: list[Draft] = []
        for name in names:
            data = self.package.part(name)
            if speaks_of_vouchers(data):
                self.package.charge(data)
                found += attached(data)
        return found

    def _tags(self) -> Draft | None:
        roots = [
            root for name in self.document.tags if (root := self.package.xml(name)) is not None
        ]
        if not roots:
            return None
        texts = {
            (page, text.id): text.text
            for sheet in self.sheets
            for text in sheet.objects
            for page in (sheet.id, "")
        }
        return tags_account(roots, texts)

    def _title(self) -> Iterator[Draft]:
        """The kind by the title, for tags and custom data do not name it."""
        if kind := title_kind(text.text for sheet in self.sheets for text in sheet.objects):
            yield Draft(kind=kind, sources={"kind": Source.TEXT})

    def _texts(self, trusted: Sequence[Draft], codes: Sequence[Draft]) -> list[Draft]:
        """Read the pages by place; they may refuse only where nothing else names an invoice.

        A code alone does not make an invoice of a page that is readable and is none.
        """
        try:
            return drafts_of(placed(self.sheets))
        except Refused as refused:
            is_foreign = refused.problem.code is ProblemCode.NOT_AN_INVOICE
            if any(map(_names_an_invoice, trusted)) or (codes and not is_foreign):
                return []
            raise

    def _hint(self) -> None:
        """Refuse quickly what has no word of any voucher."""
        text = clean("".join(text.text for sheet in self.sheets for text in sheet.objects))
        if text and not _SPEAKS_OF_VOUCHERS(text):
            raise Refused(ProblemCode.NOT_AN_INVOICE, what="document")


_SPEAKS_OF_VOUCHERS: Final = re.compile(r"票|行程单|回单|对账单|凭证|清单|缴款书|抬头").search
_TITLE: Final = re.compile(r"(?:发票|票据|客票|行程单)\)?$").search
_LONGEST_TITLE: Final = 40


def title_kind(texts: Iterable[str]) -> InvoiceKind | None:
    """Give the kind that the first title among the texts names."""
    names = (clean(text) for text in texts if len(text) <= _LONGEST_TITLE)
    return next((kind for name in names if _TITLE(name) and (kind := kind_of_name(name))), None)


def _from_code(draft: Draft) -> bool:
    return Source.CODE in draft.sources.values()


def _names_an_invoice(draft: Draft) -> bool:
    return bool(draft.number and (draft.issued_on or draft.total or draft.net))


def _is_whole(draft: Draft) -> bool:
    return bool(draft.lines) or draft.kind is InvoiceKind.RAIL


def _about(text: Draft, accounts: Sequence[Draft]) -> list[Draft]:
    return [account for account in accounts if account.number == text.number]


def _sensible(draft: Draft) -> Draft:
    """Refuse a form that nobody filled in."""
    if draft.number is None and draft.issued_on is None and not (draft.net or draft.total):
        raise Refused(ProblemCode.NOT_AN_INVOICE, what="empty_form")
    return draft


def _confirmed(draft: Draft, pages: Sequence[Sheet]) -> bool:
    """Say whether every fact of a draft stands on the pages, each as a text of its own."""
    parts = [clean(text.text) for page in pages for text in page.objects]
    words = {part.lstrip("¥").strip("*") for part in parts}
    whole = comparable("".join(parts))
    amounts = [draft.total, *(line.net for line in draft.lines if not _LIST(line.name or ""))]
    if any(f"{amount:.2f}" not in words for amount in amounts if amount is not None):
        return False
    names = (draft.seller.name, draft.buyer.name, draft.seller.tax_id, draft.buyer.tax_id)
    figures = (draft.code, draft.number, draft.check_code)
    facts = [fact for fact in (*names, *figures) if fact]
    return _day_in(draft.issued_on, whole) and all(comparable(fact) in whole for fact in facts)


_LIST: Final = re.compile("清单").search


def _day_in(day: date | None, text: str) -> bool:
    return day is None or any(day.strftime(form) in text for form in _DAYS)


_DAYS: Final = ("%Y年%m月%d日", "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d")

OFD = Format("OFD", (".ofd",), _matches, _read)
