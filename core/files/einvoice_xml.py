"""The official XML of 数电票 (root EInvoice), versions 0.2 to 0.33, with or without a namespace.

Source: domain facts 3.3, 财会便函〔2023〕18号. Labels may be empty, parts may be missing; elements
are found by their whole path, for a plate number stands before the invoice number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from core.domain.invoice import (
    Draft,
    InvoiceKind,
    Line,
    Party,
    Source,
    Status,
    is_digital_number,
)
from core.domain.numbers import kind_of_name
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import Unreadable, money, number, rate
from core.domain.text import clean, shown
from core.files.cells import Odd, day_of
from core.files.format import Format, Refused

MAX_BYTES: Final = 16 * 2**20
MAX_LINES: Final = 20_000

_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?EInvoice[\s/>]")
_HEAD: Final = 2**16


def _matches(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:].lstrip()
    return head.startswith(b"<") and bool(_ROOT.search(head))


def _read(data: bytes) -> list[Draft]:
    if len(data) > MAX_BYTES:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_BYTES // 2**20} MiB")
    root = _parsed(data)
    if _local(root) != "EInvoice":
        raise Refused(ProblemCode.NOT_AN_INVOICE, what="text")
    return [_Invoice(root).draft()]


def _parsed(data: bytes) -> etree._Element:
    """Parse without entities, DTD, network or huge trees; a DOCTYPE is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise Refused(ProblemCode.UNREADABLE, reason="damaged") from None
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.externalDTD is not None:
        raise Refused(ProblemCode.UNREADABLE, reason="damaged")
    return root


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else [child for child in element if _local(child) == name]


