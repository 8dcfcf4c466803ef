"""What stands in the form and is not entered yet: one text, so that it survives a crash."""

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from core.store.tables import typed


class Typed:
    """The text as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection

    def get(self) -> str | None:
        """Give the text that was kept last."""
        return self._connection.execute(select(typed.c.text)).scalar()

    def keep(self, text: str) -> None:
        """Keep this text in the place of what was kept."""
        self.forget()
        self._connection.execute(insert(typed).values(id=1, text=text))

    def forget(self) -> None:
        """Keep none."""
        self._connection.execute(delete(typed))
