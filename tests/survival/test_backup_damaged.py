"""A file that went bad: no such backup is restored, and no such ledger passes for whole.

The long run, with 1,000 spoilt backups, is `dev.py bench survival`.
"""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from core.app import Core, create_folder
from core.errors import BackupDamaged, LedgerDamaged
from core.progress import ignore
from core.services.damage import examine
from core.services.restoring import restore, undo
from core.store import backup
from core.store.backup import PAGE
from core.store.generations import ledger_file, read_current
from tests.keeping import FileKeys, add_originals, broken, files_of, fill, held_in
from tests.ledgers import COMPANY, now
from tests.survival.spoiling import WAYS, refusals, two_versions

SPOILT = 120
FLIPS = 60


@pytest.fixture
def keys_kept(tmp_path: Path) -> FileKeys:
    return FileKeys(tmp_path / "keys.json")


@pytest.fixture
def kept(tmp_path: Path, keys_kept: FileKeys) -> Path:
    create_folder(tmp_path / "kept", COMPANY, keys_kept, now=now, by="t")
    return tmp_path / "kept"


def test_no_spoilt_backup_is_restored_and_the_folder_stays_as_it_is(
    kept: Path, keys_kept: FileKeys, tmp_path: Path
) -> None:
    newer, older = two_versions(kept, keys_kept, tmp_path / "backups")
    before, aside, found = files_of(kept), tmp_path / "aside", Counter[tuple[str, str | None]]()
    shutil.copytree(kept, aside)
    restore(newer, tmp_path / "right", keys_kept, now=now, by="t")
    right = held_in(tmp_path / "right", keys_kept)
    for way, code in refusals(newer, older, kept, keys_kept, SPOILT, seed=11):
        found[way, code] += 1
        if code is None:  # a stale page that differs in nothing that is read
            assert way == "stale"
            assert held_in(kept, keys_kept) == right
            shutil.rmtree(kept)
            shutil.copytree(aside, kept)
    assert {way for way, _ in found} == set(WAYS)
    assert {code for _, code in found} <= {"backup_damaged", "key_wrong", "no_backup", None}
    assert found["stale", None] <= 2
    assert found.total() >= SPOILT - 5
    assert files_of(kept) == before
    restore(newer, kept, keys_kept, now=now, by="t")


