"""A ledger opens wherever it lies."""

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from sqlcipher3 import dbapi2

from core.secrets import Key
from core.store.connection import connect, uri_of


@pytest.mark.parametrize(
    "name",
    ["plain", "a b", "100%41", "中文", "?mode=memory", "#part", "a&b=c", "file:x", "'quoted'"],
)
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('?:*"<>|'):
        pytest.skip("Windows takes no such name")
    file, key = tmp_path / name / "ledger.db", Key.new()
    file.parent.mkdir()
    made = connect(file, key, make=True)
    made.execute("CREATE TABLE found (x)")
    made.close()
    again = connect(file, key)
    assert again.execute("SELECT count(*) FROM found").fetchone() == (0,)
    again.close()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_utf_8_opens_too(tmp_path: Path) -> None:
    folder = tmp_path / "\udcff"
    folder.mkdir()
    connect(folder / "ledger.db", Key.new(), make=True).close()
    assert (folder / "ledger.db").exists()


def test_a_network_drive_of_windows_is_no_host_of_the_address() -> None:
    assert uri_of(PureWindowsPath(r"\\server\share\a b\x.db")) == "file:////server/share/a%20b/x.db"
    assert uri_of(PureWindowsPath(r"C:\Users\王\x.db")) == "file:///C:/Users/%E7%8E%8B/x.db"
    assert uri_of(PurePosixPath("/a/b?c#d%.db")) == "file:///a/b%3Fc%23d%25.db"
    with pytest.raises(dbapi2.OperationalError):  # what as_uri() says is refused
        dbapi2.connect(PureWindowsPath(r"\\server\share\x.db").as_uri(), uri=True)
