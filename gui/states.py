"""The four states and their marks: the same mark for the same state on every screen."""

from dataclasses import dataclass
from enum import Enum

from core.domain.invoice import Invoice, Status
from core.domain.waiting import PASSING, Hold, Waiting, Why
from gui.theme import Tokens
from words.translate import tr
from words.vocabulary import word


class Mark(Enum):
    """A state by shape and colour; `NOT_HELD` is no state but the want of one."""

    AGREES = "check-circle-fill"
    LOOK = "warning-fill"
    WRONG = "x-circle-fill"
    WAITING = "clock-fill"
    NOT_HELD = "minus-circle-fill"

    def colour(self, look: Tokens) -> str:
        """The colour of the mark itself."""
        return {
            Mark.AGREES: look.green_mark,
            Mark.LOOK: look.amber_mark,
            Mark.WRONG: look.red,
            Mark.WAITING: look.grey_mark,
            Mark.NOT_HELD: look.grey_mark,
        }[self]

    def word_colour(self, look: Tokens) -> str:
        """The colour of its word: a word is coloured only where a person must act."""
        return {Mark.LOOK: look.amber, Mark.WRONG: look.red}.get(self, look.text2)


@dataclass(frozen=True, slots=True)
class State:
    """A mark with its word; never one without the other."""

    mark: Mark
    word: str


def state_of(invoice: Invoice) -> State:
    """Tell how an invoice stands; a red one (红字) is no state of its own, its amounts say it."""
    mark = _MARKS.get(invoice.status)
    if mark is not None:
        return State(mark, word(invoice.status))
    if invoice.entered is not None and invoice.entered.offline:
        return State(Mark.WAITING, tr("Offline"))
    return State(Mark.AGREES, tr("Entered"))


def words_of_states() -> tuple[str, ...]:
    """All words that an invoice's state may carry, to measure a column by."""
    return (tr("Offline"), tr("Entered"), *(word(status) for status in _MARKS))


def state_of_waiting(row: Waiting) -> State:
    """Say whether it can be asked about, waits by itself, or needs a person."""
    if row.hold is None and not row.missing:
        return State(Mark.WAITING, tr("Offline") if row.why is Why.OFFLINE else tr("Ready"))
    if row.hold is Hold.PAUSED:
        return State(Mark.WAITING, tr("Paused"))
    if row.hold in (Hold.SAME_DAY, Hold.LIMIT):
        return State(Mark.WAITING, tr("Tomorrow"))
    if row.hold in PASSING:
        return State(Mark.WAITING, tr("Later"))
    return State(Mark.LOOK, tr("Needs a look"))


def words_of_waiting() -> tuple[str, ...]:
    """All words that the state of one that waits may carry."""
    return (
        *(tr("Offline"), tr("Ready"), tr("Paused")),
        *(tr("Tomorrow"), tr("Later"), tr("Needs a look")),
    )


_MARKS = {
    Status.VOIDED: Mark.LOOK,
    Status.RED_FULL: Mark.LOOK,
    Status.RED_PARTIAL: Mark.LOOK,
    Status.OUT_OF_CONTROL: Mark.WRONG,
    Status.ABNORMAL: Mark.WRONG,
}
