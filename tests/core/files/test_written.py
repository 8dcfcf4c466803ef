"""A user's file is replaced whole, and read by whom it may be read."""

import stat
import sys
from pathlib import Path

import pytest

from core.errors import FileNotWritten
from core.files.written import replacing, write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def _half(made: Path) -> None:
    made.write_bytes(b"\xff")
    made.read_text("utf-8")


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_what_stood_there_stays_when_the_work_fails(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")
    with pytest.raises(UnicodeDecodeError), replacing(file) as made:
        _half(made)
    assert file.read_text() == "before"
    assert [left.name for left in tmp_path.iterdir()] == ["out.csv"]


@posix
def test_a_private_file_is_this_user_s_alone(tmp_path: Path) -> None:
    write_file(tmp_path / "sheet.png", b"x", private=True)
    assert mode(tmp_path / "sheet.png") == 0o600


@posix
@pytest.mark.parametrize("before", [0o600, 0o640, 0o664])
def test_whoever_could_read_the_old_file_can_read_the_new_one(tmp_path: Path, before: int) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")
    file.chmod(before)
    write_file(file, b"after")
    assert (file.read_bytes(), mode(file)) == (b"after", before)


def test_why_a_file_could_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("x")
    reasons = []
    for name in ("folder.csv", "none/out.csv", "file/out.csv"):
        with pytest.raises(FileNotWritten) as refused:
            write_file(tmp_path / name, b"x")
        reasons.append(refused.value.facts["reason"])
    assert reasons == ["folder", "not_found", "not_found"]
