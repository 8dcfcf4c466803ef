"""A backup, restore, undo, migration, re-keying or import that is killed has lost nothing.

The long run, with 200 kills each, is `dev.py bench survival`.
"""

import random
from pathlib import Path

import pytest

from tests.survival.killing import AFTER, Scene, make_scenes, run_order

KILLS = 8
"""At random moments of each order's whole time; and one before every touch of the disk."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    return make_scenes(tmp_path_factory.mktemp("scenes"))


@pytest.mark.parametrize("name", AFTER)
def test_a_kill_before_any_touch_of_the_disk_loses_nothing(
    name: str, scenes: dict[str, Scene], tmp_path: Path
) -> None:
    scene = scenes[name]
    whole = run_order(name, scene.copy(tmp_path / "scene"))
    assert whole.touches
    chosen = range(1, whole.touches + 1)
    for touch in sorted(random.Random(name).sample(chosen, min(12, len(chosen)))):
        place = scene.copy(tmp_path / "scene")
        assert run_order(name, place, touch=touch).touches is None
        AFTER[name](scene, place)


@pytest.mark.parametrize("name", AFTER)
def test_a_kill_at_any_moment_loses_nothing(
    name: str, scenes: dict[str, Scene], tmp_path: Path
) -> None:
    scene, moments = scenes[name], random.Random(20261124)
    whole = max(run_order(name, scene.copy(tmp_path / "scene")).seconds for _ in range(2))
    AFTER[name](scene, scene.copy(tmp_path / "scene"))
    for kill in range(KILLS):
        place = scene.copy(tmp_path / "scene")
        share = (kill + moments.random()) / KILLS
        run_order(name, place, seconds=whole * share)
        AFTER[name](scene, place)
