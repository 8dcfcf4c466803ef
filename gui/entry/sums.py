"""The amounts of the form: any two give the third, one and the rate give all."""

from collections.abc import Mapping
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
    anew with every key.
    """

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.fields = {name: MoneyField() for name in NAMES}
        named(self.fields["total"], "total")
        self.charges = MoneyField()
        self.rate = RateField()
        self._given: dict[str, Source] = {}
        self._computed: set[str] = set()
        for name, field in self.fields.items():
            field.textEdited.connect(lambda text, name=name: self._on_edited(name, text))
        for free in (self.charges, self.rate):
            free.textEdited.connect(self._on_other_edited)

    @property
    def sources(self) -> dict[str, Source]:
        """Where net, tax and total came from, as far as they are there."""
        return self._given | dict.fromkeys(self._computed, Source.COMPUTED)

    def take_sources(self, sources: Mapping[str, Source]) -> None:
        """Know again which amounts were given, and which follow from them."""
        self._computed = {name for name, each in sources.items() if each is Source.COMPUTED}
        self._given = {name: each for name, each in sources.items() if name not in self._computed}

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
        amounts = {name: x for name in NAMES if (x := getattr(draft, name)) is not None}
        sources = {name: draft.sources.get(name, Source.TYPED) for name in amounts}
        self.take_sources(sources)
        for name, field in self.fields.items():
            field.show_amount(amounts.get(name))
        follows = completed(self._amounts_given(), self.rate.rate(), self.other_charges())
        for name in [each for each in self._computed if follows.get(each) != amounts[each]]:
            self._computed.discard(name)  # it was computed from what does not stand here
            self._given[name] = Source.COMPUTED
        self.work_out()

    def clear(self) -> None:
        """Empty all."""
        self.take_sources({})
        for field in (*self.fields.values(), self.charges, self.rate):
            field.clear()

    def work_out(self) -> None:
        """Work out what follows from what is given."""
        found = completed(self._amounts_given(), self.rate.rate(), self.other_charges())
        for name, field in self.fields.items():
            if name not in self._given:
                field.show_amount(found.get(name))
        self._computed = set(found) - self._given.keys()

    def said(self) -> Said | None:
        """Say what was worked out, and from what."""
        given = self._amounts_given()
        return of_computed(self._computed, given, rate=len(given) == 1)

    def _amounts_given(self) -> dict[str, Decimal]:
        return {name: x for name in self._given if (x := self.amount(name)) is not None}

    def _on_edited(self, name: str, text: str) -> None:
        self._given.pop(name, None)
        if text.strip():
            self._given[name] = Source.TYPED
        self._on_other_edited()

    def _on_other_edited(self) -> None:
        self.work_out()
        self.edited.emit()
