"""Lines, areas and colours of an OFD as operators of a PDF.

Source: GB/T 33190-2016, 8.3 and 9.1; what producers really write: documents.md 2.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lxml import etree

from core.files.ofd_text import Matrix, floats_of, number_of

_TOKEN: Final = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOST_TOKENS: Final = 200_000
_COUNTS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_HEX: Final = re.compile(r"#([0-9a-fA-F]{1,2})")
_HAIRLINE: Final = 0.353
"""Millimetres: the width of a line that names none."""


class Paint(NamedTuple):
    """A colour in RGB, 0 to 1, and how much of it covers what is beneath."""

    rgb: tuple[float, float, float]
    alpha: float = 1.0


BLACK: Final = Paint((0.0, 0.0, 0.0))


def written(*numbers: float) -> str:
    """Write numbers as a PDF takes them: no exponents."""
    return " ".join([f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers])


def paint_of(colour: etree._Element | None, default: Paint | None) -> Paint | None:
    """Read a FillColor or StrokeColor: one value is grey, three RGB, four CMYK, of 0 to 255."""
    if colour is None:
        return default
    text = _HEX.sub(lambda found: str(int(found[1], 16)), colour.get("Value", "")[:100])
    parts = text.replace(",", " ").split()
    values = floats_of(" ".join(parts), len(parts)) or [0.0]
    scaled = [min(max(value / 255, 0.0), 1.0) for value in values]
    alpha = number_of(colour.get("Alpha"), 255.0) / 255
    return Paint(_rgb(scaled), min(max(alpha, 0.0), 1.0))


def _rgb(values: Sequence[float]) -> tuple[float, float, float]:
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))  # type: ignore[return-value]
    return values[0], values[0], values[0]


def width_of(text: str | None) -> float:
    """Read a line's width in mm."""
    width = number_of(text, _HAIRLINE)
    return width if width > 0 else _HAIRLINE


def outline(text: str) -> str:
    """Turn AbbreviatedData into a path; what cannot be read ends it there."""
    return "\n".join(_operators(text))


def _operators(text: str) -> Iterator[str]:
    x = y = 0.0
    for letter, values in _steps(text):
        if letter == "C":
            yield "h"
            continue
        if letter in "SM":
            yield f"{written(*values)} m"
        elif letter == "L":
            yield f"{written(*values)} l"
        elif letter == "B":
            yield f"{written(*values)} c"
        elif letter == "Q":
            yield f"{written(*_cubic(x, y, values))} c"
        else:
            yield from (f"{written(*curve)} c" for curve in _arc(x, y, values))
        x, y = values[-2:]


def _steps(text: str) -> Iterator[tuple[str, list[float]]]:
    letter, values, begun = "", list[float](), False
    for count, found in enumerate(_TOKEN.finditer(text)):
        if count > _MOST_TOKENS:
            return
        token = found[0]
        if token.isalpha():
            letter, values = token, []
            if letter not in _COUNTS:
                return
        elif letter:
            values.append(number_of(token, 0.0))
        if letter and len(values) == _COUNTS[letter] and (begun or letter in "SM"):
            begun = True
            yield letter, values
            values = []
            letter = "" if letter == "C" else letter


def _cubic(x: float, y: float, values: Sequence[float]) -> tuple[float, ...]:
    """Raise a curve of one control point to one of two."""
    cx, cy, to_x, to_y = values
    return (
        *(x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y)),
        *(to_x + 2 / 3 * (cx - to_x), to_y + 2 / 3 * (cy - to_y)),
        *(to_x, to_y),
    )


def _arc(x: float, y: float, values: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Give the curves of an elliptic arc from its end points, as SVG 1.1 F.6.5 does."""
    rx, ry, turn, large, sweep, to_x, to_y = values
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry or (x, y) == (to_x, to_y):
        yield (x, y, to_x, to_y, to_x, to_y)
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = (x - to_x) / 2, (y - to_y) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx
    stretch = max(1.0, math.hypot(px / rx, py / ry))
    rx, ry = rx * stretch, ry * stretch
    away = max(0.0, 1 / (math.hypot(px / rx, py / ry) ** 2) - 1) ** 0.5
    away = -away if bool(large) == bool(sweep) else away
    qx, qy = away * rx * py / ry, -away * ry * px / rx
    start = math.atan2((py - qy) / ry, (px - qx) / rx)
    swept = math.atan2((-py - qy) / ry, (-px - qx) / rx) - start
    swept += math.tau * ((swept < 0) - (swept > 0)) * (bool(sweep) != (swept > 0))
    middle = (x + to_x) / 2 + cos * qx - sin * qy, (y + to_y) / 2 + sin * qx + cos * qy
    matrix = (cos * rx, sin * rx, -sin * ry, cos * ry, *middle)
    yield from _turned(start, swept, matrix)


def _turned(start: float, swept: float, matrix: Matrix) -> Iterator[tuple[float, ...]]:
    """Cut an arc of the unit circle into quarters at most, and lay them under a matrix."""
    count = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / count
    reach = 4 / 3 * math.tan(step / 4)
    a, b, c, d, e, f = matrix
    for part in range(count):
        first, last = start + part * step, start + (part + 1) * step
        points = (
            (math.cos(first) - reach * math.sin(first), math.sin(first) + reach * math.cos(first)),
            (math.cos(last) + reach * math.sin(last), math.sin(last) - reach * math.cos(last)),
            (math.cos(last), math.sin(last)),
        )
        yield tuple(value for u, v in points for value in (a * u + c * v + e, b * u + d * v + f))
