"""The banners at the top: what an import brought, and news until they are seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.review.bringing import RowsShown, came_of
from gui.review.findings import Findings
from gui.review.parts import Banner
from gui.review.sentences import news_of
from gui.states import Mark

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imports import Imported


class Telling(QObject):
    """One banner at a time; that of an import says the news too. `seen` when these were."""

    seen = Signal()

    def __init__(self, screen: QWidget, desk: Desk, news: Banner, result: Banner) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._news, self._result = news, result
        self._found: Findings | None = None
        self._imported: Imported | None = None
        result.wanted.connect(self._show_rows)
        result.closed.connect(self._end_imported)
        news.closed.connect(self.mark_seen)

    def show_found(self, found: Findings | None) -> None:
        """Tell the news of a run."""
        self._found = found
        self._show()

    def show_imported(self, imported: "Imported") -> None:
        """Tell what became of an import."""
        self._imported = imported
        self._result.action.setVisible(bool(imported.rejected or imported.review))
        self._show()

    def mark_seen(self) -> None:
        """Note that all news were seen."""
        if self._found is None:
            return
        ids = [each.id for each in self._found.news]
        seen = self._desk.core.reconciliation.mark_seen
        self._news.hide()
        self._desk.jobs.run(self, lambda _: seen(ids), lambda _: self.seen.emit())

    def _show(self) -> None:
        said = news_of(self._found) if self._found is not None else None
        if self._imported is not None:
            self._news.hide()
            self._result.say(*_with_news(came_of(self._imported), said))
        elif said is not None:
            self._news.say(*said)
        else:
            self._news.hide()

    def _end_imported(self) -> None:
        self._imported = None
        self._show()

    def _show_rows(self) -> None:
        if self._imported is not None:
            RowsShown(self._screen, self._imported).open()


def _with_news(
    came: tuple[Mark, str, str], news: tuple[Mark, str, str] | None
) -> tuple[Mark, str, str]:
    """Say the news behind what an import brought, under the graver mark of the two."""
    if news is None:
        return came
    mark = came[0] if news[0] is not Mark.WRONG and came[0] is not Mark.AGREES else news[0]
    return mark, came[1], f"{news[1]} · {came[2]}"
