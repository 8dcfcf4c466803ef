"""Both sides of the reconciliation as plain tuples (`domain.slim.Slim`), straight from the rows.

Texts and numbers that occur again and again are kept once: a million rows take 350 MB, not 600.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, Table, func, select
from sqlalchemy.engine import Connection

from core.domain.discrepancy import Answer, Verdict
from core.domain.invoice import InvoiceKey, Status
from core.domain.slim import Parties, Slim, normal
from core.store.chunks import chunks
from core.store.tables import invoices, parties, records, verifications

ROWS: Final = 20_000
"""How many rows are turned at once."""


class Sides:
    """Both sides as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ours(self, ids: Sequence[int] | None = None) -> list[Slim]:
        """Give the invoices outside the recycle bin, all or those of these rows."""
        living = invoices.c.deleted_at.is_(None)
        return _slims(self._connection, invoices, living, ids)

    def theirs(self, ids: Sequence[int] | None = None) -> list[Slim]:
        """Give the records that the newest lists hold, all or those of these rows.

        A status that no list spoke of is given as normal.
        """
        return _slims(self._connection, records, records.c.gone.is_(None), ids)

    def at_most(self, count: int) -> bool:
        """Say whether both sides together hold no more rows than that, without counting on."""
        held = 0
        for table in (invoices, records):
            some = select(table.c.id).limit(count + 1 - held).subquery()
            held += self._connection.execute(select(func.count()).select_from(some)).scalar_one()
        return held <= count

    def parties(self) -> Parties:
        """Give name and tax id of every party as they are compared."""
        query = select(parties.c.id, parties.c.name, parties.c.tax_id)
        rows = self._connection.execute(query)
        return {row[0]: (normal(row[1]), normal(row[2])) for row in rows}

    def answers(self, ids: Sequence[int]) -> dict[int, Answer]:
        """Give the newest conclusive answer of a verification about each of our invoices."""
        known = [verdict.value for verdict in Verdict]
        query = (
            select(*(verifications.c[name] for name in ("invoice", "state", "at", "provider")))
            .where(verifications.c.state.in_(known))
            .order_by(verifications.c.id)
        )
        return {
            row.invoice: Answer(Verdict(row.state), datetime.fromisoformat(row.at), row.provider)
            for chunk in chunks(ids)
            for row in self._connection.execute(query.where(verifications.c.invoice.in_(chunk)))
        }


def _slims(
    connection: Connection, table: Table, living: Any, ids: Sequence[int] | None
) -> list[Slim]:
    query = _query(table).where(living).order_by(table.c.id)
    parts = [None] if ids is None else list(chunks(ids))
    found: list[Slim] = []
    once = _Once()
    for part in parts:
        some = query if part is None else query.where(table.c.id.in_(part))
        for rows in _fetched(connection, some):
            found.extend(once.turned(rows))
    return found


def _query(table: Table) -> Select[Any]:
    """Ask for plain columns alone: what the database computes for each row is paid for in time."""
    names = ("id", "number", "code", "paper_number", "direction", "kind", "status", "issued_on")
    columns = (*names, "net", "tax", "total", "seller", "buyer")
    return select(*(table.c[name] for name in columns))


def _fetched(connection: Connection, query: Select[Any]) -> Iterator[list[Any]]:
    """Fetch from the driver itself: its tuples need no wrapping."""
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    driver: Any = connection.connection.driver_connection
    cursor = driver.execute(str(compiled))
    while rows := cursor.fetchmany(ROWS):
        yield rows


class _Once:
    """Turns rows column by column, each text and number that comes again being kept once."""

    def __init__(self) -> None:
        texts: dict[Any, Any] = {}
        numbers: dict[Any, Any] = {}
        states: dict[Any, Any] = {None: Status.NORMAL.value}
        self._days = _Days()
        self._columns: dict[int, Callable[[Any, Any], Any]] = {
            4: texts.setdefault,
            5: texts.setdefault,
            6: states.setdefault,
            11: numbers.setdefault,
            12: numbers.setdefault,
        }

    def turned(self, rows: list[Any]) -> Iterator[Slim]:
        columns: list[Any] = list(zip(*rows, strict=True))
        for place, once in self._columns.items():
            columns[place] = map(once, columns[place], columns[place])
        columns[7] = map(self._days.__getitem__, columns[7])
        columns[1:4] = _names(*columns[1:4])
        return zip(*columns, strict=True)


def _names(numbers: Any, codes: Any, papers: Any) -> tuple[Any, Any]:
    """Give the first and the second name of each key, as `InvoiceKey.of` has them."""
    if not any(codes):
        return numbers, codes
    pairs = [
        (number, None) if code is None else _both(InvoiceKey.of(code, number, paper).names)
        for number, code, paper in zip(numbers, codes, papers, strict=True)
    ]
    first, second = zip(*pairs, strict=True)
    return first, second


def _both(names: tuple[str, ...]) -> tuple[str, str | None]:
    return names[0], names[1] if len(names) > 1 else None


class _Days(dict[str, int]):
    """The ordinal of an ISO day."""

    def __missing__(self, text: str) -> int:
        self[text] = found = date.fromisoformat(text).toordinal()
        return found
