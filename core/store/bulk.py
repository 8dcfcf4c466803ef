"""Writing many rows at once at the driver's speed."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Dialect, Table, insert
from sqlalchemy.engine import Connection


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows whose values stand in the table's column order, as the database keeps them.

    The statement is SQLAlchemy's; only its value processing is left out, which costs more than
    the insert itself.
    """
    if rows:
        connection.exec_driver_sql(_statement(connection.dialect, table), list(rows))


@cache
def _statement(dialect: Dialect, table: Table) -> str:
    return str(insert(table).values({c.name: None for c in table.c}).compile(dialect=dialect))
