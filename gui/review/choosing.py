"""What is chosen in the list, and what stands at its right because of that."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.domain.decision import Case
from gui.desk import Desk
from gui.jobs import Job
from gui.review.bulk import Plan, plan
from gui.review.findings import Findings, Group
from gui.review.stage import Stage

PLANNED_AT_ONCE = 50


class Choosing(QObject):
    """Shows a group, keeps place and choice when it comes anew; `emptied` where it holds none."""

    emptied = Signal()

    def __init__(self, screen: QWidget, desk: Desk, stage: Stage) -> None:
        super().__init__(screen)
        self._desk = desk
        self._stage = stage
        self._list, self._pair = stage.list, stage.pair
        self._found: Findings | None = None
        self._group = Group.DIFFER
        self._planning: Job[Plan] | None = None
        self._list.view.chosen.connect(self._on_chosen)
        self._pair.stepped.connect(self.step)
        self._pair.same_wanted.connect(self._choose_same)

    def show_group(self, found: Findings, group: Group, *, keep: bool = True) -> None:
        """Show a group of a run."""
        view, bucket = self._list.view, self._list.bucket
        row = max(view.currentIndex().row(), 0) if keep else 0
        key = self._pair.case.key if keep and self._pair.case else ""
        place = view.verticalScrollBar().value()
        rows = view.selected() if keep else []
        many = {bucket.keys[at] for at in rows} if len(rows) > 1 else set()
        self._found, self._group = found, group
        self._list.show_group(group, found)
        at = self._list.row_of(key)
        self._list.choose(row if at is None else at)
        if many:
            keys = self._list.bucket.keys
            self._list.choose_all([at for at, name in enumerate(keys) if name in many])
        if keep:
            view.verticalScrollBar().setValue(place)
            view.scrollTo(view.currentIndex())
        if not self._list.values:
            self._stage.show_right(None)
            self.emptied.emit()

    def step(self, by: int) -> None:
        """Go to the next case, or the one before."""
        self._list.choose(self._list.view.currentIndex().row() + by)

    def forget(self) -> None:
        """Hold no run."""
        self._found = None

    def _on_chosen(self) -> None:
        found, rows = self._found, self._list.view.selected()
        if found is None or not rows or rows[-1] >= len(self._list.values):
            return
        if len(rows) > 1:
            self._plan(self._list.selected(), found)
        else:
            case = self._list.values[rows[0]]
            same = self._list.bucket.causes[case.causes[0].cause]
            self._pair.show_case(case, rows[0], found, self._group, same)
            self._stage.show_right(self._pair)

    def _plan(self, cases: Sequence[Case], found: Findings) -> None:
        """Show what will happen to many; a plan for thousands is made off the thread."""
        if self._planning is not None:
            self._planning.cancel()
        bulk = self._stage.bulk
        self._stage.show_right(bulk)
        if len(cases) <= PLANNED_AT_ONCE:
            bulk.show_plan(plan(cases, found.today))
            return
        today = found.today
        self._planning = self._desk.jobs.run(self, lambda _: plan(cases, today), bulk.show_plan)

    def _choose_same(self) -> None:
        case = self._pair.case
        if case is not None:
            cause = case.causes[0].cause
            rows = [n for n, x in enumerate(self._list.values) if x.causes[0].cause is cause]
            self._list.choose_all(rows)
            self._list.view.setFocus(Qt.FocusReason.OtherFocusReason)
