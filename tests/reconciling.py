"""A ledger and exports of the tax bureau that hold the same invoices, to be spoiled by a test."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from core.app import Core
from core.domain.covering import Stated
from core.domain.decision import Case
from core.domain.invoice import Entered, EntryMethod, Invoice
from core.domain.record import Record
from core.domain.topic import Topic
from core.services.imported import Imported
from core.services.reconciliation import Reconciled
from tests.data.bureau_maker import NOW as VARIANT
from tests.data.bureau_maker import Variant, export, records
from tests.ledgers import NOW

MADE = date(2026, 2, 20)
"""After everything of January has arrived."""
NAME = "全量发票查询导出结果-2026年1月.xlsx"
MARK = Entered(EntryMethod.MANUAL, "tester", NOW)


def january(count: int = 40, seed: int = 1) -> list[Record]:
    """Purchases and sales of January as the tax bureau has them."""
    return list(records(count, seed))


def with_fields(record: Record, **changes: Any) -> Record:
    """A record whose invoice says something else."""
    return replace(record, invoice=replace(record.invoice, **changes))


def enter(core: Core, found: Iterable[Invoice]) -> None:
    """Put invoices into the ledger as they are."""
    marked = [replace(x, entered=x.entered or MARK) for x in found]
    with core._ledger.store.writing() as work:
        work.invoices.add(marked)
        work.record_all("add", [x.key.name for x in marked], Topic.INVOICES)


def bring_in(
    core: Core,
    folder: Path,
    found: Iterable[Record],
    *,
    name: str = NAME,
    made: date | None = MADE,
    variant: Variant = VARIANT,
    **stated: Any,
) -> Imported:
    """Write an export and import it."""
    file = folder / name
    file.write_bytes(export(found, variant))
    return core.imports.run([file], stated=Stated(made=made, **stated))


def told(found: Reconciled) -> list[tuple[str, str, str | None, str]]:
    """Type, key, pair and first cause of each case."""
    return [(x.type.value, x.key, x.pair, x.causes[0].cause.value) for x in found.cases]


def case_of(core: Core, key: str) -> Case:
    """The case of a key."""
    (found,) = [x for x in core.reconciliation.run().cases if x.key == key]
    return found


def by_key(core: Core) -> dict[str, Invoice]:
    """What the ledger holds."""
    from core.domain.query import Query

    return {x.key.name: x for x in core.lookup.find(Query(), 10_000).invoices}
