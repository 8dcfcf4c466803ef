"""Importing ledger workbooks: good rows in, bad rows named, nothing twice, nothing overwritten."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from core.app import Core
from core.domain.invoice import Entered, EntryMethod, Invoice, InvoiceKind, Party, Status
from core.domain.query import Query
from core.errors import AppError
from core.files.ledger_writer import write_ledger
from core.files.workbook import WorkbookKind
from core.progress import Cancelled, Progress
from core.services import imports
from core.services.imported import Imported
from core.store import tables
from tests.data.broken_rows import BROKEN, broken_workbook
from tests.invoices import draft
from tests.ledgers import NOW

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes invoices as a ledger workbook and gives the file."""

    def written(*found: Invoice, name: str = "in.xlsx") -> Path:
        write_ledger(tmp_path / name, found)
        return tmp_path / name

    return written


def invoice(n: int, **changes: object) -> Invoice:
    mark = Entered(EntryMethod.WORKBOOK, "t", NOW)
    return draft(n, entered=mark, **changes).complete()


def all_of(core: Core) -> list[Invoice]:
    return sorted(core.lookup.find(Query(), 10_000).invoices, key=lambda x: x.key.name)


def counts(done: Imported) -> tuple[int, int, int, int, int]:
    return done.added, done.updated, done.unchanged, len(done.review), len(done.rejected)


def codes(done: Imported) -> list[str]:
    return [row.problem.code.value for row in done.review]


def test_fifty_kinds_of_broken_rows_are_each_named_and_the_good_ones_kept(
    core: Core, tmp_path: Path
) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(broken_workbook())
    done = core.imports.run([file])
    assert len(BROKEN) >= 50
    noted = {(row.row, row.column, row.problem.code.value) for row in done.rejected + done.review}
    for place, broken in enumerate(BROKEN):
        assert (2 + 2 * place, broken.column, broken.code) in noted, broken.what
    assert all(row.file == str(file) and row.sheet for row in done.rejected)
    assert done.added == core.lookup.find(Query()).total >= len(BROKEN)
    rejected = {row.row for row in done.rejected if row.sheet == "发票"}
    assert rejected == {2 + 2 * n for n, broken in enumerate(BROKEN) if broken.rejected}


def test_a_second_import_adds_nothing(core: Core, tmp_path: Path) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(broken_workbook())
    first = core.imports.run([file])
    before = all_of(core)
    again = core.imports.run([file])
    assert (again.added, again.updated) == (0, 0)
    assert again.unchanged >= first.added
    assert all_of(core) == before


def test_what_is_exported_comes_back_into_another_ledger(core: Core, tmp_path: Path) -> None:
    for n in range(30):
        core.entry.add(
            draft(n, tags=(f"标签{n % 3}",), category="差旅"), EntryMethod.SCAN, late=True
        )
    core.exports.run(tmp_path / "out.xlsx", Query())
    core.exports.run(tmp_path / "out.csv", Query())
    kept = all_of(core)
    for file in ("out.xlsx", "out.csv"):
        assert counts(core.imports.run([tmp_path / file])) == (0, 0, 30, 0, 0)
    assert all_of(core) == kept


def test_what_was_empty_is_filled(core: Core, write: Write) -> None:
    core.imports.run([write(invoice(1, remark=None, check_code=None))])
    done = core.imports.run([write(invoice(1, remark="合同", check_code="123456", lines=()))])
    assert counts(done)[:3] == (0, 1, 0)
    (kept,) = all_of(core)
    assert (kept.remark, kept.check_code, kept.lines) == ("合同", "123456", invoice(1).lines)


