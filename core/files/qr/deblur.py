"""Blur undone: the Wiener filter, with the kinds and widths of blur that sharpness hints at."""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from core.files.qr.pictures import Floats, Grey, blurred

_BORDER: Final = 32
_FACTORS: Final = (1, 1.06, 0.94, 1.12, 0.88, 1.18, 0.83, 1.25, 0.78, 1.32, 0.73, 1.4, 0.69, 1.5)
"""Widths beside the one estimated, in steps of 6 %: a coarser grid misses."""


def deblurred(grey: Grey, module: float) -> Iterator[Grey]:
    """Give versions of a blurred picture, likeliest first; none for a sharp one."""
    low, high = _sharpness(grey)
    if high < 0.22:
        yield from _out_of_focus(grey, module, 1.3 * np.sqrt(1 / (low + high + 0.01) - 1))


def unshaken(grey: Grey, module: float) -> Iterator[Grey]:
    """Give versions of a picture blurred in one direction, likeliest first."""
    low, high = _sharpness(grey)
    if low < 0.22 and high > 1.35 * low:
        yield from _moved(grey, module)


def _sharpness(grey: Grey) -> tuple[float, float]:
    """Give how jagged the picture is, in the direction where least and where most.

    Second differences over first ones, squared: 0.25 to 0.5 in sharp prints.
    """
    p = blurred(grey.astype(np.float32), 1)
    ratios = []
    for first, second, third, step in (
        (p[:, :-2], p[:, 1:-1], p[:, 2:], 1),
        (p[:-2], p[1:-1], p[2:], 1),
        (p[:-2, :-2], p[1:-1, 1:-1], p[2:, 2:], 2),
        (p[2:, :-2], p[1:-1, 1:-1], p[:-2, 2:], 2),
    ):
        change = float(((second - first) ** 2).mean()) + 1e-3
        ratios.append(float(((first - 2 * second + third) ** 2).mean()) / change / step)
    return min(ratios), max(ratios)


def _out_of_focus(grey: Grey, module: float, width: float) -> Iterator[Grey]:
    filtered = _Wiener(grey)
    for turn, factor in enumerate(_FACTORS):
        sigma = width * factor
        answer = np.exp(-2 * (np.pi * sigma) ** 2 * (filtered.x**2 + filtered.y**2))
        noise = next(
            n
            for n, most in ((1e-3, 0.6), (3e-4, 0.75), (1e-4, 0.88), (2e-5, np.inf))
            if sigma < most * module
        )
        yield filtered.undone(answer, noise)
        if turn % 3 == 0:
            yield filtered.undone(answer, 1e-2 if noise == 1e-3 else 2e-3)


def _moved(grey: Grey, module: float) -> Iterator[Grey]:
    filtered = _Wiener(grey)
    likely = _direction(grey)
    near = [
        (likely + turn, length) for length in (2.4, 1.8) for turn in (0, 12, -12, 24, -24, 36, -36)
    ]
    fine = [
        (likely + turn, length)
        for length in (2.8, 1.3, 2.1, 1.55)
        for turn in (0, 10, -10, 20, -20)
    ]
    for angle, length in near + fine:
        x, y = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        yield filtered.undone(np.sinc(length * module * (filtered.x * x + filtered.y * y)), 1e-2)


def _direction(grey: Grey) -> float:
    """Give the direction in which brightness changes least, in degrees."""
    p = blurred(grey.astype(np.float32), 1)
    x, y = cv2.Sobel(p, -1, 1, 0), cv2.Sobel(p, -1, 0, 1)
    most = 0.5 * np.arctan2(2 * float((x * y).mean()), float((x * x).mean() - (y * y).mean()))
    return float(np.degrees(most)) + 90


class _Wiener:
    """A picture transformed once; `x` and `y` are the frequencies, in cycles a pixel."""

    def __init__(self, grey: Grey) -> None:
        self.shape = grey.shape
        padded = cv2.copyMakeBorder(grey, *(_BORDER,) * 4, cv2.BORDER_REFLECT)
        self.size = tuple(cv2.getOptimalDFTSize(side + 1) // 2 * 2 for side in padded.shape)
        below, beside = self.size[0] - padded.shape[0], self.size[1] - padded.shape[1]
        padded = cv2.copyMakeBorder(padded, 0, max(0, below), 0, max(0, beside), cv2.BORDER_REFLECT)
        self.size = padded.shape
        self.turned = np.fft.rfft2(padded.astype(np.float32))
        self.x = np.fft.rfftfreq(self.size[1]).astype(np.float32)[None, :]
        self.y = np.fft.fftfreq(self.size[0]).astype(np.float32)[:, None]

    def undone(self, answer: Floats, noise: float) -> Grey:
        """Divide by what the blur did to each frequency, as far as the noise allows."""
        mended = np.fft.irfft2(self.turned * (answer / (answer * answer + noise)), self.size)
        height, width = self.shape
        part = mended[_BORDER : _BORDER + height, _BORDER : _BORDER + width]
        return np.ascontiguousarray(np.clip(part, 0, 255).astype(np.uint8))
