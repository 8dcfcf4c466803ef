"""The settings: reached by key and gear, kept at once, shown as they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core
from core.domain.answer import Answer, Charged, State
from core.domain.invoice import EntryMethod
from core.domain.topic import Topic
from gui import theme
from gui.settings import PAGES
from gui.settings.general import GeneralPage
from gui.settings.services import ServicesPage
from gui.settings.window import SettingsWindow
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.test_accessibility import nameless, without_words
from tests.invoices import draft
from words import language


def opened(shown: Shown, qtbot: QtBot) -> SettingsWindow:
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow, timeout=ENOUGH)
    qtbot.keyClick(shown.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.inside.findChild(SettingsWindow) is not None, timeout=ENOUGH)
    window = shown.inside.findChild(SettingsWindow)
    assert isinstance(window, SettingsWindow)
    return window


def test_the_gear_opens_the_settings_once(core: Core, entering: Show, qtbot: QtBot) -> None:
    shown = entering(lambda: core)
    gear = shown.inside.tabs.gear
    assert gear.isVisible()
    qtbot.mouseClick(gear, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(gear, Qt.MouseButton.LeftButton)
    assert len(shown.inside.findChildren(SettingsWindow)) == 1


def test_the_gear_has_its_place_under_the_tabs_in_the_lowest_window(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core, size=(683, 384))
    tabs = shown.inside.tabs
    qtbot.waitUntil(tabs.gear.isVisible, timeout=ENOUGH)
    last = tabs.rail.tabRect(tabs.count() - 1)
    assert tabs.rail.y() + last.bottom() <= tabs.gear.y()
    assert tabs.gear.geometry().bottom() < tabs.height()
    qtbot.mouseClick(tabs.gear, Qt.MouseButton.LeftButton)
    assert len(shown.inside.findChildren(SettingsWindow)) == 1


def test_what_the_list_of_settings_says_begins_at_one_edge(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    window = opened(entering(lambda: core), qtbot)
    buttons = window.buttons.buttons()
    window.show_page(len(buttons) - 1)
    lefts = {_first_ink(button) for button in buttons[:-1]}
    assert max(lefts) - min(lefts) <= 3  # the icons are not all equally wide


def _first_ink(button: QWidget) -> int:
    """The first column in which anything is painted."""
    image = button.grab().toImage()
    ground = image.pixelColor(image.width() // 2, 2)
    columns = range(2, image.width())
    rows = range(2, image.height() - 2)
    return next(x for x in columns if any(image.pixelColor(x, y) != ground for y in rows))


def test_the_language_is_kept_and_the_colours_change_at_once(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core)
    window = opened(shown, qtbot)
    page = window.findChild(GeneralPage)
    assert isinstance(page, GeneralPage)
    qtbot.mouseClick(page.language.button(2), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.theme.button(2), Qt.MouseButton.LeftButton)
    assert theme.tokens() is theme.DARK
    qtbot.waitUntil(
        lambda: (
            (settings.load(core.folder).language, settings.load(core.folder).theme)
            == (language.ENGLISH, "dark")
        ),
        timeout=ENOUGH,
    )
    window.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.change(app, "light")


def test_what_is_set_is_shown_and_nothing_else_is_changed(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    settings.save(core.folder, settings.Settings(theme="dark", backups="B:/", camera="front"))
    window = opened(entering(lambda: core), qtbot)
    page = window.findChild(GeneralPage)
    assert isinstance(page, GeneralPage)
    qtbot.waitUntil(lambda: page.theme.at == 2, timeout=ENOUGH)
    qtbot.mouseClick(page.language.button(1), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settings.load(core.folder).language == "zh_CN", timeout=ENOUGH)
    assert settings.load(core.folder).backups == "B:/"
    assert settings.load(core.folder).camera == "front"


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_every_page_has_names_and_fits_into_a_small_window(
    core: Core, entering: Show, qtbot: QtBot, spoken: str
) -> None:
    shown = entering(lambda: core, spoken=spoken, size=(683, 384))
    window = opened(shown, qtbot)
    for at in range(len(PAGES)):
        window.show_page(at)
        assert nameless(window) == []
        assert without_words(window) == []
    assert window.width() <= 683
    assert window.height() <= 384


def test_a_service_says_what_it_was_asked_this_month_and_what_that_cost(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    core.providers.choose(["baidu", "tencent"])
    row = core.entry.add(draft(1), EntryMethod.MANUAL).key.name
    with core._ledger.store.writing() as work:
        number = work.verifications.ask(work.invoices.ids_of([row])[row], "baidu")
        told = Answer(provider="baidu", state=State.MATCH, charged=Charged.YES)
        work.verifications.answer(number, told)
        work.record("verify", None, Topic.VERIFICATION)
    window = opened(entering(lambda: core, spoken=language.ENGLISH), qtbot)
    window.show_page(PAGES.index(ServicesPage))
    page = window.findChild(ServicesPage)
    assert isinstance(page, ServicesPage)
    qtbot.waitUntil(lambda: "baidu" in page.cards, timeout=ENOUGH)
    months = {name: card.month for name, card in page.cards.items()}
    assert months["baidu"].text() == "Questions this month: 1 · 0.24 yuan by the list price"
    assert months["tencent"].text() == "Not asked this month."
    assert months["nuonuo"].isHidden()