def test_a_party_s_missing_id_is_filled_beside_its_name(core: Core, write: Write) -> None:
    core.imports.run([write(invoice(3, seller=Party("北京云杉科技有限公司")))])
    done = core.imports.run([write(invoice(3))])
    assert counts(done)[:3] == (0, 1, 0)
    assert all_of(core)[0].seller == invoice(3).seller


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total", Decimal("999.00")),
        ("issued_on", date(2026, 5, 5)),
        ("remark", "其他"),
        ("status", Status.VOIDED),
        ("category", "办公"),
        ("kind", InvoiceKind.DIGITAL_ORDINARY),
        ("seller", Party("上海青禾餐饮有限公司", "91110108000000000X")),
    ],
)
def test_what_contradicts_is_listed_and_not_written(
    core: Core, write: Write, field: str, value: object
) -> None:
    first = invoice(1, remark="合同", category="差旅")
    core.imports.run([write(first)])
    before = all_of(core)
    done = core.imports.run([write(replace(first, **{field: value}))])  # type: ignore[arg-type]
    assert counts(done)[:3] == (0, 0, 0)
    assert set(codes(done)) == {"contradicts"}
    named = {row.problem.field for row in done.review}
    assert named <= {field, f"{field}.name", f"{field}.tax_id"}
    assert all_of(core) == before


def test_names_that_differ_in_blanks_and_brackets_do_not_contradict(
    core: Core, write: Write
) -> None:
    core.imports.run([write(invoice(1, seller=Party("云杉（北京）科技有限公司", "9111X")))])
    other = invoice(1, seller=Party("云杉(北京) 科技有限公司", "9111x"))
    assert counts(core.imports.run([write(other)]))[:3] == (0, 0, 1)


def test_a_workbook_that_names_an_invoice_twice_adds_it_once(core: Core, write: Write) -> None:
    same, other = invoice(1), invoice(1, total=Decimal("5.00"))
    done = core.imports.run([write(same, same, other)])
    assert counts(done)[:3] == (1, 0, 1)
    assert codes(done)[-1:] == ["contradicts"]


def paper(n: int, **changes: object) -> Invoice:
    return invoice(
        n, code="011002600104", number=f"{n:08d}", kind=InvoiceKind.DIGITAL_SPECIAL_PAPER, **changes
    )


def both(n: int, **changes: object) -> Invoice:
    names = {"code": "011002600104", "paper_number": f"{n:08d}"}
    return invoice(n, kind=InvoiceKind.DIGITAL_SPECIAL_PAPER, **(names | changes))


def test_a_record_that_brings_both_names_joins_two(core: Core, write: Write) -> None:
    digital = invoice(1, kind=InvoiceKind.DIGITAL_SPECIAL_PAPER, remark=None, tags=("a",))
    core.imports.run([write(digital, paper(1, remark="合同", tags=("b",)))])
    assert len(all_of(core)) == 2
    done = core.imports.run([write(both(1))])
    assert counts(done)[:3] == (0, 1, 0)
    (kept,) = all_of(core)
    assert kept.key.names == both(1).key.names
    assert (kept.remark, kept.tags) == ("合同", ("a", "b"))
    assert core.lookup.by_name("01100260010400000001") == kept
    assert counts(core.imports.run([write(digital, paper(1, remark="合同"))]))[:3] == (0, 0, 2)


def test_two_that_contradict_each_other_are_not_joined(core: Core, write: Write) -> None:
    digital = invoice(1, kind=InvoiceKind.DIGITAL_SPECIAL_PAPER, remark="一")
    core.imports.run([write(digital, paper(1, remark="二"))])
    done = core.imports.run([write(both(1))])
    assert counts(done)[:3] == (0, 0, 0)
    assert "contradicts" in codes(done)
    assert len(all_of(core)) == 2


def test_a_split_number_is_the_20_digit_number(core: Core, write: Write) -> None:
    whole = invoice(1)
    core.imports.run([write(whole)])
    split = replace(whole, code=whole.number[:12], number=whole.number[12:])
    assert counts(core.imports.run([write(split)]))[:3] == (0, 0, 1)
    assert all_of(core)[0].number == whole.number


def test_odd_rows_are_kept_and_listed(core: Core, write: Write) -> None:
    done = core.imports.run(
        [
            write(
                invoice(1, total=Decimal("1.00")),
                invoice(2, issued_on=date(2027, 1, 1)),
                invoice(3, tax=Decimal("-1.00"), total=None),
                invoice(4, buyer=Party("别人有限公司", "91110108000000000X")),
            )
        ]
    )
    assert done.added == 4
    assert {"sum_differs", "date_in_future", "signs_differ", "other_taxpayer"} <= set(codes(done))


