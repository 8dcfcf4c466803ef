"""What the files for the batch check (批量查验) look like: columns, their titles, their limits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core import settings
from core.domain.batch_shape import (
    DEFAULT,
    FIELDS,
    LONGEST_TITLE,
    MOST_BYTES,
    MOST_ROWS,
    STANDARD_TITLES,
    BatchColumn,
    Shape,
    doubled_titles,
    kept_shape,
    read_shape,
)
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.jobs import Job
from gui.review.parts import arrow
from gui.tables import Column, ValueTable
from gui.theme import named, px
from gui.views import TableView
from words.translate import counted, filled, tr
from words.vocabulary import field as field_word

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.batch import Previewed

TYPED = 200
"""Milliseconds without a key after which the preview is made anew."""
KB = 1024
WIDE = 700
"""So wide that a number of 20 digits is seen whole among the others."""
Row = tuple[str | None, ...]


class BatchAsked(Asking):
    """Shows what would be written, lets it be changed, and keeps how it was for the next time.

    `chosen` gives the shape with which the files are to be written.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, names: Sequence[str] | None) -> None:
        line = tr(
            "The tax bureau's template may change: choose the columns, their order and titles "
            "as it has them now. What you choose is kept."
        )
        title, word = tr("Files for the batch check"), tr("Choose the folder…")
        super().__init__(parent, title, line, word)
        self.setMinimumWidth(min(px(WIDE), parent.width() - px(48)))
        self._desk, self._names = desk, names
        self._room = parent.height()
        self._kept: Shape | None = None
        self._job: Job[Previewed] | None = None
        self.columns = [ColumnRow(name) for name in FIELDS]
        self.rows = _number_field(MOST_ROWS)
        self.kilobytes = _number_field(MOST_BYTES // KB)
        self.told = named(QLabel(), "small")
        self.model = ValueTable[Row]([])
        self.preview = TableView(self.model, tr("The first rows"))
        self.preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.reset = Button(tr("As at first"), Kind.QUIET, icon="arrow-counter-clockwise")
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(lambda: self._show(DEFAULT))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPED)
        self._typing.timeout.connect(self._look)
        self._lay_out()
        for row in self.columns:
            row.changed.connect(self._on_changed)
            row.moved.connect(lambda by, row=row: self._move(row, by))
        for each in (self.rows, self.kilobytes):
            each.textChanged.connect(self._on_changed)
        self.accepted.connect(self._take)
        self.go.setEnabled(False)
        folder = desk.core.folder
        desk.jobs.run(self, lambda _: read_shape(settings.load(folder).batch), self._recall)

    def shape(self) -> Shape | None:
        """Give what is set now; None while it is no shape."""
        columns = self._chosen_columns()
        rows, kilobytes = _whole(self.rows), _whole(self.kilobytes)
        if not columns or not all(each.title for each in columns) or not rows or not kilobytes:
            return None
        if doubled_titles(columns):
            return None
        return Shape(columns, rows, kilobytes * KB)

    def _chosen_columns(self) -> tuple[BatchColumn, ...]:
        return tuple(
            BatchColumn(row.field, row.title.text().strip()) for row in self.columns if row.on()
        )

    def _recall(self, shape: Shape) -> None:
        self._kept = shape
        self._show(shape)
        self.columns[0].tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shape: Shape) -> None:
        titles = {each.field: each.title for each in shape.columns}
        places = [*titles, *(name for name in FIELDS if name not in titles)]
        self.columns.sort(key=lambda row: places.index(row.field))
        for row in self.columns:
            row.show_as(titles.get(row.field), STANDARD_TITLES[row.field])
        self.rows.setText(str(shape.rows))
        self.kilobytes.setText(str(max(1, shape.bytes // KB)))
        self._place()
        self._on_changed()

    def _move(self, row: "ColumnRow", by: int) -> None:
        at = self.columns.index(row)
        to = min(max(at + by, 0), len(self.columns) - 1)
        self.columns.insert(to, self.columns.pop(at))
        self._place()
        row.buttons[0 if by < 0 else 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _place(self) -> None:
        last = len(self.columns) - 1
        before: QWidget = self._area
        for at, row in enumerate(self.columns):
            self._column.insertWidget(at, row)
            row.buttons[0].setEnabled(at > 0)
            row.buttons[1].setEnabled(at < last)
            for part in row.parts():
                QWidget.setTabOrder(before, part)
                before = part
        QWidget.setTabOrder(before, self.rows)

    def _on_changed(self) -> None:
        shape = self.shape()
        self.go.setEnabled(shape is not None)
        if shape is None:
            self.told.setText(self._lacking())
        self._typing.start()

    def _lacking(self) -> str:
        doubled = doubled_titles(self._chosen_columns())
        if doubled and all(doubled):
            line = tr("The title “{title}” stands for something else already: choose another.")
            return filled(line, {"title": doubled[0]})
        return tr("A file needs a column, a title for each, and both limits.")

    def _look(self) -> None:
        shape = self.shape()
        if self._job is not None:
            self._job.cancel()
        if shape is None:
            return
        batch, names = self._desk.core.batch, self._names
        self._job = self._desk.jobs.run(
            self,
            lambda _: batch.preview(names, shape),
            lambda found: self._show_preview(shape, found),
        )

    def _show_preview(self, shape: Shape, found: "Previewed") -> None:
        if shape != self.shape():
            return
        self.model.choose([_shown(at, each.title) for at, each in enumerate(shape.columns)])
        self.model.show(found.rows)
        self._widen()
        if not found.rows:
            self.told.setText(tr("No invoice has all values that are asked for."))
        elif not any(each.field == "number" for each in shape.columns):
            self.told.setText(tr("Without the invoice number no answer can be read back."))
        else:
            self.told.setText(counted(found.invoices, tr("Of {n} invoice"), tr("Of {n} invoices")))

    def _widen(self) -> None:
        """Give each column the room of its longest text: numbers are to be seen whole."""
        header, measure = self.preview.horizontalHeader(), self.preview.fontMetrics()
        for at, column in enumerate(self.model.columns):
            cells = (self.model.index(row, at).data() for row in range(self.model.rowCount()))
            words = [column.title, *(str(cell or "") for cell in cells)]
            header.resizeSection(at, max(map(measure.horizontalAdvance, words)) + px(36))

    def _take(self) -> None:
        shape, folder = self.shape(), self._desk.core.folder
        if shape is None:
            return
        if shape != self._kept:
            self._desk.jobs.run(
                self._desk,
                lambda _: settings.change(
                    folder, batch=kept_shape(settings.load(folder).batch, shape)
                ),
                self._desk.set_up.emit,
            )
        self.chosen.emit(shape)

    def _lay_out(self) -> None:
        holder = named(QWidget(), "clear")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, px(8), 0)
        self._column.setSpacing(px(4))
        self._area = named(QScrollArea(), "clear")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(holder)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(self._limits())
        self._place()
        for row in self.columns:
            row.setFixedHeight(px(36))
        spaces = (len(self.columns) - 1) * self._column.spacing()
        high = len(self.columns) * px(36) + spaces
        self._area.setMinimumHeight(min(high, max(px(72), self._room - px(420))))
        self._area.setMaximumHeight(high)
        head = QHBoxLayout()
        head.addWidget(named(QLabel(tr("The first rows")), "small"))
        head.addStretch()
        head.addWidget(self.told)
        self.preview.setFixedHeight(px(32 * 3 + 2) if self._room > px(520) else px(80))
        self.body.addLayout(head)
        self.body.addWidget(self.preview)
        self.foot.insertWidget(1, self.reset)

    def _limits(self) -> QHBoxLayout:
        limits = QHBoxLayout()
        limits.setSpacing(px(8))
        limits.addWidget(QLabel(tr("At most in one file:")))
        most = tr("At most in one file:")
        for part, word in ((self.rows, tr("invoices,")), (self.kilobytes, tr("KB"))):
            label = QLabel(word)
            label.setBuddy(part)
            part.setAccessibleName(f"{most} {word}")
            limits.addWidget(part)
            limits.addWidget(label)
        limits.addStretch()
        return limits


class ColumnRow(QWidget):
    """A column that a file may have: whether it has it, its title, and its place."""

    changed = Signal()
    moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = name
        self.tick = QCheckBox(_what(name))
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName(filled(tr("Title of {what}"), {"what": _what(name)}))
        self.buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.tick.setFixedWidth(px(200))
        row.addWidget(self.tick)
        row.addWidget(self.title, 1)
        for icon, word, by in (
            ("caret-up", tr("{what} further left"), -1),
            ("caret-down", tr("{what} further right"), 1),
        ):
            button = arrow(icon, filled(word, {"what": _what(name)}))
            button.clicked.connect(lambda _, by=by: self.moved.emit(by))
            self.buttons.append(button)
            row.addWidget(button)
        self.tick.toggled.connect(self._on_ticked)
        self.title.textChanged.connect(self.changed)

    def on(self) -> bool:
        """Say whether the files have it."""
        return self.tick.isChecked()

    def parts(self) -> list[QWidget]:
        """Give what can be reached with Tab, in its order."""
        return [self.tick, self.title, *self.buttons]

    def show_as(self, title: str | None, standard: str) -> None:
        """Show its title, or that the files have it not."""
        self.tick.setChecked(title is not None)
        self.title.setText(standard if title is None else title)
        self.title.setEnabled(title is not None)

    def _on_ticked(self, on: bool) -> None:
        self.title.setEnabled(on)
        self.changed.emit()


def _what(name: str) -> str:
    return tr("The amount that is asked for") if name == "amount" else field_word(name)


def _shown(at: int, title: str) -> Column[Row]:
    return Column(title, lambda row: row[at])


def _number_field(most: int) -> QLineEdit:
    made = QLineEdit()
    made.setValidator(QIntValidator(1, most, made))
    made.setFixedWidth(px(96))
    return made


def _whole(part: QLineEdit) -> int:
    return int(part.text()) if part.hasAcceptableInput() else 0
