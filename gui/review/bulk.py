"""Many at once: what will happen to each, said before it happens."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from core.domain.decision import Case
from gui.buttons import Button, Kind
from gui.review.actions import ICONS, Do, Step, first_step, fits
from gui.review.dialogs import changes
from gui.review.findings import difference
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.review import party_name, verb
from words.translate import counted, filled, tr

ALL_ALIKE = (Do.CORRECT, Do.LINK, Do.ACCEPT, Do.REOPEN, Do.WAIT)
"""Steps that can be taken about many; the others ask about each."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What will happen to one case."""

    case: Case
    step: Step

    @property
    def happens(self) -> str:
        """Say it in a few words."""
        if self.step.do is Do.CORRECT:
            return "; ".join(changes(self.case))
        if self.step.do is Do.LINK:
            return filled(tr("linked with {to}"), {"to": self.case.pair or ""})
        if self.step.do is Do.ACCEPT:
            return tr("entered late from the tax bureau's record")
        if self.step.do is Do.WAIT and self.step.until:
            return filled(tr("waits until {day}"), {"day": figures.day(self.step.until)})
        if self.step.do is Do.REOPEN:
            return tr("opened again")
        return filled(tr("needs its own look: {what}"), {"what": verb(self.case)})


@dataclass(frozen=True, slots=True)
class Plan:
    """What one step will do to many: the step that most of them have, and whom it concerns."""

    cases: Sequence[Case]
    do: Do
    doing: Sequence[Case]
    rows: Sequence[Planned]
    amount: Decimal


def plan(cases: Sequence[Case], today: date) -> Plan:
    """Plan a step for many; for thousands this is work for a thread."""
    steps = [Planned(case, first_step(case, today)) for case in cases]
    counts = Counter(x.step.do for x in steps)
    do = max(ALL_ALIKE, key=lambda each: counts[each])
    rows = sorted(steps, key=lambda x: x.step.do is not do)
    doing = [x.case for x in steps if x.step.do is do and fits(do, x.case)]
    amount = sum((difference(case) for case in doing), Decimal("0.00"))
    return Plan(cases, do, doing, rows, amount)


class BulkPanel(QFrame):
    """The preview, the step that most of the chosen have, and the steps that fit all."""

    wanted = Signal(Do, object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self._plan = Plan((), Do.CORRECT, (), (), Decimal("0.00"))
        self.title = named(QLabel(), "section")
        self.line = named(QLabel(), "quiet")
        self.line.setWordWrap(True)
        self.model = ValueTable(_columns())
        self.table = TableView(self.model, tr("What will happen"))
        enter = QKeySequence(Qt.Key.Key_Enter).toString(QKeySequence.SequenceFormat.NativeText)
        self.go = Button(tr("Correct ours by theirs"), Kind.PRIMARY, hint=enter)
        self.wait = Button(tr("Wait until…"), Kind.QUIET, icon="clock", hint="W")
        self.ignore = Button(tr("Ignore…"), Kind.QUIET, hint="I")
        self.go.clicked.connect(lambda: self.wanted.emit(self._plan.do, self._plan.doing))
        self.wait.clicked.connect(lambda: self.wanted.emit(Do.WAIT, self._plan.cases))
        self.ignore.clicked.connect(lambda: self.wanted.emit(Do.IGNORE, self._plan.cases))
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        """Say what will happen to these."""
        self._plan = plan
        count = len(plan.cases)
        self.title.setText(counted(count, tr("1 selected"), tr("{n} selected")))
        self.line.setText(_said(plan))
        self.model.show(plan.rows)
        self.go.say(_words(plan.do, len(plan.doing)), ICONS[plan.do])
        self.go.setEnabled(bool(plan.doing))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(10))
        head.setSpacing(px(4))
        head.addWidget(self.title)
        head.addWidget(self.line)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        foot = named(QFrame(), "sum")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(11), px(16), px(11))
        row.setSpacing(px(8))
        row.addWidget(self.go)
        row.addStretch()
        row.addWidget(self.wait)
        row.addWidget(self.ignore)
        box.addWidget(foot)


def _said(plan: Plan) -> str:
    if not plan.doing:
        return tr("These need a look one by one; together they can wait or be ignored.")
    said = filled(
        tr("{n} will be changed in one step, {amount} in all; Ctrl+Z takes it back."),
        {"n": f"{len(plan.doing):,}", "amount": figures.money(plan.amount)},
    )
    rest = len(plan.cases) - len(plan.doing)
    left = counted(
        rest,
        tr("1 stays as it is, for its step is another."),
        tr("{n} stay as they are, for their step is another."),
    )
    return f"{said} {left}" if rest else said


def _words(do: Do, count: int) -> str:
    words = {
        Do.CORRECT: (tr("Correct 1 of ours"), tr("Correct {n} of ours")),
        Do.LINK: (tr("Link 1 pair"), tr("Link {n} pairs")),
        Do.ACCEPT: (tr("Enter 1 late"), tr("Enter {n} late")),
        Do.WAIT: (tr("Let 1 wait"), tr("Let {n} wait")),
        Do.REOPEN: (tr("Reopen 1"), tr("Reopen {n}")),
    }
    return counted(count, *words[do])


def _columns() -> list[Column[Planned]]:
    return [
        Column(tr("Party"), lambda x: party_name(x.case), width=190),
        Column(tr("What will happen"), lambda x: x.happens),
        Column(tr("Amount"), lambda x: difference(x.case), Cell.MONEY, 112),
    ]
