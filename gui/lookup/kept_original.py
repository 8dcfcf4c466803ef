"""The original of an invoice in the panel: its picture, its name, whether it agrees, 打开."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.domain.invoice import Invoice
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.jobs import Job
from gui.marks import MarkedLine, frames_of
from gui.notices import StateIcon
from gui.original import Page, PageView, image_of
from gui.states import Mark, State
from gui.theme import named, px
from words.problems import problem as sentence
from words.translate import counted, tr
from words.vocabulary import field

if TYPE_CHECKING:
    from core.domain.problem import Problem
    from core.services.originals import Marked

DOTS = 110.0
"""How finely the picture in the panel is drawn."""


class Kept(Protocol):
    """What is known of a file."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def file_name(self) -> str:
        """The name under which it came."""

    @property
    def format(self) -> str | None:
        """What read it."""


class Differing(Protocol):
    """What an original says otherwise than the fields."""

    @property
    def original(self) -> Kept:
        """Which it is."""

    @property
    def problems(self) -> "Sequence[Problem]":
        """One for each field."""

    @property
    def unread(self) -> "Problem | None":
        """Why nothing can be compared."""


class Source(Protocol):
    """The service that gives originals."""

    def of(self, name: str) -> Sequence[Kept]:
        """The files of an invoice."""

    def pages(self, number: int) -> Any:
        """The pages of a file, to be closed."""

    def differences(self, name: str) -> Sequence[Differing]:
        """What they say otherwise."""

    def marked(
        self, original: int, problems: "Sequence[Problem]", number: str | None = None
    ) -> "Sequence[Marked]":
        """Where on the pages it stands."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The files of an invoice and the first page of the first that has pages."""

    files: Sequence[Kept]
    file: Kept | None
    count: int
    image: QImage


def source_of(desk: Desk) -> Source | None:
    """Give the service of originals, where the program has one."""
    found: Source | None = getattr(desk.core, "originals", None)
    return found


