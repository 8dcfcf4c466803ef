"""One opening of a window, timed from outside: prints the moments it was at what.

    window_child.py bare              a program with an empty QMainWindow
    window_child.py ours FOLDER       the program on a ledger; its key comes on standard input

The clock is the system's monotonic one, so that a parent can count from the start of the process.
As in main.py, nothing is imported before it is needed.
"""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

if TYPE_CHECKING:
    from core.app import Core
    from gui.main_window import MainWindow

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

KEY = "7"


class FirstPaint(QObject):
    """Says when a window was painted first."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the first paint."""
        if event.type() == QEvent.Type.Paint and not self.done:
            self.done = True
            say("first_paint")
            self.painted()
        return False

    def painted(self) -> None:
        """End the bare program."""
        QApplication.quit()


class Echo(FirstPaint):
    """Types a key as soon as the window stands, and says when it can be seen."""

    def __init__(self, window: "MainWindow", field: QLineEdit) -> None:
        super().__init__()
        self._window = window
        self._field = field
        self._echoed = False

    def painted(self) -> None:
        """Type the key."""
        from PySide6.QtCore import QCoreApplication, Qt
        from PySide6.QtGui import QKeyEvent

        self._field.installEventFilter(self)
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_7, none, KEY)
            QCoreApplication.postEvent(self._field, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the paint of the field that shows the key."""
        if self._field is watched and event.type() == QEvent.Type.Paint and not self._echoed:
            if self._field.text() == KEY and self._window.inside is not None:
                self._echoed = True
                say("echoed")
                self._wait_for_answer()
            return False
        return super().eventFilter(watched, event) if watched is self._window else False

    def _wait_for_answer(self) -> None:
        from PySide6.QtCore import QTimer

        from gui.tabs.entry import EntryTab

        assert self._window.inside is not None
        tab = self._window.inside.tabs.currentWidget()
        assert isinstance(tab, EntryTab)
        if self._window.inside.not_open.isVisible():
            QApplication.exit(1)
        elif tab.pile.recent.loaded:
            say("answered")
            QApplication.quit()
        else:
            QTimer.singleShot(1, self._wait_for_answer)


def bare() -> None:
    """Open an empty window."""
    app = QApplication([])
    window, probe = QMainWindow(), FirstPaint()
    window.installEventFilter(probe)
    window.resize(1200, 760)
    window.show()
    app.exec()


def ours(folder: Path) -> None:
    """Open the program's window as main.py does."""
    from core import settings
    from core.folders import default_folder
    from gui.app import application, furnish
    from gui.main_window import MainWindow

    default_folder()
    code = sys.stdin.readline().strip()

    def open_core() -> "Core":
        from core.app import Core
        from core.secrets import Key, MemoryKeys

        return Core.open(folder, MemoryKeys(any_id=Key(bytes.fromhex(code))))

    kept = settings.load(folder)
    app = application(kept)
    window = MainWindow(open_core, open_core, lambda: furnish(app, kept))
    probe = Echo(window, window.field)
    window.installEventFilter(probe)
    window.show()
    status = app.exec()
    window.close()
    sys.exit(status)


def say(what: str) -> None:
    """Print a moment at once."""
    print(what, time.monotonic_ns(), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[2]))
