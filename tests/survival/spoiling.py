"""Spoiling a backup: every way in which a file goes bad, and none of them may be restored."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from core.app import Core
from core.domain.invoice import EntryMethod
from core.errors import AppError
from core.services.restoring import restore
from core.store.backup import PAGE
from core.store.connection import connect, open_file
from tests.invoices import draft
from tests.keeping import FileKeys, add_originals, fill
from tests.ledgers import now

Spoil = Callable[[bytearray, bytes, random.Random], bytearray | None]
"""Spoils a backup, beside another version of the same file; None where nothing would change."""


def flip(data: bytearray, _: bytes, chance: random.Random) -> bytearray:
    """One bit is another."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def cut(data: bytearray, _: bytes, chance: random.Random) -> bytearray:
    """The end is missing: at any byte, or at the border of a page."""
    end = chance.randrange(len(data))
    return data[: end if chance.random() < 0.5 else end // PAGE * PAGE]


def swap(data: bytearray, _: bytes, chance: random.Random) -> bytearray | None:
    """Two pages stand in each other's place."""
    one, two = chance.sample(range(len(data) // PAGE), 2)
    first, second = _page(data, one), _page(data, two)
    data[one * PAGE : (one + 1) * PAGE], data[two * PAGE : (two + 1) * PAGE] = second, first
    return data


def stale(data: bytearray, older: bytes, chance: random.Random) -> bytearray | None:
    """A page is as it was in another version: enciphered by the right key, at its right place."""
    pages = min(len(data), len(older)) // PAGE
    places = [n for n in range(pages) if _page(data, n) != older[n * PAGE : (n + 1) * PAGE]]
    place = chance.choice(places)
    data[place * PAGE : (place + 1) * PAGE] = older[place * PAGE : (place + 1) * PAGE]
    return data


def blank(data: bytearray, _: bytes, chance: random.Random) -> bytearray:
    """A sector is empty, as after a failing disk."""
    start = chance.randrange(len(data) // 512) * 512
    data[start : start + 512] = bytes(512)
    return data


def longer(data: bytearray, _: bytes, chance: random.Random) -> bytearray | None:
    """Something stands behind the end; nothing of it is read, unless it is the file's own."""
    place = chance.randrange(len(data) // PAGE)
    return data[: place * PAGE] + data[place * PAGE + PAGE :]


WAYS: dict[str, Spoil] = {
    "flip": flip,
    "cut": cut,
    "swap": swap,
    "stale": stale,
    "blank": blank,
    "page left out": longer,
}


def _page(data: bytes | bytearray, place: int) -> bytes:
    return bytes(data[place * PAGE : (place + 1) * PAGE])


def two_versions(folder: Path, keys: FileKeys, place: Path) -> tuple[Path, bytes]:
    """Make a backup, and another version of the same file whose pages it could have held.

    Every file has a salt of its own: the pages of two backups cannot be mixed at all, those of
    two versions of one file can.
    """
    core = Core.open(folder, keys, now=now, by="t")
    key, file = core._ledger.key, core._ledger.file
    place.mkdir()
    fill(core, 60)
    core.entry.add(draft(999, remark="长备注" * 300), EntryMethod.MANUAL)
    add_originals(file, key, 5, 30_000)
    with closing(connect(file, key)) as db:
        db.execute("DELETE FROM originals WHERE id > 3")  # some pages hold nothing now
    made = core.backups.make(place).file
    core.close()
    other = place / "other"
    shutil.copyfile(made, other)
    with closing(open_file(other, key, "rw")) as db:
        db.execute("UPDATE invoices SET remark = 'other', net = net + 1, issued_on = '2020-01-01'")
        db.execute("UPDATE originals SET bytes = zeroblob(30000)")
        db.execute("UPDATE names SET name = 'A' || name")
        db.execute("UPDATE search_documents SET text = 'other' || text")
    older = other.read_bytes()
    other.unlink()
    return made, older


def refusals(
    newer: Path, older: bytes, folder: Path, keys: FileKeys, count: int, seed: int
) -> Iterator[tuple[str, str | None]]:
    """Spoil the newer backup so often and try to restore it; give the way and the error's code.

    None where it was restored: only a spoilt file that still holds every record may be.
    """
    chance, whole = random.Random(seed), newer.read_bytes()
    spoilt = newer.with_name(f"spoilt {newer.name}")
    for n in range(count):
        way = list(WAYS)[n % len(WAYS)]
        data = WAYS[way](bytearray(whole), older, chance)
        if data is None or bytes(data) == whole:
            continue
        spoilt.write_bytes(data)
        yield way, _refused(spoilt, folder, keys)
    spoilt.unlink(missing_ok=True)


def _refused(file: Path, folder: Path, keys: FileKeys) -> str | None:
    try:
        restore(file, folder, keys, now=now, by="t")
    except AppError as error:
        return error.code
    return None
