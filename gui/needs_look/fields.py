"""What a file says, field by field: what is in doubt is marked, what differs can be taken."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.domain.invoice import ZERO, Draft
from core.domain.problem import Problem, ProblemCode
from core.domain.text import clean
from gui.entry.days import DayField
from gui.entry.money import MoneyField
from gui.entry.options import Toggle
from gui.fields import IN_FOURS, LIKE_A_TAX_ID, Field
from gui.first_start.parts import Message
from gui.states import Mark, State
from gui.theme import named, px
from words import figures
from words.problems import problem
from words.translate import filled, tr
from words.vocabulary import field, word

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.reviews import Opened

ALWAYS = (
    *("number", "issued_on", "seller.name", "seller.tax_id"),
    *("buyer.name", "buyer.tax_id", "net", "tax", "total"),
)
PATHS = (
    *("number", "code", "paper_number", "issued_on", "check_code"),
    *("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id"),
    *("net", "tax", "other_charges", "total", "remark"),
)


class FieldRow:
    """One field: its name, what the file says, and what is to be said about it."""

    def __init__(self, path: str, today: Callable[[], date]) -> None:
        self.path = path
        self.label = named(QLabel(field(path)), "quiet")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editor = _editor(path, today)
        self.editor.setAccessibleName(field(path))
        self.label.setBuddy(self.editor)
        self.message = Message()
        self.take = Toggle(tr("Take this"), "check-square-fill", "square")
        self.take.setAccessibleName(f"{self.take.text()}: {field(path)}")
        self.take.hide()
        self._shown = ""

    def show_value(self, draft: Draft) -> None:
        """Put in what the file says."""
        value = value_of(draft, self.path)
        if isinstance(self.editor, MoneyField):
            self.editor.show_amount(value if isinstance(value, Decimal) else None)
        elif isinstance(self.editor, DayField):
            self.editor.show_day(value if isinstance(value, date) else None)
        else:
            self.editor.setText("" if value is None else str(value))
        self.editor.setCursorPosition(0)
        self._shown = self.editor.text()

    @property
    def changed(self) -> bool:
        """Whether a person typed something else."""
        return self.editor.text() != self._shown

    def value(self) -> object:
        """What stands in the field."""
        if isinstance(self.editor, MoneyField):
            return self.editor.amount()
        if isinstance(self.editor, DayField):
            return self.editor.day()
        return clean(self.editor.text()) or None

    def fault(self) -> str:
        """Say why what was typed cannot be read, where it cannot."""
        if isinstance(self.editor, (MoneyField, DayField)):
            said = self.editor.fault()
            return said.text if said is not None else ""
        return ""


class Fields(QWidget):
    """The fields of one account of an invoice; `changed` comes with every key and choice."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        named(self, "clear")
        self._today = today
        self._draft = Draft()
        self.rows: list[FieldRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, px(4), 0)
        self._sheet, self._grid = self._new_sheet()

    def show_opened(self, opened: "Opened", *, choosing: bool) -> None:
        """Show what the file says; `choosing`: which of it is taken, else it can be typed over."""
        self.rows.clear()
        self._box.removeWidget(self._sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet, self._grid = self._new_sheet()
        draft = self._draft = opened.review.draft
        kind = tr("Kind not known") if draft.kind is None else word(draft.kind)
        self._grid.addWidget(named(QLabel(draft.kind_name or kind), "bold"), 0, 1, 1, 2)
        self._grid.setRowMinimumHeight(0, px(30))
        problems = opened.review.problems
        differs = {str(x.values.get("field", x.field)): x for x in opened.differs}
        shown = [x for x in PATHS if x in ALWAYS or _said(draft, x) or about(x, problems)]
        for path in [*shown, *(x for x in differs if x not in shown)]:
            row = FieldRow(path, self._today)
            row.show_value(draft)
            row.editor.setReadOnly(choosing)
            row.editor.set_look("own", "true" if choosing else "")
            self._say(row, about(path, problems), differs.get(path), choosing=choosing)
            self._place(row)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def first_in_doubt(self) -> QWidget | None:
        """Give where a person begins: the first field that is marked."""
        marked = (x for x in self.rows if x.message.text)
        row = next(marked, None)
        if row is None:
            return None
        return row.take if row.take.isVisibleTo(self) else row.editor

    def draft(self) -> Draft:
        """Give what the file says with what was typed over it."""
        draft = self._draft
        for row in self.rows:
            if row.changed:
                draft = with_value(draft, row.path, row.value())
        return draft

    def fault(self) -> FieldRow | None:
        """Give the first field whose text cannot be read."""
        return next((row for row in self.rows if row.fault()), None)

    def taken(self) -> list[str]:
        """Name the differing fields of which the file's word is taken."""
        return [row.path for row in self.rows if row.take.isChecked()]

    def _say(
        self, row: FieldRow, odd: Sequence[Problem], differs: Problem | None, *, choosing: bool
    ) -> None:
        if differs is not None:
            values = {"value": figures.of_field(row.path, str(differs.values.get("ours", "")))}
            row.message.say(State(Mark.LOOK, filled(tr("In the ledger: {value}"), values)))
            row.take.setChecked(choosing)
            if not value_of_path(self._draft, row.path):
                row.editor.setText(
                    figures.of_field(row.path, str(differs.values.get("theirs", "")))
                )
        elif odd:
            row.message.say(State(Mark.LOOK, _said_at_field(odd[0])))
            row.message.label.setToolTip("\n".join(map(problem, odd)))
        if differs is not None or odd:
            row.editor.set_look("own", "")
            row.editor.set_look("doubt", "true")

    def _place(self, row: FieldRow) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(row.label, at, 0)
        self._grid.addWidget(row.editor, at, 1)
        self._grid.addWidget(row.take, at, 2)
        row.take.setVisible(row.take.isChecked())  # here: without a parent it were a window
        if row.message.text:
            row.message.setMinimumHeight(px(22))
            row.message.grow()
            self._grid.addWidget(row.message, at + 1, 1, 1, 2)
        else:
            self._grid.setRowMinimumHeight(at + 1, px(8))
        row.editor.textChanged.connect(self.changed)
        row.take.toggled.connect(lambda _: self.changed.emit())
        self.rows.append(row)

    def _new_sheet(self) -> tuple[QWidget, QGridLayout]:
        sheet = named(QWidget(), "clear")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._box.addWidget(sheet)
        return sheet, grid


def _said_at_field(found: Problem) -> str:
    """Say it at one field; of several that are missing each says its own."""
    if found.code is ProblemCode.FIELDS_MISSING:
        return tr("The file does not say this.")
    return problem(found)


def about(path: str, problems: Sequence[Problem]) -> list[Problem]:
    """Give the problems that are about a field."""
    return [x for x in problems if path in named_by(x)]


def named_by(found: Problem) -> set[str]:
    """Name the fields that a problem is about."""
    fields = str(found.values.get("fields", "")).split(",")
    if found.code is ProblemCode.OTHER_TAXPAYER:
        fields = [f"{found.field}.name"] if found.field else ["seller.name", "buyer.name"]
    return {x for x in (found.field, found.values.get("field"), *fields) if x}


def value_of(draft: Draft, path: str) -> object:
    """Give what a draft says of a field; no charges are none that must be shown."""
    value = value_of_path(draft, path)
    return None if path == "other_charges" and value == ZERO else value


def value_of_path(draft: Draft, path: str) -> object:
    """Give a value by its path; None for one of a line."""
    name, _, part = path.partition(".")
    value = getattr(draft, name, None)
    if name in ("seller", "buyer") and part:
        return getattr(value, part)
    return None if part else value


def with_value(draft: Draft, path: str, value: object) -> Draft:
    """Give a draft that says something else of a field."""
    name, _, part = path.partition(".")
    changes: dict[str, Any] = {name: value}
    if part:
        changes = {name: replace(getattr(draft, name), **{part: value})}
    elif name == "other_charges" and value is None:
        changes = {name: ZERO}
    return replace(draft, **changes)


def _said(draft: Draft, path: str) -> bool:
    return value_of(draft, path) is not None


def _editor(path: str, today: Callable[[], date]) -> Field:
    if path in figures.MONEY:
        return MoneyField()
    if path == "issued_on":
        return DayField(today)
    groups = {"number": IN_FOURS, "seller.tax_id": LIKE_A_TAX_ID, "buyer.tax_id": LIKE_A_TAX_ID}
    return Field(groups.get(path, ()))
