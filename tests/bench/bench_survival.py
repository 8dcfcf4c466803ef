"""The long run of survival: kills, full disks, spoilt backups. Not timed; what is lost is a bug.

Its portions in the suite are tests/survival/test_backup_*.py.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core.app import create_folder
from core.store.generations import read_current, switch
from tests.keeping import MOUNTING, FileKeys, can, held_in
from tests.ledgers import COMPANY, now
from tests.survival.killing import AFTER, Scene, make_scenes, run_order
from tests.survival.small_disk import AFTER as ON_SMALL_DISK
from tests.survival.spoiling import refusals, two_versions

KILLS = 200
SPOILT = 1_000
STEP = 64
"""KiB between two sizes of the small disk."""
ROOT = Path(__file__).resolve().parents[2]


def run(_: Sequence[int]) -> None:
    """Print what was survived; raises AssertionError with what was not."""
    with tempfile.TemporaryDirectory(prefix="piaohe-survival-") as made:
        place = Path(made)
        scenes = make_scenes(place / "scenes")
        for name, scene in scenes.items():
            _kill(name, scene, place / "killed")
        for name in ON_SMALL_DISK:
            _fill_the_disk(name, scenes.get(name, scenes["import"]))
        _spoil(place / "spoilt")


def _kill(name: str, scene: Scene, root: Path) -> None:
    ends = [run_order(name, scene.copy(root)) for _ in range(5)]
    seconds, touches = max(x.seconds for x in ends), ends[0].touches or 0
    for touch in range(1, touches + 1):
        place = scene.copy(root)
        run_order(name, place, touch=touch)
        AFTER[name](scene, place)
    chance, unfinished = random.Random(name), 0
    for kill in range(KILLS):
        place = scene.copy(root)
        moment = seconds * (kill + chance.random()) / KILLS
        unfinished += run_order(name, place, seconds=moment).touches is None
        AFTER[name](scene, place)
    print(
        f"{name}: {KILLS} kills spread over its {seconds:.2f} s ({unfinished} before its "
        f"end) and one before each of its {touches} touches of the disk: nothing lost",
        flush=True,
    )


def _fill_the_disk(name: str, scene: Scene) -> None:
    if not can(*MOUNTING):
        print(f"{name}: no full disk, for this system lets us mount none")
        return
    here = [str(scene.root), str(STEP), name]
    done = subprocess.run(
        ["unshare", *MOUNTING, sys.executable, "-m", "tests.survival.small_disk", *here],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    tries = [json.loads(line) for line in done.stdout.splitlines()]
    assert not [x for x in tries if x["wrong"]], tries
    codes = Counter(str(x["code"] or "done") for x in tries)
    said = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
    print(f"{name} on {len(tries)} small disks: {said}; nothing lost", flush=True)


def _spoil(place: Path) -> None:
    place.mkdir()
    folder, keys = place / "ledger", FileKeys(place / "keys.json")
    create_folder(folder, COMPANY, keys, now=now, by="t")
    newer, other = two_versions(folder, keys, place / "backups")
    before, found = held_in(folder, keys), Counter[str]()
    for way, code in refusals(newer, other, folder, keys, SPOILT, seed=3):
        found[f"{way}: {code or 'harmless'}"] += 1
        if code is None:  # what was spoilt is a page that holds nothing
            assert held_in(folder, keys) == before
            switch(folder, 1)
        assert read_current(folder).generation == 1
    print(f"{found.total()} spoilt backups: " + ", ".join(f"{k} {v}" for k, v in found.items()))
