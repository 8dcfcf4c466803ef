"""What the backup page shows, gathered on a thread: nothing of it asks a disk again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.query import Query

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.app import Core
    from core.services.automatic import BackupState
    from core.store.known_backups import KnownBackup

OVERDUE = 7
"""After more than so many days without a proven backup the page asks for a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """A known backup; `there` says whether its file could be seen when the page looked."""

    known: "KnownBackup"
    there: bool
    now: datetime

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.known.file.parent


@dataclass(frozen=True, slots=True)
class View:
    """The whole page; `rows` newest first, `invoices` those of the ledger now."""

    now: datetime
    state: "BackupState"
    rows: tuple[Row, ...]
    invoices: int

    @property
    def newest(self) -> Row | None:
        """The newest proven backup, wherever it is."""
        return self.rows[0] if self.rows else None

    @property
    def is_late(self) -> bool:
        """Whether too many days went by since the last proven backup."""
        return self.state.days is not None and self.state.days > OVERDUE

    @property
    def wants(self) -> int:
        """How many things need a person now: what is late, what failed, what was never proven."""
        state = self.state
        if state.last is None:
            return int(self.invoices > 0)
        failed = any(folder.failed and folder.present for folder in state.folders)
        rehearsed_badly = state.rehearsal is not None and not state.rehearsal.ok
        return sum((self.is_late, failed, rehearsed_badly))


def look(core: "Core") -> View:
    """Gather what the page shows; called on a thread, for a disk may be slow to answer."""
    now = core.now()
    rows = tuple(Row(known, known.there, now) for known in core.backups.known())
    return View(now, _state(core, rows, now), rows, core.lookup.find(Query(), 1).total)


def _state(core: "Core", rows: tuple[Row, ...], now: datetime) -> "BackupState":
    from datetime import timedelta

    from core import settings
    from core.services.automatic import BackupState, Day, DayMark, FolderState, Rules

    kept = settings.load(core.folder).backups
    there = {r.known.made_at.astimezone(now.tzinfo).date() for r in rows}
    last = rows[0].known if rows else None
    folders = ()
    if kept:
        folders = (FolderState(Path(kept), Path(kept).is_dir(), None, last, None, None),)
    days = [now.date() - timedelta(days=x) for x in reversed(range(30))]
    return BackupState(
        last,
        core.days_since_backup(),
        0,
        folders,
        None,
        tuple(Day(d, DayMark.MADE if d in there else DayMark.NONE, None) for d in days),
        None,
        True,
        None,
        True,
        Rules(),
        False,
    )
