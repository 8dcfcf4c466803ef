"""What single sources inside an OFD say: tags, custom data, attachments, pictures."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core.domain.invoice import Draft, InvoiceKind, Line, Party, Source, Status
from core.domain.problem import ProblemCode
from core.files import read
from core.files.attached import attached
from core.files.facts import Facts
from core.files.format import Refused
from core.files.ofd_images import code_account
from core.files.ofd_package import Package, documents
from core.files.ofd_tags import data_account, tags_account
from core.files.safe_xml import parse
from tests.data.made_invoices import wrong
from tests.data.ofd_attachments import original, xbrl
from tests.data.ofd_maker import SEEN, make

LOOKS = {look.name: look for look in SEEN}
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "ofd"


def tags(text: str, texts: dict[tuple[str, str], str]) -> Draft | None:
    root = parse(text.encode())
    assert root is not None
    return tags_account([root], texts)


def test_tags_join_the_texts_that_they_refer_to() -> None:
    draft = tags(
        '<r><InvoiceNo><ObjectRef PageRef="1">5</ObjectRef></InvoiceNo><TaxInclusiveTotalAmount>'
        '<ObjectRef PageRef="1">6</ObjectRef><ObjectRef PageRef="1">7</ObjectRef>'
        "</TaxInclusiveTotalAmount></r>",
        {("1", "5"): "12345678", ("1", "6"): "¥", ("1", "7"): "526.00"},
    )
    assert draft is not None
    assert (draft.number, draft.total) == ("12345678", Decimal("526.00"))
    assert set(draft.sources.values()) == {Source.TAGS}


def test_the_same_id_on_two_pages_is_told_apart() -> None:
    told = '<r><InvoiceNo><ObjectRef PageRef="2">5</ObjectRef></InvoiceNo></r>'
    draft = tags(told, {("1", "5"): "11111111", ("2", "5"): "22222222", ("", "5"): "11111111"})
    assert draft is not None
    assert draft.number == "22222222"


def test_tags_may_hold_the_text_itself() -> None:
    draft = tags("<r><IssueDate><ObjectData>20260105</ObjectData></IssueDate></r>", {})
    assert draft is not None
    assert draft.issued_on == date(2026, 1, 5)


def test_flat_lists_of_cells_make_no_lines() -> None:
    told = '<r><InvoiceNo>12345678</InvoiceNo><Item><ObjectRef PageRef="1">1</ObjectRef></Item></r>'
    draft = tags(told, {("1", "1"): "*纸*复印纸"})
    assert draft is not None
    assert draft.lines == ()


def test_tags_that_say_nothing_are_no_account() -> None:
    assert tags("<r><Buyer><BuyerName/></Buyer></r>", {}) is None
    assert tags('<r><InvoiceNo><ObjectRef PageRef="1">9</ObjectRef></InvoiceNo></r>', {}) is None


def test_tags_nested_without_end_are_not_followed() -> None:
    told = "<a>" * 60 + "<InvoiceNo>12345678</InvoiceNo>" + "</a>" * 60
    assert tags(told, {}) is None


def test_custom_data_are_read_whatever_blanks_and_signs_their_names_have() -> None:
    draft = data_account(
        [
            ("template-version", "1.0"),
            ("发票 代码：", "033002100211"),
            ("校验码", "16197 83356 74145 07415"),
            ("销售方地址、 电话", "示例路1号"),
            ("开票日期", "2020年07月23日"),
            ("开票类型", "红字发票"),
            ("合计税额", "***"),
            ("购方名称", "北京松果文具有限公司"),
        ]
    )
    assert draft is not None
    assert (draft.code, draft.check_code) == ("033002100211", "16197833567414507415")
    assert (draft.seller.address_phone, draft.buyer.name) == ("示例路1号", "北京松果文具有限公司")
    assert (draft.issued_on, draft.status) == (date(2020, 7, 23), Status.RED)
    assert (draft.tax, draft.problems) == (None, ())
    assert draft.kind is InvoiceKind.ORDINARY_ELECTRONIC


def test_a_template_name_tells_the_kind_where_there_is_no_code() -> None:
    draft = data_account([("发票号码", "26112000000123456789"), ("发票类型", "数电票（普通发票）")])
    assert draft is not None
    assert draft.kind is InvoiceKind.DIGITAL_ORDINARY
    assert data_account([("native-producer", "x"), ("合计金额", " ")]) is None


def test_an_attachment_is_told_by_its_root() -> None:
    truth = make(1, LOOKS["listed"]).truth
    by_xml, by_code = attached(
        original(truth, f"01,10,{truth['code']},{truth['number']},,,,").encode()
    )
    assert wrong(replace(by_xml, kind=truth["kind"]), truth) == []
    assert by_code.sources["number"] is Source.CODE
    (by_xbrl,) = attached(xbrl(truth).encode())
    assert by_xbrl.sources["number"] is Source.XBRL
    assert attached(b"<other>invoice</other>") == ()
    assert attached(b"\x89PNG invoice") == ()
    assert attached(b"<eInvoice/>") == ()


def test_the_official_xml_may_be_attached_too() -> None:
    number = "26112000000123456789"
    head = f"<EIid>{number}</EIid><EInvoiceTag>SWEI1100</EInvoiceTag>"
    text = f"<EInvoice><Header>{head}</Header></EInvoice>"
    (draft,) = attached(text.encode())
    assert (draft.number, draft.sources["number"]) == (number, Source.XML)
    hostile = '<!DOCTYPE EInvoice [<!ENTITY a "b">]>' + text
    with pytest.raises(Refused):
        attached(hostile.encode())


def test_an_old_red_invoice_names_the_blue_one_by_its_own_elements() -> None:
    truth = make(1, LOOKS["listed"], "red").truth
    text = original(truth | {"remark": None}, "")
    named = "<fp:OriginalInvoiceCode>033002100211</fp:OriginalInvoiceCode>"
    named += "<fp:OriginalInvoiceNo>12345678</fp:OriginalInvoiceNo></eInvoice>"
    (draft,) = attached(text.replace("</eInvoice>", named).encode())
    assert (draft.status, draft.red_of) == (Status.RED, "03300210021112345678")


def test_the_capitals_in_the_attachment_are_compared() -> None:
    truth = make(1, LOOKS["listed"]).truth
    words = (
        "<fp:TaxInclusiveTotalAmountWithWords>壹分</fp:TaxInclusiveTotalAmountWithWords></eInvoice>"
    )
    (draft,) = attached(original(truth, "").replace("</eInvoice>", words).encode())
    assert [(p.code, p.field) for p in draft.problems] == [(ProblemCode.SOURCES_DISAGREE, "total")]


def code_in(picture: Image.Image, kind: str, name: str = "qr.png") -> Draft | None:
    packed = BytesIO()
    picture.save(packed, kind)
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(make(1, LOOKS["bureau"]).data)) as before,
        zipfile.ZipFile(made, "w") as after,
    ):
        for known in before.namelist():
            part = packed.getvalue() if known.endswith(name) else before.read(known)
            after.writestr(known, part)
    opened = Package.open(made.getvalue())
    return code_account(opened, documents(opened)[0], dear=True)


def qr() -> tuple[Image.Image, str]:
    made = make(1, LOOKS["bureau"])
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        picture = Image.open(BytesIO(archive.read("Doc_0/Res/qr.png")))
        return picture.convert("L"), made.truth["number"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF"])
@pytest.mark.parametrize("side", [60, 148, 300, 900])
def test_a_code_is_read_in_any_size_and_kind_of_picture(kind: str, side: int) -> None:
    picture, number = qr()
    edge = max(side // picture.width, 1) * picture.width
    draft = code_in(picture.resize((edge, edge)), kind)
    assert draft is not None
    assert draft.number == number


def test_a_code_without_any_border_on_a_clear_ground_is_read() -> None:
    picture, number = qr()
    bare = picture.crop((3, 3, picture.width - 3, picture.height - 3))
    clear = Image.new("RGBA", bare.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=bare.point(lambda shade: 255 - shade))
    draft = code_in(clear, "PNG")
    assert draft is not None
    assert draft.number == number


def test_seals_logos_and_pictures_too_large_are_passed_over() -> None:
    picture, _ = qr()
    assert code_in(Image.new("L", (300, 200), 255), "PNG") is None
    assert code_in(picture.resize((1300, 1300)), "PNG") is None
    assert code_in(Image.new("L", (10, 10), 0), "PNG") is None


def test_a_code_in_jbig2_is_read_where_nothing_else_tells_it() -> None:
    path = SAMPLES / "vat-restaurant.ofd"
    if not path.exists():
        pytest.skip("the samples are not here: 1 OFD file passed over")
    made = BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            if not name.endswith("/"):
                part = before.read(name)
                after.writestr(name, re.sub(rb"<fp:GraphCode>.*?</fp:GraphCode>", b"", part))
    opened = Package.open(made.getvalue())
    (document,) = documents(opened)
    assert code_account(opened, document, dear=False) is None
    draft = code_account(opened, document, dear=True)
    assert draft is not None
    assert draft.number == read(path.read_bytes()).drafts[0].number


def test_facts_keep_the_first_text_and_name_what_cannot_be_read() -> None:
    facts = Facts(Source.TAGS)
    for name, text in (
        ("number", "１２３４５６７８"),
        ("number", "87654321"),
        ("total", "一百"),
        ("issued_on", "gestern"),
        ("net", "1,234.50"),
        ("tax", "***"),
        ("seller.tax_id", " 9111 0108 "),
        ("seller.tax_id", "x"),
        ("remark", "  "),
    ):
        facts.take(name, text)
    facts.line(name="*纸*复印纸", net="12.345678", rate="13%", tax="免税", quantity="viele")
    facts.line(name=" ")
    draft = facts.draft(kind=None)
    assert draft is not None
    assert (draft.number, draft.net, draft.tax, draft.remark) == (
        "12345678",
        Decimal("1234.50"),
        None,
        None,
    )
    assert draft.seller == Party(tax_id="91110108")
    assert draft.lines == (Line(name="*纸*复印纸", net=Decimal("12.35"), rate="0.13"),)
    assert {(p.code, p.field) for p in draft.problems} == {
        (ProblemCode.AMOUNT_UNREADABLE, "total"),
        (ProblemCode.DATE_UNREADABLE, "issued_on"),
        (ProblemCode.VALUE_UNREADABLE, "lines.0.quantity"),
    }


def test_facts_without_anything_are_no_draft() -> None:
    assert Facts(Source.TAGS).draft(kind=None, status=None) is None
    with pytest.raises(KeyError):
        Facts(Source.TAGS).take("nonsense", "x")
