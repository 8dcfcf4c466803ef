"""Checking (检查) that everything is whole."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.errors import AppError, BackupDamaged, KeyWrong, NoBackup
from core.progress import Progress, Report, ignore
from core.services.backups import Backups
from core.store.database import Store
from core.store.ledger import Clock

DAYS = 7
"""After so many days without a proven backup the check says so."""


class Severity(StrEnum):
    """BROKEN: data are damaged or unproven; WARNING: something should be done."""

    BROKEN = "broken"
    WARNING = "warning"


class FindingCode(StrEnum):
    """Everything that a check can find; words stand in `words/findings.py`."""

    FILE_DAMAGED = "file_damaged"  # values: check, count
    TABLE_DAMAGED = "table_damaged"  # values: table, rows (that can be read)
    BACKUP_CAN_HELP = "backup_can_help"  # values: file, invoices, missing (here), since
    AUDIT_BROKEN = "audit_broken"  # values: line
    INDEX_BROKEN = "index_broken"  # values: count
    NO_BACKUP = "no_backup"
    BACKUP_OLD = "backup_old"  # values: days
    BACKUP_NOT_THERE = "backup_not_there"  # values: file
    BACKUP_DAMAGED = "backup_damaged"  # values: file, what
    BACKUP_UNPROVEN = "backup_unproven"  # values: file, why


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, with the values of its sentence."""

    code: FindingCode
    severity: Severity
    values: dict[str, str] = field(default_factory=dict)


class Checks:
    """Proves the store: the file, the audit trail, the search index, the newest backup."""

    def __init__(self, store: Store, backups: Backups, now: Clock) -> None:
        """Check this store."""
        self._store = store
        self._backups = backups
        self._now = now

    def run(self, report: Report = ignore) -> tuple[Finding, ...]:
        """Check everything; only BROKEN findings speak against the data."""
        return (
            *self._file(report),
            *self._trail(report),
            *self._index(report),
            *self._backup(report),
        )

    def _file(self, report: Report) -> list[Finding]:
        report(Progress("check_file", 0))
        with self._store.reading() as work:
            found = work.problems_of_file(thorough=True)
        for check, lines in found.items():
            if lines:
                self._store.refuse_writing(check)
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

    def _backup(self, report: Report) -> list[Finding]:
        """Prove the newest known backup, where it can be seen now."""
        newest = next(iter(self._backups.known()), None)
        if newest is None:
            return [_warning(FindingCode.NO_BACKUP)]
        name, days = newest.file.name, (self._now() - newest.made_at).days
        old = [_warning(FindingCode.BACKUP_OLD, days=str(days))] if days > DAYS else []
        if not newest.there:
            return [_warning(FindingCode.BACKUP_NOT_THERE, file=name), *old]
        try:
            self._backups.prove_newest(report)
        except (BackupDamaged, NoBackup, KeyWrong) as error:
            what = str(error.facts.get("what", error.code))
            return [_broken(FindingCode.BACKUP_DAMAGED, file=name, what=what), *old]
        except AppError as error:
            return [_warning(FindingCode.BACKUP_UNPROVEN, file=name, why=error.code), *old]
        return old


def _warning(code: FindingCode, **values: str) -> Finding:
    return Finding(code, Severity.WARNING, values)


def _broken(code: FindingCode, **values: str) -> Finding:
    return Finding(code, Severity.BROKEN, values)
