"""The invoice of the old system as XML inside its OFD (original_invoice.xml, root eInvoice).

Source: domain facts 3.1. Elements are found by local name: producers differ in namespaces.
"""

from typing import Final

from lxml import etree

from core.domain.invoice import Draft, InvoiceKind, Source, Status
from core.domain.numbers import kind_of_code
from core.domain.problem import Problem
from core.domain.qr import draft_of
from core.files.crosscheck import words_disagree
from core.files.facts import Facts
from core.files.safe_xml import children, local

FIELDS: Final = {
    "InvoiceCode": "code",
    "InvoiceNo": "number",
    "IssueDate": "issued_on",
    "InvoiceCheckCode": "check_code",
    "TaxExclusiveTotalAmount": "net",
    "TaxTotalAmount": "tax",
    "TaxInclusiveTotalAmount": "total",
    "Note": "remark",
    "InvoiceClerk": "drawer",
    "Payee": "payee",
    "Checker": "reviewer",
    "BuyerName": "buyer.name",
    "BuyerTaxID": "buyer.tax_id",
    "BuyerAddrTel": "buyer.address_phone",
    "BuyerFinancialAccount": "buyer.bank_account",
    "SellerName": "seller.name",
    "SellerTaxID": "seller.tax_id",
    "SellerAddrTel": "seller.address_phone",
    "SellerFinancialAccount": "seller.bank_account",
}
"""Element -> field; tags on the page use the same names."""

LINE_FIELDS: Final = {
    "Item": "name",
    "Specification": "spec",
    "MeasurementDimension": "unit",
    "Quantity": "quantity",
    "Price": "unit_price",
    "Amount": "net",
    "TaxScheme": "rate",
    "TaxAmount": "tax",
    "Code": "tax_code",
}
_KINDS: Final = {"01": InvoiceKind.ORDINARY_ELECTRONIC, "03": InvoiceKind.SPECIAL_ELECTRONIC}
_RED: Final = "1"


def accounts_of(root: etree._Element) -> tuple[Draft, ...]:
    """Read the XML, and the text of the QR code in it: up to two accounts of the invoice."""
    invoice = _invoice_in(root)
    if invoice is None:
        return ()
    told = {local(child): child.text or "" for child in _leaves(invoice)}
    facts = Facts(Source.XML)
    for element, name in FIELDS.items():
        facts.take(name, told.get(element))
    for goods in children(invoice, "GoodsInfos"):
        for item in children(goods, "GoodsInfo"):
            facts.line(**{LINE_FIELDS[n]: c.text for c in item if (n := local(c)) in LINE_FIELDS})
    if problem := words_disagree(
        facts.values.get("total"), told.get("TaxInclusiveTotalAmountWithWords"), Source.XML
    ):
        facts.problems.append(problem)
    draft = facts.draft(
        kind=_kind(facts.values.get("code"), told.get("DocID", "")),
        status=Status.RED if told.get("TypeCode", "").strip() == _RED else None,
        red_of=_red_of(told),
    )
    return () if draft is None else (draft, *_code(told.get("GraphCode", "")))


def _invoice_in(root: etree._Element) -> etree._Element | None:
    """Find the element that holds the number; some producers wrap it once more."""
    elements: list[etree._Element] = [root, *root]
    for element in elements:
        if any(
            child.text for name in ("InvoiceNo", "InvoiceCode") for child in children(element, name)
        ):
            return element
    return None


def _leaves(invoice: etree._Element) -> list[etree._Element]:
    leaves = [child for child in invoice if len(child) == 0]
    for side in ("Buyer", "Seller"):
        for party in children(invoice, side):
            leaves += party
    return leaves


def _kind(code: str | None, document: str) -> InvoiceKind | None:
    return (kind_of_code(code) if code else None) or _KINDS.get(document.strip())


def _red_of(told: dict[str, str]) -> str | None:
    number = told.get("OriginalInvoiceNo", "").strip()
    return told.get("OriginalInvoiceCode", "").strip() + number if number else None


def _code(text: str) -> tuple[Draft, ...]:
    """GraphCode holds the text of the QR code, or its picture, which stands on the page too."""
    found = draft_of(text) if "," in text[:4] else None
    return () if found is None or isinstance(found, Problem) else (found,)
