"""What only the command line says."""

from pathlib import Path

from words.translate import counted, filled, tr


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

    def imported(self, added: int, updated: int, unchanged: int) -> str:
        """What an import did."""
        return filled(
            tr("Added {added}, updated {updated}, unchanged {unchanged}."),
            {"added": added, "updated": updated, "unchanged": unchanged},
        )

    def found(self, total: int) -> str:
        """How many invoices were found."""
        return counted(total, tr("{n} invoice found."), tr("{n} invoices found."))

    def exported(self, file: str, count: int) -> str:
        """How many invoices were written."""
        return filled(tr("{count} invoices written to {file}."), {"count": count, "file": file})

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
        "enter": tr("Enter what was scanned and read"),
        "find": tr("Look something up"),
        "export": tr("Export the ledger"),
        "compare": tr("Read the export into a second ledger, compare every record"),
        "check": tr("Check that everything is whole"),
    }
