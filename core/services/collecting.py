"""Work that makes many objects and no rings."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

OBJECTS: Final = 20_000


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let the garbage collector look seldom; it takes a seventh of the time of an import else.

    A look stops every thread: at so many objects it takes some milliseconds.
    """
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
