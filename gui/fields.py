"""Fields to type into."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from gui import icons
from gui.painting import RIGHT, words
from gui.theme import font, px, tokens
from words.translate import tr

LONGEST = 200

IN_FOURS = (4, 4, 4, 4, 4)
"""A 20-digit number, as the eye takes it."""

LIKE_A_TAX_ID = (2, 6, 9, 1)


class Field(QLineEdit):
    """A line to type into: a tag of where its value came from, a mark of what is wrong.

    The value goes before its tag: where both find no room, the tag is in the tooltip alone.
    `groups` sets its characters apart for the eye; text and clipboard stay whole. Nothing is
    touched while an input method composes. Keys that the form needs pass through.
    """

    def __init__(self, groups: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = groups
        self._tag = ""
        self._tag_shown = False
        self._may_be_cut = bool(groups)
        self.composing = False
        self.setMaxLength(LONGEST)
        self.textChanged.connect(self._make_room)
        if groups:
            self.textChanged.connect(self._group)

    def set_tag(self, tag: str) -> None:
        """Say, small at the right, where the value came from; empty for nothing."""
        if tag != self._tag:
            self._tag, self._may_be_cut = tag, True
            self._make_room()
            self.update()

    @property
    def tag(self) -> str:
        """What stands small at its right; empty where the value needs the room."""
        return self._tag if self._tag_shown else ""

    @property
    def is_cut(self) -> bool:
        """Whether its text is wider than its room."""
        margins = self.textMargins()
        return self._width_of_text() > self._room() - margins.left() - margins.right()

    def set_look(self, name: str, value: str) -> None:
        """Set a property that the style sheet knows (`state`, `own`, `sign`)."""
        if (self.property(name) or "") != value:
            self.setProperty(name, value)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+D and its like to the form: some systems delete a character with it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if (
                event.modifiers() == Qt.KeyboardModifier.ControlModifier
                and event.key() in _NOT_OURS
            ):
                event.ignore()
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method composes; group anew when it is done."""
        composed = self.composing
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if composed and not self.composing:
            self._group()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag over the field."""
        super().paintEvent(event)
        if self._tag_shown:
            painter = QPainter(self)
            painter.setFont(font(11))
            area = QRectF(self.rect()).adjusted(0, 0, -px(9), 0)
            words(painter, area, self._tag, tokens().text3, RIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew what finds room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show the tag if the value leaves room for it, and what is cut in the tooltip."""
        if not self._may_be_cut:
            return
        tag = QFontMetrics(font(11)).horizontalAdvance(self._tag) + px(8) if self._tag else 0
        self._tag_shown = bool(self._tag) and self._width_of_text() <= self._room() - tag
        self.setTextMargins(0, 0, tag if self._tag_shown else 0, 0)
        hidden = [self.text()] if self.is_cut else []
        hidden += [self._tag] if self._tag and not self._tag_shown else []
        self.setToolTip("\n".join(hidden))

    def _room(self) -> int:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.width() - 2 * _SIDE

    def _width_of_text(self) -> int:
        gaps = max(0, _groups_begun(len(self.text()), self._groups) - 1)
        return self.fontMetrics().horizontalAdvance(self.text()) + gaps * px(6)

    def _group(self) -> None:
        """Set the groups apart by wider letters; an input method's event is the way in."""
        if self.composing or not self._groups:
            return
        wide = QTextCharFormat()
        wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        wide.setFontLetterSpacing(px(6))
        ends, at = [], 0
        for size in self._groups[:-1]:
            at += size
            ends.append(at - 1)
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat, end - self.cursorPosition(), 1, wide
            )
            for end in ends
            if end < len(self.text()) - 1
        ]
        super().inputMethodEvent(QInputMethodEvent("", attributes))


def _groups_begun(length: int, groups: tuple[int, ...]) -> int:
    ends = [sum(groups[:count]) for count in range(1, len(groups))]
    return 1 + sum(end < length for end in ends)


_SIDE = 2
"""Pixels that Qt keeps free at each end of a line's text."""

_NOT_OURS = frozenset((Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_O))


def make_search(field: QLineEdit, name: str, hint: str) -> None:
    """Make a field a search field: its glass, the key that leads to it, and Esc to empty it."""
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setToolTip(hint)
    field.setMaxLength(LONGEST)
    field.setTextMargins(px(21), 0, px(52), 0)
    SearchSigns(field).show()


class SearchSigns(QWidget):
    """The glass at the left of a search field, and at the right, small and grey, its key."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        key = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_K)
        self._key = key.toString(QKeySequence.SequenceFormat.NativeText)
        QShortcut(key, field, self._reach)
        self.resize(field.size())
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the field, and let Esc empty it."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._field.size())
        return isinstance(event, QKeyEvent) and self._emptied_by(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        look = tokens()
        painter = QPainter(self)
        side = px(16)
        glass = QRectF(px(8), (self.height() - side) / 2, side, side)
        icons.paint(painter, glass, "magnifying-glass", look.text2)
        painter.setFont(font(11))
        words(painter, QRectF(self.rect()).adjusted(0, 0, -px(10), 0), self._key, look.text3, RIGHT)

    def _emptied_by(self, event: QKeyEvent) -> bool:
        cancel = event.matches(QKeySequence.StandardKey.Cancel)
        if not (cancel and event.type() == QEvent.Type.KeyPress and self._field.text()):
            return False
        self._field.clear()
        return True

    def _reach(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()


class ChoiceBox(QComboBox):
    """A box to choose from that shows its caret."""

    def __init__(self) -> None:
        super().__init__()
        choices = QListView()
        self.setView(choices)
        choices.setObjectName("choices")
        choices.setAccessibleName(tr("Choices"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret, for which a style sheet takes files only."""
        super().paintEvent(event)
        icons.paint_caret(self)
