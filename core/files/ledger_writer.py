"""Writing the ledger workbook (台账): xlsx with 发票 and 明细, or CSV with 发票 alone.

Every code, number and name is a text cell; amounts are numbers, so that Excel sums them; a
quantity or unit price is a number only where that keeps every decimal. In CSV a text that Excel
would take for a number has a tab before it, and one that it would take for a formula an
apostrophe; reading takes both off again. What stood at the place is replaced in one step.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from core.domain.invoice import Invoice, Line, Status, is_digital_number
from core.domain.numbers import name_of_kind
from core.domain.tax import plain
from core.errors import FileNotWritten
from core.files.cells import DIRECTION_NAMES, METHOD_NAMES, STATUS_NAMES, tags_text
from core.files.columns import LEDGER_HEADERS, LEDGER_SHEET, LINE_HEADERS, LINES_SHEET
from core.files.written import replacing
from core.progress import Progress, Report, ignore

Value: TypeAlias = str | Decimal | date | None
"""What a cell is to hold."""

MAX_ROWS: Final = 1_048_576
"""Rows of a sheet of Excel; further ones go into 发票2, 明细2."""
MAX_TEXT: Final = 32_767
"""Characters of a cell; Excel takes no more."""

_NOT_XML: Final = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""What no XML may hold: Excel would refuse the whole workbook."""

_STEP: Final = 500
_EXACT: Final = Decimal(10) ** 13
_OLDEST: Final = date(1900, 3, 1)
_YES_NO: Final = {True: "是", False: "否"}
_WIDTHS: Final = {
    "code": 14,
    "number": 12,
    "digital": 23,
    "issued_on": 12,
    "kind": 26,
    "status": 11,
    "seller.tax_id": 22,
    "seller.name": 30,
    "buyer.tax_id": 22,
    "buyer.name": 30,
    "seller.address_phone": 24,
    "seller.bank_account": 24,
    "check_code": 23,
    "red_of": 23,
    "buyer.address_phone": 24,
    "buyer.bank_account": 24,
    "remark": 30,
    "key": 23,
    "name": 30,
    "net": 14,
    "tax": 12,
    "total": 14,
    "other_charges": 10,
    "quantity": 12,
    "unit_price": 14,
    "tax_code": 21,
}


def write_ledger(file: Path, invoices: Iterable[Invoice], report: Report = ignore) -> int:
    """Write the invoices in their order and give their number; the suffix says which form.

    Raises FileNotWritten or DiskFull, with what stood there before still standing; so it does
    when `report` raises. Temporary files lie in a folder beside `file` that is removed.
    """
    writers: dict[str, Callable[[Path, Iterable[Invoice]], None]] = {
        ".xlsx": _write_xlsx,
        ".csv": _write_csv,
    }
    writer = writers.get(file.suffix.lower())
    if writer is None:
        raise FileNotWritten(file=str(file), reason="suffix")
    counted = _Counted(invoices, report)
    with replacing(file) as made:
        try:
            writer(made, counted)
        except XlsxWriterException as error:
            raise FileNotWritten(file=str(file), reason="too_large") from error
    return counted.done


class _Counted:
    def __init__(self, invoices: Iterable[Invoice], report: Report) -> None:
        self.done = 0
        self._invoices = invoices
        self._report = report

    def __iter__(self) -> Iterator[Invoice]:
        for invoice in self._invoices:
            yield invoice
            self.done += 1
            if self.done % _STEP == 0:
                self._report(Progress("write", self.done))


def row_of(invoice: Invoice) -> list[Value]:
    """Give the cells of an invoice in the order of the sheet 发票."""
    digital = is_digital_number(invoice.number)
    entered, seller, buyer = invoice.entered, invoice.seller, invoice.buyer
    return [
        DIRECTION_NAMES[invoice.direction] if invoice.direction else None,
        invoice.code,
        invoice.paper_number if digital else invoice.number,
        invoice.number if digital else None,
        invoice.issued_on,
        name_of_kind(invoice.kind) if invoice.kind else invoice.kind_name,
        _status_name(invoice),
        *(seller.tax_id, seller.name, seller.address_phone, seller.bank_account),
        *(buyer.tax_id, buyer.name, buyer.address_phone, buyer.bank_account),
        *(invoice.net, invoice.tax, invoice.other_charges, invoice.total),
        *(invoice.check_code, invoice.red_of, invoice.drawer, invoice.payee, invoice.reviewer),
        *(invoice.remark, invoice.category, tags_text(invoice.tags) or None),
        METHOD_NAMES[entered.how] if entered else None,
        _YES_NO[entered.offline] if entered else None,
        _YES_NO[entered.late] if entered else None,
    ]


