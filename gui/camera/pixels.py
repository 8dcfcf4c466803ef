"""A camera's frame as bytes: copied on the window's thread, made grey and read in a job."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

if TYPE_CHECKING:  # the job that reads imports it: every reader comes with it
    from core.files.qr.found import Found

_Format = QVideoFrameFormat.PixelFormat

_LIGHT = {
    **dict.fromkeys(
        (
            *(_Format.Format_Y8, _Format.Format_NV12, _Format.Format_NV21),
            *(_Format.Format_YUV420P, _Format.Format_YV12, _Format.Format_YUV422P),
            *(_Format.Format_IMC1, _Format.Format_IMC2, _Format.Format_IMC3, _Format.Format_IMC4),
        ),
        (0, 1),
    ),
    _Format.Format_YUYV: (0, 2),
    _Format.Format_UYVY: (1, 2),
    _Format.Format_Y16: (1, 2),  # of two bytes the second one is the larger
    _Format.Format_P010: (1, 2),
    _Format.Format_P016: (1, 2),
}
"""How the first plane holds brightness: at which byte it begins, and every how many bytes."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A frame without its colours, as it lies in `data`: brightness from `first` in `step`s.

    `stride` is the length of a row in bytes.
    """

    data: bytes
    width: int
    height: int
    stride: int
    first: int = 0
    step: int = 1


Copy = Callable[[], Pixels]


def copied(frame: QVideoFrame) -> Copy | None:
    """Copy what a job needs of a frame; None for one that holds no picture.

    A frame's memory goes back to the camera, so this must not wait. What has no plane of
    brightness is taken as a picture, which Qt makes.
    """
    upright = frame.rotation() == QtVideo.Rotation.None_ and not frame.mirrored()
    light = _LIGHT.get(frame.pixelFormat()) if upright else None
    if light is not None and frame.map(QVideoFrame.MapMode.ReadOnly):
        pixels = Pixels(
            bytes(frame.bits(0)), frame.width(), frame.height(), frame.bytesPerLine(0), *light
        )
        frame.unmap()
        return lambda: pixels
    image = frame.toImage()
    return None if image.isNull() else lambda: _grey(image)


def read(pixels: Pixels, seconds: float) -> "Found":
    """Read the codes; in a job."""
    from core.files.qr import read_frame  # heavy, and only jobs need it

    data, stride = pixels.data, pixels.stride
    if pixels.step > 1:
        data, stride = data[pixels.first :: pixels.step], stride // pixels.step
    return read_frame(data, pixels.width, pixels.height, stride=stride, seconds=seconds)


def _grey(image: QImage) -> Pixels:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return Pixels(bytes(grey.constBits()), grey.width(), grey.height(), grey.bytesPerLine())
