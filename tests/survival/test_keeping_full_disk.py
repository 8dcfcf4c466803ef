"""Full disks: automatic backups, a rehearsal and an archive say so, and leave nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.app import Core
from core.domain.query import Query
from tests.keeping import MOUNTING, FileKeys, add_originals, can, fill

ROOT = Path(__file__).resolve().parents[2]

CHILD = """
import json, sys
from pathlib import Path
from core.app import Core
from core.errors import AppError
from tests.keeping import FileKeys, broken
from tests.ledgers import now
from words.archive import write_papers

folder, small, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
core = Core.open(folder, FileKeys(folder.parent / "keyring"), now=now, by="child")
said = {}
try:
    if what == "automatic":
        runs = core.automatic.run_now()
        said["errors"] = [run.error.code if run.error else None for run in runs]
        state = core.automatic.state()
        said["failed"] = [x.failed for x in state.folders]
        said["marks"] = state.history[-1].mark
    if what == "archive":
        core.archiving.run(2026, small / "2026", papers=write_papers)
except AppError as error:
    said["code"] = error.code
said["left"] = [path.name for path in small.iterdir()]
said["broken"] = broken(core)
core.close()
print(json.dumps(said))
"""


def child(folder: Path, small: Path, what: str, size: str) -> dict[str, Any]:
    mount = f'mount -t tmpfs -o size={size} tmpfs "{small}"; exec "$@"'
    command = [sys.executable, "-c", CHILD, str(folder), str(small), what]
    done = subprocess.run(
        ["unshare", *MOUNTING, "sh", "-c", mount, "sh", *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


@pytest.fixture
def small(core: Core, tmp_path: Path) -> Path:
    """A ledger with a large original, that nobody has open; where a small disk is mounted."""
    FileKeys(tmp_path / "keyring").put(core.key_id, core._ledger.key)
    fill(core, 3)
    data = os.urandom(600_000)
    core.entry.attach(core.lookup.find(Query(), 1).invoices[0].key.name, "a.pdf", data)
    add_originals(core._ledger.file, core._ledger.key, 1, 5_000)
    places = [tmp_path / "small", tmp_path / "large"]
    for place in places:
        place.mkdir()
        core.automatic.add_folder(place)
    core.close()
    return places[0]


pytestmark = pytest.mark.skipif(
    not can(*MOUNTING), reason="needs `unshare`, and leave to mount a small disk"
)


def test_a_full_stick_is_a_failure_of_that_folder_and_the_other_has_its_backup(
    small: Path, folder: Path
) -> None:
    said = child(folder, small, "automatic", "256k")
    assert said["errors"][1] is None
    assert said["errors"][0] in ("no_room", "disk_full")
    assert said["failed"] == [said["errors"][0], None]
    assert said["marks"] == "made"
    assert (said["left"], said["broken"]) == ([], [])


@pytest.mark.parametrize("size", ["256k", "604k"])
def test_a_full_disk_leaves_no_half_of_an_archive(size: str, small: Path, folder: Path) -> None:
    said = child(folder, small, "archive", size)
    assert said["code"] == "disk_full"
    assert (said["left"], said["broken"]) == ([], [])
