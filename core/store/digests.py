"""What a ledger holds, table by table, as counts and hashes that a copy must have too.

The integrity checks of the database pass a file in which one page was put back from an older
copy; these do not.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlcipher3 import dbapi2

ROWS = 500
"""How many rows are fetched at once."""


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows a table has, and the SHA-256 over them in the order of its key."""

    rows: int
    sha256: str


def digests(connection: dbapi2.Connection, *, trusted: bool = False) -> dict[str, Digest]:
    """Digest every table.

    `trusted` takes the stored hash of an original for its bytes: of the ledger itself, so that
    the copy, whose bytes are hashed, is held against what arrived.
    """
    connection.create_function("sha256", 1, _sha256, deterministic=True)
    return {table: _digest(connection, table, trusted) for table in tables_of(connection)}


def tables_of(connection: dbapi2.Connection) -> list[str]:
    """Give the names of the tables that hold data."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'backup' ORDER BY name"
    )
    return [row[0] for row in names]


def as_json(found: Mapping[str, Digest]) -> dict[str, list[int | str]]:
    """Write digests as JSON values."""
    return {table: [digest.rows, digest.sha256] for table, digest in found.items()}


def _digest(connection: dbapi2.Connection, table: str, trusted: bool) -> Digest:
    rows, total = 0, hashlib.sha256()
    for lines in _lines(connection, table, trusted):
        rows += len(lines)
        total.update("\n".join(lines).encode("utf-8", "surrogatepass") + b"\n")
    return Digest(rows, total.hexdigest())


def _lines(connection: dbapi2.Connection, table: str, trusted: bool) -> Iterator[list[str]]:
    columns = list(connection.execute(f'PRAGMA table_info("{table}")'))
    values = [_value(table, name, kind, trusted) for _, name, kind, *_ in columns]
    key = [name for _, name, _, _, _, place in columns if place] or ["rowid"]
    order = ", ".join(f'"{name}"' for name in key)
    cursor = connection.execute(
        f'SELECT json_array({", ".join(values)}) FROM "{table}" ORDER BY {order}'  # noqa: S608
    )
    while fetched := cursor.fetchmany(ROWS):
        yield [row[0] for row in fetched]


def _value(table: str, name: str, kind: str, trusted: bool) -> str:
    """How a column is written: numbers and texts as JSON has them, bytes by their hash."""
    if kind != "BLOB":
        return f'"{name}"'
    if trusted and table == "originals":
        return "sha256"
    return f'sha256("{name}")'


def _sha256(data: bytes | None) -> str:
    return hashlib.sha256(data or b"").hexdigest()
