"""What is decided about a discrepancy, and the discrepancy as a person sees and settles it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.domain.discrepancy import Cause, Discrepancy, DiscrepancyType
from core.domain.invoice import Invoice


class DecisionKind(StrEnum):
    """What can be decided; REOPEN takes back what was."""

    CORRECT = "correct"  # ours takes over what theirs says (更正)
    LINK = "link"  # two keys are one invoice
    ACCEPT = "accept"  # theirs is entered in our ledger (补录)
    ASK = "ask"  # somebody is asked
    WAIT = "wait"  # nothing is done until a day
    IGNORE = "ignore"  # it is as it should be, for a reason
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that stands; `until` is the day up to which to wait, `note` the reason."""

    kind: DecisionKind
    by: str
    at: datetime
    until: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """What the two sides say of one field, a path in the invoice JSON; None is nothing."""

    field: str
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One discrepancy with its causes and the decision that stands on these facts.

    `our_row` and `their_row` are the rows of the two ends in the ledger.
    """

    found: Discrepancy
    fields: tuple[FieldDifference, ...]
    causes: tuple[Cause, ...]
    decision: Decision | None
    our_row: int | None
    their_row: int | None

    @property
    def type(self) -> DiscrepancyType:
        """On which side it stands."""
        return self.found.type

    @property
    def key(self) -> str:
        """The key under which it is decided: ours, else theirs."""
        return self.invoice.key.name

    @property
    def pair(self) -> str | None:
        """The key of the counterpart, where it is another."""
        theirs = self.found.theirs
        if self.found.ours is None or theirs is None:
            return None
        name = theirs.invoice.key.name
        return name if name != self.key else None

    @property
    def invoice(self) -> Invoice:
        """Our invoice, else theirs."""
        if self.found.ours is not None:
            return self.found.ours
        assert self.found.theirs is not None, "one end is there"
        return self.found.theirs.invoice

    def is_open(self, today: date) -> bool:
        """Say whether a person is needed: nothing was decided, or the time to wait is over."""
        decision = self.decision
        return decision is None or (decision.until is not None and decision.until < today)
