import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.invoice import Direction, Draft, EntryMethod, InvoiceKind, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.files import xlsx_scan
from core.files.sheets import Book
from core.files.workbook import (
    LedgerReading,
    RowDraft,
    WorkbookKind,
    ledger_rows,
    open_workbook,
    which_workbook,
)
from tests.data.broken_rows import BROKEN, GOOD, KEPT, LINES, Broken, broken_workbook

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "excel"
NUMBER = "26112000000123456789"
NEEDED = ("数电发票号码", "开票日期", "价税合计")


def workbook(*rows: Sequence[object], sheet: str = "Sheet1", **others: Any) -> bytes:
    book = openpyxl.Workbook()
    made: Any = book.active
    made.title = sheet
    for row in rows:
        made.append(row)
    for name, cells in others.items():
        other = book.create_sheet(name)
        for row in cells:
            other.append(row)
    return saved(book)


def saved(book: Any) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def only(data: bytes) -> Draft:
    (row,) = ledger_rows(data)
    assert row.problems == ()
    assert row.draft is not None
    return row.draft


def one(**cells: object) -> RowDraft:
    known = {"数电发票号码": NUMBER, "开票日期": "2026-01-05", "价税合计": 113} | cells
    (row,) = ledger_rows(workbook(list(known), list(known.values())))
    return row


@pytest.fixture(scope="module")
def broken() -> dict[tuple[str | None, int | None], RowDraft]:
    return {(row.sheet, row.row): row for row in ledger_rows(broken_workbook())}


@pytest.mark.parametrize(
    ("at", "expected"), list(enumerate(BROKEN)), ids=lambda v: getattr(v, "what", "")
)
def test_each_broken_row_is_named_with_sheet_row_column_and_reason(
    broken: dict[tuple[str | None, int | None], RowDraft], at: int, expected: Broken
) -> None:
    row = broken["发票", 2 + 2 * at]
    told = [(found.column, found.problem.code) for found in row.problems]
    assert told == [(expected.column, expected.code)]
    assert row.rejected == (row.draft is None) == expected.rejected


@pytest.mark.parametrize("at", range(len(BROKEN)))
def test_the_good_rows_between_broken_ones_are_read(
    broken: dict[tuple[str | None, int | None], RowDraft], at: int
) -> None:
    row = broken["发票", 3 + 2 * at]
    assert row.problems == ()
    assert row.draft is not None
    invoice = row.draft.complete()
    assert invoice.issued_on == date(2026, 1, 5)
    assert invoice.number == f"26112000000{3 + 2 * at:09d}"
    if GOOD[at % len(GOOD)] and invoice.total is not None:
        assert invoice.total == Decimal("1130.00")


@pytest.mark.parametrize(
    ("at", "expected"), list(enumerate(LINES)), ids=lambda v: getattr(v, "what", "")
)
def test_each_broken_line_is_named_too(
    broken: dict[tuple[str | None, int | None], RowDraft], at: int, expected: Broken
) -> None:
    row = broken["明细", 3 + at]
    told = [(found.column, found.problem.code) for found in row.problems]
    assert told == [(expected.column, expected.code)]
    assert (row.draft, row.rejected) == (None, expected.rejected)


def test_blank_rows_sums_and_repeated_headers_are_passed_over(
    broken: dict[tuple[str | None, int | None], RowDraft],
) -> None:
    assert len(BROKEN) >= 50
    assert len(broken) == 2 * len(BROKEN) + len(LINES)
    assert sum(row.draft is not None for row in broken.values()) == KEPT


def test_a_row_says_everything_that_its_columns_say() -> None:
    row = one(
        方向="销项",
        发票票种="增值税专用发票",
        发票状态="已红冲-部分",
        销方名称=" 北京松果文具有限公司 ",
        录入方式="手工",
        离线="是",
        补录="否",
        标签="加急、甲",
        分类="办公",
    )
    assert row.draft is not None
    draft = row.draft
    assert (draft.direction, draft.kind) == (Direction.OUT, InvoiceKind.SPECIAL_PAPER)
    assert (draft.status, draft.seller.name) == (Status.RED_PARTIAL, "北京松果文具有限公司")
    assert draft.entered is not None
    assert (draft.entered.how, draft.entered.offline, draft.entered.late) == (
        EntryMethod.MANUAL,
        True,
        False,
    )
    assert (draft.tags, draft.category) == (("加急", "甲"), "办公")


