"""The folder of a company: which generation of the ledger lives, and who may touch it.

current                   which generation lives, and under which key
lock                      an OS lock: shared while open, exclusive for a new generation
generations/<n>/ledger.db a ledger; nothing is ever put over a living one
generations/<n>/about     what it came from, and under which key
generations/<n>.new/      a generation in the making; of no worth once its maker is gone
"""

import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from sqlcipher3 import dbapi2

from core.errors import (
    DiskFull,
    FolderInUse,
    FolderNeedsRest,
    FolderUnwritable,
    LedgerDamaged,
    NoFolder,
)

if sys.platform == "darwin":
    import fcntl

CURRENT = "current"
LOCK = "lock"
MAKING = "making"
"""Stands in a folder from before its first generation until that lives."""
LEFT_BY_A_MAKER = frozenset(
    {LOCK, f"{LOCK}-journal", f"{CURRENT}.partial", MAKING, "generations", "logs"}
)
"""What may stand in a folder whose maker was killed, and is no reason not to make one there."""
BACKING_UP = "backing-up"
"""Held shared while a backup is written, so that a living backup is told from a killed one."""
CHECK = 16
"""Characters of a key's check (Key.check)."""
LEDGER = "ledger.db"
ABOUT = "about"


class Origin(StrEnum):
    """How a generation came to be."""

    CREATED = "created"
    MIGRATED = "migrated"
    RESTORED = "restored"
    REKEYED = "rekeyed"


@dataclass(frozen=True, slots=True)
class About:
    """What stands beside a ledger: its key, its origin, and the generation it came after.

    `key_check` (see Key.check) tells a wrong key from a damaged ledger.
    """

    key_id: str
    key_check: str
    origin: Origin
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Current:
    """What `current` says: the living generation and the key that opens it.

    `highest` is the newest generation that ever lived: what is newer was never finished.
    """

    generation: int
    key_id: str
    key_check: str
    highest: int


def read_current(folder: Path) -> Current:
    """Read which generation lives; raise NoFolder or LedgerDamaged."""
    try:
        found = json.loads((folder / CURRENT).read_text("utf-8"))
        current = Current(
            int(found["generation"]),
            str(found["key_id"]),
            str(found["key_check"]),
            int(found["highest"]),
        )
        if not 1 <= current.generation <= current.highest or len(current.key_check) != CHECK:
            raise ValueError
        return current
    except (FileNotFoundError, NotADirectoryError):
        raise NoFolder(folder=str(folder)) from None
    except OSError as error:
        raise FolderUnwritable(folder=str(folder)) from error
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise LedgerDamaged(folder=str(folder), what=CURRENT) from None


def switch(folder: Path, number: int) -> Current:
    """Make a proven generation the living one, in one step that survives a power cut.

    Raises DiskFull, FolderUnwritable; the one that lived still lives then, or the new one where
    only the flushing failed.
    """
    about = read_about(folder, number)
    current = Current(number, about.key_id, about.key_check, max(number, highest(folder)))
    with disk_errors(folder):
        _write(folder / f"{CURRENT}.partial", asdict(current))
        os.replace(folder / f"{CURRENT}.partial", folder / CURRENT)
        flush_folder(folder)
    return current


def highest(folder: Path) -> int:
    """The newest generation that ever lived, else the newest that is there; 0 for none."""
    try:
        return read_current(folder).highest
    except (NoFolder, LedgerDamaged):
        return max(generations(folder), default=0)


def is_folder(folder: Path) -> bool:
    """Say whether a company's data stand there."""
    return (folder / CURRENT).exists()


def read_about(folder: Path, number: int) -> About:
    """Read what a generation came from; raises LedgerDamaged."""
    try:
        found = json.loads((generation(folder, number) / ABOUT).read_text("utf-8"))
        return About(found["key_id"], found["key_check"], Origin(found["origin"]), found["before"])
    except (OSError, ValueError, KeyError, TypeError):
        raise LedgerDamaged(folder=str(folder), what=ABOUT) from None


def ledger_file(folder: Path, number: int) -> Path:
    """Where the ledger of a generation stands."""
    return generation(folder, number) / LEDGER


def generation(folder: Path, number: int) -> Path:
    """The folder of a generation."""
    return folder / "generations" / str(number)


