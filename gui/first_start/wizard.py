"""The first start: four questions, and nothing on the disk before the last is answered."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError, DiskFull, FolderTaken, FolderUnwritable
from core.home import Draft, Founded, Home, Plan, prepare
from gui.buttons import Button, Kind
from gui.errors import show_error
from gui.first_start.company import CompanyPage
from gui.first_start.keeping import SheetPage
from gui.first_start.parts import WIDTH, Message, Page, Scrolled
from gui.first_start.places import BackupPage, DataPage
from gui.first_start.steps import Side, said
from gui.jobs import Jobs
from gui.rail import COMPACT_WIDTH
from gui.states import Mark, State
from gui.theme import named, px
from words.errors import said as said_of
from words.translate import joined, tr

if TYPE_CHECKING:  # comes with the whole program
    from core.app import Core

SHEET = 3
"""The step of the sheet, from 0; the last one."""

LEAST, MOST = 16, 104
"""The room above a page."""


class FirstStart(QWidget):
    """Steps at the left, the question at the right, and below it Back and Next.

    `founded` carries the open Core of the new ledger; `open_there` says that the folder which
    Home now has holds a ledger that shall be opened, `samples` that the user wants to look around,
    `restore` that there is a backup to begin with.
    """

    founded = Signal(object)
    open_there = Signal()
    samples = Signal()
    restore = Signal()

    def __init__(self, home: Home, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page")
        self._home = home
        self._jobs = jobs
        self._draft: Draft | None = None
        self._core: Core | None = None
        self._busy = False
        self.at = 0
        self.company = CompanyPage()
        self.data = DataPage(jobs, home.folder)
        self.backup = BackupPage(jobs, _documents(), lambda: self.data.folder)
        self.sheet = SheetPage(jobs)
        self.pages: list[Page] = [self.company, self.data, self.backup, self.sheet]
        for page in self.pages:
            page.setParent(self)  # each is in sight when its turn comes
            page.hide()
        self._names = [
            tr("Company"),
            tr("Where the data are"),
            tr("Where the backups go"),
            tr("Recovery sheet"),
        ]
        self.side = Side(self._names)
        self.side.hide()  # until the width is known: it would stretch a small window
        self.step = named(QLabel(), "small")
        self.scrolled = Scrolled()
        self._above = QWidget()
        self.back_button = Button(tr("Back"))
        self.samples_button = Button(tr("Look around with sample data"), Kind.QUIET)
        self.restore_button = Button(tr("Restore a backup…"), Kind.QUIET)
        self.needed = Message(0)
        self.next_button = Button(tr("Next"), Kind.PRIMARY)
        self._lay_out()
        self._connect()
        self._show(0)
        jobs.run(self, lambda _: prepare(), self._take_draft)

    @property
    def would_lose(self) -> bool:
        """Whether a sheet was printed or saved that would open nothing."""
        return self.sheet.copies > 0 and self._core is None

    def may_leave(self) -> bool:
        """Ask before a printed sheet becomes worthless; nothing else would be lost."""
        if not self.would_lose:
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question,
            QApplication.applicationDisplayName(),
            tr("The ledger is not made yet. Leave the first start?"),
            parent=self.window(),
        )
        box.setInformativeText(tr("The sheet that you printed or saved would then open nothing."))
        leave = box.addButton(tr("Leave"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        left = box.clickedButton() is leave
        box.deleteLater()
        return left

    def begin(self) -> None:
        """Put the cursor where it is needed."""
        self.pages[min(self.at, SHEET)].begin()

    def next(self) -> None:
        """Go on, if this question is answered; the last answer makes the ledger."""
        if self._busy or not self.next_button.isEnabled():
            return
        if self._core is not None:
            self.founded.emit(self._core)
        elif self.at == SHEET:
            self._found()
        else:
            self._show(self.at + 1)

    def back(self) -> None:
        """Go back; nothing that was typed is lost."""
        if self.at > 0 and not self._busy and self._core is None:
            self._show(self.at - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on or presses the button that has the focus, Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the side out where the window is narrow; one line then says the step."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(COMPACT_WIDTH)
        self.side.setVisible(not narrow)
        self.step.setVisible(narrow)
        self._above.setFixedHeight(self._room_above(event.size().height()))

    def _room_above(self, height: int) -> int:
        """Begin every page at the same height: that at which the highest one is in the middle."""
        page = self.sheet.heightForWidth(px(WIDTH)) + px(16 + 32)
        return max(px(LEAST), min(px(MOST), (height - page) // 2))

    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif self.next_button.isEnabled():
            self.next()
        elif isinstance(focused, QLineEdit):
            self.focusNextChild()

    def _show(self, at: int) -> None:
        self.at = at
        page = self.pages[at]
        if at == SHEET and self._draft is not None:
            self.sheet.show_sheet(self.company.company, self._draft)
        self.scrolled.show_page(page)
        self.back_button.setVisible(at > 0)
        self.samples_button.setVisible(at == 0)
        self.restore_button.setVisible(at == 0)
        self.next_button.setText(tr("Finish and begin") if at == SHEET else tr("Next"))
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.updateGeometry()
        self._tell_steps(at)
        self._look()
        page.begin()

    def _tell_steps(self, at: int) -> None:
        answers = [
            page.answer() if n < at or n == SHEET else "" for n, page in enumerate(self.pages)
        ]
        self.side.steps.show_step(at, answers)
        self.step.setText(said(at, len(self._names), self._names[min(at, SHEET)]))

    def _look(self) -> None:
        missing = self.pages[self.at].missing()
        ready = self.at != SHEET - 1 or self._draft is not None  # it is there long before
        self.next_button.setEnabled(ready and not missing and not self._busy)
        self.needed.say(State(Mark.WAITING, missing) if missing else None)

    def _take_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._look()

    def _found(self) -> None:
        assert self._draft is not None, "the sheet was shown"
        plan = Plan(self.company.company, self.data.folder, self.backup.folder, self._draft.new)
        self._wait(tr("The ledger is being made…"))
        self._jobs.run(
            self, lambda _: self._home.found(plan), self._on_founded, failed=self._on_failed
        )

    def _wait(self, word: str) -> None:
        self._busy = bool(word)
        for part in (self.next_button, self.back_button, self.pages[self.at]):
            part.setDisabled(self._busy)
        if word:
            self.needed.say(State(Mark.WAITING, word))

    def _on_founded(self, founded: Founded) -> None:
        self._wait("")
        self._core = founded.core
        if founded.keyring is None:
            self.founded.emit(founded.core)
            return
        self._tell_steps(SHEET + 1)
        self.scrolled.show_page(_only_key(founded.keyring))
        self.back_button.hide()
        self.needed.say(None)
        self.next_button.setText(tr("Begin"))
        self.next_button.setAccessibleName(tr("Begin"))
        self.next_button.updateGeometry()
        self.next_button.setEnabled(True)
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        """Say it where it can be put right: most likely the folder is at fault."""
        self._wait("")
        if isinstance(error, FolderTaken | FolderUnwritable | DiskFull):
            self._show(1)
            if isinstance(error, DiskFull):
                show_error(self, error)
            self.data.look()
        else:
            self._look()
            show_error(self, error)

    def _on_open_there(self) -> None:
        folder = self.data.folder
        self._jobs.run(self, lambda _: self._home.choose(folder), lambda _: self.open_there.emit())

    def _connect(self) -> None:
        for page in self.pages:
            page.changed.connect(self._look)
        self.data.open_there.connect(self._on_open_there)
        self.next_button.clicked.connect(self.next)
        self.back_button.clicked.connect(self.back)
        self.samples_button.clicked.connect(self.samples)
        self.restore_button.clicked.connect(self.restore)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(px(WIDTH))
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, px(LEAST))
        box.setSpacing(0)
        box.addWidget(self._above)
        box.addWidget(self.step)
        box.addWidget(self.scrolled)
        box.addSpacing(px(16))
        box.addLayout(self._buttons())
        box.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addSpacing(px(24))
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        row.addSpacing(px(24))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.back_button)
        row.addWidget(self.samples_button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        row.addWidget(self.needed)
        row.addWidget(self.next_button)
        return row


def _only_key(error: AppError) -> QWidget:
    """Say that the sheet is the only key, after a keyring that took none."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    lines = (
        ("big", tr("The ledger is made, and this sheet is its only key")),
        ("", joined(said_of(error).what, tr("So it could not keep the key."))),
        ("", tr("At each start the program will ask for the recovery code. Keep the sheet safe.")),
    )
    for name, text in lines:
        label = named(QLabel(text), name or "quiet")
        label.setWordWrap(True)
        column.addWidget(label)
    column.addStretch()
    return page


def _documents() -> Path:
    """Offer a folder that is seen, and so is copied along by who copies."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(where) / tr("Piaohe backups")
