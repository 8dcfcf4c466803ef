"""What will become of what waits (查验安排): how much goes on by itself, when, and how fast."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from core.domain.invoice import InvoiceKind
from core.domain.outage import Outage
from core.domain.waiting import Hold, held, is_over
from core.store.askers import Choice
from core.store.database import Transaction
from core.verify import PROVIDERS, provider

NEWEST: Final = 100
"""From so many answers it is told how long one takes."""
LOOKED_AT: Final = 200
"""Up to so many are looked at one by one; of more it is told what is known of them so far."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """The queue at the moment `at`, as it will be when it is worked off next.

    Of `waiting` invoices `going` are asked about then; `held` counts the others by what holds
    them. Not `exact`: some of those that go will turn out to be held. `services` are asked in
    this order, the next where the one before gives no answer. `each`: seconds for one invoice,
    of the newest answers where `measured`, else what the service allows at least; None without
    a service. `begins`: when the program starts by itself, None where it does not; during an
    outage its announced end. `free`: until then all services are left alone.
    """

    at: datetime
    waiting: int
    going: int
    held: Mapping[Hold, int]
    exact: bool
    services: tuple[str, ...]
    each: float | None
    measured: bool
    begins: datetime | None
    free: datetime | None
    outage: Outage | None

    @property
    def seconds(self) -> float | None:
        """How long those that go will take; None without a service."""
        return None if self.each is None else self.each * self.going


def prospect(work: Transaction) -> Prospect:
    """Look ahead from the moment of this transaction."""
    chosen = _chosen(work)
    outage = work.outages.current()
    begins = outage.until if outage else _next_hour(work) if chosen else None
    start = max(work.at, outage.until) if outage and outage.until else work.at
    going, others, exact = _shared_out(work, start, _kinds(chosen))
    each, measured = _pace(work, chosen, start)
    return Prospect(
        work.at,
        going + others.total(),
        going,
        others,
        exact,
        tuple(x.provider for x in chosen),
        each,
        measured,
        begins if chosen else None,
        _all_rest_until(chosen, start),
        outage,
    )


def _chosen(work: Transaction) -> list[Choice]:
    """Give those that are asked; a service that this version does not know is not."""
    known = {each.id for each in PROVIDERS}
    agreed = (x for x in work.askers.all() if x.on and x.agreed_at is not None)
    return [each for each in agreed if each.provider in known]


def _shared_out(
    work: Transaction, start: datetime, kinds: Collection[InvoiceKind] | None
) -> tuple[int, Counter[Hold], bool]:
    """Give how many go on at the start, what holds the others, and whether that is certain."""
    counts = work.waiting.holds(start)
    going = counts.get(None, 0)
    others = Counter({hold: n for hold, n in counts.items() if hold is not None})
    if going > LOOKED_AT:
        return going, others, False
    found = Counter(_holding(work, start, kinds)) if going else Counter[Hold | None]()
    others.update({hold: n for hold, n in found.items() if hold is not None})
    return found[None], others, True


def _holding(
    work: Transaction, start: datetime, kinds: Collection[InvoiceKind] | None
) -> list[Hold | None]:
    """Say of each that nothing holds so far what will hold it when it is its turn."""
    rows = [place.invoice for place in work.waiting.ready(LOOKED_AT, at=start)]
    tries = work.verifications.tries(rows, start.date())
    found: list[Hold | None] = []
    for row, invoice in work.invoices.by_row(rows).items():
        holding = held(invoice, tries.get(row, 0), start)
        unfit = kinds is not None and invoice.kind is not None and invoice.kind not in kinds
        found.append(holding.hold if holding else Hold.UNFIT if unfit else None)
    return found


def _kinds(chosen: Sequence[Choice]) -> frozenset[InvoiceKind] | None:
    """Give what those that were chosen can be asked about; None where nobody is."""
    found = [provider(each.provider).kinds for each in chosen]
    return frozenset().union(*found) if found else None


def _pace(
    work: Transaction, chosen: Sequence[Choice], start: datetime
) -> tuple[float | None, bool]:
    """Give the seconds that an invoice takes: the first that is free is asked, one by one."""
    if not chosen:
        return None, False
    first = next((x for x in chosen if not _rests(x, start)), chosen[0])
    allowed = 1 / provider(first.provider).terms.a_second
    took = work.verifications.milliseconds(NEWEST, first.provider)
    return max(allowed, median(took) / 1000 if took else 0), bool(took)


def _all_rest_until(chosen: Sequence[Choice], start: datetime) -> datetime | None:
    rests = [each.resting for each in chosen if each.resting and _rests(each, start)]
    return min(rests) if rests and len(rests) == len(chosen) else None


def _rests(choice: Choice, start: datetime) -> bool:
    return choice.resting is not None and not is_over(choice.resting, start)


def _next_hour(work: Transaction) -> datetime | None:
    """Give the next hour of the plan in which nothing was worked off yet."""
    hours, last = work.askers.plan().hours, work.askers.last_run()
    now = work.at.replace(minute=0, second=0, microsecond=0)
    done = last is not None and now <= last <= work.at
    coming = (now + timedelta(hours=n) for n in range(1 if done else 0, 25))
    return next((each for each in coming if each.hour in hours), None)
