import pytest

from core.files.columns import (
    LEDGER_HEADERS,
    LINE_HEADERS,
    bare,
    is_bureau_header,
    ledger_header,
    lines_header,
)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("开票日期", "开票日期"),
        (" *开票 日期* ", "开票日期"),
        ("金额（元）", "金额"),
        ("金额(含税)", "金额(含税)"),
        ("金额（不含税）", "金额(不含税)"),
        ("价税合计（单位：元）", "价税合计"),
        ("数电发票号码（20位）", "数电发票号码(20位)"),
        ("校验码：", "校验码"),
        ("", ""),
        (None, ""),
        (12.5, ""),
    ],
)
def test_a_header_is_compared_without_stars_blanks_and_explanations(
    header: object, expected: str
) -> None:
    assert bare(header) == expected


def test_our_own_headers_are_all_found_in_their_order() -> None:
    header = ledger_header([list(LEDGER_HEADERS.values())])
    assert header is not None
    assert list(header.places.items()) == [(name, at) for at, name in enumerate(LEDGER_HEADERS)]
    assert header.complete
    lines = lines_header([list(LINE_HEADERS.values())])
    assert lines is not None
    assert list(lines.places) == list(LINE_HEADERS)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("数电票号码", "digital"),
        ("全电发票号码", "digital"),
        ("发票号", "number"),
        ("票据号码", "number"),
        ("票据代码", "code"),
        ("开票时间", "issued_on"),
        ("发票类型", "kind"),
        ("销售方名称", "seller.name"),
        ("供应商", "seller.name"),
        ("销售方纳税人识别号", "seller.tax_id"),
        ("销方税号", "seller.tax_id"),
        ("购方名称", "buyer.name"),
        ("购买方识别号", "buyer.tax_id"),
        ("购买方统一社会信用代码/纳税人识别号", "buyer.tax_id"),
        ("购买方地址、电话", "buyer.address_phone"),
        ("购方开户行及账号", "buyer.bank_account"),
        ("不含税金额", "net"),
        ("合计税额", "tax"),
        ("价税合计(小写)", "total"),
        ("含税金额", "total"),
        ("被红冲蓝字数电发票号码", "red_of"),
        ("复核", "reviewer"),
    ],
)
def test_what_users_write_for_a_header_is_understood(title: str, field: str) -> None:
    header = ledger_header([["序号", title, "分类"]])
    assert header is not None
    assert header.places[field] == 1
    assert header.titles[field] == title


def test_the_first_of_two_equal_headers_counts() -> None:
    header = ledger_header([["发票号码", "开票日期", "金额", "金额"]])
    assert header is not None
    assert header.places["net"] == 2


def test_the_header_may_stand_below_titles_and_notes() -> None:
    rows = [["2026年台账"], [], ["部门", "分类"], ["发票号码", "开票日期", "金额"], ["1", "2", "3"]]
    header = ledger_header(rows)
    assert header is not None
    assert (header.row, header.complete) == (4, True)


def test_without_a_complete_header_the_best_row_is_told() -> None:
    header = ledger_header([["备注", "分类"], ["发票号码", "金额", "备注"], ["x"]])
    assert header is not None
    assert (header.row, header.complete) == (2, False)
    assert ledger_header([["姓名", "电话"]]) is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["序号", "发票来源"]], True),
        ([[], ["是否勾选*"]], True),
        ([["用途确认信息"]], True),
        ([["发票清单"]], True),
        ([["发票", "用途确认信息"]], False),
        ([list(LEDGER_HEADERS.values())], False),
        ([], False),
    ],
)
def test_workbooks_of_the_tax_bureau_are_known_by_their_headers(
    rows: list[list[object]], expected: bool
) -> None:
    assert is_bureau_header(rows) is expected