def _at(element: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        element = next(iter(_children(element, name)), None)
    return element


def _text(element: etree._Element | None, *path: str) -> str | None:
    found = _at(element, *path)
    return shown(found.text or "") if found is not None else None


def _joined(*texts: str | None) -> str | None:
    return " ".join(filter(None, texts)) or None


_RED_REMARK: Final = re.compile(
    r"被红冲蓝字(?:数电|全电)(?:发票|票)号码:(\d{20})|对应正数发票代码:(\d{10,12})号码:(\d{8})"
).search


@dataclass(slots=True)
class _Invoice:
    root: etree._Element
    problems: list[Problem] = field(default_factory=list)

    def draft(self) -> Draft:
        data = _at(self.root, "EInvoiceData")
        basic = _at(data, "BasicInformation")
        total = self._amount(basic, "TotalTax-includedAmount", "total")
        net = self._amount(basic, "TotalAmWithoutTax", "net")
        remark = _text(data, "AdditionalInformation", "Remark")
        numbered = self._number()
        values: dict[str, Any] = {
            "kind": self._kind(numbered),
            "number": numbered,
            "issued_on": self._day(basic),
            "net": net,
            "tax": self._amount(basic, "TotalTaxAm", "tax"),
            "total": total,
            "seller": _party(_at(data, "SellerInformation"), "Seller"),
            "buyer": _party(_at(data, "BuyerInformation"), "Buyer"),
            "lines": self._lines(data),
            "remark": remark,
            "drawer": _text(basic, "Drawer"),
            "payee": _text(basic, "Payee"),
            "reviewer": _text(basic, "Reviewer") or _text(basic, "Checker"),
            "status": self._status(net if total is None else total),
            "red_of": _red_of(data, remark),
        }
        values = {name: value for name, value in values.items() if value is not None}
        sources = dict.fromkeys(values, Source.XML)
        return Draft(**values, sources=sources, problems=tuple(self.problems))

    def _number(self) -> str | None:
        """The number stands twice: given by the bureau, and in the header."""
        given = clean(_text(self.root, "TaxSupervisionInfo", "InvoiceNumber") or "")
        header = clean(_text(self.root, "Header", "EIid") or "")
        if given and header and given != header:
            values = {"field": "number", "ours": given, "theirs": header}
            self.problems.append(Problem(ProblemCode.SOURCES_DISAGREE, values, "number"))
        found = given or header
        if found and not is_digital_number(found):
            self._complain(ProblemCode.NUMBER_UNUSABLE, found, "number")
        return found or None

    def _kind(self, numbered: str | None) -> InvoiceKind | None:
        """The kind by its labels; they may be empty, then the file does not say it."""
        labels = _at(self.root, "Header", "InherentLabel")
        medium = _text(labels, "EInvoiceType", "LabelName") or ""
        code = _text(labels, "GeneralOrSpecialVAT", "LabelCode")
        title = _text(labels, "GeneralOrSpecialVAT", "LabelName")
        title = title or {"01": "增值税专用发票", "02": "普通发票"}.get(code or "")
        for word in (medium, title or ""):
            if "铁路" in word or "航空" in word:
                return kind_of_name(f"数电发票({word})")
        if title is None:
            return None
        paper = "纸质" if "纸质" in medium else ""
        kind = kind_of_name(f"数电{paper}发票({title})")
        # as in the QR code: nothing else sets toll invoices (通行费) apart
        is_toll = kind is InvoiceKind.DIGITAL_ORDINARY and (numbered or "")[4:6] == "79"
        return InvoiceKind.DIGITAL_TOLL if is_toll else kind

    def _day(self, basic: etree._Element | None) -> date | None:
        """开票请求时间 first, else the time of issue; either may be a date or a moment."""
        unreadable = ""
        for text in (
            _text(basic, "RequestTime"),
            _text(self.root, "TaxSupervisionInfo", "IssueTime"),
        ):
            if text:
                try:
                    return day_of(text)
                except Odd:
                    unreadable = unreadable or text
        if unreadable:
            self._complain(ProblemCode.DATE_UNREADABLE, unreadable, "issued_on")
        return None

    def _amount(self, basic: etree._Element | None, name: str, place: str) -> Decimal | None:
        text = _text(basic, name)
        if text is None or not text.strip("*-"):
            return None
        try:
            return money(text)
        except Unreadable:
            self._complain(ProblemCode.AMOUNT_UNREADABLE, text, place)
            return None

    def _status(self, amount: Decimal | None) -> Status | None:
        is_red = _text(self.root, "Header", "InherentLabel", "InIssuType", "LabelCode") == "N"
        return Status.RED if is_red or (amount is not None and amount < 0) else None

    def _lines(self, data: etree._Element | None) -> tuple[Line, ...]:
        items = _children(data, "IssuItemInformation")
        if len(items) > MAX_LINES:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_LINES} lines")
        return tuple(self._line(item, f"lines.{at}") for at, item in enumerate(items))

    def _line(self, item: etree._Element, place: str) -> Line:
        def value(name: str, reader: Callable[[str], Any], end: str) -> Any:
            text = _text(item, name)
            try:
                return None if text is None or not text.strip("*-") else reader(text)
            except Unreadable:
                self._complain(ProblemCode.VALUE_UNREADABLE, text or "", f"{place}.{end}")
                return None

        return Line(
            name=_text(item, "ItemName"),
            spec=_text(item, "SpecMod"),
            unit=_text(item, "MeaUnits"),
            quantity=value("Quantity", number, "quantity"),
            unit_price=value("UnPrice", number, "unit_price"),
            net=value("Amount", _rounded, "net"),
            rate="***" if _text(item, "TaxRate") == "***" else value("TaxRate", rate, "rate"),
            tax=value("ComTaxAm", _rounded, "tax"),
            tax_code=_text(item, "TaxClassificationCode"),
        )

    def _complain(self, code: ProblemCode, text: str, place: str) -> None:
        self.problems.append(Problem(code, {"text": text[:60]}, place))


def _rounded(text: str) -> Decimal:
    # the amounts of lines come with six decimals from some issuers
    return money(text, rounded=True)


def _party(element: etree._Element | None, side: str) -> Party | None:
    party = Party(
        name=_text(element, f"{side}Name"),
        tax_id=_text(element, f"{side}IdNum"),
        address_phone=_joined(_text(element, f"{side}Addr"), _text(element, f"{side}TelNum")),
        bank_account=_joined(
            _text(element, f"{side}BankName"), _text(element, f"{side}BankAccNum")
        ),
    )
    return None if party == Party() else party


def _red_of(data: etree._Element | None, remark: str | None) -> str | None:
    """The blue invoice (蓝字发票) that this one reverses, by its own element or the remark."""
    named = clean(_text(data, "SpecificInformation", "RedEInvoice", "OriginalInvoiceCode") or "")
    if is_digital_number(named):
        return named
    found = _RED_REMARK(clean(remark or ""))
    return "".join(filter(None, found.groups())) if found else named or None


XML = Format("XML", (".xml",), _matches, _read)
