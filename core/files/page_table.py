"""The table of goods: headings, rules and rows -> cells by column.

Cells stand left, right or in the middle under their headings, prices run far beyond theirs and
names begin at the edge of the table. So a row is laid over the columns as a whole: in order, each
cell of a fitting type, as near as can be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Final, NamedTuple

from core.files.page_glyphs import Char, Row, Rule
from core.files.page_labels import Sheet, key_of, take

_HEADINGS: Final = re.compile(
    r"(?P<extra>建筑服务发生地|建筑项目名称|通行日期起|通行日期止|项目编码|序号|备注|车架号|车牌号|类型|"
    r"产权证书/不动产权证号|面积单位)"
    r"|(?P<name>(?:货物或应税劳务(?:、?服务)?|货物或劳务|货物或服务|项目|货物|服务|商品|品目)?名称|项目(?!编))"
    r"|(?P<spec>规格(?:型号)?)|(?P<unit>单位)|(?P<quantity>数量(?:/单位)?)"
    r"|(?P<price>单价|标准)|(?P<net>金额)|(?P<rate>税率/征收率|税率|征收率)|(?P<tax>税额)"
)
_TEXTS: Final = frozenset(("name", "spec", "unit", "extra"))
_FOOT: Final = re.compile(r"(?<!税)合计|小计").search
_SUM: Final = re.compile(r"(?<!税)合计").search
_AMOUNT: Final = re.compile(
    r"-?¥?-?(?:\d[\d,]*\.\d\d|\d+(?![\d.]))|\*{2,}|免税|不征税|-{1,3}(?!\d)"
)
_NUMBER: Final = re.compile(r"[-(¥]{0,3}(?:\d[\d,]*\.?\d*|\.\d+)\)?").fullmatch
_RATE: Final = re.compile(
    r"\d{1,2}(?:\.\d+)?%|0?\.\d+|\*{1,3}|-{1,3}|.{0,4}(?:免税|征税|零税率)"
).fullmatch
_TAX_WORD: Final = re.compile(r"\*{1,3}|免税|不征税|-?\*+|-{1,3}").fullmatch
_SERIAL: Final = re.compile(r"[-\d.,]").match


class Column(NamedTuple):
    """A heading: what stands beneath it, and its edges."""

    name: str
    x0: float
    x1: float


class Cell(NamedTuple):
    """What stands together in a row."""

    chars: list[Char]
    key: str

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.chars[-1].x1


@dataclass(slots=True)
class Table:
    """The columns of a page's table and the height of its body."""

    columns: list[Column]
    top: float
    bottom: float


def table_of(sheet: Sheet, *, fiscal: bool) -> Table | None:
    """Find the table of a sheet and take its headings; `fiscal` ones (财政票据) have no tax."""
    for row in sheet.rows:
        if "金额" in row.key and (fiscal or re.search("税额|税率|征收率", row.key)):
            columns, used = _columns(sheet, row)
            names = {column.name for column in columns}
            if "net" in names and len(names) >= 3 and names & {"name", "spec", "price"}:
                take(used)
                foot = _foot(sheet, row, fiscal=fiscal)
                bottom = foot.y - foot.h / 2 if foot else _end(sheet, row)
                return Table(columns, row.y + 0.7 * sheet.em, bottom)
    return None


def _columns(sheet: Sheet, row: Row) -> tuple[list[Column], list[Char]]:
    band = sheet.near(row.y - 0.7 * sheet.em, row.y + 0.7 * sheet.em)
    chars = sorted((char for each in band for char in each.chars), key=lambda char: char.x0)
    columns: list[Column] = []
    used: list[Char] = []
    for match in _HEADINGS.finditer(key_of(chars)):
        part = chars[match.start() : match.end()]
        if match.lastgroup and not any(b.x0 - a.x1 > 8 * sheet.em for a, b in pairwise(part)):
            if any(column.name == match.lastgroup != "extra" for column in columns):
                break  # a second table beside the first
            columns.append(Column(match.lastgroup, part[0].x0, part[-1].x1))
            used += part
    return columns, used


def _foot(sheet: Sheet, header: Row, *, fiscal: bool) -> Row | None:
    for row in sheet.rows:
        if row.y > header.y + sheet.em and (_FOOT(row.key) or (fiscal and "大写" in row.key)):
            return row
    return None


