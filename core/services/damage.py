"""A damaged ledger: what can be read of it, and what the newest backup has that it has not."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core import settings
from core.errors import AppError
from core.secrets import KeySource
from core.services.restoring import key_of_backup
from core.store import backup
from core.store.backup import SUFFIX, Contents
from core.store.generations import read_current
from core.store.ledger import living
from core.store.salvage import Readable, readable, readable_names


@dataclass(frozen=True, slots=True)
class Damage:
    """What is left of a ledger.

    `missing`: invoices that the newest backup has and that cannot be read here; `unknown_since`:
    what was entered after this moment (ISO) and cannot be read stands in no backup. All None
    where no backup could be found and proven.
    """

    tables: dict[str, Readable]
    backup: Path | None
    contents: Contents | None
    missing: int | None

    @property
    def unknown_since(self) -> str | None:
        """The moment of the backup."""
        return self.contents.made_at if self.contents else None


def examine(folder: Path, keys: KeySource) -> Damage:
    """Look into the living ledger of a folder without changing anything."""
    current = read_current(folder)
    key, file = keys.get(current.key_id), living(folder, current)
    newest = newest_proven(folder, keys)
    tables = readable(file, key)
    if newest is None:
        return Damage(tables, None, None, None)
    here = readable_names(file, key)
    there = readable_names(newest[0], key_of_backup(newest[0], keys, folder))
    return Damage(tables, *newest, len(there - here))


def newest_proven(folder: Path, keys: KeySource) -> tuple[Path, Contents] | None:
    """Find the newest file in the folder for backups that still proves itself."""
    kept = settings.load(folder).backups
    files = sorted(Path(kept).glob(f"*{SUFFIX}"), reverse=True) if kept else []
    for file in files:
        with suppress(AppError):
            key = key_of_backup(file, keys, folder)
            return file, backup.prove(file, key, lambda _: None)
    return None
