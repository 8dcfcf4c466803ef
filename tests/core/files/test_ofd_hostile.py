"""Whatever the bytes are: drafts or a Problem, in time and memory, and nothing outside touched."""

import random
import re
import socket
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.domain.problem import Problem, ProblemCode
from core.files import Reading, read
from core.files.ofd import OFD
from tests.data.ofd_maker import SEEN, make

LOOKS = {look.name: look for look in SEEN}
SECONDS = 10
MEGABYTES = 500
DAMAGED = Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, part: bytes, look: str = "listed") -> bytes:
    parts = parts_of(make(1, LOOKS[look]).data)
    (found,) = [known for known in parts if known.endswith(name)]
    return packed(parts | {found: part})


def tried(data: bytes) -> Reading:
    """Read within the bounds."""
    tracemalloc.start()
    started = time.monotonic()
    try:
        reading = read(data)
        seconds, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert seconds < SECONDS
    assert peak < MEGABYTES * 2**20
    assert reading.drafts or reading.problem
    return reading


@pytest.fixture
def nothing_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No connection is made, and no file appears in the folder that the program runs in."""

    class Wall(socket.socket):
        def connect(self, address: object) -> None:
            raise AssertionError("a reader wants to connect")

    monkeypatch.setattr(socket, "socket", Wall)
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY i "x">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;<!ENTITY i "x">]>',
)
PARTS = ("OFD.xml", "Document.xml", "original_invoice.xml", "CustomTag.xml", "Page_0/Content.xml")


@pytest.mark.usefixtures("nothing_outside")
@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("declaration", [ENTITIES, *OUTSIDE])
def test_entities_in_any_part_are_refused_and_never_looked_up(name: str, declaration: str) -> None:
    parts = parts_of(make(1, LOOKS["listed"]).data)
    (found,) = [known for known in parts if known.endswith(name)]
    text = parts[found].decode()
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    end = text.rindex("</")
    hostile = f"{text[:start]}{declaration}{text[start:end]}&i;{text[end:]}"
    assert tried(packed(parts | {found: hostile.encode()})).problem == DAMAGED


@pytest.mark.parametrize("look", ["listed", "suwell", "bureau", "voucher"])
def test_an_entity_that_is_nowhere_declared_is_left_out(look: str) -> None:
    parts = parts_of(make(1, LOOKS[look]).data)
    for name in parts:
        if name.endswith(".xml"):
            hostile = re.sub(rb"(<[\w:]+>)", rb"\1&foo;", parts[name])
            tried(packed(parts | {name: hostile}))


@pytest.mark.usefixtures("nothing_outside")
def test_an_entity_in_another_encoding_is_refused_too() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{ENTITIES}<OFD>&i;</OFD>'
    assert tried(with_part("OFD.xml", text.encode("utf-16"))).problem == DAMAGED


def test_a_bomb_by_ratio_is_refused_without_unpacking_it() -> None:
    bomb = with_part("original_invoice.xml", b"<eInvoice>" + b" " * (40 * 2**20))
    assert len(bomb) < 2**20
    problem = tried(bomb).problem
    assert problem is not None
    assert problem.code is ProblemCode.TOO_LARGE


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(with_part("original_invoice.xml", b"<eInvoice>" + b"x" * 2**20))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    tried(bytes(data))


def test_too_many_parts_are_refused() -> None:
    parts = parts_of(make(1, LOOKS["listed"]).data)
    parts |= {f"junk/{at}": b"" for at in range(10_001)}
    problem = tried(packed(parts, zipfile.ZIP_STORED)).problem
    assert problem == Problem(ProblemCode.TOO_LARGE, {"limit": "10000"})


def test_more_xml_than_trees_may_take_is_refused() -> None:
    chance = random.Random(1)
    noise = "".join(f"<a b='{chance.random()}'/>" for _ in range(2**19)).encode()
    problem = tried(with_part("Content_0.xml", b"<Page>" + noise + b"</Page>", "bare")).problem
    assert problem is not None
    assert problem.code is ProblemCode.TOO_LARGE


def test_too_many_pages_and_characters_are_refused() -> None:
    pages = b"".join(b'<Page ID="%d" BaseLoc="P.xml"/>' % at for at in range(501))
    entry = b"<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"
    parts = {"OFD.xml": entry, "P.xml": b"<Page/>"}
    many = packed(parts | {"D.xml": b"<D><Pages>" + pages + b"</Pages></D>"})
    assert tried(many).problem == Problem(ProblemCode.TOO_LARGE, {"limit": "500 pages"})
    code = f"<TextCode>发票{'测' * 120_000}</TextCode>"
    line = f'<TextObject Boundary="0 0 9 9" Size="3">{code}</TextObject>'
    page = f"<Page><Content><Layer>{line}</Layer></Content></Page>".encode()
    long = packed(
        {"OFD.xml": entry, "P.xml": page, "D.xml": b'<D><Pages><Page BaseLoc="P.xml"/></Pages></D>'}
    )
    problem = tried(long).problem
    assert problem is not None
    assert problem.code in (ProblemCode.TOO_LARGE, ProblemCode.NOT_AN_INVOICE)


@pytest.mark.usefixtures("nothing_outside")
@pytest.mark.parametrize("place", ["../../x.xml", "/../x.xml", "C:\\x.xml", "//host/x", "\0"])
def test_places_that_lead_out_of_the_package_lead_nowhere(place: str) -> None:
    root = f"<OFD><DocBody><DocRoot>{place if place != chr(0) else ''}</DocRoot></DocBody></OFD>"
    assert tried(packed({"OFD.xml": root.encode(), "x.xm": b"<x/>"})).problem == DAMAGED


def test_parts_that_name_themselves_do_not_turn_in_circles() -> None:
    entry = b"<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"
    document = (
        b"<D><CommonData><TemplatePage ID='1' BaseLoc='D.xml'/>"
        b"<PublicRes>D.xml</PublicRes></CommonData>"
        b"<Pages><Page BaseLoc='D.xml'/></Pages><Attachments>D.xml</Attachments>"
        b"<Attachment><FileLoc>D.xml</FileLoc></Attachment><CustomTags>D.xml</CustomTags>"
        b"<CustomTag><FileLoc>D.xml</FileLoc></CustomTag><Template TemplateID='1'/></D>"
    )
    assert tried(packed({"OFD.xml": entry, "D.xml": document})).drafts == ()


@pytest.mark.parametrize(
    "attributes",
    [
        'Boundary="nan nan nan nan" Size="nan"',
        'Boundary="0 0 1 1" Size="1e400"',
        'Boundary="1e300 1e300 1 1" Size="3" CTM="1e300 0 0 1e300 0 0"',
        'Boundary="0 0 1 1" Size="-3"',
        'Boundary="x" Size="3"',
        'Size="3"',
        'Boundary="0 0 0 0" Size="0.0000001" CTM="0 0 0 0 0 0"',
        'Boundary="5 5 9 9" Size="3" CTM="0 1 -1 0 0 0"',
    ],
)
@pytest.mark.parametrize("deltas", ["g 99999999 1", "g", "g x y", "inf nan", "-1", "1 " * 50_000])
def test_numbers_that_cannot_be_place_nothing_and_break_nothing(
    attributes: str, deltas: str
) -> None:
    text = (
        f'<TextObject {attributes}><TextCode X="0" Y="0" DeltaX="{deltas}">发票号码：1</TextCode>'
    )
    page = f"<Page><Content>{text}</TextObject></Content></Page>".encode()
    tried(with_part("Content_0.xml", page, "bare"))


@pytest.mark.parametrize("name", ["qr.png"])
def test_pictures_that_are_none_or_too_large_are_passed_over(name: str) -> None:
    for picture in (b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"GIF89a" + b"\xff" * 90, JBIG2):
        assert tried(with_part(name, picture, "bureau")).drafts


JBIG2 = (
    b"\x97JB2\r\n\x1a\n\x01\0\0\0\x01"
    + bytes((0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 0x13, 0, 0, 0, 99, 0, 0, 0, 99))
    + b"\xff" * 200
)


WHOLE = {
    "listed": make(2, LOOKS["listed"], "discount").data,
    "voucher": make(2, LOOKS["voucher"]).data,
    "bureau": make(2, LOOKS["bureau"], "travel").data,
}


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_file_cut_off_anywhere_is_refused(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    reading = read(cut)
    assert reading.problem is not None
    assert reading.drafts == ()


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_flipped_bytes_give_drafts_or_a_problem(name: str, data: st.DataObject) -> None:
    mutable = bytearray(WHOLE[name])
    for place in data.draw(st.lists(st.integers(0, len(mutable) - 1), min_size=1, max_size=8)):
        mutable[place] ^= data.draw(st.integers(1, 255))
    reading = read(bytes(mutable))
    assert reading.drafts or reading.problem


@given(st.binary(max_size=300))
def test_any_bytes_that_begin_as_an_ofd_are_refused_in_order(noise: bytes) -> None:
    data = b"PK\x03\x04" + noise + b"OFD.xml"
    assert OFD.matches(data)
    assert read(data).problem == DAMAGED


SNIPPETS = (
    b"", b"\0", b"<", b">", b"</", b"&", b'"', b"]]>", b"<![CDATA[", b"<!--", b"<a>", b"</a>",
    b"999999999999999999999", b"-1", b"NaN", b"1e999", b"../", "１２．３４".encode(), b"\xff\xfe",
    b"&foo;", b"<ofd:ObjectRef>1</ofd:ObjectRef>", b"***", "发票".encode(), b" " * 400, b"<a" * 300,
)  # fmt: skip


def mutations(count: int, seed: int) -> Iterator[bytes]:
    """Mutate the parts of whole files and pack them again: deeper than flipped bytes go."""
    chance = random.Random(seed)
    wholes = [parts_of(whole) for whole in WHOLE.values()]
    for _ in range(count):
        parts = dict(chance.choice(wholes))
        for _ in range(chance.randint(1, 3)):
            name = chance.choice(sorted(parts))
            parts[name] = _mutated(parts[name], chance)
        if chance.random() < 0.1:
            parts.pop(chance.choice(sorted(parts)))
        yield packed(parts, zipfile.ZIP_STORED)


def _mutated(part: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(part) + 1)
    end = min(len(part), start + int(chance.expovariate(0.05)))
    kind = chance.randrange(4)
    if kind == 0:
        return part[:start] + chance.choice(SNIPPETS) + part[end:]
    if kind == 1:
        return part[:start] + part[end:]
    if kind == 2:
        return part[:end] + part[start:end] * chance.randint(1, 5) + part[end:]
    return part[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + part[end:]


def test_mutated_parts_give_drafts_or_a_problem_in_time() -> None:
    started = time.monotonic()
    for data in mutations(250, seed=1):
        before = time.monotonic()
        reading = read(data)
        assert reading.drafts or reading.problem
        assert time.monotonic() - before < SECONDS
        if time.monotonic() - started > SECONDS:
            break


@pytest.mark.usefixtures("nothing_outside")
@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_mutations_touch_nothing_outside(seed: int) -> None:
    for data in mutations(1, seed):
        read(data)


HEADINGS = (
    '<TextObject Boundary="60 5 90 9" Size="6"><TextCode X="0" Y="5">电子发票（普通发票）'
    '</TextCode></TextObject><TextObject Boundary="10 50 190 9" Size="3"><TextCode X="0" Y="5">'
    "项目名称 规格型号 单位 数量 单价 金额 税率 税额</TextCode></TextObject>"
)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1发票号码：名称：", 'DeltaX="0.001"'),
        ("12", 'DeltaX="0"'),
        ("购买方备注", 'DeltaY="0.002"'),
        ("合计12.34", 'DeltaX="0.05" DeltaY="0.05"'),
        ("*纸*", 'DeltaX="g 100 2 -200" DeltaY="g 100 0 2"'),
    ],
)
def test_pages_full_of_labels_are_read_or_refused_in_time(text: str, steps: str) -> None:
    many = text * (5_900 // len(text))
    page = f'{HEADINGS}<TextObject Boundary="0 60 9 9" Size="3"><TextCode {steps}>{many}</TextCode>'
    hostile = f"<Page><Content>{page}</TextObject></Content></Page>".encode()
    started = time.monotonic()
    reading = read(with_part("Content_0.xml", hostile, "bare"))
    assert reading.drafts or reading.problem
    assert time.monotonic() - started < SECONDS


def test_a_template_used_over_and_over_counts_once() -> None:
    use = b'<ofd:Template TemplateID="2" ZOrder="Background"/>'
    parts = parts_of(WHOLE["listed"])
    name = "Doc_0/Pages/Page_0/Content.xml"
    assert use in parts[name]
    parts[name] = parts[name].replace(use, use * 20_000)
    assert tried(packed(parts)).drafts


def test_pictures_without_end_are_not_all_decoded() -> None:
    parts = parts_of(WHOLE["bureau"])
    blank = BytesIO()
    Image.new("L", (1200, 1200), 255).save(blank, "PNG")
    media = b"".join(
        b'<ofd:MultiMedia Type="Image"><ofd:MediaFile>%d.png</ofd:MediaFile></ofd:MultiMedia>' % at
        for at in range(2_000)
    )
    name = "Doc_0/DocumentRes.xml"
    parts[name] = parts[name].replace(b"<ofd:MultiMedias>", b"<ofd:MultiMedias>" + media)
    parts |= {f"Doc_0/Res/{at}.png": blank.getvalue() for at in range(2_000)}
    started = time.monotonic()
    assert read(packed(parts)).drafts
    assert time.monotonic() - started < SECONDS


def test_references_to_one_long_text_do_not_multiply_it() -> None:
    parts = parts_of(WHOLE["bureau"])
    refs = b'<ofd:ObjectRef PageRef="1">99999</ofd:ObjectRef>' * 50_000
    name = "Doc_0/Tags/CustomTag.xml"
    parts[name] = parts[name].replace(b"<Note>", b"<Note>" + refs)
    page = "Doc_0/Pages/Page_0/Content.xml"
    long = b'<ofd:TextObject ID="99999" Boundary="0 0 9 9"><ofd:TextCode>' + b"x" * 10**6
    parts[page] = parts[page].replace(
        b"</ofd:Layer>", long + b"</ofd:TextCode></ofd:TextObject></ofd:Layer>"
    )
    tried(packed(parts))


def test_a_field_longer_than_any_is_named_and_not_kept() -> None:
    parts = parts_of(WHOLE["listed"])
    name = "Doc_0/Attachs/original_invoice.xml"
    long = b"<fp:Note>" + b"y" * 5_000 + b"</fp:Note>"
    parts[name] = re.sub(rb"<fp:Note>.*?</fp:Note>", long, parts[name])
    (draft,) = tried(packed(parts)).drafts
    assert (ProblemCode.VALUE_UNREADABLE, "remark") in {(p.code, p.field) for p in draft.problems}
    assert draft.remark is None or len(draft.remark) < 100
