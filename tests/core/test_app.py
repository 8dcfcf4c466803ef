"""Making and opening a data folder leaves no secret behind, whatever happens."""

import stat
import sys
from pathlib import Path

import pytest

from core.app import Core, _forget, create_folder, user_name
from core.errors import FolderTaken, KeyMissing
from core.folders import leave_no_core_file
from core.secrets import Key, MemoryKeys
from core.store.generations import read_current
from tests.ledgers import COMPANY, now


class Listing(MemoryKeys):
    """Keys in memory that remember which ids they were given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    def put(self, key_id: str, key: Key) -> None:
        self.given.append(key_id)
        super().put(key_id, key)


def test_the_code_of_a_new_ledger_is_shown_by_no_description_of_it(tmp_path: Path) -> None:
    made = create_folder(tmp_path / "new", COMPANY, MemoryKeys(), now=now)
    assert made.recovery_code not in repr(made)


def test_a_folder_that_is_taken_leaves_no_key(folder: Path) -> None:
    keys = Listing()
    with pytest.raises(FolderTaken):
        create_folder(folder, COMPANY, keys, now=now)
    with pytest.raises(KeyMissing):
        keys.get(keys.given[0])


def test_a_key_that_a_folder_needs_is_never_dropped(folder: Path, keys: MemoryKeys) -> None:
    """Making it may fail after it counts: when its last flush does."""
    needed = read_current(folder).key_id
    _forget(keys, needed, folder)
    Core.open(folder, keys, now=now).close()
    (folder / "current").write_text("damaged")  # then it cannot be told
    _forget(keys, needed, folder)
    assert keys.get(needed).check()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_recovery_sheet_is_read_by_this_user_alone(core: Core, tmp_path: Path) -> None:
    core.sheet(tmp_path / "sheet.png")
    assert stat.S_IMODE((tmp_path / "sheet.png").stat().st_mode) == 0o600


def test_the_name_of_a_user_can_always_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, kept in (("王小满", "王小满"), ("\udcff", "user"), (" a\udcff ", "a")):
        monkeypatch.setattr("getpass.getuser", lambda name=name: name)
        assert user_name() == kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no such files by itself")
def test_a_crash_writes_no_memory_to_the_disk() -> None:
    import resource

    leave_no_core_file()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
