"""Reconciling (核对) the ledger with the tax bureau's records."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.company import Company
from core.domain.decision import Case
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
    hold and that are not reported.
    """

    period: Days
    ours: int
    theirs: int
    matched: int
    not_covered: int
    seconds: float
    cases: tuple[Case, ...]


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
            found.matched,
            found.not_covered,
            time.monotonic() - started,
            found.cases,
        )

    def imports(self) -> list[BureauImport]:
        """Give the files of the tax bureau that were brought in, in their order."""
        with self._store.reading() as work:
            return work.records.imports()


def _period(
    imports: Sequence[BureauImport], since: date | None, until: date | None, today: date
) -> Days:
    covered = [x for each in imports for x in each.coverages if not x.partial]
    first = since or min((x.since for x in covered), default=until or today)
    return first, until or max((x.until for x in covered), default=max(first, today))
