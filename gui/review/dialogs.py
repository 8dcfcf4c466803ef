"""What is asked before something is decided: small, filled in, done with Enter."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from core.domain.company import Company
from core.domain.covered_months import last_of
from core.domain.decision import Case
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.entry.days import DayField
from gui.tables import Cell, Column, ValueTable
from gui.theme import px
from gui.views import TableView
from words import figures
from words.causes import cause
from words.reconciling import said
from words.review import party_name
from words.review_letters import Reader, letter_to, reader_of
from words.translate import filled, tr
from words.vocabulary import field

AGAIN = 7
"""Days after which whoever was asked is reminded of."""


class ReasonAsked(Asking):
    """Asks why; the reason is filled in and may be changed, an empty one is none."""

    given = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, lines: Sequence[str], word: str, reason: str
    ) -> None:
        super().__init__(parent, title, "\n".join(lines), word)
        self.reason = QLineEdit(reason)
        self.reason.setMaxLength(400)
        self.add(tr("Reason"), self.reason)
        self.reason.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.go.setEnabled(bool(reason))
        self.accepted.connect(lambda: self.given.emit(self.reason.text().strip()))
        self.reason.selectAll()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)


class DayAsked(Asking):
    """Asks until which day to wait; the usual days have a button each."""

    given = Signal(object)

    def __init__(self, parent: QWidget, title: str, day: date, today: date) -> None:
        super().__init__(parent, title, tr("Until then it stands under “Waiting”."), tr("Wait"))
        self._today = today
        self.day = DayField(lambda: today)
        self.add(tr("Up to and including"), self.day)
        self.day.textChanged.connect(self._check)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for word, on in _usual_days(today):
            button = Button(word, Kind.SECONDARY)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, on=on: self.day.show_day(on))
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.day.show_day(max(day, today))
        self.accepted.connect(lambda: self.given.emit(self.day.day()))
        self.day.selectAll()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        on = self.day.day()
        self.go.setEnabled(on is not None and on >= self._today)


class LinkAsked(Asking):
    """Lets the counterpart be chosen among what has none on the other side, nearest first."""

    given = Signal(str)

    def __init__(self, parent: QWidget, case: Case, found: Sequence[Case]) -> None:
        title = filled(tr("Which one is {number}?"), {"number": case.key})
        line = filled(
            tr("{party}, {day}, {amount}. Look at the face of the invoice before you choose."),
            _facts(case),
        )
        super().__init__(parent, title, line, tr("Link these two"))
        self.model = ValueTable(_candidate_columns())
        self.table = TableView(self.model, tr("Candidates"))
        self.table.setMinimumHeight(px(160))
        self.model.show(found)
        self.add(tr("Candidates"), self.table)
        self.table.activated.connect(self.accept)
        self.setMinimumWidth(min(px(720), parent.window().width() - px(48)))
        self.go.setEnabled(bool(found))
        if found:
            self.table.selectRow(0)
        self.accepted.connect(self._give)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        chosen = self.model.value(self.table.currentIndex().row())
        if chosen is not None:
            self.given.emit(chosen.key)


class LetterAsked(Asking):
    """A ready text for whoever must be asked, to copy or save; then it stands as asked."""

    given = Signal(object)
    save_wanted = Signal(str)

    def __init__(self, parent: QWidget, case: Case, company: Company, today: date) -> None:
        title = filled(tr("Ask about {number}"), {"number": case.key})
        super().__init__(parent, title, "", tr("Copy, and keep as asked"))
        self._case, self._company = case, company
        self.readers = {reader: _segment(reader, at) for at, reader in enumerate(Reader)}
        row = QHBoxLayout()
        row.setSpacing(0)
        for reader, button in self.readers.items():
            button.clicked.connect(lambda _, chosen=reader: self.show_reader(chosen))
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(px(90))
        self.add(tr("Text"), self.text)
        self.again = DayField(lambda: today)
        self.again.show_day(today + timedelta(days=AGAIN))
        self.add(tr("Show it again after this day (empty: not)"), self.again)
        copy = Button(tr("Copy"), icon="copy")
        save = Button(tr("Save…"), icon="file-text")
        for at, button in enumerate((copy, save), 1):
            button.setAutoDefault(False)
            self.foot.insertWidget(at, button)
        copy.clicked.connect(self.copy)
        save.clicked.connect(self._ask_where)
        self.accepted.connect(self._give)
        self.show_reader(reader_of(case))
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reader(self, reader: Reader) -> None:
        """Write the text for somebody."""
        self.readers[reader].setChecked(True)
        self.text.setPlainText(letter_to(reader, self._case, self._company))

    def copy(self) -> None:
        """Put the text into the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _give(self) -> None:
        self.copy()
        self.given.emit(self.again.day())

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Save the text"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(f"{self._case.key}.txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_wanted.emit)
        dialog.open()


def candidates(case: Case, others: Sequence[Case], most: int = 30) -> list[Case]:
    """Give the cases of the other side that may be the same invoice, nearest first."""
    named_by = set(case.found.rivals)
    other_type = [
        x
        for x in others
        if x.type is not case.type and x.pair is None and not x.fields and x.key != case.key
    ]

    def far(x: Case) -> tuple[object, ...]:
        days = abs((x.invoice.issued_on - case.invoice.issued_on).days)
        amount = abs(x.invoice.amount - case.invoice.amount)
        return (x.key not in named_by, amount != 0, days > 3, amount, days, x.key)

    return sorted(other_type, key=far)[:most]


def changes(case: Case) -> list[str]:
    """Say what a correction will change."""
    return [
        filled(
            tr("{what}: {which}"),
            {
                "what": field(x.field),
                "which": f"{_said(x.field, x.ours)} → {_said(x.field, x.theirs)}",
            },
        )
        for x in case.fields
    ]


def usual_reason(case: Case) -> str:
    """Give the reason that fits the likeliest cause."""
    return cause(case.causes[0].cause)


def _said(path: str, value: str | None) -> str:
    if path in ("net", "tax", "total"):
        return figures.money(None if value is None else Decimal(value))
    return said(path, value)


def _usual_days(today: date) -> list[tuple[str, date]]:
    first = last_of(today.replace(day=1)) + timedelta(days=1)
    return [
        (tr("in 3 days"), today + timedelta(days=3)),
        (tr("in a week"), today + timedelta(days=7)),
        (tr("end of month"), last_of(today.replace(day=1))),
        (tr("next 15th"), first.replace(day=15) if today.day >= 15 else today.replace(day=15)),
    ]


def _facts(case: Case) -> dict[str, str]:
    return {
        "party": party_name(case),
        "day": figures.day(case.invoice.issued_on),
        "amount": figures.money(case.invoice.amount),
    }


def _segment(reader: Reader, at: int) -> Button:
    words = {
        Reader.COUNTERPART: tr("To the counterpart"),
        Reader.BUREAU: tr("To the tax bureau"),
        Reader.BOSS: tr("To the boss"),
    }
    button = Button(words[reader], Kind.SECONDARY)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setAutoDefault(False)
    button.setProperty("segment", ("left", "middle", "right")[at])
    return button


def _candidate_columns() -> list[Column[Case]]:
    return [
        Column(tr("Invoice number"), lambda x: x.key, Cell.NUMBER, 206),
        Column(tr("Date"), lambda x: x.invoice.issued_on, Cell.DAY, 94),
        Column(tr("Party"), party_name),
        Column(tr("Total"), lambda x: x.invoice.amount, Cell.MONEY, 116),
    ]
