"""Lines of the tax bureau's workbooks: of 信息汇总表, and of the sheets of one kind of business."""

from collections.abc import Iterator
from typing import Any, Final

from core.domain.problem import Problem, ProblemCode
from core.domain.record import UnreadRow
from core.files.bureau_cells import key_of, line_of_record_converters
from core.files.bureau_columns import KEY_FIELDS, LINE_FIELDS
from core.files.bureau_rows import LineRow, RowTold
from core.files.columns import Header
from core.files.row_numbers import Wrong
from core.files.sheets import Sheet
from core.files.table import Table, below

_FIELDS: Final = KEY_FIELDS + LINE_FIELDS


class BureauLines:
    """Lines by the names of their invoice, until it takes them."""

    def __init__(self) -> None:
        """Hold none."""
        self._waiting: dict[str, list[LineRow]] = {}
        self._places: dict[str, tuple[str | None, int]] = {}

    def read(self, sheet: Sheet, header: Header) -> Iterator[RowTold]:
        """Keep the lines of a sheet; say what could not be read."""
        table = Table(header, line_of_record_converters(), dict.fromkeys(_FIELDS, ""), sheet.faults)
        name, is_text = sheet.name or None, not sheet.name
        waiting, places = self._waiting, self._places
        for at, row in below(sheet, header):
            values, odd = table.values(at, row)
            digital, code, number, *line = values
            _, names, wrong = key_of(digital, code, number, (None, None), is_text=is_text)
            key = names[0] if names else None
            if (odd or key is None) and table.is_no_invoice(row):
                continue
            for placed in table.placed(_problems(odd, wrong)) if odd or wrong else ():
                yield RowTold(name, at, *placed, rejected=key is None)
            if key is not None:
                waiting.setdefault(key, []).append(tuple(line))
                places.setdefault(key, (name, at))

    def add(self, key: str, lines: list[LineRow], place: tuple[str | None, int]) -> None:
        """Keep the lines of one invoice; `place` is where the first of them stands."""
        self._waiting[key] = lines
        self._places[key] = place

    def absorb(self, other: "BureauLines") -> None:
        """Take over the lines of those invoices that have none here."""
        for key, lines in other._waiting.items():
            if key not in self._waiting:
                self.add(key, lines, other._places[key])

    def take(self, names: tuple[str, ...]) -> tuple[LineRow, ...]:
        """Give the lines of the invoice with these names and forget them."""
        taken: list[LineRow] = []
        for name in names:
            if name in self._waiting:
                taken += self._waiting.pop(name)
        return tuple(taken)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def orphans(self) -> Iterator[tuple[RowTold, UnreadRow]]:
        """Name the first line of each invoice that the workbook does not have, and its number."""
        for key in self._waiting:
            name, at = self._places[key]
            told = RowTold(name, at, None, Problem(ProblemCode.ORPHAN_LINE), rejected=True)
            yield told, UnreadRow(name, at, (key,))


def _problems(odd: tuple[Problem, ...], wrong: Wrong | None) -> tuple[Problem, ...]:
    at_fault: set[Any] = {found.field for found in odd}
    if wrong is None or not at_fault.isdisjoint(KEY_FIELDS):
        return odd
    field, code, text = wrong
    return (*odd, Problem(code, {} if text is None else {"text": text}, field))
