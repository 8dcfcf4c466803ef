"""The overview (概览): months in and out, where the money goes, what waits; all leads to lists."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
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

from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.entry.choices import DirectionPair
from gui.jobs import Job
from gui.lookup.flow import Flow
from gui.overview.charts import MonthChart, Part, Ranking
from gui.overview.numbers import Numbers, Work, numbers_of
from gui.painting import LEFT, plate, words
from gui.tab import Tab
from gui.theme import font, named, px, tokens
from words.translate import filled, tr


class OverviewTab(Tab):
    """Charts and figures of a year; each is a button to the list behind it."""

    topics = frozenset({Topic.INVOICES})
    icon = "chart-bar"

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self._job: Job[Numbers] | None = None
        self.year = 0
        self.title = named(QLabel(self.word()), "title")
        self.far = named(QLabel(), "section")
        self.back = Button(tr("Previous year"), Kind.QUIET, icon="caret-left")
        self.on = Button(tr("Next year"), Kind.QUIET, icon="caret-right")
        self.direction = DirectionPair()
        self.tiles = WorkTiles()
        self.months = MonthChart()
        self.categories = Ranking()
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.direction.chosen.connect(self.refresh)
        for part in (self.tiles, self.months, self.categories):
            part.pressed.connect(desk.look_up_wanted)
        self.setFocusProxy(self.back)
        self._lay_out()

    @staticmethod
    def word() -> str:
        """概览."""
        return tr("Overview")

    def refresh(self) -> None:
        """Add up again."""
        if self._job is not None:
            self._job.cancel()
        lookup, direction = self.desk.core.lookup, self.direction.direction()
        self.year = year = self.year or lookup.today().year
        self._job = self.desk.jobs.run(
            self, lambda _: numbers_of(lookup, year, direction), self._show
        )

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    def _step(self, by: int) -> None:
        self.year += by
        self.refresh()

    def _show(self, numbers: Numbers) -> None:
        self.far.setText(filled(tr("Year {year}"), {"year": self.year}))
        self.tiles.show_work(numbers.work)
        self.months.show_months(numbers.months)
        self.categories.show_bars(numbers.categories)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        for part in (self.title, self.back, self.far, self.on):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.direction)
        inside = named(QWidget(), "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(12))
        months = _card(tr("Months"), self.months, legend=True)
        months.setMinimumHeight(px(220))
        grid.addWidget(self.tiles, 0, 0)
        grid.addWidget(months, 1, 0)
        grid.addWidget(_card(tr("By category"), self.categories), 2, 0)
        grid.setRowStretch(1, 1)
        scroll = named(QScrollArea(), "clear")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), 0, px(24), px(12))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)


class WorkTiles(QWidget):
    """A tile for each kind of open work; the number is the button."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[WorkTile] = []
        self._flow = Flow(self, px(8))

    def show_work(self, work: Sequence[Work]) -> None:
        """Show these."""
        for part in self.parts:
            self._flow.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.parts = [WorkTile(each) for each in work]
        for part in self.parts:
            part.clicked.connect(lambda _=False, query=part.work.query: self.pressed.emit(query))
            self._flow.addWidget(part)
            part.show()
        self.updateGeometry()


class WorkTile(Part):
    """A figure with its word."""

    def __init__(self, work: Work) -> None:
        super().__init__(f"{work.name} {work.count:,}")
        self.work = work

    def sizeHint(self) -> QSize:
        """A tile."""
        wide = self.fontMetrics().horizontalAdvance(self.work.name) + px(32)
        return QSize(max(px(140), wide), px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint border, word and figure."""
        painter, look = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().toRectF()
        edge = 2 if self.hasFocus() else 1
        plate(painter, area, px(8), look.accent_text if self.hasFocus() else look.line)
        ground = look.hover if self.underMouse() else look.surface
        plate(painter, area.adjusted(edge, edge, -edge, -edge), px(7), ground)
        inner = area.adjusted(px(12), px(8), -px(12), -px(8))
        painter.setFont(font())
        words(painter, inner.adjusted(0, 0, 0, -px(32)), self.work.name, look.text2, LEFT)
        painter.setFont(font(22, bold=True))
        colour = look.text if self.work.count else look.text3
        words(painter, inner.adjusted(0, px(22), 0, 0), f"{self.work.count:,}", colour, LEFT)


def _card(name: str, inside: QWidget, *, legend: bool = False) -> QFrame:
    card = named(QFrame(), "card")
    box = QVBoxLayout(card)
    box.setContentsMargins(px(16), px(12), px(16), px(12))
    box.setSpacing(px(8))
    top = QHBoxLayout()
    top.addWidget(named(QLabel(name), "section"))
    top.addStretch()
    if legend:
        for text, role in ((tr("Purchase"), "accent"), (tr("Sale"), "grey_mark")):
            top.addWidget(_Swatch(role))
            top.addWidget(named(QLabel(text), "small"))
    box.addLayout(top)
    box.addWidget(inside, 1)
    return card


class _Swatch(QWidget):
    """The colour of a legend."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the theme of now."""
        plate(QPainter(self), self.rect().toRectF(), px(2), getattr(tokens(), self._role))
