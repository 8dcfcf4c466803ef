"""Lookup: a page of hits in an order, how many there are in all, and what they add up to.

A document is what one invoice is found by. Documents are numbered in the order of their
indexing, and a change gives a new number. Those not yet folded into the postings are looked
through one by one, so that saving an invoice costs one row.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pyroaring import BitMap
from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from core.domain.query import NEWEST, Column, Order
from core.domain.text import comparable
from core.store import tables
from core.store.bulk import insert_rows
from core.store.chunks import chunks
from core.store.figures import AMOUNTS, NO_FIGURES, Slices, Sums, number_of, sums_of
from core.store.folding import EVERY, LABEL, Row
from core.store.grams import is_exact
from core.store.newest import newest
from core.store.ordered import Orders, ordered, rows_of
from core.store.postings import SEGMENT_BITS, Postings

WAITING = 2000
"""How many documents may wait before `merge` folds them: a search looks through them all."""

BLOCK = 1 << SEGMENT_BITS
"""How many documents may wait before `add` folds them by itself: a segment."""

FEW = 2000
"""Up to so many hits are fetched and looked at one by one."""

_CHUNK = 500
_NEVER = 99999999
_MOST = 10**15
_AMOUNT = re.compile(r"-?¥?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d{1,2})?", re.ASCII)
_DOCUMENTS = tables.search_documents
_STATE = tables.search_state
_LABELS = select(_DOCUMENTS.c.doc, _DOCUMENTS.c.invoice, _DOCUMENTS.c.labels).where(
    _DOCUMENTS.c.invoice.in_(bindparam("invoices", expanding=True))
)
_RELABELLED = update(_DOCUMENTS).where(_DOCUMENTS.c.doc == bindparam("of"))
_FOLDED = select(_STATE.c.folded)
_LONE_SIGN = re.compile(r"(?<!\S)([<>≤≥＜＞]=?)\s+(?=[\d¥.])")
_SIGNED = re.compile(r"(>=|<=|[<>≤≥])(.+)")


@dataclass(frozen=True, slots=True)
class Document:
    """What an invoice is found by.

    A word must stand in one text. `seller` and `buyer` are the texts of the parties (name, tax
    id), `texts` all others; `labels` are found as they stand; `amounts` are fen; `figures` is
    what `figures.packed` writes.
    """

    invoice: int
    day: date
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    seller: tuple[str, ...] = ()
    buyer: tuple[str, ...] = ()
    figures: bytes = NO_FIGURES


@dataclass(frozen=True, slots=True)
class Word:
    """A word as `comparable` gives it, and from which to which amount (fen) it may mean too."""

    text: str
    amounts: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What must be there: all words, all labels, of `either` one of each; days are inclusive.

    `parties` are a side ("seller", "buyer") and rows of `parties`: one of them must stand there.
    """

    words: tuple[Word, ...] = ()
    labels: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    either: tuple[tuple[str, ...], ...] = ()
    parties: tuple[tuple[str, frozenset[int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """How many invoices a search finds in all, and those of the page asked for."""

    total: int
    invoices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexFault:
    """An invoice that is not indexed ("missing"), one too many ("surplus"), a bad "segment"."""

    what: str
    number: int


class _Moved(NamedTuple):
    """A document that has one label in the place of others."""

    doc: int
    old: tuple[str, ...]
    new: str
    labels: str

    @classmethod
    def of(cls, doc: int, kept: str, start: str, new: str) -> "_Moved":
        """Put the new label in the place of those that begin so."""
        old = tuple(x for x in kept.split("\n") if x.startswith(start))
        left = [x for x in kept.split("\n") if x not in old]
        return cls(doc, old, new, "\n".join([*left, new]))


@dataclass(frozen=True, slots=True)
class _Matched:
    """What was found: `docs` are in the postings, and none or many; `rows` are fetched."""

    docs: BitMap
    rows: list[Row]

    def __len__(self) -> int:
        return len(self.docs) + len(self.rows)


def words_of(text: str) -> tuple[Word, ...]:
    """Divide what a user typed at its blanks; "526", "500..600", "≥ 300" may mean amounts too."""
    words = dict.fromkeys(comparable(part) for part in _LONE_SIGN.sub(r"\1", text).split())
    return tuple(Word(word, _amounts(word)) for word in words if word)


class SearchIndex:
    """The search index as one transaction sees it."""

    def __init__(self, connection: Connection, orders: Orders | None = None) -> None:
        """Work on the connection of a transaction; `orders` are kept over several."""
        self._connection = connection
        self._orders = orders or Orders()

    def add(self, documents: Iterable[Document]) -> None:
        """Index documents; what the same invoices were found by before is forgotten."""
        coming = iter(documents)
        while block := list(islice(coming, BLOCK)):
            latest = {document.invoice: document for document in block}
            self.remove(latest)
            first = self._last() + 1
            self._append([_row(first + n, document) for n, document in enumerate(latest.values())])

    def remove(self, invoices: Iterable[int]) -> None:
        """Find these invoices no longer."""
        newest_known = self._scalar(select(func.max(_DOCUMENTS.c.invoice)))
        known = iter([invoice for invoice in invoices if invoice <= newest_known])
        gone = BitMap()
        while chunk := list(islice(known, _CHUNK)):
            ours = _DOCUMENTS.c.invoice.in_(chunk)
            docs = self._connection.execute(select(_DOCUMENTS.c.doc).where(ours)).scalars()
            gone.update(docs)
            self._connection.execute(delete(_DOCUMENTS).where(ours))
        if gone:
            self._postings().forget(gone)

    def relabel(self, beginning: str, labels: Mapping[int, str]) -> None:
        """Give invoices another label of those that begin so; all else that they have stays.

        Their numbers stay too. What is not indexed, as what lies in the recycle bin, is not then.
        """
        start, moved = _label(beginning), list[_Moved]()
        for chunk in chunks(sorted(labels)):
            for doc, invoice, kept in self._connection.execute(_LABELS, {"invoices": chunk}):
                each = _Moved.of(doc, kept, start, _label(beginning + labels[invoice]))
                if each.old != (each.new,):
                    moved.append(each)
        if not moved:
            return
        self._connection.execute(_RELABELLED, [{"of": x.doc, "labels": x.labels} for x in moved])
        folded = self._folded()
        for segment, changes in _by_segment(x for x in moved if x.doc <= folded).items():
            Postings(self._connection, folded).change(segment, changes)

    def find(self, search: Search, limit: int, offset: int = 0, order: Order = NEWEST) -> Hits:
        """Find what has all words and labels, in an order: of one day the highest invoice is last.

        The total is exact, with one exception: where more than 2,000 invoices have all grams
        of a longer word at one place (seller, buyer, the rest), those count too that do not
        have them in one piece.
        """
        folded = self._folded()
        postings = Postings(self._connection, folded, self._orders.times)
        matched = self._matched(search, postings, folded)
        total = len(matched)
        first, last = offset, min(offset + limit, total)
        by_date = order.by is Column.DATE
        turned = order.descending != by_date  # `newest` falls, `ordered` rises
        if turned:
            first, last = total - last, total - first
        if last <= max(first, 0):
            return Hits(total, ())
        page = self._page(postings, matched, order.by, last - max(first, 0), max(first, 0))
        return Hits(total, tuple(reversed(page) if turned else page))

    def sums(self, search: Search, labels: Sequence[str]) -> dict[str, Sums]:
        """Add up what `find` finds, all ("") and what of it has each label."""
        folded = self._folded()
        postings = Postings(self._connection, folded, self._orders.times)
        matched = self._matched(search, postings, folded)
        added = _Adding(postings)
        found = {"": added(matched.docs, matched.rows)}
        for label in labels:
            docs = matched.docs & postings.with_keys([_label(label)])
            found[label] = added(docs, [row for row in matched.rows if _has_label(row, label)])
        return found

    def sums_by(self, search: Search, beginning: str) -> dict[str, Sums]:
        """Add up what `find` finds by labels that begin so, by what follows."""
        folded = self._folded()
        postings = Postings(self._connection, folded, self._orders.times)
        matched = self._matched(search, postings, folded)
        start = _label(beginning)
        labels = postings.of_each(start)
        rows = defaultdict[str, list[Row]](list)
        for row in matched.rows:
            for label in row.labels.split("\n"):
                if label.startswith(start):
                    rows[label[len(start) :]].append(row)
        added = _Adding(postings)
        every = {
            name: added(matched.docs & labels.get(name, BitMap()), rows[name])
            for name in {*labels, *rows}
        }
        return {name: sums for name, sums in every.items() if sums.count}

    def sums_by_month(self, search: Search) -> dict[int, Sums]:
        """Add up what `find` finds by months, written as 202611."""
        folded = self._folded()
        postings = Postings(self._connection, folded, self._orders.times)
        matched = self._matched(search, postings, folded)
        months = postings.by_month()
        rows = defaultdict[int, list[Row]](list)
        for row in matched.rows:
            rows[row.day // 100].append(row)
        added = _Adding(postings)
        every = {
            month: added(matched.docs & months.get(month, BitMap()), rows[month])
            for month in {*months, *rows}
        }
        return {month: sums for month, sums in every.items() if sums.count}

    def sums_by_party(self, search: Search, side: str) -> dict[int, Sums]:
        """Add up what `find` finds by the rows of sellers or buyers."""
        folded = self._folded()
        postings = Postings(self._connection, folded, self._orders.times)
        matched = self._matched(search, postings, folded)
        rows = defaultdict[int, list[Row]](list)
        for row in matched.rows:
            rows[number_of(row.figures, side)].append(row)
        groups = postings.slices(side).groups(matched.docs)
        added = _Adding(postings)
        return {
            party: added(groups.get(party, BitMap()), rows[party]) for party in {*groups, *rows}
        }

    def labels(self, beginning: str) -> list[str]:
        """Give what follows in the labels that begin so and that a living document has."""
        folded = self._folded()
        postings = Postings(self._connection, folded)
        matched = self._matched(Search(), postings, folded)
        living, start = matched.docs, _label(beginning)
        found = {
            name for name, docs in postings.of_each(start).items() if not docs.isdisjoint(living)
        }
        for row in matched.rows:
            held = (label for label in row.labels.split("\n") if label.startswith(start))
            found.update(label[len(start) :] for label in held)
        return sorted(found)

    def has_all(self, rows: Iterable[tuple[int, Document]], search: Search) -> list[int]:
        """Say which documents, not indexed, a search would find."""
        return [i for i, document in rows if _meets(_row(0, document), search, search.words)]

    def labelled(self, label: str) -> set[int]:
        """Give every invoice that has this label, looking at all; "" gives all that are indexed."""
        if not label:
            return set(self._connection.execute(select(_DOCUMENTS.c.invoice)).scalars())
        has = _DOCUMENTS.c.labels.contains(_label(label), autoescape=True)
        rows = self._connection.execute(
            select(_DOCUMENTS.c.invoice, _DOCUMENTS.c.labels).where(has)
        )
        return {invoice for invoice, labels in rows if _label(label) in labels.split("\n")}

    @property
    def crowded(self) -> bool:
        """Whether so many documents wait that `merge` has something to do."""
        return self._last() - self._folded() > WAITING

    def merge(self) -> None:
        """Fold waiting documents into the postings, and clear out, where it is worth while.

        Takes up to a second for some thousand documents; to be called after bulk work and as
        housekeeping. Answers do not change.
        """
        self._renew()
        if self._last() - self._folded() > WAITING:
            self._fold()

    def verify(self) -> tuple[IndexFault, ...]:
        """Compare the index with the invoices outside the recycle bin, and with itself.

        Cuts all texts anew: some seconds for 100,000 invoices.
        """
        invoices = tables.invoices
        living = select(invoices.c.id).where(invoices.c.deleted_at.is_(None))
        ledger = BitMap(self._connection.execute(living).scalars())
        indexed = BitMap(self._connection.execute(select(_DOCUMENTS.c.invoice)).scalars())
        postings, folded = self._postings(), self._folded()
        segments = {*postings.living(), *self._segments(1, folded)}
        return (
            *(IndexFault("missing", invoice) for invoice in ledger - indexed),
            *(IndexFault("surplus", invoice) for invoice in indexed - ledger),
            *(
                IndexFault("segment", segment)
                for segment in sorted(segments)
                if not postings.agrees(segment, self._rows_of(segment, 1, folded))
            ),
        )

    def _append(self, rows: Sequence[Row]) -> None:
        insert_rows(self._connection, _DOCUMENTS, rows)
        if rows and rows[-1].doc - self._folded() >= BLOCK:
            self._fold()

    def _matched(self, search: Search, postings: Postings, folded: int) -> _Matched:
        waiting = self._waiting(search, folded)
        settled = _settled(postings, search)
        if len(settled) > FEW:
            return _Matched(settled, waiting)
        unproven = [word for word in search.words if not is_exact(word.text)]
        proven = [row for row in rows_of(self._connection, settled) if _has(row, unproven)]
        return _Matched(BitMap(), proven + waiting)

    def _page(
        self, postings: Postings, matched: _Matched, by: Column, limit: int, offset: int
    ) -> Sequence[int]:
        docs, rows = matched.docs, matched.rows
        if by is not Column.DATE:
            where = (self._connection, postings, self._orders, by.value)
            return ordered(*where, docs, rows, limit, offset)
        places = [(row.day, row.invoice) for row in rows]
        if docs:
            page = newest(self._connection, postings, docs, places, limit, offset)
        else:
            page = sorted(places, reverse=True)[offset : offset + limit]
        return [invoice for _, invoice in page]

    def _waiting(self, search: Search, folded: int) -> list[Row]:
        query = select(_DOCUMENTS).where(_DOCUMENTS.c.doc > folded)
        rows = map(Row._make, self._connection.execute(query))
        return [row for row in rows if _meets(row, search, search.words)]

    def _renew(self) -> None:
        """Number those documents anew that are less than half of what a full segment has."""
        postings, last = self._postings(), self._folded() >> SEGMENT_BITS
        for segment, living in postings.living().items():
            if segment < last and len(living) < BLOCK // 2:
                rows = self._rows_of(segment, 1, self._folded())
                postings.drop(segment)
                of_segment = _DOCUMENTS.c.doc.between(*_ends(segment))
                self._connection.execute(delete(_DOCUMENTS).where(of_segment))
                first = self._last() + 1
                self._append([row._replace(doc=first + n) for n, row in enumerate(rows)])

    def _fold(self) -> None:
        folded, last = self._folded(), self._last()
        postings = Postings(self._connection, last)
        for segment in self._segments(folded + 1, last):
            postings.fold(segment, self._rows_of(segment, folded + 1, last))
        self._connection.execute(delete(_STATE))
        self._connection.execute(insert(_STATE).values(id=1, folded=last))

    def _rows_of(self, segment: int, first: int, last: int) -> list[Row]:
        low, high = _ends(segment)
        span = _DOCUMENTS.c.doc.between(max(first, low), min(last, high))
        return list(
            map(
                Row._make,
                self._connection.execute(select(_DOCUMENTS).where(span).order_by(_DOCUMENTS.c.doc)),
            )
        )

    def _postings(self) -> Postings:
        return Postings(self._connection, self._folded())

    def _folded(self) -> int:
        """The last document that is in the postings."""
        return self._scalar(_FOLDED)

    def _last(self) -> int:
        """The last number that is taken: a number in the postings is never given again."""
        return max(self._scalar(select(func.max(_DOCUMENTS.c.doc))), self._folded())

    def _segments(self, first: int, last: int) -> range:
        return range(first >> SEGMENT_BITS, (last >> SEGMENT_BITS) + 1)

    def _scalar(self, query: Select[Any]) -> int:
        return int(self._connection.execute(query).scalar() or 0)


def _settled(postings: Postings, search: Search) -> BitMap:
    """Find among the documents in the postings."""
    hits = postings.with_keys([EVERY, *map(_label, search.labels)])
    for labels in search.either:
        hits &= postings.with_any([*map(_label, labels)])
    if hits and (search.since or search.until):
        hits &= postings.with_days(_number(search.since), _number(search.until, _NEVER))
    for word in search.words:
        if hits:
            having = postings.with_word(word.text)
            if word.amounts:
                having |= postings.with_amount(*word.amounts)
            hits &= having
    for side, wanted in search.parties:
        if hits:
            hits = postings.slices(side).among(hits, wanted)
    return hits


def _row(doc: int, document: Document) -> Row:
    texts = " ".join(filter(None, map(comparable, document.texts)))
    return Row(
        doc,
        document.invoice,
        _number(document.day),
        f"{texts}\n{_joined(document.seller)}\n{_joined(document.buyer)}",
        _labels(document.labels),
        " ".join(map(str, document.amounts)),
        document.figures,
    )


@lru_cache(maxsize=8192)
def _joined(texts: tuple[str, ...]) -> str:
    return " ".join(filter(None, map(comparable, texts)))


@lru_cache(maxsize=8192)
def _labels(labels: tuple[str, ...]) -> str:
    return "\n".join(map(_label, labels))


def _by_segment(moved: Iterable[_Moved]) -> dict[int, dict[str, tuple[BitMap, BitMap]]]:
    """Give by segments which documents leave and which enter each key."""
    found = defaultdict[int, defaultdict[str, tuple[BitMap, BitMap]]](
        lambda: defaultdict(lambda: (BitMap(), BitMap()))
    )
    for each in moved:
        keys = found[each.doc >> SEGMENT_BITS]
        for key in each.old:
            keys[key][0].add(each.doc)
        keys[each.new][1].add(each.doc)
    return {segment: dict(keys) for segment, keys in found.items()}


def _label(label: str) -> str:
    # half a character, as a broken argument has it, can neither be kept nor asked for
    return LABEL + label.replace("\n", " ").encode("utf-8", "replace").decode("utf-8")


def _meets(row: Row, search: Search, words: Iterable[Word]) -> bool:
    labels = {*row.labels.split("\n")}
    return (
        _number(search.since) <= row.day <= _number(search.until, _NEVER)
        and labels.issuperset(map(_label, search.labels))
        and all(not labels.isdisjoint(map(_label, either)) for either in search.either)
        and all(number_of(row.figures, side) in wanted for side, wanted in search.parties)
        and _has(row, words)
    )


def _has_label(row: Row, label: str) -> bool:
    return _label(label) in row.labels.split("\n")


class _Adding:
    """Adds up documents and rows; the slices are fetched once."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._slices: list[Slices] = []

    def __call__(self, docs: BitMap, rows: Sequence[Row]) -> Sums:
        fetched = sums_of([row.figures for row in rows])
        if not docs:
            return fetched
        self._slices = self._slices or [self._postings.slices(name) for name in AMOUNTS]
        net, tax, total = (slices.amount(docs) for slices in self._slices)
        return fetched.plus(Sums(len(docs), net, tax, total))


def _has(row: Row, words: Iterable[Word]) -> bool:
    return all(
        word.text in row.text or (word.amounts is not None and _within(row.amounts, *word.amounts))
        for word in words
    )


def _within(amounts: str, low: int, high: int) -> bool:
    return any(low <= int(amount) <= high for amount in amounts.split())


def _number(day: date | None, unknown: int = 0) -> int:
    return unknown if day is None else day.year * 10000 + day.month * 100 + day.day


def _ends(segment: int) -> tuple[int, int]:
    return segment << SEGMENT_BITS, ((segment + 1) << SEGMENT_BITS) - 1


def _amounts(word: str) -> tuple[int, int] | None:
    signed = _SIGNED.fullmatch(word)
    if signed:
        return _beyond(*signed.groups())
    low, dots, high = word.replace("−", "-").partition("..")  # the minus that tables show
    ends = (low, high) if dots else (low,)
    if not all(map(_AMOUNT.fullmatch, ends)):
        return None
    fen = [_fen(end) for end in ends]
    return min(fen), max(fen)


def _beyond(sign: str, amount: str) -> tuple[int, int] | None:
    if not _AMOUNT.fullmatch(amount):
        return None
    fen = _fen(amount)
    return {
        ">": (fen + 1, _MOST),
        "<": (-_MOST, fen - 1),
        ">=": (fen, _MOST),
        "≥": (fen, _MOST),
    }.get(sign, (-_MOST, fen))


def _fen(amount: str) -> int:
    yuan, _, cents = amount.replace(",", "").replace("¥", "").partition(".")
    return int(yuan + cents.ljust(2, "0"))
