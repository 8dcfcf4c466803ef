from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.domain.invoice import Draft, InvoiceKind, Line, Party, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.files import Reading, read
from core.files.crosscheck import RAILWAY
from tests.data.made_invoices import wrong
from tests.data.ofd_attachments import xbrl as written
from tests.data.ofd_maker import SEEN, make

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<xbrl xmlns="http://www.xbrl.org/2003/instance"
 xmlns:{prefix}="http://xbrl.mof.gov.cn/taxonomy/{day}/{prefix}"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<context id="c"><entity><identifier scheme="x">1</identifier></entity></context>
{facts}</xbrl>"""

TICKET = {
    "TypeOfVoucher": "电子发票（铁路电子客票）",
    "ETicketNumber": "306712A086012090014302022",
    "DateOfIssue": "2026-04-23",
    "TypeOfBusiness": "售",
    "DepartureStation": "南京",
    "DestinationStation": "上海虹桥",
    "Fare": "181.00",
    "ElectronicInvoiceRailwayETicketNumber": "26339132621000219582",
    "TotalAmountExcludingTax": "166.05",
    "TaxRate": "0.09",
    "TaxAmount": "14.95",
    "Name": "何某某",
    "NameOfPurchaser": "北京松果文具有限公司",
    "UnifiedSocialCreditCodeOfPurchaser": "91110105MA01F1CT48",
    "NumberOfOriginalInvoice": "26339132621000219581",
    "IssueParty": None,
    "Remarks": None,
}


def instance(prefix: str, facts: dict[str, str | None], day: str = "2021-11-30") -> bytes:
    told = "".join(
        f'<{prefix}:{name} contextRef="c" xsi:nil="true"/>'
        if text is None
        else f'<{prefix}:{name} contextRef="c">{text}</{prefix}:{name}>'
        for name, text in facts.items()
    )
    return WHOLE.format(prefix=prefix, day=day, facts=told).encode()


def only(data: bytes) -> Draft:
    reading = read(data)
    assert reading.format == "XBRL"
    (draft,) = reading.drafts
    return draft


def refused(data: bytes) -> Problem:
    reading = read(data)
    assert (reading.format, reading.drafts) == ("XBRL", ())
    assert reading.problem is not None
    return reading.problem


def truth(case: str = "plain", seed: int = 1) -> dict[str, Any]:
    return make(seed, SEEN[-1], case).truth


@pytest.mark.parametrize("case", ["plain", "red", "discount", "many", "margin", "free"])
@pytest.mark.parametrize("day", ["2021-09-30", "2023-12-31"])
def test_an_ordinary_invoice_is_read_with_all_its_cells_from_every_year(
    case: str, day: str
) -> None:
    known = truth(case)
    draft = only(written(known, day=day).encode())
    assert wrong(draft, known) == []
    assert draft.problems == ()
    assert set(draft.sources.values()) <= {Source.XBRL, Source.COMPUTED}


def test_elements_are_found_by_local_name_where_the_namespace_is_another() -> None:
    known = truth()
    text = written(known).replace("http://xbrl.mof.gov.cn/taxonomy/2023-05-15/inv", "urn:other")
    assert wrong(only(text.encode()), known) == []


def test_an_undeclared_prefix_does_not_matter() -> None:
    known = truth()
    namespace = ' xmlns:inv="http://xbrl.mof.gov.cn/taxonomy/2023-05-15/inv"'
    assert wrong(only(written(known).replace(namespace, "").encode()), known) == []


def test_code_and_number_are_parted_where_only_the_joined_one_stands() -> None:
    joined = instance("inv", {"UniqueCodeOfInvoice": "03300220021199934328"})
    draft = only(joined)
    assert (draft.code, draft.number) == ("033002200211", "99934328")
    assert draft.kind is InvoiceKind.ORDINARY_ELECTRONIC


def test_a_digital_invoice_has_its_twenty_digits_and_no_code() -> None:
    told = {"UniqueCodeOfInvoice": "26112000000123456789", "TypeOfInvoice": "数电票（普通发票）"}
    draft = only(instance("inv", {**told, "CodeOfInvoice": None}))
    assert (draft.code, draft.number) == (None, "26112000000123456789")
    assert draft.kind is InvoiceKind.DIGITAL_ORDINARY


def test_the_capitals_are_compared_with_the_total() -> None:
    known = truth()
    told = written(known).replace(f">{known['total']}<", ">12345.67<")
    problems = {(p.code, p.field) for p in only(told.encode()).problems}
    assert (ProblemCode.SOURCES_DISAGREE, "total") in problems


def test_a_rail_ticket_has_its_fare_as_total_and_the_railway_as_seller() -> None:
    draft = only(instance("rai", TICKET))
    assert draft.kind is InvoiceKind.RAIL
    assert (draft.number, draft.issued_on) == ("26339132621000219582", date(2026, 4, 23))
    assert (draft.net, draft.tax, draft.total) == (
        Decimal("166.05"),
        Decimal("14.95"),
        Decimal("181.00"),
    )
    assert draft.buyer == Party("北京松果文具有限公司", "91110105MA01F1CT48")
    assert (draft.seller.name, draft.sources["seller"]) == (RAILWAY, Source.COMPUTED)
    assert (draft.lines, draft.remark, draft.red_of) == ((), None, None)
    assert (draft.status, draft.problems) == (Status.NORMAL, ())


def test_a_ticket_that_names_its_seller_keeps_it() -> None:
    draft = only(instance("rai", TICKET | {"IssueParty": "示例铁路有限公司"}))
    assert (draft.seller.name, draft.sources["seller.name"]) == ("示例铁路有限公司", Source.XBRL)


def test_a_refunded_ticket_is_an_invoice_over_its_fee() -> None:
    fee: dict[str, str | None] = {
        "TypeOfBusiness": "退",
        "TotalAmountExcludingTax": "45.28",
        "TaxAmount": "2.72",
    }
    draft = only(instance("rai", TICKET | fee | {"AmountRefunded": "133.00"}))
    assert (draft.total, draft.sources["total"]) == (Decimal("48.00"), Source.COMPUTED)
    assert (draft.status, draft.red_of) == (Status.NORMAL, None)


def test_a_negative_ticket_is_red_and_names_the_one_it_reverses() -> None:
    amounts: dict[str, str | None] = {
        "Fare": "-181.00",
        "TotalAmountExcludingTax": "-166.05",
        "TaxAmount": "-14.95",
    }
    draft = only(instance("rai", TICKET | amounts))
    assert (draft.status, draft.red_of) == (Status.RED, "26339132621000219581")


@pytest.mark.parametrize(
    ("prefix", "what"),
    [("bker", "bank_receipt"), ("bkrs", "bank_statement"), ("einv", "booking_record")],
)
def test_what_is_no_invoice_is_refused_with_what_it_is(prefix: str, what: str) -> None:
    data = instance(
        prefix, {"NumberOfInvoice": "26112000000123456789", "DateOfIssue": "2026-01-01"}
    )
    assert refused(data) == Problem(ProblemCode.NOT_AN_INVOICE, {"what": what})


def test_a_bank_receipt_is_known_by_its_elements_where_the_namespace_is_lost() -> None:
    data = instance("bker", {"NumberOfBankElectronicReceipt": "1"})
    data = data.replace(b"http://xbrl.mof.gov.cn/taxonomy/2021-11-30/bker", b"urn:x")
    assert refused(data).values["what"] == "bank_receipt"


def test_an_unknown_voucher_and_an_empty_one_are_refused() -> None:
    assert refused(instance("atr", {"DateOfIssue": "2026-01-01"})).values["what"] == "other_voucher"
    assert refused(instance("inv", {"NumberOfInvoice": None})).values["what"] == "other_voucher"
    assert refused(instance("inv", {"NameOfSeller": "甲"})).values["what"] == "empty_form"


def test_values_that_cannot_be_read_are_named_and_the_rest_is_kept() -> None:
    draft = only(instance("rai", TICKET | {"DateOfIssue": "gestern", "TaxAmount": "viel"}))
    assert draft.number == "26339132621000219582"
    assert {(p.code, p.field) for p in draft.problems} == {
        (ProblemCode.DATE_UNREADABLE, "issued_on"),
        (ProblemCode.AMOUNT_UNREADABLE, "tax"),
    }


def test_a_line_without_anything_is_none() -> None:
    empty = "<inv:InformationOfTaxableGoodsOrServicesDetailItemsTuple/>"
    data = written(truth()).replace("</xbrl>", f"{empty}</xbrl>").encode()
    assert len(only(data).lines) == len(truth()["lines"])


def test_words_in_the_tax_column_are_no_amount() -> None:
    item = "InformationOfTaxableGoodsOrServicesDetailItemsTuple"
    cells = "<inv:AmountExcludingTax>10.00</inv:AmountExcludingTax><inv:TaxRate>免税</inv:TaxRate>"
    data = instance("inv", {"NumberOfInvoice": "12345678", "CodeOfInvoice": "033002200211"})
    line = f"<inv:{item}>{cells}<inv:TaxAmount>免税</inv:TaxAmount></inv:{item}></xbrl>"
    draft = only(data.replace(b"</xbrl>", line.encode()))
    assert draft.lines == (Line(net=Decimal("10.00"), rate="免税"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = instance("rai", TICKET).decode()
    declared = "GB18030" if encoding == "gb18030" else encoding.removesuffix("-sig").upper()
    data = text.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding)
    assert only(data).buyer.name == "北京松果文具有限公司"


def test_a_cut_off_file_gives_what_is_left_or_is_refused() -> None:
    data = instance("rai", TICKET)
    for end in range(60, len(data), 37):
        reading = read(data[:end])
        assert isinstance(reading, Reading)
        assert reading.drafts or reading.problem


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE xbrl [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE xbrl [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE xbrl SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE xbrl [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>',
    ],
)
def test_entities_are_refused_and_never_looked_up(declaration: str) -> None:
    text = instance("rai", TICKET | {"Remarks": "&secret;&b;"}).decode()
    data = text.replace("<xbrl", declaration + "<xbrl", 1).encode()
    assert refused(data) == Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})


def test_a_file_beyond_the_limit_is_refused() -> None:
    data = instance("rai", TICKET | {"Remarks": "x" * (8 * 2**20)})
    assert refused(data).code is ProblemCode.TOO_LARGE
