"""Changing what is chosen, one or many: preview, progress with cancel, a toast that undoes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.change import (
    Categorise,
    Change,
    Correct,
    Tag,
    TakeOut,
    ThrowAway,
    Untag,
)
from core.domain.invoice import Invoice
from core.errors import AppError, NothingChanged
from core.progress import Progress
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.lookup.correcting import CorrectDialog
from gui.lookup.questions import AskDialog, PreviewDialog, QueueAsked
from gui.notices import ProgressStrip, Toast
from gui.states import Mark, State
from words.errors import said
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:
    from core.services.corrections import Applied, Preview, Step
    from core.services.verification import Queued


class Changing(QObject):
    """One change at a time; the screen gives `strip` its place and `toast` its ground.

    `running` tells begin and end, `changed` that something was.
    """

    running = Signal(bool)
    changed = Signal()

    def __init__(self, desk: Desk, screen: QWidget, toast: Toast) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self._job: Job[Any] | None = None
        self._far: Progress | None = None
        self.toast = toast
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop)
        toast.undo.connect(self.undo)

    def correct(self, invoice: Invoice) -> None:
        """Ask what is to be corrected, and why."""
        dialog = CorrectDialog(invoice, self._screen)
        name, correct = invoice.key.name, self._desk.core.corrections.correct

        def then(_: Invoice) -> None:
            dialog.accept()
            self._tell(State(Mark.AGREES, tr("Corrected; the old version stays in the history")))

        def failed(error: Exception) -> None:
            if isinstance(error, AppError):
                words = said(error)
                dialog.show_error(joined(words.what, words.now))
            else:
                show_error(dialog, error)

        def apply(fields: Mapping[str, Any], reason: str) -> None:
            self._desk.jobs.run(
                dialog, lambda _: correct(name, fields, reason), then, failed=failed
            )

        dialog.corrected.connect(apply)
        dialog.open()

    def tag(self, names: Sequence[str]) -> None:
        """Ask for tags to be given."""
        title, label = tr("Tag"), tr("Tags, apart by blanks")
        tags = self._desk.core.lookup.tags
        dialog = AskDialog(title, label, len(names), self._screen)
        self._desk.jobs.run(dialog, lambda _: tags(), dialog.offer)
        dialog.entered.connect(lambda text: self._preview(names, Tag(tuple(text.split()))))
        dialog.open()

    def untag(self, names: Sequence[str], had: Sequence[str] = ()) -> None:
        """Ask which tags are to be taken away."""
        title, label = tr("Take tags away"), tr("Tags, apart by blanks")
        dialog = AskDialog(title, label, len(names), self._screen)
        dialog.line.setText(" ".join(had))
        dialog.entered.connect(lambda text: self._preview(names, Untag(tuple(text.split()))))
        dialog.open()

    def categorise(self, names: Sequence[str]) -> None:
        """Ask for a category."""
        label = tr("Category; empty for none")
        categories = self._desk.core.lookup.categories
        dialog = AskDialog(tr("Category"), label, len(names), self._screen, may_be_empty=True)
        self._desk.jobs.run(dialog, lambda _: categories(), dialog.offer)
        dialog.entered.connect(lambda text: self._preview(names, Categorise(text or None)))
        dialog.open()

    def throw_away(self, names: Sequence[str]) -> None:
        """Move to the recycle bin."""
        self._preview(names, ThrowAway())

    def take_out(self, names: Sequence[str]) -> None:
        """Take out of the recycle bin."""
        self._preview(names, TakeOut())

    def queue(self, names: Sequence[str]) -> None:
        """Ask whether invoices are to wait for their verification, behind what waits already."""
        queue, run = self._desk.core.verification.queue, self._desk.jobs.run
        dialog = QueueAsked(len(names), self._screen)
        dialog.accepted.connect(lambda: run(self, lambda _: queue(names), self._on_queued))
        dialog.open()

    def undo(self) -> None:
        """Take the last change back."""
        if self._job is not None:
            return
        undo = self._desk.core.corrections.undo
        self._begin(tr("Taking the change back"), tr("Cancel leaves the rest to another undo."))
        self._job = self._desk.jobs.run(
            self, undo, self._on_undone, failed=self._fail, progress=self._on_progress
        )

    def stop(self) -> None:
        """Stop what is under way; what is done stays, and can be taken back."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            done = self._far.done if self._far is not None else 0
            far = counted(done, tr("Stopped after 1 invoice."), tr("Stopped after {n} invoices."))
            self.toast.say(State(Mark.WAITING, far), undo=done > 0)
            self.changed.emit()

    def _preview(self, names: Sequence[str], change: Change) -> None:
        """Of one just do it, for it can be taken back; of many say first what would happen."""
        if self._job is not None or not names:
            return
        if len(names) == 1:
            self._apply(names, change)
            return
        preview = self._desk.core.corrections.preview
        self._begin(tr("Looking at what would change"), tr("Nothing is changed yet."))
        self._job = self._desk.jobs.run(
            self,
            lambda report: preview(names, change, report),
            lambda found: self._confirm(names, change, found),
            failed=self._fail,
            progress=self._on_progress,
        )

    def _confirm(self, names: Sequence[str], change: Change, found: "Preview") -> None:
        self._end()
        dialog = PreviewDialog(change, found, self._screen)
        dialog.accepted.connect(lambda: self._apply(names, change))
        dialog.open()

    def _apply(self, names: Sequence[str], change: Change) -> None:
        apply = self._desk.core.corrections.apply
        self._begin(_doing(change), tr("Cancel keeps what is done; undo takes it back."))
        self._job = self._desk.jobs.run(
            self,
            lambda report: apply(names, change, report),
            lambda applied: self._on_applied(change, applied),
            failed=self._fail,
            progress=self._on_progress,
        )

    def _on_applied(self, change: Change, applied: "Applied") -> None:
        self._end()
        words = _done(change, applied.changed)
        refused = len(applied.refused)
        if refused:
            left = counted(refused, tr("1 could not be changed."), tr("{n} could not be changed."))
            self._tell(
                State(Mark.LOOK, joined(f"{words}。" if "，" in left else f"{words};", left))
            )
        elif applied.changed:
            self._tell(State(Mark.AGREES, words))
        else:
            self.toast.say(State(Mark.AGREES, tr("Nothing had to be changed")))

    def _on_undone(self, step: "Step") -> None:
        self._end()
        one, many = tr("Taken back, 1 invoice"), tr("Taken back, {n} invoices")
        self.toast.say(State(Mark.AGREES, counted(step.count, one, many)))
        self.changed.emit()

    def _on_queued(self, queued: "Queued") -> None:
        one, many = tr("1 more waits for verification"), tr("{n} more wait for verification")
        some = counted(queued.added, one, many)
        self.toast.say(
            State(Mark.WAITING, some if queued.added else tr("All of them wait already"))
        )

    def _tell(self, state: State) -> None:
        self.toast.say(state, undo=True)
        self.changed.emit()

    def _begin(self, what: str, leaves: str) -> None:
        self._far = None
        self.strip.begin(what, leaves)
        self.running.emit(True)

    def _on_progress(self, progress: Progress) -> None:
        self._far = progress
        self.strip.tell(progress)

    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, NothingChanged):
            self.toast.say(State(Mark.WAITING, tr("There is nothing to take back")))
        else:
            show_error(self._screen, error)

    def _end(self) -> None:
        self._job = None
        self.strip.end()
        self.running.emit(False)


def _doing(change: Change) -> str:
    match change:
        case Tag() | Untag():
            return tr("Tagging")
        case Categorise():
            return tr("Categorising")
        case ThrowAway():
            return tr("Moving to the recycle bin")
        case _:
            return tr("Changing")


def _done(change: Change, count: int) -> str:
    match change:
        case Tag(tags):
            text = tr("{n} tagged with “{what}”")
            return filled(text, {"n": f"{count:,}", "what": " ".join(tags)})
        case Untag(tags):
            text = tr("“{what}” taken from {n}")
            return filled(text, {"n": f"{count:,}", "what": " ".join(tags)})
        case Categorise(name):
            text = tr("{n} put into “{what}”") if name else tr("{n} without a category now")
            return filled(text, {"n": f"{count:,}", "what": name})
        case ThrowAway():
            return filled(tr("{n} in the recycle bin"), {"n": f"{count:,}"})
        case TakeOut():
            return filled(tr("{n} taken out of the recycle bin"), {"n": f"{count:,}"})
        case Correct():
            return filled(tr("{n} corrected"), {"n": f"{count:,}"})
