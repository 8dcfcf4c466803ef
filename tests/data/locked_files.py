"""PDFs and ZIPs that ask for a password, as old programs make them: RC4 and ZipCrypto."""

import hashlib
import re
import struct
import zlib
from binascii import crc32
from io import BytesIO
from zipfile import ZipFile

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"


def locked_pdf(data: bytes, password: bytes) -> bytes:
    """Lock a PDF of tests/data/pdf_writer.py: PDF 1.6, 7.6, revision 2, 40 bits."""
    padded = (password + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    allowed = struct.pack("<i", -4)
    key = hashlib.md5(padded + owner + allowed + _ID).digest()[:5]
    user = _rc4(key, _PAD)
    parts = re.split(rb"(?sm)^(\d+) 0 obj\n(.*?)\nendobj\n", data[: data.rindex(b"xref\n0")])
    objects = [_locked(key, int(n), x) for n, x in zip(parts[1::3], parts[2::3], strict=True)]
    objects.append(
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
        % (owner.hex().encode(), user.hex().encode())
    )
    return _written(objects)


def locked_zip(files: dict[str, bytes], password: bytes) -> bytes:
    """Lock every member of a ZIP by APPNOTE 6.1, the encryption that every program opens."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, bytes(12) + content)  # to be written over, of the same length
    data = bytearray(made.getvalue())
    with ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            _lock_member(data, info.header_offset, files[info.filename], password)
        at = archive.start_dir
    for content in files.values():
        _mark(data, at + 8, at + 16, content)
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        at += 46 + name + extra + comment
    return bytes(data)


_HEADER = bytes(11)


def _lock_member(data: bytearray, at: int, content: bytes, password: bytes) -> None:
    name, extra = struct.unpack_from("<HH", data, at + 26)
    start = at + 30 + name + extra
    check = bytes((crc32(content) >> 24,))
    locked = _zip_crypto(password, _HEADER + check + content)
    data[start : start + len(locked)] = locked
    _mark(data, at + 6, at + 14, content)


def _mark(data: bytearray, flags: int, crc: int, content: bytes) -> None:
    data[flags] |= 1
    struct.pack_into("<III", data, crc, crc32(content), len(content) + 12, len(content))


def _zip_crypto(password: bytes, content: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    made = bytearray()
    for byte in content:
        word = (keys[2] | 2) & 0xFFFF
        made.append(byte ^ ((word * (word ^ 1)) >> 8 & 255))
        update(byte)
    return bytes(made)


def _crc(before: int, byte: int) -> int:
    return zlib.crc32(bytes((byte,)), before ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def _locked(key: bytes, number: int, content: bytes) -> bytes:
    one = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
    head, mark, stream = content.partition(b"stream\n")
    head = re.sub(rb"\((.*?)\)", lambda text: b"<%s>" % _rc4(one, text[1]).hex().encode(), head)
    if not mark:
        return head
    return head + mark + _rc4(one, stream.removesuffix(b"\nendstream")) + b"\nendstream"


def _written(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.6\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, ident = len(objects) + 1, _ID.hex().encode()
    trailer = b"<</Size %d/Root 1 0 R/Encrypt %d 0 R/ID[<%s><%s>]>>" % (
        *(size, len(objects)),
        *(ident, ident),
    )
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer%s\n" % (size, table, trailer)
    return body + end + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    made, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        made.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(made)
