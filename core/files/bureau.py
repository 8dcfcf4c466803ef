"""Workbooks of the tax bureau (电子税务局): what they are, and their invoices as a stream.

Of an export (全量发票查询导出结果) the sheet 发票基础信息 counts, one invoice a row, and
信息汇总表 adds its lines; where that stands alone, its lines make the invoices.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from core.domain.company import Company
from core.domain.problem import Problem, ProblemCode
from core.domain.record import BureauList
from core.files.bureau_columns import (
    EXPECTED,
    INVOICES_SHEET,
    SUMMARY_SHEET,
    SheetKind,
    bureau_header,
    kind_of_sheet,
    said_above,
)
from core.files.bureau_lines import BureauLines
from core.files.bureau_rows import BureauRows, RowTold
from core.files.bureau_sheet import Context, InvoicesSheet
from core.files.bureau_summary import Summary
from core.files.columns import Header, bare
from core.files.sheets import Book, Row, Sheet, opened

_HEADER_ROWS: Final = 10
_LISTS: Final = {
    SheetKind.INVOICES: BureauList.EXPORT,
    SheetKind.SUMMARY: BureauList.EXPORT,
    SheetKind.DEDUCTION: BureauList.DEDUCTION,
    SheetKind.USE: BureauList.USE,
}


class BureauFacts(NamedTuple):
    """What a workbook says as a whole.

    `taxpayer` is the id, `period` (税款所属期, YYYYMM) the month above the header of a list.
    `total` is the number of rows to come, good for progress only.
    """

    list: BureauList
    taxpayer: str | None
    period: str | None
    total: int


class BureauReading:
    """The invoices of a workbook, once; or the problem why there are none.

    `facts` is None where there is a problem.
    """

    def __init__(
        self,
        problem: Problem | None,
        facts: BureauFacts | None = None,
        batches: Iterator[BureauRows] = iter(()),
    ) -> None:
        """Hold what was found."""
        self.problem = problem
        self.facts = facts
        self._batches = batches

    def __iter__(self) -> Iterator[BureauRows]:
        """Give the rows, some at a time; a second round gives nothing."""
        return self._batches


def bureau_rows(source: Book | bytes, company: Company) -> BureauReading:
    """Read a workbook as one of the tax bureau's, whatever `which_workbook` says of it.

    One damaged sheet refuses the whole: half of an export says that invoices are missing. A
    HEADER_UNKNOWN says what was expected and found.
    """
    book = source if isinstance(source, Book) else opened(source)
    if isinstance(book, Problem):
        return BureauReading(book)
    found = _Sheets(_named(book, INVOICES_SHEET), _named(book, SUMMARY_SHEET))
    for sheet in book.sheets:
        problem = sheet.load()
        if sheet.is_cut:
            problem = Problem(ProblemCode.UNREADABLE, {"reason": "truncated"})
        if problem:
            return BureauReading(problem)
        found.take(sheet)
    return found.reading(company)


def _named(book: Book, name: str) -> bool:
    return any(_is_named(sheet, name) for sheet in book.sheets)


def _is_named(sheet: Sheet, name: str) -> bool:
    return sheet.name.strip().startswith(name)


@dataclass(slots=True)
class _Sheets:
    """The sheets of a workbook, each read or laid aside as soon as it is known."""

    has_invoices: bool
    has_summary: bool
    kind: SheetKind | None = None
    said: dict[str, str] = field(default_factory=dict)
    invoices: list[tuple[Sheet, Header]] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)
    lines: BureauLines = field(default_factory=BureauLines)
    extra: BureauLines = field(default_factory=BureauLines)
    told: list[RowTold] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    refused: bool = False  # a sheet that must be understood is not

    def take(self, sheet: Sheet) -> None:
        """Read the lines of a sheet, or lay its invoices aside."""
        head = list(islice(sheet.rows(), _HEADER_ROWS))
        header = bureau_header(head)
        kind = self._kind(sheet, header, head)
        if header is None or kind is SheetKind.UNKNOWN:
            self._pass_over(sheet, head)
        elif kind is SheetKind.SUMMARY:
            self._take_summary(sheet, header)
        elif kind is SheetKind.BUSINESS:
            if "line.name" in header.places:
                self.told += self.extra.read(sheet, header)
        elif self.kind is None or _LISTS[self.kind] is _LISTS[kind]:
            self.kind, self.said = kind, self.said or said_above(header, head)
            self.invoices.append((sheet, header))
            return
        else:
            self._pass_over(sheet, head)
        sheet.release()

    def _kind(self, sheet: Sheet, header: Header | None, head: Sequence[Row]) -> SheetKind:
        kind = kind_of_sheet(header, head)
        is_whole = header is not None and header.complete
        if _is_named(sheet, INVOICES_SHEET):
            return SheetKind.INVOICES if is_whole else SheetKind.UNKNOWN
        if _is_named(sheet, SUMMARY_SHEET):
            return SheetKind.SUMMARY if is_whole else SheetKind.UNKNOWN
        if (self.has_invoices or self.has_summary) and kind is not SheetKind.UNKNOWN:
            return SheetKind.BUSINESS
        return kind

    def _take_summary(self, sheet: Sheet, header: Header) -> None:
        if self.has_invoices:
            self.told += self.lines.read(sheet, header)
        else:
            self.summary.read(sheet, header)
            self.kind = self.kind or SheetKind.SUMMARY

    def _pass_over(self, sheet: Sheet, head: Sequence[Row]) -> None:
        titles = next((row for row in head if any(map(bare, row))), [])
        text = ", ".join(bare(cell)[:20] for cell in titles if bare(cell))[:300]
        if text:
            self.seen.append(text)
            self.refused |= _is_named(sheet, INVOICES_SHEET if self.has_invoices else SUMMARY_SHEET)
            passed = Problem(ProblemCode.SHEET_PASSED_OVER, {"found": text})
            self.told.append(RowTold(sheet.name or None, None, None, passed, rejected=False))

    def reading(self, company: Company) -> BureauReading:
        """Give what was found, once every sheet was taken."""
        lacks_invoices = self.has_invoices and not self.invoices
        if self.kind is None or lacks_invoices or self.refused:
            return BureauReading(_unknown(self.seen))
        total = sum(max(sheet.height - header.row, 0) for sheet, header in self.invoices)
        facts = BureauFacts(
            _LISTS[self.kind], self.said.get("taxpayer"), self.said.get("period"), total
        )
        return BureauReading(None, facts, self._batches(Context(company, self.kind, self.said)))

    def _batches(self, context: Context) -> Iterator[BureauRows]:
        if self.told:
            yield BureauRows([], self.told)
        if not self.invoices:
            yield from self.summary.batches(context)
        else:
            self.lines.absorb(self.summary.lines)
            self.lines.absorb(self.extra)
            if self.summary.told:
                yield BureauRows([], self.summary.told)
            seen: dict[str, tuple[int, int]] = {}
            for sheet, header in self.invoices:
                yield from InvoicesSheet(sheet, header, context, self.lines, seen).batches()
                sheet.release()
            if orphans := list(self.lines.orphans()):
                told, unread = zip(*orphans, strict=True)
                yield BureauRows([], list(told), unread)


def _unknown(seen: Sequence[str]) -> Problem:
    if not seen:
        return Problem(ProblemCode.EMPTY)
    return Problem(ProblemCode.HEADER_UNKNOWN, {"expected": EXPECTED, "found": seen[0]})
