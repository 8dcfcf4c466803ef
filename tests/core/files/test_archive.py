import os
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.problem import ProblemCode
from core.files import archive
from core.files.archive import Found, expand, walk


def packed(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return made.getvalue()


def labels(found: list[Found]) -> list[str]:
    return [each.label for each in found]


def told(found: list[Found]) -> list[ProblemCode | None]:
    return [each.problem.code if each.problem else None for each in found]


def test_arguments_are_repeated_as_given_and_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.xml").write_bytes(b"b")
    Path("a.xml").write_bytes(b"a")
    found = list(walk(["./b.xml", Path("a.xml")]))
    assert [(each.label, each.data) for each in found] == [("./b.xml", b"b"), ("a.xml", b"a")]
    assert found[0].suffix == ".xml"


def test_folders_are_walked_for_every_file_sorted_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.xml", "in/a/二.pdf", "in/a/一.pdf", "in/.hidden/x.xml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"x")
    Path("in/.hidden.xml").write_bytes(b"x")
    Path("in/~$open.xlsx").write_bytes(b"x")
    Path("in/empty.xml").write_bytes(b"")
    expected = ["./in/b.xml", *(os.path.join("./in", "a", name) for name in ("一.pdf", "二.pdf"))]  # noqa: PTH118
    assert labels(list(walk(["./in"]))) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.xml").write_bytes(b"x")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.xml").symlink_to(tmp_path / "real.xml")
    (folder / "loop").symlink_to(folder)
    assert list(walk([folder])) == []


def test_a_folder_that_may_not_be_entered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.xml").write_bytes(b"x")
    real = os.scandir

    def scandir(path: str) -> object:  # rights do not stop root
        if str(path) == str(closed):
            raise PermissionError(13, "no", str(closed))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(walk([tmp_path]))
    assert labels(found) == [str(tmp_path / "a.xml"), str(closed)]
    assert told(found) == [None, ProblemCode.UNREADABLE]


def test_a_file_named_outright_is_told_why_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_bytes(b"")
    found = list(walk([tmp_path / "missing.xml", tmp_path / "empty.xml", "a\0b"]))
    assert told(found) == [ProblemCode.UNREADABLE, ProblemCode.EMPTY, ProblemCode.UNREADABLE]
    assert found[0].problem is not None
    assert found[0].problem.values == {"reason": "missing"}


def test_an_empty_argument_is_not_the_folder_one_happens_to_be_in() -> None:
    (found,) = walk([""])
    assert (found.label, told([found])) == ("", [ProblemCode.UNREADABLE])


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes there")
def test_a_pipe_that_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert told(list(walk([tmp_path / "pipe"]))) == [ProblemCode.UNREADABLE]


def test_a_file_beyond_the_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_FILE", 10)
    (tmp_path / "a.xml").write_bytes(bytes(11))
    assert told(list(walk([tmp_path / "a.xml"]))) == [ProblemCode.TOO_LARGE]


def test_members_of_a_zip_are_named_behind_an_exclamation_mark(tmp_path: Path) -> None:
    data = packed({"2026/一月/b.xml": b"b", "a.xml": b"a", "empty.xml": b"", "2026/": b""})
    (tmp_path / "x.zip").write_bytes(data)
    file = str(tmp_path / "x.zip")
    assert labels(list(walk([file]))) == [f"{file}!2026/一月/b.xml", f"{file}!a.xml"]


def test_a_zip_within_a_zip_is_opened_once() -> None:
    inner = packed({"a.xml": b"a", "deep.zip": packed({"b.xml": b"b"})})
    found = list(expand("x.zip", packed({"in.zip": inner})))
    assert labels(found) == ["x.zip!in.zip!a.xml", "x.zip!in.zip!deep.zip"]
    assert told(found) == [None, ProblemCode.UNKNOWN_FORMAT]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "OFD.xml", "/OFD.xml"])
def test_workbooks_and_ofd_files_are_files_and_no_archives(name: str) -> None:
    data = packed({name: b"x", **({"[Content_Types].xml": b"x"} if name[0] == "x" else {})})
    assert list(expand("x", data)) == [Found("x", data)]


def test_names_that_climb_out_of_the_archive_are_only_labels(tmp_path: Path) -> None:
    data = packed({"../../evil.xml": b"x", "/etc/evil.xml": b"y"})
    found = list(expand("x.zip", data))
    assert labels(found) == ["x.zip!../../evil.xml", "x.zip!/etc/evil.xml"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_are_read_without_the_mark_for_utf_8(encoding: str) -> None:
    placeholder = "?" * len("发票一月.xml".encode(encoding))
    raw = packed({placeholder: b"x"}).replace(placeholder.encode(), "发票一月.xml".encode(encoding))
    assert labels(list(expand("x.zip", raw))) == ["x.zip!发票一月.xml"]


def test_what_macos_and_office_leave_in_a_zip_is_passed_over() -> None:
    data = packed({"__MACOSX/._a.xml": b"x", ".DS_Store": b"x", "~$b.xlsx": b"x", "a.xml": b"a"})
    assert labels(list(expand("x.zip", data))) == ["x.zip!a.xml"]


def test_a_bomb_is_told_by_its_ratio_before_it_is_unpacked() -> None:
    found = list(expand("x.zip", packed({"zeros": bytes(8 * 2**20), "a.xml": b"a"})))
    assert told(found) == [ProblemCode.TOO_LARGE, None]


def test_members_and_their_sum_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = packed({"a": bytes(60), "b": bytes(60), "c": bytes(200)}, zipfile.ZIP_STORED)
    monkeypatch.setattr(archive, "MAX_TOTAL", 100)
    monkeypatch.setattr(archive, "MAX_MEMBER", 100)
    assert told(list(expand("x", stored))) == [
        None,
        ProblemCode.TOO_LARGE,
        ProblemCode.TOO_LARGE,
    ]
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    assert told(list(expand("x", stored))) == [ProblemCode.TOO_LARGE]


def test_a_false_size_in_the_header_unpacks_no_more_than_it_says() -> None:
    raw = packed({"a.xml": bytes(5000)})
    lie = raw.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != raw
    assert told(list(expand("x.zip", lie))) == [ProblemCode.UNREADABLE]


def test_an_encrypted_member_asks_for_its_password() -> None:
    raw = bytearray(packed({"a.xml": b"abc"}, zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert told(list(expand("x.zip", bytes(raw)))) == [ProblemCode.PASSWORD_PROTECTED]


def test_an_archive_without_files_says_so() -> None:
    assert told(list(expand("x.zip", packed({"empty/": b""})))) == [ProblemCode.EMPTY]


def test_a_truncated_archive_is_damaged() -> None:
    raw = packed({"a.xml": os.urandom(500), "b.xml": b"b"})
    assert told(list(expand("x.zip", raw[:300]))) == [ProblemCode.UNREADABLE]


@settings(deadline=None)
@given(st.data())
def test_any_damage_gives_files_or_problems(data: st.DataObject) -> None:
    raw = bytearray(packed({"a.xml": b"a" * 50, "n.zip": packed({"b.xml": b"b"})}))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for found in expand("x.zip", bytes(raw)):
        assert found.data or found.problem
