"""Workbooks as bare rows: xlsx and xls through calamine, CSV as text.

A hostile workbook is weighed before calamine sees it (`xlsx_scan`, `xls_scan`).
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Final, TypeAlias, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from core.domain.problem import Problem, ProblemCode
from core.files.xls_scan import is_xls, scan_xls
from core.files.xlsx_scan import MAX_BYTES, Faults, is_xlsx, scan_xlsx

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
"""What a cell holds; "" where there is nothing, an error, or an uncomputed formula."""

Row: TypeAlias = list[Cell]
T = TypeVar("T")

_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_FEW: Final = 100
"""One byte in so many may be a control: what scanners leave in a cell makes no text binary."""
_HEAD: Final = 2**16
_FIRST: Final = 10
"""Rows in which a CSV file shows its delimiter and its width."""

_CSV_BYTES: Final = 64 * 2**20
csv.field_size_limit(2**20)


@dataclass(slots=True)
class Sheet:
    """One visible worksheet; its rows stay in memory from `load` to `release`.

    `faults` holds by row (from 1) the cells (column from 0) that show an error.
    """

    name: str
    faults: Mapping[int, Mapping[int, str]]
    _open: Callable[[], "CalamineSheet | _Separated"]
    _rows: "CalamineSheet | _Separated | None" = field(default=None, init=False)

    def load(self) -> Problem | None:
        """Parse the sheet; give the reason where that fails."""
        if self._rows is None:
            rows = _guarded(self._open)
            if isinstance(rows, Problem):
                return rows
            self._rows = rows
        return None

    @property
    def height(self) -> int:
        """Rows down to the last one with something in it, once loaded."""
        if isinstance(self._rows, CalamineSheet):
            return self._rows.end[0] + 1 if self._rows.end else 0
        return self._rows.height if self._rows else 0

    @property
    def is_cut(self) -> bool:
        """Say whether the rows end in the middle of one: a CSV file that was half written."""
        return isinstance(self._rows, _Separated) and self._rows.is_cut

    def rows(self) -> Iterator[Row]:
        """Give every row from the first of the sheet on; none unless loaded."""
        if isinstance(self._rows, CalamineSheet):
            return self._rows.iter_rows()
        return self._rows.rows() if self._rows else iter(())

    def release(self) -> None:
        """Give the memory back."""
        self._rows = None


@dataclass(frozen=True, slots=True)
class Book:
    """An opened workbook or CSV file."""

    sheets: tuple[Sheet, ...]


def opened(data: bytes) -> Book | Problem:
    """Open a workbook by its content; nothing of its sheets is parsed yet."""
    if not data:
        return Problem(ProblemCode.EMPTY)
    if len(data) > MAX_BYTES:
        return Problem(ProblemCode.TOO_LARGE, {"limit": f"{MAX_BYTES // 2**20} MiB"})
    for matches, look in ((is_xls, scan_xls), (is_xlsx, scan_xlsx)):
        if matches(data):
            faults = look(data)
            return faults if isinstance(faults, Problem) else _calamine(data, faults)
    if data.startswith(b"PK"):
        return Problem(ProblemCode.UNKNOWN_FORMAT)
    return _text(data)


def _calamine(data: bytes, faults: Faults) -> Book | Problem:
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(data)))
    if isinstance(workbook, Problem):
        return workbook
    return Book(
        tuple(
            Sheet(found.name, faults.get(found.name, {}), _opener(workbook, found.name))
            for found in workbook.sheets_metadata
            if found.typ is SheetTypeEnum.WorkSheet and found.visible is SheetVisibleEnum.Visible
        )
    )


def _opener(workbook: CalamineWorkbook, name: str) -> Callable[[], CalamineSheet]:
    return lambda: workbook.get_sheet_by_name(name)


def _guarded(work: Callable[[], T]) -> T | Problem:
    try:
        return work()
    except PasswordError:
        return Problem(ProblemCode.PASSWORD_PROTECTED)
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError):
        return Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how Rust says that an index was wrong
            raise
        return Problem(ProblemCode.UNREADABLE, {"reason": "damaged"})


def _text(data: bytes) -> Book | Problem:
    if len(data) > _CSV_BYTES:
        return Problem(ProblemCode.TOO_LARGE, {"limit": f"{_CSV_BYTES // 2**20} MiB"})
    text = _decoded(data)
    if text is None or text.lstrip().startswith(("<", "{", "%PDF")):
        return Problem(ProblemCode.UNKNOWN_FORMAT)
    return Book((Sheet("", {}, lambda: _Separated(text)),))


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        encodings: tuple[str, ...] = ("utf-16",)
    elif len(_CONTROLS.findall(data)) * _FEW > len(data):
        return None
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


class _Separated:
    """The rows of a CSV text, taken apart anew for each pass: as lists they need five times it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.height = 0
        head = "".join(text[:_HEAD].splitlines(keepends=True)[:_FIRST])
        self._delimiter = max(",;\t", key=head.count)
        width, last = 0, 0
        try:
            for row in self._reader():  # finds out what would fail below
                self.height, last = self.height + 1, len(row)
                if self.height <= _FIRST:
                    width = max(width, last)
        except csv.Error as error:
            raise ValueError from error
        self.is_cut = last < width and not text.endswith(("\n", "\r"))

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(StringIO(self._text, newline=""), delimiter=self._delimiter)

    def rows(self) -> Iterator[Row]:
        """Give every row, without what protects its texts from Excel."""
        for row in self._reader():
            yield [plain_csv(cell) for cell in row]


_AS_FORMULA: Final = re.compile(r'=\s*"([^"]*)"').fullmatch
_QUOTED: Final = re.compile(r"'+[=+\-@]").match


def plain_csv(cell: str) -> str:
    """Take off what keeps Excel from turning a text into a number or a formula.

    A tab in front, `="…"`, or one apostrophe before = + - @.
    """
    if not cell or cell[0] not in "\t='":
        return cell
    if cell[0] == "\t":
        return cell[1:]
    if _QUOTED(cell):
        return cell[1:]
    found = _AS_FORMULA(cell)
    return found[1] if found else cell
