"""Exporting (导出) what a query finds as a ledger workbook."""

from collections.abc import Iterator
from pathlib import Path

from core.domain.invoice import Invoice
from core.domain.query import Query
from core.files.ledger_writer import write_ledger
from core.progress import Progress, Report, ignore
from core.services.lookup import search_of
from core.store.database import Store, Transaction

PAGE = 2_000
EVERYTHING = 2**31


class Exports:
    """Writes files that belong to the user."""

    def __init__(self, store: Store) -> None:
        """Export from this store."""
        self._store = store

    def run(self, file: Path, query: Query, report: Report = ignore) -> int:
        """Write .xlsx or .csv and give the number of invoices; newest first.

        An existing file is replaced in one step when the new one is whole; raises
        FileNotWritten, and Cancelled leaves what stood there.
        """
        with self._store.reading() as work:
            hits = work.search.find(search_of(query), EVERYTHING)
            write_ledger(file, _invoices(work, hits.invoices, report))
            return hits.total


def _invoices(work: Transaction, ids: tuple[int, ...], report: Report) -> Iterator[Invoice]:
    for start in range(0, len(ids), PAGE):
        yield from work.invoices.load(ids[start : start + PAGE])
        report(Progress("export", min(start + PAGE, len(ids)), len(ids)))
