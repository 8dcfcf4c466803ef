"""Killing the program in the middle of its work, and looking at what is left.

A scene is a data folder with a live log that a killed program left, a keyring, an older backup, a
workbook. Each order works on a copy of its scene in a child process, is killed, and the copy is
then opened as the user would open it.
"""

import multiprocessing
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from core.app import Core, create_folder
from core.domain.covering import Stated
from core.domain.invoice import Entered, EntryMethod, Invoice
from core.domain.record import Record
from core.files.ledger_writer import write_ledger
from core.progress import ignore
from core.services.restoring import restore, undo
from core.store import backup
from core.store.generations import is_folder, read_current
from tests.data.bureau_maker import export, records
from tests.invoices import draft
from tests.keeping import (
    Held,
    add_originals,
    broken,
    fill,
    held,
    held_in,
    held_later,
    later_migrations,
)
from tests.ledgers import COMPANY, NOW, now
from tests.survival.entering import enter_until_killed
from tests.survival.orders import NEWER, Place, carry_out

ROWS = 1_000
KEPT = 50
"""How many records the newer export lacks, and how many it has more."""
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    ["alembic.command", "tests.survival.entering", "tests.survival.orders"]
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What an order finds: `before` is all that was acknowledged, `older` what the backup holds."""

    root: Path
    before: Held
    older: Held

    def copy(self, root: Path) -> Place:
        """Set the scene up once more."""
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.root, root)
        return place_of(root)


def place_of(root: Path) -> Place:
    """Where things stand in a scene."""
    return Place(
        root / "ledger",
        root / "keys.json",
        root / "backups",
        next((root / "backups").glob("*.piaohe"), None),
        root / "book.xlsx",
        root / "migrations",
        root / "2026年1月.xlsx",
    )


def make_scenes(root: Path) -> dict[str, Scene]:
    """Make the scene of every order."""
    place = place_of(root / "scene")
    place.backups.mkdir(parents=True)
    create_folder(place.folder, COMPANY, place.keys, now=now, by="t")
    older = _some_work(place)
    _die_while_entering(place)
    write_ledger(root / "scene" / "book.xlsx", rows())
    place.export.write_bytes(export(theirs()[KEPT:]))  # type: ignore[union-attr]
    later_migrations(root / "scene")
    wal = place.folder / "generations" / "1" / "ledger.db-wal"
    assert wal.stat().st_size > 0
    shutil.copytree(root / "scene", root / "looked-at")
    before = held_in(root / "looked-at" / "ledger", place.keys)
    scene = Scene(root / "scene", before, older)
    undoing = scene.copy(root / "undoing")
    assert undoing.backup
    restore(undoing.backup, undoing.folder, undoing.keys, now=now, by="t", keeper=undoing.keys)
    tidying = scene.copy(root / "tidying")
    assert tidying.backup
    for _ in range(4):
        restore(tidying.backup, tidying.folder, tidying.keys, now=now, by="t")
    names = ("backup", "restore", "new folder", "migration", "rekey", "import", "records")
    scenes = dict.fromkeys(names, scene)
    return scenes | {
        "undo": replace(scene, root=root / "undoing"),
        "tidying": replace(scene, root=root / "tidying", before=older),
    }


def rows() -> list[Invoice]:
    """The invoices of the workbook."""
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    return [draft(n, entered=mark).complete() for n in range(500_000, 500_000 + ROWS)]


def theirs() -> list[Record]:
    """What the tax bureau has; the export that is brought in lacks the first ones."""
    return list(records(ROWS + KEPT))


def _some_work(place: Place) -> Held:
    core = Core.open(place.folder, place.keys, now=now, by="t")
    first = place.folder.parent / "一月.xlsx"
    first.write_bytes(export(theirs()[:ROWS]))
    core.imports.run([first], stated=Stated(made=date(2026, 2, 20)))
    fill(core, 40)
    add_originals(core._ledger.file, core._ledger.key, 3, 200_000)
    core.backups.make(place.backups)
    older = held(core)
    fill(core, 20, 40)
    core.close()
    return older


def _die_while_entering(place: Place) -> None:
    key = place.keys.get(read_current(place.folder).key_id)
    ours, theirs = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(
        target=enter_until_killed, args=(str(place.folder), key.bytes, 10_000, theirs)
    )
    child.start()
    for _ in range(5):
        ours.recv()
    child.kill()
    child.join()


@dataclass(frozen=True, slots=True)
class Death:
    """How an order ended: after so many seconds, or at the end with so many touches."""

    seconds: float
    touches: int | None


def run_order(
    name: str, place: Place, *, seconds: float | None = None, touch: int | None = None
) -> Death:
    """Start an order and kill it after a time, or before a touch of the disk, or let it end."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=carry_out, args=(name, place, touch, theirs))
    child.start()
    theirs.close()
    started, touches = time.monotonic(), None
    try:
        assert ours.recv() == "begun"
        started = time.monotonic()
        touches = _heard(ours, seconds)
    except EOFError:
        pass
    if seconds is not None and child.is_alive():
        child.kill()
    child.join()
    return Death(time.monotonic() - started, touches)


