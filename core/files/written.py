"""Writing a user's file: what stood there stays until the new file is whole."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import AppError, DiskFull, FileNotWritten


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `file` if the block succeeds.

    It lies in a folder beside `file` that only this user may enter, for what is written meanwhile
    names parties, and that is removed in any case. Raises FileNotWritten or DiskFull.
    """
    with _explained(file), _private_folder(file.absolute().parent) as folder:
        made = folder / f"new{file.suffix}"
        yield made
        with made.open("rb+") as opened:
            os.fsync(opened.fileno())
        os.replace(made, file)


def write_file(file: Path, data: bytes) -> None:
    """Write bytes in the place of a file; raises FileNotWritten or DiskFull."""
    with replacing(file) as made:
        made.write_bytes(data)


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
        reason = "folder" if isinstance(error, IsADirectoryError) else "damaged"
        raise FileNotWritten(file=str(file), reason=reason) from error


@contextmanager
def _private_folder(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".piaohe-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
