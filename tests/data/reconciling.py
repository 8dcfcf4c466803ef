"""A made book matched and explained in memory, as the service does it from the store."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from core.domain.causes import explain
from core.domain.discrepancy import Cause, Discrepancy, DiscrepancyType
from core.domain.invoice import Invoice, Party
from core.domain.reconcile import Covered, Matching, match
from core.domain.slim import Slim, normal
from core.domain.tax import fen
from tests.data.made_books import Book


@dataclass(frozen=True, slots=True)
class Reported:
    """One discrepancy as it is reported."""

    key: str
    pair: str | None
    found: Discrepancy
    causes: tuple[Cause, ...]


@dataclass(slots=True)
class Report:
    matching: Matching
    reported: list[Reported]
    not_covered: int = 0


class Slimmer:
    """Turns invoices into the tuples that are matched; one table of parties for both sides."""

    def __init__(self) -> None:
        self.parties: dict[int, tuple[str, str]] = {}
        self._refs: dict[Party, int] = defaultdict(lambda: len(self._refs))

    def slims(self, invoices: Iterable[Invoice]) -> list[Slim]:
        return [self._slim(n, invoice) for n, invoice in enumerate(invoices)]

    def _slim(self, n: int, x: Invoice) -> Slim:
        names = x.key.names
        direction, kind = (None if each is None else each.value for each in (x.direction, x.kind))
        amounts = [fen(each) for each in (x.net, x.tax, x.total)]
        return (
            *(n, names[0], names[1] if len(names) > 1 else None, direction, kind),
            *(x.status.value, x.issued_on.toordinal(), *amounts),
            *(self._ref(x.seller), self._ref(x.buyer)),
        )  # type: ignore[return-value]

    def _ref(self, party: Party) -> int:
        ref = self._refs[party]
        self.parties[ref] = (normal(party.name), normal(party.tax_id))
        return ref


def reconcile(book: Book) -> Report:
    """Match and explain a made book."""
    slimmer = Slimmer()
    ours = slimmer.slims(book.ours)
    theirs = slimmer.slims(record.invoice for record in book.theirs)
    matching = match(ours, theirs, slimmer.parties)
    report = Report(matching, [])
    covered = Covered(each.coverage for each in book.around.exports)
    by_name = {name: x for x in book.ours for name in x.key.names}
    found: list[tuple[str, str | None, Discrepancy]] = []
    for each in matching.differing:
        mine, its = book.ours[each.ours], book.theirs[each.theirs]
        discrepancy = Discrepancy(DiscrepancyType.DIFFERS, mine, its, each.fields)
        found.append((mine.key.name, None, discrepancy))
    for pair in matching.pairs:
        mine, its = book.ours[pair.ours], book.theirs[pair.theirs]
        discrepancy = Discrepancy(
            DiscrepancyType.MISSING_IN_EXPORT, mine, its, answer=book.answers.get(mine.key.name)
        )
        found.append((mine.key.name, its.invoice.key.name, discrepancy))
    for row in matching.only_ours:
        mine = book.ours[row[0]]
        rivals = tuple(book.theirs[n].invoice.key.name for n in matching.our_rivals.get(row[0], ()))
        asked = book.around.asked
        in_period = asked is not None and asked[0] <= mine.issued_on <= asked[1]
        if not (covered.holds(row[3], row[6]) or in_period or rivals):
            report.not_covered += 1
            continue
        discrepancy = Discrepancy(
            DiscrepancyType.MISSING_IN_EXPORT,
            mine,
            rivals=rivals,
            answer=book.answers.get(mine.key.name),
        )
        found.append((mine.key.name, None, discrepancy))
    for row in matching.only_theirs:
        its = book.theirs[row[0]]
        discrepancy = Discrepancy(
            DiscrepancyType.MISSING_IN_LEDGER,
            theirs=its,
            rivals=tuple(book.ours[n].key.name for n in matching.their_rivals.get(row[0], ())),
            blue=by_name.get(its.invoice.red_of or ""),
        )
        found.append((its.invoice.key.name, None, discrepancy))
    report.reported = [
        Reported(key, pair, each, explain(each, book.around)) for key, pair, each in found
    ]
    return report
