"""XBRL of 电子凭证会计数据标准: alone, or attached to an OFD or PDF. Source: domain facts 3.4.

Elements are found by local name: every year has its own namespace.
"""

import re
from typing import Final

from lxml import etree

from core.domain.invoice import Draft, InvoiceKind, Source, Status
from core.domain.numbers import kind_of_code, kind_of_name
from core.domain.problem import ProblemCode
from core.files.crosscheck import settle, words_disagree
from core.files.facts import Facts
from core.files.format import Format, Refused
from core.files.safe_xml import children, local, parse

MAX_BYTES: Final = 8 * 2**20

_ID: Final = "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOf"
_INVOICE: Final = {
    "CodeOfInvoice": "code",
    "NumberOfInvoice": "number",
    "DateOfIssue": "issued_on",
    "IdentifyingCode": "check_code",
    "TotalAmountExcludingTax": "net",
    "TotalTaxAmount": "tax",
    "TaxIncludedAmountInFigures": "total",
    "NameOfPurchaser": "buyer.name",
    f"{_ID}Purchaser": "buyer.tax_id",
    "AddressPhoneNumberOfPurchaser": "buyer.address_phone",
    "DepositBankAndAccountNumberOfPurchaser": "buyer.bank_account",
    "NameOfSeller": "seller.name",
    f"{_ID}Seller": "seller.tax_id",
    "AddressPhoneNumberOfSeller": "seller.address_phone",
    "DepositBankAndAccountNumberOfSeller": "seller.bank_account",
    "Remarks": "remark",
    "Payee": "payee",
    "Reviewer": "reviewer",
    "Issuer": "drawer",
}
_ITEMS: Final = "InformationOfTaxableGoodsOrServicesDetailItemsTuple"
_ITEM: Final = {
    "NameOfTaxableGoodsOrServices": "name",
    "Specification": "spec",
    "UnitOfGoodsOrServices": "unit",
    "QuantityOfGoodsOrServices": "quantity",
    "UnitPriceOfGoodsOrServices": "unit_price",
    "AmountExcludingTax": "net",
    "TaxRate": "rate",
    "TaxAmount": "tax",
}
_RAIL: Final = {
    "ElectronicInvoiceRailwayETicketNumber": "number",
    "DateOfIssue": "issued_on",
    "TotalAmountExcludingTax": "net",
    "TaxAmount": "tax",
    "NameOfPurchaser": "buyer.name",
    "UnifiedSocialCreditCodeOfPurchaser": "buyer.tax_id",
    "AddressPhoneNumberOfPurchaser": "buyer.address_phone",
    "DepositBankAndAccountNumberOfPurchaser": "buyer.bank_account",
    "IssueParty": "seller.name",
    "IssuePartyCode": "seller.tax_id",
    "Remarks": "remark",
}
_REFUND: Final = "退"
_FOREIGN: Final = {
    "bker": "bank_receipt",
    "bkrs": "bank_statement",
    "einv": "booking_record",
}
"""What is no invoice: the value `what` of NOT_AN_INVOICE. `einv` (入账信息) is the receiver's."""

_SIGNS: Final = (
    ("rai", "ElectronicInvoiceRailwayETicketNumber"),
    ("bker", "NumberOfBankElectronicReceipt"),
    ("einv", "WhetherEinvoiceHasBeenBooked"),
    ("inv", "NumberOfInvoice"),
)
_TAXONOMY: Final = re.compile(r"/taxonomy/[\d-]+/([a-z]+)").search


def account_of(root: etree._Element) -> Draft | None:
    """Read the root of an XBRL instance; None where its type is not known.

    Raises Refused for bank receipts (回单), statements (对账单) and booking records.
    """
    kind = _kind_of(root)
    if kind in _FOREIGN:
        raise Refused(ProblemCode.NOT_AN_INVOICE, what=_FOREIGN[kind])
    reader = {"inv": _invoice, "rai": _ticket}.get(kind)
    return reader(root) if reader else None


def _kind_of(root: etree._Element) -> str:
    """The prefix of the taxonomy in use; where the namespace is lost, by what is told."""
    for child in root:
        if found := _TAXONOMY(str(child.tag)):
            return found[1]
    told = _told(root)
    return next((kind for kind, sign in _SIGNS if sign in told), "")


def _told(root: etree._Element) -> dict[str, str]:
    return {local(child): child.text.strip() for child in root if child.text and child.text.strip()}


def _invoice(root: etree._Element) -> Draft | None:
    told, facts = _told(root), Facts(Source.XBRL)
    for element, name in _INVOICE.items():
        facts.take(name, told.get(element))
    joined = told.get("UniqueCodeOfInvoice", "")
    if "number" not in facts.values and len(joined) > 8:
        is_digital = len(joined) == 20 and not joined.startswith(("0", "1"))
        facts.take("code", None if is_digital else joined[:-8])
        facts.take("number", joined if is_digital else joined[-8:])
    for item in children(root, _ITEMS):
        facts.line(**{_ITEM[n]: cell.text for cell in item if (n := local(cell)) in _ITEM})
    words = told.get("TaxIncludedAmountInWords")
    if problem := words_disagree(facts.values.get("total"), words, Source.XBRL):
        facts.problems.append(problem)
    kind = kind_of_name(told.get("TypeOfInvoice", "")) or kind_of_code(facts.values.get("code", ""))
    return facts.draft(kind=kind)


def _ticket(root: etree._Element) -> Draft | None:
    """铁路电子客票: the fare is the total; of a refund (退) the fee is, which stands as it is."""
    told, facts = _told(root), Facts(Source.XBRL)
    for element, name in _RAIL.items():
        facts.take(name, told.get(element))
    facts.take("total", _paid(told))
    draft = facts.draft(kind=InvoiceKind.RAIL)
    if draft is not None and draft.status is Status.RED:
        return facts.draft(kind=InvoiceKind.RAIL, red_of=told.get("NumberOfOriginalInvoice"))
    return draft


def _paid(told: dict[str, str]) -> str | None:
    """The amount that the net and the tax are parts of; a refund names the fare besides."""
    if told.get("TypeOfBusiness", "").startswith(_REFUND):
        return None  # net and tax make it: which element holds the fee differs
    return told.get("Fare")


_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?xbrl[\s/>]")
_HEAD: Final = 2**16


def _matches(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:].lstrip()
    return head.startswith(b"<") and bool(_ROOT.search(head))


def _read(data: bytes) -> list[Draft]:
    if len(data) > MAX_BYTES:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_BYTES // 2**20} MiB")
    root = parse(data.lstrip())
    if root is None or local(root) != "xbrl":
        raise Refused(ProblemCode.UNREADABLE, reason="damaged")
    draft = account_of(root)
    if draft is None:
        raise Refused(ProblemCode.NOT_AN_INVOICE, what="other_voucher")
    if draft.number is None and draft.total is None and draft.net is None:
        raise Refused(ProblemCode.NOT_AN_INVOICE, what="empty_form")
    return [settle([draft])]


XBRL = Format("XBRL", (".xbrl",), _matches, _read)
