"""A table in a sheet: the rows below its header, their cells made into values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from operator import getitem, itemgetter
from typing import Any, Final, NamedTuple

from core.domain.problem import Problem, ProblemCode
from core.domain.text import shown
from core.files.cells import Converter, Fault, Odd
from core.files.columns import Header, bare
from core.files.sheets import Cell, Row, Sheet


class RowProblem(NamedTuple):
    """A problem and the header of the column at fault, as it stands in the sheet."""

    column: str | None
    problem: Problem


def about(problem: Problem, column: str | None = None) -> tuple[RowProblem, ...]:
    """Give the one problem of a row."""
    return (RowProblem(column, problem),)


def below(sheet: Sheet, header: Header) -> Iterator[tuple[int, Row]]:
    """Give the rows below the header, numbered as Excel counts."""
    return enumerate(islice(sheet.rows(), header.row, None), header.row + 1)


_TOTAL_ROWS: Final = frozenset(
    ("合计", "总计", "小计", "本页合计", "本页小计", "累计", "本月合计", "本年累计")
)
_NUMBERS: Final = ("number", "digital")
_PLACES: Final = {"digital": "number"} | {n: f"entered.{n}" for n in ("how", "offline", "late")}


class Table:
    """Picks the cells of the columns in a fixed order and converts them."""

    def __init__(
        self,
        header: Header,
        columns: Mapping[str, Converter],
        order: Mapping[str, str],
        faults: Mapping[int, Mapping[int, str]],
    ) -> None:
        self._fields = tuple(order)
        self._titles = header.titles
        self._places = header.places
        self._numbers = {bare(header.titles[n]) for n in _NUMBERS if n in header.titles}
        self._columns = [columns[field] for field in order]
        # a column that is missing is read from the blank put at the end of each row
        self.pick: Callable[[Row], tuple[Cell, ...]] = itemgetter(
            *(header.places.get(field, -1) for field in order)
        )
        self._width = max(header.places.values()) + 1
        self._faults = faults

    def values(self, number: int, row: Row) -> tuple[list[Any], tuple[Problem, ...]]:
        """Give the values in order, and what could not be converted; its value is nothing."""
        try:
            row.append("")
            if number in self._faults:
                raise Odd(ProblemCode.MACRO_OR_FORMULA, "")
            return list(map(getitem, self._columns, self.pick(row))), ()
        except (Odd, IndexError):
            return self._one_by_one(number, row)

    def _one_by_one(self, number: int, row: list[Any]) -> tuple[list[Any], tuple[Problem, ...]]:
        row += [""] * (self._width + 1 - len(row))
        for column, text in self._faults.get(number, {}).items():
            if column < self._width:
                row[column] = Fault(text)
        values, problems = [], []
        for field, convert, cell in zip(self._fields, self._columns, self.pick(row), strict=True):
            try:
                values.append(convert[cell])
            except Odd as odd:
                values.append(convert[""])
                problems.append(Problem(odd.code, {"text": odd.text}, field))
        return values, tuple(problems)

    def placed(self, problems: Iterable[Problem]) -> tuple[RowProblem, ...]:
        """Name the fields as the invoice JSON does, beside the header of the column of each."""
        return tuple(
            RowProblem(
                self._titles.get(found.field or ""),
                replace(found, field=_PLACES.get(found.field or "", found.field)),
            )
            for found in problems
        )

    def is_no_invoice(self, row: Sequence[Any]) -> bool:
        """Say whether a row without a draft is blank, a sum, or the header once more."""
        cells = [cell for cell in row if not (isinstance(cell, str) and not shown(cell))]
        if not cells or all(cell == "--" for cell in cells):
            return True
        texts = {bare(cell) for cell in cells}
        places = self._places
        numbers = [row[places[name]] for name in _NUMBERS if name in places]
        if any(bare(cell) in self._numbers for cell in numbers):
            return True
        return not any(map(bare, numbers)) and not texts.isdisjoint(_TOTAL_ROWS)
