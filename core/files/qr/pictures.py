"""Pictures as arrays, and the few operations on them that every step uses."""

from typing import Any, NamedTuple

import cv2
import numpy.typing as npt

from core.files.qr.found import Corners

Grey = npt.NDArray[Any]
"""One byte a pixel."""
Floats = npt.NDArray[Any]

cv2.setNumThreads(1)  # more threads cost more than they bring on pictures this small


def smooth(picture: Floats, size: int) -> Floats:
    """Give the mean over squares."""
    return cv2.blur(picture, (size, size), borderType=cv2.BORDER_REFLECT)


def blurred(picture: Floats, sigma: float) -> Floats:
    """Blur as a lens out of focus about does."""
    return cv2.GaussianBlur(picture, (0, 0), sigma)


def sharpened(picture: Grey, sigma: float) -> Grey:
    """Bring out the edges."""
    return cv2.addWeighted(picture, 2.5, cv2.GaussianBlur(picture, (0, 0), sigma), -1.5, 0)


def shrunk(grey: Grey, longest: int) -> tuple[Grey, float]:
    """Reduce a picture to about this longest side; with it, the scale.

    By a whole number, which is many times faster than by another.
    """
    by = max(1, round(max(grey.shape) / longest))
    height, width = (max(1, side // by) for side in grey.shape)
    part = grey[: height * by, : width * by]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA), 1 / by


class Crop(NamedTuple):
    """A square part of a picture at another size; `x`, `y`, `scale` lead back."""

    grey: Grey
    x: float
    y: float
    scale: float

    def back(self, points: Any) -> Corners:
        """Give four points of the crop in pixels of the picture."""
        first, second, third, fourth = (
            (float(x) / self.scale + self.x, float(y) / self.scale + self.y) for x, y in points
        )
        return first, second, third, fourth


def cropped(grey: Grey, x: float, y: float, side: float, size: int) -> Crop:
    """Cut out a square by its middle, at most as far as the picture goes, scaled to `size`."""
    height, width = grey.shape
    left, top = max(0, int(x - side / 2)), max(0, int(y - side / 2))
    part = grey[top : min(height, int(y + side / 2) + 1), left : min(width, int(x + side / 2) + 1)]
    scale = size / max(part.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return Crop(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how), left, top, scale)
