"""Whose ledger it shall be: name, tax id (纳税人识别号), kind of taxpayer."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit

from core.domain.company import Company, Taxpayer
from core.domain.numbers import tax_id_problem
from core.domain.text import clean, shown
from gui.buttons import Button, Kind
from gui.first_start.parts import Message, Page, Segments
from gui.states import Mark, State
from gui.theme import named, px
from words.problems import problem
from words.translate import filled, joined, tr

LONGEST = 200
LENGTH = 18
"""Signs of the tax id that every company has had since 2015 (GB 32100)."""

TAXPAYERS = (Taxpayer.GENERAL, Taxpayer.SMALL)


class CompanyPage(Page):
    """Asks for the company; an odd tax id is asked about and never refused."""

    def __init__(self) -> None:
        super().__init__(
            tr("Whose invoices will be kept here?"),
            tr("As on the business licence. One ledger is for one company."),
        )
        self._kept_odd: str | None = None
        self.name = _field(tr("Company name"))
        self.tax_id = _field(tr("Tax ID"))
        self.tax_id.setPlaceholderText(tr("18 characters, on the business licence"))
        self.tax_id.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhUppercaseOnly
        )
        self.name_message = Message()
        self.tax_id_message = Message(2)
        self.keep_button = Button(tr("Keep as typed"), Kind.LINK)
        self.keep_button.setFixedHeight(px(21))
        self.taxpayer = Segments(
            [tr("General taxpayer"), tr("Small-scale taxpayer")], tr("Taxpayer type")
        )
        self._lay_out()
        self.name.textChanged.connect(self._on_typed)
        self.name.editingFinished.connect(self._ask_for_name)
        self.tax_id.textChanged.connect(self._on_typed)
        self.keep_button.clicked.connect(self.keep_as_typed)
        self.tax_id.installEventFilter(self)
        self._look()

    @property
    def company(self) -> Company:
        """What was answered."""
        return Company(shown(self.name.text()) or "", self._id(), TAXPAYERS[self.taxpayer.at])

    def missing(self) -> str:
        """Say what is still missing."""
        if shown(self.name.text()) is None:
            return tr("The company's name is missing")
        if not self._id():
            return tr("The tax ID is missing")
        return tr("Confirm or correct the tax ID") if self._is_doubtful() else ""

    def begin(self) -> None:
        """Go to the first field that is empty."""
        first = self.tax_id if self.name.text() and not self.tax_id.text() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> str:
        """Name the company."""
        return self.company.name

    def keep_as_typed(self) -> None:
        """Take the tax id although its check digit fails."""
        self._kept_odd = self._id()
        self._on_typed()
        self.tax_id.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Speak of an unfinished id only when the field is left."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._look()
        return False

    def _id(self) -> str:
        return clean(self.tax_id.text()).upper()

    def _is_doubtful(self) -> bool:
        found = self._id()
        odd = len(found) != LENGTH or tax_id_problem(found) is not None
        return odd and found != self._kept_odd

    def _on_typed(self) -> None:
        self.name_message.say(None)
        self._look()
        self.changed.emit()

    def _ask_for_name(self) -> None:
        if self.isVisible() and shown(self.name.text()) is None:
            self.name_message.say(State(Mark.LOOK, tr("The name is needed: it stands on papers.")))

    def _look(self) -> None:
        found = self._id()
        typing = self.tax_id.hasFocus() and len(found) < LENGTH
        doubtful = self._is_doubtful() and not typing
        self.keep_button.setVisible(doubtful)
        if not found or typing:
            self.tax_id_message.say(None)
        elif doubtful:
            ask = joined(_oddity(found), tr("Keep it as typed?"))
            self.tax_id_message.say(State(Mark.LOOK, ask))
        elif found == self._kept_odd:
            self.tax_id_message.say(State(Mark.LOOK, tr("Kept as typed.")))
        else:
            self.tax_id_message.say(State(Mark.AGREES, tr("The check digit agrees.")))

    def _lay_out(self) -> None:
        card = named(QFrame(), "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(px(20), px(20), px(20), px(20))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        rows = ((tr("Company name"), self.name), (tr("Tax ID"), self.tax_id))
        for place, (word, field) in enumerate(rows):
            _label(grid, 2 * place, word).setBuddy(field)
            grid.addWidget(field, 2 * place, 1)
        grid.addWidget(self.name_message, 1, 1)
        asked = QHBoxLayout()
        asked.setSpacing(px(8))
        asked.setAlignment(Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self.tax_id_message, 1)
        asked.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(asked, 3, 1)
        grid.setRowMinimumHeight(1, px(26))
        grid.setRowMinimumHeight(3, px(34))
        _label(grid, 4, tr("Taxpayer type"))
        grid.addWidget(self.taxpayer, 4, 1)
        self.column.addWidget(card)


def _oddity(tax_id: str) -> str:
    """Say what is odd about a company's id: one of today that lost a sign looks like an older."""
    odd = tax_id_problem(tax_id)
    if odd is not None and len(tax_id) == LENGTH:
        return problem(odd)
    return filled(
        tr("{n} characters: a company's tax ID has {all}."), {"n": len(tax_id), "all": LENGTH}
    )


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaxLength(LONGEST)
    return field


def _label(grid: QGridLayout, row: int, word: str) -> QLabel:
    label = named(QLabel(word), "quiet")
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(label, row, 0, side)
    return label
