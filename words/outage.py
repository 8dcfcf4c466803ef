"""Outages (系统停机) in words: the banner, ready texts for others, and what came of it."""

from datetime import datetime, timedelta

from core.domain.outage import Outage, OutageReport
from words.figures import moment
from words.translate import counted, filled, joined, tr


def banner(outage: Outage) -> str:
    """Say calmly that entry goes on."""
    if outage.until is None:
        first = tr("The verification system is down since {since}.")
    else:
        first = tr("The verification system is down from {since} to {until}.")
    return joined(
        filled(first, _times(outage)),
        tr("Entry goes on: what is entered is marked offline, to be verified afterwards."),
    )


def coming(outage: Outage) -> str:
    """Say ahead that a maintenance will come."""
    if outage.until is None:
        text = tr("Maintenance is announced from {since} on, its end is not known{source}.")
    else:
        text = tr("Maintenance is announced from {since} to {until}{source}.")
    return filled(text, _times(outage))


def notice(outage: Outage, company: str, now: datetime, *, for_customers: bool) -> str:
    """Write a text that can be sent as it is, to colleagues or to customers."""
    letter = _for_customers() if for_customers else _for_colleagues()
    what = _to_come(outage) if outage.ahead(now) else _is_down(outage)
    values = {"what": filled(what, _times(outage)), "company": company}
    return filled(letter, values)


def report_lines(report: OutageReport) -> list[str]:
    """Say what became of what was entered meanwhile, one line for each thing that is so."""
    n = report.entered
    if not n:
        return [tr("Nothing was entered offline.")]
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


def report_text(report: OutageReport, unmarked: int, now: datetime) -> str:
    """Write the record of an outage as a text to be sent or filed."""
    outage = report.outage
    pairs = [
        (tr("Begins"), moment(outage.since)),
        (tr("Ends"), ended(outage, now)),
        (tr("Who says so"), source(outage)),
        (tr("Backup at its start"), backup(outage, now)),
        *((label, text) for label, text in write_up(outage) if text),
    ]
    lines = [filled(tr("{name}: {value}"), {"name": a, "value": b}) for a, b in pairs]
    return "\n".join([tr("Record of an outage"), *lines, *said(report, unmarked), *_failed(report)])


def said(report: OutageReport, unmarked: int) -> list[str]:
    """Say the report, and what was entered before anybody noted the outage."""
    besides = counted(
        unmarked,
        tr("{n} was entered in this time before the outage was noted: it is not marked offline."),
        tr("{n} were entered in this time before the outage was noted: not marked offline."),
    )
    return [*report_lines(report), *([besides] if unmarked else [])]


def write_up(outage: Outage) -> list[tuple[str, str]]:
    """Give the four texts of its record with their names."""
    return [
        (tr("Cause"), outage.cause),
        (tr("Effect"), outage.effect),
        (tr("Measures"), outage.measures),
        (tr("Conclusion"), outage.conclusion),
    ]


def state(outage: Outage, now: datetime) -> str:
    """Say how it stands."""
    if outage.withdrawn:
        return tr("Withdrawn")
    if outage.ahead(now):
        return tr("Announced")
    return tr("Going on") if outage.on(now) else tr("Ended")


def source(outage: Outage) -> str:
    """Say who announced it, or that the program noticed it."""
    if outage.source:
        return outage.source
    return tr("noticed by the program") if outage.noticed else tr("noticed here")


def ended(outage: Outage, now: datetime) -> str:
    """Say until when it was or will be, how long that is, and what was announced besides."""
    until = outage.ended_at or outage.until
    if outage.withdrawn:
        return moment(outage.until) if outage.until else tr("end not known")
    if until is None:
        return tr("end not known") if outage.ahead(now) else _lasting(now - outage.since)
    values = {"end": moment(until), "time": length(until - outage.since)}
    text = filled(tr("{end} ({time})"), values)
    if outage.ended_at and outage.until and outage.until != outage.ended_at:
        announced = filled(tr("announced until {at}"), {"at": moment(outage.until)})
        return f"{text} · {announced}"
    return text


def times(outage: Outage, now: datetime) -> str:
    """Say in one line from when to when, and who says so."""
    values = {"since": moment(outage.since), "end": ended(outage, now), "source": source(outage)}
    if outage.ended_at is None and outage.until is None:
        return filled(tr("Since {since} ({end}) · {source}"), values)
    return filled(tr("{since} to {end} · {source}"), values)


def length(time: timedelta) -> str:
    """Say how long something is."""
    minutes = max(0, int(time.total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    values = {"days": days, "hours": hours, "minutes": rest}
    if not minutes:
        return tr("less than a minute")
    parts = ((days, tr("{days} d")), (hours, tr("{hours} h")), (rest, tr("{minutes} min")))
    return filled(" ".join(word for number, word in parts if number), values)


def backup(outage: Outage, now: datetime) -> str:
    """Say whether a proven backup was made at its start, and why not."""
    if outage.backup:
        return tr("proven")
    if outage.backup_failed == "no_backup_folder":
        return tr("none (no folder)")
    if outage.backup_failed:
        return tr("none (it failed)")
    if outage.ahead(now) or outage.on(now):
        return tr("not yet")
    if outage.withdrawn:
        return tr("none (withdrawn)")
    if outage.ended_at is not None and outage.announced_at >= outage.ended_at:
        return tr("none (noted afterwards)")
    return tr("none (program not open)")


def _for_colleagues() -> str:
    return tr(
        "Dear colleagues,\n\n"
        "{what}\n\n"
        "Please go on handing in invoices as usual. They are entered offline and verified as soon "
        "as service is back; reimbursement of what is not verified yet waits until then. Keep "
        "the originals.\n\n"
        "{company}, accounting"
    )


def _for_customers() -> str:
    return tr(
        "Dear customers,\n\n"
        "{what} Invoices that you ask us for in this time are noted in their order and issued as "
        "soon as service is back; nothing is lost, and you need not ask again.\n\n"
        "Thank you for your patience.\n\n"
        "{company}"
    )


def _to_come(outage: Outage) -> str:
    if outage.until is None:
        return tr(
            "The tax bureau's system will be out of service from {since} on{source}; when it "
            "will be back is not known yet, we will tell you."
        )
    return tr("The tax bureau's system will be out of service from {since} to {until}{source}.")


def _is_down(outage: Outage) -> str:
    if outage.until is not None:
        return tr("The tax bureau's system is out of service from {since} to {until}{source}.")
    if outage.noticed:
        return tr(
            "The tax bureau's system cannot be reached since {since}; when it will be back is not "
            "known yet, we will tell you."
        )
    return tr(
        "The tax bureau's system is out of service since {since}{source}; when it will be back is "
        "not known yet, we will tell you."
    )


def _failed(report: OutageReport) -> list[str]:
    if not report.failed_keys:
        return []
    return [tr("Not confirmed:"), *report.failed_keys]


def _lasting(time: timedelta) -> str:
    begun = time < timedelta(minutes=1)
    return tr("just begun") if begun else filled(tr("{time} so far"), {"time": length(time)})


def _times(outage: Outage) -> dict[str, str]:
    until = outage.ended_at or outage.until
    return {
        "since": moment(outage.since),
        "until": moment(until) if until else tr("a time that is not known yet"),
        "source": filled(tr(" ({source})"), {"source": outage.source}) if outage.source else "",
    }
