"""Outages (系统故障, 停机维护): when entry goes on without the tax bureau's system."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outage:
    """A time without service: announced (`planned`), declared by a person, or noticed.

    `until` is the end that was announced, `ended_at` the real one. `backup` is the proven backup
    that was made at its start, `backup_failed` the code of the error where none could be made.
    """

    id: int
    since: datetime
    until: datetime | None
    ended_at: datetime | None
    planned: bool
    noticed: bool
    source: str
    cause: str
    effect: str
    measures: str
    conclusion: str
    by: str
    announced_at: datetime
    backup: str | None = None
    backup_failed: str | None = None
    withdrawn: bool = False

    def on(self, now: datetime) -> bool:
        """Say whether it is on: begun, not ended, and not past the end that was announced."""
        over = self.ended_at is not None or (self.until is not None and self.until <= now)
        return not self.withdrawn and self.since <= now and not over

    def ahead(self, now: datetime) -> bool:
        """Say whether it is still to come."""
        return not self.withdrawn and self.ended_at is None and self.since > now

    def has_run_out(self, now: datetime) -> bool:
        """Say whether its announced end has passed and nobody has closed it."""
        begun = not self.withdrawn and self.since <= now and self.ended_at is None
        return begun and self.until is not None and self.until <= now

    def end(self, now: datetime) -> datetime:
        """Say until when it was on, as far as that is known now."""
        if self.ended_at is not None:
            return self.ended_at
        return min(self.until, now) if self.until is not None else now


@dataclass(frozen=True, slots=True)
class OutageReport:
    """What became of what was entered during an outage, as counts of invoices.

    `tomorrow` waits for the next day, `needs_person` for somebody, `waiting` for its turn;
    `unasked` does not wait at all. `failed_keys` are those that were not confirmed.
    """

    outage: Outage
    entered: int
    confirmed: int
    failed: int
    waiting: int
    tomorrow: int
    needs_person: int
    unasked: int
    failed_keys: tuple[str, ...]

    @property
    def still(self) -> int:
        """Count what has no answer yet."""
        return self.waiting + self.tomorrow + self.needs_person + self.unasked
