"""Turning documents into bitmaps and sorted amounts: the work of a fold, without the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from core.store.figures import NO_FIGURES, slices_of
from core.store.grams import BUYER, OTHERS, SELLER, beginnings_of, keys_of

EVERY = ""
"""The key of all living documents."""

LABEL, DAY, MONTH, AMOUNT = "=", "@", "#", "$"
"""What the keys of labels, days, months and magnitudes begin with."""

_Found = defaultdict[str, list[BitMap]]
_Docs = defaultdict[str, list[int]]

Entries = list[tuple[int, int]]
"""Amounts (fen), each with its document."""


class Row(NamedTuple):
    """A document as it is kept: fields divided by blanks, places by line ends."""

    doc: int
    invoice: int
    day: int
    text: str
    labels: str
    amounts: str
    figures: bytes = NO_FIGURES


def bitmaps_of(rows: Sequence[Row], amounts: Mapping[int, Entries]) -> dict[str, BitMap]:
    """Give the documents of each key; `amounts` is what `amounts_of` says of the same rows.

    Keys that one text alone has share one bitmap, the same object, so that it is packed once.
    """
    found = _Found(list)
    _cut(rows, found)
    shorter = _Found(list)
    for key, bitmaps in found.items():
        for beginning in beginnings_of(key):
            shorter[beginning] += bitmaps
    for key, bitmaps in shorter.items():
        found[key] += bitmaps
    _label(rows, found)
    for size, entries in amounts.items():
        found[amount_key(size)].append(BitMap([doc for _, doc in entries]))
    for key, bitmap in slices_of([row.doc for row in rows], [row.figures for row in rows]):
        found[key].append(bitmap)
    return {key: _union(bitmaps) for key, bitmaps in found.items()}


def amounts_of(rows: Iterable[Row]) -> dict[int, Entries]:
    """Give by magnitude each amount with its document."""
    found = defaultdict[int, Entries](list)
    for row in rows:
        for amount in map(int, row.amounts.split()):
            found[magnitude(amount)].append((amount, row.doc))
    return found


def magnitude(fen: int) -> int:
    """Give a number that never falls while the amount grows: 32 steps to each doubling."""
    size = -fen if fen < 0 else fen
    shift = size.bit_length() - 6
    step = size if shift <= 0 else (shift << 5) + (size >> shift)
    return -step if fen < 0 else step


def amount_key(size: int) -> str:
    """Give the key of a magnitude: its bitmap suffices where all its amounts count.

    Keys have the order of the magnitudes.
    """
    return f"{AMOUNT}{size + 5000:04}"


def _cut(rows: Iterable[Row], found: _Found) -> None:
    """Cut each distinct text once, and note the bitmap of its documents under its keys."""
    others, sellers, buyers = _Docs(list), _Docs(list), _Docs(list)
    for row in rows:
        texts, seller, buyer = row.text.split("\n")
        for text in texts.split(" "):
            others[text].append(row.doc)
        sellers[seller].append(row.doc)  # name and id come together, again and again
        buyers[buyer].append(row.doc)
    once = _Docs(list)
    for place, docs_of in ((OTHERS, others), (SELLER, sellers), (BUYER, buyers)):
        for texts, docs in docs_of.items():
            keys = [key for text in texts.split(" ") for key in keys_of(place, text)]
            if len(docs) == 1:
                for key in keys:
                    once[key].append(docs[0])
            else:
                bitmap = BitMap(docs)
                for key in {*keys}:
                    found[key].append(bitmap)
    for key, docs in once.items():
        found[key].append(BitMap(docs))


def _label(rows: Iterable[Row], found: _Found) -> None:
    docs_of = _Docs(list)
    for row in rows:
        docs_of[EVERY].append(row.doc)
        docs_of[f"{DAY}{row.day}"].append(row.doc)
        docs_of[row.labels].append(row.doc)
    for source, docs in docs_of.items():
        bitmap = BitMap(docs)
        for key in source.split("\n"):
            found[key].append(bitmap)
            if key.startswith(DAY):
                found[MONTH + key[1:-2]].append(bitmap)


def _union(bitmaps: list[BitMap]) -> BitMap:
    if len(bitmaps) > 1:
        bitmaps = [*{id(bitmap): bitmap for bitmap in bitmaps}.values()]
    return bitmaps[0] if len(bitmaps) == 1 else BitMap.union(*bitmaps)
