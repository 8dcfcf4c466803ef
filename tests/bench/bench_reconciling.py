"""From stored records to explained discrepancies, beside fetching the same rows bare.

`run` prints one table; each size is reconciled in a process of its own, so that its memory is
its own. The exports begin three months after the ledger; of the rest two in a hundred do not
agree: they differ, have a mistyped number, or stand on one side alone.
"""

import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from core.app import BEIJING, Core
from core.domain.invoice import Direction, Invoice
from core.domain.record import BureauList, Coverage
from core.domain.tax import fen
from core.domain.topic import Topic
from core.secrets import Key, MemoryKeys
from core.store.ledger import open_ledger
from tests.bench.bench_workbook import measured
from tests.bench.ledgers import bare_ledger, invoices

SIZES = (10_000, 100_000, 1_000_000)
MADE = datetime(2027, 3, 1, tzinfo=BEIJING)
BATCH = 5_000
FIRST = date(2022, 4, 1)


def records(count: int) -> Iterator[tuple[object, ...]]:
    """Give what the tax bureau has of the ledger's invoices, as rows."""
    for n, invoice in enumerate(invoices(count)):
        if invoice.issued_on >= FIRST and n % 200 != 199:
            yield _row(n, invoice)


def _row(n: int, x: Invoice) -> tuple[object, ...]:
    number, total = x.number, fen(x.total) or 0
    odd = n % 200
    if odd == 39:  # mistyped in the ledger
        number = f"{number[:4]}{(int(number[4]) + 5) % 10}{number[5:]}"
    elif odd == 20:
        total += 900
    elif odd == 41:  # another one altogether
        number, total = f"{number[:4]}77{number[6:18]}{n % 97:02d}", total + 7
    return (
        *("发票基础信息", n, (number,), "81", None, None, number, None, x.issued_on.isoformat()),
        *(fen(x.net), fen(x.tax), total, x.seller.name, x.seller.tax_id),
        *(x.buyer.name, x.buyer.tax_id, "in", "normal", None, "电子发票服务平台", "正常"),
        *(x.drawer, x.remark, None, None, None, None, ()),
    )


def fill(folder: Path, keys: MemoryKeys, count: int) -> int:
    """Put the records beside the ledger's invoices, as imports of fifty files would."""
    opened = open_ledger(folder, keys, now=lambda: MADE, by="bench")
    coming, files = records(count), 0
    while rows := list(islice(coming, max(count // 50, 1))):
        files += 1
        with opened.store.writing() as work:
            taken = work.bring_in(f"{files}.xlsx", f"{files}", BureauList.EXPORT, MADE)
            for start in range(0, len(rows), BATCH):
                taken.take(rows[start : start + BATCH])
            taken.finish([Coverage(Direction.IN, FIRST, date(2027, 1, 1), MADE.date())])
            work.record("bureau", None, Topic.RECORDS)
    opened.close()
    return files


def bare(folder: Path, keys: MemoryKeys) -> int:
    """Fetch the compared columns of both sides and do nothing with them."""
    core = Core.open(folder, keys, now=lambda: MADE, by="bench")
    driver = core._ledger.store._engine.connect().connection.driver_connection
    columns = "number, direction, kind, status, issued_on, net, tax, total, seller, buyer"
    count = 0
    for table in ("invoices", "records"):
        for _ in driver.execute(f"SELECT id, {columns} FROM {table}"):  # type: ignore[union-attr]
            count += 1
    return count


def reconciled(folder: Path, keys: MemoryKeys) -> int:
    """Reconcile as the program does."""
    core = Core.open(folder, keys, now=lambda: MADE, by="bench")
    found = core.reconciliation.run()
    core.close()
    return len(found.cases)


def _step(name: str, folder: Path, key: bytes) -> tuple[float, float, int]:
    keys = MemoryKeys(any_id=Key(key))
    work = {"bare fetch": bare, "reconcile": reconciled}[name]
    return measured(lambda: work(folder, keys))


def run(sizes: Sequence[int] = SIZES) -> None:
    """Measure every size and print the table."""
    print(f"{'invoices':>9} {'step':<14} {'seconds':>8} {'peak MB':>8} {'found':>9}")
    spawned = multiprocessing.get_context("spawn")
    for size in sizes:
        folder, key = bare_ledger(size)
        keys = MemoryKeys(any_id=key)
        started = time.perf_counter()
        files = fill(folder, keys, size)
        seconds = time.perf_counter() - started
        print(f"{size:>9} {'fill':<14} {seconds:>8.2f} {'':>8} {files:>9}", flush=True)
        for name in ("bare fetch", "reconcile"):
            with ProcessPoolExecutor(1, spawned) as pool:
                seconds, memory, found = pool.submit(_step, name, folder, key.bytes).result()
            print(f"{size:>9} {name:<14} {seconds:>8.2f} {memory:>8.1f} {found:>9}", flush=True)


if __name__ == "__main__":
    run([int(size) for size in sys.argv[1:]] or SIZES)
