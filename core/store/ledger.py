"""Making, opening and bringing up the ledger of a data folder."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from core.domain.company import Company
from core.errors import FolderTaken, FolderUnwritable, KeyWrong, NoFolder
from core.logs import log
from core.secrets import Key, KeySource
from core.store import schema
from core.store.connection import connect
from core.store.database import Store, Topic
from core.store.generations import (
    CURRENT,
    LOCK,
    Current,
    FolderLock,
    clear_leftovers,
    ledger_file,
    newest_generation,
    next_generation,
    read_current,
    switch,
)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open store with the lock that guards its folder."""

    store: Store
    current: Current
    lock: FolderLock

    def close(self) -> None:
        """Close the store and let the folder go."""
        self.store.close()
        self.lock.release()


def create(folder: Path, company: Company, key: Key, key_id: str, *, now: Clock, by: str) -> None:
    """Make the data folder of a company; it must be missing or empty, else FolderTaken.

    Nothing counts until `confirm` has written `current`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {p.name for p in folder.iterdir()} - {LOCK, "generations", "logs"}
    except FileExistsError:
        raise FolderTaken(folder=str(folder)) from None
    except OSError as error:
        raise FolderUnwritable(folder=str(folder)) from error
    if taken or newest_generation(folder):
        raise FolderTaken(folder=str(folder))
    lock = FolderLock.alone(folder)
    try:
        with next_generation(folder, 1) as file:
            _build(file, company, key, now, by)
        switch(folder, Current(1, key_id, key.check()))
    finally:
        lock.release()


def open_ledger(
    folder: Path, keys: KeySource, *, now: Clock, by: str, migrations: Path = schema.MIGRATIONS
) -> Ledger:
    """Open the living generation, brought up to the program's schema where it is older.

    Raises NoFolder, FolderInUse, KeyMissing and its like, KeyWrong, LedgerDamaged, LedgerNewer,
    FolderNeedsRest (an older ledger that another program has open).
    """
    current = read_current(folder)
    key = keys.get(current.key_id)
    if key.check() != current.key_check:
        raise KeyWrong(folder=str(folder))
    lock = FolderLock.shared(folder)
    try:
        current = read_current(folder)
        if schema.require_known(_living(folder, current), key, migrations):
            lock.release()
            lock = FolderLock.alone(folder)
            current = _bring_up(folder, key, migrations)
            lock.release()
            lock = FolderLock.shared(folder)
        clear_leftovers(folder)
        return Ledger(Store(_living(folder, current), key, now, by), current, lock)
    except BaseException:
        lock.release()
        raise


def is_folder(folder: Path) -> bool:
    """Say whether a company's data stands there."""
    return (folder / CURRENT).exists()


def _living(folder: Path, current: Current) -> Path:
    file = ledger_file(folder, current.generation)
    if not file.exists():
        raise NoFolder(folder=str(file.parent))
    return file


def _build(file: Path, company: Company, key: Key, now: Clock, by: str) -> None:
    connect(file, key, make=True).close()
    schema.upgrade(file, key)
    store = Store(file, key, now, by)
    with store.writing() as work:
        work.set_company(company)
        work.record("create", None, Topic.COMPANY)
    store.close()
    schema.prove(file, key)


def _bring_up(folder: Path, key: Key, migrations: Path) -> Current:
    current = read_current(folder)
    number = newest_generation(folder) + 1
    with next_generation(folder, number) as file:
        schema.copy(_living(folder, current), file, key)
        schema.upgrade(file, key, migrations)
        schema.prove(file, key)
    risen = replace(current, generation=number)
    switch(folder, risen)
    log.info("schema brought up: generation %d", number)
    return risen
