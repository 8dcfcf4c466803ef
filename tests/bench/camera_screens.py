"""The states of the camera's card and of the dimmed screen, by frames in the real sink."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPixmap
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QWidget

from core.files.qr.found import Code, Corners, Found
from gui.camera.eye import Eye
from gui.camera.panel import Opened
from gui.screen_region import Shot
from gui.tabs.entry import EntryTab
from tests.gui.cameras import TestEye, image, page, view

STATES = ("camera", "cameraguess", "cameraabsent", "camerafailed", "screenregion")
FRESH = "01,31,,26312000000148273905,3390.00,20261124,,4D8A"
OTHER = "01,32,,26422000000375586818,10.70,20261120,,"
PLACE: Corners = ((172.0, 170.0), (400.0, 170.0), (400.0, 398.0), (172.0, 398.0))


def bring_about(tab: EntryTab, state: str, pause: Callable[[float], None]) -> None:
    """Bring a state about on a window whose ledger is filled."""
    tab.pile.sounds.on = False
    if state == "screenregion":
        tab.looking.region.grab = lambda: [_screen()]
        tab.looking.region.ask()
        pause(0.6)
        tab.looking.region.dimmed[0].region = QRect(60, 130, 270, 280)
        return
    panel = tab.looking.panel()
    panel.load = _absent if state == "cameraabsent" else lambda: TestEye
    tab.looking.turn()
    pause(0.5)
    if isinstance(panel.eye, Eye):
        _look(panel.eye, state, pause)


def in_front(tab: EntryTab) -> QWidget | None:
    """Give what stands in place of the window."""
    return tab.looking.region.dimmed[0] if tab.looking.region.dimmed else None


def _look(eye: Eye, state: str, pause: Callable[[float], None]) -> None:
    if state == "camerafailed":
        eye.failed.emit()
        return
    if state == "cameraguess":
        eye.frames.read = lambda shot, seconds: Found((Code(FRESH, PLACE, guessed=True),))
    for _ in range(4):
        eye.sink.setVideoFrame(QVideoFrame(view(FRESH, OTHER)))
        pause(0.3)


def _absent() -> Opened:
    raise ModuleNotFoundError("No module named 'PySide6.QtMultimedia'")


def _screen() -> Shot:
    return Shot(QRect(0, 0, 1280, 720), QPixmap.fromImage(image(page([FRESH, OTHER]))))
