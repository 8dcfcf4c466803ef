"""Rows of the tax bureau's workbooks (税局数据) as they are handed on: plain, ready to store.

Of 100,000 rows none is made into objects before somebody looks at it: `record_of` does that.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from core.domain.invoice import Direction, Invoice, InvoiceKind, Line, Party, Status
from core.domain.problem import Problem
from core.domain.record import Record, Selection, UnreadRow
from core.domain.tax import number, yuan

LineRow: TypeAlias = tuple[
    str | None, str | None, str | None, str | None, str | None,
    int | None, str | None, int | None, str | None,
]  # fmt: skip
"""The fields of `Line` in their order: quantity and unit price as text, net and tax in fen."""


class BureauRow(NamedTuple):
    """One invoice as a workbook has it; what it does not say is None. Amounts are fen.

    `row` as Excel counts (of several lines the first), `sheet` None for CSV. `names` are those
    of the key. `kind`, `direction`, `status` are values of their enums; `status` is None where
    the list does not speak of it. Days and moments are ISO text, `period` is YYYYMM.
    """

    sheet: str | None
    row: int
    names: tuple[str, ...]
    kind: str | None
    kind_name: str | None
    code: str | None
    number: str
    paper_number: str | None
    issued_on: str
    net: int | None
    tax: int | None
    total: int | None
    seller_name: str | None
    seller_id: str | None
    buyer_name: str | None
    buyer_id: str | None
    direction: str | None
    status: str | None
    red_of: str | None
    source: str | None
    risk: str | None
    drawer: str | None
    remark: str | None
    selected: bool | None
    deductible: int | None
    selected_at: str | None
    period: str | None
    lines: tuple[LineRow, ...]


class RowTold(NamedTuple):
    """What is said about a row; `rejected`: it gave no BureauRow. `row` None is the whole sheet.

    `column` is the header of the column at fault, as it stands in the sheet.
    """

    sheet: str | None
    row: int | None
    column: str | None
    problem: Problem
    rejected: bool


class BureauRows(NamedTuple):
    """Some rows, what is said about these or other rows, and invoices that could not be read."""

    rows: list[BureauRow]
    told: list[RowTold]
    unread: Sequence[UnreadRow] = ()


def record_of(row: BureauRow) -> Record:
    """Make the record that a row stands for."""
    invoice = Invoice(
        kind=InvoiceKind(row.kind) if row.kind else None,
        kind_name=row.kind_name,
        code=row.code,
        number=row.number,
        paper_number=row.paper_number,
        issued_on=date.fromisoformat(row.issued_on),
        net=yuan(row.net),
        tax=yuan(row.tax),
        total=yuan(row.total),
        seller=Party(row.seller_name, row.seller_id),
        buyer=Party(row.buyer_name, row.buyer_id),
        lines=tuple(lines_of(row.lines)),
        remark=row.remark,
        drawer=row.drawer,
        direction=Direction(row.direction) if row.direction else None,
        status=Status(row.status) if row.status else Status.NORMAL,
        red_of=row.red_of,
    )
    return Record(invoice, row.source, row.risk, _selection(row))


def lines_of(rows: Iterable[LineRow]) -> Iterable[Line]:
    """Make the lines that stand in plain values."""
    for name, spec, unit, quantity, unit_price, net, rate, tax, tax_code in rows:
        yield Line(
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


def _selection(row: BureauRow) -> Selection | None:
    told = (row.selected, row.deductible, row.selected_at, row.period)
    if told == (None, None, None, None):
        return None
    moment = datetime.fromisoformat(row.selected_at) if row.selected_at else None
    return Selection(row.selected, yuan(row.deductible), moment, row.period)
