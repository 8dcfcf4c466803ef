"""What the backup page says: one sentence that can be believed, and days counted, not feared."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from core.domain.backup_schedule import Occasion
from words.figures import size
from words.translate import counted, filled, joined, tr


def moment(at: datetime, now: datetime) -> str:
    """Say a moment as one says it to somebody: today 08:30, yesterday 18:00, 11-20 18:00."""
    return filled(
        tr("{day} {time}"), {"day": day(at, now), "time": f"{at.astimezone(now.tzinfo):%H:%M}"}
    )


def day(at: datetime, now: datetime) -> str:
    """Say the day of a moment as one says it to somebody."""
    return on_day(at.astimezone(now.tzinfo).date(), now.date())


def on_day(on: date, today: date) -> str:
    """Say a day as one says it to somebody."""
    if on == today:
        return tr("today")
    if on == today - timedelta(days=1):
        return tr("yesterday")
    values = {"y": on.year, "mm": f"{on:%m}", "dd": f"{on:%d}"}
    return filled(tr("{mm}-{dd}") if on.year == today.year else tr("{y}-{mm}-{dd}"), values)


def proven(at: datetime, now: datetime) -> str:
    """Say that the backup of a moment can be restored."""
    return filled(
        tr("The backup of {moment} is proven: it can be restored"), {"moment": moment(at, now)}
    )


def overdue(days: int) -> str:
    """Say for how many days there was no proven backup."""
    return counted(
        days, tr("{n} day without a proven backup"), tr("{n} days without a proven backup")
    )


def out_of_sight(at: datetime, now: datetime) -> str:
    """Say that the last proven backup cannot be seen now."""
    text = tr("The backup of {moment} was proven; it cannot be seen just now")
    return filled(text, {"moment": moment(at, now)})


def occasion(made: Occasion) -> str:
    """方式: say why a backup was made."""
    return {
        Occasion.HAND: tr("By hand"),
        Occasion.DAILY: tr("Daily"),
        Occasion.MISSED: tr("Made up for"),
        Occasion.CHANGES: tr("After changes"),
        Occasion.CLOSING: tr("On closing"),
        Occasion.RESTORE: tr("Before a restore"),
        Occasion.MIGRATION: tr("Before an upgrade"),
        Occasion.SCHEDULER: tr("Scheduler"),
    }[made]


def since(count: int, at: datetime | None, now: datetime) -> str:
    """Say what came after the newest backup, and when the next one is made by itself."""
    if count <= 0:
        return tr("Nothing was entered or changed since then.")
    if at is None:
        one = tr("{n} step since then is in no backup yet.")
        return counted(count, one, tr("{n} steps since then are in no backup yet."))
    one = tr("{n} step since then comes into the next backup, {next}.")
    many = tr("{n} steps since then come into the next backup, {next}.")
    values = {"n": f"{count:,}", "next": moment(at, now)}
    return filled(one if count == 1 else many, values)


def holds(invoices: int, originals: int, size_in_bytes: int) -> str:
    """Say what a backup holds, and its size."""
    return f"{counts(invoices, originals)} · {size(size_in_bytes)}"


def counts(invoices: int, originals: int) -> str:
    """Say what a backup holds."""
    return " · ".join(
        (
            counted(invoices, tr("1 invoice"), tr("{n} invoices")),
            counted(originals, tr("1 original"), tr("{n} originals")),
        )
    )


def gone(invoices: int | None, changes: int | None) -> str:
    """Say what would be gone after a restore, compared with now; None: it cannot be told."""
    if invoices is None or changes is None:
        return tr("What is in the ledger now cannot be read to its end, so nothing is compared.")
    if not invoices and not changes:
        return tr("Nothing would be gone: the ledger holds nothing newer.")
    parts = [
        counted(
            invoices,
            tr("{n} invoice of now would be gone"),
            tr("{n} invoices of now would be gone"),
        ),
        counted(changes, tr("{n} step that came later"), tr("{n} steps that came later")),
    ]
    return " · ".join(parts)


def how_proven() -> str:
    """Say how a backup is proven."""
    return tr(
        "Opened with your key, every page checked, every table's count and content the same as"
        " in the ledger"
    )


def days_counted(with_backup: int, without: int, failed: int) -> str:
    """Count the days of the strip in words."""
    parts = [
        counted(
            with_backup, tr("{n} day with a proven backup"), tr("{n} days with a proven backup")
        ),
        counted(without, tr("{n} day without"), tr("{n} days without")),
    ]
    if failed:
        parts.append(counted(failed, tr("{n} day failed"), tr("{n} days failed")))
    return " · ".join(parts)


def by_itself(daily: bool, at: time, on_closing: bool, after_changes: int) -> str:
    """Say when backups are made by themselves."""
    parts = []
    if daily:
        parts.append(filled(tr("daily at {time}"), {"time": f"{at:%H:%M}"}))
    if on_closing:
        parts.append(tr("on closing"))
    if after_changes and not parts:
        parts.append(filled(tr("after {n} changes"), {"n": after_changes}))
    text = tr(" and ").join(parts) or tr("only by hand")
    return text[:1].upper() + text[1:]


def readable(invoices: int) -> str:
    """Say how much of a damaged ledger can be read."""
    return counted(
        invoices,
        tr("{n} invoice can still be read in it."),
        tr("{n} invoices can still be read in it."),
    )


def given_back(missing: int | None) -> str:
    """Say what a backup has that a damaged ledger has no longer."""
    if not missing:
        return ""
    return counted(
        missing,
        tr("It gives back {n} invoice that cannot be read any more."),
        tr("It gives back {n} invoices that cannot be read any more."),
    )


def old_codes(count: int) -> str:
    """Say how many backups the old sheet still opens."""
    text = tr("Print it or save it as PDF, and keep it away from this computer.")
    if not count:
        return text
    old = counted(
        count,
        tr("The old sheet is still needed for {n} backup."),
        tr("The old sheet is still needed for {n} backups."),
    )
    return joined(text, old)


def failed(code: str) -> str:
    """Say in a few words why a backup or a rehearsal was not done."""
    return _reasons().get(code, tr("It could not be finished; nothing half done was left"))


def unrehearsed(what: str) -> str:
    """Say why a rehearsal failed: an error's code, or what did not come back the same."""
    text = tr("Not everything came back the same ({what}); back up now and rehearse again")
    return _reasons().get(what) or filled(text, {"what": what})


def _reasons() -> Mapping[str, str]:
    return {
        "disk_full": tr("The disk was full; nothing half done was left"),
        "no_room": tr("There was not enough room; nothing was begun"),
        "folder_unwritable": tr("The folder could not be written to"),
        "file_too_large": tr("The disk takes no file of this size; use one formatted as exFAT"),
        "ledger_damaged": tr("The ledger itself is damaged"),
        "backup_damaged": tr("The copy did not prove itself and was removed"),
        "no_backup": tr("No backup could be seen"),
        "key_missing": tr("The key was not in the keyring"),
        "key_wrong": tr("The key did not open it"),
        "keyring_locked": tr("The keyring was locked"),
    }
