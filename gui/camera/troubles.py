"""Why there is no picture, in words: what is wrong, and what to do."""

import sys
from dataclasses import dataclass
from enum import Enum

from PySide6 import __version__

from words.translate import filled, joined, tr

COMMAND = f'pip install "PySide6-Addons=={__version__}"'


@dataclass(frozen=True, slots=True)
class Choice:
    """A camera: what it is known by, and its name for people."""

    key: str
    name: str


class Trouble(Enum):
    """Why there is no picture."""

    ABSENT = "absent"
    DOES_NOT_LOAD = "does_not_load"
    REFUSED = "refused"
    NO_CAMERA = "no_camera"
    GONE = "gone"
    FAILED = "failed"
    SILENT = "silent"


def sentence(trouble: Trouble) -> str:
    """Say what is wrong."""
    return {
        Trouble.ABSENT: tr("The part for cameras is not installed"),
        Trouble.DOES_NOT_LOAD: tr("The part for cameras does not start"),
        Trouble.REFUSED: tr("Piaohe may not use the camera"),
        Trouble.NO_CAMERA: tr("There is no camera"),
        Trouble.GONE: tr("The camera was unplugged"),
        Trouble.FAILED: tr("The camera could not be started"),
        Trouble.SILENT: tr("The camera gives no picture"),
    }[trouble]


def line(trouble: Trouble, fact: str = "") -> str:
    """Say what to do; `fact` is what the system said of a part that does not load."""
    return {
        Trouble.ABSENT: _how_to_install(),
        Trouble.DOES_NOT_LOAD: _how_to_load(fact),
        Trouble.REFUSED: _how_to_allow(),
        Trouble.NO_CAMERA: tr("Plug one in: it is found by itself."),
        Trouble.GONE: tr("Plug it in again: it goes on by itself. All that was read is kept."),
        Trouble.FAILED: joined(tr("Another program may be using it: close that one."), _allowed()),
        Trouble.SILENT: joined(tr("Another program may be using it: close that one."), _allowed()),
    }[trouble]


def _how_to_install() -> str:
    if getattr(sys, "frozen", False):
        return tr("Run the installer again and choose the camera. All else works without it.")
    text = tr("Install it with {command} and start Piaohe again. All else works without it.")
    return filled(text, {"command": COMMAND})


def _how_to_load(fact: str) -> str:
    if "libpulse" in fact:
        text = tr("A library of the system is missing: install it with {command}.")
        return filled(text, {"command": "apt install libpulse0"})
    return filled(tr("The system says: {fact}"), {"fact": fact})


def _how_to_allow() -> str:
    return _allowed() or tr("Allow it in the settings of the system, then try again.")


def _allowed() -> str:
    """Name the place where the system lets a program use the camera."""
    if sys.platform == "darwin":
        return tr("Allow it in System Settings, Privacy & Security, Camera, then try again.")
    if sys.platform == "win32":
        return tr("Allow it in Settings, Privacy & security, Camera, then try again.")
    return ""
