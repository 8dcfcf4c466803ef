"""Rows of the table of goods -> lines (货物或应税劳务)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from core.domain.invoice import Line
from core.domain.tax import Unreadable, money, number, price_agrees, rate
from core.files.page_glyphs import Rule
from core.files.page_labels import Sheet, text_of
from core.files.page_table import Cell, Table, body_of, cells_of, laid

MAX_LINES: Final = 20_000

_SUBTABLE: Final = re.compile(
    r"出行人|有效身份证件号|出行日期|出发地|到达地|等级|交通工具类型|运输工具种类|运输工具牌号|起运地|"
    r"运输货物名称|建筑服务发生地|建筑项目名称|土地增值税项目编号|跨地市标志|租赁期起止|不动产地址|产权证书|"
    r"车牌号|车船识别代码|车架号|保险单号|代收车船税|滞纳金|发票代码|姓名|证件类型|证件号码|车次"
)
_SERIAL: Final = re.compile(r"^\d{1,4}\s?(?=\*)")
_ELSEWHERE: Final = re.compile(r"详见.{0,8}清单").search


@dataclass(slots=True)
class _Open:
    """A line that may go on in the next row: texts by column."""

    texts: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, text: str) -> None:
        """Append a text to a column; two Latin words are kept apart."""
        before = self.texts.get(name, "")
        ends = before[-1:] + text[:1]
        glue = " " if len(ends) == 2 and ends.isascii() and ends.isalpha() else ""
        self.texts[name] = before + glue + text


def lines_of(sheet: Sheet, table: Table, rules: Sequence[Rule]) -> list[Line]:
    """Read the lines between the headings and the sums of one page."""
    ruled = _used_rules(table, rules)
    found: list[_Open] = []
    for row in body_of(sheet, table):
        if _is_heading(row.key):
            break  # 出行人 and the like: what follows tells of the lines, and is none
        cells = cells_of(row, sheet.em, ruled, table.columns)
        _take_row(found, cells, table, sheet.em, ruled)
        if len(found) > MAX_LINES:
            break
    return [line for line in map(_line, found) if line != Line()]


def without_pointer(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Leave out 详见销货清单 where the list itself follows."""
    if len(lines) > 1 and _ELSEWHERE(lines[0].name or ""):
        return tuple(lines[1:])
    return tuple(lines)


def _is_heading(key: str) -> bool:
    words = _SUBTABLE.findall(key)
    return len(words) >= 2 and sum(map(len, words)) >= 0.7 * len(key)


def _used_rules(table: Table, rules: Sequence[Rule]) -> list[Rule]:
    """The vertical rules that cross the body and part its columns, if they are enough."""
    bottom = min(table.bottom, table.top + 30)
    crossing = [
        rule
        for rule in rules
        if rule.top < table.top + 10
        and rule.bottom > bottom - 10
        and not any(column.x0 < rule.x < column.x1 for column in table.columns)
    ]
    return crossing if len({round(rule.x) for rule in crossing}) >= len(table.columns) - 2 else []


def _take_row(
    found: list[_Open], cells: list[Cell], table: Table, em: float, rules: Sequence[Rule]
) -> None:
    placed = laid(cells, table.columns, em, rules)
    has_amount = placed is not None and any(name == "net" for name, _ in placed)
    if not has_amount:
        placed = laid(cells, table.columns, em, rules, texts_only=True)
    if placed is None:
        return
    starts = any(name == "name" and _begins(cell.key) for name, cell in placed)
    if not found or _opens(found[-1], has_amount=has_amount, starts=starts):
        found.append(_Open())
    for name, cell in placed:
        if has_amount or name in ("name", "spec", "unit"):
            found[-1].put(name, text_of(cell.chars, em))


def _begins(key: str) -> bool:
    return _SERIAL.sub("", key).startswith("*")


def _opens(last: _Open, *, has_amount: bool, starts: bool) -> bool:
    if has_amount and "net" in last.texts:
        return True
    return starts and _begins(last.texts.get("name", ""))


def _line(opened: _Open) -> Line:
    texts = dict(opened.texts)
    if not _agrees(texts.get("quantity"), texts.get("price"), texts.get("net")):
        texts |= next(_recut(texts), {})
    return Line(
        name=_SERIAL.sub("", texts.get("name", "")) or None,
        spec=texts.get("spec"),
        unit=texts.get("unit") or None,
        quantity=_read(texts.get("quantity"), number),
        unit_price=_read(texts.get("price"), number),
        net=_read(texts.get("net"), money),
        rate=_read(texts.get("rate"), rate),
        tax=_read(texts.get("tax"), money),
    )


def _read(text: str | None, reader: Callable[[str], Any]) -> Any:
    if text is None or not text.strip("-"):
        return None
    try:
        return reader(text)
    except Unreadable:
        return None


def _agrees(quantity: str | None, price: str | None, net: str | None) -> bool:
    """Say whether two figures make the third; without both of them nothing speaks against it."""
    if not quantity and not price:
        return True
    try:
        amount, product = money(net or ""), number(quantity or "") * number(price or "")
        return price_agrees(number(quantity or ""), number(price or ""), amount) or bool(
            abs(product - amount) <= abs(amount) / 10_000 + Decimal("0.05")
        )
    except Unreadable:
        return False


def _recut(texts: dict[str, str]) -> Iterator[dict[str, str]]:
    """Cut figures that run together, or stick to the unit, where quantity × price is net."""
    unit, net = texts.get("unit", ""), texts.get("net", "")
    quantity, price = texts.get("quantity", ""), texts.get("price", "")
    stuck = re.search(r"[-\d.]+$", unit)
    for tail in dict.fromkeys(("", stuck[0] if stuck else "")):
        for left, right in _cuts(tail + quantity + price):
            if _agrees(left, right, net):
                yield {"unit": unit.removesuffix(tail), "quantity": left, "price": right}
    for left, right in _cuts(price + net, whole=True):
        if _agrees(quantity, left, right):
            yield {"price": left, "net": right}
    for first, amount in _cuts(quantity + price + net, whole=True):
        for left, right in _cuts(first):
            if _agrees(left, right, amount):
                yield {"quantity": left, "price": right, "net": amount}


_PLAIN: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?").fullmatch
_MONEY: Final = re.compile(r"-?(?:0|[1-9]\d*)\.\d\d").fullmatch
_LONGEST: Final = 60


def _cuts(figures: str, *, whole: bool = False) -> Iterator[tuple[str, str]]:
    """Cut in two numbers in every way; `whole`: the second is an amount of money."""
    ends = _MONEY if whole else _PLAIN
    for at in range(1, min(len(figures), _LONGEST)):
        if ends(figures[at:]) and _PLAIN(figures[:at]):
            yield figures[:at], figures[at:]
