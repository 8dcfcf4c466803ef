"""One entry of the queue: its original beside the fields, candidates, and what can be done."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import Invoice
from core.domain.problem import ProblemCode
from core.errors import InvalidInvoice
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.first_start.parts import Message
from gui.importing.result import name_in
from gui.jobs import Job
from gui.needs_look.fields import PATHS, Fields, named_by
from gui.paper import Paper
from gui.rail import COMPACT_WIDTH
from gui.review.dialogs import ReasonAsked
from gui.states import Mark, State
from gui.status import Elided
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.problems import problem
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.reviews import Opened

SIDE = 24
FIELDS = 520
"""The width of the right side; the original takes the rest."""


class SettlePage(QWidget):
    """Opens one, settles it as a person says, and tells so: `settled` with its number and a word.

    `closed` asks for the list, `later` for the next one.
    """

    settled = Signal(int, str)
    later = Signal()
    closed = Signal()
    missing = Signal(object)
    told = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.opened: Opened | None = None
        self._job: Job[Opened] | None = None
        self._settling: Job[object] | None = None
        self._paper_in_front = False
        self.back = Button(
            tr("List"), Kind.QUIET, icon="caret-left", key=QKeySequence(Qt.Key.Key_Escape)
        )
        self.title = named(QLabel(), "section")
        self._far = Elided()
        self.turn = Button(tr("Original"), Kind.QUIET, icon="image")
        self.paper = Paper(desk)
        self.why = QVBoxLayout()
        self.fields = Fields(self._today)
        self.model: ValueTable[Invoice] = ValueTable(_columns())
        self.candidates = TableView(self.model, tr("Invoices that it may be"))
        self.go = Button(tr("Enter it as it stands here"), Kind.PRIMARY)
        self.ours = Button(tr("Keep ours, attach the file"), icon="paperclip")
        self.same = Button(tr("It is the chosen one, attach"), icon="paperclip")
        self.discard = Button(tr("Discard…"), Kind.QUIET, icon="trash")
        self.next = Button(tr("Later"), Kind.QUIET, icon="clock")
        self._said = Message()
        self._said.grow()
        self._lay_out()
        self._connect()

    @property
    def choosing(self) -> bool:
        """Whether the ledger has it otherwise: then it is chosen what is taken from the file."""
        opened = self.opened
        return opened is not None and opened.ours is not None and opened.review.written is None

    def open(self, number: int, far: str) -> None:
        """Open one; `far` says which of how many it is."""
        if self._job is not None:
            self._job.cancel()
        self._far.setText(far)
        reviews = self._desk.core.reviews
        self._job = self._desk.jobs.run(
            self, lambda _: reviews.open(number), self.show_opened, failed=self.missing.emit
        )

    def show_opened(self, opened: "Opened") -> None:
        """Show one with its original."""
        self.opened = opened
        self.title.setText(name_in(opened.review.file))
        self.title.setToolTip(opened.review.file)
        self.paper.show_file(opened.original)
        itself = ProblemCode.SOURCES_DISAGREE
        odd = [*opened.differs, *(x for x in opened.review.problems if x.code is itself)]
        self.paper.mark(opened.original, odd, opened.review.draft.number)
        self._say_why(opened)
        self.fields.show_opened(opened, choosing=self.choosing)
        self.model.show(opened.candidates)
        self._about_candidates.setVisible(bool(opened.candidates))
        self.candidates.setVisible(bool(opened.candidates))
        self.candidates.setFixedHeight(px(32) * (min(len(opened.candidates), 4) + 1) + px(2))
        self.candidates.clearSelection()
        self.candidates.setCurrentIndex(self.model.index(-1, -1))
        self.ours.setVisible(self.choosing)
        self._share_foot(alone=not (self.choosing or opened.candidates))
        self._check()
        self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the original in place of the fields, not beside them, where the window is small."""
        super().resizeEvent(event)
        self._share_room()

    def _today(self) -> date:
        return self._desk.core.entry.today()

    def _share_room(self) -> None:
        small = self.window().width() < px(COMPACT_WIDTH)
        self.turn.setVisible(small)
        self.turn.say(tr("Fields") if self._paper_in_front else tr("Original"))
        self.paper.setVisible(not small or self._paper_in_front)
        self._side.setVisible(not small or not self._paper_in_front)
        self._side.setMinimumWidth(0 if small else px(FIELDS))
        self._side.setMaximumWidth(16_777_215 if small else px(FIELDS))
        edge = px(12 if small else SIDE)
        self._page.setContentsMargins(edge, 0, edge, px(6 if small else 12))
        self.back.write_key(written=not small)

    def _turn(self) -> None:
        self._paper_in_front = not self._paper_in_front
        self._share_room()

    def _begin(self) -> None:
        first = self.fields.first_in_doubt() or self.go
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if first is not self.go:
            bring = partial(self._area.ensureWidgetVisible, first, 0, px(48))
            QTimer.singleShot(0, first, bring)  # when the new fields have their places

    def _check(self) -> None:
        """Say what the first button does now, and what stands in its way."""
        opened = self.opened
        if opened is None:
            return
        fault, ready = self.fields.fault(), True
        self._said.say(None)
        if self.choosing:
            taken = len(self.fields.taken())
            one, many = tr("Take 1 field from the file"), tr("Take {n} fields from the file")
            self.go.say(counted(taken, one, many), "check-circle")
            ready = taken > 0
        elif opened.review.written is not None:
            self.go.say(tr("Keep it as it stands here"), "check-circle")
        else:
            self.go.say(tr("Enter it as it stands here"), "check-circle")
        if fault is not None:
            self._said.say(State(Mark.WRONG, fault.fault()))
        elif not self.choosing:
            ready = self._complete()
        self.go.setEnabled(ready and fault is None)
        chosen = self.candidates.currentIndex().isValid()
        self.same.setVisible(bool(opened.candidates))
        self.same.setEnabled(chosen)

    def _complete(self) -> bool:
        """Say what is still missing before it can be entered."""
        try:
            self.fields.draft().complete()
        except InvalidInvoice as invalid:
            self._said.say(State(Mark.LOOK, problem(invalid.problems[0])))
            return False
        return True

    def _go(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif focused is self.candidates:
            self.same.click()
        else:
            self.go.click()

    def _settle(self) -> None:
        if self.choosing:
            self._ask_why_take()
            return
        opened, reviews, draft = self.opened, self._desk.core.reviews, self.fields.draft()
        if opened is not None:
            number = opened.review.id
            self._run(lambda: reviews.add(number, draft), tr("{number} is entered."))

    def _ask_why_take(self) -> None:
        opened, taken = self.opened, self.fields.taken()
        if opened is None or not taken:
            return
        rows = [row for row in self.fields.rows if row.path in taken]
        lines = [f"{row.label.text()}: {row.message.text} → {row.editor.text()}" for row in rows]
        asked = ReasonAsked(
            self,
            tr("Correct the ledger by the file?"),
            lines,
            tr("Correct"),
            tr("As the original says"),
        )
        asked.given.connect(lambda reason: self._take(taken, reason))
        asked.open()

    def _take(self, taken: list[str], reason: str) -> None:
        opened, reviews = self.opened, self._desk.core.reviews
        if opened is not None:
            number = opened.review.id
            word = tr("{number} is corrected, the file is attached.")
            self._run(lambda: reviews.take(number, taken, reason), word)

    def _attach_ours(self) -> None:
        if self.opened is not None and self.opened.ours is not None:
            self._attach(self.opened.ours)

    def _attach_chosen(self) -> None:
        chosen = self.model.value(self.candidates.currentIndex().row())
        if chosen is not None and self.candidates.currentIndex().isValid():
            self._attach(chosen)

    def _attach(self, invoice: Invoice) -> None:
        opened, reviews, name = self.opened, self._desk.core.reviews, invoice.key.name
        if opened is not None:
            number = opened.review.id
            word = tr("The file is attached to {number}.")
            self._run(lambda: reviews.attach(number, name), word)

    def _ask_why_discard(self) -> None:
        if self.opened is None:
            return
        line = tr("The file stays kept, and this can be undone.")
        if self.opened.review.written is not None:
            line = joined(tr("Its invoice goes into the recycle bin."), line)
        title = tr("Discard without entering it?")
        asked = ReasonAsked(self, title, [line], tr("Discard"), tr("Not ours"))
        asked.given.connect(self._discard)
        asked.open()

    def _discard(self, reason: str) -> None:
        opened, reviews = self.opened, self._desk.core.reviews
        if opened is not None:
            number = opened.review.id
            self._run(lambda: reviews.discard(number, reason), tr("Discarded."))

    def _run(self, settle: Callable[[], object], word: str) -> None:
        """Settle it off this thread; a second key meanwhile settles nothing."""
        if self._settling is not None or self.opened is None:
            return
        number = self.opened.review.id

        def take(done: object) -> None:
            self._settling = None
            name = done.key.name if isinstance(done, Invoice) else ""
            self.settled.emit(number, filled(word, {"number": name}))

        self._settling = self._desk.jobs.run(self, lambda _: settle(), take, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        from gui.errors import show_error

        self._settling = None
        show_error(self, error)

    def _save_copy(self) -> None:
        if self.opened is None:
            return
        dialog = QFileDialog(self, tr("Save a copy of the original"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.opened.original.file_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_copy)
        dialog.open()

    def save_copy(self, file: str) -> None:
        """Save the original, byte for byte."""
        opened, originals = self.opened, self._desk.core.originals
        if opened is not None:
            number, place = opened.original.id, Path(file)
            word = filled(tr("Saved: {file}"), {"file": place.name})
            self._desk.jobs.run(
                self,
                lambda _: originals.save(number, place),
                lambda _: self.told.emit(State(Mark.AGREES, word)),
            )

    def _say_why(self, opened: "Opened") -> None:
        while (item := self.why.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text in _reasons(opened):
            line = Message(0)
            line.say(State(Mark.LOOK, text))
            line.label.setWordWrap(True)
            line.setMinimumHeight(px(20))
            line.setMaximumHeight(px(40))
            self.why.addWidget(line)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.next.clicked.connect(self.later)
        self.turn.clicked.connect(self._turn)
        self.go.clicked.connect(self._settle)
        self.ours.clicked.connect(self._attach_ours)
        self.same.clicked.connect(self._attach_chosen)
        self.discard.clicked.connect(self._ask_why_discard)
        self.paper.save_wanted.connect(self._save_copy)
        self.fields.changed.connect(self._check)
        self.candidates.selectionModel().selectionChanged.connect(lambda *_: self._check())
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        view = self.paper.view
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Return", self._go),
            ("Enter", self._go),
            ("PgDown", lambda: view.step(1)),
            ("PgUp", lambda: view.step(-1)),
            ("Ctrl+=", lambda: view.zoom(1)),
            ("Ctrl+-", lambda: view.zoom(-1)),
        ]
        for key, does in keys:
            QShortcut(QKeySequence(key), self, does).setContext(within)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self._far, 1)
        head.addWidget(self.turn)
        self._side = named(QFrame(), "card")
        column = QVBoxLayout(self._side)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(self.why)
        self._area = _scrolled(self.fields)
        column.addWidget(self._area, 1)
        self._about_candidates = named(QLabel(tr("It may be one of these:")), "small")
        column.addWidget(self._about_candidates)
        column.addWidget(self.candidates)
        column.addWidget(self._said)
        column.addLayout(self._foot())
        both = QHBoxLayout()
        both.setSpacing(px(12))
        both.addWidget(self.paper, 1)
        both.addWidget(self._side)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(0)
        self._page.addLayout(head)
        self._page.addLayout(both, 1)

    def _foot(self) -> QVBoxLayout:
        self._rows = first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.go, self.ours)), (second, (self.same,))):
            row.setSpacing(px(8))
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
        foot = QVBoxLayout()
        foot.setSpacing(px(8))
        foot.addLayout(first)
        foot.addLayout(second)
        self._share_foot(alone=True)
        return foot

    def _share_foot(self, *, alone: bool) -> None:
        """Put what gives up beside the first button where that stands alone, else under it."""
        for button in (self.next, self.discard):
            self._rows[0 if alone else 1].addWidget(button)


