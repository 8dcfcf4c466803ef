"""The command line, to the letter of its contract."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
import qrcode

from cli.run import run
from core.app import Core
from core.domain.invoice import EntryMethod, Party
from core.secrets import MemoryKeys, recovery_code
from core.store.generations import read_current
from tests.core.test_secrets import Fake
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import IDS, draft

ROOT = Path(__file__).resolve().parents[2]
PAYLOAD = "01,31,,24322000000489101796,20000.00,20241205,,BBBB"
INVOICE = (
    "kind code number issued_on net tax other_charges total check_code seller buyer lines remark "
    "drawer payee reviewer direction status red_of entered category tags"
).split()


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Ran]


@pytest.fixture
def code(folder: Path, keys: MemoryKeys) -> str:
    return recovery_code(keys.get(read_current(folder).key_id))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], folder: Path, code: str) -> Cli:
    """Runs a command on the test's ledger."""

    def ran(*arguments: str | Path, data: Path = folder, code: str | None = code) -> Ran:
        capsys.readouterr()
        status = run(["--data", str(data), *map(str, arguments)], code)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return ran


def picture(file: Path, *payloads: str) -> Path:
    """A picture of QR codes, one under the other."""
    from PIL import Image

    codes = [qrcode.make(payload).get_image().convert("L") for payload in payloads]
    page = Image.new("L", (max(c.width for c in codes), sum(c.height for c in codes)), 255)
    top = 0
    for each in codes:
        page.paste(each, (0, top))
        top += each.height
    page.save(file)
    return file


def test_init_makes_a_folder_and_says_that_the_code_is_the_only_key(
    cli: Cli, tmp_path: Path
) -> None:
    made = cli("init", "--name", "北京松果", "--tax-id", "X", "--json", data=tmp_path / "new")
    assert made.status == 0
    assert set(made.json) == {"data", "key_id", "recovery_code", "in_keyring"}
    assert made.json["in_keyring"] is False
    assert "only key" in made.err
    assert "X" in made.err  # the tax id is warned about, and accepted
    assert cli("find", "--json", data=tmp_path / "new", code=made.json["recovery_code"]).status == 0


def test_init_puts_the_key_into_the_keyring(cli: Cli, tmp_path: Path) -> None:
    keyring.set_keyring(Fake())
    made = cli(
        "init",
        "--name",
        "n",
        "--tax-id",
        "91110105MA01F1CT48",
        "--taxpayer",
        "small",
        "--json",
        data=tmp_path / "new",
    )
    assert (made.status, made.json["in_keyring"], made.err) == (0, True, "")
    assert cli("find", "--json", data=tmp_path / "new", code=None).json["total"] == 0


def test_init_refuses_a_folder_that_holds_something(cli: Cli, folder: Path) -> None:
    again = cli("init", "--name", "n", "--tax-id", "t", "--json")
    assert (again.status, again.json["error"]["code"]) == (2, "folder_taken")
    assert again.json["error"]["facts"] == {"folder": str(folder)}


def test_find_gives_invoices_to_the_letter(cli: Cli, core: Core) -> None:
    for n in range(3):
        core.entry.add(draft(n, tags=("差旅",)), EntryMethod.MANUAL)
    found = cli("find", "青禾", "--json")
    assert found.status == 0
    assert set(found.json) == {"total", "invoices"}
    (invoice,) = found.json["invoices"]
    assert list(invoice) == INVOICE
    assert invoice["net"] == "101.00"
    assert invoice["code"] is None
    assert invoice["entered"] == {
        "how": "manual",
        "by": "tester",
        "at": "2026-11-24T09:30:00+08:00",
        "offline": False,
        "late": False,
    }
    assert invoice["lines"][0]["rate"] == "0.13"
    assert invoice["direction"] == "in"
    assert invoice["tags"] == ["差旅"]
    assert set(invoice["seller"]) == {"name", "tax_id", "address_phone", "bank_account"}


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        ([], 20),
        (["云杉"], 7),
        (["云杉", "铅笔3"], 1),
        (["113.00"], 2),
        (["113..115"], 5),
        (["--from", "2026-01-05", "--to", "2026-01-06"], 2),
        (["--kind", "81"], 20),
        (["--kind", "82"], 0),
        (["--status", "normal"], 20),
        (["--direction", "out"], 0),
        (["--tag", "t1"], 10),
        (["云杉", "--tag", "t1", "--limit", "1"], 3),
        (["没有这个"], 0),
        (["26112000000000000007"], 1),
    ],
)
def test_find_filters(cli: Cli, core: Core, arguments: list[str], total: int) -> None:
    for n in range(20):
        core.entry.add(draft(n, tags=(f"t{n % 2}",)), EntryMethod.MANUAL)
    found = cli("find", *arguments, "--json")
    assert (found.status, found.json["total"]) == (0, total)
    assert len(found.json["invoices"]) == min(total, 1 if "--limit" in arguments else 50)