def _heard(pipe: Connection, seconds: float | None) -> int | None:
    if pipe.poll(seconds):
        return int(pipe.recv())
    return None


def after_backup(scene: Scene, place: Place) -> None:
    """Nothing entered is lost, a backup that has its name is whole, and the next one tidies up."""
    assert held_in(place.folder, place.keys) == scene.before
    core = Core.open(place.folder, place.keys, now=now, by="t")
    for file in place.backups.glob("*.piaohe"):
        backup.prove(file, core._ledger.key, ignore)
    core.backups.make(place.backups)
    core.close()
    assert [x.name for x in place.backups.iterdir() if x.suffix != ".piaohe"] == []


def after_tidying(scene: Scene, place: Place) -> None:
    """No half of a generation is left, and the one that undo returns to is whole."""
    after_backup(scene, place)
    assert sorted(x.name for x in (place.folder / "generations").iterdir()) == ["3", "4", "5"]
    undo(place.folder, place.keys, now=now, by="t")
    assert held_in(place.folder, place.keys) == scene.before


def after_restore(scene: Scene, place: Place) -> None:
    """The restore is whole, or has not happened."""
    assert held_in(place.folder, place.keys) in (scene.before, scene.older)
    _nothing_half_made(place)


def after_new_folder(scene: Scene, place: Place) -> None:
    """The new folder is whole, or the restore is simply done again; the ledger is untouched."""
    assert place.backup
    if not is_folder(place.new):
        restore(place.backup, place.new, place.keys, now=now, by="t")
    assert held_in(place.new, place.keys) == scene.older
    assert held_in(place.folder, place.keys) == scene.before


def after_migration(scene: Scene, place: Place) -> None:
    """The later version opens it with every record; or the earlier one still does."""
    if read_current(place.folder).generation == 1:
        assert held_in(place.folder, place.keys) == scene.before
    assert place.migrations
    assert held_later(place.folder, place.keys, place.migrations) == scene.before[0]
    _nothing_half_made(place)


def after_rekey(scene: Scene, place: Place) -> None:
    """A key at hand opens it, and no key is left over that opens nothing."""
    assert held_in(place.folder, place.keys) == scene.before
    _nothing_half_made(place)
    current = read_current(place.folder)
    assert len(place.keys.held) == current.generation


def after_import(scene: Scene, place: Place) -> None:
    """What was there is there; the import done again brings in the rest."""
    assert place.workbook
    core = Core.open(place.folder, place.keys, now=now, by="t")
    assert broken(core) == []
    there = held(core)[0]
    assert set(scene.before[0]) <= set(there)
    assert len(there) - len(scene.before[0]) in (0, ROWS)
    done = core.imports.run([place.workbook])
    assert (done.added + done.unchanged, done.rejected) == (ROWS, [])
    core.close()


def after_records(scene: Scene, place: Place) -> None:
    """All of the export is in, or nothing of it; done again it is all in."""
    assert place.export
    core = Core.open(place.folder, place.keys, now=now, by="t")
    assert broken(core) == []
    came = len(core.reconciliation.imports()) == 2
    assert _records(core) == ((ROWS, KEPT) if came else (ROWS, 0))
    assert len(core.reconciliation.news()) == (KEPT if came else 0)
    done = core.imports.run([place.export], stated=Stated(made=NEWER))
    assert done.records.added == (0 if came else KEPT)
    assert _records(core) == (ROWS, KEPT)
    assert set(scene.before[0]) <= set(held(core)[0])
    core.close()


def _records(core: Core) -> tuple[int, int]:
    """How many records the newest lists hold, and how many they lack."""
    with core._ledger.store.reading() as work:
        found = work.records.load(range(1, 2 * ROWS + KEPT))
        count = work.records.count()
    return count, sum(x.gone for x in found)


def _nothing_half_made(place: Place) -> None:
    current = read_current(place.folder)
    found = {x.name for x in (place.folder / "generations").iterdir()}
    assert found == {str(n) for n in range(1, current.highest + 1)}
    assert not list(place.folder.glob("*.partial"))


AFTER: dict[str, Callable[[Scene, Place], None]] = {
    "backup": after_backup,
    "tidying": after_tidying,
    "restore": after_restore,
    "new folder": after_new_folder,
    "undo": after_restore,
    "migration": after_migration,
    "rekey": after_rekey,
    "import": after_import,
    "records": after_records,
}
