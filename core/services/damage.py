"""A damaged ledger: what can be read of it, and what the newest backup has that it has not."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core import settings
from core.errors import AppError, KeyWrong, LedgerDamaged
from core.progress import ignore
from core.secrets import Key, KeySource
from core.services.restoring import key_of_backup
from core.store import backup
from core.store.backup import SUFFIX, Contents
from core.store.generations import generations, read_about, read_current
from core.store.ledger import living
from core.store.salvage import Readable, readable, readable_names


@dataclass(frozen=True, slots=True)
class Damage:
    """What is left of a ledger.

    `missing`: invoices that the newest backup has and that cannot be read here. What was entered
    after that backup was made and cannot be read stands in none. All None where no backup could
    be found and proven.
    """

    tables: dict[str, Readable]
    backup: Path | None
    contents: Contents | None
    missing: int | None


def examine(folder: Path, keys: KeySource) -> Damage:
    """Look into the living ledger of a folder without changing anything.

    Raises KeyMissing and its like, KeyWrong, NoFolder (the ledger itself is gone), and
    LedgerDamaged where it cannot be told which generation lives.
    """
    current = read_current(folder)
    key, file = keys.get(current.key_id), living(folder, current)
    if key.check() != current.key_check:
        raise KeyWrong(folder=str(folder))
    newest = newest_proven(folder, keys)
    tables = readable(file, key)
    if newest is None:
        return Damage(tables, None, None, None)
    here = readable_names(file, key)
    there = readable_names(newest[0], key_of_backup(newest[0], keys, folder))
    return Damage(tables, *newest, len(there - here))


def newest_proven(folder: Path, keys: KeySource) -> tuple[Path, Contents] | None:
    """Find the newest backup of this ledger in the folder for backups that still proves itself."""
    found = sorted(_backups(folder, keys), key=lambda x: x[1].made_at, reverse=True)
    for file, _, key in found:
        with suppress(AppError):
            return file, backup.prove(file, key, ignore)
    return None


def _backups(folder: Path, keys: KeySource) -> Iterator[tuple[Path, Contents, Key]]:
    """Give the backups of this ledger's keys; another company's may stand beside them."""
    places, ours = settings.backup_folders(settings.load(folder)), {read_current(folder).key_id}
    for number in generations(folder):
        with suppress(LedgerDamaged):
            ours.add(read_about(folder, number).key_id)
    for file in (file for place in places for file in place.glob(f"*{SUFFIX}")):
        with suppress(AppError):
            key = key_of_backup(file, keys, folder)
            contents = backup.read_contents(file, key)
            if contents.key_id in ours:
                yield file, contents, key
