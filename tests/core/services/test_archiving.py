"""The archive of a year: bit-identical, proven, readable without this program, or not there."""

import hashlib
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.plain import invoice_from
from core.errors import FileNotWritten, LedgerDamaged
from core.progress import Cancelled, Progress
from core.services.archiving import ArchiveIndex
from core.store.connection import open_file
from tests.invoices import draft
from tests.keeping import fill
from words.archive import write_papers

PDF, PICTURE = b"%PDF-1.7\n" + os.urandom(3000), bytes(range(256)) * 9


@pytest.fixture
def kept(core: Core) -> Core:
    """Four invoices; two have one file together, one has two, one has none."""
    fill(core, 4)
    for name, files in zip(names(core), ((PDF,), (PDF,), (b"one", PICTURE), ()), strict=True):
        for n, data in enumerate(files):
            core.entry.attach(name, ("原件.PDF", "扫描.png")[n], data)
    return core


def names(core: Core) -> list[str]:
    return [draft(n).complete().key.name for n in range(4)]


def year(core: Core) -> int:
    return core.archiving.years()[0]


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def listed(sums: bytes) -> dict[str, str]:
    pairs = (line.split("  ", 1) for line in sums.decode().splitlines())
    return {name: digest for digest, name in pairs}


def test_a_years_originals_are_there_byte_for_byte_and_every_hash_holds(
    kept: Core, tmp_path: Path
) -> None:
    target = tmp_path / "发票归档"
    done = kept.archiving.run(year(kept), target, papers=write_papers)
    files = everything(target)
    sums = listed(files.pop("SHA256SUMS"))
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    originals = [data for name, data in files.items() if name.startswith("originals/")]
    assert sorted(originals) == sorted([PDF, b"one", PICTURE])
    assert (done.invoices, done.originals, done.without_original) == (4, 3, 1)
    assert {"index.xlsx", "README.txt", "invoices.json"} <= set(files)


@pytest.mark.skipif(os.name == "nt", reason="needs sha256sum")
def test_anybodys_sha256sum_proves_it(kept: Core, tmp_path: Path) -> None:
    kept.archiving.run(year(kept), tmp_path / "a", papers=write_papers)
    check = ["sha256sum", "-c", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path / "a", check=False).returncode == 0


def test_its_papers_and_its_data_say_what_the_ledger_says(kept: Core, tmp_path: Path) -> None:
    kept.archiving.run(year(kept), tmp_path / "a", papers=write_papers)
    data = json.loads((tmp_path / "a" / "invoices.json").read_text("utf-8"))
    assert [invoice_from(x["invoice"]) for x in data["invoices"]] == [
        kept.lookup.by_name(x["invoice"]["number"]) for x in data["invoices"]
    ]
    assert {x["action"] for x in data["lines"]} == {"add", "attach"}
    book = CalamineWorkbook.from_path(str(tmp_path / "a" / "index.xlsx"))
    assert len(book.get_sheet_by_index(0).to_python()) == 5
    paths = [row[1] for row in book.get_sheet_by_index(1).to_python()[1:]]
    assert len(paths) == 4
    assert all((tmp_path / "a" / str(path)).is_file() for path in paths)


def test_a_zip_holds_the_same(kept: Core, tmp_path: Path) -> None:
    kept.archiving.run(year(kept), tmp_path / "归档.zip", papers=write_papers, zipped=True)
    with zipfile.ZipFile(tmp_path / "归档.zip") as packed:
        files = {x.filename: packed.read(x) for x in packed.infolist()}
    sums = listed(files.pop("归档/SHA256SUMS"))
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert {f"归档/{name}": digest for name, digest in sums.items()} == hashes
    assert [path.name for path in tmp_path.glob("*归档*")] == ["归档.zip"]


def test_nothing_is_put_over_what_stands_there(kept: Core, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotWritten) as refused:
        kept.archiving.run(year(kept), tmp_path / "a", papers=write_papers)
    assert refused.value.facts["reason"] == "exists"
    assert list((tmp_path / "a").iterdir()) == []


def test_nothing_lies_open_in_the_data_folder(kept: Core) -> None:
    before = sorted(kept.folder.rglob("*"))
    for place in ("2026", "rehearsal", "logs/../rehearsal"):
        with pytest.raises(FileNotWritten) as refused:
            kept.archiving.run(year(kept), kept.folder / place, papers=write_papers)
        assert refused.value.facts["reason"] == "data_folder"
    assert sorted(kept.folder.rglob("*")) == before


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("step", ["archive", "archive_prove"])
def test_a_cancelled_archive_leaves_nothing(
    step: str, zipped: bool, kept: Core, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    place.mkdir()

    def stop(progress: Progress) -> None:
        if progress.step == step and progress.done:
            raise Cancelled

    target = place / "a.zip"
    with pytest.raises(Cancelled):
        kept.archiving.run(year(kept), target, papers=write_papers, zipped=zipped, report=stop)
    assert list(place.iterdir()) == []


def spoiling(kind: str) -> Callable[[ArchiveIndex, Path], None]:
    def papers(_: ArchiveIndex, folder: Path) -> None:
        file = next(folder.glob("originals/*/*"))
        if kind == "changed":
            file.write_bytes(file.read_bytes()[:-1] + b"?")
        else:
            file.unlink()

    return papers


@pytest.mark.parametrize("kind", ["changed", "gone"])
def test_what_is_not_as_it_was_written_gets_no_name(kind: str, kept: Core, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        kept.archiving.run(year(kept), tmp_path / "a", papers=spoiling(kind))
    assert not (tmp_path / "a").exists()


def test_an_original_that_is_not_what_arrived_is_not_archived_as_one(
    kept: Core, tmp_path: Path
) -> None:
    with closing(open_file(kept._ledger.file, kept._ledger.key, "rw")) as db:
        db.execute("UPDATE originals SET bytes = x'00' WHERE sha256 = ?", _hash(PICTURE))
    with pytest.raises(LedgerDamaged):
        kept.archiving.run(year(kept), tmp_path / "a", papers=write_papers)
    assert not (tmp_path / "a").exists()


def _hash(data: bytes) -> tuple[str]:
    return (hashlib.sha256(data).hexdigest(),)


def test_what_is_in_the_recycle_bin_and_of_other_years_is_not_in_it(
    kept: Core, tmp_path: Path
) -> None:
    other = draft(7).issued_on
    assert other is not None
    kept.entry.add(draft(50, issued_on=other.replace(year=other.year - 2)), EntryMethod.MANUAL)
    assert len(kept.archiving.index(other.year - 2).invoices) == 1
    assert len(kept.archiving.index(year(kept)).invoices) == 4
    assert kept.archiving.index(1999).invoices == ()
