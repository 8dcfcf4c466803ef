"""What the pages of an OFD draw with: fonts, pictures and drawing parameters, by their ids.

Source: GB/T 33190-2016, 7.9; documents.md 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from core.files.ofd_package import Document, Package
from core.files.safe_xml import children, local, text_in

_DEEPEST: Final = 8


class FontOf(NamedTuple):
    """A font: the words that name it, and its part where the package holds it."""

    words: str
    part: str | None
    bold: bool


@dataclass(slots=True)
class Resources:
    """The resources of one document; a later one of an id wins."""

    fonts: dict[str, FontOf] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    composites: dict[str, etree._Element] = field(default_factory=dict)
    _params: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, document: Document, more: Iterable[str] = ()) -> "Resources":
        """Read the resources of a document, and those of a page."""
        made = cls()
        for name in dict.fromkeys((*document.resources, *more)):
            root = package.xml(name)
            if root is not None:
                made._take(package, name, root)
        return made

    def params(self, name: str | None) -> list[etree._Element]:
        """Give the drawing parameters of an id and those that it builds on, nearest first."""
        found: list[etree._Element] = []
        while name and (param := self._params.get(name)) is not None and len(found) < _DEEPEST:
            found.append(param)
            name = param.get("Relative")
        return found

    def _take(self, package: Package, name: str, root: etree._Element) -> None:
        base = root.get("BaseLoc", "")

        def part(place: str) -> str | None:
            return package.find(f"{base}/{place}", name) or package.find(place, name)

        for group in root:
            for each in group:
                self._sort_in(each, part(_place(each)))

    def _sort_in(self, each: etree._Element, part: str | None) -> None:
        name, kind = each.get("ID", ""), local(each)
        if kind == "Font":
            words = f"{each.get('FontName', '')} {each.get('FamilyName', '')}"
            self.fonts[name] = FontOf(words, part, each.get("Bold") == "true")
        elif kind == "MultiMedia" and part:
            self.pictures[name] = part
        elif kind == "DrawParam":
            self._params[name] = each
        elif kind == "CompositeGraphicUnit":
            self.composites[name] = each


def _place(each: etree._Element) -> str:
    return text_in(each, "FontFile") or text_in(each, "MediaFile")


def first(chain: Iterable[etree._Element], name: str) -> str | None:
    """Give the first value of an attribute along a chain of elements."""
    return next((value for each in chain if (value := each.get(name)) is not None), None)


def first_child(chain: Iterable[etree._Element], name: str) -> etree._Element | None:
    """Give the first child of a name along a chain of elements."""
    return next((child for each in chain for child in children(each, name)), None)
