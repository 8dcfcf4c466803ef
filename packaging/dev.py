"""Prepare the working environment and run one thing in it.

    python3 packaging/dev.py run [--demo]   the program's window (--demo: with bundled samples)
    python3 packaging/dev.py demo           the main job from end to end, without a window
    python3 packaging/dev.py test [ARGS]    the tests; ARGS go to pytest
    python3 packaging/dev.py check          format, lint, types, layers, translations
    python3 packaging/dev.py bench [ARGS]   the measurements; ARGS go to tests/bench/run.py
    python3 packaging/dev.py translate      take new texts into resources/i18n/zh_CN.ts

Every command first makes `.venv` from requirements.lock, and only when that file has changed.
On Debian and Ubuntu, root also gets the missing system packages. Needs Python 3.11 or newer and
nothing else.
"""

from __future__ import annotations  # so that an older Python gets as far as the sentence

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from.sha256"
WINDOWS = sys.platform == "win32"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")
MESSAGES = ROOT / "resources" / "i18n" / "zh_CN.ts"
COMPILED = MESSAGES.with_suffix(".qm")

# A Debian package, and what shows that it is there: a library, a program or a file.
PROGRAM_NEEDS = (
    ("libglib2.0-0", "libglib-2.0.so.0"),
    ("libgl1", "libGL.so.1"),
    ("libegl1", "libEGL.so.1"),
    ("libxkbcommon0", "libxkbcommon.so.0"),
    ("libdbus-1-3", "libdbus-1.so.3"),
    ("libfontconfig1", "libfontconfig.so.1"),
)
WINDOW_NEEDS = (
    ("libxcb-cursor0", "libxcb-cursor.so.0"),
    ("libxcb-icccm4", "libxcb-icccm.so.4"),
    ("libxcb-image0", "libxcb-image.so.0"),
    ("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    ("libxcb-randr0", "libxcb-randr.so.0"),
    ("libxcb-render-util0", "libxcb-render-util.so.0"),
    ("libxcb-shape0", "libxcb-shape.so.0"),
    ("libxcb-xkb1", "libxcb-xkb.so.1"),
    ("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)
TEST_NEEDS = (
    ("libzbar0", "libzbar.so.0"),  # only what QR codes are measured against
    ("dbus", "dbus-daemon"),
    ("dbus-daemon", "dbus-run-session"),
    ("gnome-keyring", "gnome-keyring-daemon"),
    ("libsecret-1-0", "libsecret-1.so.0"),
    ("libpulse0", "libpulse.so.0"),  # QtMultimedia does not load without it
    ("openssl", "openssl"),  # makes the certificates of servers on loopback
    ("fonts-wqy-zenhei", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
)


def main(arguments: Sequence[str]) -> int:
    """Run one command; give its exit status."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in ("-h", "--help", "help") else 2
    if sys.version_info < (3, 11):  # noqa: UP036  see the first import
        print("Python 3.11 or newer is needed.")
        return 2
    os.chdir(ROOT)
    return COMMANDS[name](rest)


def run(arguments: list[str]) -> int:
    """Open the window."""
    prepare(PROGRAM_NEEDS + (() if offscreen() else WINDOW_NEEDS))
    compile_messages()
    return start(PYTHON, "main.py", *arguments)


def demo(arguments: list[str]) -> int:
    """Run the main job on bundled samples."""
    prepare(PROGRAM_NEEDS)
    compile_messages()
    return start(PYTHON, "main.py", "demo", *arguments)


def test(arguments: list[str]) -> int:
    """Run the tests, all of them in two processes."""
    prepare(PROGRAM_NEEDS, TEST_NEEDS)
    compile_messages()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return start(PYTHON, "-m", "pytest", *(arguments or ["-n", "2"]))


def bench(arguments: list[str]) -> int:
    """Run the measurements."""
    prepare(PROGRAM_NEEDS, TEST_NEEDS)
    compile_messages()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return start(PYTHON, "tests/bench/run.py", *arguments)


def check(arguments: list[str]) -> int:
    """Hold the sources against every rule that a program can check."""
    del arguments
    prepare(PROGRAM_NEEDS)
    sources = ["core", "gui", "cli", "words", "packaging", "tests", "main.py"]
    found = [name for name in sources if (ROOT / name).exists()]
    failed = [
        name
        for name, holds in {
            "format": lambda: start(PYTHON, "-m", "ruff", "format", "--check", ".") == 0,
            "lint": lambda: start(PYTHON, "-m", "ruff", "check", ".") == 0,
            "types": lambda: start(PYTHON, "-m", "mypy", *found) == 0,
            "layers": lambda: start(tool("lint-imports"), "--no-logo") == 0,
            "translations": translations_complete,
        }.items()
        if not report(name, holds)
    ]
    say(f"Not in order: {', '.join(failed)}." if failed else "All in order.")
    return 1 if failed else 0


def translate(arguments: list[str]) -> int:
    """Bring the texts of the sources into the file of messages, and compile it."""
    del arguments
    prepare(PROGRAM_NEEDS)
    collect_messages(MESSAGES)
    compile_messages()
    without = [source for source, done in messages(MESSAGES).items() if not done]
    say(f"{len(without)} texts in {MESSAGES.relative_to(ROOT)} wait for their translation.")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "translate": translate,
}


def prepare(needed: Sequence[tuple[str, str]], wished: Sequence[tuple[str, str]] = ()) -> None:
    """See to the system packages and `.venv`; end the program where what is needed lacks."""
    if sys.platform == "linux":
        install_packages(needed, wished)
    make_venv()


def install_packages(needed: Sequence[tuple[str, str]], wished: Sequence[tuple[str, str]]) -> None:
    """Install what is missing; where that is not ours to do, name the command."""
    libraries = known_libraries()
    lacking = [package for package, proof in needed if not present(proof, libraries)]
    wanting = [package for package, proof in wished if not present(proof, libraries)]
    if importlib.util.find_spec("ensurepip") is None and not venv_is_made():
        lacking.append("python3-venv")
    if not lacking and not wanting:
        return
    names = " ".join(lacking + wanting)
    if not shutil.which("apt-get"):
        say(f"These seem to be missing (Debian's names): {names}.")
    elif os.geteuid() == 0:
        say(f"Installing system packages: {names}.")
        apt_get("update")
        if lacking and not apt_get("install", *lacking):
            sys.exit(2)
        if wanting and not apt_get("install", *wanting):
            say("Going on without them; tests that need them will fail.")
    else:
        say(f"Missing: {names}. Install with:")
        say(f"  sudo apt-get install --no-install-recommends {names}")
        if lacking:
            sys.exit(2)


def present(proof: str, libraries: str) -> bool:
    """Tell whether a library, a program or a file is on this machine."""
    if proof.startswith("/"):
        return Path(proof).exists()
    if ".so." in proof:
        return f"{proof} " in libraries
    return shutil.which(proof) is not None


def known_libraries() -> str:
    """Give the loader's list of shared libraries; it stands in sbin, off a user's PATH."""
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if ldconfig is None:
        return ""
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout


def apt_get(verb: str, *packages: str) -> bool:
    """Run apt-get without questions, showing what it says only if it fails; tell if it worked."""
    done = subprocess.run(
        ["apt-get", "-qq", "-y", "--no-install-recommends", verb, *packages],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        say(f"{done.stdout}apt-get {verb} ended with status {done.returncode}.")
    return done.returncode == 0


def make_venv() -> None:
    """Make `.venv` anew unless it stands complete for this lock; the stamp is written last."""
    if venv_is_made():
        return
    if Path(sys.prefix).resolve() == VENV:
        sys.exit("Start this with the system's Python: .venv has to be made anew.")
    say("Making .venv from requirements.lock. This takes a minute.")
    shutil.rmtree(VENV, ignore_errors=True)
    must([sys.executable, "-m", "venv", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "-qq", "--disable-pip-version-check"]
    must([*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)])
    STAMP.write_text(fingerprint(), encoding="ascii")


def venv_is_made() -> bool:
    """Tell whether `.venv` was made to its end, from the lock as it is now."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("ascii") == fingerprint()


def fingerprint() -> str:
    """Give the hash of the lock, whatever the line ends of this checkout."""
    return hashlib.sha256(LOCK.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def collect_messages(target: Path) -> None:
    """Write the texts of the sources into a file of messages, keeping its translations."""
    sources = sorted(str(path) for room in ("words", "gui") for path in (ROOT / room).rglob("*.py"))
    target.parent.mkdir(parents=True, exist_ok=True)
    options = ["-silent", "-locations", "none", "-no-obsolete", "-target-language", "zh_CN"]
    must([tool("pyside6-lupdate"), *sources, *options, "-ts", str(target)])


def compile_messages() -> None:
    """Make the file that the program loads, where it is missing or older than its source."""
    if not MESSAGES.exists():
        return
    if COMPILED.exists() and COMPILED.stat().st_mtime >= MESSAGES.stat().st_mtime:
        return
    must([tool("pyside6-lrelease"), "-silent", str(MESSAGES), "-qm", str(COMPILED)])


def translations_complete() -> bool:
    """Tell whether every text of the sources has its translation, and say what has none."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / MESSAGES.name
        if MESSAGES.exists():
            shutil.copy(MESSAGES, fresh)
        collect_messages(fresh)
        wanted = messages(fresh)
    known = messages(MESSAGES) if MESSAGES.exists() else {}
    faults = [f"no translation: {text}" for text, done in wanted.items() if not done]
    faults += [f"no longer said: {text}" for text in known if text not in wanted]
    for fault in faults[:20]:
        say(f"  {fault}")
    if faults[20:]:
        say(f"  and {len(faults) - 20} more")
    return not faults


def messages(file: Path) -> dict[str, bool]:
    """Give the texts of a file of messages, each with whether it is translated.

    A text with a context stands as `context: text`; the program's own have none.
    """
    found = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314  our own file
        name = context.findtext("name")
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None and not name
            source = message.findtext("source") or ""
            found[f"{name}: {source}" if name else source] = done
    return found


def report(name: str, holds: Callable[[], bool]) -> bool:
    """Say what is looked at, look, and give the answer."""
    say(f"Checking {name}.")
    return holds()


def tool(name: str) -> str:
    """Give the path of a program in `.venv`."""
    return str(PROGRAMS / (f"{name}.exe" if WINDOWS else name))


def offscreen() -> bool:
    """Tell whether Qt is told to do without a screen."""
    return os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def start(*command: str | Path) -> int:
    """Run a command to its end and give its status."""
    return subprocess.call([str(part) for part in command])


def must(command: list[str]) -> None:
    """Run a command that has to succeed; its status is ours where it does not."""
    status = subprocess.call(command)
    if status:
        say(f"{Path(command[0]).name} ended with status {status}.")
        sys.exit(status)


def say(sentence: str) -> None:
    """Print at once, so that it stands before what a child process prints."""
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