def test_sources_name_what_the_sheet_speaks_of_and_no_status_that_nobody_stated() -> None:
    assert set(only(workbook(NEEDED, [NUMBER, "2026-01-05", 1])).sources.items()) == {
        ("number", Source.WORKBOOK),
        ("issued_on", Source.WORKBOOK),
        ("total", Source.WORKBOOK),
    }
    silent, stated = one(发票状态=None).draft, one(发票状态="正常").draft
    assert silent is not None
    assert stated is not None
    assert ("status" in silent.sources, "status" in stated.sources) == (False, True)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, (None, NUMBER, None)),
        ({"数电发票号码": None, "发票号码": NUMBER}, (None, NUMBER, None)),
        ({"发票号码": NUMBER}, (None, NUMBER, None)),
        ({"数电发票号码": f" {NUMBER[:4]} {NUMBER[4:]}\t"}, (None, NUMBER, None)),
        (
            {"发票代码": "011002100111", "发票号码": "00472703"},
            ("011002100111", NUMBER, "00472703"),
        ),
        ({"发票代码": NUMBER[:12], "发票号码": NUMBER[12:]}, (None, NUMBER, None)),
        (
            {"数电发票号码": "--", "发票代码": "1100204130", "发票号码": "00472703"},
            ("1100204130", "00472703", None),
        ),
        # Excel ate the zeros in front: the cells hold numbers
        (
            {"数电发票号码": "", "发票代码": 11002100111, "发票号码": 472703},
            ("011002100111", "00472703", None),
        ),
        (
            {"数电发票号码": "", "发票代码": 1100204130, "发票号码": 10472703.0},
            ("1100204130", "10472703", None),
        ),
        (
            {
                "数电发票号码": "",
                "发票代码": 10126,
                "发票号码": 10925600,
                "发票票种": "中央财政票据",
            },
            ("00010126", "0010925600", None),
        ),
        (
            {"数电发票号码": "", "发票号码": "2201202612345678901234"},
            (None, "2201202612345678901234", None),
        ),
        (
            {"数电发票号码": "", "发票代码": "'1100204130", "发票号码": "00472703.0"},
            ("1100204130", "00472703", None),
        ),
    ],
)
def test_numbers_are_taken_from_any_of_the_three_columns(
    cells: dict[str, object], expected: tuple[str | None, ...]
) -> None:
    row = one(**cells)
    assert row.problems == ()
    assert row.draft is not None
    assert (row.draft.code, row.draft.number, row.draft.paper_number) == expected


def test_a_short_number_typed_as_text_is_not_filled_up() -> None:
    row = one(数电发票号码="", 发票代码="1100204130", 发票号码="472703")
    assert row.draft is not None
    assert row.draft.number == "472703"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("数电票（普通发票）", (InvoiceKind.DIGITAL_ORDINARY, None)),
        ("全电发票(增值税专用发票)", (InvoiceKind.DIGITAL_SPECIAL, None)),
        ("北京市医疗门诊收费票据", (InvoiceKind.FISCAL, None)),
        ("某种从没见过的票", (None, "某种从没见过的票")),
        ("", (None, None)),
    ],
)
def test_an_unknown_kind_is_kept_in_its_words(
    kind: str, expected: tuple[InvoiceKind | None, str | None]
) -> None:
    row = one(发票票种=kind)
    assert row.problems == ()
    assert row.draft is not None
    assert (row.draft.kind, row.draft.kind_name) == expected


def test_a_red_invoice_says_normal_and_is_known_by_its_negative_amount() -> None:
    red, voided = one(价税合计=-5, 发票状态="正常").draft, one(价税合计=-5, 发票状态="已作废").draft
    assert red is not None
    assert voided is not None
    assert (red.status, voided.status) == (Status.RED, Status.VOIDED)


def test_nothing_is_invented_from_what_a_row_does_not_say() -> None:
    row = one(价税合计=None, 金额=100)
    assert row.draft is not None
    assert (row.draft.net, row.draft.tax, row.draft.total) == (Decimal("100.00"), None, None)


