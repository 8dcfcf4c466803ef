"""Fonts of an OFD in a PDF: those in the package by their glyphs, others by what they are like.

A font that is not in the package is named by its family and found by PDFium on the computer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, NamedTuple

from fontTools.ttLib import TTFont, TTLibError

from core.files.ofd_package import Package
from core.files.ofd_resources import FontOf
from core.files.pdf_made import MadePdf

_MOST_BYTES: Final = 24 * 2**20
_BAD_FONT: Final = (
    *(TTLibError, AssertionError, ValueError, TypeError, LookupError, AttributeError),
    *(OSError, EOFError, ArithmeticError, MemoryError, RecursionError),
)
"""What fontTools raises on bad bytes."""

_LIKE: Final = (
    (re.compile(r"kai|楷", re.IGNORECASE), "KaiTi"),
    (re.compile(r"hei|黑|等线|yahei", re.IGNORECASE), "SimHei"),
    (re.compile(r"cour|mono", re.IGNORECASE), "Courier"),
    (re.compile(r"times", re.IGNORECASE), "Times-Roman"),
    (re.compile(r"arial|helvet|sans", re.IGNORECASE), "Helvetica"),
)
_LATIN: Final = frozenset({"Courier", "Times-Roman", "Helvetica"})
_SONG: Final = "SimSun"
_YEN: Final = "¥"


class Glyph(NamedTuple):
    """How a character is shown: the name of the font in the page's resources, and its code."""

    font: str
    code: str


@dataclass(slots=True)
class _Embedded:
    name: str
    glyphs: Mapping[int, int]
    count: int


@dataclass(slots=True)
class Fonts:
    """The fonts of one PDF, each made when it is first drawn with."""

    package: Package
    made: MadePdf
    used: dict[str, int] = field(default_factory=dict)
    _embedded: dict[str, _Embedded | None] = field(default_factory=dict)

    def glyph(self, font: FontOf | None, char: str, number: int | None = None) -> Glyph:
        """Say how a character is shown; `number` is its glyph in the font where the page says."""
        held = self._held(font.part) if font is not None and font.part else None
        if held is not None:
            if number is None:
                number = held.glyphs.get(ord(char), 0)
            if 0 < number < held.count:
                return Glyph(held.name, f"<{number:04X}>")
        return self._like(font.words if font is not None else "", char)

    def _like(self, words: str, char: str) -> Glyph:
        base = next((base for sign, base in _LIKE if sign.search(words)), _SONG)
        if char == _YEN and base not in _LATIN:
            base = "Helvetica"  # PDFium draws it as wide as a Chinese character, over the amount
        if base in _LATIN:
            code = char.encode("cp1252", "ignore")
            if len(code) == 1:
                return Glyph(self._named(base), f"<{code.hex()}>")
            base = _SONG
        code = char.encode("utf-16-be")
        return Glyph(self._named(base), f"<{code.hex() if len(code) == 2 else '0020'}>")

    def _named(self, base: str) -> str:
        if base not in self.used:
            self.used[base] = self.made.add(
                f"<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding/WinAnsiEncoding>>"
                if base in _LATIN
                else _composite(self.made, base)
            )
        return base

    def _held(self, part: str) -> _Embedded | None:
        if part not in self._embedded:
            self._embedded[part] = self._embed(part)
        return self._embedded[part]

    def _embed(self, part: str) -> _Embedded | None:
        if self.package.size(part) > _MOST_BYTES:
            return None
        data = self.package.part(part)
        try:
            with TTFont(BytesIO(data), lazy=True) as font:
                glyphs, count = dict(_numbers(font)), int(font["maxp"].numGlyphs)
        except _BAD_FONT:
            return None
        name = f"E{len(self._embedded)}"
        self.used[name] = _embedded(self.made, name, data)
        return _Embedded(name, glyphs, count)


def _numbers(font: TTFont) -> Mapping[int, int]:
    """Give the glyph of each character; a subset may have none."""
    if "cmap" not in font:
        return {}
    return {char: font.getGlyphID(name) for char, name in (font.getBestCmap() or {}).items()}


_SYSTEM: Final = "/CIDSystemInfo<</Registry(Adobe)/Ordering({})/Supplement {}>>"


def _composite(made: MadePdf, base: str) -> str:
    """A Chinese font of the computer; its Latin characters are half as wide."""
    face = made.add(
        f"<</Type/FontDescriptor/FontName/{base}/Flags 6/FontBBox[0 -220 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
    )
    inner = made.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/FontDescriptor {face} 0 R"
        f"{_SYSTEM.format('GB1', 4)}/DW 1000/W[1 95 500]>>"
    )
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/UniGB-UCS2-H"
        f"/DescendantFonts[{inner} 0 R]>>"
    )


def _embedded(made: MadePdf, name: str, data: bytes) -> int:
    if data[:4] == b"OTTO":
        kind, key, words = "CIDFontType0", "FontFile3", "/Subtype/OpenType"
    else:
        kind, key, words = "CIDFontType2", "FontFile2", f"/Length1 {len(data)}"
    file = made.stream(words, data)
    face = made.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -220 1000 880]/ItalicAngle 0"
        f"/Ascent 880/Descent -120/CapHeight 700/StemV 80/{key} {file} 0 R>>"
    )
    inner = made.add(
        f"<</Type/Font/Subtype/{kind}/BaseFont/{name}/FontDescriptor {face} 0 R"
        f"{_SYSTEM.format('Identity', 0)}/DW 1000/CIDToGIDMap/Identity>>"
    )
    return made.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{inner} 0 R]>>"
    )
