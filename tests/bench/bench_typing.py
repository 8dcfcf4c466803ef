"""What the window asks for while somebody types, beside bare SQL on the same encrypted file.

A key may take 16 ms with 100,000 invoices in the ledger: what is asked for on every key is
`problems`; all the rest is asked for off the window's thread.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from core.app import BEIJING, Core
from core.domain.invoice import FACE_FIELDS, Draft, EntryMethod, Invoice
from core.secrets import Key, MemoryKeys
from core.services.entry import Entry
from core.store.connection import connect
from core.store.generations import ledger_file
from tests.bench.ledgers import invoices, ledger

PARTIES = 20_000
TIMES = 200
Work = Callable[[int], object]


def run(sizes: Sequence[int]) -> None:
    """Print one table for each size."""
    for size in sizes:
        with _copy(size) as (folder, key), closing(connect(ledger_file(folder, 1), key)) as bare:
            _add_parties(bare)
            core = Core.open(folder, MemoryKeys(any_id=key), now=_now, by="bench")
            print(f"{size:,} invoices, {PARTIES:,} parties; median (95 %) beside its floor")
            _measure(core, bare, size)
            core.close()


def _measure(core: Core, bare: dbapi2.Connection, size: int) -> None:
    entry, known = core.entry, [_draft(x) for x in invoices(min(size, TIMES))]
    fresh = [_draft(x, number=f"2611200099{n:010d}") for n, x in enumerate(known)]

    def known_row(n: int) -> object:
        sql = "SELECT i.* FROM names n JOIN invoices i ON i.id = n.invoice WHERE n.name = ?"
        return bare.execute(sql, (known[n % len(known)].number,)).fetchall()

    def like(text: str) -> Work:
        sql = "SELECT name, tax_id FROM parties WHERE name LIKE ? ORDER BY last DESC LIMIT 8"
        return lambda _: bare.execute(sql, (f"%{text}%",)).fetchall()

    def of_id(n: int) -> object:
        sql = "SELECT * FROM parties WHERE tax_id = ? ORDER BY last DESC LIMIT 1"
        return bare.execute(sql, (known[n % len(known)].seller.tax_id,)).fetchall()

    def newest(_: int) -> object:
        return bare.execute("SELECT * FROM invoices ORDER BY id DESC LIMIT 100").fetchall()

    def typed(n: int) -> None:
        bare.execute("INSERT OR REPLACE INTO typed VALUES (1, ?)", (_text(n),))

    def copying(n: int) -> object:
        return replace(known[n % len(known)])

    _say("problems, on every key", lambda n: entry.problems(known[n % len(known)]), copying)
    _say("missing, on every key", lambda n: entry.missing(known[n % len(known)]), copying)
    _say("look: it is there", lambda n: entry.look(known[n % len(known)]), known_row)
    _say("look: it is new", lambda n: entry.look(fresh[n % len(fresh)]), known_row)
    for text in ("有限公司", "青禾", "没有的", "9111"):
        _say(f"parties: {text}", partial(_complete, entry, text), like(text))
    ids = [str(x.seller.tax_id) for x in known]
    _say("last party of an id", lambda n: entry.last_party(ids[n % len(ids)]), of_id)
    _say("keep what is typed", lambda n: entry.keep(_text(n)), typed)
    rows = iter(fresh)
    _say("enter", lambda _: entry.add(next(rows), EntryMethod.MANUAL), typed, min(100, len(fresh)))
    _say("recent", lambda _: entry.recent(), newest, 50)
    _say("take back", lambda _: entry.undo(), typed, min(50, len(fresh)))


def _complete(entry: Entry, text: str, _: int) -> object:
    return entry.parties(text)


def _say(what: str, ours: Work, floor: Work, times: int = TIMES) -> None:
    mine, bare = _times(ours, times), _times(floor, times)
    ratio = statistics.median(mine) / statistics.median(bare)
    print(f"  {what:24}{_shown(mine)}   floor{_shown(bare)}   {ratio:6.1f} x", flush=True)


def _times(work: Work, times: int) -> list[float]:
    found = []
    for n in range(times):
        started = time.perf_counter()
        work(n)
        found.append((time.perf_counter() - started) * 1000)
    return found


def _shown(times: list[float]) -> str:
    return f"{statistics.median(times):9.3f} ms ({statistics.quantiles(times, n=20)[-1]:.3f})"


def _draft(face: Invoice | Draft, **changes: object) -> Draft:
    found: dict[str, object] = {name: getattr(face, name) for name in FACE_FIELDS}
    return Draft(**(found | {"entered": None} | changes))  # type: ignore[arg-type]


def _text(n: int) -> str:
    """About what a half-filled form is as JSON."""
    return f'{{"n": {n}, "remark": "{"字" * 800}"}}'


def _add_parties(bare: dbapi2.Connection) -> None:
    """Fill up with parties of the newest invoice's time, so that none is passed over."""
    row = bare.execute("SELECT count(*), max(id), max(last) FROM parties").fetchone()
    count, last_id, last = row
    rows = [
        (
            last_id + n,
            f"第{n}号{'云杉青禾木棉'[n % 5 :]}贸易有限公司",
            f"92110108{n:010d}",
            "",
            "",
            last,
        )
        for n in range(1, PARTIES - count + 1)
    ]
    bare.execute("BEGIN")
    bare.executemany("INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?)", rows)
    bare.execute("COMMIT")


@contextmanager
def _copy(size: int) -> Iterator[tuple[Path, Key]]:
    """A ledger of this run's own, for it is written to."""
    folder, key = ledger(size)
    with tempfile.TemporaryDirectory(prefix="piaohe-bench-") as place:
        yield Path(shutil.copytree(folder, Path(place) / "ledger")), key


def _now() -> datetime:
    return datetime(2026, 11, 24, 9, 30, tzinfo=BEIJING)
