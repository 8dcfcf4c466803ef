import zipfile
from io import BytesIO

import pytest

from core.files.ofd_package import Document, Package, documents
from core.files.ofd_text import placed, sheets
from core.files.page_glyphs import Page

MM = 72 / 25.4
ENTRY = b"<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>"
TEMPLATE = '<CommonData><TemplatePage ID="7" BaseLoc="T.xml"/></CommonData>'


def package(content: str, template: str = "", box: str = "0 0 210 140") -> tuple[Package, Document]:
    use = '<Template TemplateID="7"/>' if template else ""
    area = f"<Area><PhysicalBox>{box}</PhysicalBox></Area>"
    parts = {
        "OFD.xml": ENTRY,
        "D/D.xml": f'<D>{TEMPLATE}<Pages><Page ID="1" BaseLoc="P.xml"/></Pages></D>'.encode(),
        "D/P.xml": f"<Page>{area}{use}<Content>{content}</Content></Page>".encode(),
        "D/T.xml": f"<Page><Content>{template}</Content></Page>".encode(),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    opened = Package.open(made.getvalue())
    return opened, documents(opened)[0]


def page(content: str, template: str = "", box: str = "0 0 210 140") -> Page:
    (only,) = placed(sheets(*package(content, template, box)))
    return only


def text(code: str, **attributes: str) -> str:
    given = {"Boundary": "10 20 50 5", "Size": "4"} | attributes
    told = " ".join(f'{name}="{value}"' for name, value in given.items())
    return f"<TextObject {told}>{code}</TextObject>"


def lefts(found: Page) -> list[float]:
    return [round(glyph.x / MM, 3) for glyph in found.glyphs]


def baselines(found: Page) -> list[float]:
    return [round((glyph.y + glyph.h * 0.86) / MM, 3) for glyph in found.glyphs]


def test_characters_stand_by_their_deltas_from_the_boundary() -> None:
    found = page(text('<TextCode X="1" Y="3" DeltaX="4 2">发票1</TextCode>'))
    assert lefts(found) == [11, 15, 17]
    assert baselines(found) == [23, 23, 23]
    assert [glyph.text for glyph in found.glyphs] == ["发", "票", "1"]


@pytest.mark.parametrize(
    ("deltas", "places"),
    [
        ("g 3 2", [10, 12, 14, 16]),
        ("1 g 2 3", [10, 11, 14, 17]),
        ("2", [10, 12, 14, 16]),  # the last one repeats
        ("5 5 5 5 5 5 5", [10, 15, 20, 25]),
        ("", [10, 14, 18, 22]),  # the advance of the font
        ("g x 2", [10, 14, 18, 22]),  # what cannot be read is none
    ],
)
def test_deltas_come_as_lists_and_runs(deltas: str, places: list[float]) -> None:
    assert (
        lefts(page(text(f'<TextCode X="0" Y="3" DeltaX="{deltas}">发票号码</TextCode>'))) == places
    )


def test_without_deltas_latin_takes_half_the_width() -> None:
    found = page(text('<TextCode X="0" Y="3">1A票</TextCode>'))
    assert lefts(found) == [10, 12, 14]
    assert [round(glyph.w / MM, 3) for glyph in found.glyphs] == [2, 2, 4]


def test_text_may_run_downwards() -> None:
    found = page(text('<TextCode X="0" Y="3" DeltaY="5 6">购买方</TextCode>'))
    assert lefts(found) == [10, 10, 10]
    assert baselines(found) == [23, 28, 34]


def test_an_object_may_hold_several_lines() -> None:
    lines = '<TextCode X="0" Y="3">甲</TextCode><TextCode X="0" Y="8">乙</TextCode>'
    assert baselines(page(text(lines))) == [23, 28]


def test_a_second_line_without_a_place_stays_where_the_first_began() -> None:
    lines = '<TextCode X="2" Y="3">甲</TextCode><TextCode>乙</TextCode>'
    assert lefts(page(text(lines))) == [12, 12]


def test_the_matrix_scales_what_is_in_points() -> None:
    code = '<TextCode X="10" Y="10" DeltaX="10">发票</TextCode>'
    found = page(text(code, CTM="0.5 0 0 0.5 1 2", Size="10"))
    assert lefts(found) == [16, 21]
    assert baselines(found) == [27, 27]
    assert {round(glyph.h / MM, 3) for glyph in found.glyphs} == {5}


def test_a_turned_text_keeps_the_order_of_its_characters() -> None:
    code = '<TextCode X="0" Y="0" DeltaX="4">下载</TextCode>'
    found = page(text(code, CTM="0 1 -1 0 0 0"))
    first, second = found.glyphs
    assert second.y - first.y == pytest.approx(4 * MM)
    assert second.x == pytest.approx(first.x)


def test_characters_may_be_squeezed() -> None:
    found = page(text('<TextCode X="0" Y="3">发票</TextCode>', HScale="0.5"))
    assert lefts(found) == [10, 12]


def test_blanks_take_their_room_and_are_left_out() -> None:
    found = page(text('<TextCode X="0" Y="3" DeltaX="4 4 4">名 　称</TextCode>'))
    assert [(glyph.text, round(glyph.x / MM)) for glyph in found.glyphs] == [("名", 10), ("称", 22)]


def test_each_text_object_is_a_run_of_its_own() -> None:
    code = '<TextCode X="0" Y="3">票</TextCode>'
    assert [glyph.run for glyph in page(text(code) + text(code)).glyphs] == [0, 1]


def test_what_stands_on_the_template_comes_first() -> None:
    code = '<TextCode X="0" Y="3">{}</TextCode>'
    found = page(text(code.format("值")), text(code.format("签")))
    assert [glyph.text for glyph in found.glyphs] == ["签", "值"]


def test_what_is_not_visible_is_not_there() -> None:
    assert page(text('<TextCode X="0" Y="3">票</TextCode>', Visible="false")).glyphs == []


def test_a_little_text_off_the_page_is_dropped_and_much_of_it_kept() -> None:
    on = text(f'<TextCode X="0" Y="3">{"票" * 20}</TextCode>')
    off = text('<TextCode X="0" Y="3">林</TextCode>', Boundary="10 285 50 5")
    assert "林" not in {glyph.text for glyph in page(on + off).glyphs}
    assert "林" in {glyph.text for glyph in page(off * 5 + on).glyphs}


def test_a_page_without_a_box_is_as_large_as_its_text() -> None:
    found = page(text('<TextCode X="0" Y="3">票</TextCode>'), box="0 0 0 -5")
    assert (round(found.width / MM), round(found.height / MM)) == (14, 24)


def test_upright_lines_are_found_as_boxes_and_in_paths() -> None:
    thin = '<PathObject Boundary="60 50 0.3 40"/>'
    grid = (
        '<PathObject Boundary="5 50 200 40"><AbbreviatedData>M 0 0 L 0 40 M 50 0 L 50 40 '
        "M 0 0 L 200 0</AbbreviatedData></PathObject>"
    )
    short = '<PathObject Boundary="60 50 0.3 4"/>'
    seal = (
        '<PathObject Boundary="5 50 40 40"><AbbreviatedData>M 0 0 L 0 40 B 1 1 2 2 3 3'
        "</AbbreviatedData></PathObject>"
    )
    found = page(thin + grid + short + seal)
    assert [round(rule.x / MM, 2) for rule in found.rules] == [60.15, 5, 55]
    assert {(round(rule.top / MM), round(rule.bottom / MM)) for rule in found.rules} == {(50, 90)}


def test_namespaces_do_not_matter() -> None:
    content = text('<TextCode X="0" Y="3">票</TextCode>')
    other = content.replace("<TextObject", '<TextObject xmlns="urn:x"')
    assert len(page(other).glyphs) == 1
    prefixed = content.replace("TextObject", "o:TextObject").replace("TextCode", "o:TextCode")
    assert len(page(prefixed.replace("<o:TextObject", '<o:TextObject xmlns:o="urn:y"')).glyphs) == 1