def test_a_users_own_workbook_is_read_with_its_own_headers_in_any_order() -> None:
    title = ["2026年1月进项发票登记表"]
    headers = [
        "备注",
        "价税合计（元）",
        "*开票日期",
        "销售方名称",
        "全电发票号码",
        "购买方税号",
        "序号",
    ]
    row = ["一", "1,130.00", "2026/1/5", "北京青榆纸业有限公司", NUMBER, "91110105MA00ABCD38", 1]
    draft = only(workbook(title, [], headers, row, sheet="一月"))
    assert (draft.number, draft.total) == (NUMBER, Decimal("1130.00"))
    assert (draft.seller.name, draft.buyer.tax_id) == ("北京青榆纸业有限公司", "91110105MA00ABCD38")


def test_a_problem_names_the_column_as_the_user_wrote_it() -> None:
    data = workbook(["发票 号码", "开票日期*", "含税金额"], [NUMBER, "昨天", 1])
    (row,) = ledger_rows(data)
    assert [found.column for found in row.problems] == ["开票日期*"]
    assert row.problems[0].problem.field == "issued_on"
    assert (row.sheet, row.row) == ("Sheet1", 2)


def test_net_and_total_are_told_apart_by_what_stands_in_the_bracket() -> None:
    data = workbook(
        ["发票号码", "开票日期", "金额（不含税）", "金额（含税）"], [NUMBER, "2026-01-05", 100, 113]
    )
    draft = only(data)
    assert (draft.net, draft.total) == (Decimal("100.00"), Decimal("113.00"))


def test_all_sheets_that_are_ledgers_are_read_and_notes_are_passed_over() -> None:
    second = f"{NUMBER[:-1]}0"
    data = workbook(
        NEEDED,
        [NUMBER, "2026-01-05", 1],
        二月=[list(NEEDED), [second, "2026-02-05", 2]],
        说明=[["本表由会计填写"]],
    )
    assert [(row.sheet, row.draft.number) for row in ledger_rows(data) if row.draft] == [
        ("Sheet1", NUMBER),
        ("二月", second),
    ]


def test_a_sheet_that_is_nearly_a_ledger_is_not_passed_over_in_silence() -> None:
    data = workbook(
        NEEDED,
        [NUMBER, "2026-01-05", 1],
        二月=[["数电发票号码", "哪天", "价税合计", "备注"], [NUMBER, "2026-02-05", 2, ""]],
    )
    failed = [row for row in ledger_rows(data) if row.rejected]
    assert [(row.sheet, row.problems[0].problem.code) for row in failed] == [
        ("二月", ProblemCode.HEADER_UNKNOWN)
    ]


def test_hidden_sheets_are_passed_over() -> None:
    book = openpyxl.load_workbook(
        BytesIO(workbook(NEEDED, [NUMBER, "2026-01-05", 1], 旧=[list(NEEDED)]))
    )
    book["旧"].append([f"{NUMBER[:-1]}0", "2026-01-05", 1])
    book["旧"].sheet_state = "hidden"
    assert len(list(ledger_rows(saved(book)))) == 1


def test_missing_columns_are_a_problem_that_says_what_was_expected_and_found() -> None:
    reading = ledger_rows(workbook(["数电发票号码", "价税合计", "备注"], [NUMBER, 1, ""]))
    assert reading.problem is not None
    assert reading.problem.code is ProblemCode.HEADER_UNKNOWN
    assert reading.problem.values["found"] == "数电发票号码, 价税合计, 备注"
    assert "开票日期" in reading.problem.values["expected"]
    assert list(reading) == []


def test_lines_find_their_invoice_by_any_of_its_names() -> None:
    headers = ["发票", "货物或应税劳务名称", "数量", "单价", "金额", "税率", "税额", "税收分类编码"]
    rows = [
        [NUMBER, "*纸*复印纸", "2", 50.123456, 100.25, 0.13, 13, "1060105010000000000"],
        ["1100204130" + "00472703", "*笔*签字笔", 1, "0.10", "0.10", "13%", "***", None],
        [NUMBER, "*纸*卡纸", None, None, -5, "免税", None, None],
    ]
    data = workbook(
        ["数电发票号码", "发票代码", "发票号码", "开票日期", "金额"],
        ["", "1100204130", "00472703", "2026-01-05", 0.1],
        [NUMBER, "", "", "2026-01-05", 95.25],
        明细=[headers, *rows],
    )
    pens, paper = (row.draft for row in ledger_rows(data))
    assert pens is not None
    assert paper is not None
    assert [(line.name, line.rate, line.tax) for line in pens.lines] == [
        ("*笔*签字笔", "0.13", None)
    ]
    assert [(line.name, str(line.unit_price), line.rate) for line in paper.lines] == [
        ("*纸*复印纸", "50.123456", "0.13"),
        ("*纸*卡纸", "None", "免税"),
    ]
    assert paper.lines[0].tax_code == "1060105010000000000"


