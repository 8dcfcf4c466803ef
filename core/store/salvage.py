"""Looking into a damaged ledger: what can still be read, table by table."""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from core.errors import AppError
from core.secrets import Key
from core.store.connection import open_file
from core.store.digests import tables_of

TABLES = (
    *("invoices", "names", "lines", "parties", "tags", "originals", "verifications", "audit"),
    *("records", "decisions", "reviews", "waiting", "outages"),
)


@dataclass(frozen=True, slots=True)
class Readable:
    """How many rows of a table were read before it failed; `whole` if it did not."""

    rows: int
    whole: bool


def readable(file: Path, key: Key) -> dict[str, Readable]:
    """Read each table from its beginning in a connection of its own."""
    return {table: _read(file, key, table) for table in _known_tables(file, key)}


def readable_names(file: Path, key: Key) -> set[str]:
    """Give every name of an invoice that can still be read, from both ends of the table."""
    names: set[str] = set()
    for order in ("", " DESC"):
        sql = f"SELECT name FROM names ORDER BY name{order}"  # noqa: S608
        names.update(str(row[0]) for row in _rows(file, key, sql, _Broken()))
    return names


def readable_invoices(file: Path, key: Key) -> dict[str, int]:
    """Give the invoice of every name that can still be read."""
    rows = _rows(file, key, "SELECT name, invoice FROM names ORDER BY name", _Broken())
    return {str(name): int(str(invoice)) for name, invoice in rows}


def changes_after(file: Path, key: Key, seq: int, but: Iterable[str]) -> int | None:
    """Count the lines of the audit trail after one, without some actions; None if unreadable."""
    broken, passed = _Broken(), set(but)
    rows = list(_rows(file, key, f"SELECT action FROM audit WHERE seq > {int(seq)}", broken))  # noqa: S608
    return None if broken.found else sum(row[0] not in passed for row in rows)


def tax_id_of(file: Path, key: Key) -> str | None:
    """Give the tax id of the company that a ledger belongs to, if it can be read."""
    return next(
        (str(row[0]) for row in _rows(file, key, "SELECT tax_id FROM company", _Broken())), None
    )


class _Broken:
    """Remembers that reading failed."""

    found = False


def _known_tables(file: Path, key: Key) -> list[str]:
    """The tables that the file names, else those that a ledger has."""
    with suppress(AppError, dbapi2.DatabaseError), closing(open_file(file, key, "ro")) as db:
        return tables_of(db) or list(TABLES)
    return list(TABLES)


def _read(file: Path, key: Key, table: str) -> Readable:
    broken = _Broken()
    rows = sum(1 for _ in _rows(file, key, f'SELECT * FROM "{table}"', broken))  # noqa: S608
    return Readable(rows, whole=not broken.found)


def _rows(file: Path, key: Key, sql: str, broken: _Broken) -> Iterator[tuple[object, ...]]:
    try:
        with closing(open_file(file, key, "ro")) as db:
            yield from db.execute(sql)
    except (AppError, RuntimeError, dbapi2.DatabaseError):
        broken.found = True
