"""What was typed and is not entered yet survives the death of the program."""

import multiprocessing
from pathlib import Path

from core.app import Core
from core.secrets import MemoryKeys
from core.store.generations import read_current
from tests.keeping import actions, broken
from tests.ledgers import now
from tests.survival.entering import type_until_killed

KILLS = 20


def test_what_was_typed_is_there_after_each_of_twenty_kills(folder: Path, keys: MemoryKeys) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.survival.entering"])
    key = keys.get(read_current(folder).key_id)
    for kill in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=type_until_killed, args=(str(folder), key.bytes, theirs))
        child.start()
        theirs.close()
        for _ in range(1 + kill % 5):
            acknowledged = int(ours.recv())
        child.kill()
        child.join()
        while ours.poll():
            try:
                acknowledged = int(ours.recv())
            except (EOFError, OSError):
                break
        core = Core.open(folder, keys, now=now, by="t")
        kept = core.entry.kept()
        assert kept is not None
        # one more may have been written and not yet been acknowledged
        assert kept in ("字" * acknowledged, "字" * (acknowledged + 1))
        assert actions(core) == ["create"]
        core.close()
    core = Core.open(folder, keys, now=now, by="t")
    assert broken(core) == []
    core.close()
