import pytest

from core.files.page_glyphs import Char, chars_of, em_of
from core.files.page_walls import Wall, side_of, walls_of
from tests.data.glyphs import Text, page


def stack(x: float, y: float, word: str, step: float = 12.0) -> list[Text]:
    return [(x, y + step * place, letter) for place, letter in enumerate(word)]


def found(*texts: Text) -> tuple[list[Wall], list[Char]]:
    chars, _ = chars_of(page(*texts))
    return walls_of(chars, em_of(chars)), chars


@pytest.mark.parametrize(
    ("word", "box"),
    [
        ("购买方信息", "buyer"),
        ("购买方", "buyer"),
        ("购货单位", "buyer"),
        ("销售方信息", "seller"),
        ("销货方", "seller"),
        ("备注", "remark"),
        ("密码区", "other"),
        ("下载次数", "other"),
    ],
)
def test_a_word_from_top_to_bottom_is_a_wall(word: str, box: str) -> None:
    (wall,), chars = found(*stack(20, 80, word))
    assert wall.box == box
    assert all(char.taken for char in chars)
    assert (wall.x0, wall.x1) == (20, 29)
    assert wall.top == 80
    assert wall.bottom == 80 + 12 * (len(word) - 1) + 9


@pytest.mark.parametrize("step", [10.0, 18.0, 40.0])
def test_its_letters_may_stand_wide_apart(step: float) -> None:
    (wall,), _ = found(*stack(20, 80, "购买方", step))
    assert wall.bottom - wall.top == pytest.approx(2 * step + 9)


def test_a_word_from_left_to_right_is_none() -> None:
    assert found((20, 80, "购买方信息"))[0] == []


def test_letters_of_an_item_beneath_are_not_swallowed() -> None:
    walls, chars = found(*stack(20, 80, "购买方"), (20, 180, "信息技术服务"))
    assert [wall.box for wall in walls] == ["buyer"]
    assert walls[0].bottom == 80 + 24 + 9
    assert sum(char.taken for char in chars) == 3


def test_letters_beside_each_other_are_no_wall() -> None:
    assert found((20, 80, "备"), (60, 92, "注"))[0] == []


def test_both_parties_of_a_digital_invoice_side_by_side() -> None:
    walls, _ = found(*stack(14, 80, "购买方信息"), *stack(300, 80, "销售方信息"))
    assert side_of(walls, 32, 90, 9) == "buyer"
    assert side_of(walls, 318, 90, 9) == "seller"


def test_both_parties_of_an_old_invoice_one_above_the_other() -> None:
    walls, _ = found(*stack(14, 80, "购买方"), *stack(14, 300, "销售方"), *stack(340, 80, "密码区"))
    assert side_of(walls, 32, 85, 9) == "buyer"
    assert side_of(walls, 32, 122, 9) == "buyer"  # a little beneath its last letter
    assert side_of(walls, 32, 296, 9) == "seller"


def test_what_stands_left_of_every_wall_or_far_from_it_is_nobodys() -> None:
    walls, _ = found(*stack(100, 80, "购买方"))
    assert side_of(walls, 32, 85, 9) is None
    assert side_of(walls, 132, 300, 9) is None
