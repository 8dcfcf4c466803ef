"""Exporting (导出) what a query finds as a ledger workbook."""

from array import array
from collections.abc import Iterator
from pathlib import Path

from core.domain.invoice import Invoice
from core.domain.query import NEWEST, Order, Query
from core.files.ledger_writer import write_ledger
from core.progress import Progress, Report, ignore
from core.services.lookup import ids_of
from core.store.database import Store, Transaction
from core.store.ledger import Clock

PAGE = 2_000


class Exports:
    """Writes files that belong to the user."""

    def __init__(self, store: Store, now: Clock) -> None:
        """Export from this store."""
        self._store = store
        self._now = now

    def run(self, file: Path, query: Query, report: Report = ignore, order: Order = NEWEST) -> int:
        """Write what a query finds to .xlsx or .csv, in an order; give the number of invoices.

        An existing file is replaced in one step when the new one is whole; raises
        FileNotWritten, and Cancelled leaves what stood there.
        """
        with self._store.reading() as work:
            ids = array("I")
            for page in ids_of(work, query, order, self._now().date()):
                ids.extend(page)
            return write_ledger(file, _invoices(work, ids, report))


def _invoices(work: Transaction, ids: "array[int]", report: Report) -> Iterator[Invoice]:
    for start in range(0, len(ids), PAGE):
        yield from work.invoices.load(ids[start : start + PAGE])
        report(Progress("export", min(start + PAGE, len(ids)), len(ids)))
