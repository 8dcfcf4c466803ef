"""Files, folders and ZIP archives: arguments become labelled bytes.

Nothing is ever unpacked to disk, so that names inside an archive (`../x`) are only labels.
"""

import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePath

from core.domain.problem import Problem, ProblemCode
from core.files.format import Refused
from core.files.locked import member_of

MAX_FILE = 256 * 2**20
"""Bytes of one file on disk that are read at all."""
MAX_MEMBERS = 20_000
MAX_MEMBER = 64 * 2**20
MAX_TOTAL = 1024 * 2**20
MAX_RATIO = 300
"""Unpacked over packed size of a member beyond which it is taken for a bomb (above 1 MiB)."""

_ZIP = b"PK\x03\x04"
_OFFICE = ("[content_types].xml", "ofd.xml", "mimetype")


@dataclass(frozen=True, slots=True)
class Found:
    """One file: `label` repeats the argument, or is `ARG!path/in/zip`.

    Either `data` or `problem` is there; `suffix` is lower case, with its dot. `password` was given
    for what the file asks one for.
    """

    label: str
    data: bytes = b""
    problem: Problem | None = None
    password: str = field(default="", repr=False)

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, with its dot; "" where there is none."""
        return PurePath(self.label).suffix.lower()


def walk(arguments: Sequence[str | Path], password: str = "") -> Iterator[Found]:
    """Give every file that the arguments name, in their order, folders sorted by name.

    Hidden and empty files in folders are passed over, links in them are not followed, nested
    ZIPs are opened once, with the password where they ask for one. What cannot be read comes with a
    problem; nothing is raised.
    """
    for argument in arguments:
        for label, path in _files(str(argument)):
            yield from _opened(label, path, password)


def one(label: str) -> Found:
    """Give the file that `walk` calls by this label, read anew; nothing is unpacked to disk."""
    path = label
    while "!" in path and not Path(path).exists():
        path = path.rpartition("!")[0]
    found = (each for each in walk([path]) if each.label == label)
    return next(found, _refused(label, ProblemCode.UNREADABLE, reason="missing"))


def within(label: str, source: str, data: bytes) -> Found:
    """Give the file of this label in a file that lies on no disk, which `source` names."""
    found = (each for each in expand(source, data) if each.label == label)
    return next(found, _refused(label, ProblemCode.UNREADABLE, reason="missing"))


def count_files(arguments: Sequence[str | Path]) -> int:
    """Count the files that the arguments name, an archive as one; good for progress only."""
    return sum(1 for argument in arguments for _ in _files(str(argument)))


def files_in(folder: str | Path) -> list[str]:
    """Name the files of a folder as `walk` does, those that cannot be read included."""
    return [label for label, _ in _files(str(folder))]


def _files(argument: str) -> Iterator[tuple[str, Path]]:
    path = Path(argument)
    if not argument or not path.is_dir():  # Path("") is the folder one happens to be in
        yield argument, path
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _hidden(Path(folder, name)))
        for name in sorted(names):
            file = Path(folder, name)
            if not _hidden(file) and not file.is_symlink() and _size(file) != 0:
                # as text: Path would drop the ./ of the argument
                yield os.path.join(argument, file.relative_to(path)), file  # noqa: PTH118
    for error in closed:  # a folder that may not be entered hides nothing in silence
        place = Path(str(error.filename))
        yield os.path.join(argument, place.relative_to(path)), place  # noqa: PTH118


def _hidden(path: Path) -> bool:
    if path.name.startswith((".", "~$")):  # ~$ is Office's mark beside an open workbook
        return True
    try:
        attributes = getattr(path.lstat(), "st_file_attributes", 0)  # Windows only
    except OSError:
        return False  # it is named where it cannot be read
    return bool(attributes & 2)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _opened(label: str, path: Path, password: str) -> Iterator[Found]:
    try:
        if not label or not path.exists():
            yield _refused(label, ProblemCode.UNREADABLE, reason="missing")
            return
        if path.is_dir():
            yield _refused(label, ProblemCode.UNREADABLE, reason="denied")
            return
        if not path.is_file():  # a pipe or a device would never end
            yield _refused(label, ProblemCode.UNREADABLE, reason="format")
            return
        if path.stat().st_size > MAX_FILE:
            yield _refused(label, ProblemCode.TOO_LARGE, limit=_mebibytes(MAX_FILE))
            return
        data = path.read_bytes()
    except PermissionError:
        yield _refused(label, ProblemCode.UNREADABLE, reason="denied")
    except (OSError, ValueError):  # ValueError: a NUL in the name
        yield _refused(label, ProblemCode.UNREADABLE, reason="damaged")
    else:
        yield from expand(label, data, password=password)


def expand(label: str, data: bytes, nested: bool = True, password: str = "") -> Iterator[Found]:
    """Give the members of a ZIP, or the data itself; `nested` opens ZIPs within it as well."""
    if not data:
        yield _refused(label, ProblemCode.EMPTY)
    elif not is_archive(data):
        yield Found(label, data, password=password)
    else:
        yield from _members(label, data, nested, password)


def is_archive(data: bytes) -> bool:
    """Say whether the bytes are a plain ZIP: not a workbook, an OFD, or a document."""
    if not data.startswith((_ZIP, b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return not any(_bare(name) in _OFFICE for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return True  # it is named as unreadable when its members are asked for


def _bare(name: str) -> str:
    return name.lstrip("/").lower()


def _members(label: str, data: bytes, nested: bool, password: str) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        yield _refused(label, ProblemCode.UNREADABLE, reason="damaged")
        return
    with archive:
        infos = [info for info in archive.infolist() if _wanted(info)]
        if len(infos) > MAX_MEMBERS:
            yield _refused(label, ProblemCode.TOO_LARGE, limit=str(MAX_MEMBERS))
            return
        if not infos:
            yield _refused(label, ProblemCode.EMPTY)
        left = MAX_TOTAL
        for info in infos:
            found = _member(label, archive, info, left, password)
            left -= len(found.data)
            if found.data and nested and is_archive(found.data):
                yield from _members(found.label, found.data, False, password)
            elif found.data and is_archive(found.data):
                yield _refused(found.label, ProblemCode.UNKNOWN_FORMAT)
            else:
                yield found


def _wanted(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "~$")) and part not in (".", "..") for part in parts)
    return not (info.is_dir() or info.file_size == 0 or hidden or parts[0] == "__MACOSX")


def _member(
    label: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, password: str
) -> Found:
    name = f"{label}!{member_name(info)}"
    limit = min(MAX_MEMBER, left)
    if info.file_size > limit:
        return _refused(name, ProblemCode.TOO_LARGE, limit=_mebibytes(MAX_MEMBER))
    if info.file_size > max(2**20, MAX_RATIO * info.compress_size):
        return _refused(name, ProblemCode.TOO_LARGE, limit=f"{MAX_RATIO}:1")
    locked = info.flag_bits & 1
    if locked and not password:
        return _refused(name, ProblemCode.PASSWORD_PROTECTED)
    try:
        data = member_of(archive, info, password) if locked else archive.read(info)
        return Found(name, data, password=password)
    except Refused as refused:
        return Found(name, problem=refused.problem)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ):
        return _refused(name, ProblemCode.UNREADABLE, reason="damaged")


def member_name(info: zipfile.ZipInfo) -> str:
    """Give the name of a member: UTF-8 where it says so, else UTF-8 or GB18030 by its bytes."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _mebibytes(size: int) -> str:
    return f"{size // 2**20} MiB"


def _refused(label: str, code: ProblemCode, **values: str) -> Found:
    return Found(label, problem=Problem(code, values))
