"""The ledger workbook: reading beside a bare pass over the rows, writing, memory.

Seeded; every company is fictional. `run` prints one table; each step has its own process, so
that its memory is its own.
"""

import gc
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import psutil
from python_calamine import CalamineWorkbook

from core.domain.invoice import (
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
)
from core.files.workbook import (
    UNKNOWN_MOMENT,
    ledger_rows,
    open_workbook,
    which_workbook,
    write_ledger,
)

SIZES = (1_000, 10_000, 100_000)
SUPPLIERS = 2_000


def invoices(size: int, lines: int = 0, seed: int = 1) -> Iterator[Invoice]:
    """Give the invoices of one company, all of their thirty columns filled."""
    chance = random.Random(seed)
    us = Party(
        "北京松果文具有限公司", "91110105MA01F1CT48", "北京市朝阳区虚构路8号", "虚构银行 0008"
    )
    others = [
        Party(
            f"虚构{at}号贸易有限公司",
            f"9111{at:013d}X",
            f"虚构路{at}号 010-{at:08d}",
            f"虚构银行 {at}",
        )
        for at in range(SUPPLIERS)
    ]
    mark = Entered(EntryMethod.SCAN, "", UNKNOWN_MOMENT)
    for at in range(size):
        net = Decimal(chance.randrange(100, 10**7)).scaleb(-2)
        tax = (net * 13 / 100).quantize(Decimal("0.01"))
        yield Invoice(
            kind=InvoiceKind.DIGITAL_SPECIAL,
            code="011002600111",
            number=f"26112{at:015d}",
            paper_number=f"{at % 10**8:08d}",
            issued_on=date(2026, 1, 1) + timedelta(days=at % 300),
            net=net,
            tax=tax,
            total=net + tax,
            check_code=f"{at:020d}",
            seller=chance.choice(others),
            buyer=us,
            lines=(Line("*纸*复印纸", "A4", "包", Decimal(2), net / 2, net, "0.13", tax),) * lines,
            remark=f"合同号 HT{at:06d}",
            drawer="林小满",
            payee="周知秋",
            reviewer="沈若谷",
            direction=Direction.IN,
            red_of=None,
            entered=mark,
            category="采购",
            tags=("待核对", "甲"),
        )


def bare(data: bytes) -> int:
    """Pass over the rows of the first sheet and do nothing with them."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    return sum(1 for _ in sheet.iter_rows()) - 1


def opened(data: bytes) -> int:
    """Weigh a workbook and parse its sheets."""
    book = open_workbook(data)
    which_workbook(book)  # type: ignore[arg-type]
    return 0


def read(data: bytes) -> int:
    """Read a ledger as an import does, and drop each row."""
    book = open_workbook(data)
    which_workbook(book)  # type: ignore[arg-type]
    return sum(row.draft is not None for row in ledger_rows(book))  # type: ignore[arg-type]


def measured(work: Callable[[], int]) -> tuple[float, float, int]:
    """Give seconds, the growth of the peak memory in MB, and what the work gave."""
    gc.collect()
    process = psutil.Process()
    before, started = process.memory_info().rss, time.perf_counter()
    done = work()
    seconds = time.perf_counter() - started
    peak = getattr(process.memory_info(), "peak_wset", 0) or _peak()
    return seconds, (peak - before) / 2**20, done


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # getrusage begins with what the parent had
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource  # absent on Windows, which tells the peak elsewhere

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def _step(name: str, folder: str, size: int) -> tuple[float, float, int]:
    place = Path(folder)
    if name.startswith("write"):
        suffix = ".csv" if "csv" in name else ".xlsx"
        return measured(lambda: write_ledger(place / f"made{suffix}", invoices(size)))
    data = (place / ("made.csv" if "csv" in name else "made.xlsx")).read_bytes()
    work = {"bare iter_rows": bare, "open": opened}.get(name, read)
    return measured(lambda: work(data))


def run(sizes: Sequence[int] = SIZES) -> None:
    """Measure every step for every size and print the table."""
    steps = ("write xlsx", "write csv", "bare iter_rows", "open", "read xlsx", "read csv")
    print(f"{'rows':>8} {'step':<16} {'seconds':>8} {'us/row':>8} {'peak MB':>8}")
    spawned = multiprocessing.get_context("spawn")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name in steps:
                with ProcessPoolExecutor(1, spawned) as pool:
                    seconds, memory, done = pool.submit(_step, name, folder, size).result()
                assert done in (0, size), (name, done)
                each = seconds / size * 1e6
                print(
                    f"{size:>8} {name:<16} {seconds:>8.2f} {each:>8.1f} {memory:>8.1f}", flush=True
                )


if __name__ == "__main__":
    run([int(size) for size in sys.argv[1:]] or SIZES)
