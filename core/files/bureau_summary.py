"""信息汇总表 where no 发票基础信息 stands beside it: the lines of an invoice joined into one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from core.domain.problem import Problem, ProblemCode
from core.domain.record import UnreadRow
from core.files.bureau_cells import key_of, line_of_record_converters, record_converters
from core.files.bureau_columns import LINE_FIELDS, RECORD_FIELDS, number_places
from core.files.bureau_lines import BureauLines
from core.files.bureau_rows import BureauRow, BureauRows, LineRow, RowTold
from core.files.bureau_sheet import ROWS, Context, blue_in, status_of, weighed
from core.files.bureau_unread import unread_row
from core.files.columns import Header
from core.files.row_numbers import Numbers
from core.files.sheets import Sheet
from core.files.table import Table, below

_AMOUNTS: Final = ("net", "tax", "total")
_FACTS: Final = tuple(f for f in RECORD_FIELDS[3:18] if f not in _AMOUNTS)
"""What every line of an invoice says anew, and all alike."""
_SOFT: Final = frozenset(("drawer", "remark"))
"""Where lines may differ and the invoice is still the same: the first that is not empty counts."""
_NOTHING: Final = (None, (None, None))

_ORDER: Final = dict.fromkeys((*RECORD_FIELDS, *LINE_FIELDS), "")
_PLACE: Final = {field: at for at, field in enumerate(_ORDER)}
_DAY: Final = _PLACE["issued_on"]


def _picking(*fields: str) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    return itemgetter(*(_PLACE[field] for field in fields))


_KEY: Final = _picking("digital", "code", "number", "kind")
_THREE: Final = _picking(*_AMOUNTS)
_ALIKE: Final = _picking(*_FACTS)
_LINE: Final = _picking(*LINE_FIELDS)


class _Joined:
    """An invoice whose lines are coming in."""

    __slots__ = (
        *("at", "facts", "lines", "names", "net", "numbers", "sheet", "tax", "total"),
        "useless",
    )

    def __init__(
        self,
        sheet: str | None,
        at: int,
        numbers: Numbers,
        names: tuple[str, ...],
        facts: tuple[Any, ...],
    ) -> None:
        self.sheet = sheet
        self.at = at
        self.numbers = numbers
        self.names = names
        self.facts = facts
        self.net: int | None = 0
        self.tax: int | None = 0
        self.total: int | None = 0
        self.lines: list[LineRow] = []
        self.useless = False

    def add(self, net: int | None, tax: int | None, total: int | None) -> None:
        """Add the amounts of a line; a sum of which a part is not said is not known."""
        self.net = None if self.net is None or net is None else self.net + net
        self.tax = None if self.tax is None or tax is None else self.tax + tax
        self.total = None if self.total is None or total is None else self.total + total

    def disagreeing(self, facts: tuple[Any, ...]) -> list[str]:
        """Take over what was not said before; name the facts that contradict."""
        wrong, merged = [], list(self.facts)
        for at, (field, known, new) in enumerate(zip(_FACTS, self.facts, facts, strict=True)):
            if known in _NOTHING:
                merged[at] = new
            elif new != known and new not in _NOTHING:
                wrong.append(field)
        self.facts = tuple(merged)
        return wrong


class Summary:
    """The sheets 信息汇总表, 信息汇总表1 …, which are one."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._invoices: dict[str, _Joined] = {}
        self._told: list[RowTold] = []
        self._unread: list[UnreadRow] = []

    def read(self, sheet: Sheet, header: Header) -> None:
        """Join the rows of one more sheet."""
        columns = record_converters() | line_of_record_converters()
        table = Table(header, columns, _ORDER, sheet.faults)
        name, is_text, invoices = sheet.name or None, not sheet.name, self._invoices
        places = number_places(header)
        for at, row in below(sheet, header):
            values, odd = table.values(at, row)
            numbers, names, wrong = key_of(*_KEY(values), is_text=is_text)
            joined = invoices.get(names[0]) if names else None
            amounts = net, _, total = _THREE(values)
            fatal = False
            if odd or wrong or values[_DAY] is None or (net is None and total is None):
                problems, fatal = weighed(values, odd, wrong, numbers.number, header)
                if fatal and table.is_no_invoice(row):
                    continue
                for placed in table.placed(problems):
                    self._told.append(RowTold(name, at, *placed, rejected=fatal))
                if not names:
                    self._unread.append(unread_row(name, at, row, places, values))
                    continue
            facts = _ALIKE(values)
            if joined is None:
                joined = invoices[names[0]] = _Joined(name, at, numbers, names, facts)
            elif facts != joined.facts:
                self._compare(name, at, joined, facts, header)
            joined.useless |= fatal
            joined.add(*amounts)
            joined.lines.append(_LINE(values))

    def _compare(
        self, name: str | None, at: int, joined: _Joined, facts: tuple[Any, ...], header: Header
    ) -> None:
        for field in joined.disagreeing(facts):
            hard = field not in _SOFT
            disagree = Problem(ProblemCode.ROWS_DISAGREE, {"row": str(joined.at)}, field)
            told = RowTold(name, at, header.titles.get(field), disagree, rejected=hard)
            self._told.append(told)
            joined.useless |= hard

    @property
    def lines(self) -> BureauLines:
        """Give the lines alone, for invoices that stand elsewhere."""
        lines = BureauLines()
        for key, joined in self._invoices.items():
            lines.add(key, joined.lines, (joined.sheet, joined.at))
        return lines

    @property
    def told(self) -> list[RowTold]:
        """What was said about lines so far."""
        return self._told

    def batches(self, context: Context) -> Iterator[BureauRows]:
        """Give the invoices, some at a time; after `read` of every sheet."""
        useless = (_unread(joined) for joined in self._invoices.values() if joined.useless)
        yield BureauRows([], self._told, [*self._unread, *useless])
        usable = (joined for joined in self._invoices.values() if not joined.useless)
        while some := list(islice(usable, ROWS)):
            told: list[RowTold] = []
            yield BureauRows([_row(joined, context, told) for joined in some], told)


def _unread(joined: _Joined) -> UnreadRow:
    day = joined.facts[0]
    issued_on = None if day is None else date.fromisoformat(day)
    return UnreadRow(joined.sheet, joined.at, joined.names, issued_on)


def _row(joined: _Joined, context: Context, told: list[RowTold]) -> BureauRow:
    (
        day, kind, stated, positive, seller_id, seller, buyer_id, buyer,
        source, risk, drawer, remark,
    ) = joined.facts  # fmt: skip
    amount = joined.net if joined.total is None else joined.total
    status, sign = status_of(stated, positive, amount or 0)
    direction = context.direction((seller_id, seller, buyer_id, buyer))
    if sign:
        told.append(RowTold(joined.sheet, joined.at, None, sign, rejected=False))
    if direction is None:
        other = Problem(ProblemCode.OTHER_TAXPAYER)
        told.append(RowTold(joined.sheet, joined.at, None, other, rejected=False))
    code, number, paper = joined.numbers
    assert number is not None  # else it has no names
    return BureauRow(
        joined.sheet, joined.at, joined.names,
        kind[0], kind[1], code, number, paper, day, joined.net, joined.tax, joined.total,
        seller, seller_id, buyer, buyer_id, direction, status,
        blue_in(remark) if remark and status == "red" else None,
        source, risk, drawer, remark, None, None, None, None, tuple(joined.lines),
    )  # fmt: skip
