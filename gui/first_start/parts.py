"""What the pages of the first start are made of."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from gui.notices import StateIcon
from gui.states import Mark, State
from gui.theme import font, named, px

WIDTH = 640
"""The width of a page's column at the base size."""


class Message(QWidget):
    """A mark and words under a field; its room stays when there is nothing to say.

    With no lines to wrap into, it is as wide as its words.
    """

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        sign = QWidget()
        sign.setFixedWidth(px(13))
        self._marks = QStackedLayout(sign)  # without a parent it would show its first as a window
        self._places: dict[Mark | None, int] = {None: self._marks.addWidget(QWidget())}
        for mark in Mark:
            self._places[mark] = self._marks.addWidget(_at_top(StateIcon(mark, 13)))
        self.label = QLabel()
        self.label.setWordWrap(lines > 0)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(3), 0, 0)
        row.setSpacing(px(6))
        row.addWidget(sign)
        row.addWidget(self.label, 1)
        self.setFixedHeight(px(3 + 18 * max(1, lines)))
        self.say(None)

    def grow(self) -> None:
        """Take as many lines as the words need, where what stands below may move."""
        self.setMaximumHeight(16_777_215)

    @property
    def text(self) -> str:
        """What is said."""
        return self.label.text()

    def say(self, state: State | None) -> None:
        """Say something, or nothing."""
        self.label.setText(state.word if state else "")
        self.label.setProperty("state", state.mark.name.lower() if state else "none")
        self.label.style().unpolish(self.label)
        self.label.style().polish(self.label)
        self._marks.setCurrentIndex(self._places[state.mark if state else None])


class Segments(QWidget):
    """Two or more choices that share a border; one is always chosen. Arrow keys go through."""

    chosen = Signal()

    def __init__(self, words: list[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, word in enumerate(words):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(place == 0)
            button.setProperty("kind", "segment")
            ends = {0: "first", len(words) - 1: "last"}
            button.setProperty("end", ends.get(place, "middle"))
            self._group.addButton(button, place)
            self.say(place, word)
            row.addWidget(button)
        row.addStretch()
        self._group.idClicked.connect(lambda _: self.chosen.emit())

    @property
    def at(self) -> int:
        """Which is chosen, from 0."""
        return self._group.checkedId()

    def choose(self, at: int) -> None:
        """Choose one without a person's word: nothing is told of it."""
        self.button(at).setChecked(True)

    def say(self, at: int, word: str) -> None:
        """Change the word of a choice; of a fixed size, it is no reason to lay the screen out."""
        button = self.button(at)
        width = QFontMetrics(font(bold=True)).horizontalAdvance(word) + px(32)
        button.setFixedSize(width, px(32))
        button.setText(word)
        button.setAccessibleName(f"{self._name}: {word}")

    def button(self, at: int) -> QPushButton:
        """The button of a choice."""
        button = self._group.button(at)
        assert isinstance(button, QPushButton)
        return button


class Page(QWidget):
    """A question of the first start: a title, one line, and what is asked.

    `changed` says that `missing` may be another; a page without `missing` can be left.
    """

    changed = Signal()

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.title = named(QLabel(title), "big")
        self.title.setWordWrap(True)
        self.lead = named(QLabel(lead), "quiet")
        self.lead.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.title)
        self.column.addSpacing(px(4))
        self.column.addWidget(self.lead)
        self.column.addSpacing(px(14))

    def missing(self) -> str:
        """Say what is still missing, or nothing."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the cursor where it is needed first."""
        raise NotImplementedError

    def answer(self) -> str:
        """Say in a few words what was answered."""
        return ""


class Scrolled(QScrollArea):
    """As high as the page that it shows while there is room, else it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def show_page(self, page: QWidget) -> None:
        """Show this page in place of the one before, which is kept by whoever made it."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.setParent(self)  # it is to end with this, and to take no life as a window
        self.setWidget(page)
        page.setAutoFillBackground(False)
        page.show()
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the height of the page at the width there is."""
        page = self.widget()
        if page is None:
            return super().sizeHint()
        width = max(1, self.width())
        high = page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()
        return QSize(px(WIDTH), high)

    def minimumSizeHint(self) -> QSize:
        """Let the window be small."""
        return QSize(px(300), px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask anew where the width has changed, for words wrap."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Bring what takes the focus into sight, also where it was given it by the program."""
        page = self.widget()
        if now is not None and page is not None and page.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, px(24))


def _at_top(sign: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, px(2), 0, 0)
    column.addWidget(sign)
    column.addStretch()
    return held
