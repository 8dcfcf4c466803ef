"""Outages (系统停机) in words: the banner, ready texts for others, and what came of it."""

from datetime import datetime

from core.domain.outage import Outage, OutageReport
from words.translate import counted, filled, joined, tr


def banner(outage: Outage) -> str:
    """Say calmly that entry goes on."""
    if outage.until is None:
        first = tr("The verification system is down since {since}.")
    else:
        first = tr("The verification system is down from {since} to {until}.")
    return joined(
        filled(first, _times(outage)),
        tr("Entry goes on: what is entered is marked offline and verified afterwards."),
    )


def coming(outage: Outage) -> str:
    """Say ahead that a maintenance will come."""
    return filled(
        tr("Maintenance is announced from {since} to {until} ({source})."), _times(outage)
    )


def notice(outage: Outage, company: str, *, for_customers: bool) -> str:
    """Write a text that can be sent as it is, to colleagues or to customers."""
    return (_for_customers if for_customers else _for_colleagues)(outage, company)


def report_lines(report: OutageReport) -> list[str]:
    """Say what became of what was entered meanwhile, one line for each thing that is so."""
    n = report.entered
    lines = [counted(n, tr("{n} invoice was entered offline."), tr("{n} were entered offline."))]
    each = (
        (report.confirmed, tr("{n} is confirmed."), tr("{n} are confirmed.")),
        (report.failed, tr("{n} is not confirmed."), tr("{n} are not confirmed.")),
        (report.waiting, tr("{n} waits for its turn."), tr("{n} wait for their turn.")),
        (report.tomorrow, tr("{n} waits until later."), tr("{n} wait until later.")),
        (report.needs_person, tr("{n} needs a person."), tr("{n} need a person.")),
        (report.unasked, tr("{n} is not in the queue."), tr("{n} are not in the queue.")),
    )
    return lines + [counted(number, one, many) for number, one, many in each if number]


def _for_colleagues(outage: Outage, company: str) -> str:
    text = tr(
        "Dear colleagues,\n\n"
        "{source}: the tax bureau's verification of invoices is out of service from {since} to "
        "{until}.\n\n"
        "Please go on handing in invoices as usual. They are entered offline and verified as soon "
        "as service is back; reimbursement of what is not verified yet waits until then. Keep "
        "the originals.\n\n"
        "{company}, accounting"
    )
    return filled(text, _times(outage) | {"company": company})


def _for_customers(outage: Outage, company: str) -> str:
    text = tr(
        "Dear customers,\n\n"
        "the tax bureau's system is out of service from {since} to {until} ({source}). Invoices "
        "that you ask us for in this time are noted in their order and issued as soon as service "
        "is back; nothing is lost, and you need not ask again.\n\n"
        "Thank you for your patience.\n\n"
        "{company}"
    )
    return filled(text, _times(outage) | {"company": company})


def _times(outage: Outage) -> dict[str, str]:
    until = _moment(outage.ended_at or outage.until)
    return {
        "since": _moment(outage.since),
        "until": until or tr("a time that is not known yet"),
        "source": outage.source or tr("Notice"),
    }


def _moment(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if at else ""
