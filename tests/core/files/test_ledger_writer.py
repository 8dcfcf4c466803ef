import errno
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.invoice import (
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Status,
)
from core.errors import AppError, DiskFull, FileNotWritten
from core.files import ledger_writer
from core.files.columns import LEDGER_HEADERS, LINE_HEADERS
from core.files.ledger_sheet import UNKNOWN_MOMENT
from core.files.workbook import ledger_rows, write_ledger
from core.progress import Cancelled, Progress
from tests.core.files.strategies import invoices

NUMBER = "26112000000123456789"


def invoice(number: str = NUMBER, **values: object) -> Invoice:
    seller = Party("北京青榆纸业有限公司", "91110108MA01K2QX35")
    known = {"issued_on": date(2026, 1, 5), "net": Decimal("100.00"), "tax": Decimal("13.00")}
    known |= {"total": Decimal("113.00"), "seller": seller, "kind": InvoiceKind.DIGITAL_ORDINARY}
    return Invoice(number=number, **(known | values))  # type: ignore[arg-type]


def read_back(file: Path) -> list[Invoice]:
    rows = list(ledger_rows(file.read_bytes()))
    assert [row.problems for row in rows if row.problems] == []
    return [row.draft.complete() for row in rows if row.draft]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(invoices(), max_size=3, unique_by=lambda x: x.key.names))
def test_a_workbook_gives_back_exactly_the_invoices_that_were_written(
    tmp_path_factory: pytest.TempPathFactory, made: list[Invoice]
) -> None:
    file = tmp_path_factory.mktemp("out") / "台账.xlsx"
    write_ledger(file, made)
    assert read_back(file) == made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(invoices(with_lines=False), min_size=1, max_size=3))
def test_a_csv_file_gives_back_exactly_the_invoices_that_were_written(
    tmp_path_factory: pytest.TempPathFactory, made: list[Invoice]
) -> None:
    file = tmp_path_factory.mktemp("out") / "台账.csv"
    write_ledger(file, made)
    assert read_back(file) == made


def test_who_entered_an_invoice_and_when_stays_in_the_ledger(tmp_path: Path) -> None:
    mark = Entered(EntryMethod.SCAN, "王芳", UNKNOWN_MOMENT.replace(year=2026), late=True)
    write_ledger(tmp_path / "a.xlsx", [invoice(entered=mark)])
    (back,) = read_back(tmp_path / "a.xlsx")
    assert back.entered == replace(mark, by="", at=UNKNOWN_MOMENT)


def test_every_code_and_number_is_a_text_cell_and_amounts_can_be_summed(tmp_path: Path) -> None:
    line = Line(name="*纸*复印纸", quantity=Decimal("1.50"), unit_price=Decimal(2))
    lines = (
        line,
        replace(line, quantity=Decimal("0.1"), unit_price=Decimal("66.666666666666666667")),
    )
    paper = invoice(code="011002100111", paper_number="00472703", check_code="0" * 20, lines=lines)
    write_ledger(tmp_path / "a.xlsx", [paper])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["发票", "明细"]
    cells = dict(zip(LEDGER_HEADERS, next(book["发票"].iter_rows(min_row=2)), strict=True))
    texts = {name: cells[name].value for name in ("code", "number", "digital", "check_code")}
    assert texts == {
        "code": "011002100111",
        "number": "00472703",
        "digital": NUMBER,
        "check_code": "0" * 20,
    }
    assert (cells["total"].value, cells["total"].number_format) == (113, "#,##0.00")
    assert cells["issued_on"].data_type == "d"
    first, second = (
        dict(zip(LINE_HEADERS, row, strict=True))
        for row in book["明细"].iter_rows(min_row=2, values_only=True)
    )
    assert first["key"] == NUMBER
    assert (first["quantity"], first["unit_price"]) == ("1.50", 2)
    assert (second["quantity"], second["unit_price"]) == (0.1, "66.666666666666666667")


def test_the_header_stays_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    write_ledger(tmp_path / "a.xlsx", [invoice()])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["发票"]
    assert [cell.value for cell in sheet[1]] == list(LEDGER_HEADERS.values())
    assert [cell.value for cell in book["明细"][1]] == list(LINE_HEADERS.values())
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AD2")


