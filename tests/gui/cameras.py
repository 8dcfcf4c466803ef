"""A camera that is not there: real frames go into the real sink, as a camera would push them."""

from collections.abc import Iterable

import qrcode
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from gui.camera.eye import Eye
from gui.camera.troubles import Choice
from gui.jobs import Jobs

ONE = Choice("one", "Desk camera")
TWO = Choice("two", "Lid camera")


class TestEye(Eye):
    """Tells of cameras that do not exist, and notes which were started; all else is real."""

    __test__ = False

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, parent)
        self.there, self.started = [ONE, TWO], list[str]()

    def cameras(self) -> list[Choice]:
        return self.there

    def start(self, key: str) -> None:
        self.started.append(key)

    def stop(self) -> None:
        super().stop()
        self.started.append("")


def code(payload: str, box: int = 5) -> Image.Image:
    """Draw a code."""
    drawn = qrcode.QRCode(box_size=box, border=4)
    drawn.add_data(payload)
    return drawn.make_image().get_image().convert("RGB")


def page(payloads: Iterable[str], size: tuple[int, int] = (1280, 720)) -> Image.Image:
    """Lay codes side by side on a grey page."""
    laid, x = Image.new("RGB", size, (190, 190, 190)), 60
    for payload in payloads:
        drawn = code(payload)
        laid.paste(drawn, (x, 150))
        x += drawn.width + 80
    return laid


def image(picture: Image.Image) -> QImage:
    """Give a picture to Qt."""
    rgb = picture.convert("RGB")
    kind = QImage.Format.Format_RGB888
    return QImage(rgb.tobytes(), rgb.width, rgb.height, rgb.width * 3, kind).copy()


def view(*payloads: str) -> QImage:
    """Make what a camera sees that looks at these codes."""
    return image(page(payloads)).convertToFormat(QImage.Format.Format_RGB32)
