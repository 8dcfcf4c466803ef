"""What is said when something cannot be done: what happened, what of the data, what now."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.decision import DecisionKind
from core.domain.discrepancy import DiscrepancyType
from core.errors import AppError, InvalidInvoice
from words.causes import discrepancy
from words.figures import size
from words.problems import problem, reason
from words.reconciling import needed
from words.translate import filled, joined, tr
from words.vocabulary import word


@dataclass(frozen=True, slots=True)
class Said:
    """An error in words: what happened, what it means for the data, what to do now."""

    what: str
    data: str
    now: str


def said(error: AppError) -> Said:
    """Put an error into words."""
    facts: dict[str, object] = dict(error.facts)
    if "reason" in facts:
        facts["reason"] = reason(str(facts["reason"]))
    if "decision" in facts:
        facts["decision"] = word(DecisionKind(str(facts["decision"])))
    if "type" in facts:
        facts["type"] = discrepancy(DiscrepancyType(str(facts["type"])))
    if "needs" in facts:
        facts["needs"] = needed(str(facts["needs"]))
    for name in ("needed", "free"):
        if isinstance(facts.get(name), int):
            facts[name] = size(int(error.facts[name]))
    if isinstance(error, InvalidInvoice):
        facts["problems"] = joined(*(problem(each) for each in error.problems))
    texts = _texts().get(error.code) or _of_no_words()
    return Said(*(filled(text, facts) for text in texts))


def sentence(error: AppError) -> str:
    """Say in one line what happened, what it means for the data, and what to do."""
    words = said(error)
    return joined(words.what, words.data, words.now)


Texts = tuple[str, str, str]


def known() -> frozenset[str]:
    """The codes of the errors that have words."""
    return frozenset(_texts())


def _texts() -> Mapping[str, Texts]:
    return (
        _of_invoices()
        | _of_discrepancies()
        | _of_folders()
        | _of_keys()
        | _of_the_ledger()
        | _of_backups()
        | _of_files()
        | _of_mail()
        | _of_verification()
    )


def _of_no_words() -> Texts:
    return (
        tr("This could not be done."),
        tr("Your data is unharmed."),
        tr("Try again; if it stays so, look into the log."),
    )


def _of_invoices() -> dict[str, Texts]:
    untouched = tr("Nothing was entered.")
    return {
        "invalid_key": (
            tr("These numbers name no invoice."),
            untouched,
            tr("Give the 20 digits, or the invoice code together with its number."),
        ),
        "invalid_invoice": (
            tr("The invoice is not complete. {problems}"),
            untouched,
            tr("Add what is missing and enter it again."),
        ),
        "already_entered": (
            tr("This invoice is in the ledger already, entered by {by} on {at}."),
            tr("It was not entered a second time."),
            tr("Look it up by its number to compare the two."),
        ),
        "not_entered": (
            tr("This invoice is not in the ledger."),
            tr("Nothing was changed."),
            tr("Check the number, or enter the invoice."),
        ),
        "not_waiting": (
            tr("This needs no look any more: it was settled."),
            tr("Nothing was changed."),
            tr("Look at what is still in the list."),
        ),
        "no_original": (
            tr("This file is not kept in the ledger."),
            tr("Nothing was changed."),
            tr("Look the invoice up again to see what is kept of it."),
        ),
        "changed_since": (
            tr("The last entry cannot be taken back: {by} changed it on {at}."),
            tr("It stands in the ledger as it is now."),
            tr("Look it up by its number and correct it there."),
        ),
    }


def _of_mail() -> dict[str, Texts]:
    untouched = tr("What came before is in the ledger; nothing in the mailbox was changed.")
    return {
        "password_missing": (
            tr("There is no password for the mailbox at {host} in the keyring."),
            untouched,
            tr("Enter the password in the settings once more."),
        ),
        "mail_unreachable": (
            tr("The mail server {host} cannot be reached: {reason}."),
            untouched,
            tr("Check the name of the server and the network, then look for mail again."),
        ),
        "mail_untrusted": (
            tr("The mail server {host} cannot prove that it is the one."),
            tr("Nothing was sent to it, no password either."),
            tr("Check the name of the server; if it is right, ask who runs it."),
        ),
        "mail_refused": (
            tr("The mail server {host} accepts neither this user nor this password."),
            untouched,
            tr("Many mail services want an authorisation code in place of the password."),
        ),
        "no_mail_folder": (
            tr("There is no folder {folder} in the mailbox at {host}."),
            untouched,
            tr("Check the name of the folder in the settings."),
        ),
    }


def _of_discrepancies() -> dict[str, Texts]:
    undecided = tr("Nothing was decided.")
    return {
        "nothing_to_reconcile": (
            tr("There is nothing to compare with yet."),
            tr("Your ledger is unharmed."),
            tr("Import an export of the tax bureau first (全量发票查询导出结果)."),
        ),
        "no_discrepancy": (
            tr("No discrepancy of this key is there."),
            undecided,
            tr("Reconcile once more, and take a key from its list."),
        ),
        "decision_unfit": (
            tr("This cannot be decided about such a discrepancy: {decision}, {type}."),
            undecided,
            tr("Choose what its cause proposes, or leave it out of the selection."),
        ),
        "decision_incomplete": (
            tr("The decision lacks something: {needs}."),
            undecided,
            tr("Add it, and decide again."),
        ),
        "discrepancy_changed": (
            tr("The facts have changed since they were shown."),
            undecided,
            tr("Reconcile once more, look at it again, and decide then."),
        ),
        "nothing_changed": (
            tr("There is no change that could be taken back."),
            tr("Nothing was changed."),
            tr("Look at the history of an invoice, to see what was done to it."),
        ),
        "reason_missing": (
            tr("A correction needs a reason."),
            tr("Nothing was changed."),
            tr("Say why the invoice is corrected; it stands in its history."),
        ),
        "nothing_decided": (
            tr("There is no decision that could be taken back."),
            tr("Nothing was changed."),
            tr("Reconcile, to see what was decided."),
        ),
        "changed_since": (
            tr("The invoice was changed after the decision, which is not taken back any more."),
            tr("Nothing was changed."),
            tr("Look the invoice up, and correct it there."),
        ),
    }


def _of_folders() -> dict[str, Texts]:
    unchanged = tr("Nothing was changed.")
    return {
        "no_folder": (
            tr("There is no ledger yet."),
            tr("Looked for in {folder}."),
            tr("Make one for your company: python main.py init --name NAME --tax-id ID"),
        ),
        "folder_taken": (
            tr("A ledger cannot be made in {folder}: something else is there already."),
            tr("What is there was not touched."),
            tr("Choose an empty folder or one that does not exist yet."),
        ),
        "folder_in_use": (
            tr("Another program has this ledger for itself, to restore or convert it."),
            tr("Your data is unharmed."),
            tr("Wait until it has finished, then try again."),
        ),
        "folder_needs_rest": (
            tr("This needs the ledger for itself, and another program has it open."),
            unchanged,
            tr("Close the other window of this program, then try again."),
        ),
        "folder_unwritable": (
            tr("The folder {folder} cannot be written, or it is no longer there."),
            tr("What was saved before is unharmed; the last step was not saved."),
            tr("Check that the disk is connected and that you may write there, then try again."),
        ),
        "disk_full": (
            tr("The disk that holds {folder} is full."),
            tr("What was saved before is unharmed; the last step was not saved."),
            tr("Make room on the disk, then try again."),
        ),
    }


def _of_keys() -> dict[str, Texts]:
    closed = tr("Your data is unharmed, and stays closed without its key.")
    return {
        "key_missing": (
            tr("This computer does not have the key of this ledger."),
            closed,
            tr(
                "Sign in as the user who made the ledger, or take the recovery sheet and open it "
                "from the command line with --recovery-code-stdin."
            ),
        ),
        "keyring_absent": (
            tr("This computer offers no keyring that could hold the key."),
            closed,
            tr("Install or start one; with the recovery sheet the command line opens the ledger."),
        ),
        "keyring_locked": (
            tr("The keyring of this computer is locked."),
            closed,
            tr("Unlock it with your system password, then try again."),
        ),
        "keyring_denied": (
            tr("The keyring of this computer refused access to the key."),
            closed,
            tr("Try again and allow the access when the system asks."),
        ),
        "key_wrong": (
            tr("The key does not open this ledger."),
            closed,
            tr("Use the recovery sheet that was made for this ledger; look at its key ID."),
        ),
        "key_taken": (
            tr("The keyring already holds another key under this ID."),
            tr("Nothing was overwritten."),
            tr("Keep both recovery sheets and ask for help before you go on."),
        ),
        "invalid_recovery_code": (
            tr("The recovery code is not right: {reason}."),
            tr("Nothing was changed."),
            tr("Compare it with the sheet, group by group."),
        ),
    }


def _of_the_ledger() -> dict[str, Texts]:
    return {
        "ledger_damaged": (
            tr("The ledger in {folder} is damaged and cannot be read."),
            tr("Nothing was changed. What your backups hold is unharmed."),
            tr("Leave the folder as it is, and restore the newest backup into a new folder."),
        ),
        "ledger_newer": (
            tr("A newer version of this program wrote this ledger ({found}; known: {known})."),
            tr("Your data is unharmed."),
            tr("Install the newer version of the program, then try again."),
        ),
    }


def _of_backups() -> dict[str, Texts]:
    unchanged = tr("Nothing was changed.")
    return {
        "backup_in_folder": (
            tr("A backup in {folder} would be lost together with the ledger."),
            tr("No backup was made."),
            tr("Choose a folder on another disk, or at least outside the data folder."),
        ),
        "no_backup_folder": (
            tr("No folder for backups has been chosen yet."),
            tr("No backup was made."),
            tr("Name a folder, best on another disk."),
        ),
        "no_room": (
            tr("The disk of {folder} has too little room: {needed} needed, {free} free."),
            unchanged,
            tr("Make room on the disk or choose another one, then try again."),
        ),
        "file_too_large": (
            tr("The disk of {folder} cannot hold a file of {needed}."),
            unchanged,
            tr("Choose a disk that is not formatted as FAT32."),
        ),
        "no_backup": (
            tr("The file {file} is no backup of this program."),
            unchanged,
            tr("Choose a file that this program has made."),
        ),
        "backup_damaged": (
            tr("The backup {file} is damaged ({what})."),
            tr("Your ledger is unharmed."),
            tr("Keep the file, and use another backup."),
        ),
        "newest_backup": (
            tr("The backup {file} is the newest proven one, and is not deleted."),
            unchanged,
            tr("Make a new backup first."),
        ),
        "nothing_to_undo": (
            tr("There is nothing to undo: no earlier state of this ledger is kept."),
            unchanged,
            tr("Restore a backup instead."),
        ),
    }


def _of_files() -> dict[str, Texts]:
    return {
        "file_unreadable": (
            tr("The file {file} cannot be read: {reason}."),
            tr("Your data is unharmed."),
            tr("Check the file, or choose another one."),
        ),
        "nothing_to_read": (
            tr("There is no file to read in what was named."),
            tr("Nothing was changed."),
            tr("Name a file, or a folder or archive that holds some."),
        ),
        "file_not_written": (
            tr("The file {file} could not be written: {reason}."),
            tr("What stood there before still stands."),
            tr("Close it where it is open, or choose another place."),
        ),
    }


def _of_verification() -> dict[str, Texts]:
    untouched = tr("Nothing was sent, and nothing was charged.")
    return {
        "not_askable": (
            tr("This service cannot be asked about the invoice: {reason}."),
            untouched,
            tr("Add what is missing, or check it on the official site."),
        ),
        "credential_missing": (
            tr("An entry for this verification service is missing: {field}."),
            untouched,
            tr("Enter it on the page of the service in the settings."),
        ),
        "address_refused": (
            tr("Nothing is ever sent to {host}."),
            untouched,
            tr("Correct the address of the service in the settings: it begins with https."),
        ),
        "tokens_used_up": (
            tr("This service gives out no more access tokens until {until}."),
            tr("Nothing was charged; what waits goes on waiting."),
            tr("Wait until then, or use another service meanwhile."),
        ),
        "no_provider": (
            tr("No verification service is set up."),
            tr("Nothing was sent; what waits goes on waiting."),
            tr("Choose one in the settings, or check the invoices on the official site."),
        ),
        "already_verifying": (
            tr("The invoices that wait are being verified already, here or in another window."),
            tr("Nothing was changed."),
            tr("Wait until that has ended."),
        ),
        "no_outage": (
            tr("This outage is not known here."),
            tr("Nothing was changed."),
            tr("Look at the list of outages again."),
        ),
        "batch_unreadable": (
            tr("The file {file} holds no answer of a batch check: {reason}."),
            tr("Nothing was changed."),
            tr("Choose the file that the tax bureau gave back, or set which columns it has."),
        ),
    }
