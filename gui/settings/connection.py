"""The way to a service (连接检查): step by step, with who can mend what is wrong."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.errors import AppError
from core.progress import Progress, Report
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.notices import StateIcon
from gui.states import Mark
from gui.theme import px
from words.errors import said
from words.translate import filled, joined, tr
from words.verifying import step_line

if TYPE_CHECKING:  # brings the network
    from core.app import Core
    from core.verify.connection import Step

MARKS = {True: Mark.AGREES, False: Mark.WRONG, None: Mark.NOT_HELD}


WATCHED = 100
"""Milliseconds between two looks at how far the walk is."""


class ConnectionShown(Asking):
    """Walks the way when it opens, step by step in sight; a way that is not free may be an outage.

    A step can take seconds: the walk can be stopped, and what was found until then stays.
    """

    def __init__(self, parent: QWidget, desk: Desk, provider: str | None, name: str) -> None:
        title = filled(tr("Connection: {service}"), {"service": name})
        line = tr("Nothing is asked about any invoice, and nothing is charged.")
        super().__init__(parent, title, line, tr("Close"))
        self.out.hide()
        self._desk, self._provider = desk, provider
        self._job: Job[None] | None = None
        self._found: list[Step] = []
        self.steps: tuple[Step, ...] = ()
        self.lines: list[str] = []
        self.again = Button(tr("Check again"), Kind.QUIET, icon="arrow-counter-clockwise")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self._on_again)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        self.body.addLayout(self._rows)
        self.body.addStretch()
        self.foot.addWidget(self.again)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCHED)
        self._watch.timeout.connect(self._show_found)
        self.finished.connect(self.stop)
        self.check()

    def check(self) -> None:
        """Walk it once more."""
        found: list[Step] = []
        self._found, core, provider = found, self._desk.core, self._provider
        self._job = self._desk.jobs.run(
            self,
            lambda report: _walk(core, provider, found, report),
            lambda _: self._end(),
            failed=self._on_failed,
        )
        self.again.say(tr("Stop"), "x")
        self._show([(Mark.WAITING, tr("Looking…"))])
        self._watch.start()

    def stop(self) -> None:
        """Look no further; a step under way ends unheard."""
        if self._job is not None:
            self._job.cancel()
            self._end((Mark.NOT_HELD, tr("Stopped.")))

    def _on_again(self) -> None:
        if self._job is not None:
            self.stop()
        else:
            self.check()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            words = said(error)
            self._end((Mark.WRONG, joined(words.what, words.now)))
        else:
            self._end()
            show_error(self, error)

    def _end(self, *more: tuple[Mark, str]) -> None:
        self._watch.stop()
        self._job = None
        self.steps = tuple(self._found)
        self.again.say(tr("Check again"), "arrow-counter-clockwise")
        self._show([*_lines_of(self.steps), *more])

    def _show_found(self) -> None:
        lines = _lines_of(tuple(self._found))
        if len(lines) != len(self.lines) - 1:
            self._show([*lines, (Mark.WAITING, tr("Looking…"))])

    def _show(self, lines: list[tuple[Mark, str]]) -> None:
        while (old := self._rows.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self.lines = [text for _, text in lines]
        for mark, text in lines:
            self._rows.addWidget(_row(mark, text))
        self.adjustSize()


def _lines_of(found: "tuple[Step, ...]") -> list[tuple[Mark, str]]:
    return [(MARKS[step.ok], step_line(step)) for step in found]


def _walk(core: "Core", provider: str | None, found: "list[Step]", report: Report) -> None:
    """Take the steps into `found`, each as it went; between two it can be stopped."""
    from core.verify.connection import StepKind  # brings the network

    for step in core.providers.walk(provider):
        found.append(step)
        report(Progress("check", len(found)))
    beside = (StepKind.CREDENTIALS, StepKind.CLOCK)
    if any(step.ok is False and step.kind not in beside for step in found):
        core.outages.noticed(core.providers.reachable(), "")


def _row(mark: Mark, text: str) -> QWidget:
    row = QWidget()
    label = QLabel(text)
    label.setWordWrap(True)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(8))
    line.addWidget(StateIcon(mark))
    line.addWidget(label, 1)
    return row
