"""Where the ledger is: found again, never lost by a choice, and made whole or not at all."""

import json
import stat
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import settings
from core.app import Core, create_folder
from core.errors import FileNotWritten, FolderTaken, KeyMissing
from core.folders import choose_folder, chosen_folder, default_folder
from core.home import (
    BackupGround,
    Ground,
    Home,
    Plan,
    backup_ground,
    code_in_picture,
    ground,
    place,
    prepare,
)
from core.secrets import MemoryKeys, NewKey, key_of, letters, recovery_code
from core.services import restoring
from tests.ledgers import COMPANY, now


def plan(folder: Path) -> Plan:
    return Plan(COMPANY, folder, folder.parent / "backups", NewKey.made())


def test_a_chosen_folder_is_found_by_the_window_and_the_command_line(
    tmp_path: Path, no_chosen_folder: Path
) -> None:
    platform = default_folder()
    choose_folder(tmp_path / "账")
    assert default_folder() == Home().folder == tmp_path / "账"
    assert Home().expected
    written = json.loads((no_chosen_folder / "piaohe.json").read_text("utf-8"))
    assert written == {"folder": str(tmp_path / "账")}
    choose_folder(platform)
    assert chosen_folder() is None
    assert not Home().expected


def test_a_folder_that_is_named_wins_over_the_chosen_one(tmp_path: Path) -> None:
    choose_folder(tmp_path / "chosen")
    home = Home(tmp_path / "named")
    assert home.folder == tmp_path / "named"
    assert home.is_new


@pytest.mark.parametrize("text", ["", "[]", "{", '{"folder": 3}', '{"folder": "books"}', "9" * 99])
def test_a_memory_that_cannot_be_read_is_none(text: str, no_chosen_folder: Path) -> None:
    no_chosen_folder.mkdir(exist_ok=True)
    (no_chosen_folder / "piaohe.json").write_text(text, "utf-8")
    assert chosen_folder() is None


def test_a_folder_that_cannot_be_remembered_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(FileNotWritten):
        Home().found(plan(tmp_path / "a"))
    assert not (tmp_path / "a").exists()


def test_a_ledger_is_made_with_the_key_whose_sheet_was_printed(tmp_path: Path) -> None:
    wanted = plan(tmp_path / "a")
    founded = Home().found(wanted)
    founded.core.close()
    assert founded.keyring is not None  # the tests have no keyring
    assert settings.load(tmp_path / "a").backups == str(tmp_path / "backups")
    core = Core.open(tmp_path / "a", MemoryKeys(any_id=key_of(recovery_code(wanted.new.key))))
    assert (core.company, core.key_id) == (COMPANY, wanted.new.key_id)
    core.close()


def test_the_sheet_that_was_typed_back_at_the_first_start_is_proven_for_a_year(
    tmp_path: Path,
) -> None:
    wanted = plan(tmp_path / "a")
    founded = Home().found(wanted)
    rehearsals, today = founded.core.rehearsals, founded.core.now()
    stand = rehearsals.standing(today)
    assert stand.sheet_proven is not None
    assert not stand.sheet_due
    assert rehearsals.standing(today + timedelta(days=366)).sheet_due
    assert stand.newest is None  # it is no rehearsal
    founded.core.close()
    keys = MemoryKeys({wanted.new.key_id: wanted.new.key})
    assert restoring.rekey(tmp_path / "a", keys, lambda *_: True, now=now, by="t", keeper=keys)
    core = Core.open(tmp_path / "a", keys)
    assert core.rehearsals.standing(today).sheet_due  # the new key has a sheet of its own
    core.close()


def test_where_no_ledger_could_be_made_the_choice_before_stands(
    tmp_path: Path, folder: Path
) -> None:
    choose_folder(tmp_path / "before")
    home = Home()
    with pytest.raises(FolderTaken):
        home.found(plan(folder))
    assert home.folder == chosen_folder() == tmp_path / "before"


def test_a_ledger_that_came_to_nothing_leaves_no_key(folder: Path) -> None:
    keys, new = MemoryKeys(), NewKey.made()
    with pytest.raises(FolderTaken):
        create_folder(folder, COMPANY, keys, now=now, new=new)
    with pytest.raises(KeyMissing):
        keys.get(new.key_id)


def test_what_stands_at_a_place_is_told_and_nothing_is_left_there(
    tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    for where, found in (
        (tmp_path / "new" / "deep", Ground.FREE),
        (tmp_path / "empty", Ground.FREE),
        (folder, Ground.LEDGER),
        (tmp_path / "full", Ground.OCCUPIED),
        (tmp_path / "full" / "letter.txt", Ground.NO_FOLDER),
    ):
        assert ground(str(where)) is found, where
    assert list((tmp_path / "empty").iterdir()) == []
    assert not (tmp_path / "new").exists()


def test_what_a_killed_maker_left_is_no_reason_to_go_elsewhere(tmp_path: Path) -> None:
    for name in ("generations", "logs"):
        (tmp_path / "a" / name).mkdir(parents=True)
    (tmp_path / "a" / "making").touch()
    assert ground(str(tmp_path / "a")) is Ground.FREE
    Home().found(plan(tmp_path / "a")).core.close()


def test_backups_beside_and_within_the_data_are_told_apart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert backup_ground(str(data), data) is BackupGround.INSIDE
    assert backup_ground(str(data / "b"), data) is BackupGround.INSIDE
    assert backup_ground(str(tmp_path / "b"), data) is BackupGround.SAME_DISK
    (tmp_path / "file").touch()
    assert backup_ground(str(tmp_path / "file"), data) is BackupGround.NO_FOLDER


@given(st.text())
def test_any_text_is_a_whole_path_or_none(text: str) -> None:
    found = place(text)
    assert found is None or found.is_absolute()
    ground(text if found is None else "/nowhere/" + found.name)


def test_the_code_is_in_no_description_of_what_was_prepared() -> None:
    draft = prepare()
    assert draft.code not in repr(draft)
    assert draft.new.key.hex not in repr(draft) + repr(draft.new)
    assert letters(draft.code.lower().replace("0", "o")) == draft.code.replace("-", "")


def test_the_code_is_read_from_a_picture_of_its_sheet(core: Core, tmp_path: Path) -> None:
    core.sheet(tmp_path / "sheet.png")
    assert key_of(code_in_picture(tmp_path / "sheet.png")).check()


def test_the_days_since_a_backup_are_days_of_the_calendar(core: Core, tmp_path: Path) -> None:
    assert core.automatic.days() is None
    (tmp_path / "b").mkdir()
    made = core.backups.make(tmp_path / "b")
    assert made.file.exists()
    assert core.automatic.days() == 0
    core.automatic._now = lambda: now() + timedelta(hours=15)  # half past midnight
    assert core.automatic.days() == 1
    core.automatic._now = lambda: now() - timedelta(days=3)  # a clock set back
    assert core.automatic.days() == 0


def test_the_windows_place_is_kept_beside_what_else_is_set(folder: Path) -> None:
    kept = settings.Settings(language="en", backups="/b")
    settings.save(folder, kept)
    Home(folder).keep_window("abc")
    assert settings.load(folder) == replace(kept, window="abc")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_made_is_of_this_user_alone(tmp_path: Path) -> None:
    Home().found(plan(tmp_path / "a")).core.close()
    for made in ("a", "backups"):
        assert stat.S_IMODE((tmp_path / made).stat().st_mode) == 0o700
