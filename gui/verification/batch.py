"""The tax bureau's batch check (批量查验): its files out, its answers back in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QWidget

from core import settings
from core.domain.batch_shape import DEFAULT, Left, Shape, read_former, read_shape
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.states import Mark, State
from gui.tables import Cell, Column, ValueTable
from gui.theme import px
from gui.verification.shaping import BatchAsked
from gui.views import TableView
from words.translate import counted, filled, tr
from words.verifying import left_line

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.files.batch_answers import AnsweredRow
    from core.services.batch import BatchRead, Written

WIDE = 760


class BatchButton(Button):
    """Two steps in a menu; `done` says what a step came to."""

    done = Signal(State)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Batch check"), Kind.QUIET, icon="files")
        self._desk = desk
        self.names: list[str] | None = None
        self.clicked.connect(self._open_menu)

    def write(self, folder: Path, shape: Shape = DEFAULT) -> None:
        """Write the files for what is chosen, or for all that wait."""
        batch, names = self._desk.core.batch, self.names
        self._desk.jobs.run(self, lambda _: batch.write(folder, names, shape), self._on_written)

    def ask(self) -> None:
        """Show what would be written, before it is."""
        asked = BatchAsked(self.window(), self._desk, self.names)
        asked.chosen.connect(self._ask_folder)
        asked.open()

    def read(self, file: Path) -> None:
        """Keep what a file of the tax bureau answers; show the rows of which nothing is kept."""
        core = self._desk.core

        def work(_: object) -> "BatchRead":
            kept = settings.load(core.folder).batch
            return core.batch.read(file, read_shape(kept), read_former(kept))

        self._desk.jobs.run(self, work, lambda read: self._on_read(file, read))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.text())
        menu.addAction(tr("Write files for the tax bureau…")).triggered.connect(self.ask)
        menu.addAction(tr("Read its answer…")).triggered.connect(self._ask_file)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_folder(self, shape: Shape) -> None:
        dialog = QFileDialog(self.window(), tr("Where to write the files"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.write(Path(folder), shape))
        dialog.open()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), tr("The answer of the tax bureau"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Workbooks and CSV (*.xlsx *.xls *.csv)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.read(Path(file)))
        dialog.open()

    def _on_written(self, written: "Written") -> None:
        files = len(written.files)
        parts = [
            counted(written.invoices, tr("{n} invoice written"), tr("{n} invoices written")),
            counted(files, tr("{n} file"), tr("{n} files")),
        ]
        lacking = len(written.left_out)
        if lacking:
            parts.append(counted(lacking, tr("{n} lacks a value"), tr("{n} lack a value")))
        self.done.emit(State(Mark.LOOK if lacking else Mark.AGREES, " · ".join(parts)))

    def _on_read(self, file: Path, read: "BatchRead") -> None:
        words = " · ".join(_read_words(read))
        self.done.emit(State(Mark.LOOK if read.left else Mark.AGREES, words))
        if read.left:
            BatchLeft(self.window(), file.name, read).open()


class BatchLeft(Asking):
    """The rows of a file of which no answer was kept, each with its reason."""

    def __init__(self, parent: QWidget, file: str, read: "BatchRead") -> None:
        strange = all(row.left is Left.STRANGE for row in read.left)
        line = " · ".join(_read_words(read))
        if strange and len(read.left) == read.rows:
            line = tr(
                "No row is about an invoice of this ledger. Is the file another company's? "
                "Nothing was kept of it."
            )
        super().__init__(parent, filled(tr("Read: {file}"), {"file": file}), line, tr("Close"))
        self.setMinimumWidth(min(px(WIDE), parent.width() - px(48)))
        self.out.hide()
        self.model = ValueTable(_left_columns())
        self.model.show(read.left)
        self.table = TableView(self.model, tr("Rows without an answer"))
        self.table.setMinimumHeight(px(128))
        label = tr("Nothing was kept of these rows; what they are about goes on waiting")
        self.add(label, self.table)
        self.whole = QLabel()
        self.whole.setWordWrap(True)
        self.whole.setMinimumHeight(px(36))
        self.body.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _: self.whole.setText(_why(read.left[now.row()]))
        )
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.copy = Button(tr("Copy the list"), Kind.QUIET, icon="copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.foot.insertWidget(1, self.copy)

    def _copy(self) -> None:
        columns = range(self.model.columnCount())
        lines = [
            [each.title for each in self.model.columns],
            *(
                [str(self.model.index(row, at).data() or "") for at in columns]
                for row in range(self.model.rowCount())
            ),
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.copy.say(tr("Copied"), "check")


def _read_words(read: "BatchRead") -> list[str]:
    parts = [counted(read.recorded, tr("{n} answer kept"), tr("{n} answers kept"))]
    if read.again:
        parts.append(filled(tr("{n} kept before"), {"n": read.again}))
    strange = sum(row.left is Left.STRANGE for row in read.left)
    if strange:
        parts.append(filled(tr("{n} not in the ledger"), {"n": strange}))
    if len(read.left) > strange:
        parts.append(filled(tr("{n} not kept"), {"n": len(read.left) - strange}))
    return parts


def _left_columns() -> "list[Column[AnsweredRow]]":
    return [
        Column(tr("Row"), lambda x: str(x.row), Cell.TEXT, 84),
        Column(tr("Invoice number"), lambda x: x.number or None, Cell.NUMBER, 206),
        Column(tr("The file says"), lambda x: x.text or None, Cell.TEXT, 120),
        Column(tr("Why nothing was kept"), _why),
    ]


def _why(row: "AnsweredRow") -> str:
    return left_line(row.left, row.column) if row.left is not None else ""
