"""Whole books with known errors, from real workbooks through a real store to their causes."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from core.app import Core
from core.domain.company import Former
from core.domain.covering import Stated
from core.domain.topic import Topic
from core.files.ledger_writer import write_ledger
from core.store import tables
from tests.data.bureau_maker import Variant, export
from tests.data.made_books import FORMER, TUNED, Book, Family, book


def take_in(core: Core, folder: Path, made: Book) -> None:
    """Write the ledger and the exports as workbooks, and import them."""
    write_ledger(folder / "台账.xlsx", made.ours)
    core.imports.run([folder / "台账.xlsx"])
    for facts in made.around.exports:
        file = folder / facts.file
        file.write_bytes(export(made.exports[facts.file], Variant(sheets="invoices")))
        coverage = facts.coverage
        core.imports.run([file], stated=Stated(coverage.since, coverage.until, coverage.made))
    core.reconciliation.add_former(Former(FORMER.name or "", FORMER.tax_id or ""))
    with core._ledger.store.writing() as work:
        rows = work.invoices.ids_of(made.answers)
        for key, answer in made.answers.items():
            values = {"invoice": rows[key], "state": answer.verdict.value, "charged": False}
            values |= {"provider": answer.provider, "at": answer.at.isoformat()}
            work.connection.execute(insert(tables.verifications).values(values))
        work.record("verify", None, Topic.INVOICES)


@pytest.mark.parametrize(
    ("seed", "family"), list(enumerate((*TUNED[:3], Family(errors=0, filtered=0))))
)
def test_known_errors_are_found_and_explained_and_nothing_else(
    core: Core, tmp_path: Path, seed: int, family: Family
) -> None:
    made = book(40 + seed, family)
    take_in(core, tmp_path, made)
    asked = made.around.asked or (None, None)
    found = core.reconciliation.run(*asked)
    cases = {case.key: case for case in found.cases}
    right = [
        key
        for key, truth in made.truths.items()
        if key in cases
        and cases[key].type is truth.type
        and cases[key].causes[0].cause is truth.first
    ]
    ends = made.truths.keys() | {truth.pair for truth in made.truths.values()}
    assert cases.keys() <= ends
    assert len(right) >= 0.98 * len(made.truths)
    assert found.not_covered == made.not_covered
