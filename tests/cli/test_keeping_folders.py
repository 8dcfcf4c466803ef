"""backup --all and --due, rehearse, archive: what schedulers and archives need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.app import Core
from core.secrets import MemoryKeys
from core.store.generations import read_current
from tests.cli.test_commands import Cli, cli, code
from tests.keeping import fill
from tests.ledgers import now

__all__ = ["cli", "code"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def places(folder: Path, keys: MemoryKeys, tmp_path: Path) -> list[Path]:
    """A ledger of nine invoices that nobody has open; the folders for its backups."""
    made = [tmp_path / "disk", tmp_path / "stick"]
    core = Core.open(folder, keys, now=now, by="t")
    fill(core, 9)
    for place in made:
        place.mkdir()
        core.automatic.add_folder(place)
    core.close()
    return made


def test_a_scheduler_backs_up_into_every_folder_that_is_there(cli: Cli, places: list[Path]) -> None:
    places[1].rmdir()
    done = cli("backup", "--all", "--json")
    assert done.status == 0, done.err
    made, absent = done.json["runs"]
    assert Path(made["file"]).parent == places[0]
    assert (absent["folder"], absent["file"], absent["absent"]) == (str(places[1]), None, True)
    places[0].rename(places[0].with_name("gone"))
    assert cli("backup", "--all", "--json").status == 1


def test_what_is_not_due_is_not_made(cli: Cli, places: list[Path]) -> None:
    assert len(cli("backup", "--due", "--json").json["runs"]) == 2
    done = cli("backup", "--due", "--json")
    assert (done.status, done.json) == (0, {"runs": []})
    assert [len(list(place.iterdir())) for place in places] == [1, 1]


def test_one_folder_and_all_of_them_is_a_mistake(cli: Cli, places: list[Path]) -> None:
    assert cli("backup", places[0], "--all").status == 2
    assert cli("backup", "--due", "--all").status == 2


def test_a_rehearsal_says_whether_everything_held(cli: Cli, places: list[Path]) -> None:
    assert cli("rehearse", "--json").json["error"]["code"] == "no_backup"
    cli("backup", "--all")
    done = cli("rehearse", "--json")
    assert (done.status, done.json["ok"], done.json["invoices"]) == (0, True, 9)
    for place in places:
        for file in place.iterdir():
            data = bytearray(file.read_bytes())
            data[-9000:-8000] = bytes(1000)
            file.write_bytes(data)
    done = cli("rehearse", "--json")
    assert (done.status, done.json["ok"]) == (1, False)


def test_the_code_of_the_paper_proves_the_sheet_and_that_of_a_script_does_not(
    cli: Cli, places: list[Path], code: str, tmp_path: Path
) -> None:
    cli("backup", "--all")
    assert cli("rehearse", "--json").json["by_sheet"] is False  # from the environment
    cli("sheet", tmp_path / "sheet.png")
    read = ("--recovery-code-picture", tmp_path / "sheet.png")
    assert cli("rehearse", "--json", *read, code=None).json["by_sheet"] is True


def test_a_year_is_archived_and_nothing_is_overwritten(
    cli: Cli, places: list[Path], tmp_path: Path
) -> None:
    done = cli("archive", 2026, tmp_path / "2026", "--json")
    assert done.status == 0, done.err
    assert (done.json["invoices"], done.json["without_original"]) == (9, 9)
    assert {x.name for x in (tmp_path / "2026").iterdir()} == {
        *("index.xlsx", "README.txt", "invoices.json", "SHA256SUMS"),
    }
    assert cli("archive", 2026, tmp_path / "2026", "--json").status == 2
    assert cli("archive", 2026, tmp_path / "2026.zip", "--zip").status == 0


def test_a_restore_saves_first_what_was_not_backed_up(
    cli: Cli, places: list[Path], folder: Path, keys: MemoryKeys
) -> None:
    file = Path(cli("backup", places[0], "--json").json["file"])
    assert cli("restore", file, "--json").status == 0
    assert len(list(places[1].iterdir())) == 0
    core = Core.open(folder, keys, now=now, by="t")
    fill(core, 1, start=20)
    core.close()
    assert cli("restore", file, "--json").json["invoices"] == 9
    assert len(list(places[1].iterdir())) == 1
    core = Core.open(folder, keys, now=now, by="t")
    assert places[1] in [x.file.parent for x in core.backups.known()]
    core.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the shell closes the streams")
def test_a_scheduler_without_a_console_gets_its_backups_and_no_new_key(
    places: list[Path], folder: Path, code: str
) -> None:
    def silent(*words: str) -> int:
        line = [sys.executable, "main.py", "--data", str(folder), *words]
        shell = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *line]
        there = {**os.environ, "PIAOHE_RECOVERY_CODE": code}
        return subprocess.run(shell, cwd=ROOT, env=there, check=False).returncode

    before = read_current(folder)
    assert silent("backup", "--due") == 0
    assert [len(list(place.iterdir())) for place in places] == [1, 1]
    assert silent("rekey") == 2
    assert read_current(folder) == before
