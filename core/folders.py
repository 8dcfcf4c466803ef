"""Where data live unless the user names a folder, and what is never written anywhere."""

import json
import os
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from core.errors import FileNotWritten

try:
    import resource
except ImportError:  # Windows, which writes no core files by itself
    resource = None  # type: ignore[assignment]


def default_folder() -> Path:
    """The folder that the user once chose, else the platform's with our name."""
    return chosen_folder() or _folder_of_platform()


def chosen_folder() -> Path | None:
    """The folder that was chosen in place of the platform's; None where none was."""
    try:
        found = json.loads(_memory().read_text("utf-8"))
        folder = Path(found["folder"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return folder if folder.is_absolute() else None


def choose_folder(folder: Path | None) -> None:
    """Remember the folder for the next start, of the window and the command line; None: none.

    It is remembered outside the data folder, in a file of this user. Raises FileNotWritten.
    """
    file = _memory()
    partial = file.with_suffix(".partial")
    try:
        if folder in (None, _folder_of_platform()):
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps({"folder": str(folder)}, ensure_ascii=False), "utf-8")
        os.replace(partial, file)
    except (OSError, ValueError) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise FileNotWritten(file=str(file), reason="permission") from error


def leave_no_core_file() -> None:
    """Let a crash of this process or its children write no memory, and so no key, to a disk."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _folder_of_platform() -> Path:
    return user_data_path("Piaohe", appauthor=False)


def _memory() -> Path:
    """Not in a folder with our name: on Windows and macOS that is the data folder itself."""
    return user_config_path() / "piaohe.json"
