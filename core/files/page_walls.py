"""Labels that are written from top to bottom: 购买方信息, 销售方信息, 备注, 密码区.

They stand at the left edge of a box and so tell whose the labels beside them are; what stands
left of them never belongs to what stands right of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from core.files.page_glyphs import Char

Box = Literal["buyer", "seller", "remark", "other"]


class Wall(NamedTuple):
    """A vertical label: whose box it opens, and its edges."""

    box: Box
    x0: float
    x1: float
    top: float
    bottom: float


_WORDS: Final[tuple[tuple[str, Box], ...]] = (
    ("购买方信息", "buyer"),
    ("购买方", "buyer"),
    ("购货方", "buyer"),
    ("购货单位", "buyer"),
    ("购方", "buyer"),
    ("销售方信息", "seller"),
    ("销售方", "seller"),
    ("销货方", "seller"),
    ("销货单位", "seller"),
    ("销方", "seller"),
    ("备注", "remark"),
    ("密码区", "other"),
    ("密码", "other"),
    ("说明", "other"),
    ("下载次数", "other"),
)


def walls_of(chars: Sequence[Char], em: float) -> list[Wall]:
    """Find the vertical labels and take their characters."""
    places: defaultdict[str, list[Char]] = defaultdict(list)
    for char in chars:
        if char.key in _LETTERS and len(places[char.key]) < _MOST:
            places[char.key].append(char)
    walls = []
    for word, box in _WORDS:
        for first in places[word[0]]:
            chain = [] if first.taken else list(_chain(word, first, places, em))
            if len(chain) == len(word):
                for char in chain:
                    char.taken = True
                top, bottom = chain[0], chain[-1]
                edges = min(c.x0 for c in chain), max(c.x1 for c in chain)
                walls.append(Wall(box, *edges, top.y - top.h / 2, bottom.y + bottom.h / 2))
    return walls


_MOST: Final = 400
"""Places of one letter that are looked at: the search grows with their square."""
_LETTERS: Final = frozenset("".join(word for word, _ in _WORDS))


def _chain(word: str, first: Char, places: dict[str, list[Char]], em: float) -> Iterator[Char]:
    """Follow a word downwards; later steps are about as long as the first.

    Else the label 购买方 would swallow 信 and 息 of an item beneath it.
    """
    yield first
    last, most = first, 5 * em
    for step, letter in enumerate(word[1:]):
        below = [
            char
            for char in places[letter]
            if not char.taken
            and abs(char.x - last.x) < 0.8 * em
            and 0.5 * em < char.y - last.y <= most
        ]
        if not below:
            return
        char = min(below, key=lambda c: c.y)
        if step == 0:
            most = 1.4 * (char.y - last.y) + 0.3 * em
        yield char
        last = char


def side_of(walls: Sequence[Wall], x: float, y: float, em: float) -> Box | None:
    """Say whose box a place lies in: the wall to its left that reaches its height."""
    found: tuple[float, float] | None = None
    box: Box | None = None
    for wall in walls:
        if wall.x0 > x or wall.box not in ("buyer", "seller"):
            continue
        beyond = max(wall.top - y, y - wall.bottom, 0.0)
        rank = (round(beyond / em, 1), x - wall.x0)
        if beyond < 5 * em and (found is None or rank < found):
            found, box = rank, wall.box
    return box