class KeptOriginal(QWidget):
    """The picture, and under it one line; without a file it says so in that line."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job[Seen] | None = None
        self._compare_job: Job[Sequence[Differing]] | None = None
        self._mark_job: Job[Sequence[Marked]] | None = None
        self._name = ""
        self._number: str | None = None
        self._marked: Sequence[Marked] = ()
        self.seen: Seen | None = None
        self.page = Page()
        self.page.pressed.connect(self.open)
        self._file = named(QLabel(), "quiet")
        self._mark_box = QHBoxLayout()
        self.verdict = named(QLabel(), "quiet")
        self.open_button = Button(tr("Open"), Kind.LINK)
        self.open_button.setFixedHeight(px(28))
        self.open_button.clicked.connect(self.open)
        line = QHBoxLayout()
        line.setSpacing(px(6))
        line.addWidget(self._file)
        line.addSpacing(px(8))
        line.addLayout(self._mark_box)
        line.addWidget(self.verdict)
        line.addStretch()
        line.addWidget(self.open_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        box.addWidget(self.page, 1)
        box.addLayout(line)

    @property
    def pages(self) -> int:
        """How many pages can be seen."""
        return self.seen.count if self.seen is not None else 0

    def show_of(self, invoice: Invoice) -> None:
        """Show the original of an invoice; the same one stays while it is looked for again."""
        if invoice.key.name != self._name:
            self._take(Seen((), None, 0, QImage()))
            self._file.setText("")
        self._name = name = invoice.key.name
        self._number = invoice.number
        for job in (self._job, self._compare_job, self._mark_job):
            if job is not None:
                job.cancel()
        source = source_of(self._desk)
        if source is None:
            self._take(Seen((), None, 0, QImage()))
            return
        self._job = self._desk.jobs.run(self, lambda _: _seen(source, name), self._take)

    def open(self) -> None:
        """Show it large."""
        source = source_of(self._desk)
        if source is not None and self.seen is not None and self.seen.file is not None:
            Viewer(self._desk, source, self.seen.file, self._marked, self).open()

    def _take(self, seen: Seen) -> None:
        self.seen = seen
        has = not seen.image.isNull()
        self.page.setVisible(has)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Expanding if has else policy.Fixed)
        self.page.show_image(seen.image)
        self.open_button.setVisible(seen.count > 0)
        self._say_verdict(None)
        self._marked = ()
        if not seen.files:
            self._file.setText(tr("No original is kept"))
        else:
            file = seen.file or seen.files[0]
            more = counted(len(seen.files) - 1, tr("and 1 more"), tr("and {n} more"))
            elided = self._file.fontMetrics().elidedText(
                file.file_name, Qt.TextElideMode.ElideMiddle, px(140)
            )
            self._file.setText(f"{elided} {more}" if len(seen.files) > 1 else elided)
            self._file.setToolTip("\n".join(each.file_name for each in seen.files))
            self._compare()
        self.shown.emit()

    def _compare(self) -> None:
        source, name = source_of(self._desk), self._name
        if source is not None:
            self._compare_job = self._desk.jobs.run(
                self, lambda _: source.differences(name), self._say_differences
            )

    def _say_differences(self, found: Sequence[Differing]) -> None:
        problems = [each for differing in found for each in differing.problems]
        if problems:
            names = dict.fromkeys(field(str(each.values.get("field", ""))) for each in problems)
            text = " ".join((tr("Differs:"), *names))
            self._say_verdict(State(Mark.LOOK, text), "\n".join(map(sentence, problems)))
            self._look_for_marks(found)
        elif any(each.unread is None for each in found):
            self._say_verdict(State(Mark.AGREES, tr("Agrees with the fields")))

    def _look_for_marks(self, found: Sequence[Differing]) -> None:
        """Look where on the pages that are shown stands what differs."""
        source, number = source_of(self._desk), self._number
        shown = self.seen.file if self.seen is not None else None
        if source is None or shown is None:
            return
        here = [p for each in found if each.original.id == shown.id for p in each.problems]
        if here:
            self._mark_job = self._desk.jobs.run(
                self, lambda _: source.marked(shown.id, here, number), self._show_marks
            )

    def _show_marks(self, marked: "Sequence[Marked]") -> None:
        self._marked = marked
        self.page.mark(frames_of(marked))

    def _say_verdict(self, state: State | None, whole: str = "") -> None:
        while (old := self._mark_box.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if state is not None:
            self._mark_box.addWidget(StateIcon(state.mark, 14))
        self.verdict.setText(state.word if state else "")
        self.verdict.setToolTip(whole)
        look = "look" if state is not None and state.mark is Mark.LOOK else ""
        self.verdict.setProperty("state", look or None)
        self.verdict.style().polish(self.verdict)


class Viewer(QDialog):
    """An original to be read: page by page, zoomed, turned, with what it says otherwise framed."""

    def __init__(
        self,
        desk: Desk,
        source: Source,
        file: Kept,
        marked: "Sequence[Marked]",
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(file.file_name)
        self.resize(px(1000), px(700))
        self._desk, self._source, self._file = desk, source, file
        self._job: Job[QImage] | None = None
        self.view = PageView()
        self.view.wanted.connect(self._draw)
        self._far = named(QLabel(), "small")
        self.view.told.connect(self._far.setText)
        bar = QHBoxLayout()
        bar.setSpacing(px(8))
        step, zoom = self.view.step, self.view.zoom
        for word, icon, does, key in (
            (tr("Previous page"), "caret-left", lambda: step(-1), "PgUp"),
            (tr("Next page"), "caret-right", lambda: step(1), "PgDown"),
            (tr("Smaller"), "minus", lambda: zoom(-1), "-"),
            (tr("Larger"), "plus", lambda: zoom(1), "+"),
            (tr("Turn"), "arrow-clockwise", self.view.turn, "R"),
        ):
            hint = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button = Button(word, Kind.QUIET, icon=icon, hint=hint)
            button.clicked.connect(does)
            bar.addWidget(button)
        bar.addWidget(self._far)
        bar.addStretch()
        close = Button(tr("Close"), key=QKeySequence(Qt.Key.Key_Escape))
        close.clicked.connect(self.accept)
        bar.addWidget(close)
        box = QVBoxLayout(self)
        box.addLayout(bar)
        self.marked = MarkedLine()
        box.addWidget(self.marked)
        box.addWidget(self.view, 1)
        self.marked.say(marked)
        self.view.mark(frames_of(marked))
        desk.jobs.run(self, lambda _: _count(source, file.id), self.view.begin)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, page: int, dots: float) -> None:
        if self._job is not None:
            self._job.cancel()
        source, number = self._source, self._file.id
        self._job = self._desk.jobs.run(
            self, lambda _: drawn(source, number, page, dots), self.view.show_page
        )


def drawn(source: Source, number: int, page: int, dots: float) -> QImage:
    """Draw one page of a file; for a job."""
    with closing(source.pages(number)) as pages:
        return image_of(pages.picture(page, dots))


def _count(source: Source, number: int) -> int:
    with closing(source.pages(number)) as pages:
        return len(pages)


def _seen(source: Source, name: str) -> Seen:
    from core.files.format import Refused  # heavy: comes with the readers

    files = source.of(name)
    for file in files:
        try:
            with closing(source.pages(file.id)) as pages:
                return Seen(files, file, len(pages), image_of(pages.picture(0, DOTS)))
        except Refused:
            continue  # an XML has no pages
    return Seen(files, None, 0, QImage())
