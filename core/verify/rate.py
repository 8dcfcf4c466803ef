"""How many questions a second a service is asked: a bucket of one token for each.

Nothing is saved up while nobody asks: a service that bears two a second answers no third.
"""

from collections.abc import Callable
from threading import Lock


class Rates:
    """For each service the moment from which it may be asked again."""

    def __init__(self, wait: Callable[[float], object], clock: Callable[[], float]) -> None:
        """Wait and tell the time in these ways."""
        self._wait = wait
        self._clock = clock
        self._lock = Lock()
        self._free: dict[str, float] = {}

    def take(self, name: str, a_second: float) -> None:
        """Wait until one more may be asked."""
        pause = self._reserved(name, a_second)
        if pause > 0:
            self._wait(pause)

    def _reserved(self, name: str, a_second: float) -> float:
        """Take the next place in the row; give the seconds until it comes."""
        with self._lock:
            now = self._clock()
            mine = max(now, self._free.get(name, now))
            self._free[name] = mine + 1 / a_second
        return mine - now
