"""When keys were pressed, and when none comes any more: a stalled event loop changes neither.

What a platform stamps its keys with (Qt 6): macOS the system's own time of the event, X11 and
Wayland the server's, in 32 bits, Windows the moment at which Qt took the key out of the queue.
Keys that a test sends to a widget bear 0, and what an input method commits bears nothing.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent

PAUSE = 10_000
"""Milliseconds between two stamps beyond which they are not compared: nobody typed, or the clock
behind them was set, ran over or stood still."""

LATE = 20
"""Milliseconds by which a timer may be late in a loop that is not stalled."""

AGAIN = 45
"""Milliseconds in which the keys that waited behind a stall come."""


class Moments:
    """Tells when an event happened, in milliseconds of `now`, whatever its stamp counts from.

    Between two that bear stamps lies what the stamps say; any other happened now.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._stamp = 0
        self._moment = 0.0

    def __call__(self, event: QEvent) -> float:
        """Give the moment of the event."""
        stamp = event.timestamp() if isinstance(event, QInputEvent) else 0
        since = stamp - self._stamp
        comparable = bool(stamp and self._stamp) and 0 <= since <= PAUSE
        self._moment = self._moment + since if comparable else self._now()
        self._stamp = stamp
        return self._moment


class Silence(QTimer):
    """Is `over` when no key came for a while.

    Where the loop was stalled meanwhile, keys wait in the queue: they are let through first.
    """

    over = Signal()

    def __init__(self, owner: QObject, milliseconds: int) -> None:
        super().__init__(owner)
        self.span = milliseconds
        self._since = QElapsedTimer()
        self._waited = False
        self.setSingleShot(True)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(self._on_timeout)

    def begin(self, milliseconds: int | None = None) -> None:
        """Wait from now on, for as long as last time if no time is named."""
        self.span = self.span if milliseconds is None else milliseconds
        self._since.start()
        self._waited = False
        self.start(self.span)

    def _on_timeout(self) -> None:
        stalled = self._since.elapsed() > self.span + LATE
        if stalled and not self._waited:
            self._waited = True
            self.start(AGAIN)
        else:
            self.over.emit()


def milliseconds() -> float:
    """Give the time of a clock that is never set."""
    return time.monotonic() * 1000
