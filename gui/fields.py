"""Fields to type into."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from gui import icons
from gui.painting import RIGHT, words
from gui.theme import font, px, tokens

LONGEST = 200


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
