"""Texts by field name -> a draft of one source; what cannot be read is a problem beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from core.domain.invoice import NOBODY, Draft, Line, Party, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import Unreadable, money, number, rate
from core.domain.text import clean, shown
from core.files.cells import Odd, day_of

MAX_LINES: Final = 20_000
MAX_TEXT: Final = 4_000
"""No field of an invoice is longer; what is, is no field."""
_NOTHING: Final = frozenset(("", "-", "--", "---", "/", "—", "——"))
_TEXTS: Final = frozenset(("remark", "drawer", "payee", "reviewer", "kind_name"))
_FIGURES: Final = frozenset(("code", "number", "paper_number", "check_code", "red_of"))
_AMOUNTS: Final = frozenset(("net", "tax", "total", "other_charges"))


@dataclass(slots=True)
class Facts:
    """What one source says about an invoice, taken field by field; the first text wins."""

    source: Source
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _sides: dict[str, dict[str, str]] = field(default_factory=dict)
    _lines: list[Line] = field(default_factory=list)

    def take(self, name: str, text: str | None) -> None:
        """Take the text of a field of the invoice JSON ("net", "seller.name"); empty is nothing."""
        if not text or name in self.values:
            return
        if len(text) > MAX_TEXT:
            self._put(name, Unreadable(text), ProblemCode.VALUE_UNREADABLE, text)
            return
        side, _, part = name.partition(".")
        if part:
            if found := shown(text):
                self._sides.setdefault(side, {}).setdefault(part, found)
        elif name in _AMOUNTS:
            self._put(name, amount(text), ProblemCode.AMOUNT_UNREADABLE, text)
        elif name == "issued_on":
            self._put(name, _day(text), ProblemCode.DATE_UNREADABLE, text)
        elif name in _FIGURES:
            self.values.update({name: found} if (found := clean(text)) else {})
        elif name in _TEXTS:
            self.values.update({name: found} if (found := shown(text)) else {})
        else:
            raise KeyError(name)

    def _put(self, name: str, value: Any, code: ProblemCode, text: str) -> None:
        if isinstance(value, Unreadable):
            self.problems.append(Problem(code, {"text": text[:60].strip()}, name))
        elif value is not None:
            self.values[name] = value

    def line(self, **texts: str | None) -> None:
        """Take a line by the field names of Line; one without any text is none."""
        place = f"lines.{len(self._lines)}"
        values: dict[str, Any] = {}
        for name, text in texts.items():
            if text is None:
                continue
            value = _LINE_READERS[name](text) if len(text) <= MAX_TEXT else Unreadable(text)
            if isinstance(value, Unreadable):
                values_of = {"text": text[:60].strip()}
                self.problems.append(
                    Problem(ProblemCode.VALUE_UNREADABLE, values_of, f"{place}.{name}")
                )
            elif value is not None:
                values[name] = value
        if values and len(self._lines) < MAX_LINES:
            self._lines.append(Line(**values))

    def draft(self, **values: Any) -> Draft | None:
        """Make the draft, with further values; None where there is nothing to say."""
        values = self.values | {name: value for name, value in values.items() if value is not None}
        for side, texts in self._sides.items():
            values[side] = Party(**{name: _kept(name, text) for name, text in texts.items()})
        if self._lines:
            values["lines"] = tuple(self._lines)
        values = {name: value for name, value in values.items() if value != NOBODY}
        if not values:
            return None
        if "status" not in values and (_first(values) or 0) < 0:
            values["status"] = Status.RED
        sources = dict.fromkeys(values, self.source)
        return Draft(**values, sources=sources, problems=tuple(self.problems))


def _first(values: dict[str, Any]) -> Decimal | None:
    return next((values[name] for name in ("total", "net") if values.get(name)), None)


def _kept(name: str, text: str) -> str:
    return clean(text) or text if name == "tax_id" else text


_PLAIN: Final = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?").fullmatch


def amount(text: str, reader: Callable[..., Any] = money) -> Any:
    """Read an amount; None where nothing or *** stands in its place; gives Unreadable back."""
    found = text if _PLAIN(text) else clean(text).strip("¥")
    if found in _NOTHING or not found.strip("*"):
        return None
    try:
        return reader(found, rounded=True) if reader is money else reader(found)
    except Unreadable as unreadable:
        return unreadable


def _day(text: str) -> Any:
    try:
        return day_of(text) if clean(text) else None
    except Odd:
        return Unreadable(text)


def _number(text: str) -> Any:
    return amount(text, number)


def _rate(text: str) -> Any:
    found = clean(text)
    if found in _NOTHING:
        return None
    try:
        return rate(found)
    except Unreadable as unreadable:
        return unreadable


def _tax(text: str) -> Any:
    """The tax of a line may be a word in place of an amount: 免税."""
    found = amount(text)
    return None if isinstance(found, Unreadable) and _is_word(text) else found


def _is_word(text: str) -> bool:
    return not any(char.isdecimal() for char in text)


_LINE_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "name": shown,
    "spec": shown,
    "unit": shown,
    "quantity": _number,
    "unit_price": _number,
    "net": amount,
    "rate": _rate,
    "tax": _tax,
    "tax_code": lambda text: clean(text) or None,
}
