"""A region of the screen as a picture: an e-invoice that is open in a browser, say.

The window steps aside, every screen is grabbed and shown dimmed, and what is drawn round is cut
out in the pixels of the screen.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from gui.painting import CENTRE, plate, words
from gui.theme import font, px, tokens
from words.translate import joined, tr

ASIDE = 300
"""Milliseconds that the system gets to paint what our window stood before."""

LEAST = 8
"""Pixels: a smaller region is a slip of the hand."""

DIM = QColor(0, 0, 0, 120)


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: where it stands, and what it shows, in its own pixels."""

    place: QRect
    picture: QPixmap


Grab = Callable[[], list[Shot]]


def grabbed() -> list[Shot]:
    """Grab every screen; empty where the system does not let programs do that."""
    if sys.platform == "darwin" and not _mac_allows():
        return []
    if QGuiApplication.platformName().startswith("wayland"):
        return []
    screens = QGuiApplication.screens()
    shots = [Shot(screen.geometry(), screen.grabWindow(0)) for screen in screens]
    return [shot for shot in shots if not shot.picture.isNull()]


def refusal() -> tuple[str, str]:
    """Say why no screen can be grabbed, and what to do."""
    other = tr("Or take a picture by the system's own key and paste it here.")
    if sys.platform == "darwin":
        allow = tr("Allow it in System Settings, Privacy & Security, Screen Recording.")
        return tr("Piaohe may not see the screen"), joined(allow, other)
    return tr("This system does not show its screen to programs"), other


class ScreenRegion(QObject):
    """Asks for a region. `chosen` gives its picture; `refused`: there is none to be had."""

    chosen = Signal(QImage)
    refused = Signal()

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self.grab: Grab = grabbed
        self.dimmed: list[Dimmed] = []
        self.aside = QTimer(self)
        self.aside.setSingleShot(True)
        self.aside.setInterval(ASIDE)
        self.aside.timeout.connect(self._on_aside)
        self._window: QWidget | None = None

    def ask(self) -> None:
        """Step aside, then show the screens to draw on."""
        if self._window is None:
            self._window = self._screen.window()
            self._window.hide()
            self.aside.start()

    def _on_aside(self) -> None:
        shots = self.grab()
        if not shots:
            self._come_back()
            self.refused.emit()
            return
        for shot in shots:
            dimmed = Dimmed(shot)
            dimmed.chosen.connect(self._on_chosen)
            dimmed.left.connect(self._come_back)
            self.dimmed.append(dimmed)
            dimmed.show()
        self.dimmed[0].activateWindow()
        self.dimmed[0].raise_()

    def _on_chosen(self, picture: QPixmap) -> None:
        self._come_back()
        self.chosen.emit(picture.toImage())

    def _come_back(self) -> None:
        dimmed, self.dimmed = self.dimmed, []
        for each in dimmed:
            each.hide()
            each.deleteLater()
        window, self._window = self._window, None
        if window is not None:
            window.show()
            window.activateWindow()


class Dimmed(QWidget):
    """One screen as it was, dimmed but for the region; `chosen` gives the region's pixels."""

    chosen = Signal(QPixmap)
    left = Signal()

    def __init__(self, shot: Shot) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags | Qt.WindowType.Tool)
        self._picture = shot.picture
        self._from: QPoint | None = None
        self.region = QRect()
        self.setGeometry(shot.place)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(tr("Region of the screen"))
        self.setAccessibleName(tr("Region of the screen"))
        self.setAccessibleDescription(_hint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a region; the right button goes back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
        else:
            self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the region."""
        if self._from is not None:
            to = event.position().toPoint()
            self.region = QRect(self._from, to).normalized().intersected(self.rect())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the region."""
        region, self.region, self._from = self.region, QRect(), None
        self.update()
        if min(region.width(), region.height()) >= LEAST:
            self.chosen.emit(self._pixels(region))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the whole screen, Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._picture)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the system: the window has to come back."""
        super().closeEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the screen, the dimming, the region and what to do."""
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        painter.fillRect(self.rect(), DIM)
        if self.region.isEmpty():
            self._paint_hint(painter)
            return
        painter.drawPixmap(QRectF(self.region), self._picture, QRectF(self._scaled(self.region)))
        painter.setPen(QPen(QColor(tokens().accent), px(2)))
        painter.drawRect(self.region)

    def _paint_hint(self, painter: QPainter) -> None:
        look, text = tokens(), _hint()
        painter.setFont(font(15))
        width = painter.fontMetrics().horizontalAdvance(text) + px(48)
        area = QRectF((self.width() - width) / 2, px(64), width, px(48))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate(painter, area, px(8), look.toast)
        words(painter, area, text, look.on_toast, CENTRE)

    def _pixels(self, region: QRect) -> QPixmap:
        return self._picture.copy(self._scaled(region))

    def _scaled(self, region: QRect) -> QRect:
        """Give a region in pixels of the screen; a screen at 200 % has four for each of ours."""
        across = self._picture.width() / max(1, self.width())
        down = self._picture.height() / max(1, self.height())
        return QRect(
            round(region.x() * across),
            round(region.y() * down),
            round(region.width() * across),
            round(region.height() * down),
        )


def _hint() -> str:
    return tr("Draw round one or more codes · Enter: the whole screen · Esc: back")


def _mac_allows() -> bool:
    """Ask macOS whether this program may see other windows; the first time it asks the user.

    Without leave a grab succeeds and shows the desktop's picture alone.
    """
    import ctypes.util  # on macOS alone

    try:
        graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics"))
        may, ask = graphics.CGPreflightScreenCaptureAccess, graphics.CGRequestScreenCaptureAccess
        may.restype = ask.restype = ctypes.c_bool
        return bool(may() or ask())
    except (OSError, AttributeError):
        return True  # before macOS 11 it is allowed
