"""What the children do: they enter invoices, or type, and say what is acknowledged."""

import itertools
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from core.app import Core
from core.domain.invoice import EntryMethod
from core.errors import AlreadyEntered
from core.secrets import Key, MemoryKeys
from tests.invoices import draft
from tests.ledgers import now


def enter_until_killed(folder: str, key: bytes, start: int, told: Connection) -> None:
    """Enter invoices from number `start` on, without end."""
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")
    for n in itertools.count(start):
        core.entry.add(draft(n), EntryMethod.MANUAL)
        told.send(n)


def enter_all(
    folder: str, key: bytes, numbers: list[int], start: Barrier, told: Connection
) -> None:
    """Enter these invoices, beginning when all others do, and tell which were there already."""
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")
    entered: list[int] = []
    already: list[int] = []
    start.wait()
    for n in numbers:
        try:
            core.entry.add(draft(n), EntryMethod.MANUAL)
            entered.append(n)
        except AlreadyEntered:
            already.append(n)
    core.close()
    told.send((entered, already))


def type_until_killed(folder: str, key: bytes, told: Connection) -> None:
    """Keep what is typed, one character more each time, and say how many were acknowledged."""
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")
    for n in itertools.count(1):
        core.entry.keep("字" * n)
        told.send(n)
