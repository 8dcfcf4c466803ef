"""A field for an amount: takes sums, shows 1,234.50, negative in red."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from core.domain.arithmetic import DividedByZero, amount_of, is_sum
from core.domain.tax import Unreadable
from gui.entry.rows import Said, Tone
from gui.fields import Field
from words import figures
from words.translate import filled, tr


class MoneyField(Field):
    """Right-aligned; while it is typed into, what stands there is left as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self._colour)
        self.editingFinished.connect(self.tidy)

    def amount(self) -> Decimal | None:
        """The amount, or the result of the sum; None for nothing and for what is neither."""
        try:
            return amount_of(self.text()) if self.text().strip() else None
        except Unreadable:
            return None

    def show_amount(self, amount: Decimal | None) -> None:
        """Put an amount in."""
        text = "" if amount is None else figures.money(amount)
        if text != self.text():
            self.setText(text)

    def fault(self) -> Said | None:
        """Say why this is no amount, where it is none."""
        text = self.text()
        try:
            if text.strip():
                amount_of(text)
        except DividedByZero:
            return Said(Tone.ERROR, tr("A division by zero has no result."))
        except Unreadable:
            return Said(Tone.ERROR, filled(tr("“{text}” is no amount and no sum."), {"text": text}))
        return None

    def result(self) -> Said | None:
        """Show what the sum in hand comes to."""
        amount = self.amount() if self.hasFocus() and is_sum(self.text()) else None
        return None if amount is None else Said(Tone.HINT, f"= {figures.money(amount)}")

    def tidy(self) -> None:
        """Show the amount as amounts are written, once it is left."""
        if (amount := self.amount()) is not None:
            self.show_amount(amount)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the separators out of the way of whoever changes a digit."""
        amount = self.amount()
        if amount is not None and self.text() == figures.money(amount):
            self.setText(f"{amount:.2f}")
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be tidy, also where nothing was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.tidy()

    def _colour(self) -> None:
        amount = self.amount()
        self.set_look("sign", "negative" if amount is not None and amount < 0 else "")
