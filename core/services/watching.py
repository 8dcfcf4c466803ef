"""The watched folder: what arrives there is imported by itself, and stays where it lies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.errors import FileUnreadable
from core.files.archive import files_in
from core.progress import Report, ignore
from core.services.imported import Imported
from core.services.imports import Imports
from core.store.database import Store

_PARTIAL: Final = (
    *(".crdownload", ".part", ".partial", ".tmp", ".temp", ".download", ".opdownload"),
    *(".filepart", ".xltd", ".td", ".!qb"),
)
"""How browsers and download programs call what is not whole yet."""

State = tuple[int, int]
"""Size, and when it was changed (nanoseconds)."""


class Watching:
    """Looks at a folder when it is told to; a file is whole when it is as it was a look before."""

    def __init__(self, store: Store, imports: Imports) -> None:
        """Import into this store."""
        self._store = store
        self._imports = imports
        self._before: dict[str, State] = {}

    def watch_once(self, folder: Path, *, report: Report = ignore) -> Imported | None:
        """Import what is new in a folder and whole; None where there is nothing.

        A file that is still written, or held by another program, is left for the next look. What
        was imported is remembered by place, size and time, also when it was refused. Raises
        FileUnreadable where the folder is not there.
        """
        if not folder.is_dir():
            raise FileUnreadable(file=str(folder), reason="missing")
        found = dict(_states(folder))
        settled = {path: state for path, state in found.items() if self._before.get(path) == state}
        self._before = found
        with self._store.reading() as work:
            new = {p: s for p, s in settled.items() if not work.seen.has_file(p, *s)}
        new = {path: state for path, state in new.items() if _readable(path)}
        if not new:
            return None
        imported = self._imports.run(sorted(new), report=report)
        with self._store.noting() as seen:
            for path, state in new.items():
                if _state(path) == state:  # one that was changed meanwhile is looked at again
                    seen.note_file(path, *state)
        return imported


def _states(folder: Path) -> Iterator[tuple[str, State]]:
    for path in files_in(folder):
        state = _state(path)
        if state and not path.lower().endswith(_PARTIAL):
            yield path, state


def _state(path: str) -> State | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _readable(path: str) -> bool:
    try:
        with Path(path).open("rb"):
            return True
    except OSError:
        return False
