"""Reading PDF invoices, beside what PDFium takes for their bare text.

`run` reads the shared samples, and made-up invoices of the given numbers; it prints the processor
time per file: bare text, all, and all but the QR codes. Every made-up company is fictional.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2

from core.files import read
from core.files.pdf import PDF
from tests.data.pdf_maker import make

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "pdf"
ROUNDS = 9


def run(sizes: Sequence[int] = (48,)) -> None:
    """Measure the samples, where they are, and so many made-up files for each size."""
    print(f"{'files':24}{'bare ms':>9}{'all ms':>9}{'times':>7}{'right':>9}")
    if SAMPLES.exists():
        _row("samples", [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))], None)
    for size in sizes:
        made = [make(seed, kept=seed % 2 == 1) for seed in range(size)]
        keys = [{(truth.code, truth.number) for truth in each.truths} for each in made]
        _row(f"{size} made up", [each.data for each in made], keys)


def _row(
    name: str, files: list[bytes], keys: list[set[tuple[str | None, str | None]]] | None
) -> None:
    bare = statistics.fmean(_milliseconds(_bare, data) for data in files)
    whole = statistics.fmean(_milliseconds(_read, data) for data in files)
    right = ""
    if keys is not None:
        found = [{(d.code, d.number) for d in read(data).drafts} for data in files]
        right = f"{sum(map(set.__eq__, found, keys))}/{len(files)}"
    print(f"{name:24}{bare:9.2f}{whole:9.2f}{whole / bare:6.1f}x{right:>9}")


def _milliseconds(work: Callable[[bytes], object], data: bytes) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work(data)
        times.append(time.process_time() - started)
    return min(times) * 1000


def _bare(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


def _read(data: bytes) -> bool:
    return PDF.matches(data) and bool(read(data).format)


if __name__ == "__main__":
    run([int(argument) for argument in sys.argv[1:]] or [48])
