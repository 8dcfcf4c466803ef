"""The ledger against the tax bureau's records, from real workbooks in a real store."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from core.app import Core
from core.domain.company import Former
from core.domain.covering import Stated
from core.domain.discrepancy import CauseCode, EvidenceCode
from core.domain.invoice import Direction, InvoiceKind, Party, Status
from core.domain.problem import ProblemCode
from core.domain.record import Record
from core.domain.topic import Topic
from core.errors import NothingToReconcile
from core.store import tables
from tests.data.bureau_maker import OURS, Variant, deduction_list, export
from tests.reconciling import MADE, NAME, bring_in, enter, january, told, with_fields


def plain(count: int = 40) -> list[Record]:
    """Records of which none is odd in itself."""
    found = [x for x in january(count * 2) if not x.invoice.red_of]
    return [with_fields(x, status=Status.NORMAL) for x in found][:count]


def test_without_a_workbook_of_the_tax_bureau_there_is_nothing_to_compare(core: Core) -> None:
    enter(core, [x.invoice for x in january(3)])
    with pytest.raises(NothingToReconcile):
        core.reconciliation.run()


def test_a_ledger_that_holds_what_the_export_holds_agrees(core: Core, tmp_path: Path) -> None:
    enter(core, [x.invoice for x in january()])
    bring_in(core, tmp_path, january())
    found = core.reconciliation.run()
    assert (found.ours, found.theirs, found.matched, found.not_covered) == (40, 40, 40, 0)
    assert found.cases == ()
    assert found.period == (date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize("variant", [Variant(total=False), Variant(sheets="summary")])
def test_what_the_export_does_not_say_is_no_difference(
    core: Core, tmp_path: Path, variant: Variant
) -> None:
    enter(core, [x.invoice for x in january()])
    bring_in(core, tmp_path, january(), variant=variant)
    assert core.reconciliation.run().matched == 40


def test_a_list_that_tells_no_status_contradicts_none(core: Core, tmp_path: Path) -> None:
    ours = [with_fields(x, status=Status.VOIDED).invoice for x in plain(4)]
    enter(core, ours)
    head = "数电发票号码,发票代码,发票号码,开票日期,金额,票面税额,有效抵扣税额,是否勾选\n"
    rows = [
        f"{x.number if len(x.number) == 20 else ''},{x.code or ''},"
        f"{x.paper_number or (x.number if len(x.number) == 8 else '')},"
        f"{x.issued_on},{x.net},{x.tax},{x.tax},是\n"
        for x in ours
    ]
    (tmp_path / "勾选.csv").write_text(head + "".join(rows), "utf-8")
    done = core.imports.run([tmp_path / "勾选.csv"])
    assert (done.records.added, done.rejected) == (4, [])
    found = core.reconciliation.run()
    assert (found.matched, found.cases) == (4, ())


def test_differences_are_named_by_field_with_both_sides(core: Core, tmp_path: Path) -> None:
    base = plain(10)
    wrong = replace(
        base[0].invoice,
        total=(base[0].invoice.total or 0) + Decimal("900.00"),
        seller=replace(base[0].invoice.seller, name="别的有限公司"),
    )
    enter(core, [wrong, *(x.invoice for x in base[1:])])
    bring_in(core, tmp_path, [base[0], with_fields(base[1], status=Status.RED_FULL), *base[2:]])
    found = core.reconciliation.run()
    assert found.matched == 8
    assert {x.key for x in found.cases} == {base[0].invoice.key.name, base[1].invoice.key.name}
    case = next(x for x in found.cases if x.key == base[0].invoice.key.name)
    assert [(x.field, x.ours, x.theirs) for x in case.fields] == [
        ("total", f"{wrong.total}", f"{base[0].invoice.total}"),
        ("seller.name", "别的有限公司", base[0].invoice.seller.name),
    ]
    assert case.pair is None
    other = next(x for x in found.cases if x is not case)
    assert other.causes[0].cause == "status_red"


def test_names_that_differ_in_blanks_and_brackets_agree(core: Core, tmp_path: Path) -> None:
    base = plain(4)
    spelled = Party("虚构(天津) 贸易有限公司", "91120101ma05xkp27q", "天津市虚构路1号")
    seller = Party("虚构（天津）贸易有限公司", "91120101MA05XKP27Q")
    theirs = [with_fields(x, seller=seller, buyer=OURS, direction=Direction.IN) for x in base]
    enter(core, [replace(x.invoice, seller=spelled) for x in theirs])
    bring_in(core, tmp_path, theirs)
    assert core.reconciliation.run().matched == 4


def test_what_stands_on_one_side_alone_is_told(core: Core, tmp_path: Path) -> None:
    base = plain(12)
    enter(core, [x.invoice for x in base[1:]])
    bring_in(core, tmp_path, base[:-1])
    assert {(kind, key) for kind, key, _, _ in told(core.reconciliation.run())} == {
        ("missing_in_export", base[-1].invoice.key.name),
        ("missing_in_ledger", base[0].invoice.key.name),
    }


def test_ours_outside_the_exports_is_counted_and_reported_only_if_asked_for(
    core: Core, tmp_path: Path
) -> None:
    base = plain(10)
    later = replace(base[9].invoice, issued_on=date(2026, 2, 3))
    enter(core, [*(x.invoice for x in base[:9]), later])
    bring_in(core, tmp_path, base[:9], name="导出.xlsx")
    found = core.reconciliation.run()
    assert (found.matched, found.not_covered, found.cases) == (9, 1, ())
    asked = core.reconciliation.run(date(2026, 2, 1), date(2026, 2, 28))
    assert asked.period == (date(2026, 2, 1), date(2026, 2, 28))
    assert [x.key for x in asked.cases] == [later.key.name]
    assert "outside_period" in {x.cause for x in asked.cases[0].causes}


def test_a_direction_that_was_not_exported_is_not_missed(core: Core, tmp_path: Path) -> None:
    base = plain(20)
    enter(core, [x.invoice for x in base])
    bought = [x for x in base if x.invoice.direction is Direction.IN]
    bring_in(core, tmp_path, bought)
    found = core.reconciliation.run()
    assert (found.matched, found.not_covered) == (len(bought), 20 - len(bought))


def test_a_period_matches_also_what_the_other_side_dates_outside_of_it(
    core: Core, tmp_path: Path
) -> None:
    base = plain(6)
    moved = replace(base[0].invoice, issued_on=date(2026, 2, 1))
    enter(core, [moved, *(x.invoice for x in base[1:])])
    bring_in(core, tmp_path, base)
    for days in ((date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28))):
        found = core.reconciliation.run(*days)
        assert [(x.type.value, x.key) for x in found.cases] == [("differs", moved.key.name)]


def test_a_mistyped_number_is_paired_with_the_right_one(core: Core, tmp_path: Path) -> None:
    base = [x for x in plain(30) if len(x.invoice.number) == 20 and not x.invoice.code]
    right = base[0].invoice
    number = right.number[:12] + str((int(right.number[12]) + 5) % 10) + right.number[13:]
    enter(core, [replace(right, number=number), *(x.invoice for x in base[1:])])
    bring_in(core, tmp_path, base)
    (case,) = core.reconciliation.run().cases
    assert told(core.reconciliation.run()) == [
        ("missing_in_export", number, right.number, "number_mistyped")
    ]
    assert [(x.field, x.ours, x.theirs) for x in case.fields] == [("number", number, right.number)]


def test_what_lies_in_the_recycle_bin_or_is_gone_is_not_compared(
    core: Core, tmp_path: Path
) -> None:
    base = plain(6)
    enter(core, [x.invoice for x in base])
    bring_in(core, tmp_path, base)
    bring_in(core, tmp_path, base[1:], made=date(2026, 3, 1))
    with core._ledger.store.writing() as work:
        row = work.invoices.ids_of([base[0].invoice.key.name]).values()
        work.invoices.throw_away(list(row), work.at)
        work.record("delete", base[0].invoice.key, Topic.INVOICES)
    found = core.reconciliation.run()
    assert (found.ours, found.theirs, found.matched) == (5, 5, 5)


def test_a_former_name_is_known_to_the_causes(core: Core, tmp_path: Path) -> None:
    base = [x for x in plain(20) if x.invoice.direction is Direction.IN]
    former = Party("北京松子文具有限公司", "91110105MA00FRMR1X")
    ours = replace(base[0].invoice, buyer=former)
    enter(core, [ours, *(x.invoice for x in base[1:])])
    bring_in(core, tmp_path, base[1:])
    assert told(core.reconciliation.run())[0][3] != "former_name_or_id"
    core.reconciliation.add_former(Former("北京松子文具有限公司", "91110105MA00FRMR1X"))
    assert told(core.reconciliation.run())[0][3] == "former_name_or_id"
    assert [x.name for x in core.reconciliation.former()] == ["北京松子文具有限公司"]


def test_a_failed_verification_is_a_cause(core: Core, tmp_path: Path) -> None:
    base = plain(20)
    enter(core, [x.invoice for x in base])
    bring_in(core, tmp_path, base[1:])
    with core._ledger.store._changing() as connection:
        for state, at in (
            ("matches", "2026-01-01"),
            ("not_found", "2026-02-01"),
            ("late", "2026-03-01"),
        ):
            connection.execute(
                insert(tables.verifications).values(
                    invoice=1, state=state, provider="百望", at=f"{at}T09:00:00+08:00"
                )
            )
    (case,) = core.reconciliation.run().cases
    assert "verification_failed" in {x.cause for x in case.causes}


def test_a_red_record_of_ours_names_the_invoice_that_it_reverses(
    core: Core, tmp_path: Path
) -> None:
    base = [x for x in plain(20) if len(x.invoice.number) == 20]
    blue = base[0].invoice
    red = with_fields(
        base[1],
        number="26112000000099999999",
        code=None,
        paper_number=None,
        net=-(blue.net or 0),
        tax=-(blue.tax or 0),
        total=-(blue.total or 0),
        status=Status.RED,
        lines=(),
        remark=f"被红冲蓝字数电发票号码：{blue.number}",
        kind=InvoiceKind.DIGITAL_SPECIAL,
        issued_on=blue.issued_on + timedelta(days=1),
    )
    enter(core, [blue])
    bring_in(core, tmp_path, [base[0], red], variant=Variant(sheets="invoices"))
    assert told(core.reconciliation.run()) == [
        ("missing_in_ledger", "26112000000099999999", None, "red_letter_of_ours")
    ]


def test_lists_alone_can_be_compared(core: Core, tmp_path: Path) -> None:
    base = [x for x in plain(20) if x.invoice.direction is Direction.IN]
    enter(core, [x.invoice for x in base])
    (tmp_path / "勾选.xlsx").write_bytes(deduction_list(base[:5]))
    core.imports.run([tmp_path / "勾选.xlsx"])
    found = core.reconciliation.run()
    assert (found.matched, found.not_covered, found.cases) == (5, len(base) - 5, ())


def test_a_former_name_keeps_its_days(core: Core, tmp_path: Path) -> None:
    core.reconciliation.add_former(Former("甲", "X", date(2020, 1, 1), date(2024, 1, 1)))
    assert core.reconciliation.former()[0].until == date(2024, 1, 1)


def spoiled(data: bytes, number: str) -> bytes:
    """Turn a number into what Excel makes of it: fifteen figures and no more."""
    book = load_workbook(BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == number:
                    cell.value = float(number)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_row_that_could_not_be_read_accuses_nobody(core: Core, tmp_path: Path) -> None:
    base = [x for x in plain() if len(x.invoice.number) == 20 and not x.invoice.paper_number]
    lost, held = base[0].invoice, base[1].invoice
    enter(core, [x.invoice for x in base])
    bring_in(core, tmp_path, base, name="early-2026年1月.xlsx", made=MADE - timedelta(days=1))
    assert core.reconciliation.run().cases == ()
    file = tmp_path / NAME
    file.write_bytes(spoiled(export([x for x in base if x.invoice != held]), lost.number))
    done = core.imports.run([file], stated=Stated(made=MADE))
    assert {x.problem.code for x in done.rejected} == {ProblemCode.NUMBER_ROUNDED}
    assert core.reconciliation.news() == []
    assert core.reconciliation.run().cases == ()  # the older list still holds both


def test_a_row_that_is_probably_this_invoice_is_named(core: Core, tmp_path: Path) -> None:
    base = [x for x in plain() if len(x.invoice.number) == 20 and not x.invoice.paper_number]
    lost, absent = base[0].invoice, base[1].invoice
    enter(core, [x.invoice for x in base])
    file = tmp_path / NAME
    file.write_bytes(spoiled(export([x for x in base if x.invoice != absent]), lost.number))
    core.imports.run([file], stated=Stated(made=MADE))
    causes = {x.key: x.causes[0] for x in core.reconciliation.run().cases}
    assert set(causes) == {lost.key.name, absent.key.name}
    assert causes[lost.key.name].cause is CauseCode.FILTERED_EXPORT
    first = causes[lost.key.name].evidence[0]
    assert first.code is EvidenceCode.ROW_UNREAD_IS_THIS
    assert first.values["file"] == NAME
    told_of_all = causes[absent.key.name].evidence[0]
    assert told_of_all.code is EvidenceCode.ROWS_UNREAD
    assert told_of_all.values == {"file": NAME, "rows": "1"}


def test_one_invoice_is_told_of_as_all_together_tell_of_it(core: Core, tmp_path: Path) -> None:
    base = plain(12)
    wrong = replace(base[1].invoice, total=(base[1].invoice.total or 0) + Decimal("900.00"))
    ours = [wrong, *(x.invoice for x in base[2:])]
    enter(core, ours)
    assert core.reconciliation.about(wrong.key.name) is None
    bring_in(core, tmp_path, base[:-1])
    cases = {x.key: x for x in core.reconciliation.run().cases}
    assert wrong.key.name in cases
    for invoice in ours:
        name = invoice.key.name
        about, case = core.reconciliation.about(name), cases.get(name)
        assert (about and about.type, about and about.fields) == (
            case and case.type,
            case and case.fields,
        )


def test_an_invoice_entered_once_more_with_its_number_mistyped_is_told_so(
    core: Core, tmp_path: Path
) -> None:
    base = [x for x in plain() if len(x.invoice.number) == 20 and not x.invoice.code]
    right, other = base[0].invoice, base[1].invoice
    digit = str((int(right.number[12]) + 5) % 10)
    again = replace(right, number=right.number[:12] + digit + right.number[13:])
    stranger = replace(again, number=other.number[:12] + digit + other.number[13:])
    enter(core, [*(x.invoice for x in base), again, replace(stranger, total=None, net=Decimal(7))])
    bring_in(core, tmp_path, base)
    found = {x.key: x for x in core.reconciliation.run().cases}
    (twice,) = found[again.key.name].causes
    assert twice.cause is CauseCode.NUMBER_MISTYPED
    assert twice.evidence[0].values["twin"] == right.key.name
    assert EvidenceCode.SAME_PARTY in {x.code for x in twice.evidence}
    assert found[stranger.key.name].causes[0].cause is not CauseCode.NUMBER_MISTYPED


def test_one_entered_twice_is_no_twin_of_what_no_list_has(core: Core, tmp_path: Path) -> None:
    base = [x for x in plain() if len(x.invoice.number) == 20 and not x.invoice.code]
    alone = base[0].invoice
    digit = str((int(alone.number[12]) + 5) % 10)
    again = replace(alone, number=alone.number[:12] + digit + alone.number[13:])
    enter(core, [*(x.invoice for x in base), again])
    bring_in(core, tmp_path, base[1:])
    found = {x.key: x for x in core.reconciliation.run().cases}
    assert {alone.key.name, again.key.name} <= found.keys()
    assert all(x.found.twin is None for x in found.values())