def _end(sheet: Sheet, header: Row) -> float:
    """Where a table without sums ends: at 价税合计, the remark or the people beneath it."""
    ends = [wall.top for wall in sheet.walls if wall.box == "remark"]
    ends += [
        label.y - label.h
        for label in sheet.labels
        if label.name in ("words", "figures", "drawer", "payee", "name", "seller_name")
    ]
    return min((end for end in ends if end > header.y + sheet.em), default=inf)


def sums_of(sheet: Sheet, table: Table) -> dict[str, str]:
    """Give what stands in the row 合计 under 金额 and 税额; not that of 小计."""
    rows = [row for row in sheet.rows if row.y > table.top and _SUM(row.key)]
    if not rows:
        return {}
    em, foot = sheet.em, rows[0]
    band = [
        char
        for row in sheet.near(foot.y - 0.6 * em, foot.y + 0.6 * em)
        for char in row.chars
        if not char.taken
    ]
    band.sort(key=lambda char: char.x0)
    found: dict[str, tuple[float, str]] = {}
    targets = [column for column in table.columns if column.name in ("net", "tax")]
    for match in _AMOUNT.finditer(key_of(band)):
        part = band[match.start() : match.end()]
        for column in targets:
            far = _apart(part[0].x0, part[-1].x1, column)
            if far < found.get(column.name, (8 * em,))[0] and far == min(
                _apart(part[0].x0, part[-1].x1, other) for other in targets
            ):
                found[column.name] = far, match[0]
    take(band)
    return {name: text for name, (_, text) in found.items()}


def _apart(x0: float, x1: float, column: Column) -> float:
    edges = abs(x0 - column.x0), abs(x1 - column.x1), abs(x0 + x1 - column.x0 - column.x1) / 2
    return min(edges) + max(0.0, column.x0 - x1, x0 - column.x1)


def body_of(sheet: Sheet, table: Table) -> Iterator[Row]:
    """Give the rows between headings and sums, of what is not taken, and take them."""
    for row in sheet.rows:
        if table.top < row.y < table.bottom:
            chars = [char for char in row.chars if not char.taken]
            if chars:
                take(chars)
                yield Row(chars)


def cells_of(
    row: Row, em: float, rules: Sequence[Rule], columns: Sequence[Column] = ()
) -> list[Cell]:
    """Cut a row at wide gaps and rules, between two numbers, and where runs overlap.

    A run that begins right under the beginning of a heading is a cell of its own.
    """
    most = (1.2 if rules else 0.75) * em
    chars = _by_run(row.chars, em)
    cells: list[list[Char]] = [[chars[0]]]
    for a, b in pairwise(chars):
        gap = b.x0 - a.x1
        figures = bool(_SERIAL(a.key) and _SERIAL(b.key))
        if (
            gap > most
            or (figures and 0.2 * em < gap and _is_whole(cells[-1]))
            or ((not figures or a.run != b.run) and any(a.x <= rule.x <= b.x for rule in rules))
            or (gap < -0.3 * em and a.run != b.run)
            or (gap > 0.1 * em and a.run != b.run and _begins(cells[-1][0], b, columns, em))
        ):
            cells.append([])
        cells[-1].append(b)
    return [part for chars in cells for part in _parted(Cell(chars, key_of(chars)))]


def _begins(first: Char, char: Char, columns: Sequence[Column], em: float) -> bool:
    """Say whether a heading begins above a character, and not above the cell before it."""
    return any(
        abs(char.x0 - column.x0) < 0.25 * em and column.x0 - first.x0 > 3 * em for column in columns
    )


def _by_run(chars: list[Char], em: float) -> list[Char]:
    """Keep the texts of a row apart where one is printed over the end of another."""
    if all(b.x0 - a.x1 > -0.1 * em or a.run == b.run for a, b in pairwise(chars)):
        return chars
    edges: dict[int, tuple[float, float]] = {}
    for char in chars:
        edges[char.run] = edges.get(char.run, (char.x0,))[0], char.x1
    return sorted(chars, key=lambda char: (sum(edges[char.run]), char.run, char.x0))


