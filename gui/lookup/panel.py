"""The side panel: one invoice, its original, what is known, what happened to it, what to do."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import Invoice
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.lookup.case_line import CaseLine
from gui.lookup.facts import Facts, counterpart
from gui.lookup.flow import Flow
from gui.lookup.history import History
from gui.lookup.kept_original import KeptOriginal
from gui.lookup.verified import Verified
from gui.notices import StateIcon
from gui.states import Mark, State, state_of
from gui.theme import named, px
from words import figures
from words.translate import tr
from words.vocabulary import word

WIDTH = 394


class Panel(QFrame):
    """Shows the invoice that is current; what to do with it is told by signals."""

    closed = Signal()
    correct_wanted = Signal()
    tag_wanted = Signal()
    untag_wanted = Signal()
    category_wanted = Signal()
    bin_wanted = Signal()
    out_wanted = Signal()
    copy_wanted = Signal()
    print_wanted = Signal()
    queued = Signal(State)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self.invoice: Invoice | None = None
        self._binned = False
        self.setAccessibleName(tr("Invoice"))
        self._mark = QHBoxLayout()
        self._state = named(QLabel(), "quiet")
        self.close_button = Button(tr("Close"), Kind.QUIET, icon="x", hint=_shown("Esc"))
        self.close_button.clicked.connect(self.closed)
        self._party = Elided("section")
        self._amount = named(QLabel(), "title")
        self.original = KeptOriginal(desk)
        self.facts = Facts()
        self.verified = Verified(desk)
        self.history = History()
        self.case = CaseLine()
        self.case.pressed.connect(lambda: desk.work_wanted.emit(Topic.RECORDS))
        self.correct = Button(tr("Correct…"), icon="pencil-simple", key=QKeySequence("F2"))
        self.tag = Button(tr("Tag…"), icon="tag")
        self.more = Button(tr("More"), icon="caret-down")
        self.take_out = Button(tr("Take out of the bin"), icon="arrow-counter-clockwise")
        self.correct.clicked.connect(self.correct_wanted)
        self.tag.clicked.connect(self.tag_wanted)
        self.take_out.clicked.connect(self.out_wanted)
        self.more.clicked.connect(self._open_menu)
        self._lay_out()

    def show_invoice(self, invoice: Invoice, *, binned: bool) -> None:
        """Show another invoice."""
        same = self.invoice is not None and self.invoice.key.same_as(invoice.key)
        self.invoice, self._binned = invoice, binned
        self._show_head(invoice)
        self.facts.show_invoice(invoice)
        if not same:
            self.history.show_events([])
            self.case.show_case(None)
            self._scroll.verticalScrollBar().setValue(0)
        self.original.show_of(invoice)
        self.verified.show_of(invoice)
        self.correct.setVisible(not binned)
        self.tag.setVisible(not binned)
        self.take_out.setVisible(binned)

    def menu(self) -> QMenu:
        """What else can be done."""
        menu = QMenu(self)
        menu.setAccessibleName(tr("More"))
        menu.addAction(tr("Copy into entry")).triggered.connect(self.copy_wanted)
        if self.original.pages:
            menu.addAction(tr("Print the original…")).triggered.connect(self.print_wanted)
        if not self._binned:
            menu.addAction(tr("Verify next")).triggered.connect(self._queue)
            menu.addAction(tr("Check on the official site…")).triggered.connect(self._check)
            menu.addAction(tr("Category…")).triggered.connect(self.category_wanted)
            if self.invoice is not None and self.invoice.tags:
                menu.addAction(tr("Take a tag away…")).triggered.connect(self.untag_wanted)
            menu.addSeparator()
            menu.addAction(tr("Move to the recycle bin")).triggered.connect(self.bin_wanted)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _queue(self) -> None:
        """Let it be asked about before all others that wait."""
        if self.invoice is not None:
            service, name = self._desk.core.verification, self.invoice.key.name
            self._desk.jobs.run(self, lambda _: service.queue([name], first=True), self._on_queued)

    def _on_queued(self, queued: object) -> None:
        self.queued.emit(State(Mark.WAITING, tr("Waits for its verification, before all others")))

    def _check(self) -> None:
        from gui.verification.site import SiteDialog  # only who checks by hand needs it

        if self.invoice is not None:
            SiteDialog(self.window(), self._desk, self.invoice).open()

    def _open_menu(self) -> None:
        at = self.more.mapToGlobal(self.more.rect().topLeft())
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def _show_head(self, invoice: Invoice) -> None:
        while (old := self._mark.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        state = state_of(invoice)
        self._mark.addWidget(StateIcon(state.mark))
        side = word(invoice.direction) if invoice.direction else ""
        self._state.setText(" · ".join(filter(None, (state.word, side))))
        self._party.setText(counterpart(invoice).name or figures.NOTHING)
        self._amount.setText(figures.money(invoice.amount))
        self._amount.setProperty("sign", "negative" if invoice.amount < 0 else "")
        self._amount.style().polish(self._amount)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(8), px(2), px(12))
        box.setSpacing(px(8))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addLayout(self._mark)
        top.addWidget(self._state, 1)
        top.addWidget(self.close_button)
        top.setContentsMargins(0, 0, px(14), 0)
        title = QHBoxLayout()
        title.setContentsMargins(0, 0, px(14), 0)
        title.setSpacing(px(12))
        title.addWidget(self._party, 1)
        title.addWidget(self._amount)
        box.addLayout(top)
        box.addLayout(title)
        box.addWidget(self._scrolled(), 1)
        actions = QWidget()
        flow = Flow(actions, px(8))
        for button in (self.take_out, self.correct, self.tag, self.more):
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        actions.setSizePolicy(policy)
        box.addWidget(actions)

    def _scrolled(self) -> QScrollArea:
        inside = named(QWidget(), "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(14), 0)
        column.setSpacing(px(8))
        column.addWidget(self.original, 1)
        column.addWidget(_rule())
        column.addWidget(self.facts)
        column.addWidget(self.case)
        column.addWidget(_rule())
        column.addWidget(named(QLabel(tr("Verification")), "section"))
        column.addWidget(self.verified)
        column.addWidget(_rule())
        column.addWidget(named(QLabel(tr("History")), "section"))
        column.addWidget(self.history)
        column.addStretch()
        self._scroll = named(QScrollArea(), "clear")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        return self._scroll


class Elided(QLabel):
    """A line that gives way: cut with dots, the whole in its tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Take the whole text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def _cut(self) -> None:
        elide = Qt.TextElideMode.ElideRight
        super().setText(self.fontMetrics().elidedText(self._whole, elide, self.width()))


def _rule() -> QFrame:
    rule = named(QFrame(), "sum")
    rule.setFixedHeight(1)
    return rule


def _shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
