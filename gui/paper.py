"""An original, or a file that may become one, as pages to read; an XML says that it has none."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from core.domain.problem import Problem, ProblemCode
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.jobs import Job
from gui.marks import MarkedLine, frames_of
from gui.notices import EmptyState
from gui.original import PageView, image_of
from gui.theme import named, px
from words.problems import problem
from words.translate import tr

if TYPE_CHECKING:  # comes with the readers and the store, after the first paint
    from core.files.render import Pages
    from core.services.originals import Kept, Marked

Open = Callable[[], "Pages"]
"""Opens a file to be drawn; in a job. Raises Refused."""


class Paper(QFrame):
    """Pages with their zoom and turn; `save_wanted` asks for a copy of the file."""

    save_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self._open: Open | None = None
        self._marks: Sequence[Marked] = ()
        self._counting: Job[int | Problem] | None = None
        self._drawing: Job[QImage] | None = None
        self._marking: Job[Sequence[Marked]] | None = None
        self.marked = MarkedLine()
        self.view = PageView()
        self.view.setMinimumSize(px(120), px(110))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._far = named(QLabel(), "small")
        self.none = EmptyState("file-text")
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self.none)
        self.save = Button(tr("Save a copy…"), Kind.QUIET, icon="export")
        self.save.clicked.connect(self.save_wanted)
        self.view.wanted.connect(self._draw)
        self.view.told.connect(self._far.setText)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(self._bar())
        box.addWidget(self.marked)
        box.addWidget(self._body, 1)

    def show_file(self, file: "Kept") -> None:
        """Show the pages of a kept file."""
        originals, number = self._desk.core.originals, file.id
        self.show_pages(lambda: originals.pages(number))

    def mark(self, file: "Kept", problems: Sequence[Problem], number: str | None) -> None:
        """Mark on the pages of the kept file that is shown what it says otherwise.

        `number` is that of the invoice, where the file may hold several.
        """
        marked = self._desk.core.originals.marked
        if problems:
            self._marking = self._desk.jobs.run(
                self, lambda _: marked(file.id, problems, number), self._show_marks
            )

    def show_pages(self, opened: Open) -> None:
        """Show the pages of whatever this opens."""
        for job in (self._counting, self._drawing, self._marking):
            if job is not None:
                job.cancel()
        self._open = opened
        self._marks = ()
        self.marked.say(())
        self.view.mark(())
        self.view.show_page(QImage())
        self._far.setText("")
        self._counting = self._desk.jobs.run(self, lambda _: _count(opened), self._begin)

    def _begin(self, found: int | Problem) -> None:
        pages = found if isinstance(found, int) else 0
        self._body.setCurrentWidget(self.view if pages else self.none)
        for button in self._buttons:
            button.setEnabled(pages > 0)
        self._say_marks()
        if pages:
            self.view.begin(pages)
        else:
            data = tr("It holds data only. What it says stands in the fields.")
            why = found if isinstance(found, Problem) else None
            only_data = why is None or why.code is ProblemCode.UNKNOWN_FORMAT
            self.none.say(
                tr("This file has no pages") if only_data else tr("The pages cannot be shown"),
                data if why is None or only_data else problem(why),
            )

    def _show_marks(self, marked: "Sequence[Marked]") -> None:
        self.view.mark(frames_of(marked))
        self._marks = marked
        self._say_marks()

    def _say_marks(self) -> None:
        """Say in words what is framed; a file without pages has nothing beside which to say it."""
        self.marked.say(self._marks if self._body.currentWidget() is self.view else ())

    def _draw(self, page: int, dots: float) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        opened = self._open
        assert opened is not None, "it asks for a page of a file"
        self._drawing = self._desk.jobs.run(
            self, lambda _: _drawn(opened, page, dots), self.view.show_page
        )

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(px(8), px(6), px(8), px(6))
        bar.setSpacing(px(2))
        step, zoom = self.view.step, self.view.zoom
        self._buttons: list[Button] = []
        for name, icon, does, key in (
            (tr("Previous page"), "caret-left", lambda: step(-1), "PgUp"),
            (tr("Next page"), "caret-right", lambda: step(1), "PgDown"),
            (tr("Smaller"), "minus", lambda: zoom(-1), "-"),
            (tr("Larger"), "plus", lambda: zoom(1), "+"),
            (tr("Turn"), "arrow-clockwise", self.view.turn, "R"),
        ):
            button = Button("", Kind.QUIET, icon=icon)
            button.setAccessibleName(name)
            hint = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{name}  {hint}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(does)
            bar.addWidget(button)
            self._buttons.append(button)
        bar.addSpacing(px(6))
        bar.addWidget(self._far)
        bar.addStretch()
        bar.addWidget(self.save)
        return bar


def _drawn(opened: Open, page: int, dots: float) -> QImage:
    with closing(opened()) as pages:
        return image_of(pages.picture(page, dots))


def _count(opened: Open) -> int | Problem:
    from core.files.format import Refused  # heavy: comes with the readers

    try:
        with closing(opened()) as pages:
            return len(pages)
    except Refused as refused:
        return refused.problem
