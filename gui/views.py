"""The view of a table, as it looks and is driven on every screen."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.delegates import ROW, Cells, state_width
from gui.tables import ValueTable
from gui.theme import px

LEAST = 84


class TableView(QTableView):
    """Rows to choose from: no grid, one row at a time, Ctrl+C takes the row with its tabs."""

    def __init__(self, model: ValueTable[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        model.setParent(self)
        self.setModel(model)
        self._cells = Cells(model, self)
        self.setItemDelegate(self._cells)
        self._set_behaviour()
        self._set_columns(model)

    def mark_row(self, index: QModelIndex) -> None:
        """Show which row is under the mouse."""
        self._cells.hovered = index.row()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Let the mark go where the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self.mark_row(QModelIndex())
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen row: numbers whole, cells apart by tabs, as a spreadsheet takes them."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            row = self.currentIndex().row()
            cells = [self.model().index(row, at).data() or "" for at in range(self._count())]
            QGuiApplication.clipboard().setText("\t".join(cells))
            return
        super().keyPressEvent(event)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.entered.connect(self.mark_row)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(ROW))

    def _set_columns(self, model: ValueTable[Any]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(px(LEAST))
        header.setFixedHeight(px(ROW))
        for at, column in enumerate(model.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(at, max(px(column.width), *map(state_width, column.widest), 0))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _count(self) -> int:
        return self.model().columnCount()
