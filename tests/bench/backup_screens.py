"""The states of the backup page, brought about for the pictures of `screens.py`."""

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from core.app import Core, beijing_now, create_folder
from core.demo import COMPANY
from core.domain.invoice import EntryMethod
from core.secrets import MemoryKeys
from gui.main_window import MainWindow
from gui.tabs.backup import BackupTab
from tests.invoices import draft

STATES = ("backup", "backupabsent", "backuplate", "backupempty", "backuprules", "backupsheet")
DAYS = (26, 25, 24, 21, 20, 19, 18, 14, 13, 12, 11, 10, 7, 6, 4, 3, 0)
"""So many days ago backups were made."""


def open_filled(state: str) -> Core:
    """A ledger with backups of the last month, as the state wants it."""
    place, keys, back = Path(tempfile.mkdtemp()), MemoryKeys(), [30]

    def clock_then() -> datetime:
        return beijing_now() - timedelta(days=back[0], minutes=5)

    create_folder(place / "ledger", COMPANY, keys, now=clock_then)
    core = Core.open(place / "ledger", keys, now=clock_then)
    late = 12 if state == "backuplate" else 0
    for made, days in enumerate(() if state == "backupempty" else DAYS):
        back[0] = days + late
        core.entry.add(draft(made), EntryMethod.SCAN)
        for name in ("票核备份", "U盘备份"):
            (place / name).mkdir(exist_ok=True)
            core.automatic.add_folder(place / name)
        core.automatic.run_now()
    back[0] = 0
    if state == "backupabsent":
        (place / "U盘备份").rename(place / "抽屉")
        core.automatic.run_now()
    elif state not in ("backupempty", "backuplate"):
        core.rehearsals.run()
    return core


def bring_about(window: MainWindow, state: str, pause: Callable[[float], None]) -> None:
    """Bring the page into a state."""
    assert window.inside is not None
    tab = window.inside.tabs.made(BackupTab)
    window.inside.tabs.setCurrentWidget(tab)
    while tab.view is None:
        pause(0.1)
    pause(0.4)
    if state == "backuprules":
        tab.cards.automatic.pressed.emit()
    elif state == "backupsheet":
        tab.cards.sheet.pressed.emit()
    pause(0.4)
