"""Looking up: filters, sums and orders of a ledger, beside a bare SUM and ORDER BY of SQL."""

import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from core.app import Core
from core.domain.change import Tag
from core.domain.invoice import Direction, EntryMethod, Status
from core.domain.query import NEWEST, Column, Order, Originals, Query
from core.secrets import MemoryKeys
from core.store.generations import read_current
from tests.bench.ledgers import ledger, parties

TIMES = 15

QUERIES = {
    "everything": Query(),
    "direction": Query(direction=Direction.IN),
    "status": Query(statuses=(Status.NORMAL, Status.VOIDED)),
    "source": Query(sources=(EntryMethod.WORKBOOK,)),
    "original missing": Query(originals=(Originals.NONE,)),
    "in time, online": Query(offline=False, late=False),
    "odd": Query(odd=True),
    "year": Query("2025年"),
    "month and word": Query("2025-03 科技"),
    ">1000": Query(">1000"),
    "<=300": Query("<=300"),
    "500..600": Query("500..600"),
    "common word": Query("公司"),
    "one seller": Query(seller=parties()[7]),
    "one seller, common word": Query("公司", seller=parties()[7]),
}


def run(sizes: Sequence[int]) -> None:
    """Measure ledgers of these sizes."""
    for size in sizes:
        folder, key = ledger(size)
        keys = MemoryKeys()
        keys.put(read_current(folder).key_id, key)
        core = Core.open(folder, keys, by="bench")
        print(f"\n{size:,} invoices")
        try:
            _filters(core)
            _orders(core, size)
            _floors(core)
            _whole(core, size)
        finally:
            core.close()
        print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        gc.collect()


def _filters(core: Core) -> None:
    for name, query in QUERIES.items():
        _line(f"first rows, {name}", lambda query=query: core.lookup.find(query, 50))  # type: ignore[misc]
    for name, query in QUERIES.items():
        _line(f"totals, {name}", lambda query=query: core.lookup.totals(query))  # type: ignore[misc]


def _orders(core: Core, size: int) -> None:
    for column in Column:
        for name, offset in (("top", 0), ("middle", size // 2), ("end", size - 50)):
            order = Order(column, True)
            label = f"by {column.value}, {name}"
            _line(label, lambda o=order, at=offset: core.lookup.find(Query(), 50, at, o))  # type: ignore[misc]


def _floors(core: Core) -> None:
    sums = "SELECT direction, count(*), sum(net), sum(tax), sum(total) FROM invoices"
    grouped = f"{sums} WHERE deleted_at IS NULL GROUP BY direction"
    last = "SELECT id FROM invoices ORDER BY total DESC LIMIT 50"
    for name, sql in (("SUM", grouped), ("ORDER BY", last)):
        with core._ledger.store.reading() as work:
            run_sql = work.connection.exec_driver_sql
            _line(f"floor: {name}", lambda sql=sql, run=run_sql: run(sql).all(), 3)  # type: ignore[misc]


def _whole(core: Core, size: int) -> None:
    _line("every name", lambda: core.lookup.keys(Query(), NEWEST), 1)
    names = core.lookup.keys(Query())[:10_000]
    _line(f"tag {len(names):,}", lambda: core.corrections.apply(names, Tag(("bench",))), 1)
    _line(f"undo {len(names):,}", core.corrections.undo, 1)
    if size <= 100_000:
        with tempfile.TemporaryDirectory() as place:
            for ending in ("xlsx", "csv"):
                file = Path(place) / f"all.{ending}"
                _line(f"export {ending}", lambda file=file: core.exports.run(file, Query()), 1)  # type: ignore[misc]


def _line(name: str, work: Callable[[], object], times: int = TIMES) -> None:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    high = statistics.quantiles(taken, n=20, method="inclusive")[-1] if times > 1 else taken[0]
    print(
        f"  {name:28} first {taken[0]:9.1f}  p50 {statistics.median(taken):9.1f}"
        f"  p95 {high:9.1f} ms",
        flush=True,
    )
