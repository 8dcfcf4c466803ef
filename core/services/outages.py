"""Outages (系统停机, 离线录入): entry goes on, and what was entered is verified afterwards."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from core.domain.answer import State
from core.domain.outage import Outage, OutageReport
from core.domain.topic import Topic
from core.domain.waiting import PASSING, Hold, is_over
from core.errors import AppError, NoOutage
from core.progress import Report, ignore
from core.services.backups import Backups
from core.services.providers import Providers
from core.settings import Settings, change, load
from core.store.database import Store, Transaction

LATELY: Final = timedelta(days=7)
"""For so long the report of an outage is told to whoever has not seen it."""
MOST: Final = 50
"""So many are known to be told."""


class Outages:
    """Announced, declared and noticed outages of one ledger."""

    def __init__(self, store: Store, backups: Backups, folder: Path) -> None:
        """Make a backup at the start of each; `folder` is that of the settings."""
        self._store = store
        self._backups = backups
        self._folder = folder

    def announce(self, since: datetime, until: datetime | None, source: str) -> Outage:
        """Note a maintenance that somebody (`source`) has announced; it begins by itself.

        With an end it ends by itself too; one that is over is noted as such, and marks nothing
        that was entered while it was on. Raises ValueError for an end before the beginning.
        """
        _check(since, until)
        with self._store.writing() as work:
            over = until is not None and until <= work.at
            number = work.outages.add(since, until, source, planned=not over)
            if over:
                work.outages.change(number, ended_at=until)
            work.record("announce", None, Topic.OUTAGES, outage=number, over=over)
            made = _of(work, number)
        if over:
            self.told(made)  # whoever notes it afterwards knows of it
        return made

    def correct(self, number: int, since: datetime, until: datetime | None, source: str) -> Outage:
        """Change from when to when it is or was, and who says so; raises NoOutage, ValueError.

        An end that has passed ends it; one to come, or none, lets it go on or be on again. What
        was entered meanwhile keeps the mark that it has.
        """
        _check(since, until)
        with self._store.writing() as work:
            before = _of(work, number)
            if until is not None and until <= work.at:
                _end(work, number, until)
            else:
                work.outages.change(number, until=until, ended_at=None)
            work.outages.change(number, since=since, source=source)
            times = [_text(x) for x in (before.since, before.ended_at or before.until)]
            work.record(
                "correct_outage",
                None,
                Topic.OUTAGES,
                outage=number,
                before=times,
                after=[_text(since), _text(until)],
            )
            return _of(work, number)

    def begin(self, source: str, cause: str = "") -> Outage:
        """Go on without the tax bureau's system from now on; the one that is on stays the one."""
        return self._begin(source, cause, noticed=False)

    def end(self, number: int) -> Outage:
        """Say that service is back; raises NoOutage."""
        with self._store.writing() as work:
            if _of(work, number).ended_at is None:
                _end(work, number, work.at)
            work.record("end_outage", None, Topic.OUTAGES, outage=number)
            return _of(work, number)

    def withdraw(self, number: int) -> Outage:
        """Say that an announced one does not come; raises NoOutage."""
        with self._store.writing() as work:
            _of(work, number)
            work.outages.change(number, withdrawn_at=work.at)
            work.record("withdraw_outage", None, Topic.OUTAGES, outage=number)
            return _of(work, number)

    def noticed(self, reachable: bool, source: str) -> Outage | None:
        """Take the result of a look at the way out; give the outage that is on, or just ended.

        What this turned on it turns off again; what a person declared stays until a person ends
        it, and a maintenance until its time.
        """
        current = self.current()
        if not reachable:
            return current or self._begin(source, "", noticed=True)
        return self.end(current.id) if current is not None and current.noticed else current

    def look(self, providers: Providers) -> Outage | None:
        """Look at the way out where a service was not there, or that was noticed before.

        Gives what `noticed` gives; None where there was no reason to look.
        """
        current = self.current()
        if not (providers.in_doubt() or (current is not None and current.noticed)):
            return None
        return self.noticed(providers.reachable(), "")

    def current(self) -> Outage | None:
        """Give the one that is on now."""
        with self._store.reading() as work:
            return work.outages.current()

    def ahead(self) -> tuple[Outage, ...]:
        """Give those that are announced and still to come, the next first."""
        with self._store.reading() as work:
            coming = [x for x in work.outages.all() if x.ahead(work.at)]
        return tuple(reversed(coming))

    def all(self) -> tuple[Outage, ...]:
        """Give every one, newest first."""
        with self._store.reading() as work:
            return tuple(work.outages.all())

    def tend(self, report: Report = ignore) -> Outage | None:
        """Do what is due, now and then: a backup at a start, an end; give one that just ended."""
        current = self.current()
        if current is not None and current.backup is None and current.backup_failed is None:
            self._back_up(current, report)
        with self._store.reading() as work:
            over = next((x for x in work.outages.all() if x.has_run_out(work.at)), None)
        if over is None:
            return None
        with self._store.writing() as work:
            _end(work, over.id, over.until or work.at)
            work.record("end_outage", None, Topic.OUTAGES, outage=over.id)
            return _of(work, over.id)

    def write_up(
        self,
        number: int,
        *,
        cause: str | None = None,
        effect: str | None = None,
        measures: str | None = None,
        conclusion: str | None = None,
    ) -> Outage:
        """Write down why it was, what it did, what was done and learned; raises NoOutage."""
        texts = {"cause": cause, "effect": effect, "measures": measures, "conclusion": conclusion}
        given = {name: text for name, text in texts.items() if text is not None}
        with self._store.writing() as work:
            _of(work, number)
            work.outages.change(number, **given)
            work.record("write_up", None, Topic.OUTAGES, outage=number, fields=sorted(given))
            return _of(work, number)

    def report(self, number: int) -> OutageReport:
        """Say what became of what was entered while it was on; raises NoOutage."""
        with self._store.reading() as work:
            return _reports(work, [_of(work, number)])[0]

    def reports(self, limit: int, offset: int = 0) -> tuple[OutageReport, ...]:
        """Say it of many at once, newest first."""
        with self._store.reading() as work:
            return _reports(work, work.outages.page(limit, offset))

    def count(self) -> int:
        """Count them all."""
        with self._store.reading() as work:
            return work.outages.count()

    def unmarked(self, number: int) -> int:
        """Count what was entered while it was on and not marked offline; raises NoOutage.

        It was entered before anybody noted the outage.
        """
        with self._store.reading() as work:
            return work.outages.unmarked(_of(work, number))

    def over(self) -> tuple[OutageReport, ...]:
        """Give the reports of those that ended lately and are still to be told, newest first."""
        told = set(_told(self._folder))
        with self._store.reading() as work:
            ended = work.outages.ended_since(work.at - LATELY)
            return _reports(work, [x for x in ended if not x.withdrawn and _name(x) not in told])

    def told(self, outage: Outage) -> Settings:
        """Note on this computer that its report was seen here."""
        names = dict.fromkeys([*_told(self._folder), _name(outage)])
        return change(self._folder, outages_told=json.dumps([*names][-MOST:]))

    def _begin(self, source: str, cause: str, *, noticed: bool) -> Outage:
        with self._store.writing() as work:
            current = work.outages.current()
            if current is not None:
                return current
            number = work.outages.add(work.at, None, source, noticed=noticed, cause=cause)
            work.record("begin_outage", None, Topic.OUTAGES, outage=number)
            return _of(work, number)

    def _back_up(self, outage: Outage, report: Report) -> None:
        """A proven backup, or why there is none; either is told once."""
        try:
            made = {"backup": str(self._backups.make(report=report).file)}
        except AppError as error:
            made = {"backup_failed": error.code}
        with self._store.writing() as work:
            work.outages.change(outage.id, **made)
            work.record("back_up_outage", None, Topic.OUTAGES, outage=outage.id, done=[*made])


