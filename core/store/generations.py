"""The folder of a company: which generation of the ledger lives, and who may touch it.

current                   which generation lives, and under which key
lock                      an OS lock: shared while open, exclusive for a new generation
generations/<n>/ledger.db a ledger; nothing is ever put over a living one
generations/<n>.new/      a generation in the making; of no worth once its maker is gone
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from sqlcipher3 import dbapi2

from core.errors import FolderInUse, FolderNeedsRest, FolderUnwritable, LedgerDamaged, NoFolder

CURRENT = "current"
LOCK = "lock"
LEDGER = "ledger.db"


@dataclass(frozen=True, slots=True)
class Current:
    """What `current` says: the living generation and the key that opens it.

    `key_check` (see Key.check) tells a wrong key from a damaged ledger.
    """

    generation: int
    key_id: str
    key_check: str


def read_current(folder: Path) -> Current:
    """Read which generation lives; raise NoFolder or LedgerDamaged."""
    try:
        found = json.loads((folder / CURRENT).read_text("utf-8"))
        return Current(int(found["generation"]), str(found["key_id"]), str(found["key_check"]))
    except (FileNotFoundError, NotADirectoryError):
        raise NoFolder(folder=str(folder)) from None
    except OSError as error:
        raise FolderUnwritable(folder=str(folder)) from error
    except (ValueError, KeyError, TypeError):
        raise LedgerDamaged(folder=str(folder), what=CURRENT) from None


def switch(folder: Path, current: Current) -> None:
    """Make a proven generation the living one, in one step that survives a power cut."""
    partial = folder / f"{CURRENT}.partial"
    with partial.open("w", encoding="utf-8") as file:
        json.dump(asdict(current), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, folder / CURRENT)
    flush_folder(folder)


def ledger_file(folder: Path, generation: int) -> Path:
    """Where the ledger of a generation stands."""
    return folder / "generations" / str(generation) / LEDGER


@contextmanager
def next_generation(folder: Path, number: int) -> Iterator[Path]:
    """Give the file of a new generation to write; it takes its place if the block succeeds.

    The block leaves the file closed and proven; on any error nothing remains.
    """
    making = folder / "generations" / f"{number}.new"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        yield making / LEDGER
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    flush_file(making / LEDGER)
    os.replace(making, making.with_suffix(""))
    flush_folder(making.parent)


def clear_leftovers(folder: Path) -> None:
    """Remove generations that a killed maker left; call it with the lock held."""
    for making in (folder / "generations").glob("*.new"):
        shutil.rmtree(making, ignore_errors=True)
    (folder / f"{CURRENT}.partial").unlink(missing_ok=True)


def newest_generation(folder: Path) -> int:
    """The highest number that is taken, 0 where there is none."""
    names = [p.name for p in (folder / "generations").glob("*")]
    return max((int(name) for name in names if re.fullmatch(r"\d+", name)), default=0)


def flush_file(file: Path) -> None:
    """Have the system write the file to the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def flush_folder(folder: Path) -> None:
    """Have the system write the folder's entries to the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderLock:
    """An OS lock on the folder's `lock` file; a killed program leaves none.

    It is the lock of the database library on an empty file of its own: shared and exclusive,
    on Windows, macOS and Linux alike, and safe within one process.
    """

    def __init__(self, folder: Path) -> None:
        """Open the lock file; raises FolderUnwritable."""
        self._folder = folder
        try:
            self._file = dbapi2.connect(
                str(folder / LOCK), isolation_level=None, timeout=2, check_same_thread=False
            )
        except dbapi2.Error:
            raise FolderUnwritable(folder=str(folder)) from None

    @classmethod
    def shared(cls, folder: Path) -> Self:
        """Hold the folder beside others; raises FolderInUse while someone has it alone."""
        lock = cls(folder)
        lock._hold("BEGIN", FolderInUse)
        return lock

    @classmethod
    def alone(cls, folder: Path) -> Self:
        """Hold the folder alone; raises FolderNeedsRest while someone has it open."""
        lock = cls(folder)
        lock._hold("BEGIN EXCLUSIVE", FolderNeedsRest)
        return lock

    def release(self) -> None:
        """Let the folder go."""
        self._file.close()

    def _hold(self, begin: str, refused: type[FolderInUse] | type[FolderNeedsRest]) -> None:
        try:
            self._file.execute(begin)
            self._file.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.OperationalError as error:
            self._file.close()
            busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
            raise (refused if busy else FolderUnwritable)(folder=str(self._folder)) from None
