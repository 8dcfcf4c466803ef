"""What stands in a cell, made into values.

Every converter is a dictionary that converts what it has not seen before: in a ledger of
100,000 rows most cells repeat, and a look-up costs a tenth of a conversion. A cell that cannot
be understood raises Odd.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from core.domain import numbers, tax
from core.domain.invoice import ZERO, Direction, EntryMethod, InvoiceKind, Status
from core.domain.problem import ProblemCode
from core.domain.text import clean, shown

EMPTY: Final = frozenset(("", "-", "--", "---", "—", "——", "/", "无"))
"""What stands for nothing in a column of numbers, codes, dates or amounts."""

_TRUTHS: Final = (0, 1)
"""TRUE and 1 are equal keys of a dictionary, and different cells."""

_ERRORS: Final = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
_KEPT: Final = 20_000
"""Different values of a column that are remembered."""

_LARGEST: Final = 1e13
_LONGEST: Final = 41
_SIGNIFICANT: Final = 10**15
"""Excel keeps 15 digits of a number; whole numbers beyond are rounded."""


class Odd(ValueError):
    """A cell that cannot be understood; `text` is what stands there."""

    def __init__(self, code: ProblemCode, text: str) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


class Fault:
    """Takes the place of a cell that shows an error (#REF!) or was never computed."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Converter(dict[Any, Any]):
    """Cell -> value. With `keep` different values are remembered; those in `empty` are nothing."""

    def __init__(
        self,
        convert: Callable[[Any], Any],
        nothing: object = None,
        *,
        keep: bool = True,
        empty: Iterable[str] = ("", "--"),
    ) -> None:
        super().__init__(dict.fromkeys(empty, nothing))
        self._convert = convert
        self._room = _KEPT if keep else 0

    def __missing__(self, cell: Any) -> Any:
        """Convert what is not remembered; raise Odd where that fails."""
        if isinstance(cell, Fault) or (isinstance(cell, str) and cell in _ERRORS):
            raise Odd(ProblemCode.MACRO_OR_FORMULA, getattr(cell, "text", str(cell)))
        value = self._convert(cell)
        if self._room > 0 and cell not in _TRUTHS:
            self._room -= 1
            self[cell] = value
        return value


class Money(Converter):
    """Amounts: the usual number needs no detour, and few of them return."""

    def __init__(self, nothing: object = None, *, empty: Iterable[str]) -> None:
        super().__init__(_money, nothing, keep=False, empty=empty)

    def __missing__(self, cell: Any) -> Any:
        """Convert an amount; what binary arithmetic leaves of a fen is no part of it."""
        if type(cell) is float and -_LARGEST < cell < _LARGEST:
            text = f"{cell:.2f}"
            if -1e-6 < cell - float(text) < 1e-6:
                return Decimal(text) or ZERO
        return super().__missing__(cell)


class Digits(Converter):
    """Numbers that seldom return: plain digits are what they are."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__(convert, keep=False)

    def __missing__(self, cell: Any) -> Any:
        """Give plain digits as they stand, and convert the rest."""
        if type(cell) is str and cell.isdigit() and cell.isascii() and len(cell) < _LONGEST:
            return cell
        return super().__missing__(cell)


def text_of(cell: object) -> str:
    """Give any cell as the text that Excel would show."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        if isfinite(cell) and cell == int(cell):
            return str(int(cell))
        return tax.plain(Decimal(repr(cell))) if isfinite(cell) else str(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def _text(cell: object) -> str | None:
    return shown(cell if isinstance(cell, str) else text_of(cell))


def _name(cell: object) -> str | None:
    """A text that may be all digits: a tax id, a check code, a bank account."""
    if isinstance(cell, float) and abs(cell) >= _SIGNIFICANT:
        raise Odd(ProblemCode.NUMBER_ROUNDED, f"{cell:g}")
    return _text(cell)


def _check_code(cell: object) -> str | None:
    text = _name(cell)
    return clean(text) or None if text else None


def _money(cell: object) -> Decimal:
    try:
        if isinstance(cell, str):
            return tax.money(cell)
        if isinstance(cell, float):
            return tax.money(repr(cell))
    except tax.Unreadable:
        pass
    raise Odd(ProblemCode.AMOUNT_UNREADABLE, text_of(cell)[:60])


def _number(cell: object) -> Decimal:
    try:
        if isinstance(cell, (str, float)) and not isinstance(cell, bool):
            return tax.number(text_of(cell))
    except tax.Unreadable:
        pass
    raise Odd(ProblemCode.VALUE_UNREADABLE, text_of(cell)[:60])


def _rate(cell: object) -> str | None:
    try:
        if isinstance(cell, (str, float)) and not isinstance(cell, bool):
            return tax.rate(text_of(cell))
    except tax.Unreadable:
        pass
    raise Odd(ProblemCode.VALUE_UNREADABLE, text_of(cell)[:60])


_DAY: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?\d{1,2}[:时].*)?|(\d{4})(\d\d)(\d\d)(?:\d{6})?",
    re.ASCII,
).fullmatch
_EPOCH: Final = date(1899, 12, 30)


