"""Interim shapes until the core's own arrive with the merge."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from core.store.known_backups import KnownBackup


class DayMark(StrEnum):
    MADE = "made"
    FAILED = "failed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    mark: DayMark
    code: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    daily: bool = True
    at: time = time(12, 30)
    on_closing: bool = True
    after_changes: int = 100
    rehearsals: bool = True


@dataclass(frozen=True, slots=True)
class FolderState:
    folder: Path
    present: bool
    absent_since: datetime | None
    last: KnownBackup | None
    failed: str | None
    free: int | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    at: datetime
    file: str
    made_at: datetime
    by_sheet: bool
    key_id: str
    ok: bool
    failed: str | None
    invoices: int
    originals: int
    seconds: float


@dataclass(frozen=True, slots=True)
class BackupState:
    last: KnownBackup | None
    days: int | None
    changes: int
    folders: tuple[FolderState, ...]
    next: datetime | None
    history: tuple[Day, ...]
    rehearsal: Rehearsal | None
    rehearsal_due: bool
    sheet_proven: datetime | None
    sheet_due: bool
    rules: Rules
    undo: bool
