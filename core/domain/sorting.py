"""Sorting thousands on a thread without stopping the window's."""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from typing import Any, TypeVar

T = TypeVar("T")

PIECE = 1000
"""Values sorted at once. One sort of 20,000 holds the interpreter for 30 ms: nothing else runs."""


def in_order(values: Sequence[T], key: Callable[[T], Any]) -> Iterator[T]:
    """Give the values as `sorted` does, equal ones in their order."""
    pieces = [
        sorted((key(x), at, x) for at, x in enumerate(values[first : first + PIECE], first))
        for first in range(0, len(values), PIECE)
    ]
    return (value for _, _, value in merge(*pieces))
