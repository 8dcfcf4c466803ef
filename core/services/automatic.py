"""Backups that are made by themselves, in several folders, and how it all stands."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Lock

from core import settings
from core.domain.backup_schedule import Moment, Occasion, Rules, Standing, due, next_time
from core.domain.retention import Aged, needless
from core.errors import (
    AppError,
    BackupInFolder,
    FolderUnwritable,
    LedgerDamaged,
    NoBackupFolder,
)
from core.logs import log
from core.progress import Report, ignore
from core.services.backups import Backups, Made
from core.services.rehearsing import Rehearsal, Rehearsals
from core.services.restoring import ABOUT_BACKUPS
from core.store.database import Transaction
from core.store.generations import Origin, disk_errors, generations, read_about
from core.store.known_backups import KnownBackup
from core.store.ledger import Clock, Ledger
from core.store.tries import ABSENT, Try

DAYS = 30
"""So many days are shown."""


class DayMark(StrEnum):
    """What happened on a day."""

    MADE = "made"
    FAILED = "failed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the last ones; `code` is the error of a failure."""

    day: date
    mark: DayMark
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one folder: a backup, or why there is none."""

    folder: Path
    at: datetime
    occasion: Occasion
    made: Made | None = None
    error: AppError | None = None

    @property
    def absent(self) -> bool:
        """Whether the folder was not there: its disk is not plugged in, or the network away."""
        return self.made is None and self.error is None


@dataclass(frozen=True, slots=True)
class FolderState:
    """How a folder for backups stands; `failed` is the code of the last try if that failed."""

    folder: Path
    present: bool
    absent_since: datetime | None
    last: KnownBackup | None
    failed: str | None
    free: int | None


@dataclass(frozen=True, slots=True)
class BackupState:
    """Everything that is to be said about backups; `occasions` says why each file was made."""

    last: KnownBackup | None
    days: int | None
    changes: int
    folders: tuple[FolderState, ...]
    next: datetime | None
    history: tuple[Day, ...]
    occasions: Mapping[Path, Occasion]
    rehearsal: Rehearsal | None
    rehearsal_due: bool
    sheet_proven: datetime | None
    sheet_due: bool
    rules: Rules
    undo: bool


class Automatic:
    """Makes the backups that are due, lets go of those that are needless, and says how it stands.

    It is asked at the start, every few minutes, and at the end of the program; it never waits.
    """

    def __init__(
        self, ledger: Ledger, backups: Backups, rehearsals: Rehearsals, now: Clock
    ) -> None:
        self._ledger = ledger
        self._backups = backups
        self._rehearsals = rehearsals
        self._now = now
        self._busy = Lock()

    def folders(self) -> tuple[Path, ...]:
        """The folders that backups go to."""
        return settings.backup_folders(settings.load(self._ledger.folder))

    def add_folder(self, folder: Path) -> None:
        """Send backups there too; raises BackupInFolder, FolderUnwritable, DiskFull."""
        where, data = folder.resolve(), self._ledger.folder.resolve()
        if where == data or data in where.parents:
            raise BackupInFolder(folder=str(folder))
        if not where.is_dir():
            raise FolderUnwritable(folder=str(folder))
        if where not in (each.resolve() for each in self.folders()):
            self._keep_folders([*self.folders(), where])

    def remove_folder(self, folder: Path) -> None:
        """Send backups there no more; those that are there stay. Raises FolderUnwritable."""
        self._keep_folders([x for x in self.folders() if x != folder])

    def rules(self) -> Rules:
        """When backups are made by themselves."""
        return _rules(settings.load(self._ledger.folder).backup_rules)

    def set_rules(self, rules: Rules) -> None:
        """Make them otherwise from now on; raises FolderUnwritable, DiskFull."""
        self._save(replace(settings.load(self._ledger.folder), backup_rules=_as_text(rules)))

    def run_due(self, moment: Moment, report: Report = ignore) -> tuple[Run, ...]:
        """Make what is due; what goes wrong stands in the runs. Raises Cancelled alone.

        Nothing is due while a backup is being made; closing waits for that one.
        """
        if not self._busy.acquire(blocking=moment is Moment.CLOSING):
            return ()
        try:
            found, now, rules = self._look(), self._now(), self.rules()
            runs = []
            for folder in self.folders():
                occasion = due(rules, found.standing(folder), now, moment)
                if occasion is not None:
                    runs.append(self._run(folder, occasion, report))
            return tuple(runs)
        finally:
            self._busy.release()

    def run_now(
        self, occasion: Occasion = Occasion.HAND, report: Report = ignore
    ) -> tuple[Run, ...]:
        """Make a backup in every folder that is there; raises NoBackupFolder, Cancelled."""
        if not self.folders():
            raise NoBackupFolder()
        with self._busy:
            return tuple(self._run(folder, occasion, report) for folder in self.folders())

    def days(self) -> int | None:
        """Say how many days ago the last proven backup was made; None for none."""
        return _days(self._look().last, self._now())

    def in_sight(self) -> bool:
        """Say whether a backup that reaches as far as the last can be seen now."""
        found = self._look()
        last = found.last
        return last is not None and any(
            each.there for each in found.known if each.audit_seq == last.audit_seq
        )

    def state(self) -> BackupState:
        """Say how it stands."""
        found, now, rules = self._look(), self._now(), self.rules()
        folders, last = tuple(found.folder(each) for each in self.folders()), found.last
        standings = [found.standing(x.folder) for x in folders if x.present]
        rehearsals = self._rehearsals.standing(now)
        return BackupState(
            last=last,
            days=_days(last, now),
            changes=found.changes(last),
            folders=folders,
            next=next_time(rules, standings, now),
            history=found.history(now.date()),
            occasions={each.file: each.occasion for each in found.tries if each.file is not None},
            rehearsal=rehearsals.newest,
            rehearsal_due=rehearsals.due and last is not None,
            sheet_proven=rehearsals.sheet_proven,
            sheet_due=rehearsals.sheet_due,
            rules=rules,
            undo=_can_undo(self._ledger),
        )

    def _run(self, folder: Path, occasion: Occasion, report: Report) -> Run:
        at = self._now()
        if not _present(folder):
            self._note(Try(at, folder, occasion, error=ABSENT))
            return Run(folder, at, occasion)
        try:
            made = self._backups.make(folder, report)
        except AppError as error:
            self._note(Try(at, folder, occasion, error=error.code))
            return Run(folder, at, occasion, error=error)
        self._note(Try(at, folder, occasion, made.file.resolve()))
        if occasion is not Occasion.RESTORE:  # what is about to be restored must not go
            self._prune(folder)
        return Run(folder, at, occasion, made)

    def _prune(self, folder: Path) -> None:
        """Let go of what is needless in a folder; what cannot be deleted now goes another time."""
        found = self._look()
        there = [known for known in found.in_folder(folder) if known.there]
        aged = [
            Aged(place, known.made_at, known.audit_seq, by_hand=found.by_hand(known))
            for place, known in enumerate(there)
        ]
        for each in needless(aged):
            with suppress(AppError):
                self._backups.discard(there[each.number])

    def _note(self, made: Try) -> None:
        try:
            with self._ledger.store.trying() as tries:
                tries.add(made)
        except AppError as error:
            log.warning("a try of a backup is not noted: %s", error.code)

    def _look(self) -> "_Found":
        with self._ledger.store.reading() as work:
            return _Found.of(work)

    def _keep_folders(self, folders: Sequence[Path]) -> None:
        self._save(settings.with_backup_folders(settings.load(self._ledger.folder), folders))

    def _save(self, changed: settings.Settings) -> None:
        with disk_errors(self._ledger.folder):
            settings.save(self._ledger.folder, changed)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the ledger knows: backups in the order of their making, tries, changes since.

    A backup of which the trail says nothing holds what a restore has put aside: how far it reaches
    says nothing about this ledger. One whose file was deleted is none.
    """

    known: tuple[KnownBackup, ...]
    tries: tuple[Try, ...]
    changes_after: Mapping[int, int]

    @classmethod
    def of(cls, work: Transaction) -> "_Found":
        found = work.backups.in_order()
        since = min((each.audit_seq for each in found), default=0)
        named = work.trail.values("backup", ("backup", "restore"), since)
        known = tuple(_in_sight([each for each in found if each.file.name in named]))
        newest = {each.file.parent: each.audit_seq for each in known}
        reached = {0, max((each.audit_seq for each in known), default=0), *newest.values()}
        changes = {seq: work.trail.count_after(seq, ABOUT_BACKUPS) for seq in reached}
        return cls(known, tuple(work.tries.all()), changes)

    @property
    def last(self) -> KnownBackup | None:
        """The backup that reaches furthest: a clock may have been set back between them."""
        return max(self.known, key=lambda x: (x.audit_seq, self.place(x)), default=None)

    def place(self, known: KnownBackup) -> int:
        """Where it stands in the order of making."""
        return self.known.index(known)

    def in_folder(self, folder: Path) -> list[KnownBackup]:
        where = folder.resolve()
        return [each for each in self.known if each.file.parent == where]

    def changes(self, since: KnownBackup | None) -> int:
        return self.changes_after[since.audit_seq if since else 0]

    def by_hand(self, known: KnownBackup) -> bool:
        """Whether it was made by hand, or it is not known how."""
        made = [x.occasion for x in self.tries if x.file == known.file]
        return not made or made[-1] is Occasion.HAND

    def standing(self, folder: Path) -> Standing:
        last = next(reversed(self.in_folder(folder)), None)
        newest = self._newest_try(folder)
        failed = newest is not None and newest.error not in (None, ABSENT)
        tried = newest.at if newest and failed else None
        return Standing(last.made_at if last else None, tried, self.changes(last))

    def folder(self, folder: Path) -> FolderState:
        last, present = next(reversed(self.in_folder(folder)), None), _present(folder)
        newest = self._newest_try(folder)
        gone = newest is not None and newest.error == ABSENT
        failed = newest.error if newest and not gone else None
        absent_since = None if present or not newest or not gone else newest.at
        return FolderState(folder, present, absent_since, last, failed, _free(folder))

    def history(self, today: date) -> tuple[Day, ...]:
        days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
        return tuple(self._day(day) for day in days)

    def _day(self, day: date) -> Day:
        tries = [each for each in self.tries if each.at.date() == day]
        made = any(each.file for each in tries)
        if made or any(each.made_at.date() == day for each in self.known):
            return Day(day, DayMark.MADE)
        failed = [each.error for each in tries if each.error not in (None, ABSENT)]
        return Day(day, DayMark.FAILED, failed[-1]) if failed else Day(day, DayMark.NONE)

    def _newest_try(self, folder: Path) -> Try | None:
        return next((x for x in reversed(self.tries) if x.folder == folder), None)


