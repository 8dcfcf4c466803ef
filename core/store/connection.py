"""Opening a SQLCipher file: the one place where the key meets the driver.

The key never passes through SQLAlchemy, whose error texts would print it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from core.errors import (
    AppError,
    DiskFull,
    FolderInUse,
    FolderUnwritable,
    KeyWrong,
    LedgerDamaged,
)
from core.secrets import Key
from core.store.generations import LEDGER

CACHE_KIB = 32_000
"""Pages that a connection keeps deciphered: the index of names fits at 100,000 invoices."""
FIRST_PAGE = "first_page"
"""What a LedgerDamaged names where the key is wrong, or the very first page is damaged."""
BUSY_SECONDS = 30
"""How long a write waits for another program's write before FolderInUse is raised."""


def connect(file: Path, key: Key, *, make: bool = False) -> dbapi2.Connection:
    """Open a ledger file; `make` makes it. Raises what `translated` gives, LedgerDamaged first."""
    connection = open_file(file, key, "rwc" if make else "rw")
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        for pragma in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except dbapi2.Error as error:
        connection.close()
        raise translated(error, file) from None
    return connection


def open_file(file: Path, key: Key, mode: str) -> dbapi2.Connection:
    """Open a SQLCipher file as it is; `mode` is "ro", "rw" or "rwc" (made if missing)."""
    connection = None
    try:
        connection = dbapi2.connect(
            f"{uri_of(file.absolute())}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error as error:
        if connection is not None:
            connection.close()
        raise translated(error, file) from None
    return connection


def uri_of(file: PurePath) -> str:
    """Name a file as SQLite reads it: with no host, also where it lies on one (//server/share)."""
    path = file.as_posix()
    rooted = path if path.startswith("/") else f"/{path}"  # C:/… of Windows
    return "file://" + quote_from_bytes(os.fsencode(rooted), safe="/:")


def engine_of(file: Path, key: Key) -> Engine:
    """Make the engine of a ledger file.

    A connection with the option `writing` begins as a writer, so that no write waits for a lock
    in the middle of its work.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(file, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn the driver's errors into ours; their texts, which may hold values, are dropped."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, dbapi2.Error):
            raise
        raise translated(error.orig, file) from None
    except dbapi2.Error as error:
        raise translated(error, file) from None


def translated(error: Exception, file: Path) -> AppError | RuntimeError:
    """Name what a driver's error means for the user; a RuntimeError is a bug of ours."""
    name = name_of(error)
    folder = str(file.parents[2] if file.name == LEDGER else file.parent)
    if name.startswith("SQLITE_FULL"):
        return DiskFull(folder=folder)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FolderInUse(folder=folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return FolderUnwritable(folder=folder)
    if name.startswith("SQLITE_NOTADB"):
        return LedgerDamaged(folder=folder, what=FIRST_PAGE)
    if name.startswith("SQLITE_CORRUPT"):
        return LedgerDamaged(folder=folder, what=file.name)
    return RuntimeError(f"database error {name or type(error).__name__}")


def name_of(error: Exception) -> str:
    """Give the database's name of an error; a copy's errors have a text alone."""
    return str(getattr(error, "sqlite_errorname", "") or _NAMES.get(str(error), ""))


_NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "access permission denied": "SQLITE_PERM",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "database table is locked": "SQLITE_LOCKED",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
"""What sqlite3_errstr() says."""


def opens(file: Path, key: Key) -> bool:
    """Say whether the key opens the file, in a connection of its own."""
    try:
        connect(file, key).close()
    except (LedgerDamaged, KeyWrong):
        return False
    return True
