"""The tax bureau's batch check (批量查验): which columns its file has, and what its answers mean.

No public source shows its template; a related service takes 2,000 rows and 500 KB and needs code,
number and day (domain facts 4). So the columns are the user's to set.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from core.domain.answer import State
from core.domain.invoice import Face, Status
from core.domain.site_values import CHECK_DIGITS, factors_of, site_values
from core.domain.text import clean

MOST_ROWS: Final = 100_000
MOST_BYTES: Final = 100 * 1024 * 1024
LONGEST_TITLE: Final = 60
FIELDS: Final = ("code", "number", "issued_on", "net", "total", "check_code", "amount")
"""What a column may hold; "amount" is whichever amount the kind is asked by."""
STANDARD_TITLES: Final[Mapping[str, str]] = {
    "code": "发票代码",
    "number": "发票号码",
    "issued_on": "开票日期",
    "net": "金额",
    "total": "价税合计",
    "check_code": "校验码后6位",
    "amount": "开具金额(不含税)/价税合计",
}
"""A title for each, as the tax bureau writes it."""
RESULT_TITLES: Final = (
    *("查验结果", "验证结果", "核验结果", "比对结果", "校验结果", "结果", "查验情况"),
    *("查验结论", "查验状态", "验证状态"),
)
"""Titles of the column with the answer; the first that stands there is the one that counts."""
STATUS_TITLES: Final = ("发票状态", "票据状态")
MOST_FORMER: Final = 60
"""So many titles of former files are remembered."""


@dataclass(frozen=True, slots=True)
class BatchColumn:
    """A column: one of FIELDS, and its title as the tax bureau has it."""

    field: str
    title: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns in their order, and how many rows and bytes one file may have."""

    columns: tuple[BatchColumn, ...]
    rows: int = 2_000
    bytes: int = 500 * 1024

    def written(self) -> str:
        """Write it as it is kept in the settings."""
        columns = [[each.field, each.title] for each in self.columns]
        kept = {"columns": columns, "rows": self.rows, "bytes": self.bytes}
        return json.dumps(kept, ensure_ascii=False)


DEFAULT: Final = Shape(
    tuple(
        BatchColumn(field, STANDARD_TITLES[field])
        for field in ("code", "number", "issued_on", "amount", "check_code")
    )
)


