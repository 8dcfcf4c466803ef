"""The record that a row of the tax bureau's workbooks stands for, made without the store."""

from collections.abc import Iterable
from datetime import date, datetime

from core.domain.invoice import Direction, Invoice, InvoiceKind, Line, Party, Status
from core.domain.record import Record, Selection
from core.domain.tax import number, yuan
from core.files.bureau_rows import BureauRow, LineRow


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
