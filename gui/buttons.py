"""Buttons that carry an icon, a word and, small and grey, the key that does the same."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from gui import icons
from gui.theme import Tokens, font, px, tokens

ICON = 16
ICON_GAP = 6
HINT_GAP = 10


class Kind(StrEnum):
    """How much a button asks for; one PRIMARY a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    LINK = "link"


PADDING = {Kind.PRIMARY: 14, Kind.SECONDARY: 14, Kind.QUIET: 9, Kind.LINK: 0}


class Button(QPushButton):
    """A push button; the style sheet draws its ground by the property `kind`.

    `key` becomes its shortcut and is written on it; `hint` is the name of one that others see to.
    """

    def __init__(
        self,
        word: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str | None = None,
        key: QKeySequence | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(word, parent)
        self._kind = kind
        self._icon = icon
        self._hint = hint
        self._shows_hint = True
        self.in_list = False
        """Whether it stands in a column of its like: what it says then begins at the left."""
        self.setProperty("kind", kind.value)
        self.setAccessibleName(word)
        self.setFont(font(bold=kind is Kind.PRIMARY))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(kind is Kind.PRIMARY)
        if key is not None:
            self.setShortcut(key)
            self._hint = key.toString(QKeySequence.SequenceFormat.NativeText)

    def show_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon = name
        self.update()

    def write_key(self, *, written: bool) -> None:
        """Write the key on it, or not where there is no room; it does the same either way."""
        self._shows_hint = written
        self.updateGeometry()
        self.update()

    def say(self, word: str, icon: str | None = None) -> None:
        """Change the word, and the icon."""
        self.setText(word)
        self.setAccessibleName(word)
        self._icon = icon or self._icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the word, the icon and the key their room."""
        return QSize(self._content() + 2 * px(PADDING[self._kind]), px(32))

    def minimumSizeHint(self) -> QSize:
        """Never cut a word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground by the style, then icon, word and key."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        look = tokens()
        word, hint = self._colours(look)
        x = px(PADDING[self._kind]) if self.in_list else (self.width() - self._content()) / 2
        if self._icon:
            side = px(ICON)
            square = QRectF(x, (self.height() - side) / 2, side, side)
            icons.paint(painter, square, self._icon, word)
            x += side + px(ICON_GAP)
        x = self._draw(painter, x, self.text(), word)
        if self._hint and self._shows_hint:
            painter.setFont(font(11))
            self._draw(painter, x + px(HINT_GAP), self._hint, hint)
        if self.hasFocus() and self._kind is Kind.PRIMARY:
            painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.on_accent), 1.5))
            ring = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            painter.drawRoundedRect(ring, px(4), px(4))

    def _draw(self, painter: QStylePainter, x: float, words: str, colour: str) -> float:
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colour))
        line = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x, line), words)
        return x + metrics.horizontalAdvance(words)

    def _content(self) -> int:
        width = self.fontMetrics().horizontalAdvance(self.text())
        if self._icon:
            width += px(ICON) + px(ICON_GAP)
        if self._hint and self._shows_hint:
            width += px(HINT_GAP) + QFontMetrics(font(11)).horizontalAdvance(self._hint)
        return width

    def _colours(self, look: Tokens) -> tuple[str, str]:
        if not self.isEnabled():
            return look.disabled, look.disabled
        if self._kind is Kind.PRIMARY:
            return look.on_accent, look.on_accent
        return (look.text if self._kind is Kind.SECONDARY else look.accent_text), look.text3
