"""Two programs that bring the same folder into one ledger at once lose nothing, double nothing."""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Barrier

from core.app import Core
from core.domain.query import Query
from core.secrets import Key, MemoryKeys
from core.services import imports
from core.store.generations import read_current
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import draft
from tests.keeping import broken
from tests.ledgers import now

INVOICES = 30
Figures = tuple[int, int, int, int, int]


def drop(folder: str, key: bytes, files: str, together: Barrier, told: Connection) -> None:
    """Import a folder a few files at a time, as soon as the other is ready, and say what it did."""
    imports.FILES_A_COMMIT = 3  # type: ignore[misc]
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")
    together.wait(60)
    done = core.imports.run([files])
    core.close()
    asked = len(done.review) + len(done.rejected)
    told.send((done.added, done.attached, done.unchanged, asked, len(done.files)))


def test_two_programs_at_once_bring_each_file_in_once(
    folder: Path, keys: MemoryKeys, tmp_path: Path
) -> None:
    files = tmp_path / "drop"
    files.mkdir()
    for n in range(INVOICES):
        (files / f"{n:03}.xml").write_bytes(as_xml(draft(n)))
        (files / f"{n:03}b.png").write_bytes(as_picture(draft(n)))
    first, second = _both(folder, keys.get(read_current(folder).key_id), files)
    assert first[4] == second[4] == 2 * INVOICES, "each says of every file what became of it"
    assert first[3] == second[3] == 0
    added, attached, unchanged = (x + y for x, y in zip(first[:3], second[:3], strict=True))
    assert (added, attached, unchanged) == (INVOICES, INVOICES, 2 * INVOICES)
    core = Core.open(folder, keys, now=now, by="t")
    assert core.lookup.find(Query()).total == INVOICES
    for n in range(INVOICES):
        kept = core.originals.of(draft(n).number or "")
        assert sorted(x.file_name for x in kept) == [f"{n:03}.xml", f"{n:03}b.png"]
    assert broken(core) == []
    core.close()


def _both(folder: Path, key: Key, files: Path) -> list[Figures]:
    context = multiprocessing.get_context("forkserver")
    together, told = context.Barrier(2), [context.Pipe(duplex=False) for _ in range(2)]
    children = [
        context.Process(target=drop, args=(str(folder), key.bytes, str(files), together, theirs))
        for _, theirs in told
    ]
    for child in children:
        child.start()
    for _, theirs in told:
        theirs.close()
    figures: list[Figures] = [ours.recv() for ours, _ in told]
    for child in children:
        child.join()
    return figures
