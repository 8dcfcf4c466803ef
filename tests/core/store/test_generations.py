"""The folder of a company: made, opened, locked, brought up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from core.app import Core, create_folder
from core.errors import (
    FolderInUse,
    FolderNeedsRest,
    FolderTaken,
    KeyMissing,
    KeyWrong,
    LedgerDamaged,
    LedgerNewer,
    NoFolder,
)
from core.secrets import Key, MemoryKeys
from core.store import generations
from core.store.connection import connect
from core.store.generations import (
    About,
    Current,
    FolderLock,
    Origin,
    next_generation,
    read_current,
    switch,
)
from tests.ledgers import COMPANY, now

ROOT = Path(__file__).resolve().parents[3]


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    made = create_folder(tmp_path / "empty", COMPANY, MemoryKeys(), now=now, by="t")
    assert made.keyring is None
    with pytest.raises(FolderTaken):
        create_folder(tmp_path / "empty", COMPANY, MemoryKeys(), now=now, by="t")


def test_a_folder_with_something_else_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        create_folder(tmp_path, COMPANY, MemoryKeys(), now=now, by="t")
    with pytest.raises(FolderTaken):
        create_folder(tmp_path / "letter.txt", COMPANY, MemoryKeys(), now=now, by="t")
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_the_printed_code_opens_the_folder_where_no_keyring_knows_it(tmp_path: Path) -> None:
    from core.secrets import key_of

    made = create_folder(tmp_path / "a", COMPANY, MemoryKeys(), now=now, by="t")
    core = Core.open(tmp_path / "a", MemoryKeys(any_id=key_of(made.recovery_code)), now=now)
    assert core.company == COMPANY
    core.close()


def test_no_folder_no_key_and_a_wrong_key_are_three_errors(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NoFolder):
        Core.open(tmp_path / "nowhere", MemoryKeys(), now=now)
    with pytest.raises(KeyMissing):
        Core.open(folder, MemoryKeys(), now=now)
    with pytest.raises(KeyWrong):
        Core.open(folder, MemoryKeys(any_id=Key.new()), now=now)


def test_a_damaged_ledger_is_not_taken_for_a_wrong_key(folder: Path, keys: MemoryKeys) -> None:
    file = folder / "generations" / "1" / "ledger.db"
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)
    with pytest.raises(LedgerDamaged):
        Core.open(folder, keys, now=now)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "[" * 5_000, '{"generation": 1}', '{"generation": "x"}'),
        '{"generation": Infinity, "key_id": "a", "key_check": "0123456789abcdef", "highest": 1}',
        '{"generation": 2, "key_id": "a", "key_check": "0123456789abcdef", "highest": 1}',
        '{"generation": 1, "key_id": "a", "key_check": "cut", "highest": 1}',
    ],
)
def test_an_unreadable_current_is_named(folder: Path, keys: MemoryKeys, text: str) -> None:
    (folder / "current").write_text(text)
    with pytest.raises(LedgerDamaged) as caught:
        Core.open(folder, keys, now=now)
    assert caught.value.facts["what"] == "current"


def test_a_vanished_ledger_is_not_replaced_by_an_empty_one(folder: Path, keys: MemoryKeys) -> None:
    file = folder / "generations" / "1" / "ledger.db"
    file.unlink()
    with pytest.raises(NoFolder):
        Core.open(folder, keys, now=now)
    assert not file.exists()


def test_what_a_killed_maker_left_is_cleared_away(folder: Path, keys: MemoryKeys) -> None:
    making = folder / "generations" / "2.new"
    making.mkdir()
    (making / "ledger.db").write_bytes(b"half")
    Core.open(folder, keys, now=now).close()
    assert sorted(p.name for p in (folder / "generations").iterdir()) == ["1"]


ABOUT = About("id", "0" * 16, Origin.CREATED)


def test_a_generation_takes_its_place_only_when_its_block_succeeds(tmp_path: Path) -> None:
    def fail() -> None:
        with next_generation(tmp_path, 2, ABOUT) as file:
            file.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not list((tmp_path / "generations").iterdir())
    with next_generation(tmp_path, 2, ABOUT) as file:
        file.write_bytes(b"whole")
    assert (tmp_path / "generations" / "2" / "ledger.db").read_bytes() == b"whole"
    assert generations.read_about(tmp_path, 2) == ABOUT
    assert generations.generations(tmp_path) == [2]


def test_switching_leaves_the_old_word_or_the_new_one(tmp_path: Path) -> None:
    for number, highest in ((1, 1), (2, 2), (1, 2)):
        if number == highest:
            with next_generation(tmp_path, number, ABOUT) as file:
                file.write_bytes(b"whole")
        switch(tmp_path, number)
        assert read_current(tmp_path) == Current(number, "id", "0" * 16, highest)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["current", "generations"]


def test_a_generation_that_never_lived_is_cleared_away(folder: Path, keys: MemoryKeys) -> None:
    with next_generation(folder, 2, ABOUT) as file:
        file.write_bytes(b"killed before it was switched to")
    Core.open(folder, keys, now=now).close()
    assert generations.generations(folder) == [1]


def test_a_folder_whose_maker_was_killed_can_be_made_again(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ledger"
    with next_generation(folder, 1, ABOUT) as file:  # killed before it was switched to
        file.write_bytes(b"whole")
    (folder / generations.MAKING).touch()
    create_folder(folder, COMPANY, MemoryKeys(), now=now, by="t")
    assert not (folder / generations.MAKING).exists()
    with pytest.raises(FolderTaken):
        create_folder(folder, COMPANY, MemoryKeys(), now=now, by="t")


def test_a_ledger_that_lost_its_current_is_never_made_anew(folder: Path) -> None:
    (folder / "current").unlink()
    before = (folder / "generations" / "1" / "ledger.db").read_bytes()
    with pytest.raises(FolderTaken):
        create_folder(folder, COMPANY, MemoryKeys(), now=now, by="t")
    assert (folder / "generations" / "1" / "ledger.db").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_folder_is_its_user_s_alone(tmp_path: Path) -> None:
    create_folder(tmp_path / "a", COMPANY, MemoryKeys(), now=now, by="t")
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_several_programs_may_have_the_folder_open(folder: Path, keys: MemoryKeys) -> None:
    one = Core.open(folder, keys, now=now)
    two = Core.open(folder, keys, now=now)
    with pytest.raises(FolderNeedsRest):
        FolderLock.alone(folder)
    one.close()
    two.close()
    alone = FolderLock.alone(folder)
    with pytest.raises(FolderInUse):
        Core.open(folder, keys, now=now)
    alone.release()
    Core.open(folder, keys, now=now).close()


def test_a_killed_program_leaves_no_lock(folder: Path) -> None:
    hold = (
        "import sys, time\nfrom pathlib import Path\n"
        "from core.store.generations import FolderLock\n"
        "lock = FolderLock.alone(Path(sys.argv[1]))\nprint('held', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(FolderInUse):
            FolderLock.shared(folder)
        holder.kill()
        holder.wait()
    FolderLock.shared(folder).release()


def ledger_of(folder: Path, keys: MemoryKeys) -> dbapi2.Connection:
    key = keys.get(read_current(folder).key_id)
    return connect(folder / "generations" / "1" / "ledger.db", key)


def test_a_newer_ledger_is_refused_and_stays_as_it_is(folder: Path, keys: MemoryKeys) -> None:
    ledger = ledger_of(folder, keys)
    ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    ledger.close()
    with pytest.raises(LedgerNewer) as caught:
        Core.open(folder, keys, now=now)
    assert caught.value.facts["found"] == "9999"
    assert json.loads((folder / "current").read_text())["generation"] == 1


def test_a_ledger_without_a_version_is_damaged(folder: Path, keys: MemoryKeys) -> None:
    ledger = ledger_of(folder, keys)
    ledger.execute("DROP TABLE alembic_version")
    ledger.close()
    with pytest.raises(LedgerDamaged):
        Core.open(folder, keys, now=now)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    from core.errors import FolderUnwritable

    tmp_path.chmod(0o500)
    with pytest.raises(FolderUnwritable):
        create_folder(tmp_path / "a", COMPANY, MemoryKeys(), now=now, by="t")
