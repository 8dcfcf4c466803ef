"""Asking for many values at once, below every engine's limit of parameters."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

CHUNK: Final = 500


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut values into parts that one statement can ask for."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
