"""What a file name says of its period, and when a workbook was made."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.invoice import Direction
from core.files.bureau_origin import direction_in, made_at, period_in
from tests.data.bureau_maker import Variant, changed, export, records

JANUARY = date(2026, 1, 1), date(2026, 1, 31)
QUARTER = date(2026, 1, 1), date(2026, 3, 31)
MADE = export(list(records(1)))


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("全量发票查询导出结果-2026年1月.xlsx", JANUARY),
        ("全量发票查询导出结果 2026 年 01 月.xlsx", JANUARY),
        ("２０２６年１月.xls", JANUARY),
        ("202601.csv", JANUARY),
        ("取得发票_2026-01.xlsx", JANUARY),
        ("2026.01.xlsx", JANUARY),
        ("20260101-20260131.xlsx", JANUARY),
        ("2026-01-01至2026-01-31.xlsx", JANUARY),
        ("2026.01.01-2026.01.31.xlsx", JANUARY),
        ("2026年1月1日-1月31日.xlsx", JANUARY),
        ("2026年1月5日至2026年1月20日.xlsx", (date(2026, 1, 5), date(2026, 1, 20))),
        ("2026年1月 导出于20260205.xlsx", JANUARY),
        ("2026年1-3月.xlsx", QUARTER),
        ("2026年1月-3月.xlsx", QUARTER),
        ("2026年1月至2026年3月.xlsx", QUARTER),
        ("202601-202603.xlsx", QUARTER),
        ("2026年第1季度.xlsx", QUARTER),
        ("2026年一季度 (1).xlsx", QUARTER),
        ("2025年12月-2026年1月.xlsx", (date(2025, 12, 1), date(2026, 1, 31))),
        ("2024年2月.xlsx", (date(2024, 2, 1), date(2024, 2, 29))),
        # too little, or nothing
        ("0728全量发票查询导出结果 (1).xlsx", None),
        ("全量发票查询导出结果20260728.xlsx", None),
        ("全量发票查询导出结果20260728153012.xlsx", None),
        ("2026年1月5日.xlsx", None),
        ("2026-01-05.xlsx", None),
        ("2026年.xlsx", None),
        ("2026年13月.xlsx", None),
        ("2026年1月和2026年2月.xlsx", None),
        ("2026年3-1月.xlsx", None),
        ("全量发票查询导出结果.xlsx", None),
    ],
)  # fmt: skip
def test_a_file_name_says_its_period(name: str, period: tuple[date, date] | None) -> None:
    assert period_in(name) == period


@given(st.text(st.sampled_from("0123456789年月日-至.第季度Q ２"), max_size=24))
def test_any_name_gives_a_period_or_none(name: str) -> None:
    found = period_in(name)
    assert found is None or found[0] <= found[1]


@pytest.mark.parametrize(
    ("name", "direction"),
    [("取得发票.xlsx", Direction.IN), ("进项2026年1月.xlsx", Direction.IN),
     ("开具发票.xlsx", Direction.OUT), ("销项.xlsx", Direction.OUT), ("全部.xlsx", None),
     ("取得和开具.xlsx", None)],
)  # fmt: skip
def test_a_file_name_says_its_direction(name: str, direction: Direction | None) -> None:
    assert direction_in(name) is direction


def test_the_making_is_told_in_beijing_time() -> None:
    made = made_at(MADE)
    assert made is not None
    assert made.isoformat() == "2026-02-03T09:30:00+08:00"


@pytest.mark.parametrize("text", [b"", b"<x/>", b"<created>gestern</created>", b"\xff\xfe<"])
def test_a_making_that_is_not_told_is_none(text: bytes) -> None:
    assert made_at(changed(MADE, "docProps/core.xml", lambda _: text)) is None


@pytest.mark.parametrize("form", ["xls", "gbk"])
def test_other_forms_tell_no_making(form: str) -> None:
    assert made_at(export(list(records(1)), Variant(sheets="invoices", form=form))) is None
    assert made_at(MADE[:1000]) is None
