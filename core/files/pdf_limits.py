"""Bombs in PDFs, found before PDFium opens the file: it parses a page in one call, and cannot stop.

Looked at are what unpacks without end (filters upon filters, long streams of little) and forms
that draw forms that draw forms. A stream that claims to be a font or a picture, and begins like
one, is believed.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from core.domain.problem import ProblemCode
from core.files.format import Refused

MOST_UNPACKED: Final = 16 * 2**20
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
_FIRST: Final = re.compile(rb"/First\s+(\d{1,7})")
_ELSEWHERE: Final = re.compile(rb"/(?:Resources|XObject)\s+(\d{1,9})\s+\d{1,5}\s+R")
_DEEPEST: Final = 60
_NAMED: Final = re.compile(rb"/([^\s/<>\[\]()]{1,80})\s+(\d{1,9})\s+\d{1,5}\s+R")


class _Form(NamedTuple):
    dictionary: bytes
    drawn: list[bytes]


class _Stream(NamedTuple):
    number: int
    dictionary: bytes
    start: int


def refuse_bombs(data: bytes) -> None:
    """Raise Refused (TOO_LARGE) for a PDF that would unpack or draw without end."""
    unpacked = 0
    forms: dict[int, _Form] = {}
    for count, stream in enumerate(_streams(data)):
        packer = _packer(stream.dictionary)
        if count > _MOST_STREAMS:
            raise Refused(ProblemCode.TOO_LARGE, limit=f"{_MOST_STREAMS} streams")
        if packer and not _believed(stream, data):
            unpacked += _unpacked_size(data, stream.start, MOST_UNPACKED - unpacked)
            if unpacked >= MOST_UNPACKED:
                raise Refused(ProblemCode.TOO_LARGE, limit=f"{MOST_UNPACKED // 2**20} MiB")
        if _FORM.search(stream.dictionary):
            drawn = _DO.findall(_content(data, stream.start, packed=packer))
            forms[stream.number] = _Form(stream.dictionary, drawn)
    if any(form.drawn for form in forms.values()) and _drawn_forms(forms, data) > MOST_FORMS:
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


def _packed_objects(data: bytes) -> dict[int, bytes]:
    """Give the objects that stand in packed object streams (ObjStm)."""
    found: dict[int, bytes] = {}
    for stream in _streams(data):
        first = _FIRST.search(stream.dictionary)
        if b"/ObjStm" in stream.dictionary and first:
            text = _unpacked(data[stream.start :], 2**22)
            head = [int(part) for part in text[: int(first[1])].split() if part.isdigit()]
            starts = [int(first[1]) + place for place in head[1::2]]
            ends = [*starts[1:], len(text)]
            found.update(
                (number, text[start:end])
                for number, start, end in zip(head[::2], starts, ends, strict=False)
            )
    return found


def _named_in(form: _Form, data: bytes, packed: dict[int, bytes]) -> dict[bytes, set[int]]:
    """Give the objects that the names in a form stand for, by its own resources."""
    text = form.dictionary
    for _ in range(2):  # the resources, and in them the list of what is drawn, may stand elsewhere
        for number in map(int, _ELSEWHERE.findall(text)):
            text += packed.get(number) or _object(data, number)
    named: dict[bytes, set[int]] = {}
    for name, number in _NAMED.findall(text):
        named.setdefault(name, set()).add(int(number))
    return named


def _object(data: bytes, number: int) -> bytes:
    found = re.search(rb"(?<!\d)%d\s{1,4}\d{1,5}\s{1,4}obj" % number, data)
    return data[found.end() : found.end() + _LONGEST_DICTIONARY] if found else b""


def _drawn_forms(forms: dict[int, _Form], data: bytes) -> int:
    """Count how many forms the largest one draws, itself included; a ring draws without end."""
    packed = _packed_objects(data)
    under_way: set[int] = set()

    @cache
    def drawn(number: int) -> int:
        if number in under_way or len(under_way) > _DEEPEST:
            return MOST_FORMS + 1
        under_way.add(number)
        named = _named_in(forms[number], data, packed)
        count = 1
        for name, times in Counter(forms[number].drawn).items():
            inner = [each for each in named.get(name, ()) if each in forms]
            count += times * max(map(drawn, inner), default=0)
        under_way.discard(number)
        return min(count, MOST_FORMS + 1)

    return max(map(drawn, forms))
