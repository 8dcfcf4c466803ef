"""A region of the screen gives all its codes, in the screen's own pixels."""

import sys

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.query import Query
from gui.entry.recent import Fate
from gui.screen_region import Dimmed, Shot, grabbed, refusal
from gui.states import Mark
from tests.gui.cameras import image, page
from tests.gui.conftest import ENOUGH, Show, Shown

FIRST = "01,31,,26312000000148273905,3390.00,20261101,,"
SECOND = "01,31,,26312000000148273913,128.50,20261101,,"
PLACE = QRect(0, 0, 640, 360)


@pytest.fixture
def screen(core: Core, entering: Show) -> Shown:
    shown = entering(lambda: core)
    shown.entry.options.sounds.click()
    shown.entry.options.at_once.click()
    shown.entry.looking.region.aside.setInterval(0)
    return shown


def shot() -> Shot:
    """A screen at 200 %, with two codes open on it."""
    return Shot(PLACE, QPixmap.fromImage(image(page([FIRST, SECOND]))))


def asked(shown: Shown, qtbot: QtBot) -> Dimmed:
    region = shown.entry.looking.region
    region.grab = lambda: [shot()]
    qtbot.waitUntil(shown.window.isActiveWindow, timeout=ENOUGH)
    QTest.keyClick(shown.window.windowHandle(), Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: bool(region.dimmed), timeout=ENOUGH)
    assert not shown.window.isVisible()
    return region.dimmed[0]


def numbers(core: Core) -> list[str]:
    return sorted(invoice.number for invoice in core.lookup.find(Query(), 100).invoices)


def draw(dimmed: Dimmed, one: QPoint, other: QPoint) -> None:
    QTest.mousePress(dimmed, Qt.MouseButton.LeftButton, pos=one)
    QTest.mouseMove(dimmed, other)
    QTest.mouseRelease(dimmed, Qt.MouseButton.LeftButton, pos=other)


def test_enter_takes_the_whole_screen_and_two_codes_give_two_rows(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    dimmed = asked(screen, qtbot)
    QTest.keyClick(dimmed, Qt.Key.Key_Return)
    assert screen.window.isVisible()
    qtbot.waitUntil(lambda: len(numbers(core)) == 2, timeout=ENOUGH)
    rows = screen.entry.pile.recent
    qtbot.waitUntil(lambda: [r.fate for r in rows.rows] == [Fate.ENTERED] * 2, timeout=ENOUGH)
    assert screen.entry.looking.region.dimmed == []


def test_what_is_drawn_round_is_read_and_nothing_else(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    dimmed = asked(screen, qtbot)
    draw(dimmed, QPoint(15, 60), QPoint(140, 200))
    qtbot.waitUntil(lambda: numbers(core) == ["26312000000148273905"], timeout=ENOUGH)


def test_the_region_has_the_pixels_of_the_screen(screen: Shown, qtbot: QtBot) -> None:
    dimmed = asked(screen, qtbot)
    with qtbot.waitSignal(dimmed.chosen, timeout=ENOUGH) as taken:
        draw(dimmed, QPoint(100, 200), QPoint(199, 149))
    assert taken.args is not None
    assert taken.args[0].width() == 200
    assert taken.args[0].height() == 100


def test_a_click_takes_nothing_and_esc_goes_back(core: Core, screen: Shown, qtbot: QtBot) -> None:
    dimmed = asked(screen, qtbot)
    draw(dimmed, QPoint(50, 50), QPoint(52, 52))
    assert screen.entry.looking.region.dimmed == [dimmed]
    QTest.keyClick(dimmed, Qt.Key.Key_Escape)
    assert screen.window.isVisible()
    assert screen.entry.looking.region.dimmed == []
    assert not screen.entry.reading.busy
    asked(screen, qtbot).close()
    assert screen.window.isVisible()


def test_the_region_stands_bright_in_the_dimmed_screen(screen: Shown, qtbot: QtBot) -> None:
    white = QPixmap(640, 360)
    white.fill(QColor("white"))
    screen.entry.looking.region.grab = lambda: [Shot(PLACE, white)]
    screen.entry.looking.screen_button.click()
    qtbot.waitUntil(lambda: bool(screen.entry.looking.region.dimmed), timeout=ENOUGH)
    (dimmed,) = screen.entry.looking.region.dimmed
    dimmed.region = QRect(100, 200, 200, 100)
    painted = dimmed.grab().toImage()
    assert painted.pixelColor(200, 250) == QColor("white")
    assert painted.pixelColor(500, 250).lightness() < 160
    QTest.keyClick(dimmed, Qt.Key.Key_Escape)


def test_where_the_system_shows_no_screen_that_is_said_and_the_window_is_back(
    screen: Shown, qtbot: QtBot
) -> None:
    screen.entry.looking.region.grab = list
    screen.entry.looking.screen_button.click()
    strip = screen.entry.pile.strip
    qtbot.waitUntil(lambda: strip.verdict.mark is Mark.LOOK, timeout=ENOUGH)
    assert screen.window.isVisible()
    assert "does not show its screen" in strip.verdict.words
    assert "paste" in strip.verdict.facts


def test_macos_is_told_where_to_allow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    words, what_to_do = refusal()
    assert words == "Piaohe may not see the screen"
    assert "Screen Recording" in what_to_do


def test_a_platform_without_grabs_gives_none(qtbot: QtBot) -> None:
    assert all(not each.picture.isNull() for each in grabbed())
