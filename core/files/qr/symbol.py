"""How a QR code is laid out (ISO/IEC 18004): format words, known modules, the order of the bits."""

from collections.abc import Sequence
from functools import cache
from typing import Final

Place = tuple[int, int]
"""Row, column; from the end where negative."""

FORMAT_PLACES: Final[tuple[tuple[Place, ...], tuple[Place, ...]]] = (
    (
        *((8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)),
        *((row, 8) for row in (7, 5, 4, 3, 2, 1, 0)),
    ),
    (*((row, 8) for row in range(-1, -8, -1)), *((8, column) for column in range(-8, 0))),
)
"""Where the two copies of the format word stand, first bit first."""


@cache
def format_words() -> tuple[int, ...]:
    """Give the 32 legal words; the index is level (M L H Q) and mask, two bits and three."""

    def word(data: int) -> int:
        rest = data << 10
        for shift in range(4, -1, -1):
            if rest >> shift + 10 & 1:
                rest ^= 0x537 << shift
        return (data << 10 | rest) ^ 0x5412

    return tuple(word(data) for data in range(32))


def format_distance(matrix: Sequence[Sequence[int]]) -> int:
    """Count the bits in which both format words of a matrix (0 is dark) differ from legal ones."""
    read = [
        sum((matrix[row][column] == 0) << 14 - bit for bit, (row, column) in enumerate(places))
        for places in FORMAT_PLACES
    ]
    return min(sum((word ^ each).bit_count() for each in read) for word in format_words())


def side_of(version: int) -> int:
    """Give the number of modules along a side."""
    return 17 + 4 * version


@cache
def known_modules(version: int) -> tuple[tuple[int, ...], ...]:
    """Give the modules that every code of a version has: 1 dark, -1 light.

    0 is for data, 2 for what stands fast in one code and differs among codes: format, version.
    """
    n = side_of(version)
    grid = [[0] * n for _ in range(n)]
    for at in range(8, n - 8):
        grid[6][at] = grid[at][6] = 1 - 2 * (at & 1)
    for row, column in _alignments(version):
        _put_rings(grid, row, column, (1, -1, 1))
    for row, column in ((3, 3), (3, n - 4), (n - 4, 3)):
        _put_rings(grid, row, column, (1, 1, -1, 1, -1))
    for row, column in (place for places in FORMAT_PLACES for place in places):
        grid[row][column] = 2
    grid[n - 8][8] = 1
    if version >= 7:
        for a in range(6):
            for b in range(n - 11, n - 8):
                grid[a][b] = grid[b][a] = 2
    return tuple(map(tuple, grid))


def _put_rings(grid: list[list[int]], row: int, column: int, rings: Sequence[int]) -> None:
    n, reach = len(grid), len(rings) - 1
    for y in range(max(0, row - reach), min(n, row + reach + 1)):
        for x in range(max(0, column - reach), min(n, column + reach + 1)):
            grid[y][x] = rings[max(abs(y - row), abs(x - column))]


def _alignments(version: int) -> list[Place]:
    from qrcode.util import pattern_position  # 26 ms, and few pictures need it

    along = pattern_position(version)
    last = len(along) - 1
    corners = {(0, 0), (0, last), (last, 0)}
    return [
        (row, column)
        for y, row in enumerate(along)
        for x, column in enumerate(along)
        if (y, x) not in corners
    ]


@cache
def data_places(version: int) -> tuple[Place, ...]:
    """Give the modules of the data in the order of their bits, whole codewords only."""
    n, grid = side_of(version), known_modules(version)
    places = []
    columns = [c for c in range(n - 1, 0, -2) if c > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        rows = range(n) if turn % 2 else range(n - 1, -1, -1)
        places += [(r, c) for r in rows for c in (right, right - 1) if grid[r][c] == 0]
    return tuple(places[: len(places) // 8 * 8])


@cache
def blocks(version: int, level: int) -> tuple[tuple[int, int], ...]:
    """Give the blocks of a code, each with all its codewords and those of data."""
    from qrcode.base import rs_blocks

    return tuple((each.total_count, each.data_count) for each in rs_blocks(version, level))


@cache
def block_order(version: int, level: int) -> tuple[tuple[int, ...], ...]:
    """Give for each block the places of its codewords in the stream."""
    sizes = blocks(version, level)
    order: list[list[int]] = [[] for _ in sizes]
    at = 0
    for is_check in (False, True):
        lengths = [total - data if is_check else data for total, data in sizes]
        for step in range(max(lengths)):
            for block, length in enumerate(lengths):
                if step < length:
                    order[block].append(at)
                    at += 1
    return tuple(map(tuple, order))


def mask_of(mask: int, row: int, column: int) -> bool:
    """Say whether a mask turns a module over."""
    i, j = row, column
    return (
        (i + j) % 2 == 0,
        i % 2 == 0,
        j % 3 == 0,
        (i + j) % 3 == 0,
        (i // 2 + j // 3) % 2 == 0,
        i * j % 2 + i * j % 3 == 0,
        (i * j % 2 + i * j % 3) % 2 == 0,
        ((i + j) % 2 + i * j % 3) % 2 == 0,
    )[mask]
