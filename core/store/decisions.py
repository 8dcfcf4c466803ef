"""Decisions about discrepancies: rows to values and back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from core.domain.decision import Decision, DecisionKind
from core.store.chunks import chunks
from core.store.tables import decisions

Changes = Mapping[str, tuple[str | None, str | None]]
"""By field what stood before and after."""

OPINIONS = (DecisionKind.ASK, DecisionKind.WAIT, DecisionKind.IGNORE)
"""Decisions that stand beside the facts and change none of them."""


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision as it is kept: about which keys, on which facts, and what it changed."""

    id: int
    batch: int
    name: str
    pair: str | None
    decision: Decision
    facts: str
    changes: Changes | None
    undone_at: str | None


class DecisionTable:
    """The decisions as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime, by: str) -> None:
        self._connection = connection
        self._at = at
        self._by = by

    def next_batch(self) -> int:
        """Give the number of a new batch: what is decided in one step."""
        newest = self._connection.execute(select(func.max(decisions.c.batch))).scalar()
        return int(newest or 0) + 1

    def add(
        self,
        batch: int,
        kind: DecisionKind,
        name: str,
        pair: str | None,
        facts: str,
        *,
        until: date | None = None,
        note: str | None = None,
        changes: Changes | None = None,
    ) -> Decision:
        """Keep a decision in the place of one that stood on the same key and changed nothing."""
        before = self.standing([name])
        self.undo(x.id for x in before if x.decision.kind in OPINIONS and x.name == name)
        self._connection.execute(
            insert(decisions).values(
                batch=batch,
                name=name,
                pair=pair,
                kind=kind.value,
                by=self._by,
                at=self._at.isoformat(timespec="seconds"),
                until=until and until.isoformat(),
                note=note,
                facts=facts,
                changes=None if changes is None else json.dumps(changes, ensure_ascii=False),
            )
        )
        return Decision(kind, self._by, self._at, until, note)

    def standing(self, names: Collection[str] | None = None) -> list[KeptDecision]:
        """Give the decisions that were not taken back, newest last: all, or about these keys."""
        query = select(decisions).where(decisions.c.undone_at.is_(None)).order_by(decisions.c.id)
        if names is None:
            return [_kept(row) for row in self._connection.execute(query)]
        found = {
            row.id: _kept(row)
            for chunk in chunks(sorted(names))
            for row in self._connection.execute(
                query.where(or_(decisions.c.name.in_(chunk), decisions.c.pair.in_(chunk)))
            )
        }
        return [found[i] for i in sorted(found)]

    def newest_batch(self) -> list[KeptDecision]:
        """Give what was decided last in one step and not taken back since."""
        newest = (
            select(func.max(decisions.c.batch))
            .where(decisions.c.undone_at.is_(None))
            .scalar_subquery()
        )
        query = select(decisions).where(
            decisions.c.batch == newest, decisions.c.undone_at.is_(None)
        )
        return [_kept(row) for row in self._connection.execute(query.order_by(decisions.c.id))]

    def all(self) -> Sequence[KeptDecision]:
        """Give every decision, also those that were taken back, in their order."""
        query = select(decisions).order_by(decisions.c.id)
        return [_kept(row) for row in self._connection.execute(query)]

    def undo(self, ids: Iterable[int]) -> None:
        """Note that decisions were taken back."""
        moment = self._at.isoformat(timespec="seconds")
        for chunk in chunks(sorted(ids)):
            self._connection.execute(
                update(decisions).where(decisions.c.id.in_(chunk)).values(undone_at=moment)
            )


def _kept(row: Row[Any]) -> KeptDecision:
    until = date.fromisoformat(row.until) if row.until else None
    decision = Decision(
        DecisionKind(row.kind), row.by, datetime.fromisoformat(row.at), until, row.note
    )
    changes = None if row.changes is None else json.loads(row.changes)
    return KeptDecision(
        row.id, row.batch, row.name, row.pair, decision, row.facts, changes, row.undone_at
    )
