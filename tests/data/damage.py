"""Pictures of invoice codes with kinds of damage that happen on desks, seeded.

`damaged(kind, strength, seed)`; strength goes over 0 to 1. The same arguments give the same picture.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from tests.data.payloads import payload

Picture = npt.NDArray[np.uint8]
Chance = np.random.Generator
_WIDTH, _HEIGHT = 1500, 900
_PAPER: Final = (250, 249, 244)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its code: RGB, the text, the code's box (left, top, side), a module's side."""

    picture: Picture
    text: str
    box: tuple[int, int, int]
    module: float


def page(
    chance: Chance, *, paper: tuple[int, int, int] = _PAPER, dots: float | None = None
) -> Page:
    """Draw an invoice: frame, lines of text, the code at top left; `dots`: by a needle printer."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), paper)
    draw = ImageDraw.Draw(image)
    ink = tuple(int(v) for v in chance.integers(20, 70, 3))
    draw.rectangle((60, 260, _WIDTH - 60, _HEIGHT - 90), outline=(150, 90, 40), width=3)
    for x in (480, 760, 1010, 1230):
        draw.line((x, 260, x, _HEIGHT - 200), fill=(150, 90, 40), width=2)
    for line in range(14):
        for x in (80, 500, 780, 1030, 1250):
            text = str(chance.integers(10**4, 10**9))
            draw.text((x, 285 + 38 * line), text, fill=ink, font=_font(22))
    draw.text((560, 60), "INVOICE No. 000000", fill=(150, 90, 40), font=_font(54))
    text = payload(chance)
    matrix = _matrix(text)
    module = float(chance.uniform(4.6, 6.2))
    side = round(len(matrix) * module)
    left, top = int(chance.integers(80, 130)), int(chance.integers(40, 60))
    cover = _needled(chance, matrix, side, dots) if dots is not None else _even(matrix, side)
    sheet = np.asarray(image).astype(np.float32)
    part = sheet[top : top + side, left : left + side]
    part += (np.array(ink, np.float32) - part) * cover[..., None]
    return Page(sheet.astype(np.uint8), text, (left, top, side), module)


def damaged(kind: str, strength: float, seed: int) -> Page:
    """Make one picture of a kind."""
    chance = np.random.default_rng([seed, crc32(kind.encode()), round(strength * 1000)])
    return KINDS[kind](chance, strength)


def _font(size: int) -> Any:
    return ImageFont.load_default(size)


def _matrix(text: str) -> npt.NDArray[np.bool_]:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: npt.NDArray[np.uint8] = np.array(code.to_image(scale=1, add_quiet_zones=False))
    return np.equal(drawn, 0)


def _even(matrix: npt.NDArray[np.bool_], side: int) -> npt.NDArray[Any]:
    large = np.kron(matrix, np.ones((16, 16))).astype(np.float32)
    return cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)


def _needled(
    chance: Chance, matrix: npt.NDArray[np.bool_], side: int, strength: float
) -> npt.NDArray[Any]:
    """Three by three dots a module, each a little off; weak needles leave lines."""
    step, n = 24, len(matrix)
    cover = np.zeros((n * step, n * step), np.float32)
    weak = chance.random(3 * n) < 0.08 * strength
    for row, column in np.argwhere(matrix):
        for a, b in np.ndindex(3, 3):
            if weak[3 * row + a] and chance.random() < 0.8:
                continue
            at = np.array([column + (b + 0.5) / 3, row + (a + 0.5) / 3]) * step
            x, y = (at + chance.normal(0, 1 + 1.5 * strength, 2)).round().astype(int)
            cv2.circle(cover, (int(x), int(y)), 5, float(chance.uniform(0.55, 0.9)), -1)
    return cv2.resize(cover, (side, side), interpolation=cv2.INTER_AREA)


def _dot_matrix(chance: Chance, strength: float) -> Page:
    made = page(chance, paper=(196, 224, 200), dots=strength)
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    waves = 10 * np.sin((x + 25 * np.sin(y / 40)) / 4) + 10 * np.sin((y + 25 * np.sin(x / 60)) / 5)
    noise = chance.normal(0, 4, made.picture.shape)
    return _with(made, blurred(made.picture + 0.6 * waves[..., None] + noise, 0.7 + 0.6 * strength))


def _overprint(chance: Chance, strength: float) -> Page:
    """What was to be printed elsewhere stands on the code."""
    made = page(chance)
    image = Image.fromarray(made.picture)
    draw = ImageDraw.Draw(image)
    left, top, side = made.box
    ink = (40, 40, 60) if chance.random() < 0.5 else (60, 70, 160)
    for line in range(1 + round(2 * strength)):
        at = left - 40 + int(chance.integers(0, 40)), top + int(side * (0.2 + 0.25 * line))
        draw.text(at, str(chance.integers(10**17, 10**18)), fill=ink, font=_font(20))
    draw.line((left - 20, top + side // 2, left + side + 60, top + side // 2), ink, 3)
    return _with(made, blurred(np.asarray(image), 0.5 + 0.4 * strength))


def _moire(chance: Chance, strength: float) -> Page:
    """A screen photographed: its lines and those of the camera beat."""
    made = page(chance)
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    light = np.ones(made.picture.shape)
    for channel in range(3):
        angle, pitch = chance.uniform(-0.2, 0.2), chance.uniform(2.2, 3.4)
        fine = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / pitch + channel * 2)
        coarse = np.sin(2 * np.pi * (x * np.sin(angle) + y) / chance.uniform(9, 40) + channel)
        light[..., channel] += (0.1 + 0.3 * strength) * fine + (0.05 + 0.25 * strength) * coarse
    seen = blurred(made.picture * np.clip(light * 0.75, 0, 1.3), 0.5 + 0.5 * strength)
    return _pressed(_slanted(chance, _with(made, seen), 0.08 * strength), 80 - 40 * strength)


def _stain(chance: Chance, strength: float) -> Page:
    made = page(chance)
    left, top, side = made.box
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    light = np.ones(made.picture.shape)
    for _ in range(2):
        u, v = left + side * chance.uniform(0, 1), top + side * chance.uniform(0, 1)
        radius = side * chance.uniform(0.3, 0.7)
        away = np.hypot(x - u, y - v) + 6 * np.sin(np.arctan2(y - v, x - u) * 5)
        ring = np.exp(-(((away - radius) / (3 + 5 * strength)) ** 2)) + 0.35 * (away < radius)
        light -= strength * ring[..., None] * np.array([0.35, 0.5, 0.62])
    return _with(made, blurred(made.picture * np.clip(light, 0.05, 1), 0.8))


def _show_through(chance: Chance, strength: float) -> Page:
    """The back of thin paper shines through: another code, mirrored."""
    made = page(chance)
    back = page(chance).picture[:, ::-1]
    shift = int(_WIDTH - 2 * made.box[0] - made.box[2] - chance.integers(0, made.box[2] // 2))
    back = blurred(np.roll(back, -shift, axis=1), 1.5).astype(np.float32)
    lost = (0.1 + 0.45 * strength) * (255 - back)
    return _with(made, made.picture - 0.8 * lost)


def _glare(chance: Chance, strength: float) -> Page:
    """A lamp mirrored in film or glossy paper: nothing is left where it is brightest."""
    made = page(chance)
    left, top, side = made.box
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    u, v = left + side * chance.uniform(0.2, 0.9), top + side * chance.uniform(0.2, 0.9)
    angle = chance.uniform(0, np.pi)
    along = (x - u) * np.cos(angle) + (y - v) * np.sin(angle)
    across = (y - v) * np.cos(angle) - (x - u) * np.sin(angle)
    size = side * (0.06 + 0.12 * strength)
    spot = np.exp(-((along / (2 * size)) ** 2) - (across / size) ** 2)
    shade = 0.55 + 0.35 * (x / _WIDTH)
    return _with(made, made.picture * shade[..., None] + 420 * spot[..., None])


def _crumple(chance: Chance, strength: float) -> Page:
    """Paper that was a ball: facets, each shifted and shaded in its own way."""
    made = page(chance)
    height = np.zeros((_HEIGHT, _WIDTH), np.float32)
    y, x = np.mgrid[:_HEIGHT, :_WIDTH].astype(np.float32)
    for _ in range(26):
        angle = chance.uniform(0, 2 * np.pi)
        u, v = chance.uniform(0, 700), chance.uniform(0, 500)
        ridge = np.abs((x - u) * np.cos(angle) + (y - v) * np.sin(angle))
        height += np.maximum(0, 60 - ridge) * np.float32(chance.uniform(-1, 1))
    slope_y, slope_x = np.gradient(blurred(height, 5))
    reach = np.float32(made.module * (0.2 + 0.5 * strength) / max(1e-6, float(slope_x.std()) * 2))
    bent = cv2.remap(
        made.picture,
        (x + reach * slope_x).astype(np.float32),
        (y + reach * slope_y).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    light = np.clip(0.85 + 0.25 * strength * slope_x / slope_x.std(), 0.25, 1.1)
    return _with(made, bent * light[..., None] + chance.normal(0, 4, bent.shape))


def _far(chance: Chance, strength: float) -> Page:
    """A photograph of twelve megapixels with the invoice small in it."""
    made = page(chance)
    scale = (3.0 - 1.3 * strength) / made.module
    small = cv2.resize(made.picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    desk = np.full((3000, 4000, 3), (95, 80, 66), np.float32)
    desk += cv2.resize(chance.normal(0, 30, (75, 100, 3)).astype(np.float32), (4000, 3000))
    at_y, at_x = int(chance.integers(100, 2300)), int(chance.integers(100, 3000))
    desk[at_y : at_y + small.shape[0], at_x : at_x + small.shape[1]] = small
    box = round(at_x + made.box[0] * scale), round(at_y + made.box[1] * scale)
    noisy = blurred(desk, 0.5) + chance.normal(0, 3 + 4 * strength, (3000, 4000, 1))
    whole = Page(_clipped(noisy), made.text, (*box, round(made.box[2] * scale)), 3 - 1.3 * strength)
    return _pressed(whole, 92 - 25 * strength)


def blurred(picture: npt.NDArray[Any], sigma: float) -> npt.NDArray[Any]:
    """Blur a picture of any type."""
    return cv2.GaussianBlur(picture.astype(np.float32), (0, 0), sigma)


def _slanted(chance: Chance, made: Page, much: float) -> Page:
    height, width = made.picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + (chance.uniform(-1, 1, (4, 2)) * much * height).astype(np.float32)
    turned = cv2.getPerspectiveTransform(corners, moved)
    seen = cv2.warpPerspective(made.picture, turned, (width, height), borderValue=(90, 80, 70))
    return _with(made, seen)


def _pressed(made: Page, quality: float) -> Page:
    """Save as JPEG and open again."""
    _, data = cv2.imencode(
        ".jpg", made.picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)]
    )
    opened = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert opened is not None
    return _with(made, opened[..., ::-1])


def _clipped(picture: npt.NDArray[Any]) -> Picture:
    return np.ascontiguousarray(np.clip(picture, 0, 255).astype(np.uint8))


def _with(made: Page, picture: npt.NDArray[Any]) -> Page:
    return Page(_clipped(picture), made.text, made.box, made.module)


KINDS: Final[dict[str, Callable[[Chance, float], Page]]] = {
    "dot matrix": _dot_matrix,
    "overprint": _overprint,
    "moire": _moire,
    "stain": _stain,
    "show-through": _show_through,
    "glare": _glare,
    "crumple": _crumple,
    "far": _far,
}
