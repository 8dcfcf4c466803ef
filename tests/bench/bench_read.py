"""E-invoice files as a pile: how many of the samples are wholly right, and how many a second.

Peers stand in the same run where they are installed (ofdkit, invoice_amount_tool).
"""

import importlib
import json
import multiprocessing
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.files import read
from tests.data import ofd_maker, pdf_maker

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
FILES = 1_000
PROCESSES = 2
_OFD = ("code", "number", "issued_on", "net", "tax", "total")


def run(sizes: Sequence[int] = ()) -> None:
    """Print both; sizes say nothing here."""
    del sizes
    if SAMPLES.exists():
        _right()
    else:
        print("the samples are not here: their rightness was not measured")
    _pile()


def _right() -> None:
    """Count the samples whose every listed field is right, and those rightly refused."""
    truths = [
        truth
        for truth in json.loads((SAMPLES / "truth.json").read_text("utf-8"))
        if Path(truth["file"]).suffix in (".ofd", ".pdf", ".xml")
    ]
    print(f"ours: {sum(map(_is_right, truths))} of {len(truths)} samples wholly right")
    for name, peer in _peers().items():
        found = [t for t in truths if t["file"].endswith(".ofd") and not t.get("refuse")]
        print(f"{name}: {sum(peer(t) for t in found)} of {len(found)} OFD invoices wholly right")


def _is_right(truth: dict[str, Any]) -> bool:
    reading = read((SAMPLES / truth["file"]).read_bytes())
    if truth.get("refuse"):
        return not reading.drafts and reading.problem is not None
    if len(reading.drafts) != 1:
        return False
    draft = reading.drafts[0]
    found = {
        "seller": draft.seller.name,
        "seller_id": draft.seller.tax_id,
        "buyer": draft.buyer.name,
        "buyer_id": draft.buyer.tax_id,
    } | {name: getattr(draft, name) for name in (*_OFD, "kind", "check_code")}
    return all(str(found[name]) == str(value) for name, value in truth.items() if name in found)


def _peers() -> dict[str, Callable[[dict[str, Any]], bool]]:
    try:
        ofdkit: Any = importlib.import_module("ofdkit")
    except ImportError:
        return {}

    def by_ofdkit(truth: dict[str, Any]) -> bool:
        try:
            invoice = ofdkit.extract_invoice(str(SAMPLES / truth["file"]))
        except Exception:  # noqa: BLE001 - a peer's failure is a wrong file
            return False
        names = [name for name in dir(invoice) if not name.startswith("_")]
        said = {str(getattr(invoice, name)).replace(",", "") for name in names}
        return all(str(truth[name]) in said for name in _OFD[1:] if name in truth)

    return {"ofdkit": by_ofdkit}


def _pile() -> None:
    pile = _mixed()
    started = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(len, [b""] * PROCESSES)  # the processes are up
        ready = time.perf_counter()
        kept = sum(pool.imap_unordered(_count, pile, chunksize=20))
    seconds = time.perf_counter() - ready
    print(
        f"{len(pile)} mixed files, {kept} invoices: {len(pile) / seconds:.0f} a second in "
        f"{PROCESSES} processes (their start {ready - started:.1f} s)"
    )


def _count(data: bytes) -> int:
    return len(read(data).drafts)


def _mixed() -> list[bytes]:
    """OFD, PDF, XML and pictures in turn; samples among them where they are."""
    looks = (*ofd_maker.SEEN, *ofd_maker.UNSEEN)
    kinds = [
        [ofd_maker.make(seed, looks[seed % len(looks)]).data for seed in range(60)],
        [pdf_maker.make(seed, kept=seed % 2 == 1).data for seed in range(60)],
        [file.read_bytes() for file in sorted((ROOT / "resources" / "demo").glob("*.xml"))],
        [file.read_bytes() for file in sorted((ROOT / "resources" / "demo").glob("*.png"))],
    ]
    if SAMPLES.exists():
        kinds.append([file.read_bytes() for file in sorted(SAMPLES.glob("*/*.[opx][fdm][dfl]"))])
    return [
        kinds[n % len(kinds)][n // len(kinds) % len(kinds[n % len(kinds)])] for n in range(FILES)
    ]
