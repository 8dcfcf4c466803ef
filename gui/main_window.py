"""The window: what stands at once, then the tabs, and opening the ledger behind them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from gui.theme import named, px

if TYPE_CHECKING:
    from core.app import Core
    from core.home import Home
    from gui.inside import Inside

Open = Callable[[], "Core"]


class MainWindow(QMainWindow):
    """The window of one ledger.

    At once it is only its ground and the field that takes the first key; the first paint pays
    for nothing else. Then `furnish` makes all the rest around that field.
    """

    def __init__(
        self,
        open_core: Open,
        open_demo: Open,
        before: Callable[[], None],
        home: "Home | None" = None,
    ) -> None:
        """Stand at once; `before` is called before the rest is made (language, errors).

        `home` is where the ledger lives; with it the window can make one, or open one by its code.
        """
        super().__init__()
        self._home = home
        self._open_core = open_core
        self._open_demo = open_demo
        self._before = before
        self._painted = False
        self.inside: Inside | None = None
        self.field = QLineEdit()
        self.field.setFixedHeight(px(44))
        ground = named(QWidget(), "page")
        box = QVBoxLayout(ground)
        box.setContentsMargins(px(117), px(69), px(37), 0)  # where the first screen has it
        box.addWidget(self.field)
        box.addStretch()
        self.setCentralWidget(ground)
        if home is not None and home.is_new and open_core is not open_demo:
            self.field.hide()  # the first start comes in its place
        self.resize(px(1200), px(760))
        self.field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on with the rest when the window stands."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.furnish)

    def furnish(self) -> None:
        """Make the tabs and what goes with them, and open the ledger."""
        from gui.inside import Inside  # brings the screens: six times what the first paint takes

        if self.inside is None:
            self._before()
            self.inside = Inside(self, self.field, self._open_core, self._open_demo, self._home)
            self.inside.open()

    @property
    def has_own_ledger(self) -> bool:
        """Whether the user's own ledger is open, and not the samples."""
        inside = self.inside
        return inside is not None and inside.desk.ready and not inside.is_sample

    def place(self) -> str:
        """Write the window's place and size, to be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restore_place(self, kept: str) -> None:
        """Take a kept place and size; what cannot be read changes nothing."""
        self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the work under way, then close the ledger."""
        if self.isVisible() and self.inside is not None and not self.inside.may_close():
            event.ignore()
            return
        self.hide()
        if self.inside is not None:
            self.inside.close_ledger()
        super().closeEvent(event)
