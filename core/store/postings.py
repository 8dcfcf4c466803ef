"""The inverted index: for each key a compressed bitmap of its documents, in plain tables.

Kept in segments of 65,536 documents, so that folding new documents in rewrites the last segment
alone. Amounts stand beside, sorted, each with its document.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pyroaring import BitMap
from sqlalchemy import Column, Select, bindparam, delete, select, update
from sqlalchemy.engine import Connection

from core.store import tables
from core.store.bulk import insert_rows
from core.store.figures import Slices, slice_key
from core.store.folding import (
    DAY,
    EVERY,
    MONTH,
    Entries,
    Row,
    amount_key,
    amounts_of,
    bitmaps_of,
    magnitude,
)
from core.store.grams import PLACES, keys_asked

SEGMENT_BITS = 16

_Value = TypeVar("_Value")
_POSTINGS = tables.search_postings
_AMOUNTS = tables.search_amounts
_READ = select(_POSTINGS.c.gram, _POSTINGS.c.bitmap).where(
    _POSTINGS.c.segment.in_(bindparam("segments", expanding=True))
)
_BY_KEY = _READ.where(_POSTINGS.c.gram.in_(bindparam("keys", expanding=True)))
_BETWEEN = _READ.where(_POSTINGS.c.gram.between(bindparam("low"), bindparam("high")))
_CHANGED = update(_POSTINGS).where(
    _POSTINGS.c.segment == bindparam("of"), _POSTINGS.c.gram == bindparam("key")
)
_ENDS = select(_AMOUNTS.c.entries).where(
    _AMOUNTS.c.segment.in_(bindparam("segments", expanding=True)),
    _AMOUNTS.c.magnitude.in_(bindparam("ends", expanding=True)),
)


class Times:
    """Which documents are of which months and days, kept for the next question.

    The day of a numbered document never changes, and a number is never given again: what is kept
    is right until more are folded, whatever is forgotten meanwhile. For transactions that read
    alone, for one that folds may be taken back.
    """

    def __init__(self) -> None:
        """Keep none yet."""
        self._kept: tuple[int, dict[str, dict[int, BitMap]]] = (0, {})

    def of(self, folded: int) -> dict[str, dict[int, BitMap]]:
        """Give what is kept of the documents up to `folded`, to be added to."""
        if self._kept[0] != folded:
            self._kept = (folded, {})
        return self._kept[1]


class Postings:
    """The bitmaps of a ledger's documents up to `folded`, as one transaction sees them."""

    def __init__(self, connection: Connection, folded: int, times: Times | None = None) -> None:
        """Work on the connection of a transaction; `times` are kept over several."""
        self._connection = connection
        self._times = (times or Times()).of(folded)
        self._segments = list(range((folded >> SEGMENT_BITS) + 1)) if folded else []

    def with_keys(self, keys: Sequence[str]) -> BitMap:
        """Give the documents that have all of these keys."""
        found = self._bitmaps(_BY_KEY, keys=keys)
        return BitMap.intersection(*found.values()) if len(found) == len({*keys}) else BitMap()

    def with_any(self, keys: Sequence[str]) -> BitMap:
        """Give the documents that have one of these keys, or several."""
        return BitMap.union(BitMap(), *self._bitmaps(_BY_KEY, keys=keys).values())

    def of_each(self, beginning: str) -> dict[str, BitMap]:
        """Give the documents of every key that begins like this, by what follows."""
        found = self._bitmaps(_BETWEEN, low=beginning, high=beginning + "\U0010ffff")
        return {key[len(beginning) :]: docs for key, docs in found.items()}

    def slices(self, name: str) -> Slices:
        """Give the slices of a figure."""
        found = self._bitmaps(_BETWEEN, low=slice_key(name, 0), high=slice_key(name, 999))
        return Slices({int(key[-3:]): docs for key, docs in found.items()})

    def with_word(self, word: str) -> BitMap:
        """Give the documents that have all keys of the word in one place."""
        asked = {keys_asked(place, word): None for place in PLACES}
        found = self._bitmaps(_BY_KEY, keys=[*{key for keys, _ in asked for key in keys}])
        hits = BitMap()
        for keys, beginning in asked:
            bitmaps = [found.get(key, BitMap()) for key in keys]
            if beginning and all(bitmaps):
                bitmaps.append(self._between(beginning, beginning + "z"))
            hits |= BitMap.intersection(*bitmaps)
        return hits

    def with_amount(self, low: int, high: int) -> BitMap:
        """Give the documents with an amount from `low` to `high` fen."""
        first, last = magnitude(low), magnitude(high)
        hits = self._between(amount_key(first + 1), amount_key(last - 1))
        asked = {"segments": self._segments, "ends": [first, last]}
        for blob in self._connection.execute(_ENDS, asked).scalars():
            amounts, docs = _entries(blob)
            hits.update(docs[bisect_left(amounts, low) : bisect_right(amounts, high)])
        return hits

    def with_days(self, since: int, until: int) -> BitMap:
        """Give the documents of the days from `since` to `until`, written as 20261103."""
        first, last = since // 100, until // 100
        if since > until:
            return BitMap()
        if first == last:
            return self._between(f"{DAY}{since:08}", f"{DAY}{until:08}")
        return (
            self._between(f"{DAY}{since:08}", f"{DAY}{first:06}99")
            | self._between(f"{MONTH}{first + 1:06}", f"{MONTH}{last - 1:06}")
            | self._between(f"{DAY}{last:06}00", f"{DAY}{until:08}")
        )

    def by_month(self) -> dict[int, BitMap]:
        """Give the documents of each month, written as 202611."""
        return self._by_time(MONTH, MONTH + "9")

    def by_day(self, month: int) -> dict[int, BitMap]:
        """Give the documents of each day of a month."""
        return self._by_time(f"{DAY}{month:06}00", f"{DAY}{month:06}99")

    def fold(self, segment: int, rows: Sequence[Row]) -> None:
        """Add documents, all of one segment."""
        amounts = amounts_of(rows)
        bitmaps = bitmaps_of(rows, amounts)
        old = self._take(_POSTINGS.c.gram, _POSTINGS.c.bitmap, segment, bitmaps)
        for key, blob in old.items():
            bitmaps[key] = bitmaps[key] | BitMap.deserialize(blob)
        blobs = {n: _packed(b) for n, b in {id(b): b for b in bitmaps.values()}.items()}
        packed = [(segment, key, blobs[id(bitmaps[key])]) for key in sorted(bitmaps)]
        insert_rows(self._connection, _POSTINGS, packed)
        self._fold_amounts(segment, amounts)

    def change(self, segment: int, changes: Mapping[str, tuple[BitMap, BitMap]]) -> None:
        """Take documents of one segment out of keys and put others in: (out, in) by the key."""
        asked = {"segments": [segment], "keys": list(changes)}
        held = dict[str, bytes](tuple(row) for row in self._connection.execute(_BY_KEY, asked))
        blobs = {
            key: _packed((BitMap.deserialize(held[key]) if key in held else BitMap()) - out | into)
            for key, (out, into) in changes.items()
        }
        known = [{"of": segment, "key": key, "bitmap": blobs[key]} for key in held]
        if known:
            self._connection.execute(_CHANGED, known)
        new = [(segment, key, blob) for key, blob in blobs.items() if key not in held]
        insert_rows(self._connection, _POSTINGS, new)

    def living(self) -> dict[int, BitMap]:
        """Give the living documents of each segment."""
        query = select(_POSTINGS.c.segment, _POSTINGS.c.bitmap).where(
            _POSTINGS.c.segment.in_(self._segments), _POSTINGS.c.gram == EVERY
        )
        rows = self._connection.execute(query)
        return {segment: BitMap.deserialize(blob) for segment, blob in rows}

    def forget(self, docs: BitMap) -> None:
        """Take documents out of the living ones; their other bits stay and do no harm."""
        for segment, living in self.living().items():
            if not living.isdisjoint(docs):
                row = (_POSTINGS.c.segment == segment) & (_POSTINGS.c.gram == EVERY)
                left = _packed(living - docs)
                self._connection.execute(update(_POSTINGS).where(row).values(bitmap=left))

    def drop(self, segment: int) -> None:
        """Remove all that is kept of a segment."""
        for table in (_POSTINGS, _AMOUNTS):
            self._connection.execute(delete(table).where(table.c.segment == segment))

    def agrees(self, segment: int, rows: Sequence[Row]) -> bool:
        """Say whether a segment holds its living documents, and holds them right."""
        return self._bitmaps_agree(segment, rows) and self._amounts_agree(segment, rows)

    def _bitmaps_agree(self, segment: int, rows: Sequence[Row]) -> bool:
        expected = bitmaps_of(rows, amounts_of(rows))
        living = expected.get(EVERY, BitMap())
        for key, blob in self._held(_POSTINGS.c.gram, _POSTINGS.c.bitmap, segment):
            held = BitMap.deserialize(blob)
            if (held if key == EVERY else held & living) != expected.pop(key, BitMap()):
                return False
        return not expected

    def _amounts_agree(self, segment: int, rows: Sequence[Row]) -> bool:
        living = BitMap([row.doc for row in rows])
        expected = amounts_of(rows)
        for size, blob in self._held(_AMOUNTS.c.magnitude, _AMOUNTS.c.entries, segment):
            held = zip(*_entries(blob), strict=True)
            if [pair for pair in held if pair[1] in living] != sorted(expected.pop(size, [])):
                return False
        return not expected

    def _fold_amounts(self, segment: int, amounts: dict[int, Entries]) -> None:
        old = self._take(_AMOUNTS.c.magnitude, _AMOUNTS.c.entries, segment, amounts)
        for size, blob in old.items():
            amounts[size] += zip(*_entries(blob), strict=True)
        packed = [(segment, size, _packed_entries(amounts[size])) for size in sorted(amounts)]
        insert_rows(self._connection, _AMOUNTS, packed)

    def _take(
        self, key: Column[_Value], blob: Column[bytes], segment: int, wanted: dict[_Value, Any]
    ) -> dict[_Value, bytes]:
        """Remove those rows of a segment that will be written anew, and give what they held."""
        of_segment = key.table.c.segment == segment
        rows = self._connection.execute(select(key, blob).where(of_segment))
        taken = {found: data for found, data in rows if found in wanted}
        if taken:
            self._connection.execute(
                delete(key.table).where(of_segment, key == bindparam("taken")),
                [{"taken": found} for found in taken],
            )
        return taken

    def _held(
        self, key: Column[_Value], blob: Column[bytes], segment: int
    ) -> Iterator[tuple[_Value, bytes]]:
        query = select(key, blob).where(key.table.c.segment == segment)
        yield from self._connection.execute(query)

    def _by_time(self, low: str, high: str) -> dict[int, BitMap]:
        if low not in self._times:
            found = self._bitmaps(_BETWEEN, low=low, high=high)
            self._times[low] = {int(key[1:]): docs for key, docs in found.items()}
        return self._times[low]

    def _between(self, low: str, high: str) -> BitMap:
        """Give the documents that have any key from `low` to `high`."""
        found = self._bitmaps(_BETWEEN, low=low, high=high)
        return BitMap.union(*found.values()) if found else BitMap()

    def _bitmaps(self, query: Select[str, bytes], **asked: object) -> dict[str, BitMap]:
        rows = self._connection.execute(query, {"segments": self._segments, **asked})
        found = defaultdict[str, list[BitMap]](list)
        for key, blob in rows:
            found[key].append(BitMap.deserialize(blob))
        return {key: BitMap.union(*bitmaps) for key, bitmaps in found.items()}


def _packed(bitmap: BitMap) -> bytes:
    bitmap.run_optimize()
    return bitmap.serialize()


def _packed_entries(entries: Entries) -> bytes:
    amounts, docs = zip(*sorted(entries), strict=True)
    return array("q", amounts).tobytes() + array("I", docs).tobytes()


def _entries(blob: bytes) -> tuple["array[int]", "array[int]"]:
    """Divide a blob into the sorted amounts and, at the same places, their documents."""
    count = len(blob) // 12
    return array("q", blob[: count * 8]), array("I", blob[count * 8 :])
