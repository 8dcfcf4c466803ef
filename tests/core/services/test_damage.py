"""A damaged ledger: what can be read of it, and what the newest backup can give back."""

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core import settings
from core.app import Core, create_folder
from core.domain.invoice import EntryMethod
from core.errors import KeyMissing, KeyWrong, LedgerDamaged, NoFolder
from core.secrets import Key, MemoryKeys
from core.services.damage import examine, newest_proven
from core.services.restoring import rekey
from core.store.backup import PAGE
from core.store.generations import ledger_file, read_current
from core.store.salvage import TABLES, readable, readable_names
from tests.invoices import draft
from tests.keeping import add_originals, files_of, fill
from tests.ledgers import COMPANY, NOW, now


@pytest.fixture
def keys(made_folder: tuple[Path, MemoryKeys]) -> MemoryKeys:
    folder, keys = made_folder
    key_id = read_current(folder).key_id
    return MemoryKeys({key_id: keys.get(key_id)})


@pytest.fixture
def backups(folder: Path, keys: MemoryKeys, tmp_path: Path) -> Path:
    """A ledger of 60 invoices, 40 of them in a backup; the folder of the backup."""
    place = tmp_path / "backups"
    place.mkdir()
    core = Core.open(folder, keys, now=now, by="t")
    fill(core, 40)
    core.backups.make(place)
    fill(core, 20, 40)
    add_originals(core._ledger.file, core._ledger.key, 2, 30_000)
    core.close()
    return place


def spoil(file: Path, *pages: int) -> None:
    data = bytearray(file.read_bytes())
    for page in pages:
        data[page * PAGE + 50] ^= 1
    file.write_bytes(data)


def test_a_whole_ledger_reads_whole(folder: Path, keys: MemoryKeys, backups: Path) -> None:
    damage = examine(folder, keys)
    assert all(x.whole for x in damage.tables.values())
    assert set(TABLES) <= set(damage.tables)
    assert (damage.tables["invoices"].rows, damage.tables["originals"].rows) == (60, 2)
    assert damage.contents
    assert (damage.contents.invoices, damage.missing) == (40, 0)
    assert damage.backup
    assert damage.backup.parent == backups
    assert damage.contents.made_at == NOW.isoformat(timespec="seconds")


def test_looking_changes_nothing(folder: Path, keys: MemoryKeys, backups: Path) -> None:
    spoil(ledger_file(folder, 1), 9, 20)
    before = files_of(folder)
    examine(folder, keys)
    after = {k: v for k, v in files_of(folder).items() if not k.endswith(("-shm", "-wal"))}
    assert after == before


