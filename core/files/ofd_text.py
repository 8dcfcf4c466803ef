"""The text on the pages of an OFD: what its text objects say, and where each character stands.

Source: GB/T 33190-2016, 8.5 and 11; documents.md 2. Lengths are mm there, points in a Page.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import Final

from lxml import etree

from core.domain.problem import ProblemCode
from core.files.format import Refused
from core.files.ofd_package import Document, Package, box_of
from core.files.page_glyphs import Glyph, Page, Rule
from core.files.safe_xml import children, local

MAX_PAGES: Final = 500
MAX_GLYPHS: Final = 100_000
_POINTS: Final = 72 / 25.4
_ASCENT: Final = 0.86
"""How much of a character's height lies above its baseline, in em."""
_FEW_OFF: Final = 0.15


@dataclass(frozen=True, slots=True)
class TextObject:
    """A text object as the page holds it; its characters are placed only when asked for."""

    id: str
    text: str
    element: etree._Element


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
    templates: dict[str, tuple[etree._Element, list[TextObject]]] = {}
    found = []
    for page in document.pages:
        root = package.xml(page.part)
        if root is None:
            continue
        sheet = Sheet(page.id, [], box=box_of(next(children(root, "Area"), None)))
        for use in children(root, "Template"):
            name = use.get("TemplateID", "")
            if name not in templates and name in document.templates:
                drawn = package.xml(document.templates[name])
                if drawn is not None:
                    templates[name] = drawn, list(_text_objects(drawn))
            if name in templates:
                drawn, objects = templates[name]
                sheet.roots.append(drawn)
                sheet.objects += objects
                sheet.box = sheet.box or box_of(next(children(drawn, "Area"), None))
        sheet.roots.append(root)
        sheet.objects += _text_objects(root)
        sheet.box = sheet.box or document.box
        found.append(sheet)
    return found


def _text_objects(root: etree._Element) -> Iterator[TextObject]:
    for element in root.iter("{*}TextObject", "TextObject"):
        if element.get("Visible") != "false":
            codes = [code.text or "" for code in element if local(code) == "TextCode"]
            yield TextObject(element.get("ID", ""), "".join(codes), element)


def placed(pages: Iterable[Sheet]) -> list[Page]:
    """Place every character of the pages; raise Refused where there are too many."""
    found: list[Page] = []
    left = MAX_GLYPHS
    for sheet in pages:
        page = _page(sheet, left)
        left -= len(page.glyphs)
        found.append(page)
    return found


def _page(sheet: Sheet, left: int) -> Page:
    glyphs: list[Glyph] = []
    for run, text in enumerate(sheet.objects):
        glyphs += _glyphs(text.element, run)
        if len(glyphs) > left:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_GLYPHS} characters")
    width, height = _size(sheet, glyphs)
    inside = [g for g in glyphs if 0 <= g.x + g.w / 2 <= width and 0 <= g.y + g.h / 2 <= height]
    if len(glyphs) - len(inside) < _FEW_OFF * len(glyphs):
        glyphs = inside
    rules = [rule for root in sheet.roots for rule in _rules(root)]
    return Page(width, height, glyphs, rules)


def _size(sheet: Sheet, glyphs: list[Glyph]) -> tuple[float, float]:
    if sheet.box is not None:
        return sheet.box[0] * _POINTS, sheet.box[1] * _POINTS
    right = max((glyph.x + glyph.w for glyph in glyphs), default=0.0)
    return right, max((glyph.y + glyph.h for glyph in glyphs), default=0.0)


_Matrix = tuple[float, float, float, float, float, float]


def _floats(text: str | None, count: int) -> list[float] | None:
    try:
        numbers = [float(part) for part in (text or "").split()]
    except ValueError:
        return None
    # NaN and endless numbers fail the comparison
    return numbers if len(numbers) == count and all(-1e6 < n < 1e6 for n in numbers) else None


