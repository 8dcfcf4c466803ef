"""Checking (检查) that everything is whole."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.progress import Progress, Report, ignore
from core.store.database import Store


class Severity(StrEnum):
    """BROKEN: data are damaged or unproven; WARNING: something should be done."""

    BROKEN = "broken"
    WARNING = "warning"


class FindingCode(StrEnum):
    """Everything that a check can find; words stand in `words/findings.py`."""

    FILE_DAMAGED = "file_damaged"  # values: check, count
    AUDIT_BROKEN = "audit_broken"  # values: line
    INDEX_BROKEN = "index_broken"  # values: count
    NO_BACKUP = "no_backup"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, with the values of its sentence."""

    code: FindingCode
    severity: Severity
    values: dict[str, str] = field(default_factory=dict)


class Checks:
    """Proves the store: the file, the audit trail, the search index, the newest backup."""

    def __init__(self, store: Store) -> None:
        """Check this store."""
        self._store = store

    def run(self, report: Report = ignore) -> tuple[Finding, ...]:
        """Check everything; only BROKEN findings speak against the data."""
        return (*self._file(report), *self._trail(report), *self._index(report), _no_backup())

    def _file(self, report: Report) -> list[Finding]:
        report(Progress("check_file", 0))
        with self._store.reading() as work:
            found = work.problems_of_file(thorough=True)
        return [
            _broken(FindingCode.FILE_DAMAGED, check=check, count=str(len(lines)))
            for check, lines in found.items()
            if lines
        ]

    def _trail(self, report: Report) -> list[Finding]:
        report(Progress("check_trail", 0))
        with self._store.reading() as work:
            line = work.trail.broken_at()
        return [] if line is None else [_broken(FindingCode.AUDIT_BROKEN, line=str(line))]

    def _index(self, report: Report) -> list[Finding]:
        report(Progress("check_index", 0))
        with self._store.reading() as work:
            wrong = work.search.verify()
        return [_broken(FindingCode.INDEX_BROKEN, count=str(len(wrong)))] if wrong else []


def _no_backup() -> Finding:
    return Finding(FindingCode.NO_BACKUP, Severity.WARNING)


def _broken(code: FindingCode, **values: str) -> Finding:
    return Finding(code, Severity.BROKEN, values)
