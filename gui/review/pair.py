"""The pair: why a case does not agree, both sides, and what can be done, on one panel."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from core.domain.decision import Case
from core.domain.invoice import Direction
from core.domain.record import BureauList
from gui.buttons import Button, Kind
from gui.icons import Icon
from gui.review.actions import ICONS, Do, Step, first_step, fits
from gui.review.case_list import title_of
from gui.review.comparing import Compared, Side, compare
from gui.review.findings import Findings, Group
from gui.review.parts import Number, Text
from gui.review.sides import SidesView
from gui.states import Mark, State
from gui.theme import named, px
from words import figures
from words.reconciling import decided
from words.review import kept, party_name, proof, said_of, sentence
from words.translate import counted, filled, tr
from words.vocabulary import word


class PairPanel(QFrame):
    """Shows one case; `wanted` says which step was asked for."""

    wanted = Signal(Do)
    story_wanted = Signal()
    same_wanted = Signal()
    stepped = Signal(int)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.case: Case | None = None
        self.step: Step | None = None
        self._compact = self._all_rows = False
        self._rows: tuple[Compared, ...] = ()
        self._heads = ("", "")
        self.head = PairHead()
        self.head.stepped.connect(self.stepped)
        self.head.back.clicked.connect(self.back)
        self.cause = CauseBox()
        self.cause.same.clicked.connect(self.same_wanted)
        self.sides = SidesView()
        self.unfold = Button(tr("Show all fields"), Kind.LINK)
        self.unfold.clicked.connect(self._unfold)
        self.foot = PairFoot()
        self.foot.wanted.connect(self.wanted)
        self.foot.story.clicked.connect(self.story_wanted)
        self._lay_out()

    def show_case(self, case: Case, at: int, found: Findings, group: Group, same: int) -> None:
        """Show a case, the `at`th of its group; `same` others have its cause."""
        self.case, self.step = case, first_step(case, found.today)
        self._all_rows = False
        self.head.show_case(case, at, found, group)
        self.cause.show_case(case, same)
        self._rows, self._heads = compare(case), heads(case, found)
        self._show_rows()
        self.foot.show_case(case, self.step, found.today)

    def set_compact(self, compact: bool) -> None:
        """Take the room of a small window."""
        self._compact = compact
        self.head.set_compact(compact)
        self.foot.set_compact(compact)
        self.cause.set_compact(compact)
        self._show_rows()

    def _unfold(self) -> None:
        self._all_rows = True
        self._show_rows()

    def _show_rows(self) -> None:
        rows: Sequence[Compared] = self._rows
        folds = self._compact and not self._all_rows and any(x.differs for x in rows)
        if folds:
            told = sorted((x for x in rows if not x.agrees), key=lambda x: not x.differs)
            rows = (*told, _the_rest(sum(x.agrees for x in self._rows)))
        self.unfold.setVisible(folds)
        both = self.case is not None and self.case.found.ours and self.case.found.theirs
        short = (tr("Our ledger"), tr("Tax bureau"))
        self.sides.show_sides(rows, *(short if self._compact and both else self._heads))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.head)
        cause = QVBoxLayout()
        cause.setContentsMargins(px(16), 0, px(16), px(8))
        cause.addWidget(self.cause)
        box.addLayout(cause)
        box.addWidget(self.sides, 1)
        link = QHBoxLayout()
        link.setContentsMargins(px(16), 0, 0, 0)
        link.addWidget(self.unfold)
        link.addStretch()
        box.addLayout(link)
        box.addWidget(self.foot)


class PairHead(QWidget):
    """The party, the number, and the way to the next; in a small window the way back."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.back = Button(tr("Back"), Kind.QUIET, icon="caret-left", hint="Esc")
        self.back.hide()
        self.party = Text(15, bold=True)
        self.number = Number()
        self.place = named(QLabel(), "small")
        self.previous = _arrow("caret-up", tr("Previous"))
        self.next = _arrow("caret-down", tr("Next"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), px(6), px(8), px(4))
        self._row.setSpacing(px(10))
        for part in (self.back, self.party, self.number):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.place)
        for arrow in (self.previous, self.next):
            self._row.addWidget(arrow)

    def show_case(self, case: Case, at: int, found: Findings, group: Group) -> None:
        """Name the case."""
        count = found.count(group)
        self.back.say(title_of(group, count))
        self.party.say(party_name(case))
        self.number.say(case.key)
        self.place.setText(filled(tr("{at} of {n}"), {"at": f"{at + 1:,}", "n": f"{count:,}"}))
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at + 1 < count)

    def set_compact(self, compact: bool) -> None:
        """Leave out the number, and offer the way back."""
        self.back.setVisible(compact)
        self.number.setVisible(not compact)
        edge = px(4 if compact else 6)
        self._row.setContentsMargins(px(6 if compact else 16), edge, px(8), edge)


