"""The watched folder: what is whole comes in once, what is still arriving waits."""

import os
from pathlib import Path

import pytest

from core.app import Core
from core.domain.query import Query
from core.errors import FileUnreadable
from core.services.watching import Watching
from tests.data.invoice_files import as_xml
from tests.invoices import draft


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    made = tmp_path / "下载"
    made.mkdir()
    return made


def test_what_is_whole_comes_in_once_and_stays_where_it_lies(core: Core, watched: Path) -> None:
    (watched / "a.xml").write_bytes(as_xml(draft(1)))
    assert core.watching.watch_once(watched) is None  # it may still be written
    done = core.watching.watch_once(watched)
    assert done
    assert done.added == 1
    assert core.watching.watch_once(watched) is None
    assert (watched / "a.xml").exists()


def test_what_still_grows_waits(core: Core, watched: Path) -> None:
    data = as_xml(draft(1))
    (watched / "a.xml").write_bytes(data[:100])
    core.watching.watch_once(watched)
    (watched / "a.xml").write_bytes(data)
    assert core.watching.watch_once(watched) is None
    done = core.watching.watch_once(watched)
    assert done
    assert (done.added, done.rejected) == (1, [])


@pytest.mark.parametrize("name", ["a.xml.crdownload", "a.part", "a.TMP", ".a.xml", "~$a.xlsx"])
def test_partial_and_hidden_files_are_left_alone(core: Core, watched: Path, name: str) -> None:
    (watched / name).write_bytes(as_xml(draft(1)))
    assert [core.watching.watch_once(watched) for _ in range(3)] == [None] * 3
    (watched / name).rename(watched / "a.xml")
    core.watching.watch_once(watched)
    assert core.watching.watch_once(watched)


def test_it_is_remembered_by_a_new_program_and_a_changed_file_comes_again(
    core: Core, watched: Path
) -> None:
    file = watched / "a.xml"
    file.write_bytes(b"<EInvoice>broken")
    core.watching.watch_once(watched)
    refused = core.watching.watch_once(watched)
    assert refused
    assert len(refused.rejected) == 1
    later = Watching(core._ledger.store, core.imports)
    assert [later.watch_once(watched) for _ in range(3)] == [None] * 3
    file.write_bytes(as_xml(draft(1)))
    os.utime(file, ns=(1, 1))
    later.watch_once(watched)
    assert later.watch_once(watched)
    assert core.lookup.find(Query()).total == 1


def test_a_folder_that_is_gone_is_said(core: Core, watched: Path) -> None:
    watched.rmdir()
    with pytest.raises(FileUnreadable):
        core.watching.watch_once(watched)
