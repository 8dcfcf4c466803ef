"""Rehearsing a restore (恢复演练): a backup is restored for a trial, compared, and removed.

The trial ledger stands in a folder of its own in the data folder, under a key that nobody keeps:
what a kill leaves of it is noise, and goes at the next start.
"""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.domain.topic import Topic
from core.errors import AppError, BackupDamaged, FolderNeedsRest, KeyWrong, LedgerDamaged, NoBackup
from core.progress import Progress, Report, ignore
from core.secrets import Key, KeySource, MemoryKeys, key_of
from core.services.restoring import key_of_backup
from core.store import backup, schema
from core.store.backup import Contents
from core.store.database import Store
from core.store.generations import FolderLock, disk_errors
from core.store.known_backups import KnownBackup
from core.store.ledger import Clock, Ledger
from core.store.tries import Rehearsal

__all__ = ["Rehearsal", "Rehearsals", "clear_rehearsals"]

REHEARSAL = "rehearsal"
LOCK = "rehearsing"
"""Held while a rehearsal is under way, so that a living one is told from a killed one."""
MONTH = timedelta(days=31)
YEAR = timedelta(days=365)
PATIENCE = timedelta(days=1)
"""A rehearsal that failed is not tried again by itself before."""
PAGE = 1_000
SHEET_KEPT = "sheet_kept"
BEGINNING = 10
"""So many lines of the trail are looked through for it; the whole trail may be long."""


@dataclass(frozen=True, slots=True)
class RehearsalsStand:
    """What was rehearsed, and whether it is time again."""

    newest: Rehearsal | None
    due: bool
    sheet_proven: datetime | None
    sheet_due: bool


class Rehearsals:
    """Rehearses restores of an open ledger's backups, and knows those that were."""

    def __init__(self, ledger: Ledger, keys: KeySource, now: Clock) -> None:
        self._ledger = ledger
        self._keys = keys
        self._now = now

    def run(
        self, code: str | None = None, file: Path | None = None, report: Report = ignore
    ) -> Rehearsal:
        """Rehearse with a backup, or the newest that is there; what does not hold is a result.

        `code` is typed from the recovery sheet and used in the place of the keyring's key: the
        sheet is proven with it. Raises InvalidRecoveryCode, KeyWrong (a code of another key),
        NoBackup, KeyMissing and its like, NoRoom, DiskFull, FolderUnwritable, FolderNeedsRest
        (a rehearsal is under way); nothing of it then remains, and nothing is noted.
        """
        started, at = time.monotonic(), self._now()
        keys = self._keys if code is None else self._of_sheet(code)
        where = file or self._newest(of_living_key=code is not None)
        key = key_of_backup(where, keys, self._ledger.folder)
        contents, failed = None, None
        try:
            contents = backup.read_contents(where, key)
            self._try_out(where, key, contents, report)
        except (BackupDamaged, LedgerDamaged) as error:
            failed = str(error.facts["what"])
        found = Rehearsal(
            at,
            where.name,
            datetime.fromisoformat(contents.made_at) if contents else at,
            code is not None,
            contents.key_id if contents else self._ledger.current.key_id,
            failed,
            contents.invoices if contents else 0,
            contents.originals if contents else 0,
            time.monotonic() - started,
        )
        self._note(found)
        return found

    def run_due(self, report: Report = ignore) -> Rehearsal | None:
        """Rehearse where a month has passed and a backup is there; None where it is not time."""
        now = self._now()
        stand = self.standing(now)
        recent = stand.newest is not None and abs(now - stand.newest.at) < PATIENCE
        if not stand.due or recent or not any(x.there for x in self._known()):
            return None
        try:
            return self.run(report=report)
        except (NoBackup, FolderNeedsRest):
            return None

    def note_sheet(self) -> None:
        """Note, right after the ledger was made, that groups of its sheet were typed back."""
        with self._ledger.store.writing() as work:
            key_id = self._ledger.current.key_id
            work.record(SHEET_KEPT, None, Topic.BACKUPS, key_id=key_id)

    def all(self) -> tuple[Rehearsal, ...]:
        """Give the rehearsals, newest first."""
        with self._ledger.store.reading() as work:
            return tuple(work.tries.rehearsals())

    def standing(self, now: datetime) -> RehearsalsStand:
        """Say what was rehearsed and what is due; the sheet is proven for one key alone."""
        found, key_id = self.all(), self._ledger.current.key_id
        held = next((x.at for x in found if x.ok), None)
        sheet = next((x.at for x in found if x.ok and x.by_sheet and x.key_id == key_id), None)
        sheet = sheet or self._sheet_noted(key_id)
        return RehearsalsStand(
            next(iter(found), None),
            held is None or abs(now - held) >= MONTH,
            sheet,
            sheet is None or abs(now - sheet) >= YEAR,
        )

    def _sheet_noted(self, key_id: str) -> datetime | None:
        """When the sheet of this key was proven as the ledger was made."""
        with self._ledger.store.reading() as work:
            for line in work.trail.between(1, BEGINNING):
                if line.action == SHEET_KEPT and json.loads(line.details)["key_id"] == key_id:
                    return datetime.fromisoformat(line.at)
        return None

    def _of_sheet(self, code: str) -> KeySource:
        key = key_of(code)
        if key.check() != self._ledger.current.key_check:
            raise KeyWrong(folder=str(self._ledger.folder))
        return MemoryKeys(any_id=key)

    def _newest(self, *, of_living_key: bool) -> Path:
        ours = self._ledger.current.key_id
        for known in self._known():
            if known.there and (known.key_id == ours or not of_living_key):
                return known.file
        raise NoBackup(file="")

    def _known(self) -> list[KnownBackup]:
        with self._ledger.store.reading() as work:
            return list(reversed(work.backups.in_order()))

    def _try_out(self, file: Path, key: Key, contents: Contents, report: Report) -> None:
        """Restore and compare; raises BackupDamaged, LedgerDamaged naming what did not hold."""
        older = schema.is_older(contents.schema)
        with _trial(self._ledger.folder, file.stat().st_size) as made:
            trial = Key.new()
            backup.copy_out(file, key, made, trial, report)
            if older:
                schema.upgrade(made, trial)
            schema.prove(made, trial, report)
            _read_through(made, trial, self._now, contents, report)

    def _note(self, found: Rehearsal) -> None:
        with self._ledger.store.writing() as work:
            work.tries.add_rehearsal(found)
            details = {"ok": found.ok, "by_sheet": found.by_sheet}
            work.record("rehearse", None, Topic.BACKUPS, backup=found.file, **details)


