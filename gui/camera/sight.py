"""What is in sight: a code is news when it comes, and not again while it stays."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every reader comes with it
    from core.files.qr.found import Code

STAYS = 3.0
"""Seconds without a reading for which a code counts as still there: hands shake, focus wanders."""


class Sight:
    """Remembers when each text was read last."""

    def __init__(self) -> None:
        self.clock = time.monotonic
        self._last: dict[str, float] = {}

    def fresh(self, codes: "Sequence[Code]") -> "list[Code]":
        """Give the codes that were not in sight a moment ago."""
        now = self.clock()
        self._last = {text: at for text, at in self._last.items() if now - at <= STAYS}
        news = {code.text: code for code in codes if code.text not in self._last}
        self._last |= dict.fromkeys((code.text for code in codes), now)
        return list(news.values())
