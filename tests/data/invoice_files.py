"""Files of one invoice in the forms in which it arrives: XML, PDF, OFD, a picture of its code."""

from io import BytesIO
from xml.sax.saxutils import escape

import qrcode

from core.domain.invoice import Draft, Party
from core.domain.tax import plain
from tests.data.glyphs import changed
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


def as_page(x: Draft) -> bytes:
    """Print a digital invoice of one line as a PDF with its text."""
    assert x.issued_on
    (line,) = x.lines
    title = _KINDS[x.kind or "82"][1].removeprefix("增值税")
    texts = changed(
        ("普通发票", title),
        ("24332000000012345678", x.number or ""),
        ("2024年05月06日", f"{x.issued_on:%Y年%m月%d日}"),
        ("杭州云杉科技有限公司", x.buyer.name or ""),
        ("91330106MA2CE71F6X", x.buyer.tax_id or ""),
        ("上海清溪贸易有限公司", x.seller.name or ""),
        ("91310105MA1FW0008T", x.seller.tax_id or ""),
        ("壹佰壹拾叁圆整", ""),
        ("113.00", f"{x.total:.2f}"),
        ("100.00", f"{x.net:.2f}"),
        ("13.00", f"{x.tax:.2f}"),
        ("*纸制品*复印纸", line.name or ""),
        ("50.00", f"{(line.net or 0) / 2:.2f}"),
        ("13%", f"{float(line.rate or 0):.0%}"),
    )
    sheet = Sheet(595, 400)
    for left, top, text in texts:
        sheet.text(left, top, 9, text)
    return pdf([sheet])


def as_scan(x: Draft) -> bytes:
    """Put the code alone on the page of a PDF, as a scanner would."""
    sheet = Sheet(595, 842)
    sheet.qr(payload(x), 40, 40, 120, "picture")
    return pdf([sheet])
