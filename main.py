"""票核 Piaohe. No argument opens the window, a command runs the command line."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.app import Core

# Taken out before anything else runs, so that no child process inherits it.
_CODE = os.environ.pop("PIAOHE_RECOVERY_CODE", None)


def main(arguments: list[str]) -> int:
    """Open the window or run a command; gives the exit status."""
    folder, rest = _folder(arguments)
    if rest in ([], ["--demo"]) and folder != _UNNAMED:
        return _window(folder, demo=bool(rest))
    from cli.run import run  # the window pays for no command line

    return run(arguments, _CODE)


def _window(named: Path | None, *, demo: bool) -> int:
    from core.folders import leave_no_core_file  # the command line pays for no window
    from core.home import Home
    from gui.app import run

    leave_no_core_file()
    home = Home(named)
    return run(
        _open_demo if demo else home.open,
        _open_demo,
        home=home,
        log_file=home.folder / "logs" / "piaohe.log",
    )


def _open_demo() -> "Core":
    from core.demo import open_demo

    return open_demo()


_UNNAMED = Path()
"""`--data` without its folder: the command line says so."""


def _folder(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """Find `--data DIR`; the command line reads the rest of its options itself."""
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--data":
            after = place + (1 if equals else 2)
            text = value if equals else "".join(arguments[place + 1 : after])
            _, rest = _folder(arguments[:place] + arguments[after:])
            return Path(text), rest
    text = os.environ.get("PIAOHE_DATA", "")
    return (Path(text) if text else None), arguments


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
