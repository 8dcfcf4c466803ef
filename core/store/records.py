"""The tax bureau's records (税局数据) as they are kept: rows to values and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, func, select, update
from sqlalchemy.engine import Connection

from core.domain.discrepancy import ExportFacts
from core.domain.invoice import Direction, Invoice, InvoiceKind, Line, Party, Status
from core.domain.record import BureauList, Coverage, Record, Selection, UnreadRow
from core.domain.slim import Parties
from core.domain.tax import number, yuan
from core.store.chunks import chunks
from core.store.tables import (
    bureau_imports,
    coverages,
    parties,
    record_history,
    record_names,
    records,
)


@dataclass(frozen=True, slots=True)
class BureauImport:
    """A file of the tax bureau that was brought in: what, of which moment, by whom and when.

    `unread` counts the rows of which no record could be made.
    """

    id: int
    file_name: str
    list: BureauList
    made: str
    by: str
    at: datetime
    rows: int
    unread: int
    coverages: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it is kept; `stated_by` is the import that said so last.

    `status_told` is False where no list spoke of its status.
    """

    id: int
    record: Record
    stated_by: int
    gone: bool
    status_told: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What an import said of a record that was known: changed, lacking, back.

    `changes` holds by field what was said before and after, in the values of the database.
    """

    id: int
    record: int
    by_import: int
    what: str
    changes: dict[str, tuple[Any, Any]]
    seen_at: str | None


class RecordTable:
    """The records and imports as one transaction sees them; `record_import` writes them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def imports(self) -> list[BureauImport]:
        """Give the files that were brought in, in their order."""
        covered: dict[int, list[Coverage]] = {}
        made = {x.id: x.made for x in self._connection.execute(select(bureau_imports))}
        for row in self._connection.execute(select(coverages).order_by(coverages.c.direction)):
            covered.setdefault(row.by_import, []).append(coverage_of(row, made[row.by_import]))
        query = select(bureau_imports).order_by(bureau_imports.c.id)
        return [
            BureauImport(
                row.id,
                row.file_name,
                BureauList(row.list),
                row.made,
                row.by,
                datetime.fromisoformat(row.at),
                row.rows,
                row.unread,
                tuple(covered.get(row.id, ())),
            )
            for row in self._connection.execute(query)
        ]

    def exports(self, known: Parties) -> tuple[ExportFacts, ...]:
        """Give for each direction that a file covers what tells whether it was filtered."""
        query = select(coverages, bureau_imports).join(
            bureau_imports, coverages.c.by_import == bureau_imports.c.id
        )
        return tuple(
            _export(row, known)
            for row in self._connection.execute(
                query.order_by(bureau_imports.c.id, coverages.c.direction)
            )
        )

    def count(self) -> int:
        """Count the records that the newest lists hold."""
        query = select(func.count()).select_from(records).where(records.c.gone.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def ids_of(self, names: Iterable[str]) -> dict[str, int]:
        """Give the row of each name that is known."""
        return {
            row.name: row.record
            for chunk in chunks(sorted(set(names)))
            for row in self._connection.execute(
                select(record_names).where(record_names.c.name.in_(chunk))
            )
        }

    def load(self, ids: Sequence[int]) -> list[Kept]:
        """Give records in the order of their rows asked for; unknown rows are left out."""
        found = {
            row.id: _kept(row)
            for chunk in chunks(ids)
            for row in self._connection.execute(_RECORDS.where(records.c.id.in_(chunk)))
        }
        return [found[i] for i in ids if i in found]

    def history(self, ids: Sequence[int] | None = None) -> Iterator[HistoryLine]:
        """Give what imports said of known records, of some or all, in its order."""
        query = select(record_history).order_by(record_history.c.id)
        queries = (
            [query]
            if ids is None
            else [query.where(record_history.c.record.in_(chunk)) for chunk in chunks(ids)]
        )
        for each in queries:
            for row in self._connection.execute(each):
                changes = {name: (old, new) for name, (old, new) in json.loads(row.changes).items()}
                yield HistoryLine(row.id, row.record, row.by_import, row.what, changes, row.seen_at)

    def mark_seen(self, ids: Iterable[int], at: datetime) -> int:
        """Note that somebody has seen lines of the history; give how many were new to them."""
        table, moment = record_history, at.isoformat(timespec="seconds")
        return sum(
            self._connection.execute(
                update(table)
                .where(table.c.id.in_(chunk), table.c.seen_at.is_(None))
                .values(seen_at=moment)
            ).rowcount
            for chunk in chunks(sorted(ids))
        )


_SELLER: Final = parties.alias("seller")
_BUYER: Final = parties.alias("buyer")
_RECORDS: Final = (
    select(
        records,
        _SELLER.c.name.label("seller_name"),
        _SELLER.c.tax_id.label("seller_id"),
        _BUYER.c.name.label("buyer_name"),
        _BUYER.c.tax_id.label("buyer_id"),
    )
    .join(_SELLER, records.c.seller == _SELLER.c.id)
    .join(_BUYER, records.c.buyer == _BUYER.c.id)
)


def coverage_of(row: Row[Any], made: str) -> Coverage:
    """Give a row of the coverages as a value."""
    return Coverage(
        Direction(row.direction),
        date.fromisoformat(row.since),
        date.fromisoformat(row.until),
        date.fromisoformat(made[:10]),
        row.partial,
    )


def _export(row: Row[Any], known: Parties) -> ExportFacts:
    contents = json.loads(row.contents)
    others = (known[i] for i in contents["counterparts"] if i in known)
    return ExportFacts(
        row.file_name,
        coverage_of(row, row.made),
        row.rows,
        frozenset(map(InvoiceKind, contents["kinds"])),
        frozenset(contents["sources"]),
        frozenset(tax_id or name for name, tax_id in others),
        row.unread,
        tuple(map(_unread_row, json.loads(row.unread_rows))),
    )


def _unread_row(plain: Sequence[Any]) -> UnreadRow:
    sheet, row, numbers, day, net, total = plain
    issued_on = date.fromisoformat(day) if day else None
    return UnreadRow(sheet, row, tuple(numbers), issued_on, yuan(net), yuan(total))


def _kept(row: Row[Any]) -> Kept:
    invoice = Invoice(
        kind=InvoiceKind(row.kind) if row.kind else None,
        kind_name=row.kind_name,
        code=row.code,
        number=row.number,
        paper_number=row.paper_number,
        issued_on=row.issued_on,
        net=yuan(row.net),
        tax=yuan(row.tax),
        total=yuan(row.total),
        seller=Party(row.seller_name or None, row.seller_id or None),
        buyer=Party(row.buyer_name or None, row.buyer_id or None),
        lines=tuple(map(_line, json.loads(row.lines))) if row.lines else (),
        remark=row.remark,
        drawer=row.drawer,
        direction=Direction(row.direction) if row.direction else None,
        status=Status(row.status) if row.status else Status.NORMAL,
        red_of=row.red_of,
    )
    record = Record(invoice, row.source, row.risk, _selection(row))
    return Kept(row.id, record, row.stated_by, row.gone is not None, row.status is not None)


def _selection(row: Row[Any]) -> Selection | None:
    if (row.selected, row.deductible, row.selected_at, row.period) == (None, None, None, None):
        return None
    moment = datetime.fromisoformat(row.selected_at) if row.selected_at else None
    return Selection(row.selected, yuan(row.deductible), moment, row.period)


def _line(values: Sequence[Any]) -> Line:
    name, spec, unit, quantity, unit_price, net, rate, tax, tax_code = values
    return Line(
        name,
        spec,
        unit,
        number(quantity) if quantity else None,
        number(unit_price) if unit_price else None,
        yuan(net),
        rate,
        yuan(tax),
        tax_code,
    )
