"""Asks one question of the address it is given, and waits: for the test that kills it."""

import sys
from datetime import UTC, datetime

from core.secrets import MemoryVault
from core.verify.asking import Asker
from tests.core.verify.asked import invoice
from tests.core.verify.services import TENCENT

if __name__ == "__main__":
    asker = Asker(MemoryVault(), lambda: datetime.now(UTC))
    asker.ask(TENCENT.provider, TENCENT.access(sys.argv[1]), invoice())
