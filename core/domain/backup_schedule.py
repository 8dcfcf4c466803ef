"""When a backup is made by itself: decided for each folder, from what happened and the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
WEEK = 7
"""After so many days a backup is made though nothing was changed."""
LATE = 7
"""After more than so many days without a proven backup somebody should look."""
PATIENCE = timedelta(hours=1)
"""A folder that refused a backup is not tried again before."""


class Occasion(StrEnum):
    """Why a backup was made."""

    HAND = "hand"
    DAILY = "daily"
    MISSED = "missed"  # at the start of the program, for a time at which it was not running
    CHANGES = "changes"
    CLOSING = "closing"
    RESTORE = "restore"  # before it
    MIGRATION = "migration"  # before it
    SCHEDULER = "scheduler"  # of the operating system


class Moment(StrEnum):
    """When the program asks whether a backup is due."""

    START = "start"
    TICK = "tick"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user wants; `at` is Beijing time, `after_changes` 0 is never."""

    daily: bool = True
    at: time = time(12, 30)
    on_closing: bool = True
    after_changes: int = 100
    rehearsals: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """How one folder stands: its last proven backup, the last failure, the changes since."""

    last: datetime | None
    tried: datetime | None
    changes: int


def due(rules: Rules, standing: Standing, now: datetime, moment: Moment) -> Occasion | None:
    """Say why a backup is due in a folder, None if none is.

    A clock that was set back asks for no patience: what lies in the future says nothing.
    """
    if standing.tried is not None and timedelta() <= now - standing.tried < PATIENCE:
        return None
    if moment is Moment.CLOSING:
        return Occasion.CLOSING if rules.on_closing and standing.changes else None
    if rules.after_changes and standing.changes >= rules.after_changes:
        return Occasion.CHANGES
    if not rules.daily or not _passed(rules, standing, now):
        return None
    return Occasion.MISSED if moment is Moment.START else Occasion.DAILY


def next_time(rules: Rules, standings: Iterable[Standing], now: datetime) -> datetime | None:
    """Say when a backup is next made by the clock; now, where one is due; None for never."""
    found = list(standings)
    if not rules.daily or not found:
        return None
    if any(_passed(rules, standing, now) for standing in found):
        return now
    return slot(rules, now) + DAY


def slot(rules: Rules, now: datetime) -> datetime:
    """The newest moment of the clock at which a backup was to be made."""
    today = datetime.combine(now.date(), rules.at, now.tzinfo)
    return today if today <= now else today - DAY


def _passed(rules: Rules, standing: Standing, now: datetime) -> bool:
    """Whether the time for a backup has passed, and there is something to back up."""
    if standing.last is None:
        return True
    if standing.last > now:  # the clock was set back
        return standing.changes > 0
    if standing.changes:
        return standing.last < slot(rules, now)
    return (now.date() - standing.last.date()).days >= WEEK
