"""The tax bureau's batch check (批量查验): its files out, its answers back in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from core.domain.batch_shape import DEFAULT, Shape
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.states import Mark, State
from gui.verification.shaping import BatchAsked
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.batch import BatchRead, Written


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
        """Keep what a file of the tax bureau answers."""
        batch = self._desk.core.batch
        self._desk.jobs.run(self, lambda _: batch.read(file), self._on_read)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.text())
        menu.addAction(tr("Write files for the tax bureau…")).triggered.connect(self.ask)
        menu.addAction(tr("Read its answer…")).triggered.connect(self._ask_file)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_folder(self, shape: Shape) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Where to write the files"))
        if folder:
            self.write(Path(folder), shape)

    def _ask_file(self) -> None:
        kinds = tr("Excel (*.xlsx *.xls)")
        file, _ = QFileDialog.getOpenFileName(self, tr("The answer of the tax bureau"), "", kinds)
        if file:
            self.read(Path(file))

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

    def _on_read(self, read: "BatchRead") -> None:
        parts = [counted(read.recorded, tr("{n} answer kept"), tr("{n} answers kept"))]
        if read.unknown:
            parts.append(filled(tr("{n} not in the ledger"), {"n": len(read.unknown)}))
        if read.unread:
            parts.append(filled(tr("{n} not understood"), {"n": len(read.unread)}))
        unclear = bool(read.unknown or read.unread)
        self.done.emit(State(Mark.LOOK if unclear else Mark.AGREES, " · ".join(parts)))
