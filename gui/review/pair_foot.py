"""The steps under the pair: what has no room goes into a menu."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.domain.decision import Case
from gui.buttons import Button, Kind
from gui.icons import Icon
from gui.review.actions import ICONS, Do, Step, fits
from gui.review.parts import Text
from gui.theme import named, px
from words.review import kept
from words.translate import tr


class PairFoot(QFrame):
    """The steps: the first cause's, then link, ask; at the right wait and ignore."""

    wanted = Signal(Do)

    def __init__(self) -> None:
        super().__init__()
        named(self, "sum")
        enter = QKeySequence(Qt.Key.Key_Enter).toString(QKeySequence.SequenceFormat.NativeText)
        self.first = Button(tr("Correct ours by theirs"), Kind.PRIMARY, hint=enter)
        self.correct = Button(tr("Correct ours by theirs"), icon=ICONS[Do.CORRECT], hint="C")
        self.link = Button(tr("Link…"), icon="link", hint="L")
        self.ask = Button(tr("Ask…"), icon=ICONS[Do.ASK], hint="A")
        self.wait = Button(tr("Wait until…"), Kind.QUIET, icon="clock", hint="W")
        self.ignore = Button(tr("Ignore…"), Kind.QUIET, hint="I")
        self.more = Button(tr("More"), Kind.QUIET, icon="caret-down")
        self.story = Button(tr("History and notes"), Kind.LINK, hint="H")
        self._menu = QMenu(self)
        self._step: Step | None = None
        self._compact = self._corrects = False
        self._connect()
        self._hint = QWidget()
        self._lay_out()
        self.more.hide()

    def show_case(self, case: Case, step: Step, today: date) -> None:
        """Offer what fits."""
        self._step = step
        self.first.say(step.words, step.icon)
        self.link.setEnabled(fits(Do.CHOOSE, case) and step.do is not Do.CHOOSE)
        tip = tr("Both sides already know it by the same number.")
        self.link.setToolTip("" if fits(Do.CHOOSE, case) else tip)
        corrects = step.do is Do.LINK and fits(Do.CORRECT, case)
        self._corrects = corrects
        self.correct.setEnabled(corrects)
        self.ask.setEnabled(step.do is not Do.ASK)
        self.wait.setEnabled(step.do is not Do.WAIT)
        self.ignore.setEnabled(step.do is not Do.IGNORE)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Put what is seldom wanted into a menu."""
        self._compact = compact
        self._hint.setHidden(compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what has no room into the menu."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Never ask the panel for more room than it has."""
        return QSize(px(200), super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Show the buttons that there is room for, the likelier ones first."""
        late = [self.wait, self.ignore]
        room = self.width() - px(2 * 16)
        aside: list[Button] = []
        buttons = [self.first, *([self.correct] if self._corrects else []), self.link, self.ask]
        if self._compact or _wide([*buttons, *late]) > room:
            aside = late
        for last in (self.link, self.correct, self.ask):
            if aside and _wide([*(x for x in buttons if x not in aside), self.more]) > room:
                aside = [*aside, last]
        for button in (*buttons, *late):
            button.setHidden(button in aside)
        self.correct.setHidden(not self._corrects or self.correct in aside)
        self.more.setHidden(not aside)

    def _connect(self) -> None:
        self.first.clicked.connect(self._on_first)
        steps = ((self.correct, Do.CORRECT), (self.link, Do.CHOOSE), (self.ask, Do.ASK))
        for button, do in (*steps, (self.wait, Do.WAIT), (self.ignore, Do.IGNORE)):
            button.clicked.connect(lambda _, do=do: self.wanted.emit(do))
        self._menu.addAction(tr("Link…"), self.link.click)
        self._menu.addAction(tr("Ask…"), self.ask.click)
        self._menu.addAction(tr("Wait until…"), lambda: self.wanted.emit(Do.WAIT))
        self._menu.addAction(tr("Ignore…"), lambda: self.wanted.emit(Do.IGNORE))
        self._menu.addAction(tr("History and notes"), self.story.click)
        self.more.clicked.connect(self._open_menu)

    def _on_first(self) -> None:
        if self._step is not None:
            self.wanted.emit(self._step.do)

    def _open_menu(self) -> None:
        size, corner = self._menu.sizeHint(), self.more.rect().topRight()
        above = QPoint(corner.x() - size.width(), corner.y() - size.height())
        self._menu.popup(self.more.mapToGlobal(above))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.first, self.correct, self.link, self.ask):
            row.addWidget(button)
        row.addStretch()
        for button in (self.wait, self.ignore, self.more):
            row.addWidget(button)
        hint = QHBoxLayout(self._hint)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(px(6))
        hint.addWidget(Icon("info", 13, "text2"))
        line = Text(12, "text2")
        line.say(kept())
        hint.addWidget(line, 1)
        hint.addWidget(self.story)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(10), px(16), px(5))
        box.setSpacing(px(2))
        box.addLayout(row)
        box.addWidget(self._hint)


def _wide(buttons: Sequence[Button]) -> int:
    """Measure a row of buttons."""
    return sum(x.sizeHint().width() + px(8) for x in buttons)
