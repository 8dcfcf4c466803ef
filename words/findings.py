"""What a check found: one sentence for every FindingCode."""

from collections.abc import Mapping

from core.services.checks import Finding, FindingCode
from words.translate import filled, tr


def finding(found: Finding) -> str:
    """Say what a check found, and what to do about it."""
    return filled(_texts()[found.code], found.values)


def _texts() -> Mapping[FindingCode, str]:
    return {
        FindingCode.FILE_DAMAGED: tr(
            "The ledger's file is damaged ({check}: {count}). "
            "Restore the newest backup into a new folder."
        ),
        FindingCode.AUDIT_BROKEN: tr(
            "The audit trail is broken from line {line} on: it was changed from outside."
        ),
        FindingCode.INDEX_BROKEN: tr(
            "{count} invoices are not found as they stand. The invoices themselves are whole."
        ),
        FindingCode.NO_BACKUP: tr("There is no proven backup yet."),
    }
