"""The program without a face: opens a data folder and makes one of each service."""

import getpass
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Self

from core import logs
from core.domain.backup_schedule import Occasion
from core.domain.company import Company
from core.domain.text import shown
from core.domain.topic import Topic
from core.errors import (
    AppError,
    KeyMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringLocked,
    NoFolder,
)
from core.files.recovery_sheet import recovery_sheet
from core.files.written import write_file
from core.progress import Report, Wait, ignore
from core.secrets import (
    KeyringVault,
    KeySource,
    KeyStore,
    MemoryKeys,
    NewKey,
    Vault,
    key_of,
    recovery_code,
)
from core.services.archiving import Archiving
from core.services.automatic import Automatic
from core.services.backups import Backups
from core.services.batch import Batch
from core.services.beforehand import Beforehand
from core.services.checks import Checks
from core.services.company_data import CompanyData
from core.services.corrections import Corrections
from core.services.deciding import Deciding
from core.services.entry import Entry
from core.services.exports import Exports
from core.services.imports import Imports
from core.services.lookup import Lookup
from core.services.mailing import Mailing
from core.services.originals import Originals
from core.services.outages import Outages
from core.services.overview import Overview
from core.services.providers import Providers
from core.services.reconciliation import Reconciliation
from core.services.rehearsing import Rehearsals, clear_rehearsals
from core.services.restoring import Restored, remember, restore, show
from core.services.reviewing import Reviewing
from core.services.reviews import Reviews
from core.services.sheets import Sheets
from core.services.verification import Verification
from core.services.watching import Watching
from core.services.working_off import WorkingOff
from core.store.database import News
from core.store.generations import read_current
from core.store.ledger import Clock, Ledger, create, open_ledger

BEIJING = timezone(timedelta(hours=8))
"""Days are Beijing days: a fixed offset, for Windows has no zone data."""


def beijing_now() -> datetime:
    """Read the clock."""
    return datetime.now(BEIJING)


def user_name() -> str:
    """The name under which the user is logged in to this computer."""
    try:
        return shown(getpass.getuser()) or "user"
    except (OSError, ImportError, KeyError):
        return "user"


@dataclass(frozen=True, slots=True)
class Created:
    """A new data folder; the code opens it anywhere and is shown once.

    `keyring` is None where the key is in the keyring, else why it is not: then the code is the
    only key.
    """

    folder: Path
    key_id: str
    recovery_code: str = field(repr=False)
    keyring: KeyringAbsent | KeyringLocked | KeyringDenied | None


def create_folder(
    folder: Path,
    company: Company,
    keys: KeyStore,
    *,
    now: Clock = beijing_now,
    by: str | None = None,
    new: NewKey | None = None,
) -> Created:
    """Make the data folder of a company and prove that the printed code opens it.

    `new` is the key where its sheet was printed before. Raises FolderTaken, FolderUnwritable,
    DiskFull.
    """
    new, who = new or NewKey.made(), by or user_name()
    key, key_id = new.key, new.key_id
    refused = None
    try:
        keys.put(key_id, key)
    except (KeyringAbsent, KeyringLocked, KeyringDenied) as error:
        refused = error
    try:
        create(folder, company, key, key_id, now=now, by=who)
    except BaseException:
        if refused is None:
            _forget(keys, key_id, folder)
        raise
    code = recovery_code(key)
    open_ledger(folder, MemoryKeys(any_id=key_of(code)), now=now, by=who).close()
    return Created(folder, key_id, code, refused)


def restore_folder(
    file: Path,
    folder: Path,
    keys: KeySource,
    *,
    keeper: KeyStore | None,
    now: Clock = beijing_now,
    report: Report = ignore,
) -> Restored:
    """Restore a backup, after what lives there was backed up where that is needed and possible.

    Nothing is backed up of a ledger that cannot be opened: it stays as it is in any case. Raises
    what `restoring.restore` raises, and Cancelled.
    """
    show(file, keys, folder)  # a backup that cannot be restored is no reason to make another
    saved = None
    with suppress(AppError), closing(Core.open(folder, keys, now=now)) as core:
        if core.automatic.state().changes:
            runs = core.automatic.run_now(Occasion.RESTORE, report)
            saved = next((x.made.file for x in runs if x.made), None)
    restored = restore(file, folder, keys, now=now, by=user_name(), keeper=keeper, report=report)
    return replace(restored, saved=saved)


def _forget(keys: KeyStore, key_id: str, folder: Path) -> None:
    """Leave no key without a ledger; but one that `current` names is needed after all."""
    try:
        if read_current(folder).key_id == key_id:
            return
    except NoFolder:
        pass
    except AppError:
        return  # it cannot be told
    with suppress(AppError):  # why the folder could not be made is said, not this
        keys.forget(key_id)


