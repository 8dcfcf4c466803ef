"""Small questions: nothing of what they say is cut."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.asking import Asking
from tests.gui.conftest import ENOUGH


def test_a_question_grows_with_what_it_says_later(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    asking = Asking(window, "Title", "A line.", "Go")
    texts = [QLabel("Short."), QLabel("Short.")]
    for text in texts:
        text.setWordWrap(True)
        asking.body.addWidget(text)
    asking.open()
    qtbot.waitUntil(asking.isVisible, timeout=ENOUGH)
    for text in texts:
        text.setText("What is said later takes more than one line of its own. " * 4)

    def whole() -> bool:
        return all(x.height() >= x.heightForWidth(x.width()) for x in texts)

    qtbot.waitUntil(whole, timeout=ENOUGH)
