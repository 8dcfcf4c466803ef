"""What is verified by itself (自动查验): what waits, in which hours, what is looked at again."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QVBoxLayout

from gui.desk import Desk
from gui.fields import ChoiceBox
from gui.settings.page import told
from gui.theme import named, px
from words.translate import counted, tr

if TYPE_CHECKING:  # comes with the store
    from core.store.askers import Plan

DAYS = (None, 7, 30, 60, 90, 180)
MONTHS = (3, 6, 12, 24, 60)


class PlanCard(QFrame):
    """Each change is kept at once; hours that are none are not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self._plan: Plan | None = None
        self.entered = QCheckBox(tr("What is entered waits for its verification"))
        self.hours = QLineEdit()
        self.hours.setPlaceholderText(tr("For example 8 12 18; empty: only when asked for"))
        self.wrong = told("")
        self.days, self.months = ChoiceBox(), ChoiceBox()
        for days in DAYS:
            word = tr("Never") if days is None else _days(days)
            self.days.addItem(word, days)
        for months in MONTHS:
            self.months.addItem(_months(months), months)
        self._lay_out()
        self.entered.clicked.connect(self._keep)
        self.hours.editingFinished.connect(self._keep)
        self.hours.textChanged.connect(self._say_wrong)
        self.days.activated.connect(self._keep)
        self.months.activated.connect(self._keep)

    def refresh(self) -> None:
        """Show what is set now."""
        service = self._desk.core.verification
        self._desk.jobs.run(self, lambda _: service.plan(), self._show)

    def _show(self, plan: "Plan") -> None:
        self._plan = plan
        self.entered.setChecked(plan.entered)
        if not self.hours.hasFocus():
            self.hours.setText(" ".join(map(str, plan.hours)))
        _choose(self.days, plan.again_days, _days)
        _choose(self.months, plan.again_months, _months)
        self.months.setEnabled(plan.again_days is not None)

    def _keep(self) -> None:
        from core.store.askers import Plan  # comes with the store

        hours = hours_of(self.hours.text())
        if hours is None or self._plan is None:
            return
        plan = Plan(
            self.entered.isChecked(), hours, self.days.currentData(), self.months.currentData()
        )
        self.months.setEnabled(plan.again_days is not None)
        if plan == self._plan:
            return
        self._plan = plan
        service = self._desk.core.verification
        self._desk.jobs.run(self, lambda _: service.set_plan(plan), lambda _: None)

    def _say_wrong(self) -> None:
        bad = hours_of(self.hours.text()) is None
        self.wrong.setText(tr("Hours are numbers from 0 to 23.") if bad else "")

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(12), px(16), px(12))
        box.setSpacing(px(6))
        box.addWidget(named(QLabel(tr("By itself")), "section"))
        box.addWidget(self.entered)
        for word, part in (
            (tr("Hours of the day in which the queue is worked off"), self.hours),
            (tr("Invoices found in order are looked at again after"), self.days),
            (tr("Up to so long after their day of issue"), self.months),
        ):
            above = named(QLabel(word), "small")
            above.setBuddy(part)
            part.setAccessibleName(word)
            box.addWidget(above)
            box.addWidget(part)
            if part is self.hours:
                box.addWidget(self.wrong)
        for text in (
            tr("Hours count while the program is open. Each look costs what the service asks."),
            tr(
                "The ledger does not note which invoices are booked: all that were found in order"
                " are looked at again, the booked ones among them."
            ),
        ):
            box.addWidget(told(text))


def hours_of(text: str) -> tuple[int, ...] | None:
    """Read hours of the day, parted by anything; None where one is none."""
    found = [int(each) for each in re.findall(r"\d+", text)]
    if re.sub(r"[\d\s,;，；、:：.]", "", text) or any(each > 23 for each in found):
        return None
    return tuple(sorted(set(found)))


def _choose(box: ChoiceBox, value: int | None, word: Callable[[int], str]) -> None:
    if box.findData(value) < 0 and value is not None:
        box.addItem(word(value), value)
    box.setCurrentIndex(box.findData(value))


def _days(count: int) -> str:
    return counted(count, tr("{n} day"), tr("{n} days"))


def _months(count: int) -> str:
    return counted(count, tr("{n} month"), tr("{n} months"))
