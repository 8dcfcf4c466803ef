"""No party, number, amount or key stands in plain text anywhere but in the exported workbook."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.app import create_folder
from core.domain.invoice import Entered, EntryMethod, Invoice, Party
from core.files.ledger_writer import write_ledger
from core.secrets import MemoryKeys, key_of
from tests.invoices import draft
from tests.ledgers import COMPANY, NOW

ROOT = Path(__file__).resolve().parents[2]
COUNT = 1_000


def secret_invoices() -> list[Invoice]:
    """Invoices whose every text is found nowhere else."""
    return [
        draft(
            n,
            seller=Party(
                f"隐秘商行{n:04d}号", f"91990000MA{n:06d}XY", f"隐秘路{n:04d}弄", f"隐秘银行{n:04d}"
            ),
            remark=f"隐秘备注{n:04d}",
            drawer="隐秘开票人",
            entered=Entered(EntryMethod.WORKBOOK, "t", NOW),
        ).complete()
        for n in range(COUNT)
    ]


@pytest.fixture(scope="module")
def spilled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Everything that a working, failing and killed program left: folder, code, output."""
    place = tmp_path_factory.mktemp("spill")
    made = create_folder(place / "ledger", COMPANY, MemoryKeys())
    (place / "outside").mkdir()
    (place / "tmp").mkdir()
    workbook, export = place / "outside" / "in.xlsx", place / "outside" / "out.xlsx"
    write_ledger(workbook, secret_invoices())
    env = os.environ | {"TMPDIR": str(place / "tmp"), "TEMP": str(place / "tmp")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.survival.spilling", str(place / "ledger"), workbook, export],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=env,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(made.recovery_code + "\n")
        child.stdin.flush()
        said = []
        for line in child.stdout:
            said.append(line)
            if line == "done\n":
                child.kill()
        child.wait()
    assert export.stat().st_size > 1000
    return place, made.recovery_code, "".join(said)


def test_the_child_did_all_that_it_should(spilled: tuple[Path, str, str]) -> None:
    _, _, said = spilled
    assert f"added {COUNT}\n" in said
    assert said.endswith("done\n")


def test_every_failure_was_explained_without_a_traceback(spilled: tuple[Path, str, str]) -> None:
    place, _, said = spilled
    assert said.count("failing") == 11
    assert "Traceback" not in said
    log = (place / "ledger" / "logs" / "piaohe.log").read_text("utf-8")
    assert log.count(" ERROR ") >= 11
    assert "DiskFull" in log
    assert "AlreadyEntered" in log


def test_nothing_of_the_invoices_stands_in_plain_text(spilled: tuple[Path, str, str]) -> None:
    place, _, said = spilled
    kept = [("output", said.encode())]
    kept += [(str(f), f.read_bytes()) for f in files(place)]
    assert len(kept) > 5
    for secret in secrets_of_invoices():
        for spelled in (secret.encode(), secret.encode("utf-16-le"), secret.encode("gb18030")):
            assert [name for name, data in kept if spelled in data] == [], secret


def test_the_key_stands_nowhere(spilled: tuple[Path, str, str]) -> None:
    place, code, said = spilled
    key = key_of(code)
    spellings = {key.bytes, key.hex.encode(), key.hex.upper().encode(), code.encode()}
    spellings |= {code.replace("-", "").encode(), key.bytes[::-1]}
    for name, data in [("output", said.encode())] + [
        (str(f), f.read_bytes()) for f in files(place)
    ]:
        for spelled in spellings:
            assert spelled not in data, name


def files(place: Path) -> Iterator[Path]:
    for folder in (place / "ledger", place / "tmp"):
        yield from (file for file in folder.rglob("*") if file.is_file())


def secrets_of_invoices() -> Iterator[str]:
    for invoice in secret_invoices()[:: COUNT // 50]:
        yield from (invoice.number, f"{invoice.seller.tax_id}", f"{invoice.seller.name}")
        yield str(invoice.remark)
    yield from ("隐秘商行", "隐秘路", "隐秘银行", "隐秘备注", "隐秘开票人", "91990000MA", "铅笔")
    yield from (COMPANY.name, COMPANY.tax_id, "26112000000000")
    yield f"{secret_invoices()[777].total}"
