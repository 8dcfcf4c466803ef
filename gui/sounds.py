"""Three short sounds by which a pile is scanned without looking: entered, duplicate, no invoice.

They are computed here, written as WAV into a temporary folder and played by what the system has:
winsound, afplay, or one of Linux's players. Where there is none the system's own beep must do.
"""

import math
import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Callable
from enum import Enum
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core.progress import Report
from gui.jobs import Jobs


class Sound(Enum):
    """What is heard: tones as (hertz, milliseconds); 0 hertz is a rest.

    They differ in number and direction, so that they are told apart on a poor loudspeaker.
    """

    ENTERED = ((1318.5, 90),)
    FILLED = ((659.3, 70),)  # stands in the form and waits to be saved
    DUPLICATE = ((880.0, 90), (0.0, 50), (880.0, 90))
    WRONG = ((392.0, 130), (233.1, 260))


Player = Callable[[Sound], None]
"""Begins to play a sound and does not wait for its end; called on a thread."""

RATE = 22_050
LOUD = 0.35
RAMP = 0.006
"""Seconds in which a tone comes and goes; without them it cracks."""


class Sounds(QObject):
    """Plays off the window's thread; of several in a blink only the last one is heard."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.player: Player = Loudspeaker()
        self.on = True
        self._next: Sound | None = None
        self._busy = False

    def sound(self, sound: Sound) -> None:
        """Let it be heard, if sounds are on."""
        if self.on:
            self._next = sound
            self._begin()

    def _begin(self) -> None:
        if self._busy or self._next is None:
            return
        sound, self._next = self._next, None
        self._busy = True
        player = self.player

        def work(_: Report) -> bool:
            try:
                player(sound)
            except (OSError, RuntimeError):
                return False  # a sound is worth no word
            return True

        self._jobs.run(self, work, self._end)

    def _end(self, played: bool) -> None:
        self._busy = False
        if not played:
            QApplication.beep()
        self._begin()


def wav(sound: Sound) -> bytes:
    """Make the sound: WAV, one channel, 16 bits."""
    samples = array("h")
    for hertz, milliseconds in sound.value:
        samples.extend(_tone(hertz, milliseconds / 1000))
    if sys.byteorder == "big":
        samples.byteswap()
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return made.getvalue()


class Loudspeaker:
    """Plays by what the system has."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._playing: list[subprocess.Popen[bytes]] = []

    def __call__(self, sound: Sound) -> None:
        """Begin to play; raises OSError or RuntimeError where nothing plays."""
        file = self._file(sound)
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(file, winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        command = next((c for c in _PLAYERS if shutil.which(c[0])), None)
        if command is None:
            raise OSError("no player of sounds")
        self._stop()
        quiet = subprocess.DEVNULL
        playing = subprocess.Popen([*command, file], stdin=quiet, stdout=quiet, stderr=quiet)
        self._playing.append(playing)

    def _file(self, sound: Sound) -> str:
        """Give the sound as a file that is gone with the program."""
        if self._folder is None:
            folder = mkdtemp(prefix="piaohe-")
            finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self._folder = Path(folder)
            for each in Sound:
                (self._folder / f"{each.name}.wav").write_bytes(wav(each))
        return str(self._folder / f"{sound.name}.wav")

    def _stop(self) -> None:
        """Stop what still sounds: the newest is what counts."""
        self._playing = [playing for playing in self._playing if playing.poll() is None]
        for playing in self._playing:
            playing.terminate()


_PLAYERS = (("afplay",), ("paplay",), ("pw-play",), ("aplay", "-q"))


def _tone(hertz: float, seconds: float) -> list[int]:
    def value(at: float) -> float:
        ramp = min(1.0, at / RAMP, (seconds - at) / RAMP)
        whole = math.sin(math.tau * hertz * at) + 0.25 * math.sin(math.tau * 2 * hertz * at)
        return LOUD * ramp * whole / 1.25

    return [round(32_767 * value(n / RATE)) for n in range(round(seconds * RATE))]
