"""A disk that is full when an answer comes: it is said, and the question counts as asked."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.app import Core
from core.domain.invoice import EntryMethod
from core.errors import DiskFull
from tests.invoices import draft
from tests.keeping import MOUNTING, FileKeys, broken, can
from tests.ledgers import now
from tests.verifying import MATCHES, Clock, error, opened, running, set_up

ROOT = Path(__file__).resolve().parents[2]
LONG = "長" * 200_000


@pytest.mark.skipif(not can(*MOUNTING), reason="needs `unshare`, and leave to mount a small disk")
def test_an_answer_that_could_not_be_kept_is_held_and_its_question_not_repeated(
    core: Core, folder: Path, tmp_path: Path
) -> None:
    FileKeys(tmp_path / "keyring").put(core.key_id, core._ledger.key)
    names = [core.entry.add(draft(n), EntryMethod.MANUAL).key.name for n in range(3)]
    core.close()
    small = tmp_path / "small"
    small.mkdir()
    mount = f'mount -t tmpfs -o size=12m tmpfs "{small}"; exec "$@"'
    command = [
        sys.executable,
        "-m",
        "tests.survival.test_answer_full_disk",
        str(folder),
        str(small),
    ]
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
    said = json.loads(done.stdout)
    assert said["full"] is True
    assert said["asked"] == names
    assert said["waiting"] == {names[1]: "maybe_charged"}
    assert said["broken"] == []


def main(folder: Path, small: Path) -> dict[str, Any]:
    """Fill the disk while the second is asked about; make room, and go on."""
    place = Path(shutil.copytree(folder, small / "ledger"))
    clock, filler = Clock(now()), small / "filler"
    with running() as service, opened(place, FileKeys(folder.parent / "keyring"), clock) as core:
        set_up(core, service)
        second = core.verification.waiting()[1].key

        def filling(_: str) -> Any:
            with filler.open("wb", buffering=0) as file:
                try:
                    while file.write(bytes(65536)):
                        pass
                except OSError:
                    pass
            return error("NobodyKnows") | {"More": LONG}

        service.answers[second] = filling
        full = False
        try:
            core.verification.work_off()
        except DiskFull:
            full = True
        filler.unlink()
        service.answers = {second: MATCHES}
        core.verification.work_off()
        waiting = {x.key: x.hold for x in core.verification.waiting()}
        return {
            "full": full,
            "asked": service.asked,
            "waiting": waiting,
            "broken": broken(core),
        }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
