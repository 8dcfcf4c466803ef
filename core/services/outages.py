"""Outages (系统停机, 离线录入): entry goes on, and what was entered is verified afterwards."""

from datetime import datetime

from core.domain.answer import State
from core.domain.outage import Outage, OutageReport
from core.domain.topic import Topic
from core.domain.waiting import PASSING, Hold, is_over
from core.errors import AppError, NoOutage
from core.progress import Report, ignore
from core.services.backups import Backups
from core.services.providers import Providers
from core.store.database import Store, Transaction


class Outages:
    """Announced, declared and noticed outages of one ledger."""

    def __init__(self, store: Store, backups: Backups) -> None:
        """Make a backup at the start of each."""
        self._store = store
        self._backups = backups

    def announce(self, since: datetime, until: datetime | None, source: str) -> Outage:
        """Note a maintenance that somebody (`source`) has announced; it begins by itself.

        With an end it ends by itself too.
        """
        with self._store.writing() as work:
            number = work.outages.add(since, until, source, planned=True)
            work.record("announce", None, Topic.OUTAGES, outage=number)
            return _of(work, number)

    def begin(self, source: str, cause: str = "") -> Outage:
        """Go on without the tax bureau's system from now on; the one that is on stays the one."""
        return self._begin(source, cause, noticed=False)

    def end(self, number: int) -> Outage:
        """Say that service is back; raises NoOutage."""
        with self._store.writing() as work:
            if _of(work, number).ended_at is None:
                work.outages.change(number, ended_at=work.at)
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
            work.outages.change(over.id, ended_at=over.until)
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
            outage = _of(work, number)
            rows = work.outages.entered(outage)
            answers = work.verifications.newest_definite(rows)
            places = {x.invoice: x for x in work.waiting.places(rows)}
            confirmed = {i for i, x in answers.items() if x.state is State.MATCH}
            failed = [x.key for i, x in answers.items() if i not in confirmed]
            holds = [_hold(places[i].hold, places[i].until, work.at) for i in rows if i in places]
            return OutageReport(
                outage,
                len(rows),
                len(confirmed),
                len(failed),
                holds.count(None),
                sum(x in PASSING for x in holds),
                sum(x is not None and x not in PASSING for x in holds),
                sum(i not in answers and i not in places for i in rows),
                tuple(failed),
            )

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


def _hold(hold: Hold | None, until: datetime | None, now: datetime) -> Hold | None:
    return None if until is not None and is_over(until, now) else hold