def test_a_stale_page_passes_the_checks_of_the_database_and_not_ours(
    kept: Path, keys_kept: FileKeys, tmp_path: Path
) -> None:
    newer, older = two_versions(kept, keys_kept, tmp_path / "backups")
    key = keys_kept.get(read_current(kept).key_id)
    whole, named, harmless = newer.read_bytes(), Counter[str](), 0
    for place in range(1, len(whole) // PAGE):
        page = slice(place * PAGE, (place + 1) * PAGE)
        if whole[page] == older[page]:
            continue
        newer.write_bytes(whole[: page.start] + older[page] + whole[page.stop :])
        try:
            backup.prove(newer, key, ignore)
        except BackupDamaged as error:
            named[str(error.facts["what"])] += 1
        else:  # a page that holds nothing that is read
            harmless += 1
            restore(newer, tmp_path / f"new{place}", keys_kept, now=now, by="t")
            assert held_in(tmp_path / f"new{place}", keys_kept) == held_in(kept, keys_kept)
    # these are found by nothing but the digests of the tables
    assert named["originals"] >= 10
    assert named["search_documents"] >= 1
    assert harmless <= 2


def test_a_bit_that_flips_in_the_ledger_is_found_and_what_is_left_is_told(
    kept: Path, keys_kept: FileKeys, tmp_path: Path
) -> None:
    core = Core.open(kept, keys_kept, now=now, by="t")
    (tmp_path / "backups").mkdir()
    fill(core, 60)
    core.backups.make(tmp_path / "backups")
    fill(core, 20, 60)
    core.close()
    file, chance, lost = ledger_file(kept, 1), random.Random(5), 0
    whole = file.read_bytes()
    for _ in range(FLIPS):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        assert not _passes(kept, keys_kept)
        damage = examine(kept, keys_kept)
        assert damage.contents
        assert damage.contents.invoices == 60
        assert damage.missing is not None
        lost += bool([x for x in damage.tables.values() if not x.whole])
        for beside in kept.glob("generations/1/ledger.db-*"):
            beside.unlink()
    assert lost > FLIPS // 4
    assert damage.contents
    assert damage.contents.made_at == now().isoformat(timespec="seconds")


def _passes(folder: Path, keys: FileKeys) -> bool:
    """Open and check as a face does; nothing but a LedgerDamaged may come."""
    try:
        core = Core.open(folder, keys, now=now, by="t")
        try:
            return not broken(core)
        finally:
            core.close()
    except LedgerDamaged:
        return False


def test_a_damaged_ledger_makes_no_backup_and_is_named_as_what_is_damaged(
    kept: Path, keys_kept: FileKeys, tmp_path: Path
) -> None:
    core = Core.open(kept, keys_kept, now=now, by="t")
    fill(core, 60)
    add_originals(core._ledger.file, core._ledger.key, 4, 100_000)
    core.close()
    (tmp_path / "backups").mkdir()
    file = ledger_file(kept, 1)
    whole = file.read_bytes()
    for place in range(2, len(whole) // PAGE, 7):
        data = bytearray(whole)
        data[place * PAGE + 100] ^= 1
        file.write_bytes(data)
        with pytest.raises(LedgerDamaged) as caught:
            _open_and_back_up(kept, keys_kept, tmp_path / "backups")
        assert str(tmp_path / "backups") not in str(caught.value.facts)
        assert list((tmp_path / "backups").iterdir()) == []


def _open_and_back_up(folder: Path, keys: FileKeys, target: Path) -> None:
    core = Core.open(folder, keys, now=now, by="t")
    try:
        core.backups.make(target)
    finally:
        core.close()


def test_a_damaged_ledger_is_replaced_by_a_restore_and_never_returned_to(
    kept: Path, keys_kept: FileKeys, tmp_path: Path
) -> None:
    core = Core.open(kept, keys_kept, now=now, by="t")
    (tmp_path / "backups").mkdir()
    fill(core, 60)
    made = core.backups.make(tmp_path / "backups")
    core.close()
    before = held_in(kept, keys_kept)
    file = ledger_file(kept, 1)
    data = file.read_bytes()
    file.write_bytes(bytes(PAGE) + data[PAGE : len(data) // 2])
    with pytest.raises(LedgerDamaged):
        Core.open(kept, keys_kept, now=now, by="t")
    done = restore(made.file, kept, keys_kept, now=now, by="t")
    assert done.kept == file.parent
    assert held_in(kept, keys_kept) == before
    with pytest.raises(LedgerDamaged):
        undo(kept, keys_kept, now=now, by="t")
    assert held_in(kept, keys_kept) == before


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"generation": 1}', b"\xff\xfe\x00"])
def test_a_folder_whose_current_is_lost_or_garbage_can_be_restored_into(
    spoilt: bytes, kept: Path, keys_kept: FileKeys, tmp_path: Path
) -> None:
    core = Core.open(kept, keys_kept, now=now, by="t")
    (tmp_path / "backups").mkdir()
    fill(core, 5)
    made = core.backups.make(tmp_path / "backups")
    core.close()
    (kept / "current").write_bytes(spoilt)
    with pytest.raises(LedgerDamaged):
        Core.open(kept, keys_kept, now=now, by="t")
    done = restore(made.file, kept, keys_kept, now=now, by="t")
    assert done.kept == kept / "generations" / "1"
    assert len(held_in(kept, keys_kept)[0]) == 5
    undo(kept, keys_kept, now=now, by="t")
    assert len(held_in(kept, keys_kept)[0]) == 5
    (kept / "current").unlink()
    restore(made.file, kept, keys_kept, now=now, by="t")
    assert len(held_in(kept, keys_kept)[0]) == 5
    assert ledger_file(kept, 1).exists()
