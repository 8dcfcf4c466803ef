"""OFD invoices: milliseconds a file, beside ofdkit on the same bytes where that is installed.

Made documents of every look, and the samples where they are there. ofdkit gives header fields of
what has tags or data, and none of the lines on a page; it is the floor all the same.
"""

import io
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import mean

from core.files.format import Refused
from core.files.ofd import OFD
from tests.data.ofd_maker import SEEN, UNSEEN, make

try:
    import ofdkit
except ImportError:
    ofdkit = None

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
MOST_ROUNDS = 15


def documents() -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of everything that is measured."""
    for look in (*SEEN, *UNSEEN):
        made = make(1, look)
        yield made.label, made.data
    for path in sorted(SAMPLES.glob("ofd*/*.ofd")):
        yield path.name, path.read_bytes()


def ours(data: bytes) -> None:
    """Read as the program does."""
    with suppress(Refused):
        OFD.read(data)


def theirs(data: bytes) -> None:
    """Read the fields by ofdkit."""
    with suppress(ofdkit.OFDError):
        ofdkit.extract_invoice(io.BytesIO(data))


def measured(work: Callable[[bytes], None], data: bytes) -> float:
    """Give the milliseconds of one reading."""
    started = time.perf_counter()
    work(data)
    return (time.perf_counter() - started) * 1e3


def run(sizes: Sequence[int] = (MOST_ROUNDS,)) -> None:
    """Print the best of some rounds for each file, ours and theirs in turn."""
    rounds = min(max(sizes), MOST_ROUNDS)
    works = [ours] if ofdkit is None else [ours, theirs]
    table: list[list[float]] = []
    print(f"{'file':<34}{'ours ms':>9}{'ofdkit ms':>11}{'ratio':>7}")
    for name, data in documents():
        times = zip(*([measured(work, data) for work in works] for _ in range(rounds)), strict=True)
        table.append([min(column) for column in times])
        print(_row(name, table[-1]))
    print(_row("mean of all", [mean(column) for column in zip(*table, strict=True)]))


def _row(name: str, times: Sequence[float]) -> str:
    beside = (
        f"{times[1]:>11.2f}{times[0] / times[1]:>7.2f}" if len(times) > 1 else f"{'-':>11}{'-':>7}"
    )
    return f"{name:<34}{times[0]:>9.2f}{beside}"


if __name__ == "__main__":
    run([int(size) for size in sys.argv[1:]] or (MOST_ROUNDS,))
