"""An OFD as a PDF in memory, which PDFium draws: it brings fonts, JBIG2 and blending.

Templates, pages, annotations and seals are laid over each other as GB/T 33190-2016, 7.7 says.
Nothing is clipped to an object's boundary, for lines are often thicker than their boxes; clips
are not heeded. Source of what producers really write: documents.md 2.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from core.domain.problem import ProblemCode
from core.files.format import Refused
from core.files.ofd_fonts import Fonts
from core.files.ofd_package import Document, Package, box_of, documents
from core.files.ofd_paths import BLACK, Paint, outline, paint_of, width_of, written
from core.files.ofd_pictures import Pictures
from core.files.ofd_resources import Resources, first, first_child
from core.files.ofd_seals import Seal, seals
from core.files.ofd_text import (
    MAX_GLYPHS,
    MAX_PAGES,
    Matrix,
    floats_of,
    matrix_of,
    number_of,
    places_of,
)
from core.files.pdf_made import MadePdf
from core.files.safe_xml import children, local, text_in

_POINTS: Final = 72 / 25.4
_A4: Final = 210.0, 297.0
_BANDS: Final = ("Background", "Body", "Foreground")
_DEEPEST: Final = 12
_MOST_DRAWN: Final = 1_000_000
"""Objects, characters and points of paths, over all pages."""
_BOLD: Final = 600
_BOLDER: Final = 0.03
"""How much thicker a bold character is drawn, in em, on each side."""


def as_pdf(data: bytes) -> bytes:
    """Give the pages of an OFD as a PDF; raises Refused for what is none or goes beyond limits."""
    package = Package.open(data)
    made = MadePdf()
    catalog, root = made.reserve(), made.reserve()
    pages = [
        number
        for document in documents(package)
        for number in _Drawing(package, document, made, root).pages()
    ]
    if not pages:
        raise Refused(ProblemCode.UNREADABLE, reason="damaged")
    kids = " ".join(f"{number} 0 R" for number in pages)
    made.fill(catalog, f"<</Type/Catalog/Pages {root} 0 R>>")
    made.fill(root, f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
    return made.whole(catalog)


class _Layer(NamedTuple):
    element: etree._Element
    params: list[etree._Element]


@dataclass(slots=True)
class _Drawing:
    """One document on its way into a PDF."""

    package: Package
    document: Document
    made: MadePdf
    root: int
    inner: bool = False  # the picture of a seal has no annotations and seals of its own
    resources: Resources = field(init=False)
    fonts: Fonts = field(init=False)
    pictures: Pictures = field(init=False)
    states: dict[str, int] = field(default_factory=dict)
    left: int = _MOST_DRAWN

    def __post_init__(self) -> None:
        """Read what the pages draw with."""
        self.resources = Resources.of(self.package, self.document)
        self.fonts = Fonts(self.package, self.made)
        self.pictures = Pictures(self.package, self.made, self.resources)

    def pages(self) -> list[int]:
        """Draw all pages; gives their numbers in the PDF."""
        if len(self.document.pages) > MAX_PAGES:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PAGES} pages")
        stamped = [] if self.inner else seals(self.package, self.document)
        notes = {} if self.inner else self._annotations()
        drawn = []
        for page in self.document.pages:
            root = self.package.xml(page.part)
            if root is None:
                continue
            box, lines = self._laid(root)
            for note in notes.get(page.id, ()):
                lines += self._note(note)
            for seal in stamped:
                if seal.page == page.id:
                    lines += self._seal(seal)
            drawn.append(self._page(box, lines))
        return drawn

    def form(self) -> int:
        """Draw the first page as a form that fills the unit square; gives its number."""
        root = self.package.xml(self.document.pages[0].part) if self.document.pages else None
        if root is None:
            raise Refused(ProblemCode.UNREADABLE, reason="damaged")
        box, lines = self._laid(root)
        width, height = box[0] * _POINTS, box[1] * _POINTS
        return self.made.stream(
            f"/Type/XObject/Subtype/Form/BBox[0 0 {written(width, height)}]"
            f"/Matrix[{1 / width:.6f} 0 0 {1 / height:.6f} 0 0]{self._resources()}",
            _content(height, lines),
        )

    def _laid(self, root: etree._Element) -> tuple[tuple[float, float], list[str]]:
        """Give the size of a page in mm, and what its templates and itself draw."""
        uses = [*self._templates(root, self._orders())]
        return self._box(root, [template for _, template in uses]), [*self._layers(root, uses)]

    def _orders(self) -> dict[str, str]:
        root = self.package.xml(self.document.part)
        common = next(children(root, "CommonData"), None)
        return {
            each.get("ID", ""): order
            for each in children(common, "TemplatePage")
            if (order := each.get("ZOrder"))
        }

    def _templates(
        self, root: etree._Element, orders: dict[str, str]
    ) -> Iterator[tuple[str, etree._Element]]:
        for use in children(root, "Template"):
            name = use.get("TemplateID", "")
            template = self.package.xml(self.document.templates.get(name))
            if template is not None:
                yield use.get("ZOrder") or orders.get(name) or _BANDS[0], template

    def _box(self, root: etree._Element, uses: Iterable[etree._Element]) -> tuple[float, float]:
        areas = [next(children(each, "Area"), None) for each in (root, *uses)]
        boxes = [box for area in areas if (box := box_of(area))]
        return boxes[0] if boxes else self.document.box or _A4

    def _layers(
        self, root: etree._Element, uses: list[tuple[str, etree._Element]]
    ) -> Iterator[str]:
        """Draw the three bands, in each the templates first."""
        for band in _BANDS:
            for order, template in uses:
                if order == band:
                    yield from self._content(template, None)
            yield from self._content(root, band)

    def _content(self, root: etree._Element, band: str | None) -> Iterator[str]:
        for content in children(root, "Content"):
            for layer in children(content, "Layer"):
                if band is None or layer.get("Type", "Body") == band:
                    yield from self._objects(layer, self.resources.params(layer.get("DrawParam")))

    def _objects(
        self, parent: etree._Element, params: list[etree._Element], depth: int = 0
    ) -> Iterator[str]:
        for element in parent:
            draw = _DRAW.get(local(element))
            self._spend(1)
            if draw is None or element.get("Visible") == "false" or depth > _DEEPEST:
                continue
            yield from draw(self, _Layer(element, params), depth)

    def _spend(self, count: int) -> None:
        """Count what is drawn; a template of a thousand lines may stand on hundreds of pages."""
        self.left -= count
        if self.left < 0:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{_MOST_DRAWN} objects")

    def _block(self, layer: _Layer, depth: int) -> Iterator[str]:
        yield from self._objects(layer.element, layer.params, depth + 1)

    def _path(self, layer: _Layer, depth: int) -> Iterator[str]:
        element, chain = layer.element, self._chain(layer)
        stroked = first(chain, "Stroke") != "false"
        filled = first(chain, "Fill") == "true"
        # a path that names no colour to fill with stays empty: the ⊗ of 数电票 would be a disc
        fill = paint_of(first_child(chain, "FillColor"), None) if filled else None
        stroke = paint_of(first_child(chain, "StrokeColor"), BLACK) if stroked else None
        if stroke and not stroke.alpha:  # tables of whole invoices are drawn so, and meant seen
            stroke = Paint(stroke.rgb)
        data = text_in(element, "AbbreviatedData")
        self._spend(len(data) // 4)
        path = outline(data)
        if not path or not (fill or stroke):
            return
        even = first(chain, "Rule") == "Even-Odd"
        yield from self._begin(matrix_of(element))
        yield from self._paints(fill, stroke)
        yield f"{written(width_of(first(chain, 'LineWidth')))} w {_ends(chain)}"
        yield path
        yield {(1, 1): "B", (1, 0): "f", (0, 1): "S"}[bool(fill), bool(stroke)] + "*" * (
            even and fill is not None
        )
        yield "Q"

    def _image(self, layer: _Layer, depth: int) -> Iterator[str]:
        element = layer.element
        name = self.pictures.named(element.get("ResourceID", ""))
        box = floats_of(element.get("Boundary"), 4)
        if name is None or box is None:
            return
        matrix = matrix_of(element)
        if element.get("CTM") is None:
            matrix = (box[2], 0.0, 0.0, box[3], box[0], box[1])
        yield from self._begin(matrix)
        alpha = number_of(element.get("Alpha"), 255.0) / 255
        yield from self._state(alpha, element.get("BlendMode"))
        yield f"1 0 0 -1 0 1 cm /{name} Do Q"

    def _text(self, layer: _Layer, depth: int) -> Iterator[str]:
        element, chain = layer.element, self._chain(layer)
        size = number_of(element.get("Size"), 0.0)
        fill = paint_of(first_child(chain, "FillColor"), BLACK)
        if size <= 0 or first(chain, "Fill") == "false" or fill is None:
            return
        yield from self._begin(matrix_of(element))
        yield from self._paints(fill, fill)
        font = self.resources.fonts.get(element.get("Font", ""))
        bold = number_of(element.get("Weight"), 400.0) >= _BOLD or (font is not None and font.bold)
        if bold:
            yield f"2 Tr {written(size * _BOLDER)} w"
        yield "BT"
        yield from self._characters(element, size)
        yield "ET Q"

    def _characters(self, element: etree._Element, size: float) -> Iterator[str]:
        stretch = number_of(element.get("HScale"), 1.0)
        lean = 0.3 if element.get("Italic") == "true" else 0.0
        font = self.resources.fonts.get(element.get("Font", ""))
        x = y = 0.0
        chosen = iter(_glyph_numbers(element))
        for code in children(element, "TextCode"):
            text = code.text or ""
            x, y = number_of(code.get("X"), x), number_of(code.get("Y"), y)
            places = islice(places_of(text, (x, y), size, stretch, code), MAX_GLYPHS)
            self._spend(min(len(text), MAX_GLYPHS))
            for char, (left, base, _) in zip(text, places, strict=False):
                number = next(chosen, None)
                if char > " " and char not in _BLANKS:
                    glyph = self.fonts.glyph(font, char, number)
                    yield (
                        f"/{glyph.font} {written(size)} Tf"
                        f" {written(stretch, 0, lean, -1, left, base)} Tm {glyph.code} Tj"
                    )

    def _composite(self, layer: _Layer, depth: int) -> Iterator[str]:
        unit = self.resources.composites.get(layer.element.get("ResourceID", ""))
        if unit is not None:
            yield from self._begin(matrix_of(layer.element))
            for content in children(unit, "Content"):
                yield from self._objects(content, layer.params, depth + 1)
            yield "Q"

    def _annotations(self) -> dict[str, list[etree._Element]]:
        root = self.package.xml(self.document.part)
        listed = self.package.find(text_in(root, "Annotations"), self.document.part)
        found: dict[str, list[etree._Element]] = {}
        for page in children(self.package.xml(listed), "Page"):
            part = self.package.find(text_in(page, "FileLoc"), listed or "")
            for note in children(self.package.xml(part), "Annot"):
                if note.get("Visible") != "false":
                    found.setdefault(page.get("PageID", ""), []).append(note)
        return found

    def _note(self, note: etree._Element) -> Iterator[str]:
        for appearance in children(note, "Appearance"):
            yield from self._begin(matrix_of(appearance))
            yield from self._objects(appearance, [])
            yield "Q"

    def _seal(self, seal: Seal) -> Iterator[str]:
        name = self._stamp(seal.picture)
        if name is None:
            return
        x, y, width, height = seal.box
        yield "q"
        if seal.shown:
            left, top, *size = seal.shown
            yield f"{written(x + left, y + top, *size)} re W n"
        yield from self._state(1.0, "Multiply")
        yield f"{written(width, 0, 0, -height, x, y + height)} cm /{name} Do Q"

    def _stamp(self, picture: bytes) -> str | None:
        """Take over the picture of a seal, which may be an OFD of one page."""
        if not picture.startswith(b"PK"):
            return self.pictures.add(picture)
        try:
            package = Package.open(picture)
            document = documents(package)[0]
            form = _Drawing(package, document, self.made, self.root, inner=True).form()
        except Refused:
            return None
        name = f"S{len(self.pictures.used)}"
        self.pictures.used[name] = form
        return name

    def _chain(self, layer: _Layer) -> list[etree._Element]:
        own = self.resources.params(layer.element.get("DrawParam"))
        return [layer.element, *own, *layer.params]

    def _begin(self, matrix: Matrix | None) -> Iterator[str]:
        yield f"q {written(*matrix)} cm" if matrix else "q"

    def _paints(self, fill: Paint | None, stroke: Paint | None) -> Iterator[str]:
        if fill:
            yield f"{written(*fill.rgb)} rg"
        if stroke:
            yield f"{written(*stroke.rgb)} RG"
        yield from self._state(min(paint.alpha for paint in (fill, stroke) if paint), None)

    def _state(self, alpha: float, blend: str | None) -> Iterator[str]:
        mode = blend if blend in _BLENDS else "Normal"
        if alpha < 1 or mode != "Normal":
            name = f"G{mode}{alpha * 100:.0f}"
            if name not in self.states:
                cover = written(alpha)
                self.states[name] = self.made.add(f"<</ca {cover}/CA {cover}/BM/{mode}>>")
            yield f"/{name} gs"

    def _page(self, box: tuple[float, float], lines: Iterable[str]) -> int:
        width, height = box[0] * _POINTS, box[1] * _POINTS
        content = self.made.stream("", _content(height, lines))
        return self.made.add(
            f"<</Type/Page/Parent {self.root} 0 R/MediaBox[0 0 {written(width, height)}]"
            f"/Contents {content} 0 R{self._resources()}>>"
        )

    def _resources(self) -> str:
        kinds = {"Font": self.fonts.used, "XObject": self.pictures.used, "ExtGState": self.states}
        listed = "".join(
            f"/{kind}<<{''.join(f'/{name} {number} 0 R' for name, number in used.items())}>>"
            for kind, used in kinds.items()
        )
        return f"/Resources<<{listed}>>"


def _content(height: float, lines: Iterable[str]) -> bytes:
    """Put what was drawn in mm, downwards, under the matrix of a page in points, upwards."""
    flip = f"{written(_POINTS, 0, 0, -_POINTS, 0, height)} cm"
    return "\n".join((flip, *lines)).encode("ascii", "ignore")


def _ends(chain: list[etree._Element]) -> str:
    """How lines end and meet, and whether they are dashed."""
    caps = {"Round": 1, "Square": 2}.get(first(chain, "Cap") or "", 0)
    joins = {"Round": 1, "Bevel": 2}.get(first(chain, "Join") or "", 0)
    parts = (first(chain, "DashPattern") or "")[:100].split()
    dashes = [number_of(part, 0.0) for part in parts]
    if not dashes or min(dashes) < 0 or not sum(dashes):
        dashes = []
    return f"{caps} J {joins} j [{written(*dashes)}] 0 d"


def _glyph_numbers(element: etree._Element) -> Iterator[int | None]:
    """Give the glyph of each character in turn, where the object names one for one."""
    numbers: dict[int, int] = {}
    for transform in children(element, "CGTransform"):
        at = transform.get("CodePosition", "0")
        glyphs = text_in(transform, "Glyphs").split()[:MAX_GLYPHS]
        if at.isdecimal() and len(at) < 6 and transform.get("CodeCount", "1") == str(len(glyphs)):
            places = range(int(at), int(at) + len(glyphs))
            numbers |= {x: int(g) for x, g in zip(places, glyphs, strict=True) if g.isdecimal()}
    return (numbers.get(place) for place in range(MAX_GLYPHS))


_DRAW: Final = {
    "PageBlock": _Drawing._block,
    "PathObject": _Drawing._path,
    "ImageObject": _Drawing._image,
    "TextObject": _Drawing._text,
    "CompositeObject": _Drawing._composite,
}
_BLENDS: Final = ("Multiply", "Darken", "Screen", "Overlay", "Lighten")
_BLANKS: Final = "\u00a0\u3000\ufffe\ufeff"
