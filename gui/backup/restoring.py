"""Restoring: what a file holds, and what would be gone, before anything happens."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from core.errors import AppError
from core.home import Home, code_in_picture
from gui.asking import Asking
from gui.backup.parts import Facts
from gui.buttons import Button, Kind
from gui.desk import Alone, Desk
from gui.errors import fault
from gui.first_start.parts import Message
from gui.jobs import Jobs
from gui.notices import Toast
from gui.opening import FOR_THE_CODE, CodeRow
from gui.states import Mark, State
from gui.theme import named
from words import backups, figures
from words.errors import said
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.home import Shown
    from core.services.restoring import Restored


class RestoreDialog(Asking):
    """Shows what a backup holds; `wanted` carries the file and the code that opens it, or None."""

    wanted = Signal(object, object)

    def __init__(self, parent: QWidget, home: Home, jobs: Jobs, file: Path) -> None:
        super().__init__(
            parent,
            tr("Restore this backup?"),
            tr("Nothing has been touched yet: this is what the file holds."),
            tr("Restore this state"),
        )
        self._home, self._jobs, self.file = home, jobs, file
        self._code: str | None = None
        self.facts = Facts(
            [tr("Company"), tr("Made"), tr("Holds"), tr("Newest entry"), tr("Program"), tr("File")]
        )
        self.gone = named(QLabel(), "bold")
        self.safe = named(QLabel(), "small")
        self.trouble = named(QLabel(tr("Reading the file…")), "quiet")
        self.other = Message(2)
        for label in (self.gone, self.safe, self.trouble):
            label.setWordWrap(True)
        self.go.setDefault(False)
        self.go.setAutoDefault(False)  # Enter in the code's field is for the code
        self.code_row = CodeRow()
        self.code_row.open_button.say(tr("Show what it holds"))
        self.another = Button(tr("Another file…"), Kind.QUIET, icon="folder-open")
        self.another.setAutoDefault(False)
        self.another.clicked.connect(self._ask_for_another)
        self.foot.insertWidget(1, self.another)
        for part in (
            self.trouble,
            self.code_row,
            self.facts,
            self.other,
            self.gone,
            self.safe,
        ):
            self.body.addWidget(part)
        self.code_row.given.connect(self._read)
        self.code_row.picture.connect(self._read_picture)
        self.accepted.connect(lambda: self.wanted.emit(self.file, self._code))
        self._read(None)

    def _read(self, code: str | None) -> None:
        self._show_parts(found=False, code=False)
        self.trouble.setText(tr("Reading the file…"))
        home, file = self._home, self.file

        def take(shown: "Shown") -> None:
            self._code = code
            self._show(shown)

        self._jobs.run(
            self,
            lambda _: home.show_backup(file, code),
            take,
            failed=lambda error: self._refuse(error, typed=code is not None),
        )

    def _read_picture(self, file: Path) -> None:
        self._jobs.run(
            self,
            lambda _: code_in_picture(file),
            self._read,
            failed=lambda error: self._refuse(error, typed=True),
        )

    def _show(self, shown: "Shown") -> None:
        contents = shown.contents
        newest = contents.newest_entry
        self.facts.say(
            [
                f"{contents.company} · {contents.tax_id}",
                figures.moment(datetime.fromisoformat(contents.made_at)),
                backups.counts(contents.invoices, contents.originals),
                figures.moment(datetime.fromisoformat(newest)) if newest else figures.NOTHING,
                contents.version,
                str(self.file),
            ]
        )
        gone = shown.gone
        if gone is None:
            self.gone.setText(tr("There is no ledger on this computer yet: nothing is replaced."))
        else:
            self.gone.setText(backups.gone(gone.invoices, gone.changes))
        other = gone is not None and gone.other_company
        word = tr("This is the ledger of another company. It takes the place of the one here.")
        self.other.say(State(Mark.LOOK, word) if other else None)
        self.other.setVisible(other)
        self.safe.setText(
            tr("The ledger of now is backed up first and kept beside it; one button undoes this.")
            if gone is not None
            else tr("The key goes into the keyring of this computer.")
        )
        self._show_parts(found=True, code=False)
        self.other.setVisible(other)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: Exception, *, typed: bool) -> None:
        wants_code = typed or isinstance(error, FOR_THE_CODE)
        self._show_parts(found=False, code=wants_code)
        if wants_code and not typed:
            self.trouble.setText(
                tr("This computer does not have its key. Type the recovery code from its sheet.")
            )
        elif isinstance(error, AppError):
            words = said(error)
            self.trouble.setText(joined(words.what, words.data, words.now))
        else:
            self.trouble.setText(fault(error))
        if wants_code:
            if typed:
                self.trouble.setText(tr("Type the recovery code from the sheet of this backup."))
                self.code_row.say(error)
            self.code_row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, *, found: bool, code: bool) -> None:
        self.go.setEnabled(found)
        for part in (self.facts, self.gone, self.safe):
            part.setVisible(found)
        self.other.setVisible(False)
        self.trouble.setVisible(not found)
        self.code_row.setVisible(code)
        self.adjustSize()

    def _ask_for_another(self) -> None:
        dialog = file_dialog(self)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, name: str) -> None:
        self.file, self._code = Path(name), None
        self._read(None)


def file_dialog(parent: QWidget, folder: Path | None = None) -> QFileDialog:
    """Ask for a backup's file by the system's dialog."""
    dialog = QFileDialog(parent, tr("Backup to restore"), str(folder) if folder else "")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([tr("Backups of Piaohe (*.piaohe)"), tr("All files (*)")])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


class Restoring:
    """The way from a file to the restored ledger, and back; the window does it alone."""

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk

    def ask_for_file(self, folder: Path | None = None) -> None:
        """Ask which file, then show what it holds."""
        dialog = file_dialog(self._screen, folder)
        dialog.fileSelected.connect(lambda name: self.ask(Path(name)))
        dialog.open()

    def ask(self, file: Path) -> None:
        """Show what a file holds, and restore it if that is wanted."""
        home = self._desk.home
        assert home is not None, "the samples have no restore"
        dialog = RestoreDialog(self._screen, home, self._desk.jobs, file)
        dialog.wanted.connect(self.restore)
        dialog.open()

    def restore(self, file: Path, code: str | None) -> None:
        """Restore; the window closes the ledger for it and opens it again."""
        home = self._desk.home
        assert home is not None, "the samples have no restore"
        self._desk.alone_wanted.emit(
            Alone(
                tr("Restoring"),
                tr("Cancelling leaves the ledger as it was."),
                lambda report: home.restore(file, code, report),
                self._on_restored,
            )
        )

    def undo(self) -> None:
        """Go back to the ledger that stood before the restore."""
        home = self._desk.home
        assert home is not None, "the samples have no restore"
        self._desk.alone_wanted.emit(
            Alone(tr("Undoing the restore"), "", lambda _: home.undo(), self._on_undone)
        )

    def _on_restored(self, done: object) -> None:
        restored: Restored = done  # type: ignore[assignment]
        text = counted(
            restored.invoices,
            tr("Restored: {n} invoice. “Undo the restore” on the backup page goes back."),
            tr("Restored: {n} invoices. “Undo the restore” on the backup page goes back."),
        )
        self._say(text)

    def _on_undone(self, done: object) -> None:
        restored: Restored = done  # type: ignore[assignment]
        text = tr("The ledger of before is back: {n} invoices.")
        self._say(filled(text, {"n": f"{restored.invoices:,}"}))

    def _say(self, text: str) -> None:
        Toast(self._screen.window()).say(State(Mark.AGREES, text))
