"""The numbers of the overview in words, each with the query of the list behind it; for a job."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.invoice import Direction
from core.domain.query import UNVERIFIED, Originals, Query
from core.domain.topic import Topic
from core.errors import NothingToReconcile
from core.progress import Report
from gui.entry.choices import shown_rate
from gui.overview.charts import Bar, Month
from gui.review.findings import findings
from words import figures
from words.translate import counted, filled, tr

if TYPE_CHECKING:
    from core.app import Core
    from core.services.overview import Month as Added
    from core.services.overview import Share


@dataclass(frozen=True, slots=True)
class Work:
    """Something that waits for a person: how many, what, and which list or screen has it.

    `count` is None while it is still being found out.
    """

    name: str
    count: int | None
    where: Query | Topic


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the overview shows of a year at once; the rates come after."""

    months: Sequence[Month]
    categories: Sequence[Bar]
    parties: Sequence[Bar]


def numbers_of(core: "Core", year: int, direction: Direction) -> Numbers:
    """Add the year up; the months are of both directions."""
    added = core.overview.year(year, direction)
    return Numbers(
        [_month(year, month) for month in added.months],
        [_bar(share, share.name or tr("Without category")) for share in added.categories],
        [_bar(share, share.name or "") for share in added.parties],
    )


def rates_of(core: "Core", year: int, direction: Direction, report: Report) -> list[Bar]:
    """Add up the taxes of the year's lines."""
    shares = core.overview.rates(year, direction, report)
    return [_bar(share, shown_rate(share.name or "")) for share in shares]


def work_of(core: "Core") -> list[Work]:
    """Count what waits: what made no sense, what was never verified, what has no original."""
    asked = {
        tr("Need a look"): Query(odd=True),
        tr("Not verified"): Query(verifications=(UNVERIFIED,)),
        tr("Original missing"): Query(originals=(Originals.NONE,)),
        tr("Only a print"): Query(print_only=True),
        tr("Entered offline"): Query(offline=True),
    }
    counts = core.overview.counts(asked.values())
    return [Work(name, n, query) for (name, query), n in zip(asked.items(), counts, strict=True)]


def discrepancies_of(core: "Core", report: Report) -> int:
    """Compare with the lists of the tax bureau and count what is open; without lists none is."""
    try:
        run = core.reconciliation.run(report=report)
    except NothingToReconcile:
        return 0
    return findings(run, core.reviewing.today()).open


def _month(year: int, month: "Added") -> Month:
    values = {
        "month": f"{year}-{month.month:02d}",
        "in": figures.money(month.purchases),
        "out": figures.money(month.sales),
        "n": f"{month.count:,}",
    }
    said = filled(tr("{month}: purchases {in}, sales {out}, {n} invoices"), values)
    return Month(str(month.month), month.purchases, month.sales, said, month.query)


def _bar(share: "Share", name: str) -> Bar:
    name = tr("The others") if share.name is None else name
    count = counted(share.count, tr("1 invoice"), tr("{n} invoices"))
    said = f"{name} · {figures.money(share.amount)} · {count}"
    return Bar(name, share.amount, said, share.query)
