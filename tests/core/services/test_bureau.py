"""Workbooks of the tax bureau come in whole or not at all, and cover what they cover."""

import os
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.app import Core
from core.domain.covering import Stated
from core.domain.invoice import Direction, Status
from core.domain.query import Query
from core.domain.record import Coverage, Record
from core.files.workbook import WorkbookKind
from core.progress import Cancelled, Progress
from core.services.imported import Imported
from tests.data.bureau_maker import Variant, as_read, changed, deduction_list, export, use_list
from tests.reconciling import MADE, NAME, bring_in, enter, january, with_fields


def counts(done: Imported) -> tuple[int, int, int]:
    return done.records.added, done.records.updated, done.records.unchanged


def stored(core: Core) -> dict[str, Record]:
    with core._ledger.store.reading() as work:
        found = work.records.load(range(1, 10_000))
    return {x.record.invoice.key.name: x.record for x in found if not x.gone}


def coverages(core: Core) -> list[Coverage]:
    return [x for each in core.reconciliation.imports() for x in each.coverages]


def test_an_export_becomes_records_and_no_invoices(core: Core, tmp_path: Path) -> None:
    done = bring_in(core, tmp_path, january())
    assert counts(done) == (40, 0, 0)
    assert (done.added, done.rejected, done.review) == (0, [], [])
    assert stored(core) == {x.invoice.key.name: as_read(x) for x in january()}
    assert core.lookup.find(Query()).total == 0


@pytest.mark.parametrize(
    "variant",
    [
        Variant(sheets="summary"),
        Variant(form="xls", digital="全电发票号码"),
        Variant(form="gbk", sheets="invoices", empty="--"),
        Variant(total=False, positive=False, titles=2),
    ],
)
def test_every_variant_of_it_is_taken_in(core: Core, tmp_path: Path, variant: Variant) -> None:
    suffix = {"xls": "xls", "gbk": "csv"}.get(variant.form, "xlsx")
    done = bring_in(core, tmp_path, january(), name=f"导出.{suffix}", variant=variant)
    assert (counts(done), done.rejected) == ((40, 0, 0), [])
    assert stored(core).keys() == {x.invoice.key.name for x in january()}


def test_the_same_file_or_the_same_facts_change_nothing(core: Core, tmp_path: Path) -> None:
    bring_in(core, tmp_path, january())
    assert counts(bring_in(core, tmp_path, january())) == (0, 0, 40)
    assert counts(bring_in(core, tmp_path, january(), made=date(2026, 3, 1))) == (0, 0, 40)


def test_a_period_is_stated_or_named_or_what_the_rows_touch(core: Core, tmp_path: Path) -> None:
    january_days = date(2026, 1, 1), date(2026, 1, 31)
    for name, stated, days in (
        ("全量发票查询导出结果-2026年1月.xlsx", {}, january_days),
        ("导出.xlsx", {}, january_days),
        ("2026年1-2月.xlsx", {}, (date(2026, 1, 1), MADE)),
        ("2026年2月.xlsx", {"since": date(2026, 1, 5), "until": date(2026, 1, 9)},
         (date(2026, 1, 5), date(2026, 1, 9))),
    ):  # fmt: skip
        bring_in(core, tmp_path, january(3), name=name, **stated)  # type: ignore[arg-type]
        found = coverages(core)[-1]
        assert (found.since, found.until, found.made, found.partial) == (*days, MADE, False)


def test_no_export_covers_a_day_after_its_making(core: Core, tmp_path: Path) -> None:
    bring_in(core, tmp_path, january(), made=date(2026, 1, 20))
    assert {x.until for x in coverages(core)} == {date(2026, 1, 20)}


def test_the_making_is_stated_or_the_workbook_s_or_the_file_s(core: Core, tmp_path: Path) -> None:
    one, two = tmp_path / "一.xlsx", tmp_path / "二.csv"
    stamp = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    made = changed(
        export(january()), "docProps/core.xml", lambda x: stamp.sub(b"2026-02-10T23:00:00Z", x)
    )
    one.write_bytes(made)
    two.write_bytes(export(january(), Variant(form="bom", sheets="invoices")))
    os.utime(two, (0, 1_770_000_000))
    core.imports.run([one, two])
    assert [x.made for x in core.reconciliation.imports()] == [
        "2026-02-11T07:00:00+08:00",
        "2026-02-02T10:40:00+08:00",
    ]


def test_a_direction_is_that_of_the_rows_and_then_of_the_name(core: Core, tmp_path: Path) -> None:
    bought = [x for x in january() if x.invoice.direction is Direction.IN]
    for name, rows, expected in (
        ("一.xlsx", january(), [Direction.IN, Direction.OUT]),
        ("二.xlsx", bought, [Direction.IN]),
        ("开具的2026年1月.xlsx", bought[:3], [Direction.IN]),
        ("取得的2026年1月.xlsx", january(30), [Direction.IN]),
    ):
        bring_in(core, tmp_path, rows, name=name)
        assert [x.direction for x in core.reconciliation.imports()[-1].coverages] == expected


