"""A real encrypted ledger in a temporary folder, with a clock that stands still."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from core.app import BEIJING, Core, create_folder
from core.domain.company import Company
from core.secrets import MemoryKeys

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=BEIJING)
COMPANY = Company("北京松果文具有限公司", "91110105MA01F1CT48")


def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MemoryKeys]:
    """An empty ledger, made once: making one takes half a second."""
    keys, folder = MemoryKeys(), tmp_path_factory.mktemp("made") / "ledger"
    create_folder(folder, COMPANY, keys, now=now, by="tester")
    return folder, keys


@pytest.fixture
def keys(made_folder: tuple[Path, MemoryKeys]) -> MemoryKeys:
    return made_folder[1]


@pytest.fixture
def folder(made_folder: tuple[Path, MemoryKeys], tmp_path: Path) -> Path:
    """A copy of the empty ledger, of this test alone."""
    return Path(shutil.copytree(made_folder[0], tmp_path / "ledger"))


@pytest.fixture
def core(folder: Path, keys: MemoryKeys) -> Iterator[Core]:
    opened = Core.open(folder, keys, now=now, by="tester")
    yield opened
    opened.close()
