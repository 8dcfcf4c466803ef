"""The tax bureau's export: reading and importing beside a bare pass and bare inserts.

Seeded; every company is fictional. Each step has its own process, so that its memory is its own.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from core.app import Core, create_folder
from core.domain.record import BureauList
from core.domain.topic import Topic
from core.files.reading_apart import WorkbookReading
from core.secrets import MemoryKeys
from core.store.record_import import lines_text
from tests.bench.bench_workbook import measured
from tests.data.bureau_maker import US, Variant, export, records

SIZES = (1_000, 10_000, 100_000)
STEPS = ("bare iter_rows", "read", "bare insert", "import")


def bare(data: bytes) -> int:
    """Pass over the rows of every sheet and do nothing with them."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    names = book.sheet_names
    return sum(1 for name in names for _ in book.get_sheet_by_name(name).iter_rows())


def read(data: bytes) -> int:
    """Read an export as an import does, and drop each row."""
    reading = WorkbookReading(data, US)
    count = sum(len(part.rows) for part in reading.records())
    assert reading.problem is None
    reading.close()
    return count


def _write(file: str, size: int, sheets: str) -> None:
    Path(file).write_bytes(export(records(size), Variant(sheets=sheets)))


def _step(name: str, file: str) -> tuple[float, float, int]:
    data = Path(file).read_bytes()
    if name in STEPS[:2]:
        return measured(lambda: (bare if name == STEPS[0] else read)(data))
    keys, folder = MemoryKeys(), Path(file).parent / name
    create_folder(folder, US, keys, by="bench")
    core = Core.open(folder, keys, by="bench")
    try:
        if name == "import":
            return measured(lambda: core.imports.run([file]).records.added)
        tuples = _tuples(data)
        return measured(lambda: inserted(core, *tuples))
    finally:
        core.close()


def _tuples(data: bytes) -> tuple[list[tuple[object, ...]], list[tuple[str, int]]]:
    """Give the rows of the two tables that an import fills, made beforehand."""
    reading = WorkbookReading(data, US)
    rows: list[tuple[object, ...]] = []
    names: list[tuple[str, int]] = []
    for part in reading.records():
        for row in part.rows:
            at = len(rows) + 1
            told = (*row[3:12], 1, 1, *row[16:27], lines_text(row))
            rows.append((at, *told, 1, None, None))
            names += [(name, at) for name in row.names]
    reading.close()
    return rows, names


def inserted(core: Core, rows: list[tuple[object, ...]], names: list[tuple[str, int]]) -> int:
    """Insert the rows in one transaction of the driver's own."""
    with core._ledger.store.writing() as work:
        work.bring_in("bare.xlsx", "", BureauList.EXPORT, work.at)
        driver: Any = work.connection.connection.driver_connection
        driver.execute("INSERT INTO parties VALUES (1, '', '', '', '')")
        for table, values in (("records", rows), ("record_names", names)):
            places = ", ".join("?" * len(values[0]))
            driver.executemany(f"INSERT INTO {table} VALUES ({places})", values)
        work.record("bureau", None, Topic.RECORDS)
    return len(rows)


def run(sizes: Sequence[int] = SIZES) -> None:
    """Measure for every size and print the table."""
    print(
        f"{'invoices':>8} {'sheets':<10} {'step':<16} {'seconds':>8} {'us/row':>8} {'peak MB':>8}"
    )
    spawned = multiprocessing.get_context("spawn")
    for size in sizes:
        for sheets in ("invoices", "both", "summary"):
            with tempfile.TemporaryDirectory() as folder:
                file = str(Path(folder) / "export.xlsx")
                with ProcessPoolExecutor(1, spawned) as pool:
                    pool.submit(_write, file, size, sheets).result()
                for name in STEPS:
                    with ProcessPoolExecutor(1, spawned) as pool:
                        seconds, memory, _ = pool.submit(_step, name, file).result()
                    each = seconds / size * 1e6
                    print(
                        f"{size:>8} {sheets:<10} {name:<16} {seconds:>8.2f} {each:>8.1f}"
                        f" {memory:>8.1f}",
                        flush=True,
                    )


if __name__ == "__main__":
    run([int(size) for size in sys.argv[1:]] or SIZES)
