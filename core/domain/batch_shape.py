"""The tax bureau's batch check (批量查验): which columns its file has, and what its answers mean.

No public source shows its template; a related service takes 2,000 rows and 500 KB and needs code,
number and day (domain facts 4). So the columns are the user's to set.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.domain.answer import State
from core.domain.invoice import Face, Status
from core.domain.site_values import site_values

MOST_ROWS: Final = 100_000
MOST_BYTES: Final = 100 * 1024 * 1024
LONGEST_TITLE: Final = 60
FIELDS: Final = ("code", "number", "issued_on", "net", "total", "check_code", "amount")
"""What a column may hold; "amount" is whichever amount the kind is asked by."""


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
    (
        BatchColumn("code", "发票代码"),
        BatchColumn("number", "发票号码"),
        BatchColumn("issued_on", "开票日期"),
        BatchColumn("amount", "开具金额(不含税)/价税合计"),
        BatchColumn("check_code", "校验码后6位"),
    )
)


def read_shape(text: str | None) -> Shape:
    """Read what `written` wrote; what cannot be understood is the standard."""
    try:
        return _shape(json.loads(text or "null"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return DEFAULT


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


def answer_of(text: str, status: str = "") -> BatchAnswer | None:
    """Understand what the tax bureau says of an invoice; None for what is not known."""
    state = next((x for word, x in _STATES.items() if word in text), None)
    became = next((x for word, x in _STATUSES.items() if word in status or word in text), None)
    if state is None:
        state = State.MATCH if became is not None else None
    if state is None:
        return None
    return BatchAnswer(state, became if state is State.MATCH else None, text or status)


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


_STATES: Final[Mapping[str, State]] = {
    # in this order: what denies holds what affirms
    "不一致": State.MISMATCH,
    "不相符": State.MISMATCH,
    "不符": State.MISMATCH,
    "查无此票": State.NOT_FOUND,
    "不存在": State.NOT_FOUND,
    "次日": State.TOO_EARLY,
    "次数": State.LIMITED,
    "系统": State.UNAVAILABLE,
    "超时": State.UNAVAILABLE,
    "失败": State.UNINTERPRETED,
    "未通过": State.UNINTERPRETED,
    "一致": State.MATCH,
    "相符": State.MATCH,
    "成功": State.MATCH,
    "通过": State.MATCH,
}
_STATUSES: Final[Mapping[str, Status]] = {
    "作废": Status.VOIDED,
    "部分红冲": Status.RED_PARTIAL,
    "红冲-部分": Status.RED_PARTIAL,
    "全额红冲": Status.RED_FULL,
    "红冲": Status.RED_FULL,
    "失控": Status.OUT_OF_CONTROL,
    "异常": Status.ABNORMAL,
    "正常": Status.NORMAL,
}
