"""QR codes in pictures, however damaged: pixels -> texts and where they stand.

OpenCV and NumPy are loaded with the first picture, for they cost a fifth of a second.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from PIL import Image

from core.files.qr.found import Code, Corners, Found, Seen

__all__ = ["Code", "Corners", "Found", "Seen", "read_frame", "read_picture"]

SECONDS: Final = 0.7
"""What a picture may cost in computing, once zxing alone has not read it."""
_FRAME: Final = 0.05


def _go_on() -> None:
    pass


def read_picture(
    picture: Image.Image, *, seconds: float = SECONDS, check: Callable[[], None] = _go_on
) -> Found:
    """Read the codes of an RGB picture.

    No further step is begun after so many seconds of computing, and at most one takes a tenth of
    one more; `check` is called between steps and may raise to stop.
    """
    reader = _reader()
    grey, red = reader.planes(picture)
    found: Found = reader.read(grey, red, seconds=seconds, check=check)
    return found


def read_frame(
    grey: Any,
    width: int,
    height: int,
    *,
    stride: int | None = None,
    seconds: float = _FRAME,
    check: Callable[[], None] = _go_on,
) -> Found:
    """Read the codes of a camera's frame: bytes, a memoryview or an array, one byte a pixel.

    `stride` is the length of a row in bytes where that is more than `width`. Raises ValueError
    where the bytes are too few. The buffer is not kept.
    """
    reader = _reader()
    found: Found = reader.read(
        reader.plane(grey, width, height, stride or width), seconds=seconds, check=check
    )
    return found


def _reader() -> ModuleType:
    with _single_thread():
        from core.files.qr import reader
    return reader


@contextmanager
def _single_thread() -> Iterator[None]:
    """Keep OpenBLAS at one thread: more make systems of a hundred equations 200 times slower.

    It looks once, when NumPy is loaded; child processes shall not inherit it.
    """
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = before or "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]


_THREADS: Final = "OPENBLAS_NUM_THREADS"
