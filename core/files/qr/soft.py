"""From measured modules to a text, the least reliable codewords given up first.

Reed-Solomon mends v wrong and e missing codewords where 2 v + e is at most the number of check
codewords: leaving out what is doubtful mends up to twice as many. Of several outcomes only that
one counts whose text says by itself that it is right.
"""

import re
from functools import cache
from itertools import islice, product
from typing import Final, NamedTuple

import numpy as np
import reedsolo

from core.domain.qr import Crc, crc_state
from core.files.qr.decoder import decode_pure
from core.files.qr.pictures import Floats, smooth
from core.files.qr.symbol import (
    FORMAT_PLACES,
    block_order,
    blocks,
    data_places,
    format_words,
    known_modules,
    mask_of,
)

_SHARES: Final = (0.0, 0.25, 0.5, 0.625, 0.75, 0.875, 1.0)
"""How much of the check codewords is spent on what is left out."""
_CONFIRMED: Final = 0.8
_MOST_OUTCOMES: Final = 24
_SAFE_CHECKS: Final = 16
_LEVEL_M: Final = 0
_INVOICE: Final = re.compile(
    r"01,\d\d, ?(?:\d{10}|\d{12})?, ?(?:\d{8}|\d{20}),-?\d+(?:\.\d+)?,20\d{6}, ?(?:\d{20})?,"
    r"[0-9A-Fa-f]{1,4},?\0?",
    re.ASCII,
).fullmatch


class Text(NamedTuple):
    """A text; `guessed` where hardly a check codeword was left over to confirm it."""

    text: str
    guessed: bool


def text_of(values: Floats, version: int, trust: Floats | None = None) -> Text | None:
    """Read modules, n x n: dark is positive, 0 is not known; `trust` lowers some of them."""
    reliable = np.abs(values) * smooth(np.abs(values), 3)
    if trust is not None:
        reliable = reliable * trust
    for word in _format_words(values):
        found = _read(values, reliable, version, word)
        if found:
            return found
    return None


def agreement(values: Floats, version: int) -> float:
    """Give the share of the known modules that are as they must be."""
    known = _known(version)
    fixed = np.abs(known) == 1
    return float(np.mean(np.sign(values[fixed]) == known[fixed]))


@cache
def _known(version: int) -> Floats:
    return np.array(known_modules(version), np.int8)


@cache
def _order(version: int) -> tuple[Floats, Floats]:
    rows, columns = np.array(data_places(version)).T
    return rows, columns


@cache
def _mask(version: int, mask: int) -> Floats:
    return np.array([mask_of(mask, row, column) for row, column in data_places(version)])


def _format_words(values: Floats) -> list[int]:
    """Give the likeliest format, and the next where it is nearly as likely."""
    read = sum(np.array([values[place] for place in places]) for places in FORMAT_PLACES)
    bits = np.array([[word >> 14 - bit & 1 for bit in range(15)] for word in format_words()])
    scores = (2 * bits - 1) @ read
    scores[8 * _LEVEL_M : 8 * _LEVEL_M + 8] += 2
    first, second = (int(at) for at in np.argsort(-scores)[:2])
    return [first, second] if scores[first] - scores[second] < 3 else [first]


def _read(values: Floats, reliable: Floats, version: int, word: int) -> Text | None:
    order = _order(version)
    level, mask = word >> 3, word & 7
    bits = (values[order] > 0) ^ _mask(version, mask)
    codewords = np.packbits(bits)
    sure = np.log(1 - 0.5 * np.exp(-3.5 * reliable[order])).reshape(-1, 8).sum(axis=1)
    outcomes = []
    for (total, data), places in zip(
        blocks(version, level), block_order(version, level), strict=True
    ):
        at = np.array(places)
        outcomes.append(_mended(codewords[at], np.argsort(sure[at]), total - data))
        if not outcomes[-1]:
            return None
    ranked = sorted(
        product(*(list(enumerate(each)) for each in outcomes)),
        key=lambda chosen: sum(rank for rank, _ in chosen),
    )
    for chosen in islice(ranked, _MOST_OUTCOMES):
        for (_, (block, _)), places in zip(chosen, block_order(version, level), strict=True):
            codewords[np.array(places)] = block
        text = decode_pure(_drawn(values, codewords, version, word))
        share = max(share for _, (_, share) in chosen)
        if text and _is_believed(text, share == 0, version, level):
            return Text(text, share > _CONFIRMED)
    return None


def _mended(block: Floats, worst: Floats, checks: int) -> list[tuple[Floats, float]]:
    """Give the distinct outcomes of a block, each with the share that was left out."""
    outcomes: dict[bytes, float] = {}
    for share in _SHARES:
        left_out = min(round(share * checks), checks - 2)
        try:
            mended = _codec(checks).decode(bytes(block), erase_pos=worst[:left_out].tolist())[1]
        except reedsolo.ReedSolomonError:
            continue
        outcomes.setdefault(bytes(mended), share)
        if share == 0:
            break
    return [(np.frombuffer(each, np.uint8), share) for each, share in outcomes.items()]


@cache
def _codec(checks: int) -> reedsolo.RSCodec:
    return reedsolo.RSCodec(checks)


def _drawn(values: Floats, codewords: Floats, version: int, word: int) -> Floats:
    """Draw the code as it must have been printed, 4 pixels a module, 0 is dark."""
    known = _known(version)
    dark = np.where(np.abs(known) == 1, known > 0, values > 0)
    dark[_order(version)] = np.unpackbits(codewords).astype(bool) ^ _mask(version, word & 7)
    bits = format_words()[word]
    for places in FORMAT_PLACES:
        for bit, place in enumerate(places):
            dark[place] = bits >> 14 - bit & 1
    dark[-8, 8] = True
    modules = np.pad(np.where(dark, 0, 255).astype(np.uint8), 4, constant_values=255)
    return np.repeat(np.repeat(modules, 4, axis=0), 4, axis=1)


def _is_believed(text: str, is_plain: bool, version: int, level: int) -> bool:
    if _INVOICE(text) and crc_state(text) is Crc.OK:
        return True
    return is_plain and all(t - data >= _SAFE_CHECKS for t, data in blocks(version, level))
