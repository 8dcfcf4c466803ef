"""Small dialogs that ask from where to where: days, amounts."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from core.domain.query import Query
from core.domain.tax import Unreadable, money, plain
from gui.fields import Field
from gui.theme import named, px
from words.translate import tr

_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?")


class _Ends(QDialog):
    """Two fields, of which one may stay empty; `chosen` gives the query with them."""

    chosen = Signal(object)

    def __init__(self, title: str, asked: Query, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked = asked
        self.low, self.high = Field(), Field()
        self.fault = QLabel()
        self.fault.setProperty("state", "wrong")
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(8))
        for name, field in ((tr("From"), self.low), (tr("To"), self.high)):
            field.setAccessibleName(name)
            field.setMinimumWidth(px(200))
            form.addRow(name, field)
        form.addRow("", self.fault)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(20), px(24), px(20))
        box.setSpacing(px(12))
        box.addLayout(form)
        box.addWidget(buttons)

    def result_of(self) -> Query:
        """Give the query; raises Unreadable."""
        raise NotImplementedError

    def _take(self) -> None:
        try:
            query = self.result_of()
        except Unreadable:
            self.fault.setText(self.hint())
            return
        self.chosen.emit(query)
        self.accept()

    def hint(self) -> str:
        """Say how it is written."""
        raise NotImplementedError


class PeriodDialog(_Ends):
    """From a day to a day."""

    def __init__(self, asked: Query, parent: QWidget) -> None:
        super().__init__(tr("Period"), asked, parent)
        for field, day in ((self.low, asked.since), (self.high, asked.until)):
            field.setText(day.isoformat() if day else "")
            field.setPlaceholderText("2026-10-01")

    def result_of(self) -> Query:
        """Give the query with these days."""
        return replace(self._asked, since=_day(self.low.text()), until=_day(self.high.text()))

    def hint(self) -> str:
        """Say how a day is written."""
        return tr("Write days as 2026-10-01 or 20261001.")


class AmountDialog(_Ends):
    """From an amount to an amount."""

    def __init__(self, asked: Query, parent: QWidget) -> None:
        super().__init__(tr("Amount"), asked, parent)

    def result_of(self) -> Query:
        """Give the query with this amount as a word, as it could be typed."""
        low, high = _amount(self.low.text()), _amount(self.high.text())
        if low is not None and high is not None:
            added = f"{plain(low)}..{plain(high)}"
        elif low is not None:
            added = f"≥{plain(low)}"
        elif high is not None:
            added = f"≤{plain(high)}"
        else:
            added = ""
        return replace(self._asked, text=f"{self._asked.text} {added}".strip())

    def hint(self) -> str:
        """Say how an amount is written."""
        return tr("Write amounts as 300 or 1,234.50.")


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise Unreadable(text)
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise Unreadable(text) from error


def _amount(text: str) -> Decimal | None:
    return money(text) if text.strip() else None
