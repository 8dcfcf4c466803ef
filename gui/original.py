"""An original as it looks: one page at a time, on white paper in both themes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from gui import marks
from gui.marks import Frame
from gui.theme import px, tokens
from words.translate import filled, tr

LEAST = 110
"""The height that a picture keeps; where there is less room, others shrink before it."""

SHARPER = 1.5
"""How much finer a page is drawn than it is shown, so that a little zoom stays sharp."""

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)


class Picture(Protocol):
    """One drawn page: `rgb` holds `height` rows of `width` pixels of three bytes."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    @property
    def rgb(self) -> bytes:
        """The pixels."""


def image_of(picture: Picture) -> QImage:
    """Make a picture of Qt that owns its bytes; may be called on any thread."""
    width, height = picture.width, picture.height
    return QImage(picture.rgb, width, height, width * 3, QImage.Format.Format_RGB888).copy()


class Page(QWidget):
    """The picture of a page, as large as there is room; pressed, it asks to be seen large."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._frames: Sequence[Frame] = ()
        self.setMinimumHeight(px(LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Page of the original"))

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null one shows an empty sheet."""
        self._image = image
        self.mark(())
        self.updateGeometry()
        self.update()

    def mark(self, frames: Sequence[Frame]) -> None:
        """Frame what it says otherwise; it is the first page."""
        self._frames = [each for each in frames if each.page == 0]
        self.setAccessibleDescription("\n".join(each.text for each in self._frames))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what is framed where the mouse stands."""
        if isinstance(event, QHelpEvent) and not self._image.isNull():
            return _tell(self, event, self._frames, self._area())
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Ask for the height that the width gives the picture."""
        if self._image.isNull():
            return QSize(px(360), px(LEAST))
        return QSize(px(360), round(px(360) * self._image.height() / self._image.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to be seen large."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, in the middle, with its border."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self._area()
        painter.fillRect(area, QColor("#FFFFFF"))
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        size = area.size().toSize() * ratio
        scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter.drawImage(area, scaled)
        marks.paint(painter, self._frames, area)
        painter.setPen(QColor(tokens().line))
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _area(self) -> QRectF:
        size = self._image.size().scaled(
            self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio
        )
        return QRectF((self.width() - size.width()) / 2, 1, size.width(), size.height())


class PageView(QScrollArea):
    """A page to read: zoomed with + and -, turned with R, the next with Page Down.

    `wanted` asks for a page and for how many dots an inch it is to be drawn; `show_page` gives it.
    """

    wanted = Signal(int, float)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Page of the original"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self._pages = 0
        self._page = 0
        self._zoom = 0
        self._turn = 0
        self._image = QImage()
        self._drawn = 0
        self._frames: Sequence[Frame] = ()

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._pages

    def begin(self, pages: int) -> None:
        """Begin with the first page of so many."""
        self._pages, self._page, self._zoom, self._turn = pages, 0, 0, 0
        self._ask()

    def show_page(self, image: QImage) -> None:
        """Show the page that was asked for."""
        self._image, self._drawn = image, self._page
        self._place()

    def mark(self, frames: Sequence[Frame]) -> None:
        """Frame what the pages say otherwise, until others are given."""
        self._frames = frames
        self.setAccessibleDescription("\n".join(each.text for each in frames))
        self._place()

    def step(self, by: int) -> None:
        """Go on or back by pages."""
        page = max(0, min(self._pages - 1, self._page + by))
        if page != self._page:
            self._page = page
            self._ask()

    def zoom(self, by: int) -> None:
        """Go nearer or farther by one step."""
        zoom = max(0, min(len(ZOOMS) - 1, self._zoom + by))
        if zoom != self._zoom:
            self._zoom = zoom
            self._ask()

    def turn(self) -> None:
        """Turn the page to the right, for one that lies on its side."""
        self._turn = (self._turn + 90) % 360
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read by keys."""
        does = _KEYS.get(event.key())
        if does is None:
            super().keyPressEvent(event)
        else:
            does(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, else move."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room."""
        super().resizeEvent(event)
        self._place()

    def _ask(self) -> None:
        values = {"page": self._page + 1, "pages": self._pages}
        self.told.emit(filled(tr("Page {page} of {pages}"), values) if self._pages else "")
        if self._pages:
            self.wanted.emit(
                self._page, 96 * SHARPER * ZOOMS[self._zoom] * self.devicePixelRatioF()
            )

    def _place(self) -> None:
        if self._image.isNull():
            self._sheet.show_image(QImage(), QSize(1, 1), ())
            return
        turned = self._image.transformed(QTransform().rotate(self._turn))
        room = self.viewport().size() - QSize(px(16), px(16))
        fit = turned.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        frames = [
            replace(each, area=marks.turned(each.area, self._turn))
            for each in self._frames
            if each.page == self._drawn
        ]
        self._sheet.show_image(turned, fit * ZOOMS[self._zoom], frames)


class _Sheet(QWidget):
    """The paper itself, with its frames as it is turned."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.frames: Sequence[Frame] = ()

    def show_image(self, image: QImage, size: QSize, frames: Sequence[Frame]) -> None:
        """Show a picture in a size."""
        self._image, self.frames = image, frames
        self.resize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint white paper, then the picture, then what is marked on it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        marks.paint(painter, self.frames, QRectF(self.rect()))

    def event(self, event: QEvent) -> bool:
        """Say what is framed where the mouse stands."""
        if isinstance(event, QHelpEvent):
            return _tell(self, event, self.frames, QRectF(self.rect()))
        return super().event(event)


def _tell(sheet: QWidget, event: QHelpEvent, frames: Sequence[Frame], on: QRectF) -> bool:
    """Show what is odd at the mouse as a tooltip, or let an older one go."""
    text = marks.text_at(frames, on, event.pos().toPointF())
    QToolTip.showText(event.globalPos(), text, sheet)
    return True


_KEYS: dict[int, Callable[[PageView], None]] = {
    Qt.Key.Key_Plus: lambda view: view.zoom(1),
    Qt.Key.Key_Equal: lambda view: view.zoom(1),
    Qt.Key.Key_Minus: lambda view: view.zoom(-1),
    Qt.Key.Key_R: lambda view: view.turn(),
    Qt.Key.Key_PageDown: lambda view: view.step(1),
    Qt.Key.Key_PageUp: lambda view: view.step(-1),
}
