"""The file that the tax bureau's batch check (批量查验) gives back: rows of numbers and answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.domain.batch_shape import BatchAnswer, answer_of
from core.domain.problem import Problem
from core.domain.text import clean
from core.files.cells import text_of
from core.files.columns import bare
from core.files.sheets import Row, Sheet, opened

_TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "digital": ("数电发票号码", "数电票号码"),
    "code": ("发票代码",),
    "number": ("发票号码",),
    "result": ("查验结果", "查验状态", "验证结果", "结果", "查验情况"),
    "status": ("发票状态", "票据状态"),
}
_HEAD: Final = 20
"""In so many rows the titles stand."""


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row: `row` as Excel counts; `answer` None where its words are not known."""

    row: int
    code: str | None
    number: str | None
    text: str
    answer: BatchAnswer | None


def read_answers(data: bytes) -> list[AnsweredRow] | str:
    """Read a workbook or CSV file; gives the reason (a word) where it holds no such rows."""
    book = opened(data)
    if isinstance(book, Problem):
        return str(book.code)
    for sheet in book.sheets:
        if sheet.load() is None:
            found = _answers(sheet)
            sheet.release()
            if found is not None:
                return found
    return "no_columns"


def _answers(sheet: Sheet) -> list[AnsweredRow] | None:
    rows = enumerate(sheet.rows(), 1)
    for n, row in rows:
        places = _places(row)
        if "result" in places and ("number" in places or "digital" in places):
            return [x for n, row in rows if (x := _row(n, row, places)) is not None]
        if n >= _HEAD:
            break
    return None


def _places(row: Row) -> dict[str, int]:
    titles = [bare(cell) for cell in row]
    return {
        field: titles.index(title)
        for field, names in _TITLES.items()
        for title in reversed(names)
        if title in titles
    }


def _row(n: int, row: Row, places: Mapping[str, int]) -> AnsweredRow | None:
    cells = dict(_cells(row, places))
    number = cells.get("digital") or cells.get("number")
    if not number:
        return None
    text, status = cells.get("result", ""), cells.get("status", "")
    return AnsweredRow(n, cells.get("code"), number, text or status, answer_of(text, status))


def _cells(row: Row, places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for field, place in places.items():
        text = clean(text_of(row[place])) if place < len(row) else ""
        if text and text != "--":
            yield field, text
