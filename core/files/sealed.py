"""A folder whose files are held against their SHA-256: written, listed, packed, proven.

The list is `SHA256SUMS`, which `sha256sum -c` reads: an archive must be provable without this
program.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.errors import FileNotWritten
from core.progress import Progress, Report

SUMS = "SHA256SUMS"
BLOCK = 1 << 20


def seal(folder: Path, known: Mapping[str, str], report: Report) -> dict[str, str]:
    """Read every file again, hold it against what is known of it, and write the list.

    `known` are hashes by the path in the folder. Raises FileNotWritten where a file is not what
    was written.
    """
    sums: dict[str, str] = {}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for place, path in enumerate(files):
        report(Progress("archive_prove", place, len(files)))
        name = path.relative_to(folder).as_posix()
        with path.open("rb+") as opened:
            os.fsync(opened.fileno())
            sums[name] = _sha256(_blocks(opened))
        _require(known.get(name, sums[name]) == sums[name], path)
    _require(known.keys() <= sums.keys(), folder)
    text = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (folder / SUMS).write_text(text, "utf-8", newline="\n")
    return sums


def pack(folder: Path, file: Path, sums: Mapping[str, str], report: Report) -> None:
    """Pack a sealed folder into a ZIP, under its own name, and prove what was packed."""
    names = [*sums, SUMS]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for place, name in enumerate(names):
            report(Progress("archive", place, len(names)))
            packed.write(folder / name, f"{folder.name}/{name}")
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
    with zipfile.ZipFile(file) as packed:
        for place, (name, digest) in enumerate(sums.items()):
            report(Progress("archive_prove", place, len(sums)))
            with packed.open(f"{folder.name}/{name}") as entry:
                _require(_sha256(_blocks(entry)) == digest, file)


def _require(holds: bool, file: Path) -> None:
    if not holds:
        raise FileNotWritten(file=file.name, reason="contents")


def _blocks(opened: object) -> Iterator[bytes]:
    return iter(lambda: opened.read(BLOCK), b"")  # type: ignore[attr-defined]


def _sha256(blocks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
