"""Dropping files of invoices: one invoice once with all its originals, and nothing lost."""

import multiprocessing
import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.app import Core
from core.domain.invoice import EntryMethod, Invoice, Party
from core.domain.query import Query
from core.domain.record import Record
from core.errors import NothingToRead
from core.files import Found
from core.files.readers import Readers
from core.progress import Cancelled, Progress
from core.secrets import MemoryKeys
from core.services import imports
from core.services.imported import Became, Imported, NextStep
from tests.data import pdf_maker
from tests.data.bureau_maker import export
from tests.data.invoice_files import as_page, as_picture, as_scan, as_xml
from tests.invoices import IDS, draft
from tests.ledgers import now
from tests.reconciling import january, with_fields

OTHER = Party("别人有限公司", IDS[1])


def write(folder: Path, **files: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / name.replace("__", ".") for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def counts(done: Imported) -> tuple[int, int, int, int, int, int]:
    review, rejected = len(done.review), len(done.rejected)
    return done.added, done.updated, done.unchanged, done.attached, review, rejected


def all_of(core: Core) -> list[Invoice]:
    return sorted(core.lookup.find(Query(), 10_000).invoices, key=lambda x: x.key.name)


def codes(done: Imported) -> set[str]:
    return {row.problem.code.value for row in done.review}


def name(n: int) -> str:
    return draft(n).number or ""


def test_one_invoice_in_several_files_is_one_with_several_originals(
    core: Core, tmp_path: Path
) -> None:
    files = {
        "a__xml": as_xml(draft(1)),
        "b__png": as_picture(draft(1)),
        "c__pdf": as_scan(draft(1)),
    }
    paths = write(tmp_path / "drop", **files)
    done = core.imports.run(paths)
    assert counts(done) == (1, 0, 0, 2, 0, 0)
    assert [x.became for x in done.files] == [Became.ADDED, Became.ATTACHED, Became.ATTACHED]
    kept = core.originals.of(name(1))
    assert [core.originals.data(x.id) for x in kept] == list(files.values())
    assert [(x.file_name, x.format, x.electronic) for x in kept] == [
        ("a.xml", "XML", True),
        ("b.png", "PICTURE", False),
        ("c.pdf", "PDF", False),
    ]


def test_what_a_file_does_not_say_is_filled_by_the_next(core: Core, tmp_path: Path) -> None:
    picture, whole = write(tmp_path / "drop", a__png=as_picture(draft(1)), b__xml=as_xml(draft(1)))
    done = core.imports.run([picture])
    assert (counts(done)[:4], codes(done)) == ((1, 0, 0, 0), {"fields_missing"})
    assert counts(core.imports.run([whole])) == (0, 1, 0, 1, 0, 0)
    (kept,) = all_of(core)
    assert (kept.seller, kept.lines[0].name) == (draft(1).seller, draft(1).lines[0].name)


def test_the_same_folder_twice_changes_nothing(core: Core, tmp_path: Path) -> None:
    write(
        tmp_path / "drop",
        a__xml=as_xml(draft(1)),
        b__png=as_picture(draft(2)),
        c__xml=as_xml(draft(3, buyer=OTHER)),
        d__pdf=b"%PDF-1.4 broken",
    )
    core.imports.run([tmp_path / "drop"])
    before, waiting = all_of(core), core.reviews.list()
    again = core.imports.run([tmp_path / "drop"])
    assert counts(again)[:4] == (0, 0, 3, 0)
    assert (all_of(core), core.reviews.list()) == (before, waiting)


def test_what_contradicts_the_ledger_waits_and_changes_nothing(core: Core, tmp_path: Path) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    wrong = draft(1, total=Decimal("860.00"))
    done = core.imports.run(write(tmp_path / "drop", a__png=as_picture(wrong)))
    assert (counts(done)[:4], codes(done)) == ((0, 0, 0, 0), {"contradicts"})
    (found,) = done.files
    assert (found.became, found.step, found.key) == (Became.LOOK, NextStep.REVIEW, name(1))
    assert all_of(core)[0].total == draft(1).total
    assert core.originals.of(name(1)) == ()
    assert core.reviews.count() == 1


def test_an_invoice_of_another_company_is_kept_and_said_before_and_after(
    core: Core, tmp_path: Path
) -> None:
    theirs = [as_xml(draft(n, buyer=OTHER)) for n in range(3)]
    write(tmp_path / "drop", a__xml=theirs[0], b__xml=theirs[1], c__xml=as_xml(draft(9)))
    preview = core.imports.look([tmp_path / "drop"])
    assert (preview.looked, preview.others, preview.wrong_company) == (3, 2, True)
    assert preview.buyer == OTHER
    assert core.lookup.find(Query()).total == 0
    done = core.imports.run([tmp_path / "drop"])
    assert (done.added, codes(done)) == (3, {"other_taxpayer"})
    assert not core.imports.look(write(tmp_path / "ours", a__xml=as_xml(draft(1)))).wrong_company


def test_each_refused_file_has_its_reason_and_can_be_tried_again(
    core: Core, tmp_path: Path
) -> None:
    (tmp_path / "drop").mkdir()
    with ZipFile(tmp_path / "drop" / "all.zip", "w") as archive:
        archive.writestr("一.xml", as_xml(draft(1)))
        archive.writestr("二.xml", b"<EInvoice>cut off")
    write(tmp_path / "drop", letter__txt=b"hello", photo__png=as_picture(draft(1))[:200])
    done = core.imports.run([tmp_path / "drop"])
    refused = [x for x in done.files if x.became is Became.REFUSED]
    assert (done.added, len(refused), len(done.rejected)) == (1, 3, 3)
    assert all(x.problem for x in refused)
    write(tmp_path / "drop", photo__png=as_picture(draft(2)))
    again = core.imports.again([x.file for x in refused])
    assert (again.added, len(again.files), len(again.rejected)) == (1, 3, 2)


def test_a_file_of_several_invoices_gives_a_row_for_each(core: Core, tmp_path: Path) -> None:
    made = next(x for x in map(pdf_maker.make, range(4, 60, 5)) if len(x.truths) == 2)
    done = core.imports.run(write(tmp_path / "drop", a__pdf=made.data))
    assert {x.key for x in done.files} >= {
        t.number for t in made.truths if len(t.number or "") == 20
    }
    assert len(done.files) == 2
    with core._ledger.store.reading() as work:
        assert work.connection.exec_driver_sql("SELECT count(*) FROM originals").scalar() == 1


def of_others() -> list[Record]:
    """A list of the tax bureau that names two other companies."""
    parties = {"seller": Party("某供应商", IDS[2]), "buyer": OTHER}
    return [with_fields(record, **parties) for record in january(20)]


@pytest.mark.parametrize("held", ["alone", "folder", "zip"])
def test_a_list_of_another_companys_tax_bureau_is_told_before_anything_is_written(
    core: Core, tmp_path: Path, held: str
) -> None:
    (path,) = write(tmp_path / "drop", all__xlsx=export(of_others()))
    if held == "zip":
        packed = tmp_path / "post.zip"
        with ZipFile(packed, "w") as archive:
            archive.write(path, "a/all.xlsx")
        path = packed
    preview = core.imports.look([path.parent if held == "folder" else path])
    assert preview.wrong_company
    assert preview.looked == preview.others == 20
    assert preview.buyer == OTHER


def test_our_own_list_and_a_ledger_are_not_asked_about(core: Core, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "drop", all__xlsx=export(january(20)))
    preview = core.imports.look([path])
    assert (preview.looked, preview.wrong_company) == (20, False)
    core.entry.add(draft(1, buyer=OTHER, lines=()), EntryMethod.MANUAL)
    core.exports.run(tmp_path / "ledger.xlsx", Query())
    assert core.imports.look([tmp_path / "ledger.xlsx"]).looked == 0


def test_a_code_of_a_file_that_was_not_read_waits_for_a_look(core: Core, tmp_path: Path) -> None:
    sheet = Image.new("L", (900, 500), 255)
    sheet.paste(Image.open(BytesIO(as_picture(draft(0)))), (20, 100))
    lost = Image.open(BytesIO(as_picture(draft(1)))).convert("L")
    lost.paste(0, (52, 52, 100, 100))
    sheet.paste(lost, (480, 100))
    data = BytesIO()
    sheet.save(data, "PNG")
    core.imports.run(write(tmp_path / "first", a__xml=as_xml(draft(0))))
    files = write(tmp_path / "drop", sheet__png=data.getvalue())
    done = core.imports.run(files)
    assert counts(done)[3:] == (1, 1, 0)
    assert codes(done) == {"code_unread"}
    (waiting,) = core.reviews.list()
    assert waiting.written == name(0)
    assert codes(core.imports.run(files)) == {"code_unread"}, "until it is settled"
    assert core.reviews.count() == 1


def test_a_print_of_an_electronic_invoice_is_found_until_its_original_comes(
    core: Core, tmp_path: Path
) -> None:
    prints = Query(print_only=True)
    scan, xml, other = write(
        tmp_path / "drop",
        a__pdf=as_scan(draft(1)),
        b__xml=as_xml(draft(1)),
        c__xml=as_xml(draft(2)),
    )
    core.imports.run([scan, other])
    assert [x.number for x in core.lookup.find(prints).invoices] == [name(1)]
    core.imports.run([xml])
    assert core.lookup.find(prints).total == 0


def test_differences_between_an_original_and_the_fields_are_named(
    core: Core, tmp_path: Path
) -> None:
    core.imports.run(write(tmp_path / "drop", a__xml=as_xml(draft(1))))
    (same,) = core.originals.differences(name(1))
    assert (same.problems, same.fills) == ((), ())
    core.entry.add(draft(2, total=None, net=Decimal("1.00"), lines=()), EntryMethod.MANUAL)
    core.entry.attach(name(2), "b.xml", as_xml(draft(2)), "XML")
    (other,) = core.originals.differences(name(2))
    assert [x.field for x in other.problems] == ["net"]
    assert other.fills == ("total", "lines")


def test_what_differs_is_found_on_the_page_of_the_original(core: Core, tmp_path: Path) -> None:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    other = draft(1, net=Decimal("860.00"), total=Decimal("860.00") + (draft(1).tax or 0))
    printed, _ = write(tmp_path / "drop", a__pdf=as_page(other), b__xml=as_xml(other))
    core.imports.run([printed])
    (waiting,) = core.reviews.list()
    opened = core.reviews.open(waiting.id)
    marked = core.originals.marked(opened.original.id, opened.differs, name(1))
    assert {x.problem.field: len(x.places) for x in marked} == {"net": 1, "total": 1}
    assert all(x.places[0].page == 0 for x in marked)
    assert marked[0].places != marked[1].places


def test_a_file_without_a_page_marks_nothing(core: Core, tmp_path: Path) -> None:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    other = draft(1, net=Decimal("860.00"), total=Decimal("860.00") + (draft(1).tax or 0))
    core.imports.run(write(tmp_path / "drop", b__xml=as_xml(other)))
    (waiting,) = core.reviews.list()
    opened = core.reviews.open(waiting.id)
    marked = core.originals.marked(opened.original.id, opened.differs)
    assert [(x.problem.field, x.places) for x in marked] == [("net", ()), ("total", ())]


def test_an_original_is_given_out_bit_for_bit_and_drawn(core: Core, tmp_path: Path) -> None:
    data = as_scan(draft(1))
    core.imports.run(write(tmp_path / "drop", a__pdf=data))
    (kept,) = core.originals.of(name(1))
    core.originals.save(kept.id, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == data
    with core.originals.pages(kept.id) as pages:
        assert len(pages) == 1
        assert pages.picture(0, 50).width > 100


def test_a_cancelled_import_keeps_what_came_before_and_says_how_far(
    core: Core, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "FILES_A_COMMIT", 4)
    write(tmp_path / "drop", **{f"{n:02}__xml": as_xml(draft(n)) for n in range(20)})
    into = Imported()

    def stop(progress: Progress) -> None:
        if progress.done == 8:
            raise Cancelled

    with pytest.raises(Cancelled):
        core.imports.run([tmp_path / "drop"], report=stop, into=into)
    assert (into.added, len(into.files), core.lookup.find(Query()).total) == (8, 8, 8)
    assert counts(core.imports.run([tmp_path / "drop"]))[:3] == (12, 0, 8)


def test_two_imports_at_once_bring_each_invoice_in_once(
    folder: Path, keys: MemoryKeys, tmp_path: Path
) -> None:
    write(tmp_path / "drop", **{f"{n:02}__xml": as_xml(draft(n)) for n in range(40)})
    opened = [Core.open(folder, keys, now=now, by=f"t{n}") for n in range(2)]
    results: list[Imported] = []
    threads = [
        threading.Thread(target=lambda x=core: results.append(x.imports.run([tmp_path / "drop"])))
        for core in opened
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(x.added for x in results) == 40
    assert sum(x.unchanged for x in results) == 40
    assert core_total(opened[0]) == 40
    for core in opened:
        core.close()


def core_total(core: Core) -> int:
    return core.lookup.find(Query()).total


@settings(max_examples=8)
@given(st.randoms(use_true_random=False), st.data())
def test_any_order_of_the_same_files_gives_the_same_ledger(
    core: Core, tmp_path: Path, chance: random.Random, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, 900_000)) * 100
    made = {
        f"{n}{suffix}": write_as(draft(n))
        for n in range(first, first + 4)
        for suffix, write_as in ((".xml", as_xml), (".png", as_picture), (".pdf", as_scan))
    }
    files = list(made)
    chance.shuffle(files)
    cut = chance.randrange(len(files))
    for part in (files[:cut], files[cut:]):
        if part:
            core.imports.take([Found(file, made[file]) for file in part])
    for n in range(first, first + 4):
        kept = core.lookup.by_name(name(n))
        expected = draft(n).complete(direction=kept.direction, entered=kept.entered)
        assert replace(kept, lines=()) == replace(expected, lines=())
        assert [x.net for x in kept.lines] == [x.net for x in expected.lines]
        arrived = sorted(core.originals.data(x.id) for x in core.originals.of(name(n)))
        assert arrived == sorted(made[f"{n}{suffix}"] for suffix in (".xml", ".png", ".pdf"))


def test_a_drop_without_files_says_so(core: Core, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRead):
        core.imports.run([tmp_path / "empty"])


def test_a_reader_that_dies_takes_no_file_with_it() -> None:
    def files() -> Iterator[Found]:
        for n in range(60):
            if n in (20, 40):
                for child in multiprocessing.active_children():
                    child.kill()
            yield Found(f"{n}.xml", as_xml(draft(n)))

    with Readers() as readers:
        read = list(readers.read(files()))
    assert [found.label for found, _ in read] == [f"{n}.xml" for n in range(60)]
    assert all(reading and reading.drafts for _, reading in read)


def test_a_file_that_takes_too_long_is_refused_and_the_others_are_read() -> None:
    slow = Found("slow.png", as_picture(draft(1)))
    with Readers(seconds=0.0) as readers:
        ((_, reading),) = readers.read([slow])
    assert reading
    assert reading.problem
    assert reading.problem.values == {"reason": "time"}
    with Readers() as readers:
        ((_, reading),) = readers.read([slow])
    assert reading
    assert reading.drafts
