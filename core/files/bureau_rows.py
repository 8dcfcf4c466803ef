"""Rows of the tax bureau's workbooks (税局数据) as they are handed on: plain, ready to store.

Of 100,000 rows none is made into objects before somebody looks at it.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from core.domain.problem import Problem
from core.domain.record import UnreadRow

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
