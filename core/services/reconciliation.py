"""Reconciling (核对) the ledger with the tax bureau's records."""

import time
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.domain.company import Company, Former
from core.domain.decision import Case
from core.domain.invoice import Status
from core.domain.topic import Topic
from core.errors import NothingToReconcile
from core.progress import Report, ignore
from core.services.cases import Cases, Days
from core.services.collecting import collecting_seldom
from core.store.database import Store
from core.store.records import BureauImport


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What does not agree. `period`: what was asked for, else what the exports cover.

    `ours` and `theirs` count what was compared, `not_covered` those of ours that no export can
    hold and that are not reported. `agreeing` holds the rows of what agrees, ours then theirs.
    """

    period: Days
    ours: int
    theirs: int
    matched: int
    not_covered: int
    seconds: float
    cases: tuple[Case, ...]
    agreeing: "array[int]" = field(default_factory=lambda: array("q"), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class News:
    """What a newer list said of a record that was known: changed, lacking, back.

    `changes` gives by field what was said before and after, amounts in fen. It stands out where
    an invoice of our ledger is concerned that was voided or reversed, or became suspect.
    """

    id: int
    key: str
    what: str
    changes: Mapping[str, tuple[Any, Any]]
    file_name: str
    at: datetime
    in_ledger: bool
    seen: bool

    @property
    def stands_out(self) -> bool:
        """Whether a person must know."""
        return self.in_ledger and self.changes.get("status", ("", ""))[1] in _GRAVE


_GRAVE = frozenset(set(Status) - {Status.NORMAL, Status.RED})


class Reconciliation:
    """Compares the two sides; deciding is in `deciding`."""

    def __init__(self, store: Store, company: Company) -> None:
        """Reconcile this store."""
        self._store = store
        self._company = company

    def run(
        self, since: date | None = None, until: date | None = None, report: Report = ignore
    ) -> Reconciled:
        """Compare everything, or what was issued in a period (inclusive).

        Raises NothingToReconcile where no workbook of the tax bureau was imported.
        """
        started = time.monotonic()
        with collecting_seldom(), self._store.reading() as work:
            imports = work.records.imports()
            if not imports:
                raise NothingToReconcile()
            period = _period(imports, since, until, work.at.date())
            asked = period if since or until else None
            found = Cases(work, self._company, asked).all(report)
        return Reconciled(
            period,
            found.ours,
            found.theirs,
            len(found.agreeing) // 2,
            found.not_covered,
            time.monotonic() - started,
            found.cases,
            found.agreeing,
        )

    def about(self, name: str) -> Case | None:
        """Give the case of one of our invoices, decided or not; None where there is none."""
        with self._store.reading() as work:
            rows = set(work.invoices.ids_of([name]).values())
            if not work.records.count() or work.invoices.in_recycle_bin(rows):
                return None
            found = (Cases(work, self._company).of_ours(row) for row in sorted(rows))
            return next((case for case in found if case is not None), None)

    def former(self) -> list[Former]:
        """Give earlier names and ids of the company, oldest first."""
        with self._store.reading() as work:
            return work.former()

    def add_former(self, known: Former) -> None:
        """Keep an earlier name or id of the company: invoices to it are still ours."""
        with self._store.writing() as work:
            work.add_former(known)
            work.record("former", None, Topic.COMPANY, name=known.name, tax_id=known.tax_id)

    def imports(self) -> list[BureauImport]:
        """Give the files of the tax bureau that were brought in, in their order."""
        with self._store.reading() as work:
            return work.records.imports()

    def news(self, *, seen: bool = False) -> list[News]:
        """Give what newer lists said of known records, newest first; `seen` too, or the rest."""
        with self._store.reading() as work:
            lines = [x for x in work.records.history() if seen or x.seen_at is None]
            kept = {x.id: x for x in work.records.load(sorted({x.record for x in lines}))}
            names = {name for x in kept.values() for name in x.record.invoice.key.names}
            ours = work.invoices.ids_of(names)
            imports = {x.id: x for x in work.records.imports()}
        found = []
        for line in reversed(lines):
            key, came = kept[line.record].record.invoice.key, imports[line.by_import]
            held = any(name in ours for name in key.names)
            found.append(
                News(
                    line.id,
                    key.name,
                    line.what,
                    line.changes,
                    came.file_name,
                    came.at,
                    held,
                    line.seen_at is not None,
                )
            )
        return found

    def mark_seen(self, ids: Sequence[int]) -> int:
        """Note that news were seen; give how many were."""
        with self._store.writing() as work:
            count = work.records.mark_seen(ids, work.at)
            if count:
                work.record("seen", None, Topic.RECORDS, count=count)
        return count


def _period(
    imports: Sequence[BureauImport], since: date | None, until: date | None, today: date
) -> Days:
    covered = [x for each in imports for x in each.coverages if not x.partial]
    first = since or min((x.since for x in covered), default=until or today)
    return first, until or max((x.until for x in covered), default=max(first, today))
