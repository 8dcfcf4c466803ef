import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest

from core.domain.problem import ProblemCode
from core.files.format import Refused
from core.files.ofd_package import Package, documents


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def package(*names: str) -> Package:
    return Package.open(packed(dict.fromkeys(names, "<x/>")))


@pytest.mark.parametrize(
    ("stored", "place", "base", "found"),
    [
        ("Doc_0/Pages/P.xml", "Pages/P.xml", "doc_0/document.xml", "doc_0/pages/p.xml"),
        ("Doc_0/Pages/P.xml", "/Doc_0/Pages/P.xml", "x/y.xml", "doc_0/pages/p.xml"),
        ("Doc_0/Pages/P.xml", "./Pages/P.xml", "doc_0/document.xml", "doc_0/pages/p.xml"),
        ("Doc_0/Res/a.png", "../Res/a.png", "doc_0/pages/p.xml", "doc_0/res/a.png"),
        ("Doc_0\\Pages\\P.xml", "Pages/P.xml", "doc_0/document.xml", "doc_0/pages/p.xml"),
        ("Doc_0/Pages/P.xml", "pages\\p.XML", "doc_0/document.xml", "doc_0/pages/p.xml"),
        ("/Doc_0/P.xml", "P.xml", "doc_0/document.xml", "doc_0/p.xml"),
        ("Doc_0/P.xml", "Doc_0/P.xml", "doc_0/document.xml", "doc_0/p.xml"),  # from the root
        ("P.xml", "../../../P.xml", "doc_0/document.xml", "p.xml"),
        ("P.xml", "Q.xml", "document.xml", None),
        ("P.xml", "", "document.xml", None),
    ],
)
def test_a_part_is_found_however_its_place_is_written(
    stored: str, place: str, base: str, found: str | None
) -> None:
    assert package(stored).find(place, base) == found


def test_a_place_counts_from_the_part_that_names_it_before_the_root() -> None:
    both = package("A.xml", "Doc_0/A.xml")
    assert both.find("A.xml", "doc_0/document.xml") == "doc_0/a.xml"
    assert both.find("/A.xml", "doc_0/document.xml") == "a.xml"


def test_a_document_is_followed_through_all_its_parts() -> None:
    parts = {
        "OFD.xml": "<OFD><DocBody><DocInfo><CustomDatas>"
        '<CustomData Name="发票号码">12345678</CustomData></CustomDatas></DocInfo>'
        "<DocRoot>/D/Document.xml</DocRoot></DocBody></OFD>",
        "D/Document.xml": "<Document><CommonData><PageArea><PhysicalBox>0 0 210 140</PhysicalBox>"
        '</PageArea><PublicRes>R.xml</PublicRes><TemplatePage ID="2" BaseLoc="T.xml"/></CommonData>'
        '<Pages><Page ID="1" BaseLoc="P.xml"/><Page ID="3" BaseLoc="missing.xml"/></Pages>'
        "<Attachments>A/Attachments.xml</Attachments><CustomTags>C/Tags.xml</CustomTags></Document>",
        "D/A/Attachments.xml": "<A><Attachment><FileLoc>in.xml</FileLoc></Attachment>"
        "<Attachment><FileLoc>A/deep.xml</FileLoc></Attachment></A>",
        "D/C/Tags.xml": "<C><CustomTag><FileLoc>Tag.xml</FileLoc></CustomTag></C>",
        **dict.fromkeys(
            ("D/R.xml", "D/T.xml", "D/P.xml", "D/A/in.xml", "D/A/deep.xml", "D/C/Tag.xml"), "<x/>"
        ),
    }
    (found,) = documents(Package.open(packed(parts)))
    assert found.custom_data == (("发票号码", "12345678"),)
    assert found.box == (210.0, 140.0)
    assert [(page.id, page.part) for page in found.pages] == [("1", "d/p.xml")]
    assert found.templates == {"2": "d/t.xml"}
    assert found.attachments == ("d/a/in.xml", "d/a/deep.xml")
    assert (found.tags, found.resources) == (("d/c/tag.xml",), ("d/r.xml",))


def test_a_second_part_of_one_name_never_hides_the_first() -> None:
    twice = BytesIO(packed({"A.xml": "<one/>"}))
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("a.XML", "<two/>")
    assert Package.open(twice.getvalue()).part("a.xml") == b"<one/>"


def test_a_damaged_part_is_empty_and_the_others_are_whole() -> None:
    data = bytearray(packed({"A.xml": "<one/>" * 50, "B.xml": "<two/>"}))
    data[40] ^= 0xFF
    opened = Package.open(bytes(data))
    assert opened.part("a.xml") == b""
    assert opened.part("b.xml") == b"<two/>"


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.files.ofd_package.MAX_TOTAL", 1000)
    opened = Package.open(packed({f"{n}.xml": bytes(range(250)) for n in range(5)}))
    for name in ("0.xml", "1.xml", "2.xml", "3.xml"):
        opened.part(name)
    with pytest.raises(Refused) as refused:
        opened.part("4.xml")
    assert refused.value.problem.code is ProblemCode.TOO_LARGE


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"x" * 100])
def test_what_is_no_package_is_damaged(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        documents(Package.open(data))
    assert refused.value.problem.code is ProblemCode.UNREADABLE
