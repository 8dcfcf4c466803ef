"""All that can go wrong and that a user can act on.

    AppError
    ├── InvalidKey, InvalidInvoice, InvalidRecoveryCode
    ├── NoFolder, FolderTaken, FolderInUse, FolderNeedsRest, FolderUnwritable, DiskFull
    ├── KeyMissing, KeyringLocked, KeyringDenied, KeyringAbsent, KeyWrong, KeyTaken
    ├── LedgerDamaged, LedgerNewer
    ├── NothingToReconcile, NoDiscrepancy, DecisionUnfit, DecisionIncomplete, DiscrepancyChanged
    ├── NothingDecided
    ├── AlreadyEntered, NotEntered, ChangedSince, NotWaiting, NoOriginal
    ├── NothingChanged, ReasonMissing
    ├── PasswordMissing, MailUnreachable, MailUntrusted, MailRefused, NoMailFolder
    ├── BackupInFolder, NoBackupFolder, NoRoom, FileTooLarge, NothingToUndo
    ├── NoBackup, BackupDamaged, NewestBackup
    ├── NotAskable, CredentialMissing, AddressRefused, TokensUsedUp
    └── FileUnreadable, FileNotWritten, NothingToRead

An error states facts: its class is the code, its `facts` fill the sentence in `words/errors.py`.
Facts never hold a party, a number, an amount or a secret. Anything else that is raised is a bug.
"""

import re
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from core.domain.problem import Problem


class AppError(Exception):
    """A fact that the user can act on; `code` names it, `facts` fill its sentence."""

    code: ClassVar[str] = "app_error"

    def __init_subclass__(cls) -> None:
        """Derive the code from the name of the class: KeyMissing is key_missing."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **facts: str | int) -> None:
        """Keep the facts; they may stand in logs and on the screen."""
        super().__init__(self.code)
        self.facts = facts


class InvalidKey(AppError):
    """The numbers name no invoice: neither 20 digits nor a code with its number."""


class InvalidInvoice(AppError):
    """A draft lacks what an invoice must have; `problems` name every field at fault."""

    def __init__(self, problems: "tuple[Problem, ...]") -> None:
        """Keep what is at fault."""
        super().__init__(fields=", ".join(p.field or p.code for p in problems))
        self.problems = problems


class InvalidRecoveryCode(AppError):
    """A recovery code (恢复码) that cannot be right. Facts: reason, group (from 1, or 0)."""


class NoFolder(AppError):
    """There is no data folder at that place. Facts: folder."""


class FolderTaken(AppError):
    """A data folder cannot be made where something else stands. Facts: folder."""


class FolderInUse(AppError):
    """Another program has the folder for itself (restore, migration). Facts: folder."""


class FolderNeedsRest(AppError):
    """The work needs the folder for itself while another program has it open. Facts: folder."""


class FolderUnwritable(AppError):
    """The folder cannot be written or has vanished. Facts: folder."""


class DiskFull(AppError):
    """No room is left on the disk of the folder. Facts: folder."""


class KeyMissing(AppError):
    """The keyring has no entry for this folder's key. Facts: key_id."""


class KeyringAbsent(AppError):
    """This computer offers no keyring (凭据管理器, 钥匙串)."""


class KeyringLocked(AppError):
    """The keyring is locked and was not opened."""


class KeyringDenied(AppError):
    """The keyring refused access, or did not keep what was written."""


class KeyWrong(AppError):
    """The key does not open this ledger. Facts: folder."""


class KeyTaken(AppError):
    """Another value stands in the keyring under this key id. Facts: key_id."""


class LedgerDamaged(AppError):
    """The ledger cannot be read. Facts: folder, what."""


class LedgerNewer(AppError):
    """A newer version of the program wrote this ledger. Facts: found, known."""


class AlreadyEntered(AppError):
    """An invoice of this key stands in the ledger. Facts: by, at, in_recycle_bin (0 or 1)."""


class NotEntered(AppError):
    """No invoice of this key stands in the ledger."""


class NothingToReconcile(AppError):
    """No workbook of the tax bureau was imported yet."""


class NoDiscrepancy(AppError):
    """A key that was named stands for nothing that can be decided or taken back."""


class DecisionUnfit(AppError):
    """This cannot be decided about a discrepancy of that type. Facts: decision, type."""


class DecisionIncomplete(AppError):
    """A decision lacks what it needs. Facts: decision, needs (note, until or to)."""


class DiscrepancyChanged(AppError):
    """A discrepancy is no longer what it was when it was looked at: nothing was decided."""


class NothingDecided(AppError):
    """There is no decision that could be taken back."""


class ChangedSince(AppError):
    """What was to be taken back was changed since. Facts: by, at ("" if unknown)."""


class NotWaiting(AppError):
    """What needed a look is settled already, or not there. Facts: by, at ("" if unknown)."""


class NoOriginal(AppError):
    """The file is not kept in the ledger, or no longer."""


class PasswordMissing(AppError):
    """The keyring has no password for the mailbox. Facts: host."""


class MailUnreachable(AppError):
    """The mail server does not answer, or stopped in the middle. Facts: host, reason."""


class MailUntrusted(AppError):
    """The mail server cannot prove who it is: nothing was sent to it. Facts: host."""


class MailRefused(AppError):
    """The mail server takes neither this user nor this password. Facts: host."""


class NoMailFolder(AppError):
    """The mailbox has no folder of this name. Facts: host, folder."""


class BackupInFolder(AppError):
    """A backup beside the ledger would be lost with it. Facts: folder."""


class NoBackupFolder(AppError):
    """No folder for backups was ever named."""


class NoRoom(AppError):
    """The disk has too little room. Facts: folder, needed, free (bytes)."""


class FileTooLarge(AppError):
    """The disk cannot hold a file of this size (FAT32: 4 GB). Facts: folder, needed (bytes)."""


class NoBackup(AppError):
    """The file is no backup of this program. Facts: file."""


class BackupDamaged(AppError):
    """A backup failed its proof. Facts: file, what."""


class NewestBackup(AppError):
    """The newest proven backup is not deleted. Facts: file."""


class NothingChanged(AppError):
    """No change of the ledger's invoices is left that could be taken back."""


class ReasonMissing(AppError):
    """A correction says why."""


class NothingToUndo(AppError):
    """The living generation came after none that is still there."""


class NothingToRead(AppError):
    """What was named holds no file at all."""


class FileUnreadable(AppError):
    """A file cannot be opened. Facts: file, reason."""


class FileNotWritten(AppError):
    """A file could not be written; what stood there before still stands. Facts: file, reason."""


class NotAskable(AppError):
    """A service cannot be asked about this invoice. Facts: provider, reason (what is missing)."""


class CredentialMissing(AppError):
    """A verification service was not told what it needs of us. Facts: provider, field."""


class AddressRefused(AppError):
    """Nothing is ever sent to this address. Facts: provider, host."""


class TokensUsedUp(AppError):
    """The service gives out no more tokens for now. Facts: provider, until (a day)."""


class NoProvider(AppError):
    """No verification service is chosen whose terms were read."""


class AlreadyVerifying(AppError):
    """The verification queue of this ledger is being worked off already."""


class NoOutage(AppError):
    """There is no outage of this number."""


class BatchUnreadable(AppError):
    """A file holds no answer of the tax bureau's batch check. Facts: file, reason."""
