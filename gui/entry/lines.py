"""The lines of an invoice (货物或应税劳务), where they are wanted: a table under the form."""

from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import ZERO, Line
from gui.buttons import Button, Kind
from gui.entry.line_model import COLUMNS, LineModel
from gui.entry.rows import MessageLine, Said, Tone
from gui.theme import px
from words import figures
from words.translate import filled, tr

ROW = 32
HEAD = 28
MOST_ROWS = 5
WIDTHS = {
    "name": 110, "spec": 50, "unit": 44, "quantity": 66, "unit_price": 74, "net": 80, "rate": 46,
    "tax": 66,
}  # fmt: skip


class Lines(QObject):
    """A button that opens the table, the table, and its sum against the amounts of the form."""

    edited = Signal()
    left = Signal()
    opened = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.model = LineModel()
        self.model.setParent(self)
        self.table = LineTable(self.model)
        self.sum = MessageLine()
        self.panel = QWidget()
        box = QVBoxLayout(self.panel)
        box.setContentsMargins(0, 0, 0, px(8))
        box.setSpacing(px(4))
        box.addWidget(self.table)
        box.addWidget(self.sum)
        self.panel.hide()
        self.toggle = Button(tr("Lines"), Kind.QUIET, icon="caret-down")
        self.toggle.clicked.connect(lambda: self.open(self.panel.isHidden()))
        self.toggle.setToolTip(tr("Goods and services, line by line"))
        self.model.dataChanged.connect(self._on_changed)
        self.model.modelReset.connect(self._fit)
        self.model.rowsInserted.connect(self._fit)
        self.model.rowsRemoved.connect(self._fit)
        self.table.left.connect(self.left)
        self._fit()

    def lines(self) -> tuple[Line, ...]:
        """The lines that stand there."""
        return self.model.lines()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Put lines in; what a fill brought stays folded until it is asked for."""
        self.model.show_lines(lines)
        self._name_toggle()

    def texts(self) -> list[list[str]]:
        """All texts, half-typed ones too."""
        return self.model.texts()

    def show_texts(self, rows: list[object]) -> None:
        """Put texts in; what is no row is left out."""
        self.model.show_texts(
            [[str(text) for text in row] for row in rows if isinstance(row, list)]
        )
        self._name_toggle()

    def clear(self) -> None:
        """Take all lines away."""
        self.open(False)
        self.show_lines(())

    def open(self, opened: bool) -> None:
        """Open or fold the table."""
        had_focus = self.table.hasFocus()
        self.panel.setVisible(opened)
        self.toggle.show_icon("caret-up" if opened else "caret-down")
        if opened:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.opened.emit()
            self.table.setCurrentIndex(self.model.index(0, 0))
            if self.model.is_empty(0):
                self.table.edit(self.model.index(0, 0))
        elif had_focus:
            self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self, net: Decimal | None, tax: Decimal | None) -> None:
        """Show the sum of the lines against the amounts of the invoice."""
        lines = self.lines()
        ours = {"net": _sum(lines, "net"), "tax": _sum(lines, "tax")}
        if not lines or ours["net"] is None:
            self.sum.say(None)
            return
        values = {"net": figures.money(ours["net"]), "tax": figures.money(ours["tax"])}
        text = filled(tr("The lines make {net} net and {tax} tax"), values)
        differs = [net is not None and net != ours["net"]]
        differs.append(None not in (tax, ours["tax"]) and tax != ours["tax"])
        tone = Tone.ERROR if any(differs) else Tone.PROOF if net is not None else Tone.HINT
        self.sum.say(Said(tone, text))

    def _on_changed(self) -> None:
        self._name_toggle()
        self.edited.emit()

    def _name_toggle(self) -> None:
        count = len(self.lines())
        self.toggle.setText(filled(tr("Lines {n}"), {"n": count}) if count else tr("Lines"))
        self.toggle.setAccessibleName(self.toggle.text())
        self.toggle.updateGeometry()

    def _fit(self) -> None:
        rows = min(MOST_ROWS, self.model.rowCount())
        self.table.setFixedHeight(px(HEAD) + rows * px(ROW) + px(14))


def _sum(lines: tuple[Line, ...], name: str) -> Decimal | None:
    found = [amount for line in lines if (amount := getattr(line, name)) is not None]
    return sum(found, ZERO) if found else None


class LineTable(QTableView):
    """Enter and Tab go on from a cell that is typed into; in an empty row's first cell they leave.

    Arrows go about; Ctrl+Delete takes a line out.
    """

    left = Signal()

    def __init__(self, model: LineModel) -> None:
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.setAccessibleName(tr("Lines"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.horizontalHeader().setHighlightSections(False)
        for at, name in enumerate(COLUMNS):
            self.setColumnWidth(at, px(WIDTHS[name]))
        trigger = QAbstractItemView.EditTrigger
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setEditTriggers(
            trigger.AnyKeyPressed
            | trigger.EditKeyPressed
            | trigger.DoubleClicked
            | trigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to type with Enter; take a line out with Ctrl+Delete."""
        index, key = self.currentIndex(), event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # it comes from the editor, which has seen to it
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(index)
        elif key == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._lines.remove(index.row())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next cell with Enter and Tab."""
        index, end = self.currentIndex(), QAbstractItemDelegate.EndEditHint
        if hint in (end.SubmitModelCache, end.EditNextItem):
            super().closeEditor(editor, end.NoHint)
            self._go_on(index)
        else:
            super().closeEditor(editor, hint)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand in a cell, so that a key begins to type."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._lines.index(0, 0))

    def _enter(self, index: QModelIndex) -> None:
        if index.column() == 0 and self._lines.is_empty(index.row()):
            self.left.emit()
        else:
            self.edit(index)

    def _go_on(self, index: QModelIndex) -> None:
        if index.column() == 0 and self._lines.is_empty(index.row()):
            self.left.emit()
            return
        row, column = divmod(index.row() * len(COLUMNS) + index.column() + 1, len(COLUMNS))
        if row < self._lines.rowCount():
            following = self._lines.index(row, column)
            self.setCurrentIndex(following)
            self.edit(following)
        else:
            self.left.emit()
