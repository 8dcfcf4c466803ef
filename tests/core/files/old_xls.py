"""Excel 97 workbooks byte by byte, for nothing that we depend on writes them."""

import struct
from collections.abc import Sequence

SECTOR = 512
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return record(0x0204, place + text)
    return record(0x0203, place + struct.pack("<d", value))


def error(row: int, column: int, code: int = 0x17) -> bytes:
    """An error cell; 0x17 is #REF!."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def sheet(cells: bytes) -> bytes:
    return (
        record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + record(0x0A, b"")
    )


def stream(cells: bytes, name: str = "Sheet1") -> bytes:
    bof = record(0x0809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    codepage = record(0x42, struct.pack("<H", 1200))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    length = len(bof) + len(codepage) + 4 + 6 + len(title) + 4
    bound = record(0x85, struct.pack("<IBB", length, 0, 0) + title)
    return bof + codepage + bound + record(0x0A, b"") + sheet(cells)


def compound(book: bytes, name: str = "Workbook") -> bytes:
    """Wrap a stream into an OLE2 file of one FAT sector."""
    book = book.ljust(max(4096, -(-len(book) // SECTOR) * SECTOR), b"\0")
    count = len(book) // SECTOR
    fat = [0xFFFFFFFD, _END, *range(3, count + 2), _END]
    fat += [_FREE] * (SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header = header.ljust(SECTOR, b"\xff")
    folder = _entry("Root Entry", 5, _END, 0, 1) + _entry(name, 2, 2, len(book), _FREE)
    folder = folder.ljust(SECTOR, b"\0")
    return header + struct.pack("<128I", *fat) + folder + book


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        title, len(title), kind, 1, _FREE, _FREE, child, bytes(16), 0, 0, 0, start, size,
    )  # fmt: skip


def workbook(rows: Sequence[Sequence[str | float]], name: str = "Sheet1") -> bytes:
    cells = b"".join(
        cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    )
    return compound(stream(cells, name))
