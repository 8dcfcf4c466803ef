r"""The package of an OFD: a ZIP whose parts name each other. Source: GB/T 33190-2016, 7.

Names are looked up without case, with `\\` as `/`; a place beginning with `/` counts from the
root, any other from the part that names it. Parts may be malformed, missing or hostile.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, normpath
from typing import Final

from lxml import etree

from core.domain.problem import ProblemCode
from core.files.format import Refused
from core.files.safe_xml import children, parse, text_in

MAX_PART: Final = 32 * 2**20
MAX_XML: Final = 8 * 2**20
"""Bytes of XML that are parsed in all: as trees they take up to 35 times their size."""
MAX_TOTAL: Final = 128 * 2**20
MAX_PARTS: Final = 10_000
MAX_RATIO: Final = 300
"""Unpacked over packed size of a part beyond which it is taken for a bomb (above 1 MiB)."""

BAD_ZIP: Final = (
    *(zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError),
    *(OSError, EOFError, MemoryError, LookupError, OverflowError),
)
"""What `zipfile` raises on bad bytes; a member may also ask for a method that is not there."""


@dataclass(slots=True)
class Package:
    """The parts of one OFD by name; everything that is read counts against the limits."""

    data: bytes
    _names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    _read: int = 0
    _parsed: int = 0

    @classmethod
    def open(cls, data: bytes) -> "Package":
        """Open the bytes of an OFD; raise Refused for what is no ZIP or has too many parts."""
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = archive.infolist()
        except BAD_ZIP:
            raise Refused(ProblemCode.UNREADABLE, reason="damaged") from None
        package = cls(data)
        if len(members) > MAX_PARTS:
            raise Refused(ProblemCode.TOO_LARGE, limit=str(MAX_PARTS))
        for member in members:
            package._names.setdefault(_folded(member.filename), member)
        return package

    @property
    def names(self) -> tuple[str, ...]:
        """The folded names of all parts that are no folders."""
        return tuple(name for name, member in self._names.items() if not member.is_dir())

    def find(self, place: str, *bases: str) -> str | None:
        """Give the folded name of the part at a place, which counts from the first base that fits.

        A base is the name of a part; the root is tried last, for some producers count from there.
        """
        if not place:
            return None
        if not place.lstrip().startswith(("/", "\\")):
            for base in bases:
                name = _folded(f"{dirname(base)}/{place}")
                if name in self._names:
                    return name
        name = _folded(place)
        return name if name in self._names else None

    def part(self, name: str) -> bytes:
        """Read the part of a name that `find` or `names` gave; b"" where it is damaged.

        Raises Refused where it is encrypted or beyond the limits.
        """
        member = self._names[name]
        if member.flag_bits & 1:
            raise Refused(ProblemCode.PASSWORD_PROTECTED)
        if member.file_size > max(2**20, MAX_RATIO * member.compress_size):
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_RATIO}:1")
        self._read += member.file_size
        if member.file_size > MAX_PART or self._read > MAX_TOTAL:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_PART // 2**20} MiB")
        try:
            return _unpacked(self.data, member)
        except (*BAD_ZIP, struct.error):
            return b""

    def size(self, name: str) -> int:
        """Give how many bytes a part says to have."""
        return self._names[name].file_size

    def xml(self, name: str | None) -> etree._Element | None:
        """Parse a part; None where there is none, or nothing of it can be read."""
        if name is None:
            return None
        return self.parsed(self.part(name))

    def parsed(self, data: bytes) -> etree._Element | None:
        """Parse bytes of a part under the limit for all XML of the package."""
        self.charge(data)
        return parse(data) if data else None

    def charge(self, data: bytes) -> None:
        """Count XML that is about to be parsed; raise Refused where it is too much in all."""
        self._parsed += len(data)
        if self._parsed > MAX_XML:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{MAX_XML // 2**20} MiB")


_LOCAL_HEADER: Final = 30


def _unpacked(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """Unpack a part, never more than it says to have; ZipFile.read takes three times as long."""
    name, extra = struct.unpack_from("<HH", data, member.header_offset + 26)
    start = member.header_offset + _LOCAL_HEADER + name + extra
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_DEFLATED:
        packed = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.file_size or 1)
    elif member.compress_type != zipfile.ZIP_STORED:
        raise NotImplementedError(member.compress_type)
    if zlib.crc32(packed) != member.CRC:
        raise zipfile.BadZipFile
    return packed


def _folded(name: str) -> str:
    name = name.replace("\\", "/").casefold().strip()
    if "//" in name or "./" in name or name.startswith("/"):
        return normpath("/" + name).strip("/")  # `..` never leads out of the package
    return name.rstrip("/")


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of a document: its id, by which tags name it, and its part."""

    id: str
    part: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document (DocBody) of a package: the names of its parts, in its own order."""

    part: str
    custom_data: tuple[tuple[str, str], ...] = ()
    box: tuple[float, float] | None = None
    pages: tuple[PageRef, ...] = ()
    templates: dict[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


def documents(package: Package) -> list[Document]:
    """Follow OFD.xml to the documents; raise Refused where it leads to none."""
    root = package.xml(package.find("ofd.xml"))
    found = [
        _document(package, part, body)
        for body in children(root, "DocBody")
        if (part := package.find(text_in(body, "DocRoot")))
    ]
    if not found:
        raise Refused(ProblemCode.UNREADABLE, reason="damaged")
    return found


def _document(package: Package, part: str, body: etree._Element) -> Document:
    root = package.xml(part)
    common = next(children(root, "CommonData"), None)
    pages = next(children(root, "Pages"), None)
    listed = {
        name: package.find(text_in(root, name), part) for name in ("Attachments", "CustomTags")
    }
    return Document(
        part,
        tuple(_custom_data(body)),
        box_of(next(children(common, "PageArea"), None)),
        tuple(
            PageRef(page.get("ID", ""), name)
            for page in children(pages, "Page")
            if (name := package.find(page.get("BaseLoc", ""), part))
        ),
        {
            template.get("ID", ""): name
            for template in children(common, "TemplatePage")
            if (name := package.find(template.get("BaseLoc", ""), part))
        },
        tuple(_listed(package, listed["Attachments"], "Attachment", part)),
        tuple(_listed(package, listed["CustomTags"], "CustomTag", part)),
        tuple(
            name
            for kind in ("DocumentRes", "PublicRes")
            for resource in children(common, kind)
            if (name := package.find((resource.text or "").strip(), part))
        ),
    )


def _custom_data(body: etree._Element) -> Iterator[tuple[str, str]]:
    information = next(children(body, "DocInfo"), None)
    for datas in children(information, "CustomDatas"):
        for data in children(datas, "CustomData"):
            yield data.get("Name", ""), data.text or ""


def _listed(package: Package, index: str | None, name: str, document: str) -> Iterator[str]:
    if index is None:
        return
    for entry in children(package.xml(index), name):
        place = text_in(entry, "FileLoc") or (entry.text or "").strip()
        if found := package.find(place, index, document):
            yield found


_NUMBERS: Final = re.compile(r"-?\d+(?:\.\d+)?")


def box_of(area: etree._Element | None) -> tuple[float, float] | None:
    """Give width and height of a page area in mm; None where there is none that can be."""
    for name in ("PhysicalBox", "ApplicationBox", "CropBox"):
        numbers = _NUMBERS.findall(text_in(area, name)[:200])
        if len(numbers) == 4 and 0 < float(numbers[2]) < 1e4 and 0 < float(numbers[3]) < 1e4:
            return float(numbers[2]), float(numbers[3])
    return None
