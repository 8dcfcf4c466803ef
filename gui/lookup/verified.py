"""What was asked about one invoice (查验记录), the newest first, in the panel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.domain.invoice import Invoice
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import StateIcon
from gui.theme import named, px
from words import figures
from words.translate import tr

if TYPE_CHECKING:  # only who has a question needs it
    from core.domain.history import Asked

MOST = 10


class Verified(QWidget):
    """A line for each question and its answer; a line opens the answer as it came."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._invoice: Invoice | None = None
        self.asked: Sequence[Asked] = ()
        self.lines: list[Button] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(2))
        self._rows: list[QWidget] = []
        desk.changed.connect(self._on_changed)

    def show_of(self, invoice: Invoice) -> None:
        """Show another invoice's."""
        same = self._invoice is not None and self._invoice.key.same_as(invoice.key)
        self._invoice = invoice
        if not same:
            self._show(())
        self.refresh()

    def refresh(self) -> None:
        """Look for news."""
        if self._invoice is None or not self._desk.ready:
            return
        service, name = self._desk.core.verification, self._invoice.key.name

        def then(found: "Sequence[Asked]") -> None:
            if self._invoice is not None and self._invoice.key.name == name:
                self._show(found)

        self._desk.jobs.run(self, lambda _: service.history(name, limit=MOST), then)

    def _show(self, found: "Sequence[Asked]") -> None:
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.asked, self.lines = found, []
        self._rows = [self._line(each) for each in found]
        if not found:
            self._rows = [named(QLabel(tr("Not verified yet")), "quiet")]
        for row in self._rows:
            self._box.addWidget(row)

    def _line(self, asked: "Asked") -> QWidget:
        from gui.verification.answers import state_of_answer
        from words.verifying import asked_of

        state, row = state_of_answer(asked), QWidget()
        open_it = Button(f"{state.word} · {figures.moment(asked.at)}", Kind.LINK)
        open_it.setToolTip(f"{asked_of(asked)} · {asked.by}")
        open_it.clicked.connect(lambda: self._open(asked))
        self.lines.append(open_it)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(StateIcon(state.mark))
        line.addWidget(open_it)
        line.addStretch()
        return row

    def _open(self, asked: "Asked") -> None:
        from gui.verification.answers import AnswerShown

        AnswerShown(self.window(), self._desk, asked).open()

    def _on_changed(self, topics: frozenset[object]) -> None:
        if Topic.VERIFICATION in topics and self.isVisible():
            self.refresh()
