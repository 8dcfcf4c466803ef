"""A program that is killed at any moment has lost nothing that it acknowledged."""

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

from core.app import Core
from core.domain.query import Query
from core.secrets import MemoryKeys
from core.services.checks import Severity
from core.store.generations import read_current
from tests.invoices import draft
from tests.ledgers import now
from tests.survival.entering import enter_until_killed

KILLS = 100
SECONDS = 0.25
"""Each child lives a random part of this after its first entry."""


def heard(pipe: Connection) -> list[int]:
    """What the child said before it died; a word that was cut off is none."""
    said = []
    try:
        while pipe.poll():
            said.append(int(pipe.recv()))
    except (EOFError, OSError):
        pass
    return said


def test_entries_survive_a_hundred_kills(folder: Path, keys: MemoryKeys) -> None:
    moments = random.Random(20261124)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.survival.entering"])
    key = keys.get(read_current(folder).key_id)
    acknowledged: set[int] = set()
    for kill in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(
            target=enter_until_killed, args=(str(folder), key.bytes, kill * 10_000, theirs)
        )
        child.start()
        theirs.close()
        ours.poll(30)
        time.sleep(moments.uniform(0, SECONDS))
        child.kill()
        child.join()
        acknowledged.update(heard(ours))
    core = Core.open(folder, keys, now=now, by="t")
    kept = {x.key.name: x for x in core.lookup.find(Query(), 1_000_000).invoices}
    broken = [f for f in core.checks.run() if f.severity is Severity.BROKEN]
    core.close()
    lost = [n for n in acknowledged if draft(n).complete().key.name not in kept]
    assert lost == []
    assert broken == []
    assert len(acknowledged) >= KILLS
    # at most one entry a kill was written and not yet acknowledged
    assert len(acknowledged) <= len(kept) <= len(acknowledged) + KILLS
    for n in acknowledged:
        invoice = kept[draft(n).complete().key.name]
        assert (invoice.lines, invoice.total) == (draft(n).lines, draft(n).total)
