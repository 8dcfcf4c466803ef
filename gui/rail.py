"""The rail at the left: the tab bar, an icon above a word for each tab."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QTabBar, QTabWidget, QWidget

from gui import icons
from gui.later import Later, Place
from gui.painting import CENTRE, plate, words
from gui.tab import Tab
from gui.theme import font, px, tokens
from words.translate import tr

COMPACT_WIDTH = 900
COMPACT_HEIGHT = 560
LEAST = 36
"""The height of an icon above its word, below which neither can be read."""
MOST = 999
"""The largest number that a badge shows."""

T = TypeVar("T", bound=Tab)


class Rail(QTabBar):
    """Paints the tabs; the name of a tab's icon is its `tabData`."""

    compact = False

    def __init__(self) -> None:
        super().__init__()
        self._badges: dict[int, int] = {}
        self._room = 0

    def badge(self, at: int) -> int:
        """Tell how many things on a tab need a person."""
        return self._badges.get(at, 0)

    def set_badge(self, at: int, count: int) -> None:
        """Show how many things on a tab need a person; nothing for none."""
        self._badges[at] = count
        self.setAccessibleTabName(at, f"{self.tabText(at)} {count}" if count else self.tabText(at))
        self.update()

    def width_now(self) -> int:
        """The width of the rail."""
        return px(64 if self.compact else 80)

    def tabSizeHint(self, index: int) -> QSize:
        """Give every tab the same room."""
        return QSize(self.width_now(), self._height() if self.compact else px(64))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(64), px(LEAST))

    def minimumSizeHint(self) -> QSize:
        """Let the window become small enough for the rail to follow."""
        return QSize(px(64), px(LEAST) * self.count())

    def fit(self, room: int, *, compact: bool) -> None:
        """Share so much height among the tabs, and one place more at the foot."""
        self.compact, self._room = compact, room

    def _height(self) -> int:
        """The height of a tab in a small window: less where all would not find room."""
        return max(px(LEAST), min(px(46), self._room // (self.count() + 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tabs one under the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        under_mouse = self.tabAt(self.mapFromGlobal(self.cursor().pos()))
        for at in range(self.count()):
            self._paint_ground(painter, at, at == under_mouse)
            self._paint_icon_and_word(painter, at)
            if self.badge(at):
                self._paint_badge(painter, at)

    def _paint_ground(self, painter: QPainter, at: int, hovered: bool) -> None:
        look = tokens()
        area = QRectF(self.tabRect(at))
        inner = area.adjusted(px(6), px(3), -px(6), -px(3))
        if at != self.currentIndex():
            if hovered:
                plate(painter, inner, px(8), look.hover)
            return
        if self.hasFocus():
            plate(painter, inner.adjusted(-2, -2, 2, 2), px(10), look.accent_text)
        plate(painter, inner, px(8), look.accent_soft)
        bar = QRectF(area.x(), area.center().y() - px(12), px(3), px(24))
        plate(painter, bar, px(1.5), look.accent_text)

    def _paint_icon_and_word(self, painter: QPainter, at: int) -> None:
        look, area = tokens(), QRectF(self.tabRect(at))
        chosen = at == self.currentIndex()
        colour = look.accent_text if chosen else look.text2
        side, gap = (px(18), px(2)) if self.compact else (px(24), px(5))
        painter.setFont(font(11 if self.compact else 12, bold=chosen))
        line = painter.fontMetrics().height()
        top = area.y() + (area.height() - side - gap - line) / 2
        name = str(self.tabData(at)) + "-fill" * chosen
        square = QRectF(area.center().x() - side / 2, top, side, side)
        icons.paint(painter, square, name, colour)
        below = QRectF(area.x(), top + side + gap, area.width(), line)
        words(painter, below, self.tabText(at), colour, CENTRE)

    def _paint_badge(self, painter: QPainter, at: int) -> None:
        """Paint an amber pill at the upper right of the icon."""
        look, area = tokens(), QRectF(self.tabRect(at))
        text = str(self.badge(at)) if self.badge(at) <= MOST else f"{MOST}+"
        painter.setFont(font(10))
        height = px(16)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + px(8))
        left = min(area.center().x() + px(5), area.right() - width - 1)
        pill = QRectF(left, area.y() + px(1 if self.compact else 7), width, height)
        plate(painter, pill, height / 2, look.amber_mark)
        plate(painter, pill.adjusted(1, 1, -1, -1), height / 2 - 1, look.amber_soft)
        words(painter, pill, text, look.amber, CENTRE)


class RailButton(QAbstractButton):
    """A button at the foot of the rail: an icon above its word, as the tabs have it."""

    def __init__(self, word: str, icon: str, rail: Rail, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._rail = rail
        self.setText(word)
        self.setAccessibleName(word)

    def sizeHint(self) -> QSize:
        """Be as large as a tab."""
        return self._rail.tabSizeHint(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon and the word in the theme of now."""
        look, painter, area = tokens(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            inner = area.adjusted(px(6), px(3), -px(6), -px(3))
            plate(painter, inner, px(8), look.accent_soft if self.hasFocus() else look.hover)
        side, gap = (px(18), px(2)) if self._rail.compact else (px(24), px(5))
        painter.setFont(font(11 if self._rail.compact else 12))
        line = painter.fontMetrics().height()
        top = (area.height() - side - gap - line) / 2
        square = QRectF(area.center().x() - side / 2, top, side, side)
        icons.paint(painter, square, self._icon, look.text2)
        below = QRectF(0, top + side + gap, area.width(), line)
        words(painter, below, self.text(), look.text2, CENTRE)


class Tabs(QTabWidget):
    """The screens, with their rail at the left, and at its foot the way to the settings.

    `make` makes a screen of its class.
    """

    def __init__(self, make: Callable[[type[Tab]], Tab]) -> None:
        super().__init__()
        self._make = make
        self.setObjectName("tabs")
        self.rail = Rail()
        self.rail.setDrawBase(False)
        self.rail.setAccessibleName(tr("Screens"))
        self.setTabBar(self.rail)
        self.setTabPosition(QTabWidget.TabPosition.West)
        self.setDocumentMode(True)
        self.gear = RailButton(tr("Settings"), "gear", self.rail, self)
        self._laid_out = QSize()
        self.currentChanged.connect(self._on_chosen)

    def add(self, place: Place) -> None:
        """Add a screen under its word; it is made when it is chosen or asked for."""
        at = self.count()
        self._stand(at, Later(place), place)
        QShortcut(_key(at), self, partial(self.setCurrentIndex, at))

    def made(self, kind: type[T]) -> T:
        """Give the screen of this class."""
        for at in range(self.count()):
            there = self.widget(at)
            if isinstance(there, Later) and there.place is kind.place:
                there = self._fill(at, there)
            if isinstance(there, kind):
                return there
        raise LookupError(kind)

    def unmade(self) -> list[Place]:
        """Name the screens that are not made yet."""
        there = (self.widget(at) for at in range(self.count()))
        return [each.place for each in there if isinstance(each, Later)]

    def _on_chosen(self, at: int) -> None:
        there = self.widget(at)
        if isinstance(there, Later):
            self._fill(at, there)

    def _fill(self, at: int, later: Later) -> Tab:
        """Put the screen where its place was kept."""
        chosen = at == self.currentIndex()
        screen = self._make(later.place.load())
        screen.badge.connect(lambda count: self.rail.set_badge(at, count))
        self._stand(at, screen, later.place)
        if chosen:
            self.setCurrentIndex(at)
        self.removeTab(at + 1)
        later.deleteLater()
        return screen

    def _stand(self, at: int, widget: QWidget, place: Place) -> None:
        """Stand it in the rail; Ctrl and its number lead to it."""
        self.insertTab(at, widget, place.word())
        self.rail.setTabData(at, place.icon)
        hint = _key(at).toString(QKeySequence.SequenceFormat.NativeText)
        self.setTabToolTip(at, f"{place.word()}  {hint}")

    def event(self, event: QEvent) -> bool:
        """Lay out anew only where the rail takes another room.

        Each time that any part of a screen asks for another size Qt lays out the rail and the
        screens anew, and paints the whole window: 20 ms for a word that has become longer.
        """
        if event.type() == QEvent.Type.LayoutRequest:
            room = self.rail.sizeHint()
            if room == self._laid_out:
                self.updateGeometry()  # the window may have to be larger for it
                return True
            self._laid_out = room
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the rail to its end."""
        painter = QPainter(self)
        ground = QColor(tokens().rail)
        painter.fillRect(0, 0, self.rail.width_now(), self.height(), ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rail smaller where the window is small."""
        window = self.window().size()
        compact = window.width() < COMPACT_WIDTH or window.height() < COMPACT_HEIGHT
        self.rail.fit(self.height() - px(8), compact=compact)  # the tabs begin 8 lower
        super().resizeEvent(event)
        size = self.gear.sizeHint()
        self.gear.resize(size)
        self.gear.move(0, self.height() - size.height())
        self.gear.raise_()


def _key(at: int) -> QKeySequence:
    return QKeySequence(f"Ctrl+{at + 1}")
