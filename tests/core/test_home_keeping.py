"""Restoring, undoing and re-keying the folder of this user, with the keyring of the system."""

from pathlib import Path

import keyring
import pytest

from core.app import Core
from core.errors import InvalidRecoveryCode, KeyMissing, NoBackup, NothingToUndo
from core.home import Home
from core.secrets import Keyring, recovery_code
from core.store.generations import ledger_file, read_current
from core.store.known_backups import KnownBackup
from tests.core.test_secrets import Fake
from tests.keeping import fill


@pytest.fixture
def home(core: Core, folder: Path, tmp_path: Path) -> Home:
    """A ledger of three invoices with a backup of it, then two more; nobody has it open."""
    keyring.set_keyring(Fake())
    Keyring().put(core.key_id, core._ledger.key)
    fill(core, 3)
    place = tmp_path / "backups"
    place.mkdir()
    core.automatic.add_folder(place)
    core.automatic.run_now()
    fill(core, 2, start=3)
    core.close()
    return Home(folder)


def file_of(home: Home) -> Path:
    return next((home.folder.parent / "backups").iterdir())


def count(home: Home) -> int:
    core = home.open()
    try:
        with core._ledger.store.reading() as work:
            return work.invoices.count()
    finally:
        core.close()


def test_a_backup_shows_what_it_holds_and_what_would_be_gone(home: Home) -> None:
    before = ledger_file(home.folder, 1).read_bytes()
    shown = home.show_backup(file_of(home))
    assert (shown.contents.invoices, shown.contents.company) == (3, "北京松果文具有限公司")
    assert shown.gone is not None
    assert (shown.gone.invoices, shown.gone.changes, shown.gone.other_company) == (2, 2, False)
    assert ledger_file(home.folder, 1).read_bytes() == before


def test_on_a_new_computer_the_code_opens_the_backup_and_nothing_is_gone(
    home: Home, tmp_path: Path
) -> None:
    code = recovery_code(Keyring().get(read_current(home.folder).key_id))
    new = Home(tmp_path / "new")
    keyring.set_keyring(Fake())
    with pytest.raises(KeyMissing):
        new.show_backup(file_of(home))
    with pytest.raises(InvalidRecoveryCode):
        new.show_backup(file_of(home), "ABCD")
    assert new.show_backup(file_of(home), code).gone is None
    assert new.restore(file_of(home), code).invoices == 3
    assert count(new) == 3


def test_a_restore_saves_first_what_lives_and_is_undone(home: Home) -> None:
    done = home.restore(file_of(home))
    assert done.invoices == 3
    assert done.saved is not None
    assert home.show_backup(done.saved).contents.invoices == 5
    assert count(home) == 3
    home.undo()
    assert count(home) == 5
    with pytest.raises(NothingToUndo):
        home.undo()


def test_a_ledger_that_is_damaged_is_restored_all_the_same(home: Home) -> None:
    ledger = ledger_file(home.folder, 1)
    ledger.write_bytes(bytes(8192) + ledger.read_bytes()[8192:])
    damage = home.damage()
    assert damage.backup == file_of(home)
    done = home.restore(file_of(home))
    assert (done.invoices, done.saved) == (3, None)
    assert count(home) == 3


def test_a_backup_that_is_none_changes_nothing(home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.piaohe").write_text("nothing")
    with pytest.raises(NoBackup):
        home.restore(tmp_path / "a.piaohe")
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert count(home) == 5


def test_a_new_key_is_shown_before_it_counts(home: Home) -> None:
    shown: list[tuple[str, str, int]] = []

    def confirm(key_id: str, code: str, needing: list[KnownBackup]) -> bool:
        shown.append((key_id, code, len(needing)))
        return len(shown) > 1

    old = read_current(home.folder).key_id
    assert not home.rekey(confirm)
    assert read_current(home.folder).key_id == old
    assert home.rekey(confirm)
    key_id, code, needing = shown[1]
    assert (read_current(home.folder).key_id, needing) == (key_id, 1)
    core, _ = home.open_with(code)
    assert core.automatic.state().sheet_due
    core.close()
