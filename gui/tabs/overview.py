"""The overview (概览): months in and out, where the money goes, what waits; all leads to lists."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import Direction
from core.domain.query import Query
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.entry.choices import DirectionPair
from gui.jobs import Job
from gui.overview.charts import Bar, Ranking
from gui.overview.numbers import Numbers, Work, discrepancies_of, numbers_of, rates_of, work_of
from gui.overview.tiles import WorkTiles
from gui.painting import plate
from gui.tab import Tab
from gui.tabs import OVERVIEW
from gui.theme import named, px, tokens
from words.translate import filled, tr

if TYPE_CHECKING:  # takes half a second to import: a job does it when the page is first shown
    from gui.overview.plot import MonthPlot

PLOT_HEIGHT = 196
ABREAST = 300
"""So wide must a ranking be to stand beside others."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of the open work; None while it is being counted."""

    work: Sequence[Work] = ()
    discrepancies: int | None = None


class OverviewTab(Tab):
    """Charts and figures of a year; each is a button to the list behind it."""

    place = OVERVIEW
    topics = frozenset({Topic.INVOICES, Topic.RECORDS, Topic.DECISIONS})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self._job: Job[Numbers] | None = None
        self._rates_job: Job[list[Bar]] | None = None
        self._shown: tuple[int, Direction] | None = None
        self._counting: tuple[Job[list[Work]], Job[int]] | tuple[()] = ()
        self._found = Found()
        self.year = 0
        self.months: MonthPlot | None = None
        self.title = named(QLabel(self.place.word()), "title")
        self.far = named(QLabel(), "section")
        self.back = Button(tr("Previous year"), Kind.QUIET, icon="caret-left")
        self.on = Button(tr("Next year"), Kind.QUIET, icon="caret-right")
        self.direction = DirectionPair()
        self.tiles = WorkTiles()
        self.rates, self.categories, self.parties = Ranking(), Ranking(), Ranking()
        self._party_title = named(QLabel(), "section")
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.direction.chosen.connect(self._add_up)
        for part in (self.tiles, self.rates, self.categories, self.parties):
            part.pressed.connect(self._go)
        self.setFocusProxy(self.back)
        self._lay_out()
        desk.when_opened(self._begin_anew)

    def refresh(self) -> None:
        """Add up and count again."""
        self._add_up()
        self._count()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rankings beside each other where there is room."""
        super().resizeEvent(event)
        self.tiles.arrange()
        self._share_room()

    def _begin_anew(self) -> None:
        self.year, self._found = 0, Found()

    def _add_up(self) -> None:
        for job in (self._job, self._rates_job):
            if job is not None:
                job.cancel()
        core, direction = self.desk.core, self.direction.direction()
        self.year = year = self.year or core.overview.this_year()

        def work(_: object) -> Numbers:
            importlib.import_module("gui.overview.plot")
            return numbers_of(core, year, direction)

        self._job = self.desk.jobs.run(
            self, work, lambda numbers: self._show(numbers, year, direction)
        )

    def _count(self) -> None:
        core, run = self.desk.core, self.desk.jobs.run
        for job in self._counting:
            job.cancel()
        self._counting = (
            run(self, lambda _: work_of(core), lambda work: self._tell(work=work)),
            run(
                self,
                lambda report: discrepancies_of(core, report),
                lambda count: self._tell(discrepancies=count),
            ),
        )

    def _step(self, by: int) -> None:
        self.year += by
        self._add_up()

    def _go(self, where: Query | Topic) -> None:
        wanted = self.desk.work_wanted if isinstance(where, Topic) else self.desk.look_up_wanted
        wanted.emit(where)

    def _show(self, numbers: Numbers, year: int, direction: Direction) -> None:
        if self.months is None:
            self.months = self._make_plot()
        self.far.setText(filled(tr("Year {year}"), {"year": year}))
        bought = direction is Direction.IN
        self._party_title.setText(tr("By seller") if bought else tr("By buyer"))
        self.months.show_months(numbers.months)
        if (year, direction) != self._shown:
            self.rates.await_bars()
        self._shown = year, direction
        core, show = self.desk.core, self.rates.show_bars
        self._rates_job = self.desk.jobs.run(
            self, lambda report: rates_of(core, year, direction, report), show
        )
        self.categories.show_bars(numbers.categories)
        self.parties.show_bars(numbers.parties)

    def _make_plot(self) -> "MonthPlot":
        from gui.overview.plot import MonthPlot  # the job has imported it

        plot = MonthPlot()
        plot.pressed.connect(self._go)
        plot.setMinimumHeight(px(PLOT_HEIGHT))
        self._months_box.addWidget(plot, 1)
        return plot

    def _tell(self, **news: object) -> None:
        """Show what is known so far, the discrepancies second."""
        self._found = replace(self._found, **news)  # type: ignore[arg-type]  # by name
        work, count = self._found.work, self._found.discrepancies
        case = Work(tr("Discrepancies"), count, Topic.RECORDS)
        if work:
            self.tiles.show_work([work[0], case, *work[1:]])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        for part in (self.title, self.back, self.far, self.on):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.direction)
        legend = [
            part
            for text, role in ((tr("Purchase"), "accent"), (tr("Sale"), "grey_mark"))
            for part in (_Swatch(role), named(QLabel(text), "small"))
        ]
        title = named(QLabel(tr("Months, in and out")), "section")
        months, self._months_box = card(title, legend)
        months.setMinimumHeight(px(PLOT_HEIGHT + 56))
        self._rankings = [
            _ranking(named(QLabel(name), "section"), ranking)
            for name, ranking in (
                (tr("Tax by rate"), self.rates),
                (tr("By category"), self.categories),
            )
        ]
        self._rankings.append(_ranking(self._party_title, self.parties))
        inside = named(QWidget(), "clear")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(12))
        scroll = named(QScrollArea(), "clear")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._grid.addWidget(self.tiles, 0, 0, 1, 3)
        self._grid.addWidget(months, 1, 0, 1, 3)
        self._share_room()
        self._grid.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), 0, px(24), px(12))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)

    def _share_room(self) -> None:
        abreast = self.width() >= px(3 * ABREAST)
        for n, ranking in enumerate(self._rankings):
            self._grid.addWidget(ranking, *((2, n, 1, 1) if abreast else (2 + n, 0, 1, 3)))
        for n in range(3):
            self._grid.setColumnStretch(n, 1)


def card(title: QLabel, aside: Sequence[QWidget] = ()) -> tuple[QFrame, QVBoxLayout]:
    """Make a card with its title, and give what its contents are added to."""
    frame = named(QFrame(), "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(px(16), px(12), px(16), px(12))
    box.setSpacing(px(8))
    top = QHBoxLayout()
    top.setSpacing(px(6))
    top.addWidget(title)
    top.addStretch()
    for part in aside:
        top.addWidget(part)
    box.addLayout(top)
    return frame, box


def _ranking(title: QLabel, ranking: Ranking) -> QFrame:
    frame, box = card(title)
    box.setContentsMargins(px(8), px(12), px(8), px(8))
    title.setContentsMargins(px(8), 0, 0, 0)
    box.addWidget(ranking, 1)
    return frame


class _Swatch(QWidget):
    """The colour of a legend."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the theme of now."""
        plate(QPainter(self), self.rect().toRectF(), px(2), getattr(tokens(), self._role))
