"""The backups that were made and proven, and the keys that were retired: rows and values."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.engine import Connection

from core.store.tables import backups, retired_keys


@dataclass(frozen=True, slots=True)
class KnownBackup:
    """A backup that was proven when it was made; `there` says whether the file still is."""

    file: Path
    made_at: datetime
    key_id: str
    bytes: int
    invoices: int
    originals: int
    audit_seq: int

    @property
    def there(self) -> bool:
        """Whether the file can be seen now; a disk that is not plugged in cannot."""
        return self.file.is_file()


class BackupTable:
    """The known backups and retired keys as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, found: KnownBackup) -> None:
        """Note a proven backup."""
        self._connection.execute(delete(backups).where(backups.c.file == str(found.file)))
        self._connection.execute(
            insert(backups).values(
                file=str(found.file),
                made_at=found.made_at.isoformat(timespec="seconds"),
                key_id=found.key_id,
                bytes=found.bytes,
                invoices=found.invoices,
                originals=found.originals,
                audit_seq=found.audit_seq,
            )
        )

    def all(self) -> list[KnownBackup]:
        """Give them, newest first."""
        rows = self._connection.execute(
            select(backups).order_by(backups.c.made_at.desc(), backups.c.id.desc())
        )
        return [_known(row) for row in rows]

    def in_order(self) -> list[KnownBackup]:
        """Give them in the order in which they were noted, whatever the clock said."""
        return [
            _known(row) for row in self._connection.execute(select(backups).order_by(backups.c.id))
        ]

    def remove(self, file: Path) -> None:
        """Know a backup no longer."""
        self._connection.execute(delete(backups).where(backups.c.file == str(file)))

    def retire(self, key_id: str, at: datetime) -> None:
        """Note that a key is no longer used for anything new."""
        moment = at.isoformat(timespec="seconds")
        self._connection.execute(insert(retired_keys).values(key_id=key_id, retired_at=moment))

    def retired(self) -> list[str]:
        """Give the ids of the retired keys."""
        return list(self._connection.execute(select(retired_keys.c.key_id)).scalars())

    def forget_key(self, key_id: str) -> None:
        """Know a retired key no longer."""
        self._connection.execute(delete(retired_keys).where(retired_keys.c.key_id == key_id))


def _known(row: Row[tuple[object, ...]]) -> KnownBackup:
    return KnownBackup(
        Path(row.file),
        datetime.fromisoformat(row.made_at),
        row.key_id,
        row.bytes,
        row.invoices,
        row.originals,
        row.audit_seq,
    )
