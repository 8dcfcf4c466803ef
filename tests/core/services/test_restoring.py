"""Restoring, undoing, re-keying: a new generation each, and the one before stays as it was."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked as BackendLocked

from core.app import Core, create_folder
from core.errors import (
    AppError,
    BackupDamaged,
    FolderTaken,
    FolderUnwritable,
    KeyMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringLocked,
    KeyWrong,
    LedgerDamaged,
    LedgerNewer,
    NoBackup,
    NoFolder,
    NothingToUndo,
)
from core.progress import Cancelled, Progress, Report
from core.secrets import Key, Keyring, MemoryKeys, key_of, recovery_code
from core.services.restoring import rekey, restore, show, undo
from core.store import backup, schema
from core.store.connection import connect
from core.store.generations import (
    generations,
    ledger_file,
    read_about,
    read_current,
    remove_generation,
)
from core.store.known_backups import KnownBackup
from core.store.ledger import open_ledger
from tests.core.test_secrets import Fake
from tests.keeping import (
    Held,
    actions,
    add_originals,
    broken,
    files_of,
    fill,
    held,
    held_in,
    held_later,
    later_migrations,
)
from tests.ledgers import COMPANY, NOW, now
from tests.secret_service import beside_secret_service, needs_secret_service


@pytest.fixture
def keys(made_folder: tuple[Path, MemoryKeys]) -> MemoryKeys:
    """Keys of this test alone: re-keying changes them."""
    folder, keys = made_folder
    key_id = read_current(folder).key_id
    return MemoryKeys({key_id: keys.get(key_id)})


@pytest.fixture
def made(folder: Path, keys: MemoryKeys, tmp_path: Path) -> tuple[Path, Held, Held]:
    """A backup, what it holds, and what the ledger came to hold afterwards."""
    core = Core.open(folder, keys, now=now, by="t")
    (tmp_path / "backups").mkdir()
    fill(core, 12)
    add_originals(core._ledger.file, core._ledger.key, 2, 20_000)
    file = core.backups.make(tmp_path / "backups").file
    then = held(core)
    fill(core, 5, 12)
    later = held(core)
    core.close()
    return file, then, later


def done_in(folder: Path, keys: MemoryKeys) -> list[str]:
    core = Core.open(folder, keys, now=now, by="t")
    try:
        return actions(core)
    finally:
        core.close()


def code_of(folder: Path, keys: MemoryKeys) -> str:
    return recovery_code(keys.get(read_current(folder).key_id))


def put_back(file: Path, folder: Path, keys: MemoryKeys | Keyring, **more: object) -> object:
    return restore(file, folder, keys, now=now, by="t", **more)  # type: ignore[arg-type]


def test_show_says_what_a_backup_holds_and_touches_nothing(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    before = files_of(folder)
    contents = show(made[0], keys, folder)
    assert (contents.company, contents.invoices, contents.originals) == (COMPANY.name, 12, 2)
    assert contents.newest_entry == NOW.isoformat(timespec="seconds")
    assert show(made[0], keys, tmp_path / "nowhere") == contents
    assert files_of(folder) == before
    assert not (tmp_path / "nowhere").exists()


def test_a_restore_is_a_new_generation_and_the_old_one_stays(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    file, then, later = made
    old = ledger_file(folder, 1).read_bytes()
    done = restore(file, folder, keys, now=now, by="someone")
    assert (done.invoices, done.kept) == (12, folder / "generations" / "1")
    assert done.contents == show(file, keys, folder)
    assert held_in(folder, keys) == then != later
    assert (read_current(folder).generation, generations(folder)) == (2, [1, 2])
    assert read_about(folder, 2).before == 1
    assert ledger_file(folder, 1).read_bytes() == old
    core = Core.open(folder, keys, now=now, by="t")
    assert actions(core) == ["create", *["add"] * 12, "restore"]
    with core._ledger.store.reading() as work:
        assert [line.by for line in work.trail.lines()][-1] == "someone"
    assert [x.file for x in core.backups.known()] == [file]  # it was made after its own snapshot
    fill(core, 3, 100)
    assert core.backups.make().invoices == 15
    core.close()


def test_a_restore_into_a_new_folder_makes_it(
    keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    for place in (tmp_path / "new", tmp_path / "deep" / "er", tmp_path / "empty"):
        if place.name == "empty":
            place.mkdir()
        done = restore(made[0], place, keys, now=now, by="t")
        assert (done.kept, done.invoices) == (None, 12)
        assert held_in(place, keys) == made[1]
        with pytest.raises(NothingToUndo):
            undo(place, keys, now=now, by="t")


def test_a_folder_of_something_else_stays_as_it_is(
    keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine")
    for place in (tmp_path / "letters", tmp_path / "letters" / "a.txt"):
        with pytest.raises(FolderTaken):
            put_back(made[0], place, keys)
    assert [x.name for x in (tmp_path / "letters").iterdir()] == ["a.txt"]
    with pytest.raises(FolderUnwritable):
        put_back(made[0], tmp_path / "letters" / "a.txt" / "b", keys)


def test_a_refused_restore_leaves_no_new_folder_behind(
    keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    data = bytearray(made[0].read_bytes())
    data[-3000] ^= 1
    made[0].write_bytes(data)
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "new", tmp_path / "empty"):
        with pytest.raises(BackupDamaged):
            put_back(made[0], place, keys)
    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "empty").iterdir()) == []


def test_cancelling_at_any_report_leaves_the_folder_as_it_was(
    folder: Path,
    keys: MemoryKeys,
    made: tuple[Path, Held, Held],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(backup, "PAGES", 10)
    before, last = files_of(folder), 0
    while True:
        try:
            put_back(made[0], tmp_path / "new", keys, report=_cancelling_at(last))
        except Cancelled:
            assert not (tmp_path / "new").exists()
        else:
            break
        with pytest.raises(Cancelled):
            put_back(made[0], folder, keys, report=_cancelling_at(last))
        assert files_of(folder) == before
        last += 1
    assert last > 5


def _cancelling_at(last: int) -> Report:
    seen: list[Progress] = []

    def report(progress: Progress) -> None:
        if len(seen) == last:
            raise Cancelled
        seen.append(progress)

    return report


def test_a_newer_ledger_can_be_replaced_and_a_newer_backup_not_restored(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    key = keys.get(read_current(folder).key_id)
    core = Core.open(folder, keys, now=now, by="t")
    core.close()
    ledger = connect(ledger_file(folder, 1), key)
    ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    ledger.close()
    with pytest.raises(LedgerNewer):
        Core.open(folder, keys, now=now, by="t")
    put_back(made[0], folder, keys)
    assert held_in(folder, keys) == made[1]
    newer = connect(ledger_file(folder, 2), key)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    file, _ = backup.write(
        ledger_file(folder, 2),
        key,
        read_current(folder).key_id,
        tmp_path / "backups",
        data=folder,
        now=NOW,
        version="99",
        report=lambda _: None,
    )
    before = files_of(folder)
    with pytest.raises(LedgerNewer) as caught:
        put_back(file, folder, keys)
    assert caught.value.facts == {"found": "9999", "known": schema.HEAD}
    assert files_of(folder) == before
    assert show(file, keys, folder).schema == "9999"


def test_a_backup_of_an_older_version_is_brought_up_as_it_is_restored(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    later = later_migrations(tmp_path)
    for place in (folder, tmp_path / "new"):
        put_back(made[0], place, keys, migrations=later)
        assert held_later(place, keys, later) == made[1][0]
        key = keys.get(read_current(place).key_id)
        number = read_current(place).generation
        assert schema.version(ledger_file(place, number), key) == "later"
    assert read_current(folder).generation == 2
    with pytest.raises(LedgerNewer):
        Core.open(folder, keys, now=now, by="t")
    undo(folder, keys, now=now, by="t")
    assert held_in(folder, keys) == made[2]


def test_a_migration_is_not_undone(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    later = later_migrations(tmp_path)
    open_ledger(folder, keys, now=now, by="t", migrations=later).close()
    assert (read_current(folder).generation, read_about(folder, 2).before) == (2, 1)
    with pytest.raises(NothingToUndo):
        undo(folder, keys, now=now, by="t")
    assert read_current(folder).generation == 2


def test_undo_goes_back_and_keeps_what_it_leaves(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    file, _, later = made
    put_back(file, folder, keys)
    core = Core.open(folder, keys, now=now, by="t")
    fill(core, 4, 200)  # entered after the restore
    more = core.backups.make()
    core.close()
    done = undo(folder, keys, now=now, by="undoer")
    assert (done.contents, done.invoices) == (None, 17)
    assert done.kept == folder / "generations" / "2"
    assert held_in(folder, keys) == later
    assert done_in(folder, keys)[-2:] == ["add", "undo"]
    core = Core.open(folder, keys, now=now, by="t")
    # what was backed up meanwhile is known, and holds what was entered meanwhile
    assert more.file in [x.file for x in core.backups.known()]
    core.close()
    with pytest.raises(NothingToUndo):
        undo(folder, keys, now=now, by="t")
    assert read_current(folder).highest == 2
    put_back(more.file, folder, keys)
    assert len(held_in(folder, keys)[0]) == 16
    assert read_current(folder).generation == 3


def test_without_a_restore_there_is_nothing_to_undo(folder: Path, keys: MemoryKeys) -> None:
    with pytest.raises(NothingToUndo):
        undo(folder, keys, now=now, by="t")
    with pytest.raises(NoFolder):
        undo(folder.with_name("none"), keys, now=now, by="t")
    assert read_current(folder).generation == 1


def test_a_restore_after_a_restore_is_undone_step_by_step(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    file, then, later = made
    put_back(file, folder, keys)
    put_back(file, folder, keys)
    assert read_about(folder, 3).before == 2
    undo(folder, keys, now=now, by="t")
    assert held_in(folder, keys) == then
    undo(folder, keys, now=now, by="t")
    assert held_in(folder, keys) == later
    put_back(file, folder, keys)
    assert read_current(folder).generation == 4
    assert read_about(folder, 4).before == 1


def test_undo_is_refused_where_the_generation_before_is_gone_or_damaged(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    put_back(made[0], folder, keys)
    data = bytearray(ledger_file(folder, 1).read_bytes())
    data[len(data) // 2] ^= 1
    ledger_file(folder, 1).write_bytes(data)
    with pytest.raises(LedgerDamaged):
        undo(folder, keys, now=now, by="t")
    assert held_in(folder, keys) == made[1]
    remove_generation(folder, 1)
    with pytest.raises(NothingToUndo):
        undo(folder, keys, now=now, by="t")
    assert held_in(folder, keys) == made[1]


@pytest.mark.parametrize(
    "name",
    ["备份.piaohe", "backup 20261124.piaohe", "Piaohe 2026-11-24 deadbeef.piaohe", "x", "a b.db"],
)
def test_a_renamed_backup_is_restored_as_well(
    name: str, folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    code = code_of(folder, keys)
    file = made[0].rename(tmp_path / name)
    put_back(file, folder, keys)
    assert held_in(folder, keys) == made[1]
    put_back(file, tmp_path / "new", MemoryKeys(any_id=key_of(code)))
    assert held_in(tmp_path / "new", keys) == made[1]
    assert read_current(tmp_path / "new").key_id == read_current(folder).key_id


def test_a_renamed_backup_of_a_retired_key_is_restored_under_the_living_one(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    old_id = read_current(folder).key_id
    assert rekey(folder, keys, lambda *_: True, now=now, by="t", keeper=keys)
    core = Core.open(folder, keys, now=now, by="t")
    core.backups.make()  # with it the generation of the old key goes
    core.close()
    assert generations(folder) == [2]
    file = made[0].rename(tmp_path / "old one.piaohe")
    restore(file, folder, keys, now=now, by="t")
    current = read_current(folder)
    assert current.key_id != old_id
    assert held_in(folder, keys) == made[1]
    core = Core.open(folder, keys, now=now, by="t")
    with core._ledger.store.reading() as work:
        assert work.backups.retired() == [old_id]  # carried on
    known = {x.file.name: x.key_id for x in core.backups.known()}
    assert known["old one.piaohe"] == old_id
    assert len(known) == 3
    core.close()


def test_a_wrong_key_and_no_key_are_two_errors(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    before = files_of(folder)
    for place in (folder, tmp_path / "new"):
        with pytest.raises(KeyWrong):
            put_back(made[0], place, MemoryKeys(any_id=Key.new()))
        with pytest.raises(KeyMissing) as caught:
            put_back(made[0], place, MemoryKeys())
    assert made[0].name.split()[-1].startswith(str(caught.value.facts["key_id"])[:8])
    assert files_of(folder) == before
    assert not (tmp_path / "new").exists()


def test_what_is_no_backup_is_not_restored(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    (tmp_path / "letter.piaohe").write_text("hello")
    shutil.copyfile(ledger_file(folder, 1), tmp_path / "ledger.db")
    before = files_of(folder)
    for file in ("letter.piaohe", "ledger.db", "none.piaohe", "backups"):
        with pytest.raises(NoBackup):
            put_back(tmp_path / file, folder, keys)
        with pytest.raises(NoBackup):
            show(tmp_path / file, keys, folder)
    assert files_of(folder) == before


def test_a_code_opens_what_a_lost_keyring_cannot_and_the_entry_is_made_anew(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    code = code_of(folder, keys)
    keyring.set_keyring(Fake())
    with pytest.raises(KeyMissing):
        put_back(made[0], tmp_path / "new", Keyring())
    typed = MemoryKeys(any_id=key_of(code.lower().replace("-", " ")))
    put_back(made[0], tmp_path / "new", typed, keeper=Keyring())
    assert len(held_in(tmp_path / "new", Keyring())[0]) == 12
    put_back(made[0], tmp_path / "again", Keyring())  # found by the start of the id in its name
    assert len(held_in(tmp_path / "again", Keyring())[0]) == 12


@pytest.mark.parametrize(
    ("fault", "expected"),
    [(None, KeyringAbsent), (BackendLocked("locked"), KeyringLocked), (OSError(), KeyringDenied)],
)
def test_a_keyring_that_does_not_answer_is_told_from_a_missing_key(
    fault: Exception | None,
    expected: type[AppError],
    folder: Path,
    keys: MemoryKeys,
    made: tuple[Path, Held, Held],
    tmp_path: Path,
) -> None:
    code = code_of(folder, keys)
    if fault:
        keyring.set_keyring(Fake(fault))
    for place in (folder, tmp_path / "new"):
        with pytest.raises(expected):
            put_back(made[0], place, Keyring())
        typed = MemoryKeys(any_id=key_of(code))
        put_back(made[0], place, typed, keeper=Keyring())  # the code alone is enough
        assert held_in(place, typed) == made[1]


def test_the_living_key_is_lost_and_the_backup_brings_its_own(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    """The ledger was re-keyed, that key is lost; the old sheet opens the old backup."""
    old = MemoryKeys(any_id=keys.get(read_current(folder).key_id))
    old_id = read_current(folder).key_id
    assert rekey(folder, keys, lambda *_: True, now=now, by="t")
    with pytest.raises(KeyMissing):
        Core.open(folder, keys, now=now, by="t")
    done = restore(made[0], folder, old, now=now, by="t")
    assert read_current(folder).key_id == old_id
    assert done.kept == folder / "generations" / "2"
    assert held_in(folder, old) == made[1]
    assert 2 in generations(folder)


def test_what_was_known_of_backups_is_carried_on(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    core = Core.open(folder, keys, now=lambda: NOW + timedelta(days=1), by="t")
    newer = core.backups.make()
    core.close()
    put_back(made[0], folder, keys)
    core = Core.open(folder, keys, now=now, by="t")
    assert [x.file for x in core.backups.known()] == [newer.file, made[0]]
    assert broken(core) == []
    core.close()


def test_re_keying_changes_the_key_and_nothing_else(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    old_id, seen = read_current(folder).key_id, list[object]()

    def confirm(key_id: str, code: str, needing: list[KnownBackup]) -> bool:
        assert keys.get(key_id) == key_of(code)  # at hand before anything is switched
        assert read_current(folder).key_id == old_id
        seen.extend((key_id, code, [x.file for x in needing]))
        return True

    assert rekey(folder, keys, confirm, now=now, by="t", keeper=keys)
    new_id, code, needing = seen
    assert needing == [made[0]]
    assert read_current(folder).key_id == new_id
    assert held_in(folder, MemoryKeys(any_id=key_of(str(code)))) == made[2]
    with pytest.raises(KeyWrong):
        Core.open(folder, MemoryKeys(any_id=keys.get(old_id)), now=now, by="t")
    assert done_in(folder, keys)[-1] == "rekey"
    with pytest.raises(NothingToUndo):
        undo(folder, keys, now=now, by="t")
    core = Core.open(folder, keys, now=now, by="t")
    with core._ledger.store.reading() as work:
        assert work.backups.retired() == [old_id]
    core.close()


def test_re_keying_that_is_refused_or_fails_leaves_no_trace(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    before, held_keys = files_of(folder), dict(keys._keys)

    def cancel(*_: object) -> bool:
        raise Cancelled

    assert not rekey(folder, keys, lambda *_: False, now=now, by="t", keeper=keys)
    with pytest.raises(Cancelled):
        rekey(folder, keys, cancel, now=now, by="t", keeper=keys)
    keyring.set_keyring(Fake(BackendLocked("locked")))
    with pytest.raises(KeyringLocked):
        rekey(folder, keys, lambda *_: True, now=now, by="t", keeper=Keyring())
    with pytest.raises(KeyWrong):
        rekey(folder, MemoryKeys(any_id=Key.new()), lambda *_: True, now=now, by="t")
    assert files_of(folder) == before
    assert keys._keys == held_keys


def test_re_keying_twice_keeps_both_old_keys_while_they_are_needed(
    folder: Path, keys: MemoryKeys, made: tuple[Path, Held, Held]
) -> None:
    first = read_current(folder).key_id
    needed: list[set[str]] = []
    for _ in range(2):
        core = Core.open(folder, keys, now=now, by="t")
        core.backups.make()
        core.close()

        def confirm(_: str, __: str, needing: list[KnownBackup]) -> bool:
            needed.append({x.key_id for x in needing})
            return True

        assert rekey(folder, keys, confirm, now=now, by="t", keeper=keys)
    assert needed[0] == {first}
    assert len(needed[1]) == 2
    put_back(made[0], folder, keys)
    assert held_in(folder, keys) == made[1]
    assert len(keys._keys) == 3


def test_a_killed_re_keying_leaves_no_key_that_opens_nothing(
    folder: Path, keys: MemoryKeys
) -> None:
    """Killed after the key was kept and before `current` was switched."""
    elsewhere = folder.with_name("elsewhere")
    shutil.copytree(folder, elsewhere)
    assert rekey(elsewhere, keys, lambda *_: True, now=now, by="t", keeper=keys)
    pending = read_current(elsewhere).key_id
    shutil.copytree(elsewhere / "generations" / "2", folder / "generations" / "2")
    keys.get(pending)
    Core.open(folder, keys, now=now, by="t").close()
    assert generations(folder) == [1]
    with pytest.raises(KeyMissing):
        keys.get(pending)


def test_both_the_keyring_and_the_code_are_gone(
    folder: Path, made: tuple[Path, Held, Held], tmp_path: Path
) -> None:
    """Then nobody opens it, and that is what is said."""
    keyring.set_keyring(Fake())
    with pytest.raises(KeyMissing):
        Core.open(folder, Keyring(), now=now, by="t")
    with pytest.raises(KeyMissing):
        put_back(made[0], tmp_path / "new", Keyring())
    with pytest.raises(KeyMissing):
        rekey(folder, Keyring(), lambda *_: True, now=now, by="t")


def test_a_backup_of_another_company_is_shown_as_that_companys(
    folder: Path, keys: MemoryKeys, tmp_path: Path
) -> None:
    others = MemoryKeys()
    create_folder(tmp_path / "o", replace(COMPANY, name="上海青禾"), others, now=now, by="t")
    core = Core.open(tmp_path / "o", others, now=now, by="t")
    (tmp_path / "backups").mkdir()
    file = core.backups.make(tmp_path / "backups").file
    core.close()
    both = MemoryKeys({**keys._keys, **others._keys})
    assert show(file, both, folder).company == "上海青禾"
    restore(file, folder, both, now=now, by="t")
    undo(folder, both, now=now, by="t")
    core = Core.open(folder, keys, now=now, by="t")
    assert core.company == COMPANY
    core.close()


SECRET_SERVICE = """
import sys
from pathlib import Path
from core.app import Core, create_folder
from core.errors import KeyMissing
from core.secrets import Keyring, MemoryKeys, key_of
from core.services.restoring import rekey, restore, undo
from core.store.generations import generations, read_current
from tests.keeping import fill, held_in
from tests.ledgers import COMPANY, now
root, keys = Path(sys.argv[1]), Keyring()
made = create_folder(root / "a", COMPANY, keys, now=now, by="t")
assert made.keyring is None
(root / "b").mkdir()
core = Core.open(root / "a", keys, now=now, by="t")
fill(core, 3)
file = core.backups.make(root / "b").file
core.close()
restore(file, root / "new", keys, now=now, by="t", keeper=keys)
restore(file, root / "a", keys, now=now, by="t", keeper=keys)
undo(root / "a", keys, now=now, by="t")
old = read_current(root / "a").key_id
codes = []
show = lambda key_id, code, needing: codes.append(code) or True
assert rekey(root / "a", keys, show, now=now, by="t", keeper=keys)
core = Core.open(root / "a", keys, now=now, by="t")
core.backups.make()
for known in core.backups.known():
    if known.key_id == old:
        core.backups.discard(known)
core.close()
try:
    keys.get(old)
except KeyMissing:
    print("old key gone")
assert len(held_in(root / "a", MemoryKeys(any_id=key_of(codes[0])))[0]) == 3
print(len(held_in(root / "a", keys)[0]), generations(root / "a"))
"""


@needs_secret_service
def test_a_real_secret_service_carries_the_keys_through_it_all(tmp_path: Path) -> None:
    lines, complaints = beside_secret_service(SECRET_SERVICE, tmp_path / "x", str(tmp_path))
    assert lines[-2:] == ["old key gone", "3 [3]"], complaints
