"""How far the watched folder and the mailbox were looked through."""

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from core.store.tables import seen_files, seen_mail


class Seen:
    """What was seen, as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection

    def has_file(self, path: str, size: int, changed: int) -> bool:
        """Say whether a file was brought in as it is now; `changed` in nanoseconds."""
        row = self._connection.execute(select(seen_files).where(seen_files.c.path == path)).first()
        return row is not None and (row.size, row.changed) == (size, changed)

    def note_file(self, path: str, size: int, changed: int) -> None:
        """Note that a file was brought in."""
        self._connection.execute(delete(seen_files).where(seen_files.c.path == path))
        self._connection.execute(insert(seen_files).values(path=path, size=size, changed=changed))

    def mail(self, mailbox: str, validity: int) -> int:
        """Give the last message (UID) that was looked at; 0 for none, or where they count anew."""
        query = select(seen_mail).where(seen_mail.c.mailbox == mailbox)
        row = self._connection.execute(query).first()
        return int(row.uid) if row and row.validity == validity else 0

    def note_mail(self, mailbox: str, validity: int, uid: int) -> None:
        """Note the last message that was looked at."""
        self._connection.execute(delete(seen_mail).where(seen_mail.c.mailbox == mailbox))
        self._connection.execute(
            insert(seen_mail).values(mailbox=mailbox, validity=validity, uid=uid)
        )
