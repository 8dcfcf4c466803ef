"""Sheets of the tax bureau with one invoice a row: 发票基础信息, 抵扣勾选, 用途确认信息."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from core.domain.company import Company
from core.domain.invoice import Direction, Party, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.record import UnreadRow
from core.domain.text import clean, comparable
from core.files.bureau_cells import key_of, record_converters
from core.files.bureau_columns import KEY_FIELDS, RECORD_FIELDS, SheetKind, number_places
from core.files.bureau_lines import BureauLines
from core.files.bureau_rows import BureauRow, BureauRows, RowTold
from core.files.bureau_unread import unread_row
from core.files.columns import Header
from core.files.row_numbers import Wrong
from core.files.sheets import Sheet
from core.files.table import Table, below

ROWS: Final = 2_000
"""How many rows are handed over at once."""

_AMOUNTS: Final = frozenset(("net", "tax", "total", "deductible"))
_VALUE_OF: Final = {ProblemCode.TWO_INVOICES: "keys"}


class Context:
    """What all sheets of one workbook have in common.

    `said` is what stands above a header: the taxpayer whose list it is, and its period.
    """

    def __init__(self, company: Company, kind: SheetKind, said: Mapping[str, str]) -> None:
        """See the invoices from this company."""
        self._company = company
        self._purchases = kind in (SheetKind.DEDUCTION, SheetKind.USE)
        self._taxpayer = said.get("taxpayer")
        self.period = said.get("period")
        self._sides: dict[tuple[str | None, ...], str | None] = {}

    def direction(self, parties: tuple[str | None, str | None, str | None, str | None]) -> Any:
        """Say by seller's id and name and buyer's whether we sell or buy; None where neither."""
        try:
            return self._sides[parties]
        except KeyError:
            found = self._direction(*parties)
            self._sides[parties] = found
            return found

    def _direction(
        self, seller_id: str | None, seller: str | None, buyer_id: str | None, buyer: str | None
    ) -> str | None:
        if self._purchases and not (buyer_id or buyer):
            theirs = self._taxpayer
            ours = theirs is None or comparable(theirs) == comparable(self._company.tax_id)
            return Direction.IN.value if ours else None
        found = self._company.direction_of(Party(seller, seller_id), Party(buyer, buyer_id))
        return found.value if found else None


def status_of(
    stated: str | None, positive: bool | None, amount: int
) -> tuple[str | None, Problem | None]:
    """Give the status of an invoice, and what is odd: a red one says 正常 and is negative."""
    odd = None
    if positive is not None and amount and positive == (amount < 0):
        odd = Problem(ProblemCode.SIGNS_DIFFER, field="total")
    if (amount < 0 or positive is False) and stated in (None, Status.NORMAL.value):
        return Status.RED.value, odd
    return stated, odd


_DIGITAL_BLUE: Final = re.compile(r"被红冲蓝字[^\d:]{0,10}号码:?(\d{20})(?!\d)").search
_PAPER_BLUE: Final = re.compile(r"正数发票代码:?(\d{12}|\d{10})号码:?(\d{8})(?!\d)").search


def blue_in(remark: str) -> str | None:
    """Give the key of the blue invoice (蓝字发票) that the remark of a red one names."""
    text = clean(remark)
    found = _DIGITAL_BLUE(text) or _PAPER_BLUE(text)
    return "".join(found.groups()) if found else None


def weighed(
    values: Sequence[Any],
    odd: tuple[Problem, ...],
    wrong: Wrong | None,
    number: str | None,
    header: Header,
) -> tuple[list[Problem], bool]:
    """Give all that is wrong with the values of RECORD_FIELDS, and whether they are of no use."""
    place = dict(zip(RECORD_FIELDS, values, strict=False))
    at_fault = {found.field for found in odd}
    problems = list(odd)
    if wrong and (number is not None or at_fault.isdisjoint(KEY_FIELDS)):
        field, code, text = wrong
        told = {} if text is None else {_VALUE_OF.get(code, "text"): text}
        problems.append(Problem(code, told, field))
    if place["issued_on"] is None and "issued_on" not in at_fault:
        problems.append(Problem(ProblemCode.DATE_MISSING, field="issued_on"))
    lacks_amount = place["net"] is None and place["total"] is None
    if lacks_amount and at_fault.isdisjoint(_AMOUNTS):
        field = "total" if "total" in header.places else "net"
        problems.append(Problem(ProblemCode.AMOUNT_MISSING, field=field))
    fatal = number is None or place["issued_on"] is None or lacks_amount
    return problems, fatal or not at_fault.isdisjoint(_AMOUNTS)


class InvoicesSheet:
    """One sheet of invoices; `seen` holds by key the row and a digest of what it said."""

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        context: Context,
        lines: BureauLines,
        seen: dict[str, tuple[int, int]],
    ) -> None:
        """Read this sheet below its header."""
        self._sheet = sheet
        self._header = header
        self._context = context
        self._lines = lines
        self._seen = seen
        self._table = Table(
            header, record_converters(), dict.fromkeys(RECORD_FIELDS, ""), sheet.faults
        )
        self._told: list[RowTold] = []
        self._unread: list[UnreadRow] = []
        self._numbers = number_places(header)

    def batches(self) -> Iterator[BureauRows]:
        """Give the rows, some at a time, with what is to be said."""
        rows = self._rows()
        while True:
            some = list(islice(rows, ROWS))
            told, self._told = self._told, []
            unread, self._unread = self._unread, []
            if some or told:
                yield BureauRows(some, told, unread)
            if not some:
                return

    def _rows(self) -> Iterator[BureauRow]:
        name, is_text = self._sheet.name or None, not self._sheet.name
        read, lines = self._table.values, self._lines
        direction_of, period = self._context.direction, self._context.period
        for at, row in below(self._sheet, self._header):
            values, odd = read(at, row)
            (
                digital, code, number, day, kind, status, positive,
                seller_id, seller, buyer_id, buyer, net, tax, total,
                source, risk, drawer, remark, selected, deductible, selected_at,
            ) = values  # fmt: skip
            numbers, names, wrong = key_of(digital, code, number, kind, is_text=is_text)
            code, number, paper = numbers
            amount = net if total is None else total
            if (odd or wrong or day is None or amount is None) and self._fatal(
                at, row, values, odd, wrong, number
            ):
                lines.take(names)  # they do belong to an invoice of the workbook
                continue
            assert number is not None  # else the row was fatal
            if self._repeated(at, names, values):
                continue
            status, sign = status_of(status, positive, amount)
            direction = direction_of((seller_id, seller, buyer_id, buyer))
            if sign:
                self._say(at, self._title("positive"), sign)
            if direction is None:
                self._say(at, None, Problem(ProblemCode.OTHER_TAXPAYER))
            yield BureauRow(
                name, at, names, kind[0], kind[1], code, number, paper, day, net, tax, total,
                seller, seller_id, buyer, buyer_id, direction, status,
                blue_in(remark) if remark and status == "red" else None,
                source, risk, drawer, remark, selected, deductible, selected_at, period,
                lines.take(names) if lines else (),
            )  # fmt: skip

    def _fatal(
        self,
        at: int,
        row: Sequence[Any],
        values: Sequence[Any],
        odd: tuple[Problem, ...],
        wrong: Wrong | None,
        number: str | None,
    ) -> bool:
        """Say what is wrong with a row, and whether it cannot be used."""
        problems, fatal = weighed(values, odd, wrong, number, self._header)
        if fatal and self._table.is_no_invoice(row):
            return True
        for placed in self._table.placed(problems):
            self._say(at, *placed, rejected=fatal)
        if fatal:
            name = self._sheet.name or None
            self._unread.append(unread_row(name, at, row, self._numbers, values))
        return fatal

    def _repeated(self, at: int, names: tuple[str, ...], values: list[Any]) -> bool:
        """Say whether an earlier row names the invoice: the same once more, or a contradiction."""
        digest = hash(tuple(values))
        first, before = self._seen.setdefault(names[0], (at, digest))
        if first == at and before == digest:
            return False
        if before != digest:
            disagree = Problem(ProblemCode.ROWS_DISAGREE, {"row": str(first)})
            self._say(at, None, disagree, rejected=True)
        return True

    def _title(self, field: str) -> str | None:
        return self._header.titles.get(field)

    def _say(
        self, at: int, column: str | None, problem: Problem, *, rejected: bool = False
    ) -> None:
        self._told.append(RowTold(self._sheet.name or None, at, column, problem, rejected))
