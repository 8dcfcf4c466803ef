"""Where a file goes that the user saves."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog


def begin_in_documents(dialog: QFileDialog) -> None:
    """Begin among the user's documents, until a place was chosen: not where the program runs."""
    if Path(dialog.directory().absolutePath()) == Path.cwd():
        where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(where if Path(where).is_dir() else str(Path.home()))
