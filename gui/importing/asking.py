"""What is asked about an import: another company's files, which workbook it is, where to save."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from core.domain.invoice import Party
from gui.asking import Asking
from gui.buttons import Button
from gui.dialogs.importing import row_columns
from gui.importing.result import Result, name_in
from gui.states import State
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # come with the store, after the first paint
    from core.services.imported import Row
    from core.services.mailing import Linked
    from core.services.previewing import Preview
    from core.services.undoing import Remaining, Undone


class WrongCompany(Asking):
    """Says before anything is written that these are another company's invoices."""

    def __init__(self, parent: QWidget, name: str, preview: "Preview", company: str) -> None:
        title = tr("These look like another company's invoices")
        one = tr("1 invoice of “{file}” was looked at; {others} of them name {company} nowhere.")
        many = tr("{n} invoices of “{file}” were looked at; {others} name {company} nowhere.")
        text = (one if preview.looked == 1 else many).replace("{n}", f"{preview.looked:,}")
        values = {"file": name, "others": f"{preview.others:,}", "company": company}
        super().__init__(parent, title, filled(text, values), tr("Import them all the same"))
        for word, party in ((tr("Buyer"), preview.buyer), (tr("Seller"), preview.seller)):
            if party is not None:
                self.body.addWidget(named(QLabel(f"{word}: {_called(party)}"), "bold"))
        self.body.addWidget(named(QLabel(tr("Nothing was written yet.")), "quiet"))
        self.go.setDefault(False)
        self.out.setDefault(True)
        self.out.setFocus(Qt.FocusReason.OtherFocusReason)


class KindAsked(Asking):
    """Asks which workbook a file is."""

    given = Signal(object)

    def __init__(self, parent: QWidget, file: str) -> None:
        from core.files.workbook import WorkbookKind  # comes with the store

        title = filled(tr("What is {file}?"), {"file": name_in(file)})
        line = tr("Its header row was not recognised.")
        super().__init__(parent, title, line, tr("My ledger"))
        bureau = Button(tr("A list of the tax bureau"))
        bureau.setAutoDefault(False)
        bureau.clicked.connect(lambda: self.given.emit(WorkbookKind.BUREAU))
        bureau.clicked.connect(self.reject)
        self.foot.insertWidget(1, bureau)
        self.accepted.connect(lambda: self.given.emit(WorkbookKind.LEDGER))


