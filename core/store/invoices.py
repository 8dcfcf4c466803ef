"""Invoices with their names, parties, lines and tags: rows to values and back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Row, Select, Table, bindparam, delete, func, insert, select, tuple_, update
from sqlalchemy.engine import Connection

from core.domain.anomalies import is_odd
from core.domain.company import Company
from core.domain.invoice import (
    ZERO,
    Direction,
    Entered,
    EntryMethod,
    Face,
    Invoice,
    InvoiceKey,
    InvoiceKind,
    Line,
    Party,
    Status,
)
from core.domain.tax import fen, yuan
from core.store import tables
from core.store.bulk import insert_rows
from core.store.documents import (
    ODD,
    PRINT_ONLY,
    VERIFICATION,
    Attached,
    document_of,
    states_of,
)
from core.store.parties import CHUNK, PartyTable, party_of
from core.store.search import Document, Search, SearchIndex

T = TypeVar("T")


class Similar(NamedTuple):
    """What is compared to find near-duplicates: an invoice of the same day and total."""

    name: str
    issued_on: date
    total: Decimal | None
    seller_id: str


class InvoiceTable:
    """The invoices as one transaction sees them; keeps the search index in step."""

    def __init__(
        self,
        connection: Connection,
        search: SearchIndex,
        company: Callable[[], Company],
        asked_anew: Callable[[Mapping[int, tuple[Face, Face]]], None],
    ) -> None:
        """Work on the connection of a transaction, in the ledger of this company.

        `asked_anew` hears of the rows in which what a verification asks about has changed.
        """
        self._connection = connection
        self._asked_anew = asked_anew
        self._search = search
        self._parties = PartyTable(connection)
        self._party_ids: dict[Party, int] = {}
        self._company = cache(company)

    def ids_of(self, names: Iterable[str]) -> dict[str, int]:
        """Give the row of each name that is known; recycle bin included."""
        table = tables.names
        return {
            row.name: row.invoice
            for chunk in _chunks(sorted(set(names)))
            for row in self._connection.execute(
                select(table.c.name, table.c.invoice).where(table.c.name.in_(chunk))
            )
        }

    def add(self, invoices: Sequence[Invoice], odd: Sequence[bool] | None = None) -> list[int]:
        """Write new invoices, all of whose names are free, and give their rows.

        `odd` says of each what `is_odd` would say, where the caller has looked already.
        """
        self._learn_parties(invoices)
        first = self._next_id(tables.invoices)
        ids = list(range(first, first + len(invoices)))
        pairs = list(zip(ids, invoices, strict=True))
        insert_rows(self._connection, tables.invoices, [self._row(i, x) for i, x in pairs])
        self._add_children(pairs, odd)
        return ids

    def note_entry(self, row_id: int) -> None:
        """Note that an invoice was entered by itself, now."""
        self._connection.execute(insert(tables.entries).values(invoice=row_id))

    def newest_entries(self, limit: int) -> list[int]:
        """Give what was entered one by one and is not in the recycle bin, the newest first."""
        entries, table = tables.entries, tables.invoices
        query = (
            select(entries.c.invoice)
            .join(table, table.c.id == entries.c.invoice)
            .where(table.c.deleted_at.is_(None))
            .order_by(entries.c.id.desc())
        )
        return list(self._connection.execute(query.limit(limit)).scalars())

    def remove(self, row_id: int) -> None:
        """Remove an invoice as if it had never been there; its files must be detached before."""
        self._search.remove([row_id])
        looked_at = update(tables.reviews).where(tables.reviews.c.invoice == row_id)
        self._connection.execute(looked_at.values(invoice=None))
        for child in (*_CHILDREN, tables.entries, tables.waiting):
            self._connection.execute(delete(child).where(child.c.invoice == row_id))
        table = tables.invoices
        query = select(table.c.seller, table.c.buyer).where(table.c.id == row_id)
        named = self._connection.execute(query).one()
        self._connection.execute(delete(table).where(table.c.id == row_id))
        self._parties.forget(named)

    def replace(self, row_id: int, invoice: Invoice) -> None:
        """Write a changed invoice in the place of what stood there."""
        self.replace_all({row_id: invoice})

    def replace_all(self, changed: Mapping[int, Invoice]) -> None:
        """Write changed invoices in the place of what stood in their rows.

        Parties that nothing names any more are forgotten; whether they lie in the recycle bin
        stays.
        """
        pairs, ids = list(changed.items()), list(changed)
        self._learn_parties(changed.values())
        before = self._named_by(ids)
        asked = self._asked_about(ids)
        rows = [dict(zip(_COLUMNS, self._row(i, x), strict=True)) for i, x in pairs]
        for row, (_, invoice) in zip(rows, pairs, strict=True):
            row["issued_on"] = invoice.issued_on
            row["row"] = row.pop("id")
            del row["deleted_at"]
        if rows:
            self._connection.execute(_REPLACED, rows)
        for child in _CHILDREN:
            for chunk in _chunks(ids):
                self._connection.execute(delete(child).where(child.c.invoice.in_(chunk)))
        self._add_children(pairs)
        self._parties.forget(before - self._named_by(ids))
        found = {
            i: (asked[i], Face(**{n: getattr(x, n) for n in _ASKED_ABOUT}))
            for i, x in pairs
            if i in asked
        }
        if anew := {i: (then, now) for i, (then, now) in found.items() if then != now}:
            self._asked_anew(anew)

    def index_anew(self, ids: Sequence[int]) -> None:
        """Find invoices by what is known of them now: their originals, their verification."""
        binned = self.in_recycle_bin(ids)
        for chunk in _chunks([i for i in ids if i not in binned]):
            self._index(list(self._load(chunk).items()))

    def _asked_about(self, ids: Sequence[int]) -> dict[int, Face]:
        """Give of each what a verification asks about."""
        table = tables.invoices
        query = select(table.c.id, *(table.c[name] for name in _ASKED_ABOUT))
        return {
            row.id: Face(
                kind=InvoiceKind(row.kind) if row.kind else None,
                net=yuan(row.net),
                total=yuan(row.total),
                **{name: getattr(row, name) for name in _ASKED_ABOUT[3:]},
            )
            for chunk in _chunks(ids)
            for row in self._connection.execute(query.where(table.c.id.in_(chunk)))
        }

    def answered(self, ids: Sequence[int]) -> None:
        """Find invoices by the newest answers about them; nothing else about them has changed."""
        self._search.relabel(VERIFICATION, states_of(self._connection, ids))

    def absorb(self, kept: int, other: int) -> None:
        """Give all that hangs on `other` to `kept` and remove `other`: the two are one."""
        self._search.remove([other])
        for child in _CHILDREN:
            self._connection.execute(delete(child).where(child.c.invoice == other))
        for single in (tables.entries, tables.waiting):
            self._move_single(single, kept, other)
        self._move_originals(kept, other)
        for table in (tables.verifications, tables.reviews):
            lost = update(table).where(table.c.invoice == other)
            self._connection.execute(lost.values(invoice=kept))
        self._connection.execute(delete(tables.invoices).where(tables.invoices.c.id == other))

    def throw_away(self, ids: Sequence[int], at: datetime) -> None:
        """Lay invoices into the recycle bin."""
        table = tables.invoices
        for chunk in _chunks(ids):
            thrown = update(table).where(table.c.id.in_(chunk))
            self._connection.execute(thrown.values(deleted_at=_moment(at)))
        self._search.remove(ids)

    def take_out(self, row_id: int, invoice: Invoice) -> None:
        """Take an invoice out of the recycle bin, as it is now known."""
        self.put_back([row_id])
        self.replace(row_id, invoice)

    def put_back(self, ids: Sequence[int]) -> None:
        """Take invoices out of the recycle bin as they were."""
        table = tables.invoices
        for chunk in _chunks(ids):
            back = update(table).where(table.c.id.in_(chunk))
            self._connection.execute(back.values(deleted_at=None))
        self.index_anew(ids)

    def binned(self, search: Search) -> list[int]:
        """Give what a search finds in the recycle bin, the newest first."""
        table = tables.invoices
        query = select(table.c.id).where(table.c.deleted_at.is_not(None))
        ids = list(self._connection.execute(query).scalars())
        found: list[int] = []
        for chunk in _chunks(ids):
            pairs = list(self._load(chunk).items())
            found += self._search.has_all(self._documents(pairs, None), search)
        days = select(table.c.issued_on, table.c.id).where(table.c.deleted_at.is_not(None))
        order = {i: (day, i) for day, i in self._connection.execute(days)}
        return sorted(found, key=lambda i: order[i], reverse=True)

    def label_anew(self) -> None:
        """Label what this version of the program labels; every invoice is looked at."""
        table = tables.invoices
        living = select(table.c.id).where(table.c.deleted_at.is_(None)).order_by(table.c.id)
        ids = list(self._connection.execute(living).scalars())
        odd, printed = self._search.labelled(ODD), self._search.labelled(PRINT_ONLY)
        indexed = self._search.labelled("")
        for chunk in _chunks(ids):
            about = Attached(self._connection, chunk)
            wrong = [
                (i, x)
                for i, x in self._load(chunk).items()
                if i not in indexed
                or self._is_odd(x) != (i in odd)
                or about.is_print_only(i, x) != (i in printed)
            ]
            self._index(wrong)

    def load(self, ids: Sequence[int]) -> list[Invoice]:
        """Give invoices in the order of their rows asked for; unknown rows are left out."""
        found = self.by_row(ids)
        return [found[i] for i in ids if i in found]

    def by_row(self, ids: Sequence[int]) -> dict[int, Invoice]:
        """Give invoices by their rows; unknown rows are left out."""
        found: dict[int, Invoice] = {}
        for chunk in _chunks(ids):
            found.update(self._load(chunk))
        return found

    def without_direction(self) -> list[int]:
        """Give the rows of which it is not known whether we bought or sold."""
        table = tables.invoices
        query = select(table.c.id).where(table.c.direction.is_(None)).order_by(table.c.id)
        return list(self._connection.execute(query).scalars())

    def all_ids(self) -> list[int]:
        """Give every row, recycle bin included."""
        table = tables.invoices
        return list(self._connection.execute(select(table.c.id).order_by(table.c.id)).scalars())

    def key_names(self, ids: Sequence[int]) -> list[str]:
        """Give the name of the key of each row, in their order."""
        table, found = tables.invoices.c, dict[int, str]()
        query = select(table.id, table.code, table.number, table.paper_number)
        for chunk in _chunks(ids):
            rows = self._connection.execute(query.where(table.id.in_(chunk)))
            for i, code, number, paper in rows:
                found[i] = InvoiceKey.of(code, number, paper).name
        return [found[i] for i in ids if i in found]

    def in_recycle_bin(self, ids: Iterable[int]) -> set[int]:
        """Give those rows that lie in the recycle bin."""
        table = tables.invoices
        return {
            row.id
            for chunk in _chunks(list(ids))
            for row in self._connection.execute(
                select(table.c.id).where(table.c.id.in_(chunk), table.c.deleted_at.is_not(None))
            )
        }

    def similar(self, faces: Iterable[Face]) -> Iterator[Similar]:
        """Give what the ledger holds of the same day and total as any of these."""
        wanted = {(fen(x.total), x.issued_on) for x in faces if x.total is not None and x.issued_on}
        for total, day in wanted if len(wanted) <= _FEW else ():
            yield from self._similar(_SIMILAR_TO_ONE, {"fen": total, "day": day})
        for chunk in _chunks(sorted(wanted, key=str)) if len(wanted) > _FEW else ():
            days = tuple_(tables.invoices.c.total, tables.invoices.c.issued_on).in_(chunk)
            yield from self._similar(_SIMILAR.where(days), {})

    def _similar(self, query: Select[Any], values: dict[str, Any]) -> Iterator[Similar]:
        for number, code, day, total, tax_id in self._connection.execute(query, values):
            name = number if len(number) == 20 or not code else code + number
            yield Similar(name, day, yuan(total), tax_id)

    def count(self) -> int:
        """Count the invoices outside the recycle bin."""
        table = tables.invoices
        query = select(func.count()).where(table.c.deleted_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def _load(self, ids: Sequence[int]) -> dict[int, Invoice]:
        lines, tags = self._lines(ids), self._tags(ids)
        return {
            row.id: _invoice(row, tuple(lines[row.id]), tuple(tags[row.id]))
            for row in self._connection.execute(_INVOICES.where(tables.invoices.c.id.in_(ids)))
        }

    def _lines(self, ids: Sequence[int]) -> dict[int, list[Line]]:
        table, found = tables.lines, defaultdict[int, list[Line]](list)
        query = select(table).where(table.c.invoice.in_(ids))
        for row in self._connection.execute(query.order_by(table.c.invoice, table.c.position)):
            found[row.invoice].append(_line(row))
        return found

    def _tags(self, ids: Sequence[int]) -> dict[int, list[str]]:
        table, found = tables.tags, defaultdict[int, list[str]](list)
        query = select(table).where(table.c.invoice.in_(ids)).order_by(table.c.tag)
        for row in self._connection.execute(query):
            found[row.invoice].append(row.tag)
        return found

    def _add_children(
        self, pairs: Sequence[tuple[int, Invoice]], odd: Sequence[bool] | None = None
    ) -> None:
        ids = self._party_ids
        self._parties.saw((ids[party], i) for i, x in pairs for party in (x.seller, x.buyer))
        names = [(name, i) for i, x in pairs for name in x.key.names]
        insert_rows(self._connection, tables.names, names)
        lines = [_line_row(i, n, line) for i, x in pairs for n, line in enumerate(x.lines)]
        insert_rows(self._connection, tables.lines, lines)
        tags = [(i, tag) for i, x in pairs for tag in dict.fromkeys(x.tags)]
        insert_rows(self._connection, tables.tags, tags)
        self._index(pairs, odd)

    def _named_by(self, ids: Sequence[int]) -> set[int]:
        table = tables.invoices
        return {
            party
            for chunk in _chunks(ids)
            for pair in self._connection.execute(
                select(table.c.seller, table.c.buyer).where(table.c.id.in_(chunk))
            )
            for party in pair
        }

    def _index(
        self, pairs: Sequence[tuple[int, Invoice]], odd: Sequence[bool] | None = None
    ) -> None:
        self._search.add(document for _, document in self._documents(pairs, odd))

    def _documents(
        self, pairs: Sequence[tuple[int, Invoice]], odd: Sequence[bool] | None
    ) -> list[tuple[int, Document]]:
        """What invoices can be found by."""
        self._learn_parties(x for _, x in pairs)
        marks = odd or [self._is_odd(x) for _, x in pairs]
        about = Attached(self._connection, [i for i, _ in pairs])
        parties = self._party_ids
        return [
            (i, document_of(i, x, mark, about.labels(i, x), (parties[x.seller], parties[x.buyer])))
            for (i, x), mark in zip(pairs, marks, strict=True)
        ]

    def _is_odd(self, invoice: Invoice) -> bool:
        return is_odd(invoice, self._company())

    def _move_single(self, table: Table, kept: int, other: int) -> None:
        """Move what an invoice has once, unless the other has it already."""
        had = self._connection.execute(select(table).where(table.c.invoice == kept)).first()
        lost = table.c.invoice == other
        change = delete(table) if had else update(table).values(invoice=kept)
        self._connection.execute(change.where(lost))

    def _move_originals(self, kept: int, other: int) -> None:
        table = tables.invoice_originals
        had = select(table.c.original).where(table.c.invoice == kept)
        lost = table.c.invoice == other
        self._connection.execute(delete(table).where(lost, table.c.original.in_(had)))
        self._connection.execute(update(table).where(lost).values(invoice=kept))

    def _learn_parties(self, invoices: Iterable[Invoice]) -> None:
        """Give every party that is not known yet its row."""
        self._party_ids = self._parties.ids_of({p for x in invoices for p in (x.seller, x.buyer)})

    def _next_id(self, table: Table) -> int:
        return int(self._connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1

    def _row(self, row_id: int, x: Invoice) -> tuple[object, ...]:
        entered = x.entered
        if entered is None:
            raise ValueError("an invoice is kept with how it was entered")
        plain = _PLAIN
        return (
            row_id,
            plain[x.kind],
            x.kind_name,
            x.code,
            x.number,
            x.paper_number,
            x.issued_on.isoformat(),
            fen(x.net),
            fen(x.tax),
            fen(x.other_charges),
            fen(x.total),
            x.check_code,
            self._party_ids[x.seller],
            self._party_ids[x.buyer],
            x.remark,
            x.drawer,
            x.payee,
            x.reviewer,
            plain[x.direction],
            plain[x.status],
            x.red_of,
            plain[entered.how],
            entered.by,
            _moment(entered.at),
            int(entered.offline),
            int(entered.late),
            x.category,
            None,
        )


_PLAIN: dict[StrEnum | None, str | None] = {
    member: str(member.value)
    for kind in (InvoiceKind, Direction, Status, EntryMethod)
    for member in kind
} | {None: None}
"""Members as the driver takes them at once; it asks around for anything that is no plain str."""

_COLUMNS = tuple(column.name for column in tables.invoices.c)
_REPLACED = (
    update(tables.invoices)
    .where(tables.invoices.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in _COLUMNS if name not in ("id", "deleted_at")})
)
_CHILDREN = (tables.names, tables.lines, tables.tags)
_SELLER = tables.parties.alias("seller")
_BUYER = tables.parties.alias("buyer")
_PARTY_COLUMNS = ("name", "tax_id", "address_phone", "bank_account")
_INVOICES = (
    select(
        tables.invoices,
        *(_SELLER.c[name].label(f"seller_{name}") for name in _PARTY_COLUMNS),
        *(_BUYER.c[name].label(f"buyer_{name}") for name in _PARTY_COLUMNS),
    )
    .join(_SELLER, tables.invoices.c.seller == _SELLER.c.id)
    .join(_BUYER, tables.invoices.c.buyer == _BUYER.c.id)
)


_FEW = 8
_SIMILAR = select(
    *(tables.invoices.c.number, tables.invoices.c.code, tables.invoices.c.issued_on),
    *(tables.invoices.c.total, tables.parties.c.tax_id),
).join(tables.parties, tables.invoices.c.seller == tables.parties.c.id)
_SIMILAR_TO_ONE = _SIMILAR.where(
    tables.invoices.c.total == bindparam("fen"), tables.invoices.c.issued_on == bindparam("day")
)
"""Made once: a statement of tuples leaves a hundred objects in rings each time it is made."""


def _invoice(row: Row[Any], lines: tuple[Line, ...], tags: tuple[str, ...]) -> Invoice:
    return Invoice(
        kind=InvoiceKind(row.kind) if row.kind else None,
        kind_name=row.kind_name,
        code=row.code,
        number=row.number,
        paper_number=row.paper_number,
        issued_on=row.issued_on,
        net=yuan(row.net),
        tax=yuan(row.tax),
        other_charges=yuan(row.other_charges) or ZERO,
        total=yuan(row.total),
        check_code=row.check_code,
        seller=party_of(*(row._mapping[f"seller_{name}"] for name in _PARTY_COLUMNS)),
        buyer=party_of(*(row._mapping[f"buyer_{name}"] for name in _PARTY_COLUMNS)),
        lines=lines,
        remark=row.remark,
        drawer=row.drawer,
        payee=row.payee,
        reviewer=row.reviewer,
        direction=Direction(row.direction) if row.direction else None,
        status=Status(row.status),
        red_of=row.red_of,
        entered=Entered(
            EntryMethod(row.entered_how),
            row.entered_by,
            datetime.fromisoformat(row.entered_at),
            row.offline,
            row.late,
        ),
        category=row.category,
        tags=tags,
    )


@lru_cache(maxsize=64)
def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _line(row: Row[Any]) -> Line:
    return Line(
        row.name,
        row.spec,
        row.unit,
        None if row.quantity is None else Decimal(row.quantity),
        None if row.unit_price is None else Decimal(row.unit_price),
        yuan(row.net),
        row.rate,
        yuan(row.tax),
        row.tax_code,
    )


def _line_row(row_id: int, position: int, line: Line) -> tuple[object, ...]:
    return (
        row_id,
        position,
        line.name,
        line.spec,
        line.unit,
        None if line.quantity is None else format(line.quantity, "f"),
        None if line.unit_price is None else format(line.unit_price, "f"),
        fen(line.net),
        line.rate,
        fen(line.tax),
        line.tax_code,
    )


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


_ASKED_ABOUT = ("kind", "net", "total", "code", "number", "paper_number", "issued_on", "check_code")
"""What a verification may ask about."""
