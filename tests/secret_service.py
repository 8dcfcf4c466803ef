"""A real Secret Service of its own, for a script that is run beside it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UNLOCK = 'printf "x\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '

needs_secret_service = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs a Secret Service: dbus and gnome-keyring (dev.py test installs them)",
)


def beside_secret_service(
    script: str, kept_in: Path, *arguments: str, unlocked: bool = True
) -> tuple[list[str], str]:
    """Run a script of Python and give the lines it printed, and its complaints."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHON_KEYRING_BACKEND"}
    begin = (UNLOCK if unlocked else "") + 'exec "$@"'
    done = subprocess.run(
        [
            *("dbus-run-session", "--", "sh", "-c", begin, "sh"),
            *(sys.executable, "-c", script, *arguments),
        ],
        env=environment | {"XDG_DATA_HOME": str(kept_in), "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.splitlines(), done.stderr
