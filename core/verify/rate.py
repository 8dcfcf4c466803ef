"""How many questions a second a service is asked: a token bucket for each."""

from collections.abc import Callable
from threading import Lock


class Rates:
    """One bucket for each service: full at first, one question takes one out of it."""

    def __init__(self, wait: Callable[[float], object], clock: Callable[[], float]) -> None:
        """Wait and tell the time in these ways."""
        self._wait = wait
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, name: str, a_second: float) -> None:
        """Wait until one more may be asked."""
        pause = self._reserved(name, a_second)
        if pause > 0:
            self._wait(pause)

    def _reserved(self, name: str, a_second: float) -> float:
        """Take one, on credit if need be; give the seconds until it is earned."""
        most = max(1.0, a_second)
        with self._lock:
            now = self._clock()
            left, since = self._buckets.get(name, (most, now))
            left = min(most, left + (now - since) * a_second) - 1
            self._buckets[name] = left, now
        return -left / a_second
