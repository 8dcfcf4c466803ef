import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from core.domain.invoice import FACE_FIELDS, Draft, InvoiceKind, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.files import Reading, read
from core.files.crosscheck import settle
from core.files.ofd_package import Package, documents
from core.files.ofd_text import placed, sheets
from core.files.page_text import drafts_of
from tests.data.made_invoices import CASES, wrong
from tests.data.ofd_maker import SEEN, UNSEEN, make

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
TRUTH = SAMPLES / "truth.json"
LOOKS = {look.name: look for look in (*SEEN, *UNSEEN)}
STRUCTURED = ("suwell", "listed", "voucher", "loose", "both")


def only(data: bytes) -> Draft:
    reading = read(data)
    assert reading.format == "OFD", reading
    (draft,) = reading.drafts
    return draft


def refused(data: bytes) -> Problem:
    reading = read(data)
    assert (reading.format, reading.drafts) == ("OFD", ())
    assert reading.problem is not None
    return reading.problem


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Replace a text in the parts whose name ends so."""
    parts = parts_of(data)
    (found,) = [part for part in parts if part.endswith(name)]
    assert old.encode() in parts[found]
    return packed(parts | {found: parts[found].replace(old.encode(), new.encode())})


def without(data: bytes, ending: str) -> bytes:
    return packed({n: part for n, part in parts_of(data).items() if not n.endswith(ending)})


def disagreements(draft: Draft) -> dict[str | None, Problem]:
    return {p.field: p for p in draft.problems if p.code is ProblemCode.SOURCES_DISAGREE}


def _samples() -> list[dict[str, Any]]:
    if not TRUTH.exists():
        return []
    told = json.loads(TRUTH.read_text("utf-8"))
    return [entry for entry in told if entry["file"].startswith(("ofd/", "ofd-not-"))]


LINES = {"ofd/vat-100-lines.ofd": 100, "ofd/vat-three-lines.ofd": 3, "ofd/rail-ticket.ofd": 0}


def test_every_sample_reads_as_the_truth_says_and_the_others_are_refused() -> None:
    samples = _samples()
    if not samples:
        pytest.skip("the samples are not here: 13 OFD files passed over")
    for entry in samples:
        reading = read((SAMPLES / entry["file"]).read_bytes())
        assert reading.format == "OFD", entry["file"]
        if entry.get("refuse"):
            assert (reading.drafts, reading.problem is None) == ((), False), entry["file"]
            continue
        (draft,) = reading.drafts
        told = {
            **{n: getattr(draft, n) for n in ("kind", "code", "number", "check_code")},
            **{n: str(getattr(draft, n)) for n in ("issued_on", "net", "tax", "total")},
            "seller": draft.seller.name,
            "seller_id": draft.seller.tax_id,
            "buyer": draft.buyer.name,
            "buyer_id": draft.buyer.tax_id,
        }
        assert {n: v for n, v in told.items() if n in entry and v != entry[n]} == {}, entry["file"]
        assert draft.problems == (), entry["file"]
        assert len(draft.lines) == LINES.get(entry["file"], 1), entry["file"]


def test_the_pages_of_the_samples_alone_say_what_all_their_sources_say() -> None:
    paths = sorted((SAMPLES / "ofd").glob("*.ofd"))
    if not paths:
        pytest.skip("the samples are not here: 9 OFD files passed over")
    for path in paths:
        data = path.read_bytes()
        package = Package.open(data)
        (document,) = documents(package)
        page = settle(drafts_of(placed(sheets(package, document))))
        whole = only(data)
        assert settle([whole, page]).problems == (), path.name
        assert len(page.lines) == len(whole.lines), path.name
        told = [n for n in FACE_FIELDS if getattr(whole, n) and not getattr(page, n)]
        assert told == [], path.name


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", STRUCTURED)
def test_attached_invoices_are_read_with_every_cell(name: str, case: str) -> None:
    made = make(3, LOOKS[name], case)
    draft = only(made.data)
    assert wrong(draft, made.truth) == []
    assert draft.problems == ()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["bureau", "platform", "bare", "deep", "left"])
def test_invoices_that_stand_on_the_page_alone_are_read(name: str, case: str) -> None:
    made = make(11, LOOKS[name], case)
    draft = only(made.data)
    assert wrong(draft, made.truth) == []
    assert draft.problems == ()


@pytest.mark.parametrize("case", CASES)
def test_text_in_single_characters_without_any_rules_is_read(case: str) -> None:
    made = make(12, LOOKS["letters"], case)
    assert [fault for fault in wrong(only(made.data), made.truth) if "lines" not in fault] == []


def test_every_field_names_its_source() -> None:
    listed = only(make(3, LOOKS["listed"]).data)
    assert (listed.sources["number"], listed.sources["lines"]) == (Source.XML, Source.XML)
    voucher = only(make(3, LOOKS["voucher"]).data)
    assert {voucher.sources[n] for n in ("number", "total", "seller.name")} == {Source.XBRL}
    bureau = only(make(3, LOOKS["bureau"]).data)
    assert (bureau.sources["buyer.name"], bureau.sources["lines"]) == (Source.TAGS, Source.TEXT)
    assert bureau.sources["kind"] is Source.TEXT


def test_the_attachment_is_found_by_its_root_and_not_by_its_name() -> None:
    data = make(3, LOOKS["listed"]).data
    parts = parts_of(data)
    index = "Doc_0/Attachs/Attachments.xml"
    parts[index] = parts[index].replace(b"original_invoice.xml", b"data.bin")
    parts["Doc_0/Attachs/data.bin"] = parts.pop("Doc_0/Attachs/original_invoice.xml")
    assert only(packed(parts)).sources["number"] is Source.XML


def test_an_attachment_that_is_not_listed_is_found() -> None:
    made = make(3, LOOKS["loose"])
    assert only(made.data).sources["number"] is Source.XML


def test_an_attachment_that_is_missing_leaves_tags_and_page() -> None:
    made = make(3, LOOKS["listed"])
    draft = only(without(made.data, "original_invoice.xml"))
    assert wrong(draft, made.truth) == []
    assert draft.sources["number"] is Source.TAGS


def test_an_attachment_that_is_damaged_leaves_tags_and_page() -> None:
    made = make(3, LOOKS["listed"])
    parts = parts_of(made.data)
    name = "Doc_0/Attachs/original_invoice.xml"
    parts[name] = parts[name][:200]
    draft = only(packed(parts))
    assert (draft.number, draft.total) == (made.truth["number"], made.truth["total"])


def test_tags_that_are_not_well_formed_are_read() -> None:
    made = make(3, LOOKS["suwell"])
    data = without(without(made.data, "original_invoice.xml"), "qr.png")
    draft = only(data)
    assert draft.sources["seller.name"] is Source.TAGS
    assert draft.seller.name == made.truth["seller"]["name"]


def test_tags_that_point_nowhere_leave_the_page() -> None:
    made = make(3, LOOKS["bureau"])
    parts = parts_of(made.data)
    name = "Doc_0/Tags/CustomTag.xml"
    parts[name] = re.sub(rb">\d+</ofd:ObjectRef>", b">999999</ofd:ObjectRef>", parts[name])
    draft = only(packed(parts))
    assert draft.sources["buyer.name"] is Source.TEXT
    assert draft.buyer.name == made.truth["buyer"]["name"]


def test_an_amount_on_the_page_that_differs_from_the_attachment_is_a_problem() -> None:
    made = make(3, LOOKS["listed"])
    total = made.truth["total"]
    other = changed(made.data, "original_invoice.xml", f">{total}<", f">{total + 1000}<")
    found = disagreements(only(other))
    assert found["total"].values["theirs"] == str(total)
    assert (found["total"].values["ours_from"], found["total"].values["theirs_from"]) == (
        "xml",
        "tags",
    )


def test_a_page_that_shows_another_total_than_its_attachment_is_a_problem() -> None:
    made = make(3, replace(LOOKS["voucher"], name="shown"))
    total = made.truth["total"]
    other = changed(made.data, "Page_0/Content.xml", f"¥{total}<", f"¥{total + 1000}<")
    found = disagreements(only(other))
    assert found["total"].values["theirs"] == str(total + 1000)
    assert found["total"].values["theirs_from"] == "text"


def test_a_page_that_shows_another_buyer_than_its_attachment_is_a_problem() -> None:
    made = make(3, replace(LOOKS["voucher"], name="shown"))
    name = made.truth["buyer"]["name"]
    other = changed(made.data, "Page_0/Content.xml", f">{name}<", ">北京别处贸易有限公司<")
    assert "buyer.name" in disagreements(only(other))


def test_custom_data_that_differ_from_the_page_are_a_problem() -> None:
    made = make(3, LOOKS["bureau"])
    net = made.truth["net"]
    other = changed(made.data, "OFD.xml", f">{net}<", f">{net + 1}<")
    assert disagreements(only(other))["net"].values["theirs"] == str(net + 1)


def test_a_code_of_another_invoice_is_a_problem() -> None:
    made, other = make(3, LOOKS["bureau"]), make(4, LOOKS["bureau"])
    code = {n: part for n, part in parts_of(other.data).items() if n.endswith("qr.png")}
    found = disagreements(only(packed(parts_of(made.data) | code)))
    assert {"number", "total"} <= found.keys()
    assert found["number"].values["theirs_from"] == "code"
    assert found["number"].values["theirs"] == other.truth["number"]


def test_a_code_in_the_attachment_is_compared_without_a_picture() -> None:
    made = make(3, LOOKS["suwell"])
    number = made.truth["number"]
    name = "original_invoice.xml"
    data = changed(without(made.data, "qr.png"), name, f",{number},", ",00000001,")
    assert disagreements(only(data))["number"].values["theirs_from"] == "code"


def test_net_and_tax_that_do_not_make_the_total_are_a_problem() -> None:
    made = make(3, LOOKS["voucher"])
    tax = made.truth["tax"]
    name = "inv_ord_issuer_1.xml"
    before, after = (
        f'TotalTaxAmount contextRef="c">{tax}<',
        f'TotalTaxAmount contextRef="c">{tax + 5}<',
    )
    codes = {p.code for p in only(changed(made.data, name, before, after)).problems}
    assert {ProblemCode.SUM_DIFFERS, ProblemCode.LINES_DIFFER} <= codes


def test_the_kind_comes_from_title_code_or_columns() -> None:
    assert only(make(5, LOOKS["bureau"], "toll").data).kind is InvoiceKind.DIGITAL_TOLL
    assert only(make(5, LOOKS["voucher"], "toll").data).kind is InvoiceKind.TOLL
    kinds = {only(make(seed, LOOKS["bureau"]).data).kind for seed in range(6)}
    assert kinds == {InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_ORDINARY}


@pytest.mark.parametrize("name", ["bureau", "suwell", "voucher"])
def test_a_red_invoice_names_the_one_it_reverses(name: str) -> None:
    made = make(3, LOOKS[name], "red")
    draft = only(made.data)
    assert (draft.status, draft.red_of) == (Status.RED, made.truth["red_of"])
    assert draft.total is not None
    assert draft.total < 0


@pytest.mark.parametrize(
    "change",
    [
        {"folder": "a/b/c", "pages": "p{}.xml", "template": "t/base.xml"},
        {"absolute": True, "entries": True},
        {"backslash": True},
        {"other_case": True},
        {"prefix": "", "namespace": ""},
        {"prefix": "x", "namespace": "http://www.ofdspec.org"},
    ],
)
def test_folders_names_and_namespaces_do_not_matter(change: dict[str, Any]) -> None:
    made = make(3, replace(LOOKS["suwell"], **change))
    assert wrong(only(made.data), made.truth) == []


def test_two_documents_in_one_package_are_two_invoices() -> None:
    one, two = make(3, LOOKS["suwell"]), make(4, replace(LOOKS["suwell"], folder="Doc_1"))
    parts = parts_of(one.data) | {n: p for n, p in parts_of(two.data).items() if n != "OFD.xml"}
    bodies = [
        re.search(rb"<ofd:DocBody>.*</ofd:DocBody>", parts_of(m.data)["OFD.xml"])
        for m in (one, two)
    ]
    assert bodies[0]
    assert bodies[1]
    parts["OFD.xml"] = parts["OFD.xml"].replace(bodies[0][0], bodies[0][0] + bodies[1][0])
    drafts = read(packed(parts)).drafts
    assert [draft.number for draft in drafts] == [one.truth["number"], two.truth["number"]]


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("bare", "Doc_0/Content_0.xml", "Content_1.xml"),
        ("bureau", "Doc_0/Pages/Page_0/Content.xml", "Pages/Page_1/Content.xml"),
    ],
)
def test_two_invoices_on_the_pages_of_one_document_are_two(name: str, own: str, other: str) -> None:
    one, two = make(3, LOOKS[name]), make(4, LOOKS[name])
    parts = parts_of(one.data)
    parts[f"Doc_0/{other}"] = parts_of(two.data)[own]
    more = f'<ofd:Page ID="2" BaseLoc="{other}"/></ofd:Pages>'.encode()
    document = "Doc_0/Document.xml"
    parts[document] = parts[document].replace(b"</ofd:Pages>", more)
    drafts = read(packed(parts)).drafts
    assert [wrong(d, m.truth) for d, m in zip(drafts, (one, two), strict=True)] == [[], []]


def page(*texts: tuple[float, float, str], size: float = 4) -> bytes:
    """Make an OFD of one page with these texts and nothing else."""
    objects = "".join(
        f'<TextObject ID="{at}" Boundary="{x} {y} 100 5" Size="{size}">'
        f'<TextCode X="0" Y="4">{text}</TextCode></TextObject>'
        for at, (x, y, text) in enumerate(texts)
    )
    root = "<DocBody><DocRoot>D/Document.xml</DocRoot></DocBody>"
    pages = '<Pages><Page ID="1" BaseLoc="P.xml"/></Pages>'
    area = "<CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData>"
    return packed(
        {
            "OFD.xml": f"<OFD>{root}</OFD>".encode(),
            "D/Document.xml": f"<Document>{area}{pages}</Document>".encode(),
            "D/P.xml": f"<Page><Content><Layer>{objects}</Layer></Content></Page>".encode(),
        }
    )


HEADER_SHEET = (
    (60.0, 20.0, "开票信息"),
    (20.0, 40.0, "名称：北京松果文具有限公司"),
    (20.0, 50.0, "纳税人识别号：91110105MA01F1CT48"),
    (20.0, 60.0, "地址、电话：北京市示例路1号 010-55500000"),
    (20.0, 70.0, "开户行及账号：示例银行 0001"),
)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (page((20, 20, "你好，世界")), "document"),
        (page((20, 20, "关于召开年度会议的通知"), (20, 40, "请各部门准时参加。")), "document"),
        (page(*HEADER_SHEET), "buyer_header"),
        (
            page((60, 20, "示例银行电子回单"), (20, 40, "付款人：北京松果文具有限公司")),
            "bank_receipt",
        ),
    ],
)
def test_what_is_no_invoice_is_refused_with_what_it_is(data: bytes, what: str) -> None:
    assert refused(data) == Problem(ProblemCode.NOT_AN_INVOICE, {"what": what})


def test_a_form_that_nobody_filled_in_is_refused() -> None:
    parts = parts_of(make(3, replace(LOOKS["bureau"], tags="", data="", picture="")).data)
    name = "Doc_0/Pages/Page_0/Content.xml"
    parts[name] = re.sub(rb"<ofd:TextObject.*</ofd:TextObject>", b"", parts[name], flags=re.DOTALL)
    assert refused(packed(parts)).code is ProblemCode.NOT_AN_INVOICE


def test_a_text_about_invoices_is_no_invoice() -> None:
    data = page((20, 20, "关于加强发票管理的通知"), (20, 30, "各部门取得的发票须当月报销。"))
    assert refused(data).code in (ProblemCode.NOT_AN_INVOICE, ProblemCode.UNREADABLE)


def test_a_bank_receipt_is_refused_by_its_attachment_whatever_its_page_says() -> None:
    parts = parts_of(make(3, LOOKS["voucher"]).data)
    name = "Doc_0/Attachs/inv_ord_issuer_1.xml"
    parts[name] = parts[name].replace(b"inv:", b"bker:").replace(b"xmlns:inv", b"xmlns:bker")
    parts[name] = parts[name].replace(b'/inv"', b'/bker"')
    assert refused(packed(parts)).values == {"what": "bank_receipt"}


def test_tags_of_a_bank_receipt_do_not_make_it_an_invoice() -> None:
    parts = parts_of(page((60, 20, "示例银行电子回单"), (20, 40, "收款人：林小满")))
    parts["D/Document.xml"] = parts["D/Document.xml"].replace(
        b"</Document>", b"<CustomTags>T.xml</CustomTags></Document>"
    )
    parts["D/T.xml"] = b"<T><CustomTag><FileLoc>C.xml</FileLoc></CustomTag></T>"
    tags = b"<r><IssueDate>2026-01-05</IssueDate><Payee><ObjectRef>1</ObjectRef></Payee></r>"
    parts["D/C.xml"] = tags
    assert refused(packed(parts)).values == {"what": "bank_receipt"}


def test_a_notice_that_shows_the_code_of_an_invoice_is_none() -> None:
    made = parts_of(make(3, LOOKS["bureau"]).data)
    name = "Doc_0/Pages/Page_0/Content.xml"
    made[name] = parts_of(page((20, 20, "关于报销的通知：附发票一张")))["D/P.xml"]
    bare = {n: p for n, p in made.items() if "Tags" not in n and "Tpls" not in n}
    bare["OFD.xml"] = re.sub(rb"<ofd:CustomDatas>.*</ofd:CustomDatas>", b"", bare["OFD.xml"])
    assert refused(packed(bare)).code is ProblemCode.NOT_AN_INVOICE


def test_a_page_of_pictures_with_a_code_is_read_by_its_code() -> None:
    made = make(3, LOOKS["bureau"])
    parts = {n: p for n, p in parts_of(made.data).items() if "Tags" not in n}
    for name in ("Doc_0/Pages/Page_0/Content.xml", "Doc_0/Tpls/Tpl_0/Content.xml"):
        parts[name] = b"<Page/>"
    parts["OFD.xml"] = re.sub(rb"<ofd:CustomDatas>.*</ofd:CustomDatas>", b"", parts["OFD.xml"])
    draft = only(packed(parts))
    assert (draft.number, draft.total) == (made.truth["number"], made.truth["total"])
    assert draft.sources["number"] is Source.CODE


def test_a_file_without_a_document_is_damaged() -> None:
    problem = Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})
    assert refused(packed({"OFD.xml": b"<OFD/>"})) == problem
    assert refused(packed({"OFD.xml": b""})) == problem
    assert (
        refused(packed({"OFD.xml": b"<OFD><DocBody><DocRoot>x</DocRoot></DocBody></OFD>"}))
        == problem
    )


def test_an_encrypted_file_asks_for_no_password_here() -> None:
    data = bytearray(make(3, LOOKS["suwell"]).data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    assert refused(bytes(data)).code is ProblemCode.PASSWORD_PROTECTED


def test_no_look_of_the_maker_makes_any_reader_raise() -> None:
    for look in (*SEEN, *UNSEEN):
        for case in CASES:
            assert isinstance(read(make(21, look, case).data), Reading)