def _status_name(invoice: Invoice) -> str:
    """A red invoice says 正常 and has negative amounts, as in the tax bureau's export."""
    amount = invoice.net if invoice.total is None else invoice.total
    is_red = invoice.status is Status.RED and amount is not None and amount < 0
    return STATUS_NAMES[Status.NORMAL if is_red else invoice.status]


def line_row_of(key: str, line: Line) -> list[Value]:
    """Give the cells of a line in the order of the sheet 明细."""
    return [
        *(key, line.name, line.spec, line.unit, _number(line.quantity), _number(line.unit_price)),
        *(line.net, line.rate, line.tax, line.tax_code),
    ]


def _number(value: Decimal | None) -> Value:
    """Keep a number as one if Excel gives it back to the last decimal, else make it a text."""
    if value is None:
        return None
    text = plain(value)
    same = len(text.lstrip("-0.")) <= 15 and plain(Decimal(repr(float(value)))) in (
        text,
        f"{text}.0",
    )
    return value if same else text


class _XlsxSheet:
    """One kind of rows in a workbook: text, number and date cells, sheet after sheet."""

    def __init__(self, book: Any, name: str, headers: dict[str, str]) -> None:
        self._book = book
        self._name = name
        self._headers = headers
        self._count = 0
        self._bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        self._money = book.add_format({"num_format": "#,##0.00"})
        self._plain = book.add_format({"num_format": "General"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._text = book.add_format({"num_format": "@"})
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name}{self._count}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for column, (field, header) in enumerate(self._headers.items()):
            self._sheet.set_column(column, column, _WIDTHS.get(field, 9))
            self._sheet.write_string(0, column, header, self._bold)
        self._row = 0

    def end(self) -> None:
        """Add the filter over all rows."""
        self._sheet.autofilter(0, 0, self._row, len(self._headers) - 1)

    def add(self, values: Sequence[Value]) -> None:
        """Write one row."""
        if self._row + 1 >= MAX_ROWS:
            self.end()
            self._begin()
        self._row += 1
        for column, value in enumerate(values):
            if value is not None:
                self._write(column, value)

    def _write(self, column: int, value: str | Decimal | date) -> None:
        row, sheet = self._row, self._sheet
        if isinstance(value, str):
            sheet.write_string(row, column, _NOT_XML.sub("", value)[:MAX_TEXT], self._text)
        elif isinstance(value, Decimal):
            if -_EXACT < value < _EXACT:
                two_places = value.as_tuple().exponent == -2
                sheet.write_number(row, column, value, self._money if two_places else self._plain)
            else:
                sheet.write_string(row, column, plain(value), self._text)
        elif value >= _OLDEST:
            sheet.write_datetime(row, column, value, self._day)
        else:  # Excel knows no such days
            sheet.write_string(row, column, value.isoformat(), self._text)


def _write_xlsx(file: Path, invoices: Iterable[Invoice]) -> None:
    options = {"constant_memory": True, "tmpdir": str(file.parent)}
    book = xlsxwriter.Workbook(str(file), options)
    try:
        ledger = _XlsxSheet(book, LEDGER_SHEET, dict(LEDGER_HEADERS))
        lines = _XlsxSheet(book, LINES_SHEET, dict(LINE_HEADERS))
        for invoice in invoices:
            ledger.add(row_of(invoice))
            for line in invoice.lines:
                lines.add(line_row_of(invoice.key.name, line))
        ledger.end()
        lines.end()
    except BaseException:
        _abandon(book)
        raise
    book.close()


def _abandon(book: Any) -> None:
    """Close the temporary files of the sheets: Windows removes no folder with open ones."""
    book.fileclosed = 1
    for sheet in book.worksheets():
        with suppress(OSError, AttributeError):
            sheet.row_data_fh.close()


_LIKE_NUMBER: Final = re.compile(r"\s*[-+]?[\d.,]+(?:[eE][-+]?\d+)?%?\s*|\d+[-/]\d+(?:[-/]\d+)?")
_LIKE_FORMULA: Final = re.compile(r"'*[=+\-@]")


def csv_text(value: Value) -> str:
    """Write a value so that Excel neither counts with a number nor runs a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        if _LIKE_FORMULA.match(value):
            return f"'{value}"
        return f"\t{value}" if _LIKE_NUMBER.fullmatch(value) or value[0] == "\t" else value
    return plain(value) if isinstance(value, Decimal) else value.isoformat()


def _write_csv(file: Path, invoices: Iterable[Invoice]) -> None:
    with file.open("w", encoding="utf-8-sig", errors="replace", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(LEDGER_HEADERS.values())
        rows.writerows(map(csv_text, row_of(invoice)) for invoice in invoices)
