"""Questions and answers (查验记录), the newest first: searched, and written to a workbook."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.domain.answer import State as Said
from core.domain.history import Asked
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.fields import make_search
from gui.notices import EmptyState
from gui.states import Mark, State
from gui.tables import Cell, Column, Give, ValueTable
from gui.theme import named, px
from gui.verification.screenshot import ScreenshotShown
from gui.views import TableView
from words import figures
from words.translate import counted, tr
from words.verification import verification_word
from words.verifying import asked_of
from words.vocabulary import word

TYPED = 200
"""Milliseconds without a key after which is searched."""
PAGE = 100
ALL = 100_000


class AnswersView(QFrame):
    """A search field over the table; Enter shows an answer as it came."""

    written = Signal(Path)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self.search = QLineEdit()
        make_search(self.search, tr("Search the answers"), tr("Number, message, remark"))
        self.count = named(QLabel(), "quiet")
        self.export = Button(tr("Export…"), Kind.QUIET, icon="export")
        self.model = ValueTable(_columns())
        self.table = TableView(self.model, tr("Answers"))
        self.table.activated.connect(self._open)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPED)
        self._typing.timeout.connect(self.refresh)
        self.search.textChanged.connect(self._typing.start)
        self.export.clicked.connect(self._ask_where)
        self._empty = EmptyState("checks")
        self._lay_out()

    def refresh(self) -> None:
        """Search again."""
        if not self._desk.ready:
            return
        service, text = self._desk.core.verification, self.search.text().strip()

        def find(_: object) -> tuple[int, Sequence[Asked]]:
            return service.history_count(text=text), service.history(text=text, limit=PAGE)

        self._desk.jobs.run(self, find, lambda found: self._show(text, *found))

    def _show(self, text: str, total: int, first: Sequence[Asked]) -> None:
        service, jobs = self._desk.core.verification, self._desk.jobs

        def fetch(offset: int, limit: int, give: Give[Asked]) -> None:
            jobs.run(self, lambda _: service.history(text=text, limit=limit, offset=offset), give)

        self.model.show_pages(total, first, fetch)
        self.count.setText(counted(total, tr("{n} answer"), tr("{n} answers")))
        self.export.setEnabled(total > 0)
        if text:
            self._empty.say(tr("No answer is like that"), tr("Try fewer or other words."))
        else:
            self._empty.say(
                tr("Nothing was verified yet"),
                tr("Every question and its answer will stand here, with who asked and when."),
            )
        self._pages.setCurrentIndex(0 if total else 1)

    def _open(self, index: QModelIndex) -> None:
        asked = self.model.known(index.row())
        if asked is not None:
            AnswerShown(self.window(), self._desk, asked).open()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), tr("Export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.setNameFilters([tr("Excel (*.xlsx)")])
        dialog.selectFile(tr("Verification.xlsx"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.write(Path(file)))
        dialog.open()

    def write(self, file: Path) -> None:
        """Write what was searched for into a workbook."""
        service, text = self._desk.core.verification, self.search.text().strip()

        def work(_: object) -> Path:
            from core.files.report_writer import write_report  # brings xlsxwriter
            from words.verification_report import history_report  # brings it too

            write_report(file, history_report(service.history(text=text, limit=ALL)))
            return file

        self._desk.jobs.run(self, work, self.written.emit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(8), px(8), px(4))
        head.setSpacing(px(12))
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        head.addWidget(self.export)
        box = QVBoxLayout(self)
        self._pages = QStackedLayout()
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(self._pages, 1)
        self._pages.addWidget(self.table)  # first in its place: alone it would be a window
        self._pages.addWidget(self._empty)


class AnswerShown(Asking):
    """One answer as it came, with what it cost and what it said word for word."""

    def __init__(self, parent: QWidget, desk: Desk, asked: Asked) -> None:
        lines = [
            f"{asked_of(asked)} · {figures.moment(asked.at)} · {asked.by}",
            verification_word(asked.state) if asked.state else tr("No answer is kept yet"),
            verification_word(asked.charged),
        ]
        if asked.status is not None:
            lines.append(word(asked.status))
        if asked.message:
            lines.append(f"{asked.code} {asked.message}".strip())
        super().__init__(parent, asked.key, "\n".join(lines), tr("Close"))
        if asked.note:
            self.add(tr("Remark"), _text(asked.note))
        if asked.raw:
            self.add(tr("The answer as it came"), _text(asked.raw))
        self.out.hide()
        self._desk, self._original = desk, asked.original
        self.picture = Button(tr("Show the screenshot"), Kind.QUIET, icon="image")
        self.picture.setAutoDefault(False)
        self.picture.setVisible(asked.original is not None)
        self.picture.clicked.connect(self._look_up)
        self.foot.insertWidget(1, self.picture)

    def _look_up(self) -> None:
        """Show what a person attached, straight from the ledger."""
        if self._original is not None:
            ScreenshotShown(self, self._desk, self._original).open()


def _text(words: str) -> QPlainTextEdit:
    shown = QPlainTextEdit(words)
    shown.setReadOnly(True)
    return shown


def state_of_answer(asked: Asked) -> State:
    """Say by mark and word what came of it."""
    if asked.state is None:
        return State(Mark.WAITING, tr("Under way"))
    if asked.alarm:
        return State(Mark.WRONG, word(asked.status) if asked.status else tr("Alarm"))
    return {
        Said.MATCH: State(Mark.AGREES, tr("Agrees")),
        Said.MISMATCH: State(Mark.LOOK, tr("Differs")),
        Said.NOT_FOUND: State(Mark.WRONG, tr("Not found")),
    }.get(asked.state, State(Mark.WAITING, tr("No answer")))


def _columns() -> list[Column[Asked]]:
    states = (tr("Agrees"), tr("Differs"), tr("Not found"), tr("No answer"))
    return [
        Column(tr("State"), state_of_answer, Cell.STATE, 100, states),
        Column(tr("Asked at"), lambda x: figures.moment(x.at), Cell.TEXT, 136),
        Column(tr("Invoice number"), lambda x: x.key, Cell.NUMBER, 206),
        Column(tr("By way of"), asked_of, Cell.TEXT, 150),
        Column(tr("Who"), lambda x: x.by, Cell.TEXT, 96),
        Column(tr("Answer"), _in_words),
    ]


def _in_words(asked: Asked) -> str:
    if asked.message:
        return asked.message
    return verification_word(asked.state) if asked.state else tr("No answer is kept yet")