def _days(last: KnownBackup | None, now: datetime) -> int | None:
    if last is None:
        return None
    return max(0, (now.date() - last.made_at.astimezone(now.tzinfo).date()).days)


def _in_sight(found: Sequence[KnownBackup]) -> Iterator[KnownBackup]:
    """Leave out the files that are gone from a folder that is there: somebody deleted them.

    Of a folder that is not there nothing is known: its disk may lie in a drawer.
    """
    present = {folder: _present(folder) for folder in {each.file.parent for each in found}}
    return (each for each in found if not present[each.file.parent] or each.there)


def _present(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _can_undo(ledger: Ledger) -> bool:
    with suppress(LedgerDamaged):
        about = read_about(ledger.folder, ledger.current.generation)
        return about.origin is Origin.RESTORED and about.before in generations(ledger.folder)
    return False


def _rules(text: str | None) -> Rules:
    """Read them as they were kept; what cannot be read takes its default."""
    try:
        found = json.loads(text or "{}")
        return Rules(
            bool(found.get("daily", True)),
            time.fromisoformat(found.get("at", Rules().at.isoformat())),
            bool(found.get("on_closing", True)),
            int(found.get("after_changes", Rules().after_changes)),
            bool(found.get("rehearsals", True)),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Rules()


def _as_text(rules: Rules) -> str:
    return json.dumps(
        {
            "daily": rules.daily,
            "at": rules.at.isoformat("minutes"),
            "on_closing": rules.on_closing,
            "after_changes": rules.after_changes,
            "rehearsals": rules.rehearsals,
        }
    )
