"""What the children do: they work off the verification queue until they are killed."""

import os
import signal
from pathlib import Path

from core.app import Core
from core.domain.answer import Answer
from core.domain.invoice import Face
from core.progress import Wait
from core.secrets import Key, MemoryKeys, MemoryVault
from core.services.working_off import Service, WorkingOff
from tests.ledgers import now
from tests.verifying import set_up_at


def work_off_until_killed(folder: str, key: bytes, address: str) -> None:
    """Work the queue off, and whatever a person would let be asked again."""
    core = Core.open(
        Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child", vault=MemoryVault()
    )
    set_up_at(core, address)
    core.verification.work_off(anew=True)
    core.close()


def work_off_and_die(folder: str, key: bytes, address: str, point: str, nth: int) -> None:
    """Work the queue off, and die at a point that is reached for the nth time.

    unfit: before a question is noted, or with the answer before; ask: noted and not sent;
    answered: before the answer is kept; kept: after it was.
    """
    core = Core.open(
        Path(folder), MemoryKeys(any_id=Key(key)), now=now, by="child", vault=MemoryVault()
    )
    set_up_at(core, address)
    (through,) = core.providers.services()
    left = {point: nth}

    def reached(here: str) -> None:
        left[here] = left.get(here, 0) - 1
        if left[here] == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    def ask(invoice: Face, most: int, wait: Wait) -> Answer:
        reached("ask")
        answer = through.ask(invoice, most, wait)
        reached("answered")
        return answer

    def unfit(invoice: Face) -> str | None:
        reached("unfit")
        return through.unfit(invoice)

    store = core._ledger.store
    store.listen(lambda _: reached("kept"))
    WorkingOff(store, core.folder, now).run([Service(through.provider, ask, unfit)])
    core.close()
