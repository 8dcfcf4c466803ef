"""What the children do: they work off the verification queue until they are killed."""

from pathlib import Path

from core.app import Core
from core.secrets import Key, MemoryKeys, MemoryVault
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
