"""Bombs in PDFs, found before PDFium opens the file: it parses a page in one call, and cannot stop.

Looked at are what unpacks without end (filters upon filters, long streams of little) and forms
that draw forms that draw forms. A stream that claims to be a font or a picture, and begins like
one, is believed.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from core.domain.problem import ProblemCode
from core.files.format import Refused

MOST_UNPACKED: Final = 24 * 2**20
MOST_FORMS: Final = 50_000
_MOST_STREAMS: Final = 20_000
_HEAD: Final = 2048
_STEEP: Final = 40
_SHORT: Final = 100_000
_LONGEST_DICTIONARY: Final = 4096

_NUMBER: Final = re.compile(rb"(\d{1,9})\s+\d{1,5}$")
_ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")
_FILTER: Final = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+|\d+\s+\d+\s+R)")
_PACKER: Final = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FONT: Final = re.compile(rb"/Length1\b|/Type1C\b|/CIDFontType0C\b|/OpenType\b")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
_FORM: Final = re.compile(rb"/Subtype\s*/Form\b")
_OPERATOR: Final = re.compile(rb"\s(?:m|l|re|f|S|c|Do|Tj|TJ|BT|ET|q|Q|cm)\s")
_DO: Final = re.compile(rb"/([^\s/<>\[\]()]{1,80})\s+Do\b")
_NAMED: Final = re.compile(rb"/([^\s/<>\[\]()]{1,80})\s+(\d{1,9})\s+\d{1,5}\s+R")


class _Stream(NamedTuple):
    number: int
    dictionary: bytes
    start: int


def refuse_bombs(data: bytes) -> None:
    """Raise Refused (TOO_LARGE) for a PDF that would unpack or draw without end."""
    unpacked, forms = 0, {}
    for count, stream in enumerate(_streams(data)):
        packer = _packer(stream.dictionary)
        if count > _MOST_STREAMS:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{_MOST_STREAMS} streams")
        if packer and not _believed(stream, data):
            unpacked += _unpacked_size(data, stream.start, MOST_UNPACKED - unpacked)
            if unpacked >= MOST_UNPACKED:
                raise Refused(ProblemCode.TOO_LARGE, limit=f"{MOST_UNPACKED // 2**20} MiB")
        if _FORM.search(stream.dictionary):
            forms[stream.number] = _DO.findall(_content(data, stream.start, packed=packer))
    if any(forms.values()) and _drawn_forms(forms, _named(data)) > MOST_FORMS:
        raise Refused(ProblemCode.TOO_LARGE, limit=f"{MOST_FORMS} forms")


def _streams(data: bytes) -> Iterator[_Stream]:
    at = data.find(b"stream")
    while at >= 0:
        if data[at - 3 : at] != b"end" and data[at + 6 : at + 7] in (b"\r", b"\n"):
            lowest = max(0, at - _LONGEST_DICTIONARY)
            opened = data.rfind(b" obj", lowest, at)
            number = _NUMBER.search(data[max(0, opened - 20) : max(0, opened)])
            dictionary = data[max(opened, lowest) : at]
            if b"#" in dictionary:
                dictionary = _ESCAPED.sub(lambda code: bytes((int(code[1], 16),)), dictionary)
            start = at + 7 + (data[at + 6 : at + 8] == b"\r\n")
            yield _Stream(int(number[1]) if number else 0, dictionary, start)
        at = data.find(b"stream", at + 6)


def _packer(dictionary: bytes) -> bool:
    """Say whether a stream is packed; raise Refused for one that is packed twice."""
    filters = _FILTER.search(dictionary)
    if filters is None:
        return False
    packers = len(_PACKER.findall(filters[1]))
    if packers > 1 or filters[1].endswith(b"R"):
        raise Refused(ProblemCode.TOO_LARGE, limit="1 filter")
    return packers == 1


def _believed(stream: _Stream, data: bytes) -> bool:
    """Say whether a stream is the font or picture that it claims to be."""
    if not _FONT.search(stream.dictionary) and not _PICTURE.search(stream.dictionary):
        return False
    packed = data[stream.start : stream.start + _HEAD]
    if _OPERATOR.search(_unpacked(packed, 4096)):
        return False
    end = data.find(b"endstream", stream.start, stream.start + _SHORT)
    return end >= 0 or len(_unpacked(packed, _STEEP * _HEAD)) < _STEEP * _HEAD


def _unpacked(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


def _unpacked_size(data: bytes, start: int, most: int) -> int:
    """Count what a stream unpacks to, no further than needed; LZW and damage count as nothing."""
    unpacking, size = zlib.decompressobj(), 0
    rest = data[start:]
    try:
        while rest and size < most and not unpacking.eof:
            size += len(unpacking.decompress(rest, 2**20))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return size
    return size


def _content(data: bytes, start: int, *, packed: bool) -> bytes:
    if packed:
        return _unpacked(data[start:], 2**20)
    end = data.find(b"endstream", start, start + 2**20)
    return data[start : end if end >= 0 else start + 2**20]


def _named(data: bytes) -> dict[bytes, set[int]]:
    """Give which objects a name may stand for, also in packed object streams."""
    packed = (stream.start for stream in _streams(data) if b"/ObjStm" in stream.dictionary)
    texts = [data, *(_unpacked(data[start:], 2**22) for start in packed)]
    named: dict[bytes, set[int]] = {}
    for text in texts:
        for name, number in _NAMED.findall(text):
            named.setdefault(name, set()).add(int(number))
    return named


def _drawn_forms(forms: dict[int, list[bytes]], named: dict[bytes, set[int]]) -> int:
    """Count how many forms the largest one draws, itself included; a ring draws without end."""
    under_way: set[int] = set()

    @cache
    def drawn(number: int) -> int:
        if number in under_way:
            return MOST_FORMS + 1
        under_way.add(number)
        count = 1
        for name in forms[number]:
            inner = [each for each in named.get(name, ()) if each in forms]
            count += max(map(drawn, inner), default=0)
            if count > MOST_FORMS:
                break
        under_way.discard(number)
        return count

    try:
        return max(map(drawn, forms))
    except RecursionError:
        return MOST_FORMS + 1