def test_a_text_that_looks_like_a_formula_is_only_a_text(tmp_path: Path) -> None:
    evil = invoice(remark='=HYPERLINK("http://x","y")', drawer="@SUM(A1)")
    write_ledger(tmp_path / "a.xlsx", [evil])
    row = next(openpyxl.load_workbook(tmp_path / "a.xlsx")["发票"].iter_rows(min_row=2))
    assert {cell.data_type for cell in row if cell.value} <= {"s", "n", "d"}
    write_ledger(tmp_path / "a.csv", [evil])
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "'@SUM(A1)" in text
    assert ",=HYPERLINK" not in text
    assert '"=HYPERLINK' not in text


def test_excel_opens_the_csv_as_chinese_and_keeps_the_twenty_digits(tmp_path: Path) -> None:
    write_ledger(tmp_path / "a.csv", [invoice()])
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert f"\t{NUMBER}".encode() in data
    assert b",100.00,13.00,0.00,113.00," in data


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_red_invoice_says_normal_with_negative_amounts(tmp_path: Path, suffix: str) -> None:
    red = invoice(
        status=Status.RED, net=Decimal("-100.00"), tax=Decimal("-13.00"), total=Decimal("-113.00")
    )
    file = tmp_path / f"a{suffix}"
    write_ledger(file, [red])
    assert read_back(file)[0].status is Status.RED
    if suffix == ".csv":
        assert "正常" in file.read_text("utf-8-sig")


def test_an_export_without_invoices_is_a_workbook_with_headers(tmp_path: Path) -> None:
    assert write_ledger(tmp_path / "a.xlsx", []) == 0
    reading = ledger_rows((tmp_path / "a.xlsx").read_bytes())
    assert reading.problem is None
    assert list(reading) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_no_file_can_hold_spoils_no_export(tmp_path: Path, suffix: str) -> None:
    odd = invoice(remark="a\uffffb\ud800c", drawer="x" * 40_000)
    file = tmp_path / f"a{suffix}"
    assert write_ledger(file, [odd]) == 1
    (back,) = read_back(file)
    assert back.remark is not None
    assert back.remark[0] == "a"
    assert len(back.drawer or "") == (32_767 if suffix == ".xlsx" else 40_000)


def test_an_amount_too_large_for_excel_keeps_its_fen(tmp_path: Path) -> None:
    large = Decimal("9999999999999.99")
    write_ledger(tmp_path / "a.xlsx", [invoice(total=large, net=None, tax=None)])
    assert read_back(tmp_path / "a.xlsx")[0].total == large


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_writer, "MAX_ROWS", 4)
    line = Line(name="纸")
    made = [invoice(f"{NUMBER[:-1]}{last}", lines=(line, line)) for last in range(8)]
    write_ledger(tmp_path / "a.xlsx", made)
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert {"发票3", "明细2", "明细6"} <= set(names)
    assert read_back(tmp_path / "a.xlsx") == made


def failing(error: Exception) -> Iterator[Invoice]:
    yield from (invoice(f"{NUMBER[:-4]}{last:04d}") for last in range(600))
    raise error


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (OSError(errno.ENOSPC, "full"), DiskFull),
        (PermissionError(13, "no"), FileNotWritten),
        (Cancelled(), Cancelled),
        (ZeroDivisionError(), ZeroDivisionError),
    ],
)
def test_what_stood_there_still_stands_when_writing_fails(
    tmp_path: Path, suffix: str, cause: Exception, expected: type[Exception]
) -> None:
    file = tmp_path / f"a{suffix}"
    write_ledger(file, [invoice()])
    before = file.read_bytes()
    with pytest.raises(expected):
        write_ledger(file, failing(cause))
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_writing_can_be_stopped_and_leaves_nothing_behind(tmp_path: Path) -> None:
    steps = []

    def stop(step: Progress) -> None:
        steps.append(step)
        raise Cancelled

    with pytest.raises(Cancelled):
        write_ledger(tmp_path / "a.xlsx", failing(ZeroDivisionError()), stop)
    assert steps == [Progress("write", 500)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.pdf", "suffix"), ("a", "suffix"), ("missing/a.xlsx", "not_found"), ("a.xlsx", "folder")],
)
def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(AppError) as caught:
        write_ledger(tmp_path / name, [invoice()])
    assert isinstance(caught.value, FileNotWritten)
    assert caught.value.facts == {"file": str(tmp_path / name), "reason": reason}
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]
