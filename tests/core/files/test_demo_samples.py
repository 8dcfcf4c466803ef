"""The samples that come with the program hold what they promise."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from core.demo import COMPANY
from core.domain.invoice import Draft, EntryMethod, InvoiceKind, Status
from core.domain.numbers import tax_id_plausible
from core.domain.qr import Crc
from core.domain.tax import sum_of
from core.files import Reading, read, scan, walk
from core.files.workbook import WorkbookKind, ledger_rows, which_workbook

ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / "resources" / "demo"
WORKBOOK = DEMO / "台账示例.xlsx"


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    files = [file for file in walk([DEMO]) if file.suffix != ".xlsx"]
    return {Path(file.label).name: read(file.data) for file in files}


@pytest.fixture(scope="module")
def ledger() -> list[Draft]:
    rows = list(ledger_rows(WORKBOOK.read_bytes()))
    assert [row for row in rows if row.problems] == []
    return [row.draft for row in rows if row.draft]


def test_all_samples_together_are_small() -> None:
    assert sum(file.stat().st_size for file in DEMO.iterdir()) < 500_000


def test_every_picture_and_file_is_read_without_a_problem(readings: dict[str, Reading]) -> None:
    assert [reading.problem for reading in readings.values() if reading.problem] == []
    formats = [reading.format for reading in readings.values()]
    assert (formats.count("PICTURE"), formats.count("XML"), formats.count("PDF")) == (6, 5, 1)
    assert all(draft.complete() for reading in readings.values() for draft in reading.drafts)


def test_the_page_holds_two_codes_from_top_to_bottom() -> None:
    found = scan((DEMO / "一页两票.pdf").read_bytes())
    assert [(code.page, code.crc) for code in found] == [(1, Crc.OK), (1, Crc.OK)]


def test_the_workbook_is_a_ledger_with_everything_that_happens_to_invoices(
    ledger: list[Draft],
) -> None:
    assert which_workbook(WORKBOOK.read_bytes()) is WorkbookKind.LEDGER
    assert len(ledger) == 40
    statuses = {draft.status for draft in ledger}
    assert statuses >= {Status.VOIDED, Status.RED, Status.RED_FULL, Status.RED_PARTIAL}
    kinds = {draft.kind for draft in ledger}
    assert kinds >= {InvoiceKind.FISCAL, InvoiceKind.RAIL, InvoiceKind.SPECIAL_PAPER}
    methods = {draft.entered.how for draft in ledger if draft.entered}
    assert methods >= {EntryMethod.SCAN, EntryMethod.MANUAL, EntryMethod.FILE}
    assert sum(bool(draft.lines) for draft in ledger) > 30


def test_the_amounts_of_the_workbook_add_up(ledger: list[Draft]) -> None:
    for draft in ledger:
        if draft.net is not None:
            assert draft.total == sum_of(draft.net, draft.tax, draft.other_charges)
        if draft.lines:
            assert draft.net == sum(line.net or 0 for line in draft.lines)


def test_every_red_invoice_names_a_blue_one_that_is_there(ledger: list[Draft]) -> None:
    numbers = {draft.number for draft in ledger}
    red = [draft for draft in ledger if draft.status is Status.RED]
    assert len(red) == 2
    assert {draft.red_of for draft in red} <= numbers


def test_every_party_is_fictional_and_every_id_passes_its_check_digit(
    ledger: list[Draft], readings: dict[str, Reading]
) -> None:
    drafts = [*ledger, *(draft for reading in readings.values() for draft in reading.drafts)]
    parties = {party for draft in drafts for party in (draft.seller, draft.buyer)}
    assert all(party.tax_id is None or tax_id_plausible(party.tax_id) for party in parties)
    assert any((party.name, party.tax_id) == (COMPANY.name, COMPANY.tax_id) for party in parties)
    for party in parties:
        assert party.address_phone is None or "虚构路" in party.address_phone


def test_some_samples_are_of_invoices_that_the_workbook_holds(
    ledger: list[Draft], readings: dict[str, Reading]
) -> None:
    known = {draft.number for draft in ledger}
    others = [draft.number for reading in readings.values() for draft in reading.drafts]
    assert sum(number in known for number in others) == 2


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "demo_samples", ROOT / "packaging/demo_samples.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generator_makes_the_same_files_each_time(tmp_path: Path) -> None:
    made = generator()
    for folder in ("a", "b"):
        made.write_samples(tmp_path / folder)
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / folder).iterdir()}
        for folder in ("a", "b")
    )
    assert first == second
    assert set(first) == {file.name for file in DEMO.iterdir()}
    same = {name for name, data in first.items() if read(data) == read((DEMO / name).read_bytes())}
    assert same == set(first)


def test_no_sample_tells_where_it_was_made() -> None:
    for file in DEMO.iterdir():
        assert not re.search(rb"/(?:home|root|tmp|work|Users)/", file.read_bytes())
