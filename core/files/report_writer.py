"""Writing reports: workbooks of plain tables, each with a title row that can be filtered by."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from core.errors import FileNotWritten
from core.files.ledger_writer import csv_text
from core.files.written import replacing

Value: TypeAlias = str | int | Decimal | date | None
"""What a cell holds: texts are never formulas, amounts are numbers, days are dates."""

MAX_ROWS: Final = 1_048_576
MAX_TEXT: Final = 32_767
WIDEST: Final = 60
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One table; without titles it is a plain list of lines."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_report(file: Path, sheets: Sequence[ReportSheet]) -> None:
    """Write the sheets, a single one also as CSV; what stood there is replaced in one step.

    Raises FileNotWritten or DiskFull, with what stood there before still standing.
    """
    if file.suffix.lower() == ".csv" and len(sheets) == 1:
        _write_csv(file, sheets[0])
        return
    if file.suffix.lower() != ".xlsx":
        raise FileNotWritten(file=str(file), reason="suffix")
    if any(len(sheet.rows) >= MAX_ROWS for sheet in sheets):
        raise FileNotWritten(file=str(file), reason="too_large")
    with replacing(file) as made:
        book = xlsxwriter.Workbook(str(made), {"tmpdir": str(made.parent)})
        try:
            formats = _Formats(book)
            for sheet in sheets:
                _write(book.add_worksheet(sheet.name), sheet, formats)
            book.close()
        except XlsxWriterException as error:
            if error.args and isinstance(error.args[0], OSError):  # a full disk, for one
                raise error.args[0] from error
            raise FileNotWritten(file=str(file), reason="too_large") from error


def _write_csv(file: Path, sheet: ReportSheet) -> None:
    with (
        replacing(file) as made,
        made.open("w", encoding="utf-8-sig", newline="") as opened,
    ):
        rows = csv.writer(opened)
        rows.writerow(sheet.titles)
        rows.writerows([_in_csv(value) for value in values] for values in sheet.rows)


def _in_csv(value: Value) -> str:
    return str(value) if isinstance(value, int) else csv_text(value or None)


class _Formats:
    """How the cells of a workbook look."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        self.text = book.add_format(top | {"num_format": "@"})
        self.money = book.add_format(top | {"num_format": "#,##0.00"})
        self.whole = book.add_format(top | {"num_format": "#,##0"})
        self.day = book.add_format(top | {"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format(top | {"num_format": "yyyy-mm-dd hh:mm"})


def _write(made: Any, sheet: ReportSheet, formats: _Formats) -> None:
    start = 0
    if sheet.titles:
        start = 1
        made.freeze_panes(1, 0)
        made.autofilter(0, 0, len(sheet.rows), len(sheet.titles) - 1)
        made.write_row(0, 0, sheet.titles, formats.title)
    for column, width in enumerate(_widths(sheet)):
        made.set_column(column, column, width)
    for row, values in enumerate(sheet.rows, start):
        for column, value in enumerate(values):
            _cell(made, row, column, value, formats)


def _cell(made: Any, row: int, column: int, value: Value, formats: _Formats) -> None:
    if isinstance(value, str):
        made.write_string(row, column, _NOT_XML.sub("", value)[:MAX_TEXT], formats.text)
    elif isinstance(value, Decimal):
        made.write_number(row, column, value, formats.money)
    elif isinstance(value, int):
        made.write_number(row, column, value, formats.whole)
    elif isinstance(value, datetime):
        made.write_datetime(row, column, value.replace(tzinfo=None), formats.moment)
    elif value is not None:
        made.write_datetime(row, column, value, formats.day)


def _widths(sheet: ReportSheet) -> list[int]:
    """Wide enough for most of what stands in a column; Chinese characters take two places."""
    widths = [_width(title) for title in sheet.titles]
    for values in sheet.rows[:200]:
        widths += [8] * (len(values) - len(widths))
        for place, value in enumerate(values):
            widths[place] = max(widths[place], _width(_plain(value)))
    return [min(width + 2, WIDEST) for width in widths]


def _plain(value: Value) -> str:
    return value.partition("\n")[0] if isinstance(value, str) else " " * 12


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)
