"""What the tax bureau's workbooks say of invoices (税局数据): records, and what a list covers."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from core.domain.invoice import Direction, Invoice


class BureauList(StrEnum):
    """The kinds of lists that the tax bureau's portal (电子税务局) gives out."""

    EXPORT = "export"  # 全量发票查询导出结果
    DEDUCTION = "deduction"  # 抵扣勾选
    USE = "use"  # 用途确认信息


@dataclass(frozen=True, slots=True)
class Selection:
    """Whether an invoice was chosen for deduction (勾选); None is not said.

    `deductible` is 有效抵扣税额 in yuan, `period` 税款所属期 as YYYYMM.
    """

    selected: bool | None = None
    deductible: Decimal | None = None
    selected_at: datetime | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One invoice as the tax bureau has it.

    `invoice` holds what the row says and nothing else: its `entered` is None, its direction is
    seen from the company of the ledger. `source` is 发票来源, `risk` 发票风险等级, as written.
    """

    invoice: Invoice
    source: str | None = None
    risk: str | None = None
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of an export of which no record could be made, with what of it could be read.

    `numbers` stands in the columns of the number, the code and the numbers of digital invoices;
    one of which only the beginning is good ends in "…". `row` as Excel counts.
    """

    sheet: str | None
    row: int
    numbers: tuple[str, ...] = ()
    issued_on: date | None = None
    net: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All invoices of one direction that were issued in these days (inclusive), as of `made`.

    A partial list gives facts and covers nothing: what it lacks says nothing.
    """

    direction: Direction
    since: date
    until: date
    made: date
    partial: bool = False
