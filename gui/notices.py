"""What a screen says by itself: an empty state, a strip of progress, a toast."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.progress import Progress
from gui import icons
from gui.buttons import Button, Kind
from gui.icons import Icon
from gui.states import Mark, State
from gui.theme import Tokens, px, tokens
from words.translate import filled, tr
from words.vocabulary import step

SHOWN_AFTER = 300
"""Milliseconds before work under way is spoken of: what is quicker needs no word."""

TOAST_STAYS = 6000


class StateIcon(QWidget):
    """The mark of a state."""

    def __init__(self, mark: Mark, size: int = 16) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(px(size), px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the theme of now."""
        look: Tokens = tokens()
        icons.paint(QPainter(self), QRectF(self.rect()), self._mark.value, self._mark.colour(look))


class EmptyState(QWidget):
    """An icon, one sentence, lines under it, and the one thing to do."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = Icon(icon, 56)
        self.sentence = _label("sentence", wraps=True)
        self.line = _label("quiet", wraps=True)
        self.buttons = QVBoxLayout()
        self.buttons.setSpacing(px(12))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(24))
        box.setSpacing(px(8))
        box.addStretch(1)
        box.addWidget(self.icon, alignment=Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(px(12))
        box.addWidget(self.sentence)
        box.addWidget(self.line)
        box.addSpacing(px(12))
        box.addLayout(self.buttons)
        box.addStretch(2)

    def say(self, sentence: str, line: str, icon: str | None = None) -> None:
        """Say something else."""
        self.sentence.setText(sentence)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        if icon is not None:
            self.icon.show_as(icon, "text3")

    def add(self, button: Button) -> Button:
        """Add a button under the ones there are."""
        self.buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        return button


class ProgressStrip(QFrame):
    """What long work does, how far it is, what cancelling leaves, and Cancel.

    It keeps hidden while the work is quick.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(px(36 + 12))  # the style sheet leaves 12 below
        self._what = QLabel()
        self._far = _label("small")
        self._leaves = _label("small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(px(200))
        self._bar.setAccessibleName(tr("Progress"))
        self.cancel = Button(tr("Cancel"), Kind.QUIET, key=QKeySequence(Qt.Key.Key_Escape))
        self.cancel.clicked.connect(self.cancelled)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWN_AFTER)
        self._late.timeout.connect(self.show)
        self._lay_out()
        self.hide()

    def begin(self, what: str, leaves: str) -> None:
        """Begin to speak of work, a moment from now."""
        self._began = time.monotonic()
        self._what.setText(what)
        self._leaves.setText(leaves)
        self._far.clear()
        self._bar.setRange(0, 0)
        self._late.start()

    def tell(self, progress: Progress) -> None:
        """Say how far it is; an unknown end moves without a figure."""
        if progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            text = tr("{step} {done} of {total}, {seconds} s")
        else:
            self._bar.setRange(0, 0)
            text = tr("{step} {done}, {seconds} s")
        values = {
            "step": step(progress.step),
            "done": f"{progress.done:,}",
            "total": f"{progress.total or 0:,}",
            "seconds": round(time.monotonic() - self._began),
        }
        self._far.setText(filled(text, values))

    def end(self) -> None:
        """The work is over."""
        self._late.stop()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(12))
        for part in (self._what, self._bar, self._far):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self._leaves)
        row.addWidget(self.cancel)


class Toast(QFrame):
    """A word that needs no answer, at the bottom of its screen for six seconds.

    Where it offers to undo, `undo` tells that this is wanted; Ctrl+Z is the screen's own key.
    It stands at the bottom of the first part of `over` that is in sight, else of the screen.
    """

    undo = Signal()

    def __init__(self, parent: QWidget, over: Sequence[QWidget] = ()) -> None:
        super().__init__(parent)
        self._over = over
        self.setObjectName("toast")
        self._mark = QHBoxLayout()
        self._text = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addLayout(self._mark)
        row.addWidget(self._text)
        self._action = QPushButton()
        self._action.setObjectName("undo")
        self._action.setAccessibleName(tr("Undo"))
        self._action.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action.clicked.connect(self._on_undo)
        row.addWidget(self._action)
        self.setFixedHeight(px(40))
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(TOAST_STAYS)
        self._stay.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, state: State, *, undo: bool = False) -> None:
        """Show and announce a word with its mark, and perhaps the way back."""
        while (old := self._mark.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        icon = StateIcon(state.mark)
        self._mark.addWidget(icon)
        icon.show()  # in a toast in sight it would get its room only after the toast has its size
        self._text.setText(state.word)
        key = QKeySequence(QKeySequence.StandardKey.Undo)
        hint = key.toString(QKeySequence.SequenceFormat.NativeText)
        self._action.setText(f"{self._action.accessibleName()}  {hint}")
        self._action.setVisible(undo)
        self.show()
        self._place()
        self.raise_()
        self._stay.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, state.word))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place at the bottom as the screen changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEvent) -> None:
        """Stay under the mouse."""
        self._stay.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Begin to go where the mouse leaves."""
        self._stay.start()

    def _on_undo(self) -> None:
        self.hide()
        self.undo.emit()

    def _place(self) -> None:
        self.adjustSize()
        screen = self.parentWidget()
        assert screen is not None, "made over a screen"
        around = screen.rect()
        over = next((part for part in self._over if part.isVisible()), None)
        if over is not None:
            foot = over.mapTo(screen, over.rect().bottomLeft())
            left = foot.x() + (over.width() - self.width()) // 2
            left = max(px(8), min(left, around.width() - self.width() - px(8)))
            self.move(left, foot.y() - self.height() - px(8))
            return
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - px(64))


def _label(name: str, *, wraps: bool = False) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    if wraps:
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
