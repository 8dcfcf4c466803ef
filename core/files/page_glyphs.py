"""Positioned characters of a page, brought upright, into one spelling and to their real size.

What a file draws is not yet a text: pages are turned, letters are drawn twice to look bold, one
by one with wide gaps, or as Kangxi radicals that only look like the words they stand for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple
from unicodedata import normalize

from core.domain.problem import ProblemCode
from core.files.format import Refused


class Glyph(NamedTuple):
    """One drawn character: its box in points (1/72 inch), y growing downwards.

    `x`, `y` are the left and upper edge. The box is the loose one of the font (advance × em),
    not that of the ink: thin signs like 一 and - spoil the finding of rows otherwise. `text` is
    one character as the file spells it; `run` numbers the text object that drew it.
    """

    x: float
    y: float
    w: float
    h: float
    text: str
    run: int


class Rule(NamedTuple):
    """A vertical line of a table: where it stands, and from where to where, in points."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its size in points; blanks may be left out of `glyphs`."""

    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule] = ()


class Char:
    """A character that is placed: its edges, the middle of its height, and both spellings.

    `shown` keeps full-width punctuation as on the face, `key` is what is searched: NFKC, one
    character for one. `taken` once it belongs to a label or a value.
    """

    __slots__ = ("h", "key", "run", "shown", "taken", "x0", "x1", "y")

    def __init__(
        self, x0: float, x1: float, y: float, h: float, shown: str, key: str, run: int
    ) -> None:
        self.x0, self.x1, self.y, self.h = x0, x1, y, h
        self.shown, self.key, self.run, self.taken = shown, key, run, False

    @property
    def x(self) -> float:
        """The middle of its width."""
        return (self.x0 + self.x1) / 2


class Row:
    """Characters side by side, from left to right; `key` has one character for each of them."""

    __slots__ = ("chars", "h", "key", "y")

    def __init__(self, char: Char) -> None:
        self.chars, self.y, self.h, self.key = [char], char.y, char.h, ""

    def add(self, char: Char) -> None:
        """Take one more and move the middle towards it."""
        self.chars.append(char)
        self.y += (char.y - self.y) / len(self.chars)
        self.h = max(self.h, char.h)

    def order(self) -> "Row":
        """Sort what was taken and spell it."""
        self.chars.sort(key=_left)
        self.key = "".join([char.key for char in self.chars])
        return self


def _left(char: Char) -> float:
    return char.x0


def _middle(char: Char) -> float:
    return char.y


def rows_of(chars: Iterable[Char]) -> list[Row]:
    """Group characters into rows from top to bottom: middles within half the smaller height."""
    rows: list[Row] = []
    for char in sorted(chars, key=_middle):
        for row in rows[:-4:-1]:
            if char.y - row.y <= 0.5 * min(char.h, row.h):
                row.add(char)
                break
        else:
            rows.append(Row(char))
    return [row.order() for row in rows]


MAX_CHARS: Final = 40_000
_MOST_OFF_PAGE: Final = 0.15
_MOST_CROWDED: Final = 0.12
_WIDE: Final = 1.4


def chars_of(page: Page) -> list[Char]:
    """Give the characters of a page in file order; raise Refused for a layout that is none.

    TOO_LARGE beyond MAX_CHARS; UNREADABLE (layout) where too many lie off the page or are
    printed into each other.
    """
    if len(page.glyphs) > MAX_CHARS:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_CHARS} characters")
    off = sum(
        not (-1 < g.x + g.w / 2 < page.width + 1 and -1 < g.y + g.h / 2 < page.height + 1)
        for g in page.glyphs
    )
    if off > _MOST_OFF_PAGE * len(page.glyphs):
        raise Refused(ProblemCode.UNREADABLE, reason="layout")
    chars = _spelled(page.glyphs, _turn_of(page.glyphs))
    _stretch(chars)
    return chars


