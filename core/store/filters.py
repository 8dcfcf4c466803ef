"""Saved filters: a name for a query, as JSON; they stand in the ledger, for they name parties."""

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from core.store.tables import saved_filters


class FilterTable:
    """The saved filters as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection

    def all(self) -> dict[str, str]:
        """Give the text of each filter by its name, in the order of their making."""
        query = select(saved_filters).order_by(saved_filters.c.id)
        return {row.name: row.query for row in self._connection.execute(query)}

    def put(self, name: str, query: str) -> None:
        """Keep a filter, in the place of one of the same name."""
        self.remove(name)
        self._connection.execute(insert(saved_filters).values(name=name, query=query))

    def remove(self, name: str) -> bool:
        """Remove a filter; False if there was none."""
        gone = delete(saved_filters).where(saved_filters.c.name == name)
        return bool(self._connection.execute(gone).rowcount)
