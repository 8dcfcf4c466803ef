"""The text on the pages of an OFD: what its text objects say, and where each character stands.

Source: GB/T 33190-2016, 8.5 and 11; documents.md 2. Lengths are mm there, points in a Page.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Final, NamedTuple

from lxml import etree

from core.domain.problem import ProblemCode
from core.files.format import Refused
from core.files.ofd_package import Document, Package, box_of
from core.files.page_glyphs import Glyph, Page, Rule
from core.files.safe_xml import children

MAX_PAGES: Final = 500
MAX_OBJECTS: Final = 100_000
MAX_GLYPHS: Final = 6_000
"""Characters of one page; the densest of lists have three thousand."""
MAX_EFFORT: Final = 80_000_000
"""What reading by place may cost in all: it grows with the square of a page's characters."""
_POINTS: Final = 72 / 25.4
_ASCENT: Final = 0.86
"""How much of a character's height lies above its baseline, in em."""
_FEW_OFF: Final = 0.15
_MOST_RULES: Final = 500


class TextObject(NamedTuple):
    """A text object as the page holds it; its characters are placed only when asked for."""

    id: str
    text: str
    element: etree._Element
    codes: list[etree._Element]


@dataclass(slots=True)
class Sheet:
    """One page with its templates: the text objects in the order of drawing."""

    id: str
    objects: list[TextObject]
    roots: list[etree._Element] = field(default_factory=list)
    box: tuple[float, float] | None = None


def sheets(package: Package, document: Document) -> list[Sheet]:
    """Read the pages of a document, what stands on their templates first."""
    if len(document.pages) > MAX_PAGES:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PAGES} pages")
    templates: dict[str, Sheet | None] = {}
    found: list[Sheet] = []
    left = MAX_OBJECTS
    for page in document.pages:
        root = package.xml(page.part)
        if root is not None:
            found.append(_sheet(page.id, root, _used(package, document, root, templates)))
            found[-1].box = found[-1].box or document.box
            left -= len(found[-1].objects)
        if left < 0:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_OBJECTS} objects")
    return found


def _sheet(name: str, root: etree._Element, beneath: Iterable[Sheet] = ()) -> Sheet:
    sheet = Sheet(name, [], box=box_of(next(children(root, "Area"), None)))
    for template in beneath:
        sheet.roots += template.roots
        sheet.objects += template.objects
        sheet.box = sheet.box or template.box
    sheet.roots.append(root)
    sheet.objects += _text_objects(root)
    return sheet


def _used(
    package: Package,
    document: Document,
    root: etree._Element,
    templates: dict[str, Sheet | None],
) -> Iterator[Sheet]:
    """Give the templates of a page, each once; those that were read before are kept."""
    for name in dict.fromkeys(use.get("TemplateID", "") for use in children(root, "Template")):
        if name not in templates:
            drawn = package.xml(document.templates.get(name))
            templates[name] = None if drawn is None else _sheet(name, drawn)
        if template := templates[name]:
            yield template


def _text_objects(root: etree._Element) -> Iterator[TextObject]:
    parted: list[tuple[etree._Element, list[etree._Element]]] = []
    for element in root.iter("{*}TextObject", "{*}TextCode"):
        if element.tag.endswith("TextObject"):
            parted.append((element, []))
        elif parted:
            parted[-1][1].append(element)
    for element, codes in parted:
        if element.get("Visible") != "false":
            text = "".join([code.text or "" for code in codes])
            yield TextObject(element.get("ID", ""), text, element, codes)


def placed(pages: Iterable[Sheet]) -> list[Page]:
    """Place every character of the pages; raise Refused where there are too many."""
    found: list[Page] = []
    left = MAX_EFFORT
    for sheet in pages:
        page = _page(sheet)
        left -= len(page.glyphs) ** 2
        if left < 0:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{len(found)} pages")
        found.append(page)
    return found


def _page(sheet: Sheet) -> Page:
    glyphs: list[Glyph] = []
    for run, text in enumerate(sheet.objects):
        glyphs += islice(_glyphs(text, run), MAX_GLYPHS + 1)
        if len(glyphs) > MAX_GLYPHS:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_GLYPHS} characters")
    width, height = _size(sheet, glyphs)
    inside = [g for g in glyphs if 0 <= g.x + g.w / 2 <= width and 0 <= g.y + g.h / 2 <= height]
    if len(glyphs) - len(inside) < _FEW_OFF * len(glyphs):
        glyphs = inside
    rules = [rule for root in sheet.roots for rule in _rules(root)][:_MOST_RULES]
    return Page(width, height, glyphs, rules)