def test_a_newer_export_that_lacks_a_record_takes_it_away_with_its_history(
    core: Core, tmp_path: Path
) -> None:
    bring_in(core, tmp_path, january())
    bring_in(core, tmp_path, january()[1:], made=date(2026, 3, 1))
    assert stored(core).keys() == {x.invoice.key.name for x in january()[1:]}
    bring_in(core, tmp_path, january()[2:], made=date(2026, 3, 2), partial=True)
    assert len(stored(core)) == 39


def test_lists_of_deductions_and_uses_give_facts_and_cover_nothing(
    core: Core, tmp_path: Path
) -> None:
    found = [replace(x, selection=None) for x in january(12)]
    bring_in(core, tmp_path, found)
    before = len(coverages(core))
    (tmp_path / "勾选.xlsx").write_bytes(deduction_list(found))
    (tmp_path / "用途确认信息.xlsx").write_bytes(use_list(found))
    done = core.imports.run([tmp_path / "勾选.xlsx", tmp_path / "用途确认信息.xlsx"])
    assert done.rejected == []
    assert (done.records.added, len(coverages(core))) == (0, before)
    selections = [x.selection for x in stored(core).values() if x.selection]
    assert selections
    assert any(x.period for x in selections)


def test_a_status_that_changed_is_news_that_stands_out_where_we_hold_the_invoice(
    core: Core, tmp_path: Path
) -> None:
    first = [with_fields(x, status=Status.NORMAL) for x in january(6)]
    enter(core, [first[0].invoice, first[2].invoice])
    bring_in(core, tmp_path, first)
    red = [with_fields(first[0], status=Status.RED_FULL), *first[1:]]
    red[1] = with_fields(first[1], status=Status.VOIDED)
    red[2] = with_fields(first[2], drawer="周知秋二")
    bring_in(core, tmp_path, red, made=date(2026, 3, 1))
    news = core.reconciliation.news()
    told = {x.key: (x.what, x.changes.get("status"), x.in_ledger, x.stands_out) for x in news}
    assert told == {
        first[0].invoice.key.name: ("changed", ("normal", "red_full"), True, True),
        first[1].invoice.key.name: ("changed", ("normal", "voided"), False, False),
        first[2].invoice.key.name: ("changed", None, True, False),
    }
    assert core.reconciliation.mark_seen([x.id for x in news[:2]]) == 2
    assert [x.key for x in core.reconciliation.news()] == [news[2].key]
    assert len(core.reconciliation.news(seen=True)) == 3


def test_bad_rows_are_named_and_the_others_kept(core: Core, tmp_path: Path) -> None:
    head = "发票代码,发票号码,数电发票号码,开票日期,金额,税额,价税合计,发票来源,是否正数发票\n"
    (tmp_path / "x.csv").write_text(
        head
        + ",,26112000001234567890,2026-01-05,100,13,113,电子发票服务平台,是\n"
        + ",,2.6442E+19,2026-01-06,100,13,113,电子发票服务平台,是\n",
        "utf-8",
    )
    done = core.imports.run([tmp_path / "x.csv"])
    assert counts(done)[0] == 1
    (row,) = done.rejected
    assert (row.row, row.problem.code.value) == (3, "number_rounded")


def test_a_cancelled_import_keeps_nothing_of_the_file(core: Core, tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(export(january()))

    def stop(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        core.imports.run([file], report=stop)
    assert (stored(core), core.reconciliation.imports()) == ({}, [])


def test_one_bad_file_stops_no_other_and_nothing_of_it_is_kept(core: Core, tmp_path: Path) -> None:
    good, archive = export(january(5)), tmp_path / "都.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("半.xlsx", good[: len(good) // 2])
        made.writestr("空表头.csv", "发票来源,是否正数发票\nx,是\n".encode())
        made.writestr("一月.xlsx", good)
    done = core.imports.run([archive])
    assert [x.file.split("!")[1] for x in done.rejected] == ["半.xlsx", "空表头.csv"]
    assert counts(done) == (5, 0, 0)
    assert [x.file_name for x in core.reconciliation.imports()] == ["一月.xlsx"]


def test_who_imports_may_say_that_it_is_one(core: Core, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "数电发票号码,开票日期,金额,价税合计\n26112000001234567890,2026-01-05,100,113\n", "utf-8"
    )
    done = core.imports.run([tmp_path / "own.csv"], kind=WorkbookKind.BUREAU, stated=Stated())
    assert (counts(done), done.added) == ((1, 0, 0), 0)


def test_ledger_and_export_may_lie_in_one_folder(core: Core, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "税局.xlsx").write_bytes(export(january(4)))
    (folder / "台账.csv").write_text(
        "数电票号码,日期,含税金额\n26112000009876543210,2026-01-05,999.00\n", "utf-8"
    )
    done = core.imports.run([folder])
    assert (done.added, done.records.added) == (1, 4)
