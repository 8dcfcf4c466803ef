"""The ledger workbook (台账): reading ours, and those that users made themselves.

Rows come as a stream: of 100,000 rows none is kept. A row of a sheet 发票 becomes a Draft, the
rows of a sheet 明细 become the lines of their invoices. Writing is in `ledger_writer`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from core.domain.problem import Problem, ProblemCode
from core.files.columns import (
    LINES_SHEET,
    Header,
    bare,
    is_bureau_header,
    ledger_header,
    lines_header,
)
from core.files.ledger_sheet import (
    UNKNOWN_MOMENT,
    LedgerSheet,
    Lines,
    RowDraft,
    RowProblem,
    about,
)
from core.files.ledger_writer import write_ledger
from core.files.sheets import Book, Row, Sheet, opened

__all__ = [
    "UNKNOWN_MOMENT",
    "LedgerReading",
    "RowDraft",
    "RowProblem",
    "WorkbookKind",
    "ledger_rows",
    "open_workbook",
    "which_workbook",
    "write_ledger",
]

_HEADER_ROWS: Final = 10


class WorkbookKind(StrEnum):
    """Which workbook it is (docs/CLI.md): a ledger (台账), or an export of the tax bureau."""

    LEDGER = "ledger"
    BUREAU = "bureau"


class LedgerReading:
    """The rows of a ledger workbook, once; or the problem why there are none.

    `total` is the number of rows to come, good for progress only.
    """

    def __init__(
        self, problem: Problem | None, total: int = 0, rows: Iterator[RowDraft] = iter(())
    ) -> None:
        self.problem = problem
        self.total = total
        self._rows = rows

    def __iter__(self) -> Iterator[RowDraft]:
        """Give each row; a second round gives nothing."""
        return self._rows


def open_workbook(data: bytes) -> Book | Problem:
    """Open a workbook (xlsx, xls) or CSV file by its content, for both functions below."""
    return opened(data)


def which_workbook(source: Book | bytes) -> WorkbookKind | Problem:
    """Say which workbook it is, by sheet names and headers; a Problem for neither or unreadable."""
    book = source if isinstance(source, Book) else opened(source)
    if isinstance(book, Problem):
        return book
    if any(_is_bureau_sheet(sheet.name) for sheet in book.sheets):
        return WorkbookKind.BUREAU
    failures = [sheet.load() for sheet in book.sheets]
    heads = [_head(sheet) for sheet in book.sheets]
    if any(map(is_bureau_header, heads)):
        return WorkbookKind.BUREAU
    if any(header.complete for header in map(ledger_header, heads) if header):
        return WorkbookKind.LEDGER
    failure = next(filter(None, failures), None)
    return failure or _header_problem(
        [bare(cell) for head in heads for row in head[:1] for cell in row]
    )


def ledger_rows(source: Book | bytes) -> LedgerReading:
    """Read a workbook as a ledger, whatever `which_workbook` says of it.

    Every visible sheet with a number, a date and an amount among its headers is read, and the
    sheets 明细. A HEADER_UNKNOWN says what was expected and found.
    """
    book = source if isinstance(source, Book) else opened(source)
    if isinstance(book, Problem):
        return LedgerReading(book)
    found, failed = _sorted(book)
    if found.ledgers:
        return LedgerReading(None, found.total, _stream(found, failed))
    if failed:
        return LedgerReading(failed[0].problems[0].problem)
    return LedgerReading(_header_problem(found.headers))


def _is_bureau_sheet(name: str) -> bool:
    return name.strip() == "发票基础信息" or name.strip().startswith("信息汇总表")


def _head(sheet: Sheet) -> list[Row]:
    return list(islice(sheet.rows(), _HEADER_ROWS))


@dataclass(slots=True)
class _Sheets:
    ledgers: list[tuple[Sheet, Header]]
    lines: list[tuple[Sheet, Header]]
    headers: list[str]  # what stood in the place of a header
    total: int = 0


def _sorted(book: Book) -> tuple[_Sheets, list[RowDraft]]:
    found, failed = _Sheets([], [], []), []
    for sheet in book.sheets:
        problem = sheet.load()
        if problem:
            failed.append(RowDraft(sheet.name or None, None, None, about(problem), rejected=True))
            continue
        head = _head(sheet)
        header, lines = ledger_header(head), lines_header(head)
        if re.fullmatch(rf"{LINES_SHEET}\d*", sheet.name.strip()) and lines:
            found.lines.append((sheet, lines))
        elif header and header.complete:
            found.ledgers.append((sheet, header))
            found.total += max(sheet.height - header.row, 0)
        else:
            found.headers += (bare(cell) for row in head[:1] for cell in row)
            if header and len(header.places) > 2:  # nearly a ledger: not passed over in silence
                problem = _header_problem(list(header.titles.values()))
                failed.append(
                    RowDraft(sheet.name or None, header.row, None, about(problem), rejected=True)
                )
            sheet.release()
    return found, failed


def _header_problem(found: Sequence[str]) -> Problem:
    expected = "发票号码 / 数电发票号码, 开票日期, 金额 / 价税合计"
    seen = ", ".join(name[:20] for name in found if name)[:300]
    if not seen:
        return Problem(ProblemCode.EMPTY)
    return Problem(ProblemCode.HEADER_UNKNOWN, {"expected": expected, "found": seen})


def _stream(found: _Sheets, failed: list[RowDraft]) -> Iterator[RowDraft]:
    yield from failed
    lines = Lines()
    for sheet, header in found.lines:
        yield from lines.read(sheet, header)
    for sheet, header in found.ledgers:
        yield from LedgerSheet(sheet, header, lines).rows()
        sheet.release()
    yield from lines.orphans()
