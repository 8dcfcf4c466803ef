"""A program that is killed in the middle of a drop has lost nothing, and doubles nothing later."""

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

from core.app import Core
from core.domain.query import Query
from core.progress import Progress
from core.secrets import Key, MemoryKeys
from core.services import imports, undoing
from core.store.generations import read_current
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import draft
from tests.keeping import broken
from tests.ledgers import now

INVOICES = 60
KILLS = 6


def drop(folder: str, key: bytes, files: str, told: Connection) -> None:
    """Import a folder some files at a time, and say how many files are settled."""
    imports.FILES_A_COMMIT = 4  # type: ignore[misc]
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")

    def tell(progress: Progress) -> None:
        if progress.step == "files":
            told.send(progress.done)

    core.imports.run([files], report=tell)


def test_a_drop_survives_kills(folder: Path, keys: MemoryKeys, tmp_path: Path) -> None:
    files, moments = tmp_path / "drop", random.Random(20261124)
    files.mkdir()
    for n in range(INVOICES):
        (files / f"{n:03}.xml").write_bytes(as_xml(draft(n)))
        (files / f"{n:03}b.png").write_bytes(as_picture(draft(n)))
    key = keys.get(read_current(folder).key_id)
    context = multiprocessing.get_context("forkserver")
    for _ in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=drop, args=(str(folder), key.bytes, str(files), theirs))
        child.start()
        theirs.close()
        settled = 0
        if ours.poll(60):
            time.sleep(moments.uniform(0, 0.6))
            child.kill()
            try:
                while ours.poll():
                    settled = int(ours.recv())
            except (EOFError, OSError):
                pass
        child.join()
        core = Core.open(folder, keys, now=now, by="t")
        assert core.lookup.find(Query()).total >= settled // 2  # two files an invoice
        assert broken(core) == []
        core.close()
    core = Core.open(folder, keys, now=now, by="t")
    done = core.imports.run([files])
    assert done.rejected == []
    assert core.lookup.find(Query(), 1_000).total == INVOICES
    for n in range(INVOICES):
        kept = core.originals.of(draft(n).number or "")
        assert [x.file_name for x in kept] == [f"{n:03}.xml", f"{n:03}b.png"]
    core.close()


def take_back(folder: str, key: bytes, files: str, told: Connection) -> None:
    """Import a folder, then undo that a few lines at a time."""
    undoing.LINES_A_COMMIT = 5  # type: ignore[misc]
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")
    done = core.imports.run([files])
    told.send(0)
    core.imports.undo(done, report=lambda progress: told.send(progress.done))


def test_an_undo_survives_a_kill(folder: Path, keys: MemoryKeys, tmp_path: Path) -> None:
    files = tmp_path / "drop"
    files.mkdir()
    for n in range(20):
        (files / f"{n:03}.xml").write_bytes(as_xml(draft(n)))
    key = keys.get(read_current(folder).key_id)
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=take_back, args=(str(folder), key.bytes, str(files), theirs))
    child.start()
    theirs.close()
    undone = [ours.recv() for _ in range(3)][-1]
    child.kill()
    child.join()
    core = Core.open(folder, keys, now=now, by="t")
    left = core.lookup.find(Query(), 100).total
    assert left <= 20 - undone
    assert left % 5 == 0, "a commit is whole"
    assert broken(core) == []
    for n in range(20):
        assert len(core.originals.of(draft(n).number or "")) == 1, "in the bin with its file"
    core.close()
