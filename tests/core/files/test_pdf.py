import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.domain.invoice import Draft, InvoiceKind, Line, Party, Source, Status
from core.domain.problem import ProblemCode
from core.domain.text import comparable
from core.files import Reading, read, scan
from core.files.pdf import PDF
from tests.core.files.test_barcode import code, saved
from tests.data.glyphs import INVOICE, changed
from tests.data.pdf_maker import make
from tests.data.pdf_truths import capitals, payload
from tests.data.pdf_writer import Sheet, pdf

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
QR = "01,32,,24332000000012345678,113.00,20240506,,"
QR2 = QR.replace("12345678", "87654321")
XML = """<EInvoice><Header><EIid>24332000000012345678</EIid><EInvoiceTag>SWEI3300</EInvoiceTag>
<InherentLabel><GeneralOrSpecialVAT><LabelCode>02</LabelCode></GeneralOrSpecialVAT></InherentLabel>
</Header><EInvoiceData><SellerInformation><SellerName>上海清溪贸易有限公司</SellerName>
<SellerIdNum>91310105MA1FW0008T</SellerIdNum></SellerInformation><BasicInformation>
<TotalAmWithoutTax>{net}</TotalAmWithoutTax><TotalTaxAm>13.00</TotalTaxAm>
<TotalTax-includedAmount>113.00</TotalTax-includedAmount><RequestTime>2024-05-06</RequestTime>
</BasicInformation><IssuItemInformation><ItemName>*纸制品*复印纸</ItemName><Amount>100.00</Amount>
<TaxRate>0.13</TaxRate><ComTaxAm>13.00</ComTaxAm><TaxClassificationCode>1060105040000000000</TaxClassificationCode>
</IssuItemInformation></EInvoiceData></EInvoice>"""


def drawn(
    *changes: tuple[str, str], qr: str | None = None, how: str = "picture", turned: bool = False
) -> Sheet:
    sheet = Sheet(595, 400, turned=turned)
    for x, y, text in changed(*changes):
        sheet.text(x, y, 9, text)
    if qr:
        sheet.qr(qr, 20, 10, 56, how)
    return sheet


def only(reading: Reading) -> Draft:
    assert reading.format == "PDF"
    (draft,) = reading.drafts
    return draft


def told(reading: Reading) -> tuple[ProblemCode, dict[str, str]] | None:
    problem = reading.problem
    return (problem.code, dict(problem.values)) if problem else None


def test_the_text_of_a_page_is_read_where_there_is_no_code() -> None:
    reading = read(pdf([drawn()]))
    draft = only(reading)
    assert reading.problem is None
    assert (draft.number, draft.total) == ("24332000000012345678", Decimal("113.00"))
    assert draft.buyer == Party("杭州云杉科技有限公司", "91330106MA2CE71F6X")
    assert draft.sources["number"] is Source.TEXT


@pytest.mark.parametrize("how", ["picture", "boxes", "path"])
def test_a_code_is_read_however_it_is_drawn(how: str) -> None:
    draft = only(read(pdf([drawn(qr=QR, how=how)])))
    assert draft.sources["number"] is Source.CODE
    assert draft.sources["total"] is Source.CODE
    assert draft.sources["net"] is Source.TEXT


def test_a_code_on_a_turned_page_is_read() -> None:
    draft = only(read(pdf([drawn(qr=QR, how="boxes", turned=True)])))
    assert (draft.sources["number"], draft.sources["net"]) == (Source.CODE, Source.TEXT)
    assert draft.seller.name == "上海清溪贸易有限公司"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("12345678", "12345679"), "number"),
        (("05月06日", "05月07日"), "issued_on"),
        (("¥113.00", "¥118.00"), "total"),
    ],
)
def test_where_the_text_contradicts_the_code_the_code_wins_and_it_is_said(
    change: tuple[str, str], field: str
) -> None:
    reading = read(pdf([drawn(change, qr=QR)]))
    draft = only(reading)
    assert draft.number == "24332000000012345678"
    assert (draft.issued_on, draft.total) == (date(2024, 5, 6), Decimal("113.00"))
    disagreeing = [p.field for p in draft.problems if p.code is ProblemCode.SOURCES_DISAGREE]
    assert field in disagreeing


def test_an_attached_xml_is_believed_first_and_compared() -> None:
    data = pdf([drawn(qr=QR)], {"dzfp.xml": XML.format(net="100.00").encode()})
    reading = read(data)
    draft = only(reading)
    assert (reading.problem, draft.sources["net"]) == (None, Source.XML)
    assert draft.lines[0].tax_code == "1060105040000000000"
    assert draft.buyer.name == "杭州云杉科技有限公司"  # the text fills what the XML leaves out


