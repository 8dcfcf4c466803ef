"""A disk that is full at any write of any work: said clearly, and nothing is lost.

The long run, in finer steps, is `dev.py bench survival`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keeping import MOUNTING, can
from tests.survival.killing import Scene, make_scenes
from tests.survival.small_disk import AFTER

ROOT = Path(__file__).resolve().parents[2]
CLEAR = {"disk_full", "no_room", "folder_unwritable", None}


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    return make_scenes(tmp_path_factory.mktemp("scenes"))


@pytest.mark.skipif(not can(*MOUNTING), reason="needs `unshare`, and leave to mount a small disk")
@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("backup", 256),
        ("restore", 256),
        ("undo", 64),
        ("migration", 384),
        ("rekey", 384),
        ("import", 128),
        ("entry", 512),
        ("drop", 768),
    ],
)
def test_a_full_disk_is_said_and_loses_nothing(
    name: str, step: int, scenes: dict[str, Scene]
) -> None:
    root = scenes.get(name, scenes["import"]).root
    here = [str(root), str(step), name]
    done = subprocess.run(
        ["unshare", *MOUNTING, sys.executable, "-m", "tests.survival.small_disk", *here],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    tries = [json.loads(line) for line in done.stdout.splitlines()]
    assert [x for x in tries if x["wrong"]] == []
    assert {x["code"] for x in tries} <= CLEAR
    assert any(x["code"] for x in tries)
    assert any(x["code"] is None for x in tries)
    ledgers = {"restore", "undo", "migration", "rekey", "import", "entry", "drop"}
    assert set(AFTER) == {"backup"} | ledgers
