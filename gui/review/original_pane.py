"""The original (原件) beside the pair: its pages to read, and whether it says the same."""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from core.domain.decision import Case
from core.errors import NotEntered
from core.progress import Report
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.jobs import Job
from gui.marks import frames_of, in_words
from gui.original import PageView, image_of
from gui.review.parts import Text, arrow
from gui.theme import named, px
from words.translate import filled, joined, tr
from words.vocabulary import field

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.originals import Differing, Kept, Marked


class OriginalPane(QFrame):
    """Pages of the files kept of our invoice; `known` says whether there are any."""

    known = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "clear")
        self._desk = desk
        self._name = ""
        self._number: str | None = None
        self._at = 0
        self._unfolded = self._compared = False
        self.files: Sequence[Kept] = ()
        self._jobs: dict[str, Job[object]] = {}
        self.view = PageView()
        self.view.wanted.connect(self._draw)
        self.previous = arrow("caret-left", tr("Previous page"))
        self.next = arrow("caret-right", tr("Next page"))
        self.page = named(QLabel(), "small")
        self.nearer = Button(tr("Larger"), Kind.QUIET, hint="+")
        self.farther = Button(tr("Smaller"), Kind.QUIET, hint="-")
        self.turn = Button(tr("Turn"), Kind.QUIET, hint="R")
        self.other = Button(tr("Next file"), Kind.LINK)
        self.said = Text(12, "text2")
        self._connect()
        self._lay_out()

    def show_case(self, case: Case) -> None:
        """Look for the files of our side of a case; what the tax bureau has is no file."""
        name = case.found.ours.key.name if case.found.ours else ""
        if name == self._name:
            return
        self._name, self._at = name, 0
        self._number = case.found.ours.number if case.found.ours else None
        for job in self._jobs.values():
            job.cancel()
        self._take(())
        if name and self._desk.ready:
            of = self._desk.core.originals.of

            def look(_: Report) -> "Sequence[Kept]":
                try:
                    return of(name)
                except NotEntered:
                    return ()  # deleted since the run

            self._run("files", look, self._take)

    def unfold(self, unfolded: bool) -> None:
        """Draw pages only while somebody looks."""
        self._unfolded = unfolded
        self.setVisible(unfolded)
        self._open()

    def _take(self, files: object) -> None:
        self.files = files  # type: ignore[assignment]
        self.other.setVisible(len(self.files) > 1)
        self.known.emit(bool(self.files))
        self._open()

    def _open(self) -> None:
        """Open the file that is looked at."""
        self.view.begin(0)
        self.view.show_page(QImage())
        self.view.mark(())
        if not self._unfolded or not self.files:
            return
        file = self.files[self._at]
        self.said.say(joined(file.file_name, tr("Opening…")))
        self._compared = False
        originals = self._desk.core.originals

        def count(_: Report) -> int:
            from core.files.format import Refused  # heavy: comes with the readers

            try:
                with closing(originals.pages(file.id)) as pages:
                    return len(pages)
            except Refused:
                return 0  # an XML has no pages

        self._run("pages", count, self._begin)

    def _begin(self, pages: object) -> None:
        count = int(pages)  # type: ignore[call-overload]
        self.view.begin(count)
        if not count:
            self.page.setText(tr("No page to show"))
            self._read()
        for part in (self.nearer, self.farther, self.turn):
            part.setEnabled(bool(count))
        self._fit()

    def _draw(self, page: int, dots: float) -> None:
        number, originals = self.files[self._at].id, self._desk.core.originals
        self._fit()

        def draw(_: Report) -> QImage:
            with closing(originals.pages(number)) as pages:
                return image_of(pages.picture(page, dots))

        self._run("picture", draw, self._show)

    def _show(self, image: object) -> None:
        self.view.show_page(image)  # type: ignore[arg-type]
        self._read()

    def _read(self) -> None:
        """Hold the files against the fields, when a page is there: reading a scan takes long."""
        if not self._compared:
            self._compared = True
            self.said.say(self.files[self._at].file_name)
            originals, name = self._desk.core.originals, self._name
            self._run("differences", lambda _: originals.differences(name), self._compare)

    def _fit(self) -> None:
        self.previous.setEnabled(self.view.page > 0)
        self.next.setEnabled(self.view.page + 1 < self.view.pages)

    def _compare(self, found: object) -> None:
        about: Sequence[Differing] = found  # type: ignore[assignment]
        file = self.files[self._at]
        here = [x for x in about if x.original.id == file.id]
        names = dict.fromkeys(field(str(p.values["field"])) for x in here for p in x.problems)
        if names:
            said = filled(tr("It says otherwise: {fields}."), {"fields": " ".join(names)})
        else:
            read = any(x.unread is None for x in here)
            said = tr("It says what our fields say.") if read else ""
        self.said.say(joined(file.file_name, said))
        problems = [problem for each in here for problem in each.problems]
        if problems and self.view.pages:
            marked, number = self._desk.core.originals.marked, self._number
            self._run("marks", lambda _: marked(file.id, problems, number), self._mark)

    def _mark(self, found: object) -> None:
        marked: Sequence[Marked] = found  # type: ignore[assignment]
        self.view.mark(frames_of(marked))
        self.said.say(joined(self.files[self._at].file_name, in_words(marked)))

    def _next_file(self) -> None:
        self._at = (self._at + 1) % max(len(self.files), 1)
        self._open()

    def _run(self, what: str, work: object, then: object) -> None:
        if (old := self._jobs.get(what)) is not None:
            old.cancel()
        self._jobs[what] = self._desk.jobs.run(self, work, then)  # type: ignore[arg-type]

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.view.step(-1))
        self.next.clicked.connect(lambda: self.view.step(1))
        self.nearer.clicked.connect(lambda: self.view.zoom(1))
        self.farther.clicked.connect(lambda: self.view.zoom(-1))
        self.turn.clicked.connect(self.view.turn)
        self.other.clicked.connect(self._next_file)
        self.view.told.connect(self.page.setText)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(px(2))
        for part in (self.previous, self.next, self.page):
            bar.addWidget(part)
        bar.addStretch()
        for button in (self.farther, self.nearer, self.turn):
            bar.addWidget(button)
        line = QHBoxLayout()
        line.addWidget(self.said, 1)
        line.addWidget(self.other)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(8), 0, px(12), px(4))
        box.setSpacing(px(2))
        box.addLayout(bar)
        box.addWidget(self.view, 1)
        box.addLayout(line)
        self.view.setMinimumHeight(px(60))
        self.hide()
