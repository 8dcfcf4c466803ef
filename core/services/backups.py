"""Backing up (备份): one proven file, and the generations and keys that it makes needless."""

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from core import settings
from core.domain.topic import Topic
from core.errors import AppError, KeyMissing, LedgerDamaged, NewestBackup, NoBackupFolder
from core.logs import log
from core.progress import Report, ignore
from core.secrets import Key, KeySource, KeyStore
from core.store import backup
from core.store.backup import Contents
from core.store.generations import disk_errors, generations, read_about, remove_generation
from core.store.known_backups import KnownBackup
from core.store.ledger import Clock, Ledger
from core.version import VERSION

KEPT = 2
"""How many generations before the living one are kept, beside what undo returns to."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and proven."""

    file: Path
    bytes: int
    invoices: int
    originals: int
    seconds: float


class Backups:
    """Makes proven backups of an open ledger, and knows those that were made."""

    def __init__(self, ledger: Ledger, keys: KeySource, now: Clock) -> None:
        """Back up this ledger; retired keys are dropped from `keys` when nothing needs them."""
        self._ledger = ledger
        self._keys = keys
        self._now = now

    def make(self, folder: Path | None = None, report: Report = ignore) -> Made:
        """Write one proven backup now; the first folder that is named becomes the default.

        Raises NoBackupFolder and what `backup.write` raises. Only a proven backup lets go of
        older generations and of keys that nothing needs any more.
        """
        started, ledger = time.monotonic(), self._ledger
        file, contents = backup.write(
            ledger.file,
            ledger.key,
            ledger.current.key_id,
            self._folder(folder),
            data=ledger.folder,
            now=self._now(),
            version=VERSION,
            report=report,
        )
        size = file.stat().st_size
        self._note(file, contents, size)
        self._keep_folder(folder)
        self._let_go()
        seconds = time.monotonic() - started
        return Made(file, size, contents.invoices, contents.originals, seconds)

    def known(self) -> list[KnownBackup]:
        """Give the backups that were made, newest first."""
        with self._ledger.store.reading() as work:
            return work.backups.all()

    def prove_newest(self, report: Report = ignore) -> KnownBackup | None:
        """Prove the newest known backup once more; raises BackupDamaged and its like."""
        newest = next(iter(self.known()), None)
        if newest is not None and newest.there:
            backup.prove(newest.file, self._key_of(newest.key_id), report)
        return newest

    def discard(self, known: KnownBackup) -> None:
        """Delete a known backup, never the newest proven one of the living key.

        The newest is the one made last, by the clock and by the order of making, and the one that
        reaches furthest: a clock may have been set back between them, and what a restore put
        aside reaches further. Raises NewestBackup, FolderUnwritable.
        """
        with self._ledger.store.reading() as work:
            found, key_id = work.backups.in_order(), self._ledger.current.key_id
        ours = [x for x in found if x.there and x.key_id == key_id]
        by_clock = sorted(ours, key=lambda x: x.made_at)
        by_reach = sorted(ours, key=lambda x: x.audit_seq)
        newest = [*ours[-1:], *by_clock[-1:], *by_reach[-1:]]
        if not newest or known.file in [x.file for x in newest]:
            raise NewestBackup(file=known.file.name)
        with disk_errors(known.file.parent):
            known.file.unlink(missing_ok=True)
        self._forget(known, "discard_backup")
        self._let_go()

    def _key_of(self, key_id: str) -> Key:
        ledger = self._ledger
        if key_id == ledger.current.key_id:
            return ledger.key
        key = self._keys.get(key_id)
        if key == ledger.key:  # a code that was typed answers for every id
            raise KeyMissing(key_id=key_id)
        return key

    def _folder(self, named: Path | None) -> Path:
        if named is not None:
            return named
        kept = settings.load(self._ledger.folder)
        if kept.backups is None:
            raise NoBackupFolder()
        return Path(kept.backups)

    def _keep_folder(self, named: Path | None) -> None:
        """Remember the first folder that took a backup."""
        kept = settings.load(self._ledger.folder)
        if named is not None and kept.backups is None:
            with suppress(OSError):  # the backup stands, whatever becomes of its default folder
                settings.save(self._ledger.folder, replace(kept, backups=str(named.resolve())))

    def _note(self, file: Path, contents: Contents, size: int) -> None:
        known = KnownBackup(
            file.resolve(),
            datetime.fromisoformat(contents.made_at),
            self._ledger.current.key_id,
            size,
            contents.invoices,
            contents.originals,
            contents.audit_seq,
        )
        with self._ledger.store.writing() as work:
            work.backups.add(known)
            work.record("backup", None, Topic.BACKUPS, backup=file.name, bytes=size)

    def _let_go(self) -> None:
        """Remove generations and keys that the proven backup makes needless.

        A generation of another key goes at once, for its code may be in other hands; of the
        others the newest stay, and always the one that undo returns to. Nothing goes where it
        cannot be read what a generation is.
        """
        try:
            self._drop_generations()
            self._drop_keys()
        except LedgerDamaged:
            log.warning("a generation cannot be told: all stay, and their keys")

    def _drop_generations(self) -> None:
        folder, current = self._ledger.folder, self._ledger.current
        before = read_about(folder, current.generation).before
        others = [n for n in generations(folder) if n != current.generation]
        ours = [n for n in others if read_about(folder, n).key_id == current.key_id]
        kept = {*ours[-KEPT:], before} & set(ours)
        for number in others:
            if number not in kept:
                remove_generation(folder, number)
                log.info("generation %d removed after a proven backup", number)

    def _drop_keys(self) -> None:
        """Drop the retired keys that no generation and no known backup needs.

        A backup that cannot be seen is still known until it is discarded: its disk may not be
        plugged in, and another one in its place.
        """
        folder = self._ledger.folder
        needed = {known.key_id for known in self.known()}
        needed |= {read_about(folder, number).key_id for number in generations(folder)}
        with self._ledger.store.reading() as work:
            needless = [key_id for key_id in work.backups.retired() if key_id not in needed]
        for key_id in needless:
            self._drop_key(key_id)

    def _forget(self, known: KnownBackup, action: str) -> None:
        with self._ledger.store.writing() as work:
            work.backups.remove(known.file)
            work.record(action, None, Topic.BACKUPS, backup=known.file.name)

    def _drop_key(self, key_id: str) -> None:
        if isinstance(self._keys, KeyStore):
            try:
                self._keys.forget(key_id)
            except AppError as error:
                log.warning("a retired key stays in the keyring: %s", error.code)
                return
        with self._ledger.store.writing() as work:
            work.backups.forget_key(key_id)
            work.record("forget_key", None, Topic.BACKUPS, key_id=key_id)
