"""A large workbook is read in a process of its own, to the same end."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.invoice import Entered, EntryMethod
from core.domain.problem import Problem
from core.files import reading_apart
from core.files.ledger_writer import write_ledger
from core.files.reading_apart import WorkbookReading
from core.files.workbook import WorkbookKind
from tests.data.broken_rows import broken_workbook
from tests.data.bureau_maker import US, Variant, export, records
from tests.invoices import draft
from tests.ledgers import NOW


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every workbook counts as large."""
    monkeypatch.setattr(reading_apart, "LARGE", 0)
    yield
    assert multiprocessing.active_children() == []


def book(folder: Path, count: int) -> bytes:
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    write_ledger(folder / "b.xlsx", (draft(n, entered=mark).complete() for n in range(count)))
    return (folder / "b.xlsx").read_bytes()


def test_the_rows_are_the_same_here_and_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    here = WorkbookReading(broken_workbook())
    rows = list(here.rows())
    monkeypatch.setattr(reading_apart, "LARGE", 0)
    there = WorkbookReading(broken_workbook())
    assert there.kind is here.kind is WorkbookKind.LEDGER
    assert list(there.rows()) == rows
    assert (there.total, there.problem) == (here.total, here.problem)
    there.close()


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x00" * 100, "你好,世界\n".encode()])
def test_what_is_no_workbook_is_refused_apart_too(data: bytes) -> None:
    reading = WorkbookReading(data)
    assert isinstance(reading.kind, Problem)
    reading.close()


@pytest.mark.usefixtures("apart")
def test_a_reader_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    reading = WorkbookReading(book(tmp_path, 6_000))
    rows = reading.rows()
    first = next(rows)
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    rest = list(rows)
    assert first.fields is not None
    assert len(rest) < 6_000
    assert reading.problem is not None
    assert reading.problem.code.value == "unreadable"
    reading.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is another one there")
@pytest.mark.usefixtures("apart")
def test_ctrl_c_is_answered_by_the_parent_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reading = WorkbookReading(book(tmp_path, 6_000))
    rows = reading.rows()
    next(rows)
    for child in multiprocessing.active_children():
        assert child.pid is not None
        os.kill(child.pid, signal.SIGINT)
    assert len(list(rows)) == 5_999
    reading.close()
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("apart")
def test_a_reading_that_is_given_up_leaves_no_process(tmp_path: Path) -> None:
    reading = WorkbookReading(book(tmp_path, 6_000))
    next(reading.rows())
    reading.close()


@pytest.mark.parametrize("sheets", ["both", "summary"])
def test_an_export_of_the_bureau_is_the_same_here_and_apart(
    monkeypatch: pytest.MonkeyPatch, sheets: str
) -> None:
    data = export(list(records(50)), Variant(sheets=sheets))
    here = WorkbookReading(data, US)
    parts = list(here.records())
    monkeypatch.setattr(reading_apart, "LARGE", 0)
    there = WorkbookReading(data, US)
    assert there.kind is here.kind is WorkbookKind.BUREAU
    assert list(there.records()) == parts
    assert (there.facts, there.problem, there.spans) == (here.facts, None, here.spans)
    assert there.spans == {"in": ("2026-01-01", "2026-01-28"), "out": ("2026-01-02", "2026-01-25")}
    there.close()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "姓名,电话\n".encode()])
@pytest.mark.parametrize("known_as", [None, WorkbookKind.BUREAU])
def test_what_is_no_export_has_a_problem_and_no_record(
    data: bytes, known_as: WorkbookKind | None
) -> None:
    reading = WorkbookReading(data, US, known_as)
    assert isinstance(reading.kind, Problem)
    assert list(reading.records()) == []
    assert reading.facts is None
    assert reading.problem is not None or known_as is None


@pytest.mark.usefixtures("apart")
def test_a_reader_that_dies_within_an_export_is_told_at_the_end() -> None:
    reading = WorkbookReading(export(list(records(6_000)), Variant(sheets="invoices")), US)
    parts = reading.records()
    next(parts)
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    assert sum(len(part.rows) for part in parts) < 5_999
    assert reading.problem is not None
    reading.close()


def test_a_ledger_can_be_read_as_an_export_when_somebody_says_so() -> None:
    data = "数电发票号码,开票日期,金额\n26112000000000000017,2026-01-05,1\n".encode()
    assert WorkbookReading(data, US).kind is WorkbookKind.LEDGER
    reading = WorkbookReading(data, US, WorkbookKind.BUREAU)
    assert [row.net for part in reading.records() for row in part.rows] == [100]