def _matrix(element: etree._Element) -> _Matrix | None:
    """Content -> page in mm: translation to the boundary after the object's own CTM."""
    boundary = _floats(element.get("Boundary"), 4)
    if boundary is None:
        return None
    a, b, c, d, e, f = _floats(element.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + boundary[0], f + boundary[1]


def _glyphs(element: etree._Element, run: int) -> Iterator[Glyph]:
    matrix, size = _matrix(element), _number(element.get("Size"), 0.0)
    if matrix is None or size <= 0:
        return
    stretch = _number(element.get("HScale"), 1.0)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = code.text or ""
        across = _deltas(code.get("DeltaX"), len(text))
        down = _deltas(code.get("DeltaY"), len(text))
        yield from _drawn(text, x, y, across, down, size, stretch, matrix, run)


def _drawn(
    text: str,
    x: float,
    y: float,
    across: list[float] | None,
    down: list[float] | None,
    size: float,
    stretch: float,
    matrix: _Matrix,
    run: int,
) -> Iterator[Glyph]:
    upright = matrix[1] == 0 == matrix[2] and matrix[0] > 0 and matrix[3] > 0
    a, _, _, d, e, f = (part * _POINTS for part in matrix)
    for place, char in enumerate(text):
        wide = (size if char >= "\u2e80" else size / 2) * stretch
        step = across[place] if across else (0.0 if down else wide)
        if char > " " and char not in _BLANKS:
            shown = step if 0 < step < wide else wide
            if upright:
                top = d * (y - size * _ASCENT) + f
                yield Glyph(a * x + e, top, a * shown, d * size, char, run)
            else:
                yield _turned(matrix, x, y, shown, size, char, run)
        x += step
        y += down[place] if down else 0.0


_BLANKS: Final = "\u00a0\u3000\ufffe\ufeff"


def _turned(
    matrix: _Matrix, x: float, y: float, w: float, size: float, char: str, run: int
) -> Glyph:
    a, b, c, d, e, f = matrix
    upper, lower = y - size * _ASCENT, y + size * (1 - _ASCENT)
    corners = [(px, py) for px in (x, x + w) for py in (upper, lower)]
    xs = [(a * px + c * py + e) * _POINTS for px, py in corners]
    ys = [(b * px + d * py + f) * _POINTS for px, py in corners]
    return Glyph(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys), char, run)


def _number(text: str | None, default: float) -> float:
    found = _floats(text, 1)
    return found[0] if found else default


def _deltas(text: str | None, count: int) -> list[float] | None:
    """Give one step per character: `g n v` is n times v; the last one repeats; None for none."""
    if not text or not count:
        return None
    parts = text.split()
    if len(parts) == 1 or "g" not in parts:
        steps = [_number(part, 0.0) for part in parts[:count]]
    else:
        steps = list(islice(_unrolled(parts), count))
    if not steps:
        return None
    return steps if len(steps) >= count else [*steps, *repeat(steps[-1], count - len(steps))]


def _unrolled(parts: list[str]) -> Iterator[float]:
    rest = iter(parts)
    for part in rest:
        if part == "g":
            count, step = next(rest, ""), _number(next(rest, ""), 0.0)
            yield from repeat(step, int(count) if count.isdecimal() and len(count) < 6 else 0)
        else:
            yield _number(part, 0.0)


_TALL: Final = 10.0  # mm
_THIN: Final = 1.0
_SEGMENT: Final = re.compile(r"([ML])\s+(-?[\d.]+)\s+(-?[\d.]+)")
_MOST_SEGMENTS: Final = 2000


def _rules(root: etree._Element) -> Iterator[Rule]:
    """Give the upright lines of the tables; lines may share one path, or be thin boxes."""
    for element in chain(root.iter("{*}PathObject"), root.iter("PathObject")):
        boundary = _floats(element.get("Boundary"), 4)
        if boundary is None or boundary[3] < _TALL:
            continue
        x, y, width, height = boundary
        if width <= _THIN:
            middle = (x + width / 2) * _POINTS
            yield Rule(middle, y * _POINTS, (y + height) * _POINTS)
        else:
            yield from _segments(element)


def _segments(element: etree._Element) -> Iterator[Rule]:
    matrix = _matrix(element)
    data = next((child.text or "" for child in children(element, "AbbreviatedData")), "")
    if matrix is None:
        return
    a, b, c, d, e, f = matrix
    last: tuple[float, float] | None = None
    for step in islice(_SEGMENT.finditer(data), _MOST_SEGMENTS):
        point = _floats(f"{step[2]} {step[3]}", 2)
        if point is None:
            return
        here = a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
        if step[1] == "L" and last and abs(here[0] - last[0]) < 0.2:
            top, bottom = sorted((here[1], last[1]))
            if bottom - top >= _TALL:
                yield Rule(here[0] * _POINTS, top * _POINTS, bottom * _POINTS)
        last = here
