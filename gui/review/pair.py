"""The pair: why a case does not agree, both sides, and what can be done, on one panel."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from core.domain.decision import Case
from core.domain.invoice import Direction
from core.domain.record import BureauList
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.review.actions import Do, Step, first_step
from gui.review.comparing import Compared, Side, compare
from gui.review.findings import Findings, Group
from gui.review.original_pane import OriginalPane
from gui.review.pair_foot import PairFoot
from gui.review.pair_head import CauseBox, PairHead
from gui.review.sides import SidesView
from gui.states import Mark, State
from gui.theme import named, px
from words import figures
from words.translate import counted, filled, tr
from words.vocabulary import word


class PairPanel(QFrame):
    """Shows one case; `wanted` says which step was asked for."""

    wanted = Signal(Do)
    story_wanted = Signal()
    same_wanted = Signal()
    stepped = Signal(int)
    back = Signal()
    unfolded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self.case: Case | None = None
        self.step: Step | None = None
        self._compact = self._all_rows = self._looks = False
        self._rows: tuple[Compared, ...] = ()
        self._heads = ("", "")
        self.head = PairHead()
        self.head.stepped.connect(self.stepped)
        self.head.back.clicked.connect(self.back)
        self.cause = CauseBox()
        self.cause.same.clicked.connect(self.same_wanted)
        self.sides = SidesView()
        self.original = OriginalPane(desk)
        self.original.known.connect(self._on_known)
        self.head.original.clicked.connect(self.turn_original)
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
        self.original.show_case(case)

    def set_compact(self, compact: bool) -> None:
        """Take the room of a small window."""
        self._compact = compact
        self.head.set_compact(compact)
        self.foot.set_compact(compact)
        self.cause.set_compact(compact)
        self._show_rows()

    @property
    def with_original(self) -> bool:
        """Whether the original stands beside the fields."""
        return self._looks and bool(self.original.files)

    def turn_original(self) -> None:
        """Show the original beside the fields (in a small window in their place), or fold it."""
        if self.original.files:
            self._looks = not self._looks
            self._on_known()

    def _on_known(self) -> None:
        self.head.original.setVisible(bool(self.original.files))
        self.head.original.setChecked(self.with_original)
        self.original.unfold(self.with_original)
        self._show_rows()
        self.unfolded.emit()

    def _unfold(self) -> None:
        self._all_rows = True
        self._show_rows()

    def _show_rows(self) -> None:
        rows: Sequence[Compared] = self._rows
        folds = self._compact and not self._all_rows and any(x.differs for x in rows)
        if folds:
            told = sorted((x for x in rows if not x.agrees), key=lambda x: not x.differs)
            rows = (*told, _the_rest(sum(x.agrees for x in self._rows)))
        alone = self._compact and self.with_original
        self.sides.setVisible(not alone)
        self.cause.setVisible(not alone)
        self.unfold.setVisible(folds and not alone)
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
        both = QHBoxLayout()
        both.addWidget(self.sides, 3)
        both.addWidget(self.original, 2)
        box.addLayout(both, 1)
        link = QHBoxLayout()
        link.setContentsMargins(px(16), 0, 0, 0)
        link.addWidget(self.unfold)
        link.addStretch()
        box.addLayout(link)
        box.addWidget(self.foot)


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


def _the_rest(count: int) -> Compared:
    words = counted(count, tr("1 field"), tr("{n} fields"))
    state = State(Mark.AGREES, tr("Same"))
    return Compared("", tr("The rest"), Side(words), Side(words), state)
