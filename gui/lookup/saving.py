"""Saved filters: a name, how many invoices each finds now, and a key for the first nine."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from core.domain.query import Query
from gui.desk import Desk
from gui.fields import LONGEST
from words.translate import tr

if TYPE_CHECKING:
    from core.services.lookup import Saved

BY_KEY = 9


class SavedFilters(QObject):
    """Keeps a list of what is saved; `chosen` gives a query to be asked for."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self.saved: tuple[Saved, ...] = ()
        self.counts: dict[str, int] = {}
        for number in range(1, BY_KEY + 1):
            shortcut = QShortcut(_key(number), screen)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda n=number: self.choose(n))

    def learn(self) -> None:
        """Find out what is saved and how many each finds."""
        lookup = self._desk.core.lookup

        def work(_: object) -> "tuple[tuple[Saved, ...], dict[str, int]]":
            return lookup.saved(), lookup.counts()

        self._desk.jobs.run(self, work, self._take)

    def choose(self, number: int) -> None:
        """Ask for the saved filter of a number, counted from one."""
        if number <= len(self.saved):
            self.chosen.emit(self.saved[number - 1].query)

    def menu(self, now: Query) -> QMenu:
        """Make the menu; `now` is what would be saved."""
        menu = QMenu(self._screen)
        menu.setAccessibleName(tr("Saved filters"))
        keep = menu.addAction(tr("Save this query…"))
        keep.setEnabled(now != Query())
        keep.triggered.connect(lambda: self.ask_name(now))
        menu.addSeparator()
        for number, saved in enumerate(self.saved, 1):
            count = self.counts.get(saved.name)
            shown = saved.name if count is None else f"{saved.name}  ({count:,})"
            action = menu.addAction(shown.replace("&", "&&"))
            if number <= BY_KEY:
                key = _key(number).toString(QKeySequence.SequenceFormat.NativeText)
                action.setText(f"{action.text()}\t{key}")
            action.triggered.connect(lambda _=False, query=saved.query: self.chosen.emit(query))
        if self.saved:
            menu.addSeparator()
            removing = menu.addMenu(tr("Remove"))
            for saved in self.saved:
                action = removing.addAction(saved.name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, name=saved.name: self._remove(name))
        return menu

    def ask_name(self, query: Query) -> None:
        """Ask under which name to keep a query."""
        dialog = QInputDialog(self._screen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Save this query"))
        dialog.setLabelText(tr("Name; one that exists is replaced:"))
        dialog.textValueSelected.connect(lambda name: self._save(name, query))
        dialog.open()

    def _save(self, name: str, query: Query) -> None:
        kept = name.strip()[:LONGEST]
        if kept:
            save = self._desk.core.lookup.save
            self._desk.jobs.run(self, lambda _: save(kept, query), lambda _: self.learn())

    def _remove(self, name: str) -> None:
        remove = self._desk.core.lookup.remove
        self._desk.jobs.run(self, lambda _: remove(name), lambda _: self.learn())

    def _take(self, found: "tuple[tuple[Saved, ...], dict[str, int]]") -> None:
        self.saved, self.counts = found


def _key(number: int) -> QKeySequence:
    return QKeySequence(f"Alt+{number}")
