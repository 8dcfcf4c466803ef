"""Labels and boxes of one sheet -> fields of a draft: numbers, day, amounts, parties, people."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from core.domain.invoice import NOBODY, Party
from core.domain.tax import Unreadable, in_words, money
from core.files.page_glyphs import Char, rows_of
from core.files.page_labels import Label, Sheet, key_of, take, text_of
from core.files.page_walls import Wall, side_of

_DATE: Final = re.compile(r"(20\d\d)\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})(?!\d)|(20\d\d)(\d\d)(\d\d)")
_NUMBER: Final = re.compile(r"(?:No\.?)?(\d{8,20})(?!\d)", re.IGNORECASE)
_CODE: Final = re.compile(r"\d{12}|\d{10}|\d{8}")
_CHECK: Final = re.compile(r"[0-9A-Za-z]{5,24}")
_TAX_ID: Final = re.compile(r"[0-9A-Z*x]+")
_WORDS: Final = re.compile(
    r"(?:\(?负数?\)?|红字)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿貳參陸萬億圆元角分整正]{2,40}"
)
_AMOUNT: Final = re.compile(r"(-?)¥?(-?\d[\d,]*\.\d\d|-?\d+(?!\d))")


def numbers(sheet: Sheet) -> dict[str, Any]:
    """Read number, code, check code and day of issue, each beside or beneath its label."""
    found: dict[str, Any] = {}
    for name, pattern in (
        ("number", _NUMBER),
        ("code", _CODE),
        ("check_code", _CHECK),
        ("issued_on", _DATE),
    ):
        for label in sheet.labels:
            if label.name == name and name not in found:
                chars = sheet.value(label, beneath=True)
                match = pattern.match(key_of(chars)) or (
                    pattern.search(key_of(chars)) if name in ("issued_on", "number") else None
                )
                value = _value(name, match) if match else None
                if value:
                    found[name] = value
                    take(chars)
    return found


def _value(name: str, match: re.Match[str]) -> str | date | None:
    if name != "issued_on":
        return match[match.lastindex or 0]
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def loose_number(sheet: Sheet) -> str | None:
    """Give the one number of twenty digits that stands without a label; None if there are more."""
    text = "\n".join(row.key for row in sheet.rows)
    found = Counter(re.findall(r"(?<!\d)2\d{19}(?!\d)", text))
    return next(iter(found)) if len(found) == 1 else None


def total(sheet: Sheet) -> tuple[Decimal | None, str | None]:
    """Give 价税合计: the figures of (小写), and the words of (大写)."""
    figures, words = None, None
    for label in sheet.labels:
        if label.name == "figures" and figures is None:
            chars = sheet.value(label, beneath=True)
            match = _AMOUNT.search(key_of(chars))
            if match:
                figures = _money(match[1] + match[2])
                take(chars)
        elif label.name == "words" and words is None:
            words = _words_in(sheet.value(label, beneath=True))
    if words is None:
        found = (_words_in([char for char in row.chars if not char.taken]) for row in sheet.rows)
        words = next(filter(None, found), None)
    return figures, words


def _words_in(chars: list[Char]) -> str | None:
    """Find an amount in capitals and take it."""
    key = key_of(chars)
    for match in _WORDS.finditer(key):
        if re.search("[圆元角分]", match[0]):
            try:
                in_words(match[0])
            except Unreadable:
                continue
            take(chars[max(0, match.start() - 1) : match.end()])  # and a ⊗ before it
            return match[0]
    return None


def _money(text: str) -> Decimal | None:
    try:
        return money(text)
    except Unreadable:
        return None


_PARTY_FIELDS: Final = {
    "name": "name",
    "tax_id": "tax_id",
    "address": "address_phone",
    "bank": "bank_account",
}


def parties(sheet: Sheet) -> dict[str, Party]:
    """Read both parties; a label is whose box it stands in, or whose place it has."""
    found = {"buyer": NOBODY, "seller": NOBODY}
    for label, side, name in _owned(sheet):
        chars = sheet.value(label)
        if not chars or getattr(found[side], name):
            continue
        text = text_of(chars, sheet.em)
        if name == "tax_id":
            text = _tax_id(key_of(chars))
        if text:
            take(chars)
            found[side] = replace(found[side], **{name: text})
    return {side: party for side, party in found.items() if party != NOBODY}


def _owned(sheet: Sheet) -> Iterator[tuple[Label, str, str]]:
    """Every label of a party with its side and field; what names its side itself comes first."""
    for label in sheet.labels:
        owner, _, name = label.name.partition("_")
        if owner in ("buyer", "seller"):
            yield label, owner, "tax_id" if name == "id" else "name"
    for name, field in _PARTY_FIELDS.items():
        labels = [label for label in sheet.labels if label.name == name]
        sides = [side_of(sheet.walls, label.x0, label.y, sheet.em) for label in labels]
        for place, (label, side) in enumerate(zip(labels, sides, strict=True)):
            yield label, side or _side_by_place(labels, place, sheet.em), field


def _side_by_place(labels: list[Label], place: int, em: float) -> str:
    """Left before right on one level, else upper before lower; one alone is the buyer's."""
    label = labels[place]
    for other in labels:
        if other is not label and abs(other.y - label.y) < em:
            return "buyer" if label.x0 < other.x0 else "seller"
    return "buyer" if label.y == min(other.y for other in labels) else "seller"


