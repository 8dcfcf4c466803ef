"""Sums typed into a money field: 120*3+5.5, full width and brackets too."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation
from typing import Final

from core.domain.invoice import ZERO
from core.domain.tax import CENT, MOST, Unreadable, money
from core.domain.text import clean

LONGEST: Final = 100
"""Characters of a sum; it bounds how deep brackets can go."""

_EXACT = Context(prec=60)
_SPELLINGS = str.maketrans("×xX✕∗÷∶:−–—﹘。", "*****///----.")
_CURRENCY = re.compile(r"[¥元圆]|CNY|RMB", re.IGNORECASE)
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+|[-+*/()%]", re.ASCII)


class DividedByZero(Unreadable):
    """A sum that divides by zero."""


def amount_of(text: str) -> Decimal:
    """Read an amount in yuan or work out a sum, rounded to the fen, half up.

    `%` after a number divides it by 100. Raises Unreadable, or DividedByZero.
    """
    try:
        return money(text, rounded=True)
    except Unreadable:
        pass
    if len(text) > LONGEST:
        raise Unreadable(text)
    value = _Sum(text).value()
    if not -MOST <= value <= MOST:
        raise Unreadable(text)
    return value.quantize(CENT, ROUND_HALF_UP, _EXACT) or ZERO


def is_sum(text: str) -> bool:
    """Say whether a text is more than one amount, so that its result is worth showing."""
    return len(re.findall(r"[\d.]+", clean(text).replace(",", ""))) > 1


class _Sum:
    """A reader by descent: sums of products of signed numbers and brackets."""

    def __init__(self, text: str) -> None:
        self._text = text
        plain = _CURRENCY.sub("", clean(text).translate(_SPELLINGS)).strip("=")
        self._tokens = _TOKEN.findall(plain)
        self._at = 0
        if "".join(self._tokens) != plain:
            raise Unreadable(text)

    def value(self) -> Decimal:
        """Work it out."""
        try:
            found = self._sum()
        except DivisionByZero:
            raise DividedByZero(self._text) from None
        except InvalidOperation:  # 0/0, or out of all bounds
            raise DividedByZero(self._text) from None
        if self._at < len(self._tokens):
            raise Unreadable(self._text)
        return found

    def _sum(self) -> Decimal:
        found = self._product()
        while sign := self._take("+-"):
            other = self._product()
            found = _EXACT.add(found, other if sign == "+" else -other)
        return found

    def _product(self) -> Decimal:
        found = self._signed()
        while sign := self._take("*/"):
            other = self._signed()
            found = _EXACT.multiply(found, other) if sign == "*" else _EXACT.divide(found, other)
        return found

    def _signed(self) -> Decimal:
        sign = self._take("+-")
        if sign:
            return -self._signed() if sign == "-" else self._signed()
        found = self._atom()
        while self._take("%"):
            found = _EXACT.divide(found, Decimal(100))
        return found

    def _atom(self) -> Decimal:
        if self._take("("):
            found = self._sum()
            if not self._take(")"):
                raise Unreadable(self._text)
            return found
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        if not token or token in "-+*/()%":
            raise Unreadable(self._text)
        self._at += 1
        return Decimal(token.replace(",", ""))

    def _take(self, any_of: str) -> str:
        """Take the next token if it is one of these signs."""
        if self._at < len(self._tokens) and self._tokens[self._at] in tuple(any_of):
            self._at += 1
            return str(self._tokens[self._at - 1])
        return ""
