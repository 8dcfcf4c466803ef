"""Bringing one file of the tax bureau (税局数据) in: what it states, changes and lacks.

The state after several files does not depend on the order in which they come: of each field
stands what the newest list says that speaks of it, and a record is gone where a newer complete
list lacks it. Of two lists of one moment the one that comes later counts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from core.domain.invoice import Direction, InvoiceKey, Party
from core.domain.record import BureauList, Coverage, UnreadRow
from core.domain.tax import fen
from core.store.bulk import insert_rows
from core.store.chunks import chunks
from core.store.parties import PartyTable
from core.store.records import coverage_of
from core.store.tables import (
    bureau_imports,
    coverages,
    record_history,
    record_names,
    records,
)

RowTuple = tuple[Any, ...]
"""A row in the order of `BureauRow`, which stands in files/bureau_rows.py; amounts are fen."""

NAMES: Final = 2
FACTS: Final = slice(3, 27)
LINES: Final = 27
FIELDS: Final = (
    *("kind", "kind_name", "code", "number", "paper_number", "issued_on", "net", "tax", "total"),
    *("seller_name", "seller_id", "buyer_name", "buyer_id", "direction", "status", "red_of"),
    *("source", "risk", "drawer", "remark", "selected", "deductible", "selected_at", "period"),
    "lines",
)
"""What a row states, in its order."""

MOST_UNREAD: Final = 500
"""Rows that could not be read, of which what could be read is kept."""

_SELLER: Final = FIELDS.index("seller_name")
_BUYER: Final = FIELDS.index("buyer_name")
_KEY: Final = tuple(FIELDS.index(name) for name in ("code", "number", "paper_number"))
_SAME: Final = len(FIELDS) - 1  # all but the lines
_STATED_BY, _OLDER, _GONE = len(FIELDS) + 1, len(FIELDS) + 2, len(FIELDS) + 3


@dataclass(slots=True)
class Counts:
    """What a file did to the records."""

    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    lacking: int = 0


@dataclass(slots=True)
class _Written:
    """What is still to be written of a batch."""

    records: list[RowTuple] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    restated: list[int] = field(default_factory=list)
    history: list[tuple[int, str, str]] = field(default_factory=list)


class RecordImport:
    """One file in one transaction: `take` its rows, then `finish`.

    A file that was brought in before is known by its hash and moment.
    """

    def __init__(
        self, connection: Connection, file_name: str, sha256: str, kind: BureauList, made: datetime
    ) -> None:
        """Begin, or begin again where the same file was brought in before."""
        self._connection = connection
        self._made = made.isoformat(timespec="seconds")
        self._parties: dict[tuple[str | None, str | None], int] = {}
        self._names: dict[str, int] = {}
        self._next = _next_id(connection, records.c.id)
        self._written = _Written()
        self.counts = Counts()
        self._kinds: set[tuple[str | None, str | None, str | None]] = set()
        self._counterparts: set[tuple[str, int]] = set()
        table = bureau_imports
        self._made_of = {x.id: x.made for x in connection.execute(select(table.c.id, table.c.made))}
        same = select(table.c.id).where(
            table.c.sha256 == sha256, table.c.made == self._made, table.c.list == kind
        )
        known = connection.execute(same).scalar()
        self.is_new = known is None
        self.id: int = known or _next_id(connection, table.c.id)
        self._made_of[self.id] = self._made
        self._about: dict[str, object] = {
            "file_name": file_name,
            "sha256": sha256,
            "list": kind.value,
        }

    def open(self, by: str, at: datetime) -> None:
        """Note who brings the file in, where it is new."""
        if self.is_new:
            moment = at.isoformat(timespec="seconds")
            values = self._about | {"made": self._made, "by": by, "at": moment}
            values |= {"rows": 0, **_unread(())}
            self._connection.execute(insert(bureau_imports).values(id=self.id, **values))

    def take(self, rows: Sequence[RowTuple]) -> None:
        """Take rows in; a name that stands in the file twice is filled up, never changed."""
        self.counts.rows += len(rows)
        self._learn_parties(rows)
        self._learn_contents(rows)
        others = self._sort(rows)
        stored = self._stored({i for _, ids in others for i in ids})
        for row, ids in others:
            kept = ids[0]
            for other in ids[1:]:  # the row brings both names of what stood under two
                stored[kept] = self._join(stored[kept], stored.pop(other))
            self._compare(row, stored[kept])
        self._flush()

    def finish(self, covered: Sequence[Coverage], unread: Sequence[UnreadRow] = ()) -> bool:
        """Write what the file covers, and find what newer lists lack; say if anything changed.

        Of a file of which some rows were not read nobody can say what it lacks.
        """
        changed = bool(self.counts.added or self.counts.updated or self.is_new)
        if self._covers_otherwise(covered):
            changed = True
            self._cover(covered)
        for coverage in covered if not unread else ():
            if not coverage.partial:
                self._lacking(self.id, coverage, self._made_before())
        for by_import, coverage in self._newer_coverages():
            self._lacking(by_import, coverage, records.c.stated_by == self.id)
        if changed:
            self._connection.execute(
                update(bureau_imports)
                .where(bureau_imports.c.id == self.id)
                .values(rows=self.counts.rows, **_unread(unread))
            )
        return changed or bool(self.counts.lacking)

    def _sort(self, rows: Sequence[RowTuple]) -> list[tuple[RowTuple, list[int]]]:
        """Put the rows of new records aside to be written; give the others with their records."""
        self._look_up({name for row in rows for name in row[NAMES]})
        known, names, others = self._names, self._written.names, []
        made, parties_of, me, next_id = self._written.records, self._parties, self.id, self._next
        for row in rows:
            found = [known[name] for name in row[NAMES] if name in known]
            if found:
                others.append((row, sorted(set(found))))
                continue
            seller, buyer = parties_of[row[12], row[13]], parties_of[row[14], row[15]]
            made.append(
                (next_id, *row[3:12], seller, buyer, *row[16:27], lines_text(row), me, None, None)
            )
            for name in row[NAMES]:
                known[name] = next_id
                names.append((name, next_id))
            next_id += 1
        self.counts.added += len(made)
        self._next = next_id
        self._insert()
        return others

    def _look_up(self, names: set[str]) -> None:
        table = record_names
        for chunk in chunks(sorted(names - self._names.keys())):
            query = select(table.c.name, table.c.record).where(table.c.name.in_(chunk))
            self._names.update(map(tuple, self._connection.execute(query)))

    def _learn_parties(self, rows: Sequence[RowTuple]) -> None:
        pairs = {row[12:14] for row in rows} | {row[14:16] for row in rows}
        unknown = {pair: Party(*pair) for pair in pairs - self._parties.keys()}
        if unknown:
            ids = PartyTable(self._connection).ids_of(set(unknown.values()))
            self._parties.update({pair: ids[party] for pair, party in unknown.items()})

    def _learn_contents(self, rows: Sequence[RowTuple]) -> None:
        """Remember what tells a cut or filtered list from a whole one."""
        known = self._parties
        self._kinds.update((row[16], row[3], row[19]) for row in rows)
        for direction, side in ((Direction.IN, 12), (Direction.OUT, 14)):
            plain, end = direction.value, side + 2
            self._counterparts.update(
                (plain, known[row[side:end]]) for row in rows if row[16] == plain
            )

    def _contents(self, direction: Direction) -> str:
        kinds = {kind for way, kind, _ in self._kinds if way == direction}
        sources = {source for way, _, source in self._kinds if way == direction}
        found = {
            "kinds": sorted(filter(None, kinds)),
            "sources": sorted(filter(None, sources)),
            "counterparts": sorted(i for way, i in self._counterparts if way == direction),
        }
        return _json(found)

    def _coverage_row(self, x: Coverage) -> tuple[object, ...]:
        days = (x.since.isoformat(), x.until.isoformat())
        return (self.id, x.direction.value, *days, x.partial, self._contents(x.direction))

    def _stored(self, ids: Iterable[int]) -> dict[int, RowTuple]:
        """Fetch what is kept, as (id, *FIELDS, stated_by, older, gone)."""
        return {
            row[0]: tuple(row)
            for chunk in chunks(sorted(ids))
            for row in self._connection.exec_driver_sql(_stored_sql(len(chunk)), tuple(chunk))
        }

    def _compare(self, row: RowTuple, kept: RowTuple) -> None:
        stated_by = kept[_STATED_BY]
        plain = kept[_OLDER] is None and kept[_GONE] is None
        same = kept[1:_STATED_BY][:_SAME] == row[FACTS] and (
            not row[LINES] or kept[_STATED_BY - 1] == lines_text(row)
        )
        newer = stated_by != self.id and self._made_of[stated_by] <= self._made
        if plain and same and (newer or stated_by == self.id):
            self.counts.unchanged += 1
            if newer:
                self._written.restated.append(kept[0])
            return
        self._merge(row, kept, newer)

    def _merge(self, row: RowTuple, kept: RowTuple, newer: bool) -> None:
        """Take of each field what the newest list says that speaks of it."""
        before = list(kept[1:_STATED_BY])
        said = [*row[FACTS], lines_text(row)]
        more_names = len(row[NAMES]) > len(_names_of(before))
        sources: dict[str, Any] = json.loads(kept[_OLDER] or "{}")
        after, changes = before.copy(), {}
        for place, (name, old, new) in enumerate(zip(FIELDS, before, said, strict=True)):
            if place in _KEY:
                after[place] = new if more_names else old
                continue
            source = sources.get(name, kept[_STATED_BY])
            if new is None:
                if newer and old is not None:
                    sources[name] = source
            elif newer or old is None or self._is_newer_than(source):
                after[place], sources[name] = new, self.id
                if old is not None and old != new:
                    changes[name] = (old, new)
        self._keep(kept, after, sources, changes, newer)
        if more_names:
            self._add_names(kept[0], row[NAMES])

    def _is_newer_than(self, by_import: Any) -> bool:
        return bool(by_import != self.id and self._made_of[by_import] < self._made)

    def _keep(
        self,
        kept: RowTuple,
        after: list[Any],
        sources: dict[str, int],
        changes: Mapping[str, tuple[Any, Any]],
        newer: bool,
    ) -> None:
        stated_by = self.id if newer else kept[_STATED_BY]
        rest = {name: by for name, by in sources.items() if by != stated_by}
        gone = kept[_GONE]
        back = newer and gone is not None and self._made_of[gone] <= self._made
        older = json.dumps(rest, sort_keys=True) if rest else None
        new = (*after, stated_by, older, None if back else gone)
        if new[: len(FIELDS)] == kept[1:_STATED_BY] and not back:
            self.counts.unchanged += 1
        else:
            self.counts.updated += 1
        if new != kept[1:]:
            self._update(kept[0], new)
        if newer and changes:
            self._written.history.append((kept[0], "changed", _json(changes)))
        if back:
            self._written.history.append((kept[0], "back", "{}"))

    def _update(self, row_id: int, values: RowTuple) -> None:
        named = dict(zip((*FIELDS, "stated_by", "older", "gone"), values, strict=True))
        pairs = [(named.pop(f"{side}_name"), named.pop(f"{side}_id")) for side in _SIDES]
        self._learn_parties([(*[None] * 12, *pairs[0], *pairs[1])])
        named |= dict(zip(_SIDES, (self._parties[pair] for pair in pairs), strict=True))
        columns = ", ".join(f"{name} = ?" for name in named)
        self._connection.exec_driver_sql(
            f"UPDATE records SET {columns} WHERE id = ?",  # noqa: S608 - names of ours
            (*named.values(), row_id),
        )

    def _add_names(self, row_id: int, names: Iterable[str]) -> None:
        fresh = [name for name in names if name not in self._names]
        self._names.update(dict.fromkeys(fresh, row_id))
        insert_rows(self._connection, record_names, [(name, row_id) for name in fresh])

    def _join(self, kept: RowTuple, other: RowTuple) -> RowTuple:
        """Two records are one: what the older of them says fills what the other lacks."""
        connection = self._connection
        first, second = sorted((kept, other), key=lambda x: self._made_of[x[_STATED_BY]])
        filled = tuple(
            old if new is None else new
            for old, new in zip(first[1:_STATED_BY], second[1:_STATED_BY], strict=True)
        )
        joined = (kept[0], *filled, *second[_STATED_BY:])
        for table in (record_names, record_history):
            connection.execute(
                update(table).where(table.c.record == other[0]).values(record=kept[0])
            )
        connection.execute(delete(records).where(records.c.id == other[0]))
        self._names.update({n: kept[0] for n, i in self._names.items() if i == other[0]})
        self._update(kept[0], joined[1:])
        return joined

    def _insert(self) -> None:
        written = self._written
        insert_rows(self._connection, records, written.records)
        insert_rows(self._connection, record_names, written.names)
        written.records, written.names = [], []

    def _flush(self) -> None:
        """Write what was gathered about records that were known."""
        written, self._written = self._written, _Written()
        for chunk in chunks(written.restated):
            self._connection.execute(
                update(records).where(records.c.id.in_(chunk)).values(stated_by=self.id)
            )
        self._add_history((record, self.id, what, text) for record, what, text in written.history)

    def _add_history(self, lines: Iterable[tuple[int, int, str, str]]) -> None:
        first = _next_id(self._connection, record_history.c.id)
        rows = [(first + n, *line, None) for n, line in enumerate(lines)]
        insert_rows(self._connection, record_history, rows)

    def _covers_otherwise(self, covered: Sequence[Coverage]) -> bool:
        query = select(coverages).where(coverages.c.by_import == self.id)
        there = {tuple(row) for row in self._connection.execute(query)}
        return there != {self._coverage_row(x) for x in covered}

    def _cover(self, covered: Sequence[Coverage]) -> None:
        """Say what the file covers, in the place of what was said of it before."""
        gone = records.c.gone == self.id
        missed = select(records.c.id).where(gone)
        self._connection.execute(
            delete(record_history).where(
                record_history.c.record.in_(missed),
                record_history.c.by_import == self.id,
                record_history.c.what == "lacking",
            )
        )
        self._connection.execute(update(records).where(gone).values(gone=None))
        self._connection.execute(delete(coverages).where(coverages.c.by_import == self.id))
        insert_rows(self._connection, coverages, [self._coverage_row(x) for x in covered])

    def _lacking(self, by_import: int, coverage: Coverage, which: ColumnElement[bool]) -> None:
        """Records of these days that the list of that import does not hold are gone."""
        since, until = coverage.since, coverage.until
        query = select(records.c.id).where(
            records.c.issued_on.between(since, until),
            records.c.direction == coverage.direction,
            records.c.gone.is_(None),
            which,
        )
        ids = list(self._connection.execute(query).scalars())
        for chunk in chunks(ids):
            self._connection.execute(
                update(records).where(records.c.id.in_(chunk)).values(gone=by_import)
            )
        self._add_history((i, by_import, "lacking", "{}") for i in ids)
        self.counts.lacking += len(ids)

    def _made_before(self) -> ColumnElement[bool]:
        older = select(bureau_imports.c.id).where(bureau_imports.c.made < self._made)
        return records.c.stated_by.in_(older)

    def _newer_coverages(self) -> Iterator[tuple[int, Coverage]]:
        table = coverages
        query = (
            select(table, bureau_imports.c.made)
            .join(bureau_imports, table.c.by_import == bureau_imports.c.id)
            .where(
                table.c.partial.is_(False),
                bureau_imports.c.made > self._made,
                bureau_imports.c.unread == 0,
            )
            .order_by(bureau_imports.c.made)
        )
        for row in self._connection.execute(query).all():
            yield row.by_import, coverage_of(row, row.made)


def _unread(rows: Sequence[UnreadRow]) -> dict[str, object]:
    return {"unread": len(rows), "unread_rows": _json([_plain(x) for x in rows[:MOST_UNREAD]])}


def _plain(x: UnreadRow) -> list[object]:
    day = None if x.issued_on is None else x.issued_on.isoformat()
    return [x.sheet, x.row, x.numbers, day, fen(x.net), fen(x.total)]


_SIDES: Final = ("seller", "buyer")


def _names_of(facts: Sequence[Any]) -> tuple[str, ...]:
    return InvoiceKey.of(*(facts[place] for place in _KEY)).names


def lines_text(row: RowTuple) -> str | None:
    """Write the goods lines of a row as they are kept."""
    return _json(row[LINES]) if row[LINES] else None


_json = json.JSONEncoder(ensure_ascii=False).encode


def _next_id(connection: Connection, column: Any) -> int:
    return int(connection.execute(select(func.max(column))).scalar() or 0) + 1


def _stored_sql(count: int) -> str:
    columns = ", ".join(_COLUMNS[name] for name in FIELDS)
    return (
        f"SELECT r.id, {columns}, r.stated_by, r.older, r.gone FROM records r "  # noqa: S608
        "JOIN parties s ON s.id = r.seller JOIN parties b ON b.id = r.buyer "
        f"WHERE r.id IN ({', '.join('?' * count)})"
    )


_COLUMNS: Final = {name: f"r.{name}" for name in FIELDS} | {
    f"{side}_{name}": f"NULLIF({side[0]}.{column}, '')"
    for side in _SIDES
    for name, column in (("name", "name"), ("id", "tax_id"))
}
