"""Importing a folder of mixed files: files a second into the store, its memory, and how long
the window waits beside it.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from core.files import read, walk
from tests.data.mixed_files import write_mixed

FILES = 1_000


def run(sizes: Sequence[int]) -> None:
    """Print the figures for a thousand files, and for ten thousand where the sizes reach so far."""
    for count in (FILES, 10 * FILES):
        if count <= max(sizes):
            _measure(count)


def _measure(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="piaohe-bench-") as place:
        write_mixed(Path(place) / "drop", count)
        started = time.perf_counter()
        for found in walk([Path(place) / "drop"]):
            read(found.data)
        floor = time.perf_counter() - started
        print(f"{count:,} mixed files, bare reading in one process: {floor:.1f} s", flush=True)
        # a process of its own, for this one holds what made the files
        child = [sys.executable, "-m", "tests.bench.importing_child", place]
        subprocess.run(child, check=True)
        if count == FILES:
            shutil.rmtree(Path(place) / "ledger")
            waiting = [sys.executable, "-m", "tests.bench.waiting_child", place]
            subprocess.run(waiting, check=True)
