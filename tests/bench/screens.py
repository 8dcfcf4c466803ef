"""Pictures of every state of the window, to be looked at: `python tests/bench/screens.py FOLDER`.

Both languages, both themes, 1366 x 768, and once at twice the scale. Each picture is taken in a
process of its own, for the scale is read when the program starts.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from core.app import Core  # noqa: E402
from core.demo import COMPANY, open_demo  # noqa: E402
from core.errors import KeyringLocked, NoFolder  # noqa: E402
from core.progress import Progress  # noqa: E402
from core.settings import Settings  # noqa: E402
from gui.app import application, furnish  # noqa: E402
from gui.errors import show_error  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.tabs.lookup import LookupTab  # noqa: E402

STATES = (
    "lookup",
    "nohit",
    "empty",
    "nofolder",
    "locked",
    "importing",
    "imported",
    "stopped",
    "error",
)


def run(folder: Path) -> None:
    """Take all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for state, language, theme in product(STATES, ("zh_CN", "en"), ("light", "dark")):
        _take(folder, state, language, theme, "1")
    for state, language in product(STATES, ("zh_CN", "en")):
        _take(folder, state, language, "light", "2")


def _take(folder: Path, state: str, language: str, theme: str, scale: str) -> None:
    name = f"{state}-{language[:2]}-{theme}{'-200' if scale == '2' else ''}.png"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    command = [sys.executable, __file__, "--one", state, language, theme, str(folder / name)]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)


def one(state: str, language: str, theme: str, file: str) -> None:
    """Take one picture."""
    settings = Settings(language=language, theme=theme)
    app = application(settings)
    window = MainWindow(_opener(state), open_demo, lambda: furnish(app, settings))
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    window.resize(round(1366 / scale), round(768 / scale))
    window.show()
    window.activateWindow()
    _wait(lambda: window.inside is not None)
    _wait(lambda: bool(window.inside and _settled(window)))
    _bring_about(window, state)
    _pause(0.6)
    shown = next((w for w in app.topLevelWidgets() if w.objectName() == "error"), None)
    picture = window.grab()
    if shown is not None:
        shown.grab().save(file.replace(".png", "-box.png"))
    picture.save(file)
    os._exit(0)  # the temporary ledgers go with the system's temporary folder


def _opener(state: str) -> Callable[[], Core]:
    def refuse() -> Core:
        raise NoFolder(folder="D:/票核") if state == "nofolder" else KeyringLocked()

    if state in ("nofolder", "locked"):
        return refuse
    return _empty if state == "empty" else open_demo


def _empty() -> Core:
    import tempfile

    from core.app import create_folder
    from core.secrets import MemoryKeys

    keys, place = MemoryKeys(), Path(tempfile.mkdtemp()) / "ledger"
    create_folder(place, COMPANY, keys)
    return Core.open(place, keys)


def _settled(window: MainWindow) -> bool:
    inside = window.inside
    assert inside is not None
    if inside.not_open.isVisible():
        return True
    return inside.desk.ready and bool(_tab(window).results.count.text())


def _tab(window: MainWindow) -> LookupTab:
    assert window.inside is not None
    tab = window.inside.tabs.currentWidget()
    assert isinstance(tab, LookupTab)
    return tab


def _bring_about(window: MainWindow, state: str) -> None:
    if state in ("nofolder", "locked"):
        return
    tab = _tab(window)
    if state == "lookup":
        table = tab.results.table
        spot = table.visualRect(tab.results.model.index(3, 3)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseMove(table.viewport(), spot + QPoint(0, 64))
    elif state == "nohit":
        window.field.setText("银河 42")
    elif state == "imported":
        broken = ROOT / "tests" / "data" / "broken.xlsx"
        samples = sorted((ROOT / "resources" / "demo").glob("*.xlsx"))
        tab.importing.start([broken, *samples, ROOT / "README.md"])
    elif state in ("importing", "stopped"):
        setattr(tab.desk.core.imports, "run", _endless)  # noqa: B010 - an import that never ends
        tab.importing.start([Path("台账示例.xlsx")])
        if state == "stopped":
            _pause(0.5)
            tab.importing.stop()
    elif state == "error":
        show_error(window, KeyringLocked())


def _endless(paths: object, *, report: Callable[[Progress], None]) -> None:
    done = 0
    while True:
        done += 137
        report(Progress("import", done))
        time.sleep(0.01)


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "the window does not come to rest"
        _pause(0.01)


def _pause(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(*sys.argv[2:6])
    else:
        run(Path(sys.argv[1]))
