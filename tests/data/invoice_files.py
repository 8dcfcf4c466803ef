"""Files of one invoice in the forms in which it arrives: XML, PDF, OFD, a picture of its code."""

from io import BytesIO
from xml.sax.saxutils import escape

import qrcode

from core.domain.invoice import Draft, Party
from core.domain.tax import plain
from tests.data.pdf_writer import Sheet, pdf

_KINDS = {"81": ("01", "增值税专用发票"), "82": ("02", "普通发票")}


def as_xml(x: Draft) -> bytes:
    """Write a digital invoice as the tax bureau's XML."""
    assert x.kind
    assert x.issued_on
    code, title = _KINDS[x.kind]
    lines = "".join(
        f"<IssuItemInformation><ItemName>{escape(line.name or '')}</ItemName>"
        f"<Amount>{line.net}</Amount><TaxRate>{line.rate}</TaxRate><ComTaxAm>{line.tax}</ComTaxAm>"
        "</IssuItemInformation>"
        for line in x.lines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header>'
        f"<EIid>{x.number}</EIid><EInvoiceTag>SWEI1100</EInvoiceTag><Version>0.2</Version>"
        "<InherentLabel><InIssuType><LabelCode>Y</LabelCode></InIssuType>"
        "<EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>"
        f"<GeneralOrSpecialVAT><LabelCode>{code}</LabelCode><LabelName>{title}</LabelName>"
        "</GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData>"
        f"<SellerInformation>{_party('Seller', x.seller)}</SellerInformation>"
        f"<BuyerInformation>{_party('Buyer', x.buyer)}</BuyerInformation>"
        f"<BasicInformation><TotalAmWithoutTax>{x.net}</TotalAmWithoutTax>"
        f"<TotalTaxAm>{x.tax}</TotalTaxAm>"
        f"<TotalTax-includedAmount>{x.total}</TotalTax-includedAmount>"
        f"<RequestTime>{x.issued_on}</RequestTime></BasicInformation>{lines}"
        "</EInvoiceData><TaxSupervisionInfo>"
        f"<InvoiceNumber>{x.number}</InvoiceNumber><IssueTime>{x.issued_on}</IssueTime>"
        "</TaxSupervisionInfo></EInvoice>"
    ).encode()


def _party(side: str, party: Party) -> str:
    return (
        f"<{side}IdNum>{party.tax_id}</{side}IdNum>"
        f"<{side}Name>{escape(party.name or '')}</{side}Name>"
    )


def payload(x: Draft, total: str | None = None) -> str:
    """Give the text of the QR code."""
    assert x.kind
    assert x.issued_on
    assert x.total is not None
    kind = {"81": "31", "82": "32"}[x.kind]
    return f"01,{kind},,{x.number},{total or plain(x.total)},{x.issued_on:%Y%m%d},,"


def as_picture(x: Draft, total: str | None = None) -> bytes:
    """Draw the QR code as a PNG."""
    made = BytesIO()
    qrcode.make(payload(x, total), box_size=4).save(made)
    return made.getvalue()


def as_scan(x: Draft) -> bytes:
    """Put the code alone on the page of a PDF, as a scanner would."""
    sheet = Sheet(595, 842)
    sheet.qr(payload(x), 40, 40, 120, "picture")
    return pdf([sheet])