class PasswordAsked(Asking):
    """Asks for the password of a locked file, or of all locked files of an archive."""

    given = Signal(str)

    def __init__(self, parent: QWidget, files: Sequence[str]) -> None:
        name = name_in(files[0].partition("!")[0]) if len(files) > 1 else name_in(files[0])
        line = tr("It is used for this file alone and kept nowhere. The file stays locked.")
        if len(files) > 1:
            line = filled(
                tr("It is used for the {n} locked files in it and kept nowhere."),
                {"n": f"{len(files):,}"},
            )
        super().__init__(parent, filled(tr("Password of {file}"), {"file": name}), line, tr("Open"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add(tr("Password"), self.password)
        self.go.setEnabled(False)
        self.password.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.accepted.connect(lambda: self.given.emit(self.password.text()))
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)


class UndoAsked(Asking):
    """Asks before a whole import is taken back."""

    def __init__(self, parent: QWidget, result: Result) -> None:
        title = filled(tr("Undo the import of {file}?"), {"file": result.name})
        line = tr(
            "Its invoices go into the recycle bin, files that it attached are taken off, and what"
            " it put into the queue leaves it. What a person changed since stays."
        )
        super().__init__(parent, title, line, tr("Undo this import"))


class Stayed(Asking):
    """What of an import could not be undone, each with why."""

    def __init__(self, parent: QWidget, undone: "Undone") -> None:
        from words.undoing import why_it_stays  # comes with the store

        one, many = tr("1 thing stays as it is"), tr("{n} things stay as they are")
        title = counted(len(undone.remaining), one, many)
        super().__init__(parent, title, tr("All else was undone."), tr("Done"))
        columns: list[Column[Remaining]] = [
            Column(tr("Invoice number"), lambda x: x.key or "", Cell.NUMBER, 206),
            Column(tr("Reason"), why_it_stays),
        ]
        model = ValueTable(columns)
        model.show(undone.remaining)
        table = TableView(model, tr("What stays"))
        table.setMinimumHeight(px(200))
        self.setMinimumWidth(min(px(720), parent.window().width() - px(48)))
        self.body.addWidget(table)


class LinksShown(Asking):
    """Mails that hold links in place of files: to be copied, never followed by the program."""

    def __init__(self, parent: QWidget, linked: "Sequence[Linked]") -> None:
        line = tr("They are not followed. Open one in a browser if you know its sender.")
        super().__init__(parent, tr("Mails that hold only links"), line, tr("Copy the link"))
        rows = [(each.subject, link) for each in linked for link in each.links]
        columns: list[Column[tuple[str, str]]] = [
            Column(tr("Subject"), lambda x: x[0]),
            Column(tr("Link"), lambda x: x[1], Cell.FILE),
        ]
        self.model = ValueTable(columns)
        self.model.show(rows)
        self.table = TableView(self.model, tr("Links"))
        self.table.setMinimumHeight(px(200))
        self.table.selectRow(0)
        self.setMinimumWidth(min(px(760), parent.window().width() - px(48)))
        self.body.addWidget(self.table)
        self.accepted.connect(self._copy)

    def _copy(self) -> None:
        row = self.model.value(self.table.currentIndex().row())
        if row is not None:
            QGuiApplication.clipboard().setText(row[1])


class RowsAsked(Asking):
    """The rows of a workbook that were refused or need a look, each with its reason."""

    def __init__(self, parent: QWidget, file: str, rows: "Sequence[tuple[State, Row]]") -> None:
        one, many = tr("1 row needs a look."), tr("{n} rows need a look.")
        line = counted(len(rows), one, many) if rows else tr("Every row is in.")
        super().__init__(parent, name_in(file), line, tr("Done"))
        self.model = ValueTable(row_columns())
        self.model.show(rows)
        table = TableView(self.model, tr("Rows that need a look"))
        table.setMinimumHeight(px(220))
        table.setVisible(bool(rows))
        self.setMinimumWidth(min(px(820), parent.window().width() - px(48)))
        self.body.addWidget(table)


def ask_for_files(parent: QWidget) -> QFileDialog:
    """Make the system's dialog that asks for files of any kind."""
    dialog = QFileDialog(parent, tr("Import files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    invoices = "*.ofd *.pdf *.xml *.zip *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.gif"
    name = tr("Invoices, pictures, workbooks")
    kinds = f"{name} ({invoices} *.xlsx *.xls *.csv)"
    dialog.setNameFilters([kinds, tr("All files (*)")])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def ask_for_folder(parent: QWidget) -> QFileDialog:
    """Make the system's dialog that asks for a folder."""
    dialog = QFileDialog(parent, tr("Import a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def ask_where(parent: QWidget) -> QFileDialog:
    """Make the system's dialog that asks where the list goes."""
    excel, csv = tr("Excel workbook (*.xlsx)"), tr("CSV file (*.csv)")
    dialog = QFileDialog(parent, tr("Export the list"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([excel, csv])
    dialog.setDefaultSuffix("xlsx")
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix("csv" if chosen == csv else "xlsx")
    )
    dialog.selectFile(tr("Import result") + ".xlsx")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def on_disk(file: str) -> Path | None:
    """Give the file itself, or the archive that holds it; None for what came otherwise."""
    path = file
    while "!" in path and not Path(path).exists():
        path = path.rpartition("!")[0]
    return Path(path) if Path(path).is_absolute() else None


def _called(party: Party) -> str:
    return " ".join(filter(None, (party.name, party.tax_id)))
