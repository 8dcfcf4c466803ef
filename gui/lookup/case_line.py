"""What the tax bureau says otherwise about an invoice, in a line that leads to the review."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.domain.decision import Case
from gui.buttons import Button, Kind
from gui.notices import StateIcon
from gui.states import Mark
from gui.theme import named, px
from words import causes
from words.translate import tr
from words.vocabulary import field


class CaseLine(QWidget):
    """Gone where nothing is odd; `pressed` asks for the review."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.said = named(QLabel(), "small")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._look, self._decided = StateIcon(Mark.LOOK), StateIcon(Mark.AGREES)
        self.review = Button(tr("Review"), Kind.QUIET, icon="scales")
        self.review.clicked.connect(self.pressed)
        for mark in (self._look, self._decided):
            row.addWidget(mark)
        row.addWidget(self.said, 1)
        row.addWidget(self.review)
        self.show_case(None)

    def show_case(self, case: Case | None) -> None:
        """Show a case: on which side, which fields, why, whether it was decided about."""
        self.setVisible(case is not None)
        if case is None:
            return
        names = dict.fromkeys(field(path) for path in case.found.fields)
        parts = [causes.discrepancy(case.type), tr(", ").join(names)]
        parts += [causes.cause(each.cause) for each in case.causes[:1]]
        parts += [tr("decided")] if case.decision is not None else []
        self.said.setText(" · ".join(filter(None, parts)))
        self._look.setVisible(case.decision is None)
        self._decided.setVisible(case.decision is not None)