def read_shape(text: str | None) -> Shape:
    """Read what `written` wrote; what cannot be understood is the standard."""
    try:
        return _shape(json.loads(text or "null"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return DEFAULT


def kept_shape(before: str | None, shape: Shape) -> str | None:
    """Write a shape in place of the one that was kept; its titles are remembered.

    A file that was written with them may be still at the tax bureau.
    """
    former = dict.fromkeys((*read_former(before), *read_shape(before).columns))
    kept = [x for x in former if x not in shape.columns and x not in DEFAULT.columns]
    if shape == DEFAULT and not kept:
        return None
    written = json.loads(shape.written())
    written["former"] = [[x.field, x.title] for x in kept[-MOST_FORMER:]]
    return json.dumps(written, ensure_ascii=False)


def doubled_titles(columns: Sequence[BatchColumn]) -> tuple[str, ...]:
    """Name the titles by which a column could not be told from another, or from the answer."""
    titles = [clean(each.title) for each in columns]
    answers = (*RESULT_TITLES, *STATUS_TITLES)
    return tuple(x for x in dict.fromkeys(titles) if titles.count(x) > 1 or x in answers)


def read_former(text: str | None) -> tuple[BatchColumn, ...]:
    """Give the columns of shapes that were kept before this one, the oldest first."""
    try:
        return tuple(
            BatchColumn(field, title)
            for field, title in json.loads(text or "null")["former"]
            if field in FIELDS and isinstance(title, str)
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()


class Left(StrEnum):
    """Why no answer was kept of a row of the file that came back."""

    ROUNDED = "rounded"  # Excel made 2.5E+19 of its number
    NUMBER = "number"  # no number, or one that names no invoice
    TWO = "two"  # its numbers name two invoices
    STRANGE = "strange"  # about no invoice of this ledger
    EMPTY = "empty"  # no answer stands there
    WORDS = "words"  # its words are not known
    CONTRADICTS = "contradicts"  # two answers that cannot both be true
    DIFFERS = "differs"  # it was asked with another day, amount or check code than ours
    DAY = "day"  # a day that cannot be read
    AMOUNT = "amount"  # an amount that cannot be read
    KEPT = "kept"  # its answer was kept before


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What a row of the file that came back says; `text` as it stands there."""

    state: State
    status: Status | None
    text: str


def row_of(invoice: Face, shape: Shape) -> tuple[str | None, ...] | None:
    """Give the cells of an invoice, all of them texts; None where a value is missing."""
    found = site_values(invoice)
    if not found.fit or found.missing:
        return None
    values = {each.field: each.text for each in found.values}
    values["amount"] = values.get("net") or values.get("total") or ""
    return tuple(values.get(column.field) for column in shape.columns)


def differing(asked: Mapping[str, Sequence[date | Decimal | str]], ours: Face) -> tuple[str, ...]:
    """Name the fields in which what was asked about is not ours; what we lack is not compared."""
    by = factors_of(ours) or ()
    return tuple(
        name
        for name, values in asked.items()
        for field in ([x for x in by if x != "check_code"] if name == "amount" else [name])
        if (mine := getattr(ours, field)) is not None
        if not all(_same(value, mine) for value in values)
    )


def _same(value: date | Decimal | str, mine: date | Decimal | str) -> bool:
    if isinstance(value, str) and isinstance(mine, str):  # the last digits of the check code
        digits = value.zfill(CHECK_DIGITS)
        return mine.endswith(digits) or digits.endswith(mine)
    return value == mine


def answer_of(text: str, status: str = "") -> BatchAnswer | None:
    """Understand what the tax bureau says of an invoice; None for what is not known.

    Beside a negation nothing is taken for a yes, nor for a status.
    """
    text, status = clean(text), clean(status)
    state = next((x for word, x in _DENIALS.items() if word in text), None)
    if state is not None:
        return BatchAnswer(state, None, text)
    if _negated(text):
        return None
    became = _became(status, "异常") or _became(text, "异常凭证")
    if became is None and not any(word in text for word in _AFFIRMS):
        return None
    return BatchAnswer(State.MATCH, became, text or status)


def _became(text: str, abnormal: str) -> Status | None:
    """Name the status in a text; 异常 alone may be said of a network as well."""
    if _negated(text):
        return None
    if "部分" in text and any(word in text for word in ("红冲", "冲红")):
        return Status.RED_PARTIAL
    found = next((x for word, x in _STATUSES.items() if word in text), None)
    return Status.ABNORMAL if found is None and abnormal in text else found


def _negated(text: str) -> bool:
    return any(sign in text for sign in _NEGATIONS)


def _shape(kept: Any) -> Shape:
    titles = {
        field: title[:LONGEST_TITLE]
        for field, title in kept["columns"]
        if field in FIELDS and isinstance(title, str)
    }
    rows, size = kept["rows"], kept["bytes"]
    whole = all(type(each) is int for each in (rows, size))
    if not (titles and whole and 0 < rows <= MOST_ROWS and 0 < size <= MOST_BYTES):
        return DEFAULT
    return Shape(tuple(BatchColumn(*each) for each in titles.items()), rows, size)


_DENIALS: Final[Mapping[str, State]] = {
    # in this order; what denies may hold what affirms
    "不一致": State.MISMATCH,
    "不相符": State.MISMATCH,
    "不符": State.MISMATCH,
    "查无此票": State.NOT_FOUND,
    "不存在": State.NOT_FOUND,
    "次数": State.LIMITED,  # 请于次日再次查验 follows
    "次日": State.TOO_EARLY,
    "系统": State.UNAVAILABLE,
    "超时": State.UNAVAILABLE,
    "失败": State.UNINTERPRETED,
    "未通过": State.UNINTERPRETED,
    "不通过": State.UNINTERPRETED,
    "不成功": State.UNINTERPRETED,
    "未成功": State.UNINTERPRETED,
}
_AFFIRMS: Final = ("一致", "相符", "成功", "通过")
_NEGATIONS: Final = "不未无非没否勿疑待假错"
_STATUSES: Final[Mapping[str, Status]] = {
    "作废": Status.VOIDED,
    "红冲": Status.RED_FULL,
    "冲红": Status.RED_FULL,
    "失控": Status.OUT_OF_CONTROL,
    "正常": Status.NORMAL,
}
