"""Correcting one invoice (更正): the fields as they are, what is changed, and why."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QWidget,
)

from core.domain.arithmetic import amount_of
from core.domain.invoice import Direction, Invoice, Party, Status
from core.domain.tax import Unreadable
from gui.asking import Asking
from gui.entry.choices import KindBox
from gui.fields import ChoiceBox, Field
from gui.lookup.history import in_words
from gui.theme import named, px
from words import figures
from words.translate import filled, tr
from words.vocabulary import directions, field, statuses

TEXTS = (
    "code",
    "number",
    "paper_number",
    "issued_on",
    "seller.name",
    "seller.tax_id",
    "buyer.name",
    "buyer.tax_id",
    "net",
    "tax",
    "other_charges",
    "total",
    "check_code",
    "remark",
    "category",
    "red_of",
)
"""The fields that are typed, in the order of the form."""

MONEY = ("net", "tax", "other_charges", "total")
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?")


class CorrectDialog(Asking):
    """All fields with their values; `corrected` gives what was changed and the reason."""

    corrected = Signal(object, str)

    def __init__(self, invoice: Invoice, parent: QWidget) -> None:
        line = " · ".join(filter(None, (invoice.key.name, invoice.seller.name)))
        super().__init__(parent, tr("Correct the invoice"), line, tr("Correct"))
        self.resize(px(560), px(620))
        self._invoice = invoice
        self.fields: dict[str, Field] = {}
        self.kind = KindBox()
        self.kind.show_kind(invoice.kind)
        self.direction = _box(tr("Direction"), directions(), invoice.direction)
        self.status = _box(tr("Status"), statuses(), invoice.status)
        self.reason = Field()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("Why? It stays in the history"))
        self.said = named(QLabel(), "small")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self._accept)
        self._lay_out()
        self._look()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def changes(self) -> dict[str, Any]:
        """Give the fields that were changed; raises Unreadable where one cannot be read."""
        found: dict[str, Any] = {}
        parties: dict[str, Party] = {}
        for path, line in self.fields.items():
            if line.text() == text_of(self._invoice, path):
                continue
            side, _, name = path.partition(".")
            if name:
                before = parties.get(side, getattr(self._invoice, side))
                values: dict[str, Any] = {name: line.text().strip() or None}
                parties[side] = replace(before, **values)
            else:
                found[path] = _value(path, line.text().strip())
        found |= parties
        if self.kind.kind() is not self._invoice.kind:
            found["kind"] = self.kind.kind()
        side, status = self.direction.currentData(), self.status.currentData()
        if side != self._invoice.direction:  # a box keeps texts, not members
            found["direction"] = Direction(side) if side else None
        if status != self._invoice.status:
            found["status"] = Status(status)
        return found

    def show_error(self, text: str) -> None:
        """Say why it could not be corrected; what was typed stays."""
        self._say(text, wrong=True)
        self.go.setEnabled(True)

    def _accept(self) -> None:
        try:
            changes = self.changes()
        except Unreadable:
            return
        if changes and self.reason.text().strip():
            self.go.setEnabled(False)
            self.corrected.emit(changes, self.reason.text().strip())

    def _look(self) -> None:
        """Say what would change, or what is missing before it can."""
        try:
            changes = self.changes()
        except Unreadable as error:
            self._say(filled(tr("“{text}” cannot be read here."), {"text": error.text}), wrong=True)
            self.go.setEnabled(False)
            return
        ready = bool(changes) and bool(self.reason.text().strip())
        self.go.setEnabled(ready)
        if not changes:
            self._say(tr("Nothing is changed yet."))
        elif ready:
            self._say("\n".join(self._lines(changes)))
        else:
            self._say(tr("The reason is missing."))

    def _lines(self, changes: Mapping[str, Any]) -> list[str]:
        lines = []
        for path, line in self.fields.items():
            old, new = text_of(self._invoice, path), line.text()
            if old != new:
                new = _written(path, changes[path]) if path in changes else new
                lines.append(_line(path, in_words("", old), in_words("", new)))
        for path in ("kind", "direction", "status"):
            if path in changes:
                old, new = getattr(self._invoice, path), changes[path]
                lines.append(_line(path, in_words(path, old), in_words(path, new)))
        return lines

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.said.setText(text)
        self.said.setProperty("state", "wrong" if wrong else None)
        self.said.style().polish(self.said)

    def _lay_out(self) -> None:
        inside = named(QWidget(), "clear")
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, px(12), 0)
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        boxes = ((field("kind"), self.kind), (field("direction"), self.direction))
        for name, box in (*boxes, (field("status"), self.status)):
            form.addRow(named(QLabel(name), "quiet"), box)
        for path in TEXTS:
            line = self.fields[path] = Field()
            line.setText(text_of(self._invoice, path))
            line.setCursorPosition(0)
            line.setAccessibleName(field(path))
            line.textChanged.connect(self._look)
            form.addRow(named(QLabel(field(path)), "quiet"), line)
        for box in (self.kind, self.direction, self.status):
            box.currentIndexChanged.connect(self._look)
        self.reason.textChanged.connect(self._look)
        scroll = named(QScrollArea(), "clear")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.said)


def _line(path: str, old: str, new: str) -> str:
    values = {"field": field(path), "old": old, "new": new}
    return filled(tr("{field}: {old} → {new}"), values)


def text_of(invoice: Invoice, path: str) -> str:
    """Write a field as it is typed."""
    found: Any = invoice
    for name in path.split("."):
        found = getattr(found, name)
    return _written(path, found)


def _written(path: str, found: Any) -> str:
    match found:
        case None:
            return ""
        case Decimal():
            return f"{found:.2f}" if path != "other_charges" or found else ""
        case date():
            return figures.day(found)
        case _:
            return str(found)


def _value(path: str, text: str) -> Any:
    if path == "issued_on":
        return _day(text)
    if path in MONEY:
        if not text:
            return Decimal("0.00") if path == "other_charges" else None
        return amount_of(text)
    return text or None


def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else _unreadable(text)
    except ValueError:
        return _unreadable(text)


def _unreadable(text: str) -> date:
    raise Unreadable(text)


def _box(name: str, members: Mapping[Any, str], chosen: object) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    if chosen is None:
        box.addItem(figures.NOTHING, None)
    for member, text in members.items():
        box.addItem(text, member)
    box.setCurrentIndex(box.findData(chosen))
    return box
