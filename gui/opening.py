"""What stands in place of the screens while there is no open ledger."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.errors import (
    AppError,
    InvalidRecoveryCode,
    KeyMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringLocked,
    KeyWrong,
    LedgerDamaged,
    LedgerNewer,
    NoFolder,
)
from gui.buttons import Button, Kind
from gui.errors import after_fault, fault
from gui.notices import EmptyState
from gui.theme import MONOSPACED, font, named, px
from words.errors import said
from words.translate import counted, filled, joined, tr

FOR_THE_CODE = KeyMissing | KeyringAbsent | KeyringDenied | KeyringLocked | KeyWrong
"""The errors after which a recovery code opens the ledger."""

WIDEST = 70
"""Characters of a code with its hyphens, and one."""


class NotOpen(QWidget):
    """Says calmly why there is no open ledger, and offers what can be done about it.

    With `doors` it offers what leads to a ledger: the recovery code, another folder, a new one.
    """

    again = Signal()
    demo = Signal()
    set_up = Signal()
    elsewhere = Signal(Path)
    code = Signal(str)
    picture = Signal(Path)
    restore = Signal()

    def __init__(self, *, doors: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._doors = doors
        self._state = EmptyState("folder-open")
        self._state.line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._state.line.setAccessibleName(tr("What can be done"))
        self.code_row = CodeRow(alone=True)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self.code_row, 1000)
        centred.addStretch(1)
        self._state.buttons.addLayout(centred)
        self.demo_button = self._state.add(Button(tr("Look around with sample data"), Kind.PRIMARY))
        self.again_button = self._state.add(Button(tr("Try again"), Kind.SECONDARY))
        self.folder_button = self._state.add(Button(tr("Choose the data folder…"), Kind.QUIET))
        self.set_up_button = self._state.add(Button(tr("Set up a new ledger"), Kind.QUIET))
        self.restore_button = self._state.add(Button(tr("Restore a backup…"), Kind.QUIET))
        self._connect()
        card = named(QFrame(), "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(_scrolling(self._state))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(12))
        box.addWidget(card)

    def say(self, error: Exception) -> None:
        """Say why; sample data are offered only to who has no ledger yet."""
        no_ledger = isinstance(error, NoFolder)
        wants_code = self._doors and isinstance(error, FOR_THE_CODE)
        if isinstance(error, AppError):
            words = said(error)
            now = tr("Type the recovery code from the sheet.") if wants_code else words.now
            what = words.what.rstrip("。.")
            self._state.say(what, _paragraphs(words.data, now), _icon(error))
        else:
            self._state.say(fault(error), after_fault(), "warning")
        self.code_row.setVisible(wants_code)
        self.demo_button.setVisible(no_ledger)
        for button in (self.folder_button, self.set_up_button):
            button.setVisible(self._doors and no_ledger)
        self.restore_button.setVisible(self._doors and (no_ledger or wants_code))
        self.wait(False)
        first = self.demo_button if no_ledger else self.again_button
        (self.code_row.field if wants_code else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why a code that was given does not open the ledger."""
        self.wait(False)
        self.code_row.say(error)

    def wait(self, waiting: bool) -> None:
        """Take no second wish while the first is under way."""
        for part in (
            self.demo_button,
            self.again_button,
            self.folder_button,
            self.set_up_button,
            self.restore_button,
            self.code_row,
        ):
            part.setEnabled(not waiting)

    def _connect(self) -> None:
        self.demo_button.clicked.connect(self.demo)
        self.again_button.clicked.connect(self.again)
        self.set_up_button.clicked.connect(self.set_up)
        self.restore_button.clicked.connect(self.restore)
        self.folder_button.clicked.connect(self._ask_for_folder)
        self.code_row.given.connect(self.code)
        self.code_row.picture.connect(self.picture)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, tr("Data folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda found: self.elsewhere.emit(Path(found)))
        dialog.open()


class CodeRow(QWidget):
    """Takes the recovery code of a sheet: typed in groups, or read from a picture of it.

    `alone` in the middle of a page its button is the primary one; in a dialog it is one of several.
    """

    given = Signal(str)
    picture = Signal(Path)

    def __init__(self, *, alone: bool = False) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Recovery code"))
        self.field.setPlaceholderText(tr("14 groups of 4 characters; upper or lower case"))
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        drawn = font()
        drawn.setFamilies(MONOSPACED)
        self.field.setFont(drawn)
        self.setMaximumWidth(self.field.fontMetrics().horizontalAdvance("M" * WIDEST) + px(20))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setProperty("state", "none")
        self.message.setMinimumHeight(px(18))
        kind = Kind.PRIMARY if alone else Kind.SECONDARY
        self.open_button = Button(tr("Open the ledger"), kind)
        self.picture_button = Button(tr("Read it from a picture of the sheet…"), icon="image")
        self._lay_out(alone)
        self.field.textEdited.connect(self._group)
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self.open_button.click)
        self.open_button.clicked.connect(lambda: self.given.emit(self.field.text()))
        self.picture_button.clicked.connect(self._ask_for_picture)
        self._look()

    def say(self, error: Exception) -> None:
        """Say what is wrong with the code, by its group where that can be told."""
        if isinstance(error, InvalidRecoveryCode):
            text = _reason(error)
        elif isinstance(error, KeyWrong):
            text = tr("This code is right in itself, but it belongs to another ledger.")
        elif isinstance(error, AppError):
            words = said(error)
            text = joined(words.what, words.now)
        else:
            text = fault(error)
        self._tell(text, "wrong")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, text: str) -> None:
        """Set what is typed at the end in groups; what is changed within is left alone."""
        from core.secrets import GROUP, letters  # the job that failed has imported it

        if self.field.cursorPosition() == len(text):
            plain = letters(text)
            parts = [plain[at : at + GROUP] for at in range(0, len(plain), GROUP)]
            self.field.setText("-".join(parts))

    def _look(self) -> None:
        if not self.field.text():
            self.open_button.setEnabled(False)
            self._tell("", "none")
            return
        from core.secrets import GROUP, GROUPS, letters  # the job that failed has imported it

        short = GROUPS * GROUP - len(letters(self.field.text()))
        self.open_button.setEnabled(short <= 0)
        to_go = counted(short, tr("{n} character to go"), tr("{n} characters to go"))
        self._tell(to_go if short > 0 else "", "waiting")

    def _tell(self, text: str, state: str) -> None:
        self.message.setText(text)
        self.message.setProperty("state", state)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def _ask_for_picture(self) -> None:
        dialog = QFileDialog(self, tr("Picture of the recovery sheet"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Pictures and PDF (*.png *.jpg *.jpeg *.bmp *.pdf)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda found: self.picture.emit(Path(found)))
        dialog.open()

    def _lay_out(self, centred: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.field)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        if centred:
            row.addStretch()
        row.addWidget(self.open_button)
        row.addWidget(self.picture_button)
        row.addStretch()
        column.addLayout(row)


def _reason(error: InvalidRecoveryCode) -> str:
    kind = error.facts.get("reason")
    if kind == "character":
        text = tr("Group {group} has a character that no code has. Compare it with the sheet.")
        return filled(text, error.facts)
    if kind == "length":
        return tr("A code has 14 groups of 4 characters. Compare it with the sheet.")
    if kind == "picture":
        return tr("No recovery code was found in it. Type the code instead.")
    return tr("One character or more is not as on the sheet. Compare it group by group.")


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def _paragraphs(data: str, now: str) -> str:
    return "\n".join(filter(None, (joined(data), now)))


def _icon(error: AppError) -> str:
    if isinstance(error, NoFolder):
        return "folder-open"
    return "database" if isinstance(error, LedgerDamaged | LedgerNewer) else "key"
