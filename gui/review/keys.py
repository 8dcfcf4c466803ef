"""The keys of the review; its letters are written on the buttons that do the same."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.review.actions import Do
from gui.review.stage import Stage

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


def add_keys(stage: Stage, take: Callable[[Do], object], step: Callable[[int], object]) -> None:
    """Give list and pair their letters, and the pair the arrows."""
    foot = stage.pair.foot
    keys: dict[str, Callable[[], object]] = {
        "L": foot.link.click,
        "A": foot.ask.click,
        "C": foot.correct.click,
        "W": partial(take, Do.WAIT),
        "I": partial(take, Do.IGNORE),
        "H": foot.story.click,
        "O": stage.pair.turn_original,
        "+": partial(stage.pair.original.view.zoom, 1),
        "-": partial(stage.pair.original.view.zoom, -1),
        "R": stage.pair.original.view.turn,
    }
    for place in (stage.list.view, stage.pair):
        for key, does in keys.items():
            add_key(QKeySequence(key), place, does)
    for arrow, by in (("Up", -1), ("Down", 1)):
        add_key(QKeySequence(arrow), stage.pair, partial(step, by))


def add_key(key: QKeySequence, place: QWidget, does: Callable[[], object]) -> None:
    """Give a part and what is in it a key."""
    QShortcut(key, place, does).setContext(WITHIN)
