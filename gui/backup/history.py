"""The last thirty days, and under them the backups that are known."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from gui.backup.parts import DayStrip, Line
from gui.backup.view import Failure, Row, View
from gui.states import Mark, State
from gui.tables import Cell, Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words import backups, figures
from words.translate import tr


class History(QFrame):
    """Thirty days in boxes, the same counted in words, and a table; `chosen` gives a row."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.counted = Line("small")
        self.days = DayStrip()
        self.model: ValueTable[Row | Failure] = ValueTable(_columns())
        self.table = TableView(self.model, tr("Backups"))
        self.table.setMinimumHeight(px(32 * 4))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.activated.connect(self._on_activated)
        self._lay_out()

    def show_view(self, view: View) -> None:
        """Show what is known now."""
        self.days.show_days(view.state.history)
        marks = [day.mark for day in view.state.history]
        made, failed = marks.count("made"), marks.count("failed")  # type: ignore[arg-type]
        self.counted.setText(backups.days_counted(made, len(marks) - made - failed, failed))
        self.model.show(view.lines())

    def minimumSizeHint(self) -> QSize:
        """Let the table scroll."""
        return QSize(px(300), px(96 + 32 * 4))

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.value(index.row())
        if isinstance(row, Row):
            self.chosen.emit(row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(named(QLabel(tr("The last 30 days")), "section"))
        head.addWidget(self.counted, 1)
        above = QVBoxLayout()
        above.setContentsMargins(px(16), px(11), px(16), px(4))
        above.setSpacing(px(6))
        above.addLayout(head)
        above.addWidget(self.days)
        line = named(QFrame(), "sum")
        line.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(above)
        box.addWidget(line)
        box.addWidget(self.table, 1)


def _columns() -> list[Column[Row | Failure]]:
    return [
        Column(tr("State"), _state, Cell.STATE, 100, (tr("Proven"), tr("Out of sight"))),
        Column(tr("Made"), _made, width=150),
        Column(tr("Occasion"), _occasion, width=120),
        Column(tr("Invoices"), _of(lambda row: f"{row.known.invoices:,}"), Cell.MONEY, 96),
        Column(tr("Originals"), _of(lambda row: f"{row.known.originals:,}"), Cell.MONEY, 96),
        Column(tr("Size"), _of(lambda row: figures.size(row.known.bytes)), Cell.MONEY, 108),
        Column(tr("File"), _file, width=300),
        Column(tr("Where"), _of(lambda row: str(row.folder))),
    ]


def _of(say: Callable[[Row], str]) -> Callable[[Row | Failure], str | None]:
    """Say something of a backup; of a failure there is nothing to say."""
    return lambda line: say(line) if isinstance(line, Row) else None


def _state(line: Row | Failure) -> State:
    if isinstance(line, Failure):
        return State(Mark.WRONG, tr("Failed"))
    if line.there:
        return State(Mark.AGREES, tr("Proven"))
    return State(Mark.WAITING, tr("Out of sight"))


def _made(line: Row | Failure) -> str:
    if isinstance(line, Failure):
        return backups.on_day(line.day, line.now.date())
    return backups.moment(line.known.made_at, line.now)


def _occasion(line: Row | Failure) -> str | None:
    if isinstance(line, Failure) or line.occasion is None:
        return None
    return backups.occasion(line.occasion)


def _file(line: Row | Failure) -> str:
    return backups.failed(line.code) if isinstance(line, Failure) else line.known.file.name
