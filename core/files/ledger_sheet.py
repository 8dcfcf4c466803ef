"""Sheets of a ledger workbook, row by row: a row 发票 makes a Draft, rows of 明细 its lines."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Final, NamedTuple

from core.domain.invoice import Draft, Entered, EntryMethod, Line, Party, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.files.cells import converters, line_converters
from core.files.columns import LEDGER_HEADERS, LINE_HEADERS, Header
from core.files.row_numbers import Wrong, numbers_of
from core.files.sheets import Sheet
from core.files.table import RowProblem, Table, about, below

__all__ = ["UNKNOWN_MOMENT", "LedgerSheet", "Lines", "RowDraft", "RowProblem", "about"]

UNKNOWN_MOMENT: Final = datetime(1900, 1, 1, tzinfo=timezone(timedelta(hours=8)))
"""Stands in `entered.at` of a row: the workbook does not hold when and by whom."""


_NO_SOURCES: Final[Mapping[str, Source]] = {}
_NO_TITLES: Final[Mapping[str, str]] = {}


class RowDraft(NamedTuple):
    """What became of one row; `row` as Excel counts, None where a whole sheet is meant.

    `fields` with `problems`: kept, to be looked at. Without fields it is `rejected`, or a row of
    明细 whose line is kept with something missing. `sheet` is None for CSV. `titles` are the
    headers as they stand in the sheet, by place ("digital" holds 20 digits).
    """

    sheet: str | None
    row: int | None
    fields: dict[str, Any] | None
    problems: tuple[RowProblem, ...] = ()
    rejected: bool = False
    sources: Mapping[str, Source] = _NO_SOURCES
    titles: Mapping[str, str] = _NO_TITLES

    @property
    def draft(self) -> Draft | None:
        """The draft of the row."""
        return None if self.fields is None else Draft(**self.fields, sources=self.sources)


class Lines:
    """The sheets 明细: lines by the key name of their invoice, until it takes them."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Line]] = {}
        self._places: dict[str, list[tuple[str, int]]] = {}

    def read(self, sheet: Sheet, header: Header) -> Iterator[RowDraft]:
        """Keep the lines of a sheet; give the rows in which something could not be read."""
        table = Table(header, line_converters(), LINE_HEADERS, sheet.faults)
        for number, row in below(sheet, header):
            if not any(row):
                continue
            values, odd = table.values(number, row)
            key, *rest = values
            if odd or key is None:
                missing = Problem(ProblemCode.NUMBER_MISSING, field="key")
                placed = table.placed(odd or (missing,))
                yield RowDraft(sheet.name, number, None, placed, rejected=key is None)
            if key is not None:
                self._waiting.setdefault(key, []).append(Line(*rest))
                self._places.setdefault(key, []).append((sheet.name, number))
        sheet.release()

    def take(self, names: tuple[str, ...]) -> tuple[Line, ...]:
        """Give the lines of the invoice with these names and forget them."""
        taken: list[Line] = []
        for name in names:
            if name in self._waiting:
                taken += self._waiting.pop(name)
                del self._places[name]
        return tuple(taken)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def orphans(self) -> Iterator[RowDraft]:
        """Give the rows whose key no invoice of the workbook has."""
        for places in self._places.values():
            for sheet, row in places:
                orphan = about(Problem(ProblemCode.ORPHAN_LINE), LINE_HEADERS["key"])
                yield RowDraft(sheet, row, None, orphan, rejected=True)


class _Parties(dict[tuple[str | None, str | None, str | None, str | None], Party]):
    """Sellers and buyers: in a ledger few of them return often."""

    def __missing__(self, key: tuple[str | None, str | None, str | None, str | None]) -> Party:
        tax_id, name, address_phone, bank_account = key
        party = Party(name, tax_id, address_phone, bank_account)
        if len(self) < 50_000:
            self[key] = party
        return party


class _EnteredHow(dict[tuple[EntryMethod | None, bool | None, bool | None], Entered | None]):
    def __missing__(
        self, key: tuple[EntryMethod | None, bool | None, bool | None]
    ) -> Entered | None:
        how, offline, late = key
        entered = None
        if key != (None, None, None):
            entered = Entered(
                how or EntryMethod.WORKBOOK, "", UNKNOWN_MOMENT, bool(offline), bool(late)
            )
        self[key] = entered
        return entered


_AMOUNTS: Final = frozenset(("net", "tax", "total", "other_charges"))
_VALUE_OF: Final = {ProblemCode.TWO_INVOICES: "keys"}
_FIELD_OF: Final = {"digital": "number", "how": "entered", "offline": "entered", "late": "entered"}


