"""Where this user's ledger is, and how it comes to be there: before a `Core` is open.

The first paint of the window imports this file; what it needs of the program comes later.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from core import settings
from core.errors import AppError, InvalidRecoveryCode, KeyringAbsent, KeyringDenied, KeyringLocked
from core.folders import choose_folder, chosen_folder, default_folder
from core.progress import Report, ignore
from core.settings import Settings

if TYPE_CHECKING:  # with them comes the whole program
    from core.app import Core
    from core.domain.company import Company
    from core.secrets import KeySource, NewKey
    from core.services.damage import Damage
    from core.services.restoring import Confirm, Gone, Restored
    from core.store.backup import Contents


class Ground(StrEnum):
    """What stands where a data folder shall be."""

    FREE = "free"
    LEDGER = "ledger"
    OCCUPIED = "occupied"
    NO_FOLDER = "no_folder"
    UNWRITABLE = "unwritable"


class BackupGround(StrEnum):
    """What is to be said of a folder for backups; nothing is written to the one INSIDE."""

    APART = "apart"
    SAME_DISK = "same_disk"
    INSIDE = "inside"
    NO_FOLDER = "no_folder"
    UNWRITABLE = "unwritable"


@dataclass(frozen=True, slots=True)
class Draft:
    """A recovery sheet before its ledger is made; `modules` are the rows of its QR code."""

    new: "NewKey"
    code: str = field(repr=False)
    modules: tuple[tuple[bool, ...], ...] = field(repr=False)
    made_on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is needed to make a ledger; groups of the key's sheet were typed back from paper."""

    company: "Company"
    folder: Path
    backups: Path
    new: "NewKey"


@dataclass(frozen=True, slots=True)
class Founded:
    """A new ledger, open; `keyring` says why the key is not in the keyring, None if it is."""

    core: "Core"
    keyring: KeyringAbsent | KeyringLocked | KeyringDenied | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a backup holds, and what would be gone here; None where nothing can be read here."""

    contents: "Contents"
    gone: "Gone | None"


class Home:
    """The data folder that the program was started for, or that the user then chose.

    `expected` says that a ledger was made or opened there before: where it is not to be seen,
    its disk may be missing, and a new one would be the wrong answer.
    """

    def __init__(self, named: Path | None = None) -> None:
        """Take the folder that was named, the one that was chosen once, or the platform's."""
        self.folder = named or default_folder()
        self.expected = named is None and chosen_folder() is not None

    @property
    def is_new(self) -> bool:
        """Whether there is nothing yet, and nothing is missed."""
        return not self.expected and not (self.folder / "current").exists()

    def settings(self) -> Settings:
        """The settings of the folder."""
        return settings.load(self.folder)

    def keep_window(self, window: str) -> None:
        """Keep the window's place beside what else is set; raises OSError."""
        settings.save(self.folder, replace(self.settings(), window=window))

    def open(self) -> "Core":
        """Open the ledger with the key of the keyring; raises what `Core.open` raises."""
        from core.app import Core  # the first paint does without
        from core.secrets import Keyring

        return Core.open(self.folder, Keyring())

    def open_with(self, code: str) -> tuple["Core", bool]:
        """Open the ledger with a recovery code; says whether the keyring has its key again.

        Raises InvalidRecoveryCode and what `Core.open` raises.
        """
        from core.app import Core  # the first paint does without
        from core.secrets import Keyring, MemoryKeys, key_of

        core = Core.open(self.folder, MemoryKeys(any_id=key_of(code)))
        return core, core.remember_key(Keyring())

    def show_backup(self, file: Path, code: str | None = None) -> Shown:
        """Say what a backup holds and what would be gone here; nothing is touched.

        `code` is a recovery code, for a backup whose key the keyring has not. Raises NoBackup,
        BackupDamaged, KeyMissing and its like, KeyWrong, InvalidRecoveryCode.
        """
        from core.services import restoring  # the first paint does without

        keys = _keys(code)
        contents = restoring.show(file, keys, self.folder)
        return Shown(contents, restoring.gone_by(file, self.folder, keys))

    def restore(self, file: Path, code: str | None = None, report: Report = ignore) -> "Restored":
        """Restore a backup into the folder, which nobody may have open.

        What lives there is backed up first, where it can be. Raises InvalidRecoveryCode and what
        `restoring.restore` raises.
        """
        from core.app import restore_folder  # the first paint does without
        from core.secrets import Keyring

        return restore_folder(file, self.folder, _keys(code), keeper=Keyring(), report=report)

    def undo(self) -> "Restored":
        """Go back to the ledger before a restore; raises what `restoring.undo` raises."""
        from core.app import beijing_now, user_name  # the first paint does without
        from core.services import restoring

        return restoring.undo(self.folder, _keys(None), now=beijing_now, by=user_name())

    def rekey(self, confirm: "Confirm", report: Report = ignore) -> bool:
        """Give the ledger a new key; raises what `restoring.rekey` raises."""
        from core.app import beijing_now, user_name  # the first paint does without
        from core.secrets import Keyring
        from core.services import restoring

        keys = Keyring()
        return restoring.rekey(
            self.folder,
            keys,
            confirm,
            now=beijing_now,
            by=user_name(),
            keeper=keys,
            report=report,
        )

    def damage(self, code: str | None = None) -> "Damage":
        """Look into a damaged ledger; raises what `examine` raises."""
        from core.services.damage import examine  # the first paint does without

        return examine(self.folder, _keys(code))

    def choose(self, folder: Path) -> None:
        """Take another folder from now on; raises FileNotWritten."""
        if folder != self.folder:
            choose_folder(folder)
            self.folder, self.expected = folder, True

    def found(self, plan: Plan) -> Founded:
        """Make the ledger and open it; where that fails nothing is remembered.

        The folder is remembered first: a ledger that the next start does not find would be lost.
        Raises FolderTaken, FolderUnwritable, DiskFull, FileNotWritten.
        """
        from core.app import Core, create_folder  # the first paint does without
        from core.secrets import Keyring, MemoryKeys

        before, expected, chosen = self.folder, self.expected, chosen_folder()
        try:
            self.choose(plan.folder)
            made = create_folder(plan.folder, plan.company, Keyring(), new=plan.new)
        except BaseException:
            self.folder, self.expected = before, expected
            choose_folder(chosen)
            raise
        _keep_backups(plan)
        alone = MemoryKeys({plan.new.key_id: plan.new.key})
        core = Core.open(plan.folder, Keyring() if made.keyring is None else alone)
        with suppress(AppError):  # the ledger stands; the sheet is then asked for later
            core.rehearsals.note_sheet()
        return Founded(core, made.keyring)


