"""Working the verification queue off, beside the bare questions and the bare commits.

A real service on loopback is asked through the whole transport; the clock is one that moves when
somebody waits, so that the allowed rate costs no time. The own cost of an invoice is what is left
when the time of the questions is taken away; it may be 5 ms with 100,000 waiting.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from core.app import BEIJING
from core.domain.answer import Answer
from core.domain.invoice import Face
from core.domain.topic import Topic
from core.domain.waiting import Why
from core.progress import Progress, Wait
from core.secrets import Key, MemoryKeys
from core.services.working_off import Service as Asked
from core.services.working_off import WorkingOff
from core.store.connection import connect
from core.store.generations import ledger_file
from core.verify.rate import Rates
from tests.bench.ledgers import ledger
from tests.verifying import Clock, Service, opened, running, set_up

ASKED = 1_000
"""So many are asked about of those that wait, below the size of the whole."""
WHOLE = 10_000
"""With so many waiting, all are worked off."""
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=BEIJING)


def run(sizes: Sequence[int]) -> None:
    """Print one table for each size."""
    for size in sizes:
        with _copy(size) as (folder, key), running() as service:
            _measure(folder, key, service, size)


def _measure(folder: Path, key: Key, service: Service, size: int) -> None:
    clock = Clock(NOW)
    with opened(folder, MemoryKeys(any_id=key), clock, clock.wait) as core:
        store = core._ledger.store
        with store.writing() as work:
            ids = work.connection.exec_driver_sql("SELECT id FROM invoices").scalars()
            work.waiting.add(list(ids), Why.REQUESTED)
            work.record("queue_verification", None, Topic.VERIFICATION)
        set_up(core, service)
        core.providers._asker._rates = Rates(clock.wait, clock.monotonic)
        (through,) = core.providers.services()
        took: list[float] = []
        cpu: list[float] = []

        def ask(invoice: Face, most: int, wait: Wait) -> Answer:
            started, busy = time.perf_counter(), time.thread_time()
            answer = through.ask(invoice, most, wait)
            took.append(time.perf_counter() - started)
            cpu.append(time.thread_time() - busy)
            return answer

        working = WorkingOff(store, folder, clock, clock.wait)
        timed = Asked(through.provider, ask, through.unfit)
        limit = None if size <= WHOLE else ASKED
        started, busy = time.perf_counter(), time.thread_time()
        worked = working.run([timed], _quiet, limit=limit)
        whole, busy = time.perf_counter() - started, time.thread_time() - busy
        count = len(worked.answers)
        started = time.perf_counter()
        figures = core.verification.figures()
        counting = time.perf_counter() - started
    floor = _bare_commits(folder, key)
    asked = statistics.fmean(took) * 1000
    own = (whole - sum(took)) / max(count, 1) * 1000
    most = max(service.times().values(), default=0)
    print(f"{size:,} waiting, {count:,} asked about, {worked.done:,} done")
    print(f"  own cost an invoice {own:8.2f} ms   (floor: one bare commit {floor:.2f} ms)")
    ours = (busy - sum(cpu)) / max(count, 1) * 1000
    print(f"  of that computing   {ours:8.2f} ms   (the rest is the disk, and others)")
    print(f"  a question on loopback {asked:5.2f} ms")
    print(f"  clock {(clock.at - NOW).total_seconds():,.0f} s; asked most often {most}")
    print(f"  figures {counting * 1000:8.1f} ms; waiting still {figures.waiting:,}")


def _bare_commits(folder: Path, key: Key) -> float:
    """The same two writes in bare SQL, committed together."""
    times = []
    with closing(connect(ledger_file(folder, 1), key)) as bare:
        bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)")
        bare.commit()
        for n in range(200):
            started = time.perf_counter()
            bare.execute("INSERT INTO bare VALUES (?, 'asked')", (n,))
            bare.execute("UPDATE bare SET text = 'matches' WHERE id = ?", (n - 1,))
            bare.commit()
            times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def _quiet(_: Progress) -> None:
    pass


@contextmanager
def _copy(size: int) -> Iterator[tuple[Path, Key]]:
    made, key = ledger(size)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(made, Path(folder) / "ledger"))
        yield copy, key