_STATUS: Final = list(LEDGER_HEADERS).index("status")


class LedgerSheet:
    """One sheet of invoices."""

    def __init__(self, sheet: Sheet, header: Header, lines: Lines) -> None:
        self._sheet = sheet
        self._header = header
        self._lines = lines
        self._table = Table(header, converters(), LEDGER_HEADERS, sheet.faults)
        self._parties = _Parties()
        self._entered = _EnteredHow()
        self._sources = _sources(header)
        self._unstated = _sources(header, "status")

    def rows(self) -> Iterator[RowDraft]:
        """Give every row that holds something."""
        name = self._sheet.name or None
        read, titles = self._table.values, self._header.titles
        for number, row in below(self._sheet, self._header):
            values, odd = read(number, row)
            fields, problems = self._fields(values, odd)
            if fields is None and self._table.is_no_invoice(row):
                continue
            told = self._table.placed(problems) if problems else ()
            sources = self._sources if values[_STATUS] else self._unstated
            yield RowDraft(name, number, fields, told, fields is None, sources, titles)

    def _fields(
        self, values: list[Any], odd: tuple[Problem, ...]
    ) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
        (
            direction, code, number, digital, issued_on, kind, status,
            seller_id, seller, seller_address, seller_bank,
            buyer_id, buyer, buyer_address, buyer_bank,
            net, tax, other_charges, total, check_code, red_of,
            drawer, payee, reviewer, remark, category, tags, how, offline, late,
        ) = values  # fmt: skip
        numbers, wrong = numbers_of(digital, code, number, kind[0])
        lines = self._lines.take(numbers.names) if self._lines else ()
        if odd or wrong or issued_on is None or (net is None and total is None):
            odd, fatal = self._weighed(odd, wrong, numbers.number, values)
            if fatal:
                return None, odd
        fields = {
            "kind": kind[0],
            "kind_name": kind[1],
            "code": numbers.code,
            "number": numbers.number,
            "paper_number": numbers.paper_number,
            "issued_on": issued_on,
            "net": net,
            "tax": tax,
            "other_charges": other_charges,
            "total": total,
            "check_code": check_code,
            "seller": self._parties[seller_id, seller, seller_address, seller_bank],
            "buyer": self._parties[buyer_id, buyer, buyer_address, buyer_bank],
            "lines": lines,
            "remark": remark,
            "drawer": drawer,
            "payee": payee,
            "reviewer": reviewer,
            "direction": direction,
            "status": _status(status, net if total is None else total),
            "red_of": red_of,
            "entered": self._entered[how, offline, late],
            "category": category,
            "tags": tags,
        }
        return fields, odd

    def _weighed(
        self,
        odd: tuple[Problem, ...],
        wrong: Wrong | None,
        number: str | None,
        values: list[Any],
    ) -> tuple[tuple[Problem, ...], bool]:
        """Add what the row lacks, and say whether it cannot be stored."""
        problems = list(odd)
        at_fault = {found.field for found in odd}
        if wrong and (number is not None or at_fault.isdisjoint(("code", "number", "digital"))):
            field, code, text = wrong
            values_of = {} if text is None else {_VALUE_OF.get(code, "text"): text}
            problems.append(Problem(code, values_of, field))
        place = dict(zip(LEDGER_HEADERS, values, strict=True))
        if place["issued_on"] is None and "issued_on" not in at_fault:
            problems.append(Problem(ProblemCode.DATE_MISSING, field="issued_on"))
        lacks_amount = place["net"] is None and place["total"] is None
        if lacks_amount and at_fault.isdisjoint(_AMOUNTS):
            field = "total" if "total" in self._header.places else "net"
            problems.append(Problem(ProblemCode.AMOUNT_MISSING, field=field))
        fatal = number is None or place["issued_on"] is None or lacks_amount
        return tuple(problems), fatal or not at_fault.isdisjoint(_AMOUNTS)


def _status(stated: Status | None, amount: Decimal) -> Status:
    """A red invoice says 正常 and has negative amounts, as in the tax bureau's export."""
    if stated is None or stated is Status.NORMAL:
        return Status.RED if amount < 0 else Status.NORMAL
    return stated


def _sources(header: Header, *without: str) -> Mapping[str, Source]:
    """Say which fields the sheet speaks of; one mapping serves all rows."""
    fields = {_FIELD_OF.get(place, place.partition(".")[0]) for place in header.places}
    return dict.fromkeys(fields - set(without), Source.WORKBOOK)
