"""Making, opening and bringing up the ledger of a data folder."""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.domain.company import Company
from core.domain.topic import Topic
from core.errors import (
    AppError,
    FolderInUse,
    FolderTaken,
    FolderUnwritable,
    KeyWrong,
    LedgerDamaged,
    NoFolder,
)
from core.logs import log
from core.secrets import Key, KeySource, KeyStore
from core.store import schema
from core.store.connection import connect
from core.store.database import Store
from core.store.generations import (
    LEFT_BY_A_MAKER,
    MAKING,
    About,
    Current,
    FolderLock,
    Origin,
    clear_generations,
    clear_leftovers,
    disk_errors,
    generations,
    is_folder,
    ledger_file,
    never_lived,
    next_generation,
    read_current,
    switch,
)

Clock = Callable[[], datetime]
Before = Callable[[Path, Key, str], None]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open store with its key and the lock that guards its folder."""

    folder: Path
    store: Store
    current: Current
    key: Key
    lock: FolderLock

    @property
    def file(self) -> Path:
        """The file of the living generation."""
        return ledger_file(self.folder, self.current.generation)

    def close(self) -> None:
        """Close the store and let the folder go."""
        self.store.close()
        self.lock.release()


def create(folder: Path, company: Company, key: Key, key_id: str, *, now: Clock, by: str) -> None:
    """Make the data folder of a company; it must be missing or empty, else FolderTaken.

    What a killed maker left, before anything could be entered, is no reason not to make it.
    """
    found = names_in(folder)
    if found - LEFT_BY_A_MAKER or (generations(folder) and MAKING not in found):
        raise FolderTaken(folder=str(folder))
    lock = FolderLock.alone(folder)
    try:
        if is_folder(folder):
            raise FolderTaken(folder=str(folder))
        with disk_errors(folder):
            (folder / MAKING).touch()
        clear_generations(folder)
        with next_generation(folder, 1, About(key_id, key.check(), Origin.CREATED)) as file:
            _build(file, company, key, now, by)
        switch(folder, 1)
        (folder / MAKING).unlink()
    finally:
        lock.release()


def names_in(folder: Path) -> set[str]:
    """Make a folder, of this user alone, where there is none; and say what stands in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {p.name for p in folder.iterdir()}
    except FileExistsError:
        raise FolderTaken(folder=str(folder)) from None
    except OSError as error:
        raise FolderUnwritable(folder=str(folder)) from error


def open_ledger(
    folder: Path,
    keys: KeySource,
    *,
    now: Clock,
    by: str,
    migrations: Path = schema.MIGRATIONS,
    before: Before | None = None,
) -> Ledger:
    """Open the living generation, brought up to the program's schema where it is older.

    `before` is called where it is older, with its file, its key and the key's id, before anything
    is done.

    Raises NoFolder, FolderInUse, KeyMissing and its like, KeyWrong, LedgerDamaged, LedgerNewer,
    FolderNeedsRest (an older ledger that another program has open).
    """
    current = read_current(folder)
    key = keys.get(current.key_id)
    if key.check() != current.key_check:
        raise KeyWrong(folder=str(folder))
    lock = FolderLock.shared(folder)
    try:
        known, current = current, read_current(folder)
        if current.key_id != known.key_id:
            raise FolderInUse(folder=str(folder))  # another program has just changed the key
        if schema.require_known(living(folder, current), key, migrations):
            lock.release()
            lock = FolderLock.alone(folder)
            if before is not None:
                before(living(folder, current), key, current.key_id)
            _bring_up(folder, key, migrations, now, by)
            lock.release()
            # Whoever waited may have switched since: everything is looked at once more.
            return open_ledger(folder, keys, now=now, by=by, migrations=migrations)
        clear_all(folder, current, keys)
        store = Store(living(folder, current), key, now, by)
        return Ledger(folder, store, current, key, lock)
    except BaseException:
        lock.release()
        raise


def clear_all(folder: Path, current: Current, keys: KeySource) -> None:
    """Remove what a killed maker left, also the key of a re-keying that came to nothing."""
    if isinstance(keys, KeyStore):
        with suppress(LedgerDamaged):
            for about in never_lived(folder, current):
                if about.origin is Origin.REKEYED and about.key_id != current.key_id:
                    with suppress(AppError):
                        keys.forget(about.key_id)
    clear_leftovers(folder, current)


def living(folder: Path, current: Current) -> Path:
    """The file of the living generation; raises NoFolder where it has vanished."""
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


def _bring_up(folder: Path, key: Key, migrations: Path, now: Clock, by: str) -> Current:
    current = read_current(folder)
    if not schema.require_known(living(folder, current), key, migrations):
        return current  # another program was quicker
    clear_leftovers(folder, current)
    number = current.highest + 1
    about = About(current.key_id, key.check(), Origin.MIGRATED, current.generation)
    with next_generation(folder, number, about) as file:
        schema.copy(living(folder, current), file, key)
        schema.upgrade(file, key, migrations)
        with closing(Store(file, key, now, by)) as store:
            store.label_anew()
        schema.prove(file, key)
    log.info("schema brought up: generation %d", number)
    return switch(folder, number)
