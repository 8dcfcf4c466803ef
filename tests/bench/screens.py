"""Pictures of the states of the window, to be looked at: `screens.py FOLDER [STATE...]`.

Both languages, both themes, 1366 x 768, and once at twice the scale. Each picture is taken in a
process of its own, for the scale is read when the program starts.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from core.app import Core, create_folder  # noqa: E402
from core.demo import COMPANY, open_demo  # noqa: E402
from core.errors import KeyringLocked, NoFolder  # noqa: E402
from core.home import Home  # noqa: E402
from core.progress import Progress  # noqa: E402
from core.secrets import MemoryKeys  # noqa: E402
from core.services.imported import Imported  # noqa: E402
from core.settings import Settings  # noqa: E402
from gui.app import application, furnish  # noqa: E402
from gui.errors import show_error  # noqa: E402
from gui.importing.wanted import Wanted, of_paths  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.tabs.entry import EntryTab  # noqa: E402
from gui.tabs.incoming import IncomingTab  # noqa: E402
from gui.tabs.lookup import LookupTab  # noqa: E402
from gui.tabs.review import ReviewTab  # noqa: E402
from gui.tabs.verification import VerificationTab  # noqa: E402
from tests.bench import (  # noqa: E402
    backup_screens,
    camera_screens,
    entry_screens,
    lookup_screens,
    review_screens,
    verification_screens,
)

STATES = (
    "nohit",
    "empty",
    "nofolder",
    "locked",
    "importing",
    "imported",
    "stopped",
    "error",
    "start1",
    "start1odd",
    "start2",
    "start3",
    "start4",
    "start4wrong",
    "code",
    *entry_screens.STATES,
    *camera_screens.STATES,
    *review_screens.STATES,
    *verification_screens.STATES,
    *lookup_screens.STATES,
    *backup_screens.STATES,
)
LOW = {
    *entry_screens.STATES,
    *lookup_screens.STATES,
    *review_screens.STATES,
    *backup_screens.STATES,
}
"""The states of which a lower window is looked at too."""


def run(folder: Path, states: Sequence[str] = ()) -> None:
    """Take the pictures of these states, or of all, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = states or STATES
    for state, language, theme in product(wanted, ("zh_CN", "en"), ("light", "dark")):
        _take(folder, state, language, theme, "1")
    for state, language in product(wanted, ("zh_CN", "en")):
        _take(folder, state, language, "light", "2")
    for state, language in product(set(wanted) & LOW, ("zh_CN", "en")):
        _take(folder, state, language, "light", "1", height="688")


def _take(
    folder: Path, state: str, language: str, theme: str, scale: str, height: str = "768"
) -> None:
    low = "" if height == "768" else f"-h{height}"
    name = f"{state}-{language[:2]}-{theme}{'-200' if scale == '2' else ''}{low}.png"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    environment["PIAOHE_HEIGHT"] = height
    command = [sys.executable, __file__, "--one", state, language, theme, str(folder / name)]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)


def one(state: str, language: str, theme: str, file: str) -> None:
    """Take one picture."""
    settings = Settings(language=language, theme=theme)
    app = application(settings)
    home = _home(state)
    opener = home.open if home else _opener(state, language)
    window = MainWindow(opener, open_demo, lambda: furnish(app, settings), home)
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    height = int(os.environ.get("PIAOHE_HEIGHT", "768"))
    window.resize(round(1366 / scale), round(height / scale))
    window.show()
    window.activateWindow()
    _wait(lambda: window.inside is not None)
    _wait(lambda: bool(window.inside and _settled(window)))
    if state in camera_screens.STATES:
        camera_screens.bring_about(_entry(window), state, _pause)
    elif state in entry_screens.STATES:
        entry_screens.bring_about(window, _entry(window), state, _pause)
    elif state in review_screens.STATES:
        review_screens.bring_about(window, _review(window), state, _pause)
    elif state in verification_screens.STATES:
        verification_screens.bring_about(window, _verification(window), state, _pause)
    elif state in backup_screens.STATES:
        backup_screens.bring_about(window, state, _pause)
    elif state in lookup_screens.STATES:
        lookup_screens.bring_about(window, _tab(window), state, _pause)
    else:
        _bring_about(window, state)
    _pause(0.6)
    shown = next((w for w in app.topLevelWidgets() if w.isVisible() and w is not window), None)
    picture = (camera_screens.in_front(_entry(window)) or window).grab()
    if shown is not None:
        shown.grab().save(file.replace(".png", "-box.png"))
    picture.save(file)
    os._exit(0)  # the temporary ledgers go with the system's temporary folder


def _verification(window: MainWindow) -> VerificationTab:
    assert window.inside is not None
    return window.inside.tabs.made(VerificationTab)


