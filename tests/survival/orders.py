"""The work that is killed, or finds the disk full: backup, restore, migration, re-keying, import.

Each order works on a data folder by the same services as the faces, with keys in a file that
stands for the keyring, and says where it is.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from core.app import Core
from core.domain.covering import Stated
from core.progress import Progress, Report
from core.services.restoring import rekey, restore, undo
from core.store.ledger import open_ledger
from tests.keeping import FileKeys
from tests.ledgers import now


@dataclass(frozen=True, slots=True)
class Place:
    """Where an order works: the data folder, the keyring's file, and what it needs beside."""

    folder: Path
    keyring: Path
    backups: Path
    backup: Path | None = None
    workbook: Path | None = None
    migrations: Path | None = None
    export: Path | None = None

    @property
    def new(self) -> Path:
        """A folder that is not there yet, nor the one above it."""
        return self.folder.parent / "new" / "ledger"

    @property
    def keys(self) -> FileKeys:
        return FileKeys(self.keyring)


def back_up(place: Place, report: Report) -> None:
    core = Core.open(place.folder, place.keys, now=now, by="child")
    try:
        core.backups.make(place.backups, report)
    finally:
        core.close()


def restore_here(place: Place, report: Report) -> None:
    assert place.backup
    restore(
        place.backup,
        place.folder,
        place.keys,
        now=now,
        by="child",
        keeper=place.keys,
        report=report,
    )


def restore_elsewhere(place: Place, report: Report) -> None:
    assert place.backup
    restore(place.backup, place.new, place.keys, now=now, by="child", report=report)


def undo_restore(place: Place, report: Report) -> None:
    report(Progress("undo", 0))
    undo(place.folder, place.keys, now=now, by="child")


def migrate(place: Place, report: Report) -> None:
    assert place.migrations
    report(Progress("migrate", 0))
    open_ledger(place.folder, place.keys, now=now, by="child", migrations=place.migrations).close()


def change_key(place: Place, report: Report) -> None:
    def confirm(*_: object) -> bool:
        report(Progress("confirm", 0))
        return True

    rekey(place.folder, place.keys, confirm, now=now, by="child", keeper=place.keys, report=report)


def bring_in(place: Place, report: Report) -> None:
    assert place.workbook
    core = Core.open(place.folder, place.keys, now=now, by="child")
    try:
        core.imports.run([place.workbook], report=report)
    finally:
        core.close()


def bring_in_records(place: Place, report: Report) -> None:
    assert place.export
    core = Core.open(place.folder, place.keys, now=now, by="child")
    try:
        core.imports.run([place.export], stated=Stated(made=NEWER), report=report)
    finally:
        core.close()


NEWER = date(2026, 3, 1)
"""When the export was made that is brought in; one of February is there."""

Order = Callable[[Place, Report], None]
ORDERS: dict[str, Order] = {
    "backup": back_up,
    "tidying": back_up,  # a backup that lets go of older generations
    "restore": restore_here,
    "new folder": restore_elsewhere,
    "undo": undo_restore,
    "migration": migrate,
    "rekey": change_key,
    "import": bring_in,
    "records": bring_in_records,
}


def carry_out(name: str, place: Place, die_at: int | None, told: Connection) -> None:
    """Carry out an order in this process; die just before its `die_at`-th touch of the disk.

    Says "begun", and at the end how many touches there were. A touch is any call of Python's
    that opens, makes, renames or removes a file; the database's own lie between them.
    """
    touches = 0

    def touched(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touches
        if event not in TOUCHES or not armed:
            return
        if event == "open" and not str(arguments[0]).startswith(str(place.keyring.parent)):
            return
        touches += 1
        if touches == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    armed = True
    sys.addaudithook(touched)
    told.send("begun")
    ORDERS[name](place, lambda _: None)
    armed = False
    told.send(touches)


TOUCHES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"}