def _size(sheet: Sheet, glyphs: list[Glyph]) -> tuple[float, float]:
    if sheet.box is not None:
        return sheet.box[0] * _POINTS, sheet.box[1] * _POINTS
    right = max((glyph.x + glyph.w for glyph in glyphs), default=0.0)
    return right, max((glyph.y + glyph.h for glyph in glyphs), default=0.0)


Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x becomes a x + c y + e, and y becomes b x + d y + f."""


def floats_of(text: str | None, count: int) -> list[float] | None:
    """Give so many sensible numbers, or None."""
    try:
        numbers = [*map(float, text.split())] if text else []
    except ValueError:
        return None
    # NaN and endless numbers fail the comparison
    return numbers if len(numbers) == count and sum(map(abs, numbers)) < _FARTHEST else None


_FARTHEST: Final = 1e6


def matrix_of(element: etree._Element) -> Matrix | None:
    """Content -> page in mm: translation to the boundary after the object's own CTM."""
    boundary = floats_of(element.get("Boundary"), 4)
    if boundary is None:
        return None
    a, b, c, d, e, f = floats_of(element.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + boundary[0], f + boundary[1]


def _glyphs(drawn: TextObject, run: int) -> Iterator[Glyph]:
    element = drawn.element
    matrix, size = matrix_of(element), number_of(element.get("Size"), 0.0)
    if matrix is None or size <= 0:
        return
    stretch = number_of(element.get("HScale"), 1.0)
    x = y = 0.0
    for code in drawn.codes:
        if text := code.text:
            x, y = number_of(code.get("X"), x), number_of(code.get("Y"), y)
            places = places_of(text, (x, y), size, stretch, code)
            yield from _drawn(text, places, size, matrix, run)


_Place = tuple[float, float, float]
"""Where a character begins on its baseline, and its advance, before the object's CTM."""


def places_of(
    text: str, start: tuple[float, float], size: float, stretch: float, code: etree._Element
) -> Iterator[_Place]:
    """Give where each character of a TextCode begins; without deltas by its usual advance."""
    x, y = start
    across = _deltas(code.get("DeltaX"), len(text))
    down = _deltas(code.get("DeltaY"), len(text))
    wide, half = size * stretch, size * stretch / 2
    for at, char in enumerate(text):
        advance = wide if char >= "\u2e80" else half
        step = across[at] if across else (0.0 if down else advance)
        yield x, y, step if 0 < step < advance else advance
        x += step
        if down:
            y += down[at]


def _drawn(
    text: str, places: Iterator[_Place], size: float, matrix: Matrix, run: int
) -> Iterator[Glyph]:
    a, b, c, d, e, f = (part * _POINTS for part in matrix)
    upright = b == 0 == c and a > 0 and d > 0
    height, rise = d * size, f - d * size * _ASCENT
    for char, (x, y, advance) in zip(text, places, strict=True):
        if char <= " " or char in _BLANKS:
            continue
        if upright:
            yield Glyph(a * x + e, d * y + rise, a * advance, height, char, run)
        else:
            yield _turned(matrix, x, y, advance, size, char, run)


_BLANKS: Final = "\u00a0\u3000\ufffe\ufeff"


def _turned(
    matrix: Matrix, x: float, y: float, w: float, size: float, char: str, run: int
) -> Glyph:
    a, b, c, d, e, f = matrix
    upper, lower = y - size * _ASCENT, y + size * (1 - _ASCENT)
    corners = [(px, py) for px in (x, x + w) for py in (upper, lower)]
    xs = [(a * px + c * py + e) * _POINTS for px, py in corners]
    ys = [(b * px + d * py + f) * _POINTS for px, py in corners]
    return Glyph(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys), char, run)


def number_of(text: str | None, default: float) -> float:
    """Give a sensible number, or the default."""
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        return default
    return number if -_FARTHEST < number < _FARTHEST else default


def _deltas(text: str | None, count: int) -> list[float] | None:
    """Give one step per character: `g n v` is n times v; the last one repeats; None for none."""
    if not text or not count:
        return None
    parts = text.split()
    if "g" not in parts:
        steps = [number_of(part, 0.0) for part in parts[:count]]
    else:
        steps = list(islice(_unrolled(parts), count))
    if not steps:
        return None
    return steps if len(steps) >= count else [*steps, *repeat(steps[-1], count - len(steps))]


def _unrolled(parts: list[str]) -> Iterator[float]:
    rest = iter(parts)
    for part in rest:
        if part == "g":
            count, step = next(rest, ""), number_of(next(rest, ""), 0.0)
            yield from repeat(step, int(count) if count.isdecimal() and len(count) < 6 else 0)
        else:
            yield number_of(part, 0.0)


_TALL: Final = 10.0  # mm
_THIN: Final = 1.0
_SEGMENT: Final = re.compile(r"([ML])\s+(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)")
_MOST_SEGMENTS: Final = 500


def _rules(root: etree._Element) -> Iterator[Rule]:
    """Give the upright lines of the tables; lines may share one path, or be thin boxes."""
    for element in root.iter("{*}PathObject"):
        boundary = floats_of(element.get("Boundary"), 4)
        if boundary is None or boundary[3] < _TALL:
            continue
        x, y, width, height = boundary
        if width <= _THIN:
            middle = (x + width / 2) * _POINTS
            yield Rule(middle, y * _POINTS, (y + height) * _POINTS)
        else:
            yield from _segments(element)


def _segments(element: etree._Element) -> Iterator[Rule]:
    matrix = matrix_of(element)
    data = next((child.text or "" for child in children(element, "AbbreviatedData")), "")
    if matrix is None or matrix[1] or matrix[2] or "B" in data:  # a seal or a sign, no table
        return
    a, _, _, d, e, f = matrix
    x = y = 0.0
    for step in islice(_SEGMENT.finditer(data), _MOST_SEGMENTS):
        to_x, to_y = number_of(step[2], 0.0), number_of(step[3], 0.0)
        tall = abs(d * (to_y - y)) >= _TALL and abs(a * (to_x - x)) < _UPRIGHT
        if tall and step[1] == "L":
            top, bottom = sorted((d * y + f, d * to_y + f))
            yield Rule((a * x + e) * _POINTS, top * _POINTS, bottom * _POINTS)
        x, y = to_x, to_y


_UPRIGHT: Final = 0.2
