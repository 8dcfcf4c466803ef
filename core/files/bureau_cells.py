"""What stands in a cell of the tax bureau's workbooks, made into the plain values of a row.

Stricter than a ledger's cells: what Excel has spoiled is named and never put right.
"""

import re
from datetime import datetime
from typing import Any, Final

from core.domain import tax
from core.domain.invoice import InvoiceKey, InvoiceKind, is_digital_number
from core.domain.problem import ProblemCode
from core.files.cells import EMPTY, Converter, Odd, converters, line_converters, text_of
from core.files.row_numbers import NOTHING, Figures, Numbers, Wrong, numbers_of

_UNTAXED: Final = {*EMPTY, *tax.UNTAXED, "*", "**"}
_LARGEST: Final = 1e13
_LONGEST: Final = 17  # -1234567890123.45
_SHORT: Final = 13


class Fen(Converter):
    """Amounts in integer fen: the usual number or text needs no detour, and few return."""

    def __init__(self, convert: Converter, *, empty: Any = EMPTY) -> None:
        """Convert by a converter of amounts in yuan what is unusual."""
        super().__init__(lambda cell: tax.fen(convert[cell]), keep=False, empty=empty)

    def __missing__(self, cell: Any) -> Any:
        """Convert an amount; what binary arithmetic leaves of a fen is no part of it."""
        if type(cell) is float:
            if -_LARGEST < cell < _LARGEST:
                fen = round(cell * 100)
                if -1e-6 < cell - fen / 100 < 1e-6:
                    return fen
        elif type(cell) is str and cell[-3:-2] == "." and len(cell) < _LONGEST:
            figures = cell[:-3] + cell[-2:]
            if figures.removeprefix("-").isdigit() and figures.isascii():
                return int(figures)
        return super().__missing__(cell)


class Figured(Converter):
    """Quantities and unit prices as text, with all the decimals that stand there."""

    def __init__(self, convert: Converter) -> None:
        """Convert by a converter of numbers what is unusual."""
        super().__init__(lambda cell: tax.plain(convert[cell]), keep=False, empty=EMPTY)

    def __missing__(self, cell: Any) -> Any:
        """Give the usual number as it stands."""
        if type(cell) is str and len(cell) < _SHORT and cell.isascii():
            whole, point, part = cell.partition(".")
            usual = whole.isdigit() and (whole[0] != "0" or whole == "0")
            if usual and (part.isdigit() or not point):
                return cell
        return super().__missing__(cell)


class Days(Converter):
    """Days as ISO text; of texts with a time the day alone is remembered."""

    def __init__(self, convert: Converter) -> None:
        """Convert by a converter of dates."""
        super().__init__(lambda cell: convert[cell].isoformat(), empty=EMPTY)

    def __missing__(self, cell: Any) -> Any:
        """Convert a day, with or without a time."""
        if type(cell) is str and cell[10:11] == " " and cell[13:14] == ":":
            return self[cell[:10]]
        return super().__missing__(cell)


