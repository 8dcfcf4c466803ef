"""Undoing a whole import: what it did is gone, what was done since stays, the trail has it all."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from core.app import Core
from core.domain.invoice import EntryMethod, Invoice, Party
from core.domain.query import Query
from core.files.ledger_writer import write_ledger
from core.progress import Cancelled, Progress
from core.services import imports, undoing
from core.services.imported import Became, Imported
from core.services.undoing import Remaining, Stays, Undone
from tests.data.bureau_maker import export, records
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import IDS, draft
from tests.keeping import actions, broken
from tests.ledgers import NOW

OTHER = Party("别人有限公司", IDS[1])


@pytest.fixture(autouse=True)
def _some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small commits, so that an import has several."""
    monkeypatch.setattr(imports, "FILES_A_COMMIT", 3)
    monkeypatch.setattr(undoing, "LINES_A_COMMIT", 4)


def write(folder: Path, **files: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / name.replace("__", ".") for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def state(core: Core) -> tuple[list[Invoice], list[list[str]], list[str]]:
    """The invoices, the hashes of their originals, and what waits for a look."""
    found = sorted(core.lookup.find(Query(), 10_000).invoices, key=lambda x: x.key.name)
    kept = [[x.sha256 for x in core.originals.of(invoice.key.name)] for invoice in found]
    return found, kept, [x.file for x in core.reviews.list()]


def binned(core: Core, *numbers: int) -> bool:
    with core._ledger.store.reading() as work:
        rows = work.invoices.ids_of(draft(n).number or "" for n in numbers)
        return work.invoices.in_recycle_bin(rows.values()) == set(rows.values())


def enter(core: Core, n: int, **changes: object) -> Invoice:
    return core.entry.add(draft(n, **changes), EntryMethod.MANUAL)


def figures(undone: Undone) -> tuple[int, int, int, int]:
    return undone.binned, undone.detached, undone.restored, undone.reviews


def files_of(core: Core, chance: random.Random) -> dict[str, bytes]:
    """Files about invoices that are there in part, agree, fill, contradict, or are nobody's."""
    made: dict[str, bytes] = {}
    for n in range(8):
        how = chance.choice(("same", "lacking", "picture", "other", "price"))
        if chance.random() < 0.6:
            enter(core, n, remark=None if how == "lacking" else draft(n).remark)
        changes: dict[str, object] = {}
        if how == "other":
            changes = {"buyer": OTHER, "seller": OTHER}
        elif how == "price":
            changes = {"total": Decimal("1.00"), "net": Decimal("0.88"), "tax": Decimal("0.12")}
        made[f"{n}__xml"] = as_xml(draft(n, **changes))
        if how == "picture":
            made[f"{n}b__png"] = as_picture(draft(n))
    return made


@pytest.mark.parametrize("seed", range(6))
def test_after_an_undo_all_is_as_before_but_the_trail_and_the_bin(
    core: Core, tmp_path: Path, seed: int
) -> None:
    paths = write(tmp_path / str(seed), **files_of(core, random.Random(seed)))
    before, lines = state(core), len(actions(core))
    done = core.imports.run(paths)
    waited = len(core.reviews.list())
    undone = core.imports.undo(done)
    assert undone.remaining == []
    assert state(core) == before
    assert figures(undone)[0] == done.added
    assert undone.reviews == waited
    assert not done.undoable
    assert broken(core) == []
    assert len(actions(core)) > lines
    assert core.imports.undo(done) == Undone()


def test_what_was_added_lies_in_the_bin_with_its_files(core: Core, tmp_path: Path) -> None:
    paths = write(tmp_path / "a", a__xml=as_xml(draft(1)), b__png=as_picture(draft(1)))
    done = core.imports.run(paths)
    assert figures(core.imports.undo(done)) == (1, 0, 0, 0)
    assert binned(core, 1)
    assert len(core.originals.of(draft(1).number or "")) == 2


def test_what_was_changed_since_stays_and_says_by_whom(core: Core, tmp_path: Path) -> None:
    enter(core, 3)
    files = {f"{n}__xml": as_xml(draft(n)) for n in (1, 2, 3)}
    done = core.imports.run(write(tmp_path / "a", **files))
    for n in (1, 3):
        assert core.entry.attach(draft(n).number or "", "later.jpg", b"later")
    undone = core.imports.undo(done)
    at = NOW.isoformat(timespec="seconds")
    changed = [Remaining(Stays.CHANGED, draft(n).number, None, "tester", at) for n in (3, 1)]
    assert undone.remaining == changed
    assert figures(undone) == (1, 0, 0, 0)
    assert [binned(core, n) for n in (1, 2, 3)] == [False, True, False]
    assert len(core.originals.of(draft(3).number or "")) == 2


def test_what_another_import_brought_to_it_counts_as_a_change(core: Core, tmp_path: Path) -> None:
    first = core.imports.run(write(tmp_path / "a", a__xml=as_xml(draft(1))))
    second = core.imports.run(write(tmp_path / "b", b__png=as_picture(draft(1))))
    assert [x.why for x in core.imports.undo(first).remaining] == [Stays.CHANGED]
    assert figures(core.imports.undo(second)) == (0, 1, 0, 0)
    assert [x.file_name for x in core.originals.of(draft(1).number or "")] == ["a.xml"]


def test_what_was_settled_stays_settled(core: Core, tmp_path: Path) -> None:
    changes = {"buyer": OTHER, "seller": OTHER}
    files = {f"{n}__xml": as_xml(draft(n, **changes)) for n in (1, 2)}
    done = core.imports.run(write(tmp_path / "a", **files))
    first, _ = core.reviews.list()
    core.reviews.add(first.id)
    undone = core.imports.undo(done)
    assert {x.why for x in undone.remaining} == {Stays.SETTLED, Stays.CHANGED}
    assert figures(undone) == (1, 0, 0, 1)
    assert not binned(core, 1)
    assert core.reviews.count() == 0
    assert [x.id for x in core.reviews.list(settled=True)] == [first.id]


def test_two_invoices_that_were_joined_stay_together(core: Core, tmp_path: Path) -> None:
    code, number = "011002000111", "12345678"
    enter(core, 1, code=code, number=number)
    digital = enter(core, 1)
    both = draft(1, code=code, paper_number=number)
    book = tmp_path / "a.xlsx"
    write_ledger(book, [both.complete(entered=digital.entered)])
    done = core.imports.run([book])
    assert done.updated == 1
    assert [x.why for x in core.imports.undo(done).remaining] == [Stays.JOINED]
    assert core.lookup.find(Query()).total == 1


def test_rows_of_a_ledger_workbook_are_undone_too(core: Core, tmp_path: Path) -> None:
    there = enter(core, 0, remark=None, drawer=None)
    book = tmp_path / "a.xlsx"
    rows = [draft(n, drawer="张三").complete(entered=there.entered) for n in range(10)]
    write_ledger(book, rows)
    before = state(core)
    done = core.imports.run([book])
    assert (done.added, done.updated) == (9, 1)
    assert figures(core.imports.undo(done)) == (9, 0, 1, 0)
    assert state(core) == before


def test_a_list_of_the_tax_bureau_stays(core: Core, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(export(list(records(5))))
    done = core.imports.run([file])
    assert core.imports.undo(done).remaining == [Remaining(Stays.RECORDS)]
    assert len(core.reconciliation.imports()) == 1


def test_an_import_that_was_cancelled_is_undone_as_far_as_it_came(
    core: Core, tmp_path: Path
) -> None:
    files = {f"{n:02}__xml": as_xml(draft(n)) for n in range(12)}
    far = Imported()

    def stop(progress: Progress) -> None:
        if progress.done >= 6:
            raise Cancelled

    with pytest.raises(Cancelled):
        core.imports.run(write(tmp_path / "a", **files), into=far, report=stop)
    assert far.added == core.lookup.find(Query()).total > 0
    assert core.imports.undo(far).binned == far.added
    assert core.lookup.find(Query()).total == 0


def test_an_undo_that_was_cancelled_goes_on(core: Core, tmp_path: Path) -> None:
    files = {f"{n:02}__xml": as_xml(draft(n)) for n in range(8)}
    files |= {f"{n:02}b__png": as_picture(draft(n)) for n in range(8)}
    done = core.imports.run(write(tmp_path / "a", **files))
    calls = 0
    while done.undoable:
        calls += 1

        def stop(_: Progress) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            core.imports.undo(done, report=stop)
    assert calls > 2
    assert core.lookup.find(Query()).total == 0
    assert broken(core) == []


def test_two_imports_at_once_are_undone_one_by_one(core: Core, tmp_path: Path) -> None:
    several: list[Imported] = []
    for start in (0, 20):
        files = {f"{n:02}__xml": as_xml(draft(n)) for n in range(start, start + 4)}
        several.append(Imported())
        core.imports.run(write(tmp_path / str(start), **files), into=several[-1])
    assert core.imports.undo(several[0]).binned == 4
    assert binned(core, 0, 1, 2, 3)
    assert core.lookup.find(Query()).total == 4
    assert all(x.became is Became.ADDED for x in several[1].files)
