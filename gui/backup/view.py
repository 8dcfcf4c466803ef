"""What the backup page shows, gathered on a thread: nothing of it asks a disk again."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.backup_schedule import LATE, Occasion
from core.domain.query import Query

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.app import Core
    from core.services.automatic import BackupState
    from core.store.known_backups import KnownBackup


@dataclass(frozen=True, slots=True)
class Row:
    """A known backup; `there` says whether its file could be seen when the page looked.

    `occasion` is why it was made, where that is known.
    """

    known: "KnownBackup"
    there: bool
    now: datetime
    occasion: Occasion | None = None

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.known.file.parent


@dataclass(frozen=True, slots=True)
class Failure:
    """A day on which every try failed, and the code of the error."""

    day: date
    code: str
    now: datetime


@dataclass(frozen=True, slots=True)
class View:
    """The whole page; `newest` reaches furthest, `rows` newest first, `invoices` those of now."""

    now: datetime
    state: "BackupState"
    newest: Row | None
    rows: tuple[Row, ...]
    invoices: int

    def lines(self) -> list[Row | Failure]:
        """The backups and the days that failed, newest first."""
        failed = [Failure(day.day, day.code, self.now) for day in self.state.history if day.code]
        lines: list[Row | Failure] = [*self.rows, *failed]
        return sorted(lines, key=self._day_of, reverse=True)

    def _day_of(self, line: Row | Failure) -> date:
        if isinstance(line, Failure):
            return line.day
        return line.known.made_at.astimezone(self.now.tzinfo).date()

    @property
    def is_late(self) -> bool:
        """Whether too many days went by since the last proven backup."""
        return self.state.days is not None and self.state.days > LATE

    @property
    def wants(self) -> int:
        """How many things need a person now: what is late, what failed, what was never begun."""
        state = self.state
        if state.last is None:
            return int(self.invoices > 0)
        failed = any(folder.failed and folder.present for folder in state.folders)
        unproven = state.rehearsal is not None and not state.rehearsal.ok
        return sum((self.is_late, failed, unproven))


def look(core: "Core") -> View:
    """Gather what the page shows; called on a thread, for a disk may be slow to answer."""
    now, state = core.now(), core.automatic.state()
    why = state.occasions
    rows = tuple(
        Row(known, known.there, now, why.get(known.file)) for known in core.backups.known()
    )
    return View(now, state, _newest(state, rows, now), rows, core.lookup.find(Query(), 1).total)


def _newest(state: "BackupState", rows: tuple[Row, ...], now: datetime) -> Row | None:
    """The backup that reaches furthest; of several one that is in sight."""
    last = state.last
    if last is None:
        return None
    as_far = (row for row in rows if row.there and row.known.audit_seq == last.audit_seq)
    return next(as_far, Row(last, last.there, now))
