"""What only the command line says."""

from collections.abc import Sequence
from pathlib import Path

from core.services.archiving import Archive
from core.services.automatic import Run
from core.services.rehearsing import Rehearsal
from core.store.backup import Contents
from core.store.known_backups import KnownBackup
from words.errors import sentence
from words.problems import reason
from words.translate import counted, filled, joined, tr


class Words:
    """The sentences and column titles of the command line."""

    @property
    def only_key(self) -> str:
        """Where no keyring keeps the key."""
        return tr("The printed code is then the only key: without it nobody can open the data.")

    @property
    def code(self) -> str:
        """Above the recovery code."""
        return tr("Recovery code. Write it down twice, in two places; it is shown only now:")

    @property
    def rejected(self) -> str:
        """Above the rows that were not kept."""
        return tr("Not imported:")

    @property
    def review(self) -> str:
        """Above the rows that a person should look at."""
        return tr("Needs a look:")

    @property
    def whole(self) -> str:
        """The check found nothing broken."""
        return tr("The ledger is whole.")

    @property
    def broken(self) -> str:
        """The check found something broken."""
        return tr("The ledger is damaged. Stop entering, and keep a copy of the data folder.")

    @property
    def demo_held(self) -> str:
        """Every step of the demonstration held."""
        return tr("Every step held.")

    @property
    def demo_failed(self) -> str:
        """A step of the demonstration failed."""
        return tr("A step failed; nothing of yours was touched.")

    @property
    def cancelled(self) -> str:
        """The user stopped the command."""
        return tr("Stopped. What was done before is kept and whole.")

    @property
    def scan_titles(self) -> tuple[str, ...]:
        """Columns of `scan`."""
        return tr("File"), tr("Page"), tr("Number"), tr("Issued on"), tr("Amount"), tr("Remark")

    @property
    def read_titles(self) -> tuple[str, ...]:
        """Columns of `read`."""
        return tr("File"), tr("Format"), tr("Number"), tr("Issued on"), tr("Amount"), tr("Remark")

    @property
    def find_titles(self) -> tuple[str, ...]:
        """Columns of `find`."""
        return (
            tr("Issued on"),
            tr("Kind"),
            tr("Number"),
            tr("Seller"),
            tr("Buyer"),
            tr("Amount"),
            tr("Status"),
        )

    @property
    def row_titles(self) -> tuple[str, ...]:
        """Columns of the rows that need a look or were not imported."""
        return tr("File"), tr("Sheet"), tr("Row"), tr("Column"), tr("Reason")

    @property
    def step_titles(self) -> tuple[str, ...]:
        """Columns of `demo`."""
        return "", tr("Step"), tr("Seconds"), tr("Facts")

    def made(self, folder: Path) -> str:
        """A data folder was made."""
        return filled(tr("The data folder is ready: {folder}"), {"folder": str(folder)})

    def imported(self, added: int, updated: int, unchanged: int, attached: int) -> str:
        """What an import did."""
        figures = {"added": added, "updated": updated, "unchanged": unchanged}
        return filled(
            tr("Added {added}, updated {updated}, unchanged {unchanged}, originals {attached}."),
            figures | {"attached": attached},
        )

    def records(self, added: int, updated: int, unchanged: int) -> list[str]:
        """What an import did to the tax bureau's records; nothing where it met none."""
        if not (added or updated or unchanged):
            return []
        values = {"added": added, "updated": updated, "unchanged": unchanged}
        said = tr("Tax bureau's records: added {added}, updated {updated}, unchanged {unchanged}.")
        return [filled(said, values)]

    def report_written(self, file: str) -> str:
        """The report of a reconciliation was written."""
        return filled(tr("The report is in {file}."), {"file": file})

    def verified(self, done: int, waiting: int) -> str:
        """What came of working off the queue."""
        text = tr("Verified: {done}. Still waiting: {waiting}.")
        return filled(text, {"done": f"{done:,}", "waiting": f"{waiting:,}"})

    @property
    def verification_titles(self) -> tuple[str, ...]:
        """Columns of `verify`."""
        return (tr("Number"), tr("Result"), tr("Status"), tr("Asked of"), tr("Charge"))

    def decided(self, count: int) -> str:
        """How many discrepancies were decided."""
        return counted(count, tr("{n} discrepancy decided."), tr("{n} discrepancies decided."))

    @property
    def keys_then_decision(self) -> str:
        """What `decide` needs."""
        return tr("Name one key or more, and then what is decided.")

    @property
    def case_titles(self) -> tuple[str, ...]:
        """Columns of `reconcile`."""
        return (
            tr("Discrepancy"),
            tr("Number"),
            tr("Issued on"),
            tr("Seller"),
            tr("Amount"),
            tr("Why"),
            tr("What to do"),
            tr("Decision"),
        )

    def found(self, total: int) -> str:
        """How many invoices were found."""
        return counted(total, tr("{n} invoice found."), tr("{n} invoices found."))

    def exported(self, file: str, count: int) -> str:
        """How many invoices were written."""
        return filled(tr("{count} invoices written to {file}."), {"count": count, "file": file})

    @property
    def in_keyring_again(self) -> str:
        """A code from paper brought the keyring's entry back."""
        return tr("The key is in this computer's keyring again.")

    @property
    def file_or_undo(self) -> str:
        """`restore` needs one of the two."""
        return tr("Name a backup file, or --undo.")

    def backed_up(self, file: str, count: int) -> str:
        """A backup was made and proven."""
        return filled(
            tr("Backup made and proven: {count} invoices in {file}."),
            {"count": count, "file": file},
        )

    @property
    def folder_or_all(self) -> str:
        """Several places were named at once."""
        return tr("Name one folder, or --all, or --due.")

    def runs(self, runs: Sequence[Run]) -> list[str]:
        """What became of each folder."""
        return [self._run(run) for run in runs] or [tr("No backup is due.")]

    def rehearsed(self, done: Rehearsal) -> str:
        """A restore was rehearsed."""
        values = {"file": done.file, "count": done.invoices, "what": reason(done.failed or "")}
        if not done.ok:
            return filled(tr("The backup {file} could not be restored whole: {what}."), values)
        held = filled(
            tr("The backup {file} was restored for a trial: all {count} invoices hold."), values
        )
        return joined(held, tr("The recovery sheet opens it.")) if done.by_sheet else held

    def archived(self, done: Archive) -> str:
        """An archive was written."""
        values = {
            "target": str(done.target),
            "count": done.invoices,
            "originals": done.originals,
            "without": done.without_original,
        }
        return joined(
            filled(
                tr(
                    "Archive written and proven: {count} invoices, {originals} originals in "
                    "{target}; {without} have no original."
                ),
                values,
            ),
            tr("It is not encrypted."),
        )

    def _run(self, run: Run) -> str:
        folder = str(run.folder)
        if run.made is not None:
            return self.backed_up(str(run.made.file), run.made.invoices)
        if run.error is not None:
            return f"{folder}: {sentence(run.error)}"
        return filled(
            tr("{folder} is not there; it is caught up when it is back."), {"folder": folder}
        )

    def restored(self, count: int, kept: Path | None) -> str:
        """A backup was restored."""
        done = filled(tr("Restored: {count} invoices."), {"count": count})
        if kept is None:
            return done
        undo = tr("The ledger from before is kept in {kept}; `restore --undo` goes back to it.")
        return joined(done, filled(undo, {"kept": str(kept)}))

    def undone(self, count: int) -> str:
        """A restore was undone."""
        return filled(tr("Back to the ledger from before: {count} invoices."), {"count": count})

    def holds(self, contents: Contents) -> list[str]:
        """What a backup holds."""
        values = {
            "company": contents.company,
            "tax_id": contents.tax_id,
            "made_at": contents.made_at,
            "version": contents.version,
            "invoices": contents.invoices,
            "originals": contents.originals,
            "newest": contents.newest_entry or "—",
        }
        texts = (
            tr("Company: {company} ({tax_id})"),
            tr("Made: {made_at}, by version {version}"),
            tr("Invoices: {invoices}, originals: {originals}"),
            tr("Newest entry: {newest}"),
        )
        return [filled(text, values) for text in texts]

    def sheet_drawn(self, file: str) -> str:
        """The recovery sheet was drawn."""
        return filled(
            tr("The recovery sheet is in {file}. Print it, then delete the file."), {"file": file}
        )

    def old_codes(self, needing: Sequence[KnownBackup]) -> list[str]:
        """Which backups still need an older code."""
        if not needing:
            return []
        title = tr("These backups still need an older code; keep it as long as you keep them:")
        return [title, *(str(known.file) for known in needing)]

    def needs_value(self, option: str) -> str:
        """An option stands without its value."""
        return filled(tr("The option {option} needs a value."), {"option": option})

    def bug(self, kind: str) -> str:
        """A bug of ours."""
        return filled(
            tr(
                "The program made a mistake ({kind}) and stopped. Your data is unharmed. "
                "Where it happened stands in the log of the data folder."
            ),
            {"kind": kind},
        )

    def step(self, name: str) -> str:
        """A step of the demonstration."""
        return _steps().get(name, name)


def _steps() -> dict[str, str]:
    return {
        "scan": tr("Scan the QR codes of paper invoices"),
        "read": tr("Read e-invoice files"),
        "init": tr("Make an encrypted ledger"),
        "import": tr("Import a ledger workbook"),
        "import_again": tr("Import it again: nothing changes"),
        "bureau": tr("Import an export of the tax bureau"),
        "reconcile": tr("Compare the ledger with it"),
        "explain": tr("Explain what does not agree"),
        "decide": tr("Decide about two of them"),
        "bureau_again": tr("Import a newer export: nothing is reopened"),
        "enter": tr("Enter what was scanned and read"),
        "find": tr("Look something up"),
        "export": tr("Export the ledger"),
        "compare": tr("Read the export into a second ledger, compare every record"),
        "check": tr("Check that everything is whole"),
        "back_up": tr("Make one proven backup"),
        "restore": tr("Restore it into a second folder, compare every record"),
    }
