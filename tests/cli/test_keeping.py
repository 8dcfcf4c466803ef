"""backup, restore, sheet, rekey, check: the command line to the letter of its contract."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import pytest

from core.app import Core
from core.errors import FolderNeedsRest, KeyMissing
from core.files import scan
from core.secrets import Key, Keyring, MemoryKeys, key_of, recovery_code
from core.store.backup import PAGE
from core.store.generations import FolderLock, ledger_file, read_current
from tests.cli.test_commands import ROOT, Cli, Ran, cli, code
from tests.core.test_secrets import Fake
from tests.keeping import add_originals, files_of, fill, held_in
from tests.ledgers import COMPANY, now

__all__ = ["cli", "code"]


@pytest.fixture
def filled(folder: Path, keys: MemoryKeys, tmp_path: Path) -> Path:
    """A ledger of nine invoices that nobody has open; the folder for its backups."""
    core = Core.open(folder, keys, now=now, by="t")
    fill(core, 9)
    add_originals(core._ledger.file, core._ledger.key, 1, 5_000)
    core.close()
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def made(cli: Cli, place: Path) -> Path:
    done = cli("backup", place, "--json")
    assert done.status == 0, done.err
    return Path(done.json["file"])


def error(ran: Ran) -> str:
    """The code of what was not done; its sentence stands on standard error, and no traceback."""
    assert ran.status == 2
    assert set(ran.json) == {"error"}
    assert set(ran.json["error"]) == {"code", "message", "facts"}
    assert ran.err.strip() == ran.json["error"]["message"]
    assert "Traceback" not in ran.err
    return str(ran.json["error"]["code"])


def test_backup_says_what_it_made(cli: Cli, filled: Path, folder: Path) -> None:
    assert error(cli("backup", "--json")) == "no_backup_folder"
    done = cli("backup", filled, "--json")
    assert (done.status, done.err) == (0, "")
    assert list(done.json) == ["file", "bytes", "invoices", "originals", "verified", "seconds"]
    file = Path(done.json["file"])
    assert (done.json["bytes"], file.parent) == (file.stat().st_size, filled)
    assert (done.json["invoices"], done.json["originals"]) == (9, 1)
    assert done.json["verified"] is True
    again = cli("backup")  # into the same folder, and in words
    assert again.status == 0
    assert "9 invoices" in again.out
    assert len(list(filled.iterdir())) == 2
    assert error(cli("backup", folder / "x", "--json")) == "backup_in_folder"
    assert error(cli("backup", filled / "none", "--json")) == "folder_unwritable"


def test_backup_works_beside_an_open_ledger(cli: Cli, filled: Path, core: Core) -> None:
    assert cli("backup", filled, "--json").json["invoices"] == 9
    assert [x.file.parent for x in core.backups.known()] == [filled]


def test_restore_shows_restores_and_undoes(
    cli: Cli, filled: Path, folder: Path, keys: MemoryKeys, tmp_path: Path
) -> None:
    before = held_in(folder, keys)
    file = made(cli, filled)
    shown = cli("restore", file, "--show", "--json")
    assert shown.status == 0
    assert shown.json == {
        "restored_from": None,
        "kept": None,
        "file": str(file),
        "company": COMPANY.name,
        "tax_id": COMPANY.tax_id,
        "made_at": shown.json["made_at"],
        "version": shown.json["version"],
        "invoices": 9,
        "originals": 1,
        "newest_entry": "2026-11-24T09:30:00+08:00",
    }
    assert read_current(folder).generation == 1
    core = Core.open(folder, keys, now=now, by="t")
    fill(core, 3, 50)
    core.close()
    done = cli("restore", file, "--json")
    assert (done.status, done.json) == (
        0,
        {
            "restored_from": str(file),
            "kept": str(folder / "generations" / "1"),
            "invoices": 9,
        },
    )
    assert held_in(folder, keys) == before
    undone = cli("restore", "--undo", "--json")
    assert (undone.status, undone.json) == (
        0,
        {
            "restored_from": None,
            "kept": str(folder / "generations" / "2"),
            "invoices": 12,
        },
    )
    assert error(cli("restore", "--undo", "--json")) == "nothing_to_undo"
    new = cli("restore", file, "--json", data=tmp_path / "new")
    assert (new.status, new.json["kept"], new.json["invoices"]) == (0, None, 9)
    assert cli("find", "--json", data=tmp_path / "new").json["total"] == 9


def test_restore_in_words(cli: Cli, filled: Path) -> None:
    file = made(cli, filled)
    shown = cli("restore", file, "--show")
    assert COMPANY.name in shown.out
    assert "9" in shown.out
    assert "9" in cli("restore", file).out
    assert cli("restore", "--undo").status == 0


@pytest.mark.parametrize("line", [["restore"], ["restore", "x", "--undo"], ["restore", "--show"]])
def test_a_restore_of_nothing_is_not_done(cli: Cli, line: list[str]) -> None:
    assert error(cli(*line, "--json")) == "usage"


def test_restore_names_what_is_wrong_with_a_file(
    cli: Cli, filled: Path, folder: Path, tmp_path: Path
) -> None:
    file = made(cli, filled)
    (tmp_path / "letter.piaohe").write_text("hello")
    data = bytearray(file.read_bytes())
    data[-PAGE // 2] ^= 1
    damaged = file.with_name("damaged.piaohe")
    damaged.write_bytes(data)
    before = files_of(folder)
    assert error(cli("restore", tmp_path / "none", "--json")) == "no_backup"
    assert error(cli("restore", tmp_path / "letter.piaohe", "--json")) == "no_backup"
    assert error(cli("restore", damaged, "--json")) == "backup_damaged"
    other = recovery_code(Key.new())
    assert error(cli("restore", file, "--json", code=other)) == "key_wrong"
    assert error(cli("restore", file, "--json", code=None)) == "keyring_absent"
    assert error(cli("restore", file, "--json", data=filled)) == "folder_taken"
    assert files_of(folder) == before


def test_what_needs_the_folder_alone_waits_for_nobody(
    cli: Cli, filled: Path, folder: Path, core: Core
) -> None:
    file = made(cli, filled)
    before = {k: v for k, v in files_of(folder).items() if not k.endswith(("-wal", "-shm"))}
    for line in (["restore", file], ["restore", "--undo"], ["rekey"]):
        assert error(cli(*line, "--json")) == "folder_needs_rest"
    assert cli("restore", file, "--show", "--json").status == 0
    after = {k: v for k, v in files_of(folder).items() if not k.endswith(("-wal", "-shm"))}
    assert before == after
    with pytest.raises(FolderNeedsRest):
        FolderLock.alone(folder)


def test_a_restore_puts_the_key_into_the_keyring(cli: Cli, filled: Path, tmp_path: Path) -> None:
    file, fake = made(cli, filled), Fake()
    keyring.set_keyring(fake)
    assert error(cli("restore", file, "--json", code=None, data=tmp_path / "new")) == "key_missing"
    assert not (tmp_path / "new").exists()
    assert cli("restore", file, "--json", data=tmp_path / "new").status == 0
    assert fake.held
    assert cli("find", "--json", code=None, data=tmp_path / "new").json["total"] == 9


def test_the_code_comes_by_every_way_to_a_renamed_backup(
    cli: Cli, code: str, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made(cli, filled).rename(tmp_path / "我的备份.piaohe")
    sheet = tmp_path / "sheet.png"
    assert cli("sheet", sheet, "--json").status == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(code.lower().replace("-", " ") + "\n"))
    ways: list[tuple[str, list[str | Path]]] = [
        ("a", ["--recovery-code-stdin"]),
        ("b", ["--recovery-code-picture", sheet]),
    ]
    for name, way in ways:
        done = cli(*way, "restore", file, "--json", code=None, data=tmp_path / name)
        assert (done.status, done.json["invoices"]) == (0, 9), done.err
    environment = os.environ | {"PIAOHE_RECOVERY_CODE": code}
    done_by_child = subprocess.run(
        [sys.executable, "main.py", "--data", str(tmp_path / "c"), "restore", str(file), "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert json.loads(done_by_child.stdout)["invoices"] == 9
    assert done_by_child.stderr == b""


def test_the_sheet_can_be_read_back(cli: Cli, code: str, folder: Path, tmp_path: Path) -> None:
    done = cli("sheet", tmp_path / "sheet.png", "--json")
    key_id = read_current(folder).key_id
    assert done.json == {"file": str(tmp_path / "sheet.png"), "key_id": key_id}
    (found,) = scan((tmp_path / "sheet.png").read_bytes())
    assert found.payload == code
    picture = ["--recovery-code-picture", tmp_path / "sheet.png"]
    assert cli(*picture, "find", "--json", code=None).json == {"total": 0, "invoices": []}
    assert code not in cli("sheet", tmp_path / "again.png").out
    assert error(cli("sheet", tmp_path / "none" / "x.png", "--json")) == "file_not_written"


def test_rekey_prints_the_new_code_once_and_the_old_one_opens_no_more(
    cli: Cli, code: str, filled: Path, folder: Path
) -> None:
    file, old_id = made(cli, filled), read_current(folder).key_id
    done = cli("rekey", "--json")
    assert (done.status, done.err) == (0, "")
    assert list(done.json) == ["key_id", "recovery_code", "old_codes_needed_by"]
    assert done.json["key_id"] == read_current(folder).key_id != old_id
    assert done.json["old_codes_needed_by"] == [{"file": str(file), "key_id": old_id}]
    new = done.json["recovery_code"]
    assert key_of(new) != key_of(code)
    assert cli("find", "--json", code=new).json["total"] == 9
    assert error(cli("find", "--json")) == "key_wrong"
    assert cli("restore", file, "--show", "--json").json["invoices"] == 9
    assert (folder / "generations" / "1").exists()
    assert cli("backup", "--json", code=new).status == 0
    assert not (folder / "generations" / "1").exists()
    words = cli("rekey", code=new).out
    assert str(file) in words.replace("\n", "")
    assert new not in words


def test_rekey_by_the_keyring_leaves_both_keys_there(
    cli: Cli, code: str, filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(Fake())
    old_id = read_current(folder).key_id
    assert cli("find", "--json").status == 0  # the environment's code is used and nothing else
    with pytest.raises(KeyMissing):
        Keyring().get(old_id)
    monkeypatch.setattr(sys, "stdin", io.StringIO(code + "\n"))
    again = cli("--recovery-code-stdin", "find", "--json", code=None)  # the entry is made anew
    assert "keyring again" in again.err
    assert Keyring().get(old_id) == key_of(code)
    done = cli("rekey", "--json", code=None)
    assert done.status == 0
    assert cli("find", "--json", code=None).json["total"] == 9
    Keyring().get(old_id)
    assert cli("backup", filled, "--json", code=None).status == 0
    assert cli("check", "--json", code=None).json["ok"] is True


def test_check_finds_what_became_of_the_newest_backup(cli: Cli, filled: Path) -> None:
    assert cli("check", "--json").json == {
        "ok": True,
        "findings": [{"code": "no_backup", "severity": "warning", "values": {}}],
    }
    file = made(cli, filled)
    assert cli("check", "--json").json == {"ok": True, "findings": []}
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    found = cli("check", "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert found.json["findings"] == [
        {
            "code": "backup_damaged",
            "severity": "broken",
            "values": {"file": file.name, "what": found.json["findings"][0]["values"]["what"]},
        }
    ]
    assert file.name in cli("check").out
    file.unlink()
    found = cli("check", "--json")
    assert (found.status, found.json["findings"][0]["code"]) == (0, "backup_not_there")


@pytest.mark.parametrize("left", ["a bit is flipped", "only half is left", "nothing is left"])
def test_check_says_of_a_damaged_ledger_what_is_left_and_what_helps(
    left: str, cli: Cli, filled: Path, folder: Path
) -> None:
    made(cli, filled)
    file = ledger_file(folder, 1)
    data = bytearray(file.read_bytes())
    if left == "a bit is flipped":
        data[12 * PAGE + 9] ^= 1
    file.write_bytes(data[: {"o": len(data) // 2, "n": 0}.get(left[0], len(data))])
    found = cli("check", "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert {tuple(x) for x in found.json["findings"]} == {("code", "severity", "values")}
    codes = [x["code"] for x in found.json["findings"]]
    assert codes[0] == "file_damaged"
    assert codes[-1] == "backup_can_help"
    assert found.json["findings"][-1]["values"]["invoices"] == "9"
    assert "Traceback" not in found.err
    assert "restore" in cli("check").out.lower()


def test_check_of_a_folder_that_is_gone_is_not_done(cli: Cli, folder: Path) -> None:
    shutil.rmtree(folder / "generations")
    assert error(cli("check", "--json")) == "no_folder"
    shutil.rmtree(folder)
    assert error(cli("check", "--json")) == "no_folder"
