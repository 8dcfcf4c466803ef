"""Backing up day by day: what is known of backups, and which generations and keys may go."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core import settings
from core.app import Core, create_folder
from core.domain.invoice import EntryMethod
from core.errors import (
    BackupDamaged,
    BackupInFolder,
    FolderInUse,
    FolderNeedsRest,
    FolderUnwritable,
    KeyMissing,
    KeyringDenied,
    NewestBackup,
    NoBackup,
    NoBackupFolder,
    NoFolder,
)
from core.progress import ignore
from core.secrets import Key, MemoryKeys, recovery_code
from core.services.backups import KEPT
from core.services.checks import FindingCode
from core.services.restoring import rekey, restore, undo
from core.store import backup
from core.store.generations import generations, read_current, remove_generation
from tests.core.store.test_backup import in_namespace
from tests.invoices import draft
from tests.keeping import ORDINARY, actions, broken, can, fill, held, held_in
from tests.ledgers import COMPANY, NOW, now


@pytest.fixture
def target(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **some: float) -> None:
        self.at += timedelta(**some)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(made_folder: tuple[Path, MemoryKeys]) -> MemoryKeys:
    """Keys of this test alone: re-keying and discarding change them."""
    folder, keys = made_folder
    key_id = read_current(folder).key_id
    return MemoryKeys({key_id: keys.get(key_id)})


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    opened = Core.open(folder, keys, now=clock, by="tester")
    yield opened
    opened.close()


def change_key(folder: Path, keys: MemoryKeys, clock: Clock) -> None:
    assert rekey(folder, keys, lambda *_: True, now=clock, by="t", keeper=keys)


def test_a_backup_is_known_with_what_it_holds(core: Core, target: Path) -> None:
    fill(core, 3)
    made = core.backups.make(target)
    (known,) = core.backups.known()
    assert (known.file, known.bytes, known.there) == (made.file.resolve(), made.bytes, True)
    assert (known.invoices, known.originals, known.audit_seq) == (3, 0, 4)
    assert (known.made_at, known.key_id) == (NOW, core.key_id)
    assert actions(core)[-1] == "backup"
    assert core.backups.prove_newest() == known


def test_the_first_folder_that_took_a_backup_is_the_default(
    core: Core, target: Path, tmp_path: Path
) -> None:
    with pytest.raises(NoBackupFolder):
        core.backups.make()
    for bad, error in ((core.folder / "x", BackupInFolder), (tmp_path / "none", FolderUnwritable)):
        with pytest.raises(error):
            core.backups.make(bad)
    assert settings.load(core.folder).backups is None
    core.backups.make(target)
    (tmp_path / "second").mkdir()
    core.backups.make(tmp_path / "second")
    assert settings.load(core.folder).backups == str(target)
    assert core.backups.make().file.parent == target
    shutil.rmtree(target)
    with pytest.raises(FolderUnwritable):
        core.backups.make()


def test_the_newest_proven_backup_is_never_discarded(
    core: Core, target: Path, clock: Clock
) -> None:
    first = core.backups.make(target)
    clock.pass_by(days=1)
    core.backups.make(target)
    newest, older = core.backups.known()
    with pytest.raises(NewestBackup):
        core.backups.discard(newest)
    core.backups.discard(older)
    assert not first.file.exists()
    assert core.backups.known() == [newest]
    with pytest.raises(NewestBackup):
        core.backups.discard(newest)
    assert newest.there
    assert "discard_backup" in actions(core)


def test_a_backup_that_is_gone_protects_none_that_is_there(
    core: Core, target: Path, clock: Clock
) -> None:
    core.backups.make(target)
    clock.pass_by(days=1)
    gone = core.backups.make(target)
    gone.file.unlink()
    newest, older = core.backups.known()
    assert not newest.there
    with pytest.raises(NewestBackup):
        core.backups.discard(older)
    core.backups.discard(newest)
    assert core.backups.known() == [older]


def test_a_clock_set_back_does_not_make_the_newest_backup_look_old(
    core: Core, target: Path, clock: Clock
) -> None:
    fill(core, 2)
    core.backups.make(target)
    clock.pass_by(days=-40)
    fill(core, 3, 10)
    core.backups.make(target)
    by_date = core.backups.known()
    assert [x.invoices for x in by_date] == [2, 5]
    for known in by_date:  # one was made last by the clock, the other reaches furthest
        with pytest.raises(NewestBackup):
            core.backups.discard(known)
    assert broken(core) == []
    assert [x.code for x in core.checks.run()] == []
    assert actions(core) == ["create", "add", "add", "backup", "add", "add", "add", "backup"]


def test_a_backup_of_an_old_key_is_renewed_or_discarded_and_then_the_key_goes(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    old_id = read_current(folder).key_id
    core = Core.open(folder, keys, now=clock, by="t")
    fill(core, 4)
    core.backups.make(target)
    clock.pass_by(hours=1)
    core.backups.make(target)
    core.close()
    change_key(folder, keys, clock)
    clock.pass_by(hours=1)
    core = Core.open(folder, keys, now=clock, by="t")
    two, one = core.backups.known()
    with pytest.raises(NewestBackup):  # none is proven under the new key yet
        core.backups.discard(one)
    core.backups.make(target)
    assert generations(folder) == [2]
    keys.get(old_id)  # the two old backups need it
    core.backups.discard(one)
    assert not one.there
    keys.get(old_id)
    core.backups.discard(two)
    with pytest.raises(KeyMissing):
        keys.get(old_id)
    assert {x.key_id for x in core.backups.known()} == {core.key_id}
    assert actions(core)[-2:] == ["discard_backup", "forget_key"]
    core.close()


def test_a_backup_that_cannot_be_seen_keeps_its_key(
    folder: Path, keys: MemoryKeys, tmp_path: Path, clock: Clock
) -> None:
    """Its disk may be unplugged, or another one be in its place."""
    old_id, stick = read_current(folder).key_id, tmp_path / "stick"
    stick.mkdir()
    core = Core.open(folder, keys, now=clock, by="t")
    core.backups.make(stick)
    core.close()
    change_key(folder, keys, clock)
    stick.rename(tmp_path / "in the drawer")
    stick.mkdir()  # a second stick, at the same place
    core = Core.open(folder, keys, now=clock, by="t")
    core.backups.make(stick)
    assert [x.there for x in core.backups.known()] == [True, False]
    keys.get(old_id)
    (absent,) = [x for x in core.backups.known() if not x.there]
    core.backups.discard(absent)  # the user knows that it is no more
    with pytest.raises(KeyMissing):
        keys.get(old_id)
    core.close()


class Refusing(MemoryKeys):
    """A keyring that lets nothing go."""

    def forget(self, key_id: str) -> None:
        raise KeyringDenied()


def test_a_keyring_that_lets_nothing_go_does_not_spoil_the_backup(
    folder: Path, made_folder: tuple[Path, MemoryKeys], target: Path, clock: Clock
) -> None:
    old_id = read_current(folder).key_id
    keys = Refusing({old_id: made_folder[1].get(old_id)})
    change_key(folder, keys, clock)
    core = Core.open(folder, keys, now=clock, by="t")
    assert core.backups.make(target).invoices == 0
    with core._ledger.store.reading() as work:
        assert work.backups.retired() == [old_id]
    core.close()


def restored_times(folder: Path, keys: MemoryKeys, file: Path, clock: Clock, times: int) -> None:
    for _ in range(times):
        clock.pass_by(hours=1)
        restore(file, folder, keys, now=clock, by="t")


def test_older_generations_go_with_a_proven_backup_and_not_before(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    core = Core.open(folder, keys, now=clock, by="t")
    file = core.backups.make(target).file
    core.close()
    restored_times(folder, keys, file, clock, 5)
    assert generations(folder) == [1, 2, 3, 4, 5, 6]
    core = Core.open(folder, keys, now=clock, by="t")
    with pytest.raises(FolderUnwritable):
        core.backups.make(target / "none")
    assert generations(folder) == [1, 2, 3, 4, 5, 6]
    core.backups.make(target)
    core.close()
    assert generations(folder) == [4, 5, 6]
    assert len(generations(folder)) == KEPT + 1
    undo(folder, keys, now=clock, by="t")
    assert read_current(folder).generation == 5


def test_the_generation_that_undo_needs_is_kept_however_old(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    core = Core.open(folder, keys, now=clock, by="t")
    fill(core, 2)
    file = core.backups.make(target).file
    before = held(core)
    core.close()
    restored_times(folder, keys, file, clock, 4)  # generation 5 came after 4
    for number in (3, 4):
        undo(folder, keys, now=clock, by="t")
        remove_generation(folder, 8 - number)
    assert read_current(folder).generation == 3
    core = Core.open(folder, keys, now=clock, by="t")
    core.backups.make(target)
    core.close()
    assert generations(folder) == [1, 2, 3]
    undo(folder, keys, now=clock, by="t")
    assert held_in(folder, keys) == before


def test_after_re_keying_the_old_generation_goes_with_the_first_proven_backup(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    change_key(folder, keys, clock)
    core = Core.open(folder, keys, now=clock, by="t")
    assert generations(folder) == [1, 2]
    with pytest.raises(BackupInFolder):
        core.backups.make(folder)
    assert generations(folder) == [1, 2]
    core.backups.make(target)
    assert generations(folder) == [2]
    core.close()


def test_a_generation_that_cannot_be_told_is_kept_and_the_backup_stands(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    core = Core.open(folder, keys, now=clock, by="t")
    file = core.backups.make(target).file
    core.close()
    restored_times(folder, keys, file, clock, 4)
    (folder / "generations" / "1" / "about").write_text("{")
    core = Core.open(folder, keys, now=clock, by="t")
    assert core.backups.make(target).file.exists()
    core.close()
    assert generations(folder) == [1, 2, 3, 4, 5]


def test_the_check_speaks_of_the_newest_backup(core: Core, target: Path, clock: Clock) -> None:
    assert [x.code for x in core.checks.run()] == [FindingCode.NO_BACKUP]
    made = core.backups.make(target)
    assert core.checks.run() == ()
    clock.pass_by(days=8)
    (found,) = core.checks.run()
    assert (found.code, found.values) == (FindingCode.BACKUP_OLD, {"days": "8"})
    data = made.file.read_bytes()
    made.file.write_bytes(data[:-4096])
    assert broken(core) == [FindingCode.BACKUP_DAMAGED]
    with pytest.raises((BackupDamaged, NoBackup)):
        core.backups.prove_newest()
    made.file.unlink()
    assert FindingCode.BACKUP_NOT_THERE in [x.code for x in core.checks.run()]
    made.file.write_bytes(data)
    assert broken(core) == []


def test_a_backup_whose_key_is_gone_is_unproven_and_not_called_damaged(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    core = Core.open(folder, keys, now=clock, by="t")
    core.backups.make(target)
    old_id = core.key_id
    core.close()
    change_key(folder, keys, clock)
    keys.forget(old_id)
    core = Core.open(folder, keys, now=clock, by="t")
    (found,) = core.checks.run()
    assert (found.code, found.values["why"]) == (FindingCode.BACKUP_UNPROVEN, "key_missing")
    core.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody remove what is open")
@pytest.mark.parametrize("vanish", ["removed", "moved", "replaced"])
def test_a_folder_that_vanished_while_open_takes_no_entry_without_a_word(
    core: Core, folder: Path, target: Path, vanish: str, tmp_path: Path
) -> None:
    fill(core, 3)
    core.backups.make(target)
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    if vanish == "moved":
        folder.rename(tmp_path / "elsewhere")
    else:
        shutil.rmtree(folder)
    if vanish == "replaced":
        shutil.copytree(kept, folder)
    with pytest.raises((FolderUnwritable, NoFolder)):
        core.entry.add(draft(50), EntryMethod.MANUAL)
    if vanish != "replaced":
        with pytest.raises((FolderUnwritable, NoFolder)):
            core.backups.make(target)
    assert not list(target.glob("*.partial*"))


READ_ONLY = """
import sys
from pathlib import Path
from core.app import Core
from core.errors import AppError
from core.secrets import MemoryKeys, key_of
from core.services.restoring import restore, undo, rekey
from tests.ledgers import now
folder, target = Path(sys.argv[1]), Path(sys.argv[2])
keys = MemoryKeys(any_id=key_of(sys.stdin.read()))
file = next(target.glob("*.piaohe"))
for work in (
    lambda: Core.open(folder, keys, now=now, by="t"),
    lambda: restore(file, folder, keys, now=now, by="t"),
    lambda: restore(file, folder / "new", keys, now=now, by="t"),
    lambda: undo(folder, keys, now=now, by="t"),
    lambda: rekey(folder, keys, lambda *_: True, now=now, by="t"),
):
    try:
        work()
        print("done")
    except AppError as error:
        print(error.code)
