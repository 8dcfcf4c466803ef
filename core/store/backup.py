"""A backup (备份): one encrypted file, written from a pinned snapshot and proven before it counts.

It is the ledger itself with one more table, `backup`, that says what the file holds and carries
the digests of every table, so that whoever restores it proves the same.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from core.errors import (
    AppError,
    BackupDamaged,
    BackupInFolder,
    FileTooLarge,
    FolderNeedsRest,
    FolderUnwritable,
    KeyWrong,
    LedgerDamaged,
    NoBackup,
    NoRoom,
)
from core.progress import Progress, Report
from core.secrets import Key
from core.store.connection import FIRST_PAGE, explained, name_of, open_file
from core.store.digests import as_json, digests
from core.store.generations import (
    BACKING_UP,
    FolderLock,
    disk_errors,
    flush_file,
    flush_folder,
)
from core.store.proving import BUILT_IN, alongside, cipher, first_failure

SUFFIX = ".piaohe"
PARTIAL = ".partial"
PAGE = 4096
PAGES = 4_000
"""Pages that are copied between two reports."""
FAT32 = 2**32 - 1
"""The largest file of a FAT32 disk: what may exceed it is tried out before anything is copied."""
MARGIN = 1.02


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds, as it stands inside the file itself.

    `newest_entry` is the moment of the newest entry, ISO; `digests` are those of every table.
    """

    made_at: str
    version: str
    schema: str
    key_id: str
    company: str
    tax_id: str
    invoices: int
    originals: int
    newest_entry: str | None
    audit_seq: int
    audit_hash: str
    digests: dict[str, list[int | str]]


def write(
    source: Path,
    key: Key,
    key_id: str,
    folder: Path,
    *,
    data: Path,
    now: datetime,
    version: str,
    report: Report,
) -> tuple[Path, Contents]:
    """Write one proven backup of a ledger that stays in use, and give its file.

    Raises BackupInFolder, FolderUnwritable, NoRoom, FileTooLarge, DiskFull, LedgerDamaged,
    BackupDamaged (the copy failed its proof) and Cancelled; nothing of it then remains.
    """
    _require_place(folder, data)
    with explained(source), closing(open_file(source, key, "rw")) as db:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # pins the snapshot
        size = _size(db)
        require_room_for(folder, size)
        with _new_file(folder, data, now, key_id) as (partial, target):
            _require_fits(partial, size)
            contents = _contents(db, key_id, now, version, report)
            damaged = LedgerDamaged(folder=str(data), what="unreadable")
            _copy(db, partial, key, contents, damaged, report)
            try:
                prove(partial, key, report)
            except BackupDamaged:
                _require_whole(db, contents, data)
                raise
    return target, contents


def read_contents(file: Path, key: Key) -> Contents:
    """Say what a backup holds; raises NoBackup, KeyWrong, BackupDamaged."""
    with closing(_opened(file, key)) as db:
        return _read(db, file)


def opens(file: Path, key: Key) -> bool:
    """Say whether the key opens the file as a backup."""
    try:
        read_contents(file, key)
    except AppError as error:
        return not isinstance(error, KeyWrong)
    return True


def prove(file: Path, key: Key, report: Report) -> Contents:
    """Prove a backup in a fresh connection: the database's own checks, and every digest.

    Raises NoBackup, KeyWrong, BackupDamaged naming what failed.
    """
    contents = read_contents(file, key)
    proofs = (*BUILT_IN, lambda db: _differing(db, contents))
    try:
        failed = first_failure(file, key, "ro", proofs, report)
    except (dbapi2.DatabaseError, LedgerDamaged):
        raise _unreadable(file) from None
    if failed:
        raise BackupDamaged(file=file.name, what=failed)
    return contents


def _differing(db: dbapi2.Connection, contents: Contents) -> str | None:
    """Name a table that is not what the backup says it is."""
    found = as_json(digests(db))
    different = (table for table, digest in contents.digests.items() if found.get(table) != digest)
    return next(different, None if found.keys() == contents.digests.keys() else "tables")


