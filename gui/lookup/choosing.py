"""Choosing columns, the order of the rows and their height; remembered on this computer."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from core import settings
from core.domain.query import NEWEST
from gui.desk import Desk
from gui.lookup.columns import SORTED, Layout, columns, read
from gui.lookup.table import turned
from words.translate import tr


class Choosing(QObject):
    """The menu of the columns; `changed` gives a layout to be shown."""

    changed = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen

    def recall(self) -> None:
        """Fetch the layout of last time."""
        folder = self._desk.core.folder
        self._desk.jobs.run(
            self,
            lambda _: settings.load(folder).columns,
            lambda kept: self.changed.emit(read(kept)) if kept else None,
        )

    def keep(self, layout: Layout) -> None:
        """Remember a layout."""
        folder, text = self._desk.core.folder, layout.written()

        def work(_: object) -> None:
            settings.save(folder, replace(settings.load(folder), columns=text))

        self._desk.jobs.run(self, work, lambda _: None)

    def menu(self, now: Layout) -> QMenu:
        """Make the menu."""
        menu = QMenu(self._screen)
        menu.setAccessibleName(tr("Columns"))
        for column in columns(NEWEST):
            shown = column.key in now.shown
            layout = now.without(column.key) if shown else now.with_column(column.key)
            self._add(menu, column.title.removesuffix("  ↓"), layout, shown)
        menu.addSeparator()
        order = menu.addMenu(tr("Sort by"))
        for column in columns(now.order):
            if column.key in SORTED:
                sorted_so = replace(now, order=turned(now.order, column.key))
                self._add(order, column.title, sorted_so, SORTED[column.key] is now.order.by)
        self._add(menu, tr("Denser rows"), replace(now, dense=not now.dense), now.dense)
        menu.addSeparator()
        menu.addAction(tr("As at first")).triggered.connect(lambda: self.changed.emit(Layout()))
        return menu

    def _add(self, menu: QMenu, name: str, layout: Layout, on: bool) -> None:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda: self.changed.emit(layout))
