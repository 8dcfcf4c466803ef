"""Whatever takes the keyboard has a name for a screen reader, on every screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod
from gui.entry.showing import InvoiceCard
from tests.gui.conftest import Show
from tests.invoices import draft
from words import language


def name_of(widget: QWidget) -> str:
    """The name, text or buddy by which a screen reader speaks of a widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    window = widget.window()
    buddies = [label for label in window.findChildren(QLabel) if label.buddy() is widget]
    return buddies[0].text() if buddies else ""


def nameless(root: QWidget) -> list[QWidget]:
    """What takes the keyboard by Tab or click and has no name; parts of one widget are its own."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        and not name_of(widget)
    ]


def without_words(root: QWidget) -> list[QWidget]:
    """Buttons that show nothing and say nothing."""
    return [
        button
        for button in root.findChildren(QAbstractButton)
        if not isinstance(button.parentWidget(), QTabBar)
        and not (button.text() or button.accessibleName())
        and button.isVisible()
    ]


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_every_widget_of_every_screen_has_a_name(core: Core, entering: Show, spoken: str) -> None:
    core.entry.add(draft(1), EntryMethod.SCAN)
    shown = entering(lambda: core, spoken=spoken)
    tabs = shown.inside.tabs
    assert tabs.count() >= 2
    for at in range(tabs.count()):
        tabs.setCurrentIndex(at)
        screen = tabs.currentWidget()
        assert nameless(screen) == []
        assert without_words(screen) == []
    assert nameless(shown.inside.not_open) == []


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_every_fact_of_an_invoice_that_is_shown_has_its_name(
    core: Core, entering: Show, qtbot: QtBot, spoken: str
) -> None:
    invoice = core.entry.add(draft(1), EntryMethod.SCAN)
    shown = entering(lambda: core, spoken=spoken)
    shown.entry.show_invoice(invoice)
    (card,) = shown.entry.findChildren(InvoiceCard)
    assert nameless(card) == []
    assert all(name and value for name, value in card.facts)
    card.accept()


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_the_strip_says_all_that_it_shows(core: Core, entering: Show, spoken: str) -> None:
    shown = entering(lambda: core, spoken=spoken)
    strip = shown.entry.pile.strip
    assert strip.accessibleName() == strip.verdict.words
