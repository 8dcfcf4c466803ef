"""A look into an xlsx before calamine parses it.

Two cells in far corners make calamine allocate the whole rectangle between them, which ends the
process and cannot be caught; and it gives an error cell (#REF!) as an empty one. Both stand in
the XML of the sheets, which is looked through here, unpacked piece by piece.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final, TypeAlias

from lxml import etree

from core.domain.problem import Problem, ProblemCode

Faults: TypeAlias = Mapping[str, Mapping[int, Mapping[int, str]]]
"""By name of the sheet, by row (from 1), by column (from 0): the error that a cell shows."""

MAX_BYTES: Final = 192 * 2**20
MAX_UNPACKED: Final = 1024 * 2**20
MAX_PARTS: Final = 2_000
MAX_CELLS: Final = 40_000_000
"""Cells of the rectangle that calamine fills, 32 bytes each."""

_CHUNK: Final = 2**21
_OVERLAP: Final = 2**12
_FAULTS: Final = 100_000
_DAMAGED: Final = Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    KeyError,
)

_WIDE: Final = re.compile(rb"""r\s?=\s?["']([A-Za-z]{2,})\d""")
_TALL: Final = re.compile(rb"""r\s?=\s?["'][A-Za-z]*(\d{7,})["']""")
_ROWS: Final = re.compile(rb"""r\s?=\s?["'][A-Za-z]*(\d+)["']""")
_ERROR: Final = re.compile(
    rb"""<c\b([^>]*\bt=["']e["'][^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>"""
)
_NOT_COMPUTED: Final = re.compile(rb"""<c\b([^>/]*)><f[^>]*>([^<]*)</f>(?:<v></v>|<v ?/>)?</c>""")
_PLACE: Final = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")


def is_xlsx(data: bytes) -> bool:
    """Say whether the bytes are a ZIP with a spreadsheet inside, or a damaged one."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except _BROKEN:
        return True  # cut off or damaged, whatever it was: `scan_xlsx` says so
    return any(name.lstrip("/").casefold() == "xl/workbook.xml" for name in names)


def scan_xlsx(data: bytes) -> Faults | Problem:
    """Give the error cells of every sheet, or the reason why the workbook must not be opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                return Problem(ProblemCode.TOO_LARGE, {"limit": f"{MAX_UNPACKED // 2**20} MiB"})
            names = _sheet_names(archive)
            return {
                names.get(info.filename.lstrip("/"), info.filename): _scan(archive, info)
                for info in infos
                if _matters(info)
            }
    except _TooLarge:
        return Problem(ProblemCode.TOO_LARGE, {"limit": f"{MAX_CELLS:,} cells"})
    except (*_BROKEN, etree.XMLSyntaxError):
        return _DAMAGED


class _TooLarge(Exception):
    pass


def _matters(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith(".xml") and not info.is_dir()


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> dict[int, dict[int, str]]:
    """Unpack a part to its end, so that a false size in its header is found out as well."""
    faults: dict[int, dict[int, str]] = {}
    sheet = "worksheets/" in info.filename
    wide: set[bytes] = set()
    tall: set[bytes] = set()
    for chunk in _chunks(archive, info):
        if not sheet:
            continue
        if b"\0" in chunk[:64]:
            raise ValueError  # UTF-16 would pass the patterns unseen
        wide.update(_WIDE.findall(chunk))
        tall.update(_TALL.findall(chunk))
        _collect(chunk, faults)
    width = max(map(column_of, wide), default=25) + 1
    height = max(map(int, tall), default=999_999)
    if width * height > MAX_CELLS:
        _measure(archive, info, width)
    return faults


def _measure(archive: zipfile.ZipFile, info: zipfile.ZipInfo, width: int) -> None:
    rows: set[bytes] = set()
    for chunk in _chunks(archive, info):
        rows.update(_ROWS.findall(chunk))
    if max(map(int, rows), default=0) * width > MAX_CELLS:
        raise _TooLarge


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            chunk = before + chunk
            yield chunk
            before = chunk[-_OVERLAP:]


def _collect(chunk: bytes, faults: dict[int, dict[int, str]]) -> None:
    if b't="e"' in chunk:
        _add(_ERROR.findall(chunk), "", faults)
    if b"</f>" in chunk:
        _add(_NOT_COMPUTED.findall(chunk), "=", faults)


def _add(found: list[tuple[bytes, bytes]], sign: str, faults: dict[int, dict[int, str]]) -> None:
    for attributes, text in found[:_FAULTS]:
        place = _PLACE.search(attributes)
        if place and len(faults) < _FAULTS:
            shown = sign + text.decode("utf-8", "replace")[:40]
            faults.setdefault(int(place[2]), {})[column_of(place[1])] = shown


def column_of(letters: bytes) -> int:
    """Give the column from 0: A is 0, AA is 26."""
    column = 0
    for letter in letters[:8].upper():
        column = column * 26 + letter - 64
    return column - 1


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Map the part of a sheet to the name on its tab, where the workbook says so."""
    book = _xml(archive, "xl/workbook.xml")
    relations = _xml(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {r.get("Id"): r.get("Target", "") for r in relations.iter("{*}Relationship")}
    names = {}
    for sheet in book.iter("{*}sheet"):
        identity = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), None)
        target = targets.get(identity if isinstance(identity, str) else None, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[path] = sheet.get("name", "")
    return names


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist() or archive.getinfo(name).file_size > 2**22:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)
