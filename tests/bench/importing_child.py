"""Imports FOLDER/drop into a new ledger, with no more in memory than the program has.

Its readers load this module anew, as they load main.py in the program, which has next to nothing at
its top: so does this one.
"""

import sys
import threading
from collections import Counter
from pathlib import Path

import psutil


def bring_in(place: Path) -> None:
    """Import twice, and print the figures."""
    from core.app import Core, create_folder
    from core.domain.company import Company
    from core.secrets import MemoryKeys

    keys = MemoryKeys()
    company = Company("北京松果文具有限公司", "91110105MA01F1CT48")
    create_folder(place / "ledger", company, keys)
    core = Core.open(place / "ledger", keys)
    with _Peak() as peak:
        done = core.imports.run([place / "drop"])
    again = core.imports.run([place / "drop"])
    core.close()
    became = Counter(result.became.value for result in done.files)
    print(
        f"import: {done.seconds:.1f} s = {len(done.files) / done.seconds:.0f} a second, peak "
        f"memory with its readers {peak.own:.0f} MB, what they share counted for each "
        f"{peak.resident:.0f} MB; once more, nothing new: "
        f"{again.seconds:.1f} s ({', '.join(f'{x} {n}' for x, n in sorted(became.items()))})"
    )


class _Peak:
    """The most memory of this process and its children (MB), looked at ten times a second.

    `resident` counts what processes share once for each, `own` once in all where the system says
    so (PSS), else what each has for itself alone (USS).
    """

    def __init__(self) -> None:
        self.resident = self.own = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(0.1):
            resident = own = 0
            for process in (me, *me.children(recursive=True)):
                try:
                    held = process.memory_full_info()
                except psutil.Error:
                    continue
                resident, own = resident + held.rss, own + getattr(held, "pss", held.uss)
            self.resident = max(self.resident, resident / 2**20)
            self.own = max(self.own, own / 2**20)


if __name__ == "__main__":
    bring_in(Path(sys.argv[1]))