def test_a_mistyped_number_beside_the_right_one_is_listed(core: Core, write: Write) -> None:
    right = invoice(1, number="26112000009876543210")
    core.imports.run([write(right)])
    mistyped = replace(right, number="26112000009876453210")
    done = core.imports.run([write(mistyped)])
    assert (done.added, codes(done)) == (1, ["near_duplicate"])
    assert done.review[0].problem.values == {"key": right.number}
    in_a_row = [replace(right, number=f"2611200000987654{n}") for n in range(3211, 3215)]
    assert "near_duplicate" not in codes(core.imports.run([write(*in_a_row[:1])]))


def test_an_amount_that_is_filled_in_must_add_up_with_what_was_there(
    core: Core, tmp_path: Path
) -> None:
    book = tmp_path / "own.csv"
    book.write_text("数电票号码,日期,含税金额\n26112000009876543210,2026-01-05,999.00\n", "utf-8")
    core.imports.run([book])
    book.write_text("票号,日期,金额,税额\n26112000009876543210,2026-01-05,100,13\n", "utf-8")
    done = core.imports.run([book])
    assert (done.updated, codes(done)) == (1, ["sum_differs"])


def test_a_control_character_in_a_cell_spoils_no_csv_file(core: Core, tmp_path: Path) -> None:
    rows = "".join(f"2611200000{n:010d},2026-01-05,1.00,\n" for n in range(1, 10))
    book = tmp_path / "own.csv"
    book.write_text(
        "数电票号码,日期,总金额,备注\n"
        + rows
        + "2611200000\x000000000999,2026-01-05,9.00,\x1b[2J收讫\n",
        "utf-8",
    )
    done = core.imports.run([book])
    assert (done.added, done.rejected) == (10, [])
    assert core.lookup.by_name("26112000000000000999").amount == 9


def test_a_column_is_named_as_the_user_s_own_workbook_names_it(core: Core, tmp_path: Path) -> None:
    book, other = tmp_path / "own.csv", tmp_path / "other.csv"
    book.write_text("数电票号码,日期,含税金额\n26112000009876543210,2026-01-05,999.00\n", "utf-8")
    other.write_text("票号,日期,总金额\n26112000009876543210,2026-01-06,998.00\n", "utf-8")
    core.imports.run([book])
    done = core.imports.run([other])
    assert [row.column for row in done.review] == ["日期", "总金额"]
    book.write_text("数电票号码,日期,含税金额\n26112000009876453210,2026-01-05,999.00\n", "utf-8")
    assert [row.column for row in core.imports.run([book]).review] == ["数电票号码"]


def test_tickets_of_one_price_are_no_mistakes_of_each_other(core: Core, write: Write) -> None:
    tickets = [invoice(1, number=f"2611200000{n:010d}") for n in range(0, 400_000, 1_000)]
    done = core.imports.run([write(*tickets)])
    assert (done.added, codes(done)) == (400, [])


def test_another_seller_s_invoice_is_no_mistake(core: Core, write: Write) -> None:
    one = invoice(1, number="26112000009876543210", seller=Party("甲", "91110108000000000X"))
    for number, seller, listed in (
        ("26112000009876453210", Party("乙", "91110108000000001X"), 0),
        ("26112000009877543210", Party("甲"), 1),  # it may be anybody's
    ):
        done = core.imports.run([write(one, replace(one, number=number, seller=seller))])
        assert codes(done).count("near_duplicate") == listed


def test_what_lies_in_the_recycle_bin_stays_there(core: Core, write: Write) -> None:
    core.imports.run([write(invoice(1))])
    with core._ledger.store._changing() as connection:
        connection.execute(update(tables.invoices).values(deleted_at="2026"))
    done = core.imports.run([write(invoice(1))])
    assert (counts(done)[:3], codes(done)) == ((0, 0, 0), ["in_recycle_bin"])


