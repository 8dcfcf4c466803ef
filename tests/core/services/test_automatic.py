"""Backups that are made by themselves, with real files: several folders, absent and full ones."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.app import Core, restore_folder
from core.domain.backup_schedule import Moment, Occasion, Rules
from core.errors import BackupInFolder, FolderUnwritable, NoBackupFolder
from core.progress import Cancelled, Progress
from core.secrets import MemoryKeys
from core.services import restoring
from core.services.automatic import DayMark
from tests.keeping import fill
from tests.ledgers import NOW

DAY = timedelta(days=1)


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.at = NOW.replace(hour=13)

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
def places(core: Core, tmp_path: Path) -> list[Path]:
    """A disk and a stick."""
    made = [tmp_path / "disk", tmp_path / "stick"]
    for place in made:
        place.mkdir()
        core.automatic.add_folder(place)
    return made


def files(place: Path) -> list[str]:
    return sorted(file.name for file in place.glob("*"))


def test_one_button_makes_a_proven_backup_in_every_folder(core: Core, places: list[Path]) -> None:
    runs = core.automatic.run_now()
    assert [x.made is not None for x in runs] == [True, True]
    state = core.automatic.state()
    assert (state.days, state.changes) == (0, 0)
    assert state.last is not None
    assert state.last.invoices == 3
    assert [x.last is not None and x.present for x in state.folders] == [True, True]
    assert [x.mark for x in state.history][-2:] == [DayMark.NONE, DayMark.MADE]
    assert len(state.history) == 30


def test_without_a_backup_nothing_is_well_and_without_a_folder_it_is_said(core: Core) -> None:
    state = core.automatic.state()
    assert (state.last, state.days, state.next) == (None, None, None)
    assert state.changes > 0
    with pytest.raises(NoBackupFolder):
        core.automatic.run_now()


def test_what_was_changed_since_the_backup_is_counted(core: Core, places: list[Path]) -> None:
    core.automatic.run_now()
    fill(core, 2, start=3)
    core.rehearsals.run()
    assert core.automatic.state().changes == 2


def test_a_stick_that_is_not_there_is_no_failure_and_caught_up_when_it_is_back(
    core: Core, places: list[Path], clock: Clock, tmp_path: Path
) -> None:
    core.automatic.run_now()
    shutil.move(places[1], tmp_path / "drawer")
    fill(core, 1, start=3)
    clock.at += DAY
    made, missing = core.automatic.run_due(Moment.TICK)
    assert made.made is not None
    assert missing.absent
    gone_at = clock.at
    clock.at += DAY
    core.automatic.run_due(Moment.TICK)
    state = core.automatic.state()
    assert [x.failed for x in state.folders] == [None, None]
    assert [x.present for x in state.folders] == [True, False]
    assert state.folders[1].absent_since == gone_at
    assert state.folders[1].failed is None
    assert DayMark.FAILED not in [x.mark for x in state.history]
    shutil.move(tmp_path / "drawer", places[1])
    (run,) = core.automatic.run_due(Moment.TICK)
    assert run.folder == places[1]
    assert run.made is not None
    assert core.automatic.state().folders[1].absent_since is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_refuses_is_a_failure_and_tried_again_after_an_hour(
    core: Core, places: list[Path], clock: Clock
) -> None:
    places[0].chmod(0o500)
    refused, made = core.automatic.run_now()
    assert isinstance(refused.error, FolderUnwritable)
    assert made.made is not None
    state = core.automatic.state()
    assert state.folders[0].failed == "folder_unwritable"
    assert core.automatic.run_due(Moment.TICK) == ()
    places[0].chmod(0o700)
    clock.at += timedelta(hours=1)
    (again,) = core.automatic.run_due(Moment.TICK)
    assert again.made is not None
    assert core.automatic.state().folders[0].failed is None


def test_what_was_missed_is_made_at_the_next_start(
    core: Core, places: list[Path], clock: Clock
) -> None:
    core.automatic.run_now()
    fill(core, 1, start=3)
    clock.at += 5 * DAY
    runs = core.automatic.run_due(Moment.START)
    assert [x.occasion for x in runs] == [Occasion.MISSED, Occasion.MISSED]
    assert core.automatic.run_due(Moment.TICK) == ()


def test_closing_backs_up_what_was_changed_and_nothing_else(core: Core, places: list[Path]) -> None:
    core.automatic.run_now()
    assert core.automatic.run_due(Moment.CLOSING) == ()
    fill(core, 1, start=3)
    assert len(core.automatic.run_due(Moment.CLOSING)) == 2


def test_after_so_many_changes_one_is_made(core: Core, places: list[Path]) -> None:
    core.automatic.set_rules(Rules(after_changes=2))
    core.automatic.run_now()
    fill(core, 1, start=3)
    assert core.automatic.run_due(Moment.TICK) == ()
    fill(core, 1, start=4)
    assert {x.occasion for x in core.automatic.run_due(Moment.TICK)} == {Occasion.CHANGES}


def test_a_clock_that_jumps_back_neither_stops_backups_nor_lets_the_newest_go(
    core: Core, places: list[Path], clock: Clock
) -> None:
    clock.at += 400 * DAY
    core.automatic.run_now(Occasion.SCHEDULER)
    clock.at -= 400 * DAY
    fill(core, 1, start=3)
    runs = core.automatic.run_due(Moment.TICK)
    assert [x.made is not None for x in runs] == [True, True]
    state = core.automatic.state()
    assert state.last is not None
    assert state.last.invoices == 4
    assert (state.days, state.changes) == (0, 0)
    assert core.automatic.run_due(Moment.TICK) == ()


def test_old_automatic_backups_go_and_those_made_by_hand_stay(
    core: Core, places: list[Path], clock: Clock
) -> None:
    core.automatic.remove_folder(places[1])
    core.automatic.run_now(Occasion.HAND)
    for n in range(10):
        clock.at += timedelta(hours=1)
        fill(core, 1, start=3 + n)
        core.automatic.run_now(Occasion.CHANGES)
    left = files(places[0])
    assert len(left) == 2
    assert core.automatic.state().last is not None
    assert len(core.backups.known()) == 2


def test_a_cancelled_backup_leaves_nothing(core: Core, places: list[Path]) -> None:
    def stop(progress: Progress) -> None:
        if progress.step == "prove":
            raise Cancelled

    with pytest.raises(Cancelled):
        core.automatic.run_now(report=stop)
    assert [files(place) for place in places] == [[], []]
    assert core.automatic.state().last is None


def test_no_folder_within_the_ledger_or_that_is_not_there_is_taken(
    core: Core, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(BackupInFolder):
        core.automatic.add_folder(folder)
    with pytest.raises(FolderUnwritable):
        core.automatic.add_folder(tmp_path / "nowhere")
    assert core.automatic.folders() == ()


def test_rules_and_folders_are_remembered(
    core: Core, places: list[Path], folder: Path, keys: MemoryKeys
) -> None:
    rules = Rules(daily=False, after_changes=7, rehearsals=False)
    core.automatic.set_rules(rules)
    core.close()
    again = Core.open(folder, keys, by="tester")
    assert again.automatic.rules() == rules
    assert again.automatic.folders() == tuple(places)
    again.close()


def test_what_a_restore_put_aside_is_no_backup_of_what_lives_now(
    core: Core, places: list[Path], folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    older = core.automatic.run_now()[0].made
    assert older is not None
    fill(core, 5, start=3)
    clock.at += timedelta(hours=1)
    core.automatic.run_now()
    core.close()
    restoring.restore(older.file, folder, keys, now=clock, by="tester")
    again = Core.open(folder, keys, now=clock, by="tester")
    state = again.automatic.state()
    assert state.last is not None
    assert state.last.file.name == older.file.name
    assert state.changes == 0
    assert state.undo
    assert state.history[-1].mark is DayMark.MADE
    fill(again, 1, start=20)
    assert again.automatic.state().changes == 1
    again.close()


def test_while_one_is_made_none_is_due(core: Core, places: list[Path]) -> None:
    seen: list[int] = []

    def meanwhile(progress: Progress) -> None:
        if not seen:
            seen.append(len(core.automatic.run_due(Moment.TICK)))

    core.automatic.run_now(report=meanwhile)
    assert seen == [0]
    assert [len(files(place)) for place in places] == [1, 1]


def test_a_folder_is_named_once_whatever_way_leads_to_it(
    core: Core, places: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "way").symlink_to(places[0])
    core.automatic.add_folder(tmp_path / "way")
    assert core.automatic.folders() == tuple(places)


def test_backups_that_somebody_deleted_are_none_and_are_made_again(
    core: Core, places: list[Path], clock: Clock
) -> None:
    core.automatic.run_now()
    clock.at += timedelta(hours=1)
    core.automatic.run_now()
    max(places[0].iterdir()).unlink()
    state = core.automatic.state()
    assert state.folders[0].last is not None
    assert state.folders[0].last.made_at < clock.at
    for place in places:
        shutil.rmtree(place)
        place.mkdir()
    state = core.automatic.state()
    assert (state.last, state.days) == (None, None)
    runs = core.automatic.run_due(Moment.TICK)
    assert [x.made is not None for x in runs] == [True, True]


def test_another_stick_in_the_place_of_the_first_gets_its_backup(
    core: Core, places: list[Path], tmp_path: Path
) -> None:
    core.automatic.run_now()
    shutil.move(places[1], tmp_path / "drawer")
    places[1].mkdir()
    (run,) = core.automatic.run_due(Moment.TICK)
    assert run.made is not None
    assert files(places[1]) != []


def test_no_restore_lets_go_of_the_backup_that_it_is_about_to_restore(
    core: Core, places: list[Path], folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    core.automatic.remove_folder(places[1])
    chosen = core.automatic.run_now(Occasion.CHANGES)[0].made
    assert chosen is not None
    fill(core, 1, start=3)
    core.close()
    clock.at += timedelta(hours=1)
    done = restore_folder(chosen.file, folder, keys, keeper=None, now=clock)
    assert done.invoices == 3
    assert done.saved is not None
    assert {chosen.file, done.saved} <= set(places[0].iterdir())


def test_the_days_of_the_status_line_are_those_of_the_page(
    core: Core, places: list[Path], folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    assert core.automatic.days() is None
    older = core.automatic.run_now()[0].made
    assert older is not None
    clock.at += 3 * DAY
    fill(core, 1, start=3)
    core.automatic.run_now()
    core.close()
    clock.at += DAY
    restoring.restore(older.file, folder, keys, now=clock, by="tester")
    again = Core.open(folder, keys, now=clock, by="tester")
    assert again.automatic.days() == again.automatic.state().days == 4
    again.close()


def test_a_stick_pulled_out_midway_costs_its_backup_alone_and_keeps_no_half(
    core: Core, places: list[Path], clock: Clock, tmp_path: Path
) -> None:
    before = [run.made.file for run in core.automatic.run_now() if run.made]
    fill(core, 1, start=3)
    clock.at += DAY

    def pull(progress: Progress) -> None:
        if progress.step == "prove" and any("partial" in name for name in files(places[1])):
            places[1].rename(tmp_path / "pulled")

    made, pulled = core.automatic.run_now(report=pull)
    assert made.made is not None
    assert pulled.error is not None
    state = core.automatic.state()
    assert state.last == next(x.last for x in state.folders if x.present)
    assert before[1].name in files(tmp_path / "pulled")
    (tmp_path / "pulled").rename(places[1])
    clock.at += DAY
    (run,) = core.automatic.run_due(Moment.TICK)
    assert run.made is not None
    assert [Path(name).suffix for name in files(places[1])] == [".piaohe", ".piaohe"]
