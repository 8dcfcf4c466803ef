"""Figures of documents in bitmaps, one for each bit: sums and places in an order without rows.

The figures of a document are bytes of one width that have the order of what they stand for. A
sum is a count for each bit; the first so many of an order are found by going through the bits
from the highest to the lowest. Neither fetches a document, whatever was found.
"""

from array import array
from binascii import a2b_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

from pyroaring import BitMap

SLICE: Final = "%"
"""What the keys of slices begin with."""

WIDTHS: Final[Mapping[str, int]] = {
    "net": 8,
    "tax": 8,
    "total": 8,
    "entered": 5,
    "number": 18,
    "seller": 4,
    "buyer": 4,
}
"""How many bytes each figure has, in their order; parties are rows of `parties`."""

AMOUNTS: Final = ("net", "tax", "total")

WIDTH: Final = sum(WIDTHS.values())
NO_FIGURES: Final = bytes(WIDTH)

_PLACES: Final = {
    name: slice(sum([*WIDTHS.values()][:n]), sum([*WIDTHS.values()][: n + 1]))
    for n, name in enumerate(WIDTHS)
}
_ZERO: Final = 1 << 55
_KNOWN: Final = 1 << 56
_BITS: Final = [bytes(byte >> bit & 1 for byte in range(256)) for bit in range(8)]
_CHARACTERS: Final = 24
_IN_ORDER: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_CODES: Final = {
    character: _IN_ORDER[1 + n]
    for n, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}


@dataclass(frozen=True, slots=True)
class Sums:
    """How many invoices, and their amounts (fen); an amount that is not known counts as none."""

    count: int = 0
    net: int = 0
    tax: int = 0
    total: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """Add up."""
        return Sums(
            self.count + other.count,
            self.net + other.net,
            self.tax + other.tax,
            self.total + other.total,
        )

    def less(self, other: "Sums") -> "Sums":
        """Take away."""
        return self.plus(Sums(-other.count, -other.net, -other.tax, -other.total))


def packed(
    amounts: Sequence[int | None], entered: int, number: str, seller: int, buyer: int
) -> bytes:
    """Write figures: net, tax, total (fen), a moment in seconds, a name, rows of parties."""
    parts = [
        *(_amount(amount).to_bytes(8, "big") for amount in amounts),
        max(0, entered).to_bytes(5, "big"),
        _number(number),
        *(seller.to_bytes(4, "big"), buyer.to_bytes(4, "big")),
    ]
    return b"".join(parts)


def figure(figures: bytes, name: str) -> bytes:
    """Give one figure: it has the order of what it stands for."""
    return figures[_PLACES[name]]


def number_of(figures: bytes, name: str) -> int:
    """Give one figure as a whole number; of a party its row."""
    return int.from_bytes(figures[_PLACES[name]], "big")


def sums_of(rows: Sequence[bytes]) -> Sums:
    """Add up the amounts of some figures."""
    net, tax, total = (sum(_fen(number_of(row, name)) for row in rows) for name in AMOUNTS)
    return Sums(len(rows), net, tax, total)


def slices_of(docs: Sequence[int], figures: Sequence[bytes]) -> Iterator[tuple[str, BitMap]]:
    """Give by its key each bit of each figure with the documents that have it."""
    joined, numbers = b"".join(figures), array("I", docs)
    for name, place in _PLACES.items():
        for at in range(place.start, place.stop):
            column = joined[at::WIDTH]
            held = {*column}
            for bit in range(8):
                if any(byte >> bit & 1 for byte in held):
                    having = compress(numbers, column.translate(_BITS[bit]))
                    key = slice_key(name, 8 * (place.stop - 1 - at) + bit)
                    yield key, BitMap(array("I", having))


def slice_key(name: str, bit: int) -> str:
    """Give the key of the documents of which a figure has this bit, counted from the lowest."""
    return f"{SLICE}{name}{bit:03}"


class Slices:
    """The slices of one figure, over all documents in the postings."""

    def __init__(self, slices: Mapping[int, BitMap]) -> None:
        """Take the documents of each bit."""
        self._slices = sorted(slices.items(), reverse=True)

    def amount(self, docs: BitMap) -> int:
        """Add up amounts (fen)."""
        found = {bit: docs.intersection_cardinality(has) for bit, has in self._slices}
        known = found.pop(_KNOWN.bit_length() - 1, 0)
        return sum(count << bit for bit, count in found.items()) - known * _ZERO

    def lowest(self, docs: BitMap, count: int) -> BitMap:
        """Give the first so many in rising order; of equal ones the lowest documents."""
        taken, equal = BitMap(), docs
        if count >= len(docs):
            return docs
        for _, has in self._slices:
            lower = equal - has
            if len(taken) + len(lower) <= count:
                taken |= lower
                equal = equal & has
            else:
                equal = lower
        return taken | equal[: count - len(taken)]

    def among(self, docs: BitMap, values: Iterable[int]) -> BitMap:
        """Give those documents of which the figure is one of these values."""
        wanted = {*values}
        found = {0: docs}  # by the bits gone through
        for bit, has in self._slices:
            beginnings = {value >> bit << bit for value in wanted}
            split: dict[int, BitMap] = {}
            for value, members in found.items():
                if value | 1 << bit in beginnings:
                    split[value | 1 << bit] = members & has
                if value in beginnings:
                    split[value] = members - has
            found = split
        return BitMap.union(BitMap(), *(found[value] for value in wanted & found.keys()))

    def groups(self, docs: BitMap) -> dict[int, BitMap]:
        """Divide documents by the value of the figure."""
        found = {0: docs} if docs else {}
        for bit, has in self._slices:
            split: dict[int, BitMap] = {}
            for value, members in found.items():
                having = members & has
                if having:
                    split[value | 1 << bit] = having
                if len(having) < len(members):
                    split[value] = members - having
            found = split
        return found


def _amount(fen: int | None) -> int:
    return 0 if fen is None else _KNOWN + _ZERO + fen


def _fen(amount: int) -> int:
    return amount - _KNOWN - _ZERO if amount else 0


def _number(name: str) -> bytes:
    """Write up to 24 characters of six bits each, in the order of the text."""
    known = "".join(_CODES.get(x, _IN_ORDER[-1]) for x in name[:_CHARACTERS].upper())
    return a2b_base64(known.ljust(_CHARACTERS, _IN_ORDER[0]))
