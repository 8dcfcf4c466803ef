"""Who is asked (查验服务): the services that were chosen, in their order, and the plan."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from core.store.tables import askers, verification_plan

SECONDS: Final = 30
"""How long an answer is waited for, where nothing else was set."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that was chosen; it is asked only after `agreed_at`.

    `resting`: it failed and is left alone until then; `failures` in succession, `last` the state
    and the service's own code of the last one.
    """

    provider: str
    order: int
    on: bool
    settings: Mapping[str, str] = field(repr=False)
    seconds: int
    agreed_at: datetime | None
    resting: datetime | None
    failures: int
    last: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is put into the queue by itself, and when it is worked off.

    `entered`: what is entered or read of a file waits for its verification at once. `hours` of
    the day in which the queue is worked off. Invoices found in order are looked at again after
    `again_days`, up to `again_months` after their day; None never.
    """

    entered: bool = True
    hours: tuple[int, ...] = ()
    again_days: int | None = None
    again_months: int = 12


class AskerTable:
    """The choices and the plan as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at

    def all(self) -> list[Choice]:
        """Give every service that was ever chosen, in the order of choice."""
        query = select(askers).order_by(askers.c.on.desc(), askers.c.position)
        return [_choice(row) for row in self._connection.execute(query)]

    def choose(self, ids: Sequence[str]) -> None:
        """Choose these, in this order; the others keep what was set of them, for another time."""
        self._connection.execute(update(askers).values(on=False))
        for order, provider in enumerate(ids):
            self.change(provider, position=order, on=True)

    def change(self, provider: str, **values: Any) -> None:
        """Set something about a service."""
        if "settings" in values:
            values["settings"] = json.dumps(values["settings"], ensure_ascii=False)
        changed = update(askers).where(askers.c.provider == provider).values(values)
        if values and not self._connection.execute(changed).rowcount:
            new = {"position": self._count(), "on": False, "settings": "{}", "seconds": SECONDS}
            row = {"provider": provider, "failures": 0} | new | values
            self._connection.execute(insert(askers).values(row))

    def rest(self, provider: str, until: datetime | None, state: str, code: str) -> None:
        """Leave a service alone for a while; None until a person has looked."""
        self.change(
            provider,
            rest_until=until and until.isoformat(timespec="seconds"),
            failures=self.failures(provider) + 1,
            last=json.dumps([state, code]),
        )

    def failures(self, provider: str) -> int:
        """Say how often in succession a service has failed."""
        query = select(askers.c.failures).where(askers.c.provider == provider)
        return self._connection.execute(query).scalar() or 0

    def answered(self, provider: str) -> None:
        """Note that a service answers."""
        if self.failures(provider):
            self.change(provider, rest_until=None, failures=0, last=None)

    def plan(self) -> Plan:
        """Give the plan."""
        found = self._connection.execute(select(verification_plan.c.text)).scalar()
        values = json.loads(found) if found else {}
        return Plan(**(values | {"hours": tuple(values.get("hours", ()))}))

    def set_plan(self, plan: Plan) -> None:
        """Keep the plan in the place of what stood there."""
        text = json.dumps({name: getattr(plan, name) for name in Plan.__dataclass_fields__})
        last = self.last_run()
        self._connection.execute(delete(verification_plan))
        row = {"id": 1, "text": text, "last_run": last and last.isoformat(timespec="seconds")}
        self._connection.execute(insert(verification_plan).values(row))

    def last_run(self) -> datetime | None:
        """Say when the queue was last worked off by the plan."""
        found = self._connection.execute(select(verification_plan.c.last_run)).scalar()
        return datetime.fromisoformat(found) if found else None

    def note_run(self) -> None:
        """Note that the queue is worked off by the plan now."""
        if not self._connection.execute(select(verification_plan.c.id)).first():
            self.set_plan(Plan())
        moment = self._at.isoformat(timespec="seconds")
        self._connection.execute(update(verification_plan).values(last_run=moment))

    def _count(self) -> int:
        return int(self._connection.execute(select(func.count()).select_from(askers)).scalar_one())


def _choice(row: Any) -> Choice:
    last = json.loads(row.last) if row.last else None
    return Choice(
        row.provider,
        row.position,
        row.on,
        json.loads(row.settings),
        row.seconds,
        datetime.fromisoformat(row.agreed_at) if row.agreed_at else None,
        datetime.fromisoformat(row.rest_until) if row.rest_until else None,
        row.failures,
        (last[0], last[1]) if last else None,
    )