class CauseBox(QFrame):
    """The cause in one sentence, its evidence, what was decided, and further causes."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "cause")
        self.sentence = named(QLabel(), "section")
        self.proof = named(QLabel(), "proof")
        self.decision = named(QLabel(), "small")
        self.further = named(QLabel(), "proof")
        for label in (self.sentence, self.proof, self.decision, self.further):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more = Button(tr("Further causes"), Kind.LINK)
        self.same = Button(tr("Select the same cause"), Kind.LINK)
        self.more.clicked.connect(self._turn)
        self._box = QHBoxLayout(self)
        self._links = QHBoxLayout()
        self._lay_out()

    def show_case(self, case: Case, same: int) -> None:
        """Say why, and that others are alike."""
        first, *others = case.causes
        self.sentence.setText(sentence(case))
        self.proof.setText(proof(first))
        self.decision.setText(_decided(case))
        self.decision.setVisible(case.decision is not None)
        self.further.setText("\n".join(f"{said_of(case, x)} {proof(x)}" for x in others))
        self.further.hide()
        one, many = tr("1 further cause"), tr("{n} further causes")
        self.more.say(counted(len(others), one, many))
        self.more.setVisible(bool(others))
        self.same.say(counted(same, "", tr("Select all {n} with this cause")))
        self.same.setVisible(same > 1)

    def set_compact(self, compact: bool) -> None:
        """Take less room."""
        edge = px(6 if compact else 8)
        self._box.setContentsMargins(px(14), edge, px(14), edge)

    def _turn(self) -> None:
        self.further.setVisible(not self.further.isVisible())

    def _lay_out(self) -> None:
        self._box.setSpacing(px(14))
        self.set_compact(False)
        bulb = Icon("lightbulb", 20, "amber")
        self._box.addWidget(bulb, alignment=Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        self._links.setSpacing(px(16))
        self._links.addWidget(self.sentence, 1)
        for link in (self.more, self.same):
            link.setFixedHeight(px(22))
            self._links.addWidget(link, alignment=Qt.AlignmentFlag.AlignTop)
        texts.addLayout(self._links)
        for label in (self.proof, self.decision, self.further):
            texts.addWidget(label)
        self._box.addLayout(texts, 1)


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


def heads(case: Case, found: Findings) -> tuple[str, str]:
    """Say of both sides whose they are, who entered the one, and of when the other is."""
    ours, theirs, absent = tr("Our ledger"), tr("Tax bureau"), tr("not in it")
    entered = case.found.ours.entered if case.found.ours else None
    if case.found.ours is None:
        ours = f"{ours} · {absent}"
    elif entered is not None:
        ours = f"{ours} · {entered.by} {_short(entered.at.date(), found)} {word(entered.how)}"
    made = _made(case, found)
    if case.found.theirs is None:
        theirs = f"{theirs} · {absent}"
    elif made is not None:
        exported = filled(tr("exported {day}"), {"day": _short(made, found)})
        theirs = f"{theirs} · {exported}"
    return ours, theirs


def _made(case: Case, found: Findings) -> date | None:
    """Give the day on which the newest list that covers the invoice was made."""
    day, direction = case.invoice.issued_on, case.invoice.direction
    days = [
        x.made
        for each in found.imports
        if each.list is BureauList.EXPORT
        for x in each.coverages
        if x.since <= day <= x.until and x.direction is (direction or Direction.IN)
    ]
    return max(days, default=None)


def _short(on: date, found: Findings) -> str:
    return on.strftime("%m-%d") if on.year == found.today.year else figures.day(on)


def _decided(case: Case) -> str:
    if case.decision is None:
        return ""
    who = f"{case.decision.by} {figures.moment(case.decision.at)}"
    return " · ".join((tr("Decided"), decided(case.decision), who))


def _the_rest(count: int) -> Compared:
    words = counted(count, tr("1 field"), tr("{n} fields"))
    state = State(Mark.AGREES, tr("Same"))
    return Compared("", tr("The rest"), Side(words), Side(words), state)


def _arrow(icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFixedSize(px(40), px(28))
    box = QHBoxLayout(button)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(Icon(icon, 16, "accent_text"), alignment=Qt.AlignmentFlag.AlignCenter)
    return button
