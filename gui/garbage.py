"""Python's garbage is collected on the window's thread alone.

Left to itself the collector runs on whatever thread allocates, and a widget that it finds there
is destroyed on the wrong thread: Qt warns of timers, or the program is gone.
"""

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY: Final = 1000
"""Milliseconds between two looks at what has piled up."""
SOON: Final = 50
"""Milliseconds to the next look where the last one found enough to collect: it finds less."""
YOUNG: Final = 2_000
"""So many new objects are worth a look at them, which takes some two milliseconds."""
GROWN: Final = 1.25
"""All is looked at when what stayed has grown by so much since, as Python does it by itself."""


class Garbage(QObject):
    """Collects when the event loop is idle; what has no ring in it is freed at once as ever."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what start-up made stays to the end
        self._stayed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._kept = False
        QGuiApplication.instance().applicationStateChanged.connect(self._on_state)  # type: ignore[union-attr]

    def hold(self) -> None:
        """Look at nothing while a thread makes very many values: looking would stop the window."""
        self.collect()
        self._timer.stop()

    def keep(self) -> None:
        """Look again, but not at what is there by now: those values hold no rings.

        They are freed as ever when nobody holds them. A look at the cases of 20,000 discrepancies
        (400,000 objects) stops the window for 0.3 s, and would come again and again. What few rings
        the window had just then are kept with them; `tidy` frees those.
        """
        gc.freeze()
        self._kept = True
        self._timer.start()

    def collect(self) -> bool:
        """Collect the oldest generation whose turn it is; False where little is new.

        Often and little rather than seldom and much: the window stands still meanwhile.
        """
        young, middle, old = gc.get_count()
        if young < YOUNG:
            return False
        _, most_middle, most_old = gc.get_threshold()
        if middle <= most_middle:
            gc.collect(0)
        elif old <= most_old or sys.getallocatedblocks() < GROWN * self._stayed:
            gc.collect(1)
        else:
            gc.collect(2)
            self._stayed = sys.getallocatedblocks()  # to count the objects would take as long
        return True

    def tidy(self) -> None:
        """Look at everything once, when nobody is at the window to feel it."""
        if self._kept and self._timer.isActive():
            self._kept = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive:
            self.tidy()

    def _look(self) -> None:
        self._timer.setInterval(SOON if self.collect() else EVERY)
