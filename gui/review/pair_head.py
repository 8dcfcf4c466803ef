"""Above the pair: the party, the number, the way to the next; why the two do not agree."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.domain.decision import Case
from gui.buttons import Button, Kind
from gui.icons import Icon
from gui.review.case_list import title_of
from gui.review.findings import Findings, Group
from gui.review.parts import Number, Text, arrow
from gui.theme import named, px
from words import figures
from words.reconciling import decided
from words.review import party_name, proof, said_of, sentence
from words.translate import counted, filled, tr


class PairHead(QWidget):
    """The party, the number, and the way to the next; in a small window the way back."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.back = Button(tr("Back"), Kind.QUIET, icon="caret-left", hint="Esc")
        self.back.hide()
        self.party = Text(15, bold=True)
        self.number = Number()
        self.original = Button(tr("Original"), Kind.QUIET, icon="file-text", hint="O")
        self.original.setCheckable(True)
        self.original.hide()
        self.place = named(QLabel(), "small")
        self.previous = arrow("caret-up", tr("Previous"))
        self.next = arrow("caret-down", tr("Next"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), px(6), px(8), px(4))
        self._row.setSpacing(px(10))
        for part in (self.back, self.party, self.number):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.original)
        self._row.addWidget(self.place)
        for step in (self.previous, self.next):
            self._row.addWidget(step)

    def show_case(self, case: Case, at: int, found: Findings, group: Group) -> None:
        """Name the case."""
        count = found.count(group)
        self.back.say(title_of(group, count))
        self.party.say(party_name(case))
        self.number.say(case.key)
        self.place.setText(filled(tr("{at} of {n}"), {"at": f"{at + 1:,}", "n": f"{count:,}"}))
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at + 1 < count)

    def set_compact(self, compact: bool) -> None:
        """Leave out the number, and offer the way back."""
        self.back.setVisible(compact)
        self.number.setVisible(not compact)
        edge = px(4 if compact else 6)
        self._row.setContentsMargins(px(6 if compact else 16), edge, px(8), edge)


class CauseBox(QFrame):
    """The cause in one sentence, its evidence, what was decided, and further causes."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "cause")
        self.sentence = named(QLabel(), "section")
        self.proof = named(QLabel(), "proof")
        self.decision = named(QLabel(), "small")
        self.further = named(QLabel(), "proof")
        for label in (self.sentence, self.proof, self.decision, self.further):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more = Button(tr("Further causes"), Kind.LINK)
        self.same = Button(tr("Select the same cause"), Kind.LINK)
        self.more.clicked.connect(self._turn)
        self._box = QHBoxLayout(self)
        self._links = QHBoxLayout()
        self._lay_out()

    def show_case(self, case: Case, same: int) -> None:
        """Say why, and that others are alike."""
        first, *others = case.causes
        self.sentence.setText(sentence(case))
        self.proof.setText(proof(first))
        self.decision.setText(_decided(case))
        self.decision.setVisible(case.decision is not None)
        self.further.setText("\n".join(f"{said_of(case, x)} {proof(x)}" for x in others))
        self.further.hide()
        one, many = tr("1 further cause"), tr("{n} further causes")
        self.more.say(counted(len(others), one, many))
        self.more.setVisible(bool(others))
        self.same.say(counted(same, "", tr("Select all {n} with this cause")))
        self.same.setVisible(same > 1)

    def set_compact(self, compact: bool) -> None:
        """Take less room."""
        edge = px(6 if compact else 8)
        self._box.setContentsMargins(px(14), edge, px(14), edge)

    def _turn(self) -> None:
        self.further.setVisible(not self.further.isVisible())

    def _lay_out(self) -> None:
        self._box.setSpacing(px(14))
        self.set_compact(False)
        bulb = Icon("lightbulb", 20, "amber")
        self._box.addWidget(bulb, alignment=Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        self._links.setSpacing(px(16))
        self._links.addWidget(self.sentence, 1)
        for link in (self.more, self.same):
            link.setFixedHeight(px(22))
            self._links.addWidget(link, alignment=Qt.AlignmentFlag.AlignTop)
        texts.addLayout(self._links)
        for label in (self.proof, self.decision, self.further):
            texts.addWidget(label)
        self._box.addLayout(texts, 1)


def _decided(case: Case) -> str:
    if case.decision is None:
        return ""
    who = f"{case.decision.by} {figures.moment(case.decision.at)}"
    return " · ".join((tr("Decided"), decided(case.decision), who))
