"""The recovery sheet: shown, printed or saved, and asked back before it is believed."""

import secrets
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from core.domain.company import Company
from core.home import Draft
from core.secrets import GROUP, GROUPS, letters
from gui.buttons import Button, Kind
from gui.first_start.paper import Paper, Sheet
from gui.first_start.parts import Message, Page
from gui.first_start.printing import print_sheet, write_pdf
from gui.jobs import Jobs
from gui.states import Mark, State
from gui.theme import MONOSPACED, font, named, px
from words.translate import counted, filled, tr

ASKED = 2
"""Groups that are asked back."""


class SheetPage(Page):
    """Shows the sheet, two groups drawn by lot and the last one covered, and asks the two back.

    Who uncovers them must print or save once more, and is asked for two others.
    """

    kept = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(
            tr("This paper is your spare key"),
            tr("Print it or save it as PDF now, and keep it away from this computer."),
        )
        self._jobs = jobs
        self._sheet: Sheet | None = None
        self._asked: list[int] = []
        self._uncovered = False
        self.copies = 0
        self.paper = Paper()
        self.print_button = Button(
            tr("Print…"), icon="printer", key=QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_P)
        )
        self.pdf_button = Button(tr("Save as PDF…"), icon="file-pdf")
        self.done = Message()
        self.show_button = Button(tr("Show the covered groups"), Kind.QUIET, icon="eye")
        self.ask = named(QLabel(), "section")
        self.fields = [_field() for _ in range(ASKED)]
        self.captions = [named(QLabel(), "small") for _ in range(ASKED)]
        self.message = Message()
        self._lay_out()
        self.print_button.clicked.connect(self.print)
        self.pdf_button.clicked.connect(self.ask_where)
        self.show_button.clicked.connect(self.uncover)
        for field in self.fields:
            field.textChanged.connect(self._on_typed)

    def show_sheet(self, company: Company, draft: Draft) -> None:
        """Show the sheet of a company; copies of another company's do not count."""
        sheet = Sheet(
            company.name,
            company.tax_id,
            draft.made_on,
            draft.new.key_id,
            draft.code,
            draft.modules,
        )
        self.show_whole(sheet)

    def show_whole(self, sheet: Sheet) -> None:
        """Show a sheet that is known with all that stands on it."""
        if sheet != self._sheet:
            self._sheet = sheet
            self.copies = 0
            self._say_copies()
            self._draw_lots()

    def missing(self) -> str:
        """Say what is still missing."""
        if self._uncovered:
            return tr("Print or save it once more")
        short = sum(max(0, GROUP - len(letters(field.text()))) for field in self.fields)
        if short:
            return counted(short, tr("{n} character to go"), tr("{n} characters to go"))
        return tr("Compare with the paper") if self._wrong() else ""

    def begin(self) -> None:
        """Go to what is to be done first: print, then type."""
        first = self.fields[0] if self.copies else self.print_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> str:
        """Say what it is about."""
        return tr("Print or save, then confirm")

    def print(self) -> None:
        """Print by the system's dialog."""
        if self._sheet is not None and print_sheet(self._sheet, self):
            self._on_copy()

    def ask_where(self) -> None:
        """Ask where the PDF shall be saved."""
        dialog = QFileDialog(self, tr("Save as PDF"), str(Path.home() / tr("Recovery sheet.pdf")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("PDF files (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def save(self, file: Path) -> None:
        """Save as PDF, off this thread."""
        sheet = self._sheet
        if sheet is not None:
            self._jobs.run(self, lambda _: write_pdf(sheet, file), lambda _: self._on_copy())

    def uncover(self) -> None:
        """Show all groups; what is typed from the screen proves nothing."""
        self._uncovered = True
        for field in self.fields:
            field.clear()
            field.setEnabled(False)
        self._cover([])
        self.show_button.setEnabled(False)
        self.message.say(
            State(Mark.LOOK, tr("Print or save it once more; then two other groups are asked."))
        )
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_copy(self) -> None:
        self.copies += 1
        self._say_copies()
        if self._uncovered:
            self._draw_lots()
        self.kept.emit()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_copies(self) -> None:
        text = counted(self.copies, tr("{n} copy made"), tr("{n} copies made"))
        self.done.say(State(Mark.AGREES, text) if self.copies else None)

    def _draw_lots(self) -> None:
        chosen = secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED)
        self._asked, self._uncovered = sorted(chosen), False
        values = {"a": self._asked[0], "b": self._asked[1]}
        self.ask.setText(filled(tr("Look at the paper and type groups {a} and {b}"), values))
        for number, field, caption in zip(self._asked, self.fields, self.captions, strict=True):
            word = filled(tr("Group {n}"), {"n": number})
            caption.setText(word)
            field.setAccessibleName(word)
            field.setEnabled(True)
            field.clear()
        self.show_button.setEnabled(True)
        self._cover([*self._asked, GROUPS])
        self.message.say(None)
        self.changed.emit()

    def _cover(self, places: Iterable[int]) -> None:
        if self._sheet is not None:
            self.paper.show_sheet(self._sheet, frozenset(places))

    def _on_typed(self) -> None:
        first, second = self.fields
        whole = len(letters(first.text())) == GROUP
        if whole and first.hasFocus() and self._asked[0] not in self._wrong():
            second.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_wrong()
        self.changed.emit()

    def _say_wrong(self) -> None:
        wrong = self._wrong()
        for number, field in zip(self._asked, self.fields, strict=True):
            field.setProperty("wrong", number in wrong)
            field.style().unpolish(field)
            field.style().polish(field)
        if not wrong:
            whole = all(len(letters(field.text())) == GROUP for field in self.fields)
            agrees = State(Mark.AGREES, tr("Both groups agree with the sheet."))
            self.message.say(agrees if whole else None)
            return
        text = tr("Group {n} is not as on the sheet. Compare it sign by sign.")
        self.message.say(State(Mark.WRONG, filled(text, {"n": wrong[0]})))

    def _wrong(self) -> list[int]:
        """The groups that were typed in full, and wrong."""
        assert self._sheet is not None, "it was shown before"
        groups = self._sheet.groups
        return [
            number
            for number, field in zip(self._asked, self.fields, strict=True)
            if len(letters(field.text())) >= GROUP and letters(field.text()) != groups[number - 1]
        ]

    def _lay_out(self) -> None:
        self.column.addWidget(self.paper)
        self.column.addSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.print_button)
        row.addWidget(self.pdf_button)
        row.addWidget(self.done, 1)
        row.addWidget(self.show_button)
        self.column.addLayout(row)
        self.column.addSpacing(px(12))
        self.column.addWidget(self._proof())

    def _proof(self) -> QFrame:
        card = named(QFrame(), "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(px(16), px(10), px(16), px(8))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(2))
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(self.ask)
        why = named(QLabel(tr("Covered on the screen, so that you surely hold a copy.")), "small")
        words.addWidget(why)
        words.addStretch()
        grid.addLayout(words, 0, 0, 2, 1)
        for place, (field, caption) in enumerate(zip(self.fields, self.captions, strict=True)):
            caption.setBuddy(field)
            grid.addWidget(caption, 0, place + 1)
            grid.addWidget(field, 1, place + 1)
        grid.addWidget(self.message, 2, 0, 1, ASKED + 1)
        grid.setColumnStretch(0, 1)
        return card


def _field() -> QLineEdit:
    field = QLineEdit()
    field.setFixedWidth(px(96))
    field.setMaxLength(12)  # blanks and full width are forgiven
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    drawn = font(16)
    drawn.setFamilies(MONOSPACED)
    drawn.setCapitalization(QFont.Capitalization.AllUppercase)
    field.setFont(drawn)
    hint = Qt.InputMethodHint
    field.setInputMethodHints(hint.ImhLatinOnly | hint.ImhNoPredictiveText | hint.ImhSensitiveData)
    return field
