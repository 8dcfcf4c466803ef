"""The XML and XBRL that producers attach to an OFD."""

from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from tests.data.made_invoices import words


def original(truth: dict[str, Any], code: str) -> str:
    """Write original_invoice.xml."""

    def element(name: str, text: Any) -> str:
        return f"<fp:{name}>{'' if text is None else escape(str(text))}</fp:{name}>"

    def party(side: str) -> str:
        values = truth[side.lower()]
        inner = element(f"{side}Name", values["name"]) + element(f"{side}TaxID", values["tax_id"])
        inner += element(f"{side}AddrTel", values["address_phone"])
        return f"<fp:{side}>{inner}{element(f'{side}FinancialAccount', values['bank_account'])}</fp:{side}>"

    def goods(line: dict[str, Any]) -> str:
        rate = line["rate"]
        shown = f"{Decimal(rate) * 100:.0f}%" if rate[0] == "0" else rate
        cells = {
            "Item": line["name"], "Specification": line["spec"], "MeasurementDimension": line["unit"],
            "Price": line["unit_price"], "Quantity": line["quantity"], "Amount": line["net"],
            "TaxScheme": shown, "TaxAmount": "***" if line["tax"] is None else line["tax"],
        }  # fmt: skip
        return f"<fp:GoodsInfo>{''.join(element(n, t) for n, t in cells.items())}</fp:GoodsInfo>"

    head = {
        "DocID": "03" if truth["kind"] == "08" else "01", "InvoiceCode": truth["code"],
        "InvoiceNo": truth["number"], "TypeCode": "1" if truth["status"] == "red" else "0",
        "IssueDate": f"{truth['issued_on']:%Y年%m月%d日}", "InvoiceCheckCode": truth["check_code"],
    }  # fmt: skip
    tail = {
        "TaxInclusiveTotalAmount": truth["total"], "Note": truth["remark"],
        "InvoiceClerk": truth["drawer"], "Payee": truth["payee"], "Checker": truth["reviewer"],
        "TaxTotalAmount": "***" if truth["tax"] is None else truth["tax"],
        "TaxExclusiveTotalAmount": truth["net"], "GraphCode": code,
    }  # fmt: skip
    return (
        '<?xml version="1.0" encoding="utf-8"?><eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019">'
        + "".join(element(n, t) for n, t in head.items()) + party("Buyer") + party("Seller")
        + "".join(element(n, t) for n, t in tail.items())
        + f"<fp:GoodsInfos>{''.join(map(goods, truth['lines']))}</fp:GoodsInfos></eInvoice>"
    )  # fmt: skip


def xbrl(truth: dict[str, Any], prefix: str = "inv", day: str = "2023-05-15") -> str:
    """Write an inv instance."""
    tax_id = "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOf"

    def element(name: str, text: Any) -> str:
        return f'<{prefix}:{name} contextRef="c">{"" if text is None else escape(str(text))}</{prefix}:{name}>'

    def party(side: str, values: dict[str, Any]) -> str:
        return (
            element(f"NameOf{side}", values["name"]) + element(tax_id + side, values["tax_id"])
            + element(f"AddressPhoneNumberOf{side}", values["address_phone"])
            + element(f"DepositBankAndAccountNumberOf{side}", values["bank_account"])
        )  # fmt: skip

    def goods(line: dict[str, Any]) -> str:
        rate = line["rate"]
        cells = {
            "NameOfTaxableGoodsOrServices": line["name"], "Specification": line["spec"],
            "UnitOfGoodsOrServices": line["unit"], "QuantityOfGoodsOrServices": line["quantity"],
            "UnitPriceOfGoodsOrServices": line["unit_price"], "AmountExcludingTax": line["net"],
            "TaxRate": f"{Decimal(rate) * 100:.2f}%" if rate[0] == "0" else rate,
            "TaxAmount": line["tax"],
        }  # fmt: skip
        name = f"{prefix}:InformationOfTaxableGoodsOrServicesDetailItemsTuple"
        return f"<{name}>{''.join(element(n, t) for n, t in cells.items())}</{name}>"

    kinds = {"08": "增值税电子专用发票", "10": "增值税电子普通发票", "14": "增值税电子普通发票"}
    facts = {
        "TypeOfInvoice": kinds.get(truth["kind"]), "CodeOfInvoice": truth["code"],
        "NumberOfInvoice": truth["number"], "DateOfIssue": truth["issued_on"],
        "IdentifyingCode": truth["check_code"], "TotalAmountExcludingTax": truth["net"],
        "TotalTaxAmount": truth["tax"], "TaxIncludedAmountInWords": words(truth["total"]),
        "TaxIncludedAmountInFigures": truth["total"], "Remarks": truth["remark"],
        "Payee": truth["payee"], "Reviewer": truth["reviewer"], "Issuer": truth["drawer"],
    }  # fmt: skip
    return (
        f'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:{prefix}="http://xbrl.mof.gov.cn/taxonomy/{day}/{prefix}">'
        + "".join(element(n, t) for n, t in facts.items()) + party("Purchaser", truth["buyer"])
        + party("Seller", truth["seller"]) + "".join(map(goods, truth["lines"])) + "</xbrl>"
    )  # fmt: skip
