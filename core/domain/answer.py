"""What a verification service (查验) said about an invoice, or why it said nothing.

`state` is what was found out about the question, `status` what became of the invoice: a voided
invoice matches too. A state is never better than its evidence: what cannot be interpreted is
UNINTERPRETED, what may have been done without our hearing of it is UNKNOWN.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.domain.invoice import Face, Status


class State(StrEnum):
    """What a question came to."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    TOO_EARLY = "too_early"  # issued today, not there yet
    LIMITED = "limited"  # 5 a day were asked
    OUT_OF_RANGE = "out_of_range"  # older than five years
    INPUT_ERROR = "input_error"
    ACCOUNT_ERROR = "account_error"  # nothing paid, nothing booked, used up
    CONFIG_ERROR = "config_error"  # keys, signature, permission, clock, address
    UNAVAILABLE = "unavailable"
    UNKNOWN = "unknown"  # it was sent and no whole answer came: may be charged
    UNINTERPRETED = "uninterpreted"  # it answered what is documented nowhere


DEFINITE = frozenset((State.MATCH, State.MISMATCH, State.NOT_FOUND))


class Charged(StrEnum):
    """Whether the service took money for it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Then(StrEnum):
    """What may be done next, as the service's own table of codes has it."""

    NOTHING = "nothing"
    RETRY = "retry"
    BACK_OFF = "back_off"  # too many at once
    LATER = "later"  # not at once: a maintenance window
    NEW_TOKEN = "new_token"


class Failure(StrEnum):
    """Where the way to a service ended."""

    NAME = "name"  # no such host
    CONNECTION = "connection"
    PROXY = "proxy"
    UNTRUSTED = "untrusted"  # its certificate proves nothing
    TIME = "time"
    BROKEN_OFF = "broken_off"
    TOO_LARGE = "too_large"
    REDIRECTED = "redirected"
    BUSY = "busy"  # HTTP 5xx
    ENCODING = "encoding"  # no UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, or why there is none.

    `wait`: seconds that the service asked to be left alone. `code` and `message` are its own words.
    `face` is what it says of the invoice, `details` all else that it told by its own names,
    `times` how often the invoice was checked before (查验次数), `raw` the text as it came.
    `before`: the answers to the same question that were followed by a repetition.
    """

    provider: str
    state: State
    charged: Charged = Charged.UNKNOWN
    then: Then = Then.NOTHING
    failure: Failure | None = None
    wait: float | None = None
    status: Status | None = None
    code: str = ""
    message: str = field(default="", repr=False)
    request_id: str = ""
    checked_at: datetime | None = None
    face: Face | None = field(default=None, repr=False)
    times: int | None = None
    details: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    raw: str = field(default="", repr=False)
    before: "tuple[Answer, ...]" = field(default=(), repr=False)

    @property
    def definite(self) -> bool:
        """Say whether it settles the question for now."""
        return self.state in DEFINITE

    @property
    def may_ask_another(self) -> bool:
        """Say whether another service may be asked: no answer, and certainly nothing charged."""
        return self.charged is Charged.NO and self.state in _NO_ANSWER


_NO_ANSWER = frozenset((State.ACCOUNT_ERROR, State.CONFIG_ERROR, State.UNAVAILABLE))
