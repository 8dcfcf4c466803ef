"""What is looked up beside the work: the calendar, the guide, the story of a case and its notes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.covered_months import Month
from core.domain.decision import Case
from gui.desk import Desk
from gui.review.around import CalendarShown, GuideShown, StoryShown
from words.translate import tr


class Consulting(QObject):
    """Opens the dialogs; `period` is chosen in the calendar, `bring` wanted in the guide."""

    period = Signal(object)
    bring = Signal()
    told = Signal(str)

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk

    def open_calendar(self) -> None:
        """Show which months are covered."""
        if self._desk.ready:
            calendar = self._desk.core.reviewing.calendar
            self._desk.jobs.run(self, lambda _: calendar(), self._show_calendar)

    def open_guide(self) -> None:
        """Show how the exports are got."""
        shown = GuideShown(self._screen)
        shown.accepted.connect(self.bring)
        shown.open()

    def open_story(self, case: Case) -> None:
        """Show what happened to a case."""
        if not self._desk.ready:
            return
        story = self._desk.core.reviewing.story

        def show(events: object) -> None:
            shown = StoryShown(self._screen, case.key, events)  # type: ignore[arg-type]
            shown.given.connect(partial(self._keep_note, case))
            shown.open()

        self._desk.jobs.run(self, lambda _: story(case), show)

    def _show_calendar(self, months: Sequence[Month]) -> None:
        shown = CalendarShown(self._screen, months)
        shown.given.connect(self.period)
        shown.guide_wanted.connect(self.open_guide)
        shown.open()

    def _keep_note(self, case: Case, text: str) -> None:
        note = self._desk.core.reviewing.note
        said = tr("The note is kept.")
        self._desk.jobs.run(self, lambda _: note(case, text), lambda _: self.told.emit(said))
