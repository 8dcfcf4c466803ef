"""Pictures without an invoice's code: text, noise, half a code, codes of other things. Seeded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image, ImageDraw, ImageFont


@dataclass(frozen=True, slots=True)
class Foreign:
    """A picture, RGB, and the text of the code in it, "" for none."""

    picture: npt.NDArray[np.uint8]
    text: str


def foreign(kind: str, seed: int) -> Foreign:
    """Make one picture of a kind, damaged in one way or another."""
    chance = np.random.default_rng([seed, crc32(kind.encode())])
    grey, text = FOREIGN[kind](chance)
    match int(chance.integers(4)):
        case 0:
            grey = cv2.GaussianBlur(grey, (0, 0), float(chance.uniform(0.8, 4)))
        case 1:
            grey = grey + chance.normal(0, 40, grey.shape)
        case 2:
            grey = 128 + 0.2 * (grey - 128)
    picture = np.clip(grey, 0, 255).astype(np.uint8)
    return Foreign(np.ascontiguousarray(np.stack([picture] * 3, axis=2)), text)


_Made = tuple[npt.NDArray[Any], str]


def _text(chance: np.random.Generator) -> _Made:
    image = Image.new("L", (900, 600), 245)
    draw = ImageDraw.Draw(image)
    size = int(chance.integers(8, 40))
    for y in range(10, 580, size + 6):
        draw.text((15, y), str(chance.bytes(40).hex()), 30, font=ImageFont.load_default(size))
    return np.asarray(image).astype(np.float32), ""


def _noise(chance: np.random.Generator) -> _Made:
    coarse = int(chance.integers(1, 9))
    small = chance.integers(0, 2, (480 // coarse, 640 // coarse)) * 255
    return small.repeat(coarse, 0).repeat(coarse, 1).astype(np.float32), ""


def _pseudo(chance: np.random.Generator) -> _Made:
    """Right marks, random modules."""
    modules = _code("0" * int(chance.integers(20, 60)))
    n = len(modules)
    random = chance.random((n, n)) < 0.5
    keep = np.zeros((n, n), bool)
    keep[:9, :9] = keep[:9, -8:] = keep[-8:, :9] = keep[6] = keep[:, 6] = True
    return _on_page(chance, np.where(keep, modules, random)), ""


def _other(chance: np.random.Generator) -> _Made:
    words = chance.integers(10**6, 10**12, 3)
    text = (
        f"https://example.com/{words[0]}?x={words[1]}",
        f"WIFI:T:WPA;S:{words[0]};P:{words[1]};;",
        f"{words[0]}{words[1]}",
        f"BEGIN:VCARD\nN:{words[0]}\nTEL:{words[1]}\nEND:VCARD",
    )[int(chance.integers(4))]
    level = "LMQH"[int(chance.integers(4))]
    return _on_page(chance, _code(text, level)), text


def _code(text: str, level: str = "M") -> npt.NDArray[Any]:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    drawn: npt.NDArray[np.uint8] = np.array(code.to_image(scale=1, add_quiet_zones=False))
    return np.equal(drawn, 0)


def _on_page(chance: np.random.Generator, dark: npt.NDArray[Any]) -> npt.NDArray[Any]:
    step = int(chance.integers(3, 8))
    sheet = np.full((600, 800), 245, np.float32)
    code = np.where(dark, 25, 245).repeat(step, 0).repeat(step, 1)
    y, x = int(chance.integers(40, 600 - len(code) - 20)), int(chance.integers(40, 400))
    sheet[y : y + len(code), x : x + len(code)] = code
    turned = cv2.getRotationMatrix2D((400, 300), float(chance.uniform(-12, 12)), 1)
    return cv2.warpAffine(sheet, turned, (800, 600), borderValue=245)


FOREIGN: Final[dict[str, Callable[[np.random.Generator], _Made]]] = {
    "text": _text,
    "noise": _noise,
    "pseudo": _pseudo,
    "other": _other,
}
