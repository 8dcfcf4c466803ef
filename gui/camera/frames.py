"""Frames on their way to the reader: the newest one counts, what comes meanwhile is let go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QVideoFrame

from core.progress import Report
from gui.camera import pixels
from gui.camera.pixels import Copy
from gui.jobs import Jobs

if TYPE_CHECKING:  # every reader comes with it
    from core.files.qr.found import Found

SECONDS = 0.1
"""What a frame may cost: the next one may be better."""

LONGER = 0.5
EVERY = 8
"""So many frames without a code give one that may cost more."""

Read = Callable[[pixels.Pixels, float], "Found"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a frame of this size was found to hold."""

    found: "Found"
    width: int
    height: int


class Frames(QObject):
    """Reads one frame at a time, off the window's thread; `looked` gives what it held."""

    looked = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.read: Read = pixels.read
        self._next: QVideoFrame | None = None
        self._busy = False
        self._fruitless = 0

    def take(self, frame: QVideoFrame) -> None:
        """Read this frame, or keep it in place of the one that waits."""
        if not frame.isValid():
            return
        self._next = frame
        self._go_on()

    def forget(self) -> None:
        """Let go what waits."""
        self._next = None
        self._fruitless = 0

    def _go_on(self) -> None:
        if self._busy or self._next is None:
            return
        copy = pixels.copied(self._next)
        self._next = None
        if copy is not None:
            self._busy = True
            self._jobs.run(self, self._work([copy]), self._end, failed=self._fail)

    def _work(self, held: list[Copy]) -> Callable[[Report], Look]:
        """Make the job; it lets go of the pixels itself, for a job is kept for a while."""
        read = self.read
        seconds = LONGER if self._fruitless % EVERY == EVERY - 1 else SECONDS

        def work(_: Report) -> Look:
            copy = held.pop()()
            return Look(read(copy, seconds), copy.width, copy.height)

        return work

    def _end(self, look: Look) -> None:
        self._busy = False
        self._fruitless = 0 if look.found.codes else self._fruitless + 1
        self.looked.emit(look)
        self._go_on()

    def _fail(self, _: Exception) -> None:
        self._busy = False  # it is logged; the next frame may be whole
        self._fruitless += 1
        self._go_on()
