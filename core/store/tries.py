"""Tries of backups and rehearsals: rows and values."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.engine import Connection

from core.domain.backup_schedule import Occasion
from core.store.tables import backup_tries, rehearsals

ABSENT = "absent"
"""The error of a try for which the folder was not there."""


@dataclass(frozen=True, slots=True)
class Try:
    """A backup that was made (`file`) or was not (`error`, a code; ABSENT) in a folder."""

    at: datetime
    folder: Path
    occasion: Occasion
    file: Path | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A backup that was restored for a trial and compared; `file` is its name.

    `failed` names the table or check that did not hold, or the code of an error. `by_sheet`: with
    the code of the recovery sheet, typed, and not with the key of the keyring.
    """

    at: datetime
    file: str
    made_at: datetime
    by_sheet: bool
    key_id: str
    failed: str | None
    invoices: int
    originals: int
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether everything held."""
        return self.failed is None


class Tries:
    """The tries and rehearsals as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, made: Try) -> None:
        """Note a try; of absences that follow each other in a folder the first is kept."""
        if made.error == ABSENT and self._absent_already(made.folder):
            return
        self._connection.execute(
            insert(backup_tries).values(
                at=made.at.isoformat(timespec="seconds"),
                folder=str(made.folder),
                occasion=made.occasion.value,
                file=made.file and str(made.file),
                error=made.error,
            )
        )

    def all(self) -> list[Try]:
        """Give them in their order."""
        query = select(backup_tries).order_by(backup_tries.c.id)
        return [_try(row) for row in self._connection.execute(query)]

    def add_rehearsal(self, made: Rehearsal) -> None:
        """Note a rehearsal."""
        self._connection.execute(
            insert(rehearsals).values(
                at=made.at.isoformat(timespec="seconds"),
                file=made.file,
                made_at=made.made_at.isoformat(timespec="seconds"),
                by_sheet=made.by_sheet,
                key_id=made.key_id,
                failed=made.failed,
                invoices=made.invoices,
                originals=made.originals,
                seconds=round(made.seconds * 1000),
            )
        )

    def rehearsals(self) -> list[Rehearsal]:
        """Give the rehearsals, newest first."""
        query = select(rehearsals).order_by(rehearsals.c.id.desc())
        return [_rehearsal(row) for row in self._connection.execute(query)]

    def _absent_already(self, folder: Path) -> bool:
        query = select(backup_tries.c.error).where(backup_tries.c.folder == str(folder))
        newest = query.order_by(backup_tries.c.id.desc()).limit(1)
        return bool(self._connection.execute(newest).scalar() == ABSENT)


def _try(row: Row[Any]) -> Try:
    file = Path(row.file) if row.file else None
    at, occasion = datetime.fromisoformat(row.at), Occasion(row.occasion)
    return Try(at, Path(row.folder), occasion, file, row.error)


def _rehearsal(row: Row[Any]) -> Rehearsal:
    return Rehearsal(
        datetime.fromisoformat(row.at),
        row.file,
        datetime.fromisoformat(row.made_at),
        bool(row.by_sheet),
        row.key_id,
        row.failed,
        row.invoices,
        row.originals,
        row.seconds / 1000,
    )
