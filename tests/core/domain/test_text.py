"""Whatever blanks and widths people type, a number stays the number."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.text import clean, comparable, shown


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("033002000211", "033002000211"),
        (" 0330 0200 0211\r\n", "033002000211"),
        ("０３３００２０００２１１", "033002000211"),
        ("0330\u00a00200\u30000211", "033002000211"),
        ("\ufeff033002000211\x00", "033002000211"),
        ("0330\u200b02000211\u2060", "033002000211"),
        ("１，２３４．５０", "1,234.50"),
        ("（５０）", "(50)"),
        ("ＣＺ－ＥＩ－００", "CZ-EI-00"),
        ("2022年05月05日", "2022年05月05日"),
        ("\t'x'\x07", "'x'"),
        ("91110000ma0000001l", "91110000ma0000001l"),
        ("", ""),
        ("\u3000 \u00a0", ""),
    ],
)
def test_width_blanks_and_nuls_never_spoil_a_number(written: str, meant: str) -> None:
    assert clean(written) == meant


def test_compatibility_characters_of_a_pdf_become_the_usual_ones() -> None:
    assert clean("⽅⼀⼩⾦⼈⼤") == "方一小金人大"


def test_a_lone_surrogate_never_reaches_what_is_stored() -> None:
    assert clean("12\ud80034") == "1234"
    assert shown("示例\udcff公司") == "示例公司"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_what_was_cleaned_can_be_stored_and_holds_no_blank(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not any(char.isspace() or char in "\0\ufeff\u200b" for char in cleaned)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126)))
def test_full_width_is_the_same_as_half_width(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in text)
    assert clean(wide) == text


@given(st.text(st.sampled_from("0123456789"), min_size=1), st.data())
def test_blanks_anywhere_do_no_harm(digits: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digits)))
    blank = data.draw(st.sampled_from(" \t\r\n\x00\u00a0\u3000\u200b\ufeff\u2007\u202f"))
    assert clean(digits[:place] + blank + digits[place:]) == digits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例（北京）科技有限公司", "示例(北京)科技有限公司"),
        ("示例【北京】科技有限公司", "示例（北京）科技有限公司"),
        ("示例 科技　有限公司", "示例科技有限公司"),
        ("ＡＢＣ示例有限公司", "abc示例有限公司"),
        ("91110000MA0000001L", "９１１１００００ＭＡ0000001l"),
        ("示例科技有限公司\x00\r\n", "示例科技有限公司"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_two_names_are_not_the_same() -> None:
    assert comparable("示例（北京）科技有限公司") != comparable("示例（南京）科技有限公司")


@given(st.text())
def test_a_name_is_the_same_as_its_own_comparable_form(name: str) -> None:
    assert comparable(comparable(name)) == comparable(name)


@given(st.text())
def test_a_name_is_the_same_however_it_is_composed(name: str) -> None:
    assert comparable(normalize("NFKC", name)) == comparable(name)


@pytest.mark.parametrize(
    ("written", "face"),
    [
        ("示例（北京）科技有限公司", "示例（北京）科技有限公司"),
        ("　示例ＡＢｃ公司\x00 ", "示例ＡＢｃ公司"),
        ("第一行\n第二行\n", "第一行\n第二行"),
        ("Sample  Ltd", "Sample  Ltd"),
        (" \x00x\x00 ", "x"),
        ("\ufeff示例", "示例"),
        ("", None),
        ("\x00", None),
        (" \u3000\u200b", None),
    ],
)
def test_a_name_stands_as_on_the_face(written: str, face: str | None) -> None:
    assert shown(written) == face


@given(st.text())
def test_what_is_shown_can_be_stored_and_is_never_empty(text: str) -> None:
    face = shown(text)
    assert face is None or (face and face.encode() and shown(face) == face)
