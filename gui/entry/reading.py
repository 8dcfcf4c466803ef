"""Files on their way: one after the other, off the window's thread, in the order they came."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from core.progress import Report
from gui.desk import Desk
from gui.entry.arriving import Arrival, of_image, of_path
from gui.errors import show_error
from gui.notices import SHOWN_AFTER

Read = Callable[[Report], list[Arrival]]


class Reading(QObject):
    """The queue of files. `arrived` gives what stood in each; `slow` names one that takes long."""

    arrived = Signal(list)
    slow = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[tuple[str, Read]] = deque()
        self._busy = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWN_AFTER)
        self._late.timeout.connect(lambda: self.slow.emit(self._waiting[0][0]))

    @property
    def busy(self) -> bool:
        """Whether anything is still to be read."""
        return bool(self._waiting)

    def read_files(self, paths: Iterable[Path]) -> None:
        """Read these files and folders."""
        self._waiting.extend((path.name, partial(of_path, path)) for path in paths)
        self._go_on()

    def read_picture(self, picture: QImage, name: str) -> None:
        """Read a picture that is no file; it is kept under this name."""
        self._waiting.append((name, lambda report: of_image(picture, name, report)))
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        self._late.start()
        self._desk.jobs.run(self, self._waiting[0][1], self._end, failed=self._fail)

    def _end(self, arrivals: list[Arrival]) -> None:
        self._late.stop()
        self._waiting.popleft()
        self._busy = False
        self.arrived.emit(arrivals)
        self._go_on()

    def _fail(self, error: Exception) -> None:
        show_error(self.parent(), error)
        self._end([])
