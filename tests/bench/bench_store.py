"""One invoice by its key, one saved entry, memory while browsing, a workbook of 100,000 rows."""

import gc
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from core.app import Core, create_folder
from core.domain.invoice import Draft, EntryMethod, Invoice, Party
from core.domain.query import Query
from core.files.ledger_writer import write_ledger
from core.secrets import Key, MemoryKeys
from core.store.connection import connect
from core.store.generations import ledger_file, read_current
from tests.bench.ledgers import COMPANY, invoices, ledger

ENTRIES = 300
LOOKUPS = 500
ROWS = 100_000


def run(sizes: Sequence[int]) -> None:
    """Print the figures for ledgers of these sizes."""
    for size in sizes:
        folder, key = ledger(size)
        _lookup(size, folder, key)
        _entry(size, folder, key)
        _memory(size, folder, key)
    for with_lines in (False, True):
        _workbook(min(ROWS, max(sizes)), with_lines)


def _lookup(size: int, folder: Path, key: Key) -> None:
    core = Core.open(folder, MemoryKeys(any_id=key))
    names = [x.key.name for x in invoices(min(size, 20_000))]
    chosen = random.Random(2).choices(names, k=LOOKUPS)
    ours = _times(lambda n: core.lookup.by_name(chosen[n]), LOOKUPS)
    core.close()
    bare = connect(ledger_file(folder, 1), key)
    sql = "SELECT * FROM invoices JOIN names ON names.invoice = invoices.id WHERE name = ?"
    floor = _times(lambda n: bare.execute(sql, (chosen[n],)).fetchall(), LOOKUPS)
    bare.close()
    _say(f"key lookup at {size:,}", ours, "bare SELECT", floor)


def _entry(size: int, folder: Path, key: Key) -> None:
    core = Core.open(folder, MemoryKeys(any_id=key))

    def enter(n: int) -> None:
        core.entry.add(
            Draft(
                number=f"2699{size:08d}{n:08d}",
                issued_on=next(invoices(1)).issued_on,
                net=Decimal(100 + n),
                total=Decimal(100 + n),
                seller=Party(f"新来的第{n}家商行"),
                remark="手工录入",
            ),
            EntryMethod.MANUAL,
        )

    ours = _times(enter, ENTRIES)
    core.close()
    bare = connect(ledger_file(folder, 1), key)
    bare.execute("CREATE TABLE IF NOT EXISTS bench (a TEXT)")
    floor = _times(lambda n: bare.execute("INSERT INTO bench VALUES (?)", (f"{n}" * 40,)), ENTRIES)
    bare.execute("DROP TABLE bench")
    bare.close()
    _say(f"one saved entry at {size:,}", ours, "bare commit", floor)


def _memory(size: int, folder: Path, key: Key) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        idle, peak = pool.apply(_browse, (str(folder), key.bytes, size))
    print(f"peak memory while browsing {size:,}: {peak:.0f} MB (before opening {idle:.0f} MB)")


def _browse(folder: str, key: bytes, size: int) -> tuple[float, float]:
    import psutil

    me = psutil.Process()
    idle = me.memory_info().rss / 2**20
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)))
    chance, peak = random.Random(3), 0.0
    for word in ("", "北京", "司", "云杉", "合同", "餐费", "2611"):
        total = core.lookup.find(Query(word), 1).total
        for _ in range(20):
            core.lookup.find(Query(word), 200, chance.randrange(max(total, 1)))
        peak = max(peak, me.memory_info().rss / 2**20)
    core.close()
    return idle, peak


def _workbook(rows: int, with_lines: bool) -> None:
    found = [x if with_lines else replace(x, lines=()) for x in invoices(rows)]
    with tempfile.TemporaryDirectory(prefix="piaohe-bench-") as place:
        file, keys = Path(place) / "book.xlsx", MemoryKeys()
        write_ledger(file, found)
        floor_read = _once(lambda: _iterate(file))
        floor_insert = _insert(Path(place) / "bare", found)
        create_folder(Path(place) / "ledger", COMPANY, keys)
        core = Core.open(Path(place) / "ledger", keys)
        ours = _once(lambda: core.imports.run([file]))
        again = _once(lambda: core.imports.run([file]))
        core.close()
    floor = floor_read + floor_insert
    print(
        f"import of {rows:,} rows {'with' if with_lines else 'without'} lines: "
        f"{ours:.1f} s = {ours / floor:.2f} x "
        f"(bare iter_rows {floor_read:.1f} s + bare insert {floor_insert:.1f} s); "
        f"once more, nothing new: {again:.1f} s"
    )


def _iterate(file: Path) -> None:
    book = CalamineWorkbook.from_path(str(file))
    for name in book.sheet_names:
        for _ in book.get_sheet_by_name(name).iter_rows():
            pass


def _insert(folder: Path, found: list[Invoice]) -> float:
    """Seconds to put the same facts into the same tables: bare rows, one commit, no index."""
    keys = MemoryKeys()
    create_folder(folder, COMPANY, keys)
    parties = {party: n for n, party in enumerate({x.seller for x in found} | {found[0].buyer}, 1)}
    tables: dict[str, list[tuple[object, ...]]] = {
        "parties": [(n, p.name, p.tax_id, "", "", None) for p, n in parties.items()],
        "invoices": [_row(n, x, parties) for n, x in enumerate(found, 1)],
        "names": [(x.number, n) for n, x in enumerate(found, 1)],
        "lines": [
            (n, 0, x.lines[0].name, None, None, None, None, 1, "0.13", 1, None)
            for n, x in enumerate(found, 1)
            if x.lines
        ],
    }
    bare = connect(ledger_file(folder, 1), keys.get(read_current(folder).key_id))
    started = time.perf_counter()
    bare.execute("BEGIN")
    for table, values in tables.items():
        if values:
            places = ",".join("?" * len(values[0]))
            bare.executemany(f"INSERT INTO {table} VALUES ({places})", values)
    bare.execute("COMMIT")
    seconds = time.perf_counter() - started
    bare.close()
    return seconds


def _row(n: int, x: Invoice, parties: dict[Party, int]) -> tuple[object, ...]:
    amounts = (100, 13, 0, 113)
    at = "2026-01-01T00:00:00+08:00"
    return (
        *(n, "81", None, None, x.number, None, x.issued_on.isoformat(), *amounts, None),
        *(parties[x.seller], parties[x.buyer], x.remark, x.drawer, None, None, "in", "normal"),
        *(None, "workbook", "bench", at, 0, 0, None, None),
    )


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _times(work: Callable[[int], object], count: int) -> list[float]:
    return [_once_quick(work, n) for n in range(count)]


def _once_quick(work: Callable[[int], object], n: int) -> float:
    started = time.perf_counter()
    work(n)
    return (time.perf_counter() - started) * 1000


def _say(what: str, ours: list[float], floor_name: str, floor: list[float]) -> None:
    middle, under = statistics.median(ours), statistics.median(floor)
    print(
        f"{what}: median {middle:.2f} ms, p95 {_p95(ours):.2f} ms, max {max(ours):.1f} ms; "
        f"{floor_name} median {under:.2f} ms, p95 {_p95(floor):.2f} ms ({middle / under:.1f} x)"
    )


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
