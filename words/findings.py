"""What a check found: one sentence for every FindingCode."""

from collections.abc import Mapping

from core.services.checks import Finding, FindingCode
from words.problems import reason
from words.translate import filled, tr


def finding(found: Finding) -> str:
    """Say what a check found, and what to do about it."""
    values = {name: reason(value) for name, value in found.values.items()}
    return filled(_texts()[found.code], values)


def _texts() -> Mapping[FindingCode, str]:
    return {
        FindingCode.FILE_DAMAGED: tr(
            "The ledger's file is damaged ({check}: {count}). "
            "Restore the newest backup into a new folder."
        ),
        FindingCode.TABLE_DAMAGED: tr(
            "The table {table} is damaged: {rows} of its rows can still be read."
        ),
        FindingCode.BACKUP_CAN_HELP: tr(
            "The backup {file} is whole and holds {invoices} invoices, {missing} of which cannot "
            "be read here. What was entered after {since} stands in no backup. "
            "Restore it into a new folder, and keep this one."
        ),
        FindingCode.AUDIT_BROKEN: tr(
            "The audit trail is broken from line {line} on: it was changed from outside."
        ),
        FindingCode.INDEX_BROKEN: tr(
            "{count} invoices are not found as they stand. The invoices themselves are whole."
        ),
        FindingCode.NO_BACKUP: tr("There is no proven backup yet."),
        FindingCode.BACKUP_OLD: tr("The newest backup is {days} days old. Make a new one."),
        FindingCode.BACKUP_NOT_THERE: tr("The newest backup {file} is no longer there."),
        FindingCode.BACKUP_DAMAGED: tr(
            "The backup {file} is damaged ({what}). Make a new one, on another disk."
        ),
        FindingCode.BACKUP_UNPROVEN: tr("The backup {file} could not be proven: {why}."),
    }
