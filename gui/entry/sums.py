"""The amounts of the form: any two give the third, one and the rate give all."""

from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from core.domain.amounts import NAMES, completed
from core.domain.invoice import ZERO, Draft, Source
from gui.entry.choices import RateField
from gui.entry.messages import of_computed
from gui.entry.money import MoneyField
from gui.entry.rows import Said
from gui.theme import named


class Sums(QObject):
    """Net, tax, total, other charges and the rate.

    What was typed, or came with a scan, is never overwritten; what was worked out is worked out
    anew with every key. `sources` says of net, tax and total where each came from.
    """

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.fields = {name: MoneyField() for name in NAMES}
        named(self.fields["total"], "total")
        self.charges = MoneyField()
        self.rate = RateField()
        self.sources: dict[str, Source] = {}
        for name, field in self.fields.items():
            field.textEdited.connect(lambda text, name=name: self._on_edited(name, text))
        for free in (self.charges, self.rate):
            free.textEdited.connect(self._on_other_edited)

    def amount(self, name: str) -> Decimal | None:
        """One of net, tax and total."""
        return self.fields[name].amount()

    def other_charges(self) -> Decimal:
        """What stands outside VAT; zero where nothing stands."""
        return self.charges.amount() or ZERO

    def show_draft(self, draft: Draft) -> None:
        """Put the amounts of a draft in; those it computed are computed here."""
        rates = {line.rate for line in draft.lines}
        self.rate.show_rate(rates.pop() if len(rates) == 1 else None)
        self.charges.show_amount(draft.other_charges or None)
        self.sources = {}
        for name, field in self.fields.items():
            source = draft.sources.get(name, Source.TYPED)
            amount = getattr(draft, name)
            if amount is None or source is Source.COMPUTED:
                amount = None
            else:
                self.sources[name] = source
            field.show_amount(amount)
        self.work_out()

    def clear(self) -> None:
        """Empty all."""
        self.sources = {}
        for field in (*self.fields.values(), self.charges, self.rate):
            field.clear()

    def work_out(self) -> None:
        """Work out what follows from what is given."""
        given = self._given()
        found = completed(given, self.rate.rate(), self.other_charges())
        for name, field in self.fields.items():
            if self.sources.get(name, Source.COMPUTED) is Source.COMPUTED:
                field.show_amount(found.get(name))
                self.sources.pop(name, None)
                if name in found:
                    self.sources[name] = Source.COMPUTED

    def said(self) -> Said | None:
        """Say what was worked out, and from what."""
        given = self._given()
        computed = [name for name, source in self.sources.items() if source is Source.COMPUTED]
        return of_computed(computed, given, rate=len(given) == 1)

    def _given(self) -> dict[str, Decimal]:
        return {
            name: amount
            for name, source in self.sources.items()
            if source is not Source.COMPUTED and (amount := self.amount(name)) is not None
        }

    def _on_edited(self, name: str, text: str) -> None:
        self.sources.pop(name, None)
        if text.strip():
            self.sources[name] = Source.TYPED
        self._on_other_edited()

    def _on_other_edited(self) -> None:
        self.work_out()
        self.edited.emit()