def turned_rules(page: Page) -> Sequence[Rule]:
    """Give the rules of a page; those of a turned page would be its rows and are left out."""
    return page.rules if _turn_of(page.glyphs) == "right" else ()


def _turn_of(glyphs: Sequence[Glyph]) -> str:
    """The way in which most characters follow each other."""
    ways: Counter[str] = Counter()
    for a, b in pairwise(glyphs):
        em = max(a.w, a.h)
        dx, dy = b.x - a.x, b.y - a.y
        if abs(dy) < 0.2 * em and 0.1 * em < abs(dx) < 4 * em:
            ways["right" if dx > 0 else "left"] += 1
        elif abs(dx) < 0.2 * em and 0.1 * em < abs(dy) < 4 * em:
            ways["down" if dy > 0 else "up"] += 1
    if not ways:
        return "right"
    way, count = ways.most_common(1)[0]
    return way if count > 1.5 * ways["right"] and count > 20 else "right"


def _spelled(glyphs: Sequence[Glyph], turn: str) -> list[Char]:
    shown = "".join([g.text for g in glyphs]).translate(_SHOWN)
    keys = shown.translate(_KEYS)
    seen: set[tuple[str, int, int]] = set()
    chars = []
    for g, text, key in zip(glyphs, shown, keys, strict=True):
        if key <= " ":
            continue
        x, y, w, h = g.x, g.y, g.w, g.h
        place = (key, round(x), round(y))
        if place in seen:  # drawn twice to look bold
            continue
        seen.add(place)
        if turn == "up":
            x, y, w, h = -y - h, x, h, w
        elif turn == "down":
            x, y, w, h = y, -x - w, h, w
        elif turn == "left":
            x, y = -x - w, -y - h
        chars.append(Char(x, x + w, y + h / 2, h, text, key, g.run))
    return chars


def _stretch(chars: list[Char]) -> None:
    """Make characters that are drawn one by one as wide as their steps; refuse a crowd."""
    steps, crowded, pairs = [], 0, 0
    for row in rows_of(chars):
        for a, b in pairwise(row.chars):
            width, step = a.x1 - a.x0, b.x0 - a.x0
            pairs += 1
            crowded += step < 0.45 * width
            if width > 0 and step < 6 * width:
                steps.append(step / width)
    if crowded > _MOST_CROWDED * pairs and pairs > 40:
        raise Refused(ProblemCode.UNREADABLE, reason="layout")
    spread = median(steps) if steps else 1.0
    if spread > _WIDE:
        for char in chars:
            char.x1 = char.x0 + (char.x1 - char.x0) * 0.97 * spread
            char.h *= 0.97 * spread


def em_of(chars: Sequence[Char]) -> float:
    """Give the usual height of a character, the measure of all distances."""
    return median([char.h for char in chars]) if chars else 1.0


_RADICALS: Final = dict(
    zip(
        "⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯"
        "⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛"
        "⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑彐忄小扌攵无日月歹母民氵水灬爫爫丬牛犭王疋目示礻竹糸"
        "纟网罒网冈网羊羊羊老耂聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风"
        "飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟龟龟",
        strict=True,
    )
)
"""CJK radicals (U+2E80…) that NFKC leaves as they are."""


def _composed(codes: Iterable[int]) -> dict[int, str]:
    made = ((code, normalize("NFKC", chr(code))) for code in codes)
    return {code: text for code, text in made if len(text) == 1 and text != chr(code)}


_SHOWN: Final = (
    _composed((*range(0x2F00, 0x2FE0), *range(0xF900, 0xFB00)))
    | {ord(radical): plain for radical, plain in _RADICALS.items()}
    | dict.fromkeys((0xA0, 0x3000, 0xFFFE, 0xFFFF, 0xFEFF, 0xAD), " ")
)
_KEYS: Final = _composed((*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7), 0x2460, 0xFE55)) | {
    ord(odd): plain
    for odd, plain in zip("圓￥Ұ﹕∶︰（）〔〕【】［］", "圆¥¥:::()()()()", strict=True)
}
