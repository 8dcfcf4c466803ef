"""The file that the tax bureau's batch check (批量查验) gives back: rows of numbers and answers.

Its columns are known by the titles that the file was written with, by the standard ones, and by
what users write in their place. Where one title could be two things nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from core.domain.answer import State
from core.domain.batch_shape import (
    DEFAULT,
    RESULT_TITLES,
    STANDARD_TITLES,
    STATUS_TITLES,
    BatchAnswer,
    BatchColumn,
    Left,
    Shape,
    answer_of,
)
from core.domain.invoice import InvoiceKey, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.text import clean
from core.errors import InvalidKey
from core.files.cells import EMPTY, Odd, converters, text_of
from core.files.columns import LEDGER_PLACES, bare
from core.files.row_numbers import Numbers, numbers_of
from core.files.sheets import Cell, Row, Sheet, opened

_HEAD: Final = 20
"""In so many rows the titles stand."""
_STANDARD: Final[Mapping[str, str]] = {
    **{bare(title): name for name, title in STANDARD_TITLES.items()},
    **dict.fromkeys(("数电发票号码", "数电票号码"), "digital"),
    **dict.fromkeys(("校验码", "校验码后六位"), "check_code"),
    **{title: f"result.{n}" for n, title in enumerate(RESULT_TITLES)},
    **dict.fromkeys(STATUS_TITLES, "status"),
}
_TELLING: Final = ("no_numbers", "no_result", "two_titles")
"""Why rows hold no answers; the last says most."""
_NAMING: Final = ("digital", "number", "code")
_ASKED: Final = ("issued_on", "net", "total", "amount", "check_code")
_SYNONYMS: Final = {
    title: name for title, name in LEDGER_PLACES.items() if name in (*_NAMING, "issued_on")
}

Value = date | Decimal | str


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row: `row` as Excel counts, `names` under which its invoice may be known.

    `number` and `text` as they stand there; `asked` is with what it was asked about, by field.
    `answer` None where there is none to be kept: `left` says why, `column` which field is at fault.
    `cells` is the whole row by its titles.
    """

    row: int
    number: str
    text: str
    names: tuple[str, ...] = ()
    asked: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    answer: BatchAnswer | None = None
    left: Left | None = None
    column: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


def read_answers(
    data: bytes, shape: Shape = DEFAULT, former: Iterable[BatchColumn] = ()
) -> list[AnsweredRow] | str:
    """Read a workbook or CSV file that was written with this shape, or one of before.

    Gives the reason (a word) where it holds no such rows.
    """
    book = opened(data)
    if isinstance(book, Problem):
        return _why(book)
    titles, reasons = _Titles(shape, former), ["no_numbers"]
    for sheet in book.sheets:
        problem = sheet.load()
        found = _answers(sheet, titles) if problem is None else _why(problem)
        sheet.release()
        if not isinstance(found, str):
            return found
        reasons.append(found)
    return max(reasons, key=_TELLING.index) if set(reasons) <= {*_TELLING} else reasons[-1]


def _why(problem: Problem) -> str:
    reasons = {
        ProblemCode.PASSWORD_PROTECTED: "password",
        ProblemCode.ENCRYPTED: "password",
        ProblemCode.UNKNOWN_FORMAT: "format",
    }
    return str(problem.values.get("reason") or reasons.get(problem.code, problem.code))


class _Titles:
    """What a title may mean, from the surest to the least sure."""

    def __init__(self, shape: Shape, former: Iterable[BatchColumn]) -> None:
        titles = [_bare(each.title) for each in shape.columns]
        self._doubled = {title for title in titles if titles.count(title) > 1}
        self._ways = (
            (_meanings(shape.columns), _STANDARD, _meanings(former), _SYNONYMS),
            # the titles may have been changed since the file was written
            (_STANDARD, _meanings(former), _SYNONYMS),
        )

    def places(self, row: Row) -> dict[str, list[int]] | None:
        """Give the columns of each field; None where no number or no answer is among them."""
        for way in self._ways:
            places = _placed(row, way)
            if _result(places) and ("number" in places or "digital" in places):
                return places
        return None

    def lacking(self, row: Row) -> str:
        """Say what a row of titles lacks."""
        if not _result(_placed(row, self._ways[0])):
            named = any({"number", "digital"} & _placed(row, way).keys() for way in self._ways)
            return "no_result" if named else "no_numbers"
        return "two_titles" if self._doubled & {_bare(cell) for cell in row} else "no_numbers"


def _meanings(columns: Iterable[BatchColumn]) -> dict[str, str]:
    """Title -> field; a title that was given to two fields means none."""
    found: dict[str, set[str]] = {}
    for each in columns:
        for title in {clean(each.title), _bare(each.title)} - {""}:
            found.setdefault(title, set()).add(each.field)
    return {title: min(fields) for title, fields in found.items() if len(fields) == 1}


def _bare(cell: Cell) -> str:
    return bare(text_of(cell))


