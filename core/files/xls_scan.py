"""A look into an Excel 97 workbook (.xls) before calamine parses it; see `xlsx_scan` for why.

The file is an OLE2 compound: sectors chained by a table, a folder that names the streams. The
stream Workbook is a run of records, each a kind, a length and a body.
"""

import struct
from collections.abc import Iterator
from typing import Final

from core.domain.problem import Problem, ProblemCode
from core.files.xlsx_scan import Faults

_SIGNATURE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DAMAGED: Final = Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})
_NO_SECTOR: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of chain, table."""

_BEGIN, _END, _SHEET, _PASSWORD, _ERROR = 0x0809, 0x000A, 0x0085, 0x002F, 0x0205
_CELLS: Final = frozenset((0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00BD, 0x00BE, 0x00D6,
                           0x00FD, 0x027E))  # fmt: skip
_LAST_COLUMN: Final = 255
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def is_xls(data: bytes) -> bool:
    """Say whether the bytes are an OLE2 compound: an old workbook, or an encrypted new one."""
    return data.startswith(_SIGNATURE)


def scan_xls(data: bytes) -> Faults | Problem:
    """Give the error cells of every sheet, or the reason why the workbook must not be opened."""
    if _ENCRYPTED in data:
        return Problem(ProblemCode.PASSWORD_PROTECTED)
    try:
        streams = list(_streams(data))
        return _scan(streams[0]) if len(streams) == 1 else _DAMAGED
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return _DAMAGED


def _streams(data: bytes) -> Iterator[bytes]:
    """Give the streams that are named as a workbook is."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    table = _table(data, size)
    folder_start, small = struct.unpack_from("<I4xI", data, 48)
    folder = _chain(data, size, table, folder_start)
    small_table: list[int] = []
    small_data = b""
    for at in range(0, len(folder) - 127, 128):
        name = folder[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        start, length = struct.unpack_from("<IQ", folder, at + 116)
        if folder[at + 66] == 5:  # the root: its stream holds the small ones
            small_data = _chain(data, size, table, start)
            first = struct.unpack_from("<I", data, 60)[0]
            small_table = _numbers(_chain(data, size, table, first))
        elif name.casefold() in ("workbook", "book"):
            if length < small:
                yield _chain(small_data, 64, small_table, start, offset=0)[:length]
            else:
                yield _chain(data, size, table, start)[:length]


def _table(data: bytes, size: int) -> list[int]:
    """Give the table of the next sector for each sector."""
    places = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if more >= _NO_SECTOR:
            break
        numbers = _numbers(data[(more + 1) * size : (more + 2) * size])
        places += numbers[:-1]
        more = numbers[-1]
    sectors = [at for at in places if at < len(data) // size]
    return _numbers(b"".join(data[(at + 1) * size : (at + 2) * size] for at in sectors))


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(data: bytes, size: int, table: list[int], at: int, offset: int = 1) -> bytes:
    pieces = []
    for _ in range(len(data) // size + 1):  # a chain that bites its tail ends as well
        if at >= _NO_SECTOR:
            break
        pieces.append(data[(at + offset) * size : (at + offset + 1) * size])
        at = table[at] if at < len(table) else _NO_SECTOR
    return b"".join(pieces)


def _scan(stream: bytes) -> Faults | Problem:
    names: list[tuple[int, str]] = []
    faults: dict[int, dict[int, dict[int, str]]] = {}
    began = at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BEGIN:
            began = at
        elif kind == _PASSWORD:
            return Problem(ProblemCode.PASSWORD_PROTECTED)
        elif kind == _SHEET:
            names.append(_name(stream[at + 4 : at + 4 + length]))
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if column > _LAST_COLUMN:
                return _DAMAGED
            if kind == _ERROR and stream[at + 11]:
                text = _ERRORS.get(stream[at + 10], "#")
                faults.setdefault(began, {}).setdefault(row + 1, {})[column] = text
        at += 4 + length
    return {name: faults.get(start, {}) for start, name in names}


def _name(body: bytes) -> tuple[int, str]:
    start, count, wide = struct.unpack_from("<IxxBB", body)
    text = body[8:]
    return start, text[: count * 2].decode("utf-16-le") if wide & 1 else text[:count].decode(
        "latin1"
    )
