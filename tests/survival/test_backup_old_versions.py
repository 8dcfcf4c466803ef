"""Ledgers and backups of every released version of the schema open, migrate and restore.

They lie in tests/data/databases, each beside its recovery code and what it holds.
"""

import json
import shutil
from pathlib import Path

import pytest

from core import settings
from core.app import Core
from core.domain.invoice import EntryMethod, Status
from core.domain.query import Query
from core.secrets import MemoryKeys, key_of
from core.services.restoring import restore, show, undo
from core.store import schema
from core.store.generations import About, Origin, next_generation, read_current, switch
from tests.invoices import NAMES, draft
from tests.keeping import FACTS, actions, broken, facts_of, held_later, later_migrations
from tests.ledgers import COMPANY, now

DATABASES = Path(__file__).resolve().parents[1] / "data" / "databases"
VERSIONS = sorted(file.stem for file in DATABASES.glob("*.db"))


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def keys(version: str) -> MemoryKeys:
    return MemoryKeys(any_id=key_of((DATABASES / f"{version}.code").read_text("utf-8")))


@pytest.fixture
def expected(version: str) -> list[object]:
    held = json.loads((DATABASES / f"{version}.json").read_text("utf-8"))
    assert held["facts"] == FACTS
    return list(held["invoices"])


@pytest.fixture
def old(version: str, keys: MemoryKeys, tmp_path: Path) -> Path:
    """The data folder of that version, as it stood on a user's disk."""
    folder = tmp_path / "old"
    folder.mkdir()
    key_id = json.loads((DATABASES / f"{version}.json").read_text("utf-8"))["key_id"]
    about = About(key_id, keys.get(key_id).check(), Origin.CREATED)
    with next_generation(folder, 1, about) as file:
        shutil.copyfile(DATABASES / f"{version}.db", file)
    switch(folder, 1)
    return folder


def facts_in(folder: Path, keys: MemoryKeys) -> list[object]:
    core = Core.open(folder, keys, now=now, by="t")
    try:
        assert broken(core) == []
        assert core.company == COMPANY
        assert actions(core)[:3] == ["create", "add", "add"]
        return [facts_of(x) for x in core.lookup.find(Query(), 100).invoices]
    finally:
        core.close()


def test_every_version_has_its_ledger_and_its_backup() -> None:
    assert schema.known_versions() == VERSIONS
    for version in VERSIONS:
        for ending in ("db", "piaohe", "code", "json"):
            assert (DATABASES / f"{version}.{ending}").is_file()


def test_an_old_ledger_opens_with_everything_in_it(
    old: Path, keys: MemoryKeys, expected: list[object]
) -> None:
    assert facts_in(old, keys) == expected
    assert len(expected) == 20
    core = Core.open(old, keys, now=now, by="t")
    assert core.lookup.find(Query("差旅")).total > 0
    core.entry.add(draft(900), EntryMethod.MANUAL)
    core.close()
    assert len(facts_in(old, keys)) == 21


def test_an_old_ledger_serves_entering_as_a_new_one_does(
    version: str, old: Path, keys: MemoryKeys, expected: list[list[str]]
) -> None:
    core = Core.open(old, keys, now=now, by="t")
    entered = [x.number for x in core.entry.recent()]
    assert entered == sorted((str(x[0]) for x in expected), reverse=True)
    red = [x.status for x in core.lookup.find(Query(odd=True)).invoices]
    assert red == [Status.RED]  # with an amount that is not negative
    assert [x.name for x in core.entry.parties("青禾")] == [NAMES[1]]
    assert {x.name for x in core.entry.parties("", limit=2)} == {COMPANY.name, NAMES[1]}
    assert core.entry.kept() == (None if version == "0001" else '{"half": "typed"}')
    core.close()


def test_an_old_ledger_is_brought_up_by_a_later_version(
    old: Path, keys: MemoryKeys, expected: list[object], tmp_path: Path
) -> None:
    later = later_migrations(tmp_path)
    assert [facts_of(x) for x in held_later(old, keys, later)] == expected
    assert read_current(old).generation == 2


def test_an_old_backup_is_restored(
    version: str, old: Path, keys: MemoryKeys, expected: list[object], tmp_path: Path
) -> None:
    file = tmp_path / "old.piaohe"
    shutil.copyfile(DATABASES / f"{version}.piaohe", file)
    contents = show(file, keys, tmp_path / "new")
    assert (contents.company, contents.invoices, contents.originals) == (COMPANY.name, 20, 2)
    assert contents.schema == version
    restore(file, tmp_path / "new", keys, now=now, by="t")
    assert facts_in(tmp_path / "new", keys) == expected
    core = Core.open(old, keys, now=now, by="t")
    core.entry.add(draft(900), EntryMethod.MANUAL)
    core.close()
    restore(file, old, keys, now=now, by="t")
    assert facts_in(old, keys) == expected
    undo(old, keys, now=now, by="t")
    assert len(facts_in(old, keys)) == 21


def test_an_old_backup_is_restored_by_a_later_version(
    version: str, keys: MemoryKeys, expected: list[object], tmp_path: Path
) -> None:
    later = later_migrations(tmp_path)
    file = DATABASES / f"{version}.piaohe"
    restore(file, tmp_path / "new", keys, now=now, by="t", migrations=later)
    assert [facts_of(x) for x in held_later(tmp_path / "new", keys, later)] == expected


def test_an_old_ledger_is_backed_up_before_it_is_brought_up(
    old: Path, keys: MemoryKeys, expected: list[object], version: str, tmp_path: Path
) -> None:
    place = tmp_path / "backups"
    place.mkdir()
    settings.save(old, settings.Settings(backups=str(place)))
    core = Core.open(old, keys, now=now, by="t")
    made = list(place.iterdir())
    assert len(made) == (version != schema.HEAD)
    newest = [x.file for x in core.backups.known()][: len(made)]
    assert newest == [x.resolve() for x in made]
    core.close()
    for file in made:
        assert show(file, keys, old).schema == version
        assert restore(file, old, keys, now=now, by="t").invoices == len(expected)
