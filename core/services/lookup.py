"""Looking invoices up (查询)."""

from dataclasses import dataclass

from core.domain.invoice import Invoice
from core.domain.query import Query
from core.errors import NotEntered
from core.store.database import Store
from core.store.invoices import ODD, PRINT_ONLY
from core.store.search import Search, words_of


@dataclass(frozen=True, slots=True)
class Found:
    """How many invoices a query finds in all, and those of the page asked for."""

    total: int
    invoices: tuple[Invoice, ...]


class Lookup:
    """Finds invoices; each method is one consistent view."""

    def __init__(self, store: Store) -> None:
        """Look into this store."""
        self._store = store

    def find(self, query: Query, limit: int = 50, offset: int = 0) -> Found:
        """Give a page of what the query finds, newest first, and how many there are in all."""
        with self._store.reading() as work:
            hits = work.search.find(search_of(query), limit, offset)
            return Found(hits.total, tuple(work.invoices.load(hits.invoices)))

    def by_name(self, name: str) -> Invoice:
        """Give the invoice of a key's name; raises NotEntered."""
        with self._store.reading() as work:
            found = work.invoices.load(list(work.invoices.ids_of([name]).values()))
        if not found:
            raise NotEntered()
        return found[0]


def search_of(query: Query) -> Search:
    """Say a query in the words of the search index."""
    labels = [
        f"{name}:{value}"
        for name, value in (
            ("kind", query.kind),
            ("status", query.status),
            ("direction", query.direction),
            ("tag", query.tag),
        )
        if value is not None
    ]
    if query.odd:
        labels.append(ODD)
    if query.print_only:
        labels.append(PRINT_ONLY)
    return Search(words_of(query.text), tuple(labels), query.since, query.until)
