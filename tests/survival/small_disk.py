"""A disk that fills up, at any size and at any moment of the work.

Run as `unshare --user --map-root-user --mount python -m tests.survival.small_disk ROOT STEP NAME`,
with ROOT a scene of tests/survival/killing.py: it carries out the order on file systems of growing
size, STEP KiB apart, until it succeeds; then with room at first and a disk that is filled at each
report. After each try the disk is made larger, and the folder must be whole. Prints one JSON line
a try: the size, the report at which it was filled, the code of the error, what is wrong.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.query import Query
from core.errors import AppError
from core.files import Found
from core.progress import Progress, Report, ignore
from core.store import backup
from core.store.generations import is_folder, read_current
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import draft
from tests.keeping import broken, held, held_in, held_later
from tests.ledgers import now
from tests.survival.killing import place_of
from tests.survival.orders import ORDERS, Order, Place

ENOUGH = 64_000
FIRST = 900_000


def enter(place: Place, report: Report) -> None:
    """Enter until the disk is full, or a hundred are kept; says each one that is acknowledged."""
    core = Core.open(place.folder, place.keys, now=now, by="child")
    try:
        for n in range(FIRST, FIRST + 100):
            core.entry.add(draft(n, remark="长备注" * 500), EntryMethod.MANUAL)
            report(Progress("enter", n))
    finally:
        core.close()


DROPPED = range(FIRST + 1_000, FIRST + 1_040)
"""The invoices of the files that are dropped: two files each, of some 40 KB and 1 KB."""


def drop(place: Place, report: Report) -> None:
    """Drop files of invoices."""
    core = Core.open(place.folder, place.keys, now=now, by="child")
    try:
        core.imports.take(dropped(), report=report)
    finally:
        core.close()


def dropped() -> list[Found]:
    pairs = ((as_xml(draft(n)), as_picture(draft(n))) for n in DROPPED)
    padding = b"<!--" + b"x" * 40_000 + b"-->"
    return [
        Found(f"{n}.{place}", data if place else data + padding)
        for n, pair in enumerate(pairs)
        for place, data in enumerate(pair)
    ]


ALL: dict[str, Order] = ORDERS | {"entry": enter, "drop": drop}


def main(root: Path, step: int, name: str) -> None:
    """Try every size, then every report."""
    scene = place_of(root)
    disk = root.parent / f"disk-{name}"
    disk.mkdir(exist_ok=True)
    size = 0 if name == "backup" else _size(scene.folder) // 1024
    steps: list[Progress] = []
    while _try(name, scene, disk, size, steps.append):
        steps.clear()
        size += step
    for report in range(0, len(steps), 1 + len(steps) // 10):
        _try(name, scene, disk, ENOUGH, _full_at(report, disk), report)


def _full_at(last: int, disk: Path) -> Report:
    seen = 0

    def fill(_: Progress) -> None:
        nonlocal seen
        if seen == last:
            with suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
                for length in (1 << 20, 4096, 1):
                    with suppress(OSError):
                        while True:
                            file.write(bytes(length))
        seen += 1

    return fill


def _try(
    name: str, scene: Place, disk: Path, size: int, report: Report, filled: int | None = None
) -> bool:
    """Carry out the order on a disk of so many KiB; say whether it was refused."""
    with _mounted(disk, size if filled is None else ENOUGH):
        place, heard = _set_up(name, scene, disk, size), []

        def hear(progress: Progress) -> None:
            heard.append(progress)
            report(progress)

        code = None
        try:
            ALL[name](place, hear)
        except AppError as error:
            code = error.code
        (disk / "filler").unlink(missing_ok=True)
        subprocess.run(["mount", "-o", f"remount,size={ENOUGH * 2}k", str(disk)], check=True)
        wrong = _wrong(lambda: AFTER[name](scene, place, code, heard))
    print(json.dumps({"kib": size, "filled": filled, "code": code, "wrong": wrong}), flush=True)
    return code is not None


@contextmanager
def _mounted(disk: Path, size: int) -> Iterator[None]:
    options = f"size={max(size, 4)}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _set_up(name: str, scene: Place, disk: Path, size: int) -> Place:
    """Put what the order writes to on the small disk, and the rest beside it."""
    beside = disk.parent / f"beside-{name}"
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(scene.folder.parent, beside)
    place = place_of(beside)
    if name == "backup":
        return replace(place, backups=disk)
    shutil.copytree(place.folder, disk / "ledger")
    return replace(place, folder=disk / "ledger")


def _size(folder: Path) -> int:
    """Bytes on a disk of pages."""
    files = [x for x in folder.rglob("*") if x.is_file()]
    return sum(-(-x.stat().st_size // 4096) * 4096 for x in files)


def _wrong(look: Callable[[], None]) -> str | None:
    try:
        look()
    except (AssertionError, AppError, RuntimeError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def _before(scene: Place) -> Path:
    """The scene, opened once more in a copy: opening it folds its log into the file."""
    root = scene.folder.parent.with_name(f"looked-at-{scene.folder.parent.name}")
    if not root.exists():
        shutil.copytree(scene.folder.parent, root)
    return root / "ledger"


def _after_backup(scene: Place, place: Place, code: str | None, _: list[Progress]) -> None:
    assert held_in(place.folder, place.keys) == held_in(_before(scene), scene.keys), "records"
    kept = [x for x in place.backups.iterdir() if x.name != "filler"]
    assert len(kept) == (0 if code else 1), "a refused backup leaves nothing"
    key = place.keys.get(read_current(place.folder).key_id)
    for file in kept:
        backup.prove(file, key, ignore)


def _after_ledger(scene: Place, place: Place, code: str | None, _: list[Progress]) -> None:
    """Refused, the ledger is as it was; else what it should have become."""
    if code is None:
        assert is_folder(place.folder)
        held_in(place.folder, place.keys)
        return
    assert held_in(place.folder, place.keys) == held_in(_before(scene), scene.keys), "records"
    current = read_current(place.folder)
    there = {x.name for x in (place.folder / "generations").iterdir()}
    assert there == {str(n) for n in range(1, current.highest + 1)}, "half a generation"
    assert len(place.keys.held) == 1, "a key that opens nothing"
    assert not list(place.folder.glob("*.partial")), "half a word"


def _after_migration(scene: Place, place: Place, code: str | None, heard: list[Progress]) -> None:
    if code:
        _after_ledger(scene, place, code, heard)
    assert place.migrations
    expected = held_in(_before(scene), scene.keys)[0]
    assert held_later(place.folder, place.keys, place.migrations) == expected


def _after_import(scene: Place, place: Place, code: str | None, _: list[Progress]) -> None:
    before = set(held_in(_before(scene), scene.keys)[0])
    core = Core.open(place.folder, place.keys, now=now, by="t")
    assert broken(core) == []
    there = set(held(core)[0])
    assert before <= there
    assert place.workbook
    done = core.imports.run([place.workbook])
    assert done.rejected == []
    assert code or done.added == 0, "an import that said nothing brought in everything"
    core.close()


def _after_entry(scene: Place, place: Place, _: str | None, heard: list[Progress]) -> None:
    before = set(held_in(_before(scene), scene.keys)[0])
    core = Core.open(place.folder, place.keys, now=now, by="t")
    assert broken(core) == []
    there = core.lookup.find(Query(), 10**6).invoices
    names = {x.key.name for x in there}
    assert before <= set(there)
    assert {draft(x.done).complete().key.name for x in heard} <= names, "acknowledged"
    assert len(there) <= len(before) + len(heard) + 1
    core.close()


def _after_drop(scene: Place, place: Place, code: str | None, _: list[Progress]) -> None:
    before = set(held_in(_before(scene), scene.keys)[0])
    core = Core.open(place.folder, place.keys, now=now, by="t")
    assert broken(core) == []
    assert before <= set(held(core)[0])
    done = core.imports.take(dropped())
    assert done.rejected == []
    assert code or done.added == 0, "an import that said nothing brought in everything"
    for n in DROPPED:
        assert len(core.originals.of(draft(n).number or "")) == 2
    core.close()


AFTER: dict[str, Callable[[Place, Place, str | None, list[Progress]], None]] = {
    "backup": _after_backup,
    "restore": _after_ledger,
    "undo": _after_ledger,
    "migration": _after_migration,
    "rekey": _after_ledger,
    "import": _after_import,
    "entry": _after_entry,
    "drop": _after_drop,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