def _reasons(opened: "Opened") -> list[str]:
    """Say why it waits: what is about the whole, for fields say their own."""
    shown = set(PATHS) | {str(x.values.get("field", "")) for x in opened.differs}
    said = [
        problem(x)
        for x in opened.review.problems
        if not named_by(x) & shown or x.code is ProblemCode.FIELDS_MISSING
    ]
    if opened.lies_in_bin:
        said.append(tr("It lies in the recycle bin; attaching or taking brings it back."))
    elif opened.ours is not None and opened.review.written is None:
        said.append(tr("It is in the ledger, and says something else in the marked fields."))
    elif opened.review.written is not None:
        said.append(tr("It was entered as it was read."))
    return list(dict.fromkeys(said))


def _columns() -> list[Column[Invoice]]:
    return [
        Column(tr("Invoice number"), lambda x: x.key.name, Cell.NUMBER, 200),
        Column(tr("Date"), lambda x: x.issued_on, Cell.DAY, 92),
        Column(tr("Seller"), lambda x: x.seller.name or figures.NOTHING),
        Column(tr("Total"), lambda x: x.amount, Cell.MONEY, 96),
    ]


def _scrolled(fields: QWidget) -> QScrollArea:
    area = named(QScrollArea(), "clear")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumHeight(px(80))
    area.setWidget(fields)
    return area
