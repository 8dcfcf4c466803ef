"""A word at the bottom of its screen is seen whole, also where it follows another."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.notices import StateIcon, Toast
from gui.states import Mark, State


@pytest.mark.parametrize("undo", [False, True])
def test_a_toast_that_follows_another_is_seen_whole(qtbot: QtBot, undo: bool) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(900, 300)
    screen.show()
    qtbot.waitExposed(screen)
    toast = Toast(screen)
    toast.say(State(Mark.AGREES, "One"), undo=undo)
    qtbot.waitUntil(toast.isVisible)
    for word in ("22119130671000000049 entered.", "A longer word that takes more room than that."):
        toast.say(State(Mark.AGREES, word), undo=undo)
        (label,) = toast.findChildren(QLabel)
        qtbot.waitUntil(lambda: [x.isVisible() for x in toast.findChildren(StateIcon)] == [True])
        toast.grab()
        assert label.width() >= label.sizeHint().width()
