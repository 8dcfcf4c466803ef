"""How long work says how far it is, and how it is told to stop."""

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """Raised by a report to stop the work; what was done so far is consistent."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step of long work is.

    `step` is a word of the program's vocabulary ("read", "write"), `total` is None where the
    end is unknown.
    """

    step: str
    done: int
    total: int | None = None


Wait = Callable[[float], object]
"""Waits for so many seconds; it may raise Cancelled."""

Report = Callable[[Progress], None]
"""Called between steps of long work; it may raise Cancelled."""


def ignore(_: Progress) -> None:
    """Report to nobody."""
