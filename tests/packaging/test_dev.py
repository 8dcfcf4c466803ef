"""The environment that dev.py makes, and the rules of the sources that no linter knows."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

import dev
from core.version import VERSION

PROGRAM = ("core", "gui", "cli", "words", "main.py")
OURS = {"core", "gui", "cli", "words", "main", "tests", "dev", "demo_export"}
LOCK = dev.LOCK.read_text("utf-8")
PINNED = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE))


def test_lock_holds_requirements_hashes_and_reasons_only() -> None:
    requirement = r"[a-z0-9-]+==[\w.]+( ; [\w ='<>!.()]+)? \\"
    digest = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    reason = r"    #( +via)?( +[\w.-]+)?( \(pyproject\.toml(:dev)?\))?"
    line = re.compile(f"{requirement}|{digest}|{reason}")
    assert [text for text in LOCK.splitlines() if not line.fullmatch(text)] == []


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PINNED)
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_declared_package_is_locked() -> None:
    assert declared("dependencies") | declared("dev") <= PINNED.keys()


def test_the_environment_is_the_locked_one() -> None:
    names = declared("dependencies") | declared("dev")
    assert {name: version(name) for name in names} == {name: PINNED[name] for name in names}


@pytest.mark.parametrize(
    ("rooms", "groups"),
    [
        (PROGRAM, ["dependencies"]),
        (("tests", "packaging"), ["dependencies", "dev"]),
        (("packaging/dev.py",), []),  # it runs before anything is installed
    ],
)
def test_every_import_is_declared(rooms: tuple[str, ...], groups: list[str]) -> None:
    known = {name for group in groups for name in declared(group)}
    owners = packages_distributions()
    strangers = {
        f"{path.relative_to(dev.ROOT)}: {module}"
        for path in sources(*rooms)
        if "bench" not in path.parts  # a measurement may look at a rival, where it is installed
        for module in imported(path)
        if (top := module.split(".")[0]) not in sys.stdlib_module_names | OURS
        and not known & {plain(owner) for owner in owners.get(top, [])}
    }
    assert strangers == set()


def test_the_program_names_the_version_that_is_declared() -> None:
    file = tomllib.loads((dev.ROOT / "pyproject.toml").read_text("utf-8"))
    assert file["project"]["version"] == VERSION


def test_words_need_no_window() -> None:
    modules = {module for path in sources("words") for module in imported(path)}
    assert {name for name in modules if name.startswith("PySide6")} <= {"PySide6.QtCore"}


def test_core_makes_no_floats_of_amounts() -> None:
    # In core/files floats are places on a page and Excel's binary numbers.
    strays = {place for place, _ in calls("float", "core") if not place.startswith("core/files/")}
    assert strays == set()


def test_every_text_to_translate_is_written_out() -> None:
    assert [
        place
        for place, call in calls("tr", "gui", "words")
        if not call.args
        or not isinstance(call.args[0], ast.Constant)
        or not isinstance(call.args[0].value, str)
    ] == []


def test_qt_is_the_version_that_python_3_11_survives() -> None:
    assert version("PySide6-Essentials") == "6.11.3"


def test_qt_calls_do_not_use_up_none(qtbot: QtBot) -> None:
    picture = QPixmap(8, 8)
    painter = QPainter(picture)
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(5_000):
        painter.setOpacity(1.0)
        thing.setObjectName("x")
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 100


def test_a_message_counts_only_when_finished_and_without_context(tmp_path: Path) -> None:
    file = tmp_path / "zh_CN.ts"
    file.write_text(
        """<TS><context><name></name>
        <message><source>Save</source><translation>保存</translation></message>
        <message><source>Open</source><translation type="unfinished"></translation></message>
        </context><context><name>Window</name>
        <message><source>Close</source><translation>关闭</translation></message>
        </context></TS>""",
        "utf-8",
    )
    assert dev.messages(file) == {"Save": True, "Open": False, "Window: Close": False}


def test_an_unknown_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    explained = capsys.readouterr().out
    assert all(f"dev.py {name}" in explained for name in dev.COMMANDS)


def test_the_environment_is_made_once_and_again_when_it_must(small_project: Path) -> None:
    stamp = small_project / ".venv" / dev.STAMP.name
    first = start(small_project, "demo", "--json")
    assert (first.returncode, first.stdout.splitlines()[-1]) == (7, "['demo', '--json']")
    assert "Making .venv" in first.stdout

    assert "Making .venv" not in start(small_project, "run", "--demo").stdout

    stamp.unlink()  # as after a kill in the middle
    (small_project / ".venv" / "left-over").touch()
    assert "Making .venv" in start(small_project, "run").stdout
    assert not (small_project / ".venv" / "left-over").exists()

    (small_project / dev.LOCK.name).write_text("nothing==1 --hash=sha256:0\n", "utf-8")
    assert start(small_project, "run").returncode not in (0, 7)
    assert not stamp.exists()


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """Give a project of dev.py, an empty lock and a program that ends with status 7."""
    (tmp_path / "packaging").mkdir()
    shutil.copy(dev.__file__, tmp_path / "packaging")
    (tmp_path / dev.LOCK.name).write_text("# nothing\n", "utf-8")
    (tmp_path / "main.py").write_text("import sys\nprint(sys.argv[1:])\nsys.exit(7)\n", "utf-8")
    return tmp_path


def start(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the project's dev.py with an empty PATH, so that it installs no system package."""
    command = [sys.executable, str(project / "packaging" / "dev.py"), *arguments]
    environment = {"PATH": "", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def declared(group: str) -> set[str]:
    """Give the names that pyproject.toml declares for the program or for a group."""
    file: dict[str, Any] = tomllib.loads((dev.ROOT / "pyproject.toml").read_text("utf-8"))
    lines = file["project"][group] if group == "dependencies" else file["dependency-groups"][group]
    return {plain(re.split(r"[<>=~! ]", line)[0]) for line in lines}


def plain(name: str) -> str:
    """Spell a package's name as the lock does."""
    return re.sub(r"[-_.]+", "-", name).lower()


def sources(*rooms: str) -> Iterator[Path]:
    """Give the Python files of rooms; a room may be a file, and may be missing."""
    for room in rooms:
        place = dev.ROOT / room
        yield from place.rglob("*.py") if place.is_dir() else filter(Path.exists, [place])


def imported(path: Path) -> Iterator[str]:
    """Give the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def calls(name: str, *rooms: str) -> Iterator[tuple[str, ast.Call]]:
    """Give the calls of a function by its bare name, each with its place."""
    for path in sources(*rooms):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=called)) if called == name:
                    yield f"{path.relative_to(dev.ROOT).as_posix()}:{node.lineno}", node
