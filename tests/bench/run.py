"""The measurements: `dev.py bench [NAME ...] [--sizes 10000,100000,1000000]`; no name is all.

Every figure stands beside a floor that is measured in the same run. `--keep FOLDER` leaves the
ledgers of `store` and `lookup` there for the next run: one of a million takes minutes to make.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as core.files.qr has it

from tests.bench import (
    bench_backup,
    bench_bureau,
    bench_import_files,
    bench_keys,
    bench_lookup_window,
    bench_ofd,
    bench_pdf,
    bench_qr,
    bench_queue,
    bench_read,
    bench_reconcile,
    bench_reconciling,
    bench_review,
    bench_search,
    bench_store,
    bench_survival,
    bench_typing,
    bench_verify,
    bench_window,
    bench_workbook,
    ledgers,
)

BENCHES: dict[str, Callable[[Sequence[int]], None]] = {
    "store": bench_store.run,
    "search": bench_search.run,
    "workbook": bench_workbook.run,
    "bureau": bench_bureau.run,
    "import_files": bench_import_files.run,
    "window": bench_window.run,
    "lookup": bench_lookup_window.run,
    "typing": bench_typing.run,
    "keys": bench_keys.run,
    "backup": bench_backup.run,
    "reconcile": bench_reconcile.run,
    "reconciling": bench_reconciling.run,
    "review": bench_review.run,
    "queue": bench_queue.run,
    "verify": bench_verify.run,
    "read": bench_read.run,
    "ofd": lambda _: bench_ofd.run(),
    "pdf": lambda _: bench_pdf.run(),
    "qr": lambda _: bench_qr.run(),
}


def main() -> None:
    """Run those that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHES])
    parser.add_argument("--survival", action="store_true", help="the long run of kills and faults")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--keep", type=Path, help="where ledgers stay for the next run")
    arguments = parser.parse_args()
    if arguments.keep:
        ledgers.keep_in(arguments.keep)
    if arguments.survival:
        bench_survival.run([])
        return
    sizes = [int(size) for size in arguments.sizes.split(",")]
    for name in arguments.names or BENCHES:
        print(f"== {name}", flush=True)
        BENCHES[name](sizes)


if __name__ == "__main__":
    main()
