"""What the killed child does: it enters invoices and says each one that is acknowledged."""

import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from core.app import Core
from core.domain.invoice import EntryMethod
from core.secrets import Key, MemoryKeys
from tests.invoices import draft
from tests.ledgers import now


def enter_until_killed(folder: str, key: bytes, start: int, told: Connection) -> None:
    """Enter invoices from number `start` on, without end."""
    core = Core.open(Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child")
    for n in itertools.count(start):
        core.entry.add(draft(n), EntryMethod.MANUAL)
        told.send(n)