def _placed(row: Row, way: Sequence[Mapping[str, str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    taken: set[int] = set()
    for meanings in way:
        known = frozenset(places)
        for at, cell in enumerate(row):
            name = meanings.get(clean(text_of(cell))) or meanings.get(_bare(cell))
            less_sure = meanings is _SYNONYMS and name in known
            if name is not None and at not in taken and not less_sure:
                places.setdefault(name, []).append(at)
                taken.add(at)
    return places


def _result(places: Mapping[str, list[int]]) -> list[str]:
    return sorted((x for x in places if x.startswith("result.")), key=lambda x: int(x[7:]))


def _answers(sheet: Sheet, titles: _Titles) -> list[AnsweredRow] | str:
    lacking = ["no_numbers"]
    rows = enumerate(sheet.rows(), 1)
    for n, row in rows:
        places = titles.places(row)
        if places is not None:
            reader = _Reader(row, places)
            return [x for n, row in rows if (x := reader.row(n, row)) is not None]
        lacking.append(titles.lacking(row))
        if n >= _HEAD:
            break
    return max(lacking, key=_TELLING.index)


class _Reader:
    """Reads the rows under a row of titles."""

    def __init__(self, titles: Row, places: Mapping[str, list[int]]) -> None:
        self._titles = [text_of(cell).strip() for cell in titles]
        self._places = places
        self._results = _result(places)
        self._convert = converters()

    def row(self, n: int, row: Row) -> AnsweredRow | None:
        """Read a row; None for one that holds nothing, or neither a number nor an answer."""
        told = [text for name in self._results for text in self._texts(row, name)]
        status = next(iter(self._texts(row, "status")), "")
        shown = next((x for name in _NAMING[:2] for x in self._texts(row, name)), "")
        if not (shown or told) or [text_of(cell).strip() for cell in row] == self._titles:
            return None
        text = told[0] if told else status
        cells = {
            self._titles[at] or str(at + 1): text_of(cell)
            for at, cell in enumerate(row[: len(self._titles)])
            if cell != ""
        }
        made = AnsweredRow(n, shown, text, cells=cells)
        try:
            names = self._names(row)
            asked = {name: tuple(self._values(row, name)) for name in _ASKED}
        except _Wrong as wrong:
            return replace(made, left=wrong.left, column=wrong.column)
        made = replace(made, names=names, asked=asked)
        answer = _understood(told, status)
        if isinstance(answer, Left):
            return replace(made, left=answer)
        return replace(made, answer=answer)

    def _names(self, row: Row) -> tuple[str, ...]:
        found: dict[str, str | int | None] = {}
        for name in _NAMING:
            values = self._figures(row, name)
            if len({str(x).lstrip("0") for x in values}) > 1:
                raise _Wrong(Left.TWO, name)
            found[name] = next(iter(values), None)
        numbers, wrong = numbers_of(found["digital"], found["code"], found["number"], None)
        if wrong is not None:
            two = wrong[1] is ProblemCode.TWO_INVOICES
            lacks = found["number"] and not found["code"] and wrong[0] == "number"
            raise _Wrong(Left.TWO if two else Left.NUMBER, "code" if lacks else "number")
        names = tuple(_named(numbers))
        if not names:
            raise _Wrong(Left.NUMBER, "number")
        return names

    def _figures(self, row: Row, name: str) -> list[str | int]:
        try:
            values = [self._convert[name][cell] for cell in self._cells(row, name)]
        except Odd as odd:
            rounded = odd.code is ProblemCode.NUMBER_ROUNDED
            raise _Wrong(Left.ROUNDED if rounded else Left.NUMBER, name) from None
        return list(dict.fromkeys(x for x in values if x is not None))

    def _values(self, row: Row, name: str) -> Iterator[Value]:
        kind = {"issued_on": "issued_on", "check_code": "check_code"}.get(name, "net")
        for cell in self._cells(row, name):
            is_serial = name == "issued_on" and isinstance(cell, str) and _SERIAL(clean(cell))
            try:
                value = self._convert[kind][float(clean(str(cell))) if is_serial else cell]
            except Odd:
                raise _Wrong(_UNREADABLE.get(name, Left.AMOUNT), name) from None
            if value is not None:
                yield value

    def _cells(self, row: Row, name: str) -> Iterator[Cell]:
        for at in self._places.get(name, ()):
            if at < len(row) and clean(text_of(row[at])) not in EMPTY:
                yield row[at]

    def _texts(self, row: Row, name: str) -> list[str]:
        return [clean(text_of(cell)) for cell in self._cells(row, name)]


class _Wrong(Exception):
    """A row that names nothing, or was asked with something that cannot be read."""

    def __init__(self, left: Left, column: str) -> None:
        super().__init__(left)
        self.left, self.column = left, column


_UNREADABLE: Final = {"issued_on": Left.DAY, "check_code": Left.ROUNDED}
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII).fullmatch
"""A day as Excel counts it, in a text."""
_PAPER: Final = 8
_CODE: Final = 12


def _named(numbers: Numbers) -> Iterator[str]:
    """Give the names, at first as they stand, then with the zeros that a program dropped."""
    code, short = numbers.code, numbers.paper_number or numbers.number or ""
    codes = dict.fromkeys((code, code.zfill(_CODE) if code and len(code) == _CODE - 1 else code))
    for each in codes:
        for number in dict.fromkeys((short, short.zfill(_PAPER) if short.isdigit() else short)):
            digital = numbers.number if numbers.paper_number else number
            paper = number if numbers.paper_number else None
            try:
                yield from InvoiceKey.of(each, digital or None, paper).names
            except InvalidKey:
                continue


def _understood(told: Sequence[str], status: str) -> BatchAnswer | Left:
    """Understand what the columns with answers say, the surest first.

    What that one denies stays denied; what it affirms no other may deny.
    """
    first = answer_of(told[0] if told else "", status)
    if not told and (first is None or first.status is Status.NORMAL):
        return Left.EMPTY  # a status alone is an alarm, and no yes
    if first is None:
        return Left.WORDS
    others = (answer_of(text) for text in told[1:])
    affirmed = first.state is State.MATCH
    if affirmed and any(x is not None and x.state is not State.MATCH for x in others):
        return Left.CONTRADICTS
    return first