def copy_out(file: Path, key: Key, target: Path, new_key: Key, report: Report) -> Contents:
    """Copy what a backup holds into a new ledger file under another key, or the same.

    The copy is held against the digests that the backup carries; the table `backup` stays
    behind. The database's own checks are for whoever has written the last word into it.
    """
    with closing(_opened(file, key)) as source, alongside(file, key, cipher) as proven:
        contents = _read(source, file)
        with explained(target), closing(open_file(target, new_key, "rwc")) as copied:
            _quick(copied)
            _copy_pages(source, copied, _unreadable(file), report)
            copied.execute("DROP TABLE backup")
        try:
            failed = proven()
        except dbapi2.DatabaseError:
            raise _unreadable(file) from None
    report(Progress("compare_digests", 0))
    try:
        with explained(target), closing(open_file(target, new_key, "ro")) as db:
            failed = failed or _differing(db, contents)
    except LedgerDamaged:
        raise _unreadable(file) from None
    if failed:
        raise BackupDamaged(file=file.name, what=failed)
    return contents


def require_room_for(folder: Path, size: int) -> None:
    """Raise NoRoom where the disk of the folder cannot take this many bytes."""
    with disk_errors(folder):
        free = shutil.disk_usage(folder).free
    if free < size * MARGIN:
        raise NoRoom(folder=str(folder), needed=int(size * MARGIN), free=free)


def _opened(file: Path, key: Key) -> dbapi2.Connection:
    if not file.is_file():
        raise NoBackup(file=file.name)
    try:
        return open_file(file, key, "ro")
    except LedgerDamaged as error:
        if error.facts["what"] != FIRST_PAGE:
            raise _unreadable(file) from None
    # A whole backup is so many pages of noise: what is not is another kind of file.
    with file.open("rb") as opened:
        plain = opened.read(16) == b"SQLite format 3\0"
    raise (
        NoBackup(file=file.name)
        if plain or file.stat().st_size % PAGE
        else KeyWrong(folder=file.name)
    )


def _unreadable(file: Path) -> BackupDamaged:
    return BackupDamaged(file=file.name, what="unreadable")


def _read(db: dbapi2.Connection, file: Path) -> Contents:
    try:
        row = db.execute("SELECT contents FROM backup").fetchone()
        found, known = json.loads(row[0]), {x.name for x in fields(Contents)}
        return Contents(**{name: value for name, value in found.items() if name in known})
    except dbapi2.OperationalError:
        raise NoBackup(file=file.name) from None
    except (dbapi2.DatabaseError, TypeError, ValueError, AttributeError):
        raise BackupDamaged(file=file.name, what="contents") from None


def _contents(
    db: dbapi2.Connection, key_id: str, now: datetime, version: str, report: Report
) -> Contents:
    report(Progress("digest", 0))

    def one(sql: str) -> tuple[object, ...]:
        row = db.execute(sql).fetchone()
        return tuple(row) if row else (None, None)

    name, tax_id = one("SELECT name, tax_id FROM company")
    seq, digest = one("SELECT seq, hash FROM audit_head")
    return Contents(
        made_at=now.isoformat(timespec="seconds"),
        version=version,
        schema=str(one("SELECT version_num FROM alembic_version")[0]),
        key_id=key_id,
        company=str(name),
        tax_id=str(tax_id),
        invoices=_number(one("SELECT count(*) FROM invoices WHERE deleted_at IS NULL")),
        originals=_number(one("SELECT count(*) FROM originals")),
        newest_entry=_text(one("SELECT max(entered_at) FROM invoices")),
        audit_seq=int(str(seq or 0)),
        audit_hash=str(digest or ""),
        digests=as_json(digests(db, trusted=True)),
    )


def _number(row: tuple[object, ...]) -> int:
    return int(str(row[0]))


def _text(row: tuple[object, ...]) -> str | None:
    return None if row[0] is None else str(row[0])


def _copy(
    db: dbapi2.Connection,
    partial: Path,
    key: Key,
    contents: Contents,
    damaged: LedgerDamaged,
    report: Report,
) -> None:
    with explained(partial), closing(open_file(partial, key, "rwc")) as copied:
        _quick(copied)
        _copy_pages(db, copied, damaged, report)
        # A file in WAL mode cannot be read from a disk that is write-protected.
        copied.execute("PRAGMA journal_mode = MEMORY").fetchone()
        copied.execute("CREATE TABLE backup (contents TEXT NOT NULL)")
        copied.execute("INSERT INTO backup VALUES (?)", (json.dumps(asdict(contents)),))