def clear_rehearsals(folder: Path) -> None:
    """Remove what a killed rehearsal left; one that is under way stays."""
    if (folder / REHEARSAL).exists():
        with suppress(AppError), _alone(folder):
            shutil.rmtree(folder / REHEARSAL, ignore_errors=True)


def _read_through(file: Path, key: Key, now: Clock, contents: Contents, report: Report) -> None:
    """Read every invoice of the trial ledger, the audit trail and the search index."""
    store = Store(file, key, now, "")
    try:
        with store.reading() as work:
            ids = work.invoices.all_ids()
            for start in range(0, len(ids), PAGE):
                report(Progress("rehearse_records", start, len(ids)))
                work.invoices.load(ids[start : start + PAGE])
            report(Progress("rehearse_records", len(ids), len(ids)))
            _require(work.invoices.count() == contents.invoices, "invoices")
            _require(work.trail.broken_at() is None, "audit")
            head = (contents.audit_seq, contents.audit_hash)
            _require(not contents.audit_seq or work.trail.head() == head, "audit_head")
            _require(not work.search.verify(), "search")
    finally:
        store.close()


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise LedgerDamaged(folder="", what=what)


@contextmanager
def _trial(folder: Path, size: int) -> Iterator[Path]:
    """Give the file of a trial ledger to write; in any case nothing of it remains."""
    with _alone(folder):
        trial = folder / REHEARSAL
        shutil.rmtree(trial, ignore_errors=True)
        backup.require_room_for(folder, size)
        with disk_errors(folder):
            try:
                trial.mkdir()
                yield trial / "ledger.db"
            finally:
                shutil.rmtree(trial, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = FolderLock.alone(folder, LOCK)
    try:
        yield
    finally:
        lock.release()
