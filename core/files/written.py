"""Writing a user's file: what stood there stays until the new file is whole."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import AppError, DiskFull, FileNotWritten


@contextmanager
def replacing(file: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `file` if the block succeeds.

    Who may read the file that stood there may read the new one; `private` ones only this user.

    It lies in a folder beside `file` that only this user may enter, for what is written meanwhile
    names parties, and that is removed in any case. Raises FileNotWritten or DiskFull.
    """
    with _explained(file), _private_folder(file.absolute().parent) as folder:
        made = folder / f"new{file.suffix}"
        yield made
        _protect(made, file, private)
        with made.open("rb+") as opened:
            os.fsync(opened.fileno())
        os.replace(made, file)


@contextmanager
def making_new(target: Path) -> Iterator[Path]:
    """Give a path to make a file or a folder at; it becomes `target` if the block succeeds.

    Nothing may stand there before, and nothing stands there if the block fails. Raises
    FileNotWritten or DiskFull.
    """
    if os.path.lexists(target):
        raise FileNotWritten(file=str(target), reason="exists")
    with _explained(target), _private_folder(target.absolute().parent) as folder:
        made = folder / target.name
        yield made
        if os.path.lexists(target):
            raise FileNotWritten(file=str(target), reason="exists")
        os.replace(made, target)


def write_file(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write bytes in the place of a file; raises FileNotWritten or DiskFull."""
    with replacing(file, private=private) as made:
        made.write_bytes(data)


def _protect(made: Path, file: Path, private: bool) -> None:
    if private:
        made.chmod(0o600)
    elif file.is_file():
        made.chmod(stat.S_IMODE(file.stat().st_mode) | stat.S_IWUSR)


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except AppError:
        raise
    except PermissionError as error:
        raise FileNotWritten(file=str(file), reason="permission") from error
    except FileNotFoundError as error:
        raise FileNotWritten(file=str(file), reason="not_found") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(folder=str(file.parent)) from error
        reason = _REASONS.get(error.errno or 0, errno.errorcode.get(error.errno or 0, "failed"))
        raise FileNotWritten(file=str(file), reason=reason) from error


_REASONS = {
    errno.EISDIR: "folder",
    errno.EROFS: "permission",
    errno.ENOTDIR: "not_found",
    errno.EFBIG: "too_large",
    errno.EBUSY: "in_use",
    errno.ETXTBSY: "in_use",
}
"""What the rest of the system's errors mean; one without words is named by its code."""


@contextmanager
def _private_folder(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".piaohe-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
