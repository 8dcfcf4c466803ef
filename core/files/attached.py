"""XML that is attached to an OFD or PDF: the invoice once more, told by its root element."""

from typing import Final

from lxml import etree

from core.domain.invoice import Draft
from core.files import ofd_original, xbrl
from core.files.einvoice_xml import XML
from core.files.format import Refused
from core.files.safe_xml import local, parse

MAX_BYTES: Final = 8 * 2**20


def attached(data: bytes) -> tuple[Draft, ...]:
    """Read an attached file; () for one that is no account of an invoice, or damaged.

    A second draft is what the QR code in the XML says. Raises Refused (NOT_AN_INVOICE) where the
    attachment says what its document is: a bank receipt, a statement, a booking record.
    """
    root = parse(data) if speaks_of_vouchers(data) else None
    return () if root is None else _accounts(root, data)


def speaks_of_vouchers(data: bytes) -> bool:
    """Say cheaply whether a file may be XML or XBRL of a voucher, and is not beyond the limit."""
    return len(data) <= MAX_BYTES and (b"nvoice" in data or b"xbrl" in data)


def _accounts(root: etree._Element, data: bytes) -> tuple[Draft, ...]:
    name = local(root)
    if name == "xbrl":
        draft = xbrl.account_of(root)
        return (draft,) if draft else ()
    if name == "EInvoice":
        try:
            return tuple(XML.read(data))
        except Refused:
            return ()
    return ofd_original.accounts_of(root) if "nvoice" in name else ()
