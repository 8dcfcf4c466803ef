"""The schema: how it came to be and how it is are the same, and older ledgers are brought up."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.query import Query
from core.errors import FolderNeedsRest, LedgerDamaged
from core.secrets import Key, MemoryKeys
from core.store import schema
from core.store.connection import engine_of
from core.store.generations import ledger_file, read_current
from core.store.ledger import open_ledger
from core.store.search import Search
from core.store.tables import metadata
from tests.invoices import draft
from tests.ledgers import now


def test_the_migrations_lead_to_the_tables(folder: Path, keys: MemoryKeys) -> None:
    current = read_current(folder)
    engine = engine_of(ledger_file(folder, 1), keys.get(current.key_id))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_version_is_the_one_that_is_named() -> None:
    assert schema.known_versions()[-1] == schema.HEAD


REVISION = f"""
from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "{schema.HEAD}"

def upgrade():
    op.add_column("invoices", sa.Column("mood", sa.String(), server_default="calm"))
"""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later version of the program."""
    made = Path(shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations"))
    (made / "versions" / "9999_mood.py").write_text(REVISION, "utf-8")
    return made


def filled(folder: Path, keys: MemoryKeys) -> tuple[object, ...]:
    core = Core.open(folder, keys, now=now, by="t")
    for n in range(20):
        core.entry.add(draft(n), EntryMethod.MANUAL)
    found = core.lookup.find(Query(), 100).invoices
    core.close()
    return found


def test_an_older_ledger_is_brought_up_in_a_generation_of_its_own(
    folder: Path, keys: MemoryKeys, later: Path
) -> None:
    before = filled(folder, keys)
    old = ledger_file(folder, 1).read_bytes()
    ledger = open_ledger(folder, keys, now=now, by="t", migrations=later)
    assert ledger.current.generation == 2
    with ledger.store.reading() as work:
        ids = work.search.find(Search(), 100).invoices
        assert tuple(work.invoices.load(ids)) == before
        assert (
            work.connection.exec_driver_sql("SELECT DISTINCT mood FROM invoices").scalar() == "calm"
        )
        assert work.trail.broken_at() is None
    ledger.close()
    assert ledger_file(folder, 1).read_bytes() == old
    assert schema.version(ledger_file(folder, 2), keys.get(read_current(folder).key_id)) == "9999"


def test_an_older_ledger_that_is_open_elsewhere_is_left_alone(
    folder: Path, keys: MemoryKeys, later: Path
) -> None:
    core = Core.open(folder, keys, now=now)
    with pytest.raises(FolderNeedsRest):
        open_ledger(folder, keys, now=now, by="t", migrations=later)
    core.close()
    assert read_current(folder).generation == 1


def test_a_migration_that_fails_changes_nothing(
    folder: Path, keys: MemoryKeys, later: Path
) -> None:
    before = filled(folder, keys)
    broken = REVISION.replace('"invoices"', '"nothing"')
    (later / "versions" / "9999_mood.py").write_text(broken, "utf-8")
    with pytest.raises(RuntimeError):
        open_ledger(folder, keys, now=now, by="t", migrations=later)
    assert read_current(folder).generation == 1
    core = Core.open(folder, keys, now=now, by="t")
    assert core.lookup.find(Query(), 100).invoices == before
    core.close()
    assert sorted(p.name for p in (folder / "generations").iterdir()) == ["1"]


def test_a_flipped_bit_is_found_when_a_file_is_proven(folder: Path, keys: MemoryKeys) -> None:
    key = keys.get(read_current(folder).key_id)
    file = ledger_file(folder, 1)
    schema.prove(file, key)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 4
    file.write_bytes(data)
    with pytest.raises(LedgerDamaged):
        schema.prove(file, key)


def test_before_an_older_ledger_is_brought_up_it_can_be_backed_up(
    folder: Path, keys: MemoryKeys, later: Path, tmp_path: Path
) -> None:
    filled(folder, keys)
    seen = []

    def before(file: Path, key: Key, key_id: str) -> None:
        seen.append((file, schema.version(file, key), key_id))

    for _ in range(2):
        open_ledger(folder, keys, now=now, by="t", migrations=later, before=before).close()
    assert seen == [(ledger_file(folder, 1), schema.HEAD, read_current(folder).key_id)]
