"""The way to a service (连接检查): step by step, with who can mend what is wrong."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import StateIcon
from gui.states import Mark
from gui.theme import px
from words.translate import filled, tr
from words.verifying import step_line

if TYPE_CHECKING:  # brings the network
    from core.app import Core
    from core.verify.connection import Step

MARKS = {True: Mark.AGREES, False: Mark.WRONG, None: Mark.NOT_HELD}


class ConnectionShown(Asking):
    """Walks the way when it opens; a way that is not free may be an outage."""

    def __init__(self, parent: QWidget, desk: Desk, provider: str | None, name: str) -> None:
        title = filled(tr("Connection: {service}"), {"service": name})
        line = tr("Nothing is asked about any invoice, and nothing is charged.")
        super().__init__(parent, title, line, tr("Close"))
        self.out.hide()
        self._desk, self._provider = desk, provider
        self.steps: tuple[Step, ...] = ()
        self.lines: list[str] = []
        self.again = Button(tr("Check again"), Kind.QUIET, icon="arrow-counter-clockwise")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.check)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        self.body.addLayout(self._rows)
        self.body.addStretch()
        self.foot.addWidget(self.again)
        self.check()

    def check(self) -> None:
        """Walk it once more."""
        self.again.setEnabled(False)
        self._show([(Mark.WAITING, tr("Looking…"))])
        core, provider = self._desk.core, self._provider
        self._desk.jobs.run(self, lambda _: _walked(core, provider), self._on_walked)

    def _on_walked(self, found: "tuple[Step, ...]") -> None:
        self.steps = found
        self.again.setEnabled(True)
        self._show([(MARKS[step.ok], step_line(step)) for step in found])

    def _show(self, lines: list[tuple[Mark, str]]) -> None:
        while (old := self._rows.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self.lines = [text for _, text in lines]
        for mark, text in lines:
            self._rows.addWidget(_row(mark, text))
        self.adjustSize()


def _walked(core: "Core", provider: str | None) -> "tuple[Step, ...]":
    from core.verify.connection import StepKind  # brings the network

    found = core.providers.check(provider)
    beside = (StepKind.CREDENTIALS, StepKind.CLOCK)
    if any(step.ok is False and step.kind not in beside for step in found):
        core.outages.noticed(core.providers.reachable(), "")
    return found


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