def test_an_attached_xml_that_says_something_else_is_named() -> None:
    data = pdf([drawn()], {"dzfp.xml": XML.format(net="101.00").encode()})
    fields_at_fault = {problem.field for problem in only(read(data)).problems}
    assert "net" in fields_at_fault


def test_attachments_that_are_no_invoice_are_passed_over() -> None:
    files = {"a.xml": b"<other/>", "b.txt": b"hello", "c.xml": b"<EInvoice", "d.bin": bytes(900)}
    assert read(pdf([drawn()], files)).problem is None


def test_a_page_that_is_a_picture_is_read_by_its_code() -> None:
    sheet = Image.new("RGB", (900, 1200), "white")
    sheet.paste(code(QR), (80, 60))
    draft = only(read(saved(sheet, "PDF")))
    assert draft.number == "24332000000012345678"
    assert set(draft.sources.values()) == {Source.CODE}


def test_a_picture_without_a_code_is_refused() -> None:
    reading = read(saved(Image.new("RGB", (300, 200), "white"), "PDF"))
    assert (reading.drafts, told(reading)) == ((), (ProblemCode.NO_CODE, {}))


def test_a_scan_with_scraps_of_text_is_read_by_its_code_and_says_what_is_missing() -> None:
    sheet = Sheet(595, 400)
    for row in range(8):
        sheet.text(40, 120 + 12 * row, 9, "扫描仪附加的说明文字")
    sheet.qr(QR, 20, 10, 80, "picture")
    reading = read(pdf([sheet]))
    assert only(reading).number == "24332000000012345678"
    assert told(reading) == (ProblemCode.NOT_AN_INVOICE, {"what": "text"})


def test_a_bank_receipt_is_none_even_with_a_code() -> None:
    sheet = Sheet(595, 400)
    sheet.text(200, 20, 16, "网上银行电子回单")
    for row in range(6):
        sheet.text(40, 60 + 14 * row, 9, "流水号：00821220525000049303")
    sheet.qr(QR, 20, 250, 80, "picture")
    reading = read(pdf([sheet]))
    assert (reading.drafts, told(reading)) == (
        (),
        (ProblemCode.NOT_AN_INVOICE, {"what": "bank_receipt"}),
    )


def test_several_invoices_in_one_file_each_get_their_own_code() -> None:
    second = drawn(("12345678", "87654321"), qr=QR2)
    reading = read(pdf([drawn(qr=QR), second]))
    assert [draft.number for draft in reading.drafts] == [
        "24332000000012345678",
        "24332000000087654321",
    ]
    assert {draft.sources["number"] for draft in reading.drafts} == {Source.CODE}
    assert all(draft.lines for draft in reading.drafts)


def test_two_invoices_on_one_sheet_each_get_their_own_code() -> None:
    sheet = Sheet(595, 842)
    for place, (change, text_of_code) in enumerate((((), QR), ((("12345678", "87654321"),), QR2))):
        for x, y, text in changed(*change):
            sheet.text(x, y + 410 * place, 9, text)
        sheet.qr(text_of_code, 20, 10 + 410 * place, 56, "picture")
    drafts = read(pdf([sheet])).drafts
    assert [draft.number for draft in drafts] == ["24332000000012345678", "24332000000087654321"]
    assert {draft.sources["number"] for draft in drafts} == {Source.CODE}
    assert all(draft.lines and draft.seller.name for draft in drafts)


def test_the_same_code_on_every_page_makes_one_invoice() -> None:
    assert only(read(pdf([drawn(qr=QR), drawn(qr=QR)]))).number == "24332000000012345678"


def test_labels_that_are_spelled_with_radicals_are_read() -> None:
    sheet = Sheet(595, 400)
    for x, y, text in INVOICE:
        sheet.text(x, y, 9, text, "K")
    draft = only(read(pdf([sheet])))
    assert draft.lines[0].net == Decimal("100.00")
    assert draft.issued_on == date(2024, 5, 6)


def test_other_bytes_may_stand_before_the_file() -> None:
    assert only(read(b"\r\n\r\n" + pdf([drawn()]))).number == "24332000000012345678"


def test_a_pdf_is_told_by_its_beginning() -> None:
    assert PDF.matches(pdf([Sheet(10, 10)]))
    assert not PDF.matches(b"%!PS-Adobe")