def test_every_page_that_is_lost_costs_no_more_than_its_table(
    folder: Path, keys: MemoryKeys, backups: Path
) -> None:
    file, key = ledger_file(folder, 1), keys.get(read_current(folder).key_id)
    whole, lost, of_all = file.read_bytes(), set[str](), 0
    for page in range(1, len(whole) // PAGE):
        spoil(file, page)
        damaged = {name for name, x in readable(file, key).items() if not x.whole}
        of_all += len(damaged) > 1
        lost |= damaged
        file.write_bytes(whole)
    assert of_all <= 6  # those that hold the schema, which grows with every table
    assert {"invoices", "lines", "audit", "originals", "search_documents"} <= lost


def test_what_the_backup_has_and_the_ledger_has_not_is_counted(
    folder: Path, keys: MemoryKeys, backups: Path
) -> None:
    file, key = ledger_file(folder, 1), keys.get(read_current(folder).key_id)
    whole, most = file.read_bytes(), 0
    for page in range(1, len(whole) // PAGE, 2):
        spoil(file, page)
        left = readable_names(file, key)
        if len(left) < 60:
            missing = examine(folder, keys).missing
            assert missing is not None
            assert 0 <= missing <= 40
            most = max(most, missing)
        file.write_bytes(whole)
    assert most > 0


@pytest.mark.parametrize("left", [0, 1, 3000, PAGE, 2 * PAGE, 20 * PAGE])
def test_a_ledger_of_which_only_the_beginning_is_left(
    left: int, folder: Path, keys: MemoryKeys, backups: Path
) -> None:
    file = ledger_file(folder, 1)
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(LedgerDamaged):
        Core.open(folder, keys, now=now, by="t")
    damage = examine(folder, keys)
    assert damage.missing == 40
    assert damage.tables["invoices"].rows == 0


def test_a_ledger_file_that_vanished_is_no_folder(
    folder: Path, keys: MemoryKeys, backups: Path
) -> None:
    shutil.rmtree(folder / "generations" / "1")
    with pytest.raises(NoFolder):
        Core.open(folder, keys, now=now, by="t")
    with pytest.raises(NoFolder):
        examine(folder, keys)


def test_without_a_backup_nothing_is_promised(folder: Path, keys: MemoryKeys) -> None:
    damage = examine(folder, keys)
    assert (damage.backup, damage.contents, damage.missing) == (None,) * 3
    settings.save(folder, settings.Settings(backups=str(folder / "none")))
    assert newest_proven(folder, keys) is None


def test_the_newest_backup_that_proves_itself_counts(
    folder: Path, keys: MemoryKeys, backups: Path
) -> None:
    core = Core.open(folder, keys, now=lambda: NOW + timedelta(days=2), by="t")
    newest = core.backups.make().file
    core.close()
    # by what stands inside, whatever it is called
    renamed = newest.rename(backups / "0 newest.piaohe")
    (backups / "9 letter.piaohe").write_text("hello")
    found = newest_proven(folder, keys)
    assert found
    assert (found[0], found[1].invoices) == (renamed, 60)
    spoil(renamed, 9)
    found = newest_proven(folder, keys)
    assert found
    assert found[1].invoices == 40


def test_the_backups_of_another_company_are_no_help(
    folder: Path, keys: MemoryKeys, backups: Path, tmp_path: Path
) -> None:
    both, company = MemoryKeys(dict(keys._keys)), replace(COMPANY, name="上海青禾")
    create_folder(tmp_path / "other", company, both, now=now, by="t")
    other = Core.open(tmp_path / "other", both, now=lambda: NOW + timedelta(days=9), by="t")
    other.backups.make(backups)
    other.close()
    found = newest_proven(folder, both)
    assert found
    assert found[1].company == COMPANY.name


def test_after_re_keying_the_backups_of_the_old_key_still_help(
    folder: Path, keys: MemoryKeys, backups: Path
) -> None:
    assert rekey(folder, keys, lambda *_: True, now=now, by="t", keeper=keys)
    spoil(ledger_file(folder, 2), 9, 20)
    damage = examine(folder, keys)
    assert damage.contents
    assert damage.contents.invoices == 40


def test_without_the_key_nothing_is_said(folder: Path, backups: Path) -> None:
    with pytest.raises(KeyMissing):
        examine(folder, MemoryKeys())
    with pytest.raises(KeyWrong):
        examine(folder, MemoryKeys(any_id=Key.new()))


def test_a_ledger_in_which_damage_was_met_is_read_on_and_no_longer_written(
    folder: Path, keys: MemoryKeys
) -> None:
    core = Core.open(folder, keys, now=now, by="t")
    for n in range(40):
        core.entry.add(draft(n), EntryMethod.MANUAL)
    place = "SELECT rootpage FROM sqlite_master WHERE name = 'search_documents'"
    with core._ledger.store.reading() as work:
        page = work.connection.exec_driver_sql(place).scalar_one()
    core.close()
    spoil(ledger_file(folder, 1), page - 1)
    core = Core.open(folder, keys, now=now, by="t")
    with suppress(LedgerDamaged):
        core.checks.run()
    with pytest.raises(LedgerDamaged):
        core.entry.add(draft(99), EntryMethod.MANUAL)
    assert core.lookup.by_name(draft(0).complete().key.name) is not None
    core.close()
