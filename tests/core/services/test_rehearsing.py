"""A rehearsal restores for a trial, compares, and leaves nothing."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.app import Core
from core.errors import InvalidRecoveryCode, KeyWrong, NoBackup
from core.progress import Cancelled, Progress
from core.secrets import Key, MemoryKeys, recovery_code
from core.services import restoring
from core.services.rehearsing import REHEARSAL, clear_rehearsals
from tests.keeping import FileKeys, files_of, fill
from tests.ledgers import NOW

ROOT = Path(__file__).resolve().parents[3]


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    opened = Core.open(folder, keys, now=clock, by="tester")
    fill(opened, 3)
    yield opened
    opened.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


def code_of(core: Core) -> str:
    return recovery_code(core._ledger.key)


def test_a_rehearsal_reads_every_record_and_leaves_nothing(
    core: Core, place: Path, folder: Path
) -> None:
    made = core.backups.make(place)
    before = set(files_of(folder))
    steps: set[str] = set()
    found = core.rehearsals.run(report=lambda x: steps.add(x.step))
    assert found.ok
    assert (found.file, found.invoices, found.by_sheet) == (made.file.name, 3, False)
    assert {"copy", "compare_digests", "prove", "rehearse_records"} <= steps
    assert not (folder / REHEARSAL).exists()
    assert set(files_of(folder)) - before <= {"rehearsing"}
    assert core.rehearsals.all()[0].ok
    state = core.automatic.state()
    assert state.rehearsal is not None
    assert not state.rehearsal_due
    assert state.sheet_due


def test_a_damaged_backup_is_a_result_that_names_what_did_not_hold(core: Core, place: Path) -> None:
    file = core.backups.make(place).file
    with file.open("r+b") as opened:
        opened.seek(-4096 * 3, os.SEEK_END)
        opened.write(os.urandom(4096))
    found = core.rehearsals.run()
    assert not found.ok
    assert found.failed
    assert core.rehearsals.all()[0].failed == found.failed


def test_the_typed_code_proves_the_sheet(core: Core, place: Path) -> None:
    core.backups.make(place)
    found = core.rehearsals.run(code_of(core))
    assert found.ok
    assert found.by_sheet
    state = core.automatic.state()
    assert state.sheet_proven is not None
    assert not state.sheet_due


def test_a_wrong_code_proves_nothing_and_is_no_rehearsal(core: Core, place: Path) -> None:
    core.backups.make(place)
    with pytest.raises(KeyWrong):
        core.rehearsals.run(recovery_code(Key.new()))
    with pytest.raises(InvalidRecoveryCode):
        core.rehearsals.run("ABCD")
    assert core.rehearsals.all() == ()


def test_without_a_backup_there_is_nothing_to_rehearse(core: Core) -> None:
    with pytest.raises(NoBackup):
        core.rehearsals.run()
    assert core.rehearsals.run_due() is None
    assert not core.automatic.state().rehearsal_due


def test_it_is_rehearsed_once_a_month_by_itself(core: Core, place: Path, clock: Clock) -> None:
    core.backups.make(place)
    assert core.rehearsals.run_due() is not None
    assert core.rehearsals.run_due() is None
    clock.at += timedelta(days=31)
    assert core.rehearsals.run_due() is not None


def test_after_a_year_and_after_rekeying_the_sheet_wants_to_be_proven_again(
    core: Core, place: Path, folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    old = core.backups.make(place).file
    core.rehearsals.run(code_of(core))
    old_code = code_of(core)
    clock.at += timedelta(days=364)
    assert not core.automatic.state().sheet_due
    clock.at += timedelta(days=1)
    assert core.automatic.state().sheet_due
    core.rehearsals.run(code_of(core))
    core.close()
    restoring.rekey(folder, keys, lambda *_: True, now=clock, by="tester", keeper=keys)
    again = Core.open(folder, keys, now=clock, by="tester")
    assert again.automatic.state().sheet_due
    with pytest.raises(KeyWrong):
        again.rehearsals.run(old_code, file=old)
    again.backups.make(place)
    assert again.rehearsals.run(code_of(again)).ok
    assert not again.automatic.state().sheet_due
    again.close()


def test_a_cancelled_rehearsal_leaves_nothing_and_is_not_noted(
    core: Core, place: Path, folder: Path
) -> None:
    core.backups.make(place)
    for step in ("copy", "prove", "rehearse_records"):

        def stop(progress: Progress, step: str = step) -> None:
            if progress.step == step:
                raise Cancelled

        with pytest.raises(Cancelled):
            core.rehearsals.run(report=stop)
        assert not (folder / REHEARSAL).exists()
    assert core.rehearsals.all() == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from core.app import Core
from tests.keeping import FileKeys
from tests.ledgers import now

def die(progress):
    if progress.step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

core = Core.open(Path(sys.argv[1]), FileKeys(Path(sys.argv[2])), now=now, by="killed")
core.rehearsals.run(report=die)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
@pytest.mark.parametrize("step", ["copy", "prove", "rehearse_records"])
def test_what_a_killed_rehearsal_left_goes_at_the_next_start(
    step: str, core: Core, place: Path, folder: Path, tmp_path: Path
) -> None:
    keys = FileKeys(tmp_path / "keyring")
    keys.put(core.key_id, core._ledger.key)
    core.backups.make(place)
    core.close()
    script = [sys.executable, "-c", KILLED, str(folder), str(tmp_path / "keyring"), step]
    done = subprocess.run(script, cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (folder / REHEARSAL).exists()
    again = Core.open(folder, keys, by="tester")
    assert not (folder / REHEARSAL).exists()
    assert again.rehearsals.all() == ()
    again.close()


def test_a_rehearsal_under_way_is_not_swept_away_by_another_start(
    core: Core, place: Path, folder: Path
) -> None:
    core.backups.make(place)
    seen: list[bool] = []

    def other(progress: Progress) -> None:
        if progress.step == "rehearse_records" and not seen:
            clear_rehearsals(folder)
            seen.append((folder / REHEARSAL).exists())

    assert core.rehearsals.run(report=other).ok
    assert seen == [True]


def test_a_backup_disk_that_vanished_is_no_backup_to_rehearse_with(core: Core, place: Path) -> None:
    core.backups.make(place)
    shutil.rmtree(place)
    with pytest.raises(NoBackup):
        core.rehearsals.run()


def test_a_restore_forgets_no_rehearsal(
    core: Core, place: Path, folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    file = core.backups.make(place).file
    core.rehearsals.run()
    core.rehearsals.run(code_of(core))
    before = core.rehearsals.all()
    core.close()
    restoring.restore(file, folder, keys, now=clock, by="tester")
    again = Core.open(folder, keys, now=clock, by="tester")
    assert again.rehearsals.all() == before
    assert again.automatic.state().sheet_proven is not None
    again.close()
