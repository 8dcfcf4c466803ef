"""What stands around the cases: the calendar of coverage, the story of one, signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from core.domain.covered_months import Extent, Month
from core.domain.invoice import Direction
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.review.findings import Findings, Group, name_of
from gui.states import Mark, State
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import figures
from words.reconciling import covers
from words.review_story import event, extent, signed
from words.translate import filled, tr
from words.vocabulary import word

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.reviewing import Event

MARKS = {
    Extent.COMPLETE: Mark.AGREES,
    Extent.PARTIAL: Mark.LOOK,
    Extent.STALE: Mark.WAITING,
    Extent.MISSING: Mark.NOT_HELD,
}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month in both directions."""

    bought: Month
    sold: Month

    def state(self, direction: Direction) -> State:
        """Say how well one direction is covered."""
        month = self.bought if direction is Direction.IN else self.sold
        return State(MARKS[month.extent], extent(month))


class CalendarShown(Asking):
    """The months and how well they are covered; one can be chosen, or all."""

    given = Signal(object)
    guide_wanted = Signal()

    def __init__(self, parent: QWidget, months: Sequence[Month]) -> None:
        title = tr("What the exports cover")
        line = tr("Stale: made so soon that invoices of the month may have come later.")
        super().__init__(parent, title, line, tr("Compare this month"))
        rows = _month_rows(months)
        self.model = ValueTable(_month_columns(rows))
        self.model.show(rows)
        self.table = TableView(self.model, tr("Months"))
        self.table.setMinimumHeight(px(200))
        self.table.activated.connect(self.accept)
        self.body.addWidget(self.table)
        everything = Button(tr("Compare everything"))
        guide = Button(tr("How to get the exports"), Kind.QUIET)
        for at, button in enumerate((everything, guide), 1):
            button.setAutoDefault(False)
            self.foot.insertWidget(at, button)
        everything.clicked.connect(self._give_all)
        guide.clicked.connect(self.guide_wanted)
        self.setMinimumWidth(min(px(640), parent.window().width() - px(48)))
        self.accepted.connect(self._give)
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        row = self.model.value(self.table.currentIndex().row())
        if row is not None:
            self.given.emit((row.bought.first, row.bought.last))

    def _give_all(self) -> None:
        self.given.emit(None)
        self.reject()


class GuideShown(Asking):
    """How to get the exports from the tax bureau's site, and what is not certain about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("How to get the exports"), "", tr("Import tax files…"))
        for step in guide():
            label = named(QLabel(step), "quiet")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(label)


class StoryShown(Asking):
    """What happened to a case, the newest first, and room for a note."""

    given = Signal(str)

    def __init__(self, parent: QWidget, key: str, story: "Sequence[Event]") -> None:
        super().__init__(parent, tr("History and notes"), key, tr("Keep the note"))
        self.model = ValueTable(_story_columns())
        self.model.show(story)
        table = TableView(self.model, tr("History"))
        table.setMinimumHeight(px(160))
        self.setMinimumWidth(min(px(720), parent.window().width() - px(48)))
        self.body.addWidget(table)
        self.note = QLineEdit()
        self.note.setMaxLength(400)
        self.add(tr("Note"), self.note)
        self.note.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.go.setEnabled(False)
        self.accepted.connect(lambda: self.given.emit(self.note.text().strip()))
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)


class SignAsked(Asking):
    """The monthly check: what is signed, by whom; what was signed before, and what changed since.

    `changed` is the sentence about what changed, "" where nobody has signed yet.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, found: Findings, changed: str) -> None:
        line = covers(*found.run.period)
        super().__init__(parent, tr("Monthly check"), line, tr("Sign and save the report…"))
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for group in Group:
            figure = named(QLabel(f"{found.count(group):,}"), "count")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            figure.setMinimumWidth(px(64))
            form.addRow(named(QLabel(name_of(group)), "quiet"), figure)
        self.body.addLayout(form)
        if found.signed is not None:
            for text in (signed(found.signed), changed):
                self.body.addWidget(named(QLabel(text), "small"))
        if found.open:
            text = filled(tr("{n} are still open; the report says so."), {"n": f"{found.open:,}"})
            self.body.addWidget(named(QLabel(text), "small"))
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.add(tr("Checked by (name)"), self.name)
        self.name.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.go.setEnabled(False)
        self.accepted.connect(lambda: self.given.emit(self.name.text().strip()))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


def guide() -> list[str]:
    """Say step by step how the exports are got, and what is not certain."""
    return [
        tr("1. Log in to the electronic tax bureau (电子税务局) of your province."),
        tr("2. 我要办税 → 税务数字账户 → 发票业务 → 发票查询统计 → 全量发票查询."),
        tr("3. Choose 取得发票 or 开具发票 and the days of one month; set no other filter."),
        tr("4. 查询, then 导出 → 导出全部. Do the same for the other direction."),
        tr("5. Drop the files here as they are; opening and saving them in Excel spoils numbers."),
        tr(
            "Not certain: names of menus differ by province and change; one query may span "
            "31 days at most; a large export may come later under 导入导出."
        ),
    ]


def _month_rows(months: Sequence[Month]) -> list[MonthRow]:
    by_first: dict[date, dict[Direction, Month]] = {}
    for month in months:
        by_first.setdefault(month.first, {})[month.direction] = month
    return [MonthRow(x[Direction.IN], x[Direction.OUT]) for x in by_first.values()]


def _month_columns(rows: Sequence[MonthRow]) -> list[Column[MonthRow]]:
    widest = tuple({row.state(x).word for row in rows for x in Direction})
    return [
        Column(tr("Month"), lambda row: row.bought.first.strftime("%Y-%m")),
        *(_direction_column(each, widest) for each in Direction),
    ]


def _direction_column(direction: Direction, widest: tuple[str, ...]) -> Column[MonthRow]:
    return Column(word(direction), lambda row: row.state(direction), Cell.STATE, 170, widest)


def _story_columns() -> "list[Column[Event]]":
    return [
        Column(tr("When"), lambda x: figures.moment(x.at), width=140),
        Column(tr("Who"), lambda x: x.by, width=150),
        Column(tr("What"), event),
    ]