def _quick(copied: dbapi2.Connection) -> None:
    """Write without journal and flushing: until it is proven and flushed the file is nothing."""
    copied.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()  # no -shm on a network drive
    copied.execute("PRAGMA journal_mode = OFF").fetchone()
    copied.execute("PRAGMA synchronous = OFF")


def _copy_pages(
    source: dbapi2.Connection,
    copied: dbapi2.Connection,
    damaged: AppError,
    report: Report,
) -> None:
    """Copy every page; raises `damaged` where the source cannot be read."""
    try:
        source.backup(copied, pages=PAGES, progress=_progress(report))
    except dbapi2.Error as error:
        if name_of(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise damaged from None
        raise


def _progress(report: Report) -> Callable[[int, int, int], None]:
    def tell(_: int, left: int, total: int) -> None:
        report(Progress("copy", total - left, total))

    return tell


def _require_whole(db: dbapi2.Connection, contents: Contents, data: Path) -> None:
    """Say of a copy that failed its proof when the ledger itself is what is damaged.

    Copying does not notice it: a page that cannot be deciphered is copied as an empty one.
    """
    checks = (proof(db) for proof in BUILT_IN)
    failed = next(filter(None, checks), None) or _differing(db, contents)
    if failed:
        raise LedgerDamaged(folder=str(data), what=failed) from None


def _require_place(folder: Path, data: Path) -> None:
    inside = folder.resolve()
    if inside == data.resolve() or data.resolve() in inside.parents:
        raise BackupInFolder(folder=str(folder))
    try:
        str(folder.resolve()).encode("utf-8")  # a name that is no text could not be noted
    except UnicodeEncodeError:
        raise FolderUnwritable(folder=ascii(str(folder))) from None
    if not folder.is_dir():
        raise FolderUnwritable(folder=str(folder))


def _size(db: dbapi2.Connection) -> int:
    # SQLCipher gives the size of a page as text.
    pages, size = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
    )
    return pages * size


def _require_fits(partial: Path, size: int) -> None:
    """Raise FileTooLarge, before anything is copied, where the disk takes no file so large."""
    needed = int(size * MARGIN)
    if needed <= FAT32:
        return
    try:
        with partial.open("wb") as file:
            file.truncate(needed)
            file.truncate(0)
    except OSError as error:
        raise FileTooLarge(folder=str(partial.parent), needed=needed) from error


@contextmanager
def _new_file(folder: Path, data: Path, now: datetime, key_id: str) -> Iterator[tuple[Path, Path]]:
    """Give a partial file to write; it takes its own name, flushed, if the block succeeds.

    On any error nothing of it remains, and what a killed backup left in the folder goes first.
    """
    with suppress(FolderNeedsRest):  # another backup of this ledger is being written
        alone = FolderLock.alone(data, BACKING_UP)
        with closing(alone), disk_errors(folder):
            _remove(folder.glob(f"Piaohe * {key_id[:8]}*{SUFFIX}{PARTIAL}*"))
    lock = FolderLock.shared(data, BACKING_UP)
    try:
        with disk_errors(folder):
            partial, target = _claim(folder, now, key_id)
            try:
                yield partial, target
                flush_file(partial)
                os.replace(partial, target)
            except BaseException:
                _remove(folder.glob(f"{partial.name}*"))
                raise
            flush_folder(folder)
    finally:
        lock.release()


def _claim(folder: Path, now: datetime, key_id: str) -> tuple[Path, Path]:
    """Take a free name: date, time, and the first 8 characters of the key id."""
    stem = f"Piaohe {now:%Y-%m-%d %H%M%S} {key_id[:8]}"
    for number in ("", *(f" ({n})" for n in range(2, 1000))):
        target = folder / f"{stem}{number}{SUFFIX}"
        partial = target.with_name(target.name + PARTIAL)
        if target.exists():
            continue
        with suppress(FileExistsError):
            partial.touch(exist_ok=False)
            return partial, target
    raise FolderUnwritable(folder=str(folder))


def _remove(files: Iterable[Path]) -> None:
    for file in list(files):
        with suppress(OSError):
            file.unlink()


def key_prefix(file: Path) -> str | None:
    """The first 8 characters of the key id that stand in a backup's name."""
    words = file.name.removesuffix(SUFFIX).split()
    found = [word for word in words if len(word) == 8 and set(word) <= set("0123456789abcdef")]
    return found[-1] if found else None
