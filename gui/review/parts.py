"""Small parts of the review: a banner, a heading number, a text that never asks for width."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.buttons import Button, Kind
from gui.delegates import number_width, paint_number
from gui.icons import Icon
from gui.painting import words
from gui.states import Mark
from gui.theme import font, named, px, tokens
from words.translate import tr

SOFT = {Mark.AGREES: "agrees", Mark.LOOK: "look", Mark.WRONG: "wrong"}
ROLE = {Mark.AGREES: "green_mark", Mark.LOOK: "amber_mark", Mark.WRONG: "red"}


class Text(QWidget):
    """One line that gives way where there is no room; its tooltip has the whole."""

    def __init__(self, size: int = 13, role: str = "text", *, bold: bool = False) -> None:
        super().__init__()
        self._font, self._role, self._text = font(size, bold=bold), role, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def say(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setFont(self._font)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all of it."""
        self.setFont(self._font)
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + px(2), metrics.height() + px(4))

    def minimumSizeHint(self) -> QSize:
        """Give way."""
        return QSize(px(30), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setFont(self._font)
        right = Qt.TextElideMode.ElideRight
        cut = painter.fontMetrics().elidedText(self._text, right, self.width())
        words(painter, self.rect().toRectF(), cut, getattr(tokens(), self._role))


class Number(QWidget):
    """An invoice number in fours; gone where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, number: str) -> None:
        """Show another number."""
        self._number = number
        self.setToolTip(number)
        self.setAccessibleName(number)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all groups."""
        self.setFont(font())
        return QSize(number_width(self.fontMetrics(), self._number) + px(2), px(22))

    def minimumSizeHint(self) -> QSize:
        """Be gone, rather than cut."""
        return QSize(0, px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it whole or not at all."""
        painter = QPainter(self)
        painter.setFont(font())
        if self.width() >= number_width(painter.fontMetrics(), self._number):
            paint_number(painter, self.rect(), self._number, tokens().text2)


class Apart(QWidget):
    """Keeps a part apart from what stands below, and takes no room while that part is hidden."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part = part
        self._allowed = True
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, px(8))
        box.addWidget(part)
        part.installEventFilter(self)
        self._follow()

    def allow(self, allowed: bool) -> None:
        """Let the part be seen at all."""
        self._allowed = allowed
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the part."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._follow()
        return False

    def _follow(self) -> None:
        self.setVisible(self._allowed and not self._part.isHidden())


class Banner(QFrame):
    """One line under the header: what, the rest, one quiet action, and its end."""

    wanted = Signal()
    closed = Signal()

    def __init__(self, action: str) -> None:
        super().__init__()
        named(self, "banner")
        self.setFixedHeight(px(40))
        self._icon = Icon(Mark.LOOK.value, 20, "amber_mark")
        self.what = named(QLabel(), "bold")
        self.rest = Text(role="text2")
        self.action = Button(action, Kind.QUIET)
        self.close_button = Button(tr("Seen"), Kind.QUIET, icon="x")
        self.action.clicked.connect(self.wanted)
        self.close_button.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(6), 0)
        row.setSpacing(px(10))
        row.addWidget(self._icon)
        row.addWidget(self.what)
        row.addWidget(self.rest, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.hide()

    def say(self, mark: Mark, what: str, rest: str) -> None:
        """Show a line in the colour of its state."""
        self._icon.show_as(mark.value, ROLE.get(mark, "grey_mark"))
        self.setProperty("soft", SOFT.get(mark, ""))
        self.style().polish(self)
        self.what.setText(what)
        self.rest.say(rest)
        self.setAccessibleName(f"{what} {rest}")
        self.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def arrow(icon: str, name: str) -> QToolButton:
    """Make a small button without a word, for previous and next alone."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFixedSize(px(40), px(28))
    box = QHBoxLayout(button)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(Icon(icon, 16, "accent_text"), alignment=Qt.AlignmentFlag.AlignCenter)
    return button
