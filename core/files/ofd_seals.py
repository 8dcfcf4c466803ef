"""Seals (电子签章) of an OFD: where they stand, and their pictures.

The picture lies in the signature's value, which is DER: the first sequence of a type, bytes,
width and height. Both versions of the seal's form (GM/T 0031, GB/T 38540) hold it so. No
signature is checked here.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from core.files.ofd_package import Document, Package
from core.files.ofd_text import floats_of
from core.files.safe_xml import children, text_in

_TEXT: Final = (0x0C, 0x13, 0x16)
_BYTES: Final = 0x04
_NUMBER: Final = 0x02
_DEEPEST: Final = 16
_MOST_VALUES: Final = 5_000


class Seal(NamedTuple):
    """A seal on a page: its box and what of it is shown, in mm, and its picture."""

    page: str
    box: tuple[float, ...]
    shown: tuple[float, ...] | None
    picture: bytes


def seals(package: Package, document: Document) -> list[Seal]:
    """Read the seals of a document; one without a picture is none."""
    return [seal for part in _signatures(package, document) for seal in _seals(package, part)]


def _signatures(package: Package, document: Document) -> Iterator[str]:
    root = package.xml(package.find("ofd.xml"))
    for body in children(root, "DocBody"):
        if package.find(text_in(body, "DocRoot")) == document.part:
            listed = package.find(text_in(body, "Signatures"))
            for each in children(package.xml(listed), "Signature"):
                if found := package.find(each.get("BaseLoc", ""), listed or ""):
                    yield found


def _seals(package: Package, part: str) -> Iterator[Seal]:
    root = package.xml(part)
    signed = next(children(root, "SignedInfo"), None)
    seal = next(children(signed, "Seal"), None)
    places = (text_in(seal, "BaseLoc"), text_in(root, "SignedValue"))
    names = [name for place in places if (name := package.find(place, part))]
    picture = next((found for name in names if (found := picture_in(package.part(name)))), None)
    for annot in children(signed, "StampAnnot") if picture else ():
        box = floats_of(annot.get("Boundary"), 4)
        shown = floats_of(annot.get("Clip"), 4)
        if box and box[2] > 0 and box[3] > 0:
            yield Seal(
                annot.get("PageRef", ""),
                tuple(box),
                tuple(shown) if shown else None,
                picture or b"",
            )


def picture_in(data: bytes) -> bytes | None:
    """Give the picture of a seal in DER."""
    kinds = (_TEXT, (_BYTES,), (_NUMBER,), (_NUMBER,))
    left = [_MOST_VALUES]
    for values in _sequences(data, 0, left):
        for at in range(len(values) - 3):
            four = values[at : at + 4]
            if all(tag in kind for (tag, _), kind in zip(four, kinds, strict=True)):
                return four[1][1]
    return None


_Value = tuple[int, bytes]


def _sequences(data: bytes, depth: int, left: list[int]) -> Iterator[list[_Value]]:
    values = list(_values(data, left))
    yield values
    for tag, content in values:
        if (tag & 0x20 or tag == _BYTES) and depth < _DEEPEST and left[0] > 0:
            yield from _sequences(content, depth + 1, left)


def _values(data: bytes, left: list[int]) -> Iterator[_Value]:
    at = 0
    while at + 2 <= len(data) and left[0] > 0:
        left[0] -= 1
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            if not 0 < size <= 4:
                return
            length, at = int.from_bytes(data[at : at + size]), at + size
        if at + length > len(data):
            return
        yield tag, data[at : at + length]
        at += length
