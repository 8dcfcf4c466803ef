"""What the company was called over the years: kept with its days, and still ours."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.app import Core
from core.domain.company import CompanyEntry
from core.domain.invoice import Direction, EntryMethod, Party
from core.domain.query import Query
from core.errors import CompanyDataUnfit
from core.secrets import MemoryKeys
from tests.invoices import IDS, draft
from tests.ledgers import COMPANY

OLD_ID, NEW_ID = COMPANY.tax_id, "91110108MA01F1CT4Y"
NEW = CompanyEntry("北京松果科技有限公司", NEW_ID, "北京市 010-1", "某银行 1", date(2026, 7, 1))
BIRCH = Party("北京白桦有限公司", "91310108000000002")


def change(core: Core, **changes: object) -> None:
    core.company_data.change(replace(NEW, **changes))  # type: ignore[arg-type]


def test_a_new_name_holds_from_its_day_and_the_old_one_is_kept(core: Core) -> None:
    change(core)
    now, before, *rest = core.company_data.all()
    assert rest == []
    assert now == replace(NEW, id=0)
    assert (before.name, before.tax_id) == (COMPANY.name, OLD_ID)
    assert (before.since, before.until) == (None, date(2026, 6, 30))
    assert core.company.name == NEW.name


def test_the_former_name_and_id_are_ours_and_what_we_are_called_now_goes_first(
    core: Core,
) -> None:
    change(core)
    for ours in (Party(COMPANY.name), Party(None, OLD_ID), Party(NEW.name), Party(None, NEW_ID)):
        assert core.company.direction_of(BIRCH, ours) is Direction.IN
        assert core.company.direction_of(ours, BIRCH) is Direction.OUT
        assert core.company.is_or_was(ours)
    assert core.company.direction_of(Party(None, OLD_ID), Party(None, NEW_ID)) is Direction.IN
    assert core.company.direction_of(BIRCH, BIRCH) is None


def test_who_enters_an_invoice_to_the_former_name_hears_of_no_other_taxpayer(core: Core) -> None:
    change(core)
    assert core.reconciliation.former()[0].name == COMPANY.name
    assert core.entry._company.former == core.company.former
    assert core.imports._company.former == core.company.former


def test_it_stands_on_the_sheet_and_in_the_next_backup(
    core: Core, keys: MemoryKeys, tmp_path: Path
) -> None:
    change(core)
    assert core.sheets.draw(keys).company.name == NEW.name
    core.backups.make(tmp_path)
    assert core.rehearsals.run().ok


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"since": None}, "no_day"),
        ({"since": date(2026, 11, 25)}, "future"),
        ({"name": "  "}, "unnamed"),
        ({"tax_id": ""}, "unnamed"),
    ],
)
def test_what_cannot_be_kept_is_said(changes: dict[str, object], reason: str, core: Core) -> None:
    with pytest.raises(CompanyDataUnfit) as refused:
        change(core, **changes)
    assert refused.value.facts["reason"] == reason
    assert len(core.company_data.all()) == 1


def test_no_change_lies_before_the_one_before(core: Core) -> None:
    change(core)
    with pytest.raises(CompanyDataUnfit):
        change(core, since=date(2026, 7, 1))
    change(core, since=date(2026, 7, 2))
    assert [x.until for x in core.company_data.all()] == [None, date(2026, 7, 1), date(2026, 6, 30)]


def test_entries_are_corrected_and_only_former_ones_removed(core: Core) -> None:
    core.company_data.correct(replace(NEW, id=0))
    assert core.company.name == NEW.name
    assert core.company.former == ()
    core.company_data.add_former(CompanyEntry("旧名", "旧号", until=date(2020, 1, 1)))
    former = core.company_data.all()[1]
    core.company_data.correct(replace(former, name="更旧"))
    assert core.reconciliation.former()[0].name == "更旧"
    with pytest.raises(CompanyDataUnfit):
        core.company_data.remove(0)
    core.company_data.remove(former.id)
    assert core.company.former == ()


def test_former_entries_do_not_overlap(core: Core) -> None:
    core.company_data.add_former(
        CompanyEntry("甲", "1", since=date(2020, 1, 1), until=date(2021, 1, 1))
    )
    with pytest.raises(CompanyDataUnfit):
        core.company_data.add_former(
            CompanyEntry("乙", "2", since=date(2020, 6, 1), until=date(2022, 1, 1))
        )
    core.company_data.add_former(
        CompanyEntry("乙", "2", since=date(2021, 1, 2), until=date(2022, 1, 1))
    )
    core.company_data.add_former(CompanyEntry("丙", "3"))
    assert len(core.company_data.all()) == 4


def test_what_nobody_could_tell_is_told_once_the_former_name_is_known(core: Core) -> None:
    old = Party("北京松子文具有限公司", IDS[2])
    entered = core.entry.add(draft(1, buyer=old), EntryMethod.MANUAL)
    bought = core.entry.add(draft(2), EntryMethod.MANUAL)
    assert (entered.direction, bought.direction) == (None, Direction.IN)
    assert core.lookup.find(Query(odd=True)).total == 1
    core.company_data.add_former(CompanyEntry(old.name or "", old.tax_id or ""))
    assert core.lookup.by_name(entered.key.name).direction is Direction.IN
    assert core.lookup.find(Query(direction=Direction.IN)).total == 2
    assert core.lookup.find(Query(odd=True)).total == 0
    assert core.checks.run()[0].code == "no_backup"