"""


@pytest.mark.skipif(not can(*ORDINARY), reason="needs `unshare`")
def test_a_read_only_folder_is_said_to_be_so(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    core = Core.open(folder, keys, now=clock, by="t")
    fill(core, 2)
    file = core.backups.make(target).file
    before = held(core)
    core.close()
    restore(file, folder, keys, now=clock, by="t")
    places = [folder, *(x for x in folder.rglob("*"))]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        said = in_namespace(core, READ_ONLY, folder, target, before=["unshare", *ORDINARY])
    finally:
        for place in places:
            place.chmod(0o755 if place.is_dir() else 0o644)
    assert said.split() == ["folder_unwritable"] * 5
    assert held_in(folder, keys) == before


def test_two_programs_back_up_and_enter_beside_each_other(
    folder: Path, keys: MemoryKeys, target: Path, clock: Clock
) -> None:
    one = Core.open(folder, keys, now=clock, by="one")
    two = Core.open(folder, keys, now=clock, by="two")
    fill(one, 5)
    fill(two, 5, 5)
    made = two.backups.make(target)
    assert made.invoices == 10
    assert [x.file for x in one.backups.known()] == [made.file]
    with pytest.raises(FolderNeedsRest):
        restore(made.file, folder, keys, now=clock, by="t")
    with pytest.raises(FolderNeedsRest):
        undo(folder, keys, now=clock, by="t")
    with pytest.raises(FolderNeedsRest):
        change_key(folder, keys, clock)
    one.close()
    assert held(two)[0]
    two.close()
    assert generations(folder) == [1]
    assert len(keys._keys) == 1


def test_a_lock_file_of_garbage_is_said_and_touches_nothing(folder: Path, keys: MemoryKeys) -> None:
    (folder / "lock").write_bytes(b"garbage" * 1000)
    with pytest.raises((FolderUnwritable, FolderInUse)):
        Core.open(folder, keys, now=now, by="t")
    (folder / "lock").unlink()
    assert held_in(folder, keys)[0] == ()


WAITING = """
import sys, itertools
from pathlib import Path
from core.app import Core
from core.domain.invoice import EntryMethod
from core.secrets import MemoryKeys, key_of
from tests.invoices import draft
from tests.ledgers import now
core = Core.open(Path(sys.argv[1]), MemoryKeys(any_id=key_of(sys.argv[2])), now=now, by="child")
for n in itertools.count(1000):
    core.entry.add(draft(n), EntryMethod.MANUAL)
    print(n, flush=True)