def test_find_is_newest_first_and_pages(cli: Cli, core: Core) -> None:
    for n in (3, 1, 2):
        core.entry.add(draft(n), EntryMethod.MANUAL)
    days = [x["issued_on"] for x in cli("find", "--json").json["invoices"]]
    assert days == ["2026-01-04", "2026-01-03", "2026-01-02"]
    page = cli("find", "--limit", "1", "--offset", "1", "--json").json
    assert (page["total"], page["invoices"][0]["issued_on"]) == (3, "2026-01-03")


def test_options_stand_anywhere(cli: Cli, folder: Path, code: str, tmp_path: Path) -> None:
    environment = os.environ | {"PIAOHE_RECOVERY_CODE": code, "PIAOHE_DATA": str(folder)}
    for line in (
        ["--json", "find"],
        ["find", "--json", "--data", str(folder)],
        [f"--data={folder}", "find", "--json"],
    ):
        done = subprocess.run(
            [sys.executable, "main.py", *line],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0
        assert json.loads(done.stdout.decode("utf-8")) == {"total": 0, "invoices": []}
        assert done.stderr == b""


def test_output_is_utf_8_whatever_the_system_speaks(core: Core, folder: Path, code: str) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    environment = os.environ | {
        "PIAOHE_RECOVERY_CODE": code,
        "PYTHONIOENCODING": "cp1252",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
    }
    for form in (["--json"], []):
        done = subprocess.run(
            [sys.executable, "main.py", "--data", str(folder), "find", *form],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=True,
        )
        assert "青禾" in done.stdout.decode("utf-8")
        assert not done.stdout.startswith(b"\xef\xbb\xbf")


def test_the_code_of_the_environment_is_used_and_nothing_else(cli: Cli, core: Core) -> None:
    other = recovery_code(__import__("core.secrets").secrets.Key.new())
    wrong = cli("find", "--json", code=other)
    assert (wrong.status, wrong.json["error"]["code"]) == (2, "key_wrong")
    garbled = cli("find", "--json", code="not a code")
    assert garbled.json["error"]["code"] == "invalid_recovery_code"
    assert "not a code" not in garbled.out + garbled.err


def test_no_child_inherits_the_code() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os, main; print(os.environ.get('PIAOHE_RECOVERY_CODE'))"],
        cwd=ROOT,
        env=os.environ | {"PIAOHE_RECOVERY_CODE": "secret"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "None"


def test_the_code_comes_from_standard_input_or_a_picture(
    cli: Cli, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(code.lower() + "\n"))
    assert cli("--recovery-code-stdin", "find", "--json", code=None).status == 0
    sheet = picture(tmp_path / "sheet.png", code)
    assert cli("find", "--recovery-code-picture", sheet, "--json", code=None).status == 0
    missing = cli("find", "--recovery-code-picture", tmp_path / "none.png", "--json", code=None)
    assert (missing.status, missing.json["error"]["code"]) == (2, "invalid_recovery_code")


def test_without_a_keyring_or_a_folder_one_sentence_says_so(cli: Cli, tmp_path: Path) -> None:
    absent = cli("find", code=None)
    assert (absent.status, absent.out) == (2, "")
    assert absent.err.count("\n") == 1
    assert "keyring" in absent.err
    nowhere = cli("find", "--json", data=tmp_path / "nowhere")
    assert (nowhere.status, nowhere.json["error"]["code"]) == (2, "no_folder")


@pytest.mark.parametrize(
    "line",
    [
        ["bogus"],
        ["find", "--bogus"],
        ["find", "--kind", "99"],
        ["find", "--from", "yesterday"],
        ["find", "--limit", "-1"],
        ["import"],
        ["--recovery-code-picture"],
        ["scan"],
    ],
)
def test_a_line_that_is_wrong_is_not_done(cli: Cli, line: list[str]) -> None:
    ran = cli("--json", *line)
    assert (ran.status, ran.json["error"]["code"]) == (2, "usage")
    assert ran.err.strip() == ran.json["error"]["message"]


def test_scan_gives_each_code_once_in_order(cli: Cli, tmp_path: Path) -> None:
    other = "01,10,012001800311,33207675,46.62,20190508,76939056883466677916,E1BD,"
    page = picture(tmp_path / "page.png", PAYLOAD, other, PAYLOAD)
    blank = tmp_path / "blank.txt"
    blank.write_text("nothing")
    found = cli("scan", page, blank, tmp_path / "missing.png", "--json", data=tmp_path / "none")
    assert found.status == 1
    assert [entry["payload"] for entry in found.json] == [PAYLOAD, other, None, None]
    first = found.json[0]
    assert list(first) == ["file", "page", "payload", "crc", "guessed", "invoice", "problem"]
    assert (first["file"], first["page"], first["crc"]) == (str(page), None, "ok")
    assert (first["guessed"], first["problem"]) == (False, None)
    assert list(first["invoice"]) == INVOICE
    assert (first["invoice"]["kind"], first["invoice"]["total"]) == ("81", "20000.00")
    assert first["invoice"]["net"] is None
    assert first["invoice"]["direction"] is None
    assert first["invoice"]["entered"] is None
    old = found.json[1]["invoice"]
    assert (old["kind"], old["net"], old["total"]) == ("10", "46.62", None)
    assert all(entry["problem"]["code"] for entry in found.json[2:])


def test_scan_warns_of_a_wrong_check_sum_and_keeps_the_reading(cli: Cli, tmp_path: Path) -> None:
    found = cli("scan", picture(tmp_path / "p.png", PAYLOAD.replace("BBBB", "BBBC")), "--json")
    assert (found.status, found.json[0]["crc"]) == (1, "mismatch")
    assert found.json[0]["problem"]["code"] == "crc_mismatch"
    assert found.json[0]["invoice"]["number"] == "24322000000489101796"


def test_read_gives_an_entry_per_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    page = picture(tmp_path / "page.png", PAYLOAD)
    found = cli("read", page, tmp_path / "letter.txt", "--json")
    assert found.status == 1
    assert [list(entry) for entry in found.json] == [["file", "format", "invoices", "problem"]] * 2
    assert (found.json[0]["format"], len(found.json[0]["invoices"])) == ("PICTURE", 1)
    assert found.json[0]["problem"] is None
    assert (found.json[1]["format"], found.json[1]["invoices"]) == (None, [])


def test_import_takes_files_of_invoices_and_says_what_waits(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    whole, other = draft(1), draft(2, buyer=Party("别人有限公司", IDS[1]))
    (tmp_path / "drop" / "a.xml").write_bytes(as_xml(whole))
    (tmp_path / "drop" / "b.png").write_bytes(as_picture(whole))
    done = cli("import", tmp_path / "drop", "--json")
    figures = [done.json[name] for name in ("added", "updated", "unchanged", "attached")]
    assert (done.status, figures) == (0, [1, 0, 0, 1])
    (tmp_path / "drop" / "c.xml").write_bytes(as_xml(other))
    (tmp_path / "drop" / "d.ofd").write_bytes(b"PK no")
    done = cli("import", tmp_path / "drop", "--json")
    figures = [done.json[name] for name in ("added", "updated", "unchanged", "attached")]
    assert (done.status, figures) == (1, [1, 0, 2, 0])
    place = {"sheet": None, "row": None, "column": None}
    (review,), (rejected,) = done.json["review"], done.json["rejected"]
    file = str(tmp_path / "drop" / "c.xml")
    assert review == {"file": file, **place, "code": "other_taxpayer", "values": {}}
    assert rejected["file"] == str(tmp_path / "drop" / "d.ofd")
    assert cli("find", other.number or "", "--json").json["total"] == 1


def test_import_and_export_speak_of_rows(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text(
        "数电发票号码,开票日期,价税合计\n26112000000000000001,2026-01-05,113\n123,2026-01-05,5\n",
        "utf-8",
    )
    done = cli("import", tmp_path / "book.csv", "--json")
    assert done.status == 1
    assert list(done.json) == [
        "added",
        "updated",
        "unchanged",
        "attached",
        "review",
        "rejected",
        "records",
        "seconds",
    ]
    (row,) = done.json["rejected"]
    assert row == {
        "file": str(tmp_path / "book.csv"),
        "sheet": None,
        "row": 3,
        "column": "数电发票号码",
        "code": "number_unusable",
        "values": row["values"],
    }
    again = cli("import", tmp_path / "book.csv", "--as", "ledger", "--json").json
    assert (again["added"], again["unchanged"]) == (0, 1)
    out = cli("export", tmp_path / "out.xlsx", "--json")
    assert (out.status, out.json) == (0, {"file": str(tmp_path / "out.xlsx"), "invoices": 1})


def test_an_export_that_cannot_be_written_leaves_what_stood_there(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").mkdir()
    for file in ("out.xlsx", "none/out.csv", "out.pdf"):
        failed = cli("export", tmp_path / file, "--json")
        assert (failed.status, failed.json["error"]["code"]) == (2, "file_not_written")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "ledger") == ["out.xlsx"]


def test_check_says_that_all_is_whole_and_that_there_is_no_backup(cli: Cli, core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    found = cli("check", "--json")
    assert (found.status, found.json["ok"]) == (0, True)
    assert found.json["findings"] == [{"code": "no_backup", "severity": "warning", "values": {}}]


def test_check_finds_a_trail_that_was_tampered_with(cli: Cli, core: Core) -> None:
    from sqlalchemy import text

    with core._ledger.store._changing() as connection:
        connection.execute(text("UPDATE audit SET by = 'somebody'"))
    found = cli("check", "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert found.json["findings"][0]["code"] == "audit_broken"
    assert "damaged" in cli("check").out


def test_the_demonstration_holds_in_every_step(cli: Cli, tmp_path: Path) -> None:
    done = cli("demo", tmp_path / "demo", "--json")
    assert (done.status, done.json["ok"]) == (0, True)
    assert [step["ok"] for step in done.json["steps"]] == [True] * len(done.json["steps"])
    assert len(done.json["steps"]) >= 10


def test_words_stand_beside_the_tables(cli: Cli, core: Core, tmp_path: Path) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    assert "上海青禾餐饮有限公司" in cli("find").out.replace("\n", "")
    assert "missing" in cli("scan", tmp_path / "missing.png").out
    assert "Added 0" in cli("import", tmp_path / "missing.xlsx").out


def test_a_bug_is_said_without_a_traceback(
    cli: Cli, core: Core, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.services.lookup import Lookup

    def broken(*_: object) -> None:
        raise ZeroDivisionError("北京云杉")

    monkeypatch.setattr(Lookup, "find", broken)
    failed = cli("find", "--json")
    assert (failed.status, failed.json["error"]["code"]) == (2, "bug")
    assert "Traceback" not in failed.err
    assert "云杉" not in failed.err + failed.out
