"""When an invoice may be asked about (查验), and what an answer does to its place in the queue.

Sources: domain facts 5.1, provider facts 8. Days are those of the moments that are passed in.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from core.domain.answer import Answer, Charged, Failure, State, Then
from core.domain.invoice import Face, Invoice, Status, is_digital_number
from core.domain.site_values import site_values

TRIES: Final = 5
"""So often one invoice is asked about in one day, over all services: the tax bureau counts."""
YEARS: Final = 5
"""Older invoices are not verified."""
PASSES: Final = timedelta(days=1)
"""Nothing that ends by itself holds for longer."""
LOST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=6)


class Why(StrEnum):
    """Why an invoice waits for its verification."""

    ENTERED = "entered"
    OFFLINE = "offline"  # during an outage
    REQUESTED = "requested"
    AGAIN = "again"  # looked at again at intervals


class Hold(StrEnum):
    """What holds an invoice back."""

    SAME_DAY = "same_day"  # not there before tomorrow
    LIMIT = "limit"  # asked about five times today
    BACK_OFF = "back_off"  # the service was not there
    PAUSED = "paused"
    MISSING = "missing"  # a value that is asked for
    UNFIT = "unfit"  # nobody verifies this kind
    TOO_OLD = "too_old"
    REFUSED = "refused"  # the values were not accepted
    MAYBE_CHARGED = "maybe_charged"  # asked, and no whole answer came


PASSING: Final = (Hold.SAME_DAY, Hold.LIMIT, Hold.BACK_OFF)
"""Holds that end by themselves; the others need a person."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invoice in the queue; `hold` None may be asked about now, else not before `until`.

    `row` is that of the invoice, `missing` names the values that the question lacks.
    """

    row: int
    key: str
    invoice: Invoice
    why: Why
    since: datetime
    hold: Hold | None
    until: datetime | None
    tries_today: int
    missing: tuple[str, ...]
    outage: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """What holds an invoice, and until when where that passes."""

    hold: Hold
    until: datetime | None = None


def held(invoice: Invoice, tries_today: int, now: datetime) -> Held | None:
    """Say what keeps an invoice from being asked about at this moment; None if nothing does."""
    values = site_values(invoice)
    if not values.fit:
        return Held(Hold.UNFIT)
    if values.missing:
        return Held(Hold.MISSING)
    if invoice.issued_on < years_before(now.date(), YEARS):
        return Held(Hold.TOO_OLD)
    first = invoice.issued_on if _is_digital(invoice) else invoice.issued_on + timedelta(days=1)
    if first > now.date():
        return Held(Hold.SAME_DAY, tomorrow(now))
    return Held(Hold.LIMIT, tomorrow(now)) if tries_today >= TRIES else None


def after(answer: Answer, invoice: Invoice, tries_today: int, now: datetime) -> Held | None:
    """Say what holds an invoice after this answer; None ends its waiting.

    A question that may have been charged waits until a person says that it may be asked again.
    """
    if answer.definite:
        of_today = invoice.issued_on >= (now - _SINCE_ASKED).date()
        fresh = answer.state is State.NOT_FOUND and of_today
        return Held(Hold.SAME_DAY, tomorrow(now)) if fresh else None
    if answer.state in (State.TOO_EARLY, State.LIMITED):
        hold = Hold.LIMIT if answer.state is State.LIMITED else Hold.SAME_DAY
        return Held(hold, tomorrow(now))
    if answer.state is State.OUT_OF_RANGE:
        return Held(Hold.TOO_OLD)
    if answer.state is State.INPUT_ERROR:
        return Held(Hold.REFUSED)
    if answer.charged is not Charged.NO or answer.state is State.UNINTERPRETED:
        return Held(Hold.MAYBE_CHARGED)
    return Held(Hold.BACK_OFF, now + pause_after(tries_today, answer.wait))


def pause_after(failures: int, asked: float | None = None) -> timedelta:
    """Say how long to leave a service alone after so many failures; `asked` seconds at least."""
    grown: timedelta = LOST * 4 ** min(max(failures - 1, 0), 6)
    return min(max(min(grown, LONGEST), timedelta(seconds=asked or 0)), PASSES)


def is_over(until: datetime, now: datetime) -> bool:
    """Say whether what holds until then is over; an end too far off is that of a wrong clock."""
    return until <= now or until > now + PASSES


def asked_otherwise(before: Face, after: Face) -> bool:
    """Say whether a value that is asked about was corrected; one that was lacking was not."""
    then = {each.field: each.text for each in site_values(before).values}
    now = {each.field: each.text for each in site_values(after).values}
    return any(now.get(field, text) != text for field, text in then.items())


def counts(answer: Answer) -> bool:
    """Say whether a question counts among the five of the day: whatever may have arrived."""
    if answer.charged is not Charged.NO:
        return True
    kept_back = answer.failure in _NEVER_SENT or answer.then is Then.BACK_OFF
    return not kept_back and answer.state not in (State.ACCOUNT_ERROR, State.CONFIG_ERROR)


def service_failed(answer: Answer) -> bool:
    """Say whether the service, not the invoice, is the reason why nothing was learned."""
    return answer.state in _OF_THE_SERVICE


def needs_person(answer: Answer) -> bool:
    """Say whether waiting does not mend the service: an account, a key, a clock."""
    return answer.state in (State.ACCOUNT_ERROR, State.CONFIG_ERROR)


def is_alarm(before: Status, now: Status | None) -> bool:
    """Say whether a status must be told: voided, reversed or suspect, and it was not known."""
    return now in _GRAVE and now is not before


def tomorrow(now: datetime) -> datetime:
    """Give the first moment of the next day."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def years_before(day: date, years: int) -> date:
    """Give the same day years ago; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


_SINCE_ASKED: Final = timedelta(minutes=5)
"""So long ago may be what is answered now: it may have been asked on the day before."""
_NEVER_SENT: Final = (Failure.NAME, Failure.CONNECTION, Failure.PROXY, Failure.UNTRUSTED)
_OF_THE_SERVICE: Final = frozenset(
    (State.ACCOUNT_ERROR, State.CONFIG_ERROR, State.UNAVAILABLE, State.UNKNOWN)
)
_GRAVE: Final = frozenset(set(Status) - {Status.NORMAL, Status.RED})


def _is_digital(invoice: Invoice) -> bool:
    return is_digital_number(invoice.number)
