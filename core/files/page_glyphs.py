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

    def __init__(self, chars: list[Char]) -> None:
        self.chars = sorted(chars, key=_left)
        self.y = sum([char.y for char in chars]) / len(chars)
        self.h = max([char.h for char in chars])
        self.key = "".join([char.key for char in self.chars])


def _left(char: Char) -> float:
    return char.x0


def _middle(char: Char) -> float:
    return char.y


def rows_of(chars: Iterable[Char]) -> list[Row]:
    """Group characters into rows from top to bottom: middles within half the smaller height."""
    rows: list[list[Char]] = []
    middles: list[float] = []
    for char in sorted(chars, key=_middle):
        y, h = char.y, char.h
        for back in range(-1, -min(len(rows), 3) - 1, -1):
            row = rows[back]
            # rows in order of their first: the heights of one row are much alike
            if y - middles[back] <= 0.5 * min(h, row[0].h):
                row.append(char)
                middles[back] += (y - middles[back]) / len(row)
                break
        else:
            rows.append([char])
            middles.append(y)
    return [Row(row) for row in rows]


MAX_CHARS: Final = 40_000
_MOST_OFF_PAGE: Final = 0.15
_MOST_CROWDED: Final = 0.12
_WIDE: Final = 1.4
_ALONE: Final = 0.6
_LEAST: Final = 0.01
"""Points; what is smaller is no character that anybody sees."""
_ENOUGH: Final = 150


def chars_of(page: Page) -> tuple[list[Char], str]:
    """Give the characters of a page in file order, and how it read: "right" if it stood upright.

    Raises Refused: TOO_LARGE beyond MAX_CHARS; UNREADABLE (layout) where too many lie off the
    page.
    """
    glyphs = page.glyphs
    if len(glyphs) > MAX_CHARS:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_CHARS} characters")
    right, bottom = page.width + 1, page.height + 1
    inside = sum(
        [-1 < x + w / 2 < right and -1 < y + h / 2 < bottom for x, y, w, h, _, _ in glyphs]
    )
    if len(glyphs) - inside > _MOST_OFF_PAGE * len(glyphs):
        raise Refused(ProblemCode.UNREADABLE, reason="layout")
    turn = _turn_of(glyphs)
    chars = _spelled(glyphs, turn)
    if len({char.run for char in chars}) > _ALONE * len(chars):
        _join(chars)
    return chars, turn


def _turn_of(glyphs: Sequence[Glyph]) -> str:
    """The way in which most characters follow each other; some hundreds of them tell."""
    ways: Counter[str] = Counter()
    for a, b in pairwise(glyphs[:_ENOUGH]):
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
    shown = "".join([glyph.text for glyph in glyphs]).translate(_SHOWN)
    keys = shown.translate(_KEYS)
    chars = []
    for glyph, text, key in zip(glyphs, shown, keys, strict=True):
        if key > " " and glyph.h > _LEAST and glyph.w > _LEAST:
            x, y, w, h, _, run = glyph if turn == "right" else _turned(glyph, turn)
            chars.append(Char(x, x + w, y + h / 2, h, text, key, run))
    return chars


def _turned(glyph: Glyph, turn: str) -> Glyph:
    x, y, w, h, text, run = glyph
    if turn == "up":
        return Glyph(-y - h, x, h, w, text, run)
    if turn == "down":
        return Glyph(y, -x - w, h, w, text, run)
    return Glyph(-x - w, -y - h, w, h, text, run)


def unturned(x: float, y: float, w: float, h: float, turn: str) -> tuple[float, ...]:
    """Give left, top, width and height of a box as the page has it, which was turned upright."""
    if turn == "up":
        return y, -x - w, h, w
    if turn == "down":
        return -y - h, x, h, w
    return (x, y, w, h) if turn == "right" else (-x - w, -y - h, w, h)


def _join(chars: Sequence[Char]) -> None:
    """Make runs where each character is drawn alone: of those that continue each other."""
    run = 0
    for a, b in pairwise(chars):
        a.run = run
        continues = abs(b.x0 - a.x1) < 0.3 * a.h and abs(b.y - a.y) < 0.2 * a.h
        run += not continues
        b.run = run


def cleared(rows: list[Row]) -> tuple[list[Row], float]:
    """Drop what is drawn twice to look bold; give the rows and the step from one to the next.

    The step is in widths: far over 1 where characters are drawn one by one. Raises Refused
    (UNREADABLE, layout) where too many are printed into each other.
    """
    steps: list[float] = []
    crowded = pairs = 0
    for place, row in enumerate(rows):
        twice = set()
        for a, b in pairwise(row.chars):
            width, step = a.x1 - a.x0, b.x0 - a.x0
            if step < 1 and a.key == b.key and abs(a.y - b.y) < 1:
                twice.add(b)
                continue
            pairs += 1
            crowded += step < 0.45 * width
            if 0 < step < 6 * width:
                steps.append(step / width)
        if twice:
            rows[place] = Row([char for char in row.chars if char not in twice])
    if crowded > _MOST_CROWDED * pairs and pairs > 40:
        raise Refused(ProblemCode.UNREADABLE, reason="layout")
    return rows, median(steps) if steps else 1.0


def stretched(chars: Sequence[Char], step: float) -> bool:
    """Make characters that are drawn one by one as large as their steps; say whether they were."""
    if step <= _WIDE:
        return False
    for char in chars:
        char.x1 = char.x0 + (char.x1 - char.x0) * 0.97 * step
        char.h *= 0.97 * step
    return True


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
