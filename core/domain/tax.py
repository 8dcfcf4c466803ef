"""Money, tax arithmetic, and the rates by date.

Amounts are Decimal yuan with two decimals, in the database integer fen. Nothing is rounded
unless the caller asks for it. Sources of the rates: 财税〔2017〕37号, 财税〔2018〕32号,
财政部 税务总局 海关总署公告2019年第39号, 财政部 税务总局公告2020年第13号 (levy of 1 %).
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from core.domain.invoice import ZERO
from core.domain.text import clean

CENT = Decimal("0.01")
MOST = Decimal("10000000000000.00")
"""The largest amount that is read: 10^15 fen."""

LINE_TAX_TOLERANCE = Decimal("0.06")
"""How far the tax of a line may be from net × rate: what the tax control software allowed."""


class Unreadable(ValueError):
    """A text that is no amount, quantity or rate; `text` is what stood there."""

    def __init__(self, text: str) -> None:
        """Keep the text for the problem that names it; it is no fact for a log."""
        super().__init__("unreadable")
        self.text = text


_PLAIN_MONEY = re.compile(r"-?\d{1,13}\.\d\d", re.ASCII).fullmatch
_PLAIN_NUMBER = re.compile(r"-?\d{1,13}(?:\.\d{1,20})?", re.ASCII).fullmatch
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<digits>(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?P<power>e[-+]?\d{1,3})?",
    re.ASCII | re.IGNORECASE,
).fullmatch
_CURRENCY = re.compile(r"^([-+]?)(?:¥|CNY|RMB|人民币)|(?:元|圆)$", re.IGNORECASE)
_SPELLINGS = str.maketrans("−–—﹘。", "----.")
_MOST_PLACES = 30


def money(text: str, *, rounded: bool = False) -> Decimal:
    """Read an amount in yuan, as people, scanners and workbooks write it.

    Takes thousands separators, ¥, 元, full width, every minus, and brackets for a negative one.
    More than two decimals are read only if they are zeros, or if `rounded` (half up). Raises
    Unreadable, also for NaN and beyond 10^15 fen.
    """
    if _PLAIN_MONEY(text):
        return Decimal(text) or ZERO
    value = _read(text)
    if not -MOST <= value <= MOST:
        raise Unreadable(text)
    amount = value.quantize(CENT, ROUND_HALF_UP)
    if amount != value and not rounded:
        raise Unreadable(text)
    return amount or ZERO


def number(text: str) -> Decimal:
    """Read a quantity or a unit price with all the decimals that stand there, zeros too.

    The exponent is never positive; write it with `plain`. Raises Unreadable.
    """
    if _PLAIN_NUMBER(text):
        return Decimal(text) or Decimal(text).copy_abs()
    value = _read_spelled(text)
    exponent = value.as_tuple().exponent
    if not (-MOST <= value <= MOST and isinstance(exponent, int) and exponent >= -_MOST_PLACES):
        raise Unreadable(text)
    return Decimal(int(value)) if exponent > 0 else value or value.copy_abs()


def plain(value: Decimal) -> str:
    """Write a number without an exponent: Decimal("1E-7") is 0.0000001."""
    return format(value, "f")


def _read(text: str) -> Decimal:
    return Decimal(text) if _PLAIN_NUMBER(text) else _read_spelled(text)


def _read_spelled(text: str) -> Decimal:
    found = _CURRENCY.sub(r"\1", clean(text).translate(_SPELLINGS))
    negative = len(found) > 2 and found[0] == "(" and found[-1] == ")"
    if negative:
        found = _CURRENCY.sub(r"\1", found[1:-1])
    match = _NUMBER(found)
    if not match or len(found) > 64 or (negative and match["sign"]):
        raise Unreadable(text)
    try:
        value = Decimal(match["sign"] + match["digits"].replace(",", "") + (match["power"] or ""))
    except InvalidOperation:
        raise Unreadable(text) from None
    return value.copy_negate() if negative else value


def fen(amount: Decimal | None) -> int | None:
    """Give yuan in integer fen, exactly; raise Unreadable where a part of a fen is left."""
    if amount is None:
        return None
    exact = amount * 100
    whole = int(exact)
    if whole != exact:
        raise Unreadable(str(amount))
    return whole


def yuan(amount: int | None) -> Decimal | None:
    """Give fen in yuan with two decimals."""
    return None if amount is None else Decimal(amount).scaleb(-2)


# What the words of the tax column may be; a rate of 0 % printed as a number is "0.00".
UNTAXED = frozenset(("免税", "不征税", "普通零税率", "零税率", "出口零税率", "出口免税", "***"))
"""The words that stand in place of a rate; *** is printed where the margin is taxed (差额)."""

_FOREVER = date(9999, 12, 31)
_BEGINNING = date(1994, 1, 1)
_RATES: dict[str, tuple[tuple[date, date], ...]] = {
    "0.17": ((_BEGINNING, date(2018, 4, 30)),),
    "0.16": ((date(2018, 5, 1), date(2019, 3, 31)),),
    "0.13": ((_BEGINNING, date(2017, 6, 30)), (date(2019, 4, 1), _FOREVER)),
    "0.11": ((_BEGINNING, date(2018, 4, 30)),),
    "0.10": ((date(2018, 5, 1), date(2019, 3, 31)),),
    "0.09": ((date(2019, 4, 1), _FOREVER),),
    "0.06": ((_BEGINNING, _FOREVER),),
    "0.05": ((_BEGINNING, _FOREVER),),
    "0.03": ((_BEGINNING, _FOREVER),),
    "0.02": ((_BEGINNING, _FOREVER),),
    "0.015": ((_BEGINNING, _FOREVER),),
    "0.01": ((date(2020, 3, 1), _FOREVER),),
    "0.005": ((_BEGINNING, _FOREVER),),
    "0.00": ((_BEGINNING, _FOREVER),),
}


@lru_cache(maxsize=1024)
def rate(text: str) -> str:
    """Read a rate (税率, 征收率): "0.13" for 13%, 0.130000 and 13; or the word on the face.

    At least two decimals, none that says nothing. Without a percent sign 1 and more are percent,
    for no rate reaches 100 %. Raises Unreadable.
    """
    found = clean(text)
    if found and not found.strip("*"):
        return "***"
    if found in UNTAXED or re.fullmatch(r"[\u4e00-\u9fff()]{2,12}", found):
        return found
    percent = found.endswith(("%", "\u2030"))
    value = _read(found[:-1] if percent else found)
    if percent or value >= 1:
        value /= 1000 if found.endswith("\u2030") else 100
    if not 0 <= value < 1 or (digits := _decimals(value)) is None:
        raise Unreadable(text)
    return f"0.{digits:0<2}"


def _decimals(value: Decimal) -> str | None:
    # to nine places, for a workbook's 7 % may read 0.07000000000000001; no rate has over six
    digits = plain(round(value, 9)).partition(".")[2].rstrip("0")
    return digits if len(digits) <= 6 else None


def rate_known(found: str, day: date | None = None) -> bool:
    """Say whether a rate, as `rate` gives it, was in force on that day, or ever.

    Unknown is a warning and no more: late invoices (补开) lawfully carry the rate of their time.
    """
    if found in UNTAXED:
        return True
    spans = _RATES.get(found, ())
    return any(day is None or since <= day <= until for since, until in spans)


def sum_of(net: Decimal | None, tax: Decimal | None, other_charges: Decimal) -> Decimal | None:
    """Give the total (价税合计) that the parts make; None where one is not known."""
    return None if net is None or tax is None else net + tax + other_charges


def tax_of(net: Decimal, found: str) -> Decimal | None:
    """Give the tax of a net amount, to the fen; None for *** and for a rate that is none."""
    if found in UNTAXED:
        return None if found == "***" else ZERO
    try:
        return (net * Decimal(found)).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return None


def price_agrees(quantity: Decimal, unit_price: Decimal, net: Decimal) -> bool:
    """Say whether quantity × unit price is the net amount of a line, to one fen.

    A price with more than two decimals was divided out and rounded in its last one; what that
    may make over the whole quantity is allowed.
    """
    exponent = unit_price.as_tuple().exponent
    allowed = CENT
    if isinstance(exponent, int) and exponent < -2:
        allowed += abs(quantity) * Decimal(5).scaleb(exponent - 1)
    return abs(quantity * unit_price - net) <= allowed


_DIGITS = {c: i for i, word in enumerate(("零〇", "壹一", "贰二贰弍", "叁三参", "肆四", "伍五",
           "陆六", "柒七", "捌八", "玖九")) for c in word}  # fmt: skip
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_TRADITIONAL = str.maketrans("貳參陸萬億圓元兩", "贰叁陆万亿圆圆贰")
_WORDS = re.compile(
    r"(?P<minus>\(负数\)|负数?)?(?:(?P<yuan>[^圆角分]+)圆)?零?(?:(?P<jiao>[^角分零])角)?"
    r"零?(?:(?P<fen>[^角分零])分)?[整正]?"
).fullmatch


def in_words(text: str) -> Decimal:
    """Read an amount in Chinese capitals (大写): 圆 or 元, 整 or 正, （负数）, a leading ⊗.

    Raises Unreadable.
    """
    found = clean(text).translate(_TRADITIONAL).lstrip("⊗ⓧⓍ☒×xX")
    match = _WORDS(found) if len(found) <= 64 else None
    if not match or not any((match["yuan"], match["jiao"], match["fen"])):
        raise Unreadable(text)
    try:
        value = _whole(match["yuan"] or "零") * 100
        value += _DIGITS[match["jiao"] or "零"] * 10 + _DIGITS[match["fen"] or "零"]
    except KeyError:
        raise Unreadable(text) from None
    return (Decimal(-value if match["minus"] else value)).scaleb(-2)


def _whole(words: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            high, _, low = words.rpartition(unit)
            return _whole(high) * size + (_whole(low) if low else 0)
    value = digit = 0
    for char in words:
        if char in _UNITS:
            value += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return value + digit
