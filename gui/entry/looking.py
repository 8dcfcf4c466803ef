"""Two further ways in: the camera, and a region of the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.buttons import Button
from gui.desk import Desk
from gui.entry.arriving import of_code
from gui.entry.options import Options
from gui.entry.strip import Verdict
from gui.screen_region import ScreenRegion, refusal
from gui.states import Mark
from words.translate import tr

if TYPE_CHECKING:  # imported when it is asked for
    from core.files.qr.found import Code
    from gui.camera.panel import CameraPanel


class Looking(QObject):
    """`read` gives arrivals, `pictured` a part of the screen, `said` what the strip is to say.

    The screen puts what it likes into `place`, under the camera; `turned`: that came or went.
    """

    read = Signal(list)
    pictured = Signal(QImage)
    said = Signal(object)
    turned = Signal()

    def __init__(self, desk: Desk, options: Options, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._options = options
        self.camera: CameraPanel | None = None
        self.is_open = False
        self.region = ScreenRegion(screen)
        self.place = QVBoxLayout()
        self.camera_button = Button(tr("Camera"), icon="camera", key=QKeySequence(Qt.Key.Key_F6))
        self.screen_button = Button(tr("Screen"), icon="monitor", key=QKeySequence(Qt.Key.Key_F7))
        self.screen_button.setToolTip(tr("Read codes that stand on the screen, in a browser, say"))
        self.camera_button.clicked.connect(self.turn)
        self.screen_button.clicked.connect(self.region.ask)
        self.region.chosen.connect(self.pictured)
        self.region.refused.connect(lambda: self.said.emit(_refused()))

    def turn(self) -> None:
        """Open the camera, or put it away."""
        panel = self.panel()
        self.is_open = not self.is_open
        panel.wanted = self._options.camera
        panel.setVisible(self.is_open)
        self.turned.emit()

    def panel(self) -> "CameraPanel":
        """Give the camera's card; it is made when it is first asked for."""
        if self.camera is None:
            from gui.camera.panel import CameraPanel  # not before the first paint

            self.camera = panel = CameraPanel(self._desk.jobs)
            panel.hide()
            panel.read.connect(self._on_read)
            panel.chosen.connect(self._options.remember_camera)
            panel.closed.connect(self.turn)
            self.place.insertWidget(0, panel, 3)
        return self.camera

    def _on_read(self, codes: "list[Code]") -> None:
        self.read.emit([of_code(code.text, guessed=code.guessed) for code in codes])


def _refused() -> Verdict:
    words, facts = refusal()
    return Verdict(Mark.LOOK, words, facts=facts)