class Core:
    """An open data folder; what a face holds. Its methods may be called from any thread."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        keys: KeySource,
        now: Clock,
        vault: Vault | None = None,
        wait: Wait = time.sleep,
    ) -> None:
        """Make the services of an open ledger; use `open`."""
        self.folder = folder
        self.key_id = ledger.current.key_id
        self._ledger = ledger
        self._now = now
        self._serve()
        self.lookup = Lookup(ledger.store, now)
        self.overview = Overview(ledger.store, now)
        self.corrections = Corrections(ledger.store)
        self.originals = Originals(ledger.store, folder)
        self.exports = Exports(ledger.store, now)
        self.archiving = Archiving(ledger.store, folder, now)
        self.reviewing = Reviewing(ledger.store, now)
        self.backups = Backups(ledger, keys, now)
        self.providers = Providers(ledger.store, vault or KeyringVault(), now, wait)
        working = WorkingOff(ledger.store, folder, now, wait)
        self.verification = Verification(ledger.store, self.providers, working)
        self.batch = Batch(ledger.store)
        self.outages = Outages(ledger.store, self.backups, folder)
        self.rehearsals = Rehearsals(ledger, keys, now)
        self.automatic = Automatic(ledger, self.backups, self.rehearsals, now)
        self.sheets = Sheets(ledger, now)
        self.company_data = CompanyData(ledger.store, now)
        self.checks = Checks(ledger.store, self.backups, now)
        ledger.store.listen(self._heed)

    @classmethod
    def open(
        cls,
        folder: Path,
        keys: KeySource,
        *,
        now: Clock = beijing_now,
        by: str | None = None,
        vault: Vault | None = None,
        wait: Wait = time.sleep,
    ) -> Self:
        """Open a data folder; raises what `open_ledger` raises.

        `vault` keeps the credentials of verification services, in place of the keyring; `wait`
        goes with a clock that does not run by itself.
        """
        beforehand = Beforehand(folder, now)
        ledger = open_ledger(folder, keys, now=now, by=by or user_name(), before=beforehand.make)
        clear_rehearsals(folder)
        beforehand.note(ledger.store)
        logs.start(folder)
        return cls(folder, ledger, keys, now, vault, wait)

    def remember_key(self, keeper: KeyStore) -> bool:
        """Put the ledger's key into the keyring where it is missing; says whether it did."""
        try:
            keeper.get(self.key_id)
        except KeyMissing:
            return remember(keeper, self.key_id, self._ledger.key) is None
        except AppError:
            pass
        return False

    def now(self) -> datetime:
        """Tell the time by the ledger's clock."""
        return self._now()

    def sheet(self, file: Path, now: Clock = beijing_now) -> None:
        """Draw the recovery sheet once more, as a PNG file that only this user can read.

        Raises FileNotWritten, DiskFull.
        """
        made_on = now().date().isoformat()
        data = recovery_sheet(recovery_code(self._ledger.key), self.key_id, made_on)
        write_file(file, data, private=True)

    def listen(self, listener: News) -> None:
        """Tell the listener after each commit what changed, on the thread that wrote."""
        self._ledger.store.listen(listener)

    def poll(self) -> frozenset[Topic]:
        """Say what another program may have changed since the last time; call it now and then.

        It also keeps the search index in order, after many single entries or a killed import.
        """
        self._ledger.store.housekeeping()
        changed = self._ledger.store.poll()
        self._heed(changed)
        return changed

    def close(self) -> None:
        """Close the data folder."""
        self._ledger.close()
        logs.stop()

    def _serve(self) -> None:
        """Make the services that must know what the company is called, and was."""
        ledger, now = self._ledger, self._now
        with ledger.store.reading() as work:
            self.company = work.company()
        self.entry = Entry(ledger.store, self.company, now)
        self.imports = Imports(ledger.store, self.company, now)
        self.watching = Watching(ledger.store, self.imports)
        self.mailing = Mailing(ledger.store, self.imports, now)
        self.reviews = Reviews(ledger.store, self.company)
        self.reconciliation = Reconciliation(ledger.store, self.company)
        self.deciding = Deciding(ledger.store, self.company)

    def _heed(self, changed: frozenset[Topic]) -> None:
        """Take up what the company is called now, before anybody else hears of it."""
        if Topic.COMPANY not in changed:
            return
        with self._ledger.store.reading() as work:
            found = work.company()
        if found != self.company:
            self._serve()
