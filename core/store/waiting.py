"""The queue of invoices that wait for their verification (待查验)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.engine import Connection

from core.domain.waiting import PASSES, PASSING, Held, Hold, Why, is_over
from core.store.bulk import insert_rows
from core.store.chunks import chunks
from core.store.tables import invoices, names, record_names, waiting


@dataclass(frozen=True, slots=True)
class Place:
    """An invoice's place in the queue."""

    invoice: int
    why: Why
    since: datetime
    hold: Hold | None
    until: datetime | None
    outage: int | None

    @property
    def backs_off(self) -> bool:
        """Say whether it waits because a service was not there."""
        return self.hold is Hold.BACK_OFF

    def may_go_on(self, now: datetime) -> bool:
        """Say whether nothing holds it now."""
        over = self.hold in PASSING and self.until is not None and is_over(self.until, now)
        return self.hold is None or over


class WaitingTable:
    """The queue as one transaction sees it."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at

    def add(self, ids: Sequence[int], why: Why, outage: int | None = None) -> int:
        """Put invoices at the end; those that wait already stay where they are."""
        present = {place.invoice for place in self.places(ids)}
        fresh = [i for i in dict.fromkeys(ids) if i not in present]
        last = self._connection.execute(select(func.max(waiting.c.position))).scalar() or 0
        since = _moment(self._at)
        rows = [(i, last + n, why.value, since, None, None, outage) for n, i in enumerate(fresh, 1)]
        insert_rows(self._connection, waiting, rows)
        return len(fresh)

    def drop(self, ids: Collection[int]) -> int:
        """Take invoices out."""
        return sum(
            self._connection.execute(_DROPPED, {"invoices": chunk}).rowcount
            for chunk in chunks(sorted(ids))
        )

    def hold(self, invoice: int, held: Held | None, *, paused: bool = False) -> None:
        """Hold an invoice back, or let it go on; what is paused stays so unless that is said."""
        stays = waiting.c.hold == Hold.PAUSED.value
        where = waiting.c.invoice == invoice
        self._connection.execute(
            update(waiting)
            .where(where if paused else where & stays.is_not(True))
            .values(
                hold=held.hold.value if held else None,
                until=_moment(held.until) if held and held.until else None,
            )
        )

    def set_holds(
        self, hold: Hold | None, only: Collection[Hold | None], ids: Collection[int] | None = None
    ) -> int:
        """Hold back, or let go on, all or these that are held in one of these ways now."""
        words = [x.value for x in only if x is not None]
        now: Any = waiting.c.hold.in_(words)
        if None in only:
            now = or_(now, waiting.c.hold.is_(None))
        change = update(waiting).where(now).values(hold=hold and hold.value, until=None)
        if ids is None:
            return self._connection.execute(change).rowcount
        return sum(
            self._connection.execute(change.where(waiting.c.invoice.in_(chunk))).rowcount
            for chunk in chunks(sorted(ids))
        )

    def move(self, ids: Sequence[int], *, front: bool) -> int:
        """Move invoices to the front or the end, in the order in which they are given."""
        ends = select(func.min(waiting.c.position), func.max(waiting.c.position))
        first, last = self._connection.execute(ends).one()
        if first is None:
            return 0
        start = first - len(ids) if front else last + 1
        return sum(
            self._connection.execute(
                update(waiting).where(waiting.c.invoice == i).values(position=start + n)
            ).rowcount
            for n, i in enumerate(ids)
        )

    def ready(
        self, limit: int, passed: Collection[int] = (), *, at: datetime | None = None
    ) -> list[Place]:
        """Give the first that may be asked about now, or then; the recycle bin excluded."""
        query = _LIVING.where(_may_go_on(at or self._at)).order_by(waiting.c.position)
        if passed:
            query = query.where(waiting.c.invoice.not_in(sorted(passed)))
        return [_place(row) for row in self._connection.execute(query.limit(limit))]

    def place(self, invoice: int) -> Place | None:
        """Give the place of an invoice that waits; the recycle bin excluded."""
        row = self._connection.execute(_LIVING.where(waiting.c.invoice == invoice)).first()
        return _place(row) if row else None

    def in_order(self, limit: int, offset: int, *, last_first: bool = False) -> list[Place]:
        """Give the queue in its order, or from its end."""
        order = waiting.c.position.desc() if last_first else waiting.c.position
        query = _LIVING.order_by(order).limit(limit).offset(offset)
        return [_place(row) for row in self._connection.execute(query)]

    def places(self, ids: Collection[int]) -> list[Place]:
        """Give the places of these invoices; those that do not wait are left out."""
        return [
            _place(row)
            for chunk in chunks(sorted(ids))
            for row in self._connection.execute(select(waiting).where(waiting.c.invoice.in_(chunk)))
        ]

    def in_records(self) -> dict[int, int]:
        """Give what waits and has a record of the tax bureau, by the record's row."""
        query = (
            select(record_names.c.record, waiting.c.invoice)
            .join(names, names.c.invoice == waiting.c.invoice)
            .join(record_names, record_names.c.name == names.c.name)
        )
        return {row.record: row.invoice for row in self._connection.execute(query)}

    def all(self) -> list[int]:
        """Give all that wait, in their order."""
        query = _LIVING.with_only_columns(waiting.c.invoice).order_by(waiting.c.position)
        return list(self._connection.execute(query).scalars())

    def count(self) -> int:
        """Count all that wait."""
        whole = select(func.count()).select_from(waiting)
        whole, binned = (self._connection.execute(q).scalar_one() for q in (whole, _binned(whole)))
        return int(whole - binned)

    def holds(self, at: datetime | None = None) -> Mapping[Hold | None, int]:
        """Count what waits by what holds it now, or then; a hold whose time has passed is none.

        Most are held by nothing and few are in the recycle bin: only these and what is held are
        looked at, the rest is what is left of the whole.
        """
        passed = func.coalesce(_is_over(at or self._at), False).label("passed")
        held = select(waiting.c.hold, passed, func.count()).group_by(waiting.c.hold, passed)
        held = held.where(waiting.c.hold.is_not(None))
        found: Counter[Hold | None] = Counter({None: self.count()})
        for sign, query in ((1, held), (-1, _binned(held))):
            for word, over, count in self._connection.execute(query):
                if not over:
                    found[Hold(word)] += sign * count
                    found[None] -= sign * count
        return {hold: count for hold, count in found.items() if count}


def _binned(query: Any) -> Any:
    """Ask the same of what waits and is in the recycle bin, by the index of the bin."""
    joined = query.join(invoices, invoices.c.id == waiting.c.invoice)
    return joined.where(invoices.c.deleted_at.is_not(None))


def _may_go_on(at: datetime) -> Any:
    words = [hold.value for hold in PASSING]
    return or_(waiting.c.hold.is_(None), waiting.c.hold.in_(words) & _is_over(at))


def _is_over(at: datetime) -> Any:
    until = waiting.c.until
    return or_(until <= _moment(at), until > _moment(at + PASSES))


def _place(row: Any) -> Place:
    return Place(
        row.invoice,
        Why(row.why),
        datetime.fromisoformat(row.since),
        Hold(row.hold) if row.hold else None,
        datetime.fromisoformat(row.until) if row.until else None,
        row.outage,
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


_DROPPED: Final = delete(waiting).where(
    waiting.c.invoice.in_(bindparam("invoices", expanding=True))
)
_LIVING: Final = (
    select(waiting)
    .join(invoices, invoices.c.id == waiting.c.invoice)
    .where(invoices.c.deleted_at.is_(None))
)