def test_the_number_of_rows_to_come_is_known_for_progress() -> None:
    reading = ledger_rows(workbook(NEEDED, *[[NUMBER, "2026-01-05", 1]] * 3))
    assert reading.total == 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"], ids=["utf8", "bom", "gbk", "utf16"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_csv_is_read_in_every_encoding_and_with_every_delimiter(
    encoding: str, delimiter: str
) -> None:
    guard = "" if delimiter == "\t" else "\t"
    rows = [
        NEEDED,
        [f"{guard}{NUMBER}", "2026-01-05", "113.00"],
        [f'="{NUMBER}"', "2026年1月5日", "1"],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    found = list(ledger_rows(text.encode(encoding)))
    assert [(row.sheet, row.row, row.draft and row.draft.number) for row in found] == [
        (None, 2, NUMBER),
        (None, 3, NUMBER),
    ]


def test_rows_of_a_csv_may_be_shorter_or_longer_than_the_header() -> None:
    header = "备注,数电发票号码,开票日期,金额,税额"
    text = f"{header}\nx,{NUMBER},2026-01-05,1\ny,{NUMBER},2026-01-05,1,,,,z\nw\n"
    found = list(ledger_rows(text.encode()))
    assert [row.rejected for row in found] == [False, False, True]


def test_a_quote_that_nobody_closed_is_damage_and_no_silent_loss() -> None:
    rows = "\n".join(f"{NUMBER},2026-01-05,1,x" for _ in range(40_000))
    data = f'数电发票号码,开票日期,金额,备注\n{NUMBER},2026-01-05,1,"x\n{rows}'.encode()
    reading = ledger_rows(data)
    assert reading.problem is not None
    assert reading.problem.code is ProblemCode.UNREADABLE


def test_which_workbook_goes_by_sheets_and_headers() -> None:
    assert which_workbook(workbook(NEEDED)) is WorkbookKind.LEDGER
    for header in ("发票来源", "是否正数发票", "发票风险等级", "是否勾选*", "有效抵扣税额*"):
        assert which_workbook(workbook([*NEEDED, header])) is WorkbookKind.BUREAU
    assert which_workbook(workbook([], sheet="发票基础信息")) is WorkbookKind.BUREAU
    assert which_workbook(workbook([], sheet="信息汇总表2")) is WorkbookKind.BUREAU
    assert which_workbook(workbook(["用途确认信息"], NEEDED)) is WorkbookKind.BUREAU
    neither = which_workbook(workbook(["姓名", "电话"]))
    assert isinstance(neither, Problem)
    assert neither.code is ProblemCode.HEADER_UNKNOWN


def test_the_samples_of_the_tax_bureau_are_known_as_such() -> None:
    if not SAMPLES.exists():
        pytest.skip("3 sample workbooks passed over: the shared folder is absent")
    found = {file.name: which_workbook(file.read_bytes()) for file in SAMPLES.glob("*.xlsx")}
    assert set(found.values()) == {WorkbookKind.BUREAU}
    assert len(found) == 3


def changed(data: bytes, part: str, edit: Any) -> bytes:
    """The workbook with one of its parts edited."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info.filename, edit(text) if info.filename == part else text)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_wrong_dimension_record_hides_no_row() -> None:
    data = workbook(NEEDED, [NUMBER, "2026-01-05", 1])
    for wrong in (b'ref="A1"', b'ref="A1:XFD1048576"'):
        made = changed(data, SHEET, lambda text, wrong=wrong: text.replace(b'ref="A1:C2"', wrong))
        assert made != data
        assert len(list(ledger_rows(made))) == 1


@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ1048576", "xfd1048576"])
def test_two_cells_in_far_corners_are_too_large_and_end_nothing(corner: str) -> None:
    data = workbook(NEEDED, [NUMBER, "2026-01-05", 1])
    far = f'<row r="1048576"><c r="{corner}"><v>1</v></c></row></sheetData>'.encode()
    problem = open_workbook(changed(data, SHEET, lambda text: text.replace(b"</sheetData>", far)))
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TOO_LARGE


def test_a_stray_blank_far_below_is_no_obstacle() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(NEEDED, [NUMBER, "2026-01-05", 1])))
    book["Sheet1"]["C200000"] = " "
    assert len(list(ledger_rows(saved(book)))) == 1


def test_a_sheet_in_utf_16_cannot_slip_past_the_scan() -> None:
    data = workbook(NEEDED, [NUMBER, "2026-01-05", 1])
    made = changed(data, SHEET, lambda text: text.decode().encode("utf-16"))
    assert isinstance(open_workbook(made), Problem)


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx_scan, "MAX_UNPACKED", 2_000)
    problem = open_workbook(workbook(NEEDED, [NUMBER, "2026-01-05", 1]))
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
         ProblemCode.PASSWORD_PROTECTED),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), ProblemCode.UNREADABLE),
        (broken_workbook()[:3000], ProblemCode.UNREADABLE),
        (b"PK\x03\x04" + bytes(100), ProblemCode.UNREADABLE),
        (b"%PDF-1.4", ProblemCode.UNKNOWN_FORMAT),
        (b"<html><table></table></html>", ProblemCode.UNKNOWN_FORMAT),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ProblemCode.UNKNOWN_FORMAT),
        (b" \n", ProblemCode.EMPTY),
        (b"hello", ProblemCode.HEADER_UNKNOWN),
        (workbook(), ProblemCode.EMPTY),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told_why(data: bytes, code: ProblemCode) -> None:
    reading = ledger_rows(data)
    assert reading.problem is not None
    assert reading.problem.code is code
    assert isinstance(which_workbook(data), Problem)


def test_a_file_beyond_the_limit_is_not_even_opened() -> None:
    problem = open_workbook(bytes(xlsx_scan.MAX_BYTES + 1))
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TOO_LARGE


def read_all(data: bytes) -> None:
    reading = ledger_rows(data)
    assert isinstance(reading, LedgerReading)
    for row in reading:
        assert row.draft is not None or row.problems
    which = which_workbook(data)
    assert isinstance(which, (WorkbookKind, Problem))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_problem(data: bytes) -> None:
    read_all(data)


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_below_a_header_gives_rows_or_a_problem(text: str) -> None:
    read_all(f"{','.join(NEEDED)}\n{text}".encode())


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_workbook_gives_rows_or_a_problem(data: st.DataObject) -> None:
    whole = bytearray(broken_workbook_once())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(0, len(whole)))
    read_all(bytes(whole[:cut]))


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**16), st.binary(min_size=1, max_size=6))
def test_a_workbook_with_damaged_xml_gives_rows_or_a_problem(at: int, piece: bytes) -> None:
    def edit(text: bytes) -> bytes:
        place = at % len(text)
        return text[:place] + piece + text[place + len(piece) :]

    read_all(changed(broken_workbook_once(), SHEET, edit))


_MADE: list[bytes] = []


def broken_workbook_once() -> bytes:
    if not _MADE:
        _MADE.append(broken_workbook())
    return _MADE[0]


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**22), 10**22),
    st.dates(date(1900, 3, 1)),
    st.datetimes().filter(lambda moment: moment.year >= 1901),
    st.timedeltas(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.lists(cells, min_size=6, max_size=6), max_size=3))
def test_any_cells_give_rows_or_a_problem(rows: list[list[object]]) -> None:
    header = ["数电发票号码", "发票代码", "发票号码", "开票日期", "金额", "发票状态"]
    book = open_workbook(
        workbook(
            header,
            *[[str(c) if isinstance(c, str) and c[:1] == "=" else c for c in row] for row in rows],
        )
    )
    assert isinstance(book, (Book, Problem))
    for row in ledger_rows(book) if isinstance(book, Book) else ():
        assert row.draft is not None or row.problems
