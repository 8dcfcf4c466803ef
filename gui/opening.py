"""What stands in place of the screens while there is no open ledger."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.errors import AppError, LedgerDamaged, LedgerNewer, NoFolder
from gui.buttons import Button, Kind
from gui.errors import after_fault, fault
from gui.notices import EmptyState
from gui.theme import named, px
from words.errors import said
from words.translate import joined, tr


class NotOpen(QWidget):
    """Says calmly why there is no open ledger, and offers what can be done about it."""

    again = Signal()
    demo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._state = EmptyState("folder-open")
        self._state.line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._state.line.setAccessibleName(tr("What can be done"))
        self.demo_button = self._state.add(Button(tr("Look around with sample data"), Kind.PRIMARY))
        self.again_button = self._state.add(Button(tr("Try again"), Kind.SECONDARY))
        self.demo_button.clicked.connect(self.demo)
        self.again_button.clicked.connect(self.again)
        card = named(QFrame(), "card")
        QVBoxLayout(card).addWidget(self._state)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(12))
        box.addWidget(card)

    def say(self, error: Exception) -> None:
        """Say why; sample data are offered only to who has no ledger yet."""
        no_ledger = isinstance(error, NoFolder)
        if isinstance(error, AppError):
            words = said(error)
            self._state.say(
                words.what.rstrip("。."), _paragraphs(words.data, words.now), _icon(error)
            )
        else:
            self._state.say(fault(error), after_fault(), "warning")
        self.demo_button.setVisible(no_ledger)
        self.wait(False)
        first = self.demo_button if no_ledger else self.again_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self, waiting: bool) -> None:
        """Take no second wish while the first is under way."""
        self.demo_button.setEnabled(not waiting)
        self.again_button.setEnabled(not waiting)


def _paragraphs(data: str, now: str) -> str:
    return "\n".join(filter(None, (joined(data), now)))


def _icon(error: AppError) -> str:
    if isinstance(error, NoFolder):
        return "folder-open"
    return "database" if isinstance(error, LedgerDamaged | LedgerNewer) else "key"