def day_of(cell: object) -> date:
    """Read a date: a date cell, Excel's serial number, or text in one of many spellings."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and 29_221 <= cell < 73_051:  # 1980 to 2099
        return _EPOCH + timedelta(days=int(cell))
    text = text_of(cell)
    found = _DAY(clean(text)[:40])
    try:
        if found and not isinstance(cell, (bool, time, timedelta)):
            year, month, day = (int(part) for part in found.groups() if part)
            if year >= 1900:
                return date(year, month, day)
    except ValueError:
        pass
    raise Odd(ProblemCode.DATE_UNREADABLE, text[:60])


_POWER: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+", re.ASCII).fullmatch
_WHOLE: Final = re.compile(r"(\d+)\.0+", re.ASCII).fullmatch


def _figures(cell: object) -> str | int | None:
    """A code or number: text as it stands; an int where the cell held a number.

    Only then Excel may have dropped zeros in front.
    """
    if isinstance(cell, float):
        if abs(cell) >= _SIGNIFICANT:
            raise Odd(ProblemCode.NUMBER_ROUNDED, f"{cell:g}")
        if cell < 0 or cell != int(cell):
            raise Odd(ProblemCode.NUMBER_UNUSABLE, text_of(cell))
        return int(cell)
    if not isinstance(cell, str):
        raise Odd(ProblemCode.NUMBER_UNUSABLE, text_of(cell)[:60])
    text = clean(cell).removeprefix("'")
    if text in EMPTY:
        return None
    if _POWER(text):
        raise Odd(ProblemCode.NUMBER_ROUNDED, text[:60])
    whole = _WHOLE(text)
    text = whole[1] if whole else text
    if not (
        text.isascii() and text.isalnum() and any(map(str.isdigit, text)) and len(text) < _LONGEST
    ):
        raise Odd(ProblemCode.NUMBER_UNUSABLE, cell[:60])
    return text


_STATUSES: Final = {
    "正常": Status.NORMAL,
    "作废": Status.VOIDED,
    "已作废": Status.VOIDED,
    "已红冲": Status.RED_FULL,
    "红冲": Status.RED_FULL,
    "已红冲-全额": Status.RED_FULL,
    "全额红冲": Status.RED_FULL,
    "已全额红冲": Status.RED_FULL,
    "已红冲-部分": Status.RED_PARTIAL,
    "部分红冲": Status.RED_PARTIAL,
    "已部分红冲": Status.RED_PARTIAL,
    "红字": Status.RED,
    "红字发票": Status.RED,
    "失控": Status.OUT_OF_CONTROL,
    "异常": Status.ABNORMAL,
    "异常凭证": Status.ABNORMAL,
}
STATUS_NAMES: Final = {
    Status.NORMAL: "正常",
    Status.VOIDED: "已作废",
    Status.RED_FULL: "已红冲-全额",
    Status.RED_PARTIAL: "已红冲-部分",
    Status.RED: "红字",
    Status.OUT_OF_CONTROL: "失控",
    Status.ABNORMAL: "异常",
}
_DIRECTIONS: Final = {
    **dict.fromkeys(("进项", "进", "取得", "收票", "in"), Direction.IN),
    **dict.fromkeys(("销项", "销", "开具", "开票", "out"), Direction.OUT),
}
DIRECTION_NAMES: Final = {Direction.IN: "进项", Direction.OUT: "销项"}
_METHODS: Final = {
    "扫码": EntryMethod.SCAN,
    "手工": EntryMethod.MANUAL,
    "文件": EntryMethod.FILE,
    "导入": EntryMethod.WORKBOOK,
}
METHOD_NAMES: Final = {method: name for name, method in _METHODS.items()}
_ANSWERS: Final = {
    **dict.fromkeys(("是", "true", "yes", "y", "1", "√", "✓"), True),
    **dict.fromkeys(("否", "false", "no", "n", "0", "×", "✗"), False),
}


def _word(words: dict[str, Any]) -> Callable[[object], object]:
    def find(cell: object) -> object:
        text = clean(text_of(cell))
        if not text:
            return None
        try:
            return words[text.casefold().replace("—", "-").replace("－", "-")]
        except KeyError:
            raise Odd(ProblemCode.VALUE_UNREADABLE, text[:60]) from None

    return find


def _kind(cell: object) -> tuple[InvoiceKind | None, str | None]:
    text = _text(cell)
    if text is None:
        return None, None
    kind = numbers.kind_of_name(text)
    return kind, None if kind else text


TAG_SIGNS: Final = re.compile(r"[,，;；、]")


def _tags(cell: object) -> tuple[str, ...]:
    text = text_of(cell)
    parts = text.split("\n") if "\n" in text else TAG_SIGNS.split(text)
    return tuple(dict.fromkeys(filter(None, map(shown, parts))))


def tags_text(tags: tuple[str, ...]) -> str:
    """Join tags for a cell: by 、, or one a line where a tag has such a sign in it."""
    if any(TAG_SIGNS.search(tag) for tag in tags):
        return "\n".join((*tags, ""))
    return "、".join(tags)


def converters() -> dict[str, Converter]:
    """Make a converter for every column of the sheet 发票."""
    return {
        "direction": Converter(_word(_DIRECTIONS)),
        "code": Converter(_figures),
        "number": Digits(_figures),
        "digital": Digits(_figures),
        "issued_on": Converter(day_of, empty=EMPTY),
        "kind": Converter(_kind, (None, None)),
        "status": Converter(_word(_STATUSES)),
        "seller.tax_id": Converter(_name),
        "seller.name": Converter(_text),
        "seller.address_phone": Converter(_text),
        "seller.bank_account": Converter(_name),
        "buyer.tax_id": Converter(_name),
        "buyer.name": Converter(_text),
        "buyer.address_phone": Converter(_text),
        "buyer.bank_account": Converter(_name),
        "net": Money(empty=EMPTY),
        "tax": Money(empty={*EMPTY, *tax.UNTAXED, "*", "**"}),
        "other_charges": Money(ZERO, empty=EMPTY),
        "total": Money(empty=EMPTY),
        "check_code": Digits(_check_code),
        "red_of": Digits(_key),
        "drawer": Converter(_text),
        "payee": Converter(_text),
        "reviewer": Converter(_text),
        "remark": Converter(_text, keep=False),
        "category": Converter(_text),
        "tags": Converter(_tags, ()),
        "how": Converter(_word(_METHODS)),
        "offline": Converter(_word(_ANSWERS)),
        "late": Converter(_word(_ANSWERS)),
    }


def line_converters() -> dict[str, Converter]:
    """Make a converter for every column of the sheet 明细."""
    return {
        "key": Digits(_key),
        "name": Converter(_text),
        "spec": Converter(_text),
        "unit": Converter(_text),
        "quantity": Converter(_number, empty=EMPTY),
        "unit_price": Converter(_number, keep=False, empty=EMPTY),
        "net": Money(empty=EMPTY),
        "rate": Converter(_rate, empty=EMPTY),
        "tax": Money(empty={*EMPTY, *tax.UNTAXED, "*", "**"}),
        "tax_code": Converter(_name),
    }


def _key(cell: object) -> str | None:
    found = _figures(cell)
    return str(found) if found is not None else None
