"""The menu that adds conditions, all of it by keyboard: arrows, letters, Enter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.domain.invoice import Direction, EntryMethod, Status
from core.domain.query import Query
from gui.desk import Desk
from gui.entry.choices import KINDS
from gui.lookup.conditions import original_words, verification_word
from gui.lookup.ranges import AmountDialog, PeriodDialog
from words.translate import tr
from words.vocabulary import word

PERIODS = ("今天", "本月", "上月", "本季", "上季", "今年", "去年")
"""The words that the search understands; kept as words, they move on with the calendar."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has to choose from."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    verifications: tuple[str, ...] = ()


class Filters(QObject):
    """Builds the menu for the query that is asked for; `changed` gives the one that is chosen."""

    changed = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self._known = Known()

    def learn(self) -> None:
        """Find out which tags, categories and states there are."""
        lookup = self._desk.core.lookup

        def work(_: object) -> Known:
            return Known(lookup.tags(), lookup.categories(), lookup.verifications())

        self._desk.jobs.run(self, work, self._take)

    def menu(self, asked: Query) -> QMenu:
        """Make the menu; what holds already is checked."""
        menu = QMenu(self._screen)
        menu.setAccessibleName(tr("Add a condition"))
        self._periods(menu.addMenu(tr("Period")), asked)
        self._add(menu, tr("Amount…"), lambda: self._ask(AmountDialog(asked, self._screen)))
        menu.addSeparator()
        self._several(menu, tr("Kind"), asked, "kinds", [(k, word(k)) for k in KINDS])
        self._one(menu, tr("Direction"), asked, "direction", [(d, word(d)) for d in Direction])
        self._several(menu, tr("Status"), asked, "statuses", [(s, word(s)) for s in Status])
        self._several(menu, tr("Tag"), asked, "tags", [(t, t) for t in self._known.tags])
        categories = [("", tr("Without category")), *((c, c) for c in self._known.categories)]
        self._one(menu, tr("Category"), asked, "category", categories)
        sources = [(m, word(m)) for m in EntryMethod]
        self._several(menu, tr("Entry method"), asked, "sources", sources)
        states = [(v, verification_word(v)) for v in self._known.verifications]
        self._several(menu, tr("Verification"), asked, "verifications", states)
        self._several(menu, tr("Original"), asked, "originals", list(original_words().items()))
        menu.addSeparator()
        offline = [(True, tr("Entered offline")), (False, tr("Not offline"))]
        self._one(menu, tr("Offline"), asked, "offline", offline)
        self._one(
            menu, tr("Late"), asked, "late", [(True, tr("Entered late")), (False, tr("Not late"))]
        )
        self._flag(menu, tr("Made no sense when entered"), asked, "odd")
        self._flag(menu, tr("Recycle bin"), asked, "binned")
        return menu

    def _take(self, known: Known) -> None:
        self._known = known

    def _periods(self, menu: QMenu, asked: Query) -> None:
        names = (
            tr("Today"),
            tr("This month"),
            tr("Last month"),
            tr("This quarter"),
            tr("Last quarter"),
            tr("This year"),
            tr("Last year"),
        )
        for period, name in zip(PERIODS, names, strict=True):
            rest = " ".join(x for x in asked.text.split() if x not in PERIODS)
            chosen = replace(asked, text=f"{rest} {period}".strip(), since=None, until=None)
            self._choice(menu, name, chosen, period in asked.text.split())
        menu.addSeparator()
        self._add(menu, tr("From … to …"), lambda: self._ask(PeriodDialog(asked, self._screen)))

    def _several(
        self, menu: QMenu, name: str, asked: Query, field: str, members: Sequence[tuple[Any, str]]
    ) -> None:
        """Choose any of several; each once more takes it away."""
        under = menu.addMenu(name)
        had: tuple[Any, ...] = getattr(asked, field)
        for member, text in members:
            rest = tuple(x for x in had if x != member)
            chosen = rest if member in had else (*had, member)
            self._choice(under, text, _with(asked, field, chosen), member in had)
        under.setEnabled(bool(members))

    def _one(
        self, menu: QMenu, name: str, asked: Query, field: str, members: Iterable[tuple[Any, str]]
    ) -> None:
        under = menu.addMenu(name)
        had = getattr(asked, field)
        for member, text in members:
            chosen = None if member == had else member
            self._choice(under, text, _with(asked, field, chosen), member == had)

    def _flag(self, menu: QMenu, name: str, asked: Query, field: str) -> None:
        had = getattr(asked, field)
        self._choice(menu, name, _with(asked, field, not had), had)

    def _choice(self, menu: QMenu, name: str, chosen: Query, on: bool) -> None:
        action = self._add(menu, name, lambda: self.changed.emit(chosen))
        action.setCheckable(True)
        action.setChecked(on)

    def _add(self, menu: QMenu, name: str, does: Callable[[], None]) -> QAction:
        action = menu.addAction(name.replace("&", "&&"))
        action.triggered.connect(lambda _=False: does())
        return action

    def _ask(self, dialog: AmountDialog | PeriodDialog) -> None:
        dialog.chosen.connect(self.changed)
        dialog.open()


def _with(asked: Query, field: str, value: Any) -> Query:
    changes: dict[str, Any] = {field: value}
    return replace(asked, **changes)
