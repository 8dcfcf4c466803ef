"""A backup (备份): one encrypted file, written from a pinned snapshot and proven before it counts.

It is the ledger itself with one more table, `backup`, that says what the file holds and carries
the digests of every table, so that whoever restores it proves the same.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from core.errors import (
    BackupDamaged,
    BackupInFolder,
    DiskFull,
    FileTooLarge,
    FolderUnwritable,
    KeyWrong,
    LedgerDamaged,
    NoBackup,
    NoRoom,
)
from core.progress import Progress, Report
from core.secrets import Key
from core.store.connection import explained, open_file
from core.store.digests import as_json, digests
from core.store.generations import flush_file, flush_folder

SUFFIX = ".piaohe"
PAGES = 4_000
"""Pages (of 4 KiB) that are copied between two reports."""
FAT32 = 2**32 - 1
"""The largest file of a FAT32 disk: what may exceed it is tried out before anything is copied."""
MARGIN = 1.02
_CHECKS: tuple[tuple[str, list[tuple[str, ...]]], ...] = (
    ("cipher_integrity_check", []),
    ("integrity_check", [("ok",)]),
    ("foreign_key_check", []),
)


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
    target = _name(folder, now, key_id)
    partial = target.with_name(target.name + ".partial")
    with _removed_on_error(partial), explained(source), closing(open_file(source, key, "rw")) as db:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # pins the snapshot
        _require_room(partial, db)
        contents = _contents(db, key_id, now, version, report)
        _copy(db, partial, key, contents, report)
        prove(partial, key, report)
        flush_file(partial)
        os.replace(partial, target)
        flush_folder(folder)
    return target, contents


def read_contents(file: Path, key: Key) -> Contents:
    """Say what a backup holds; raises NoBackup, KeyWrong, BackupDamaged."""
    with closing(_opened(file, key)) as db:
        return _read(db, file)


def prove(file: Path, key: Key, report: Report) -> Contents:
    """Prove a backup in a fresh connection: the database's own checks, and every digest.

    Raises NoBackup, KeyWrong, BackupDamaged naming what failed.
    """
    with closing(_opened(file, key)) as db:
        contents = _read(db, file)
        prove_open(db, file, contents, report)
        return contents


def prove_open(db: dbapi2.Connection, file: Path, contents: Contents, report: Report) -> None:
    """Prove what an open connection sees against the digests that a backup carries."""
    try:
        for check, good in _CHECKS:
            report(Progress(check, 0))
            if db.execute(f"PRAGMA {check}").fetchall() != good:
                raise BackupDamaged(file=file.name, what=check)
        report(Progress("compare_digests", 0))
        found = as_json(digests(db))
    except dbapi2.DatabaseError:
        raise BackupDamaged(file=file.name, what="unreadable") from None
    for table, digest in contents.digests.items():
        if found.get(table) != digest:
            raise BackupDamaged(file=file.name, what=table)
    if found.keys() != contents.digests.keys():
        raise BackupDamaged(file=file.name, what="tables")


def copy_out(file: Path, key: Key, target: Path, new_key: Key, report: Report) -> Contents:
    """Copy what a backup holds into a new ledger file under another key, or the same.

    The copy is held against the digests that the backup carries; the table `backup` stays behind.
    """
    with closing(_opened(file, key)) as source:
        contents = _read(source, file)
        with explained(target), closing(open_file(target, new_key, "rwc")) as copied:
            _quick(copied)
            try:
                source.backup(copied, pages=PAGES, progress=_progress(report, "restore"))
            except dbapi2.DatabaseError as error:
                if _of_target(error):
                    raise
                raise BackupDamaged(file=file.name, what="unreadable") from None
            copied.execute("DROP TABLE backup")
    with explained(target), closing(open_file(target, new_key, "ro")) as db:
        prove_open(db, file, contents, report)
    return contents


def rewrite(
    file: Path, key: Key, new_key: Key, new_key_id: str, report: Report
) -> tuple[Path, Contents]:
    """Write a backup anew under another key, beside the old one, and prove it."""
    with closing(_opened(file, key)) as source:
        contents = replace(_read(source, file), key_id=new_key_id)
        made_at = datetime.fromisoformat(contents.made_at)
        target = _name(file.parent, made_at, new_key_id)
        partial = target.with_name(target.name + ".partial")
        with _removed_on_error(partial):
            _require_room(partial, source)
            with explained(partial), closing(open_file(partial, new_key, "rwc")) as copied:
                _quick(copied)
                source.backup(copied, pages=PAGES, progress=_progress(report, "copy"))
                copied.execute("UPDATE backup SET contents = ?", (json.dumps(asdict(contents)),))
            prove(partial, new_key, report)
            flush_file(partial)
            os.replace(partial, target)
            flush_folder(file.parent)
    return target, contents


def require_room_for(folder: Path, size: int) -> None:
    """Raise NoRoom where the disk of the folder cannot take this many bytes."""
    free = shutil.disk_usage(folder).free
    if free < size * MARGIN:
        raise NoRoom(folder=str(folder), needed=int(size * MARGIN), free=free)


def _opened(file: Path, key: Key) -> dbapi2.Connection:
    if not file.is_file():
        raise NoBackup(file=file.name)
    try:
        return open_file(file, key, "ro")
    except LedgerDamaged:
        raise KeyWrong(folder=file.name) from None


def _read(db: dbapi2.Connection, file: Path) -> Contents:
    try:
        row = db.execute("SELECT contents FROM backup").fetchone()
        return Contents(**json.loads(row[0]))
    except dbapi2.OperationalError:
        raise NoBackup(file=file.name) from None
    except (dbapi2.DatabaseError, TypeError, ValueError):
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
    db: dbapi2.Connection, partial: Path, key: Key, contents: Contents, report: Report
) -> None:
    with explained(partial), closing(open_file(partial, key, "rwc")) as copied:
        _quick(copied)
        db.backup(copied, pages=PAGES, progress=_progress(report, "copy"))
        # A file in WAL mode cannot be read from a disk that is write-protected.
        copied.execute("PRAGMA journal_mode = DELETE").fetchone()
        copied.execute("PRAGMA journal_mode = OFF").fetchone()
        copied.execute("CREATE TABLE backup (contents TEXT NOT NULL)")
        copied.execute("INSERT INTO backup VALUES (?)", (json.dumps(asdict(contents)),))


def _quick(copied: dbapi2.Connection) -> None:
    """Write without journal and flushing: until it is proven and flushed the file is nothing."""
    copied.execute("PRAGMA journal_mode = OFF").fetchone()
    copied.execute("PRAGMA synchronous = OFF")


def _progress(report: Report, step: str) -> Callable[[int, int, int], None]:
    def tell(_: int, left: int, total: int) -> None:
        report(Progress(step, total - left, total))

    return tell


def _of_target(error: dbapi2.DatabaseError) -> bool:
    return str(error.sqlite_errorname).startswith(
        ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_W")
    )


def _require_place(folder: Path, data: Path) -> None:
    inside = folder.resolve()
    if inside == data.resolve() or data.resolve() in inside.parents:
        raise BackupInFolder(folder=str(folder))
    if not folder.is_dir():
        raise FolderUnwritable(folder=str(folder))


def _require_room(partial: Path, db: dbapi2.Connection) -> None:
    """Say before anything is copied that it will not fit."""
    # SQLCipher gives the size of a page as text.
    pages, size = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
    )
    needed = int(pages * size * MARGIN)
    try:
        require_room_for(partial.parent, pages * size)
        if needed > FAT32:
            _try_size(partial, needed)
    except OSError as error:
        raise FolderUnwritable(folder=str(partial.parent)) from error


def _try_size(partial: Path, needed: int) -> None:
    try:
        with partial.open("wb") as file:
            file.truncate(needed)
            file.truncate(0)
    except OSError as error:
        raise FileTooLarge(folder=str(partial.parent), needed=needed) from error


def _name(folder: Path, now: datetime, key_id: str) -> Path:
    """A name that is not taken: date, time, and the first 8 characters of the key id."""
    stem = f"Piaohe {now:%Y-%m-%d %H%M%S} {key_id[:8]}"
    numbers = ("", *(f" ({n})" for n in range(2, 1000)))
    free = (folder / f"{stem}{number}{SUFFIX}" for number in numbers)
    return next(file for file in free if not file.exists())


def key_prefix(file: Path) -> str | None:
    """The first 8 characters of the key id that stand in a backup's name."""
    words = file.name.removesuffix(SUFFIX).split()
    found = [word for word in words if len(word) == 8 and set(word) <= set("0123456789abcdef")]
    return found[-1] if found else None


@contextmanager
def _removed_on_error(partial: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError):
            full = error.errno == errno.ENOSPC
            raise (DiskFull if full else FolderUnwritable)(folder=str(partial.parent)) from error
        raise
