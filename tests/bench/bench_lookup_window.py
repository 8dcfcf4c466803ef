"""The lookup in the window on many invoices, beside the service without a window.

`first paint`: from the click on the rail to a table with its first rows painted. `keystroke`:
from a key in the search field to a painted table with the rows of it, p95 over typed words.
`jump`: from the End key to the painted last rows. `longest wait`: the longest time in which the
event loop did nothing else, over all of it. `peak`: the memory of the window's process. `CPU` is
what of it this process worked, for a machine on which others work too. `soon` is of a window
whose other screens are still to be made.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from core.secrets import Key
from tests.bench.ledgers import ledger

CHILD = Path(__file__).with_name("lookup_child.py")
LIMITS = {
    "first paint": 150,
    "keystroke p95": 100,
    "jump to the end": 100,
    "longest wait": 50,
    "peak MB": 400,
}


def run(sizes: Sequence[int]) -> None:
    """Print the figures for ledgers of these sizes."""
    for size in sizes:
        folder, key = ledger(size)
        figures: dict[str, list[float]] = {}
        for how in ([], ["soon"]):
            for line in _driven(folder, key, how).splitlines():
                name, _, value = line.rpartition(" ")
                figures.setdefault(name, []).append(float(value))
        _say(size, figures)


def _driven(folder: Path, key: Key, how: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, str(CHILD), str(folder), *how],
        input=key.hex + "\n",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return done.stdout


def _say(size: int, figures: dict[str, list[float]]) -> None:
    print(f"lookup in the window, {size:,} invoices")
    for when in ("", ", soon"):
        keys = sorted(figures.pop(f"keystroke{when}"))
        figures[f"keystroke p50{when}"] = [statistics.median(keys)]
        figures[f"keystroke p95{when}"] = [keys[round(0.95 * (len(keys) - 1))]]
        worked = sorted(figures.pop(f"keystroke{when}, CPU"))
        figures[f"keystroke p95{when}, CPU"] = [worked[round(0.95 * (len(worked) - 1))]]
    for name, values in figures.items():
        limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
        print(f"  {name:<22} {max(values):7.1f}{limit}", flush=True)


if __name__ == "__main__":
    run([10_000, 100_000, 1_000_000])