def test_a_cancelled_import_says_how_far_it_got_and_goes_on_later(
    core: Core, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ROWS_A_COMMIT", 10)
    file = write(*(invoice(n) for n in range(35)))
    seen: list[Progress] = []

    def stop_at_twenty(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        core.imports.run([file], report=stop_at_twenty)
    assert core.lookup.find(Query()).total == 20
    assert (seen[-1].done, seen[-1].total) == (20, 35)
    assert counts(core.imports.run([file]))[:3] == (15, 0, 20)


def test_one_unreadable_file_stops_no_other(core: Core, write: Write, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "letter.csv").write_text("亲爱的,你好\n1,2\n", "utf-8")
    good = write(invoice(1))
    bad = [tmp_path / name for name in ("bad.xlsx", "empty.csv", "letter.csv", "missing.xlsx")]
    done = core.imports.run([*bad, good])
    assert done.added == 1
    assert [Path(row.file).name for row in done.rejected] == [file.name for file in bad]


def test_a_folder_and_an_archive_are_walked(core: Core, write: Write, tmp_path: Path) -> None:
    import zipfile

    (tmp_path / "books").mkdir()
    write(invoice(1), name="books/one.xlsx")
    two = write(invoice(2), name="two.csv")
    with zipfile.ZipFile(tmp_path / "books" / "more.zip", "w") as archive:
        archive.write(two, "年/two.csv")
    done = core.imports.run([tmp_path / "books"])
    assert (done.added, done.rejected) == (2, [])


def test_an_export_of_the_tax_bureau_is_not_taken_for_a_ledger(core: Core, tmp_path: Path) -> None:
    head = "数电发票号码,开票日期,金额,税额,价税合计,发票来源,是否正数发票\n"
    row = "26112000001234567890,2026-01-05,100,13,113,电子发票服务平台,是\n"
    (tmp_path / "bureau.csv").write_text(head + row, "utf-8")
    done = core.imports.run([tmp_path / "bureau.csv"])
    assert (done.added, done.records.added) == (0, 1)
    assert core.imports.run([tmp_path / "bureau.csv"], kind=WorkbookKind.LEDGER).added == 1


@given(
    st.binary(max_size=2000) | st.text(st.characters(codec="utf-8"), max_size=500).map(str.encode)
)
def test_any_bytes_are_imported_or_refused(core: Core, tmp_path: Path, data: bytes) -> None:
    for suffix in (".csv", ".xlsx"):
        file = tmp_path / f"any{suffix}"
        file.write_bytes(data)
        core.imports.run([file])


def test_a_damaged_workbook_is_imported_or_refused(
    core: Core, write: Write, tmp_path: Path
) -> None:
    whole = bytearray(write(*(invoice(n) for n in range(20))).read_bytes())
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (tmp_path / "damaged.xlsx").write_bytes(damaged[: chance.randint(1, len(damaged))])
        try:
            core.imports.run([tmp_path / "damaged.xlsx"])
        except AppError:
            continue


def some(found: Iterable[int]) -> list[Invoice]:
    return [invoice(n) for n in found]


@settings(max_examples=15)
@given(st.lists(st.integers(0, 30), max_size=30), st.lists(st.integers(0, 30), max_size=30))
def test_the_ledger_holds_each_invoice_once_whatever_is_imported(
    core: Core, write: Write, first: list[int], second: list[int]
) -> None:
    held = {x.key.name for x in all_of(core)}
    for batch in (first, second):
        core.imports.run([write(*some(batch))])
        held |= {x.key.name for x in some(batch)}
        assert [x.key.name for x in all_of(core)] == sorted(held)


def test_the_total_of_what_was_added_counts_the_rows_of_a_workbook_once(
    core: Core, write: Write
) -> None:
    rows = [invoice(n) for n in range(3)]
    done = core.imports.run([write(*rows)])
    assert done.amount == sum(x.total or 0 for x in rows) > 0
    assert core.imports.run([write(*rows)]).amount == 0
