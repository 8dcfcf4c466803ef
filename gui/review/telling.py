"""The banners at the top: what an import brought, and news until they are seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.review.bringing import RowsShown, came_of
from gui.review.findings import Findings
from gui.review.parts import Banner
from gui.review.sentences import news_of

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imports import Imported


class Telling(QObject):
    """One banner at a time, what was imported before what is new; `seen` when news are."""

    seen = Signal()

    def __init__(self, screen: QWidget, desk: Desk, news: Banner, result: Banner) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._news, self._result = news, result
        self._found: Findings | None = None
        self._imported: Imported | None = None
        result.wanted.connect(self._show_rows)
        result.closed.connect(self._show_news)
        news.closed.connect(self.mark_seen)

    def show_found(self, found: Findings | None) -> None:
        """Tell the news of a run."""
        self._found = found
        self._show_news()

    def show_imported(self, imported: "Imported") -> None:
        """Tell what became of an import."""
        self._imported = imported
        self._result.say(*came_of(imported))
        self._result.action.setVisible(bool(imported.rejected or imported.review))
        self._news.hide()

    def mark_seen(self) -> None:
        """Note that all news were seen."""
        if self._found is None:
            return
        ids = [each.id for each in self._found.news]
        seen = self._desk.core.reconciliation.mark_seen
        self._news.hide()
        self._desk.jobs.run(self, lambda _: seen(ids), lambda _: self.seen.emit())

    def _show_news(self) -> None:
        said = news_of(self._found) if self._found is not None else None
        if said is None or self._result.isVisible():
            self._news.hide()
        else:
            self._news.say(*said)

    def _show_rows(self) -> None:
        if self._imported is not None:
            RowsShown(self._screen, self._imported).open()