def prepare() -> Draft:
    """Make a key and what its sheet shows; nothing of it is written anywhere."""
    from core.app import beijing_now  # brings the program
    from core.domain.numbers import tax_id_plausible
    from core.files.recovery_sheet import code_modules
    from core.secrets import NewKey, recovery_code

    tax_id_plausible("0" * 18)  # so that the first id that is typed waits for no import
    new = NewKey.made()
    code = recovery_code(new.key)
    return Draft(new, code, code_modules(code), beijing_now().date())


def ground(text: str) -> Ground:
    """Say what stands at a place that was typed or chosen."""
    from core.store.generations import LEFT_BY_A_MAKER, MAKING, generations, is_folder

    folder = place(text)
    if folder is None:
        return Ground.NO_FOLDER
    try:
        if is_folder(folder):
            return Ground.LEDGER
        names = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if names - LEFT_BY_A_MAKER or (generations(folder) and MAKING not in names):
            return Ground.OCCUPIED
    except NotADirectoryError:
        return Ground.NO_FOLDER
    except OSError:
        return Ground.UNWRITABLE
    return Ground.FREE if _writable(folder) else Ground.UNWRITABLE


def backup_ground(text: str, data: Path) -> BackupGround:
    """Say what is to be thought of a folder for backups."""
    folder = place(text)
    if folder is None:
        return BackupGround.NO_FOLDER
    try:
        inside, whole = folder.resolve(), data.resolve()
        if inside == whole or whole in inside.parents:
            return BackupGround.INSIDE
        if folder.exists() and not folder.is_dir():
            return BackupGround.NO_FOLDER
        if not _writable(folder):
            return BackupGround.UNWRITABLE
        same = _standing(folder).stat().st_dev == _standing(data).stat().st_dev
    except OSError:
        return BackupGround.UNWRITABLE
    return BackupGround.SAME_DISK if same else BackupGround.APART


def place(text: str) -> Path | None:
    """Read a typed path; None for what is no whole path."""
    try:
        folder = Path(text.strip()).expanduser()
        str(folder).encode("utf-8")  # a name that is no text could not be remembered
    except (RuntimeError, ValueError):
        return None
    return folder if text.strip() and folder.is_absolute() and "\0" not in text else None


def code_in_picture(file: Path) -> str:
    """Read the recovery code in a picture or PDF of its sheet.

    Raises InvalidRecoveryCode with the reason "picture".
    """
    from core.files import scan  # the first paint does without

    try:
        data = file.read_bytes()
    except OSError:
        raise InvalidRecoveryCode(reason="picture") from None
    for found in scan(data):
        if found.payload is not None:
            return found.payload
    raise InvalidRecoveryCode(reason="picture")


def _keys(code: str | None) -> "KeySource":
    """The keyring, or the code alone."""
    from core.secrets import Keyring, MemoryKeys, key_of

    return Keyring() if code is None else MemoryKeys(any_id=key_of(code))


def _keep_backups(plan: Plan) -> None:
    """Make the folder for backups, if its disk is there, and remember it."""
    with suppress(OSError):  # the ledger stands; the first backup says what is missing
        settings.save(plan.folder, Settings(backups=str(plan.backups)))
        plan.backups.mkdir(mode=0o700, parents=True, exist_ok=True)


def _writable(folder: Path) -> bool:
    """Try it, for what the system says of rights is not the whole truth; leaves nothing."""
    try:
        with TemporaryDirectory(prefix=".piaohe-", dir=_standing(folder)):
            return True
    except (OSError, ValueError):
        return False


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
