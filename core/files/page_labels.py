"""Labels and the values that stand beside them, found by position and never by text order."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from core.files.page_glyphs import Char, Row
from core.files.page_walls import Wall

_TAX_ID = r"纳税人识别号:?|(?:统一)?社会信用代码:?"
_PATTERNS: Final = {
    "number": r"(?<![原电字冲])发票号码?:|(?<![原电字冲])发票号码|票据号码:?",
    "code": r"(?<!原)发票代码:?|票据代码:?",
    "issued_on": r"(?:开票|填开|开具)日期:?",
    "check_code": r"校验码:?",
    "buyer_id": rf"(?:购买方|购方|交款人|付款方)(?:统一社会信用代码/?|{_TAX_ID})+",
    "buyer_name": r"(?:购买方|购方|付款方)(?:名称|单位)?:|购买方名称|购方名称|交款(?:人|单位):",
    "seller_id": rf"(?:销售方|销方|收款单位)(?:统一社会信用代码/?|{_TAX_ID})+",
    "seller_name": r"(?:销售方|销方|销货单位|销售单位)名称:?|填开单位:?"
    r"|(?:收款|执收|开票)单位(?:\(章\))?:?",
    "name": r"(?<![目物务品位站])名称:",
    "tax_id": rf"(?:统一社会信用代码/?)?(?:{_TAX_ID})",
    "address": r"地址[、,]?电话:?",
    "bank": r"开户行及账号:?|开户银行及账号:?|开户行、账号:?",
    "words": r"价税合计\(?大写\)?:?|合计\(大写\):?|\(大写\):?",
    "figures": r"\(?小写\)?:?(?=¥|-?\d|$|[^\u4e00-\u9fff])",
    "payee": r"收款人:",
    "reviewer": r"复核人?:",
    "drawer": r"开票人:?",
    "fare": r"票价:|退票费:|改签费:",
    "net": r"(?<!退票)金额:|不含税价:?(?:\(?小写\)?)?:?",
    "rate": r"税率:",
    "tax": r"增值税税额:?|税额:",
    "other": r"机器编号:?|电子客票号码?:|客票号码?:|验证码:|提示信息:|保险费:?|销售网点代号:|"
    r"下载次数:?|销售方:\(章\)|交款人:|业务流水号:?|订单号:?|开具状态:|国内国际标识:|其他信息:?|医疗机构类型:?|"
    r"原发票(?:代码|号码):?|主管税务机关.{0,5}:",
}
_LABELS: Final = re.compile("|".join(f"(?P<{n}>{p})" for n, p in _PATTERNS.items()))


PEOPLE: Final = frozenset(("drawer", "payee", "reviewer"))
"""The labels beneath all boxes: 开票人, 收款人, 复核."""


@dataclass(slots=True)
class Label:
    """A label on the page: what it names, its edges, and the first index after it in its row."""

    name: str
    x0: float
    x1: float
    y: float
    h: float
    row: Row
    end: int


def labels_of(rows: Sequence[Row], em: float) -> list[Label]:
    """Find every label, from top to bottom, and take its characters."""
    labels = []
    for row in rows:
        for match in _LABELS.finditer(row.key):
            chars = row.chars[match.start() : match.end()]
            if any(b.x0 - a.x1 > 6 * em for a, b in pairwise(chars)):
                continue
            for char in chars:
                char.taken = True
            y, h = _middle(chars)
            assert match.lastgroup
            label = Label(match.lastgroup, chars[0].x0, chars[-1].x1, y, h, row, match.end())
            labels.append(label)
    return labels


def _middle(chars: Sequence[Char]) -> tuple[float, float]:
    return sum(char.y for char in chars) / len(chars), max(char.h for char in chars)


@dataclass(slots=True)
class Sheet:
    """The rows, walls and labels of one invoice on one page; `turn` as `chars_of` gives it."""

    rows: list[Row]
    walls: list[Wall]
    labels: list[Label]
    em: float
    width: float
    turn: str = "right"

    def near(self, top: float, bottom: float) -> list[Row]:
        """Give the rows whose middle lies between two heights."""
        first = bisect_left(self.rows, top, key=_height)
        return [row for row in self.rows[first : first + 60] if row.y <= bottom]

    def value(self, label: Label, *, beneath: bool = False) -> list[Char]:
        """Give the characters of a label's value, row by row; they are not taken yet."""
        found = self._beside(label)
        return found if found or not beneath else self._beneath(label)

    def _beside(self, label: Label) -> list[Char]:
        em = self.em
        right, top, bottom = self._room(label)
        upper, lower = label.y - label.h / 2 + 0.15 * em, label.y + label.h / 2 - 0.15 * em
        found: list[Char] = []
        for row in self.near(label.y - 2 * em, label.y + 2 * em):
            end = label.x1 + 9 * em  # the first one may stand far off, the next ones may not
            for char in row.chars:
                if char.taken or char.x <= label.x1 - 0.45 * em:
                    continue
                if char.x0 >= right or char.x0 > end:
                    break
                half = char.h / 2
                if top < char.y < bottom and char.y + half > upper and char.y - half < lower:
                    found.append(char)
                    end = char.x1 + 3 * em
        return found

    def _room(self, label: Label) -> tuple[float, float, float]:
        """How far a value may reach: to the next label or wall, half-way to those of its stack."""
        em = self.em
        right, top, bottom = self.width, label.y - 1.5 * em, label.y + 1.5 * em
        for other in self.labels:
            apart = other.y - label.y
            if abs(apart) > 4 * em or other is label:
                continue
            if other.x0 > label.x1 - 0.5 * em:
                if abs(apart) < (other.h + label.h) / 2 - 0.1 * em:
                    right = min(right, other.x0)
            elif other.x1 > label.x0:
                if apart < -0.4 * em:
                    top = max(top, label.y + apart / 2)
                elif apart > 0.4 * em:
                    bottom = min(bottom, label.y + apart / 2)
        for wall in self.walls if label.name not in PEOPLE else ():
            if label.x0 < wall.x0 < right and wall.top - 3 * em < label.y < wall.bottom + 3 * em:
                right = wall.x0
        return right, top, bottom

    def _beneath(self, label: Label) -> list[Char]:
        em = self.em
        for row in self.near(label.y + 0.6 * em, label.y + 2.2 * em):
            found: list[Char] = []
            for char in row.chars:
                if not char.taken and char.x > label.x0 - 1.5 * em:
                    if char.x0 > (found[-1].x1 + em if found else label.x1):
                        break
                    found.append(char)
            if found:
                return found
        return []


def _height(row: Row) -> float:
    return row.y


def take(chars: Sequence[Char]) -> None:
    """Mark characters, so that nothing else is made of them."""
    for char in chars:
        char.taken = True


def key_of(chars: Sequence[Char]) -> str:
    """Spell what is searched, without any blank."""
    return "".join([char.key for char in chars])


def text_of(chars: Sequence[Char], em: float) -> str:
    """Spell as on the face; a blank where Latin words or unlike scripts stand apart."""
    return "".join(_pieces(chars, em)).strip()


def _pieces(chars: Sequence[Char], em: float) -> Iterator[str]:
    last: Char | None = None
    for char in chars:
        if (last is not None and last.key < "\u2e80") or char.key < "\u2e80":
            gap = char.x0 - last.x1 if last is not None else 0
            plain = last is not None and last.key < "\u2e80" and char.key < "\u2e80"
            if gap > (0.25 if plain else 0.45) * em:
                yield " "
        yield char.shown
        last = char