def _tax_id(key: str) -> str:
    """Cut an id to the length that ids have: 18, else 20, 17, 15."""
    match = _TAX_ID.match(key)
    run = match[0] if match else ""
    if len(run) > 18 and len(run) != 20:
        return run[:18]
    return run if len(run) in (15, 17, 18, 20) or "X" in run or "*" in run or len(run) > 5 else ""


def people(sheet: Sheet) -> dict[str, str]:
    """Read 开票人, 收款人, 复核: the lowest label of each; labels in the remark are its text."""
    found = {}
    for label in sheet.labels:  # from top to bottom
        if label.name in ("drawer", "payee", "reviewer"):
            chars = sheet.value(label)
            text = text_of(chars, sheet.em)
            take(chars)
            if text and len(text) <= 40:
                found[label.name] = text
            else:
                found.pop(label.name, None)
    return found


def remark(sheet: Sheet, top: float) -> str | None:
    """Read 备注: from its wall to the next one, between the total and the people beneath."""
    for wall in sheet.walls:
        if wall.box == "remark":
            return _boxed(sheet, wall, top)
    return None


def _boxed(sheet: Sheet, wall: Wall, top: float) -> str | None:
    em = sheet.em
    top = max(top, wall.top - 8 * em)
    bottom = remark_end(sheet, wall)
    beside = [
        w.x0 for w in sheet.walls if w.x0 > wall.x1 + em and top < w.bottom and w.top < bottom
    ]
    right = min(beside, default=float("inf"))
    chars = [
        char
        for row in sheet.near(top, bottom)
        for char in row.chars
        if wall.x1 - 0.3 * em < char.x < right and not char.taken
    ]
    rows = rows_of(chars)
    take(chars)
    widest = max((row.chars[-1].x1 for row in rows), default=0.0)
    full = max(widest - 1.5 * em, wall.x1 + 0.6 * (min(right, sheet.width) - wall.x1))
    parts: list[str] = []
    for row in rows:
        parts += [text_of(row.chars, em), "" if row.chars[-1].x1 > full else "\n"]
    return "".join(parts).strip() or None


def remark_end(sheet: Sheet, wall: Wall) -> float:
    """Give where a remark ends: above the lowest row of people, if that lies beneath its wall."""
    lowest = [
        label.y - 0.7 * label.h
        for label in sheet.labels
        if label.name in ("drawer", "payee", "reviewer") and label.y > wall.bottom
    ]
    return max(lowest, default=wall.bottom + 4 * sheet.em)
