from itertools import pairwise

import pytest

from core.domain.problem import ProblemCode
from core.files import page_glyphs
from core.files.format import Refused
from core.files.page_glyphs import Glyph, Page, chars_of, cleared, em_of, rows_of, stretched
from tests.data.glyphs import glyphs, page


def spelled(made: Page) -> list[str]:
    chars, _ = chars_of(made)
    return [row.key for row in rows_of(chars)]


def test_rows_come_from_top_to_bottom_and_left_to_right_whatever_the_file_order() -> None:
    texts = [(40.0, 60.0, "第二行"), (120.0, 20.0, "右"), (20.0, 20.0, "左")]
    assert spelled(page(*texts)) == ["左右", "第二行"]


def test_letters_of_unlike_size_or_lift_stand_in_one_row() -> None:
    mixed = [*glyphs([(20, 20, "大字")], size=12), *glyphs([(60, 23, "小字")], size=8)]
    assert spelled(Page(200, 100, mixed)) == ["大字小字"]


def test_kangxi_radicals_and_compatibility_characters_become_the_words_they_look_like() -> None:
    chars, _ = chars_of(page((20, 20, "⽅⼩⾦⻓⻔⻢⻅⻉⻋⻚豈（）")))
    assert "".join(char.key for char in chars) == "方小金长门马见贝车页豈()"
    assert "".join(char.shown for char in chars) == "方小金长门马见贝车页豈（）"


def test_full_width_figures_are_searched_as_plain_ones_and_shown_as_they_are() -> None:
    chars, _ = chars_of(page((20, 20, "１２：￥")))
    assert "".join(char.key for char in chars) == "12:¥"
    assert "".join(char.shown for char in chars) == "１２：￥"


def test_every_kangxi_radical_has_one_plain_character() -> None:
    radicals = "".join(chr(code) for code in range(0x2F00, 0x2FD6))
    chars, _ = chars_of(Page(9000, 90, glyphs([(0, 20, radicals)])))
    assert len(chars) == len(radicals)
    assert all(char.key < "\u2e80" or char.key > "\u2fdf" for char in chars)


def test_blanks_of_every_sort_are_no_characters() -> None:
    blanks = [
        Glyph(20.0 + at, 20, 5, 9, text, 0) for at, text in enumerate(" \u00a0\u3000\t\ufffe")
    ]
    assert chars_of(Page(100, 100, blanks))[0] == []


@pytest.mark.parametrize("turn", ["up", "down", "left"])
def test_a_turned_page_reads_as_an_upright_one(turn: str) -> None:
    upright = [(20.0 + 3 * row, 20.0 + 20 * row, f"第{row}行的文字很长很长") for row in range(4)]
    made = []
    for x, y, w, h, text, run in glyphs(upright):
        if turn == "up":
            made.append(Glyph(y, 400 - x - w, h, w, text, run))
        elif turn == "down":
            made.append(Glyph(400 - y - h, x, h, w, text, run))
        else:
            made.append(Glyph(400 - x - w, 400 - y - h, w, h, text, run))
    chars, reads = chars_of(Page(400, 400, made))
    assert reads == turn
    assert [row.key for row in rows_of(chars)] == [text for _, _, text in upright]


def test_a_page_of_few_words_is_taken_as_upright() -> None:
    column = [(20.0, 20.0 + 12 * at, letter) for at, letter in enumerate("购买方信息")]
    assert chars_of(page(*column))[1] == "right"


def test_letters_drawn_twice_to_look_bold_count_once() -> None:
    twice = [*glyphs([(20, 20, "合计")]), *glyphs([(20.4, 20.2, "合计")], run=5)]
    rows, _ = cleared(rows_of(chars_of(Page(200, 100, twice))[0]))
    assert [row.key for row in rows] == ["合计"]


def test_double_figures_are_no_bold_ones() -> None:
    rows, _ = cleared(rows_of(chars_of(page((20, 20, "1100.00")))[0]))
    assert rows[0].key == "1100.00"


def test_characters_drawn_one_by_one_with_gaps_are_made_as_large_as_their_steps() -> None:
    wide = [Glyph(20 + 25.0 * at, 20, 9, 9, letter, at) for at, letter in enumerate("电子发票")]
    chars, _ = chars_of(Page(400, 100, wide))
    _, step = cleared(rows_of(chars))
    assert step == pytest.approx(25 / 9)
    assert stretched(chars, step)
    assert em_of(chars) == pytest.approx(0.97 * 25)
    assert all(0 <= b.x0 - a.x1 < 2 for a, b in pairwise(chars))


def test_ordinary_letter_spacing_is_left_alone() -> None:
    chars, _ = chars_of(page((20, 20, "电子发票")))
    before = [(char.x0, char.x1, char.h) for char in chars]
    assert not stretched(chars, cleared(rows_of(chars))[1])
    assert [(char.x0, char.x1, char.h) for char in chars] == before


def test_letters_drawn_alone_make_runs_where_they_continue_each_other() -> None:
    first, second = glyphs([(20, 20, "47.16"), (90, 20, "100.00")])[:5], glyphs([(90, 20, "99")])
    alone = [glyph._replace(run=at) for at, glyph in enumerate([*first, *second])]
    runs = [char.run for char in chars_of(Page(200, 100, alone))[0]]
    assert len(set(runs[:5])) == 1
    assert len(set(runs)) == 2


def test_a_page_that_lies_beside_the_paper_is_no_layout() -> None:
    off = Page(100, 100, glyphs([(20, 20, "票"), (300, 20, "号码金额")]))
    with pytest.raises(Refused) as refused:
        chars_of(off)
    assert refused.value.problem.code is ProblemCode.UNREADABLE
    assert refused.value.problem.values == {"reason": "layout"}


def test_a_few_characters_off_the_paper_do_no_harm() -> None:
    off = Page(
        300, 100, [*glyphs([(20, 20, "发票号码发票号码发票号码")]), *glyphs([(900, 20, "x")])]
    )
    assert len(chars_of(off)[0]) == 13


def test_texts_printed_into_each_other_are_no_layout() -> None:
    crowd = [
        glyph
        for start in range(8)
        for glyph in glyphs([(20 + 2.2 * start, 20, "购买方信息发票号码金额")], run=start)
    ]
    rows = rows_of(chars_of(Page(400, 100, crowd))[0])
    with pytest.raises(Refused) as refused:
        cleared(rows)
    assert refused.value.problem.values == {"reason": "layout"}


def test_too_many_characters_are_refused_before_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_glyphs, "MAX_CHARS", 10)
    with pytest.raises(Refused) as refused:
        chars_of(page((20, 20, "发票号码发票号码发票号码")))
    assert refused.value.problem.code is ProblemCode.TOO_LARGE


def test_characters_without_a_size_are_none() -> None:
    flat = [glyph._replace(h=0.0) for glyph in glyphs([(20, 20, "发票号码")])]
    assert chars_of(Page(100, 100, flat))[0] == []