def _of(work: Transaction, number: int) -> Outage:
    found = work.outages.get(number)
    if found is None:
        raise NoOutage()
    return found


def _reports(work: Transaction, outages: Sequence[Outage]) -> tuple[OutageReport, ...]:
    entered = work.outages.entered(outages)
    rows = {row for found in entered.values() for row in found}
    answers = work.verifications.settled(rows)
    places = {x.invoice: _hold(x.hold, x.until, work.at) for x in work.waiting.places(rows)}
    failed = [row for row, state in answers.items() if state is not State.MATCH]
    keys = {row: found.key.name for row, found in work.invoices.by_row(failed).items()}
    return tuple(_report(x, entered[x.id], answers, places, keys) for x in outages)


def _report(
    outage: Outage,
    rows: Sequence[int],
    answers: Mapping[int, State],
    places: Mapping[int, Hold | None],
    failed: Mapping[int, str],
) -> OutageReport:
    """`failed` holds the keys of all that were not confirmed."""
    holds = [places[row] for row in rows if row in places]
    keys = tuple(failed[row] for row in rows if row in failed)
    return OutageReport(
        outage,
        entered=len(rows),
        confirmed=sum(answers.get(row) is State.MATCH for row in rows),
        failed=len(keys),
        waiting=holds.count(None),
        tomorrow=sum(x in PASSING for x in holds),
        needs_person=sum(x is not None and x not in PASSING for x in holds),
        unasked=sum(row not in answers and row not in places for row in rows),
        failed_keys=keys,
    )


def _end(work: Transaction, number: int, at: datetime) -> None:
    """End it, and let go on what waited for a service that was not there."""
    work.outages.change(number, ended_at=at)
    if work.waiting.set_holds(None, [Hold.BACK_OFF]):
        work.topics.add(Topic.VERIFICATION)


def _check(since: datetime, until: datetime | None) -> None:
    if until is not None and until <= since:
        raise ValueError("it ends before it begins")


def _told(folder: Path) -> list[str]:
    try:
        found = json.loads(load(folder).outages_told or "[]")
    except (ValueError, RecursionError):
        return []
    return [x for x in found if isinstance(x, str)] if isinstance(found, list) else []


def _name(outage: Outage) -> str:
    """Name it beyond its number, which a restored ledger may give once more."""
    return f"{outage.id} {_text(outage.announced_at)}"


def _text(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _hold(hold: Hold | None, until: datetime | None, now: datetime) -> Hold | None:
    return None if until is not None and is_over(until, now) else hold
