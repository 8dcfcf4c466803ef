"""What is dropped on the window or pasted into it, wherever no field takes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.desk import Desk
from gui.importing.wanted import Wanted, of_paths, of_picture


class Receiving(QObject):
    """Takes files, folders and pictures for the whole window, while `may` says so."""

    def __init__(self, window: QWidget, desk: Desk, may: Callable[[], bool]) -> None:
        super().__init__(window)
        self._desk = desk
        self._may = may
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        let_drops_through(window)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window, self.paste)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what a drag brings; all that no screen took comes up to the window."""
        if event.type() not in _DROPS or not isinstance(event, QDropEvent):
            return False
        if not self._may() or not can_be_imported(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.take(event.mimeData())
        return True

    def paste(self) -> None:
        """Take what the clipboard holds."""
        if self._may():
            self.take(QGuiApplication.clipboard().mimeData())

    def take(self, mime: QMimeData) -> None:
        """Want it to be imported, if it is anything that can be."""
        wanted = wanted_of(mime)
        if wanted is not None:
            self._desk.import_wanted.emit(wanted)


def let_drops_through(root: QWidget) -> None:
    """Take drops from fields: a path is no text; it goes on to the window."""
    for field in root.findChildren(QLineEdit):
        field.setAcceptDrops(False)


def can_be_imported(mime: QMimeData) -> bool:
    """Say whether it holds files or a picture."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def wanted_of(mime: QMimeData) -> Wanted | None:
    """Give what is wanted by a drop or a paste; None for what is no file and no picture."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return of_paths(paths)
    image = mime.imageData()
    return of_picture(image) if isinstance(image, QImage) and not image.isNull() else None


_DROPS = frozenset((QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop))
