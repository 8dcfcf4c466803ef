"""A form on a real ledger, and hands that type into whatever has the focus."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.domain.invoice import Draft
from gui.desk import Desk
from gui.entry.form import EntryForm
from gui.entry.rows import Said, Tone
from gui.fields import Field
from gui.theme import named
from tests.gui.conftest import ENOUGH

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Hands:
    """What a bookkeeper's hands and eyes do at a form."""

    form: EntryForm

    def focus(self) -> QWidget:
        """Where a key goes: to an open list, which hands it on, or to the focus."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type; what is no key of the keyboard is committed by an input method."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus(), sign)
            else:
                self.commit(sign)

    def commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus(), event)

    def compose(self, text: str) -> None:
        """Have letters in an input method that are not yet anything."""
        QApplication.sendEvent(self.focus(), QInputMethodEvent(text, []))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus(), key, modifiers)
        QApplication.processEvents()  # a table takes over what was typed a moment later

    def enter(self, *texts: str) -> None:
        """Type texts, each ended by Enter."""
        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Return)

    def at(self, path: str) -> None:
        """Be in a field without having typed."""
        self.field(path).setFocus()

    def field(self, path: str) -> Field:
        return self.form.face.fields[path]

    def where(self) -> str:
        """The field that has the focus."""
        names = [path for path, field in self.form.face.fields.items() if field.hasFocus()]
        return names[0] if names else self.focus().accessibleName()

    def text(self, path: str) -> str:
        return self.field(path).text()

    def said(self, row: str) -> Said | None:
        return self.form.face.rows[row].message.said

    def tone(self, row: str) -> Tone | None:
        said = self.said(row)
        return said.tone if said else None

    def words(self, row: str) -> str:
        said = self.said(row)
        return said.text if said else ""

    def draft(self) -> Draft:
        return self.form.draft()

    def saves(self) -> list[Draft]:
        """Collect what stands there whenever saving is asked for."""
        found: list[Draft] = []
        self.form.save_wanted.connect(lambda: found.append(self.form.draft()))
        return found


def shown(qtbot: QtBot, form: EntryForm, height: int = 456) -> QWidget:
    """Show a form as it stands on its screen."""
    host = named(QWidget(), "page")
    box = QVBoxLayout(host)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(form)
    host.resize(form.width(), height)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    form.start()
    qtbot.waitUntil(form.face.number.hasFocus, timeout=ENOUGH)
    return host


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk) -> Iterator[Hands]:
    form = EntryForm(desk)
    host = shown(qtbot, form)
    yield Hands(form)
    host.close()