FACE = [f.name for f in fields(Draft) if f.name not in ("sources", "problems", "remark", "entered")]
PARTY = [f.name for f in fields(Party)]
LINE = [f.name for f in fields(Line)]


def differences(truth: Draft, found: Draft) -> list[str]:
    """Names every field in which what was read is not what was drawn."""
    wrong = [name for name in FACE if name not in ("seller", "buyer", "lines")]
    wrong = [name for name in wrong if getattr(truth, name) != getattr(found, name)]
    for side in ("seller", "buyer"):
        if truth.kind is InvoiceKind.RAIL and side == "seller":
            continue  # the railway is not named on its tickets
        ours, theirs = getattr(truth, side), getattr(found, side)
        wrong += [f"{side}.{n}" for n in PARTY if not same(getattr(ours, n), getattr(theirs, n))]
    if len(truth.lines) != len(found.lines):
        return [*wrong, "lines"]
    for place, (mine, other) in enumerate(zip(truth.lines, found.lines, strict=True)):
        named = (n for n in LINE if not same(getattr(mine, n), getattr(other, n)))
        wrong += [f"lines.{place}.{n}" for n in named]
    return wrong


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return comparable(ours) == comparable(theirs)
    return bool(ours == theirs)


@pytest.mark.parametrize("kept", [False, True], ids=["seen", "kept"])
@pytest.mark.parametrize("seed", range(24))
def test_invoices_of_made_up_layouts_are_read_whole(seed: int, kept: bool) -> None:
    made = make(seed, kept=kept)
    reading = read(made.data)
    found = {(draft.code, draft.number): draft for draft in reading.drafts}
    assert len(reading.drafts) == len(made.truths), (made.kind, made.style, reading.problem)
    for truth in made.truths:
        draft = found[truth.code, truth.number]
        assert differences(truth, draft) == [], (made.kind, made.style)


def test_the_made_up_invoices_are_as_different_as_they_claim() -> None:
    made = [make(seed) for seed in range(60)]
    truths = [truth for each in made for truth in each.truths]
    assert len({truth.kind for truth in truths}) >= 9
    assert any(truth.status is Status.RED for truth in truths)
    assert any(len(truth.lines) > 10 for truth in truths)
    assert any(line.net and line.net < 0 for truth in truths for line in truth.lines)
    assert any(len(each.truths) > 1 for each in made)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("113.00", "壹佰壹拾叁圆整"),
        ("10005.07", "壹万零伍圆零柒分"),
        ("-60495.41", "（负数）陆万零肆佰玖拾伍圆肆角壹分"),
        ("0.50", "零圆伍角整"),
    ],
)
def test_the_maker_writes_capitals_as_issuers_do(amount: str, words: str) -> None:
    assert capitals(Decimal(amount)) == words


def test_the_maker_draws_codes_that_are_read_back() -> None:
    truth = replace(
        Draft(number="24332000000012345678"),
        issued_on=date(2024, 5, 6),
        total=Decimal("1.00"),
        kind=InvoiceKind.DIGITAL_ORDINARY,
    )
    assert payload(truth) == "01,32,,24332000000012345678,1.00,20240506,,"


def test_a_code_of_many_boxes_is_also_scanned() -> None:
    found = scan(pdf([drawn(qr=QR, how="boxes")]))
    assert [each.payload for each in found] == [QR]


def shown(draft: Draft, name: str) -> str | None:
    side, _, part = name.partition("_")
    if side in ("seller", "buyer"):
        value = getattr(getattr(draft, side), "tax_id" if part else "name")
    else:
        value = getattr(draft, name)
    return None if value is None else str(value)


def test_every_sample_is_read_as_its_truth_says_and_the_others_are_refused() -> None:
    if not SAMPLES.exists():
        pytest.skip("5 sample files passed over: the shared folder is absent")
    seen = 0
    for truth in json.loads((SAMPLES / "truth.json").read_text("utf-8")):
        if not truth["file"].startswith("pdf/"):
            continue
        reading = read((SAMPLES / truth["file"]).read_bytes())
        seen += 1
        if truth.get("refuse"):
            assert (reading.drafts, reading.problem is None) == ((), False), truth["file"]
            continue
        draft = only(reading)
        names = set(truth) - {"file", "origin", "qr", "note", "refuse", "lines"}
        wrong = {n: (truth[n], shown(draft, n)) for n in names if shown(draft, n) != truth[n]}
        assert (wrong, reading.problem) == ({}, None), truth["file"]
        assert bool(draft.lines) == (truth["kind"] != "61"), truth["file"]
    assert seen >= 5
