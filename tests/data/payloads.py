"""Texts of invoice codes that were never issued, with their check value."""

import numpy as np

from core.domain.qr import Crc, crc_state


def payload(chance: np.random.Generator) -> str:
    """Make the text of a code: of a paper, an old electronic or a digital invoice."""
    year = int(chance.integers(18, 26))
    day = f"20{year}{chance.integers(1, 13):02d}{chance.integers(1, 29):02d}"
    amount = f"{float(np.exp(chance.uniform(2, 12))):.2f}"
    match int(chance.integers(4)):
        case 0:
            body = (
                f"01,01,1100{year}{chance.integers(1, 10)}130,{_digits(chance, 8)},{amount},{day},,"
            )
        case 1:
            body = (
                f"01,10,04403{year}00111,{_digits(chance, 8)},{amount},{day},{_digits(chance, 20)},"
            )
        case _:
            body = f"01,{chance.integers(31, 33)},,{year}442{_digits(chance, 15)},{amount},{day},,"
    return with_check(body)


def with_check(body: str) -> str:
    """Put the check value behind what it covers, as most issuers compute it."""
    crc = 0
    for byte in body.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x8005 if crc & 0x8000 else crc << 1) & 0xFFFF
    text = f"{body}{crc:04X},"
    assert crc_state(text) is Crc.OK
    return text


def _digits(chance: np.random.Generator, count: int) -> str:
    return "".join(str(digit) for digit in chance.integers(0, 10, count))
