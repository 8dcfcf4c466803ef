"""The command line in a hard world: broken pipes, full disks, odd arguments, hostile names."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import keyring
import pytest

from cli.context import Context
from cli.output import print_shown, say, table
from cli.run import run
from core.app import Core
from core.domain.invoice import EntryMethod
from core.secrets import MemoryKeys, recovery_code
from core.store.generations import generations, read_current
from tests.core.test_secrets import Fake
from tests.invoices import draft

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")
HALF = "\udcff"
"""What a byte that is no UTF-8 becomes in an argument."""


@pytest.fixture
def code(folder: Path, keys: MemoryKeys) -> str:
    return recovery_code(keys.get(read_current(folder).key_id))


def start(folder: Path, code: str, *line: str, out: IO[bytes] | int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "main.py", "--data", str(folder), *line],
        cwd=ROOT,
        env=os.environ | {"PIAOHE_RECOVERY_CODE": code, "LC_ALL": "C"},
        stdout=out,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("form", [["--json"], []])
def test_a_reader_that_has_enough_gets_no_traceback(
    core: Core, folder: Path, code: str, form: list[str]
) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    reading, writing = os.pipe()
    os.close(reading)
    ran = start(folder, code, "find", *form, out=writing)
    os.close(writing)
    _, said = ran.communicate()
    assert (ran.returncode, said) == (2, b"")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_an_output_that_cannot_be_written_is_said_in_one_sentence(folder: Path, code: str) -> None:
    with FULL.open("wb") as full:
        ran = start(folder, code, "find", "--json", out=full)
    _, said = ran.communicate()
    assert ran.returncode == 2
    assert said.count(b"\n") == 1
    assert b"full" in said


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_a_new_code_that_nobody_received_changes_no_key(folder: Path, code: str) -> None:
    before = read_current(folder)
    with FULL.open("wb") as full:
        ran = start(folder, code, "rekey", "--json", out=full)
    ran.communicate()
    assert ran.returncode == 2
    assert (read_current(folder), generations(folder)) == (before, [before.generation])


def test_a_locale_without_utf_8_is_passed_over_in_silence(folder: Path, code: str) -> None:
    ran = start(folder, code, "find", "--json", out=subprocess.PIPE)
    out, said = ran.communicate()
    assert (ran.returncode, said, json.loads(out)["total"]) == (0, b"", 0)


def test_the_code_of_standard_input_serves_a_whole_command(
    folder: Path, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(code + "\n"))
    assert run(["--data", str(folder), "rekey", "--recovery-code-stdin", "--json"], None) == 0
    new = json.loads(capsys.readouterr().out)["recovery_code"]
    assert run(["--data", str(folder), "find", "--json"], new) == 0


def test_a_damaged_ledger_is_examined_with_the_code_of_standard_input(
    folder: Path, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "generations" / "1" / "ledger.db"
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.StringIO(code + "\n"))
    assert run(["--data", str(folder), "check", "--recovery-code-stdin", "--json"], None) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["code"] == "file_damaged"


def test_a_bug_stands_in_the_log_with_its_place_and_without_its_text(
    folder: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.services.lookup import Lookup

    def broken(*_: object) -> None:
        raise ZeroDivisionError("北京云杉")

    monkeypatch.setattr(Lookup, "find", broken)
    assert run(["--data", str(folder), "find"], code) == 2
    written = (folder / "logs" / "piaohe.log").read_text("utf-8")
    assert "ZeroDivisionError" in written
    assert "test_bad_luck.py" in written
    assert "云杉" not in written


def test_an_init_that_is_refused_leaves_no_key_behind(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = Fake()
    keyring.set_keyring(held)
    line = ["--data", str(folder), "init", "--name", "n", "--tax-id", "91110105MA01F1CT48"]
    assert run(line, None) == 2
    assert held.held == {}


def test_a_company_has_a_name_that_can_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["--json", "--data", str(tmp_path / "new"), "init", "--tax-id", "91110105MA01F1CT48"]
    for name in ("", " ", HALF):
        assert run([*line, "--name", name], None) == 2
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "usage"
    assert not (tmp_path / "new").exists()
    assert run([*line, "--name", f"北京松果{HALF}"], None) == 0


def test_half_a_character_in_a_filter_finds_nothing(
    core: Core, folder: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    core.entry.add(draft(1, tags=("差旅",)), EntryMethod.MANUAL)
    assert run(["--data", str(folder), "find", "--tag", HALF, "--json"], code) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 0


def test_a_demonstration_that_has_no_place_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    for place, error in (("file", "folder_taken"), ("file/in", "folder_unwritable")):
        assert run(["demo", str(tmp_path / place), "--json"], None) == 2
        assert json.loads(capsys.readouterr().out)["error"]["code"] == error


def test_no_name_gives_orders_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "北京\x1b]0;owned\x07\x9b31m\u202e云杉:star:[red]"
    made = table("a")
    made.add_row(hostile)
    print_shown([hostile, made])
    say(hostile)
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        assert not set("\x1b\x07\x9b\u202e") & set(text)
        assert "云杉:star:[red]" in text


def test_no_text_about_a_run_shows_its_code(code: str) -> None:
    from cli.arguments import Options

    assert code not in repr(Context(Options(), code))