def _home(state: str) -> Home | None:
    """A first start in an empty place, or a ledger whose key this computer does not have."""
    place = Path(tempfile.mkdtemp())
    os.environ["XDG_CONFIG_HOME"] = str(place / "config")
    if state == "code":
        create_folder(place / "ledger", COMPANY, MemoryKeys())
    return Home(place / "ledger") if state == "code" or state.startswith("start") else None


def _opener(state: str, language: str) -> Callable[[], Core]:
    def morning() -> Core:
        core = _empty()
        if state in lookup_screens.STATES:
            lookup_screens.fill_ledger(core, language)
        elif state != "entryempty":
            entry_screens.fill_ledger(core, language, state)
        return core

    def month() -> Core:
        core = _empty()
        if state in verification_screens.STATES:
            verification_screens.fill(core, state)
        elif state != "reviewempty":
            review_screens.fill(core, language)
        return core

    special = {
        **dict.fromkeys(("nofolder", "locked"), _refuse),
        **dict.fromkeys(backup_screens.STATES, backup_screens.open_filled),
    }
    if state in special:
        return partial(special[state], state)
    if state in (*review_screens.STATES, *verification_screens.STATES):
        return month
    if state in (*entry_screens.STATES, *camera_screens.STATES, *lookup_screens.STATES):
        return morning
    return _empty if state == "empty" else open_demo


def _refuse(state: str) -> Core:
    raise NoFolder(folder="D:/票核") if state == "nofolder" else KeyringLocked()


def _empty() -> Core:
    keys, place = MemoryKeys(), Path(tempfile.mkdtemp()) / "ledger"
    create_folder(place, COMPANY, keys)
    return Core.open(place, keys)


def _settled(window: MainWindow) -> bool:
    inside = window.inside
    assert inside is not None
    if inside.not_open.isVisible() or inside.first_start is not None:
        return True
    return inside.desk.ready and _entry(window).pile.recent.loaded


def _entry(window: MainWindow) -> EntryTab:
    assert window.inside is not None
    return window.inside.tabs.made(EntryTab)


def _review(window: MainWindow) -> ReviewTab:
    """Go to the review and wait for its first run."""
    assert window.inside is not None
    tab = window.inside.tabs.made(ReviewTab)
    window.inside.tabs.setCurrentWidget(tab)
    _wait(lambda: tab.loaded)
    return tab


def _tab(window: MainWindow) -> LookupTab:
    """Go to the search and wait for its first answer."""
    assert window.inside is not None
    tab = window.inside.tabs.made(LookupTab)
    if window.inside.tabs.currentWidget() is not tab:
        window.inside.tabs.setCurrentWidget(tab)
        tab.field.setFocus()
        _wait(lambda: bool(tab.results.count.text()))
    return tab


def _bring_about(window: MainWindow, state: str) -> None:
    if state.startswith("start"):
        _bring_first_start_about(window, int(state[5]), state[6:])
        return
    if state == "code":
        assert window.inside is not None
        field = window.inside.not_open.code_row.field
        QTest.keyClicks(field, "7k3mq9xt2hvbw4nc")
    if state in ("nofolder", "locked", "code"):
        return
    _tab(window)
    assert window.inside is not None
    if state == "nohit":
        window.field.setText("银河 42")
    elif state == "imported":
        broken = ROOT / "tests" / "data" / "broken.xlsx"
        samples = sorted((ROOT / "resources" / "demo").glob("*.xlsx"))
        window.inside.desk.import_wanted.emit(of_paths([broken, *samples, ROOT / "README.md"]))
    elif state in ("importing", "stopped"):
        wanted = Wanted("台账示例.xlsx", _endless)
        window.inside.desk.import_wanted.emit(wanted)
        if state == "stopped":
            _pause(0.5)
            incoming = window.inside.tabs.made(IncomingTab)
            incoming.runs.stop()
    elif state == "error":
        show_error(window, KeyringLocked())


def _bring_first_start_about(window: MainWindow, step: int, what: str) -> None:
    assert window.inside is not None
    start = window.inside.first_start
    assert start is not None
    start.company.name.setText(COMPANY.name)
    start.company.tax_id.setText(COMPANY.tax_id[:-1] + "7" if what == "odd" else COMPANY.tax_id)
    start.data.field.setText("/tmp/piaohe-screens/票核" if step > 1 else "")
    start.backup.field.setText("/tmp/票核备份")
    _pause(0.8)
    for _ in range(step - 1):
        start.next()
        _pause(0.5)
    if step == 4:
        start.sheet._on_copy()
        QTest.keyClicks(start.sheet.fields[0], "3m7!" if what == "wrong" else "3m7")


def _endless(imports: object, report: Callable[[Progress], None], into: Imported) -> Imported:
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
        run(Path(sys.argv[1]), sys.argv[2:])