@contextmanager
def next_generation(folder: Path, number: int, about: About) -> Iterator[Path]:
    """Give the file of a new generation to write; it takes its place if the block succeeds.

    The block leaves the file closed and proven; on any error nothing remains. Raises DiskFull
    and FolderUnwritable beside what the block raises.
    """
    making = folder / "generations" / f"{number}.new"
    shutil.rmtree(making, ignore_errors=True)
    with disk_errors(folder):
        try:
            making.mkdir(parents=True)
            yield making / LEDGER
            flush_file(making / LEDGER)
            _write(making / ABOUT, asdict(about))
            flush_folder(making)
            os.replace(making, generation(folder, number))
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        flush_folder(making.parent)


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn the system's errors of writing into DiskFull and FolderUnwritable."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (DiskFull if full else FolderUnwritable)(folder=str(folder)) from error


def never_lived(folder: Path, current: Current) -> list[About]:
    """What stands beside finished generations that were never switched to."""
    return [read_about(folder, n) for n in generations(folder) if n > current.highest]


def clear_leftovers(folder: Path, current: Current) -> None:
    """Remove what a killed maker left; call it with the lock held."""
    unfinished = [number for number in generations(folder) if number > current.highest]
    for leftover in (
        *(folder / "generations").glob("*.new"),
        *(generation(folder, number) for number in unfinished),
    ):
        shutil.rmtree(leftover, ignore_errors=True)
    (folder / f"{CURRENT}.partial").unlink(missing_ok=True)


def clear_generations(folder: Path) -> None:
    """Remove the generations of a folder that never came to live; call it with the lock held."""
    shutil.rmtree(folder / "generations", ignore_errors=True)


def generations(folder: Path) -> list[int]:
    """The numbers of the generations that are there, oldest first."""
    names = [p.name for p in (folder / "generations").glob("*")]
    return sorted(int(name) for name in names if re.fullmatch(r"\d+", name))


def remove_generation(folder: Path, number: int) -> None:
    """Remove a generation that does not live; what cannot be removed now goes the next time.

    It loses its number first: half of it must not pass for a generation.
    """
    going = folder / "generations" / f"{number}.new"
    with suppress(OSError):
        os.replace(generation(folder, number), going)
        shutil.rmtree(going, ignore_errors=True)


def _write(file: Path, values: object) -> None:
    with file.open("w", encoding="utf-8") as opened:
        json.dump(values, opened)
        opened.flush()
        _flush(opened.fileno())


def flush_file(file: Path) -> None:
    """Have the system write the file to the disk."""
    with file.open("rb+") as opened:
        _flush(opened.fileno())


def flush_folder(folder: Path) -> None:
    """Have the system write the folder's entries to the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _flush(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # network folders cannot be flushed
            raise
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    """On macOS fsync leaves the data in the drive's own memory."""
    if sys.platform == "darwin":
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


class FolderLock:
    """An OS lock on the folder's `lock` file; a killed program leaves none.

    It is the lock of the database library on an empty file of its own: shared and exclusive,
    on Windows, macOS and Linux alike, and safe within one process.
    """

    def __init__(self, folder: Path, name: str = LOCK) -> None:
        """Open the lock file; raises FolderUnwritable."""
        self._folder = folder
        try:
            self._file = dbapi2.connect(
                str(folder / name), isolation_level=None, timeout=2, check_same_thread=False
            )
        except dbapi2.Error:
            raise FolderUnwritable(folder=str(folder)) from None

    @classmethod
    def shared(cls, folder: Path, name: str = LOCK) -> Self:
        """Hold the folder beside others; raises FolderInUse while someone has it alone."""
        lock = cls(folder, name)
        lock._hold("BEGIN", FolderInUse)
        return lock

    @classmethod
    def alone(cls, folder: Path, name: str = LOCK) -> Self:
        """Hold the folder alone; raises FolderNeedsRest while someone has it open."""
        lock = cls(folder, name)
        lock._hold("BEGIN EXCLUSIVE", FolderNeedsRest)
        return lock

    def release(self) -> None:
        """Let the folder go."""
        self._file.close()

    close = release

    def _hold(self, begin: str, refused: type[FolderInUse] | type[FolderNeedsRest]) -> None:
        try:
            self._file.execute(begin)
            self._file.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.Error as error:
            self._file.close()
            busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
            raise (refused if busy else FolderUnwritable)(folder=str(self._folder)) from None
