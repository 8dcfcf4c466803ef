"""Damaged codes read, by kind: ours beside zxing-cpp alone, zbar, and five plain preparations.

Pictures: those of `../shared/bench/qr_make.py` where that lies beside this project, and always
those of tests/data/damage.py; then pictures without an invoice. Milliseconds are of computing.
"""

import importlib.util
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from core.files.qr import decoder, read_picture
from tests.data.damage import KINDS, damaged
from tests.data.foreign import FOREIGN, foreign

MAKER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "qr_make.py"
SEED = int(os.environ.get("PIAOHE_QR_SEED", "777"))
PER = int(os.environ.get("PIAOHE_QR_PER", "16"))
NEGATIVES = 1_000


class _Case(NamedTuple):
    kind: str
    picture: Image.Image
    texts: set[str]


def run() -> None:
    """Print a table for each set of pictures."""
    _ours(Image.new("RGB", (90, 90)))  # loads what is loaded once
    for name, cases in (("qr_make.py", _made()), ("tests/data/damage.py", _own())):
        print(f"{name}, seed {SEED}, {PER} a kind", flush=True)
        _table(cases)
    _negatives()


def _made() -> Iterator[_Case]:
    if not MAKER.exists() or importlib.util.find_spec("segno") is None:
        print("passed over: ../shared/bench/qr_make.py or the package segno is absent")
        return
    spec = importlib.util.spec_from_file_location("qr_make", MAKER)
    assert spec is not None
    assert spec.loader is not None
    maker: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    for kind in sorted(maker.KINDS):
        with tempfile.TemporaryDirectory() as folder:
            maker.make(folder, SEED, PER, [kind])
            truths = json.loads((Path(folder) / "truth.json").read_text("utf-8"))["images"]
            for truth in truths:
                picture = Image.open(Path(folder) / truth["file"]).convert("RGB")
                yield _Case(kind, picture, set(truth["payloads"]))


def _own() -> Iterator[_Case]:
    for kind in KINDS:
        for number in range(PER):
            made = damaged(kind, 0.05 + 0.95 * (number + 0.5) / PER, SEED)
            yield _Case(kind, Image.fromarray(made.picture), {made.text})


def _table(cases: Iterator[_Case]) -> None:
    read: dict[str, dict[str, int]] = {name: defaultdict(int) for name in READERS}
    times: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, int] = defaultdict(int)
    codes: dict[str, int] = defaultdict(int)
    for case in cases:
        codes[case.kind] += len(case.texts)
        for name, reader in READERS.items():
            start = time.process_time()
            texts = reader(case.picture)
            times[name].append((time.process_time() - start) * 1000)
            read[name][case.kind] += len(texts & case.texts)
            wrong[name] += len(texts - case.texts)
    if not codes:
        return
    print(f"{'kind':<14}{'codes':>6}" + "".join(f"{name:>12}" for name in READERS))
    for kind, count in codes.items():
        shares = (f"{100 * read[name][kind] / count:12.0f}" for name in READERS)
        print(f"{kind:<14}{count:>6}" + "".join(shares))
    total = sum(codes.values())
    rows: dict[str, Callable[[str], str]] = {
        "all, %": lambda name: f"{100 * sum(read[name].values()) / total:.1f}",
        "wrong texts": lambda name: str(wrong[name]),
        "median ms": lambda name: f"{np.median(times[name]):.1f}",
        "p95 ms": lambda name: f"{np.percentile(times[name], 95):.0f}",
        "most ms": lambda name: f"{max(times[name]):.0f}",
    }
    for title, figure in rows.items():
        print(f"{title:<14}{total:>6}" + "".join(f"{figure(name):>12}" for name in READERS))
    sys.stdout.flush()


def _negatives() -> None:
    invoices = others = wrong = 0
    for number in range(NEGATIVES):
        made = foreign(list(FOREIGN)[number % len(FOREIGN)], SEED * NEGATIVES + number)
        texts = _ours(Image.fromarray(made.picture))
        invoices += sum(text.startswith("01,") for text in texts - {made.text})
        others += made.text in texts
        wrong += len(texts - {made.text})
    print(f"{NEGATIVES} without an invoice: {invoices} invoices, {wrong} wrong texts,")
    print(f"{others} codes of other things read as they are")


def _ours(picture: Image.Image) -> set[str]:
    return {code.text for code in read_picture(picture).codes}


def _zxing(picture: Image.Image) -> set[str]:
    return {code.text for code in decoder.decode(picture.convert("L"), invert=True)[0]}


def _zbar(picture: Image.Image) -> set[str]:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        return set()
    found = pyzbar.decode(picture.convert("L"), symbols=[pyzbar.ZBarSymbol.QRCODE])
    return {code.data.decode("utf-8", "replace") for code in found}


def _prepared(picture: Image.Image) -> set[str]:
    """Five preparations without any decoder of one's own; stops at the first text."""
    grey = picture.convert("L")
    wide = ImageOps.expand(grey, 16, 255)
    preparations: tuple[Callable[[], Image.Image], ...] = (
        lambda: grey,
        lambda: picture.getchannel("R"),
        lambda: grey.filter(ImageFilter.GaussianBlur(1.5)),
        lambda: grey.reduce(2),
        lambda: wide.resize((wide.width * 2, wide.height * 2)).filter(ImageFilter.UnsharpMask(2)),
    )
    for make in preparations:
        codes, _ = decoder.decode(make())
        if codes:
            return {code.text for code in codes}
    return set()


READERS: dict[str, Callable[[Image.Image], set[str]]] = {
    "zxing": _zxing,
    "zbar": _zbar,
    "prepared": _prepared,
    "ours": _ours,
}