"""


def test_another_program_enters_while_backups_are_made(
    core: Core, folder: Path, keys: MemoryKeys, target: Path
) -> None:
    code = recovery_code(core._ledger.key)
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(folder), code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        made = [core.backups.make(target) for _ in range(5)]
        for _ in range(5):
            child.stdout.readline()
        made.append(core.backups.make(target))
        child.kill()
    counts = [x.invoices for x in made]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    for each, known in zip(made, reversed(core.backups.known()), strict=True):
        contents = backup.prove(each.file, core._ledger.key, ignore)
        assert contents.audit_seq == known.audit_seq
        assert contents.digests["names"][0] == contents.invoices == each.invoices
    assert not list(target.glob("*.partial*"))
    assert broken(core) == []


def test_backups_of_two_companies_may_lie_in_one_folder(
    core: Core, tmp_path: Path, target: Path, clock: Clock
) -> None:
    other_keys = MemoryKeys()
    company = replace(COMPANY, name="上海青禾餐饮有限公司")
    create_folder(tmp_path / "other", company, other_keys, now=clock, by="t")
    other = Core.open(tmp_path / "other", other_keys, now=clock, by="t")
    names = {core.backups.make(target).file.name, other.backups.make(target).file.name}
    other.close()
    assert len(names) == 2
    assert Key.new() != core._ledger.key
