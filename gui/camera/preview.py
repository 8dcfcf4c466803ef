"""The picture of the camera, with the codes in it outlined."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.theme import px, tokens
from words.translate import tr

if TYPE_CHECKING:  # QtMultimedia is an optional part
    from PySide6.QtMultimedia import QVideoFrame

    from core.files.qr.found import Corners
    from gui.camera.frames import Look

EVERY = 40
"""Milliseconds between two pictures: making one of a frame takes up to ten, on this thread."""

LINE = 3


class Preview(QWidget):
    """Shows the newest frame; green round what was read, amber round what was seen or guessed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Picture of the camera"))
        self.setMinimumSize(px(160), px(90))
        self._image = QImage()
        self._frame: QVideoFrame | None = None
        self._look: Look | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(EVERY)
        self._pause.timeout.connect(self._show_newest)

    def sizeHint(self) -> QSize:
        """Ask for the shape that most cameras have."""
        return QSize(px(480), px(270))

    def show_frame(self, frame: "QVideoFrame") -> None:
        """Show a frame, or keep it until the one before was shown for a moment."""
        self._frame = frame
        if not self._pause.isActive():
            self._pause.start(0 if self._image.isNull() else EVERY)

    def show_look(self, look: "Look") -> None:
        """Outline what was found."""
        self._look = look
        seen = len(look.found.codes)
        self.setAccessibleDescription(tr("A code is in sight.") if seen else "")
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._pause.stop()
        self._image, self._frame, self._look = QImage(), None, None
        self.update()

    def outlines(self) -> list[tuple[QPolygonF, bool]]:
        """Give the outlines in pixels of this widget, each with whether the code is sure."""
        look, place = self._look, self._place()
        if look is None or place.isEmpty():
            return []
        read = [(code.corners, not code.guessed) for code in look.found.codes]
        unread = [(seen.corners, False) for seen in look.found.unread]
        scale = place.width() / look.width
        return [(_polygon(corners, place, scale), known) for corners, known in read + unread]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame as large as it fits, and the outlines over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look = tokens()
        painter.fillRect(self.rect(), QColor(look.head))
        if self._image.isNull():
            painter.setPen(QColor(look.text2))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter, tr("The camera is starting…")
            )
            return
        painter.drawImage(self._place(), self._image)
        for outline, known in self.outlines():
            painter.setPen(QPen(QColor("white"), px(LINE + 2)))
            painter.drawPolygon(outline)
            painter.setPen(QPen(QColor(look.green_mark if known else look.amber_mark), px(LINE)))
            painter.drawPolygon(outline)

    def _show_newest(self) -> None:
        if self._frame is not None:
            self._image, self._frame = self._frame.toImage(), None
            self.update()

    def _place(self) -> QRectF:
        """Give where the picture stands: in the middle, whole."""
        if self._image.isNull():
            return QRectF()
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )


def _polygon(corners: "Corners", place: QRectF, scale: float) -> QPolygonF:
    return QPolygonF([place.topLeft() + QPointF(x, y) * scale for x, y in corners])