def _is_whole(chars: Sequence[Char]) -> bool:
    return bool(_NUMBER(key_of(chars)))


_TOUCHING: Final = (
    re.compile(
        r"(-?\d[\d,]*\.\d\d)(\d{1,2}%|免税|不征税|\*{3})(-?\d[\d,]*\.\d\d|\*{3})?"
    ).fullmatch,
    re.compile(r"(\d{1,2}%|免税|不征税)(-?[\d,]+\.\d\d|\*{3})").fullmatch,
    # where the one number ends and the next begins is found by what they make
    re.compile(r"(-?\d+\.\d+?)(-?[1-9]\d*\.\d+)").fullmatch,
)
"""Figures of two columns that touch each other."""


def _parted(cell: Cell) -> Iterator[Cell]:
    match = next(filter(None, (touching(cell.key) for touching in _TOUCHING)), None)
    if match is None:
        yield cell
        return
    for at in range(1, len(match.groups()) + 1):
        if match[at]:
            start, end = match.span(at)
            yield Cell(cell.chars[start:end], match[at])


def laid(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    em: float,
    rules: Sequence[Rule] = (),
    *,
    texts_only: bool = False,
) -> list[tuple[str, Cell]] | None:
    """Lay cells over columns, in order; None where there is no way to."""
    rooms = _rooms(columns, rules)
    costs = [_costs(cell, columns, rooms, em, texts_only=texts_only) for cell in cells]
    best: list[list[tuple[float, int]]] = []
    for at, row in enumerate(costs):
        line = []
        for place, cost in enumerate(row):
            before, origin = (0.0, -1) if at == 0 else _cheapest(best[-1], columns, place)
            line.append((before + cost, origin))
        best.append(line)
    if not best or min(best[-1])[0] == inf:
        return None
    place = min(range(len(columns)), key=lambda index: best[-1][index][0])
    found = []
    for at in range(len(cells) - 1, -1, -1):
        found.append((columns[place].name, cells[at]))
        place = best[at][place][1]
    return found[::-1]


_TWICE: Final = 3.0
"""What a second cell in one column costs, in em: a free column beside it is likelier."""
_ELSEWHERE: Final = 100.0


def _rooms(columns: Sequence[Column], rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """The compartment of each column between the rules beside its heading."""
    places = [rule.x for rule in rules]
    middles = [(column.x0 + column.x1) / 2 for column in columns]
    return [
        (
            max((x for x in places if x < middle), default=-inf),
            min((x for x in places if x > middle), default=inf),
        )
        for middle in middles
    ]


def _cheapest(
    before: Sequence[tuple[float, int]], columns: Sequence[Column], place: int
) -> tuple[float, int]:
    """The best column for the cell before: further left, or the same one of texts."""
    best = min(((before[index][0], index) for index in range(place)), default=(inf, -1))
    if columns[place].name in _TEXTS:
        return min(best, (before[place][0] + _TWICE, place))
    return best


def _costs(
    cell: Cell,
    columns: Sequence[Column],
    rooms: Sequence[tuple[float, float]],
    em: float,
    *,
    texts_only: bool,
) -> list[float]:
    is_number = bool(_NUMBER(cell.key))
    x0, x1 = cell.x0, cell.x1
    costs = []
    for index, column in enumerate(columns):
        is_text = column.name in _TEXTS
        if not _fits(cell.key, column.name, is_number=is_number) or (texts_only and not is_text):
            costs.append(inf)
            continue
        cost = _apart(x0, x1, column) / em
        if column.name == "name" and index + 1 < len(columns):
            edge = columns[index + 1].x0
            if index == 0 or x0 > columns[index - 1].x1:
                cost = min(cost, max(0.0, x0 + em - edge, (x1 - edge) / 2) / em)
        if not rooms[index][0] <= (x0 + x1) / 2 <= rooms[index][1]:
            cost += _ELSEWHERE
        costs.append(cost + (1.5 if is_text and is_number else 0.0))
    return costs


def _fits(key: str, name: str, *, is_number: bool) -> bool:
    if name in ("quantity", "price", "net"):
        return is_number
    if name == "rate":
        return bool(_RATE(key)) or (is_number and len(key) <= 2)
    return name != "tax" or is_number or bool(_TAX_WORD(key))