def _moment(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    text = text_of(cell).strip().replace("/", "-")[:19]
    try:
        return datetime.fromisoformat(text).isoformat(" ", "seconds")
    except ValueError:
        raise Odd(ProblemCode.VALUE_UNREADABLE, text) from None


_YES: Final = {"已勾选": "是", "未勾选": "否", "勾选": "是", "不勾选": "否"}
_CODED: Final = re.compile(r"[(（]\d\d?[)）]\s*$")


def record_converters() -> dict[str, Converter]:
    """Make a converter for every column of a sheet with one invoice a row."""
    known = converters()
    answers, statuses, kinds = known["offline"], known["status"], known["kind"]
    plain = {
        name: known[name]
        for name in ("digital", "code", "number", "drawer", "remark", "seller.tax_id")
    }
    same = {name: known[name] for name in ("seller.name", "buyer.tax_id", "buyer.name")}
    return (
        plain
        | same
        | {
            "issued_on": Days(known["issued_on"]),
            "kind": Converter(lambda cell: _plain_kind(kinds[cell]), (None, None)),
            "status": Converter(
                lambda cell: statuses[_CODED.sub("", cell) if isinstance(cell, str) else cell].value
            ),
            "positive": Converter(lambda cell: answers[cell]),
            "net": Fen(known["net"]),
            "tax": Fen(known["tax"], empty=_UNTAXED),
            "total": Fen(known["total"]),
            "source": Converter(lambda cell: known["category"][cell]),
            "risk": Converter(lambda cell: known["category"][cell]),
            "selected": Converter(lambda cell: answers[_YES.get(text_of(cell).strip(), cell)]),
            "deductible": Fen(known["tax"], empty=_UNTAXED),
            "selected_at": Converter(_moment),
        }
    )


def line_of_record_converters() -> dict[str, Converter]:
    """Make a converter for every column of a line, and for the key beside it."""
    known, lines = converters(), line_converters()
    return {name: known[name] for name in ("digital", "code", "number")} | {
        "line.name": lines["name"],
        "line.spec": lines["spec"],
        "line.unit": lines["unit"],
        "line.quantity": Figured(lines["quantity"]),
        "line.unit_price": Figured(lines["unit_price"]),
        "net": Fen(known["net"]),
        "line.rate": lines["rate"],
        "tax": Fen(known["tax"], empty=_UNTAXED),
        "line.tax_code": lines["tax_code"],
    }


def _plain_kind(found: tuple[InvoiceKind | None, str | None]) -> tuple[str | None, str | None]:
    kind, name = found
    return (kind.value if kind else None), name


def key_of(
    digital: Figures,
    code: Figures,
    number: Figures,
    kind: tuple[str | None, str | None],
    *,
    is_text: bool,
) -> tuple[Numbers, tuple[str, ...], Wrong | None]:
    """Give the numbers of a row and the names of its key: none where they name no invoice.

    Zeros that Excel dropped are not put back and figures that it rounded are not taken: a row
    with the wrong name would be compared with another's invoice. Codes have 10 or 12 figures,
    numbers 8, 财政票据 8 and 10. `is_text`: a CSV file, in which 20 figures that end in five
    zeros are what Excel leaves of a number.
    """
    is_alone = code is None and number is None and not is_text
    if is_alone and type(digital) is str and is_digital_number(digital):
        return Numbers(None, digital, None), (digital,), None
    numbers, wrong = _numbers(digital, code, number, kind[0], is_text)
    return numbers, InvoiceKey.of(*numbers).names if numbers.number else (), wrong


def _numbers(
    digital: Figures, code: Figures, number: Figures, kind: str | None, is_text: bool
) -> tuple[Numbers, Wrong | None]:
    for field, figures in (("digital", digital), ("number", number)) if is_text else ():
        if type(figures) is str and len(figures) == 20 and figures.endswith("00000"):
            return NOTHING, (field, ProblemCode.NUMBER_ROUNDED, figures)
    spoiled = _spoiled(code, number, fiscal=kind == InvoiceKind.FISCAL.value)
    if spoiled is None:
        return numbers_of(digital, _text(code), _text(number), None)
    found, _ = numbers_of(digital, None, None, None)
    return found, spoiled


def _text(figures: Figures) -> str | None:
    return None if figures is None else str(figures)


def _spoiled(code: Figures, number: Figures, *, fiscal: bool) -> Wrong | None:
    codes, length = ((8,), 10) if fiscal else ((10, 12), 8)
    if code is None:
        return None
    if len(str(code)) not in codes:
        lost = isinstance(code, int) or len(str(code)) in (9, 11)
        return _wrong("code", str(code), lost and len(str(code)) < codes[-1])
    if number is None or len(str(number)) == length or is_digital_number(str(number)):
        return None
    return _wrong("number", str(number), str(number).isdigit() and len(str(number)) < length)


def _wrong(field: str, text: str, lost: bool) -> Wrong:
    return field, ProblemCode.ZEROS_LOST if lost else ProblemCode.NUMBER_UNUSABLE, text
