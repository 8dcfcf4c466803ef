"""The last thirty days, and under them the backups that are known."""

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from gui.backup.parts import DayStrip, Line
from gui.backup.view import Row, View
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
        self.model: ValueTable[Row] = ValueTable(_columns())
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
        self.model.show(view.rows)

    def minimumSizeHint(self) -> QSize:
        """Let the table scroll."""
        return QSize(px(300), px(96 + 32 * 4))

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.value(index.row())
        if row is not None:
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


def _columns() -> list[Column[Row]]:
    here, away = tr("Proven"), tr("Out of sight")
    return [
        Column(
            tr("State"),
            lambda row: State(Mark.AGREES, here) if row.there else State(Mark.WAITING, away),
            Cell.STATE,
            100,
            (here, away),
        ),
        Column(tr("Made"), lambda row: backups.moment(row.known.made_at, row.now), width=150),
        Column(tr("Invoices"), lambda row: f"{row.known.invoices:,}", Cell.MONEY, 96),
        Column(tr("Originals"), lambda row: f"{row.known.originals:,}", Cell.MONEY, 96),
        Column(tr("Size"), lambda row: figures.size(row.known.bytes), Cell.MONEY, 108),
        Column(tr("File"), lambda row: row.known.file.name, width=300),
        Column(tr("Where"), lambda row: str(row.folder)),
    ]
