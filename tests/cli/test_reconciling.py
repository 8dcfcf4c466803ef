"""`import` of the tax bureau's workbooks, `reconcile`, `decide`: to the letter of the contract."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from core.app import Core
from core.domain.invoice import Invoice, Status
from core.domain.record import Record
from tests.cli.test_commands import Cli, cli, code
from tests.data.bureau_maker import export
from tests.reconciling import NAME, enter, january, with_fields

__all__ = ["cli", "code"]


def records() -> list[Record]:
    found = [x for x in january(60) if len(x.invoice.number) == 20 and not x.invoice.red_of]
    return [with_fields(x, status=Status.NORMAL) for x in found if not x.invoice.code][:8]


def wrong(invoice: Invoice) -> Invoice:
    return replace(invoice, total=(invoice.total or Decimal(0)) + 900)


@pytest.fixture
def exported(core: Core, tmp_path: Path) -> Path:
    """An export; of its first invoice our ledger has another total, its second it lacks."""
    file = tmp_path / NAME
    file.write_bytes(export(records()))
    enter(core, [wrong(records()[0].invoice), *(x.invoice for x in records()[2:])])
    return file


FIRST, SECOND, THIRD = (x.invoice.key.name for x in records()[:3])
IMPORT = ("--made", "2026-02-20", "--json")


def test_nothing_imported_is_status_2(cli: Cli, core: Core) -> None:
    ran = cli("reconcile", "--json")
    assert (ran.status, ran.json["error"]["code"]) == (2, "nothing_to_reconcile")
    assert ran.err.strip()


def test_import_counts_records(cli: Cli, exported: Path) -> None:
    ran = cli("import", exported, *IMPORT)
    assert ran.status == 0
    assert set(ran.json) == {
        *("added", "updated", "unchanged", "attached", "review", "rejected", "records", "seconds")
    }
    assert ran.json["records"] == {"added": 8, "updated": 0, "unchanged": 0}
    assert ran.json["added"] == 0
    again = cli("import", exported, *IMPORT)
    assert again.json["records"] == {"added": 0, "updated": 0, "unchanged": 8}


def test_options_say_what_an_export_covers(cli: Cli, core: Core, exported: Path) -> None:
    days = ("--from", "2026-01-03", "--to", "2026-01-09")
    assert cli("import", exported, *days, "--partial", *IMPORT).status == 0
    for covered in core.reconciliation.imports()[0].coverages:
        said = (f"{covered.since}", f"{covered.until}", f"{covered.made}", covered.partial)
        assert said == ("2026-01-03", "2026-01-09", "2026-02-20", True)


def test_a_ledger_workbook_can_be_declared_the_bureau_s(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("数电票号码,开票日期,价税合计\n26112000001234567890,2026-01-05,113\n", "utf-8")
    ran = cli("import", own, "--as", "bureau", "--json")
    assert (ran.json["added"], ran.json["records"]["added"]) == (0, 1)


def reconciled(cli: Cli, exported: Path, *more: str) -> Any:
    cli("import", exported, *IMPORT)
    return cli("reconcile", "--json", *more)


def test_reconcile_to_the_letter(cli: Cli, exported: Path) -> None:
    ran = reconciled(cli, exported)
    assert ran.status == 1
    document = ran.json
    assert list(document) == [
        *("period", "compared", "matched", "not_covered", "seconds", "discrepancies")
    ]
    assert document["period"] == {"from": "2026-01-01", "to": "2026-01-31"}
    assert document["compared"] == {"ours": 7, "theirs": 8}
    assert (document["matched"], document["not_covered"]) == (6, 0)
    first, second = document["discrepancies"]
    assert list(first) == ["type", "key", "pair", "fields", "causes", "decision"]
    assert (first["type"], first["key"], first["pair"]) == ("differs", FIRST, None)
    total = records()[0].invoice.total
    assert first["fields"] == [
        {"field": "total", "ours": f"{wrong(records()[0].invoice).total}", "theirs": f"{total}"}
    ]
    cause = first["causes"][0]
    assert list(cause) == ["cause", "score", "evidence", "action"]
    assert (cause["cause"], cause["action"]["code"]) == ("amount_mistyped", "correct")
    assert 0 <= cause["score"] <= 1
    assert set(cause["evidence"][0]) == set(cause["action"]) == {"code", "values"}
    assert first["decision"] is None
    assert (second["type"], second["key"]) == ("missing_in_ledger", SECOND)


def test_a_period_may_be_asked_for(cli: Cli, exported: Path) -> None:
    ran = reconciled(cli, exported, "--from", "2026-02-01", "--to", "2026-02-28")
    assert ran.json["period"] == {"from": "2026-02-01", "to": "2026-02-28"}
    assert (ran.status, ran.json["compared"]) == (0, {"ours": 0, "theirs": 0})


def test_reconcile_shows_sentences_without_json(cli: Cli, exported: Path) -> None:
    cli("import", exported, *IMPORT)
    shown = cli("reconcile")
    assert shown.status == 1
    assert FIRST in shown.out
    assert "amount_mistyped" not in shown.out


def test_decide_gives_each_discrepancy_after_it(cli: Cli, core: Core, exported: Path) -> None:
    reconciled(cli, exported)
    ignored = cli("decide", SECOND, "ignore", "--note", "员工个人", "--json")
    assert ignored.status == 0
    (entry,) = ignored.json
    assert entry["decision"] == {
        "kind": "ignore",
        "by": entry["decision"]["by"],
        "at": entry["decision"]["at"],
        "until": None,
        "note": "员工个人",
    }
    assert "text" not in entry
    waiting = cli("decide", FIRST, "wait", "--until", "2099-12-01", "--json")
    assert waiting.json[0]["decision"]["until"] == "2099-12-01"
    ran = cli("reconcile", "--json")
    assert (ran.status, len(ran.json["discrepancies"])) == (0, 2)
    assert cli("decide", FIRST, SECOND, "reopen", "--json").json == [
        x | {"decision": None} for x in ran.json["discrepancies"]
    ]


def test_correct_and_accept_settle_it(cli: Cli, core: Core, exported: Path) -> None:
    reconciled(cli, exported)
    assert cli("decide", FIRST, "correct", "--json").json == [None]
    assert cli("decide", SECOND, "accept", "--json").json == [None]
    ran = cli("reconcile", "--json")
    assert (ran.status, ran.json["matched"], ran.json["discrepancies"]) == (0, 8, [])
    entry = cli("find", SECOND, "--json").json["invoices"][0]
    assert (entry["entered"]["late"], entry["entered"]["how"]) == (True, "workbook")
    back = cli("decide", FIRST, "reopen", "--json")
    assert back.json[0]["type"] == "differs"


def test_ask_adds_a_text_that_is_ready_to_be_sent(cli: Cli, exported: Path) -> None:
    reconciled(cli, exported)
    (entry,) = cli("decide", FIRST, "ask", "--json").json
    assert FIRST in entry["text"]
    assert "北京松果文具有限公司" in entry["text"]
    assert entry["decision"]["kind"] == "ask"


def test_link_joins_two_keys(cli: Cli, core: Core, exported: Path) -> None:
    reconciled(cli, exported)
    other = replace(records()[1].invoice, number="26992000000000000009")
    enter(core, [other])
    assert cli("decide", "26992000000000000009", "link", "--to", SECOND, "--json").json == [None]
    assert {x["key"] for x in cli("reconcile", "--json").json["discrepancies"]} == {FIRST}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("26112000009999999999", "ignore", "--note", "x"), "no_discrepancy"),
        ((FIRST, "ignore"), "decision_incomplete"),
        ((FIRST, "accept"), "decision_unfit"),
        ((FIRST, "reopen"), "nothing_decided"),
        ((FIRST, "forget"), "usage"),
        (("ignore",), "usage"),
    ],
)
def test_what_cannot_be_decided_is_status_2(
    cli: Cli, exported: Path, arguments: tuple[str, ...], error: str
) -> None:
    reconciled(cli, exported)
    ran = cli("decide", *arguments, "--json")
    assert (ran.status, ran.json["error"]["code"]) == (2, error)
    assert ran.err.strip()


def test_the_report_tells_what_by_whom_and_with_which_files(
    cli: Cli, exported: Path, tmp_path: Path
) -> None:
    reconciled(cli, exported)
    cli("decide", SECOND, "ignore", "--note", "=1+1", "--json")
    file = tmp_path / "报告.xlsx"
    file.write_bytes(b"an older one")
    assert cli("reconcile", "--xlsx", file, "--json").status == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes()))
    sheets = [book.get_sheet_by_index(n).to_python() for n in range(4)]
    summary, cases, files, decisions = ([[*map(str, row)] for row in sheet] for sheet in sheets)
    assert any("北京松果文具有限公司" in cell for row in summary for cell in row)
    assert [row[1] for row in cases[1:]] == [FIRST, SECOND]
    assert NAME in files[1]
    assert decisions[1][0] == SECOND
    assert "=1+1" in decisions[1]


def test_a_report_that_cannot_be_written_is_status_2(
    cli: Cli, exported: Path, tmp_path: Path
) -> None:
    reconciled(cli, exported)
    ran = cli("reconcile", "--xlsx", tmp_path / "nowhere" / "x.xlsx", "--json")
    assert (ran.status, ran.json["error"]["code"]) == (2, "file_not_written")
    assert cli("reconcile", "--xlsx", tmp_path / "x.txt", "--json").status == 2
