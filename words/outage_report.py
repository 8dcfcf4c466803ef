"""The outages of a ledger and what became of what was entered in them, as sheets of a report."""

from collections.abc import Sequence
from datetime import datetime

from core.domain.outage import Outage, OutageReport
from core.files.report_writer import ReportSheet
from words import outage as words
from words.translate import tr


def outages_report(reports: Sequence[OutageReport], now: datetime) -> list[ReportSheet]:
    """Put each outage into a row, and what was not confirmed of it into a sheet of its own."""
    titles = (
        *(tr("State"), tr("Begins"), tr("Announced end"), tr("Ended at"), tr("Length")),
        *(tr("Who says so"), tr("Noted by"), tr("Noted at"), tr("Entered offline")),
        *(tr("Confirmed"), tr("Not confirmed"), tr("Waits for its turn"), tr("Waits until later")),
        *(tr("Needs a person"), tr("Not in the queue"), tr("Backup at its start"), tr("Cause")),
        *(tr("Effect"), tr("Measures"), tr("Conclusion")),
    )
    sheets = [ReportSheet(tr("Outages"), titles, [_row(each, now) for each in reports])]
    failed = [(x.outage, key) for x in reports for key in x.failed_keys]
    if failed:
        rows = [(_moment(outage.since), _moment(outage.ended_at), key) for outage, key in failed]
        named = (tr("Begins"), tr("Ended at"), tr("Invoice number"))
        sheets.append(ReportSheet(tr("Not confirmed"), named, rows))
    return sheets


def _row(report: OutageReport, now: datetime) -> tuple[str | int | datetime | None, ...]:
    outage = report.outage
    return (
        words.state(outage, now),
        _moment(outage.since),
        _moment(outage.until),
        _moment(outage.ended_at),
        "" if outage.ended_at is None else words.length(outage.ended_at - outage.since),
        words.source(outage),
        outage.by,
        _moment(outage.announced_at),
        report.entered,
        report.confirmed,
        report.failed,
        report.waiting,
        report.tomorrow,
        report.needs_person,
        report.unasked,
        _backup(outage, now),
        *(text or None for _, text in words.write_up(outage)),
    )


def _backup(outage: Outage, now: datetime) -> str:
    said = words.backup(outage, now)
    return f"{said}: {outage.backup}" if outage.backup else said


def _moment(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=None) if at else None
