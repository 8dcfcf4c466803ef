"""A backup of an older ledger, made before it is brought up to the program's schema."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core import settings
from core.domain.backup_schedule import Occasion
from core.domain.topic import Topic
from core.errors import AppError
from core.progress import ignore
from core.secrets import Key
from core.store import backup
from core.store.database import Store
from core.store.known_backups import KnownBackup
from core.store.ledger import Clock
from core.store.tries import Try
from core.version import VERSION


class Beforehand:
    """Backs the older ledger up, and notes it in the one that was brought up.

    The older generation stays in any case, so that nothing here stops a start: a folder that is
    not there, or a ledger that cannot be copied, makes no backup.
    """

    def __init__(self, folder: Path, now: Clock) -> None:
        self._folder = folder
        self._now = now
        self._made: list[KnownBackup] = []

    def make(self, file: Path, key: Key, key_id: str) -> None:
        """Write one proven backup in the first folder for backups that takes it."""
        for place in settings.backup_folders(settings.load(self._folder)):
            with suppress(AppError):
                self._made.append(self._write(file, key, key_id, place))
                return

    def note(self, store: Store) -> None:
        """Note what was made; call it with the ledger that lives now."""
        for made in self._made:
            with store.writing() as work:
                work.backups.add(made)
                work.record("backup", None, Topic.BACKUPS, backup=made.file.name, bytes=made.bytes)
                work.tries.add(Try(made.made_at, made.file.parent, Occasion.MIGRATION, made.file))
        self._made.clear()

    def _write(self, file: Path, key: Key, key_id: str, place: Path) -> KnownBackup:
        made, contents = backup.write(
            file,
            key,
            key_id,
            place,
            data=self._folder,
            now=self._now(),
            version=VERSION,
            report=ignore,
        )
        return KnownBackup(
            made.resolve(),
            datetime.fromisoformat(contents.made_at),
            key_id,
            made.stat().st_size,
            contents.invoices,
            contents.originals,
            contents.audit_seq,
        )
