"""Full-text lookup: a page of hits, newest first, and how many there are in all.

A document is what one invoice is found by. Documents are numbered in the order of their
indexing, and a change gives a new number. Those not yet folded into the postings are looked
through one by one, so that saving an invoice costs one row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Select, bindparam, delete, func, insert, select
from sqlalchemy.engine import Connection

from core.domain.text import comparable
from core.store import tables
from core.store.bulk import insert_rows
from core.store.folding import EVERY, LABEL, Row
from core.store.grams import is_exact
from core.store.newest import Place, newest
from core.store.postings import SEGMENT_BITS, Postings

WAITING = 2000
"""How many documents may wait before `merge` folds them: a search looks through them all."""

BLOCK = 1 << SEGMENT_BITS
"""How many documents may wait before `add` folds them by itself: a segment."""

FEW = 2000
"""Up to so many hits are fetched and looked at one by one."""

_CHUNK = 500
_NEVER = 99999999
_AMOUNT = re.compile(r"-?¥?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d{1,2})?", re.ASCII)
_DOCUMENTS = tables.search_documents
_STATE = tables.search_state
_BY_DOC = select(_DOCUMENTS).where(_DOCUMENTS.c.doc.in_(bindparam("docs", expanding=True)))


@dataclass(frozen=True, slots=True)
class Document:
    """What an invoice is found by.

    A word must stand in one text. `seller` and `buyer` are the texts of the parties (name, tax
    id), `texts` all others; `labels` are found as they stand; `amounts` are fen.
    """

    invoice: int
    day: date
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    seller: tuple[str, ...] = ()
    buyer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word as `comparable` gives it, and from which to which amount (fen) it may mean too."""

    text: str
    amounts: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What must be there: all words, all labels; days are inclusive."""

    words: tuple[Word, ...] = ()
    labels: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


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


def words_of(text: str) -> tuple[Word, ...]:
    """Divide what a user typed at its blanks; "526" and "500..600" may mean amounts too."""
    words = dict.fromkeys(comparable(part) for part in text.split())
    return tuple(Word(word, _amounts(word)) for word in words if word)


class SearchIndex:
    """The search index as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection

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

    def find(self, search: Search, limit: int, offset: int = 0) -> Hits:
        """Find what has all words and labels: latest day first, then the highest invoice.

        The total is exact, with one exception: where more than 2,000 invoices have all grams
        of a longer word at one place (seller, buyer, the rest), those count too that do not
        have them in one piece.
        """
        folded = self._folded()
        postings = Postings(self._connection, folded)
        waiting = self._waiting(search, folded)
        settled = _settled(postings, search)
        if len(settled) > FEW:
            total = len(settled) + len(waiting)
            page = newest(self._connection, postings, settled, waiting, limit, offset)
        else:
            unproven = [word for word in search.words if not is_exact(word.text)]
            found = sorted(self._places(settled, unproven) + waiting, reverse=True)
            total, page = len(found), found[offset : offset + limit]
        return Hits(total, tuple(invoice for _, invoice in page))

    def labelled(self, label: str) -> set[int]:
        """Give every invoice that has this label, and looks at all to find them."""
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

    def _places(self, docs: BitMap, unproven: Sequence[Word]) -> list[Place]:
        if not docs:
            return []
        rows = map(Row._make, self._connection.execute(_BY_DOC, {"docs": list(docs)}))
        return [(row.day, row.invoice) for row in rows if _has(row, unproven)]

    def _waiting(self, search: Search, folded: int) -> list[Place]:
        since, until = _number(search.since), _number(search.until, _NEVER)
        labels = {*map(_label, search.labels)}
        query = select(_DOCUMENTS).where(_DOCUMENTS.c.doc > folded)
        return [
            (row.day, row.invoice)
            for row in map(Row._make, self._connection.execute(query))
            if since <= row.day <= until
            and labels <= {*row.labels.split("\n")}
            and _has(row, search.words)
        ]

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
        return self._scalar(select(_STATE.c.folded))

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
    if hits and (search.since or search.until):
        hits &= postings.with_days(_number(search.since), _number(search.until, _NEVER))
    for word in search.words:
        if hits:
            having = postings.with_word(word.text)
            if word.amounts:
                having |= postings.with_amount(*word.amounts)
            hits &= having
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
    )


@lru_cache(maxsize=8192)
def _joined(texts: tuple[str, ...]) -> str:
    return " ".join(filter(None, map(comparable, texts)))


@lru_cache(maxsize=8192)
def _labels(labels: tuple[str, ...]) -> str:
    return "\n".join(map(_label, labels))


def _label(label: str) -> str:
    # half a character, as a broken argument has it, can neither be kept nor asked for
    return LABEL + label.replace("\n", " ").encode("utf-8", "replace").decode("utf-8")


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
    low, dots, high = word.replace("−", "-").partition("..")  # the minus that tables show
    ends = (low, high) if dots else (low,)
    if not all(map(_AMOUNT.fullmatch, ends)):
        return None
    fen = [_fen(end) for end in ends]
    return min(fen), max(fen)


def _fen(amount: str) -> int:
    yuan, _, cents = amount.replace(",", "").replace("¥", "").partition(".")
    return int(yuan + cents.ljust(2, "0"))
