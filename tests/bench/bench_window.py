"""How soon the window stands and takes a key, beside a program with an empty QMainWindow.

`first paint`: the first paint event delivered to the window. `echoed`: a key typed as soon as the
window stands can be seen in the search field, the whole window around it. `answered`: the
ledger's first invoices are in the table. Every figure is the median of openings in processes of
their own, turn by turn with the bare program's, without a screen.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.ledgers import ledger

CHILD = Path(__file__).with_name("window_child.py")
OPENINGS = 11
WARM_UP = 2
LIMITS = {"first_paint": 1.5, "echoed": 3.5}


def run(sizes: Sequence[int]) -> None:
    """Print the figures for ledgers of these sizes."""
    for size in sizes:
        folder, key = ledger(size)
        floor, ours = [], []
        for turn in range(OPENINGS + WARM_UP):
            pair = _open("bare"), _open("ours", str(folder), key=key.hex)
            if turn >= WARM_UP:
                floor.append(pair[0]["first_paint"])
                ours.append(pair[1])
        _say(size, statistics.median(floor), ours)


def _say(size: int, floor: float, ours: list[dict[str, float]]) -> None:
    print(f"window on {size:,} invoices; bare QMainWindow {floor:.0f} ms")
    for name in ours[0]:
        took = statistics.median(each[name] for each in ours)
        limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
        print(f"  {name:<12} {took:6.0f} ms  {took / floor:4.2f} x{limit}", flush=True)


def _open(*arguments: str, key: str = "") -> dict[str, float]:
    """Open one window in its own process; milliseconds from the start of the process."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(CHILD), *arguments]
    began = time.monotonic_ns()
    done = subprocess.run(
        command,
        input=key + "\n",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {name: (int(moment) - began) / 1e6 for name, moment in lines}


if __name__ == "__main__":
    run([10_000, 100_000])
