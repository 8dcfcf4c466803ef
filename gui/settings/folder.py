"""The watched folder (监视文件夹): chosen, shown, given up."""

from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from core import settings
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.settings.page import column_of, keep, told
from gui.theme import px
from words.translate import tr


class FolderPage(QWidget):
    """One folder; what arrives there is imported by itself."""

    icon: ClassVar[str] = "folder-open"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setAccessibleName(tr("Watched folder"))
        self.place.setPlaceholderText(tr("No folder is watched"))
        self.choose = Button(tr("Choose a folder…"), icon="folder-open")
        self.give_up = Button(tr("Watch none"), Kind.QUIET)
        column = column_of(self, self.word())
        column.addWidget(
            told(
                tr(
                    "What arrives in this folder and the folders in it is imported while the"
                    " program runs. The files stay where they lie, as they are."
                ),
                "quiet",
            )
        )
        column.addSpacing(px(8))
        column.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.choose)
        row.addWidget(self.give_up)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.choose.clicked.connect(self._ask)
        self.give_up.clicked.connect(lambda: self.watch(""))

    @staticmethod
    def word() -> str:
        """监视文件夹."""
        return tr("Watched folder")

    def refresh(self) -> None:
        """Show which folder is watched."""
        folder = self._desk.core.folder
        self._desk.jobs.run(self, lambda _: settings.load(folder), self._show)

    def watch(self, folder: str) -> None:
        """Watch a folder from now on; an empty text is none."""
        self._show_folder(folder)
        keep(self._desk, self, watched=folder or None)

    def _show(self, now: settings.Settings) -> None:
        self._show_folder(now.watched or "")

    def _show_folder(self, folder: str) -> None:
        self.place.setText(folder)
        self.place.setToolTip(folder)
        self.give_up.setEnabled(bool(folder))

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Choose the folder to watch"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.watch)
        dialog.open()
