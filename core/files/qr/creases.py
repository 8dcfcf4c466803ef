"""Codes that were folded: where the creases run, and the code laid flat on both sides of them."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from core.files.qr import soft
from core.files.qr.mesh import Mesh
from core.files.qr.pictures import Floats

_TELLING: Final = 4.5
_ROUNDS: Final = 5

Creases = tuple[tuple[int, ...], tuple[int, ...]]
"""Rows and columns of modules, at most one of each."""


def unfolded(start: Mesh, values: Floats) -> Iterator[soft.Text | None]:
    """Give what each try reads, so that the caller may stop between them.

    `start` is a mesh before its rounds, `values` the modules as they were measured after them:
    the lines of a crease are lighter or fainter than others.
    """
    rows, columns = _hints(values), _hints(values.T)
    done: dict[Creases, float] = {}

    def tried(creases: Creases) -> soft.Text | None:
        if creases in done:
            return None
        mesh = start.creased(*creases)
        mesh.refined(_ROUNDS)
        seen = mesh.values
        done[creases] = float(np.abs(seen).mean()) + soft.agreement(seen, mesh.version)
        return soft.text_of(seen, mesh.version, _trust(len(seen), creases))

    for row in rows:
        yield tried(((row,), ()))
    across = max(done, key=done.__getitem__)[0] if done else ()
    for column in columns:
        yield tried((across, (column,)))
    for _ in range(3 if done else 0):
        best = max(done, key=done.__getitem__)
        for creases in _beside(best):
            yield tried(creases)
        if max(done, key=done.__getitem__) == best:
            break


def _hints(values: Floats) -> list[int]:
    strength = np.abs(values).mean(axis=1)
    light = np.maximum(0.5 - (values > 0).mean(axis=1), 0) / 0.09
    faint = np.maximum(np.median(strength) - strength, 0) / 0.06
    score = light + faint
    return [int(at) for at in np.argsort(-score)[:3] if score[at] >= _TELLING]


def _beside(creases: Creases) -> list[Creases]:
    rows, columns = creases
    moved: list[Creases] = [((row + step,), columns) for row in rows for step in (-1, 1)]
    return moved + [(rows, (column + step,)) for column in columns for step in (-1, 1)]


def _trust(side: int, creases: Creases) -> Floats:
    """Trust the lines of a crease little, and those beside it less than others."""
    at = np.arange(side)
    down, across = np.ones(side), np.ones(side)
    for trust, lines in ((down, creases[0]), (across, creases[1])):
        for line in lines:
            np.minimum(trust, 0.12 + 0.55 * np.abs(at - line), out=trust)
    return np.minimum(down[:, None], across[None, :])
