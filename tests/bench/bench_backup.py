"""A proven backup and its restore, beside sqlcipher3's bare `backup()` of the same file.

Of one ledger whose originals grow from 10 MB to 2 GB, each size twice: seconds, their ratio to
the bare copy with the same key in the same run, and the peak memory of the process that works.
"""

import hashlib
import multiprocessing
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
from sqlcipher3 import dbapi2

from core.app import BEIJING, Core
from core.secrets import Key, MemoryKeys
from core.services.restoring import restore
from core.store.connection import connect
from core.store.generations import ledger_file
from tests.bench.ledgers import ledger

INVOICES = 100_000
MEGABYTES = (10, 100, 500, 1_000, 2_000)
LIMIT = 2.5
"""A proven backup with 2 GB of originals may take so many times the bare copy."""
MEMORY = 200
"""And so many MB. Below some 100 MB the rows outweigh the pages, and take a few seconds."""


def run(sizes: Sequence[int]) -> None:
    """Print the figures of a ledger of the largest size, at most 100,000 invoices."""
    count = min(INVOICES, max(sizes))
    folder, key = ledger(count)
    place = folder.parent / "backups"
    for megabytes in MEGABYTES:
        wanted = megabytes * count // INVOICES
        _fill(ledger_file(folder, 1), key, wanted * 10**6)
        times = 3 if megabytes < 500 else 1
        what = f"{count:,} invoices, {wanted:,} MB"
        _measure(folder, key, place, what, times, large=megabytes == MEGABYTES[-1])
    shutil.rmtree(place, ignore_errors=True)


def _fill(file: Path, key: Key, size: int) -> None:
    """Add originals of noise until they have this many bytes."""
    chance = random.Random(size)
    with closing(connect(file, key)) as db:
        held = db.execute("SELECT coalesce(sum(length(bytes)), 0) FROM originals").fetchone()[0]
        while held < size:
            data = os.urandom(chance.randint(10**6, 2 * 10**6))
            held += len(data)
            row = (hashlib.sha256(data).hexdigest(), "PDF", f"{held}.pdf", "2026-01-01", data)
            db.execute(
                "INSERT INTO originals (sha256, format, file_name, arrived_at, bytes) "
                "VALUES (?, ?, ?, ?, ?)",
                row,
            )
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _measure(folder: Path, key: Key, place: Path, what: str, times: int, *, large: bool) -> None:
    bare: list[float] = []
    backups: list[tuple[float, float]] = []
    restores: list[tuple[float, float]] = []
    for _ in range(times):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        bare.append(_bare(ledger_file(folder, 1), key, place / "bare.db"))
        (place / "bare.db").unlink()
        backups.append(_in_a_child(_back_up, str(folder), key.bytes, str(place)))
        restores.append(_in_a_child(_restore, str(place), key.bytes, str(place / "restored")))
    floor = statistics.median(bare)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{what}: bare copy {floor:.2f} s (load {load:.1f})", flush=True)
    for name, found in (("proven backup", backups), ("restore", restores)):
        seconds, peak = statistics.median(x for x, _ in found), max(y for _, y in found)
        kept = peak <= MEMORY and (seconds / floor <= LIMIT or not large)
        print(
            f"  {name} {seconds:.2f} s = {seconds / floor:.2f} x, peak {peak:.0f} MB"
            + ("" if kept else "  <-- over the limit"),
            flush=True,
        )


def _bare(source: Path, key: Key, target: Path) -> float:
    """Copy as anybody would: the driver's own call and nothing else."""
    started = time.perf_counter()
    with closing(_keyed(source, key)) as db, closing(_keyed(target, key)) as copied:
        db.backup(copied)
    return time.perf_counter() - started


def _keyed(file: Path, key: Key) -> dbapi2.Connection:
    connection = dbapi2.connect(str(file))
    connection.execute(f"PRAGMA key = \"x'{key.hex}'\"")
    return connection


def _in_a_child(work: Callable[..., None], *arguments: object) -> tuple[float, float]:
    """Give the seconds that the work took, and the child's peak memory in MB."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=work, args=(theirs, *arguments))
    child.start()
    theirs.close()
    peak, watched = 0, psutil.Process(child.pid)
    while not ours.poll(0.02):
        peak = max(peak, watched.memory_info().rss)
    try:
        seconds = float(ours.recv())
    except EOFError:
        child.join()
        raise RuntimeError(f"the child ended with {child.exitcode}") from None
    child.join()
    return seconds, peak / 2**20


def _back_up(told: Connection, folder: str, key: bytes, place: str) -> None:
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)))
    started = time.perf_counter()
    core.backups.make(Path(place))
    told.send(time.perf_counter() - started)
    core.close()


def _restore(told: Connection, place: str, key: bytes, target: str) -> None:
    (file,) = Path(place).glob("*.piaohe")
    keys = MemoryKeys(any_id=Key(key))
    started = time.perf_counter()
    restore(file, Path(target), keys, now=lambda: datetime.now(BEIJING), by="bench")
    told.send(time.perf_counter() - started)
